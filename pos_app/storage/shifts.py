"""Shifts: a till's cash from its opening float to its closing count."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.storage import tables as t


@dataclass(frozen=True, slots=True)
class StoredShift:
    id: int
    till: str
    opened_at: datetime
    float_idr: Rupiah


class Shifts:
    """Queries and writes on shifts, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self, till: str, *, lock: bool = False) -> StoredShift | None:
        """The till's open shift; `lock` keeps documents and others who open or close out of it meanwhile."""
        query = select(t.shift).where(t.shift.c.till == till, t.shift.c.closed_at.is_(None)).order_by(t.shift.c.id.desc()).limit(1)
        if self._connection.dialect.name == "postgresql":
            by_till = "SELECT pg_advisory_xact_lock{}(hashtextextended('shift ' || :till, 0))"
            self._connection.execute(text(by_till.format("" if lock else "_shared")), {"till": till})
        row = self._connection.execute(query).one_or_none()
        return StoredShift(row.id, row.till, days.from_stamp(row.opened_at), row.float_idr) if row is not None else None

    def open_on(self, till: str) -> int | None:
        """The key of the till's open shift; documents outside one carry none."""
        shift = self.current(till)
        return shift.id if shift else None

    def is_closed(self, shift_id: int) -> bool:
        query = select(t.shift.c.closed_at).where(t.shift.c.id == shift_id)
        return self._connection.execute(query).scalar_one() is not None

    def open(self, actor: Actor, *, float_idr: Rupiah, at: datetime) -> None:
        values = {"till": actor.till, "opened_at": days.stamp(at), "opened_by": actor.person, "float_idr": float_idr}
        self._connection.execute(insert(t.shift).values(values))

    def close(self, shift_id: int, actor: Actor, *, counted: Rupiah, expected: Rupiah, why: str | None, at: datetime) -> None:
        values = {"closed_at": days.stamp(at), "closed_by": actor.person, "counted_idr": counted, "expected_idr": expected, "why": why}
        self._connection.execute(update(t.shift).where(t.shift.c.id == shift_id).values(values))

    def takings(self, shift_id: int) -> list[tuple[str, bool, int]]:
        """Means, whether of a refund, and what was kept (cash without its change) by the documents of a shift."""
        back = t.sale.c.kind != "sale"
        paid = (
            select(t.payment.c.means, back.label("back"), func.sum(t.payment.c.amount_idr))
            .join_from(t.payment, t.sale, t.sale.c.id == t.payment.c.sale_id)
            .where(t.sale.c.shift_id == shift_id)
            .group_by(t.payment.c.means, back)
            .order_by(t.payment.c.means)
        )
        change = self._connection.execute(
            select(func.coalesce(func.sum(t.sale.c.change_idr), 0)).where(t.sale.c.shift_id == shift_id)
        ).scalar_one()
        return [
            (means, bool(is_back), int(amount) - (int(change) if means == "cash" and not is_back else 0))
            for means, is_back, amount in self._connection.execute(paid)
        ]
