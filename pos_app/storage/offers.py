"""What the till offered in place of imported goods, line by line, and what became of each offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, case, func, insert, literal, select
from sqlalchemy.engine import Connection

from pos_app.domain.behind import BehindOffers
from pos_app.domain.days import Period
from pos_app.domain.local_content import Push
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import Strength
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import within

LEFT: Final = "left"
TAKEN: Final = "taken"
RETURNED: Final = "returned"


@dataclass(frozen=True, slots=True)
class NewOffer:
    """An offer on a line that is being sold: of what was bought in the end, `outcome` says which of the two it is."""

    line_no: int
    imported: ProductId
    offered: ProductId
    outcome: str
    amount_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Pair:
    """An offered article in place of an imported one, and what came of it."""

    imported: ProductId
    offered: ProductId
    instead_of: str
    code: str
    name: str
    push: Push


@dataclass(frozen=True, slots=True)
class MadeOffer:
    """The line of one offer as it was sold: of an offer that was left the imported article's, of others the domestic one's."""

    at: str
    receipt: str
    person: str
    outcome: str
    product: ProductId
    code: str
    name: str
    qty: Milli
    amount_idr: Rupiah
    evidence_kind: str | None
    strength: Strength

    @property
    def moved_idr(self) -> Rupiah:
        """What it moved to domestic goods; below zero where it came back."""
        return Rupiah(0) if self.outcome == LEFT else self.amount_idr


class Offers:
    """Queries and writes on offers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known_as(self, uid: str) -> ProductId | None:
        """The article with this uid."""
        found = self._connection.execute(select(t.product.c.id).where(t.product.c.uid == uid)).scalar_one_or_none()
        return None if found is None else ProductId(found)

    def add(self, sale_id: int, day: date, offers: Sequence[NewOffer]) -> None:
        """Writes down the offers of one sale."""
        rows = [
            {
                "sale_id": sale_id,
                "line_no": offer.line_no,
                "business_day": day.isoformat(),
                "imported_id": offer.imported,
                "offered_id": offer.offered,
                "outcome": offer.outcome,
                "amount_idr": offer.amount_idr,
            }
            for offer in offers
        ]
        if rows:
            self._connection.execute(insert(t.swap_offer), rows)

    def give_back(self, refund_id: int, sale_id: int) -> None:
        """Takes what comes back of accepted offers off what they moved, on the day it comes back."""
        line, taken = t.sale_line.c, t.swap_offer.c
        returned = (
            select(
                line.sale_id, line.line_no, line.business_day, taken.imported_id, taken.offered_id, literal(RETURNED), line.amount_idr
            )
            .join_from(t.sale_line, t.swap_offer, taken.line_no == line.refunds_line)
            .where(line.sale_id == refund_id, taken.sale_id == sale_id, taken.outcome == TAKEN)
        )  # fmt: skip
        self._connection.execute(insert(t.swap_offer).from_select([column.name for column in t.swap_offer.columns], returned))

    def effect(self, period: Period) -> Push:
        """How often something domestic was offered and taken in a period, and what it moved, returns taken off."""
        offers, accepted, value = self._connection.execute(self._effect(period)).one()
        return Push(int(offers or 0), int(accepted or 0), Rupiah(int(value or 0)))

    def pairs(self, period: Period) -> list[Pair]:
        """The effect of each offer; what moved most first."""
        c, here, there = t.swap_offer.c, t.product.alias("imported").c, t.product.alias("offered").c
        of_each = self._effect(period).add_columns(c.imported_id, c.offered_id).group_by(c.imported_id, c.offered_id).subquery("of_each")
        query = (
            select(here.id, there.id, here.name, there.code, there.name, of_each.c.made, of_each.c.taken, of_each.c.moved)
            .join_from(of_each, here.id.table, here.id == of_each.c.imported_id)
            .join(there.id.table, there.id == of_each.c.offered_id)
            .order_by(of_each.c.moved.desc(), of_each.c.made.desc(), there.name, here.name)
        )
        return [
            Pair(ProductId(imported), ProductId(offered), instead_of, code, name, Push(int(made), int(taken), Rupiah(int(moved))))
            for imported, offered, instead_of, code, name, made, taken, moved in self._connection.execute(query)
        ]

    def each(self, asked: BehindOffers) -> list[MadeOffer]:
        """The offers that are asked for, one by one: the line it was offered on, sold or given back by."""
        c, line, document = t.swap_offer.c, t.sale_line.c, t.sale.c
        query = (
            select(document.at, document.number, document.person, c.outcome, line.product_id, line.code, line.name, line.base_qty_milli,
                   line.amount_idr, line.evidence_kind, line.strength)
            .join_from(t.swap_offer, t.sale, document.id == c.sale_id)
            .join(t.sale_line, (line.sale_id == c.sale_id) & (line.line_no == c.line_no))
            .where(within(c.business_day, asked.period.first.isoformat(), asked.period.last.isoformat()))
            .order_by(c.business_day, c.sale_id, c.line_no)
        )  # fmt: skip
        if asked.imported is not None:
            query = query.where(c.imported_id == asked.imported)
        if asked.offered is not None:
            query = query.where(c.offered_id == asked.offered)
        return [MadeOffer(*row) for row in self._connection.execute(query)]

    @staticmethod
    def _effect(period: Period) -> Select[*tuple[Any, ...]]:
        c = t.swap_offer.c
        made = func.sum(case((c.outcome == RETURNED, 0), else_=1)).label("made")
        taken = func.sum(case((c.outcome == TAKEN, 1), else_=0)).label("taken")
        moved = func.sum(case((c.outcome == LEFT, 0), else_=c.amount_idr)).label("moved")
        return select(made, taken, moved).where(within(c.business_day, period.first.isoformat(), period.last.isoformat()))
