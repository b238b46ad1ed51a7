"""A price that changed, or will: what it was, what it is, from which day on, and who said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain.money import Rupiah
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli


class PriceKind(StrEnum):
    """What a price is for: anyone, members, resellers, or whoever takes enough of it."""

    RETAIL = "retail"
    MEMBER = "member"
    WHOLESALE = "wholesale"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One price of one article, for one `unit` (a larger one where it is a `pack`).

    It counts from `valid_from` on; while it `waits` the article's own column still holds the old price.
    """

    id: int
    product_id: ProductId
    code: str
    name: str
    kind: PriceKind
    unit: str
    pack: bool
    from_qty: Milli | None
    old_idr: Rupiah | None
    price_idr: Rupiah | None
    valid_from: date
    waits: bool
    withdrawn: bool
    at: datetime
    person: str
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """A price that became another on a day."""

    day: date
    old_idr: Rupiah | None
    new_idr: Rupiah | None


def price_then(steps: Sequence[Step], day: date, now: Rupiah | None) -> Rupiah | None:
    """The price on a day, out of its steps in order; one that never changed is what it is now."""
    if not steps:
        return now
    before = [step for step in steps if step.day <= day]
    return before[-1].new_idr if before else steps[0].old_idr
