"""The owner's tables and the closing of a month, in the place of the reports: the books' own rows, sums and files."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from pos_app.domain import days
from pos_app.services import closings, owner_lines, owner_papers, owner_reports, reports
from pos_app.services.shop import Shop
from tests import picture_shop
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_reports import NOVEMBER, OCTOBER, open_reports, sell
from ui.app import Session
from ui.reports import table_columns, table_words
from ui.reports.reports_view import DAYS, GOODS, OVERVIEW, TABLES, ReportsView
from ui.reports.tables_page import TablesPage
from ui.theme.fonts import metrics
from ui.widgets.buttons import Button
from ui.widgets.figures_table import cell_within, indent
from ui.widgets.overlay import Overlay
from ui.widgets.saving import CSV, PDF, WEB
from ui.widgets.words import wrapped


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """Sales on two days of November and one of October."""
    sell(shop, picture_shop.TEA, at="2026-10-05T10:00")
    sell(shop, picture_shop.RICE, at="2026-11-02T10:00")
    sell(shop, picture_shop.BISCUIT, at="2026-11-03T10:00", qty=2)
    return shop


def open_tables(session: Session, table: str = "days") -> ReportsView:
    view = open_reports(session)
    QTest.keyClick(view, Qt.Key.Key_5)
    settle(session)
    view.tables.names.pick(list(table_words.TITLES).index(table))
    settle(session)
    return view


def rows(view: ReportsView) -> list[list[str]]:
    """What shows, the sums below it."""
    tables = (view.tables.table, view.tables.foot)
    return [[cell.text for cell in line.cells] for table in tables for line in table.figures.lines]


def nothing_is_cut(page: TablesPage) -> bool:
    """Whether title, dates and every word of the rows show whole, in as many lines as a row is high."""
    table = page.table
    assert all(one.width() >= one.sizeHint().width() - 2 for one in (page._title, page._period))
    for line in table.figures.lines:
        for at, cell in enumerate(line.cells):
            if not table.isColumnHidden(at) and not table.figures.columns[at].right:
                measure = metrics(cell.px)
                section = QRect(0, 0, table.columnWidth(at), 36)
                room = cell_within(section, at, table.horizontalHeader().last_shown() + 1).width() - indent(
                    table.figures.columns, at, table
                )
                most = (table.verticalHeader().defaultSectionSize() - 8) // measure.lineSpacing()
                assert len(wrapped(cell.text, measure, room, 99)) <= most, cell.text
    return True


def answer(session: Session, word: str) -> None:
    """Press a button of the question over the window."""
    [overlay] = [one for one in session.window.findChildren(Overlay) if one.isVisible()]
    next(button for button in overlay.findChildren(Button) if button.text() == word).click()
    settle(session)


def test_every_table_of_the_books_is_in_the_list_by_its_own_title(sold: Shop) -> None:
    assert list(table_words.TITLES) == list(owner_reports.REPORTS)
    for name, title in table_words.TITLES.items():
        assert owner_reports.make(sold, name, NOVEMBER).title == title


def test_rows_and_sums_are_those_of_the_books(sold: Shop, session: Session) -> None:
    view = open_tables(session)
    shown = rows(view)
    assert [row[0] for row in shown] == ["02.11.2026", "03.11.2026", "Jumlah"]
    heads = [column.head for column in view.tables.table.figures.columns]
    net = heads.index("Penjualan bersih")
    assert [row[net] for row in shown] == ["71.000", "24.000", "95.000"]
    assert all(column.right for column in view.tables.table.figures.columns[1:])
    assert [(bar.name, bar.value) for bar in view.tables.chart.bars] == [("2", 71_000), ("3", 24_000)]
    customers = owner_reports.make(sold, "customers", NOVEMBER)
    words = owner_papers.worded(customers, language="id")
    assert words.rows[0][1] == "Tanpa pelanggan"
    made = table_columns.fitted(customers, words, table_columns.longest(customers, words), 900)
    assert made.columns[1].spare == 0, "its column stays where room is short, though no row has a word of its own in it"


def test_arrows_choose_the_table_and_a_digit_still_leaves_the_page(sold: Shop, session: Session) -> None:
    view = open_tables(session)
    assert view.tables.names.hasFocus()
    for _n in range(3):
        QTest.keyClick(view.tables.names, Qt.Key.Key_Down)
    settle(session)
    assert view.tables.state.table == "categories"
    assert [row[0] for row in rows(view)] == ["Beras", "Biskuit", "Jumlah"]
    QTest.keyClick(view.tables.names, Qt.Key.Key_1)
    assert view.tabs.at == 0


def test_the_month_of_the_place_and_the_year_until_its_end(sold: Shop, session: Session) -> None:
    view = open_tables(session, "months")
    assert len(rows(view)) == 2, "one month and its sum"
    view.tables.days.span._take(1)
    settle(session)
    assert [row[0] for row in rows(view)] == ["Oktober 2026", "November 2026", "Jumlah"]
    assert [bar.name for bar in view.tables.chart.bars] == ["Okt", "Nov"]
    view.period.step_back()
    settle(session)
    assert [row[0] for row in rows(view)] == ["Oktober 2026", "Jumlah"]


def test_a_table_is_saved_as_it_shows(sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_tables(session, "articles")
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or (str(tmp_path / "isi"), ""))
    QTest.keyClick(view.tables.names, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    QTest.keyClick(view.tables.names, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert [Path(name).name for name in asked] == [
        "penjualan-per-barang-2026-11-01-2026-11-30.pdf", "penjualan-per-barang-2026-11-01-2026-11-30.xlsx",
    ]  # fmt: skip
    said = pypdf.PdfReader(tmp_path / "isi.pdf").pages[0].extract_text()
    assert all(row[1] in said for row in rows(view)[:-1])
    sheet = list(openpyxl.load_workbook(tmp_path / "isi.xlsx").active.iter_rows(values_only=True))
    assert len(sheet) == 1 + len(rows(view))
    with sold.uow.read() as u:
        assert u.papers.count("KL-2026-11") == 0, "the month's paper was not issued"


def test_a_period_without_anything_says_so(sold: Shop, session: Session) -> None:
    view = open_tables(session, "shifts")
    assert "Tidak ada data untuk masa ini." in words_in(view.tables)
    assert not view.tables.chart.bars


def test_tables_passed_over_are_never_shown(sold: Shop, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_tables(session)
    shown = []
    true = view.tables.chart.show_bars
    monkeypatch.setattr(view.tables.chart, "show_bars", lambda bars: (shown.append(view.tables.figures.name), true(bars)))
    for name in ("hours", "categories", "tax"):
        view.tables.names.pick(list(table_words.TITLES).index(name))
    settle(session)
    assert shown == ["tax"]


def test_a_month_is_closed_after_a_question_and_opened_again_with_a_reason(sold: Shop, session: Session, keyboard: Keyboard) -> None:
    view = open_reports(session)
    assert not view.closing.close_button.isVisible(), "November is not over"
    view.period.step_back()
    settle(session)
    assert view.closing.close_button.isVisible()
    view.closing.close_button.click()
    answer(session, "Kembali")
    assert reports.local_content(sold, OCTOBER).closing is None
    view.closing.close_button.click()
    answer(session, "Tutup bulan")
    closing = reports.local_content(sold, OCTOBER).closing
    assert closing is not None
    assert view.closing.says.text() == "Ditutup sejak 24.11.2026"
    assert not view.closing.close_button.isVisible()
    view.closing.open_button.click()
    keyboard.enter()
    settle(session)
    assert view.bar.is_open, "a reason is asked for"
    keyboard.type("retur")
    keyboard.enter()
    settle(session)
    assert not view.bar.is_open
    assert reports.local_content(sold, OCTOBER).closing is None
    assert view.closing.close_button.isVisible()
    assert [(one.event, one.why) for one in closings.events(sold)] == [("closed", None), ("reopened", "retur")]


def test_a_row_opens_its_lines_and_what_is_saved_of_them_is_every_one(
    sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_tables(session, "categories")
    view.tables.table.setFocus()
    view.tables.table.pick(1)
    QTest.keyClick(view.tables.table, Qt.Key.Key_Return)
    settle(session)
    assert view.tables.back.isVisibleTo(view.tables)
    assert view.tables._title.text() == "Baris penjualan: Biskuit"
    assert [row[1:4] for row in rows(view)[:-1]] == [["T1-20261103-0001", picture_shop.BISCUIT.code, picture_shop.BISCUIT.name]]
    assert rows(view)[-1][6] == "24.000", "the sum is that of the row"
    monkeypatch.setattr(owner_lines, "MOST_SHOWN", 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "baris"), "CSV (*.csv)"))
    QTest.keyClick(view.tables.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    said = (tmp_path / "baris.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(said) == 3
    assert "T1-20261103-0001" in said[1]
    monkeypatch.undo()
    QTest.keyClick(view.tables.table, Qt.Key.Key_Return)
    settle(session)
    assert view.tables._title.text() == f"Catatan asal dan buktinya: {picture_shop.BISCUIT.name}"
    assert [row[3] for row in rows(view)] == ["Keterangan toko"]
    for title in ("Baris penjualan: Keterangan toko", f"Catatan asal dan buktinya: {picture_shop.BISCUIT.name}"):
        QTest.keyClick(view.tables.table, Qt.Key.Key_Return)
        settle(session)
        assert view.tables._title.text() == title
    for _back in range(4):
        assert view.tables.back.isVisibleTo(view.tables)
        QTest.keyClick(view.tables.table, Qt.Key.Key_Escape)
        settle(session)
    assert not view.tables.back.isVisibleTo(view.tables)
    assert [row[0] for row in rows(view)] == ["Beras", "Biskuit", "Jumlah"]
    view.tables.foot.setFocus()
    QTest.keyClick(view.tables.foot, Qt.Key.Key_Return)
    settle(session)
    assert view.tables._title.text() == "Baris penjualan: Jumlah"
    assert [row[6] for row in rows(view)] == ["71.000", "24.000", "95.000"], "what the sums are made of"
    assert view.tables.foot.focusPolicy() is Qt.FocusPolicy.NoFocus, "the sum of lines is these lines"
    QTest.keyClick(view.tables.table, Qt.Key.Key_Escape)
    settle(session)
    for name in ("days", "customers", "audit"):
        view.tables.names.pick(list(table_words.TITLES).index(name))
        settle(session)
        assert view.tables.table.horizontalScrollBar().maximum() == 0, "the widest tables are not moved sideways"


def test_any_days_beside_any_others(sold: Shop, session: Session, keyboard: Keyboard) -> None:
    view = open_tables(session, "articles")
    view.tables.days.span._take(2)
    assert view.bar.is_open
    first, last = (entry.field for entry in view.bar._entries)
    first.setText("1.10.2026")
    last.setText("2026-11-02")
    view.bar.submit()
    settle(session)
    assert view.tables.figures.period == days.Period(date(2026, 10, 1), date(2026, 11, 2))
    assert sorted(row[1] for row in rows(view)[:-1]) == sorted([picture_shop.TEA.name, picture_shop.RICE.name])
    view.tables.days.span._take(0)
    view.tables.days.compare.click()
    assert [entry.field.text() for entry in view.bar._entries] == ["01.10.2026", "31.10.2026"], "the month before is proposed"
    keyboard.enter()
    settle(session)
    found = {row[1]: row for row in rows(view)}
    net = [column.head for column in view.tables.table.figures.columns].index("Penjualan bersih")
    assert found[picture_shop.RICE.name][net : net + 3] == ["71.000", "0", "71.000"]
    assert found[picture_shop.TEA.name][net : net + 3] == ["0", "7.900", "−7.900"]
    for wide, high in ((1366, 768), (911, 512)):
        session.window.resize(wide, high)
        settle(session)
        assert nothing_is_cut(view.tables)
    assert view.tables.table.verticalHeader().defaultSectionSize() == table_columns.ROW, "moved sideways, not made higher"
    session.window.resize(1366, 768)
    view.tables.names.pick(list(table_words.TITLES).index("kasbon"))
    settle(session)
    assert view.tables.state.compared_with is None, "how things stand now is compared with nothing"
    assert view.tables.figures.name == "kasbon"


def test_figures_of_the_month_open_their_lines_and_the_catalogue_is_handed_on(
    sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_reports(session)
    view.overview.unknown.open.click()
    settle(session)
    assert (view.tabs.at, view.tables.back.isVisibleTo(view.tables)) == (TABLES, True)
    assert not rows(view), "all of it is known"
    view.tables.leave_lines()
    settle(session)
    assert view.tabs.at == OVERVIEW
    view.overview.headline.lines.click()
    settle(session)
    assert [row[3] for row in rows(view)[:-1]] == [picture_shop.RICE.name]
    view.tables.leave_lines()
    view.tabs.choose(GOODS)
    view.goods.choose(1)
    view.goods.open_row(0)
    settle(session)
    assert [row[3] for row in rows(view)[:-1]] == [picture_shop.BISCUIT.name]
    view.tables.leave_lines()
    assert view.tabs.at == GOODS
    view.tabs.choose(DAYS)
    view.days.days.chosen.emit(1)
    settle(session)
    assert [row[3] for row in rows(view)[:-1]] == [picture_shop.RICE.name], "the second of November"
    view.tables.leave_lines()
    for at, wanted in ((0, "Baris penjualan: Terjual, rupiah"), (1, "Baris penjualan: Oktober, rupiah"), (6, "Umur stok: Stok, satuan")):
        view.days.stock.pick(at)
        view.days.open_sold(at)
        settle(session)
        assert view.tables._title.text() == wanted
        view.tables.leave_lines()
    for at, count in ((0, 0), (1, 0)):
        view.days.further.pick(at)
        view.days.open_further(at)
        settle(session)
        assert view.tables.back.isVisibleTo(view.tables)
        assert len(view.tables.figures.rows) == count, "no maker's regency is known, and nothing but goods was sold"
        view.tables.leave_lines()
    QTest.keyClick(view, Qt.Key.Key_6)
    settle(session)
    page = view.catalogue
    assert [line.key for line in page.table.figures.lines] == [picture_shop.CRISPS.code]
    for act, name, chosen in ((page.paper, "k.pdf", PDF), (page.web, "k.html", WEB), (page.sheet, "k.csv", CSV)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, name=name, chosen=chosen: (str(tmp_path / name), chosen))
        act.click()
        settle(session)
        assert (tmp_path / name).stat().st_size > 100
    page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("*Barang produsen kecil di Toko Sumber Rejeki*")
    page.words.line.setText("tidak ada")
    page.read()
    settle(session)
    assert "Tidak ada barang yang cocok dengan pilihan ini." in words_in(page)
    assert not page.paper.isEnabled()
