"""PPN inside displayed prices, for a shop that is PKP.

Since January 2025 the rate is 12 % on 11/12 of the price net of tax, an effective 11 %. Tax is worked out on the
taxed lines of a receipt together, not line by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain.money import WHOLE_BP, BasisPoints, Rupiah, half_away


@dataclass(frozen=True, slots=True)
class Rate:
    """Effective rate on the price net of tax, from a day on."""

    since: date
    effective_bp: BasisPoints


RATES: Final = (
    Rate(date(1985, 4, 1), BasisPoints(1000)),
    Rate(date(2022, 4, 1), BasisPoints(1100)),
)


def rate_on(day: date, rates: Sequence[Rate] = RATES) -> BasisPoints:
    """The rate in force on a day; zero before the first."""
    in_force = [rate for rate in rates if rate.since <= day]
    return max(in_force, key=lambda rate: rate.since).effective_bp if in_force else BasisPoints(0)


def tax_within(displayed: Rupiah, effective_bp: BasisPoints) -> Rupiah:
    """The tax contained in a displayed amount."""
    return Rupiah(half_away(displayed * effective_bp, WHOLE_BP + effective_bp))
