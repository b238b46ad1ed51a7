"""The till as a cashier meets it: scans, names, edits, undo, and a basket that outlives a crash."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.cart import share_of_cart
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from tests import picture_shop
from tests.picture_shop import BISCUIT, COCONUT, CRISPS, OIL, RICE, SWEETS
from tests.shelf import put
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.till.till_view import TillView

Sessions = Callable[..., Session]


def scan(session: Session, *codes: str) -> None:
    for code in codes:
        session.window.scanned(code)
    settle(session)


def basket(till: TillView) -> list[tuple[str, int]]:
    return [(line.shown_name, line.qty) for line in till.counter.cart.lines]


def test_scans_fill_the_basket_whatever_has_the_focus(session: Session, till: TillView, keyboard: Keyboard) -> None:
    till.setFocus()
    keyboard.scan(OIL.code)
    keyboard.scan(OIL.code)
    till.search.setFocus()
    keyboard.scan(RICE.code)
    settle(session)
    assert basket(till) == [(OIL.name, 2000), (RICE.name, 1000)]
    assert till.counter.cart.total_idr == 117_000


def test_two_scans_faster_than_the_books_are_both_in_the_basket(session: Session, till: TillView) -> None:
    session.window.scanned(OIL.code)
    session.window.scanned(RICE.code)
    session.window.scanned(OIL.code)
    settle(session)
    assert sorted(basket(till)) == sorted([(RICE.name, 1000), (OIL.name, 2000)])


def test_the_total_the_share_and_one_suggestion_stand_beside_the_basket(session: Session, till: TillView) -> None:
    for item, count in picture_shop.BASKET:
        scan(session, *[item.code] * count)
    assert till.side._total.text() == "Rp185.700"
    assert till.side._share.text() == "82,4%"
    assert till.counter.suggestion is not None
    assert till.counter.suggestion.found.product.name == COCONUT.name


def test_one_key_takes_the_domestic_article_over(session: Session, till: TillView, keyboard: Keyboard) -> None:
    scan(session, BISCUIT.code, BISCUIT.code)
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_F8)
    settle(session)
    assert basket(till) == [(COCONUT.name, 2000)]
    assert share_of_cart(till.counter.cart).domestic_idr == 20_000


def test_another_of_several_domestic_articles_is_shown_and_taken(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    for number, name in (("114", "Biskuit Sagu 140 g"), ("121", "Biskuit Jagung 140 g"), ("138", "Biskuit Ubi 140 g")):
        picture_shop.stand(shop, BISCUIT._replace(code=f"8991002000{number}", name=name, state=State.DOMESTIC, country="ID"))
    scan(session, BISCUIT.code)
    shown = []
    for _turn in range(4):
        offer = till.counter.suggestion
        assert offer is not None
        assert (offer.place, offer.of) == (len(shown) % 3 + 1, 3)
        assert f"{offer.place} dari 3" in " ".join(words_in(till.side))
        shown.append(offer.found.product.name)
        keyboard.strike(Qt.Key.Key_F8, modifiers=Qt.KeyboardModifier.ShiftModifier)
        settle(session)
    assert len(set(shown)) == 3
    assert shown[3] == shown[0]
    keyboard.strike(Qt.Key.Key_F8)
    settle(session)
    assert basket(till) == [(shown[1], 1000)]


def test_an_offer_that_was_shown_is_counted_with_the_sale(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    def sell() -> tuple[int, int, int]:
        till.counter.commit((Payment(Means.CASH, Rupiah(1_000_000)),), uid=shop.new_uid(), failed=lambda error: pytest.fail(str(error)))
        settle(session)
        with shop.uow.read() as u:
            push = u.offers.effect(days.month(f"{today(shop, u):%Y-%m}"))
        return push.offered, push.taken, push.moved_idr

    scan(session, OIL.code, BISCUIT.code)
    assert sell() == (1, 0, 0)
    scan(session, BISCUIT.code)
    keyboard.strike(Qt.Key.Key_F8)
    settle(session)
    assert sell() == (2, 1, COCONUT.price)
    scan(session, OIL.code)
    assert sell() == (2, 1, COCONUT.price), "nothing was offered in this basket"


def test_a_name_finds_as_it_is_typed_and_enter_takes(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.search.setFocus()
    till.search.line.setText("kelapa")
    till.search.typed.emit("kelapa")
    till.search.line.setText("12*")
    till.search.typed.emit("12*")
    settle(session)
    assert not till.popup.isVisible(), "no answer to what stands there no more"
    till.search.clear()
    keyboard.type("kelapa")
    settle(session)
    assert till.popup.isVisible()
    keyboard.enter()
    settle(session)
    assert basket(till) == [(COCONUT.name, 1000)]
    assert not till.popup.isVisible()
    assert till.search.text() == ""
    put(shop, "DODOL", 9_000, name="DODOL GARUT")  # at another till
    monkeypatch.setattr("ui.panels.names._EVERY_S", 0)
    keyboard.type("do")
    settle(session)
    keyboard.type("dol")
    settle(session)
    keyboard.enter()
    settle(session)
    assert basket(till)[-1] == ("DODOL GARUT", 1000)


def test_a_code_typed_by_hand_is_a_code(session: Session, till: TillView, keyboard: Keyboard) -> None:
    till.search.setFocus()
    keyboard.type(RICE.code)
    keyboard.enter()
    settle(session)
    assert basket(till) == [(RICE.name, 1000)]


def test_a_number_and_a_star_before_a_scan_is_the_quantity(session: Session, till: TillView, keyboard: Keyboard) -> None:
    till.search.setFocus()
    keyboard.type("12*")
    settle(session)
    keyboard.scan(OIL.code)
    settle(session)
    assert basket(till) == [(OIL.name, 12_000)]


@pytest.mark.parametrize(("typed", "behind", "qty"), [("3*89910", OIL.code[5:], 3000), ("8", OIL.code[1:], 1000), ("mi", OIL.code, 1000)])
def test_a_scan_uses_up_what_stands_in_the_field_and_a_code_torn_in_two_is_put_together(
    session: Session, till: TillView, keyboard: Keyboard, typed: str, behind: str, qty: int
) -> None:
    till.search.setFocus()
    keyboard.type(typed)
    settle(session)
    keyboard.scan(behind)
    settle(session)
    assert basket(till) == [(OIL.name, qty)]
    assert till.search.text() == ""


def test_general_goods_sell_before_anything_has_been_entered(tmp_path, sessions: Sessions, keyboard: Keyboard) -> None:
    session = sessions(picture_shop.make(tmp_path, goods=()))
    till = session.window.place_widget("till")
    till.open_article()
    keyboard.type("7500")
    keyboard.enter()
    settle(session)
    assert till.counter.cart.total_idr == 7_500
    assert till.counter.cart.lines[0].product.origin.state is State.UNKNOWN


def test_quantity_price_and_discounts_are_changed_and_undone(session: Session, till: TillView, keyboard: Keyboard) -> None:
    scan(session, RICE.code)
    till.quantity()
    keyboard.type("3")
    keyboard.enter()
    settle(session)
    assert till.counter.cart.total_idr == 213_000
    till.price()
    keyboard.strike(Qt.Key.Key_Tab)
    keyboard.type("10%")
    keyboard.enter()
    settle(session)
    assert till.counter.cart.total_idr == 191_700
    till.discount()
    keyboard.type("1700")
    keyboard.enter()
    settle(session)
    assert till.counter.cart.total_idr == 190_000
    for total in (191_700, 213_000, 71_000, 0):
        till.counter.undo()
        settle(session)
        assert till.counter.cart.total_idr == total


@pytest.mark.parametrize("typed", ["0", "0,0005", "1.5.0", ""])
def test_a_quantity_that_cannot_be_stays_in_its_bar_and_changes_nothing(
    session: Session, till: TillView, keyboard: Keyboard, typed: str
) -> None:
    scan(session, RICE.code)
    till.quantity()
    keyboard.strike(Qt.Key.Key_Backspace)
    keyboard.type(typed)
    keyboard.enter()
    settle(session)
    assert till.bar.is_open
    assert basket(till) == [(RICE.name, 1000)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("ask", ["quantity", "price", "discount"])
def test_what_the_till_fills_in_and_nobody_alters_changes_nothing(shop: Shop, sessions: Sessions, language: str, ask: str) -> None:
    """odoo#273022, OSPOS#3114: a value shown by the program is read back as the same one, in either language."""
    session = sessions(shop, language=language)
    till = session.window.place_widget("till")
    scan(session, OIL.code)
    key = till.counter.cart.lines[0].key
    till.counter.edit(lambda cart: carts.set_qty(cart, key, Milli(1_250)), key)
    till.counter.edit(lambda cart: carts.set_line_discount(cart, key, Discount(share_bp=833)), key)
    till.counter.edit(lambda cart: carts.set_discount(cart, Discount(amount_idr=12_345)), None)
    settle(session)
    before = till.counter.cart
    getattr(till, ask)()
    till.bar.submit()
    settle(session)
    assert not till.bar.is_open
    assert till.counter.cart == before


