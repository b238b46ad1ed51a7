"""The owner's offers: written once, ended once, read whole."""

from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Row, case, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import ProductId
from pos_app.domain.promotion import Part, Promotion, PromotionKind, When
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t

_promotion, _part = t.promotion.c, t.promotion_part.c
_REVISION: Final = select(func.count(), func.count(_promotion.ended_at)).select_from(t.promotion)


class Promotions:
    """Queries and writes on offers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self) -> tuple[int, int]:
        """How many offers there are and how many were ended: another pair of numbers means that they must be read again."""
        made, ended = self._connection.execute(_REVISION).one()
        return int(made), int(ended)

    def every(self, *, day: date | None = None) -> list[Promotion]:
        """All offers, the oldest first; with `day` those that can still count on it or later."""
        query = select(t.promotion).order_by(_promotion.id)
        if day is not None:
            today, eve = day.isoformat(), (day - timedelta(days=1)).isoformat()
            since = case((_promotion.ends <= _promotion.begins, eve), else_=today)  # hours over midnight belong to the day they began on
            last = or_(_promotion.last_day.is_(None), _promotion.last_day >= since)
            query = query.where(_promotion.ended_at.is_(None), last)
        rows = self._connection.execute(query).all()
        if not rows:
            return []
        goods: dict[int, list[Row[*tuple[object, ...]]]] = {}
        named = (
            select(_part.promotion_id, _part.product_id, _part.qty_milli, t.category.c.name.label("category"))
            .select_from(t.promotion_part.outerjoin(t.category, t.category.c.id == _part.category_id))
            .order_by(_part.id)
        )
        for row in self._connection.execute(named):
            goods.setdefault(row.promotion_id, []).append(row)
        return [_read(row, goods.get(row.id, [])) for row in rows]

    def add(self, promotion: Promotion, *, person: str, at: datetime) -> int:
        """Writes an offer; its key. Its categories are there already."""
        when, off = promotion.when, promotion.off
        made = self._connection.execute(
            insert(t.promotion)
            .values(
                name=promotion.name,
                kind=promotion.kind,
                off_idr=off.amount_idr if off else None,
                off_bp=off.share_bp if off else None,
                buy=promotion.buy,
                free=promotion.free,
                price_idr=promotion.price_idr,
                points=promotion.points,
                domestic=promotion.domestic,
                first_day=when.first.isoformat(),
                last_day=when.last.isoformat() if when.last else None,
                weekdays="".join(str(n) for n in when.weekdays),
                begins=when.begin.isoformat("minutes") if when.begin else None,
                ends=when.end.isoformat("minutes") if when.end else None,
                person=person,
                created_at=days.stamp(at),
            )
            .returning(_promotion.id)
        ).scalar_one()
        rows: list[dict[str, object]] = [
            {"promotion_id": made, "product_id": part.product, "category_id": None, "qty_milli": part.qty} for part in promotion.parts
        ]
        for name in promotion.categories:
            category = select(t.category.c.id).where(t.category.c.name == name).scalar_subquery()
            key = self._connection.execute(select(category)).scalar_one()
            rows.append({"promotion_id": made, "product_id": None, "category_id": key, "qty_milli": 0})
        if rows:
            self._connection.execute(insert(t.promotion_part), rows)
        return int(made)

    def end(self, promotion_id: int, *, at: datetime) -> bool:
        """Ends an offer from a moment on; whether it had not been ended already."""
        mine = (_promotion.id == promotion_id) & _promotion.ended_at.is_(None)
        return self._connection.execute(update(t.promotion).where(mine).values(ended_at=days.stamp(at))).rowcount > 0


def _read(row: Row[*tuple[object, ...]], goods: list[Row[*tuple[object, ...]]]) -> Promotion:
    off = None
    if row.off_idr is not None:
        off = Discount(Rupiah(row.off_idr))
    elif row.off_bp is not None:
        off = Discount(share_bp=BasisPoints(row.off_bp))
    return Promotion(
        id=row.id,
        name=row.name,
        kind=PromotionKind(row.kind),
        when=When(
            date.fromisoformat(row.first_day),
            date.fromisoformat(row.last_day) if row.last_day else None,
            tuple(int(n) for n in row.weekdays),
            time.fromisoformat(row.begins) if row.begins else None,
            time.fromisoformat(row.ends) if row.ends else None,
        ),
        off=off,
        buy=row.buy,
        free=row.free,
        price_idr=Rupiah(row.price_idr),
        points=row.points,
        parts=tuple(Part(ProductId(x.product_id), Milli(x.qty_milli)) for x in goods if x.product_id is not None),
        categories=tuple(x.category for x in goods if x.category is not None),
        domestic=row.domestic,
        ended=days.from_stamp(row.ended_at) if row.ended_at else None,
    )
