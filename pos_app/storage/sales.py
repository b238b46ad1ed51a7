"""Sales, refunds and voids as documents: written once, read whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, Origin, State, Strength
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Kind, Maker, TaxClass
from pos_app.domain.sale import Points, Sale, SaleKind, SaleLine
from pos_app.domain.sale_listing import CounterDocument, Listed
from pos_app.domain.tender import Means, Payment
from pos_app.storage import locks, rollups
from pos_app.storage import tables as t
from pos_app.storage.columns import within


@dataclass(frozen=True, slots=True)
class Stored:
    """A document with its key inside the file."""

    id: int
    sale: Sale


class Sales:
    """Queries and writes on documents, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert(
        self, sale: Sale, *, posted_at: datetime, refunds_id: int | None = None, exchange_id: int | None = None, digest: str | None = None
    ) -> int:
        """Writes a document with its lines and payments; its key."""
        made = self._connection.execute(
            insert(t.sale)
            .values(
                uid=sale.uid,
                number=sale.number,
                kind=sale.kind,
                till=sale.till,
                at=days.stamp(sale.at),
                business_day=sale.business_day.isoformat(),
                person=sale.person,
                shift_id=sale.shift,
                customer=sale.customer,
                refunds_id=refunds_id,
                exchange_id=exchange_id,
                why=sale.why,
                cash_rounding=sale.cash_rounding,
                total_idr=sale.total_idr,
                rounding_idr=sale.rounding_idr,
                paid_idr=sale.paid_idr,
                change_idr=sale.change_idr,
                tax_idr=sale.tax_idr,
                source=sale.source,
                source_id=sale.source_id,
                source_digest=digest,
                posted_at=days.stamp(posted_at),
            )
            .returning(t.sale.c.id)
        ).scalar_one()
        rows = [
            _line_values(made, sale.business_day, each, parent_no=None if each is line else line.line_no)
            for line in sale.lines
            for each in (line, *line.parts)
        ]
        if rows:
            self._connection.execute(insert(t.sale_line), rows)
            rollups.add(self._connection, rows)
        payments = [
            {"sale_id": made, "line_no": n, "means": p.means, "amount_idr": p.amount_idr, "reference": p.reference}
            for n, p in enumerate(sale.payments, start=1)
        ]
        if payments:
            self._connection.execute(insert(t.payment), payments)
        return int(made)

    def by_number(self, number: str, *, lock: bool = False) -> Stored | None:
        """The document with this number; `lock` keeps other tills from refunding it meanwhile."""
        query = select(t.sale).where(t.sale.c.number == number)
        if lock and self._connection.dialect.name == "postgresql":
            query = query.with_for_update()
        return self._one(query)

    def by_uid(self, uid: str, *, lock: bool = False) -> Stored | None:
        """The document with this uid; `lock` keeps others from posting the same uid meanwhile."""
        if lock:
            locks.hold(self._connection, uid)
        return self._one(select(t.sale).where(t.sale.c.uid == uid))

    def latest(self, till: str) -> Stored | None:
        """The document this till posted last."""
        return self._one(select(t.sale).where(t.sale.c.till == till).order_by(t.sale.c.id.desc()).limit(1))

    def last_posted(self, till: str) -> tuple[str, datetime] | None:
        """Number of the document this till posted last, and when."""
        sale = t.sale.c
        row = self._connection.execute(
            select(sale.number, sale.posted_at).where(sale.till == till).order_by(sale.id.desc()).limit(1)
        ).one_or_none()
        return (row.number, days.from_stamp(row.posted_at)) if row is not None else None

    def refunds_of(self, sale_id: int) -> list[Sale]:
        """Counter-documents of a sale, the earliest first."""
        rows = self._connection.execute(select(t.sale).where(t.sale.c.refunds_id == sale_id).order_by(t.sale.c.id)).all()
        return [self._whole(row) for row in rows]

    def taken_for(self, sale_id: int) -> Stored | None:
        """The sale whose goods were taken for those of this return."""
        return self._one(select(t.sale).where(t.sale.c.exchange_id == sale_id))

    def copied(self, sale_id: int, actor: Actor, *, at: datetime) -> int:
        """Writes that a copy of a receipt is made; which one it is."""
        values = {"sale_id": sale_id, "at": days.stamp(at), "person": actor.person, "till": actor.till}
        self._connection.execute(insert(t.receipt_copy).values(values))
        made = select(func.count()).select_from(t.receipt_copy).where(t.receipt_copy.c.sale_id == sale_id)
        return int(self._connection.execute(made).scalar_one())

    def listed(self, *, holds: str = "", most: int = 200) -> list[Listed]:
        """The last documents of all tills, the newest first; `holds` is any part of a number, or a customer's whole number."""
        sale = t.sale.c
        query = select(sale.id, sale.number, sale.kind, sale.at, sale.person, sale.total_idr, sale.rounding_idr)
        query = query.where(sale.source.is_(None)).order_by(sale.id.desc()).limit(most)
        if holds:
            query = query.where(or_(sale.number.contains(holds.upper(), autoescape=True), sale.customer == holds))
        rows = self._connection.execute(query).all()
        means: dict[int, list[Means]] = {}
        paid = (
            select(t.payment.c.sale_id, t.payment.c.means).where(t.payment.c.sale_id.in_([row.id for row in rows])).order_by(t.payment.c.id)
        )
        for sale_id, one in self._connection.execute(paid) if rows else ():
            if Means(one) not in means.setdefault(sale_id, []):
                means[sale_id].append(Means(one))
        return [
            Listed(
                row.number, SaleKind(row.kind), days.from_stamp(row.at), row.person, Rupiah(row.total_idr + row.rounding_idr),
                tuple(means.get(row.id, ())),
            )
            for row in rows
        ]  # fmt: skip

    def counter_documents(self, period: Period) -> list[CounterDocument]:
        """What was given back, undone or put right in a period, in the order it was posted; taken-over history is left out."""
        sale, of = t.sale.c, t.sale.alias("of")
        query = (
            select(sale.business_day, sale.number, sale.kind, of.c.number.label("receipt"), sale.person, sale.why, sale.paid_idr)
            .outerjoin_from(t.sale, of, of.c.id == sale.refunds_id)
            .where(within(sale.business_day, period.first.isoformat(), period.last.isoformat()))
            .where(sale.kind != SaleKind.SALE, sale.source.is_(None))
            .order_by(sale.id)
        )
        return [
            CounterDocument(
                date.fromisoformat(x.business_day), x.number, SaleKind(x.kind), x.receipt, x.person, x.why or "", Rupiah(x.paid_idr)
            )
            for x in self._connection.execute(query)
        ]

    def digests(self, source: str) -> dict[str, str]:
        """Every receipt taken over from a source, with its digest."""
        query = select(t.sale.c.source_id, t.sale.c.source_digest).where(t.sale.c.source == source)
        return dict(self._connection.execute(query).all())

    def _one(self, query: Any) -> Stored | None:
        row = self._connection.execute(query).one_or_none()
        return Stored(row.id, self._whole(row)) if row is not None else None

    def _number(self, sale_id: int | None) -> str | None:
        if sale_id is None:
            return None
        return str(self._connection.execute(select(t.sale.c.number).where(t.sale.c.id == sale_id)).scalar_one())

    def _whole(self, row: Row[*tuple[Any, ...]]) -> Sale:
        query = select(t.sale_line).where(t.sale_line.c.sale_id == row.id).order_by(t.sale_line.c.line_no)
        lines = self._connection.execute(query).all()
        held = [x for x in lines if x.parent_no is not None]
        payments = self._connection.execute(select(t.payment).where(t.payment.c.sale_id == row.id).order_by(t.payment.c.line_no))
        return Sale(
            uid=row.uid,
            number=row.number,
            kind=SaleKind(row.kind),
            till=row.till,
            at=days.from_stamp(row.at),
            business_day=date.fromisoformat(row.business_day),
            person=row.person,
            lines=tuple(_line(x, [_line(p) for p in held if p.parent_no == x.line_no]) for x in lines if x.parent_no is None),
            payments=tuple(Payment(Means(p.means), p.amount_idr, p.reference) for p in payments),
            total_idr=row.total_idr,
            rounding_idr=row.rounding_idr,
            paid_idr=row.paid_idr,
            change_idr=row.change_idr,
            tax_idr=row.tax_idr,
            cash_rounding=CashRounding(row.cash_rounding),
            customer=row.customer,
            why=row.why,
            refunds=self._number(row.refunds_id),
            exchange=self._number(row.exchange_id),
            source=row.source,
            source_id=row.source_id,
            shift=row.shift_id,
            points=self._points(row.id) if row.customer else None,
        )

    def _points(self, sale_id: int) -> Points | None:
        """What a document did to its member's points, as the ledger has it."""
        moves = self._connection.execute(select(t.point_move).where(t.point_move.c.sale_id == sale_id).order_by(t.point_move.c.id)).all()
        if not moves:
            return None
        by_kind = {move.kind: move.points for move in moves}
        return Points(by_kind.get("earned", 0), -by_kind.get("spent", 0), moves[-1].balance)


