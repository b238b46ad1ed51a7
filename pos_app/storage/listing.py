"""What the windows list: articles by filter in windows of rows, and articles by what knowing their origin would move.

A list of 100,000 articles is never read whole: it is counted once a filter, and read a window at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Float, Select, case, cast, false, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, FromClause

from pos_app.domain.category import SEPARATOR
from pos_app.domain.days import Period
from pos_app.domain.money import COST_SCALE, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import OPEN_ARTICLE_CODE, Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.merges import living
from pos_app.storage.prices import price_on

_product, _origin, _level, _line = t.product, t.product_origin, t.stock_level, t.sale_line
_MOST_WORDS: Final = 6

_state = func.coalesce(_origin.c.state, State.UNKNOWN.value)
_on_hand = func.coalesce(_level.c.on_hand_milli, 0)
_SCALE: Final = 1000 * COST_SCALE
_cost = func.coalesce(_product.c.average_cost, 0)
_worth = case((_on_hand > 0, _on_hand * (_cost // _SCALE) + (2 * _on_hand * (_cost % _SCALE) + _SCALE) // (2 * _SCALE)), else_=0)
"""Stock at average cost, rounded half away; below zero is worth nothing. The cost is split: the whole product can pass 64 bits."""
_low = (_product.c.kind == Kind.GOODS) & _product.c.min_stock_milli.is_not(None) & (_on_hand < _product.c.min_stock_milli)
_joined = (
    _product.outerjoin(t.category, t.category.c.id == _product.c.category_id)
    .outerjoin(t.maker, t.maker.c.id == _product.c.maker_id)
    .outerjoin(_origin, _origin.c.product_id == _product.c.id)
    .outerjoin(_level, _level.c.product_id == _product.c.id)
)
_name = _product.c.search


class Sort(StrEnum):
    """What a list is ordered by; the name decides among equals."""

    NAME = "name"
    ORIGIN = "origin"
    STOCK = "stock"
    PRICE = "price"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list shows, and in which order.

    A `category` takes those beneath it along; one of "", as a `maker` or `supplier` of "", is that of articles without one.
    """

    text: str = ""
    state: State | None = None
    category: str | None = None
    maker: str | None = None
    supplier: str | None = None
    low: bool = False
    no_price: bool = False
    archived: bool = False
    sort: Sort = Sort.NAME
    descending: bool = False

    @property
    def words(self) -> list[str]:
        """What an article must hold, each in its name, a code or its maker."""
        return self.text.lower().split()[:_MOST_WORDS]

    @property
    def is_text_alone(self) -> bool:
        return bool(self.words) and self == Filter(self.text)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles each choice of a filter would leave, the other choices staying as they are."""

    all_states: int
    states: dict[State, int]
    low: int
    no_price: int
    archived: int
    categories: tuple[tuple[str, int], ...]
    makers: tuple[tuple[str, int], ...]
    suppliers: tuple[tuple[str, int], ...]
    shown: int
    worth_idr: Rupiah


class Listing:
    """Queries for windows, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keys(self, which: Filter, *, day: date, first: int, most: int) -> Select[Any]:
        """Selects the keys of a window of the list, in its order; prices are those of the day."""
        return (
            select(_product.c.id)
            .select_from(_from(which))
            .where(*_conditions(which, day))
            .order_by(*_order(which, day))
            .offset(first)
            .limit(most)
        )

    def ids(self, which: Filter, *, day: date) -> list[ProductId]:
        """Every article of the list, in its order."""
        query = select(_product.c.id).select_from(_from(which)).where(*_conditions(which, day)).order_by(*_order(which, day))
        return [ProductId(i) for i in self._connection.execute(query).scalars()]

    def searched(self) -> list[tuple[ProductId, str, str]]:
        """What every article that is not archived is searched by, and its maker in small letters, in the list's order."""
        maker = func.lower(func.coalesce(t.maker.c.name, ""))
        joined = _product.outerjoin(t.maker, t.maker.c.id == _product.c.maker_id)
        query = (
            select(_product.c.id, _name, maker).select_from(joined).where(_product.c.archived_at.is_(None)).order_by(_name, _product.c.id)
        )
        return [(ProductId(i), search, name) for i, search, name in self._connection.execute(query)]

    def least_stock(self, ids: Sequence[ProductId]) -> dict[ProductId, Milli]:
        """The least stock of those of the articles that have one."""
        query = select(_product.c.id, _product.c.min_stock_milli).where(_product.c.id.in_(ids), _product.c.min_stock_milli.is_not(None))
        return {ProductId(i): Milli(least) for i, least in self._connection.execute(query)}

    def place_of(self, which: Filter, product_id: ProductId, *, day: date) -> int | None:
        """Where in the list an article stands, from 0; None where the filter leaves it out."""
        conditions = _conditions(which, day)
        if which.sort is not Sort.NAME or which.descending:
            place = func.row_number().over(order_by=_order(which, day)).label("place")
            ranked = select(_product.c.id, place).select_from(_from(which)).where(*conditions).subquery()
            found = self._connection.execute(select(ranked.c.place).where(ranked.c.id == product_id)).scalar_one_or_none()
            return None if found is None else int(found) - 1
        here = select(_name).select_from(_from(which)).where(*conditions, _product.c.id == product_id)
        name = self._connection.execute(here).scalar_one_or_none()
        if name is None:
            return None
        before = or_(name > _name, (_name == name) & (_product.c.id < product_id))
        return self._connection.execute(select(func.count()).select_from(_from(which)).where(*conditions, before)).scalar_one()

    def count(self, which: Filter, *, day: date) -> int:
        """How many articles a list has."""
        return self._connection.execute(select(func.count()).select_from(_from(which)).where(*_conditions(which, day))).scalar_one()

    def counts(self, which: Filter, *, day: date) -> Counts:
        any_state = replace(which, state=None)
        by_kind = (
            select(_product.c.kind, _state, func.count())
            .select_from(_from(any_state, origin=True))
            .where(*_conditions(any_state, day))
            .group_by(_product.c.kind, _state)
        )
        everything, states = 0, dict.fromkeys(State, 0)
        for kind, state, count in self._connection.execute(by_kind):
            everything += count
            if kind == Kind.GOODS:
                states[State(state)] += count
        shown = select(func.count(), func.coalesce(func.sum(_goods_worth()), 0)).select_from(_from(which, level=True))
        count, worth = self._connection.execute(shown.where(*_conditions(which, day))).one()
        return Counts(
            everything,
            states,
            self.count(replace(which, low=True), day=day),
            self.count(replace(which, no_price=True), day=day),
            self.count(replace(which, archived=True), day=day),
            self._named(t.category, _product.c.category_id, replace(which, category=None), day),
            self._named(t.maker, _product.c.maker_id, replace(which, maker=None), day),
            self._suppliers(replace(which, supplier=None), day),
            count,
            Rupiah(int(worth)),
        )

    def categories(self) -> dict[str, int]:
        """Categories that articles which are not archived stand in, with how many."""
        return dict(self._named(t.category, _product.c.category_id, Filter(), date.max))

    def _named(self, table: Any, key: ColumnElement[Any], which: Filter, day: date) -> tuple[tuple[str, int], ...]:
        """Articles by the name of what `key` leads to, those without one under the empty name, in order."""
        grouped = (
            select(key.label("key"), func.count().label("n"))
            .select_from(_from(which))
            .where(*_conditions(which, day))
            .group_by(key)
            .subquery()
        )
        name = func.coalesce(table.c.name, "")
        query = (
            select(name, grouped.c.n).select_from(grouped.outerjoin(table, table.c.id == grouped.c.key)).order_by(func.lower(name), name)
        )
        return tuple((name, n) for name, n in self._connection.execute(query))

    def _suppliers(self, which: Filter, day: date) -> tuple[tuple[str, int], ...]:
        link, supplier = t.product_supplier, t.supplier
        name = func.coalesce(supplier.c.name, "")
        joined = _from(which).outerjoin(link, link.c.product_id == _product.c.id).outerjoin(supplier, supplier.c.id == link.c.supplier_id)
        query = (
            select(name, func.count()).select_from(joined).where(*_conditions(which, day)).group_by(name).order_by(func.lower(name), name)
        )
        return tuple((name, n) for name, n in self._connection.execute(query))

    # ---- what tagging moves

    def sales_by_state(self, period: Period) -> dict[State, int]:
        """What goods brought in within a period, by the state their origin has now."""
        sold = self._sold(period)
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
        sold = self._sold(period)
        value = func.coalesce(sold.c.value, 0)
        query = (
            select(_product.c.id, value, _worth)
            .select_from(_joined.outerjoin(sold, sold.c.product_id == _product.c.id))
            .where(*which)
            .order_by(value.desc(), _worth.desc(), _name, _product.c.id)
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

    def _sold(self, period: Period) -> FromClause:
        """What goods brought in within a period, by the article they live on in."""
        article = living(self._connection, _line.c.product_id).label("product_id")
        return (
            select(article, func.sum(_line.c.amount_idr).label("value"))
            .where(
                within(_line.c.business_day, period.first.isoformat(), period.last.isoformat()),
                _line.c.kind == Kind.GOODS,
            )
            .group_by(article)
            .subquery("sold")
        )


def _taggable() -> tuple[ColumnElement[bool], ...]:
    """Goods that can have one origin: what is sold as general goods comes from everywhere."""
    return (_product.c.kind == Kind.GOODS, _product.c.archived_at.is_(None), _product.c.code != OPEN_ARTICLE_CODE)


def _goods_worth() -> ColumnElement[int]:
    return case((_product.c.kind == Kind.GOODS, _worth), else_=0)


def _from(which: Filter, *, origin: bool = False, level: bool = False) -> FromClause:
    """`product` with no more tables than the conditions and the order look at."""
    made: FromClause = _product
    if which.category is not None:
        made = made.outerjoin(t.category, t.category.c.id == _product.c.category_id)
    if origin or which.state is not None or which.sort is Sort.ORIGIN:
        made = made.outerjoin(_origin, _origin.c.product_id == _product.c.id)
    if level or which.low or which.sort is Sort.STOCK:
        made = made.outerjoin(_level, _level.c.product_id == _product.c.id)
    return made


def _order(which: Filter, day: date) -> list[ColumnElement[Any]]:
    """What is not known stands at the end, whichever way the list is turned; margins are compared before tax."""
    if which.sort is Sort.NAME:
        return [_name.desc(), _product.c.id.desc()] if which.descending else [_name, _product.c.id]
    price = price_on(day)
    by: ColumnElement[Any] = {
        Sort.ORIGIN: case((_product.c.kind != Kind.GOODS, None), else_=_state),
        Sort.STOCK: case((_product.c.kind != Kind.GOODS, None), else_=_on_hand),
        Sort.PRICE: price,
        Sort.MARGIN: -cast(func.nullif(_product.c.average_cost, 0), Float) / func.nullif(price, 0),
    }[which.sort]
    return [by.is_(None), by.desc() if which.descending else by, _name, _product.c.id]


def _conditions(which: Filter, day: date) -> list[ColumnElement[bool]]:
    archived = _product.c.archived_at
    found: list[ColumnElement[bool]] = [archived.is_not(None) if which.archived else archived.is_(None)]
    found += [_word(word) for word in which.words]
    if which.state is not None:
        found += [_product.c.kind == Kind.GOODS, _state == which.state.value]
    if which.category is not None:
        name = func.coalesce(t.category.c.name, "")
        within_it = name.startswith(which.category + SEPARATOR, autoescape=True) if which.category else false()
        found.append(or_(name == which.category, within_it))
    if which.maker is not None:
        found.append(_product.c.maker_id.is_(None) if which.maker == "" else _product.c.maker_id.in_(_named(t.maker, which.maker)))
    if which.supplier is not None:
        link = t.product_supplier.c
        if which.supplier == "":
            found.append(_product.c.id.not_in(select(link.product_id)))
        else:
            found.append(_product.c.id.in_(select(link.product_id).where(link.supplier_id.in_(_named(t.supplier, which.supplier)))))
    if which.low:
        found.append(_low)
    if which.no_price:
        found.append(func.coalesce(price_on(day), 0) == 0)
    return found


def _named(table: Any, name: str) -> Select[Any]:
    return select(table.c.id).where(table.c.name == name)


def _word(word: str) -> ColumnElement[bool]:
    """A word stands in the name, in a code, or in the maker's name."""
    makers = select(t.maker.c.id).where(func.lower(t.maker.c.name).contains(word, autoescape=True))
    return or_(_name.contains(word, autoescape=True), _product.c.maker_id.in_(makers))
