"""The larger units of articles: cartons, dozens, sacks, each with what it holds and a price of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain.money import Rupiah
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Pack, ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import tables as t
from pos_app.storage.columns import among
from pos_app.storage.prices import Prices
from pos_app.storage.search import renew

_unit = t.product_unit


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A larger unit; `holds` is None where a list names it without saying how much it holds."""

    unit: str
    holds: Milli | None
    price_idr: Rupiah | None


class Units:
    """Queries and writes on larger units, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, product_id: ProductId, *, day: date) -> list[Pack]:
        """The larger units of an article whose content is known, at the prices of a day, the smaller first."""
        return self.of_each([product_id], day=day)[product_id]

    def of_each(self, ids: Collection[ProductId], *, day: date) -> dict[ProductId, list[Pack]]:
        """`of` for many articles at once."""
        due = Prices(self._connection).due(day)
        query = select(_unit).where(among(_unit.c.product_id, ids), _unit.c.holds_milli.is_not(None))
        found: dict[ProductId, list[Pack]] = {i: [] for i in ids}
        for row in self._connection.execute(query.order_by(_unit.c.holds_milli, _unit.c.id)):
            price = due.get(row.product_id, {}).get((PriceKind.RETAIL, row.unit), row.price_idr)
            found[row.product_id].append(Pack(row.unit, row.holds_milli, price))
        return found

    def put(self, product_id: ProductId, units: Sequence[NewUnit]) -> None:
        """Adds units, or gives those there their new content and price."""
        for unit in units:
            values = {"holds_milli": unit.holds, "price_idr": unit.price_idr}
            mine = (_unit.c.product_id == product_id) & (_unit.c.unit == unit.unit)
            if self._connection.execute(update(_unit).where(mine).values(values)).rowcount == 0:
                self._connection.execute(insert(_unit).values(product_id=product_id, unit=unit.unit, **values))

    def drop(self, product_id: ProductId, unit: str) -> None:
        """Takes a larger unit from an article, with its codes and what waits for it or is bought by it."""
        key = self._connection.execute(select(_unit.c.id).where(_unit.c.product_id == product_id, _unit.c.unit == unit)).scalar_one()
        self._connection.execute(delete(t.product_code).where(t.product_code.c.unit_id == key))
        self._connection.execute(delete(t.price_change).where(t.price_change.c.unit_id == key))
        self._connection.execute(update(t.product_supplier).where(t.product_supplier.c.unit_id == key).values(unit_id=None, cost=None))
        self._connection.execute(delete(_unit).where(_unit.c.id == key))
        renew(self._connection, [product_id])
