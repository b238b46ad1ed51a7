"""Who is at the till: nobody is asked without PINs; with them names, locks, owners' leave, and a person on everything."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from pos_app.domain import loose_return
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.person import Role
from pos_app.services import checkout, people, settings
from pos_app.services.shop import OWNER, Changes, Shop
from tests.picture_shop import OIL, RICE
from tests.services.counter import basket_of, cash
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.panels.owner_pin import OwnerPin, as_owner
from ui.settings.people_page import PeoplePage
from ui.settings.settings_view import SettingsView
from ui.till.till_view import TillView

ALT = Qt.KeyboardModifier.AltModifier
SARI, BUDI = "2580", "1470"


@pytest.fixture
def staffed(shop: Shop) -> Shop:
    """Sari owns the shop, Budi sells with a PIN, Ani without one."""
    people.add(shop, OWNER, "Sari", Role.OWNER, pin=SARI)
    people.add(shop, OWNER, "Budi", Role.CASHIER, pin=BUDI)
    people.add(shop, OWNER, "Ani", Role.CASHIER)
    return shop


def till_of(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def sold_by(shop: Shop) -> list[str]:
    from pos_app.storage import tables as t

    with shop.uow.read() as u:
        return list(u._connection.execute(t.sale.select().with_only_columns(t.sale.c.person).order_by(t.sale.c.id)).scalars())


def owner_panel(session: Session) -> OwnerPin | None:
    return next((w for w in session.window.findChildren(OwnerPin) if w.isVisible()), None)


def test_nobody_is_asked_while_no_pin_is_set(session: Session, keyboard: Keyboard) -> None:
    assert not session.guard.asked
    assert session.window._sign_in is None
    keyboard.strike(Qt.Key.Key_K, modifiers=ALT)
    settle(session)
    assert session.window._sign_in is None
    session.desk.hold.struck_at_s -= 100_000
    session.guard.lock_after_rest()
    assert session.window._sign_in is None
    assert any("Pemilik" in text for text in words_in(session.window))
    allowed: list[Actor] = []
    assert as_owner(session.desk, session.window, "x", allowed.append) is None
    assert allowed == [session.desk.actor]


def test_names_and_pins_lock_the_till_and_the_person_stands_on_the_sale(
    staffed: Shop, sessions: Callable[..., Session], keyboard: Keyboard, expected_warnings: list[str]
) -> None:
    expected_warnings.append("wrong pin")
    session = sessions(staffed)
    till, window = till_of(session), session.window
    sign_in = window._sign_in
    assert sign_in is not None
    assert [tile.text() for tile in sign_in.tiles] == ["Ani", "Budi", "Sari"]
    keyboard.scan(OIL.code)  # into no basket nobody sees, and said
    settle(session)
    assert OIL.code in sign_in.notice.text()
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.strike(Qt.Key.Key_2, "2", modifiers=ALT)
    window.show_place("goods")
    assert (till.counter.cart.lines, window.place) == ((), "till")

    keyboard.type("2")  # Budi
    settle(session)
    keyboard.type("9999")
    keyboard.enter()
    settle(session)
    assert session.guard.locked
    assert "4" in sign_in.pad.told()
    keyboard.type(BUDI)
    keyboard.enter()
    keyboard.enter(after_ms=20)  # the second is nobody's
    settle(session)
    assert (session.guard.locked, session.desk.actor.person, window._sign_in) == (False, "Budi", None)
    assert "Budi" in window._top.person.text()

    keyboard.scan(OIL.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert till.payment is not None
    session.desk.hold.struck_at_s -= 301  # nobody has touched it for five minutes, a payment open
    session.guard.lock_after_rest()
    settle(session)
    assert window._sign_in is not None
    assert not till.payment.isEnabled()
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.enter()
    settle(session)
    assert sold_by(staffed) == []
    keyboard.strike(Qt.Key.Key_Escape)  # another person goes on
    keyboard.type("1")  # Ani has no PIN
    settle(session)
    assert (window._sign_in, session.desk.actor.person) == (None, "Ani")
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.enter(after_ms=30)
    keyboard.enter(after_ms=30)  # a double strike is one sale
    settle(session)
    assert sold_by(staffed) == ["Ani"]

    keyboard.strike(Qt.Key.Key_K, after_ms=60_000, modifiers=ALT)
    settle(session)
    assert window._sign_in is not None
    keyboard.type("3")
    keyboard.type(SARI)
    keyboard.enter()
    settle(session)
    assert session.desk.actor == Actor("Sari", "T1")


def test_a_cashier_needs_an_owners_pin_for_what_only_an_owner_may(
    staffed: Shop, sessions: Callable[..., Session], keyboard: Keyboard, expected_warnings: list[str]
) -> None:
    expected_warnings.append("wrong pin")
    session = sessions(staffed)
    session.guard.become(next(one for one in session.guard.staff if one.name == "Budi"))
    session.window.show_place("settings")
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    view.show_page("people")
    settle(session)
    page = view.page("people")
    assert isinstance(page, PeoplePage)
    page.limits.most.setText("50000")
    page.limits._keep_most()
    settle(session)
    panel = owner_panel(session)
    assert panel is not None
    session.window.scanned(OIL.code)  # answers nothing
    keyboard.type("1111")
    keyboard.enter()
    settle(session)
    assert panel.pad.told()
    keyboard.type(SARI)
    keyboard.enter()
    settle(session)
    assert owner_panel(session) is None
    assert settings.show(staffed)["refund_limit_idr"] == "50000"
    assert session.desk.actor == Actor("Budi", "T1")  # once is once

    page.ask_cashier()
    keyboard.type("Tono")
    keyboard.enter()
    keyboard.enter()
    settle(session)
    assert owner_panel(session) is not None
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert owner_panel(session) is None
    assert len(people.everybody(staffed)) == 3
    with staffed.uow.read() as u:
        rows = [(person, event, json.loads(detail)) for _at, person, _till, event, _subject, detail in u.trade.audit("", "9")]
    assert rows[-1][:2] == ("Budi", "settings")
    assert rows[-1][2]["allowed_by"] == "Sari"


def test_an_exchange_at_a_lowered_price_asks_for_the_owners_pin_when_it_begins(
    sessions: Callable[..., Session], staffed: Shop, keyboard: Keyboard
) -> None:
    session = sessions(staffed)
    till = till_of(session)
    session.guard.become(next(one for one in session.guard.staff if one.name == "Budi"))
    settle(session)
    till.returning.open_without()
    keyboard.scan(RICE.code)
    settle(session)
    panel = till.returning.panel
    panel._change(lambda brought: loose_return.at_price(brought, 1, Rupiah(70_000)))
    panel._why.setText("kemasan robek")
    settle(session)
    panel.exchange()
    settle(session)
    asked = owner_panel(session)
    assert (asked is not None, till.counter.given) == (True, None)
    keyboard.now_ms += 1_000
    keyboard.type(SARI)
    keyboard.enter()
    settle(session)
    assert till.counter.given.allowed_by == "Sari"
    till.holding.ask_hold()
    assert not till.bar.is_open, "the goods that came back are this customer's"
    keyboard.scan(OIL.code)
    settle(session)
    till.paying.open()
    settle(session)
    till.payment.finish()
    settle(session)
    saved = till.counter.saved
    assert (saved.back.total_idr, saved.back.person, saved.sale.person, saved.sale.total_idr) == (-70_000, "Budi", "Budi", 23_000)


def test_whoever_gives_the_first_owner_a_pin_is_that_owner_and_one_who_leaves_is_out(session: Session, shop: Shop) -> None:
    people.add(shop, OWNER, "Sari", Role.OWNER, pin=SARI)
    session.desk.announce(Changes(people=True), session)
    settle(session)
    assert (session.guard.asked, session.guard.locked, session.desk.actor.person) == (True, False, "Sari")
    people.add(shop, OWNER, "Budi", Role.CASHIER)
    session.desk.announce(Changes(people=True), session)
    settle(session)
    session.guard.become(next(one for one in session.guard.staff if one.name == "Budi"))
    people.archive(shop, OWNER, "Budi")
    session.desk.announce(Changes(people=True), session)
    settle(session)
    assert session.window._sign_in is not None
    session.window._sign_in.choose()
    people.set_pin(shop, OWNER, "Sari", None)
    session.desk.announce(Changes(people=True), session)
    settle(session)
    assert (session.window._sign_in, session.desk.actor) == (None, Actor(OWNER.person))


def test_papers_of_the_stock_carry_whoever_is_signed_in_when_they_are_posted(session: Session, shop: Shop) -> None:
    from ui.stock.receiving_desk import ReceivingDesk

    people.add(shop, OWNER, "Ani", Role.CASHIER)
    desk = session.desk.model(ReceivingDesk)
    desk.open()
    settle(session)
    session.desk.actor = Actor("Ani", "T1")
    assert desk._lane.actor == Actor("Ani", "T1")
    done = checkout.commit(shop, session.desk.actor, basket_of(shop, RICE.code), cash(100_000))
    assert done.sale.person == "Ani"


def test_a_panel_that_comes_late_lies_below_the_lock(staffed: Shop, sessions: Callable[..., Session], keyboard: Keyboard) -> None:
    session = sessions(staffed)
    till = till_of(session)
    session.guard.become(next(one for one in session.guard.staff if one.name == "Ani"))
    keyboard.scan(OIL.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F7)  # its answer is still on the way
    session.guard.lock()
    settle(session)
    panel = till.holding.panel
    assert panel is not None
    assert not panel.isEnabled()
    keyboard.type("1")
    settle(session)
    assert (session.desk.actor.person, panel.isEnabled()) == ("Ani", True)
