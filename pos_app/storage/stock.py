"""The stock ledger: every change is a move; the level is kept with it in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted
from pos_app.storage import tables as t


@dataclass(frozen=True, slots=True)
class Move:
    """A change of stock: `qty` in base units, signed; `cost` of one base unit, None while unknown."""

    product_id: ProductId
    qty: Milli
    reason: str
    cost: Cost | None = None
    document: str | None = None
    note: str | None = None
    batch: str | None = None
    expires: date | None = None


class Stock:
    """Moves and levels, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(self, moves: Sequence[Move], *, at: datetime, business_day: date, actor: Actor, sale_id: int | None = None) -> None:
        """Writes moves and changes the levels with them, in the order in which `lock` locks."""
        if not moves:
            return
        rows = [
            {
                "product_id": m.product_id,
                "at": days.stamp(at),
                "business_day": business_day.isoformat(),
                "reason": m.reason,
                "qty_milli": m.qty,
                "cost": m.cost,
                "sale_id": sale_id,
                "document": m.document,
                "person": actor.person,
                "till": actor.till,
                "note": m.note,
                "batch": m.batch,
                "expires": m.expires.isoformat() if m.expires else None,
            }
            for m in moves
        ]
        changes: dict[ProductId, int] = {}
        for move in moves:
            changes[move.product_id] = changes.get(move.product_id, 0) + move.qty
        add = text(
            "INSERT INTO stock_level (product_id, on_hand_milli) VALUES (:id, :qty) "
            "ON CONFLICT (product_id) DO UPDATE SET on_hand_milli = stock_level.on_hand_milli + excluded.on_hand_milli"
        )
        self._connection.execute(add, [{"id": i, "qty": qty} for i, qty in sorted(changes.items())])
        self._connection.execute(insert(t.stock_move), rows)

    def lock(self, ids: Iterable[ProductId]) -> None:
        """Locks the levels of articles in one order, also of those never stocked; SQLite holds its one write lock already."""
        wanted = sorted(set(ids))
        if self._connection.dialect.name == "postgresql" and wanted:
            rows = text("INSERT INTO stock_level (product_id, on_hand_milli) VALUES (:id, 0) ON CONFLICT (product_id) DO NOTHING")
            self._connection.execute(rows, [{"id": i} for i in wanted])
            query = select(t.stock_level.c.product_id).where(t.stock_level.c.product_id.in_(wanted))
            self._connection.execute(query.order_by(t.stock_level.c.product_id).with_for_update())

    def on_hand(self, product_id: ProductId) -> Milli:
        query = select(t.stock_level.c.on_hand_milli).where(t.stock_level.c.product_id == product_id)
        return Milli(self._connection.execute(query).scalar_one_or_none() or 0)

    def moves(self, product_id: ProductId, *, most: int) -> list[Posted]:
        """The latest moves of an article, the last one first."""
        c = t.stock_move.c
        query = select(c.id, c.at, c.reason, c.qty_milli, c.cost, c.person, c.document, c.note).where(c.product_id == product_id)
        return [Posted(*row) for row in self._connection.execute(query.order_by(c.id.desc()).limit(most))]

    def uneven(self) -> list[tuple[str, int, int]]:
        """Articles whose level is not the sum of their moves: code, level, sum."""
        moved = (
            select(t.stock_move.c.product_id, func.sum(t.stock_move.c.qty_milli).label("qty"))
            .group_by(t.stock_move.c.product_id)
            .subquery()
        )
        level, sums = func.coalesce(t.stock_level.c.on_hand_milli, 0), func.coalesce(moved.c.qty, 0)
        joined = t.product.outerjoin(t.stock_level, t.stock_level.c.product_id == t.product.c.id).outerjoin(
            moved, moved.c.product_id == t.product.c.id
        )
        query = select(t.product.c.code, level, sums).select_from(joined).where(level != sums).order_by(t.product.c.id)
        return [(code, int(kept), int(summed)) for code, kept, summed in self._connection.execute(query)]
