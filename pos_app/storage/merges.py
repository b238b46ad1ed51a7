"""Articles that were merged: what was of the one that is gone belongs to the one that is kept.

Sale lines and moves keep the article they were written for; reports and histories lead to the one it lives on in.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.product import ProductId
from pos_app.storage import tables as t
from pos_app.storage.search import renew

_merge, _code, _unit, _link = t.product_merge.c, t.product_code.c, t.product_unit.c, t.product_supplier.c


class Merges:
    """Queries and writes on merged articles, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def survivor(self, product_id: ProductId) -> ProductId:
        """The article that one merged into another lives on in; itself where it was not merged."""
        query = select(_merge.kept_id).where(_merge.gone_id == product_id)
        return ProductId(self._connection.execute(query).scalar_one_or_none() or product_id)

    def survivors(self) -> dict[ProductId, ProductId]:
        """Every article that is gone, with the one it lives on in."""
        return {ProductId(gone): ProductId(kept) for gone, kept in self._connection.execute(select(_merge.gone_id, _merge.kept_id))}

    def merge(self, *, kept: ProductId, gone: ProductId, at: datetime, person: str, why: str | None) -> None:
        """Writes down that an article lives on in another, with those that had been merged into it before."""
        self._connection.execute(update(t.product_merge).where(_merge.kept_id == gone).values(kept_id=kept))
        values = {"gone_id": gone, "kept_id": kept, "at": days.stamp(at), "person": person, "why": why}
        self._connection.execute(insert(t.product_merge).values(values))

    def move_units(self, *, kept: ProductId, gone: ProductId) -> None:
        """Gives larger units to the kept article; one that it has under the same name but of another content gets a new name."""
        had = {row.unit: row for row in self._connection.execute(select(t.product_unit).where(_unit.product_id == kept))}
        for row in self._connection.execute(select(t.product_unit).where(_unit.product_id == gone).order_by(_unit.id)).all():
            same = had.get(row.unit)
            if same is not None and same.holds_milli == row.holds_milli:
                for table in (t.product_code, t.price_change, t.product_supplier):
                    self._connection.execute(update(table).where(table.c.unit_id == row.id).values(unit_id=same.id))
                continue
            name, n = row.unit, 2
            while name in had:
                name, n = f"{row.unit} {n}", n + 1
            self._connection.execute(update(t.product_unit).where(_unit.id == row.id).values(product_id=kept, unit=name))
            had[name] = row

    def move_codes(self, *, kept: ProductId, gone: ProductId) -> None:
        """Gives every code to the kept article; the number of the one that is gone becomes one more code."""
        had = select(_code.code).where(_code.product_id == kept)
        doubled = list(self._connection.execute(select(_code.id).where(_code.product_id == gone, _code.code.in_(had))).scalars())
        self._connection.execute(t.product_code.delete().where(_code.id.in_(doubled)))
        self._connection.execute(update(t.product_code).where(_code.product_id == gone, _code.role == "sku").values(role="code"))
        self._connection.execute(update(t.product_code).where(_code.product_id == gone).values(product_id=kept))
        renew(self._connection, [kept, gone])

    def move_suppliers(self, *, kept: ProductId, gone: ProductId) -> None:
        """Gives suppliers that the kept article has not yet; its usual one stays."""
        had = set(self._connection.execute(select(_link.supplier_id).where(_link.product_id == kept)).scalars())
        for supplier in self._connection.execute(select(_link.supplier_id).where(_link.product_id == gone)).scalars().all():
            mine = (_link.product_id == gone) & (_link.supplier_id == supplier)
            if supplier in had:
                self._connection.execute(t.product_supplier.delete().where(mine))
            else:
                values = {"product_id": kept} | ({"usual": False} if had else {})
                self._connection.execute(update(t.product_supplier).where(mine).values(values))

    def move_prices(self, *, kept: ProductId, gone: ProductId) -> None:
        """Quantity prices go along where the kept article has none, offers always; prices that wait for a day do not."""
        c = t.quantity_price.c
        if self._connection.execute(select(c.product_id).where(c.product_id == kept).limit(1)).first() is None:
            self._connection.execute(update(t.quantity_price).where(c.product_id == gone).values(product_id=kept))
        else:
            self._connection.execute(t.quantity_price.delete().where(c.product_id == gone))
        part = t.promotion_part.c
        self._connection.execute(update(t.promotion_part).where(part.product_id == gone).values(product_id=kept))
        waits = (t.price_change.c.product_id == gone) & (t.price_change.c.waits == True)  # noqa: E712 - an SQL comparison
        self._connection.execute(update(t.price_change).where(waits).values(waits=False))

    def is_consigned(self, product_id: ProductId) -> bool:
        """Whether an article belongs to a consignor, or pieces of it do."""
        table = t.consigned_article
        if self._connection.execute(select(table.c.product_id).where(table.c.product_id == product_id)).first() is not None:
            return True
        level = t.consigned_level.c
        query = select(level.product_id).where(level.product_id == product_id, level.on_hand_milli != 0)
        return self._connection.execute(query).first() is not None


def with_merged(column: ColumnElement[Any], product_id: ProductId) -> ColumnElement[bool]:
    """Rows of an article and of those merged into it."""
    return or_(column == product_id, column.in_(select(_merge.gone_id).where(_merge.kept_id == product_id)))


def living(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The article a row counts for: the one it lives on in. The column itself where nothing was ever merged."""
    if connection.execute(select(_merge.gone_id).limit(1)).first() is None:
        return column
    kept = select(_merge.kept_id).where(_merge.gone_id == column).scalar_subquery()
    return func.coalesce(kept, column)
