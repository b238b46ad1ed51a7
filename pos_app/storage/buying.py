"""What buying looks at: stock, sales of some days, what the shop wants to have, and who brings it in what."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain.money import Cost
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.purchasing import Shelf
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.supplier import SupplierId
from pos_app.storage import tables as t


class Buying:
    """Queries for what to buy, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first_sale(self) -> date | None:
        """The day of the shop's first sale."""
        found = self._connection.execute(select(func.min(t.sale.c.business_day))).scalar_one()
        return None if found is None else date.fromisoformat(found)

    def shelves(self, since: date, until: date, *, supplier_id: SupplierId | None = None) -> Iterator[Shelf]:
        """Goods that sold from `since` to `until` or of which the shop wants some, with their usual supplier; none of others' goods."""
        product, line, link, unit = t.product.c, t.sale_line.c, t.product_supplier.c, t.product_unit.c
        sold = (
            select(line.product_id, func.sum(line.base_qty_milli).label("qty"))
            .where(line.business_day >= since.isoformat(), line.business_day <= until.isoformat())
            .group_by(line.product_id)
            .subquery()
        )
        query = (
            select(
                product.id, product.uid, product.code, product.name, product.unit, product.min_stock_milli, product.target_stock_milli,
                product.last_cost, func.coalesce(t.stock_level.c.on_hand_milli, 0).label("on_hand"),
                func.coalesce(sold.c.qty, 0).label("sold"), t.supplier.c.name.label("supplier"), link.their_code, link.cost,
                unit.unit.label("pack"), unit.holds_milli,
            )
            .select_from(
                t.product.outerjoin(sold, sold.c.product_id == product.id)
                .outerjoin(t.stock_level, t.stock_level.c.product_id == product.id)
                .outerjoin(t.product_supplier, (link.product_id == product.id) & (link.usual == 1))
                .outerjoin(t.supplier, t.supplier.c.id == link.supplier_id)
                .outerjoin(t.product_unit, unit.id == link.unit_id)
            )
            .where(product.kind == Kind.GOODS, product.archived_at.is_(None))
            .where(product.id.not_in(select(t.consigned_article.c.product_id)))
            .where(or_(sold.c.qty > 0, product.min_stock_milli.is_not(None), product.target_stock_milli.is_not(None)))
            .order_by(product.id)
        )  # fmt: skip
        if supplier_id is not None:
            query = query.where(link.supplier_id == supplier_id)
        for row in self._connection.execute(query):
            whole_pack = row.pack is not None and row.holds_milli
            own_cost = row.last_cost if row.cost is None and not whole_pack else row.cost
            yield Shelf(
                ProductId(row.id), row.uid, row.code, row.name, row.unit, Milli(row.on_hand), Milli(int(row.sold)), row.min_stock_milli,
                row.target_stock_milli, row.supplier, row.their_code, row.pack if whole_pack else None,
                Milli(row.holds_milli) if whole_pack else ONE, None if own_cost is None else Cost(own_cost),
            )  # fmt: skip
