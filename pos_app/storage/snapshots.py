"""What a snapshot is made of, summed by month from the shop's own books."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.snapshot import MonthRow, SalesRow
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.merges import living
from pos_app.storage.rollups import PIECES, PRINTS

_line = t.sale_line.c
_month = func.substr(_line.business_day, 1, 7)
_SMALL = [size for size in MakerSize if size.is_ikm]


def _within(day: ColumnElement[str], period: Period) -> ColumnElement[bool]:
    return within(day, period.first.isoformat(), period.last.isoformat())


class SnapshotSums:
    """Queries that add up what a snapshot tells, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def months(self, period: Period) -> list[MonthRow]:
        """Documents and their lines by month; a month without any is left out."""
        month = func.substr(t.sale.c.business_day, 1, 7)
        documents = select(month, func.count()).where(_within(t.sale.c.business_day, period)).group_by(month)
        lines = select(_month, func.count()).where(_within(_line.business_day, period), PRINTS).group_by(_month)
        counted: dict[str, int] = dict(self._connection.execute(lines).all())
        found = self._connection.execute(documents.order_by(month)).all()
        return [MonthRow(_first(name), receipts, counted.get(name, 0)) for name, receipts in found]

    def sales(self, period: Period) -> list[SalesRow]:
        """Goods sold by month, category and origin."""
        amount, domestic = _line.amount_idr, _line.origin == State.DOMESTIC
        covered = _line.tkdn_bp.is_not(None)

        def only(which: ColumnElement[bool], value: ColumnElement[int] = amount) -> ColumnElement[int]:
            return func.sum(case((which, value), else_=0))

        query = (
            select(
                _month,
                _line.category,
                _line.origin,
                func.sum(amount),
                func.sum(PIECES),
                only(covered),
                only(covered, amount * _line.tkdn_bp),
                only(_line.maker_size.in_(_SMALL)),
                *(only(domestic & (_line.strength == s)) for s in (Strength.STRONG, Strength.MEDIUM, Strength.WEAK)),
            )
            .where(_within(_line.business_day, period), _line.kind == Kind.GOODS)
            .group_by(_month, _line.category, _line.origin)
            .order_by(_month, _line.category, _line.origin)
        )
        return [
            SalesRow(
                _first(month), category, State(origin), Rupiah(int(value)), Milli(int(pieces)), Rupiah(int(certified)), int(weighted),
                Rupiah(int(small)), *(Rupiah(int(x)) for x in proven),
            )
            for month, category, origin, value, pieces, certified, weighted, small, *proven in self._connection.execute(query)
        ]  # fmt: skip

    def article_sales(self, period: Period) -> Iterable[tuple[ProductId, date, Rupiah]]:
        """What each article of goods came to in each month."""
        article = living(self._connection, _line.product_id)
        query = (
            select(article, _month, func.sum(_line.amount_idr))
            .where(_within(_line.business_day, period), _line.kind == Kind.GOODS)
            .group_by(article, _month)
        )
        for product, month, value in self._connection.execute(query):
            yield product, _first(month), Rupiah(int(value))

    def codes(self) -> Iterable[tuple[ProductId, str]]:
        """Every code of every article, in a fixed order."""
        code = t.product_code.c
        for product, text in self._connection.execute(select(code.product_id, code.code).order_by(code.product_id, code.id)):
            yield ProductId(product), text


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
