"""Lists as files: csv or xlsx, whichever the name ends in."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from pos_app import files
from pos_app.errors import Refused

Value = str | int | Decimal | None


def save(path: Path, title: str, rows: Sequence[Sequence[Value]], *, formats: Sequence[str] = ()) -> None:
    """Writes rows below their header; title and number formats, one a column, are those of a spreadsheet.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`, `is_a_folder`.
        Unavailable: `cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise Refused("unknown_list_ending", path=path)
    files.ready(path)
    if ending == ".csv":
        from pos_app.documents import tables

        body = tables.write_csv([["" if value is None else str(value) for value in row] for row in rows])
    else:
        from pos_app.documents import workbooks

        body = workbooks.write_xlsx(title, rows, formats=formats)
    files.write(path, body)


def exact(value: int, scale: int) -> Decimal | int:
    """A number kept in parts of one, as a list writes it: `2500` of a thousand is 2.5."""
    whole, rest = divmod(value, scale)
    return whole if rest == 0 else Decimal(value) / scale
