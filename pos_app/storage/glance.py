"""What a day and a month came to, read from kept sums and from the documents of single days: nothing here grows with the books."""

from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind
from pos_app.storage import tables as t
from pos_app.storage.columns import within

_sale = t.sale.c


class Glance:
    """Queries of the dashboard, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hours(self, day: date) -> list[tuple[int, Rupiah]]:
        """What the documents of a day came to, by the hour of their UTC instant."""
        hour = func.substr(_sale.at, 12, 2).label("hour")
        query = select(hour, func.sum(_sale.total_idr)).where(_sale.business_day == day.isoformat()).group_by(hour).order_by(hour)
        return [(int(name), Rupiah(int(total))) for name, total in self._connection.execute(query)]

    def taken(self, day: date, until: datetime) -> Rupiah:
        """What the documents of a day came to until an instant."""
        query = select(func.coalesce(func.sum(_sale.total_idr), 0))
        query = query.where(_sale.business_day == day.isoformat(), _sale.at <= days.stamp(until))
        return Rupiah(int(self._connection.execute(query).scalar_one()))

    def receipts(self, day: date) -> int:
        """The sales of a day; returns are none."""
        query = select(func.coalesce(func.sum(case((_sale.kind == "sale", 1), else_=0)), 0)).where(_sale.business_day == day.isoformat())
        return int(self._connection.execute(query).scalar_one())

    def month(self, period: Period) -> Rupiah:
        """All that was sold in a month, services, deposits and what is handed on too; of a parcel its parts."""
        c = t.sale_day.c
        query = select(func.coalesce(func.sum(c.amount_idr), 0)).where(
            within(c.business_day, period.first.isoformat(), period.last.isoformat()), c.kind != Kind.PARCEL
        )
        return Rupiah(int(self._connection.execute(query).scalar_one()))
