"""Goods of others on the shop's shelf (titip jual): what is owed for them, what is left, and how long it has lain.

They belong to who brought them until they are sold. On sale the shop owes the harga titip; a return of the sale takes
the debt back. Every change is a move in a ledger of its own beside the stock's, so that owner and debt stay those of
the day whatever is agreed later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from pos_app.domain.days import Period
from pos_app.domain.money import COST_SCALE, WHOLE_BP, Cost, Rupiah, half_away
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import SaleLine

ConsignorId = NewType("ConsignorId", int)


class Terms(StrEnum):
    """How the harga titip follows from the price: given, the price less rupiah a piece, or the price less a percentage."""

    FIXED = "fixed"
    RUPIAH = "rupiah"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Agreed:
    """`value` is the harga titip of a base unit, the commission on it in rupiah, or basis points of the price."""

    terms: Terms
    value: int

    def owed(self, gross_idr: Rupiah, base_qty: Milli) -> Rupiah:
        """What is owed for a quantity at the price asked; discounts the shop gives are the shop's own."""
        match self.terms:
            case Terms.FIXED:
                return Rupiah(half_away(self.value * base_qty, 1000))
            case Terms.RUPIAH:
                return Rupiah(max(0, gross_idr - half_away(self.value * base_qty, 1000)))
            case Terms.PERCENT:
                return Rupiah(gross_idr - half_away(gross_idr * self.value, WHOLE_BP))


class Side(StrEnum):
    """Whose loss spoilt pieces are."""

    MAKER = "maker"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Consignor:
    """Who brings goods, and what was agreed: how often is settled, and after how many days goods have lain too long."""

    id: ConsignorId
    name: str
    agreed: Agreed
    agreed_on: date
    spoilt_by: Side = Side.MAKER
    settle_days: int = 7
    unsold_days: int = 14
    address: str = ""
    phone: str = ""
    agreement: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an article is now, and its terms."""

    consignor_id: ConsignorId
    name: str
    agreed: Agreed


def terms_with(who: Consignor, owner: Owner | None) -> Agreed:
    """Those of an article while it is this consignor's; what is left of one that another brings now goes by those with the consignor."""
    return owner.agreed if owner is not None and owner.consignor_id == who.id else who.agreed


class MoveKind(StrEnum):
    DELIVERY = "delivery"
    SALE = "sale"
    REFUND = "refund"
    RETURN = "return"
    SPOILT = "spoilt"
    COUNT = "count"
    """What a stocktake found missing, or more of."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change of what lies here of a consignor's: `qty` signed as the stock's, `owed_idr` what the debt grew by."""

    consignor_id: ConsignorId
    product_id: ProductId
    day: date
    kind: MoveKind
    qty: Milli
    owed_idr: Rupiah = Rupiah(0)
    each_idr: Rupiah | None = None
    """The harga titip of a base unit on the day; None where the price was open, and on sales, whose price is their own."""
    paper_id: int | None = None
    sale_id: int | None = None


class PaperKind(StrEnum):
    DELIVERY = "delivery"
    RETURN = "return"
    SPOILT = "spoilt"
    SETTLEMENT = "settlement"
    SETTLEMENT_BACK = "settlement_back"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An article on a paper, in base units, with the harga titip of one now (None where the price is open)."""

    code: str
    name: str
    unit: str
    qty: Milli
    each_idr: Rupiah | None
    owed_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Paper:
    """A delivery note, a return note, a note of spoilt goods, a settlement or one taken back.

    `paid_idr` is of settlements, below zero where one is taken back; `counters` is the number of that one.
    """

    number: str
    kind: PaperKind
    consignor: Consignor
    at: datetime
    day: date
    person: str
    till: str
    lines: tuple[PaperLine, ...] = ()
    their_number: str = ""
    their_person: str = ""
    note: str = ""
    paid_idr: Rupiah = Rupiah(0)
    means: str = ""
    owed_before_idr: Rupiah = Rupiah(0)
    counters: str = ""


def consigned(line: SaleLine, owner: Owner) -> SaleLine:
    """The line of a sale of another's goods: its owner, what is owed for it, and that as its cost."""
    owed = owner.agreed.owed(line.gross_idr, line.base_qty)
    cost = Cost(half_away(owed * COST_SCALE * 1000, line.base_qty)) if line.base_qty else None
    return replace(line, consignor=owner.name, owed_idr=owed, cost=cost)


