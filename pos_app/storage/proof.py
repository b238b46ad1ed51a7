"""Sums that must agree, worked out anew from the rows: what `check` looks for."""

import json
from collections.abc import Iterator

from sqlalchemy import Integer, Numeric, and_, case, cast, func, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain.consignment import PaperKind
from pos_app.domain.product import Kind
from pos_app.storage import rollups
from pos_app.storage import tables as t
from pos_app.storage.offers import LEFT

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
        printing = select(_line.sale_id, func.sum(_line.amount_idr).label("amount")).where(_line.parent_no.is_(None))
        lines = printing.group_by(_line.sale_id).subquery()
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

    def parcels_that_do_not_add_up(self) -> Iterator[tuple[str, int]]:
        """Receipt and line of parcels whose parts do not sum to them, and of parts that belong to no parcel."""
        part, parcel = t.sale_line.alias("part"), t.sale_line.alias("parcel")
        sums = select(part.c.sale_id, part.c.parent_no, func.sum(part.c.amount_idr).label("amount"))
        parts = sums.where(part.c.parent_no.is_not(None)).group_by(part.c.sale_id, part.c.parent_no).subquery()
        same = (parts.c.sale_id == parcel.c.sale_id) & (parts.c.parent_no == parcel.c.line_no)
        wrong = select(_sale.number, parcel.c.line_no).join_from(parcel, t.sale, parcel.c.sale_id == _sale.id).outerjoin(parts, same)
        wrong = wrong.where(parcel.c.kind == Kind.PARCEL, parcel.c.amount_idr != func.coalesce(parts.c.amount, parcel.c.amount_idr + 1))
        for number, line_no in self._connection.execute(wrong.order_by(parcel.c.id)):
            yield number, line_no
        belongs = (parcel.c.sale_id == part.c.sale_id) & (parcel.c.line_no == part.c.parent_no) & (parcel.c.kind == Kind.PARCEL)
        lost = select(_sale.number, part.c.line_no).join_from(part, t.sale, part.c.sale_id == _sale.id).outerjoin(parcel, belongs)
        lost = lost.where(part.c.parent_no.is_not(None), parcel.c.id.is_(None)).order_by(part.c.id)
        for number, line_no in self._connection.execute(lost):
            yield number, line_no

    def sums_kept_wrong(self) -> list[str]:
        """Days and months whose kept sums are not those of their lines."""
        return rollups.uneven(self._connection)

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

    def stock_papers_that_do_not_add_up(self) -> Iterator[str]:
        """Stock papers whose total is not the sum of their lines less discount with freight."""
        doc, line = t.stock_document.c, t.stock_document_line.c
        sums = select(line.document_id, func.sum(line.amount_idr).label("amount")).group_by(line.document_id).subquery()
        query = select(doc.number).outerjoin_from(t.stock_document, sums, sums.c.document_id == doc.id)
        right = func.coalesce(sums.c.amount, 0) - doc.discount_idr + doc.freight_idr
        for (number,) in self._connection.execute(query.where(doc.total_idr != right).order_by(doc.id)):
            yield number

    def stock_papers_that_moved_something_else(self) -> Iterator[str]:
        """Stock papers whose moves are not their lines, article by article; a merged one counts as the one it lives on in."""
        doc, line, move = t.stock_document.c, t.stock_document_line.c, t.stock_move.c
        living = dict(self._connection.execute(select(t.product_merge.c.gone_id, t.product_merge.c.kept_id)).all())
        said = select(doc.number, line.product_id, line.base_qty_milli).join_from(t.stock_document_line, t.stock_document)
        moved = select(move.document, move.product_id, -move.qty_milli).where(move.document.in_(select(doc.number)))
        rest: dict[tuple[str, int], int] = {}
        for query in (said, moved):
            for number, product_id, qty in self._connection.execute(query):
                key = (number, living.get(product_id, product_id))
                rest[key] = rest.get(key, 0) + qty
        yield from sorted({number for (number, _product), qty in rest.items() if qty})

    def packs_that_do_not_add_up(self) -> list[tuple[str, int]]:
        """Stock paper and line of which so many packs of their content are not the pieces that are written."""
        line, doc = t.stock_document_line.c, t.stock_document.c
        packs = cast(line.qty_milli, Numeric) * line.holds_milli
        query = select(doc.number, line.line_no).join_from(t.stock_document_line, t.stock_document)
        query = query.where(packs != 1000 * cast(line.base_qty_milli, Numeric)).order_by(line.id)
        return [(number, line_no) for number, line_no in self._connection.execute(query)]

    def amounts_not_those_audited(self) -> Iterator[str]:
        """Payments to consignors and suppliers and on accounts whose amount is not the one written down when they were made."""
        audit, credit, supplier, paper = t.audit.c, t.credit_payment.c, t.supplier_payment.c, t.consignment_paper.c
        events = {
            "consignment_settlement": "paid_idr",
            "consignment_settlement_back": "paid_idr",
            "credit_paid": "amount_idr",
            "supplier_paid": "amount_idr",
        }
        rows = self._connection.execute(select(audit.subject, audit.event, audit.detail).where(audit.event.in_(events)))
        told = {subject: json.loads(detail)[events[event]] for subject, event, detail in rows}
        for query in (
            select(paper.number, paper.paid_idr).where(or_(paper.kind == PaperKind.SETTLEMENT, paper.paid_idr != 0)).order_by(paper.id),
            select(supplier.number, supplier.amount_idr).where(supplier.counters_id.is_(None)).order_by(supplier.id),
            select(credit.number, credit.amount_idr).order_by(credit.id),
        ):
            yield from (number for number, amount in self._connection.execute(query) if told.get(number) != amount)

    def offers_of_other_lines(self) -> list[tuple[str, int]]:
        """Receipt and line whose offer names an article or an amount that the line does not have."""
        offer = t.swap_offer.c
        bought = case((offer.outcome == LEFT, offer.imported_id), else_=offer.offered_id)
        same = (_line.sale_id == offer.sale_id) & (_line.line_no == offer.line_no)
        query = select(_sale.number, offer.line_no).join_from(t.swap_offer, t.sale, _sale.id == offer.sale_id)
        query = query.outerjoin(t.sale_line, same & (_line.product_id == bought) & (_line.amount_idr == offer.amount_idr))
        query = query.where(_line.id.is_(None)).order_by(offer.sale_id, offer.line_no)
        return [(number, line_no) for number, line_no in self._connection.execute(query)]

    def payments_that_do_not_add_up(self) -> Iterator[str]:
        """Payments to suppliers that are not the sum of the papers they pay."""
        pay, part = t.supplier_payment.c, t.supplier_payment_part.c
        sums = select(part.payment_id, func.sum(part.amount_idr).label("amount")).group_by(part.payment_id).subquery()
        query = select(pay.number).outerjoin_from(t.supplier_payment, sums, sums.c.payment_id == pay.id)
        for (number,) in self._connection.execute(query.where(pay.amount_idr != func.coalesce(sums.c.amount, 0)).order_by(pay.id)):
            yield number

    def paper_gaps(self) -> Iterator[tuple[str, str, int, int]]:
        """Series and days whose running numbers are not 1 to n without a gap: series, day, last drawn, papers."""
        counter = t.document_counter.c
        counters = select(counter.series, counter.business_day, counter.last)
        drawn = {(series, day): last for series, day, last in self._connection.execute(counters)}
        written: dict[tuple[str, str], list[int]] = {}
        for column in (t.stock_document.c.number, t.supplier_payment.c.number, t.consignment_paper.c.number):
            for (number,) in self._connection.execute(select(column)):
                series, day, running = number.split("-")
                written.setdefault((series, f"{day[:4]}-{day[4:6]}-{day[6:]}"), []).append(int(running))
        for series, day in sorted(drawn.keys() | written.keys()):
            last, numbers = drawn.get((series, day), 0), written.get((series, day), [])
            if sorted(numbers) != list(range(1, last + 1)):
                yield series, day, max([last, *numbers]), len(numbers)
