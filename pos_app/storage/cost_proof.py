"""Costs worked out anew from the ledger: what an article's average must be, and what the moves of papers and receipts cost."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Subquery, case, func, select, union
from sqlalchemy.engine import Connection

from pos_app.domain.money import Cost
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import moving_average
from pos_app.storage import tables as t

_move = t.stock_move.c
_AT_AVERAGE: Final = ("sale", "breakage", "own_use", "transfer_out", "supplier_return", "count", "opening")
"""Moves at the average cost of their moment: it is known there, and followed from there on."""
_AVERAGED: Final = ("receive", "repack")
"""Moves that bring goods in, from which an average is made."""
_OTHERWISE: Final = ("correction", "merge")
"""Moves after which the average is what the paper behind them came to; it is known again at the next move at average cost."""


class CostProof:
    """Queries that look for costs that do not follow, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def averages_off(self) -> list[str]:
        """Codes of articles whose average cost is not that of the last goods that left, averaged with what has come in since.

        Left out is what is not the shop's own, and what somebody has given a cost to meanwhile: the audit list says who.
        """
        since, product, level = _known_since(), t.product.c, t.stock_level.c
        query = (
            select(
                product.uid, product.code, product.average_cost, level.on_hand_milli,
                _move.product_id, _move.at, _move.reason, _move.qty_milli, _move.cost,
            )
            .join_from(since, t.stock_move, (_move.product_id == since.c.product_id) & (_move.id >= since.c.known))
            .join(t.product, product.id == _move.product_id)
            .join(t.stock_level, level.product_id == _move.product_id)
            .order_by(_move.product_id, _move.id)
        )  # fmt: skip
        off = []
        for _product, rows in groupby(self._connection.execute(query), lambda row: row.product_id):
            moves = list(rows)
            kept, average = moves[0], _followed(moves)
            if average != kept.average_cost:
                off.append((kept.uid, kept.code, kept.at, average))
        if not off:
            return []
        named, listed = self._named_costs(), self._last_list()
        return [code for uid, code, at, average in off if named.get(uid, "") < at and (average is not None or listed < at)]

    def _named_costs(self) -> dict[str, str]:
        """When an article was given a cost last, by its uid."""
        audit = t.audit.c
        query = select(audit.subject, audit.at, audit.detail).where(audit.event == "product_changed", audit.detail.contains('"cost"'))
        return {uid: at for uid, at, detail in self._connection.execute(query.order_by(audit.id)) if "cost" in json.loads(detail)}

    def _last_list(self) -> str:
        """When a list came in last: it gives a cost to articles that had none."""
        query = select(func.coalesce(func.max(t.audit.c.at), "")).where(t.audit.c.event == "products_imported")
        return str(self._connection.execute(query).scalar_one())

    def moves_at_another_cost(self) -> Iterator[str]:
        """Stock papers and receipts whose moves cost something else than their lines."""
        doc, paper, sale, sold = t.stock_document.c, t.stock_document_line.c, t.sale.c, t.sale_line.c
        of_paper, of_sale = _costs(paper.document_id, paper.cost), _costs(sold.sale_id, sold.cost, sold.kind == Kind.GOODS)
        moved = _costs(_move.document, _move.cost, _move.sale_id.is_(None))
        left = _costs(_move.sale_id, _move.cost, _move.sale_id.is_not(None))
        papers = select(doc.number).join_from(t.stock_document, of_paper, of_paper.c.of == doc.id).join(moved, moved.c.of == doc.number)
        sales = select(sale.number).join_from(t.sale, of_sale, of_sale.c.of == sale.id).join(left, left.c.of == sale.id)
        for query, lines, moves, key in ((papers, of_paper, moved, doc.id), (sales, of_sale, left, sale.id)):
            yield from self._connection.execute(query.where(lines.c.costs != moves.c.costs).order_by(key)).scalars()


def _known_since() -> Subquery:
    """Articles with the move since which their average is known, where nothing else has made one since.

    It is the last move at average cost; of what never left, the first move of all, if it brought goods in.
    """

    def last(reasons: tuple[str, ...]) -> ColumnElement[int]:
        return func.coalesce(func.max(case((_move.reason.in_(reasons), _move.id))), 0)

    first, incoming = func.min(_move.id), func.min(case((_move.reason.in_(_AVERAGED) & _move.cost.is_not(None), _move.id)))
    known = case((last(_AT_AVERAGE) > 0, last(_AT_AVERAGE)), (first == incoming, first), else_=0)
    elsewhere = union(select(t.consignment_move.c.product_id), select(t.product_merge.c.kept_id))
    article = _move.product_id + 0  # not the column: SQLite would go to every row by the index, three times as slow as past all of them
    query = select(article.label("product_id"), known.label("known")).where(_move.product_id.not_in(elsewhere))
    return query.group_by(article).having(known > last(_OTHERWISE)).subquery()


def _followed(moves: Sequence[Row[*tuple[Any, ...]]]) -> Cost | None:
    """The average after moves of which the first is at average cost, worked back from what is on hand now."""
    average = moves[0].cost
    level = moves[0].on_hand_milli - sum(row.qty_milli for row in moves[1:])
    for row in moves[1:]:
        if row.reason in _AVERAGED and row.qty_milli > 0 and row.cost is not None:
            average = moving_average(Milli(level), average, Milli(row.qty_milli), Cost(row.cost))
        level += row.qty_milli
    return None if average is None else Cost(average)


def _costs(of: ColumnElement[Any], cost: ColumnElement[Any], *which: ColumnElement[bool]) -> Subquery:
    """The costs of one of each line or move, summed by what they belong to; one that is not known is told from one of nothing."""
    return select(of.label("of"), func.sum(func.coalesce(cost, -1)).label("costs")).where(*which).group_by(of).subquery()
