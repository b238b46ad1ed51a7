"""The place of the reports: the books' own figures, a paper that is issued only when it is saved, months that have begun."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from pos_app import formatting
from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, lookup, month_papers, reports, settings
from pos_app.services.shop import OWNER, Changes, Shop
from tests import picture_shop, sold_shop
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.reports.goods_page import CATEGORIES
from ui.reports.reports_view import DAYS, GOODS, OVERVIEW, PAPER, TABLES, ReportsView
from ui.widgets.empty import EmptyPlace
from ui.widgets.figures_table import FiguresTable

NOVEMBER = days.month("2026-11")
OCTOBER = days.month("2026-10")


def sell(shop: Shop, item: picture_shop.Goods, *, at: str, qty: int = 1) -> None:
    with shop.uow.read() as u:
        found = lookup.find(u, item.code, day=date(2026, 11, 24))[0]
    cart = carts.add(Cart(), found, qty=Milli(1000 * qty))
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(1_000_000))], at=days.parse_instant(at, "Asia/Makassar"))


def open_reports(session: Session) -> ReportsView:
    session.window.show_place("reports")
    settle(session)
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    return view


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """October mostly imported, November mostly domestic, and something whose origin nobody knows."""
    sell(shop, picture_shop.BISCUIT, at="2026-10-03T10:00", qty=3)
    sell(shop, picture_shop.TEA, at="2026-10-05T10:00")
    sell(shop, picture_shop.RICE, at="2026-11-02T10:00")
    sell(shop, picture_shop.BISCUIT, at="2026-11-03T10:00")
    sell(shop, picture_shop.SWEETS, at="2026-11-03T11:00", qty=2)
    return shop


def test_the_window_shows_the_figures_of_the_books(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    report = reports.local_content(sold, NOVEMBER)
    tenths = report.now.by_origin.tenths
    assert view.overview.headline.figure.text() == formatting.share((tenths[State.DOMESTIC] or 0) * 10, "id") == "70,7%"
    assert view.overview.unknown.figure.text() == "17,3%"
    assert view.overview.ikm.figure.text() == "0,0%"
    said = words_in(view.overview)
    assert "Rp71.000" in said
    assert "dari Rp100.400" in said
    assert any(word.startswith("naik 52,7 poin dari Oktober") for word in said)
    moving = view.overview.moving.figures
    assert [moving.index(0, column).data() for column in (0, 1)] == ["Permen Jahe 125 g terjual Rp17.400", "+17,3%"]


def test_lists_of_the_month_name_the_substitute_that_is_in_stock(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    view.tabs.choose(GOODS)
    row = view.goods.imported.figures.lines[0].cells
    assert (row[0].text, row[0].below) == ("Biskuit Cokelat 140 g", "Malaysia")
    assert (row[3].text, row[3].below) == ("Biskuit Kelapa Nusantara 150 g", "TKDN 71%")
    assert row[4].text == "−23% per 100 g"
    assert [line.cells[0].text for line in view.goods.categories.figures.lines] == ["Beras", "Permen", "Biskuit", "Semua kategori"]


def test_stock_stands_beside_sales(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    view.tabs.choose(DAYS)
    lines = {line.cells[0].text: list(line.cells[2:]) for line in view.days.stock.figures.lines}
    assert [cell.text for cell in lines["Terjual, rupiah"]] == ["71.000", "12.000", "17.400", "100.400"]
    assert [cell.text for cell in lines["Oktober, rupiah"]] == ["7.900", "36.000", "0", "43.900"]
    assert [cell.text for cell in lines["Stok, jenis"]] == ["9", "1", "1", "11"]
    assert sum(column.values.get(State.DOMESTIC, 0) for column in view.days.days._columns) == 71_000
    assert len(view.days.days._columns) == 30


def test_months_with_sales_are_offered_and_none_that_has_not_begun(sold: Shop, session: Session, keyboard: Keyboard) -> None:
    view = open_reports(session)
    assert view.period._words == ("Oktober 2026", "November 2026")
    view.period.step_on()
    settle(session)
    assert view.state.report is not None
    assert view.state.report.period == NOVEMBER
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(session)
    assert view.state.report.period == OCTOBER
    assert view.overview.headline.figure.text() == "18,0%"
    assert "belum ada penjualan September sebagai pembanding" in words_in(view.overview)
    view.period.step_back()
    settle(session)
    assert view.state.report.period == OCTOBER


def test_a_month_without_sales_is_a_dash_and_one_sentence(shop: Shop, session: Session) -> None:
    sell(shop, picture_shop.RICE, at="2026-10-02T10:00")
    view = open_reports(session)
    assert view.overview.headline.figure.text() == "100,0%", "the latest month with sales comes first"
    view.period.step_on()
    settle(session)
    assert view.overview.headline.figure.text() == formatting.DASH
    assert "Tidak ada barang terjual pada November 2026." in words_in(view.overview)
    assert view.overview.tkdn.figure.text() == view.overview.unknown.figure.text() == formatting.DASH
    for page in (DAYS, GOODS, PAPER, TABLES, OVERVIEW):
        view.tabs.choose(page)
        settle(session)


def test_a_shop_that_has_sold_nothing_is_shown_the_way_to_the_till(session: Session) -> None:
    view = open_reports(session)
    assert "Belum ada penjualan" in words_in(view)
    view.findChild(EmptyPlace).wanted.emit()
    settle(session)
    assert session.window.place == "till"


def test_without_a_target_it_is_asked_for_and_then_shown(sold: Shop, session: Session, keyboard: Keyboard) -> None:
    view = open_reports(session)
    assert "Sasaran belum ada." in words_in(view)
    view.ask_target()
    keyboard.type("82,5")
    keyboard.enter()
    settle(session)
    assert settings.show(sold)["target"] == "82.5"
    view = open_reports(session)
    assert "Sasaran belum ada." not in words_in(view)
    assert view.overview.headline.bar.accessibleName() == "sasaran 82,5%"
    view.ask_target()
    keyboard.type("101")
    keyboard.enter()
    settle(session)
    assert view.bar.is_open, "more than all goods cannot be domestic"
    assert settings.show(sold)["target"] == "82.5"


def issued(shop: Shop) -> int:
    with shop.uow.read() as u:
        return u.papers.count("KL-2026-11")


def test_looking_at_the_paper_issues_nothing_and_saving_issues_one(
    sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_reports(session)
    for _time in range(2):
        view.tabs.choose(PAPER)
        settle(session)
        view.tabs.choose(OVERVIEW)
    assert len(view.paper.sheets) >= 2
    assert issued(sold) == 0
    path = tmp_path / "laporan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert issued(sold) == 1
    saved = path.with_suffix(".pdf")
    said = "".join(page.extract_text() for page in pypdf.PdfReader(saved).pages)
    assert "KL-2026-11-0001" in said
    assert month_papers.verify(sold, saved).holds
    assert "laporan.pdf tersimpan" in view.notice.text()


def test_the_preview_is_the_paper_itself(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    view.tabs.choose(PAPER)
    settle(session)
    first = view.paper.sheets[0]
    assert first.width() * 297 == pytest.approx(first.height() * 210, rel=0.01)
    picture = first.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red = sum(picture.pixelColor(x, y).name() == "#c8102e" for x in range(56, 740, 2) for y in range(56, 1000, 4))
    assert red > 200, "the rule, the figure and the bars are drawn"


def test_the_tables_are_saved_as_a_workbook(sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_reports(session)
    path = tmp_path / "tabel.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    view.save_sheets()
    settle(session)
    figures = {row[0]: row[1] for row in openpyxl.load_workbook(path)["Angka"].iter_rows(values_only=True)}
    assert figures["Terjual: Dalam negeri"] == 71_000
    assert issued(sold) == 0


def test_a_paper_that_cannot_be_written_is_not_issued(
    sold: Shop, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_reports(session)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "nowhere" / "x.pdf"), ""))
    view.save_pdf()
    settle(session)
    assert view.notice.text()
    assert issued(sold) == 0
    report = reports.local_content(sold, NOVEMBER)
    view.saver.save(tmp_path / "x.pdf", lambda path: month_papers.save_pdf(sold, report, path, language="id"))
    settle(session)
    assert issued(sold) == 1, "the next one is not held up"


def test_sales_made_meanwhile_are_read_once_when_the_place_is_entered(
    sold: Shop, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = open_reports(session)
    session.window.show_place("till")
    read = []
    true = reports.local_content
    monkeypatch.setattr(reports, "local_content", lambda *given: read.append(given) or true(*given))
    for _n in range(5):
        sell(sold, picture_shop.RICE, at="2026-11-10T10:00")
        session.desk.announce(Changes(sales=True), session)
    settle(session)
    assert not read
    open_reports(session)
    assert len(read) == 1
    assert view.overview.headline.figure.text() == "93,6%", "the shares are made to sum to 100,0"


def test_month_and_page_survive_another_language(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    view.period.step_back()
    view.tabs.choose(GOODS)
    view.goods.segments._take(CATEGORIES)
    settle(session)
    session.desk.change_machine(session.desk.machine.__class__(theme="dark", language="en"))
    settle(session)
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    assert view.tabs.at == GOODS
    assert view.goods.segments.at == CATEGORIES
    assert view.state.report is not None
    assert view.state.report.period == OCTOBER
    assert view.period._words[view.period.at] == "October 2026"
    assert view.overview.headline.figure.text() == "18.0%"


def test_every_table_keeps_the_rules_of_models(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    tables = view.findChildren(FiguresTable)
    assert len(tables) == 12
    testers = [QAbstractItemModelTester(t.figures, QAbstractItemModelTester.FailureReportingMode.Warning) for t in tables]
    for step in (view.period.step_back, view.period.step_on):
        step()
        settle(session)
    assert len(testers) == len(tables)


def test_a_click_on_a_month_looks_at_it(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    QApplication.processEvents()
    slots = view.overview.months._slots
    QTest.mouseClick(view.overview.months, Qt.MouseButton.LeftButton, pos=slots[-2].center().toPoint())
    settle(session)
    assert view.state.report is not None
    assert view.state.report.period == OCTOBER


def test_digits_open_the_pages(sold: Shop, session: Session) -> None:
    view = open_reports(session)
    for key, page in ((Qt.Key.Key_3, GOODS), (Qt.Key.Key_2, DAYS), (Qt.Key.Key_5, TABLES), (Qt.Key.Key_4, PAPER), (Qt.Key.Key_1, OVERVIEW)):
        QTest.keyClick(view, key)
        assert view.tabs.at == page
    settle(session)


def test_the_present_month_is_always_among_the_months(shop: Shop) -> None:
    assert reports.months(shop) == (NOVEMBER,)
    sold_shop.fill(shop, months=3)
    assert reports.months(shop) == (days.month("2026-09"), OCTOBER, NOVEMBER)


def test_the_window_says_the_same_in_both_languages(sold: Shop, sessions: Callable[..., Session]) -> None:
    view = open_reports(sessions(sold, language="en", theme="dark"))
    said = words_in(view)
    assert {"Twelve months", "By category", "Worth finding out"} <= {*said, *(e.text() for e in view.findChildren(type(view._documents)))}
