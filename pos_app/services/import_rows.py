"""What a row of a list makes: a new article, or what it changes of the one that is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pos_app.domain import content_size
from pos_app.domain.article_list.model import ArticleRow, ListedSupplier, Note, note
from pos_app.domain.article_list.rows import NO_CONTENT
from pos_app.domain.barcode import gtin14
from pos_app.domain.content_size import Measure
from pos_app.domain.product import Kind, TaxClass
from pos_app.services.products import OWN_CODES
from pos_app.services.shop import Shop
from pos_app.storage.codes import NewCode
from pos_app.storage.lists import Article, Change, NewArticle
from pos_app.storage.units import NewUnit

_SAME_NAMES: Final = {
    "receipt_name": "receipt_name", "brand": "brand", "unit": "unit", "price_idr": "price_idr",
    "wholesale_price_idr": "wholesale_price_idr", "member_price_idr": "member_price_idr", "fee_idr": "fee_idr",
    "tax_class": "tax_class", "kind": "kind",
    "sellable": "sellable", "weighed": "weighed", "shelf": "shelf", "description": "description",
    "min_stock": "min_stock_milli", "max_stock": "target_stock_milli",
}  # fmt: skip
"""Fields of a row and the columns they go into as they are."""


@dataclass(slots=True)
class Numbers:
    """Article numbers of the shop's own range, drawn in order."""

    next: str

    def draw(self) -> str:
        drawn = self.next
        self.next = f"{OWN_CODES}{int(drawn[len(OWN_CODES) :]) + 1:06d}"
        return drawn


def new(
    shop: Shop,
    row: ArticleRow,
    numbers: Numbers,
    at: str,
    *,
    suppliers: Sequence[ListedSupplier],
    shared: frozenset[str],
    number_is_free: bool,
) -> NewArticle:
    """The article a row makes. One without a code, or whose only code is shared, gets a number of the shop's own."""
    number = row.number if row.number and number_is_free else None
    codes = list(row.codes) + ([row.number] if row.number and not number_is_free else [])
    if number is None and (not codes or codes[0] in shared or (row.number and not number_is_free)):
        number = numbers.draw()
    kind = row.kind or Kind.GOODS
    values: dict[str, Any] = {
        "uid": shop.new_uid(), "sku": number, "code": codes[0] if codes else number, "name": row.name, "receipt_name": row.receipt_name,
        "kind": kind, "brand": row.brand, "unit": row.unit or "pcs", "price_idr": row.price_idr,
        "member_price_idr": row.member_price_idr, "wholesale_price_idr": row.wholesale_price_idr, "average_cost": row.cost,
        "last_cost": row.cost, "tax_class": row.tax_class or TaxClass.TAXED, "weighed": bool(row.weighed),
        "sellable": row.sellable is not False, "min_stock_milli": row.min_stock or None, "target_stock_milli": row.max_stock or None,
        "shelf": row.shelf, "description": row.description, "archived_at": None, "created_at": at, "changed_at": at,
        "fee_idr": row.fee_idr, "content_measure": None, "content_milli": None,
    }  # fmt: skip
    values |= _content(row)
    made = [NewCode(code, gtin14(code)) for code in codes]
    if number and number not in codes:
        made.append(NewCode(number, gtin14(number), role="sku"))
    units = [NewUnit(pack.unit, pack.holds, pack.price_idr) for pack in row.packs]
    made.extend(_codes_of_packs(row, {*codes, number or ""}))
    stock = row.stock if row.stock and kind == Kind.GOODS else None
    article = NewArticle(values, category=row.category or "", maker=row.maker or "", suppliers=suppliers, codes=made, units=units)
    if stock:
        article.stock = stock
    return article


