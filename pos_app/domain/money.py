"""Whole rupiah, and cost in ten-thousandths of a rupiah.

Shops have no cents, so an amount is an `int`. Every rounding is half away from zero, so that a return is the
exact negative of its sale (DOMAIN: money).
"""

from collections.abc import Sequence
from typing import Final, NewType

from pos_app.domain.quantity import Milli
from pos_app.errors import Refused

Rupiah = NewType("Rupiah", int)
Cost = NewType("Cost", int)
"""Cost of one base unit in 1/10000 rupiah: 2.587,5 is 25_875_000."""
BasisPoints = NewType("BasisPoints", int)

COST_SCALE: Final = 10_000
WHOLE_BP: Final = 10_000
MOST_IDR: Final = 999_999_999_999
"""No amount in a shop is above twelve digits; more is a scanner's code in the wrong field."""


def half_away(numerator: int, denominator: int) -> int:
    """`numerator / denominator` rounded half away from zero; the denominator is positive."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def times_qty(unit: Rupiah, qty: Milli) -> Rupiah:
    """Price of `qty` thousandths of a unit, in whole rupiah."""
    return Rupiah(half_away(unit * qty, 1000))


def cost_of(cost: Cost, qty: Milli) -> Rupiah:
    """Value of `qty` thousandths of a unit at `cost` each, in whole rupiah."""
    return Rupiah(half_away(cost * qty, 1000 * COST_SCALE))


def percent_of(amount: Rupiah, share: BasisPoints) -> Rupiah:
    """`share` of `amount`: 5,5 % (550) of 10.000 is 550."""
    return Rupiah(half_away(amount * share, WHOLE_BP))


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to `weights` so that the parts sum to it exactly (largest remainder).

    Parts carry the sign of `total`; what is left over goes to the largest remainders, the earliest first among
    equals. No part is larger than its weight while the total is not larger than their sum.

    Raises:
        ValueError: a negative weight, or nothing to spread over.
    """
    base = sum(weights)
    if any(weight < 0 for weight in weights) or (base == 0 and total != 0):
        raise ValueError(f"cannot spread {total} over {list(weights)}")
    if base == 0:
        return [0] * len(weights)
    sign, size = (-1, -total) if total < 0 else (1, total)
    parts = [size * weight // base for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % base), i))
    for i in by_remainder[: size - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def rounded_together(exact: Sequence[int], scale: int) -> list[int]:
    """Each of `exact` divided by `scale` in whole numbers that sum to their rounded sum (largest remainder, the earliest among equals).

    However the same lines are grouped, the parts come to the same total.
    """
    parts = [value // scale for value in exact]
    left = half_away(sum(exact), scale) - sum(parts)
    by_remainder = sorted(range(len(exact)), key=lambda i: (-(exact[i] % scale), i))
    for i in by_remainder[:left]:
        parts[i] += 1
    return parts


def checked(amount: int) -> Rupiah:
    """An amount that a person may have meant.

    Raises:
        Refused: `amount_too_large`.
    """
    if abs(amount) > MOST_IDR:
        raise Refused("amount_too_large", most_idr=MOST_IDR)
    return Rupiah(amount)
