"""The stock ledger: every change is a move; the level is kept with it in the same transaction."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import cast, func, insert, or_, select, text
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted
from pos_app.storage import tables as t
from pos_app.storage.columns import among
from pos_app.storage.merges import with_merged


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
            query = select(t.stock_level.c.product_id).where(among(t.stock_level.c.product_id, wanted))
            self._connection.execute(query.order_by(t.stock_level.c.product_id).with_for_update())

    def on_hand(self, product_id: ProductId) -> Milli:
        return self.levels([product_id])[product_id]

    def levels(self, ids: Collection[ProductId]) -> dict[ProductId, Milli]:
        """What is on hand of each of the articles; nothing of those never stocked."""
        level = t.stock_level.c
        found = dict(self._connection.execute(select(level.product_id, level.on_hand_milli).where(among(level.product_id, ids))).all())
        return {i: Milli(found.get(i, 0)) for i in ids}

    def came_in(self, document: str) -> dict[ProductId, Milli]:
        """What came in by a paper, article by article in its order."""
        c = t.stock_move.c
        query = select(c.product_id, func.sum(c.qty_milli), func.min(c.id)).where(c.document == document, c.qty_milli > 0)
        rows = self._connection.execute(query.group_by(c.product_id).order_by(func.min(c.id)))
        return {ProductId(i): Milli(int(qty)) for i, qty, _first in rows}

    def moves(self, product_id: ProductId, *, most: int) -> list[Posted]:
        """The latest moves of an article and of those merged into it, the last one first."""
        c = t.stock_move.c
        query = select(c.id, c.at, c.reason, c.qty_milli, c.cost, c.person, c.document, c.note).where(with_merged(c.product_id, product_id))
        return [Posted(*row) for row in self._connection.execute(query.order_by(c.id.desc()).limit(most))]

    def before_batches(self, ids: Iterable[ProductId]) -> Iterator[tuple[ProductId, Milli]]:
        """Articles with a move that names a batch or a date, and what was on hand before the first of them."""
        c = t.stock_move.c
        first = (
            select(c.product_id, func.min(c.id).label("id"))
            .where(among(c.product_id, ids), or_(c.batch.is_not(None), c.expires.is_not(None)))
            .group_by(c.product_id)
            .subquery()
        )
        query = (
            select(first.c.product_id, func.coalesce(func.sum(c.qty_milli), 0))
            .select_from(first.outerjoin(t.stock_move, (c.product_id == first.c.product_id) & (c.id < first.c.id)))
            .group_by(first.c.product_id)
        )
        for product_id, before in self._connection.execute(query):
            yield ProductId(product_id), Milli(int(before))

    def batch_moves(self, ids: Iterable[ProductId]) -> Iterator[tuple[ProductId, int, str | None, date | None]]:
        """The moves of articles from the first on that names a batch or a date, article by article in their order."""
        c = t.stock_move.c
        wanted = list(ids)
        first = (
            select(c.product_id, func.min(c.id).label("id"))
            .where(among(c.product_id, wanted), or_(c.batch.is_not(None), c.expires.is_not(None)))
            .group_by(c.product_id)
            .subquery()
        )
        query = (
            select(c.product_id, c.qty_milli, c.batch, c.expires)
            .select_from(t.stock_move.join(first, first.c.product_id == c.product_id))
            .where(c.id >= first.c.id)
            .order_by(c.product_id, c.id)
        )
        for row in self._connection.execute(query):
            yield ProductId(row.product_id), row.qty_milli, row.batch, date.fromisoformat(row.expires) if row.expires else None

    def uneven(self) -> list[tuple[str, int, int]]:
        """Articles whose level is not the sum of their moves: code, level, sum."""
        # Not the column: SQLite would go to every row by its index, slower than past them all. A number again by the cast: sums of
        # numbers without a type are joined by going through all of them for every article.
        article = cast(t.stock_move.c.product_id + 0, t.stock_move.c.product_id.type)
        moved = select(article.label("product_id"), func.sum(t.stock_move.c.qty_milli).label("qty")).group_by(article).subquery()
        level, sums = func.coalesce(t.stock_level.c.on_hand_milli, 0), func.coalesce(moved.c.qty, 0)
        joined = t.product.outerjoin(t.stock_level, t.stock_level.c.product_id == t.product.c.id).outerjoin(
            moved, moved.c.product_id == t.product.c.id
        )
        query = select(t.product.c.code, level, sums).select_from(joined).where(level != sums).order_by(t.product.c.id)
        return [(code, int(kept), int(summed)) for code, kept, summed in self._connection.execute(query)]