def _line_values(sale_id: int, day: date, line: SaleLine, *, parent_no: int | None) -> dict[str, object]:
    return {
        "sale_id": sale_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "business_day": day.isoformat(),
        "code": line.code,
        "name": line.name,
        "category": line.category,
        "kind": line.kind,
        "unit": line.unit,
        "qty_milli": line.qty,
        "base_qty_milli": line.base_qty,
        "unit_price_idr": line.unit_price_idr,
        "gross_idr": line.gross_idr,
        "gross_given": line.gross_given,
        "line_discount_idr": line.line_discount_idr,
        "promotion_discount_idr": line.promotion_discount_idr,
        "basket_discount_idr": line.basket_discount_idr,
        "amount_idr": line.amount_idr,
        "pass_through_idr": line.pass_through_idr,
        "cost": line.cost,
        "tax_class": line.tax_class,
        "weighed": line.weighed,
        "origin": line.origin.state,
        "country": line.origin.country,
        "strength": line.origin.strength,
        "evidence_kind": line.origin.evidence_kind,
        "tkdn_bp": line.origin.tkdn_bp,
        "bmp_bp": line.origin.bmp_bp,
        "certificate": line.origin.certificate,
        "maker": line.maker.name if line.maker else None,
        "maker_size": line.maker.size if line.maker else MakerSize.UNKNOWN,
        "maker_regency": line.maker.regency if line.maker else None,
        "promotion": line.promotion,
        "promotion_points": line.promotion_points,
        "price_kind": line.price_kind,
        "list_price_idr": line.list_price_idr,
        "consignor": line.consignor,
        "owed_idr": line.owed_idr,
        "member": line.member,
        "refunds_line": line.refunds_line,
        "parent_no": parent_no,
    }