def change_of(article: Article, row: ArticleRow, *, suppliers: Sequence[ListedSupplier], number_is_free: bool) -> Change:
    """What the row says otherwise than the books; an empty cell says nothing."""
    old = article.values
    change = Change(article.id)
    if row.name != old["name"]:
        change.values["name"] = row.name
    for name, column in _SAME_NAMES.items():
        value = getattr(row, name)
        if name in ("min_stock", "max_stock"):
            value = value or None
        if value is not None and value != old[column]:
            change.values[column] = value
    change.values |= {column: value for column, value in _content(row).items() if value != old[column]}
    if row.opens_price and old["price_idr"] is not None:
        change.values["price_idr"] = None
    cost = old["last_cost"] if old["last_cost"] is not None else old["average_cost"]
    if row.cost is not None and row.cost != cost:
        change.values["last_cost"] = row.cost
        if old["average_cost"] is None:
            change.values["average_cost"] = row.cost
    if row.category and row.category != (old["category"] or ""):
        change.category = row.category
    if row.maker and row.maker != (old["maker"] or ""):
        change.maker = row.maker
    change.suppliers = _new_of_suppliers(article, suppliers)
    had = {code.code for code in article.codes}
    same = {code.gtin for code in article.codes if code.gtin}
    change.codes = [NewCode(code, gtin14(code)) for code in row.codes if code not in had and gtin14(code) not in same]
    if row.number and number_is_free and old["sku"] is None:
        change.values["sku"] = row.number
        if row.number not in had | set(row.codes):
            change.codes.append(NewCode(row.number, gtin14(row.number), role="sku"))
    _packs(article, row, change, had)
    return change


def _content(row: ArticleRow) -> dict[str, object]:
    """The columns of a net content that is written; none where nothing is."""
    if row.content is None:
        return {}
    if row.content == NO_CONTENT:
        return {"content_measure": Measure.PIECE, "content_milli": 0}
    size = content_size.read(row.content)
    return {} if size is None else {"content_measure": size.measure, "content_milli": size.amount_milli}


def suppliers_of(row: ArticleRow, known: Article | None = None) -> tuple[tuple[ListedSupplier, ...], tuple[Note, ...]]:
    """The suppliers of a row, and what there is to say: a price for a unit that the article does not have is left out.

    Of rows of one product the usual supplier may stand on another row.
    """
    told = row.suppliers
    if row.supplier and not any(x.usual for x in told):
        told = (ListedSupplier(row.supplier, usual=True), *told)
    own = row.unit or (known.values["unit"] if known else "pcs")
    units = {pack.unit for pack in row.packs} | {unit.unit for unit in (known.units if known else ())}
    found, notes = [], []
    for one in told:
        if one.unit in ("", own):
            found.append(replace(one, unit=""))
        elif one.unit in units:
            found.append(one)
        else:
            notes.append(note("import_supplier_unit", name=one.name, unit=one.unit))
            found.append(replace(one, cost=None, unit=""))
    return tuple(found), tuple(notes)


def _new_of_suppliers(article: Article, told: Sequence[ListedSupplier]) -> tuple[ListedSupplier, ...]:
    """Those of whom a row tells something the books do not have."""
    known = {x.name.casefold(): x for x in article.suppliers}
    found = []
    for one in told:
        had = known.get(one.name.casefold())
        is_same = had is not None and (
            (had.usual or not one.usual)
            and (one.cost is None or (one.cost, one.unit or None) == (had.cost, had.unit))
            and (not one.their_code or one.their_code == had.their_code)
        )
        if not is_same:
            found.append(one)
    return tuple(found)


def _codes_of_packs(row: ArticleRow, had: set[str]) -> list[NewCode]:
    """Codes of the row's packs that the article has not; one of several packs is that of the first."""
    whose: dict[str, str] = {}
    for pack in row.packs:
        for code in pack.codes:
            whose.setdefault(code, pack.unit)
    return [NewCode(code, gtin14(code), role="pack", unit=unit) for code, unit in whose.items() if code not in had]


def _packs(article: Article, row: ArticleRow, change: Change, had: set[str]) -> None:
    units = {unit.unit: unit for unit in article.units}
    for pack in row.packs:
        old = units.get(pack.unit)
        holds = pack.holds if pack.holds is not None else (old.holds if old else None)
        price = pack.price_idr if pack.price_idr is not None else (old.price_idr if old else None)
        if old is None or (old.holds, old.price_idr) != (holds, price):
            change.units.append(NewUnit(pack.unit, holds, price))
    change.codes += _codes_of_packs(row, had | set(row.codes))


def said_columns(change: Change) -> list[str]:
    said = list(dict.fromkeys(column.removesuffix("_idr").removesuffix("_milli").removesuffix("_measure") for column in change.values))
    said += [name for name, value in (("category", change.category), ("maker", change.maker)) if value is not None] + (
        ["supplier"] if change.suppliers else []
    )
    said += ["codes"] if change.codes else []
    return said + (["units"] if change.units else [])
