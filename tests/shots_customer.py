"""Pictures of what faces the customer: the second window in every state."""

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QWidget

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, find, qris_codes
from pos_app.services.shop import OWNER
from tests import picture_shop
from tests.shots_pay import QRIS, _fill, _pay
from tests.ui.conftest import settle
from ui.app import Session
from ui.till.customer_display import CustomerDisplay
from ui.till.facing import FacingCustomer


def display(session: Session) -> CustomerDisplay:
    """The window as a shop has it that set one."""
    made = CustomerDisplay(session.desk, session.window)
    made.open()
    _shown(session)
    return made


def _shown(session: Session) -> None:
    """What would wait for the till's own painting shows at once."""
    settle(session)
    facing = session.desk.model(FacingCustomer)
    facing.changed.emit(facing.now)


def basket(session: Session) -> QWidget:
    qris_codes.keep(session.desk.shop, OWNER, QRIS)
    made = display(session)
    _fill(session)
    session.window.scanned(picture_shop.COCONUT.code)
    session.window.scanned(picture_shop.COCONUT.code)
    _shown(session)
    return made


def qris(session: Session) -> QWidget:
    made = basket(session)
    _pay(session, Means.QRIS)
    _shown(session)
    return made


def paid(session: Session) -> QWidget:
    made = qris(session)
    _pay(session).payment.arrived()
    _shown(session)
    return made


def thanks(session: Session) -> QWidget:
    made = basket(session)
    till = _pay(session)
    till.payment.receive(250_000)
    till.payment.finish()
    _shown(session)
    return made


def idle(session: Session) -> QWidget:
    till = _fill(session)
    checkout.commit(session.desk.shop, OWNER, till.counter.cart, [Payment(Means.CASH, Rupiah(200_000))])
    till.counter.edit(lambda cart: cart.__class__(next_key=cart.next_key))
    made = display(session)
    session.desk.model(FacingCustomer)._ask_day()
    _shown(session)
    return made


def check(session: Session, code: str = picture_shop.BISCUIT.code) -> None:
    """The cashier's panel over a basket."""
    till = _fill(session)
    till.checking.open()
    session.window.scanned(code)
    settle(session)


def screen(session: Session, code: str = picture_shop.BISCUIT.code) -> QWidget:
    """The customers' own, on a screen of the usual size."""
    till = _fill(session)
    till.checking.open_screen()
    shown = till.checking.shown
    shown.showNormal()
    shown.resize(1366, 768)
    if code:
        session.window.scanned(code)
        settle(session)
    return shown


def touch(session: Session) -> None:
    """The till for fingers: board and digits beside the basket."""
    shop = session.desk.shop
    for item, count in (
        (picture_shop.COFFEE, 5),
        (picture_shop.NOODLES, 9),
        (picture_shop.TEA, 4),
        (picture_shop.SUGAR, 3),
        *picture_shop.BASKET,
    ):
        cart = carts.add(Cart(), find.by_code(shop, item.code)[0], qty=Milli(count * 1000))
        checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(500_000))])
    session.desk.change_machine(replace(session.desk.machine, touch="on"))
    _fill(session)
    settle(session)


def touch_pay(session: Session) -> None:
    touch(session)
    _pay(session)


def devices(session: Session) -> None:
    """The settings' page, with a logo."""
    view = session.window.place_widget("settings")
    session.window.show_place("settings")
    view.show_page("devices")
    settle(session)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture = Image.new("L", (600, 300), 255)
        pen = ImageDraw.Draw(picture)
        pen.rounded_rectangle((20, 20, 580, 280), 60, outline=0, width=12)
        pen.polygon([(200, 230), (300, 70), (400, 230)], fill=0)
        picture.save(file.name)
        view.page("devices").keep_logo(Path(file.name))
        settle(session)


WINDOWS = {
    "display": qris,
    "display-basket": basket,
    "display-paid": paid,
    "display-thanks": thanks,
    "display-idle": idle,
    "touch": touch,
    "touch-pay": touch_pay,
    "devices": devices,
    "check": check,
    "check-domestic": partial(check, code=picture_shop.OIL.code),
    "check-screen": screen,
    "check-screen-empty": partial(screen, code=""),
    "check-screen-unknown": partial(screen, code="8990000099999"),
}
