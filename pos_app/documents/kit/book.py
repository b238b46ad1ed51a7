"""Tables as a workbook: one sheet a table, its head kept in sight, figures as numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from pos_app.documents.printable import printable

if TYPE_CHECKING:
    from openpyxl import Workbook

_AMOUNT: Final = "#,##0"
_PERCENT: Final = "0.0%"
_PIECES: Final = "#,##0.###"
_WIDEST: Final = 60
_LONGEST_TITLE: Final = 31
_NOT_IN_A_TITLE: Final = frozenset("[]:*?/\\")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in basis points, shown as a percentage; an empty cell where there is none."""

    bp: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Thousandths of a unit."""

    milli: int


Value: TypeAlias = str | int | Share | Quantity | None
Rows: TypeAlias = Sequence[Sequence[Value]]


def written(sheets: Sequence[tuple[str, Rows]]) -> bytes:
    """The workbook of the named sheets; the first row of each is its head."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in sheets:
        _sheet(book, title, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: "Workbook", title: str, rows: Rows) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet("".join(" " if sign in _NOT_IN_A_TITLE else sign for sign in title)[:_LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(len(value) if isinstance(value, str) else 12 for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 3, _WIDEST)
    for at, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_plain(value))
            if isinstance(value, str):
                cell.data_type = "s"  # a name that begins like a formula is none
            else:
                cell.number_format = _PERCENT if isinstance(value, Share) else _PIECES if isinstance(value, Quantity) else _AMOUNT
            if at == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)


def _plain(value: Value) -> str | int | Decimal | None:
    if isinstance(value, Share):
        return None if value.bp is None else Decimal(value.bp) / 10_000
    if isinstance(value, Quantity):
        return Decimal(value.milli) / 1000
    return printable(value) if isinstance(value, str) else value
