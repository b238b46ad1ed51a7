"""The month as a workbook: the paper's totals, as numbers, and no name that is a formula."""

import io
from dataclasses import replace

import openpyxl
import pytest

from pos_app.documents import month_sheets
from pos_app.domain.origin import State
from tests.documents.test_month_pdf import EXAMPLE, article, group, huge, report


def opened(values, language="id"):
    return openpyxl.load_workbook(io.BytesIO(month_sheets.render(values, language=language)))


def column(sheet, name):
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_the_sheets_have_the_papers_totals_as_numbers():
    book = opened(EXAMPLE)
    figures = {row[0]: row[1:] for row in book["Angka"].iter_rows(values_only=True)}
    assert figures["Terjual, semua barang"][0] == 136_789_000
    assert figures["Terjual: Dalam negeri"] == (98_214_500, pytest.approx(0.718))
    assert figures["Jasa, di luar hitungan"][0] == 1_250_000
    assert column(book["Kategori"], "Jumlah") == [111_072_500, 25_716_500, 136_789_000]
    assert sum(column(book["Hari"], "Dalam negeri")) == 98_214_500


def test_every_category_is_there_that_the_paper_sums_up():
    sheet = opened(huge("Kelompok", 200))["Kategori"]
    values = column(sheet, "Jumlah")
    assert len(values) == 201
    assert sum(values[:-1]) == values[-1]


def test_a_month_without_sales_has_empty_cells_for_shares():
    figures = {row[0]: row[1:] for row in opened(report())["Angka"].iter_rows(values_only=True)}
    assert figures["Terjual: Dalam negeri"] == (0, None)


def test_a_name_that_begins_like_a_formula_is_a_name():
    values = replace(EXAMPLE, unknown=(article('=HYPERLINK("x")', 5, State.UNKNOWN),))
    sheet = opened(values)["Barang"]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == '=HYPERLINK("x")']
    assert cell.data_type == "s"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_month_of_one_return_can_be_written(language):
    assert opened(report(group(-12_000, State.DOMESTIC)), language).sheetnames
