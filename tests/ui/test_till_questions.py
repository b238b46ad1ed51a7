"""What a scan cannot answer by itself: unknown codes, a price, which of several; asked one at a time, and never lost."""

from dataclasses import replace

from PySide6.QtCore import Qt

from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.tender import Means, Payment
from pos_app.services import lookup, products
from pos_app.services.settings import today
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import BISCUIT, NOODLES, OIL, OPEN
from tests.ui.conftest import Keyboard, settle
from tests.ui.test_till import basket, scan
from ui.app import Session
from ui.till.till_view import TillView


def known(shop: Shop, code: str) -> bool:
    with shop.uow.read() as u:
        return bool(lookup.find(u, code, day=today(shop, u)))


def test_an_unknown_code_is_said_and_the_article_is_added_on_the_spot(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    scan(session, "8990000099999")
    assert "8990000099999" in till.notice.text()
    keyboard.strike(Qt.Key.Key_N, "\x0e", modifiers=Qt.KeyboardModifier.ControlModifier)
    keyboard.type("Kecap Bango")
    keyboard.enter()
    keyboard.type("9500")
    keyboard.enter()
    settle(session)
    assert basket(till) == [("Kecap Bango", 1000)]
    assert till.counter.cart.lines[0].product.origin.state is State.UNKNOWN
    assert known(shop, "8990000099999")


def test_an_unknown_code_stops_no_scan_behind_it(session: Session, till: TillView) -> None:
    scan(session, "8990000099999", OIL.code)
    assert basket(till) == [(OIL.name, 1000)]
    assert "8990000099999" in till.notice.text()


def test_the_code_of_archived_goods_offers_no_second_article(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    products.change(shop, OWNER, OIL.code, {"archived": "yes"})
    scan(session, OIL.code)
    assert basket(till) == []
    assert OIL.name in till.notice.text()
    keyboard.strike(Qt.Key.Key_N, "\x0e", modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert not till.bar.is_open


def test_two_unknown_codes_are_asked_about_one_after_the_other(session: Session, till: TillView) -> None:
    scan(session, "8990000099999", "8990000088888")
    assert "8990000099999" in till.notice.text()
    till.notice.clear()
    assert "8990000088888" in till.notice.text()


def test_a_scan_while_a_price_is_asked_goes_into_the_basket_and_answers_nothing(
    session: Session, till: TillView, keyboard: Keyboard
) -> None:
    scan(session, OPEN.code)
    assert till.bar.is_open
    keyboard.scan(OIL.code)
    settle(session)
    assert basket(till) == [(OIL.name, 1000)]
    assert till.bar.is_open
    keyboard.strike(Qt.Key.Key_F3)
    keyboard.type("2")
    keyboard.strike(Qt.Key.Key_F7)
    settle(session)
    assert till.holding.panel is None
    keyboard.enter()
    settle(session)
    assert basket(till) == [(OIL.name, 2000)]
    keyboard.type("2500")
    keyboard.enter()
    settle(session)
    assert basket(till) == [(OIL.name, 2000), (OPEN.name, 1000)]
    assert till.counter.cart.total_idr == 48_500


def test_goods_below_cost_are_said_in_every_basket_and_nothing_of_one_that_is_paid(session: Session, till: TillView) -> None:
    told: list[str] = []
    till.counter.below_cost.connect(told.append)
    for wait in (settle, settle, lambda _session: None):
        session.window.scanned(NOODLES.code)
        session.window.scanned(BISCUIT.code)
        wait(session)
        till.counter.commit((Payment(Means.CASH, Rupiah(20_000)),), uid=till.desk.shop.new_uid(), failed=till.refuse)
        settle(session)
    assert till.counter.suggestion is None
    assert told[:2] == [NOODLES.name] * 2


def test_a_price_of_nothing_is_refused_where_it_was_typed(session: Session, till: TillView, keyboard: Keyboard) -> None:
    scan(session, OPEN.code)
    keyboard.type("0")
    keyboard.enter()
    settle(session)
    assert till.bar.is_open
    assert till.counter.cart.lines == ()


def test_a_code_on_two_articles_is_asked_by_number(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    _second_article_with_the_code(shop, OIL.code)
    scan(session, OIL.code)
    assert till.chooser.isVisible()
    wanted = till.chooser.list.articles[1].product.name
    keyboard.type("2")
    settle(session)
    assert basket(till) == [(wanted, 1000)]
    assert not till.chooser.isVisible()


def _second_article_with_the_code(shop: Shop, code: str) -> None:
    from pos_app.domain.barcode import gtin14
    from pos_app.storage.codes import NewCode

    other = products.add_on_the_spot(shop, OWNER, name="Minyak Goreng 2 L (isi ulang)", price_idr=21_000)
    with shop.uow.write() as u:
        u.codes.add(other.product.id, [NewCode(code, gtin14(code))])
        u.commit()


def test_a_question_of_a_scan_survives_a_window_built_anew(session: Session, keyboard: Keyboard) -> None:
    scan(session, OIL.code, "8990000000013", "8990000000020")
    session.window.show_place("settings")
    settle(session)
    session.desk.change_machine(replace(session.desk.machine, language="en"))
    settle(session)
    session.window.show_place("till")
    settle(session)
    again = session.window.place_widget("till")
    assert isinstance(again, TillView)
    assert again.notice.text() == "8990000000013 is not known here."
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert again.notice.text() == "8990000000020 is not known here.", "the one behind it too"
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert again.notice.text() == ""
    assert again.counter.question is None
