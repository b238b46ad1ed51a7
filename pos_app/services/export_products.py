"""The shop's articles as a list under headers the import knows: importing an export changes nothing."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from pos_app import files
from pos_app.domain.article_list.rows import join_codes
from pos_app.domain.money import COST_SCALE
from pos_app.domain.product import Kind
from pos_app.domain.sheets import encode, guarded
from pos_app.errors import Refused
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.lists import Article, KnownUnit

Value = str | int | Decimal | None

_HEADERS: Final = (
    "kd_barang", "barcode", "kode_lain", "nm_barang", "nama_struk", "jenis_barang", "kategori", "merek", "produsen", "pemasok",
    "satuan_jual", "harga_beli", "harga_jual", "harga_grosir", "harga_member", "stok", "stok_minimal", "stok_maksimal", "rak", "pajak",
    "dijual", "ditimbang", "keterangan",
)  # fmt: skip
_MOST_UNITS: Final = 8
"""The import knows the second to the ninth unit of an article."""


def write(shop: Shop, path: Path) -> int:
    """Writes every article to a csv or an xlsx, by the path's ending; how many there are.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`, `is_a_folder`.
        Unavailable: `cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise Refused("unknown_list_ending", path=path)
    files.ready(path)
    with shop.uow.read() as u:
        articles = u.lists.all_articles(day=today(shop, u))
    rows = table(articles)
    if ending == ".csv":
        from pos_app.documents import tables

        body = tables.write_csv([[_in_csv(value) for value in row] for row in rows])
    else:
        from pos_app.documents import workbooks

        body = workbooks.write_xlsx("Barang", rows)
    files.write(path, body)
    return len(articles)


def table(articles: Sequence[Article]) -> list[list[Value]]:
    """Header and rows; columns of packs as far as any article has them."""
    most = min(max((len(article.units) for article in articles), default=0), _MOST_UNITS)
    header: list[Value] = [*_HEADERS]
    for n in range(2, most + 2):
        header += [f"satuan_{n}", f"isi_{n}", f"barcode_{n}", f"harga_jual_{n}"]
    return [header, *([*_row(article), *_packs(article, most)] for article in articles)]


def _row(article: Article) -> list[Value]:
    v = article.values
    own = [code.code for code in article.codes if code.role == "code"]
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
        "pemasok": _text(v["supplier"]),
        "satuan_jual": _text(v["unit"]),
        "harga_beli": None if cost is None else _decimal(cost, COST_SCALE),
        "harga_jual": v["price_idr"],
        "harga_grosir": v["wholesale_price_idr"],
        "harga_member": v["member_price_idr"],
        "stok": _decimal(article.on_hand, 1000) if v["kind"] == Kind.GOODS else None,
        "stok_minimal": _thousandths(v["min_stock_milli"]),
        "stok_maksimal": _thousandths(v["target_stock_milli"]),
        "rak": _text(v["shelf"]),
        "pajak": v["tax_class"],
        "dijual": "ya" if v["sellable"] else "tidak",
        "ditimbang": "ya" if v["weighed"] else "tidak",
        "keterangan": _text(v["description"]),
    }
    return [values[name] for name in _HEADERS]


def _packs(article: Article, most: int) -> list[Value]:
    cells: list[Value] = []
    for unit in article.units[:most]:
        code = next((code.code for code in article.codes if code.role == "pack" and code.unit == unit.unit), "")
        cells += [_text(unit.unit), _holds(unit), guarded(code), unit.price_idr]
    return cells + [""] * (4 * (most - len(article.units[:most])))


def _holds(unit: KnownUnit) -> Decimal | int | None:
    return None if unit.holds is None else _decimal(unit.holds, 1000)


def _thousandths(value: int | None) -> Decimal | int | None:
    return None if value is None else _decimal(value, 1000)


def _decimal(value: int, scale: int) -> Decimal | int:
    whole, rest = divmod(value, scale)
    return whole if rest == 0 else Decimal(value) / scale


def _text(value: str | None) -> str:
    """The text as the import reads it back: entities encoded again, nothing a spreadsheet would run."""
    return guarded(encode(value)) if value else ""


def _in_csv(value: Value) -> str:
    return "" if value is None else str(value)
