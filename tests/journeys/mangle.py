"""Files spoilt as mail, sticks, editors and people spoil them: bytes lost, turned and doubled, rows moved, encodings changed."""

import csv
import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook

Cells = list[list[str]]
ODD: list[str] = [
    "", " ", "-", "0", "00", "-5", "1.5", "1,5", "12.500", "Rp 12.500,-", "1e9", "8.99E+12", "9" * 40, "\u0661\u0662", "NaN", "#N/A",
    "=1+1", "'", '"', '"""', ";", ",", "\t", "a\nb", "\ufeff", "\u00a0", "\u202e", "\x00", "\x1d", "&amp;", "&#0;", "<b>", "31/02/2026",
    "Total", "TOTAL", "Nama", "Kode", "Stok", "(90)MD265228006191(91)270131", "ya", "tidak", "x" * 5000, "\U0001f375", "\udcff",
]  # fmt: skip


def as_csv(cells: Cells, dice: Random) -> bytes:
    """The rows with a delimiter, quoting, line end and encoding that programs really write."""
    out = io.StringIO(newline="")
    quoting = dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    csv.writer(out, delimiter=dice.choice(",;\t|"), lineterminator=dice.choice(["\n", "\r\n", "\r"]), quoting=quoting).writerows(cells)
    encoding = dice.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "cp437"])
    return out.getvalue().encode(encoding, errors="replace")


def as_xlsx(cells: Cells, dice: Random) -> bytes:
    """The rows as a workbook; some texts become numbers, as a spreadsheet makes them."""
    book = Workbook()
    book.active.title = dice.choice(["Sheet1", "Barang", "Template"])
    for row in cells:
        book.active.append([_typed(_printable(cell), dice) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(cells: Cells, dice: Random) -> bytes:
    """The rows as LibreOffice keeps them, some repeated by their count."""
    rows = "".join(f"<table:table-row>{''.join(_ods_cell(_printable(cell), dice) for cell in row)}</table:table-row>" for row in cells)
    body = f"<office:body><office:spreadsheet><table:table table:name='Barang'>{rows}</table:table></office:spreadsheet></office:body>"
    names = " ".join(f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for name in ("office", "table", "text"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<?xml version='1.0'?><office:document-content {names}>{body}</office:document-content>")
    return out.getvalue()


def _ods_cell(text: str, dice: Random) -> str:
    again = " table:number-columns-repeated='2'" if dice.random() < 0.02 else ""
    if isinstance(_typed(text, dice), float):
        return f"<table:table-cell office:value-type='float' office:value='{text}'{again}/>"
    return f"<table:table-cell office:value-type='string'{again}><text:p>{escape(text)}</text:p></table:table-cell>"


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")[:1000].encode(errors="replace").decode()


def _typed(text: str, dice: Random) -> str | float | None:
    if text.isascii() and text.isdigit() and len(text) < 16 and dice.random() < 0.5:
        return float(text)
    return text or None


def cells(table: Cells, dice: Random) -> Cells:
    """Rows and columns swapped, dropped and doubled, and odd values where others stood."""
    rows = [list(row) for row in table]
    for _ in range(dice.randint(0, 6)):
        at, to = dice.randrange(len(rows)), dice.randrange(len(rows))
        what = dice.choice(["swap", "drop", "double", "odd", "odd", "odd", "column", "short", "long"])
        if what == "swap":
            rows[at], rows[to] = rows[to], rows[at]
        elif what == "drop" and len(rows) > 2:
            del rows[at]
        elif what == "double":
            rows.insert(to, list(rows[at]))
        elif what == "column":
            order = list(range(max(map(len, rows))))
            dice.shuffle(order)
            rows = [[row[i] for i in order if i < len(row)] for row in rows]
        elif what == "short":
            del rows[at][dice.randrange(len(rows[at]) + 1) :]
        elif what == "long":
            rows[at] += [dice.choice(ODD)] * dice.randint(1, 40)
        elif rows[at]:
            rows[at][dice.randrange(len(rows[at]))] = dice.choice(ODD)
    return rows


def data(body: bytes, dice: Random) -> bytes:
    """Bytes cut, turned, doubled and put in."""
    spoilt = bytearray(body)
    for _ in range(dice.choice([0, 0, 1, 1, 2, 8])):
        if not spoilt:
            break
        at = dice.randrange(len(spoilt))
        what = dice.choice(["cut", "flip", "insert", "remove", "double"])
        if what == "cut":
            del spoilt[at:]
        elif what == "flip":
            spoilt[at] ^= 1 << dice.randrange(8)
        elif what == "insert":
            spoilt[at:at] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 9)))
        elif what == "remove":
            del spoilt[at : at + dice.randint(1, 60)]
        else:
            spoilt[at:at] = spoilt[at : at + dice.randint(1, 400)]
    return bytes(spoilt)


def resaved(body: bytes, dice: Random) -> bytes:
    """A workbook that another program saved: hidden sheets, an empty one in front, formulas without values."""
    book = load_workbook(io.BytesIO(body))
    if dice.random() < 0.5:
        book.create_sheet("Petunjuk", 0).append(["Isi lembar berikut"])
    sheet = book.worksheets[-1]
    for _ in range(dice.randint(0, 3)):
        sheet.cell(dice.randint(1, sheet.max_row), dice.randint(1, sheet.max_column)).value = dice.choice(["=A1", "=SUM(1,2)", "=1/0"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def file(table: Cells, dice: Random) -> bytes:
    """One spoilt file of a table."""
    rows = cells(table, dice)
    form = dice.choice([as_csv] * 6 + [as_xlsx] * 2 + [as_ods])
    body = form(rows, dice)
    if form is as_xlsx and dice.random() < 0.3:
        body = resaved(body, dice)
    return data(body, dice) if dice.random() < 0.6 else body