@dataclass(frozen=True, slots=True)
class ArticleSum:
    """One article over a period, in base units: what lay here before and after, and what was owed for it within."""

    product_id: ProductId
    before: Milli = Milli(0)
    delivered: Milli = Milli(0)
    sold: Milli = Milli(0)
    returned: Milli = Milli(0)
    spoilt: Milli = Milli(0)
    owed_idr: Rupiah = Rupiah(0)

    @property
    def after(self) -> Milli:
        return Milli(self.before + self.delivered - self.sold - self.returned - self.spoilt)


@dataclass(frozen=True, slots=True)
class Account:
    """A consignor over a period: debt before, what sales and spoilt pieces added, what was paid, debt after."""

    articles: tuple[ArticleSum, ...]
    before_idr: Rupiah
    owed_idr: Rupiah
    paid_idr: Rupiah

    @property
    def after_idr(self) -> Rupiah:
        return Rupiah(self.before_idr + self.owed_idr - self.paid_idr)


_COLUMN = {
    MoveKind.DELIVERY: "delivered",
    MoveKind.SALE: "sold",
    MoveKind.REFUND: "sold",
    MoveKind.RETURN: "returned",
    MoveKind.SPOILT: "spoilt",
    MoveKind.COUNT: "spoilt",
}


def account(moves: Iterable[Move], payments: Iterable[tuple[date, Rupiah]], period: Period) -> Account:
    """What a ledger comes to in a period; articles in the order in which they first came."""
    rows: dict[ProductId, dict[str, int]] = {}
    before = owed = 0
    for move in moves:
        if move.day > period.last:
            continue
        row = rows.setdefault(move.product_id, {})
        if move.day < period.first:
            row["before"] = row.get("before", 0) + move.qty
            before += move.owed_idr
            continue
        column = _COLUMN[move.kind]
        row[column] = row.get(column, 0) + (move.qty if column == "delivered" else -move.qty)
        row["owed_idr"] = row.get("owed_idr", 0) + move.owed_idr
        owed += move.owed_idr
    paid = 0
    for day, amount in payments:
        before -= amount if day < period.first else 0
        paid += amount if period.first <= day <= period.last else 0
    articles = [ArticleSum(i, **row) for i, row in rows.items()]  # type: ignore[arg-type]  # the columns are its own
    shown = tuple(x for x in articles if x.before or x.delivered or x.sold or x.returned or x.spoilt or x.owed_idr)
    return Account(shown, Rupiah(before), Rupiah(owed), Rupiah(paid))


@dataclass(frozen=True, slots=True)
class Lying:
    """What is left of a delivery: since when it has lain here."""

    product_id: ProductId
    qty: Milli
    since: date


class _Pile:
    """One article: what lies here by the day it came, and how much more was sold than was brought."""

    def __init__(self) -> None:
        self.layers: list[tuple[date, int]] = []
        self.short = 0

    def put(self, qty: int, day: date, *, back: bool) -> None:
        """Takes pieces in; they first make good what is short, and what comes back is the oldest again."""
        owing = min(self.short, qty)
        self.short -= owing
        if qty == owing:
            return
        if back and self.layers:
            oldest, there = self.layers[0]
            self.layers[0] = (oldest, there + qty - owing)
        else:
            self.layers.append((day, qty - owing))

    def take(self, qty: int) -> None:
        """Takes from the oldest."""
        while qty and self.layers:
            since, there = self.layers.pop(0)
            if there > qty:
                self.layers.insert(0, (since, there - qty))
            qty -= min(qty, there)
        self.short += qty


def lying(moves: Sequence[Move]) -> list[Lying]:
    """What lies here by the day it came, the oldest first: what goes, goes from the oldest, what comes back is the oldest again."""
    piles: dict[ProductId, _Pile] = {}
    for move in moves:
        pile = piles.setdefault(move.product_id, _Pile())
        if move.qty > 0:
            pile.put(move.qty, move.day, back=move.kind is not MoveKind.DELIVERY)
        else:
            pile.take(-move.qty)
    found = [Lying(i, Milli(qty), since) for i, pile in piles.items() for since, qty in pile.layers]
    return sorted(found, key=lambda x: (x.since, x.product_id))
