"""What a member shop shows its co-op, month by month: sums of sales, sums of stock, and the articles of goods.

Nothing else leaves the shop: no customers, members, staff, receipts, means of payment or suppliers, and not what was
paid to them. Stock is valued at cost, but only as a sum by category and origin, which tells a cost where that category
holds a single article.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State, Strength
from pos_app.domain.quantity import Milli

MOST_MONTHS: Final = 60
MOST_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Documents and lines of a month, given by its first day."""

    month: date
    receipts: int
    lines: int


@dataclass(frozen=True, slots=True)
class SalesRow:
    """Goods sold in a month, of one category and origin; a return counts negative.

    `covered_idr` has a certificate, `weighted` is its sum of value times TKDN in basis points; strong, medium and weak
    split what is domestic.
    """

    month: date
    category: str
    state: State
    value_idr: Rupiah
    pieces: Milli
    covered_idr: Rupiah
    weighted: int
    ikm_idr: Rupiah
    strong_idr: Rupiah
    medium_idr: Rupiah
    weak_idr: Rupiah


@dataclass(frozen=True, slots=True)
class StockRow:
    """Goods on hand of one category and origin, at average cost; below zero counts as nothing."""

    category: str
    state: State
    value_idr: Rupiah
    articles: int
    pieces: Milli


@dataclass(frozen=True, slots=True)
class Article:
    """An article of goods. `codes` are those that mean the same thing in every shop; `sales` are by month."""

    uid: str
    code: str
    codes: tuple[str, ...]
    name: str
    category: str
    unit: str
    state: State
    strength: Strength
    evidence_kind: str | None
    country: str | None
    tkdn_bp: BasisPoints | None
    price_idr: Rupiah | None
    on_hand: Milli
    sales: tuple[Rupiah, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A shop as its co-op sees it; `period` is of whole months, `public_key` in hexadecimal."""

    shop_uid: str
    shop_name: str
    public_key: str
    period: Period
    made_at: datetime
    months: tuple[MonthRow, ...]
    sales: tuple[SalesRow, ...]
    stock: tuple[StockRow, ...]
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A snapshot that is whole and signed; `sha256` is of its manifest, and so of all it holds."""

    snapshot: Snapshot
    sha256: str


def months_of(period: Period) -> tuple[date, ...]:
    """The first days of the months of a period."""
    found = [period.first.replace(day=1)]
    while (after := days.following(found[-1])) <= period.last:
        found.append(after)
    return tuple(found)


def whole_months(period: Period) -> Period:
    """The months a period lies in, from the first day of one to the last day of another."""
    months = months_of(period)
    return Period(months[0], days.following(months[-1]) - timedelta(days=1))


def plain(text: str) -> str:
    """A text as it stands in a part: in one line, without control signs."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", " ", text).split())[:MOST_TEXT].rstrip()
