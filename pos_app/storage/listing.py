"""What the windows list: articles by filter in windows of rows, and articles by what knowing their origin would move.

A list of 100,000 articles is never read whole: it is counted once a filter, and read a window at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, FromClause

from pos_app.domain.days import Period
from pos_app.domain.money import COST_SCALE, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import OPEN_ARTICLE_CODE, Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import within

_product, _origin, _level, _line = t.product, t.product_origin, t.stock_level, t.sale_line
_MOST_WORDS: Final = 6

_state = func.coalesce(_origin.c.state, State.UNKNOWN.value)
_on_hand = func.coalesce(_level.c.on_hand_milli, 0)
_SCALE: Final = 1000 * COST_SCALE
_worth = case(
    (_on_hand > 0, (2 * _on_hand * func.coalesce(_product.c.average_cost, 0) + _SCALE) // (2 * _SCALE)),
    else_=0,
)
"""Stock at average cost, rounded half away; below zero is worth nothing."""
_low = (_product.c.kind == Kind.GOODS) & _product.c.min_stock_milli.is_not(None) & (_on_hand < _product.c.min_stock_milli)
_joined = (
    _product.outerjoin(t.category, t.category.c.id == _product.c.category_id)
    .outerjoin(t.maker, t.maker.c.id == _product.c.maker_id)
    .outerjoin(_origin, _origin.c.product_id == _product.c.id)
    .outerjoin(_level, _level.c.product_id == _product.c.id)
)
_folded = func.lower(_product.c.name)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list shows; a `category` of "" is that of articles without one."""

    text: str = ""
    state: State | None = None
    category: str | None = None
    low: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles each choice of a filter would leave, the other choices staying as they are."""

    all_states: int
    states: dict[State, int]
    low: int
    categories: tuple[tuple[str, int], ...]
    shown: int
    worth_idr: Rupiah


class Listing:
    """Queries for windows, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keys(self, which: Filter, *, first: int, most: int) -> Select[Any]:
        """Selects the keys of a window of the list, by name."""
        return (
            select(_product.c.id).select_from(_joined).where(*_conditions(which)).order_by(_folded, _product.c.id).offset(first).limit(most)
        )

    def least_stock(self, ids: Sequence[ProductId]) -> dict[ProductId, Milli]:
        """The least stock of those of the articles that have one."""
        query = select(_product.c.id, _product.c.min_stock_milli).where(_product.c.id.in_(ids), _product.c.min_stock_milli.is_not(None))
        return {ProductId(i): Milli(least) for i, least in self._connection.execute(query)}

    def place_of(self, which: Filter, product_id: ProductId) -> int | None:
        """Where in the list an article stands, from 0; None where the filter leaves it out."""
        here = select(_folded).select_from(_joined).where(*_conditions(which), _product.c.id == product_id)
        name = self._connection.execute(here).scalar_one_or_none()
        if name is None:
            return None
        before = or_(name > _folded, (_folded == name) & (_product.c.id < product_id))
        return self._connection.execute(select(func.count()).select_from(_joined).where(*_conditions(which), before)).scalar_one()

    def counts(self, which: Filter) -> Counts:
        any_state = replace(which, state=None)
        by_kind = (
            select(_product.c.kind, _state, func.count())
            .select_from(_joined)
            .where(*_conditions(any_state))
            .group_by(_product.c.kind, _state)
        )
        everything, states = 0, dict.fromkeys(State, 0)
        for kind, state, count in self._connection.execute(by_kind):
            everything += count
            if kind == Kind.GOODS:
                states[State(state)] += count
        low = select(func.count()).select_from(_joined).where(*_conditions(replace(which, low=True)))
        shown = select(func.count(), func.coalesce(func.sum(_goods_worth()), 0)).select_from(_joined).where(*_conditions(which))
        count, worth = self._connection.execute(shown).one()
        name = func.coalesce(t.category.c.name, "")
        by_category = (
            select(name, func.count()).select_from(_joined).where(*_conditions(replace(which, category=None))).group_by(name).order_by(name)
        )
        return Counts(
            everything,
            states,
            self._connection.execute(low).scalar_one(),
            tuple((category, n) for category, n in self._connection.execute(by_category)),
            count,
            Rupiah(int(worth)),
        )

    # ---- what tagging moves

    def sales_by_state(self, period: Period) -> dict[State, int]:
        """What goods brought in within a period, by the state their origin has now."""
        sold = _sold(period)
        joined = _product.join(sold, sold.c.product_id == _product.c.id).outerjoin(_origin, _origin.c.product_id == _product.c.id)
        query = select(_state, func.sum(sold.c.value)).select_from(joined).where(_product.c.kind == Kind.GOODS).group_by(_state)
        return self._by_state(query)

    def stock_by_state(self) -> dict[State, int]:
        """What goods on hand are worth at average cost, by the state of their origin."""
        query = (
            select(_state, func.sum(_worth))
            .select_from(_joined)
            .where(_product.c.kind == Kind.GOODS, _product.c.archived_at.is_(None))
            .group_by(_state)
        )
        return self._by_state(query)

    def _by_state(self, query: Select[*tuple[Any, ...]]) -> dict[State, int]:
        found = dict.fromkeys(State, 0)
        for state, value in self._connection.execute(query):
            found[State(state)] = int(value)
        return found

    def untagged(self, period: Period, *, most: int) -> list[tuple[ProductId, Rupiah, Rupiah]]:
        """Goods of unknown origin with their sales and stock value, those first that move the figures most."""
        return self._moving(period, (*_taggable(), _state == State.UNKNOWN.value), most=most)

    def moves(self, period: Period, product_id: ProductId) -> tuple[Rupiah, Rupiah]:
        """Sales and stock value of one article."""
        found = self._moving(period, (_product.c.id == product_id,), most=1)
        return found[0][1:] if found else (Rupiah(0), Rupiah(0))

    def _moving(self, period: Period, which: Sequence[ColumnElement[bool]], *, most: int) -> list[tuple[ProductId, Rupiah, Rupiah]]:
        sold = _sold(period)
        value = func.coalesce(sold.c.value, 0)
        query = (
            select(_product.c.id, value, _worth)
            .select_from(_joined.outerjoin(sold, sold.c.product_id == _product.c.id))
            .where(*which)
            .order_by(value.desc(), _worth.desc(), _folded, _product.c.id)
            .limit(most)
        )
        return [(ProductId(i), Rupiah(int(sales)), Rupiah(int(worth))) for i, sales, worth in self._connection.execute(query)]

    def count_untagged(self) -> int:
        """Goods whose origin is unknown."""
        query = select(func.count()).select_from(_joined).where(*_taggable(), _state == State.UNKNOWN.value)
        return self._connection.execute(query).scalar_one()

    def same_maker(self, product_id: ProductId) -> dict[State, int]:
        """Other goods of the same maker by the state of their origin; nothing where the maker is not known."""
        mine = select(_product.c.maker_id).where(_product.c.id == product_id).scalar_subquery()
        query = (
            select(_state, func.count())
            .select_from(_joined)
            .where(_product.c.maker_id == mine, _product.c.id != product_id, *_taggable())
            .group_by(_state)
        )
        return self._by_state(query)