@pytest.mark.parametrize("steps", [40, pytest.param(10_000, marks=pytest.mark.soak)])
def test_an_editor_left_open_under_fire_never_writes_into_another_line(session: Session, till: TillView, steps: int) -> None:
    """RetroShare#3256: lines come, go and move while a quantity is being typed; it lands on its own line or nowhere."""
    tester = QAbstractItemModelTester(till.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    chance, lane = random.Random(11), till.counter
    scan(session, OIL.code)
    for step in range(steps):
        if not lane.cart.lines:
            scan(session, OIL.code)
        line = chance.choice(lane.cart.lines)
        till.table.pick(lane.cart.lines.index(line))
        till.quantity()
        field = till.bar._entries[0].field
        field.setText("7")
        field.textEdited.emit("7")
        for _n in range(chance.randrange(1, 4)):
            what = chance.random()
            if what < 0.5 or not lane.cart.lines:
                session.window.scanned(chance.choice((OIL, RICE, CRISPS, BISCUIT, SWEETS)).code)
            elif what < 0.75:
                gone = chance.choice(lane.cart.lines).key
                lane.edit(lambda cart, key=gone: carts.remove(cart, key))
            else:
                lane.undo()
            settle(session)
        there = {(x.key, x.found.code): x.qty for x in lane.cart.lines}
        till.bar.submit()
        settle(session)
        own = (line.key, line.found.code)
        now = {(x.key, x.found.code): x.qty for x in lane.cart.lines}
        assert now == (there | {own: Milli(7_000)} if own in there else there), f"step {step}"
        till.bar.close_bar()
    assert tester is not None


def test_del_removes_the_picked_line_while_the_search_is_empty(session: Session, till: TillView, keyboard: Keyboard) -> None:
    scan(session, OIL.code, RICE.code)
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_Up)
    keyboard.strike(Qt.Key.Key_Up)
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert basket(till) == [(RICE.name, 1000)]


