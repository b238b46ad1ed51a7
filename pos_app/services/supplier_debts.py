"""What is owed to suppliers, and paying it: in parts, by means, by invoice or what is due first."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.stock_document import number_of
from pos_app.domain.supplier import Supplier
from pos_app.domain.supplier_debt import Balance, Invoice, SupplierPayment, balances, spread
from pos_app.domain.tender import Means
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import shifts, suppliers
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop

_log = logging.getLogger("stock")
_SERIES = "PY"
_LATELY = 50
"""Payments that are looked at for who was paid lately."""
MEANS = (Means.CASH, Means.TRANSFER, Means.QRIS, Means.DEBIT, Means.EWALLET)
"""How a supplier is paid."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Everything open: what each supplier is owed, the papers it comes from, and the day it was looked at.

    `settled` are suppliers nothing is open with and who were paid lately, the last one first.
    """

    day: date
    balances: tuple[Balance, ...]
    invoices: tuple[Invoice, ...]
    settled: tuple[str, ...] = ()

    @property
    def total_idr(self) -> Rupiah:
        return Rupiah(sum(x.owed_idr for x in self.balances))

    @property
    def overdue(self) -> tuple[Invoice, ...]:
        """Invoices whose day is past, the longest overdue first."""
        late = [x for x in self.invoices if x.overdue_days(self.day)]
        return tuple(sorted(late, key=lambda x: (-x.overdue_days(self.day), x.document_id)))


@dataclass(frozen=True, slots=True)
class Account:
    """One supplier: every paper and payment, and what is open now."""

    supplier: Supplier
    owed_idr: Rupiah
    invoices: tuple[Invoice, ...]
    payments: tuple[SupplierPayment, ...]


def owed(shop: Shop) -> Owed:
    """What is open now."""
    with shop.uow.read() as u:
        day, invoices = today(shop, u), u.supplier_debts.invoices()
        paid = u.supplier_debts.payments(most=_LATELY)
    open_with = tuple(balances(invoices, day))
    names = dict.fromkeys(x.supplier for x in paid)
    return Owed(day, open_with, tuple(invoices), tuple(x for x in names if all(x != one.supplier for one in open_with)))


def account(shop: Shop, supplier: str, *, most: int = 200) -> Account:
    """One supplier's papers and payments.

    Raises:
        Refused: `unknown_supplier`.
    """
    with shop.uow.read() as u:
        whose = suppliers.one(u, supplier)
        invoices = u.supplier_debts.invoices(whose.id, only_open=False)
        payments = u.supplier_debts.payments(whose.id, most=most)
    return Account(whose, Rupiah(sum(x.open_idr for x in invoices)), tuple(invoices), tuple(payments))


def pay(
    shop: Shop,
    actor: Actor,
    supplier: str,
    amount_idr: Rupiah,
    *,
    means: Means,
    invoices: Mapping[str, Rupiah] | None = None,
    reference: str = "",
    from_safe: bool = False,
    uid: str | None = None,
) -> tuple[SupplierPayment, Changes]:
    """Pays a supplier: the invoices named by their numbers, or credits first and then what is due first.

    Cash comes out of the drawer of the till's open shift, unless it is taken from the safe. Posting the same `uid` twice
    changes nothing.

    Raises:
        Refused: `unknown_supplier`, `not_a_means_here`, `more_than_in_drawer`, and as `spread`; nothing is written, no number used.
    """
    if means not in MEANS:
        raise Refused("not_a_means_here", means=means, known=", ".join(MEANS))
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        whose = suppliers.one(u, supplier)
        u.supplier_debts.lock(whose.id)
        if (known := u.supplier_debts.by_uid(uid)) is not None:
            return known, Changes()
        parts = spread(u.supplier_debts.invoices(whose.id), amount_idr, invoices or {})
        day = today(shop, u)
        shift_id = shifts.drawer_paying(u, actor, amount_idr) if means is Means.CASH and not from_safe else None
        payment = SupplierPayment(
            uid=uid,
            number=number_of(_SERIES, day, u.stock_documents.next_number(_SERIES, day)),
            supplier_id=whose.id,
            supplier=whose.name,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            means=means,
            amount_idr=amount_idr,
            parts={},
            reference=one_line(reference) or None,
            shift_id=shift_id,
        )
        u.supplier_debts.insert(payment, parts)
        u.books.audit(at=shop.clock(), actor=actor, event="supplier_paid", subject=payment.number, amount_idr=amount_idr, means=means)
        written = u.supplier_debts.by_number(payment.number) or payment
        u.commit()
    _log.info("paid %s amount_idr=%d parts=%d", written.number, amount_idr, len(parts))
    return written, Changes(suppliers=True)


def take_back(shop: Shop, actor: Actor, number: str, *, why: str) -> tuple[SupplierPayment, Changes]:
    """Takes a payment back by a counter-payment: what it paid is open again, cash out of a drawer goes into that of the open shift.

    Raises:
        Refused: `reason_missing`, `no_such_payment`, `payment_taken_back`.
    """
    why = reason(why)
    with shop.uow.write() as u:
        before = u.supplier_debts.by_number(number.strip())
        if before is None or before.id is None:
            raise Refused("no_such_payment", number=number)
        u.supplier_debts.lock(before.supplier_id)
        if before.counters is not None or u.supplier_debts.is_taken_back(before.id):
            raise Refused("payment_taken_back", number=before.number)
        day = today(shop, u)
        into = u.shifts.current(actor.till, lock=True) if before.shift_id is not None else None
        payment = SupplierPayment(
            uid=shop.new_uid(),
            number=number_of(_SERIES, day, u.stock_documents.next_number(_SERIES, day)),
            supplier_id=before.supplier_id,
            supplier=before.supplier,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            means=before.means,
            amount_idr=Rupiah(-before.amount_idr),
            parts={},
            reference=before.reference,
            counters=before.number,
            why=why,
            shift_id=into.id if into else None,
        )
        parts = {i: Rupiah(-amount) for i, amount in u.supplier_debts.part_keys(before.id).items()}
        u.supplier_debts.insert(payment, parts, counters_id=before.id)
        u.books.audit(at=shop.clock(), actor=actor, event="supplier_payment_back", subject=payment.number, of=before.number, why=why)
        written = u.supplier_debts.by_number(payment.number) or payment
        u.commit()
    return written, Changes(suppliers=True)
