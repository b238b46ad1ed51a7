"""Sums that must agree, worked out anew from the rows: what `check` looks for."""

from collections.abc import Iterator

from sqlalchemy import Integer, Numeric, and_, cast, func, or_, select
from sqlalchemy.engine import Connection

from pos_app.storage import tables as t

_line, _sale = t.sale_line.c, t.sale.c


class Proof:
    """Queries that look for what does not fit, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines_that_do_not_add_up(self) -> Iterator[tuple[str, int, str]]:
        """Receipt, line and which rule does not hold: `discount` (amount = gross - discounts) or `gross`."""
        discounts = _line.line_discount_idr + _line.promotion_discount_idr + _line.basket_discount_idr
        off = select(_sale.number, _line.line_no).join_from(t.sale_line, t.sale).where(_line.amount_idr != _line.gross_idr - discounts)
        for number, line_no in self._connection.execute(off.order_by(_line.id)):
            yield number, line_no, "discount"
        # as numerics: a hundred pieces at a million rupiah are near the end of 64 bits, and PostgreSQL stops there
        twice = 2 * cast(_line.qty_milli, Numeric) * _line.unit_price_idr
        gross = 2000 * cast(_line.gross_idr, Numeric)
        below, above = twice - gross < -1000, twice - gross > 1000
        half = and_(func.abs(twice - gross) == 1000, func.abs(gross) < func.abs(twice))
        wrong = select(_sale.number, _line.line_no).join_from(t.sale_line, t.sale)
        wrong = wrong.where(_line.gross_given == 0, or_(below, above, half))
        for number, line_no in self._connection.execute(wrong.order_by(_line.id)):
            yield number, line_no, "gross"

    def totals_that_do_not_add_up(self) -> Iterator[tuple[str, str]]:
        """Receipts whose total is not the sum of their lines, or whose change does not follow from what was paid."""
        lines = select(_line.sale_id, func.sum(_line.amount_idr).label("amount")).group_by(_line.sale_id).subquery()
        query = select(_sale.number).outerjoin_from(t.sale, lines, lines.c.sale_id == _sale.id)
        query = query.where(_sale.total_idr != func.coalesce(lines.c.amount, 0)).order_by(_sale.id)
        for (number,) in self._connection.execute(query):
            yield number, "total"
        paid = select(t.payment.c.sale_id, func.sum(t.payment.c.amount_idr).label("amount")).group_by(t.payment.c.sale_id).subquery()
        query = select(_sale.number).outerjoin_from(t.sale, paid, paid.c.sale_id == _sale.id)
        change = _sale.paid_idr - _sale.total_idr - _sale.rounding_idr
        broken = or_(_sale.paid_idr != func.coalesce(paid.c.amount, 0), _sale.change_idr != change)
        for (number,) in self._connection.execute(query.where(broken, _sale.source.is_(None)).order_by(_sale.id)):
            yield number, "paid"

    def refunds_above_the_sale(self) -> Iterator[str]:
        """Receipts of which more was given back than sold, in amount."""
        back = select(_sale.refunds_id, func.sum(_sale.total_idr).label("amount")).where(_sale.refunds_id.is_not(None))
        sums = back.group_by(_sale.refunds_id).subquery()
        query = select(_sale.number).join_from(t.sale, sums, sums.c.refunds_id == _sale.id)
        for (number,) in self._connection.execute(query.where(_sale.total_idr + sums.c.amount < 0).order_by(_sale.id)):
            yield number

    def gaps(self) -> Iterator[tuple[str, str, int, int]]:
        """Tills and days whose running numbers are not 1 to n without a gap: till, day, last drawn, documents."""
        counter = t.receipt_counter.c
        counters = select(counter.till, counter.business_day, counter.last)
        drawn = {(till, day): last for till, day, last in self._connection.execute(counters)}
        begins = func.length(_sale.till) + 2
        day = func.substr(_sale.number, begins, 8)
        running = func.max(cast(func.substr(_sale.number, begins + 9), Integer))
        query = select(_sale.till, day, func.count(), running).group_by(_sale.till, day)
        written = {
            (till, f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"): (documents, highest)
            for till, digits, documents, highest in self._connection.execute(query)
        }
        for till, business_day in sorted(drawn.keys() | written.keys()):
            last = drawn.get((till, business_day), 0)
            documents, highest = written.get((till, business_day), (0, 0))
            if not last == documents == highest:
                yield till, business_day, max(last, highest if last == documents else 0), documents
