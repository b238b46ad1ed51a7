"""Tables that other programs call `.xls`: html, and the XML spreadsheets of Excel 2003."""

import re
from html.parser import HTMLParser

from pos_app.domain.sheets import Book, Cell, Number, Sheet
from pos_app.errors import Refused

_MS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read(text: str, encoding: str) -> Book:
    """The tables of an html page or of an XML spreadsheet, one sheet each.

    Raises:
        Refused: `no_table`.
    """
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:4000]:
        return Book("xml", _xml_sheets(text), encoding)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    sheets = tuple(Sheet(f"{at}", rows) for at, table in enumerate(parser.tables, start=1) if (rows := _kept(table)))
    if not sheets:
        raise Refused("no_table")
    return Book("html", sheets, encoding)


def _kept(table: list[list[Cell]]) -> tuple[tuple[int, list[Cell]], ...]:
    return tuple(
        (at, row) for at, row in enumerate(table, start=1) if any(isinstance(cell, Number) or (cell and str(cell).strip()) for cell in row)
    )


class _Tables(HTMLParser):
    """Collects cells; a cell spanning columns leaves the rest of its columns empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            self._text = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 200) if span.isdecimal() else 1
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            self.tables[-1][-1].extend(["".join(self._text).strip(), *[""] * (self._span - 1)])
        self._text, self._span = None, 1


def _xml_sheets(text: str) -> tuple[Sheet, ...]:
    from xml.etree import ElementTree

    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise Refused("no_table")
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as broken:
        raise Refused("list_damaged") from broken
    sheets = []
    for sheet in root.iter(f"{_MS}Worksheet"):
        table: list[tuple[int, list[Cell]]] = []
        number = 0
        for row in sheet.iter(f"{_MS}Row"):
            index = row.get(f"{_MS}Index", "")
            number = int(index) if index.isdecimal() else number + 1
            cells: list[Cell] = []
            for cell in row.iter(f"{_MS}Cell"):
                at = cell.get(f"{_MS}Index", "")
                if at.isdecimal() and int(at) < 20_000:
                    cells.extend([None] * (int(at) - 1 - len(cells)))
                data = cell.find(f"{_MS}Data")
                value = "".join(data.itertext()) if data is not None else ""
                numeric = data is not None and data.get(f"{_MS}Type") == "Number"
                cells.append(Number(value) if numeric and re.fullmatch(r"-?\d+(\.\d+)?", value) else value)
            if any(cells):
                table.append((number, cells))
        sheets.append(Sheet(sheet.get(f"{_MS}Name", ""), tuple(table)))
    return tuple(sheets)
