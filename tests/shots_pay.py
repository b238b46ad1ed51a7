"""Pictures of QRIS, the customer and payment on account, with the basket of the drawing."""

from functools import partial

from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, credit, qris_codes
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.domain.test_qris import FIELDS, made
from tests.ui.conftest import settle
from ui.app import Session
from ui.till.till_view import TillView

QRIS = made([(name, "TOKO SUMBER REJEKI" if name == "59" else value) for name, value in FIELDS])


def _till(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def _fill(session: Session) -> TillView:
    for item, count in picture_shop.BASKET:
        for _n in range(count):
            session.window.scanned(item.code)
        settle(session)
    return _till(session)


def _people(session: Session) -> Shop:
    shop, till = session.desk.shop, _till(session)
    credit.add(shop, OWNER, "A-017", {"name": "Ibu Wati", "phone": "0812-5550-123", "member": "yes", "limit": "350000"})
    credit.add(shop, OWNER, "0813-5550-456", {"name": "Pak Wawan Setiadi", "phone": "0813-5550-456"})
    credit.add(shop, OWNER, "A-032", {"name": "Warung Bu Ani", "member": "yes", "limit": "500000"})
    for number, amount in (("A-017", 120_000), ("A-032", 185_700)):
        bought = checkout.commit(shop, OWNER, till.counter.cart.__class__(till.counter.cart.lines, customer=number), _parts(amount))
        assert bought.sale.customer == number
    return shop


def _parts(amount: int) -> tuple[Payment, ...]:
    rest = 185_700 - amount
    owed = Payment(Means.BON, Rupiah(amount))
    return (owed, Payment(Means.QRIS, Rupiah(rest))) if rest else (owed,)


def _pay(session: Session, *means: Means) -> TillView:
    till = _till(session)
    till.paying.open()
    settle(session)
    for one in means:
        till.payment.choose(one)
        settle(session)
    return till


def qris(session: Session, *, paid: bool = False) -> None:
    qris_codes.keep(session.desk.shop, OWNER, QRIS)
    _fill(session)
    till = _pay(session, Means.QRIS)
    if paid:
        till.payment.arrived()
    settle(session)


def split(session: Session) -> None:
    qris_codes.keep(session.desk.shop, OWNER, QRIS)
    _fill(session)
    till = _pay(session, Means.QRIS)
    till.payment.receive(100_000)
    till.payment.choose(Means.CASH)
    till.payment.receive(100_000)
    settle(session)


def card(session: Session) -> None:
    """Two kinds of card in one payment."""
    _fill(session)
    till = _pay(session, Means.DEBIT)
    till.payment.receive(100_000)
    till.payment.choose(Means.CASH)
    till.payment.choose(Means.DEBIT)
    settle(session)


def no_qris(session: Session) -> None:
    _fill(session)
    _pay(session, Means.QRIS)


def named(session: Session) -> TillView:
    till = _fill(session)
    shop = _people(session)
    till.customers._take(credit.account(shop, "A-017"))
    settle(session)
    return till


def bon(session: Session, amount: int = 185_700) -> None:
    named(session)
    till = _pay(session, Means.BON)
    till.payment.receive(amount)
    if amount < 185_700:
        till.payment.choose(Means.BON)
    settle(session)


def customer(session: Session, typed: str = "", then: str = "") -> None:
    till = named(session)
    till.customers.choose()
    settle(session)
    chooser = till.customers._chooser
    chooser.field.set_text(typed)
    chooser._typed(typed)
    if typed:
        chooser.take()
    if then:
        getattr(chooser, then)()
    settle(session)


WINDOWS = {
    "pay-qris": qris,
    "pay-qris-paid": partial(qris, paid=True),
    "pay-qris-none": no_qris,
    "pay-card": card,
    "pay-split": split,
    "pay-bon": bon,
    "pay-bon-part": partial(bon, amount=100_000),
    "till-customer": named,
    "customer": customer,
    "customer-new": partial(customer, typed="Bu Sari"),
    "customer-pay": partial(customer, then="pay"),
    "customer-alter": partial(customer, then="alter"),
}
