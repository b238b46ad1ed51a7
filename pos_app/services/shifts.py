"""A till's shift: opened with a float, closed with a blind count. Shifts are optional: a document outside one carries none."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah, checked
from pos_app.domain.shift import CashMove, MoveKind, ShiftReport, counted, seal, shift_number
from pos_app.domain.tender import Means
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.shifts import StoredShift
from pos_app.storage.uow import Transaction

_NUMBER: Final = re.compile(r"Z-(?P<till>.+)-(?P<running>\d{4,9})", re.ASCII)


def open_shift(shop: Shop, actor: Actor, *, float_idr: Rupiah) -> ShiftReport:
    """Opens the till's shift with its counted float.

    Raises:
        Refused: `shift_open_already`, `payment_not_positive`.
    """
    if float_idr < 0:
        raise Refused("payment_not_positive")
    with shop.uow.write() as u:
        if u.shifts.current(actor.till, lock=True) is not None:
            raise Refused("shift_open_already", till=actor.till)
        running = u.shifts.last_running(actor.till) + 1
        before = u.shifts.before(actor.till, running)
        u.shifts.open(actor, running=running, float_idr=float_idr, carried_idr=before.left_idr if before else None, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="shift_opened", subject=actor.till, float_idr=float_idr)
        report = _report(u, _current(u, actor, lock=True))
        u.commit()
    return report


def show(shop: Shop, actor: Actor) -> ShiftReport:
    """The open shift so far: an X report.

    Raises:
        Refused: `no_open_shift`.
    """
    with shop.uow.read() as u:
        return _report(u, _current(u, actor))


def move(shop: Shop, actor: Actor, kind: MoveKind, *, amount_idr: Rupiah, why: str = "", uid: str | None = None) -> ShiftReport:
    """Puts cash into the drawer or takes it out, beside sales; only a drop to the safe needs no reason.

    Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `payment_not_positive`, `amount_too_large`, `reason_missing`, `no_open_shift`, `more_than_in_drawer`.
    """
    reason = one_line(why)
    if amount_idr <= 0:
        raise Refused("payment_not_positive")
    if not reason and kind is not MoveKind.DROP:
        raise Refused("reason_missing")
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.shifts.of_move(uid)) is not None:
            return _report(u, known)
        shift = _current(u, actor, lock=True)
        there = _report(u, shift).expected_idr
        if kind is not MoveKind.IN and amount_idr > there:
            raise Refused("more_than_in_drawer", there_idr=there)
        u.shifts.move(shift.id, actor, CashMove(kind, shop.clock(), checked(amount_idr), reason, actor.person), uid=uid)
        u.books.audit(at=shop.clock(), actor=actor, event=f"cash_{kind}", subject=actor.till, amount_idr=amount_idr, why=reason or None)
        report = _report(u, shift)
        u.commit()
    return report


def of_document(u: Transaction, actor: Actor, kept: Mapping[str, str]) -> int | None:
    """The key of the till's open shift, which a document stands in; None outside one. `kept` are the shop's settings.

    Raises:
        Refused: `shift_required`, in a shop where no money changes hands outside one.
    """
    shift = u.shifts.open_on(actor.till)
    if shift is None and kept["shifts"] == "required":
        raise Refused("shift_required")
    return shift


def drawer_paying(u: Transaction, actor: Actor, amount_idr: Rupiah) -> int | None:
    """The key of the till's open shift, out of whose drawer a bill is paid in cash; None where none is open.

    Raises:
        Refused: `more_than_in_drawer`.
    """
    shift = u.shifts.current(actor.till, lock=True)
    if shift is None:
        return None
    there = _report(u, shift).expected_idr
    if amount_idr > there:
        raise Refused("more_than_in_drawer", there_idr=there)
    return shift.id


def close(
    shop: Shop,
    actor: Actor,
    *,
    counted_idr: Rupiah | None = None,
    notes: Mapping[int, int] | None = None,
    left_idr: Rupiah | None = None,
    why: str | None = None,
) -> ShiftReport:
    """Closes the till's shift with what was counted, as a sum or by its notes; a difference needs its reason.

    `left_idr` stays in the drawer for the next shift, the rest goes to the safe; without it all of it stays.

    Raises:
        Refused: `no_open_shift`, `payment_not_positive`, `difference_unexplained`, `more_than_counted`, and as
            `domain.shift.counted`; the shift stays open.
    """
    total = counted(notes) if notes is not None else counted_idr or Rupiah(0)
    left = total if left_idr is None else left_idr
    if total < 0 or left < 0:
        raise Refused("payment_not_positive")
    if left > total:
        raise Refused("more_than_counted", counted_idr=total)
    reason = one_line(why or "") or None
    with shop.uow.write() as u:
        shift = _current(u, actor, lock=True)
        now = shop.clock()
        report = replace(_report(u, shift), counted_idr=total, counted_notes=notes, left_idr=left, why=reason)
        report = replace(report, closed_at=now, closed_by=actor.person)
        if report.difference_idr and reason is None:
            raise Refused("difference_unexplained")
        chain = _seal(u, shift, report)
        u.shifts.close(
            shift.id, actor, counted=total, notes=notes, expected=report.expected_idr, left=left, why=reason, chain=chain, at=now
        )
        u.books.audit(at=now, actor=actor, event="shift_closed", subject=actor.till, counted_idr=total, why=reason)
        u.commit()
    return replace(report, chain=chain)


def report(shop: Shop, number: str) -> ShiftReport:
    """A shift by its number, `Z-T1-0318`.

    Raises:
        Refused: `no_such_shift`.
    """
    parts = _NUMBER.fullmatch(number.strip())
    with shop.uow.read() as u:
        found = u.shifts.by_number(parts["till"], int(parts["running"])) if parts else None
        if found is None:
            raise Refused("no_such_shift", number=number)
        return _report(u, found)


def latest(shop: Shop, *, most: int = 50) -> tuple[ShiftReport, ...]:
    """The last shifts of all tills, the newest first."""
    with shop.uow.read() as u:
        return tuple(_report(u, shift) for shift in u.shifts.latest(most=most))


def closed_in(u: Transaction, period: Period, zone: str) -> list[ShiftReport]:
    """Every shift closed in a period, in the order of their opening."""
    return [_report(u, shift) for shift in u.shifts.closed_between(*days.bounds(period, zone))]


def left_before(shop: Shop, till: str) -> Rupiah | None:
    """What the till's last shift left in the drawer; None before its first."""
    with shop.uow.read() as u:
        before = u.shifts.before(till, u.shifts.last_running(till) + 1)
    return before.left_idr if before is not None else None


