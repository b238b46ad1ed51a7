"""Several customers at one till: put aside, called back, joined, parted, by keys; scans and double strikes do no harm."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from pos_app.domain.actor import Actor
from pos_app.domain.person import Role
from pos_app.services import basket, holding, people
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import BISCUIT, OIL, RICE, SWEETS
from tests.services.counter import basket_of
from tests.ui.conftest import Keyboard, settle
from ui.app import Session
from ui.panels.owner_pin import OwnerPin
from ui.till.till_view import TillView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def lines(till: TillView) -> list[tuple[str, int]]:
    return [(line.product.code, line.qty) for line in till.counter.cart.lines]


def waiting(shop: Shop) -> list[tuple[str, int]]:
    return [(one.held.name, one.held.total_idr) for one in holding.waiting(shop)]


def test_a_basket_is_put_aside_with_a_name_and_called_back_by_keys(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_F6)
    settle(session)
    assert not till.bar.is_open  # nothing to put aside
    keyboard.type("12*")
    keyboard.scan(OIL.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F6)
    keyboard.strike(Qt.Key.Key_F6, after_ms=30)
    keyboard.scan(RICE.code)  # goods of the same customer, while the name is asked
    settle(session)
    keyboard.type("Bu Ani")
    keyboard.enter()
    keyboard.enter(after_ms=20)
    settle(session)
    assert (lines(till), waiting(shop)) == ([], [("Bu Ani", 12 * OIL.price + RICE.price)])
    assert "Bu Ani" in till.notice.text()
    assert till.buttons.recall.text().endswith("1")
    keyboard.strike(Qt.Key.Key_Z, modifiers=CTRL)  # what was put aside does not come back twice
    settle(session)
    assert lines(till) == []

    keyboard.type("3*")
    keyboard.scan(BISCUIT.code)  # the next customer
    settle(session)
    keyboard.strike(Qt.Key.Key_F7)
    settle(session)
    panel = till.holding.panel
    assert panel is not None
    keyboard.scan(SWEETS.code)
    settle(session)
    assert panel.notice.text()
    assert lines(till) == [(BISCUIT.code, 3000)]
    keyboard.enter()
    keyboard.enter(after_ms=20)
    settle(session)
    assert till.holding.panel is None
    assert lines(till) == [(OIL.code, 12_000), (RICE.code, 1000)]
    assert waiting(shop) == [("", 3 * BISCUIT.price)]  # the next customer's basket waits in its place
    assert basket.kept(shop, OWNER) == till.counter.cart
    keyboard.scan(OIL.code)
    settle(session)
    assert lines(till) == [(RICE.code, 1000), (OIL.code, 13_000)]

    keyboard.strike(Qt.Key.Key_F7)
    settle(session)
    keyboard.type("g")
    settle(session)
    assert sorted(lines(till)) == sorted([(RICE.code, 1000), (OIL.code, 13_000), (BISCUIT.code, 3000)])
    assert waiting(shop) == []


def test_a_question_of_a_scan_is_answered_before_the_basket_goes(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan(OIL.code)
    keyboard.type("12*")
    keyboard.scan("8990000099999")
    settle(session)
    keyboard.strike(Qt.Key.Key_F6)
    keyboard.strike(Qt.Key.Key_F7)
    keyboard.strike(Qt.Key.Key_F6, modifiers=SHIFT)
    settle(session)
    assert not till.bar.is_open
    assert (till.holding.panel, till.holding.splitting, waiting(shop)) == (None, None, [])
    assert lines(till) == [(OIL.code, 1000)]
    till.notice.clear()
    settle(session)
    keyboard.strike(Qt.Key.Key_F6)
    keyboard.scan("8990000088888")  # while the name is asked
    settle(session)
    keyboard.type("Pak RT")
    keyboard.enter()
    settle(session)
    assert (waiting(shop), lines(till)) == ([], [(OIL.code, 1000)])
    assert till.counter.question is not None


def test_a_basket_is_parted_by_keys_and_by_scans(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    for code in (OIL.code, OIL.code, OIL.code, RICE.code, SWEETS.code):
        keyboard.scan(code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F6, modifiers=SHIFT)
    settle(session)
    panel = till.holding.splitting
    assert panel is not None
    keyboard.strike(Qt.Key.Key_F12)  # nothing marked: nothing happens
    settle(session)
    assert till.holding.splitting is panel
    keyboard.type("+")
    keyboard.scan(OIL.code)
    keyboard.scan(SWEETS.code)
    keyboard.scan(BISCUIT.code)
    settle(session)
    assert BISCUIT.code in panel.notice.text()
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.strike(Qt.Key.Key_F12, after_ms=20)
    settle(session)
    assert (till.holding.splitting, till.payment) == (None, None)
    assert lines(till) == [(OIL.code, 1000), (RICE.code, 1000)]
    (one,) = holding.waiting(shop)
    _held, other = holding.show(shop, one.held.id)
    assert [(x.product.code, x.qty) for x in other.lines] == [(OIL.code, 2000), (SWEETS.code, 1000)]


def test_two_tills_and_an_owners_leave(shop: Shop, sessions: Callable[..., Session], keyboard: Keyboard) -> None:
    people.add(shop, OWNER, "Sari", Role.OWNER, pin="2580")
    people.add(shop, OWNER, "Budi", Role.CASHIER)
    for name in ("satu", "dua"):
        holding.hold(shop, Actor("Ani", "T2"), basket_of(shop, OIL.code), name)
    session = sessions(shop)
    till = session.window.place_widget("till")
    assert isinstance(till, TillView)
    session.guard.become(next(one for one in session.guard.staff if one.name == "Budi"))
    settle(session)
    keyboard.strike(Qt.Key.Key_F7)
    settle(session)
    panel = till.holding.panel
    assert panel is not None
    first = holding.waiting(shop)[0].held
    holding.recall(shop, Actor("Ani", "T2"), first.id, till.counter.cart)  # the other till is faster
    keyboard.enter()
    settle(session)
    assert panel.notice.text()
    assert len(panel.waiting) == 1
    assert lines(till) == []
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    keyboard.strike(Qt.Key.Key_Tab)
    keyboard.strike(Qt.Key.Key_Space, " ")
    settle(session)
    assert any(w.isVisible() for w in session.window.findChildren(OwnerPin))
    keyboard.type("2580")
    keyboard.enter()
    settle(session)
    assert waiting(shop) == []
    with shop.uow.read() as u:
        assert [row[3:5] for row in u.trade.audit("", "9")][-1] == ("basket_dropped", "dua")


def test_a_quantity_before_a_code_or_a_name_typed_by_hand(session: Session, till: TillView, keyboard: Keyboard) -> None:
    till.search.setFocus()
    keyboard.type(f"12*{OIL.code}")
    keyboard.enter()
    settle(session)
    keyboard.type("3*beras")
    settle(session)
    assert till.popup.isVisible()
    keyboard.enter()
    settle(session)
    keyboard.type("12*")
    keyboard.enter()  # nothing is meant yet
    settle(session)
    stands = [(OIL.code, 12_000), (RICE.code, 3000)]
    assert (lines(till), till.counter.question, till.search.text()) == (stands, None, "12*")
    for typed in ("0*", "1.5*", "9999999*", f"0*{OIL.code}"):
        till.search.clear()
        keyboard.type(typed)
        keyboard.scan(OIL.code) if typed.endswith("*") else keyboard.enter()
        settle(session)
        assert (lines(till), till.search.text()) == (stands, typed), "a quantity that is none never becomes one piece"
        assert till.notice.isVisible()
