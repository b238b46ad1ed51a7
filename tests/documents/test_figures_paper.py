"""The owner's tables on paper: many columns have the sheet on its long side, heads on every page, and letters people can read."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from pypdf import PdfReader

from pos_app.documents import figures_paper
from pos_app.documents.kit import tables
from pos_app.documents.kit.blocks import flow
from pos_app.domain import days
from pos_app.domain.figures import Column, Figures, Kind
from tests.documents.papers import CARD, overlapping

MADE = figures_paper.Made(datetime(2026, 11, 1, 2, tzinfo=UTC), "1.0", "id")
_MONEY = [f"column {number}" for number in range(8)]
WIDE = Figures(
    "customers",
    "Sales by customer",
    days.month("2026-10"),
    (Column("customer", "Number", Kind.WORD), Column("name", "Customer", Kind.WORD), *(Column(key, key) for key in _MONEY)),
    tuple((f"A{at}", f"Koperasi Wanita Sejahtera {at}", *[10_123_456_789 + at] * len(_MONEY)) for at in range(60)),
)


def sizes_of(page):
    found = set()
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: found.add(size * abs(tm[0])) if text.strip() else None)
    return found


def test_a_table_of_many_columns_is_printed_across_the_sheet():
    body = figures_paper.paper([WIDE], CARD, MADE)
    pages = PdfReader(io.BytesIO(body)).pages
    assert len(pages) > 2
    for page in pages:
        assert page.mediabox.width > page.mediabox.height
        assert "Pelanggan" in page.extract_text()
        assert min(sizes_of(page)) >= 6.5
    assert overlapping(body) == []
    few = replace(WIDE, columns=WIDE.columns[:4], rows=tuple(row[:4] for row in WIDE.rows))
    narrow = PdfReader(io.BytesIO(figures_paper.paper([few], CARD, MADE))).pages
    assert all(page.mediabox.width < page.mediabox.height for page in narrow)


def test_figures_that_are_nothing_leave_their_room_to_the_others():
    def heads(rows):
        first = " ".join(
            PdfReader(io.BytesIO(figures_paper.paper([replace(WIDE, rows=tuple(rows))], CARD, MADE))).pages[0].extract_text().split()
        )
        return [key for key in _MONEY if key in first]

    assert heads((*row[:8], 0, 0) for row in WIDE.rows) == _MONEY[:6]
    assert heads((*row[:8], 0, at % 2) for at, row in enumerate(WIDE.rows)) == [*_MONEY[:6], _MONEY[7]], "one that is something in a row"


def test_what_is_said_of_a_short_table_stays_with_it():
    few = replace(WIDE, rows=WIDE.rows[:3], notes=("Sale lines", "Stock", "Certificate"))
    for rows in (22, 23, 24):
        pages = PdfReader(io.BytesIO(figures_paper.paper([replace(WIDE, rows=WIDE.rows[:rows]), few], CARD, MADE))).pages
        assert "A2" in pages[-1].extract_text().splitlines(), rows


def test_no_cell_of_the_csv_begins_like_a_formula():
    told = figures_paper.csv(replace(WIDE, columns=WIDE.columns[:3], rows=(("+62", "=1+1", -5),)), language="id").decode("utf-8-sig")
    assert told.splitlines()[1] == "'+62,'=1+1,-5"


def test_a_table_of_many_pages_measures_each_row_a_few_times(monkeypatch):
    measured, real = Counter(), tables.Table._row_height

    def counted(self, number, widths):
        measured[self.rows[number][0]] += 1
        return real(self, number, widths)

    monkeypatch.setattr(tables.Table, "_row_height", counted)
    table = tables.Table([tables.Column("Barang", "left", share=1)], [[f"Barang {n}"] for n in range(900)])
    pages = flow([table], width=400, top=0, bottom=400)
    assert len(pages) > 30
    assert sum(measured.values()) < 8 * 900
    assert all(placed.block.height(400) <= 400 for [placed] in pages)
