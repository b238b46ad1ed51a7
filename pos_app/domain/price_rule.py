"""How a new price is made from an old one: by rupiah or percent, then rounded to what shops write on labels."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import WHOLE_BP, Rupiah, half_away
from pos_app.errors import Refused


class By(StrEnum):
    """What the figure of a rule means; only a percentage and an amount may be below zero."""

    TO = "to"
    RUPIAH = "rupiah"
    PERCENT = "percent"


class Towards(StrEnum):
    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


STEPS = (1, 50, 100, 500, 1_000)


@dataclass(frozen=True, slots=True)
class PriceRule:
    """`figure` is rupiah, or basis points of a percentage; the result is rounded to a multiple of `step`."""

    by: By
    figure: int
    step: int = 1
    towards: Towards = Towards.NEAREST

    def price(self, old: Rupiah | None) -> Rupiah:
        """The new price.

        Raises:
            Refused: `price_missing_before`, where an open price would be raised; `price_not_positive`.
        """
        if self.by is By.TO:
            raw, parts = self.figure, 1
        elif old is None:
            raise Refused("price_missing_before")
        elif self.by is By.RUPIAH:
            raw, parts = old + self.figure, 1
        else:
            raw, parts = old * (WHOLE_BP + self.figure), WHOLE_BP
        whole = parts * self.step
        if self.towards is Towards.NEAREST:
            steps = half_away(raw, whole)
        else:
            steps = -(-raw // whole) if self.towards is Towards.UP else raw // whole
        if steps <= 0:
            raise Refused("price_not_positive")
        return Rupiah(steps * self.step)
