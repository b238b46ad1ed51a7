"""A price that changed, or will: what it was, what it is, from which day on, and who said so."""

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
