"""Sums by group for the reports: storage adds up, the domain measures."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Row, Select, Subquery, case, cast, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.local_content import ArticleRow, Changed, ChangeRow, Group, MakerRow
from pos_app.domain.money import COST_SCALE, Rupiah, cost_of
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.merges import living
from pos_app.storage.rollups import NO_TKDN, NOWHERE, PIECES, PRINTS

_MOST_PRODUCT: Final = 4_000_000_000_000_000_000
"""Twice this still fits into 64 bits."""
_line, _day, _month = t.sale_line.c, t.sale_day.c, t.sale_article_month.c


def _days_within(period: Period) -> ColumnElement[bool]:
    return within(_day.business_day, period.first.isoformat(), period.last.isoformat())


def _within(period: Period) -> ColumnElement[bool]:
    return within(_line.business_day, period.first.isoformat(), period.last.isoformat())


others = (
    select(t.consigned_level.c.product_id, cast(func.sum(t.consigned_level.c.on_hand_milli), BigInteger).label("qty"))
    .group_by(t.consigned_level.c.product_id)
    .subquery("others")
)
"""What lies on the shelf and is not the shop's, by article."""


class Sums:
    """Queries that add up lines and stock, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def groups(self, period: Period) -> list[Group]:
        """Lines of a period summed by everything the measures look at, in a fixed order."""
        by = (
            _day.business_day, _day.category, _day.kind, _day.origin, _day.strength, _day.evidence_kind,
            _day.tkdn_bp, _day.maker_size, _day.maker_regency,
        )  # fmt: skip
        passed = func.sum(_day.pass_through_idr).label("passed")
        sums = (func.sum(_day.amount_idr).label("value"), func.sum(_day.pieces_milli).label("pieces"), passed)
        query = select(*by, *sums).where(_days_within(period)).group_by(*by)
        return sorted((_group(row) for row in self._connection.execute(query)), key=_order)

    def articles(self, period: Period) -> dict[State, int]:
        """Distinct articles of goods with a line of each origin."""
        if period.month:
            origin, product = _month.origin, _month.product_id
            among = (_month.month == period.month) & (_month.kind == Kind.GOODS)
        else:
            origin, product, among = _line.origin, _line.product_id, _within(period) & (_line.kind == Kind.GOODS)
        query = select(origin, func.count(func.distinct(living(self._connection, product)))).where(among).group_by(origin)
        return {State(name): count for name, count in self._connection.execute(query)}

    def documents(self, period: Period) -> tuple[int, int, int]:
        """Documents, their lines, and makers of domestic goods sold, in a period."""
        between = within(t.sale.c.business_day, period.first.isoformat(), period.last.isoformat())
        receipts = self._connection.execute(
            select(func.count()).select_from(t.sale).where(between, t.sale.c.kind != "correction")
        ).scalar_one()
        lines = select(func.coalesce(func.sum(_day.lines), 0)).where(_days_within(period))
        makers = select(func.count(func.distinct(_day.maker))).where(_days_within(period), _day.origin == State.DOMESTIC)
        makers = makers.where(_day.maker != NOWHERE)
        return receipts, int(self._connection.execute(lines).scalar_one()), self._connection.execute(makers).scalar_one()

    def top_articles(self, period: Period, state: State, *, most: int) -> list[ArticleRow]:
        """Goods of one origin by what they came to, the largest first."""
        value = func.sum(_line.amount_idr)
        among = _within(period)
        if period.month:
            among &= _line.product_id.in_(self._leading(period.month, state, most=most))
        query = (
            select(
                t.product.c.code,
                t.product.c.name,
                func.max(_line.category).label("category"),
                value.label("value"),
                func.sum(PIECES).label("pieces"),
                func.max(_line.country).label("country"),
                func.max(_line.tkdn_bp).label("tkdn_bp"),
                func.max(_line.evidence_kind).label("evidence_kind"),
                func.max(_line.maker).label("maker"),
            )
            .join_from(t.sale_line, t.product, t.product.c.id == living(self._connection, _line.product_id))
            .where(among, _line.kind == Kind.GOODS, _line.origin == state)
            .group_by(t.product.c.id, t.product.c.code, t.product.c.name)
            .having(value > 0)
            .order_by(value.desc(), t.product.c.name, t.product.c.code)
            .limit(most)
        )
        return [
            ArticleRow(
                r.code,
                r.name,
                r.category,
                state,
                Rupiah(int(r.value)),
                Milli(int(r.pieces)),
                r.country,
                r.tkdn_bp,
                r.evidence_kind,
                r.maker,
            )
            for r in self._connection.execute(query)
        ]

    def top_makers(self, period: Period, *, most: int) -> list[MakerRow]:
        """Makers of domestic goods by what those came to, the largest first; sold under several sizes, a maker stands under one of them."""
        value = func.sum(_day.amount_idr)
        query = (
            select(
                _day.maker,
                func.max(_day.maker_size).label("size"),
                func.max(_day.maker_regency).label("regency"),
                value.label("value"),
                func.sum(_day.pieces_milli).label("pieces"),
            )
            .where(_days_within(period), _day.kind == Kind.GOODS, _day.origin == State.DOMESTIC, _day.maker != NOWHERE)
            .group_by(_day.maker)
            .having(value > 0)
            .order_by(value.desc(), _day.maker)
            .limit(most)
        )
        return [
            MakerRow(r.maker, MakerSize(r.size), r.regency or None, Rupiah(int(r.value)), Milli(int(r.pieces)))
            for r in self._connection.execute(query)
        ]

    def sold_in(self, period: Period, ids: Select[Any]) -> Subquery:
        """What each of some articles came to in a period, whatever its origin was."""
        if period.month:
            value, product, among = _month.amount_idr, _month.product_id, _month.month == period.month
        else:
            value, product, among = _line.amount_idr, _line.product_id, _within(period)
        query = select(product.label("product_id"), func.sum(value).label("value")).where(among, product.in_(ids))
        return query.group_by(product).subquery("sold")

    def changed(self, period: Period, zone: str, *, most: int) -> Changed:
        """Articles whose origin was another when the period ended than when it began, those first that came to most in it."""
        begins, ends = days.bounds(period, zone)
        event, first, last = t.origin_event.c, t.origin_event.alias("first_event").c, t.origin_event.alias("last_event").c
        spans = (
            select(event.product_id, func.min(event.id).label("first_id"), func.max(event.id).label("last_id"))
            .where(event.at >= days.stamp(begins), event.at < days.stamp(ends))
            .group_by(event.product_id)
            .subquery("spans")
        )
        moved = (
            select(
                spans.c.product_id,
                first.state_before.label("before"),
                last.state_after.label("after"),
                last.at,
                last.person,
                last.kind,
            )
            .join(first.id.table, first.id == spans.c.first_id)
            .join(last.id.table, last.id == spans.c.last_id)
            .where(first.state_before != last.state_after)
            .subquery("moved")
        )
        counts = self._connection.execute(select(moved.c.before, moved.c.after, func.count()).group_by(moved.c.before, moved.c.after))
        by_states = {(State(before), State(after)): n for before, after, n in counts}
        sold = self.sold_in(period, select(moved.c.product_id))
        value = func.coalesce(sold.c.value, 0)
        query = (
            select(t.product.c.code, t.product.c.name, moved, value.label("value"))
            .join_from(moved, t.product, t.product.c.id == moved.c.product_id)
            .outerjoin(sold, sold.c.product_id == moved.c.product_id)
            .order_by(value.desc(), t.product.c.name, t.product.c.code)
            .limit(most)
        )
        rows = tuple(
            ChangeRow(
                ProductId(r.product_id), r.code, r.name, State(r.before), State(r.after),
                days.business_day(days.from_stamp(r.at), zone), r.person, Rupiah(int(r.value)), r.kind,
            )
            for r in (self._connection.execute(query) if by_states else ())
        )  # fmt: skip
        return Changed(by_states, rows)

    def _leading(self, month: str, state: State, *, most: int) -> list[int]:
        """The articles that lead a month, with those merged into them; found without reading the lines."""
        value = func.sum(_month.amount_idr)
        query = (
            select(t.product.c.id)
            .join_from(t.sale_article_month, t.product, t.product.c.id == living(self._connection, _month.product_id))
            .where(_month.month == month, _month.kind == Kind.GOODS, _month.origin == state)
            .group_by(t.product.c.id, t.product.c.name, t.product.c.code)
            .having(value > 0)
            .order_by(value.desc(), t.product.c.name, t.product.c.code)
            .limit(most)
        )
        kept = list(self._connection.execute(query).scalars())
        gone = select(t.product_merge.c.gone_id).where(t.product_merge.c.kept_id.in_(kept))
        return [*kept, *self._connection.execute(gone).scalars()]

    def pieces_by_article(self, day: date, *, months: int) -> dict[int, int]:
        """Pieces sold, in thousandths, of every article in this month and those before it; returns taken off, never below 0."""
        first = date(day.year - (months > day.month), (day.month - months) % 12 + 1, 1)
        pieces = cast(func.sum(_month.pieces_milli), BigInteger)
        query = select(_month.product_id, pieces).where(within(_month.month, f"{first:%Y-%m}", f"{day:%Y-%m}"))
        return {i: max(0, sold) for i, sold in self._connection.execute(query.group_by(_month.product_id))}

    def months(self, periods: Sequence[Period]) -> dict[date, dict[State, Rupiah]]:
        """Value of goods by origin, month by month; kinds would have to be told apart in every month, which takes its time."""
        first, last = (f"{period.first:%Y-%m}" for period in (periods[0], periods[-1]))
        query = (
            select(_month.month, _month.origin, func.sum(_month.amount_idr))
            .where(within(_month.month, first, last), _month.kind == Kind.GOODS)
            .group_by(_month.month, _month.origin)
        )
        found = {p.first: dict.fromkeys(State, Rupiah(0)) for p in periods}
        for name, origin, value in self._connection.execute(query):
            found[date.fromisoformat(f"{name}-01")][State(origin)] = Rupiah(int(value))
        return found

    def months_sold(self) -> list[date]:
        """The first days of the months that have a document, the oldest first."""
        months = self._connection.execute(select(_month.month).distinct()).scalars()
        return sorted(date.fromisoformat(f"{name}-01") for name in months)

    def stock(self) -> list[tuple[State, str, int, int, int, int]]:
        """The shop's own goods on hand by kept origin and category, archived ones too: value, articles, pieces, articles without a cost.

        Below zero counts as nothing. The value of an article is on hand x average cost, rounded half away per article;
        where that product is too large for 64 bits (a code in the wrong column of a list) it is worked out here.
        """
        level, cost = t.stock_level.c.on_hand_milli - func.coalesce(others.c.qty, 0), t.product.c.average_cost
        scale = 1000 * COST_SCALE
        fits = func.coalesce(cost, 0) <= _MOST_PRODUCT // func.nullif(level, 0)
        worth = case((fits, (2 * level * func.coalesce(cost, 0) + scale) // (2 * scale)), else_=0)
        state = func.coalesce(t.product_origin.c.state, State.UNKNOWN.value)
        joined = (
            t.product.join(t.stock_level, t.stock_level.c.product_id == t.product.c.id)
            .outerjoin(others, others.c.product_id == t.product.c.id)
            .outerjoin(t.product_origin, t.product_origin.c.product_id == t.product.c.id)
            .outerjoin(t.category, t.category.c.id == t.product.c.category_id)
        )
        category = func.coalesce(t.category.c.name, "")
        pieces = case((t.product.c.weighed == 1, 1000), else_=level)
        on_hand = (t.product.c.kind == Kind.GOODS) & (level > 0)
        query = (
            select(state, category, func.sum(worth), func.count(), func.sum(pieces), func.sum(case((cost.is_(None), 1), else_=0)))
            .select_from(joined)
            .where(on_hand)
            .group_by(state, category)
            .order_by(state, category)
        )
        rows = [(State(s), c, int(v), n, int(p), int(x)) for s, c, v, n, p, x in self._connection.execute(query)]
        huge = select(state, category, level, cost).select_from(joined).where(on_hand, ~fits).order_by(t.product.c.id)
        return rows + [(State(s), c, cost_of(x, q), 0, 0, 0) for s, c, q, x in self._connection.execute(huge)]

    def consigned(self) -> list[tuple[ProductId, Milli]]:
        """What lies on the shelf of goods that are not the shop's."""
        query = select(others.c.product_id, others.c.qty).where(others.c.qty > 0).order_by(others.c.product_id)
        return [(ProductId(i), Milli(int(qty))) for i, qty in self._connection.execute(query)]

    def below_zero(self) -> int:
        """Articles whose stock on hand is below zero."""
        query = select(func.count()).select_from(t.stock_level).where(t.stock_level.c.on_hand_milli < 0)
        return self._connection.execute(query).scalar_one()

    def payments(self, period: Period) -> list[tuple[int | None, str, bool, int, int]]:
        """Shift (None outside one), means, whether of a refund, sum handed over and sum of change, in a period."""
        back = case((t.sale.c.kind.in_(("refund", "void")), 1), else_=0)
        between = within(t.sale.c.business_day, period.first.isoformat(), period.last.isoformat())
        query = (
            select(t.sale.c.shift_id, t.payment.c.means, back, func.sum(t.payment.c.amount_idr))
            .join_from(t.payment, t.sale, t.sale.c.id == t.payment.c.sale_id)
            .where(between)
            .group_by(t.sale.c.shift_id, t.payment.c.means, back)
        )
        change = select(t.sale.c.shift_id, func.sum(t.sale.c.change_idr)).where(between).group_by(t.sale.c.shift_id)
        given = {shift: int(sum_) for shift, sum_ in self._connection.execute(change)}
        return [
            (shift, means, bool(b), int(total), given.get(shift, 0) if means == "cash" and not b else 0)
            for shift, means, b, total in self._connection.execute(query)
        ]

    def sales(self, period: Period) -> tuple[int, int, int, int, int]:
        """Documents, sum of totals, of rounding, of tax, of all discounts, in a period."""
        between = within(t.sale.c.business_day, period.first.isoformat(), period.last.isoformat())
        zero = func.coalesce
        query = select(
            func.count(),
            zero(func.sum(t.sale.c.total_idr), 0),
            zero(func.sum(t.sale.c.rounding_idr), 0),
            zero(func.sum(t.sale.c.tax_idr), 0),
        ).where(between, t.sale.c.kind != "correction")
        count, total, rounding, tax = self._connection.execute(query).one()
        off = func.coalesce(func.sum(_line.gross_idr - _line.amount_idr), 0)
        discounts = self._connection.execute(select(off).where(_within(period), PRINTS)).scalar_one()
        return count, int(total), int(rounding), int(tax), int(discounts)


def _group(row: Row[*tuple[Any, ...]]) -> Group:
    return Group(
        day=date.fromisoformat(row.business_day),
        category=row.category,
        kind=Kind(row.kind),
        state=State(row.origin),
        strength=Strength(row.strength),
        evidence_kind=row.evidence_kind or None,
        tkdn_bp=None if row.tkdn_bp == NO_TKDN else row.tkdn_bp,
        maker_size=MakerSize(row.maker_size),
        regency=row.maker_regency or None,
        value_idr=Rupiah(int(row.value) - int(row.passed)),
        pass_through_idr=Rupiah(int(row.passed)),
        pieces=Milli(int(row.pieces)),
    )


def _order(group: Group) -> tuple[Any, ...]:
    """Every part of a group, so that two groups never tie; what is not there comes first."""
    tkdn = -1 if group.tkdn_bp is None else group.tkdn_bp
    words = (group.state, group.strength, group.evidence_kind or "", tkdn, group.maker_size, group.regency or "")
    return (group.day, group.category, group.kind, *words)
