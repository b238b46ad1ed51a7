"""Whose basket it is: found or entered at the till, kept with the basket, and what he may still take on account."""

from collections.abc import Callable

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from pos_app.domain.cart import Cart, named
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment
from pos_app.services import basket, checkout, credit, products
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import COFFEE, OIL, RICE
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_payment import open_payment, sales
from tests.ui.test_till import scan
from ui.app import Session
from ui.till.till_view import TillView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(shop: Shop) -> Shop:
    credit.add(shop, OWNER, "A-7", {"name": "Ibu Wati", "phone": "0812-5550 123", "limit": "50000"})
    credit.add(shop, OWNER, "A-8", {"name": "Pak Wawan Setiadi"})
    credit.add(shop, OWNER, "A-9", {"name": "Toko Lama"})
    credit.change(shop, OWNER, "A-9", {"archived": "yes"})
    return shop


def of_nobody(shop: Shop) -> Cart:
    """A basket of nobody in particular."""
    return checkout.scan(shop, Cart(), OIL.code).cart


def choose(session: Session, keyboard: Keyboard, typed: str) -> None:
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    keyboard.type(typed)
    keyboard.enter()
    settle(session)


@pytest.mark.parametrize("typed", ["wati", "a-7", "5550123", "wa ibu"])
def test_a_customer_is_found_as_he_is_typed_and_stays_with_the_basket(
    session: Session, till: TillView, people: Shop, keyboard: Keyboard, typed: str
) -> None:
    scan(session, OIL.code)
    till.search.setFocus()
    choose(session, keyboard, typed)
    assert till.counter.cart.customer == "A-7"
    assert "Ibu Wati" in words_in(till.side)
    assert basket.kept(people, session.desk.actor).customer == "A-7"


