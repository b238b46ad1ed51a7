"""Paying: what is handed over in which means, the rounding of the cash part, and the change.

Only cash is rounded and only cash gives change; more than is due in any other means is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.money import Rupiah, checked
from pos_app.errors import Refused


class Means(StrEnum):
    CASH = "cash"
    QRIS = "qris"
    DEBIT = "debit"
    CREDIT = "credit"
    EWALLET = "ewallet"
    TRANSFER = "transfer"
    BON = "bon"
    VOUCHER = "voucher"
    POINTS = "points"


CARDS: Final = (Means.DEBIT, Means.CREDIT, Means.EWALLET)
CONFIRMED_BY_HAND: Final = frozenset({Means.QRIS, Means.EWALLET, Means.TRANSFER})
"""Money nobody sees arriving at the counter: a person says so, and the receipt tells that a person did."""
NOTES_AND_COINS: Final = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50)


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount handed over, change apart; negative in a refund."""

    means: Means
    amount_idr: Rupiah
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """`change_idr = paid_idr - total_idr - rounding_idr`, always."""

    payments: tuple[Payment, ...]
    rounding_idr: Rupiah
    paid_idr: Rupiah
    change_idr: Rupiah


def due(total: Rupiah, others: Rupiah, rule: CashRounding) -> Rupiah:
    """What is left to pay in cash after the other means, rounded as cash is."""
    return rounded(Rupiah(max(0, total - others)), rule)


def settle(total: Rupiah, payments: Sequence[Payment], rule: CashRounding) -> Settlement:
    """The settlement of `total` by `payments`, in whatever order they came.

    Raises:
        Refused: `payment_not_positive`, `cashless_above_due`, `tender_short` with `missing_idr`.
    """
    for payment in payments:
        checked(payment.amount_idr)
        if payment.amount_idr < 0 or (payment.amount_idr == 0 and payment.means is not Means.CASH):
            raise Refused("payment_not_positive")
    cash = sum(p.amount_idr for p in payments if p.means is Means.CASH)
    others = sum(p.amount_idr for p in payments if p.means is not Means.CASH)
    if others > total:
        raise Refused("cashless_above_due", due_idr=total)
    part = Rupiah(total - others)
    with_cash = any(p.means is Means.CASH for p in payments)
    cash_due = rounded(part, rule) if with_cash else part
    if cash < cash_due:
        raise Refused("tender_short", missing_idr=Rupiah(cash_due - cash))
    kept = tuple(p for p in payments if p.amount_idr)
    return Settlement(kept, Rupiah(cash_due - part), Rupiah(cash + others), Rupiah(cash - cash_due))


def quick_amounts(due_idr: Rupiah, *, most: int = 5) -> list[Rupiah]:
    """Amounts a customer is likely to hand over: the next round sums above what is due, the smallest first."""
    found: list[Rupiah] = []
    for step in (1_000, 5_000, 10_000, 20_000, 50_000, 100_000):
        amount = Rupiah(-(-due_idr // step) * step)
        if amount > due_idr and amount not in found:
            found.append(amount)
    return sorted(found)[:most]


def suggested_amounts(due_idr: Rupiah, *, most: int = 5) -> list[Rupiah]:
    """The quick amounts, and behind them the largest with one more note, as long as there are fewer than `most`."""
    found = quick_amounts(due_idr, most=most)
    if found:
        found += [Rupiah(found[-1] + note) for note in (20_000, 50_000, 100_000)]
    return found[:most]


def in_notes(amount: Rupiah) -> list[tuple[int, int]]:
    """Fewest notes and coins that make up `amount`, as (count, face value); less than 50 is left out."""
    left, counted = int(amount), []
    for face in NOTES_AND_COINS:
        count, left = divmod(left, face)
        if count:
            counted.append((count, face))
    return counted
