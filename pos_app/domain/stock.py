"""Stock on hand and what it cost."""

from dataclasses import dataclass

from pos_app.domain.money import Cost, half_away
from pos_app.domain.quantity import Milli


def moving_average(on_hand: Milli, average: Cost | None, received: Milli, cost: Cost) -> Cost:
    """The average cost of one base unit after receiving; stock below zero or of unknown cost has no say in it."""
    if average is None or on_hand <= 0:
        return cost
    return Cost(half_away(on_hand * average + received * cost, on_hand + received))


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