def test_the_list_narrows_and_escape_leaves_all_as_it_was(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    model = till.customers._chooser.model
    assert [one.customer.name for one in model.shown] == ["Ibu Wati", "Pak Wawan Setiadi"], "who is archived is not offered"
    keyboard.type("setia")
    assert [one.customer.number for one in model.shown] == ["A-8"]
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert till.customers._chooser is None
    assert till.counter.cart.customer is None
    assert till.search.line.hasFocus()


def test_a_new_customer_is_entered_on_the_spot(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    till.search.setFocus()
    choose(session, keyboard, "Bu Ani")
    keyboard.enter()
    keyboard.type("A-7")
    keyboard.enter()
    settle(session)
    assert till.customers._chooser is not None, "the number is taken already, and that is said"
    assert any("A-7" in word for word in words_in(till.customers._chooser.bar))
    keyboard.strike(Qt.Key.Key_A, modifiers=CTRL)
    keyboard.type("0813")
    keyboard.enter()
    settle(session)
    assert till.counter.cart.customer == "0813"
    assert credit.account(people, "0813").customer.name == "Bu Ani"


def test_the_customer_is_dropped_by_key_by_mouse_and_by_undo(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    scan(session, OIL.code)
    till.search.setFocus()
    choose(session, keyboard, "wati")
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    keyboard.strike(Qt.Key.Key_D, modifiers=CTRL)
    settle(session)
    assert (till.counter.cart.customer, till.customers.account) == (None, None)
    choose(session, keyboard, "wati")
    till.side._drop_customer.click()
    settle(session)
    assert (till.counter.cart.customer, till.customers.account) == (None, None)
    keyboard.strike(Qt.Key.Key_Z, modifiers=CTRL)
    settle(session)
    assert till.customers.account.customer.name == "Ibu Wati"
    choose(session, keyboard, "wawan")
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    assert till.customers._chooser._marked().customer.name == "Pak Wawan Setiadi", "whose account is paid is whoever stands at the till"


def test_a_scan_while_a_customer_is_looked_for_is_his_card(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    keyboard.scan("A-8")
    settle(session)
    assert till.counter.cart.customer == "A-8"
    assert not till.counter.cart.lines


def test_the_customer_comes_back_with_the_basket(
    session: Session, till: TillView, people: Shop, keyboard: Keyboard, sessions: Callable[..., Session]
) -> None:
    scan(session, OIL.code)
    till.search.setFocus()
    choose(session, keyboard, "wati")
    again = sessions(people)
    settle(again)
    other = again.window.place_widget("till")
    assert other.counter.cart.customer == "A-7"
    assert "Ibu Wati" in words_in(other.side)


def test_a_sale_on_account_asks_who_it_is_and_takes_it(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("b")
    settle(session)
    assert till.customers._chooser is not None
    keyboard.type("wati")
    keyboard.enter()
    settle(session)
    assert till.payment.state.part(Means.BON).amount_idr == 23_000
    assert any("Rp50.000" in word for word in words_in(till.payment._right))
    keyboard.enter()
    settle(session)
    sale = till.counter.saved.sale
    assert (sale.customer, [(p.means, p.amount_idr) for p in sale.payments]) == ("A-7", [(Means.BON, 23_000)])
    assert credit.account(people, "A-7").balance_idr == 23_000
    assert till.customers.account is None, "the next basket is somebody else's"


def test_what_is_owed_and_left_is_shown_and_more_is_refused(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    scan(session, COFFEE.code)
    till.search.setFocus()
    choose(session, keyboard, "wati")
    checkout.commit(people, OWNER, till.counter.cart, [Payment(Means.BON, Rupiah(31_000))])
    till.paying.open()
    settle(session)
    keyboard.type("b")
    settle(session)
    shown = " ".join(words_in(till.payment._right))
    assert "Ibu Wati berutang Rp31.000; sisa batasnya Rp19.000." in shown
    assert till.payment._right._wrong_card.isVisible()
    before = sales(people)
    keyboard.enter()
    settle(session)
    assert "Rp19.000" in till.payment._notice.text()
    assert sales(people) == before
    keyboard.type("19000")
    keyboard.type("t")
    settle(session)
    keyboard.enter()
    settle(session)
    assert [(p.means, p.amount_idr) for p in till.counter.saved.sale.payments] == [(Means.BON, 19_000), (Means.CASH, 12_000)]
    assert credit.account(people, "A-7").balance_idr == 50_000


def test_leaving_the_question_for_the_customer_leaves_the_payment(
    session: Session, till: TillView, people: Shop, keyboard: Keyboard
) -> None:
    open_payment(session, till, RICE.code)
    keyboard.type("b")
    settle(session)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert till.payment.state.current is Means.CASH
    assert till.payment._amount.field.hasFocus()
    for means in (Means.QRIS, Means.DEBIT, Means.TRANSFER, Means.CASH):
        keyboard.strike(Qt.Key.Key_Tab, "\t", after_ms=500)
        settle(session)
        assert till.payment.state.current is means


def test_somebody_else_takes_it_over_while_paying(session: Session, till: TillView, people: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, RICE.code)
    choose(session, keyboard, "wati")
    keyboard.type("b")
    settle(session)
    assert till.payment._right._wrong_card.isVisible()
    choose(session, keyboard, "wawan")
    assert not till.payment._right._wrong_card.isVisible()
    choose_nobody(session, keyboard)
    assert till.payment.state.parts == ()


def choose_nobody(session: Session, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    keyboard.strike(Qt.Key.Key_D, modifiers=CTRL)
    settle(session)


def test_a_customer_becomes_a_member_at_the_till_and_has_her_prices(
    session: Session, till: TillView, people: Shop, keyboard: Keyboard
) -> None:
    products.change(people, OWNER, RICE.code, {"member_price": "69000"})
    till.scanned(RICE.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    chooser = till.customers._chooser
    name = chooser.model.shown[0].customer.name
    keyboard.strike(Qt.Key.Key_E, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    chooser.bar._entries[1].field.choose(1)
    keyboard.enter()
    settle(session)
    assert not chooser.bar.is_open
    (changed,) = (one for one in chooser.model.shown if one.customer.name == name)
    assert (changed.customer.member, changed.customer.reseller) == (True, False)
    chooser._take_row(chooser.model.shown.index(changed))
    settle(session)
    assert till.counter.cart.total_idr == 69_000


def test_what_is_owed_is_paid_in_parts_and_put_on_paper_among_the_customers(
    session: Session, till: TillView, people: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    credit.change(people, OWNER, "A-7", {"due_days": "14", "member": "yes"})
    basket_of_hers = named(of_nobody(people), "A-7")
    checkout.commit(people, OWNER, basket_of_hers, [Payment(Means.BON, Rupiah(23_000))])
    owing = credit.account(people, "A-7")
    keyboard.strike(Qt.Key.Key_F10)
    settle(session)
    chooser = till.customers._chooser
    keyboard.type(owing.customer.name)
    settle(session)
    keyboard.strike(Qt.Key.Key_F4)
    settle(session)
    assert chooser.bar._entries[0].field.value() == owing.balance_idr, "all of it stands there"
    keyboard.type("20000")
    keyboard.enter()
    settle(session)
    assert credit.account(people, owing.customer.number).balance_idr == owing.balance_idr - 20_000
    assert not chooser.bar.is_open
    keyboard.strike(Qt.Key.Key_F4)
    settle(session)
    keyboard.type("99999999")
    keyboard.enter()
    settle(session)
    assert chooser.bar.is_open, "more than is owed is refused where it was typed"
    keyboard.strike(Qt.Key.Key_Escape)
    keyboard.strike(Qt.Key.Key_E, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    keyboard.enter()
    settle(session)
    assert credit.account(people, owing.customer.number).customer == owing.customer, "filled in, and kept as it was"
    keyboard.strike(Qt.Key.Key_P, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    [paper] = opened
    assert pypdf.PdfReader(paper).pages[0].extract_text().count(owing.customer.name)