def _line(row: Row[*tuple[Any, ...]], parts: Sequence[SaleLine] = ()) -> SaleLine:
    origin = Origin(
        State(row.origin), row.country, Strength(row.strength), row.tkdn_bp, row.bmp_bp, row.certificate, row.evidence_kind
    )  # fmt: skip
    known = row.maker is not None or row.maker_size != MakerSize.UNKNOWN or row.maker_regency is not None
    return SaleLine(
        line_no=row.line_no,
        product_id=row.product_id,
        code=row.code,
        name=row.name,
        category=row.category,
        kind=Kind(row.kind),
        unit=row.unit,
        qty=row.qty_milli,
        base_qty=row.base_qty_milli,
        unit_price_idr=row.unit_price_idr,
        gross_idr=row.gross_idr,
        gross_given=row.gross_given,
        line_discount_idr=row.line_discount_idr,
        promotion_discount_idr=row.promotion_discount_idr,
        basket_discount_idr=row.basket_discount_idr,
        amount_idr=row.amount_idr,
        cost=row.cost,
        origin=origin,
        maker=Maker(row.maker or "", MakerSize(row.maker_size), row.maker_regency) if known else None,
        tax_class=TaxClass(row.tax_class),
        weighed=row.weighed,
        promotion=row.promotion,
        promotion_points=row.promotion_points,
        price_kind=PriceKind(row.price_kind) if row.price_kind else None,
        list_price_idr=row.list_price_idr,
        consignor=row.consignor,
        owed_idr=row.owed_idr,
        member=row.member,
        refunds_line=row.refunds_line,
        pass_through_idr=row.pass_through_idr,
        parts=tuple(parts),
    )
