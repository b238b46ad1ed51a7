"""After a sale at the window: returns both ways, exchange, vouchers, the list of receipts, a message; by keys alone."""

from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication

from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import check, credit, gift_vouchers, open_exchange, receipts, vouchers
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import CRISPS, OIL, RICE, TEA
from tests.services.counter import pay
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_payment import open_payment
from ui.app import Session
from ui.commands import CommandId
from ui.till.till_view import TillView

CTRL = Qt.KeyboardModifier.ControlModifier


def sell(session: Session, till: TillView, keyboard: Keyboard, *codes: str) -> str:
    open_payment(session, till, *codes)
    keyboard.enter()
    settle(session)
    keyboard.now_ms += 60_000  # what is struck within a moment of a commit is dropped
    return till.counter.saved.sale.number


def press(session: Session, keyboard: Keyboard, key: Qt.Key, **more: Qt.KeyboardModifier) -> None:
    keyboard.strike(key, **more)
    settle(session)


def numbers(shop: Shop) -> list[tuple[str, str]]:
    return [(one.number[-4:], one.kind.value) for one in reversed(receipts.listed(shop))]


def test_goods_without_a_receipt_come_back_by_keys_as_a_voucher_that_pays_at_once(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    till.search.setFocus()
    press(session, keyboard, Qt.Key.Key_F9)
    press(session, keyboard, Qt.Key.Key_F9)
    for _n in range(2):
        keyboard.scan(CRISPS.code)
        settle(session)
    panel = till.returning.panel
    assert (panel._sum.text(), len(panel._brought.lines)) == ("Rp24.000", 1)
    assert not till.counter.cart.lines
    press(session, keyboard, Qt.Key.Key_F12)
    assert till.returning.panel is panel, "a reason is asked for"
    keyboard.type("basi")
    panel._ways.choose(1)
    press(session, keyboard, Qt.Key.Key_F12)
    assert till.returning.panel is None
    keyboard.now_ms += 60_000
    [voucher], _day = vouchers.every(shop)
    assert (voucher.balance_idr, voucher.code in till.notice.text()) == (24_000, True)

    keyboard.scan(voucher.code)
    settle(session)
    assert "Rp24.000" in till.notice.text(), "a voucher that is scanned into the basket says what is on it"
    open_payment(session, till, OIL.code)
    keyboard.scan(voucher.code)
    settle(session)
    state = till.payment.state
    assert [(p.means, p.amount_idr, p.reference) for p in state.payments()] == [(Means.VOUCHER, 23_000, voucher.code)]
    keyboard.enter()
    settle(session)
    assert (till.payment, vouchers.find(shop, voucher.code).balance_idr) == (None, 1_000)
    assert numbers(shop) == [("0001", "refund"), ("0002", "sale")]


def test_a_voucher_is_typed_and_never_gives_change(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    _done, code = gift_vouchers.sell(shop, OWNER, Rupiah(50_000), pay(cash=50_000))
    open_payment(session, till, RICE.code)
    keyboard.scan(OIL.code)
    settle(session)
    assert len(till.counter.cart.lines) == 1, "goods are not taken while paying"
    keyboard.type("v")
    settle(session)
    keyboard.type(code[:-1])
    keyboard.enter()
    settle(session)
    assert code[:-1] in till.payment._notice.text(), "half a code is no voucher"
    keyboard.type(code[-1])
    keyboard.enter()
    settle(session)
    assert till.payment.state.part(Means.VOUCHER).amount_idr == 50_000
    assert any(code in word for word in words_in(till.payment))
    till.payment.receive(60_000)
    keyboard.enter()
    settle(session)
    assert till.payment is not None
    assert "Rp50.000" in till.payment._notice.text()
    till.payment.exact()
    keyboard.enter()
    settle(session)
    sale = till.counter.saved.sale
    assert [(p.means, p.amount_idr) for p in sale.payments] == [("voucher", 50_000), ("cash", 21_000)]
    assert check.problems(shop) == []


def test_of_a_receipt_nothing_is_chosen_until_somebody_says_what(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    number = sell(session, till, keyboard, OIL.code, OIL.code, OIL.code, TEA.code)
    press(session, keyboard, Qt.Key.Key_F9)
    keyboard.scan(number)
    settle(session)
    panel = till.returning.panel
    press(session, keyboard, Qt.Key.Key_F12)
    assert (panel._sum.text(), panel._go.isEnabled(), len(numbers(shop))) == ("Rp0", False, 1), "a cashier in a hurry gives nothing back"
    press(session, keyboard, Qt.Key.Key_F3)
    assert panel._sum.text() == "Rp76.900"
    panel._fields[TEA.code].set_value(None)
    panel._fields[OIL.code].setFocus()
    keyboard.type("1")
    settle(session)
    assert panel._sum.text() == "Rp23.000", "what is typed replaces what was chosen"
    keyboard.scan(OIL.code)
    settle(session)
    assert panel._sum.text() == "Rp46.000", "goods that are scanned are chosen, one each time"
    for _n in range(2):
        keyboard.scan(TEA.code)
        settle(session)
    assert (panel._sum.text(), "1" in panel._notice.text()) == ("Rp53.900", True), "no more of them than the receipt has"
    panel._fields[OIL.code].setFocus()
    keyboard.enter()
    keyboard.enter()
    keyboard.type("bocor")
    settle(session)
    assert panel._why.text() == "bocor"
    press(session, keyboard, Qt.Key.Key_F12)
    assert [(x.code, x.qty) for x in receipts.read(shop, "T1-20261124-0002")[0].lines] == [(OIL.code, -2_000), (TEA.code, -1_000)]


def test_goods_are_exchanged_and_only_the_difference_is_paid(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    credit.add(shop, OWNER, "A1", {"name": "Ibu Wati", "member": "yes"})
    till.customers.name(credit.account(shop, "A1"))
    settle(session)
    number = sell(session, till, keyboard, OIL.code)
    press(session, keyboard, Qt.Key.Key_F9)
    keyboard.scan(number)
    settle(session)
    press(session, keyboard, Qt.Key.Key_F8)
    assert till.returning.panel is not None, "a reason is asked for"
    keyboard.type("salah")
    press(session, keyboard, Qt.Key.Key_F8)
    assert till.returning.panel is None
    assert any("Rp23.000" in word for word in words_in(till.returning.bar))
    assert (till.counter.cart.customer, till.counter.cart.member) == ("A1", True), "who bought it takes the other"
    keyboard.scan(RICE.code)
    settle(session)
    assert open_exchange.kept(shop, OWNER) == till.counter.given, "kept as the basket is"
    assert (till.side.pay.right(), till.side._exact.isHidden()) == ("", True), "only the difference is paid"
    press(session, keyboard, Qt.Key.Key_F12)
    assert till.payment.state.due_idr == 48_000
    keyboard.type("50000")
    keyboard.enter()
    settle(session)
    saved = till.counter.saved
    assert (saved.sale.change_idr, saved.back.refunds, saved.sale.exchange) == (2_000, number, saved.back.number)
    assert (till.counter.given, till.returning.bar.isHidden(), open_exchange.kept(shop, OWNER)) == (None, True, None)
    keyboard.now_ms += 60_000

    press(session, keyboard, Qt.Key.Key_F9)
    keyboard.scan(saved.sale.number)
    settle(session)
    keyboard.type("salah lagi")
    press(session, keyboard, Qt.Key.Key_F8)
    press(session, keyboard, Qt.Key.Key_F9, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert till.counter.given is open_exchange.kept(shop, OWNER) is None, "left again, nothing is written"
    assert not till.side._exchanging
    assert len(numbers(shop)) == 3
    press(session, keyboard, Qt.Key.Key_F9)
    keyboard.scan(saved.sale.number)
    settle(session)
    keyboard.type("salah lagi")
    press(session, keyboard, Qt.Key.Key_F8)
    keyboard.scan(TEA.code)
    settle(session)
    press(session, keyboard, Qt.Key.Key_F12)
    assert (till.payment.state.due_idr, till.payment._change._amount.text()) == (0, "Rp63.100")
    keyboard.enter()
    settle(session)
    assert "Rp63.100" in [till._saved._amount.text()]
    assert check.problems(shop) == []


def test_the_list_of_receipts_voids_puts_right_and_copies(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    first, second = sell(session, till, keyboard, OIL.code), sell(session, till, keyboard, TEA.code)
    press(session, keyboard, Qt.Key.Key_F9)
    press(session, keyboard, Qt.Key.Key_R, modifiers=CTRL)
    panel = till.after.panel
    assert till.returning.panel is None
    assert [one.number for one in panel.model.shown] == [second, first]
    press(session, keyboard, Qt.Key.Key_F4)
    keyboard.enter()
    assert not panel.correction.isHidden(), "a reason is asked for"
    panel.correction.really.setFocus()
    keyboard.type("QRIS, tunai tertekan")
    settle(session)
    assert panel.correction.why.text() == "QRIS, tunai tertekan", "typed where the means are chosen, it is the reason"
    keyboard.enter()
    settle(session)
    assert (panel.correction.isHidden(), numbers(shop)[-1]) == (True, ("0003", "correction"))
    assert [(p.means, p.amount_idr) for p in receipts.read(shop, "T1-20261124-0003")[0].payments] == [("cash", -7_900), ("qris", 7_900)]

    keyboard.scan(first)
    settle(session)
    assert [one.number for one in panel.model.shown] == [first]
    press(session, keyboard, Qt.Key.Key_F4)
    assert panel.correction.why.text() == "", "the reason of another receipt is none of this one's"
    press(session, keyboard, Qt.Key.Key_Escape)
    press(session, keyboard, Qt.Key.Key_F3)
    keyboard.enter()
    settle(session)
    assert (panel.bar.is_open, len(numbers(shop))) == (True, 3), "a reason is asked for"
    keyboard.type("salah ketik")
    keyboard.enter()
    settle(session)
    assert (panel.bar.is_open, numbers(shop)[-1]) == (False, ("0004", "void"))
    assert first in panel.notice.text()
    keyboard.scan(first)
    settle(session)
    press(session, keyboard, Qt.Key.Key_F9)
    assert (till.after.panel, till.returning.panel is not None) == (None, True), "a return begins from the list"
    assert check.problems(shop) == []


def test_a_receipt_goes_to_whatsapp_or_is_copied(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    credit.add(shop, OWNER, "A-7", {"name": "Ibu Wati", "phone": "0812-5550 123"})
    number = sell(session, till, keyboard, OIL.code)
    press(session, keyboard, Qt.Key.Key_T, modifiers=CTRL)
    keyboard.type("08")
    keyboard.enter()
    settle(session)
    assert (till.bar.is_open, opened) == (True, []), "no number yet"
    keyboard.type("125550123")
    keyboard.enter()
    settle(session)
    assert (till.bar.is_open, len(opened)) == (False, 1)
    assert opened[0].startswith("https://wa.me/628125550123?text=")
    assert number in unquote(opened[0])
    press(session, keyboard, Qt.Key.Key_T, modifiers=CTRL)
    till.bar._entries[0].field.setText("08125550123")
    till.bar.submit()
    till.bar.leave()
    till.open_article()
    settle(session)
    assert (till.bar.is_open, len(opened)) == (True, 1), "who has left sends nothing"
    till.bar.leave()
    settle(session)
    till.bar.say(Refused("not_a_telephone", text="08"))
    press(session, keyboard, Qt.Key.Key_T, modifiers=CTRL)
    keyboard.enter()
    settle(session)
    assert QGuiApplication.clipboard().text() == receipts.text(shop, number)


def test_a_gift_voucher_is_sold_from_the_basket(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    till.search.setFocus()
    press(session, keyboard, Qt.Key.Key_B, modifiers=CTRL)
    keyboard.type("100000")
    keyboard.enter()
    settle(session)
    press(session, keyboard, Qt.Key.Key_F12)
    keyboard.enter()
    settle(session)
    [voucher], _day = vouchers.every(shop)
    assert (voucher.balance_idr, voucher.document, voucher.kind) == (100_000, till.counter.saved.sale.number, "gift")
    assert voucher.code in receipts.text(shop, voucher.document)
    for button in (till._saved._gift, till._empty._gift, till.buttons.below[CommandId.GIFT_VOUCHER]):
        till.bar.close_bar()
        button.click()
        assert till.bar.is_open