def broken(u: Transaction) -> list[str]:
    """Numbers of closed shifts whose figures or seal are no longer those they were closed with."""
    wrong = []
    for shift in u.shifts.every():
        if shift.closed_at is None:
            continue
        now = _report(u, shift)
        if now.expected_idr != shift.expected_idr or _seal(u, shift, now) != shift.chain:
            wrong.append(now.number)
    return wrong


def _seal(u: Transaction, shift: StoredShift, told: ShiftReport) -> str:
    before = u.shifts.before(shift.till, shift.running)
    figures = {
        "float_idr": told.float_idr,
        "expected_idr": told.expected_idr,
        "counted_idr": told.counted_idr,
        "left_idr": told.left_idr,
        "net_idr": told.summary.net_idr,
        "documents": told.summary.documents,
        "opened_by": told.opened_by,
        "opened_at": days.stamp(told.opened_at),
        "closed_by": told.closed_by,
        "closed_at": days.stamp(told.closed_at) if told.closed_at else None,
        "notes": sorted((face, n) for face, n in (told.counted_notes or {}).items() if n),
        "why": told.why,
    }
    return seal(before.chain if before else None, till=shift.till, running=shift.running, figures=figures)


def _current(u: Transaction, actor: Actor, *, lock: bool = False) -> StoredShift:
    shift = u.shifts.current(actor.till, lock=lock)
    if shift is None:
        raise Refused("no_open_shift", till=actor.till)
    return shift


def _report(u: Transaction, shift: StoredShift) -> ShiftReport:
    takings = u.shifts.takings(shift.id)
    return ShiftReport(
        till=shift.till,
        number=shift_number(shift.till, shift.running),
        opened_at=shift.opened_at,
        opened_by=shift.opened_by,
        float_idr=shift.float_idr,
        carried_idr=shift.carried_idr,
        sales=tuple((Means(means), Rupiah(amount)) for means, back, amount in takings if not back),
        refunds=tuple((Means(means), Rupiah(amount)) for means, back, amount in takings if back),
        moves=u.shifts.moves(shift.id),
        summary=u.shifts.summary(shift),
        counted_idr=shift.counted_idr,
        counted_notes=shift.counted_notes,
        left_idr=shift.left_idr,
        closed_at=shift.closed_at,
        closed_by=shift.closed_by,
        why=shift.why,
        chain=shift.chain,
    )
