"""Goods given back without their receipt: a return that stands by itself, marked so on the paper and in the reports."""

import logging
from collections.abc import Sequence

from pos_app.domain import loose_return
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, Kind
from pos_app.domain.refund import Returned
from pos_app.domain.sale import Sale, SaleKind, receipt_number
from pos_app.domain.tax import rate_on
from pos_app.domain.tender import Means, Payment
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services import lookup, settings, shifts, vouchers
from pos_app.services.checkout import Committed, lines_in, post, set_back
from pos_app.services.people import owner_only
from pos_app.services.refunds import refuse_above_limit
from pos_app.services.shop import Changes, Shop, not_later
from pos_app.storage.sales import Stored
from pos_app.storage.uow import Transaction

_log = logging.getLogger("sale")
PAID_BACK: frozenset[Means] = frozenset(Means) - {Means.BON, Means.POINTS}
"""Whose account or points it was, only the receipt can say."""


def article(shop: Shop, code: str) -> Found:
    """The article a code stands for.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        return lookup.one(u, code, day=settings.today(shop, u))


def preview(shop: Shop, brought: Cart, means: Means = Means.CASH) -> Returned:
    """What would be given back, nothing written.

    Raises:
        Refused: as `give_back`.
    """
    with shop.uow.read() as u:
        return returned_in(shop, u, brought, means)


def give_back(shop: Shop, actor: Actor, brought: Cart, *, why: str, means: Means = Means.CASH, uid: str | None = None) -> Committed:
    """Gives back what `loose_return.bring` has put together, in one means or as a voucher; a price below the shelf's is an owner's say.

    Raises:
        Refused: `basket_empty`, `reason_missing`, `means_not_for_return`, `owner_only`, `refund_above_limit`, `shift_required`.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.sales.by_uid(uid, lock=True)) is not None:
            return Committed(known.sale, Changes())
        before = set_back(shop, u, actor)
        document = given_back_in(shop, u, actor, brought, why=why, means=means, uid=uid).sale
        u.commit()
    _log.info("return without receipt %s total_idr=%d", document.number, document.total_idr)
    return Committed(document, Changes(sales=True, stock=True), before=before)


def given_back_in(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    brought: Cart,
    *,
    why: str,
    means: Means,
    uid: str,
    paid: Sequence[Payment] | None = None,
) -> Stored:
    """Writes the return in a transaction that others may be part of; `paid` says by which means instead of one.

    Raises:
        Refused: as `give_back`.
    """
    why = reason(why)
    if loose_return.below_shelf(brought):
        owner_only(u, actor)
    kept = settings.stored(u)
    moment, day = not_later(shop, kept["zone"], None)
    shift = shifts.of_document(u, actor, kept)
    u.stock.lock(x.id for line in brought.lines for x in (line.product, *(p.product for p in line.product.parts)) if x.kind is Kind.GOODS)
    back = returned_in(shop, u, brought, means)
    money = back.settlement.payments if paid is None else [Payment(p.means, Rupiah(-p.amount_idr), p.reference) for p in paid]
    refuse_above_limit(u, actor, Rupiah(-back.total_idr))
    document = Sale(
        uid=uid,
        number=receipt_number(actor.till, day, u.books.next_running_number(actor.till, day)),
        kind=SaleKind.REFUND,
        till=actor.till,
        at=moment,
        business_day=day,
        person=actor.person,
        lines=back.lines,
        payments=vouchers.put_back(shop, u, money, day=day),
        total_idr=back.total_idr,
        rounding_idr=back.settlement.rounding_idr,
        paid_idr=back.settlement.paid_idr,
        change_idr=back.settlement.change_idr,
        tax_idr=back.tax_idr,
        cash_rounding=CashRounding(kept["cash_rounding"]),
        why=why,
        shift=shift,
    )
    return Stored(post(shop, u, actor, document, moves=True), document)


def returned_in(shop: Shop, u: Transaction, brought: Cart, means: Means) -> Returned:
    """What would be given back, asked inside a transaction. Raises as `give_back`."""
    if means not in PAID_BACK:
        raise Refused("means_not_for_return", means=means, known=" ".join(sorted(PAID_BACK)))
    kept = settings.stored(u)
    day = settings.today(shop, u)
    _products, lines = lines_in(u, brought, day)
    rate = rate_on(day) if kept["pkp"] == "yes" else None
    return loose_return.give_back(lines, means, rounding=CashRounding(kept["cash_rounding"]), pkp_rate_bp=rate)
