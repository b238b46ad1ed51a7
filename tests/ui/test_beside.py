"""What stands beside the till: the customer's window, the pole display, the scale, a serial scanner, the price check."""

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt

from pos_app.domain import qris
from pos_app.domain.money import Rupiah
from pos_app.domain.person import Role
from pos_app.domain.tender import Means
from pos_app.services import people, products, qris_codes
from pos_app.services.shop import OWNER
from pos_app.storage.codes import NewCode
from tests.devices.simulators import ScaleSimulator, Wire, pole_on_a_wire
from tests.picture_shop import BISCUIT, COCONUT, OIL, SWEETS
from tests.shots_pay import QRIS
from tests.ui.conftest import settle
from ui.panels.guard import Guard
from ui.till.facing import FacingCustomer, Stage


def facing(session):
    settle(session)
    return session.desk.model(FacingCustomer).now


def shown_now(session):
    """What a display gets a moment after the till has painted."""
    settle(session)
    model = session.desk.model(FacingCustomer)
    model.changed.emit(model.now)


def picture_of(widget):
    image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB888)
    return Image.frombytes("RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def test_the_customers_window_follows_a_whole_sale(shop, sessions):
    """Basket, payment by QRIS with a code that can be read off the picture, money seen, thanks; then the next basket."""
    qris_codes.keep(shop, OWNER, QRIS)
    session = sessions(shop, customer_display="on")
    till = session.window.place_widget("till")
    display = till.beside.display
    assert display.isVisible()
    assert facing(session).stage is Stage.IDLE
    for item in (OIL, BISCUIT):
        session.window.scanned(item.code)
    now = facing(session)
    assert (now.stage, now.last.product.name, now.due_idr) == (Stage.BASKET, BISCUIT.name, 35_000)
    till.paying.open()
    settle(session)
    till.payment.choose(Means.QRIS)
    shown_now(session)
    assert display.shown.shown_code.amount_idr == 35_000
    [code] = [x.text for x in zxingcpp.read_barcodes(picture_of(display)) if x.format == zxingcpp.BarcodeFormat.QRCode]
    assert code == qris.for_amount(qris.read(QRIS), Rupiah(35_000))
    till.payment.arrived()
    assert facing(session).code_paid
    till.payment.finish()
    now = facing(session)
    assert (now.stage, now.sale.total_idr, now.tender, now.code) == (Stage.THANKS, 35_000, None, None)
    settle(session)
    assert facing(session).day.domestic_idr == 23_000
    session.window.scanned(SWEETS.code)
    assert facing(session).stage is Stage.BASKET
    assert facing(session).sale is None
    session.desk.change_machine(session.desk.machine.__class__(theme="light"))
    assert till.beside.display is None


def test_leaving_the_payment_takes_the_code_away(session, till):
    qris_codes.keep(session.desk.shop, OWNER, QRIS)
    session.window.scanned(OIL.code)
    settle(session)
    till.paying.open()
    settle(session)
    till.payment.choose(Means.QRIS)
    assert facing(session).shown_code is not None
    till.payment.left.emit()
    now = facing(session)
    assert (now.stage, now.shown_code, now.due_idr) == (Stage.BASKET, None, 23_000)


def test_the_pole_display_says_what_the_window_says_and_may_be_unplugged(shop, sessions):
    with pole_on_a_wire() as (address, pole, wire):
        session = sessions(shop, pole=address)
        till = session.window.place_widget("till")
        settle(session)
        pole.take(wire.take())
        assert [line.strip() for line in pole.lines] == ["Toko Sumber Rejeki", "Selamat datang"]
        session.window.scanned(OIL.code)
        shown_now(session)
        settle(session)
        pole.take(wire.take())
        assert pole.lines == ["Minyak Goreng 23.000", "Total       Rp23.000"]
        till.paying.open()
        settle(session)
        till.payment.receive(50_000)
        till.payment.finish()
        shown_now(session)
        settle(session)
        pole.take(wire.take())
        assert pole.lines == ["Kembalian   Rp27.000", "Dibayar     Rp50.000"]
    session.window.scanned(OIL.code)
    shown_now(session)
    settle(session)
    assert till.counter.cart.total_idr == 23_000


def test_a_price_check_says_price_origin_and_the_domestic_one_and_leaves_the_basket(session, till, keyboard):
    session.window.scanned(OIL.code)
    settle(session)
    basket = till.counter.cart
    till.search.setFocus()
    keyboard.strike(Qt.Key.Key_H, "\x08", modifiers=Qt.KeyboardModifier.ControlModifier)
    panel = till.checking.shown
    keyboard.scan(BISCUIT.code)
    settle(session)
    [checked] = panel.sheet.found
    assert (checked.price_idr, checked.per.price_idr, checked.instead.product.name) == (12_000, 8571, COCONUT.name)
    assert [piece.country for piece in checked.pieces] == ["MY"]
    keyboard.scan("8990000099999")
    settle(session)
    assert panel.sheet.found == ()
    panel.left.emit()
    settle(session)
    assert till.checking.shown is None
    till.checking.open_screen()
    screen = till.checking.shown
    keyboard.scan(COCONUT.code)
    settle(session)
    assert [x.found.product.name for x in screen.sheet.found] == [COCONUT.name]
    screen.left.emit()
    settle(session)
    assert till.counter.cart == basket
    session.window.scanned(OIL.code)
    settle(session)
    assert till.counter.cart.pieces == 2


@pytest.fixture
def sugar(shop):
    products.add_on_the_spot(shop, OWNER, name="Gula Curah", price_idr=Rupiah(14_000), code="20045", unit="kg")
    products.change(shop, OWNER, "20045", {"weighed": "yes"})
    return "20045"


def test_weighed_goods_take_the_scales_weight_with_one_key_or_a_typed_one(shop, sugar, sessions, keyboard):
    scale = ScaleSimulator()
    session = sessions(shop, scale=scale.address)
    till = session.window.place_widget("till")
    scale.status(1)
    session.window.scanned(sugar)
    settle(session)
    assert till.weighing.asked.product.name == "Gula Curah"
    keyboard.enter()
    settle(session)
    assert till.bar.is_open
    assert not till.counter.cart.lines
    scale.lay(735)
    keyboard.enter()
    settle(session)
    assert [(x.qty, x.net_idr) for x in till.counter.cart.lines] == [(735, 10_290)]
    assert not till.bar.is_open
    session.window.scanned(sugar)
    session.window.scanned(OIL.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F3)
    scale.unplug()
    till.weighing._look()
    settle(session)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert till.weighing.asked.product.name == "Gula Curah"
    keyboard.type("0,25")
    keyboard.enter()
    settle(session)
    assert sorted(x.qty for x in till.counter.cart.lines) == [250, 735, 1000]
    scale.unplug()


def test_without_a_scale_the_weight_is_typed_and_one_typed_before_is_taken(session, till, sugar, keyboard):
    session.window.scanned(sugar)
    settle(session)
    keyboard.enter()
    settle(session)
    assert till.bar.is_open
    keyboard.type("1,5")
    keyboard.enter()
    settle(session)
    till.search.setFocus()
    keyboard.type("0,2*")
    keyboard.scan(sugar)
    settle(session)
    assert [x.qty for x in till.counter.cart.lines] == [1500, 200]


def test_a_serial_scanner_scans_wherever_the_focus_is(shop, sessions, qtbot):
    wire = Wire()
    session = sessions(shop, scanner=wire.address)
    till = session.window.place_widget("till")
    qtbot.wait(60)
    wire.put(OIL.code.encode() + b"\r" + BISCUIT.code.encode() + b"\r\n")
    qtbot.waitUntil(lambda: till.counter.cart.pieces == 2, timeout=5000)
    assert [x.found.code for x in till.counter.cart.lines] == [OIL.code, BISCUIT.code]
    session.serial_scanner.close()
    wire.unplug()


def test_the_thanks_end_by_themselves(session, till, qtbot):
    model = session.desk.model(FacingCustomer)
    model._over.setInterval(1)
    session.window.scanned(OIL.code)
    settle(session)
    till.paying.open()
    settle(session)
    till.payment.finish()
    settle(session)
    qtbot.waitUntil(lambda: facing(session).stage is Stage.IDLE, timeout=5000)


def test_a_plu_typed_whole_is_met_as_a_code_and_several_are_asked_about(shop, sessions, keyboard):
    products.add_on_the_spot(shop, OWNER, name="Kerupuk 12 rasa", price_idr=Rupiah(500), code="KRP")
    products.add_on_the_spot(shop, OWNER, name="Telur Ayam", price_idr=Rupiah(2000), code="12")
    session = sessions(shop)
    till = session.window.place_widget("till")

    def typed(text):
        till.search.setFocus()
        keyboard.type(text)
        settle(session)
        keyboard.enter()
        settle(session)

    typed("12")
    typed("krupuk")
    assert [x.product.name for x in till.counter.cart.lines] == ["Telur Ayam", "Kerupuk 12 rasa"]
    products.add_on_the_spot(shop, OWNER, name="Bebek", price_idr=Rupiah(9000), code="BBK")
    with shop.uow.write() as u:
        [duck] = u.products.by_code("BBK", day=shop.clock().date())
        u.codes.add(duck.product.id, [NewCode("12", None)])
        u.commit()
    typed("12")
    assert till.chooser.isVisible()
    assert {x.product.name for x in till.chooser.list.articles} == {"Telur Ayam", "Bebek"}


def test_a_locked_till_shows_customers_no_basket_and_still_tells_them_prices(shop, sessions):
    people.add(shop, OWNER, "Sari", Role.OWNER, pin="2580")
    session = sessions(shop, customer_display="on")
    till = session.window.place_widget("till")
    guard = session.desk.model(Guard)
    guard.become(guard.owners[0])
    settle(session)
    session.window.scanned(OIL.code)
    settle(session)
    model = session.desk.model(FacingCustomer)
    assert model.shown.stage is Stage.BASKET
    till.checking.open_screen()
    settle(session)
    assert guard.locked
    assert model.shown.stage is Stage.IDLE
    session.window.scanned(BISCUIT.code)
    settle(session)
    assert [x.found.product.name for x in till.checking.shown.sheet.found] == [BISCUIT.name]
    till.checking.shown.left.emit()
    session.window.scanned(BISCUIT.code)
    settle(session)
    guard.become(guard.owners[0])
    settle(session)
    assert (model.shown.stage, till.counter.cart.pieces) == (Stage.BASKET, 1)
