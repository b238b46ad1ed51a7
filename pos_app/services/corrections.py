"""How a sale was paid, put right afterwards: cash was pressed and QRIS was paid. The total stays as it is.

The counter-document has a number of its own and lands in the shift that is open now, on today's business day, so that
nothing closed is ever changed.
"""

import logging

from pos_app.domain import refund as refunds_domain
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale, SaleKind, receipt_number
from pos_app.domain.tender import Means
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services import credit, settings
from pos_app.services.checkout import Committed, post
from pos_app.services.refunds import stored_in
from pos_app.services.shop import Changes, Shop, not_later

_log = logging.getLogger("sale")


def left(shop: Shop, receipt: str) -> dict[Means, Rupiah]:
    """What can be put right of a receipt: what is still kept of it, by means.

    Raises:
        Refused: `no_such_receipt`.
    """
    with shop.uow.read() as u:
        stored = stored_in(u, receipt)
        if stored.sale.kind is not SaleKind.SALE:
            return {}
        kept = refunds_domain.left_by_means(stored.sale, u.sales.refunds_of(stored.id))
    return {means: Rupiah(amount) for means, amount in kept.items() if amount > 0}


def correct(
    shop: Shop,
    actor: Actor,
    receipt: str,
    was: Means,
    really: Means,
    *,
    why: str,
    amount_idr: Rupiah | None = None,
    reference: str | None = None,
    uid: str | None = None,
) -> Committed:
    """Moves what a sale got by one means, or `amount_idr` of it, to the means it really came by.

    Raises:
        Refused: `no_such_receipt`, `reason_missing`, `shift_required`, `account_needs_customer`, `credit_above_limit`, and
            as `refund.correction`; nothing is written.
    """
    why = reason(why)
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.sales.by_uid(uid, lock=True)) is not None:
            return Committed(known.sale, Changes())
        stored = stored_in(u, receipt, lock=True)
        sale, earlier = stored.sale, u.sales.refunds_of(stored.id)
        kept = settings.stored(u)
        moment, day = not_later(shop, kept["zone"], None)
        paid = refunds_domain.correction(sale, earlier, was, really=really, amount_idr=amount_idr, reference=reference or None)
        if really is Means.BON and sale.customer is None:
            raise Refused("account_needs_customer", receipt=sale.number)
        credit.refuse_above_limit(u, sale.customer, paid[1:])
        shift = u.shifts.open_on(actor.till)
        if shift is None and kept["shifts"] == "required":
            raise Refused("shift_required")
        nothing = Rupiah(0)
        document = Sale(
            uid=uid,
            number=receipt_number(actor.till, day, u.books.next_running_number(actor.till, day)),
            kind=SaleKind.CORRECTION,
            till=actor.till,
            at=moment,
            business_day=day,
            person=actor.person,
            lines=(),
            payments=paid,
            total_idr=nothing,
            rounding_idr=nothing,
            paid_idr=nothing,
            change_idr=nothing,
            tax_idr=nothing,
            cash_rounding=sale.cash_rounding,
            customer=sale.customer,
            why=why,
            refunds=sale.number,
            shift=shift,
        )
        post(shop, u, actor, document, moves=False, refunds_id=stored.id)
        u.commit()
    _log.info("correction %s of %s", document.number, sale.number)
    return Committed(document, Changes(sales=True))
