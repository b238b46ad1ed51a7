"""An exchange: goods come back and others are taken in one go, in one transaction; only the difference changes hands."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_app.domain import exchange, loose_return
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.credit import Account
from pos_app.domain.exchange import Carried
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind
from pos_app.domain.refund import Returned
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from pos_app.services import checkout, credit, limits, loose_returns, refunds, settings, vouchers
from pos_app.services.checkout import Committed
from pos_app.services.people import owner_only
from pos_app.services.refunds import Asked
from pos_app.services.shop import Changes, Shop
from pos_app.storage.sales import Stored
from pos_app.storage.uow import Transaction

_log = logging.getLogger("sale")


@dataclass(frozen=True, slots=True)
class Given:
    """What comes back: lines of a receipt, or `brought` without one. `voucher`: what is not used up becomes one.

    `allowed_by` is the owner whose PIN allowed it, as on an `Actor`; empty where nobody had to.
    """

    why: str
    receipt: str | None = None
    asked: tuple[Asked, ...] = ()
    brought: Cart | None = None
    means: Means = Means.CASH
    voucher: bool = False
    allowed_by: str = ""


def begin(shop: Shop, actor: Actor, given: Given) -> Given:
    """What comes back, where this person may take it; an owner's word stays with it until the new goods are paid.

    Raises:
        Refused: `owner_only`, `refund_above_limit`, and as `worth`.
    """
    with shop.uow.read() as u:
        if given.brought is not None and loose_return.below_shelf(given.brought):
            owner_only(u, actor)
        refunds.refuse_above_limit(u, actor, Rupiah(-_returned(shop, u, given).total_idr))
    return replace(given, allowed_by=actor.allowed_by)


def worth(shop: Shop, given: Given) -> Rupiah:
    """What is given back for the goods that come back.

    Raises:
        Refused: as `refunds.preview` and `loose_returns.preview`.
    """
    with shop.uow.read() as u:
        return Rupiah(-_returned(shop, u, given).settlement.paid_idr)


def whose(u: Transaction, given: Given) -> str | None:
    """The customer of the receipt whose goods come back, whom the new goods are for unless another is named."""
    return refunds.stored_in(u, given.receipt).sale.customer if given.receipt else None


def account(shop: Shop, given: Given) -> Account | None:
    """The same with the account.

    Raises:
        Refused: `no_such_receipt`.
    """
    with shop.uow.read() as u:
        number = whose(u, given)
    return credit.account(shop, number) if number is not None else None


def preview(shop: Shop, given: Given, cart: Cart) -> Carried:
    """What of the return pays for the basket, and what goes back to the customer.

    Raises:
        Refused: as `worth`.
    """
    with shop.uow.read() as u:
        rule = CashRounding(settings.stored(u)["cash_rounding"])
        return exchange.carry(_positive(_returned(shop, u, given)), cart.total_idr, rule)


def commit(
    shop: Shop,
    actor: Actor,
    given: Given,
    cart: Cart,
    payments: Sequence[Payment] = (),
    *,
    uid: str | None = None,
) -> Committed:
    """Takes goods back and sells others for them; `payments` are what the customer adds.

    Raises:
        Refused: `exchange_other_customer`, and as `refunds.refund`, `loose_returns.give_back` and `checkout.commit`;
            nothing is written.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.sales.by_uid(uid, lock=True)) is not None and known.sale.exchange is not None:
            return Committed(known.sale, Changes(), back=refunds.stored_in(u, known.sale.exchange).sale)
        before = checkout.set_back(shop, u, actor)
        rule = CashRounding(settings.stored(u)["cash_rounding"])
        _lock(u, given, cart, payments)
        carried = exchange.carry(_positive(_returned(shop, u, given)), cart.total_idr, rule)
        back = _given_back(shop, u, actor, given, _paid_back(carried, voucher=given.voucher))
        over = _over(carried, back.sale)
        every = [*over, *payments]
        if sum(p.amount_idr for p in every) < cart.total_idr and not any(p.means is Means.CASH for p in every):
            every.append(Payment(Means.CASH, Rupiah(0)))  # what is left may round to nothing
        ours = _for_customer(cart, back.sale, over)
        sale, short = checkout.sold_in(shop, u, actor, ours, every, at=None, uid=uid, exchange=back)
        u.books.drop_exchange(actor.till)
        below = limits.below_cost(u, sale.lines)
        u.commit()
    _log.info("exchanged %s for %s", back.sale.number, sale.number)
    return Committed(sale, Changes(sales=True, stock=True), short, below, back.sale, before)


