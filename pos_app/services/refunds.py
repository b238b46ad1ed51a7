"""Counter-documents: a refund whole or in parts, and a void on the sale's own day."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from pos_app.domain import days
from pos_app.domain import refund as refunds
from pos_app.domain.actor import Actor
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, Kind, Pack, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Returned, Wanted
from pos_app.domain.sale import Sale, SaleKind, receipt_number
from pos_app.domain.tender import Means, Payment
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services import lookup, points, settings, shifts, vouchers
from pos_app.services.checkout import Committed, post, set_back
from pos_app.services.people import is_owner
from pos_app.services.shop import Changes, Shop, not_closed, not_later
from pos_app.storage.sales import Stored
from pos_app.storage.uow import Transaction

_log = logging.getLogger("sale")
Asked = tuple[str, Milli | None]
"""A code as it was typed or scanned, with how much of it; None: all that is left."""


def preview(shop: Shop, receipt: str, asked: Sequence[Asked] = (), *, only: Means | None = None) -> tuple[Sale, Returned]:
    """The sale and what a refund would give back, nothing written.

    Raises:
        Refused: as `refund`.
    """
    with shop.uow.read() as u:
        stored = stored_in(u, receipt)
        day = not_later(shop, settings.stored(u)["zone"], None)[1]
        return stored.sale, returned_in(u, stored, asked, day=day, only=only)


def refund(
    shop: Shop,
    actor: Actor,
    receipt: str,
    asked: Sequence[Asked] = (),
    *,
    why: str,
    means: Sequence[Payment] = (),
    only: Means | None = None,
    at: datetime | None = None,
    uid: str | None = None,
) -> Committed:
    """Gives back what is named (nothing named: all that is left) in the sale's own means, in `means`, or all of it in one.

    Raises:
        Refused: `no_such_receipt`, `reason_missing`, `refund_of_refund`, `nothing_left_to_refund`, `not_on_receipt`,
            `more_than_left`, `code_on_several`, `pack_does_not_divide`, `before_the_sale`, `in_the_future`,
            `month_is_closed`, `refund_means_differ`, `refund_above_limit`, `shift_required`; nothing is written.
    """
    return _counter(shop, actor, receipt, asked, kind=SaleKind.REFUND, why=why, means=means, only=only, at=at, uid=uid)


def void(shop: Shop, actor: Actor, receipt: str, *, why: str, uid: str | None = None) -> Committed:
    """Undoes a whole sale on its own business day, until its shift or its month is closed.

    Its time is on that day too, the last moment where the day is over; when it was written stands beside it.

    Raises:
        Refused: `partly_refunded`, `shift_is_closed`, `month_is_closed`, and as `refund`.
    """
    return _counter(shop, actor, receipt, (), kind=SaleKind.VOID, why=why, means=(), only=None, at=None, uid=uid)


def _counter(
    shop: Shop,
    actor: Actor,
    receipt: str,
    asked: Sequence[Asked],
    *,
    kind: SaleKind,
    why: str,
    means: Sequence[Payment],
    only: Means | None,
    at: datetime | None,
    uid: str | None,
) -> Committed:
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.sales.by_uid(uid, lock=True)) is not None:
            return Committed(known.sale, Changes())
        before = set_back(shop, u, actor)
        made = given_back_in(shop, u, actor, receipt, asked, kind=kind, why=why, means=means, only=only, at=at, uid=uid)
        u.commit()
    document = made.sale
    _log.info("%s %s of %s total_idr=%d", kind, document.number, document.refunds, document.total_idr)
    return Committed(document, Changes(sales=True, stock=True), before=before)


def given_back_in(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    receipt: str,
    asked: Sequence[Asked],
    *,
    why: str,
    uid: str,
    kind: SaleKind = SaleKind.REFUND,
    means: Sequence[Payment] = (),
    only: Means | None = None,
    at: datetime | None = None,
) -> Stored:
    """Writes a counter-document in a transaction that others may be part of. Raises as `refund` and `void`."""
    why = reason(why)
    stored = stored_in(u, receipt, lock=True)
    sale = stored.sale
    u.customers.lock(sale.customer)
    kept = settings.stored(u)
    zone = kept["zone"]
    moment, day = not_later(shop, zone, at)
    if kind is SaleKind.VOID:
        _refuse_late_void(u, stored)
        moment, day = _on_its_day(moment, sale, zone), sale.business_day
    if moment < sale.at or day < sale.business_day:
        raise Refused("before_the_sale", receipt=receipt)
    not_closed(shop, u, zone=zone, day=day)
    vouchers.lock_for_return(u, sale, stored.id)
    shift = shifts.of_document(u, actor, kept)
    u.stock.lock(line.product_id for line in sale.counting if line.kind is Kind.GOODS)
    back = returned_in(u, stored, asked, means, day=day, only=only)
    refuse_above_limit(u, actor, Rupiah(-back.total_idr))
    paid = vouchers.put_back(shop, u, back.settlement.payments, day=day, sale=sale, earlier=u.sales.refunds_of(stored.id))
    document = Sale(
        uid=uid,
        number=receipt_number(actor.till, day, u.books.next_running_number(actor.till, day)),
        kind=kind,
        till=actor.till,
        at=moment,
        business_day=day,
        person=actor.person,
        lines=back.lines,
        payments=paid,
        total_idr=back.total_idr,
        rounding_idr=back.settlement.rounding_idr,
        paid_idr=back.settlement.paid_idr,
        change_idr=back.settlement.change_idr,
        tax_idr=back.tax_idr,
        cash_rounding=sale.cash_rounding,
        customer=sale.customer,
        why=why,
        refunds=sale.number,
        shift=shift,
    )
    document = replace(document, points=points.of_counter(u, sale, u.sales.refunds_of(stored.id), document))
    made = post(shop, u, actor, document, moves=sale.source is None, refunds_id=stored.id)
    u.offers.give_back(made, stored.id)
    return Stored(made, document)


def refuse_above_limit(u: Transaction, actor: Actor, back_idr: Rupiah) -> None:
    limit = settings.stored(u)["refund_limit_idr"]
    if limit and back_idr > int(limit) and not is_owner(u, actor):
        raise Refused("refund_above_limit", most_idr=int(limit))


def is_code(shop: Shop, receipt: str, text: str) -> bool:
    """Whether the whole text is a code: one on the receipt, or one an article has now."""
    with shop.uow.read() as u:
        stored = u.sales.by_number(receipt.strip())
        if stored is None:
            return False
        codes = {x.code for line in stored.sale.lines for x in (line, *line.parts)}
        return text in codes or lookup.is_code(u, text, day=stored.sale.business_day)


def stored_in(u: Transaction, receipt: str, *, lock: bool = False) -> Stored:
    """The document with this number.

    Raises:
        Refused: `no_such_receipt`.
    """
    stored = u.sales.by_number(receipt.strip(), lock=lock)
    if stored is None:
        raise Refused("no_such_receipt", receipt=receipt)
    return stored


def hold(u: Transaction, receipts: Sequence[str]) -> None:
    """Keeps other tills from several receipts, in their order, before the first of their counter-documents draws its number."""
    every = [stored_in(u, receipt, lock=True) for receipt in receipts]
    u.customers.lock(*(stored.sale.customer for stored in every))
    for stored in every:
        vouchers.lock_for_return(u, stored.sale, stored.id)


def _refuse_late_void(u: Transaction, stored: Stored) -> None:
    if earlier := [x for x in u.sales.refunds_of(stored.id) if x.kind is not SaleKind.CORRECTION]:
        back = refunds.given_back(stored.sale, earlier)
        whole = all(back[x.line_no] == x.base_qty for x in stored.sale.counting)
        raise Refused("nothing_left_to_refund" if whole else "partly_refunded", receipt=stored.sale.number)
    u.shifts.open_on(stored.sale.till)  # so that nobody closes it until the void is in the books
    if stored.sale.shift is not None and u.shifts.is_closed(stored.sale.shift):
        raise Refused("shift_is_closed", receipt=stored.sale.number)


def _on_its_day(now: datetime, sale: Sale, zone: str) -> datetime:
    """The time of a void: now, or the last moment of the sale's own business day where that is over."""
    last = days.bounds(Period(sale.business_day, sale.business_day), zone)[1] - timedelta(milliseconds=1)
    return max(sale.at, last) if now > last else now


