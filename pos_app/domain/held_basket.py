"""A basket that waits for its customer."""

from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Held:
    """A basket that waits. `name` is what the cashier called it, `first` what was put in first, `kinds` how many lines it has."""

    id: int
    name: str
    till: str
    person: str
    held_at: datetime
    business_day: date
    customer: str | None
    first: str
    kinds: int
    total_idr: Rupiah
