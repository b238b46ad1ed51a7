"""Goods taken in place of goods that come back: two documents, each exact by itself, and only the difference changes hands.

What the return gives back in its own means is carried over to the new sale in the same means, so that the drawer, the
bank's statement and a later return of the new goods all see the money where it really is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment


@dataclass(frozen=True, slots=True)
class Carried:
    """`over` pays for the new goods; `rest` goes back to the customer. Together they are what the return gives back."""

    over: tuple[Payment, ...]
    rest: tuple[Payment, ...]

    @property
    def over_idr(self) -> Rupiah:
        return Rupiah(sum(payment.amount_idr for payment in self.over))

    @property
    def rest_idr(self) -> Rupiah:
        return Rupiah(sum(payment.amount_idr for payment in self.rest))


def carry(back: Sequence[Payment], total: Rupiah, rule: CashRounding) -> Carried:
    """Splits what is given back (amounts above zero) over new goods of `total`: cash last, and in whole steps of its rounding."""
    over: list[Payment] = []
    rest: list[Payment] = []
    left = int(total)
    for payment in sorted(back, key=lambda one: one.means is Means.CASH):
        most = left
        if payment.means is Means.CASH:
            step = rule.step_idr
            most = min(int(rounded(Rupiah(left), rule)), payment.amount_idr // step * step)
        part = min(payment.amount_idr, most)
        left -= part
        if part:
            over.append(Payment(payment.means, Rupiah(part), payment.reference))
        if payment.amount_idr > part:
            rest.append(Payment(payment.means, Rupiah(payment.amount_idr - part), payment.reference))
    return Carried(tuple(over), tuple(rest))
