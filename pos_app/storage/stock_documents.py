"""Papers that move goods other than by selling, and drafts of them: written once, read whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, text
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.stock_document import DocumentKind, StockDocument, StockLine
from pos_app.domain.supplier import SupplierId
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import within
from pos_app.storage.merges import with_merged

_doc, _line = t.stock_document.c, t.stock_document_line.c


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper nobody has posted yet; `kind` says whether goods come in or leave by it."""

    uid: str
    kind: str
    till: str
    begun: date
    saved_at: datetime
    body: str


class StockDocuments:
    """Queries and writes on stock papers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self, series: str, day: date) -> int:
        """The next running number of a series and day, drawn in the committing transaction: no gap, no double."""
        drawn = text(
            "INSERT INTO document_counter (series, business_day, last) VALUES (:series, :day, 1) "
            "ON CONFLICT (series, business_day) DO UPDATE SET last = document_counter.last + 1 RETURNING last"
        )
        return int(self._connection.execute(drawn, {"series": series, "day": day.isoformat()}).scalar_one())

    def insert(self, document: StockDocument, *, counters_id: int | None = None) -> int:
        """Writes a paper with its lines; its key."""
        made = self._connection.execute(
            insert(t.stock_document)
            .values(
                uid=document.uid,
                number=document.number,
                kind=document.kind,
                at=days.stamp(document.at),
                business_day=document.business_day.isoformat(),
                person=document.person,
                till=document.till,
                supplier_id=document.supplier_id,
                their_number=document.their_number,
                their_date=_iso(document.their_date),
                due=_iso(document.due),
                other_shop=document.other_shop,
                counters_id=counters_id,
                why=document.why,
                discount_idr=document.discount_idr,
                freight_idr=document.freight_idr,
                total_idr=document.total_idr,
            )
            .returning(_doc.id)
        ).scalar_one()
        self._connection.execute(insert(t.stock_document_line), [_line_values(made, line) for line in document.lines])
        return int(made)

    # ---- reading

    def by_number(self, number: str, *, lock: bool = False) -> StockDocument | None:
        query = self._documents().where(_doc.number == number)
        if lock and self._connection.dialect.name == "postgresql":
            query = query.with_for_update(of=t.stock_document)
        return self._one(query)

    def by_uid(self, uid: str, *, lock: bool = False) -> StockDocument | None:
        """The paper with this uid; `lock` keeps others from posting the same uid meanwhile."""
        if lock:
            locks.hold(self._connection, uid)
        return self._one(self._documents().where(_doc.uid == uid))

    def latest(
        self,
        *,
        kinds: Iterable[DocumentKind] = (),
        supplier_id: SupplierId | None = None,
        period: Period | None = None,
        words: Sequence[str] = (),
        most: int,
    ) -> list[StockDocument]:
        """Papers, the last posted first; each of the `words` stands in a number, a name, the reason or one of the goods."""
        query = self._documents().order_by(_doc.id.desc()).limit(most)
        if wanted := list(kinds):
            query = query.where(_doc.kind.in_(wanted))
        if supplier_id is not None:
            query = query.where(_doc.supplier_id == supplier_id)
        if period is not None:
            query = query.where(within(_doc.business_day, period.first.isoformat(), period.last.isoformat()))
        for word in words:
            said = (_doc.number, _doc.their_number, t.supplier.c.name, _doc.other_shop, _doc.why)
            goods = select(_line.document_id).where(or_(*(func.lower(x).contains(word, autoescape=True) for x in (_line.name, _line.code))))
            query = query.where(or_(*(func.lower(x).contains(word, autoescape=True) for x in said), _doc.id.in_(goods)))
        return self._whole(self._connection.execute(query).all())

    def counters_of(self, document_id: int) -> list[StockDocument]:
        """Corrections of a paper, the earliest first."""
        return self._whole(self._connection.execute(self._documents().where(_doc.counters_id == document_id).order_by(_doc.id)).all())

    def countering(self, line_ids: Sequence[int]) -> list[StockLine]:
        """Lines that take back any of these, the earliest first."""
        return self._lines(_line.counters_line_id.in_(list(line_ids))) if line_ids else []

    def standing_invoice(self, supplier_id: SupplierId, their_number: str) -> str | None:
        """The number of a receiving under a supplier's own number of which something still stands."""
        mine, back = t.stock_document_line.alias("mine"), t.stock_document_line.alias("back")
        gone = select(func.coalesce(func.sum(back.c.base_qty_milli), 0)).where(back.c.counters_line_id == mine.c.id).scalar_subquery()
        query = (
            select(_doc.number)
            .join_from(t.stock_document, mine, mine.c.document_id == _doc.id)
            .where(_doc.supplier_id == supplier_id, _doc.their_number == their_number, _doc.kind == DocumentKind.RECEIVE)
            .where(mine.c.base_qty_milli + gone > 0)
            .order_by(_doc.id)
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def standing_cost(self, ids: Iterable[ProductId]) -> Cost | None:
        """The cost of the last goods of an article, by its keys, that came in and were not wholly taken back; None where none stand.

        A mended cost stands in the place of the paper it mends.
        """
        mine = t.stock_document_line.alias("mine")
        back = select(func.coalesce(func.sum(mine.c.base_qty_milli), 0)).where(mine.c.counters_line_id == _line.id).scalar_subquery()
        query = (
            select(_line.cost)
            .join_from(t.stock_document_line, t.stock_document)
            .where(_line.product_id.in_(list(ids)), _line.base_qty_milli > 0, _line.counters_line_id.is_(None), _line.cost.is_not(None))
            .where(_line.base_qty_milli + back > 0)
            .order_by(func.coalesce(_doc.counters_id, _doc.id).desc(), _line.id.desc())
            .limit(1)
        )
        found = self._connection.execute(query).scalar_one_or_none()
        return None if found is None else Cost(found)

    def numbers_countering(self, line_ids: Sequence[int]) -> list[str]:
        """Numbers of the papers that take back any of these lines, the earliest first."""
        query = select(_doc.number, _doc.id).join_from(t.stock_document_line, t.stock_document).where(_line.counters_line_id.in_(line_ids))
        return [number for number, _id in self._connection.execute(query.distinct().order_by(_doc.id))]

    def expiry_of(self, product_id: ProductId, batch: str) -> tuple[bool, date | None]:
        """Whether a batch of an article, or of one merged into it, ever came in, and its expiry."""
        mine = with_merged(_line.product_id, product_id) & (_line.batch == batch) & (_line.base_qty_milli > 0)
        row = self._connection.execute(select(_line.expires).where(mine).order_by(_line.id.desc()).limit(1)).first()
        return row is not None, _day(row.expires) if row is not None else None

    def carries_dates(self, ids: Iterable[ProductId]) -> set[ProductId]:
        """Articles that came in with an expiry date before, themselves or merged into them."""
        wanted, merge = list(ids), t.product_merge.c
        gone = select(merge.gone_id).where(merge.kept_id.in_(wanted))
        query = self._dated().where(or_(_line.product_id.in_(wanted), _line.product_id.in_(gone)))
        return {ProductId(i) for i in self._connection.execute(query).scalars()}

    def dated_articles(self) -> list[ProductId]:
        """Articles that ever came in with an expiry date; what was merged counts as the one it lives on in."""
        return sorted(ProductId(i) for i in self._connection.execute(self._dated()).scalars())

    def _dated(self) -> Select[Any]:
        merge = t.product_merge.c
        article = func.coalesce(merge.kept_id, _line.product_id)
        joined = t.stock_document_line.outerjoin(t.product_merge, merge.gone_id == _line.product_id)
        return select(article).select_from(joined).where(_line.expires.is_not(None)).distinct()

    def _documents(self) -> Select[Any]:
        before = t.stock_document.alias("before")
        return (
            select(t.stock_document, t.supplier.c.name.label("supplier"), before.c.number.label("counters"))
            .outerjoin_from(t.stock_document, t.supplier, t.supplier.c.id == _doc.supplier_id)
            .outerjoin(before, before.c.id == _doc.counters_id)
        )

    def _one(self, query: Select[Any]) -> StockDocument | None:
        row = self._connection.execute(query).one_or_none()
        return self._whole([row])[0] if row is not None else None

    def _lines(self, condition: Any) -> list[StockLine]:
        query = select(t.stock_document_line, t.product.c.uid).join_from(t.stock_document_line, t.product).where(condition)
        return [_stock_line(row) for row in self._connection.execute(query.order_by(_line.id))]

    def _whole(self, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[StockDocument]:
        if not rows:
            return []
        query = (
            select(t.stock_document_line, t.product.c.uid)
            .join_from(t.stock_document_line, t.product)
            .where(_line.document_id.in_([row.id for row in rows]))
            .order_by(_line.document_id, _line.line_no)
        )
        lines: dict[int, list[StockLine]] = {}
        for row in self._connection.execute(query):
            lines.setdefault(row.document_id, []).append(_stock_line(row))
        return [_document(row, lines.get(row.id, [])) for row in rows]

    # ---- drafts

    def keep_draft(self, draft: Draft) -> None:
        """Keeps a draft in place of what it was before."""
        self.drop_draft(draft.uid)
        values = {"uid": draft.uid, "kind": draft.kind, "till": draft.till, "begun_day": draft.begun.isoformat()}
        self._connection.execute(insert(t.stock_draft).values(**values, saved_at=days.stamp(draft.saved_at), body=draft.body))

    def drop_draft(self, uid: str) -> None:
        self._connection.execute(delete(t.stock_draft).where(t.stock_draft.c.uid == uid))

    def drafts(self, kind: str) -> list[Draft]:
        """Every draft of a kind, the one saved last first."""
        c = t.stock_draft.c
        rows = self._connection.execute(select(t.stock_draft).where(c.kind == kind).order_by(c.saved_at.desc(), c.uid))
        return [Draft(r.uid, r.kind, r.till, date.fromisoformat(r.begun_day), days.from_stamp(r.saved_at), r.body) for r in rows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _line_values(document_id: int, line: StockLine) -> dict[str, object]:
    return {
        "document_id": document_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "holds_milli": line.holds,
        "qty_milli": line.qty,
        "base_qty_milli": line.base_qty,
        "unit_cost": line.unit_cost,
        "cost": line.cost,
        "amount_idr": line.amount_idr,
        "batch": line.batch,
        "expires": _iso(line.expires),
        "last_cost_before": line.last_cost_before,
        "counters_line_id": line.counters,
        "reason": line.reason,
    }


def _stock_line(row: Row[*tuple[Any, ...]]) -> StockLine:
    return StockLine(
        line_no=row.line_no,
        product_id=ProductId(row.product_id),
        code=row.code,
        name=row.name,
        unit=row.unit,
        holds=row.holds_milli,
        qty=row.qty_milli,
        base_qty=row.base_qty_milli,
        unit_cost=row.unit_cost,
        cost=row.cost,
        amount_idr=row.amount_idr,
        batch=row.batch,
        expires=_day(row.expires),
        last_cost_before=row.last_cost_before,
        counters=row.counters_line_id,
        id=row.id,
        product_uid=row.uid,
        reason=DocumentKind(row.reason) if row.reason else None,
    )


def _document(row: Row[*tuple[Any, ...]], lines: Sequence[StockLine]) -> StockDocument:
    return StockDocument(
        uid=row.uid,
        number=row.number,
        kind=DocumentKind(row.kind),
        at=days.from_stamp(row.at),
        business_day=date.fromisoformat(row.business_day),
        person=row.person,
        till=row.till,
        lines=tuple(lines),
        total_idr=row.total_idr,
        discount_idr=row.discount_idr,
        freight_idr=row.freight_idr,
        supplier_id=None if row.supplier_id is None else SupplierId(row.supplier_id),
        supplier=row.supplier,
        their_number=row.their_number,
        their_date=_day(row.their_date),
        due=_day(row.due),
        other_shop=row.other_shop,
        counters=row.counters,
        why=row.why,
        id=row.id,
    )
