import io
import struct
import sys
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from pos_app.documents import tables, workbooks
from pos_app.domain.sheets import Number, Unevaluated
from pos_app.errors import Refused

FAT, NONE, FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
ROWS = [["barcode", "nama", "harga_jual"], ["8991234500416", "Kopi Café ½ kg", "12.500"], ["asamjawa", 'Asam "Jawa", kecil', "3.000"]]


def joined(delimiter: str, line_end: str = "\r\n") -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' if any(c in cell for c in '",;\t') else cell for cell in row] for row in ROWS]
    return line_end.join(delimiter.join(row) for row in quoted) + line_end


def cells(data: bytes) -> list[list[str]]:
    return [list(row) for _, row in tables.read(data).sheets[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_csv_is_read_whatever_its_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    assert cells(joined(delimiter).encode(encoding)) == ROWS


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_any_line_end_makes_the_same_rows(line_end: str) -> None:
    assert cells(joined(",", line_end).encode()) == ROWS


def test_row_numbers_are_those_a_spreadsheet_shows() -> None:
    data = b'nama;harga\r\n\r\n"dua\nbaris";5\r\n;;;\r\nTeh;3000\r\n'
    assert [number for number, _ in tables.read(data).sheets[0].rows] == [1, 3, 5]


def test_a_line_that_names_the_delimiter_counts_as_a_row_and_is_none_of_the_list() -> None:
    assert [number for number, _ in tables.read(b"sep=;\r\nnama;harga\r\nTeh, manis;3000\r\n").sheets[0].rows] == [2, 3]


def test_a_file_whose_every_line_is_quoted_once_more_is_unwrapped() -> None:
    wrapped = "".join('"' + line.replace('"', '""') + '"\r\n' for line in joined(",").split("\r\n") if line)
    assert cells(wrapped.encode()) == ROWS


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below() -> None:
    data = b'kode,nama,harga\n1,"Pipa 3/4,2000\n2,Paku,500\n3,Semen,60000\n'
    assert [row[0] for row in cells(data)] == ["kode", "1", "2", "3"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\r\n", b"\x00\x00"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="list_empty"):
        tables.read(data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(50), b"%PDF-1.7\n" + b"x" * 50])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"no_table|list_damaged"):
        tables.read(data)


def workbook(fill: object) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_xlsx_keeps_exact_digits_zeros_shown_by_the_format_dates_and_formulas_without_value() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        sheet.append([8991234500416, 12345678905, 14250.5, 0.1 + 0.2, date(2026, 3, 4), "=A1&B1", "  "])
        sheet["B1"].number_format = "0000000000000"

    ((_, row),) = tables.read(workbook(fill)).sheets[0].rows
    assert row[0] == Number("8991234500416")
    assert row[1] == Number("12345678905", width=13)
    assert (row[2], row[3]) == (Number("14250.5"), Number("0.3"))
    assert row[4] == date(2026, 3, 4)
    assert isinstance(row[5], Unevaluated)
    assert row[6] is None


def test_an_xls_is_known_by_its_first_bytes_whatever_it_is_called() -> None:
    html = b"<html><body><table><tr><th>Kode</th><th colspan=2>Nama</th><th>Harga</th></tr><tr><td>1<td>Teh &amp; gula<td>x<td>3000</table>"
    ((_, head), (_, row)) = tables.read(html).sheets[0].rows
    assert head == ["Kode", "Nama", "", "Harga"]
    assert row == ["1", "Teh & gula", "x", "3000"]


def test_an_xml_spreadsheet_of_2003_is_read() -> None:
    xml = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Barang"><Table>'
        '<Row ss:Index="3"><Cell><Data ss:Type="String">Nama</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">3000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    (sheet,) = tables.read(xml.encode()).sheets
    assert sheet.rows == ((3, ["Nama", None, Number("3000")]),)


def test_a_broken_workbook_is_refused_in_one_word() -> None:
    whole = workbook(lambda book: book.active.append(["nama", "harga"]))
    with pytest.raises(Refused, match="list_damaged"):
        tables.read(whole[: len(whole) // 2])
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("a.txt", "x")
        plain = archive.fp
        archive.close()
        with pytest.raises(Refused, match="no_table"):
            tables.read(plain.getvalue())


def test_a_text_written_to_an_xlsx_stays_a_text_whatever_it_begins_with() -> None:
    data = workbooks.write_xlsx("Barang", [["nama"], ["=1+1"], ["+62"], ["001"], ["a\x07b"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert [row[0] for _, row in tables.read(data).sheets[0].rows] == ["nama", "=1+1", "+62", "001", "a b"]


def test_a_share_is_what_the_sheet_shows() -> None:
    book = Workbook()
    book.active.append(["kode", "tkdn"])
    book.active.append(["K1", 0.523])
    book.active["B2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    assert tables.read(out.getvalue()).sheets[0].rows[1] == (2, ["K1", "52.3%"])


@pytest.mark.skipif(sys.platform != "linux", reason="only here a process can be kept from taking all memory")
def test_an_old_workbook_whose_sectors_run_in_a_circle_is_damaged_and_takes_nothing_with_it() -> None:
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, NONE, 0, NONE, 0)
    )
    sectors = struct.pack("<III", FAT, 1, FREE) + b"\xff" * 500 + bytes(512)
    with pytest.raises(Refused, match="list_damaged"):
        tables.read(head + struct.pack("<I", 0) + b"\xff" * 432 + sectors)
