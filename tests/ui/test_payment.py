"""Paying: the next step is always one key, money is refused rather than repaired, and one sale is one sale."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from pos_app.domain import cart as carts
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import CARDS, Means
from pos_app.domain.tender import settle as settled
from pos_app.errors import Refused
from pos_app.services import checkout, receipts, refunds, settings
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import OIL, RICE
from tests.ui.conftest import Keyboard, settle
from tests.ui.test_till import scan
from ui.app import Session
from ui.till.counter import receipt_folder
from ui.till.tender_state import Tender
from ui.till.till_view import TillView


def sales(shop: Shop) -> list[str]:
    with closing(sqlite3.connect(shop.place)) as books:
        return [number for (number,) in books.execute("SELECT number FROM sale ORDER BY id")]


def open_payment(session: Session, till: TillView, *codes: str) -> None:
    scan(session, *codes)
    till.paying.open()
    settle(session)
    assert till.payment is not None


def test_enter_pays_exactly_and_the_receipt_is_written(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.enter()
    settle(session)
    assert till.payment is None
    assert till.counter.saved.sale.paid_idr == 23_000
    assert sales(shop) == ["T1-20261124-0001"]
    assert (receipt_folder(shop) / "T1-20261124-0001.pdf").read_bytes().startswith(b"%PDF")


def test_digits_and_enter_give_change_that_stays_until_the_next_scan(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("50000")
    settle(session)
    assert till.payment._amount.field.text() == "50.000"
    assert till.payment._change._amount.text() == "Rp27.000"
    keyboard.enter()
    settle(session)
    assert till._saved._amount.text() == "Rp27.000"
    assert till.pages.currentIndex() == 2
    scan(session, RICE.code)
    assert till.pages.currentIndex() == 0
    assert till.counter.saved is None


def test_too_little_is_named_and_refused(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("20000")
    settle(session)
    assert "Rp3.000" in till.payment._finish.text()
    keyboard.enter()
    settle(session)
    assert till.payment is not None
    assert sales(shop) == []


@pytest.mark.parametrize("typed", ["1,5", "20.00", "2.3.000"])
def test_an_amount_that_is_none_is_refused_not_repaired(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, typed: str
) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type(typed)
    keyboard.enter()
    settle(session)
    assert till.payment is not None
    assert till.payment._amount.field.text() == typed
    assert sales(shop) == []


def test_f12_fills_in_and_does_not_finish(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("5")
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert till.payment._amount.field.value() == 23_000
    assert sales(shop) == []


def test_a_scan_while_paying_is_refused_and_the_basket_stays(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.scan(RICE.code)
    settle(session)
    assert till.payment._notice.text()
    assert till.payment._amount.field.value() == 23_000
    assert [line.shown_name for line in till.counter.cart.lines] == [OIL.name]


def test_enter_twice_within_a_blink_is_one_sale(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    """OSPOS#4688, erpnext#12971."""
    open_payment(session, till, OIL.code)
    keyboard.enter(after_ms=100)
    keyboard.enter(after_ms=15)
    keyboard.enter(after_ms=15)
    settle(session)
    assert sales(shop) == ["T1-20261124-0001"]


def test_two_clicks_on_finish_are_one_sale(session: Session, till: TillView, shop: Shop) -> None:
    open_payment(session, till, OIL.code)
    button = till.payment._finish
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(session)
    assert len(sales(shop)) == 1


