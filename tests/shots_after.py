"""Pictures of what is done after a sale: returns, exchange, vouchers, the list of receipts."""

from functools import partial

from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment
from pos_app.services import corrections, gift_vouchers, refunds
from pos_app.services.shop import OWNER
from tests import picture_shop
from tests.ui.conftest import settle
from ui.app import Session
from ui.till.till_view import TillView


def _till(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def _fill(session: Session, *items: picture_shop.Goods) -> TillView:
    for item in items or [item for item, count in picture_shop.BASKET for _n in range(count)]:
        session.window.scanned(item.code)
        settle(session)
    return _till(session)


def _sold(session: Session) -> str:
    till = _fill(session)
    till.paying.open()
    settle(session)
    till.payment.finish()
    settle(session)
    return till.counter.saved.sale.number


def returning(session: Session, *, part: bool = False) -> None:
    number = _sold(session)
    till = _till(session)
    till.returning.open(number)
    settle(session)
    panel = till.returning.panel
    if part:
        next(iter(panel._fields.values())).set_value(2_000)
        panel._why.setText("Kemasan bocor")
        panel._ways.choose(2)
        panel.preview()
        settle(session)


def loose(session: Session) -> None:
    till = _till(session)
    till.returning.open_without()
    for item in (picture_shop.CRISPS, picture_shop.CRISPS, picture_shop.TEA):
        session.window.scanned(item.code)
        settle(session)
    till.returning.panel._why.setText("Salah beli, struk hilang")
    settle(session)


def exchange(session: Session, *, pay: bool = False, less: bool = False) -> None:
    number = _sold(session)
    till = _till(session)
    till.returning.open(number)
    settle(session)
    panel = till.returning.panel
    session.window.scanned(picture_shop.CRISPS.code)
    settle(session)
    panel._why.setText("Salah ukuran")
    panel.exchange()
    settle(session)
    _fill(session, *((picture_shop.TEA,) if less else (picture_shop.RICE, picture_shop.SUGAR)))
    if pay:
        till.paying.open()
        settle(session)


def voucher(session: Session) -> None:
    shop = session.desk.shop
    _done, code = gift_vouchers.sell(shop, OWNER, Rupiah(100_000), [Payment(Means.CASH, Rupiah(100_000))])
    till = _fill(session)
    till.paying.open()
    settle(session)
    session.window.scanned(code)
    settle(session)


def receipts(session: Session, *, asks: str = "") -> None:
    shop = session.desk.shop
    first = _sold(session)
    second = _sold(session)
    refunds.refund(shop, OWNER, first, [(picture_shop.CRISPS.code, None)], why="Kemasan bocor", only=Means.VOUCHER)
    corrections.correct(shop, OWNER, second, Means.CASH, Means.QRIS, why="QRIS, tunai tertekan")
    _sold(session)
    till = _till(session)
    till.after.open()
    settle(session)
    panel = till.after.panel
    if asks == "correct":
        panel.ask_correction()
    elif asks == "void":
        panel.ask_void()
    elif asks == "message":
        panel.send()
    else:
        panel.table.pick(2)
    settle(session)


WINDOWS = {
    "return": returning,
    "return-part": partial(returning, part=True),
    "return-loose": loose,
    "exchange": exchange,
    "exchange-pay": partial(exchange, pay=True),
    "exchange-back": partial(exchange, pay=True, less=True),
    "pay-voucher": voucher,
    "receipts": receipts,
    "receipts-correct": partial(receipts, asks="correct"),
    "receipts-void": partial(receipts, asks="void"),
    "receipts-message": partial(receipts, asks="message"),
}
