"""What prices were, are and will be: every change is kept, and one that waits for its day counts from that day on.

No job turns prices over at midnight: whoever reads an article takes what is due (`due`), and whoever writes a price
first books what is due into the article (`settle`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, cast, func, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from pos_app.domain import days
from pos_app.domain.money import Rupiah
from pos_app.domain.price_change import PriceChange, PriceKind
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import WORD, among

_change, _product, _unit = t.price_change.c, t.product.c, t.product_unit.c
COLUMNS: Final[dict[str, PriceKind]] = {
    "price_idr": PriceKind.RETAIL, "member_price_idr": PriceKind.MEMBER, "wholesale_price_idr": PriceKind.WHOLESALE,
}  # fmt: skip
"""The columns of an article that are prices, with the kind of price each is."""
_COLUMN_OF: Final = {kind: column for column, kind in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A price to write down: of a unit by its name (None: the article's own), of at least `from_qty` for a quantity price."""

    product_id: ProductId
    kind: PriceKind
    old_idr: Rupiah | None
    price_idr: Rupiah | None
    unit: str | None = None
    from_qty: Milli | None = None


_WAITING: Final = (
    select(_change.product_id, _change.kind, _unit.unit, _change.price_idr)
    .select_from(t.price_change.outerjoin(t.product_unit, _unit.id == _change.unit_id))
    .where(_change.waits == True, _change.valid_from <= bindparam("day"))  # noqa: E712 - an SQL comparison
    .order_by(_change.valid_from, _change.id)
)
"""Asked for at every scan: put together once."""
Due = Mapping[ProductId, Mapping[tuple[PriceKind, str | None], Rupiah]]
"""Prices whose day has come and that no write has booked into their article yet, by kind and unit."""


class Prices:
    """Queries and writes on prices, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, day: date) -> Due:
        found: dict[ProductId, dict[tuple[PriceKind, str | None], Rupiah]] = {}
        for row in self._connection.execute(_WAITING, {"day": day.isoformat()}):
            found.setdefault(ProductId(row.product_id), {})[PriceKind(row.kind), row.unit] = Rupiah(row.price_idr)
        return found

    def settle(self, day: date, ids: Iterable[ProductId] | None = None) -> None:
        """Books what is due into the articles (into all where none are named), before a price of theirs is written."""
        which = _due(day)
        if ids is not None:
            which &= among(_change.product_id, ids)
        rows = self._connection.execute(select(t.price_change).where(which).order_by(_change.valid_from, _change.id)).all()
        for row in rows:
            if row.unit_id is not None:
                change = update(t.product_unit).where(_unit.id == row.unit_id).values(price_idr=row.price_idr)
            else:
                column = _COLUMN_OF[PriceKind(row.kind)]
                change = update(t.product).where(_product.id == row.product_id).values({column: row.price_idr})
            self._connection.execute(change)
        if rows:
            self._connection.execute(update(t.price_change).where(which).values(waits=False))

    def note(self, prices: Sequence[NewPrice], *, day: date, at: datetime, person: str, source: str, waits: bool = False) -> None:
        """Writes down prices that are so from `day` on; one that `waits` stands in no column of its article yet."""
        units = self._units([x.product_id for x in prices if x.unit])
        rows = [
            {
                "product_id": x.product_id,
                "kind": x.kind,
                "unit_id": units[x.product_id, x.unit] if x.unit else None,
                "from_milli": x.from_qty,
                "old_idr": x.old_idr,
                "price_idr": x.price_idr,
                "valid_from": day.isoformat(),
                "waits": waits,
                "at": days.stamp(at),
                "person": person,
                "source": source,
            }
            for x in prices
        ]
        if rows:
            self._connection.execute(insert(t.price_change), rows)

    def _units(self, ids: Sequence[ProductId]) -> dict[tuple[int, str], int]:
        query = select(_unit.product_id, _unit.unit, _unit.id).where(among(_unit.product_id, ids))
        return {(row.product_id, row.unit): row.id for row in self._connection.execute(query)}

    def now(self, ids: Sequence[ProductId]) -> dict[ProductId, dict[str, Rupiah | None]]:
        """The prices in the columns of articles, by column."""
        query = select(_product.id, *(t.product.c[column] for column in COLUMNS)).where(among(_product.id, ids))
        return {ProductId(key): dict(zip(COLUMNS, prices, strict=True)) for key, *prices in self._connection.execute(query)}

    def unit_prices(self, product_id: ProductId) -> dict[str, Rupiah | None]:
        query = select(_unit.unit, _unit.price_idr).where(_unit.product_id == product_id)
        return dict(self._connection.execute(query).all())

    def withdraw(self, change_id: int, *, at: datetime) -> PriceChange | None:
        """Takes back a price that still waits for its day; None where it does not."""
        found = self._listed((_change.id == change_id) & (_change.waits == True))  # noqa: E712 - an SQL comparison
        if found:
            self._connection.execute(update(t.price_change).where(_change.id == change_id).values(waits=False, withdrawn_at=days.stamp(at)))
        return found[0] if found else None

    def of_product(self, product_id: ProductId, *, most: int = 200) -> list[PriceChange]:
        """Changes of an article's prices and of those merged into it, the latest day first."""
        gone = select(t.product_merge.c.gone_id).where(t.product_merge.c.kept_id == product_id)
        which = or_(_change.product_id == product_id, _change.product_id.in_(gone))
        return self._listed(which, most=most)

    def waiting(self, *, after: date) -> list[PriceChange]:
        """Prices that are still to come, those first that come first."""
        which = (_change.waits == True) & (_change.valid_from > after.isoformat())  # noqa: E712 - an SQL comparison
        return sorted(self._listed(which), key=lambda x: (x.valid_from, x.name.lower(), x.id))

    def between(self, first: date, last: date) -> list[PriceChange]:
        """Every change that counts from a day within the span, the latest day first."""
        which = _change.waits.in_([False, True]) & (_change.valid_from >= first.isoformat()) & (_change.valid_from <= last.isoformat())
        return self._listed(which & _change.withdrawn_at.is_(None))

    def _listed(self, which: ColumnElement[bool], *, most: int | None = None) -> list[PriceChange]:
        joined = t.price_change.join(t.product, _product.id == _change.product_id).outerjoin(t.product_unit, _unit.id == _change.unit_id)
        query = (
            select(t.price_change, _product.code, _product.name, _product.archived_at, _unit.unit, _product.unit.label("own_unit"))
            .select_from(joined)
            .where(which)
            .order_by(_change.valid_from.desc(), _change.id.desc())
            .limit(most)
        )
        return [
            PriceChange(
                id=row.id,
                product_id=ProductId(row.product_id),
                code=row.code,
                name=row.name,
                kind=PriceKind(row.kind),
                unit=row.unit or row.own_unit,
                pack=row.unit is not None,
                from_qty=row.from_milli,
                old_idr=row.old_idr,
                price_idr=row.price_idr,
                valid_from=date.fromisoformat(row.valid_from),
                waits=row.waits,
                withdrawn=row.withdrawn_at is not None,
                at=days.from_stamp(row.at),
                person=row.person,
                source=row.source,
            )
            for row in self._connection.execute(query)
        ]

    # ---- quantity prices

    def quantity_prices(self, product_id: ProductId) -> list[tuple[Milli, Rupiah]]:
        """What one unit costs from how many on, by quantity."""
        c = t.quantity_price.c
        query = select(c.from_milli, c.price_idr).where(c.product_id == product_id).order_by(c.from_milli)
        return [(Milli(least), Rupiah(price)) for least, price in self._connection.execute(query)]

    def all_quantity_prices(self) -> dict[ProductId, list[tuple[Milli, Rupiah]]]:
        c = t.quantity_price.c
        found: dict[ProductId, list[tuple[Milli, Rupiah]]] = {}
        for row in self._connection.execute(select(c.product_id, c.from_milli, c.price_idr).order_by(c.product_id, c.from_milli)):
            found.setdefault(ProductId(row.product_id), []).append((Milli(row.from_milli), Rupiah(row.price_idr)))
        return found

    def set_quantity_prices(self, product_id: ProductId, prices: Sequence[tuple[Milli, Rupiah]]) -> None:
        """Makes these the quantity prices of an article, and no others."""
        self._connection.execute(t.quantity_price.delete().where(t.quantity_price.c.product_id == product_id))
        rows = [{"product_id": product_id, "from_milli": least, "price_idr": price} for least, price in prices]
        if rows:
            self._connection.execute(insert(t.quantity_price), rows)


