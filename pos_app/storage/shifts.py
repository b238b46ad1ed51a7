"""Shifts: a till's cash from its opening float to its closing count."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, case, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cart import BasketShare
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.domain.shift import CashMove, MoveKind, Received, Summary
from pos_app.domain.tender import Means
from pos_app.storage import locks
from pos_app.storage import tables as t

_sale, _line, _shift = t.sale.c, t.sale_line.c, t.shift.c


@dataclass(frozen=True, slots=True)
class StoredShift:
    """A shift as it is kept; what concerns its closing is None while it is open."""

    id: int
    till: str
    running: int
    opened_at: datetime
    opened_by: str
    float_idr: Rupiah
    carried_idr: Rupiah | None
    closed_at: datetime | None
    closed_by: str | None
    counted_idr: Rupiah | None
    counted_notes: Mapping[int, int] | None
    expected_idr: Rupiah | None
    left_idr: Rupiah | None
    why: str | None
    chain: str | None


class Shifts:
    """Queries and writes on shifts, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self, till: str, *, lock: bool = False) -> StoredShift | None:
        """The till's open shift; `lock` keeps documents and others who open or close out of it meanwhile."""
        query = select(t.shift).where(_shift.till == till, _shift.closed_at.is_(None)).order_by(_shift.id.desc()).limit(1)
        locks.hold(self._connection, f"shift {till}", shared=not lock)
        row = self._connection.execute(query).one_or_none()
        return _stored(row) if row is not None else None

    def open_on(self, till: str) -> int | None:
        """The key of the till's open shift; documents outside one carry none."""
        shift = self.current(till)
        return shift.id if shift else None

    def named(self, ids: Collection[int]) -> list[tuple[int, str, int, datetime]]:
        """Shifts by key, in the order of their opening: key, till, running number, when it was opened."""
        query = select(_shift.id, _shift.till, _shift.running, _shift.opened_at).where(_shift.id.in_(ids)).order_by(_shift.id)
        return [(row.id, row.till, row.running, days.from_stamp(row.opened_at)) for row in self._connection.execute(query)]

    def is_closed(self, shift_id: int) -> bool:
        query = select(_shift.closed_at).where(_shift.id == shift_id)
        return self._connection.execute(query).scalar_one() is not None

    def before(self, till: str, running: int) -> StoredShift | None:
        """The till's shift before the one with this running number."""
        row = self._connection.execute(select(t.shift).where(_shift.till == till, _shift.running == running - 1)).one_or_none()
        return _stored(row) if row is not None else None

    def last_running(self, till: str) -> int:
        """The running number of the till's latest shift; 0 before its first."""
        return int(self._connection.execute(select(func.coalesce(func.max(_shift.running), 0)).where(_shift.till == till)).scalar_one())

    def by_number(self, till: str, running: int) -> StoredShift | None:
        return self.before(till, running + 1)

    def every(self) -> list[StoredShift]:
        """All shifts, by till and running number."""
        return [_stored(row) for row in self._connection.execute(select(t.shift).order_by(_shift.till, _shift.running))]

    def closed_between(self, first: datetime, end: datetime) -> list[StoredShift]:
        """Shifts of all tills closed from an instant on and before another, in the order of their opening."""
        within = (_shift.closed_at >= days.stamp(first)) & (_shift.closed_at < days.stamp(end))
        return [_stored(row) for row in self._connection.execute(select(t.shift).where(within).order_by(_shift.id))]

    def latest(self, *, most: int) -> list[StoredShift]:
        """The last shifts of all tills, the newest first."""
        return [_stored(row) for row in self._connection.execute(select(t.shift).order_by(_shift.id.desc()).limit(most))]

    def open(self, actor: Actor, *, running: int, float_idr: Rupiah, carried_idr: Rupiah | None, at: datetime) -> None:
        values = {"till": actor.till, "running": running, "opened_at": days.stamp(at), "opened_by": actor.person}
        self._connection.execute(insert(t.shift).values(values | {"float_idr": float_idr, "carried_idr": carried_idr}))

    def close(
        self,
        shift_id: int,
        actor: Actor,
        *,
        counted: Rupiah,
        notes: Mapping[int, int] | None,
        expected: Rupiah,
        left: Rupiah,
        why: str | None,
        chain: str,
        at: datetime,
    ) -> None:
        values: dict[str, object] = {"closed_at": days.stamp(at), "closed_by": actor.person, "counted_idr": counted}
        values |= {"expected_idr": expected, "left_idr": left, "why": why, "chain": chain}
        values["counted_notes"] = None if notes is None else json.dumps({str(face): n for face, n in sorted(notes.items())})
        self._connection.execute(update(t.shift).where(_shift.id == shift_id).values(values))

    def of_move(self, uid: str) -> StoredShift | None:
        """The shift that holds the cash move with this uid; others are kept from posting the same uid meanwhile."""
        locks.hold(self._connection, uid)
        query = select(t.shift).join_from(t.shift, t.cash_move).where(t.cash_move.c.uid == uid)
        row = self._connection.execute(query).one_or_none()
        return _stored(row) if row is not None else None

    def move(self, shift_id: int, actor: Actor, move: CashMove, *, uid: str) -> None:
        values = {
            "uid": uid,
            "till": actor.till,
            "shift_id": shift_id,
            "kind": move.kind,
            "at": days.stamp(move.at),
            "amount_idr": move.amount_idr,
        }
        self._connection.execute(insert(t.cash_move).values(values | {"why": move.why, "person": move.person}))

    def moves(self, shift_id: int) -> tuple[CashMove, ...]:
        """Cash put in and taken out, in the order it was; among it what customers paid on account and what suppliers were paid."""
        query = select(t.cash_move).where(t.cash_move.c.shift_id == shift_id).order_by(t.cash_move.c.id)
        found = [
            CashMove(MoveKind(row.kind), days.from_stamp(row.at), row.amount_idr, row.why, row.person)
            for row in self._connection.execute(query)
        ]
        paid = t.credit_payment.c
        credit = select(t.credit_payment).where(paid.shift_id == shift_id, paid.means == Means.CASH).order_by(paid.id)
        for row in self._connection.execute(credit):
            kind = MoveKind.IN if row.amount_idr > 0 else MoveKind.OUT
            found.append(CashMove(kind, days.from_stamp(row.at), Rupiah(abs(row.amount_idr)), row.number, row.person))
        supplier, paper = t.supplier_payment.c, t.consignment_paper.c
        bills = select(supplier.at, supplier.amount_idr, supplier.number, supplier.person, t.supplier.c.name)
        settled = select(paper.at, paper.paid_idr.label("amount_idr"), paper.number, paper.person, t.consignor.c.name)
        for paid_out in (
            bills.join_from(t.supplier_payment, t.supplier).where(supplier.shift_id == shift_id).order_by(supplier.id),
            settled.join_from(t.consignment_paper, t.consignor).where(paper.shift_id == shift_id).order_by(paper.id),
        ):
            for row in self._connection.execute(paid_out):
                kind = MoveKind.OUT if row.amount_idr > 0 else MoveKind.IN
                why = f"{row.number} {row.name}"
                found.append(CashMove(kind, days.from_stamp(row.at), Rupiah(abs(row.amount_idr)), why, row.person))
        return tuple(sorted(found, key=lambda move: move.at))

    def takings(self, shift_id: int) -> list[tuple[str, bool, int]]:
        """Means, whether of a refund, and what was kept (cash without its change) by the documents of a shift."""
        back = _sale.kind.in_(("refund", "void"))
        paid = (
            select(t.payment.c.means, back.label("back"), func.sum(t.payment.c.amount_idr))
            .join_from(t.payment, t.sale, _sale.id == t.payment.c.sale_id)
            .where(_sale.shift_id == shift_id)
            .group_by(t.payment.c.means, back)
            .order_by(t.payment.c.means)
        )
        change = self._connection.execute(
            select(func.coalesce(func.sum(_sale.change_idr), 0)).where(_sale.shift_id == shift_id)
        ).scalar_one()
        return [
            (means, bool(is_back), int(amount) - (int(change) if means == "cash" and not is_back else 0))
            for means, is_back, amount in self._connection.execute(paid)
        ]

    def summary(self, shift: StoredShift) -> Summary:
        """What the documents of a shift come to."""
        from pos_app.storage.offers import RETURNED, TAKEN  # every sale asks for its shift, and needs nothing of these

        sold, back = _sale.kind == "sale", _sale.kind.in_(("refund", "void"))
        lines = select(
            func.coalesce(func.sum(case((sold, _line.gross_idr), else_=0)), 0),
            func.coalesce(func.sum(case((sold, _line.gross_idr - _line.amount_idr), else_=0)), 0),
        ).join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
        printing = lines.where(_sale.shift_id == shift.id, _line.parent_no.is_(None))
        gross, discount = self._connection.execute(printing).one()
        documents = select(
            func.count(),
            func.coalesce(func.sum(case((back, 1), else_=0)), 0),
            func.coalesce(func.sum(case((back, _sale.total_idr), else_=0)), 0),
            func.coalesce(func.sum(case((back & _sale.refunds_id.is_(None) & _sale.source.is_(None), 1), else_=0)), 0),
            func.coalesce(func.sum(case((_sale.kind == "correction", 1), else_=0)), 0),
            func.coalesce(func.sum(case((_sale.kind == "void", 1), else_=0)), 0),
            func.coalesce(func.sum(_sale.rounding_idr), 0),
            func.coalesce(func.sum(_sale.tax_idr), 0),
            func.min(_sale.id),
            func.max(_sale.id),
        ).where(_sale.shift_id == shift.id)
        count, returns, returned, loose, corrections, voids, rounding, tax, first, last = self._connection.execute(documents).one()
        ends = select(_sale.id, _sale.number).where(_sale.id.in_([x for x in (first, last) if x is not None]))
        numbers: dict[int, str] = {row.id: row.number for row in self._connection.execute(ends)}
        offer = t.swap_offer.c
        offers = select(func.count(), func.coalesce(func.sum(case((offer.outcome == TAKEN, 1), else_=0)), 0))
        offers = offers.join_from(t.swap_offer, t.sale, _sale.id == offer.sale_id).where(
            _sale.shift_id == shift.id, offer.outcome != RETURNED
        )
        made, taken = self._connection.execute(offers).one()
        return Summary(
            gross_idr=Rupiah(int(gross)),
            discount_idr=Rupiah(int(discount)),
            returns=int(returns),
            returns_idr=Rupiah(int(returned)),
            without_receipt=int(loose),
            corrections=int(corrections),
            voids=int(voids),
            rounding_idr=Rupiah(int(rounding)),
            tax_idr=Rupiah(int(tax)),
            received=self._received(shift.id),
            account_paid=self._account_paid(shift.id),
            share=self._share(shift.id),
            first=numbers.get(first),
            last=numbers.get(last),
            documents=count,
            drawer_openings=self._drawer_openings(shift),
            offered=made,
            taken=int(taken),
        )

    def _received(self, shift_id: int) -> tuple[Received, ...]:
        change = case((t.payment.c.means == "cash", _sale.change_idr), else_=0)
        paid = (
            select(t.payment.c.means, t.payment.c.sale_id, func.sum(t.payment.c.amount_idr).label("paid"), func.max(change).label("change"))
            .join_from(t.payment, t.sale, _sale.id == t.payment.c.sale_id)
            .where(_sale.shift_id == shift_id)
            .group_by(t.payment.c.means, t.payment.c.sale_id)
            .subquery()
        )
        return self._by_means(select(paid.c.means, func.count(), func.sum(paid.c.paid - paid.c.change)).group_by(paid.c.means))

    def _account_paid(self, shift_id: int) -> tuple[Received, ...]:
        paid = t.credit_payment.c
        query = select(paid.means, func.count(), func.sum(paid.amount_idr))
        return self._by_means(query.where(paid.shift_id == shift_id, paid.means != Means.CASH).group_by(paid.means))

    def _by_means(self, query: Select[str, int, int]) -> tuple[Received, ...]:
        found = {
            Means(means): Received(Means(means), count, Rupiah(int(amount))) for means, count, amount in self._connection.execute(query)
        }
        return tuple(found[means] for means in Means if means in found)

    def _share(self, shift_id: int) -> BasketShare:
        query = (
            select(_line.origin, func.sum(_line.amount_idr))
            .join_from(t.sale_line, t.sale, _sale.id == _line.sale_id)
            .where(_sale.shift_id == shift_id, _line.kind == Kind.GOODS)
            .group_by(_line.origin)
        )
        sums = {State(origin): Rupiah(int(amount)) for origin, amount in self._connection.execute(query)}
        nothing = Rupiah(0)
        return BasketShare(*(sums.get(state, nothing) for state in (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)))

    def _drawer_openings(self, shift: StoredShift) -> int:
        audit = t.audit.c
        query = select(func.count()).where(
            audit.event == "drawer_opened", audit.till == shift.till, audit.at >= days.stamp(shift.opened_at)
        )
        if shift.closed_at is not None:
            query = query.where(audit.at <= days.stamp(shift.closed_at))
        return self._connection.execute(query).scalar_one()


def _stored(row: Row[tuple[object, ...]]) -> StoredShift:
    return StoredShift(
        id=row.id,
        till=row.till,
        running=row.running,
        opened_at=days.from_stamp(row.opened_at),
        opened_by=row.opened_by,
        float_idr=row.float_idr,
        carried_idr=row.carried_idr,
        closed_at=days.from_stamp(row.closed_at) if row.closed_at else None,
        closed_by=row.closed_by,
        counted_idr=row.counted_idr,
        counted_notes={int(face): n for face, n in json.loads(row.counted_notes).items()} if row.counted_notes else None,
        expected_idr=row.expected_idr,
        left_idr=row.left_idr,
        why=row.why,
        chain=row.chain,
    )
