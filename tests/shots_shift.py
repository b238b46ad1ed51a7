"""Pictures of the till's shift, and of the queue of its printer."""

from dataclasses import replace

from pos_app.domain import cart as carts
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import MoveKind
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Unavailable
from pos_app.services import checkout, printing, shifts
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.services.counter import basket_of, cash
from tests.ui.conftest import settle
from ui.app import Session
from ui.panels.print_queue import PrintQueue
from ui.till.shift_panel import ShiftPanel
from ui.till.till_view import TillView

_COUNTED = {100_000: 2, 50_000: 2, 20_000: 2, 10_000: 5, 5_000: 6, 2_000: 3, 1_000: 5, 500: 6, 200: 3, 100: 4}


def till(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def panel(session: Session) -> ShiftPanel:
    """The shift's panel, opened at the till."""
    till(session).drawer.open()
    settle(session)
    found = till(session).drawer.panel
    assert found is not None
    return found


def trade(shop: Shop) -> None:
    """A shift with sales by several means, cash moved in and out, and some of it in the safe."""
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(300_000))
    oil, rice, biscuit, sweets = (x.code for x in (picture_shop.OIL, picture_shop.RICE, picture_shop.BISCUIT, picture_shop.SWEETS))
    basket = basket_of(shop, f"{oil}*2", rice, biscuit)
    [offer] = checkout.suggestions(shop, basket)
    checkout.commit(shop, OWNER, carts.offer(basket, offer.key, offer.found.product.id), cash(150_000))
    checkout.commit(shop, OWNER, basket_of(shop, f"{rice}*2"), [Payment(Means.QRIS, Rupiah(142_000))])
    checkout.commit(shop, OWNER, basket_of(shop, f"{oil}*4", f"{sweets}*3"), cash(120_000))
    shifts.move(shop, OWNER, MoveKind.IN, amount_idr=Rupiah(50_000), why="pelunasan kasbon Pak Amir")
    shifts.move(shop, OWNER, MoveKind.OUT, amount_idr=Rupiah(25_000), why="galon air")
    shifts.move(shop, OWNER, MoveKind.DROP, amount_idr=Rupiah(150_000))


def count(session: Session, notes: dict[int, int]) -> ShiftPanel:
    """Counted, and compared."""
    found = panel(session)
    found.next_step()
    for face, pieces in notes.items():
        found.count.fields[face].set_value(pieces)
    found.count._edited()
    found.next_step()
    settle(session)
    return found


def opening(session: Session) -> None:
    found = panel(session)
    for face, pieces in ((50_000, 2), (20_000, 5), (10_000, 6), (5_000, 8)):
        found.count.fields[face].set_value(pieces)
    found.count._edited()
    settle(session)


def moves(session: Session) -> None:
    trade(session.desk.shop)
    panel(session)


def counting(session: Session) -> None:
    trade(session.desk.shop)
    panel(session).next_step()
    settle(session)


def closing(session: Session) -> None:
    trade(session.desk.shop)
    found = count(session, _COUNTED)
    found.closing.reasons.buttons[0].click()


def closed(session: Session) -> None:
    closing(session)
    panel_ = till(session).drawer.panel
    assert panel_ is not None
    panel_.next_step()
    settle(session)


class Unplugged:
    """A printer that takes nothing."""

    def send(self, _body: bytes) -> None:
        raise Unavailable("printer_failed", printer="tcp:192.168.1.50")


def queue(session: Session) -> None:
    desk = session.desk
    desk.change_machine(replace(desk.machine, receipt="printer", printer="tcp:192.168.1.50"))
    for code in (picture_shop.OIL.code, picture_shop.RICE.code):
        done = checkout.commit(desk.shop, OWNER, basket_of(desk.shop, code), cash(100_000))
        printing.put_receipt(desk.shop, OWNER, done.sale.number)
    at = desk.model(PrintQueue)
    at.failure = printing.run(desk.shop, Unplugged(), till=OWNER.till).failed
    at.read()
    settle(session)
    session.window._top.show_queue()
    settle(session)


WINDOWS = {
    "shift-open": opening,
    "shift-moves": moves,
    "shift-count": counting,
    "shift-close": closing,
    "shift-closed": closed,
    "print-queue": queue,
}
