"""Stock on hand and what it cost."""

from dataclasses import dataclass

from pos_app.domain.money import Cost, half_away
from pos_app.domain.quantity import Milli


def moving_average(on_hand: Milli, average: Cost | None, received: Milli, cost: Cost) -> Cost:
    """The average cost of one base unit after receiving; stock below zero or of unknown cost has no say in it."""
    if average is None or on_hand <= 0:
        return cost
    return Cost(half_away(on_hand * average + received * cost, on_hand + received))


def average_without(on_hand: Milli, average: Cost | None, removed: Milli, cost: Cost | None, *, standing: Cost | None) -> Cost | None:
    """The average cost of one base unit once `removed` that came in at `cost` by mistake are taken out again.

    They go out at the cost at which they came in, and what is left carries the rest of the worth: 10 at 1.000 and 10
    at 9.000 by mistake are 5.000 each; without the mistake 1.000. Where nothing is left, or the rest would be worth less
    than nothing because most was sold meanwhile, the goods tell nothing any more: `standing` is taken, the last cost
    that still stands. Goods that came in at an unknown cost never had a say, and have none now.
    """
    if average is None or cost is None:
        return average
    left, worth = on_hand - removed, on_hand * average - removed * cost
    if left <= 0 or worth < 0:
        return standing
    return Cost(half_away(worth, left))


@dataclass(frozen=True, slots=True)
class Posted:
    """A move as the ledger has it: `document` is what caused it, `cost` that of one base unit, None while unknown."""

    id: int
    at: str
    reason: str
    qty: Milli
    cost: Cost | None
    person: str
    document: str | None
    note: str | None
