"""Bytes of a list, in whatever form a shop keeps it, into sheets of cells; and rows into bytes again.

What a file is, its first bytes say, not its name: an `.xls` is often an xlsx, an html table or a csv inside.
"""

import csv
import io
import re
import zipfile
from typing import Final

from pos_app.domain.sheets import Book, Row, Sheet
from pos_app.errors import Refused

MOST_BYTES: Final = 200_000_000
_ENCODINGS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS: Final = ",;\t|"


def read(data: bytes) -> Book:
    """The sheets of a csv, xlsx, xls, ods or html file.

    Raises:
        Refused: `no_table` for what is no list, `list_empty`, `list_too_large`, `list_locked`, `list_damaged`.
    """
    if len(data) > MOST_BYTES:
        raise Refused("list_too_large")
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xfe\xff"):
        raise Refused("list_empty")
    if data.startswith(b"PK\x03\x04"):
        book = _zipped(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from pos_app.documents import workbooks

        book = workbooks.by_calamine(data, "xls")
    elif data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"SQLite format 3", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise Refused("no_table")
    else:
        book = _textual(data)
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused("list_empty")
    return book


def _zipped(data: bytes) -> Book:
    from pos_app.documents import workbooks

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if sum(entry.file_size for entry in archive.infolist()) > 20 * MOST_BYTES:
                raise Refused("list_too_large")
    except zipfile.BadZipFile as broken:
        raise Refused("list_damaged") from broken
    if any(name.lower().startswith("xl/") for name in names):
        return workbooks.read_xlsx(data)
    if "content.xml" in names:
        return workbooks.by_calamine(data, "ods")
    raise Refused("no_table")


def _textual(data: bytes) -> Book:
    text, encoding = decode(data)
    head = text[:4000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("<") or "<table" in head:
        from pos_app.documents import markup

        return markup.read(text, encoding)
    return read_csv(text, encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the encoding it was in.

    Raises:
        Refused: `no_table` for bytes that are no text.
    """
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding if encoding != "utf-32" else "utf-32-le", errors="replace")
            return _checked(text), encoding
    sample = data[:4000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd + even > len(sample) // 5:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return _checked(data.decode(encoding, errors="replace")), encoding
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as wrong:
        if wrong.start >= len(data) - 3 and wrong.reason == "unexpected end of data":
            return _checked(data[: wrong.start].decode("utf-8")), "utf-8"
    return _checked("".join(_windows_1252(data))), "windows-1252"


def _windows_1252(data: bytes) -> list[str]:
    try:
        return [data.decode("cp1252")]
    except UnicodeDecodeError:  # five bytes have no sign in Windows-1252; a list is not lost for one of them
        return [data.decode("cp1252", errors="replace")]


def _checked(text: str) -> str:
    strange = len(re.findall(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]", text[:20_000]))
    if strange * 100 > min(len(text), 20_000) * 2:
        raise Refused("no_table")
    return text.replace("\x00", "")


def read_csv(text: str, encoding: str = "utf-8") -> Book:
    """Delimited text, the delimiter found by looking: the one that cuts most rows into the same number of cells."""
    csv.field_size_limit(MOST_BYTES)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"\ufeff?\"?sep=(.)\"?\r?", first, re.IGNORECASE)
    delimiter = told[1] if told else _delimiter(text)
    skipped = 1 if told else 0
    rows = _records(rest if told else text, delimiter)
    rows, delimiter = _unwrapped(rows, delimiter)
    kept = tuple((at, row) for at, row in enumerate(rows, start=1 + skipped) if any(cell.strip() for cell in row))
    return Book("csv", (Sheet("", kept),), encoding, delimiter)


def _delimiter(text: str) -> str:
    sample = text[:60_000]
    if len(text) > len(sample):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(_trimmed(row)) for row in _parse(sample, delimiter)[:200]]
        widths = [width for width in widths if width]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        agreed = sum(1 for width in wide if abs(width - usual) <= max(1, usual // 3))
        score = agreed / len(widths) * min(usual, 6) ** 0.5
        if score > most + 1e-9:
            best, most = delimiter, score
    return best


def _trimmed(row: list[str]) -> list[str]:
    """The row without empty cells at its end: a trailing `;;;` says nothing about the delimiter."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _parse(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=False))


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Rows of the text; a quote that is never closed ends with its line instead of swallowing the rest."""
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as wrong:
        if "expected after" in str(wrong) and '\\"' in text:
            return _backslashed(text, delimiter)
        if "unexpected end" not in str(wrong):
            return _parse(text, delimiter)
        return [_one_line(line, delimiter) for line in re.split(r"\r\n|\n|\r", text)]
    return _parse(text, delimiter)


def _backslashed(text: str, delimiter: str) -> list[list[str]]:
    r"""Rows of a database's dump: a backslash stands before the quotes inside a name, and `\N` for nothing."""
    text = re.sub(rf"(?:(?<=\n)|(?<={re.escape(delimiter)}))\\N(?=[{re.escape(delimiter)}\r\n]|$)", "", text)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, escapechar="\\", strict=True))
    except csv.Error:
        return _parse(text, delimiter)


def _one_line(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


def _unwrapped(rows: list[list[str]], delimiter: str) -> tuple[list[list[str]], str]:
    """The real rows of a file whose every line was quoted once more as a single cell."""
    filled = [trimmed for row in rows[:200] if (trimmed := _trimmed(row))]
    single = [row[0] for row in filled if len(row) == 1]
    if len(single) * 10 < len(filled) * 8:
        return rows, delimiter
    for inner in _DELIMITERS:
        inside = sum(1 for cell in single if inner in cell)
        if inside * 10 >= len(single) * 8:
            return [
                next(csv.reader([row[0].replace("\r", " ").replace("\n", " ")], delimiter=inner), []) if row else [] for row in rows
            ], inner
    return rows, delimiter


def write_csv(rows: list[Row]) -> bytes:
    """Comma separated, UTF-8 with its mark so that spreadsheets read every letter."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
