"""Customers, and what they owe: sales paid by `bon`, their returns, and the payments since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.credit import DUE_DAYS, Customer, Entry, EntryKind
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.storage import locks
from pos_app.storage import tables as t

_customer, _paid, _sale = t.customer.c, t.credit_payment.c, t.sale.c


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment on an account to be written; the amount is below zero where it undoes another."""

    uid: str
    number: str
    customer: str
    amount_idr: Rupiah
    means: Means
    at: datetime
    day: date
    shift: int | None
    reference: str | None = None
    undoes: int | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class StoredPayment:
    """A payment that is in the books; `undone` also of one that undoes another."""

    id: int
    number: str
    customer: str
    amount_idr: Rupiah
    means: Means
    undone: bool


class Customers:
    """Queries and writes on customers and their accounts, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, *numbers: str | None) -> None:
        """Keeps two tills from changing a customer's account or points at once, several customers in one order.

        Taken before vouchers, shifts and stock.
        """
        for number in sorted({number for number in numbers if number}):
            locks.hold(self._connection, f"customer {number}")

    def by_number(self, number: str) -> Customer | None:
        row = self._connection.execute(select(t.customer).where(_customer.number == number)).one_or_none()
        return _read(row) if row else None

    def every(self) -> list[Customer]:
        """All customers, by name."""
        return [_read(row) for row in self._connection.execute(select(t.customer).order_by(_customer.name, _customer.number))]

    def add(self, customer: Customer, *, at: datetime) -> None:
        self._connection.execute(insert(t.customer).values(_values(customer, at) | {"created_at": days.stamp(at)}))

    def change(self, customer: Customer, *, at: datetime) -> None:
        self._connection.execute(update(t.customer).where(_customer.number == customer.number).values(_values(customer, at)))

    def entries(self, number: str, *, due_days: int | None) -> tuple[Entry, ...]:
        """A customer's account in the order it was written; the empty text is the account of nobody."""
        of_sale = _sale.customer == number if number else _sale.customer.is_(None)
        return self._entries({number: due_days}, of_sale, _paid.customer == number).get(number, ())

    def all_entries(self, due_days: Mapping[str, int | None]) -> dict[str, tuple[Entry, ...]]:
        """Every account something was taken or paid on, also of numbers nobody registered."""
        return self._entries(due_days)

    def _entries(
        self, due_days: Mapping[str, int | None], of_sale: ColumnElement[bool] | None = None, of_payment: ColumnElement[bool] | None = None
    ) -> dict[str, tuple[Entry, ...]]:
        sales = (
            select(
                func.coalesce(_sale.customer, "").label("customer"),
                _sale.number,
                _sale.at,
                _sale.business_day,
                func.sum(t.payment.c.amount_idr).label("amount"),
            )
            .join_from(t.payment, t.sale, _sale.id == t.payment.c.sale_id)
            .where(t.payment.c.means == Means.BON, *([] if of_sale is None else [of_sale]))
            .group_by(_sale.id, _sale.customer, _sale.number, _sale.at, _sale.business_day)
        )
        found: dict[str, list[Entry]] = {}
        for row in self._connection.execute(sales):
            day, owed, term = date.fromisoformat(row.business_day), int(row.amount) > 0, due_days.get(row.customer)
            due = day + timedelta(days=DUE_DAYS if term is None else term) if owed else None
            kind = EntryKind.SALE if owed else EntryKind.RETURN
            entry = Entry(kind, row.number, days.from_stamp(row.at), day, Rupiah(int(row.amount)), due)
            found.setdefault(row.customer, []).append(entry)
        for row in self._connection.execute(select(t.credit_payment).where(*([] if of_payment is None else [of_payment]))):
            kind = EntryKind.PAYMENT if row.undoes_id is None else EntryKind.UNDONE
            day = date.fromisoformat(row.business_day)
            paid, at = Rupiah(-row.amount_idr), days.from_stamp(row.at)
            entry = Entry(kind, row.number, at, day, paid, note=row.why, means=Means(row.means), reference=row.reference)
            found.setdefault(row.customer, []).append(entry)
        return {number: tuple(sorted(entries, key=lambda entry: (entry.at, entry.number))) for number, entries in found.items()}

    def next_number(self, till: str, day: date) -> str:
        """`K-T1-20261124-0001`, the next payment of the till's business day; the caller holds the till's lock."""
        prefix = f"K-{till}-{day:%Y%m%d}-"
        used = select(func.count()).select_from(t.credit_payment).where(_paid.number.startswith(prefix, autoescape=True))
        return f"{prefix}{self._connection.execute(used).scalar_one() + 1:04d}"

    def pay(self, payment: NewPayment, actor: Actor) -> None:
        self._connection.execute(
            insert(t.credit_payment).values(
                uid=payment.uid,
                number=payment.number,
                customer=payment.customer,
                at=days.stamp(payment.at),
                business_day=payment.day.isoformat(),
                amount_idr=payment.amount_idr,
                means=payment.means,
                reference=payment.reference,
                person=actor.person,
                till=actor.till,
                shift_id=payment.shift,
                undoes_id=payment.undoes,
                why=payment.why,
            )
        )

    def payment(self, number: str) -> StoredPayment | None:
        """A payment by its number."""
        return self._payment(_paid.number == number)

    def payment_by_uid(self, uid: str) -> StoredPayment | None:
        """The payment with this uid; others are kept from posting the same uid meanwhile."""
        locks.hold(self._connection, uid)
        return self._payment(_paid.uid == uid)

    def _payment(self, which: ColumnElement[bool]) -> StoredPayment | None:
        row = self._connection.execute(select(t.credit_payment).where(which)).one_or_none()
        if row is None:
            return None
        undone = self._connection.execute(select(_paid.id).where(_paid.undoes_id == row.id)).first() is not None
        return StoredPayment(row.id, row.number, row.customer, row.amount_idr, Means(row.means), undone or row.undoes_id is not None)


def _read(row: Row[*tuple[object, ...]]) -> Customer:
    limit = None if row.limit_idr is None else Rupiah(row.limit_idr)
    archived = row.archived_at is not None
    return Customer(row.number, row.name, row.phone, row.member, limit, row.due_days, row.note, archived, row.reseller)


def _values(customer: Customer, at: datetime) -> dict[str, object]:
    return {
        "number": customer.number,
        "name": customer.name,
        "phone": customer.phone,
        "member": customer.member,
        "reseller": customer.reseller,
        "limit_idr": customer.limit_idr,
        "due_days": customer.due_days,
        "note": customer.note,
        "archived_at": days.stamp(at) if customer.archived else None,
    }
