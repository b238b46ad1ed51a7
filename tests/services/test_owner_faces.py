"""Every table of the owner is the same in the window, as JSON, csv and xlsx, and on paper."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pos_app import formatting
from pos_app.cli import owner
from pos_app.documents import figures_paper
from pos_app.domain import days
from pos_app.domain.figures import Kind
from pos_app.services import owner_papers, owner_reports
from pos_app.services import settings as shop_settings
from tests import sold_year
from tests.documents import papers

NOVEMBER = days.month("2026-11")


def same_in_every_face(shop, figures):
    """Rows and sums of a table in the window, JSON, csv, xlsx and on paper; how many sums were compared."""
    there, made = bool(figures.rows), figures_paper.Made(shop.clock(), "1", "id")
    window, document = owner_papers.worded(figures, language="id"), owner.document(figures)
    written = list(csv.reader(io.StringIO(figures_paper.csv(figures, language="id").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(figures_paper.workbook([figures], language="id"))).active
    paper = papers.squeezed(figures_paper.paper([figures], shop_settings.card(shop), made))
    counts = {len(window.rows), len(document["rows"]), len(written) - 1 - there, sheet.max_row - 1 - there}
    assert counts == {len(figures.rows)}, figures.name
    compared = 0
    for at, (column, total) in enumerate(zip(figures.columns, figures.totals, strict=True)):
        if total is None or not there:
            continue
        scale = 1000 if column.kind is Kind.QTY else 1
        told = f"{figures.name}.{column.key}"
        assert document["totals"][column.key] == sum(row[column.key] or 0 for row in document["rows"]) == total, told
        assert Decimal(written[-1][at]) * scale == total, told
        assert round(sheet.cell(sheet.max_row, at + 1).value * scale) == total, told
        assert window.foot[at].replace(" ", "") in paper, told
        compared += 1
    return compared


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_table_of_a_year_has_one_sum_in_the_window_json_csv_xlsx_and_on_paper(year):
    shop = year(600)
    found = {name: same_in_every_face(shop, owner_reports.make(shop, name, NOVEMBER)) for name in owner_reports.REPORTS}
    assert sum(found.values()) > 100
    turnover = owner_reports.make(shop, "turnover", days.Period(sold_year.FIRST, sold_year.LAST))
    months, earned = turnover.column("month"), turnover.column("turnover_idr")
    assert (months[0], months[2]) == ("2025-11", "2026-01")
    assert turnover.column("running_idr")[1:3] == (sum(earned[:2]), earned[2]), "each year has its own"
    same_in_every_face(shop, owner_reports.compared(shop, "categories", NOVEMBER, days.month("2026-10")))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_table_is_the_same_in_every_face(desk, tmp_path):
    for name in owner_reports.REPORTS:
        figures = owner_reports.make(desk, name, NOVEMBER)
        assert figures.chart, name
        if figures.period is not None:
            both = owner_reports.compared(desk, name, NOVEMBER, days.month("2026-10"))
            assert both.columns[-1].key.startswith("change_"), name
        same_in_every_face(desk, figures)
    changed = owner_reports.compared(desk, "changes", NOVEMBER, days.month("2026-10"))
    assert changed.rows == (("Domestic", 1, 0, 1),), "rows are counted where nothing else is measured"
    assert owner_reports.compared(desk, "turnover", NOVEMBER, days.month("2026-10")).rows[0][0] == "2026-11", "not January with January"
    assert owner_papers.worded(owner_reports.make(desk, "months", NOVEMBER), language="id").rows[0][0] == "November 2026"
    sold = owner_reports.compared(desk, "movers", NOVEMBER, days.month("2026-10"))
    [(_name, size, said), *_others] = owner_papers.bars(sold, language="id")
    assert said == formatting.qty(size, "id"), "a bar's size is told in its own measure"
    customers = owner_reports.make(desk, "customers", NOVEMBER)
    assert "Tanpa pelanggan" in {name for name, *_size in owner_papers.bars(customers, language="id")}
    assert "Penjualan bersih (Rp)" in figures_paper.csv(customers, language="id").decode().splitlines()[0]
    owner_papers.save_pdf(desk, owner_reports.make(desk, "rat", NOVEMBER), tmp_path / "t.pdf", language="id")
    read = PdfReader(tmp_path / "t.pdf")
    said = " ".join(page.extract_text() for page in read.pages)
    assert "Pak Amir" in said
    assert "Bu Tini" in said
    assert len(read.outline) == len(owner_reports.make(desk, "rat", NOVEMBER).parts)