def priced(due: Mapping[tuple[PriceKind, str | None], Rupiah]) -> dict[str, Rupiah]:
    """What is due of one article's own prices, by column."""
    return {_COLUMN_OF[kind]: price for (kind, unit), price in due.items() if unit is None}


def _due(day: date) -> ColumnElement[bool]:
    return (_change.waits == True) & (_change.valid_from <= day.isoformat())  # noqa: E712 - an SQL comparison


def price_on(day: date) -> ColumnElement[int | None]:
    """The retail price of an article on a day, as a column to sort and filter by."""
    waiting = (
        select(_change.price_idr)
        .where(_change.product_id == _product.id, _due(day), _change.kind == PriceKind.RETAIL, _change.unit_id.is_(None))
        .order_by(_change.valid_from.desc(), _change.id.desc())
        .limit(1)
        .correlate(t.product)
        .scalar_subquery()
    )
    return func.coalesce(waiting, _product.price_idr)


def quantity_prices_of(product_id: ColumnElement[int]) -> ColumnElement[str | None]:
    """What one unit costs from how many on, as `3000=1900,12000=1800`: read with its article, so that a scan asks nothing more."""
    c = t.quantity_price.c
    pair = cast(c.from_milli, WORD) + "=" + cast(c.price_idr, WORD)
    return select(func.aggregate_strings(pair, ",")).where(c.product_id == product_id).correlate(t.product).scalar_subquery()


def quantity_pairs(text: str | None) -> tuple[tuple[Milli, Rupiah], ...]:
    """What `quantity_prices_of` read, by quantity."""
    pairs = (pair.partition("=") for pair in text.split(",")) if text else ()
    return tuple(sorted((Milli(int(least)), Rupiah(int(price))) for least, _equals, price in pairs))
