"""QRIS while paying: the code on the screen is of exactly what is paid, and a person says that the money came."""

from collections.abc import Callable
from types import ModuleType

import qriskit
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pos_app.domain import qris
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.services import qris_codes
from pos_app.services.shop import OWNER, Shop
from tests.domain.test_qris import STATIC
from tests.picture_shop import OIL, RICE
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_payment import open_payment, sales
from ui import theme
from ui.app import Session
from ui.till.till_view import TillView
from ui.widgets.qr_card import QrCard


def decoded(card: QrCard) -> list[str]:
    """What a telephone reads off the card as it shows."""
    grabbed = card.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    packed = bytes(grabbed.constBits())
    picture = Image.frombytes("RGB", (grabbed.width(), grabbed.height()), packed, "raw", "RGB", grabbed.bytesPerLine())
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def amounts(till: TillView) -> list[int]:
    return [qriskit.parse(payload).amount for payload in decoded(till.payment._right._qr)]


def test_the_code_on_the_screen_is_of_exactly_the_part(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, answer_lost: Callable[[ModuleType, str], None]
) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    answer_lost(qris_codes, "shown")
    open_payment(session, till, OIL.code, RICE.code)
    keyboard.type("q")
    settle(session)
    assert till.payment._right._qr.isHidden()
    keyboard.type("tq")
    settle(session)
    assert decoded(till.payment._right._qr) == [qris_codes.for_amount(shop, Rupiah(94_000))]
    keyboard.type("50000")
    settle(session)
    assert amounts(till) == [50_000]
    keyboard.type("t")
    settle(session)
    assert amounts(till) == [50_000], "the code stays in sight while the rest is paid in cash"
    assert till.payment._right._qr.accessibleName() == "Rp50.000 WARUNG CONTOH"


def test_no_other_amount_is_seen_while_a_code_is_made(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    settle(session)
    till.payment.receive(5_000)
    assert decoded(till.payment._right._qr) == []


def test_both_themes_and_small_windows_can_be_read(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    for name in theme.THEMES:
        for size in ((1366, 768), (1024, 600), (880, 480)):
            theme.apply(QApplication.instance(), name)
            session.window.resize(*size)
            settle(session)
            assert amounts(till) == [23_000], (name, size)


def test_a_tick_lies_over_a_code_that_was_paid_until_the_amount_is_another(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard
) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    settle(session)
    keyboard.enter()
    settle(session)
    assert till.payment.state.waiting is not None, "Enter confirms nothing"
    keyboard.type("m")
    settle(session)
    card = till.payment._right._qr
    middle = card.grab().toImage().pixelColor(card.width() // 2 - card.width() // 9, (card.height() - 60) // 2)
    assert middle.name().upper() == theme.LIGHT.ok
    assert decoded(card) == []
    keyboard.type("20000")
    settle(session)
    assert amounts(till) == [20_000]
    assert till.payment.state.waiting is not None


def test_a_shop_without_a_code_is_shown_the_way_to_it(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    settle(session)
    panel = till.payment._right
    assert "Ke setelan" in words_in(panel)
    assert not panel._qr.isVisible()
    panel.settings_wanted.emit()
    settle(session)
    assert till.payment is None
    assert session.window.place == "settings"
    assert len(till.counter.cart.lines) == 1


def test_more_than_a_qris_may_take_is_said_and_never_confirmed(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    open_payment(session, till, RICE.code)
    most = Cart(till.counter.cart.lines, None)
    till.counter.edit(lambda cart: _times(most, qris.MOST // 71_000 + 1))
    settle(session)
    till.paying.close()
    till.paying.open()
    settle(session)
    keyboard.type("q")
    settle(session)
    assert any("Rp10.000.000" in word for word in words_in(till.payment._right))
    keyboard.type("m")
    settle(session)
    assert till.payment.state.waiting is not None
    assert "Rp10.000.000" in till.payment._notice.text()
    assert sales(shop) == []
    assert till.payment.state.part(Means.QRIS).amount_idr > qris.MOST


def _times(cart: Cart, count: int) -> Cart:
    from pos_app.domain import cart as carts
    from pos_app.domain.quantity import Milli

    return carts.set_qty(cart, cart.lines[0].key, Milli(count * 1_000))


def test_the_reference_belongs_to_the_code_that_shows(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    qris_codes.keep(shop, OWNER, STATIC)
    open_payment(session, till, OIL.code)
    keyboard.type("q")
    keyboard.type("13000")
    keyboard.type("t")
    settle(session)
    keyboard.strike(Qt.Key.Key_Down)
    keyboard.type("AB12")
    settle(session)
    assert till.payment.state.part(Means.QRIS).reference == "AB12"
    keyboard.strike(Qt.Key.Key_Up)
    keyboard.type("m")
    keyboard.enter()
    settle(session)
    assert [(p.means, p.amount_idr, p.reference) for p in till.counter.saved.sale.payments] == [
        (Means.QRIS, 13_000, "AB12"),
        (Means.CASH, 10_000, None),
    ]
