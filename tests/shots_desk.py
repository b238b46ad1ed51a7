"""What the pictures of the owner's desk show: tables, a closed month, people, the shop's QRIS."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from pos_app.domain import days
from pos_app.domain import receiving as drafts
from pos_app.domain.money import Cost
from pos_app.domain.person import Role
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.services import closings, find, people, products, qris_codes, receiving, stock_documents
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
        now = shop.clock()
        for days_ago, receipts in ((7, 15), (0, 17)):
            opened = now.replace(hour=22, minute=58) - timedelta(days=days_ago + 1)
            sold_shop.post(shop, [opened + (at * at + 4 * at) * timedelta(seconds=27) for at in range(receipts)])
        for goods, left in ((picture_shop.SUGAR, 6), (picture_shop.TEA, 9)):
            with shop.uow.read() as u:
                here = u.products.by_code(goods.code, day=shop.clock().date())[0].product.on_hand or Milli(0)
            gone = [stock_documents.Out(goods.code, Milli(here - left * 1000))]
            stock_documents.take_out(shop, OWNER, DocumentKind.TRANSFER_OUT, gone, why="Pindah rak", other_shop="Toko Dua")
            products.change(shop, OWNER, goods.code, {"min_stock": "12"})
        draft = replace(receiving.fresh(shop), supplier="CV Sinar Timur", due=now.date() + timedelta(days=5))
        for goods, qty, left in ((picture_shop.COCONUT, 4, 2), (picture_shop.CRISPS, 9, 3), (picture_shop.COFFEE, 12, 6)):
            draft, key = receiving.add(shop, draft, find.by_code(shop, goods.code)[0], Milli(qty * 1000))
            draft = drafts.set_expiry(drafts.set_cost(draft, key, Cost(80_000_000)), key, now.date() + timedelta(days=left), "")
        receiving.post(shop, OWNER, draft)
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
