"""Documents as they stand in lists: what a person looks for, without their lines."""

from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.money import Rupiah
from pos_app.domain.sale import SaleKind
from pos_app.domain.tender import Means


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list; `paid_idr` is what was due, the cash part rounded."""

    number: str
    kind: SaleKind
    at: datetime
    person: str
    paid_idr: Rupiah
    means: tuple[Means, ...]


@dataclass(frozen=True, slots=True)
class CounterDocument:
    """A return, void or correction; `receipt` is the number of the sale, None where it is not known."""

    day: date
    number: str
    kind: SaleKind
    receipt: str | None
    person: str
    why: str
    paid_idr: Rupiah
