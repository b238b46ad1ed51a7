"""The shop's articles as a list under headers the import knows: importing an export changes nothing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pos_app.domain.article_list.codes import join_codes
from pos_app.domain.article_list.rows import NO_CONTENT
from pos_app.domain.content_size import ContentSize, Measure, written
from pos_app.domain.money import COST_SCALE, Rupiah
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sheets import encode, guarded
from pos_app.domain.supplier import SuppliersPrice
from pos_app.services import list_files
from pos_app.services.list_files import Value, exact
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.lists import Article, KnownUnit

_HEADERS: Final = (
    "kd_barang", "barcode", "kode_lain", "nm_barang", "nama_struk", "jenis_barang", "kategori", "merek", "produsen", "pemasok",
    "harga_pemasok", "satuan_pemasok", "kode_pemasok", "satuan_jual", "isi_bersih", "harga_beli", "harga_jual", "harga_grosir",
    "harga_member", "bagian_toko", "stok", "stok_minimal", "stok_maksimal", "rak", "pajak", "dijual", "ditimbang", "keterangan",
)  # fmt: skip
_PACK: Final = ("satuan_{n}", "isi_{n}", "barcode_{n}", "kode_lain_{n}", "harga_jual_{n}")
_STEP: Final = ("mulai_{n}", "harga_mulai_{n}")
_SUPPLIER: Final = ("pemasok_{n}", "harga_pemasok_{n}", "satuan_pemasok_{n}", "kode_pemasok_{n}")
_MOST: Final = 9
"""The import knows the second to the ninth unit and supplier of an article, and nine quantity prices."""


def write(shop: Shop, path: Path) -> int:
    """Writes every article to a csv or an xlsx, by the path's ending; how many there are.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`, `is_a_folder`.
        Unavailable: `cannot_write`.
    """
    with shop.uow.read() as u:
        articles = u.lists.all_articles(day=today(shop, u))
        steps = u.prices.all_quantity_prices()
    rows = table(articles, steps)
    save(path, "Barang", rows)
    return len(articles)


def save(path: Path, title: str, rows: Sequence[Sequence[Value]]) -> None:
    """Writes rows below a header the import knows; raises as `list_files.save`."""
    list_files.save(path, title, rows, formats=[_format(str(head)) for head in rows[0]])


def _format(head: str) -> str:
    """How a column shows in a spreadsheet: money in groups of three, codes as text so that no zero in front is lost."""
    if head.startswith(("harga", "bagian_toko")):
        return "#,##0.####" if head.startswith(("harga_beli", "harga_pemasok")) else "#,##0"
    return "" if head.startswith(("stok", "isi_", "mulai", "tempo")) and head != "isi_bersih" else "@"


def table(articles: Sequence[Article], steps: Mapping[ProductId, Sequence[tuple[Milli, Rupiah]]]) -> list[list[Value]]:
    """Header and rows; columns of packs, quantity prices and further suppliers as far as any article has them."""
    packs = min(max((len(x.units) for x in articles), default=0), _MOST - 1)
    most_steps = min(max(map(len, steps.values()), default=0), _MOST)
    further = min(max((len(_further(x)) for x in articles), default=0), _MOST - 1)
    rows = [
        [
            *_row(x),
            *_filled([_pack(x, unit) for unit in x.units], packs, len(_PACK)),
            *_filled([[exact(least, 1000), price] for least, price in steps.get(x.id, ())], most_steps, len(_STEP)),
            *_filled([_supplier(one) for one in _further(x)], further, len(_SUPPLIER)),
        ]
        for x in articles
    ]
    return [header(packs=packs, steps=most_steps, suppliers=further), *rows]


def header(*, packs: int, steps: int, suppliers: int) -> list[Value]:
    """The headers of a list with columns for so many further units, quantity prices and further suppliers."""
    several = ((_PACK, 2, packs), (_STEP, 1, steps), (_SUPPLIER, 2, suppliers))
    more = [name.format(n=n) for names, first, count in several for n in range(first, first + count) for name in names]
    return [*_HEADERS, *more]


def _filled(groups: Sequence[Sequence[Value]], count: int, width: int) -> list[Value]:
    """The groups of cells one after another, with empty ones up to `count`."""
    cells = [cell for group in groups[:count] for cell in group]
    return cells + [None] * (count * width - len(cells))


def _row(article: Article) -> list[Value]:
    v = article.values
    own = [code.code for code in article.codes if code.role == "code"]
    usual = next((x for x in article.suppliers if x.usual), None)
    their_cost, their_unit, their_code = _terms(usual)
    cost = v["last_cost"] if v["last_cost"] is not None else v["average_cost"]
    values: dict[str, Value] = {
        "kd_barang": guarded(v["sku"] or ""),
        "barcode": guarded(own[0]) if own else "",
        "kode_lain": guarded(join_codes(own[1:])),
        "nm_barang": _text(v["name"]),
        "nama_struk": _text(v["receipt_name"]),
        "jenis_barang": v["kind"],
        "kategori": _text(v["category"]),
        "merek": _text(v["brand"]),
        "produsen": _text(v["maker"]),
        "pemasok": _text(article.supplier),
        "harga_pemasok": their_cost,
        "satuan_pemasok": their_unit,
        "kode_pemasok": their_code,
        "satuan_jual": _text(v["unit"]),
        "isi_bersih": _content(v),
        "harga_beli": None if cost is None else exact(cost, COST_SCALE),
        "harga_jual": v["price_idr"],
        "harga_grosir": v["wholesale_price_idr"],
        "harga_member": v["member_price_idr"],
        "bagian_toko": v["fee_idr"],
        "stok": exact(article.on_hand, 1000) if v["kind"] == Kind.GOODS else None,
        "stok_minimal": _thousandths(v["min_stock_milli"]),
        "stok_maksimal": _thousandths(v["target_stock_milli"]),
        "rak": _text(v["shelf"]),
        "pajak": v["tax_class"],
        "dijual": "ya" if v["sellable"] else "tidak",
        "ditimbang": "ya" if v["weighed"] else "tidak",
        "keterangan": _text(v["description"]),
    }
    return [values[name] for name in _HEADERS]


def _pack(article: Article, unit: KnownUnit) -> list[Value]:
    first, *others = [code.code for code in article.codes if code.role == "pack" and code.unit == unit.unit] or [""]
    return [_text(unit.unit), _holds(unit), guarded(first), guarded(join_codes(others)), unit.price_idr]


def _further(article: Article) -> list[SuppliersPrice]:
    """Suppliers beside the usual one."""
    return [x for x in article.suppliers if not x.usual]


def _supplier(one: SuppliersPrice) -> list[Value]:
    return [_text(one.name), *_terms(one)]


def _terms(one: SuppliersPrice | None) -> list[Value]:
    if one is None:
        return [None] * 3
    return [None if one.cost is None else exact(one.cost, COST_SCALE), _text(one.unit), _text(one.their_code)]


def _content(values: Mapping[str, Any]) -> str:
    if values["content_measure"] is None:
        return ""
    size = ContentSize(values["content_milli"], Measure(values["content_measure"]))
    return written(size) if size.amount_milli else NO_CONTENT


def _holds(unit: KnownUnit) -> Decimal | int | None:
    return None if unit.holds is None else exact(unit.holds, 1000)


def _thousandths(value: int | None) -> Decimal | int | None:
    return None if value is None else exact(value, 1000)


def _text(value: str | None) -> str:
    """The text as the import reads it back: entities encoded again, nothing a spreadsheet would run."""
    return guarded(encode(value)) if value else ""
