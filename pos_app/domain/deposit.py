"""Deposits for gallons, cylinders and crates: the customer's money, owed until the container is back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pos_app.domain.money import Rupiah
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class DepositSum:
    """Deposits of one article: what was taken, and what has been given back of it."""

    code: str
    name: str
    unit: str
    taken: Milli
    taken_idr: Rupiah
    back: Milli
    back_idr: Rupiah

    @property
    def left(self) -> Milli:
        return Milli(self.taken - self.back)

    @property
    def left_idr(self) -> Rupiah:
        return Rupiah(self.taken_idr - self.back_idr)


@dataclass(frozen=True, slots=True)
class Deposit(DepositSum):
    """What one receipt took as deposit for one article."""

    receipt: str
    day: date
    customer: str | None
    product_id: ProductId


def by_article(deposits: Iterable[Deposit]) -> tuple[DepositSum, ...]:
    """Sums by article, the one most is owed for first; the name is that of its last receipt."""
    found: dict[ProductId, DepositSum] = {}
    for x in deposits:
        known = found.get(x.product_id)
        taken, taken_idr, back, back_idr = (known.taken, known.taken_idr, known.back, known.back_idr) if known else (0, 0, 0, 0)
        found[x.product_id] = DepositSum(
            x.code,
            x.name,
            x.unit,
            Milli(taken + x.taken),
            Rupiah(taken_idr + x.taken_idr),
            Milli(back + x.back),
            Rupiah(back_idr + x.back_idr),
        )
    return tuple(sorted(found.values(), key=lambda x: (-x.left_idr, x.name)))


def given_back(open_ones: Sequence[Deposit], qty: Milli, *, name: str) -> list[tuple[Deposit, Milli]]:
    """Which receipts a number of containers goes back on, the oldest first, and how many on each.

    Raises:
        Refused: `quantity_not_positive`, `no_deposit_open`, `deposit_more_than_open`.
    """
    if qty <= 0:
        raise Refused("quantity_not_positive")
    if not open_ones:
        raise Refused("no_deposit_open", name=name)
    there = sum(x.left for x in open_ones)
    if qty > there:
        raise Refused("deposit_more_than_open", name=name, left_milli=there)
    found, rest = [], int(qty)
    for deposit in open_ones:
        part = min(rest, deposit.left)
        if part:
            found.append((deposit, Milli(part)))
        rest -= part
    return found
