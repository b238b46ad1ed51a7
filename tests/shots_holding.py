"""Pictures of several customers at one till: the basket put aside, those that wait, one being parted."""

from datetime import timedelta

from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.quantity import Milli
from pos_app.services import holding
from pos_app.services.shop import Shop
from tests import picture_shop
from tests.services.counter import basket_of
from tests.shots_shift import till
from tests.ui.conftest import settle
from ui.app import Session


def fill(session: Session) -> None:
    """The basket of the drawing."""
    for item, count in picture_shop.BASKET:
        for _n in range(count):
            session.window.scanned(item.code)
        settle(session)


def wait(shop: Shop) -> None:
    """Three baskets that wait, one of them since yesterday."""
    oil, rice, biscuit, sweets = (x.code for x in (picture_shop.OIL, picture_shop.RICE, picture_shop.BISCUIT, picture_shop.SWEETS))
    now = shop.clock()

    def hold(name: str, who: Actor, *items: str) -> None:
        holding.hold(shop, who, basket_of(shop, *items), name)

    clock = shop.clock
    object.__setattr__(shop, "clock", lambda: now - timedelta(days=1, hours=2))
    hold("Bu Tini (ambil sore)", Actor("Ani Rahmawati", "T2"), f"{oil}*2", rice, f"{sweets}*4")
    object.__setattr__(shop, "clock", lambda: now - timedelta(minutes=14))
    hold("Pak RT", Actor("Budi Santoso", "T1"), f"{rice}*3")
    object.__setattr__(shop, "clock", lambda: now - timedelta(minutes=3))
    hold("", Actor("Ani Rahmawati", "T2"), f"{biscuit}*2", oil)
    object.__setattr__(shop, "clock", clock)


def putting_aside(session: Session) -> None:
    fill(session)
    till(session).holding.ask_hold()


def waiting(session: Session) -> None:
    wait(session.desk.shop)
    fill(session)
    till(session).holding.choose()
    settle(session)


def none_waiting(session: Session) -> None:
    fill(session)
    till(session).holding.choose()
    settle(session)


def said(session: Session) -> None:
    wait(session.desk.shop)
    till(session).holding.look()
    settle(session)


def parting(session: Session) -> None:
    fill(session)
    view = till(session)
    view.holding.ask_split()
    settle(session)
    panel = view.holding.splitting
    assert panel is not None
    first, second = view.counter.cart.lines[:2]
    panel._set(first, Milli(1000))
    panel._set(second, second.qty)
    assert isinstance(view.counter.cart, Cart)


WINDOWS = {"hold": putting_aside, "held": waiting, "held-none": none_waiting, "held-old": said, "split": parting}