def returned_in(
    u: Transaction, stored: Stored, asked: Sequence[Asked], means: Sequence[Payment] = (), *, day: date, only: Means | None = None
) -> Returned:
    """What would be given back, asked inside a transaction. Raises as `refund`."""
    wanted = [_wanted(u, stored.sale, code, qty, day=day) for code, qty in asked]
    products = u.products.by_ids((x.product_id for x in stored.sale.counting), day=day)
    units = {product.id: product.unit for product in products.values()}
    back = refunds.refund(stored.sale, u.sales.refunds_of(stored.id), wanted, means, units=units)
    return back if only is None else refunds.paid_in(back, only)


def _wanted(u: Transaction, sale: Sale, code: str, qty: Milli | None, *, day: date) -> Wanted:
    """What is asked for, in base units of an article on the receipt: by the line's code, or by any code it has now."""
    lines = [x for line in sale.lines for x in (line, *line.parts)]
    named = {x.product_id: Pack(x.unit, Milli(x.base_qty * 1000 // x.qty), None) for x in reversed(lines) if x.code == code}
    living = u.merges.survivors()
    sold_as = {living.get(x.product_id, x.product_id): x.product_id for x in lines}
    if named:
        found = [Found(product, code, named[i]) for i, product in u.products.by_ids(named, day=day).items()]
    else:
        found = [x for x in lookup.find(u, code, day=day) if x.product.id in sold_as]
    if not found:
        raise Refused("not_on_receipt", code=code, receipt=sale.number)
    if len(found) > 1:
        numbers = u.codes.skus([x.product.id for x in found])
        raise Refused("code_on_several", code=code, numbers=", ".join(numbers.values()))
    article = found[0].product.id if named else sold_as[found[0].product.id]
    return Wanted(article, code, None if qty is None else base_qty(found[0], qty))
