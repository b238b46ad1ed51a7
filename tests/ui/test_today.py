"""The day and the month at a glance: the figures of the books, and one key to what each card is about."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from pos_app import formatting
from pos_app.domain import receiving as drafts
from pos_app.domain.money import Cost
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.services import dashboard, find, products, receiving, reports, settings
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_reports import sell
from ui.app import Session
from ui.reports.reports_view import OVERVIEW, PAPER, TABLES, ReportsView
from ui.reports.today_view import TodayView
from ui.stock.stock_view import StockView


def show(session: Session) -> TodayView:
    session.window.show_place("today")
    settle(session)
    view = session.window.place_widget("today")
    assert isinstance(view, TodayView)
    return view


def test_the_glance_is_that_of_the_books_and_leads_to_what_it_is_made_of(shop: Shop, session: Session, keyboard: Keyboard) -> None:
    view = show(session)
    assert view.headline.figure.text() == formatting.DASH, "the first day"
    assert view.today.receipts.text() == "Hari ini belum ada penjualan."
    assert (
        view.tag.says.text() == f"{dashboard.look(shop).untagged} barang di rak belum diketahui asalnya; belum ada yang terjual bulan ini."
    )
    settings.change(shop, OWNER, {"target": "75"})
    for item, at in (
        (picture_shop.BISCUIT, "10-03"),
        (picture_shop.RICE, "11-02"),
        (picture_shop.SWEETS, "11-03"),
        (picture_shop.TEA, "11-24"),
    ):
        sell(shop, item, at=f"2026-{at}T09:00")
    products.change(shop, OWNER, picture_shop.SUGAR.code, {"min_stock": "2000"})
    view = show(session)
    glance, duties = dashboard.look(shop), dashboard.duties(shop)
    assert (view.glance, view.duties) == (glance, duties)
    tenths = glance.now.by_origin.tenths[State.DOMESTIC] or 0
    assert view.headline.figure.text() == formatting.share(tenths * 10, "id")
    assert view.month.sales.text() == formatting.rupiah(glance.month_sales_idr, "id")
    assert view.month.profit.text() == formatting.rupiah(duties.month.profit_idr, "id")
    assert "Selasa, 24.11.2026" in words_in(view)
    assert [line.key for line in view.tag.table.figures.lines] == [row.code for row in glance.unknown]
    assert [line.key for line in view.buy.table.figures.lines] == [picture_shop.SUGAR.code]

    view.ask_target()
    view.bar.submit()
    settle(session)
    with shop.uow.read() as u:
        assert settings.targets(u, settings.today(shop, u)) == (7500, None), "what was filled in and not altered"

    assert view.due.isHidden(), "nothing is to be paid"
    draft, key = receiving.add(shop, receiving.fresh(shop), find.by_code(shop, picture_shop.TEA.code)[0], Milli(2_000))
    draft = drafts.set_cost(replace(draft, supplier="CV A", due=glance.day + timedelta(days=7)), key, Cost(80_000_000))
    receiving.post(shop, OWNER, draft)
    view = show(session)
    assert view.due.text() == "Jatuh tempo dalam seminggu: 1 · Rp16.000"
    keyboard.strike(Qt.Key.Key_5, "5")
    settle(session)
    assert session.window.place_widget("stock").page("debts").isVisible()
    show(session)
    keyboard.strike(Qt.Key.Key_3, "3")
    settle(session)
    stock = session.window.place_widget("stock")
    assert isinstance(stock, StockView)
    assert (session.window.place, stock.page("buying").isVisible()) == ("stock", True)
    show(session)
    keyboard.strike(Qt.Key.Key_1, "1")
    settle(session)
    report = session.window.place_widget("reports")
    assert isinstance(report, ReportsView)
    assert (session.window.place, report.tabs.at, report.state.report.period) == ("reports", OVERVIEW, glance.month)
    show(session).show_hours()
    settle(session)
    assert (report.tabs.at, report.tables.figures.name) == (TABLES, "hours")
    for wanted, names in (
        (view.today.lines_wanted, {picture_shop.TEA.name}),
        (view.month.sales_wanted, {picture_shop.RICE.name, picture_shop.SWEETS.name, picture_shop.TEA.name}),
        (view.headline.lines_wanted, {picture_shop.RICE.name, picture_shop.TEA.name}),
        (view.month.ikm_wanted, set()),
    ):
        show(session)
        wanted.emit()
        settle(session)
        assert (session.window.place, report.tabs.at, report.tables.back.isVisibleTo(report.tables)) == ("reports", TABLES, True)
        assert set(report.tables.figures.column("name")) == names
        report.tables.leave_lines()
        settle(session)
        assert session.window.place == "today"
    show(session)
    view.month.profit_wanted.emit()
    settle(session)
    assert (report.tables.figures.name, report.tables.figures.totals[report.tables.figures.at("profit_idr")]) == (
        "days", duties.month.profit_idr,
    )  # fmt: skip
    show(session)
    keyboard.strike(Qt.Key.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert (report.tabs.at, report.state.report.period) == (PAPER, reports.months(shop)[-2])
