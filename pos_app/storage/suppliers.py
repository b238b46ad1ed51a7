"""Suppliers, and which of them brings an article at which price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, text, update
from sqlalchemy.engine import Connection

from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.supplier import Supplier, SupplierId, SuppliersPrice
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import among

_supplier, _link, _unit = t.supplier, t.product_supplier, t.product_unit


@dataclass(frozen=True, slots=True)
class ListedSupplier:
    """A supplier with how many articles that are not archived it brings."""

    supplier: Supplier
    articles: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a list tells of one supplier of one article; what it leaves out stays as it was."""

    product_id: ProductId
    supplier_id: SupplierId
    cost: Cost | None
    unit_id: int | None
    their_code: str | None
    usual: bool


class Suppliers:
    """Queries and writes on suppliers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_id(self, supplier_id: SupplierId) -> Supplier | None:
        row = self._connection.execute(select(_supplier).where(_supplier.c.id == supplier_id)).one_or_none()
        return _supplier_of(row) if row else None

    def by_name(self, name: str, *, lock: bool = False) -> Supplier | None:
        """The supplier of this name, capitals and small letters alike; the exact name first.

        `lock` keeps others from giving a supplier the name meanwhile.
        """
        if lock:
            locks.hold(self._connection, f"supplier {name.lower()}")
        same = or_(_supplier.c.name == name, func.lower(_supplier.c.name) == name.lower())
        rows = self._connection.execute(select(_supplier).where(same).order_by(_supplier.c.id)).all()
        return next((_supplier_of(row) for row in sorted(rows, key=lambda row: (row.name != name, row.id))), None)

    def listed(self, *, archived: bool = False) -> list[ListedSupplier]:
        """Suppliers by name; those no longer bought from only where they are asked for."""
        counted = (
            select(_link.c.supplier_id, func.count().label("n"))
            .select_from(_link.join(t.product, t.product.c.id == _link.c.product_id))
            .where(t.product.c.archived_at.is_(None))
            .group_by(_link.c.supplier_id)
            .subquery()
        )
        query = (
            select(_supplier, func.coalesce(counted.c.n, 0).label("articles"))
            .select_from(_supplier.outerjoin(counted, counted.c.supplier_id == _supplier.c.id))
            .order_by(func.lower(_supplier.c.name), _supplier.c.id)
        )
        if not archived:
            query = query.where(_supplier.c.archived_at.is_(None))
        return [ListedSupplier(_supplier_of(row), row.articles) for row in self._connection.execute(query)]

    def add(self, name: str, values: Mapping[str, object]) -> SupplierId:
        """Writes a new supplier; `values` are its other columns."""
        return SupplierId(self._connection.execute(insert(_supplier).values(name=name, **values).returning(_supplier.c.id)).scalar_one())

    def change(self, supplier_id: SupplierId, values: Mapping[str, object]) -> None:
        self._connection.execute(update(_supplier).where(_supplier.c.id == supplier_id).values(values))

    # ---- articles and their suppliers

    def of_product(self, product_id: ProductId) -> list[SuppliersPrice]:
        """Who brings an article, the usual one first."""
        return self.of_products([product_id]).get(product_id, [])

    def of_products(self, ids: Sequence[ProductId] | None = None) -> dict[ProductId, list[SuppliersPrice]]:
        """Who brings which article, the usual one first; of all articles where none is named."""
        query = (
            select(_link, _supplier.c.name, _unit.c.unit)
            .select_from(_link.join(_supplier, _supplier.c.id == _link.c.supplier_id).outerjoin(_unit, _unit.c.id == _link.c.unit_id))
            .order_by(_link.c.product_id, _link.c.usual.desc(), func.lower(_supplier.c.name), _supplier.c.id)
        )
        if ids is not None:
            query = query.where(among(_link.c.product_id, ids))
        found: dict[ProductId, list[SuppliersPrice]] = {}
        for row in self._connection.execute(query):
            price = SuppliersPrice(row.supplier_id, row.name, row.usual, row.their_code, row.unit, row.cost)
            found.setdefault(ProductId(row.product_id), []).append(price)
        return found

    def set_for(self, product_id: ProductId, prices: Sequence[SuppliersPrice]) -> None:
        """Makes these the suppliers of an article, and no others."""
        self._connection.execute(_link.delete().where(_link.c.product_id == product_id))
        units = dict(self._connection.execute(select(_unit.c.unit, _unit.c.id).where(_unit.c.product_id == product_id)).all())
        rows = [
            {
                "product_id": product_id,
                "supplier_id": x.supplier_id,
                "usual": x.usual,
                "their_code": x.their_code,
                "unit_id": units.get(x.unit) if x.unit else None,
                "cost": x.cost,
            }
            for x in prices
        ]
        if rows:
            self._connection.execute(insert(_link), rows)

    def brought(self, product_id: ProductId, supplier_id: SupplierId, cost: Cost | None, *, unit: str | None = None) -> None:
        """Keeps what a supplier took for one `unit` of an article (its own unit where none is named); the first is the usual one."""
        known = [x for x in self.of_product(product_id) if x.supplier_id != supplier_id]
        before = next((x for x in self.of_product(product_id) if x.supplier_id == supplier_id), None)
        usual = before.usual if before else not known
        code = before.their_code if before else None
        self.set_for(product_id, [*known, SuppliersPrice(supplier_id, "", usual, code, unit, cost)])

    def make_usual(self, named: Mapping[ProductId, SupplierId]) -> None:
        """Makes each article's supplier its usual one; those it had stay beside it."""
        self.tell([Told(i, supplier, None, None, None, usual=True) for i, supplier in named.items()])

    def tell(self, told: Sequence[Told]) -> None:
        """Writes what is told of suppliers of articles; those that are not named stay as they were."""
        if not told:
            return
        usual = [{"product": x.product_id} for x in told if x.usual]
        if usual:
            self._connection.execute(text("UPDATE product_supplier SET usual = 0 WHERE product_id = :product"), usual)
        rows = [
            {
                "product": x.product_id, "supplier": x.supplier_id, "usual": int(x.usual), "code": x.their_code, "unit": x.unit_id,
                "cost": x.cost,
            }
            for x in told
        ]  # fmt: skip
        self._connection.execute(_TELL, rows)


_TELL = text(
    "INSERT INTO product_supplier (product_id, supplier_id, usual, their_code, unit_id, cost) "
    "VALUES (:product, :supplier, :usual, :code, :unit, :cost) ON CONFLICT (product_id, supplier_id) DO UPDATE SET "
    "usual = CASE WHEN excluded.usual = 1 THEN 1 ELSE product_supplier.usual END, "
    "their_code = coalesce(excluded.their_code, product_supplier.their_code), "
    "unit_id = CASE WHEN excluded.cost IS NULL THEN product_supplier.unit_id ELSE excluded.unit_id END, "
    "cost = coalesce(excluded.cost, product_supplier.cost)"
)


def _supplier_of(row: Row[*tuple[Any, ...]]) -> Supplier:
    return Supplier(
        SupplierId(row.id), row.name, row.phone, row.contact, row.address, row.due_days, row.note, archived=row.archived_at is not None
    )
