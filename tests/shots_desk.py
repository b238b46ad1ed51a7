"""What the pictures of the owner's desk show: tables, a closed month, people, the shop's QRIS."""

from functools import partial

from pos_app.domain import days
from pos_app.services import closings
from pos_app.services.shop import OWNER
from tests import sold_shop
from tests.ui.conftest import settle
from ui.app import Session
from ui.reports import table_words
from ui.reports.reports_view import TABLES, ReportsView


def _reports(session: Session) -> ReportsView:
    session.window.show_place("reports")
    settle(session)
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    return view


def table(session: Session, which: str = "days") -> None:
    sold_shop.fill(session.desk.shop)
    view = _reports(session)
    view.tabs.choose(TABLES)
    view.tables.names.pick(list(table_words.TITLES).index(which))
    settle(session)


def closed(session: Session) -> None:
    sold_shop.fill(session.desk.shop)
    closings.close(session.desk.shop, OWNER, "2026-10")
    view = _reports(session)
    view.show_month(days.month("2026-10"))
    settle(session)


def closing(session: Session) -> None:
    sold_shop.fill(session.desk.shop)
    view = _reports(session)
    view.show_month(days.month("2026-10"))
    settle(session)
    view.closing.ask_close()
    settle(session)


WINDOWS = {
    "reports-table": table,
    "reports-table-articles": partial(table, which="articles"),
    "reports-closing": closing,
    "reports-closed": closed,
}
