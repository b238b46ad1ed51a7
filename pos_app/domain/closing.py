"""A closed month: its figures are what its paper says, and nothing is posted into it until it is opened again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.local_content import Consigned, Split
from pos_app.domain.money import BasisPoints


@dataclass(frozen=True, slots=True)
class Kept:
    """What a month's figures stand on that the sales themselves do not tell, as it was when the month was closed."""

    shop_name: str
    regency: str | None
    target_bp: BasisPoints | None
    stock: Split
    stock_below_zero: int
    stock_unknown_cost: int
    consigned: Consigned
    year_target_bp: BasisPoints | None


@dataclass(frozen=True, slots=True)
class Closing:
    """That a month (`2026-10`) is closed: since when, by whom, and the SHA-256 of its paper in each language."""

    month: str
    at: datetime
    person: str
    kept: Kept
    papers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClosingEvent:
    """One line of a month's trace: `closed` or `reopened`, the latter with its reason."""

    month: str
    event: str
    at: datetime
    person: str
    why: str | None