def _taggable() -> tuple[ColumnElement[bool], ...]:
    """Goods that can have one origin: what is sold as general goods comes from everywhere."""
    return (_product.c.kind == Kind.GOODS, _product.c.archived_at.is_(None), _product.c.code != OPEN_ARTICLE_CODE)


def _goods_worth() -> ColumnElement[int]:
    return case((_product.c.kind == Kind.GOODS, _worth), else_=0)


def _sold(period: Period) -> FromClause:
    return (
        select(_line.c.product_id, func.sum(_line.c.amount_idr).label("value"))
        .where(
            within(_line.c.business_day, period.first.isoformat(), period.last.isoformat()),
            _line.c.kind == Kind.GOODS,
        )
        .group_by(_line.c.product_id)
        .subquery("sold")
    )


def _conditions(which: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_product.c.archived_at.is_(None)]
    found += [_word(word) for word in which.text.lower().split()[:_MOST_WORDS]]
    if which.state is not None:
        found += [_product.c.kind == Kind.GOODS, _state == which.state.value]
    if which.category is not None:
        found.append(func.coalesce(t.category.c.name, "") == which.category)
    if which.low:
        found.append(_low)
    return found


def _word(word: str) -> ColumnElement[bool]:
    """A word stands in the name, in the maker's name, or in a code."""
    coded = select(t.product_code.c.product_id).where(func.lower(t.product_code.c.code).contains(word, autoescape=True))
    return or_(
        _folded.contains(word, autoescape=True),
        func.lower(t.maker.c.name).contains(word, autoescape=True),
        _product.c.id.in_(coded),
    )
