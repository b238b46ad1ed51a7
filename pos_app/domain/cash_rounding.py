"""Rounding of what is paid in cash; no other means is ever rounded.

Permendag 35/2013 lets a shop round where no coin circulates and asks that the customer is told. Rules work on the
size of the amount, so that a refund rounds to the exact negative.
"""

from enum import StrEnum

from pos_app.domain.money import Rupiah


class CashRounding(StrEnum):
    DOWN_100 = "down-100"
    NEAREST_100 = "nearest-100"
    DOWN_50 = "down-50"
    NEAREST_50 = "nearest-50"
    OFF = "off"

    @property
    def step_idr(self) -> int:
        return 1 if self is CashRounding.OFF else int(self.rpartition("-")[2])


def rounded(amount: Rupiah, rule: CashRounding) -> Rupiah:
    """The amount as it is paid in cash under `rule`."""
    step, size = rule.step_idr, abs(amount)
    lift = step // 2 if rule in (CashRounding.NEAREST_100, CashRounding.NEAREST_50) else 0
    paid = (size + lift) // step * step
    return Rupiah(-paid if amount < 0 else paid)
