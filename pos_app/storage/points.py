"""The members' points as a ledger: every document's moves with the balance after each, never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, insert, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Points
from pos_app.domain.tender import Means
from pos_app.storage import tables as t
from pos_app.storage.columns import within

_move, _sale = t.point_move.c, t.sale.c
EARNED, SPENT = "earned", "spent"


@dataclass(frozen=True, slots=True)
class PointMove:
    """One line of a member's points, with the balance after it."""

    at: datetime
    receipt: str
    kind: str
    points: int
    balance: int


class PointMoves:
    """Queries and writes on points, inside one transaction; who writes holds the customer's lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def balance(self, customer: str) -> int:
        query = select(_move.balance).where(_move.customer == customer).order_by(_move.id.desc()).limit(1)
        return int(self._connection.execute(query).scalar_one_or_none() or 0)

    def balances(self) -> dict[str, int]:
        """Every member's balance who ever had points."""
        latest = select(func.max(_move.id)).group_by(_move.customer)
        return {row.customer: row.balance for row in self._connection.execute(select(t.point_move).where(_move.id.in_(latest)))}

    def given(self, period: Period) -> dict[str, tuple[int, Rupiah]]:
        """What each member earned in a period, and what was paid with points; what was taken back is off."""
        earned = func.sum(case((_move.kind == EARNED, _move.points), else_=0))
        paid = func.sum(case((_move.kind == SPENT, _move.amount_idr), else_=0))
        query = (
            select(_move.customer, earned, paid)
            .join_from(t.point_move, t.sale, _sale.id == _move.sale_id)
            .where(within(_sale.business_day, period.first.isoformat(), period.last.isoformat()))
            .group_by(_move.customer)
        )
        return {customer: (int(points), Rupiah(int(amount))) for customer, points, amount in self._connection.execute(query)}

    def add(self, sale_id: int, customer: str, points: Points, *, amount_idr: int) -> None:
        """Writes what a document did to a member's points; `amount_idr` is what it paid or gave back in them."""
        before = points.balance - points.earned + points.spent
        rows = []
        if points.spent:
            before -= points.spent
            rows.append(_row(sale_id, customer, SPENT, -points.spent, amount_idr, before))
        if points.earned:
            rows.append(_row(sale_id, customer, EARNED, points.earned, 0, before + points.earned))
        if rows:
            self._connection.execute(insert(t.point_move), rows)

    def of_customer(self, customer: str) -> tuple[PointMove, ...]:
        """A member's ledger, the earliest first."""
        query = (
            select(t.point_move, _sale.at, _sale.number)
            .join_from(t.point_move, t.sale, _sale.id == _move.sale_id)
            .where(_move.customer == customer)
            .order_by(_move.id)
        )
        return tuple(
            PointMove(days.from_stamp(row.at), row.number, row.kind, row.points, row.balance) for row in self._connection.execute(query)
        )

    def uneven(self) -> Iterator[str]:
        """Members whose balance is not the sum of what came before."""
        summed = func.sum(_move.points).over(partition_by=_move.customer, order_by=_move.id).label("summed")
        running = select(_move.customer, _move.balance, summed).subquery()
        query = select(running.c.customer).where(running.c.balance != running.c.summed).distinct().order_by(running.c.customer)
        yield from self._connection.execute(query).scalars()

    def unpaid(self) -> Iterator[str]:
        """Documents whose payment in points is not what their points were worth."""
        by_points = and_(t.payment.c.sale_id == _sale.id, t.payment.c.means == Means.POINTS)
        paid = select(func.coalesce(func.sum(t.payment.c.amount_idr), 0)).where(by_points).correlate(t.sale).scalar_subquery()
        moved = select(func.coalesce(func.sum(_move.amount_idr), 0)).where(_move.sale_id == _sale.id).correlate(t.sale).scalar_subquery()
        in_points = select(t.payment.c.sale_id).where(t.payment.c.means == Means.POINTS)
        touched = or_(_sale.id.in_(select(_move.sale_id)), _sale.id.in_(in_points))
        query = select(_sale.number).where(touched, _sale.source.is_(None), paid != moved).order_by(_sale.id)
        yield from self._connection.execute(query).scalars()


def _row(sale_id: int, customer: str, kind: str, points: int, amount_idr: int, balance: int) -> dict[str, object]:
    return {
        "customer": customer,
        "sale_id": sale_id,
        "kind": kind,
        "points": points,
        "amount_idr": amount_idr,
        "balance": balance,
    }
