"""Papers and lists of a stocktake: the count list as a PDF to write on or a sheet to fill in, and the result."""

from pathlib import Path
from typing import Final

from pos_app import files, texts
from pos_app.domain.sheets import encode, guarded
from pos_app.domain.stocktake import Counted
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.services.stocktake import part_of, sheet_in
from pos_app.texts import Language

_HEADERS: Final = ("barcode", "nama", "satuan", "rak", "kategori", "stok")
"""As the reader of counted lists knows them."""
MOST_ROWS: Final = 20_000
"""Nobody counts from a longer list; a part of a category or a shelf is shorter."""


def save_list(shop: Shop, part: str, path: Path, *, language: Language | None = None) -> int:
    """Writes the count list of a part of the open stocktake: a PDF to write on, a csv or an xlsx to fill in; its articles.

    A part that names no articles gets all goods of the shop.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `unknown_count_list_ending`, `list_too_long`, and as `files.ready`.
        Unavailable: `cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in (".pdf", ".csv", ".xlsx"):
        raise Refused("unknown_count_list_ending", path=path)
    files.ready(path)
    with shop.uow.read() as u:
        take = u.stocktakes.open()
        if take is None:
            raise Refused("no_stocktake_open")
        place = part_of(take, part)
        rows = u.stocktakes.named_by(place.scope)
        card = settings.card_in(u)
    if len(rows) > MOST_ROWS:
        raise Refused("list_too_long", n=len(rows))
    if ending == ".pdf":
        from pos_app.documents import stocktake as paper

        made = paper.Made(card.name, card.zone, shop.clock(), language or texts.language())
        files.write(path, paper.count_list(take, place, rows, made))
    else:
        files.write(path, _sheet(rows, ending))
    return len(rows)


def save_result(shop: Shop, path: Path, *, number: str | None = None, language: Language | None = None) -> None:
    """Writes the result of a stocktake as a PDF, as far as it may be seen.

    Raises:
        Refused: `no_stocktake_yet`, `no_such_stocktake`, and as `files.ready`.
        Unavailable: `cannot_write`.
    """
    from pos_app.documents import stocktake as paper

    files.ready(path)
    with shop.uow.read() as u:
        found = sheet_in(u, number)
        card = settings.card_in(u)
    files.write(path, paper.result(found, paper.Made(card.name, card.zone, shop.clock(), language or texts.language())))


def _sheet(rows: list[Counted], ending: str) -> bytes:
    table: list[list[str | None]] = [list(_HEADERS)]
    table += [[guarded(x.code), guarded(encode(x.name)), x.unit, guarded(x.shelf), guarded(encode(x.category)), None] for x in rows]
    if ending == ".csv":
        from pos_app.documents import tables

        return tables.write_csv([["" if cell is None else cell for cell in row] for row in table])
    from pos_app.documents import workbooks

    return workbooks.write_xlsx("Hitung", table)