def test_a_key_struck_during_a_slow_commit_does_not_reach_the_next_basket(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    gate, commit = threading.Event(), checkout.commit

    def slow(*args, **kwargs):
        assert gate.wait(10)
        return commit(*args, **kwargs)

    monkeypatch.setattr(checkout, "commit", slow)
    open_payment(session, till, OIL.code)
    keyboard.enter()
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.enter()
    keyboard.type("123")
    keyboard.scan(RICE.code)
    gate.set()
    settle(session)
    assert len(sales(shop)) == 1
    assert till.payment is None
    assert till.search.text() == ""
    assert [line.shown_name for line in till.counter.cart.lines] == [RICE.name], "the scan belongs to the next customer"


def test_pay_pressed_while_a_scan_is_still_answered_pays_the_whole_basket(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    scan(session, OIL.code)
    session.window.scanned(RICE.code)
    till.paying.open()
    keyboard.enter()
    settle(session)
    assert till.counter.saved.sale.total_idr == 94_000


def test_qris_is_confirmed_by_its_own_key_only(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    settle(session)
    keyboard.enter()
    settle(session)
    assert sales(shop) == []
    keyboard.type("m")
    settle(session)
    keyboard.enter()
    settle(session)
    assert [(p.means, p.amount_idr) for p in till.counter.saved.sale.payments] == [(Means.QRIS, 23_000)]


def test_a_part_by_card_and_the_rest_in_cash(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("k")
    keyboard.type("13000")
    keyboard.type("t")
    settle(session)
    assert till.payment.state.cash_due_idr == 10_000
    keyboard.type("20000")
    keyboard.enter()
    settle(session)
    sale = till.counter.saved.sale
    assert [(p.means, p.amount_idr) for p in sale.payments] == [(Means.DEBIT, 13_000), (Means.CASH, 20_000)]
    assert sale.change_idr == 10_000


def test_the_card_is_debit_credit_or_e_wallet_each_with_its_reference(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    seen = []
    for _n in range(4):
        keyboard.type("k")
        settle(session)
        seen.append([(p.means, p.amount_idr) for p in till.payment.state.parts])
    assert seen == [[(means, 23_000)] for means in (*CARDS, Means.DEBIT)]
    keyboard.type("9000")
    keyboard.strike(Qt.Key.Key_Tab, "\t")
    keyboard.type("kk")
    settle(session)
    assert [(p.means, p.amount_idr) for p in till.payment.state.parts] == [(Means.DEBIT, 9_000), (Means.EWALLET, 14_000)]
    keyboard.strike(Qt.Key.Key_Down)
    keyboard.type("gopay 77")
    keyboard.enter()
    assert till.payment.state.waiting is not None, "nobody has said yet that it arrived"
    keyboard.strike(Qt.Key.Key_Up)
    keyboard.type("m")
    keyboard.enter()
    settle(session)
    sale = till.counter.saved.sale
    assert [(p.means, p.reference) for p in sale.payments] == [(Means.DEBIT, None), (Means.EWALLET, "gopay 77")]
    assert "dikonfirmasi kasir, ref. gopay 77" in receipts.text(session.desk.shop, sale.number)


def test_escape_goes_back_and_keeps_the_basket(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert till.payment is None
    assert len(till.counter.cart.lines) == 1


def test_what_may_not_be_sold_is_said_before_anybody_pays(session: Session, till: TillView, shop: Shop) -> None:
    settings.change(shop, OWNER, {"below_stock": "bar"})
    scan(session, OIL.code)
    till.counter.edit(lambda cart: carts.set_qty(cart, 1, Milli(25_000)))
    settle(session)
    till.paying.open()
    settle(session)
    assert till.payment is None
    assert OIL.name in till.notice.text()
    assert sales(shop) == []


def test_no_receipt_is_written_when_none_is_wanted(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("s")
    keyboard.enter()
    settle(session)
    assert till.counter.saved is not None
    assert not receipt_folder(shop).exists()


def test_a_receipt_that_cannot_be_written_is_said_and_the_sale_stands(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    Path(receipt_folder(shop)).write_text("a file where the folder should be")
    open_payment(session, till, OIL.code)
    keyboard.enter()
    settle(session)
    assert len(sales(shop)) == 1
    assert till.notice.text()


def test_the_last_receipt_comes_again_as_a_copy(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    ctrl = Qt.KeyboardModifier.ControlModifier
    keyboard.strike(Qt.Key.Key_P, "\x10", modifiers=ctrl)
    settle(session)
    assert till.notice.text() == "Kasir ini belum menjual apa pun."
    open_payment(session, till, OIL.code)
    keyboard.enter()
    settle(session)
    number = till.counter.saved.sale.number
    session.window.scanned(RICE.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_P, "\x10", modifiers=ctrl, after_ms=60_000)
    settle(session)
    copy = Path(shop.place).parent / "receipts" / f"{number}-copy-1.pdf"
    assert opened == [str(copy)]
    assert "SALINAN" in pypdf.PdfReader(copy).pages[0].extract_text()
    assert "SALINAN" not in pypdf.PdfReader(copy.with_name(f"{number}.pdf")).pages[0].extract_text()
    assert [line.found.code for line in till.counter.cart.lines] == [RICE.code], "the basket is not touched"


def test_goods_come_back_by_the_number_of_their_receipt(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code, OIL.code)
    keyboard.enter()
    settle(session)
    number = till.counter.saved.sale.number
    till.returning.open()
    keyboard.scan(number)
    settle(session)
    panel = till.returning.panel
    panel._fields[OIL.code].set_value(1_000)
    panel.preview()
    settle(session)
    assert panel._sum.text() == "Rp23.000"
    panel._why.setText("bocor")
    panel.give_back()
    settle(session)
    assert sales(shop) == ["T1-20261124-0001", "T1-20261124-0002"]
    assert "Rp23.000" in till.notice.text()


def test_what_is_tried_again_because_its_answer_was_lost_is_done_once(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, answer_lost
) -> None:
    for module, name in ((checkout, "commit"), (refunds, "refund")):
        answer_lost(module, name)
    open_payment(session, till, OIL.code, OIL.code)
    keyboard.enter()
    settle(session)
    assert till.payment is not None
    till.paying.close()
    till.paying.open()
    settle(session)
    till.payment.finish()
    settle(session)
    assert till.payment is None
    till.returning.open(till.counter.saved.sale.number)
    settle(session)
    panel = till.returning.panel
    panel.scanned(OIL.code)
    panel._why.setText("bocor")
    settle(session)
    for _try in range(2):
        panel.give_back()
        settle(session)
    assert till.returning.panel is None
    assert sales(shop) == ["T1-20261124-0001", "T1-20261124-0002"]
    open_payment(session, till, OIL.code, OIL.code)
    till.payment.finish()
    settle(session)
    assert len(sales(shop)) == 3, "the same goods for the next customer are another sale"


def test_a_return_without_a_reason_is_refused(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.enter()
    settle(session)
    till.returning.open()
    till.returning.panel.scanned(till.counter.saved.sale.number)
    settle(session)
    till.returning.panel.give_back()
    settle(session)
    assert till.returning.panel is not None
    assert len(sales(shop)) == 1


# ---------------------------------------------------------------- the tender as a value


def test_a_means_nobody_typed_gives_way_to_the_next() -> None:
    state = Tender(Rupiah(50_000), CashRounding.DOWN_100).choose(Means.QRIS).choose(Means.DEBIT)
    assert [(p.means, p.amount_idr) for p in state.parts] == [(Means.DEBIT, 50_000)]
    assert state.choose(Means.CASH).parts == ()


def test_cash_that_does_not_reach_leaves_the_rest_to_the_next_means() -> None:
    state = Tender(Rupiah(185_700), CashRounding.DOWN_100).amount(Rupiah(100_000)).another()
    assert [(p.means, p.amount_idr) for p in state.parts] == [(Means.QRIS, 85_700)]
    assert (state.cash_due_idr, state.missing_idr, state.change_idr) == (100_000, 0, 0)
    assert settled(state.total_idr, state.payments(), state.rule).change_idr == 0


def test_a_plus_keeps_the_part_and_goes_to_the_rest() -> None:
    state = Tender(Rupiah(50_000), CashRounding.DOWN_100).choose(Means.QRIS).amount(Rupiah(20_000)).another()
    assert state.current is Means.CASH
    assert (state.cash_due_idr, [p.amount_idr for p in state.parts]) == (30_000, [20_000])


def test_cashless_money_above_the_total_is_refused() -> None:
    state = Tender(Rupiah(50_000), CashRounding.DOWN_100).choose(Means.QRIS).amount(Rupiah(60_000))
    assert state.above_idr == 10_000
    with pytest.raises(Refused):
        settled(state.total_idr, state.payments(), state.rule)


def test_only_the_cash_part_is_rounded() -> None:
    state = Tender(Rupiah(14_105), CashRounding.DOWN_100)
    assert (state.due_idr, state.rounding_idr) == (14_100, -5)
    assert state.choose(Means.QRIS).due_idr == 14_105
    split = state.choose(Means.QRIS).amount(Rupiah(4_000)).choose(Means.CASH)
    assert (split.cash_due_idr, split.due_idr) == (10_100, 14_100)
