"""Workbooks: xlsx by openpyxl, which alone knows how a number is shown; xls and ods by calamine."""

import io
import os
import re
import struct
import subprocess
import sys
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from pos_app.domain.sheets import Book, Cell, Number, Row, Sheet, Unevaluated
from pos_app.errors import Refused

_ZEROS: Final = re.compile(r"0{2,}")
_THREE: Final = re.compile(r"(?:#,##)?0\.000\b")
_PATIENCE_S: Final = 120
_BROKEN: Final = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ParseError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
"""What openpyxl lets through on a workbook that other programs still open."""


def read_xlsx(data: bytes) -> Book:
    """The sheets of an xlsx; calamine reads those whose styles openpyxl cannot make sense of.

    Raises:
        Refused: `list_damaged`, `list_locked`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a workbook has besides its cells is no concern of a list
            return Book("xlsx", _by_openpyxl(data))
    except _BROKEN:
        return by_calamine(data, "xlsx")


def _by_openpyxl(data: bytes) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = _formulas(data)
    sheets = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        known = formulas.get(sheet.title, {})
        rows = []
        formats: dict[str, tuple[int, int]] = {}
        for at, cells in enumerate(sheet.iter_rows(), start=1):
            row = [_cell(cell, formats) for cell in cells]
            if known and at in known:
                for column, formula in known[at].items():
                    if column < len(row) and row[column] is None:
                        row[column] = Unevaluated(formula)
            if any(value is not None for value in row):
                rows.append((at, row))
        sheets.append(Sheet(sheet.title, tuple(rows), hidden=sheet.sheet_state != "visible"))
    book.close()
    return tuple(sheets)


def _formulas(data: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """Formulas by sheet, row and column, read only where a sheet has any."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.match(r"xl/worksheets/[^/]+\.xml$", name)]
        if not any(re.search(rb"<(?:\w+:)?f[ >/]", archive.read(name)) for name in names):
            return {}
    from openpyxl import load_workbook

    found: dict[str, dict[int, dict[int, str]]] = {}
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = found.setdefault(sheet.title, {})
        for at, cells in enumerate(sheet.iter_rows(), start=1):
            for column, cell in enumerate(cells):
                if cell.value is not None and cell.data_type == "f":
                    rows.setdefault(at, {})[column] = str(cell.value)
    book.close()
    return found


def _cell(cell: Any, formats: dict[str, tuple[int, int]]) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return value if value and value.strip() else None
    if isinstance(value, bool | int | float):
        form = cell.number_format or "General"
        if form not in formats:
            formats[form] = _shows(form)
        if form.endswith("%") and not isinstance(value, bool):
            return _percent(value)
        return _number(value, *formats[form])
    return _other(value)


def _shows(form: str) -> tuple[int, int]:
    """Width filled with zeros and decimals of a number format: `0000000000000` fills 13, `0.000` shows three."""
    first = form.split(";", 1)[0]
    width = len(first) if _ZEROS.fullmatch(first) else 0
    return width, 3 if _THREE.fullmatch(first) else 0


def _percent(value: float) -> Cell:
    """A share as the sheet shows it: 0.125 under `0.0%` is `12.5%`."""
    shown = _number(value * 100)
    return f"{shown.text}%" if isinstance(shown, Number) else shown


def _number(value: bool | float, width: int = 0, decimals: int = 0) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Number(str(value), width, decimals)
    if value != value or value in (float("inf"), float("-inf")):
        return None
    if value.is_integer() and abs(value) < 1e18:
        return Number(str(int(value)), width, decimals)
    # fifteen digits are all a spreadsheet keeps; the rest is the noise of its binary fractions
    return Number(format(Decimal(format(value, ".15g")), "f"), width, decimals)


def _other(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value) or None


def by_calamine(data: bytes, kind: str) -> Book:
    """The sheets of an xls, ods or xlsx, numbers without their formats, read in a process of its own.

    On some torn files calamine asks for memory without end and takes its process with it; here that is a refusal.

    Raises:
        Refused: `list_damaged`, `list_locked`.
    """
    from pos_app.documents import calamine_apart

    try:
        told = subprocess.run(
            [sys.executable, "-m", calamine_apart.__name__],
            input=data,
            capture_output=True,
            check=False,
            timeout=_PATIENCE_S,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise Refused("list_damaged") from failed
    if told.returncode == calamine_apart.LOCKED:
        raise Refused("list_locked")
    if told.returncode:
        raise Refused("list_damaged")
    return Book(kind, calamine_apart.decoded(told.stdout))


def from_calamine(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Row]]:
    """Rows that hold something, numbered as the sheet numbers them."""
    for at, values in enumerate(rows, start=1):
        row = [_plain(value) for value in values]
        if any(value is not None for value in row):
            yield at, row


def _plain(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return value if value and value.strip() else None
    if isinstance(value, bool | int | float):
        return _number(value)
    return _other(value)


def write_xlsx(title: str, rows: Sequence[Sequence[str | int | Decimal | None]], *, formats: Sequence[str] = ()) -> bytes:
    """One sheet with its first row kept in sight; a text stays a text, whatever sign it begins with.

    `formats` are number formats by column, for its cells and those that are still empty.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    for at, (form, head) in enumerate(zip(formats, rows[0] if formats else (), strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = max(12, len(str(head)) + 2)
        if form:
            dimension.number_format = form
    for at, row in enumerate(rows):
        cells = [_text_cell(WriteOnlyCell, sheet, value, bold if at == 0 else None) for value in row]
        sheet.append([_formed(WriteOnlyCell, sheet, *pair) for pair in zip(cells, formats, strict=True)] if at and formats else cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(kind: Any, sheet: Any, value: str | int | Decimal | None, font: Any) -> Any:  # openpyxl has no types
    """A plain value, or a cell where a text would be taken for a formula or an error, or is a heading."""
    if not isinstance(value, str):
        return value
    text = _printable(value)
    if font is None and not text.startswith(("=", "#")):
        return text
    cell = kind(sheet, value="")
    cell.value = text
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def _formed(kind: Any, sheet: Any, value: Any, form: str) -> Any:
    """A cell in its column's format; nothing to show needs none."""
    if not form or value is None or value == "":
        return value
    cell = value if hasattr(value, "number_format") else kind(sheet, value=value)
    cell.number_format = form
    return cell


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text)
