"""Deposits as receipts took them, with what counter-documents gave back."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from pos_app.domain.deposit import Deposit
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.voucher import ARTICLE_CODE
from pos_app.storage import tables as t

_line, _sale = t.sale_line.c, t.sale.c


class Deposits:
    """Queries on deposits, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, *, product_id: ProductId | None = None, customer: str | None = None, only_open: bool = False) -> list[Deposit]:
        """Deposits by receipt and article, the oldest first."""
        back, document = t.sale_line.alias("back"), t.sale.alias("document")
        given = (
            select(
                document.c.refunds_id,
                back.c.refunds_line,
                func.sum(back.c.base_qty_milli).label("qty"),
                func.sum(back.c.amount_idr).label("amount"),
            )
            .join_from(back, document, document.c.id == back.c.sale_id)
            .where(back.c.kind == Kind.DEPOSIT, document.c.refunds_id.is_not(None))
            .group_by(document.c.refunds_id, back.c.refunds_line)
            .subquery()
        )
        mine = (given.c.refunds_id == _sale.id) & (given.c.refunds_line == _line.line_no)
        qty, amount = func.sum(func.coalesce(given.c.qty, 0)), func.sum(func.coalesce(given.c.amount, 0))
        query = (
            select(
                _sale.id,
                _sale.number,
                _sale.business_day,
                _sale.customer,
                _line.product_id,
                func.max(_line.code).label("code"),
                func.max(t.product.c.name).label("name"),
                func.max(t.product.c.unit).label("unit"),
                func.sum(_line.base_qty_milli).label("taken"),
                func.sum(_line.amount_idr).label("taken_idr"),
                qty.label("back"),
                amount.label("back_idr"),
            )
            .select_from(
                t.sale_line.join(t.sale, _sale.id == _line.sale_id)
                .join(t.product, t.product.c.id == _line.product_id)
                .outerjoin(given, mine)
            )
            .where(_line.kind == Kind.DEPOSIT, _sale.kind == "sale", t.product.c.code != ARTICLE_CODE)
            .group_by(_sale.id, _sale.number, _sale.business_day, _sale.customer, _line.product_id)
            .order_by(_sale.business_day, _sale.id)
        )
        if product_id is not None:
            query = query.where(_line.product_id == product_id)
        if customer is not None:
            query = query.where(_sale.customer == customer)
        if only_open:
            query = query.having(func.sum(_line.base_qty_milli) + qty != 0)
        return [
            Deposit(
                row.code, row.name, row.unit,
                Milli(int(row.taken)), Rupiah(int(row.taken_idr)), Milli(-int(row.back)), Rupiah(-int(row.back_idr)),
                row.number, date.fromisoformat(row.business_day), row.customer, ProductId(row.product_id),
            )
            for row in self._connection.execute(query)
        ]  # fmt: skip
