"""Sums of sales, stock and moves for the owner's reports, by whatever they are looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.engine import Connection

from pos_app.domain.days import Period
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.rollups import PRINTS

_line, _sale, _move, _product = t.sale_line.c, t.sale.c, t.stock_move.c, t.product.c


class By(StrEnum):
    """What sales are summed by; an hour is `09`, that of the document's UTC instant."""

    DAY = "day"
    MONTH = "month"
    HOUR = "hour"
    CATEGORY = "category"
    ARTICLE = "article"
    CASHIER = "cashier"
    CUSTOMER = "customer"


_OF_SALE = {
    By.DAY: _sale.business_day,
    By.MONTH: func.substr(_sale.business_day, 1, 7),
    By.HOUR: func.substr(_sale.at, 12, 2),
    By.CASHIER: _sale.person,
    By.CUSTOMER: func.coalesce(_sale.customer, ""),
}
_OF_LINE = {
    By.DAY: _line.business_day,
    By.MONTH: func.substr(_line.business_day, 1, 7),
    By.CATEGORY: _line.category,
    By.ARTICLE: _line.product_id,
}


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents of one group; returns are their own and negative."""

    key: str
    receipts: int
    returns: int
    returns_idr: Rupiah
    total_idr: Rupiah
    rounding_idr: Rupiah
    tax_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one group, kind and cost; `net` is after all discounts, `cost` of one base unit.

    `owed_idr` is set for consigned goods: what their owners get, which is their cost.
    """

    key: str | int
    kind: Kind
    cost: Cost | None
    qty: Milli
    net_idr: Rupiah
    passed_on_idr: Rupiah
    owed_idr: Rupiah | None


class Trade:
    """Queries for the owner's reports, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(self, period: Period, by: By) -> list[Documents]:
        """Documents of a period by what only a document has."""
        key, sold = _OF_SALE[by].label("key"), _sale.kind == "sale"
        query = (
            select(
                key,
                func.sum(case((sold, 1), else_=0)),
                func.sum(case((sold, 0), else_=1)),
                func.sum(case((sold, 0), else_=_sale.total_idr)),
                func.sum(_sale.total_idr),
                func.sum(_sale.rounding_idr),
                func.sum(_sale.tax_idr),
            )
            .where(_sales_of(period))
            .group_by(key)
            .order_by(key)
        )
        return [Documents(k, *(int(x) for x in sums)) for k, *sums in self._connection.execute(query)]  # type: ignore[arg-type]

    def printed(self, period: Period, by: By) -> dict[str, tuple[Rupiah, Rupiah]]:
        """Gross and all discounts of the sold lines (not of returns), as they are printed, by what only a document has."""
        key = _OF_SALE[by].label("key")
        query = (
            select(key, func.sum(_line.gross_idr), func.sum(_line.gross_idr - _line.amount_idr))
            .join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
            .where(_sales_of(period), _sale.kind == "sale", PRINTS)
            .group_by(key)
        )
        return {k: (Rupiah(int(gross)), Rupiah(int(off))) for k, gross, off in self._connection.execute(query)}

    def lines(self, period: Period, by: By) -> Iterator[Lines]:
        """The lines that count (the parts of a parcel, not the parcel), summed by group, kind and cost."""
        own = by in _OF_LINE
        key = (_OF_LINE if own else _OF_SALE)[by].label("key")
        query = select(
            key,
            _line.kind,
            _line.cost,
            func.sum(_line.base_qty_milli),
            func.sum(_line.amount_idr),
            func.sum(_line.pass_through_idr),
            func.sum(_line.owed_idr),
        ).where(_line.kind != Kind.PARCEL)
        if own:
            query = query.where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()))
        else:
            query = query.join_from(t.sale_line, t.sale, _sale.id == _line.sale_id).where(_sales_of(period))
        consigned = case((_line.owed_idr.is_(None), 0), else_=1)
        for k, kind, cost, qty, net, passed, owed in self._connection.execute(query.group_by(key, _line.kind, _line.cost, consigned)):
            to_owner = None if owed is None else Rupiah(int(owed))
            yield Lines(k, Kind(kind), cost, Milli(int(qty)), Rupiah(int(net)), Rupiah(int(passed)), to_owner)

    def articles(self, ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
        """Code, name and category path of articles, by key."""
        found: dict[int, tuple[str, str, str]] = {}
        for begin in range(0, len(ids), 500):
            some = ids[begin : begin + 500]
            query = select(_product.id, _product.code, _product.name, func.coalesce(t.category.c.name, "")).outerjoin_from(
                t.product, t.category, t.category.c.id == _product.category_id
            )
            for key, code, name, category in self._connection.execute(query.where(_product.id.in_(some))):
                found[key] = (code, name, category)
        return found

    def taxed(self, period: Period) -> list[tuple[str, Rupiah, Rupiah]]:
        """Value of the counting lines by tax class, deposits and what is passed on apart, with the tax their receipts hold."""
        query = (
            select(_line.tax_class, func.sum(_line.amount_idr - _line.pass_through_idr))
            .where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()))
            .where(_line.kind.not_in([Kind.PARCEL, Kind.DEPOSIT]))
            .group_by(_line.tax_class)
            .order_by(_line.tax_class)
        )
        tax = self._connection.execute(select(func.coalesce(func.sum(_sale.tax_idr), 0)).where(_sales_of(period))).scalar_one()
        return [(name, Rupiah(int(value)), Rupiah(int(tax) if name == "taxed" else 0)) for name, value in self._connection.execute(query)]

    def on_hand(self) -> list[tuple[int, Milli, Cost | None, str]]:
        """Articles with stock: key, quantity, average cost and the last day they were sold, empty where never."""
        sold = (
            select(_line.product_id, func.max(_line.business_day).label("day"))
            .where(_line.base_qty_milli > 0)
            .group_by(_line.product_id)
            .subquery()
        )
        query = (
            select(t.stock_level.c.product_id, t.stock_level.c.on_hand_milli, _product.average_cost, func.coalesce(sold.c.day, ""))
            .join_from(t.stock_level, t.product, _product.id == t.stock_level.c.product_id)
            .outerjoin(sold, sold.c.product_id == t.stock_level.c.product_id)
            .where(t.stock_level.c.on_hand_milli > 0)
            .order_by(t.stock_level.c.product_id)
        )
        return [(key, Milli(qty), cost, day) for key, qty, cost, day in self._connection.execute(query)]

    def came_in(self) -> Iterator[tuple[int, date, Milli]]:
        """Moves that brought goods in, by article, the latest first: key, day, quantity."""
        query = (
            select(_move.product_id, _move.business_day, func.sum(_move.qty_milli))
            .where(_move.qty_milli > 0)
            .group_by(_move.product_id, _move.business_day)
            .order_by(_move.product_id, _move.business_day.desc())
        )
        for key, day, qty in self._connection.execute(query):
            yield key, date.fromisoformat(day), Milli(int(qty))

    def audit(self, first_at: str, end_at: str) -> list[tuple[str, str, str, str, str, str]]:
        """Audit rows from one stamp to before another: instant, person, till, event, subject, detail."""
        audit = t.audit.c
        query = select(audit.at, audit.person, audit.till, audit.event, audit.subject, audit.detail)
        rows = self._connection.execute(query.where(audit.at >= first_at, audit.at < end_at).order_by(audit.id))
        return [(at, person, till, event, subject, detail) for at, person, till, event, subject, detail in rows]


def _sales_of(period: Period) -> ColumnElement[bool]:
    return within(_sale.business_day, period.first.isoformat(), period.last.isoformat())