def _lock(u: Transaction, given: Given, cart: Cart, payments: Sequence[Payment]) -> None:
    """What both halves lock, in one order and at once, so that two tills never wait for each other."""
    lines = [*cart.lines, *(given.brought.lines if given.brought is not None else ())]
    goods = {x.id for line in lines for x in (line.product, *(p.product for p in line.product.parts)) if x.kind is Kind.GOODS}
    if given.brought is None:
        stored = refunds.stored_in(u, given.receipt or "", lock=True)
        u.customers.lock(stored.sale.customer, cart.customer)
        vouchers.lock_for_return(u, stored.sale, stored.id, payments=payments)
        goods |= {line.product_id for line in stored.sale.counting if line.kind is Kind.GOODS}
    else:
        u.customers.lock(cart.customer)
        vouchers.lock(u, payments)
    u.stock.lock(goods)


def _returned(shop: Shop, u: Transaction, given: Given) -> Returned:
    if given.brought is not None:
        return loose_returns.returned_in(shop, u, given.brought, given.means)
    stored = refunds.stored_in(u, given.receipt or "")
    return refunds.returned_in(u, stored, given.asked, day=settings.today(shop, u))


def _given_back(shop: Shop, u: Transaction, actor: Actor, given: Given, paid: Sequence[Payment]) -> Stored:
    uid = shop.new_uid()
    actor = replace(actor, allowed_by=given.allowed_by or actor.allowed_by)
    if given.brought is not None:
        return loose_returns.given_back_in(shop, u, actor, given.brought, why=given.why, means=given.means, paid=paid, uid=uid)
    return refunds.given_back_in(shop, u, actor, given.receipt or "", given.asked, why=given.why, means=paid, uid=uid)


def _positive(back: Returned) -> list[Payment]:
    return [Payment(p.means, Rupiah(-p.amount_idr), p.reference) for p in back.settlement.payments]


def _paid_back(carried: Carried, *, voucher: bool) -> list[Payment]:
    """The return's payments, one for each means."""
    sums: dict[Means, int] = {}
    for payment in carried.over:
        sums[payment.means] = sums.get(payment.means, 0) + payment.amount_idr
    for payment in carried.rest:
        means = Means.VOUCHER if voucher else payment.means
        sums[means] = sums.get(means, 0) + payment.amount_idr
    return [Payment(means, Rupiah(amount)) for means, amount in sums.items()]


def _over(carried: Carried, back: Sale) -> list[Payment]:
    """What pays for the new goods: with the return's number, or by the code of the voucher it was put on."""
    found = []
    codes = [(p.reference, -p.amount_idr) for p in back.payments if p.means is Means.VOUCHER]
    for payment in carried.over:
        if payment.means is not Means.VOUCHER:
            found.append(replace(payment, reference=back.number))
            continue
        left = int(payment.amount_idr)
        for code, most in codes:
            part = min(left, most)
            left -= part
            if part:
                found.append(Payment(Means.VOUCHER, Rupiah(part), code))
    return found


def _for_customer(cart: Cart, back: Sale, over: Sequence[Payment]) -> Cart:
    """What was taken on account stays on the account it came from, and points with their member."""
    if back.customer is None or not any(p.means in (Means.BON, Means.POINTS) for p in over):
        return cart
    if cart.customer not in (None, back.customer):
        raise Refused("exchange_other_customer", name=back.customer)
    return replace(cart, customer=back.customer)
