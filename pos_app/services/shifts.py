"""Opening, showing and closing a till's shift. Shifts are optional: a document outside one carries none."""

from dataclasses import replace

from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import ShiftReport
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.shifts import StoredShift
from pos_app.storage.uow import Transaction


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
        u.shifts.open(actor, float_idr=float_idr, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="shift_opened", subject=actor.till, float_idr=float_idr)
        report = _report(u, _current(u, actor, lock=True))
        u.commit()
    return report


def show(shop: Shop, actor: Actor) -> ShiftReport:
    """The open shift so far.

    Raises:
        Refused: `no_open_shift`.
    """
    with shop.uow.read() as u:
        return _report(u, _current(u, actor))


def close(shop: Shop, actor: Actor, *, counted_idr: Rupiah, why: str | None = None) -> ShiftReport:
    """Closes the till's shift with what was counted; a difference needs its reason.

    Raises:
        Refused: `no_open_shift`, `payment_not_positive`, `difference_unexplained`; the shift stays open.
    """
    if counted_idr < 0:
        raise Refused("payment_not_positive")
    reason = " ".join((why or "").split()) or None
    with shop.uow.write() as u:
        shift = _current(u, actor, lock=True)
        report = replace(_report(u, shift), counted_idr=counted_idr)
        if report.difference_idr and reason is None:
            raise Refused("difference_unexplained")
        u.shifts.close(shift.id, actor, counted=counted_idr, expected=report.expected_idr, why=reason, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="shift_closed", subject=actor.till, counted_idr=counted_idr, why=reason)
        u.commit()
    return report


def _current(u: Transaction, actor: Actor, *, lock: bool = False) -> StoredShift:
    shift = u.shifts.current(actor.till, lock=lock)
    if shift is None:
        raise Refused("no_open_shift", till=actor.till)
    return shift


def _report(u: Transaction, shift: StoredShift) -> ShiftReport:
    takings = u.shifts.takings(shift.id)
    return ShiftReport(
        till=shift.till,
        float_idr=shift.float_idr,
        sales=tuple((Means(means), Rupiah(amount)) for means, back, amount in takings if not back),
        refunds=tuple((Means(means), Rupiah(amount)) for means, back, amount in takings if back),
    )
