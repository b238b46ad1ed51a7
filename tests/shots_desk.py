"""What the pictures of the owner's desk show: tables, a closed month, people, the shop's QRIS."""

from functools import partial

from pos_app.domain import days
from pos_app.domain.person import Role
from pos_app.services import closings, people, products, qris_codes
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER
from tests import picture_shop, sold_shop
from tests.domain.test_qris import STATIC
from tests.ui.conftest import settle
from ui.app import Session
from ui.reports import table_words
from ui.reports.reports_view import CATALOGUE, TABLES, ReportsView
from ui.settings.settings_view import SettingsView


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


def lines(session: Session) -> None:
    table(session, "categories")
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    view.tables.open_row(0)
    settle(session)


def compared(session: Session) -> None:
    table(session, "articles")
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    view.tables.state.compared_with = days.month("2026-10")
    view.tables.read()
    settle(session)


def catalogue(session: Session) -> None:
    shop = session.desk.shop
    sold_shop.fill(shop)
    shop_settings.change(shop, OWNER, {"phone": "0812-3456-7890"})
    for goods, maker in ((picture_shop.CRISPS, "Bu Tini"), (picture_shop.COCONUT, "UD Kelapa"), (picture_shop.SWEETS, "Bu Tini")):
        products.change(shop, OWNER, goods.code, {"maker": maker, "maker_size": "micro"})
    view = _reports(session)
    view.tabs.choose(CATALOGUE)
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


def settings(session: Session, which: str) -> None:
    session.window.show_place("settings")
    settle(session)
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    view.show_page(which)
    settle(session)


def staff(session: Session) -> None:
    for name, role, pin in (("Bu Ratna", Role.OWNER, "7391"), ("Dewi", Role.CASHIER, "2580"), ("Sari", Role.CASHIER, None)):
        people.add(session.desk.shop, OWNER, name, role, pin=pin)
    people.archive(session.desk.shop, OWNER, "Sari")
    settings(session, "people")


def qris(session: Session) -> None:
    qris_codes.keep(session.desk.shop, OWNER, STATIC)
    settings(session, "qris")


def today(session: Session, *, sold: bool = True) -> None:
    if sold:
        shop = session.desk.shop
        sold_shop.fill(shop)
        shop_settings.change(shop, OWNER, {"target_year": "72"})
        for goods, least in ((picture_shop.SUGAR, "2000"), (picture_shop.TEA, "1500")):
            products.change(shop, OWNER, goods.code, {"min_stock": least})
    session.window.show_place("today")
    settle(session)


WINDOWS = {
    "today": today,
    "today-first": partial(today, sold=False),
    "reports-table": table,
    "reports-table-articles": partial(table, which="articles"),
    "reports-table-customers": partial(table, which="customers"),
    "reports-table-rat": partial(table, which="rat"),
    "reports-table-changes": partial(table, which="changes"),
    "reports-table-lines": lines,
    "reports-table-compared": compared,
    "reports-catalogue": catalogue,
    "reports-closing": closing,
    "reports-closed": closed,
    "settings-people": staff,
    "settings-qris": qris,
    "settings-qris-none": partial(settings, which="qris"),
}