def test_the_basket_is_there_again_after_a_crash(session: Session, till: TillView, shop: Shop, sessions: Sessions) -> None:
    scan(session, OIL.code, OIL.code, RICE.code)
    again = sessions(shop)
    assert again.desk.model(type(till.counter)).cart == till.counter.cart


def test_a_switch_of_language_and_theme_keeps_the_basket(session: Session, till: TillView) -> None:

    scan(session, OIL.code, RICE.code)
    before = till.counter.cart
    session.desk.change_machine(replace(session.desk.machine, language="en", theme="dark"))
    settle(session)
    rebuilt = session.window.place_widget("till")
    assert rebuilt is not till
    assert rebuilt.counter.cart == before
    assert rebuilt.side._total.text() == "Rp\N{NO-BREAK SPACE}94,000"


def test_the_line_scanned_last_is_in_sight_however_long_the_basket(session: Session, till: TillView) -> None:
    session.window.resize(1100, 600)
    for item in picture_shop.ALL:
        if item.price:
            scan(session, item.code)
            row = till.model.row_of(till.counter.last_key)
            seen = till.table.visualRect(till.model.index(row, 1))
            assert till.table.viewport().rect().contains(seen), item.name


def test_a_row_that_was_drawn_before_looks_as_one_drawn_anew(session: Session, till: TillView) -> None:
    delegate, seen = till.table.itemDelegate(), set[bytes]()

    def looks() -> None:
        settle(session)
        before = till.table.viewport().grab().toImage()
        delegate._drawn.clear()
        assert till.table.viewport().grab().toImage() == before
        seen.add(bytes(before.constBits()))

    session.window.show()
    scan(session, OIL.code, RICE.code, BISCUIT.code)
    looks()
    till.table.pick(0)
    looks()
    key = till.line().key
    till.counter.edit(lambda cart: carts.set_qty(cart, key, Milli(7000)), key)
    looks()
    till.remove_line()
    looks()
    till.table.set_touch(on=True)
    looks()
    session.desk.change_machine(replace(session.desk.machine, theme="dark"))
    looks()
    assert len(seen) == 6, "and every change shows"


def test_the_keys_of_the_till_act_from_the_rail_too(session: Session, till: TillView, keyboard: Keyboard) -> None:
    scan(session, OIL.code)
    session.window._buttons["till"].setFocus()
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert till.payment is not None


def test_buttons_that_have_nothing_to_act_on_are_off(till: TillView) -> None:
    assert not till.side.pay.isEnabled()
    assert [which for which, button in till.buttons.below.items() if button.isEnabled()] == [
        "return",
        "drawer",
        "price_check",
        "gift_voucher",
    ]
