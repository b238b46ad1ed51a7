"""What is owed to suppliers: summed from papers and payments, kept nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.money import Rupiah
from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.supplier import SupplierId
from pos_app.domain.supplier_debt import Invoice, SupplierPayment
from pos_app.domain.tender import Means
from pos_app.storage import locks
from pos_app.storage import tables as t

_doc, _pay, _part = t.stock_document.c, t.supplier_payment.c, t.supplier_payment_part.c
_OWED: Final = (DocumentKind.RECEIVE, DocumentKind.SUPPLIER_RETURN)


class SupplierDebts:
    """Queries and writes on debts to suppliers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, supplier_id: SupplierId) -> None:
        """Keeps others from paying the same supplier meanwhile; SQLite holds its one write lock already.

        The key stays free: goods of hers that come in meanwhile, whose paper names her, wait for no payment.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(t.supplier.c.id).where(t.supplier.c.id == supplier_id).with_for_update(key_share=True))

    def invoices(self, supplier_id: SupplierId | None = None, *, only_open: bool = True) -> list[Invoice]:
        """Receivings from suppliers and returns to them, the first due first; with what was corrected and paid."""
        counter = t.stock_document.alias("counter")
        corrected = (
            select(counter.c.counters_id, func.sum(counter.c.total_idr).label("amount"))
            .where(counter.c.counters_id.is_not(None))
            .group_by(counter.c.counters_id)
            .subquery()
        )
        paid = select(_part.document_id, func.sum(_part.amount_idr).label("amount")).group_by(_part.document_id).subquery()
        less, gone = func.coalesce(corrected.c.amount, 0), func.coalesce(paid.c.amount, 0)
        query = (
            select(
                _doc.id, _doc.number, _doc.supplier_id, t.supplier.c.name, _doc.their_number, _doc.business_day, _doc.due, _doc.total_idr,
                less.label("corrected"), gone.label("paid"),
            )
            .join_from(t.stock_document, t.supplier, t.supplier.c.id == _doc.supplier_id)
            .outerjoin(corrected, corrected.c.counters_id == _doc.id)
            .outerjoin(paid, paid.c.document_id == _doc.id)
            .where(_doc.kind.in_(_OWED))
            .order_by(func.coalesce(_doc.due, _doc.business_day), _doc.id)
        )  # fmt: skip
        if supplier_id is not None:
            query = query.where(_doc.supplier_id == supplier_id)
        if only_open:
            query = query.where(_doc.total_idr + less - gone != 0)
        return [_invoice(row) for row in self._connection.execute(query)]

    def insert(self, payment: SupplierPayment, parts: Mapping[int, Rupiah], *, counters_id: int | None = None) -> None:
        """Writes a payment with the papers it pays, by their keys."""
        made = self._connection.execute(
            insert(t.supplier_payment)
            .values(
                uid=payment.uid,
                number=payment.number,
                supplier_id=payment.supplier_id,
                at=days.stamp(payment.at),
                business_day=payment.business_day.isoformat(),
                person=payment.person,
                till=payment.till,
                means=payment.means,
                amount_idr=payment.amount_idr,
                reference=payment.reference,
                shift_id=payment.shift_id,
                counters_id=counters_id,
                why=payment.why,
            )
            .returning(_pay.id)
        ).scalar_one()
        rows = [{"payment_id": made, "document_id": i, "amount_idr": amount} for i, amount in sorted(parts.items())]
        self._connection.execute(insert(t.supplier_payment_part), rows)

    def by_uid(self, uid: str) -> SupplierPayment | None:
        """The payment with this uid; others are kept from posting the same uid meanwhile."""
        locks.hold(self._connection, uid)
        return next(iter(self._whole(self._payments().where(_pay.uid == uid))), None)

    def by_number(self, number: str) -> SupplierPayment | None:
        return next(iter(self._whole(self._payments().where(_pay.number == number))), None)

    def is_taken_back(self, payment_id: int) -> bool:
        query = select(_pay.id).where(_pay.counters_id == payment_id).limit(1)
        return self._connection.execute(query).first() is not None

    def payments(self, supplier_id: SupplierId | None = None, *, most: int) -> list[SupplierPayment]:
        """Payments, the last one first."""
        query = self._payments().order_by(_pay.id.desc()).limit(most)
        return self._whole(query if supplier_id is None else query.where(_pay.supplier_id == supplier_id))

    def part_keys(self, payment_id: int) -> dict[int, Rupiah]:
        """What a payment paid, by the papers' keys."""
        query = select(_part.document_id, _part.amount_idr).where(_part.payment_id == payment_id)
        return {row.document_id: Rupiah(row.amount_idr) for row in self._connection.execute(query)}

    def _payments(self) -> Select[Any]:
        before = t.supplier_payment.alias("before")
        return (
            select(t.supplier_payment, t.supplier.c.name, before.c.number.label("counters"))
            .join_from(t.supplier_payment, t.supplier, t.supplier.c.id == _pay.supplier_id)
            .outerjoin(before, before.c.id == _pay.counters_id)
        )

    def _whole(self, query: Select[Any]) -> list[SupplierPayment]:
        rows: Sequence[Row[*tuple[Any, ...]]] = self._connection.execute(query).all()
        if not rows:
            return []
        parts: dict[int, dict[str, Rupiah]] = {}
        which = (
            select(_part.payment_id, _doc.number, _part.amount_idr)
            .join_from(t.supplier_payment_part, t.stock_document)
            .where(_part.payment_id.in_([row.id for row in rows]))
            .order_by(_part.payment_id, _doc.id)
        )
        for part in self._connection.execute(which):
            parts.setdefault(part.payment_id, {})[part.number] = Rupiah(part.amount_idr)
        return [
            SupplierPayment(
                uid=row.uid,
                number=row.number,
                supplier_id=SupplierId(row.supplier_id),
                supplier=row.name,
                at=days.from_stamp(row.at),
                business_day=date.fromisoformat(row.business_day),
                person=row.person,
                till=row.till,
                means=Means(row.means),
                amount_idr=row.amount_idr,
                parts=parts.get(row.id, {}),
                reference=row.reference,
                counters=row.counters,
                why=row.why,
                id=row.id,
                shift_id=row.shift_id,
            )
            for row in rows
        ]


def _invoice(row: Row[*tuple[Any, ...]]) -> Invoice:
    return Invoice(
        document_id=row.id,
        number=row.number,
        supplier_id=SupplierId(row.supplier_id),
        supplier=row.name,
        their_number=row.their_number,
        business_day=date.fromisoformat(row.business_day),
        due=date.fromisoformat(row.due) if row.due else None,
        total_idr=row.total_idr,
        corrected_idr=Rupiah(int(row.corrected)),
        paid_idr=Rupiah(int(row.paid)),
    )
