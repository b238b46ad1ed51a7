"""Baskets that wait for their customers: of the whole shop, whichever till held them."""

from datetime import date, datetime

from sqlalchemy import Row, delete, insert, select, text
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.held_basket import Held
from pos_app.domain.money import Rupiah
from pos_app.storage import tables as t

_held = t.held_basket.c
_SHOWN = [column for column in t.held_basket.columns if column.name != "body"]

_NEXT = text(
    "INSERT INTO code_counter (prefix, last) VALUES ('held', 1) "
    "ON CONFLICT (prefix) DO UPDATE SET last = code_counter.last + 1 RETURNING last"
)


class HeldBaskets:
    """Queries and writes on held baskets, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def every(self) -> list[Held]:
        """Those that wait, the longest first."""
        return [_read(row) for row in self._connection.execute(select(*_SHOWN).order_by(_held.id))]

    def bodies(self) -> list[tuple[str, str]]:
        """What every one is called by, and its body, the longest first."""
        query = select(_held.name, _held.first, _held.body).order_by(_held.id)
        return [(name or first, body) for name, first, body in self._connection.execute(query)]

    def by_id(self, held: int, *, lock: bool = False) -> tuple[Held, str] | None:
        """One with its body; None where another till has taken it."""
        query = select(t.held_basket).where(_held.id == held)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else (_read(row), row.body)

    def put(self, actor: Actor, *, at: datetime, day: date, body: str, **values: object) -> int:
        """Keeps one; `values` are name, customer, first, kinds and total_idr. Its key.

        No key is given twice: a list that was read earlier must not call another basket back.
        """
        key = int(self._connection.execute(_NEXT).scalar_one())
        row = {"till": actor.till, "person": actor.person, "held_at": days.stamp(at), "business_day": day.isoformat(), "body": body}
        self._connection.execute(insert(t.held_basket).values(id=key, **row, **values))
        return key

    def drop(self, held: int) -> None:
        self._connection.execute(delete(t.held_basket).where(_held.id == held))


def _read(row: Row[tuple[object, ...]]) -> Held:
    return Held(
        id=row.id,
        name=row.name,
        till=row.till,
        person=row.person,
        held_at=days.from_stamp(row.held_at),
        business_day=date.fromisoformat(row.business_day),
        customer=row.customer,
        first=row.first,
        kinds=row.kinds,
        total_idr=Rupiah(row.total_idr),
    )
