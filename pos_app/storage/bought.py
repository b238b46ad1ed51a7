"""What came in by supplier and origin, and what left the stock without being sold."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection

from pos_app.domain.behind import BehindPurchases, BehindStock
from pos_app.domain.days import Period
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.merges import with_merged

_document, _line, _move = t.stock_document.c, t.stock_document_line.c, t.stock_move.c
_PURCHASES = (DocumentKind.RECEIVE, DocumentKind.CORRECTION, DocumentKind.SUPPLIER_RETURN)
LOSSES = (DocumentKind.BREAKAGE, DocumentKind.OWN_USE, "count")
"""Reasons of moves that neither a sale nor a purchase explains."""


@dataclass(frozen=True, slots=True)
class FromSupplier:
    """What one supplier brought: goods by the origin they have now, what went back to it, discount and freight of its invoices."""

    supplier: str
    papers: int
    goods_idr: dict[State, int]
    returned_idr: Rupiah
    discount_idr: Rupiah
    freight_idr: Rupiah
    total_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Moved:
    """A move of the stock; `number` is that of the paper or receipt it came of, `cost` of one base unit."""

    at: str
    reason: str
    number: str
    code: str
    name: str
    qty: Milli
    cost: Cost | None
    person: str
    note: str


@dataclass(frozen=True, slots=True)
class PaperOf:
    """A supplier's paper; of each line code, name, unit, quantity and amount."""

    day: str
    number: str
    kind: str
    their_number: str
    total_idr: Rupiah
    lines: tuple[tuple[str, str, str, int, int], ...]


class Bought:
    """Queries on what came in and went, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_supplier(self, period: Period) -> list[FromSupplier]:
        """Purchases of a period by supplier (the empty name where none was named), the largest first."""
        name = func.coalesce(t.supplier.c.name, "").label("name")
        back = _document.kind == DocumentKind.SUPPLIER_RETURN
        among = within(_document.business_day, period.first.isoformat(), period.last.isoformat()) & _document.kind.in_(_PURCHASES)
        joined = t.stock_document.outerjoin(t.supplier, t.supplier.c.id == _document.supplier_id)
        sums = (
            func.sum(case((_document.kind == DocumentKind.RECEIVE, 1), else_=0)),
            func.sum(case((back, _document.total_idr), else_=0)),
            func.sum(case((back, 0), else_=_document.discount_idr)),
            func.sum(case((back, 0), else_=_document.freight_idr)),
            func.sum(_document.total_idr),
        )
        papers = self._connection.execute(select(name, *sums).select_from(joined).where(among).group_by(name)).all()
        state = func.coalesce(t.product_origin.c.state, State.UNKNOWN.value).label("state")
        lines = (
            select(name, state, func.sum(_line.amount_idr))
            .select_from(
                joined.join(t.stock_document_line, _line.document_id == _document.id).outerjoin(
                    t.product_origin, t.product_origin.c.product_id == _line.product_id
                )
            )
            .where(among, ~back)
            .group_by(name, state)
        )
        goods: dict[str, dict[State, int]] = {}
        for supplier, origin, amount in self._connection.execute(lines):
            goods.setdefault(supplier, dict.fromkeys(State, 0))[State(origin)] += int(amount)
        nothing = dict.fromkeys(State, 0)
        found = [
            FromSupplier(supplier, int(count), goods.get(supplier, nothing), *(Rupiah(int(x)) for x in more))
            for supplier, count, *more in papers
        ]
        return sorted(found, key=lambda one: (-one.total_idr, one.supplier))

    def losses(self, period: Period) -> list[tuple[str, int, Cost | None, Milli]]:
        """What broke, was used in the shop, or was missing or too much when it was counted: reason, article, cost, quantity."""
        query = (
            select(_move.reason, _move.product_id, _move.cost, func.sum(_move.qty_milli))
            .where(within(_move.business_day, period.first.isoformat(), period.last.isoformat()), _move.reason.in_(LOSSES))
            .group_by(_move.reason, _move.product_id, _move.cost)
            .order_by(_move.reason, _move.product_id)
        )
        return [(reason, key, cost, Milli(int(qty))) for reason, key, cost, qty in self._connection.execute(query)]

    def moves(self, asked: BehindStock) -> list[Moved]:
        """Moves in their order; those of an article with those of what was merged into it."""
        query = (
            select(
                _move.at, _move.reason, func.coalesce(_move.document, t.sale.c.number, ""), t.product.c.code, t.product.c.name,
                _move.qty_milli, _move.cost, _move.person, func.coalesce(_move.note, ""),
            )
            .select_from(
                t.stock_move.join(t.product, t.product.c.id == _move.product_id).outerjoin(t.sale, t.sale.c.id == _move.sale_id)
            )
            .order_by(_move.business_day, _move.id)
        )  # fmt: skip
        if asked.product is not None:
            query = query.where(with_merged(_move.product_id, asked.product))
        if asked.period is not None:
            query = query.where(within(_move.business_day, asked.period.first.isoformat(), asked.period.last.isoformat()))
        if asked.reasons:
            query = query.where(_move.reason.in_(asked.reasons))
        return [Moved(*row) for row in self._connection.execute(query)]

    def papers(self, asked: BehindPurchases) -> list[PaperOf]:
        """The papers of a supplier in a period that its purchases are made of, in their order."""
        joined = t.stock_document.outerjoin(t.supplier, t.supplier.c.id == _document.supplier_id)
        among = within(_document.business_day, asked.period.first.isoformat(), asked.period.last.isoformat())
        among &= _document.kind.in_(_PURCHASES)
        if asked.supplier is not None:
            among &= func.coalesce(t.supplier.c.name, "") == asked.supplier
        lines: dict[int, list[tuple[str, str, str, int, int]]] = {}
        of_line = (_line.document_id, _line.code, _line.name, _line.unit, _line.qty_milli, _line.amount_idr)
        sold = select(*of_line).select_from(joined.join(t.stock_document_line, _line.document_id == _document.id)).where(among)
        for paper, *more in self._connection.execute(sold.order_by(_line.document_id, _line.line_no)):
            lines.setdefault(paper, []).append(tuple(more))
        columns = (_document.id, _document.business_day, _document.number, _document.kind, func.coalesce(_document.their_number, ""))
        query = select(*columns, _document.total_idr).select_from(joined).where(among)
        rows = self._connection.execute(query.order_by(_document.business_day, _document.id))
        return [
            PaperOf(day, number, kind, theirs, Rupiah(total), tuple(lines.get(key, ()))) for key, day, number, kind, theirs, total in rows
        ]
