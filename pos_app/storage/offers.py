"""What the till offered in place of imported goods, line by line, and what became of each offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, case, func, insert, literal, select
from sqlalchemy.engine import Connection

from pos_app.domain.days import Period
from pos_app.domain.local_content import Push
from pos_app.domain.money import Rupiah
from pos_app.domain.product import ProductId
from pos_app.storage import tables as t
from pos_app.storage.columns import within

LEFT: Final = "left"
TAKEN: Final = "taken"
_RETURNED: Final = "returned"


@dataclass(frozen=True, slots=True)
class NewOffer:
    """An offer on a line that is being sold: of what was bought in the end, `outcome` says which of the two it is."""

    line_no: int
    imported: ProductId
    offered: ProductId
    outcome: str
    amount_idr: Rupiah


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
                line.sale_id, line.line_no, line.business_day, taken.imported_id, taken.offered_id, literal(_RETURNED), line.amount_idr
            )
            .join_from(t.sale_line, t.swap_offer, taken.line_no == line.refunds_line)
            .where(line.sale_id == refund_id, taken.sale_id == sale_id, taken.outcome == TAKEN)
        )  # fmt: skip
        self._connection.execute(insert(t.swap_offer).from_select([column.name for column in t.swap_offer.columns], returned))

    def effect(self, period: Period) -> Push:
        """How often something domestic was offered and taken in a period, and what it moved, returns taken off."""
        offers, accepted, value = self._connection.execute(self._effect(period)).one()
        return Push(int(offers or 0), int(accepted or 0), Rupiah(int(value or 0)))

    def pairs(self, period: Period) -> list[tuple[str, str, str, Push]]:
        """The effect of each offer: the imported article's name, the domestic one's code and name; what moved most first."""
        c, here, there = t.swap_offer.c, t.product.alias("imported").c, t.product.alias("offered").c
        of_each = self._effect(period).add_columns(c.imported_id, c.offered_id).group_by(c.imported_id, c.offered_id).subquery("of_each")
        query = (
            select(here.name.label("instead_of"), there.code, there.name, of_each.c.made, of_each.c.taken, of_each.c.moved)
            .join_from(of_each, here.id.table, here.id == of_each.c.imported_id)
            .join(there.id.table, there.id == of_each.c.offered_id)
            .order_by(of_each.c.moved.desc(), of_each.c.made.desc(), there.name, here.name)
        )
        return [
            (instead_of, code, name, Push(int(made), int(taken), Rupiah(int(moved))))
            for instead_of, code, name, made, taken, moved in self._connection.execute(query)
        ]

    @staticmethod
    def _effect(period: Period) -> Select[*tuple[Any, ...]]:
        c = t.swap_offer.c
        made = func.sum(case((c.outcome == _RETURNED, 0), else_=1)).label("made")
        taken = func.sum(case((c.outcome == TAKEN, 1), else_=0)).label("taken")
        moved = func.sum(case((c.outcome == LEFT, 0), else_=c.amount_idr)).label("moved")
        return select(made, taken, moved).where(within(c.business_day, period.first.isoformat(), period.last.isoformat()))
