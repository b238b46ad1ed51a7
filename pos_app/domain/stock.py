"""Stock on hand and what it cost."""

from pos_app.domain.money import Cost, half_away
from pos_app.domain.quantity import Milli


def moving_average(on_hand: Milli, average: Cost | None, received: Milli, cost: Cost) -> Cost:
    """The average cost of one base unit after receiving; stock below zero or of unknown cost has no say in it."""
    if average is None or on_hand <= 0:
        return cost
    return Cost(half_away(on_hand * average + received * cost, on_hand + received))
