"""Sums of sales, stock and moves for the owner's reports, by whatever they are looked at."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.engine import Connection

from pos_app.domain.days import Period
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Kind, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import among, within
from pos_app.storage.merges import living
from pos_app.storage.rollups import PRINTS
from pos_app.storage.sold_lines import is_of_member
from pos_app.storage.sums import others

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
    MEMBERS = "members"
    """Month and whether of a member: `2026-11 member`, `2026-11 other`."""
    CUSTOMER_MONTH = "customer_month"
    """Month and customer: `2026-11 A01`."""
    MAKER = "maker"
    MEANING = "meaning"
    """Origin, kind of evidence and its strength: `domestic registration strong`."""


_OF_SALE = {
    By.DAY: _sale.business_day,
    By.MONTH: func.substr(_sale.business_day, 1, 7),
    By.HOUR: func.substr(_sale.at, 12, 2),
    By.CASHIER: _sale.person,
    By.CUSTOMER: func.coalesce(_sale.customer, ""),
    By.CUSTOMER_MONTH: func.substr(_sale.business_day, 1, 7).concat(" ").concat(func.coalesce(_sale.customer, "")),
    By.MEMBERS: func.substr(_sale.business_day, 1, 7).concat(case((is_of_member(), " member"), else_=" other")),
}
_OF_LINE = {
    By.DAY: _line.business_day,
    By.MONTH: func.substr(_line.business_day, 1, 7),
    By.CATEGORY: _line.category,
    By.ARTICLE: _line.product_id,
    By.MAKER: func.coalesce(_line.maker, ""),
    By.MEANING: _line.origin.concat(" ").concat(func.coalesce(_line.evidence_kind, "")).concat(" ").concat(_line.strength),
}


_IS_TAXED = (_line.tax_class == TaxClass.TAXED) & (_line.kind != Kind.DEPOSIT)


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
    taxed_idr: Rupiah
    """What of the net is earned with goods and services of the class that is taxed, on receipts that hold tax."""


class Trade:
    """Queries for the owner's reports, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(self, period: Period, by: By) -> list[Documents]:
        """Documents of a period by what only a document has."""
        key, sold, back = _OF_SALE[by].label("key"), _sale.kind == "sale", _sale.kind.in_(("refund", "void"))
        query = (
            select(
                key,
                func.sum(case((sold, 1), else_=0)),
                func.sum(case((back, 1), else_=0)),
                func.sum(case((back, _sale.total_idr), else_=0)),
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
        of = living(self._connection, _line.product_id) if by is By.ARTICLE else (_OF_LINE if own else _OF_SALE)[by]
        key = of.label("key")
        is_taxed = _IS_TAXED & _line.sale_id.in_(select(_sale.id).where(_sales_of(period), _sale.tax_idr != 0))
        query = select(
            key,
            _line.kind,
            _line.cost,
            func.sum(_line.base_qty_milli),
            func.sum(_line.amount_idr),
            func.sum(_line.pass_through_idr),
            func.sum(_line.owed_idr),
            func.sum(case((is_taxed, _line.amount_idr - _line.pass_through_idr), else_=0)),
        ).where(_line.kind != Kind.PARCEL)
        if own:
            query = query.where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()))
        else:
            query = query.join_from(t.sale_line, t.sale, _sale.id == _line.sale_id).where(_sales_of(period))
        consigned = case((_line.owed_idr.is_(None), 0), else_=1)
        query = query.group_by(key, _line.kind, _line.cost, consigned)
        for k, kind, cost, qty, net, passed, owed, taxed in self._connection.execute(query):
            to_owner = None if owed is None else Rupiah(int(owed))
            yield Lines(k, Kind(kind), cost, Milli(int(qty)), Rupiah(int(net)), Rupiah(int(passed)), to_owner, Rupiah(int(taxed)))

    def taxed_without_cost(self, period: Period, by: By) -> Iterator[tuple[str, Rupiah, Rupiah, Rupiah]]:
        """Receipts with goods on them that are taxed and whose cost nobody knows, by what only a document has.

        Of each the tax it holds, what of it is taxed, and what of that are those goods.
        """
        counts = (_line.kind != Kind.PARCEL) & _IS_TAXED
        unknown = (_line.kind == Kind.GOODS) & _line.cost.is_(None) & _line.owed_idr.is_(None)
        taxed, without = (
            func.sum(case((which, _line.amount_idr - _line.pass_through_idr), else_=0)) for which in (counts, counts & unknown)
        )
        these = select(_line.sale_id).where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()), counts, unknown)
        query = (
            select(_OF_SALE[by], _sale.tax_idr, taxed, without)
            .join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
            .where(_sales_of(period), _sale.tax_idr != 0, _sale.id.in_(these))
            .group_by(_sale.id)
        )
        for key, *sums in self._connection.execute(query):
            tax, of_all, of_them = (Rupiah(int(x)) for x in sums)
            yield key, tax, of_all, of_them

    def tax(self, period: Period) -> Rupiah:
        """The tax that the receipts of a period hold."""
        query = select(func.coalesce(func.sum(_sale.tax_idr), 0)).where(_sales_of(period))
        return Rupiah(int(self._connection.execute(query).scalar_one()))

    def by_maker(self, period: Period) -> list[tuple[str, int, Milli, Rupiah]]:
        """Goods sold, by the maker they were sold with and the article they live on in: quantity and net."""
        key = living(self._connection, _line.product_id).label("key")
        query = (
            select(_line.maker, key, func.sum(_line.base_qty_milli), func.sum(_line.amount_idr))
            .where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()))
            .where(_line.kind == Kind.GOODS, _line.maker.is_not(None))
            .group_by(_line.maker, key)
        )
        return [(maker, i, Milli(int(qty)), Rupiah(int(net))) for maker, i, qty, net in self._connection.execute(query)]

    def member_prices(self, period: Period) -> list[tuple[str, Rupiah, Milli]]:
        """What each customer was sold at a member price: number, how much less one is than for everybody else, quantity."""
        less = _line.list_price_idr - _line.unit_price_idr
        query = (
            select(_sale.customer, less, func.sum(_line.qty_milli))
            .join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
            .where(_sales_of(period), _sale.customer.is_not(None), _line.price_kind == PriceKind.MEMBER, PRINTS, less > 0)
            .group_by(_sale.customer, less)
        )
        return [(who, Rupiah(off), Milli(int(qty))) for who, off, qty in self._connection.execute(query)]

    def receipts(self, period: Period, customers: Collection[str]) -> dict[str, list[tuple[str, date, Rupiah]]]:
        """Documents of customers in their order: number, day, total."""
        who = func.coalesce(_sale.customer, "")
        query = select(who, _sale.number, _sale.business_day, _sale.total_idr).where(_sales_of(period), who.in_(customers))
        found: dict[str, list[tuple[str, date, Rupiah]]] = {number: [] for number in customers}
        for customer, number, day, total in self._connection.execute(query.order_by(_sale.business_day, _sale.id)):
            found[customer].append((number, date.fromisoformat(day), Rupiah(total)))
        return found

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

    def named_by_uid(self, uids: Collection[str]) -> dict[str, str]:
        """Code and name of those of the articles that have one of these uids."""
        query = select(_product.uid, _product.code, _product.name)
        wanted = sorted(uids)
        found: dict[str, str] = {}
        for begin in range(0, len(wanted), 500):
            rows = self._connection.execute(query.where(_product.uid.in_(wanted[begin : begin + 500])))
            found |= {uid: f"{code} {name}" for uid, code, name in rows}
        return found

    def taxed(self, period: Period) -> list[tuple[str, bool, Rupiah, Rupiah]]:
        """Value of the counting lines by tax class and whether PPN is on them, with that; deposits and what is passed on left out.

        Goods of the class that is taxed carry none where the receipt holds none: the shop was no PKP when it sold them.
        """
        has_tax = case(((_line.tax_class == TaxClass.TAXED) & (_sale.tax_idr != 0), 1), else_=0).label("has_tax")
        query = (
            select(_line.tax_class, has_tax, func.sum(_line.amount_idr - _line.pass_through_idr))
            .join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
            .where(within(_line.business_day, period.first.isoformat(), period.last.isoformat()))
            .where(_line.kind.not_in([Kind.PARCEL, Kind.DEPOSIT]))
            .group_by(_line.tax_class, has_tax)
            .order_by(_line.tax_class, has_tax.desc())
        )
        tax = self.tax(period)
        rows = self._connection.execute(query)
        return [(name, bool(has), Rupiah(int(value)), tax if has else Rupiah(0)) for name, has, value in rows]

    def on_hand(self, *, also: Collection[int] = ()) -> list[tuple[int, Milli, Cost | None, str, str]]:
        """The shop's own goods in stock: key, quantity, average cost, the last day they were sold (empty where never), origin.

        What lies here for others is not the shop's and is left out; what became a service or a deposit is no stock any more.
        `also` are articles that are wanted with nothing in stock.
        """
        sold = (
            select(_line.product_id, func.max(_line.business_day).label("day"))
            .where(_line.base_qty_milli > 0)
            .group_by(_line.product_id)
            .subquery()
        )
        own = func.coalesce(t.stock_level.c.on_hand_milli, 0) - func.coalesce(others.c.qty, 0)
        state = func.coalesce(t.product_origin.c.state, State.UNKNOWN.value)
        query = (
            select(_product.id, own, _product.average_cost, func.coalesce(sold.c.day, ""), state)
            .outerjoin_from(t.product, t.stock_level, t.stock_level.c.product_id == _product.id)
            .outerjoin(others, others.c.product_id == _product.id)
            .outerjoin(sold, sold.c.product_id == _product.id)
            .outerjoin(t.product_origin, t.product_origin.c.product_id == _product.id)
            .where(((own > 0) & (_product.kind == Kind.GOODS)) | among(_product.id, also))
            .order_by(_product.id)
        )
        return [(key, Milli(max(0, int(qty))), cost, day, origin) for key, qty, cost, day, origin in self._connection.execute(query)]

    def moved_after(self, day: date) -> dict[int, Milli]:
        """What moved after a day, by article."""
        query = select(_move.product_id, func.sum(_move.qty_milli)).where(_move.business_day > day.isoformat()).group_by(_move.product_id)
        return {key: Milli(int(qty)) for key, qty in self._connection.execute(query)}

    def levels(self) -> list[tuple[int, Milli, Cost | None]]:
        """The level of the shop's own goods of every article, also nothing and below, with its average cost."""
        own = t.stock_level.c.on_hand_milli - func.coalesce(others.c.qty, 0)
        joined = t.stock_level.join(t.product, _product.id == t.stock_level.c.product_id).outerjoin(
            others, others.c.product_id == t.stock_level.c.product_id
        )
        query = select(t.stock_level.c.product_id, own, _product.average_cost).select_from(joined)
        rows = self._connection.execute(query.where(_product.kind == Kind.GOODS))
        return [(key, Milli(int(qty)), cost) for key, qty, cost in rows]

    def came_in(self) -> Iterator[tuple[int, date, Milli]]:
        """Moves that brought goods in, by article, the latest first: key, day, quantity. What a customer brings back is no newer for it."""
        query = (
            select(_move.product_id, _move.business_day, func.sum(_move.qty_milli))
            .where(_move.qty_milli > 0, _move.sale_id.is_(None))
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

    def origin_steps(self, first_at: str, end_at: str) -> list[tuple[str, str, str, str, str, dict[str, str | None]]]:
        """What was done to origins meanwhile: instant, person, till, action, the article's uid, what is told of it."""
        step = t.origin_event.c
        told = (step.state_before, step.state_after, step.kind, step.number, step.why)
        query = select(step.at, step.person, step.till, step.action, _product.uid, *told).join_from(
            t.origin_event, t.product, _product.id == step.product_id
        )
        rows = self._connection.execute(query.where(step.at >= first_at, step.at < end_at).order_by(step.id))
        return [
            (at, person, till, action, uid, {"state_before": before, "state": after, "proof": kind, "number": number, "why": why})
            for at, person, till, action, uid, before, after, kind, number, why in rows
        ]


def _sales_of(period: Period) -> ColumnElement[bool]:
    return within(_sale.business_day, period.first.isoformat(), period.last.isoformat())
