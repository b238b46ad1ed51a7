"""Kasbon: what customers owe for goods taken on account, when it is due, and what they have paid since.

What is owed stands on the sales themselves (paid by the means `bon`) and on their returns; only payments are kept apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means

DUE_DAYS: Final = 30
"""Days until a kasbon is due where the customer has no term of his own."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom the shop knows by a number; `limit_idr` None: no limit, 0: no kasbon at all.

    A member buys at member prices and collects points, a reseller buys at wholesale prices.
    """

    number: str
    name: str
    phone: str | None = None
    member: bool = False
    limit_idr: Rupiah | None = None
    due_days: int | None = None
    note: str | None = None
    archived: bool = False
    reseller: bool = False


class EntryKind(StrEnum):
    SALE = "sale"
    RETURN = "return"
    PAYMENT = "payment"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an account: above zero is owed, below zero is given back or paid; a payment has its means and reference."""

    kind: EntryKind
    number: str
    at: datetime
    day: date
    amount_idr: Rupiah
    due: date | None = None
    note: str | None = None
    means: Means | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What is left to pay of one sale."""

    number: str
    day: date
    due: date
    amount_idr: Rupiah
    left_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account, and a member's points; the name is the bare number where nobody is registered under it."""

    customer: Customer
    entries: tuple[Entry, ...]
    points: int = 0

    @property
    def balance_idr(self) -> Rupiah:
        """What is owed in all; below zero where more was paid than taken."""
        return Rupiah(sum(entry.amount_idr for entry in self.entries))

    @property
    def left_idr(self) -> Rupiah | None:
        """How much more may be taken on account; None: without a limit."""
        limit = self.customer.limit_idr
        return None if limit is None else Rupiah(max(0, limit - self.balance_idr))

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        return open_items(self.entries)


def open_items(entries: Sequence[Entry]) -> tuple[OpenItem, ...]:
    """What is left to pay of each sale, the earliest due first: money that came in pays the oldest first."""
    paid = -sum(entry.amount_idr for entry in entries if entry.kind is not EntryKind.SALE)
    found = []
    owed = [entry for entry in entries if entry.kind is EntryKind.SALE]
    for entry in sorted(owed, key=lambda entry: (entry.due or entry.day, entry.at, entry.number)):
        taken = max(0, min(paid, entry.amount_idr))
        paid -= taken
        if entry.amount_idr > taken:
            left = Rupiah(entry.amount_idr - taken)
            found.append(OpenItem(entry.number, entry.day, entry.due or entry.day, entry.amount_idr, left))
    return tuple(found)


AGES: Final = (0, 30, 60, 90)
"""Days overdue at which a column of the ageing ends; the first is what is not due yet, the last is open."""


def ageing(items: Iterable[OpenItem], today: date) -> tuple[Rupiah, ...]:
    """What is left, by how long it has been due: not yet, to 30, to 60, to 90 days, longer."""
    sums = [0] * (len(AGES) + 1)
    for item in items:
        late = (today - item.due).days
        sums[next((n for n, most in enumerate(AGES) if late <= most), len(AGES))] += item.left_idr
    return tuple(Rupiah(amount) for amount in sums)
