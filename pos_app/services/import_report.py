"""What an import recognised and what became of each row, in words: for the terminal, the preview and the csv."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pos_app import texts
from pos_app.domain.article_list.model import Column, Layout, Skipped
from pos_app.domain.article_list.numbers import Reading
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.services.import_products import Imported

_FIELDS: Final = {
    "code": N_("barcode"),
    "sku": N_("article number"),
    "more_codes": N_("further codes"),
    "name": N_("name"),
    "receipt_name": N_("name on the receipt"),
    "variant": N_("variant"),
    "group_key": N_("rows of one product"),
    "category": N_("category"),
    "brand": N_("brand"),
    "maker": N_("maker"),
    "supplier": N_("supplier"),
    "unit": N_("unit"),
    "cost": N_("cost of one unit"),
    "cost_other": N_("cost where the store has none"),
    "cost_per_pack": N_("cost of one pack"),
    "price": N_("price"),
    "price_other": N_("price where the store has none"),
    "price_per_unit": N_("price of the unit named"),
    "wholesale_price": N_("wholesale price"),
    "member_price": N_("member price"),
    "fee": N_("the shop's fee"),
    "content": N_("net content"),
    "promo_price": N_("promotion price (not taken over)"),
    "expiry": N_("expiry date (not taken over)"),
    "batch": N_("batch (not taken over)"),
    "discount": N_("discount (not taken over)"),
    "unit_holds": N_("content of the row's unit"),
    "stock": N_("stock"),
    "stock_counted": N_("counted stock"),
    "min_stock": N_("least stock"),
    "max_stock": N_("most stock"),
    "tax": N_("tax"),
    "tracked": N_("keeps stock"),
    "sellable": N_("for sale"),
    "active": N_("for sale"),
    "kind": N_("goods or service"),
    "weighed": N_("sold by weight"),
    "shelf": N_("shelf"),
    "store": N_("store"),
    "bundle_sku": N_("part of a parcel"),
    "description": N_("description"),
    "row_number": N_("row number"),
}
_SYSTEMS: Final = (
    ("kasir_pintar", "Kasir Pintar"),
    ("woocommerce", "WooCommerce"),
    ("erpnext", "ERPNext"),
    ("ospos", "Open Source POS"),
    ("unicenta", "uniCenta"),
    ("nexopos", "NexoPOS"),
    ("ipos5", "iPos 5"),
    ("beeaccounting", "Bee Accounting"),
    ("iseller", "iSeller"),
    ("tiktok", "TikTok Shop"),
    ("shopee", "Shopee"),
    ("tokopedia", "Tokopedia"),
    ("pos_app", "pos-app"),
)
"""Systems whose name is not their word in the vocabulary with a capital."""
RESULTS: Final = {
    "taken": N_("taken"),
    "updated": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("not taken"),
}
WARNED: Final = N_("taken with a remark")


def field_name(field: str) -> str:
    """A field of a list as people call it; the second and further units by their number."""
    if field in _FIELDS:
        return _(_FIELDS[field])
    if field[-1:].isdigit():
        stem, n = field[:-1], field[-1]
        said = {
            "unit": _("unit {n}"),
            "pack_qty": _("content of unit {n}"),
            "code": _("barcode of unit {n}"),
            "more_codes": _("further codes of unit {n}"),
            "price": _("price of unit {n}"),
            "from_qty": _("quantity price {n}: from how many"),
            "from_price": _("quantity price {n}"),
            "supplier": _("supplier {n}"),
            "supplier_cost": _("price of supplier {n}"),
            "supplier_unit": _("unit of supplier {n}"),
            "supplier_code": _("code at supplier {n}"),
        }
        if stem in said:
            return said[stem].format(n=n)
    return field


def reading(value: Reading) -> str:
    """How a column's numbers were read: `point = thousands`."""
    parts = []
    for sign, means in ((_("point"), value.point), (_("comma"), value.comma)):
        if means is not None:
            parts.append(" = ".join((sign, _("decimals") if means else _("thousands"))))
    return ", ".join(parts)


def meaning(column: Column) -> str:
    """What a column was recognised as, with its store and its signs."""
    said = field_name(column.field)
    if column.store:
        said += f" ({column.store})"
    if column.reading and (signs := reading(column.reading)):
        said += f"; {signs}"
    return said


def where(layout: Layout) -> str:
    """Where the list stands: sheet, row of the header, system."""
    said = _("Header in row {row}").format(row=layout.header_row)
    if layout.sheet:
        said = _("Sheet “{sheet}”, header in row {row}").format(sheet=layout.sheet, row=layout.header_row)
    if layout.system:
        said += _(", as {system} writes it").format(system=_system_name(layout.system))
    return said + ":"


def _system_name(system: str) -> str:
    """A system's name as it stands on its own boxes, whichever of its lists this is."""
    return next((name for key, name in _SYSTEMS if system.startswith(key)), system.capitalize())


def as_csv(done: "Imported") -> bytes:
    """Every row with what became of it, the rows that are no articles among them."""
    from pos_app.documents import tables
    from pos_app.domain.sheets import guarded

    rows: list[tuple[int, list[str]]] = []
    for outcome in done.outcomes:
        result = _(WARNED) if outcome.result == "taken" and outcome.notes else _(RESULTS[outcome.result])
        said = " ".join(texts.sentence(note.as_refused) for note in outcome.notes)
        row = outcome.row
        rows.append((row.row, [str(row.row), guarded(row.shown_code), guarded(row.name), result, said]))
    rows += [(s.row, [str(s.row), "", guarded(s.text), _("no article"), _(SKIPPED[s.why])]) for s in done.listing.skipped]
    header = [_("row"), _("code"), _("name"), _("result"), _("remark")]
    return tables.write_csv([header, *(cells for _at, cells in sorted(rows, key=lambda pair: pair[0]))])


SKIPPED: Final = {
    "guide": N_("explains the columns"),
    "header": N_("the header once more"),
    "heading": N_("a heading or a note"),
    "total": N_("a total"),
    "continuation": N_("a further line of the article above"),
    "blank": N_("nothing in it"),
    "store": N_("of another store"),
    "expense": N_("an expense, no article"),
    "parent": N_("its variants are rows of their own"),
    "unit": N_("a further unit of an article"),
}


_MOST_TOLD: Final = 6


def left_out(skipped: Sequence[Skipped]) -> str:
    """The first of the rows that are no articles, and why; empty where there is none."""
    n = len(skipped)
    if not n:
        return ""
    told = [f"{row.row} ({_(SKIPPED[row.why])})" for row in sorted(skipped, key=lambda row: row.row)[:_MOST_TOLD]]
    rows = ", ".join(told) + ("\N{HORIZONTAL ELLIPSIS}" if n > _MOST_TOLD else "")
    return ngettext("{n} row is no article: {rows}", "{n} rows are no articles: {rows}", n).format(n=n, rows=rows)


def summary(done: "Imported") -> str:
    """One line on the whole."""
    n = len(done.outcomes)
    return ngettext("{n} row read", "{n} rows read", n).format(n=n)
