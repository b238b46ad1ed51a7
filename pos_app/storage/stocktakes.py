"""Stocktakes: parts and counts while they are open, the lines they were posted with."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Counted, Difference, Entry, Moment, MoveSeen, Part, Scope, State, Stocktake, Uncounted
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import among

_PREFIX = "SO"
_product, _level = t.product.c, t.stock_level.c
_take, _part, _entry, _done, _move = t.stocktake.c, t.stocktake_part.c, t.stocktake_entry.c, t.stocktake_line.c, t.stock_move.c


_COLUMNS = (
    _product.id, _product.uid, _product.code, _product.name, _product.unit, func.coalesce(t.category.c.name, "").label("category"),
    func.coalesce(_product.shelf, "").label("shelf"), _product.average_cost, func.coalesce(_level.on_hand_milli, 0).label("on_hand"),
)  # fmt: skip
_JOINED = t.product.outerjoin(t.category, t.category.c.id == _product.category_id).outerjoin(
    t.stock_level, _level.product_id == _product.id
)
_KEPT = (_product.kind == Kind.GOODS) & _product.archived_at.is_(None)


class Stocktakes:
    """Queries and writes on stocktakes, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- reading

    def lock(self) -> None:
        """Keeps others from starting, counting or posting meanwhile."""
        locks.hold(self._connection, "stocktake")

    def open(self) -> Stocktake | None:
        """The stocktake that is not over, if any."""
        return self._one(select(t.stocktake).where(_take.state == State.OPEN))

    def by_number(self, number: str) -> Stocktake | None:
        return self._one(select(t.stocktake).where(_take.number == number))

    def latest(self) -> Stocktake | None:
        return self._one(select(t.stocktake).order_by(_take.id.desc()).limit(1))

    def all(self, *, most: int) -> list[Stocktake]:
        """Stocktakes, the latest first."""
        rows = self._connection.execute(select(t.stocktake).order_by(_take.id.desc()).limit(most)).all()
        return [self._whole(row) for row in rows]

    def entries(self, stocktake_id: int) -> list[Entry]:
        """Every count of a stocktake, the earliest first."""
        query = select(t.stocktake_entry).join(t.stocktake_part, _part.id == _entry.part_id).where(_part.stocktake_id == stocktake_id)
        return [_counted_entry(row) for row in self._connection.execute(query.order_by(_entry.id))]

    def articles(self, stocktake_id: int) -> dict[ProductId, Counted]:
        """The articles that were counted, or stand in the posted lines."""
        counted = select(_entry.product_id).join_from(t.stocktake_entry, t.stocktake_part, _part.id == _entry.part_id)
        ids = counted.where(_part.stocktake_id == stocktake_id).union(select(_done.product_id).where(_done.stocktake_id == stocktake_id))
        return {row.id: row for row in self._articles(select(*_COLUMNS).select_from(_JOINED).where(_product.id.in_(ids)))}

    def article(self, product_id: ProductId) -> Counted:
        """One article of goods."""
        return self._articles(select(*_COLUMNS).select_from(_JOINED).where(_product.id == product_id))[0]

    def not_counted(self, stocktake_id: int) -> list[Counted]:
        """Goods with any stock, above zero or below, of which there is no count in the stocktake."""
        counted = select(_entry.product_id).join_from(t.stocktake_entry, t.stocktake_part, _part.id == _entry.part_id)
        counted = counted.where(_part.stocktake_id == stocktake_id)
        query = select(*_COLUMNS).select_from(_JOINED)
        return self._articles(query.where(_KEPT, _level.on_hand_milli != 0, _product.id.not_in(counted)).order_by(_product.id))

    def named_by(self, scope: Scope) -> list[Counted]:
        """Goods a part is to count, as they stand in the shop: by shelf, category and name."""
        query = select(*_COLUMNS).select_from(_JOINED).where(_KEPT)
        if scope.category is not None:
            query = query.where(func.coalesce(t.category.c.name, "") == scope.category)
        if scope.shelf is not None:
            query = query.where(func.coalesce(_product.shelf, "") == scope.shelf)
        return self._articles(query.order_by(func.coalesce(_product.shelf, ""), func.coalesce(t.category.c.name, ""), _product.name))

    def kinds(self) -> list[tuple[str, str, int]]:
        """Category, shelf, and how many goods of both there are."""
        category, shelf = func.coalesce(t.category.c.name, ""), func.coalesce(_product.shelf, "")
        query = select(category, shelf, func.count()).select_from(_JOINED).where(_KEPT).group_by(category, shelf)
        return [(c, s, n) for c, s, n in self._connection.execute(query.order_by(category, shelf))]

    def moves(self, stocktake_id: int, since: datetime) -> list[MoveSeen]:
        """Moves of the counted articles from an instant on."""
        counted = select(_entry.product_id).join_from(t.stocktake_entry, t.stocktake_part, _part.id == _entry.part_id)
        counted = counted.where(_part.stocktake_id == stocktake_id)
        query = select(_move.id, _move.product_id, _move.at, _move.qty_milli).where(
            _move.product_id.in_(counted), _move.at >= days.stamp(since)
        )
        return [
            MoveSeen(row.id, row.product_id, days.from_stamp(row.at), Milli(row.qty_milli))
            for row in self._connection.execute(query.order_by(_move.id))
        ]

    def last_moves(self, ids: Sequence[ProductId], until: datetime) -> dict[ProductId, int]:
        """The latest move of each article that was in the books at an instant; those without any are left out."""
        query = select(_move.product_id, func.max(_move.id)).where(among(_move.product_id, ids), _move.at <= days.stamp(until))
        return {ProductId(i): int(last) for i, last in self._connection.execute(query.group_by(_move.product_id))}

    def counted_again(self, part_id: int, sheet: str) -> list[ProductId]:
        """Articles of a list that the part has more than one count of."""
        mine = select(_entry.product_id).where(_entry.part_id == part_id, _entry.sheet == sheet)
        query = select(_entry.product_id).where(_entry.part_id == part_id, _entry.product_id.in_(mine))
        twice = query.group_by(_entry.product_id).having(func.count() > 1).order_by(func.min(_entry.id))
        return [ProductId(i) for i in self._connection.execute(twice).scalars()]

    def sales_since(self, since: datetime, until: datetime | None) -> int:
        """Documents of the tills from an instant on."""
        query = select(func.count()).select_from(t.sale).where(t.sale.c.posted_at >= days.stamp(since), t.sale.c.source.is_(None))
        if until is not None:
            query = query.where(t.sale.c.posted_at <= days.stamp(until))
        return self._connection.execute(query).scalar_one()

    def is_being_counted(self, product_id: ProductId) -> bool:
        """Whether an open stocktake has counts of an article."""
        counted = select(_entry.id).join_from(t.stocktake_entry, t.stocktake_part, _part.id == _entry.part_id)
        counted = counted.join(t.stocktake, _take.id == _part.stocktake_id)
        query = counted.where(_entry.product_id == product_id, _take.state == State.OPEN).limit(1)
        return self._connection.execute(query).first() is not None

    def has_sheet(self, part_id: int, sheet: str) -> bool:
        """Whether a filled-in list with this digest was read into the part already."""
        query = select(_entry.id).where(_entry.part_id == part_id, _entry.sheet == sheet).limit(1)
        return self._connection.execute(query).first() is not None

    def lines(self, stocktake_id: int) -> list[Difference]:
        """What a posted stocktake came to; the parts are left empty."""
        query = select(t.stocktake_line).where(_done.stocktake_id == stocktake_id).order_by(_done.id)
        return [
            Difference(
                row.product_id, Milli(row.counted_milli), Milli(row.system_milli), row.cost, moved_between=row.moved_between
            )
            for row in self._connection.execute(query)
        ]  # fmt: skip

    def unbooked(self) -> list[tuple[str, str]]:
        """Number and article code of posted lines whose difference is not what was moved under their number."""
        moved = (
            select(_move.document, _move.product_id, func.sum(_move.qty_milli).label("qty"))
            .where(_move.reason == "count", _move.document.is_not(None))
            .group_by(_move.document, _move.product_id)
            .subquery()
        )
        mine = (moved.c.document == _take.number) & (moved.c.product_id == _done.product_id)
        joined = t.stocktake_line.join(t.stocktake, _take.id == _done.stocktake_id).join(t.product, _product.id == _done.product_id)
        query = select(_take.number, _product.code).select_from(joined.outerjoin(moved, mine))
        query = query.where(_done.counted_milli - _done.system_milli != func.coalesce(moved.c.qty, 0)).order_by(_done.id)
        return [(number, code) for number, code in self._connection.execute(query)]

    def _articles(self, query: Select[*tuple[Any, ...]]) -> list[Counted]:
        return [
            Counted(row.id, row.uid, row.code, row.name, row.unit, row.category, row.shelf, row.average_cost, Milli(row.on_hand))
            for row in self._connection.execute(query)
        ]

    def _one(self, query: Any) -> Stocktake | None:
        row = self._connection.execute(query).one_or_none()
        return self._whole(row) if row is not None else None

    def _whole(self, row: Row[*tuple[Any, ...]]) -> Stocktake:
        parts = self._connection.execute(select(t.stocktake_part).where(_part.stocktake_id == row.id).order_by(_part.id))
        return Stocktake(
            id=row.id,
            number=row.number,
            name=row.name,
            person=row.person,
            started_at=days.from_stamp(row.started_at),
            state=State(row.state),
            ended_at=days.from_stamp(row.ended_at) if row.ended_at else None,
            uncounted=Uncounted(row.uncounted) if row.uncounted else None,
            parts=tuple(
                Part(p.id, p.name, p.person, Scope(p.category, p.shelf), days.from_stamp(p.closed_at) if p.closed_at else None)
                for p in parts
            ),
        )

    # ---- writing

    def start(self, *, name: str, at: datetime, day: date, actor: Actor) -> Stocktake:
        """Writes a new stocktake under the next number of the day: `SO-20261124-01`."""
        begins = f"{_PREFIX}-{day:%Y%m%d}-"
        numbered = select(func.count()).select_from(t.stocktake).where(_take.number >= begins, _take.number < begins + ":")
        number = f"{begins}{self._connection.execute(numbered).scalar_one() + 1:02d}"
        values = {"number": number, "name": name, "person": actor.person, "till": actor.till, "started_at": days.stamp(at)}
        made = insert(t.stocktake).values(values | {"state": State.OPEN}).returning(t.stocktake)
        return self._whole(self._connection.execute(made).one())

    def add_part(self, stocktake_id: int, *, name: str, person: str, scope: Scope) -> int:
        values = {"stocktake_id": stocktake_id, "name": name, "person": person, "category": scope.category, "shelf": scope.shelf}
        return int(self._connection.execute(insert(t.stocktake_part).values(values).returning(_part.id)).scalar_one())

    def close_part(self, part_id: int, at: datetime | None) -> None:
        """Closes a part; None opens it again."""
        closed = days.stamp(at) if at else None
        self._connection.execute(update(t.stocktake_part).where(_part.id == part_id).values(closed_at=closed))

    def add_entries(self, rows: Iterable[Entry], *, sheet: str | None = None) -> None:
        """Writes counts; their keys are given by the database."""
        values = [
            {
                "part_id": x.part_id,
                "product_id": x.product_id,
                "code": x.code,
                "qty_milli": x.qty,
                "at": days.stamp(x.moment.at),
                "after_move": x.moment.after_move,
                "person": x.person,
                "sheet": sheet,
            }
            for x in rows
        ]
        if values:
            self._connection.execute(insert(t.stocktake_entry), values)

    def change_entry(self, entry: Entry) -> None:
        """Gives a count another quantity and moment."""
        values = {"qty_milli": entry.qty, "at": days.stamp(entry.moment.at), "after_move": entry.moment.after_move, "person": entry.person}
        self._connection.execute(update(t.stocktake_entry).where(_entry.id == entry.id).values(values))

    def drop_entries(self, ids: Sequence[int]) -> None:
        self._connection.execute(delete(t.stocktake_entry).where(among(_entry.id, ids)))

    def last_entry(self, part_id: int) -> Entry | None:
        """The count made last in a part."""
        query = select(t.stocktake_entry).where(_entry.part_id == part_id).order_by(_entry.id.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return _counted_entry(row) if row is not None else None

    def of_article(self, part_id: int, product_id: ProductId) -> list[Entry]:
        """The counts of an article in a part, the earliest first."""
        query = select(t.stocktake_entry).where(_entry.part_id == part_id, _entry.product_id == product_id).order_by(_entry.id)
        return [_counted_entry(row) for row in self._connection.execute(query)]

    def end(
        self, stocktake_id: int, state: State, *, at: datetime, actor: Actor, uncounted: Uncounted | None = None, why: str | None = None
    ) -> None:
        """Marks a stocktake as posted or discarded."""
        values = {"state": state, "ended_at": days.stamp(at), "ended_by": actor.person, "uncounted": uncounted, "why": why}
        self._connection.execute(update(t.stocktake).where(_take.id == stocktake_id).values(values))

    def write_lines(self, stocktake_id: int, rows: Sequence[Difference]) -> None:
        """Keeps what a stocktake was posted with, the articles that fit among them."""
        values = [
            {
                "stocktake_id": stocktake_id,
                "product_id": x.product_id,
                "counted_milli": x.counted,
                "system_milli": x.system,
                "cost": x.cost,
                "moved_between": x.moved_between,
            }
            for x in rows
        ]
        if values:
            self._connection.execute(insert(t.stocktake_line), values)


def _counted_entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(
        row.id,
        row.part_id,
        row.product_id,
        row.code,
        Milli(row.qty_milli),
        Moment(days.from_stamp(row.at), row.after_move),
        row.person,
    )
