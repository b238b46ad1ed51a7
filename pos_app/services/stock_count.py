"""A counted list comes in from a file: into a part of the open stocktake, or as a stocktake of its own."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pos_app import files
from pos_app.domain.actor import Actor
from pos_app.domain.stocktake import Sheet
from pos_app.errors import Refused
from pos_app.services import import_products, stocktake_counts
from pos_app.services.shop import Changes, Shop
from pos_app.services.stocktake_counts import CountRow, ReadCount


@dataclass(frozen=True, slots=True)
class Taken:
    """A counted list in the books; `added_up` are the codes that stood on several rows."""

    articles: int
    added_up: tuple[str, ...]
    sheet: Sheet
    changes: Changes


def take(shop: Shop, actor: Actor, path: Path, *, dry_run: bool = False) -> Taken:
    """Books a counted list (a code and a stock column) at once; `dry_run` says what would be booked and writes nothing.

    Rows without a counted stock were not counted. A code that stands on two rows was counted in two places: its rows are
    added up, and it is named.

    Raises:
        Refused: `count_not_read`, `count_too_fine` or `count_row_negative` naming the row, `list_without_counts`, `no_table`, and as
            `stocktake_counts.count_at_once`; then nothing is booked.
    """
    rows, digest = _read(path)
    sheet, changes = stocktake_counts.count_at_once(shop, actor, path.stem[:80], rows, digest=digest, dry_run=dry_run)
    times = Counter(row.code for row in rows)
    return Taken(len(times), tuple(code for code, n in times.items() if n > 1), sheet, changes)


def take_into(shop: Shop, actor: Actor, part: str, path: Path, *, at: datetime | None = None) -> tuple[int, tuple[CountRow, ...]]:
    """Counts a filled-in list into a part: how many articles, and those that were counted there before.

    Rows without a counted stock were not counted. `at` is when the shelves were, now where none is given.

    Raises:
        Refused: `count_not_read`, `count_row_negative`, `no_table`, and as `stocktake_counts.read_list`; then nothing is counted.
    """
    rows, digest = _read(path)
    return stocktake_counts.read_list(shop, actor, part, rows, digest=digest, at=at)


def _read(path: Path) -> tuple[list[ReadCount], str]:
    data = files.read(path)
    listing = import_products.parse(data)
    if "stock" not in listing.fields and "stock_counted" not in listing.fields:
        raise Refused("count_without_stock")
    stock_columns = {column.header for column in listing.layout.columns if column.field in ("stock", "stock_counted")}
    counted = []
    for row in listing.rows:
        code = row.codes[0] if row.codes else row.number
        fine = next((said for said in row.notes if said.code == "import_fine_quantity" and said.fields["column"] in stock_columns), None)
        if fine is not None:
            raise Refused("count_too_fine", row=row.row, code=row.shown_code, text=fine.fields["text"])
        if code and row.stock is None and not any(said.fields.get("column") in stock_columns for said in row.notes):
            continue
        if not code or row.stock is None:
            raise Refused("count_not_read", row=row.row, code=row.shown_code)
        if row.stock < 0:
            raise Refused("count_row_negative", row=row.row, code=row.shown_code)
        counted.append(ReadCount(code, row.stock, row.name))
    return counted, hashlib.sha256(data).hexdigest()
