"""The queue between the till and its printer: a slip waits there until it is on paper, whatever the printer does.

A sale is in the books before its slip is queued; no failure of a printer reaches it. Each job begins with the printer's
initialisation, so one that was cut off is sent again whole.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from pos_app.devices import printer as printers
from pos_app.devices.printer import Printer
from pos_app.domain.actor import Actor
from pos_app.domain.print_job import Job, JobState
from pos_app.errors import Refused, Unavailable
from pos_app.services import receipts
from pos_app.services.settings import is_training
from pos_app.services.shop import Shop

_log = logging.getLogger("print")
GIVEN_UP: Final = timedelta(minutes=2)
"""A job that has been sending for so long belongs to a program that is gone."""
PULSE: Final = b"\x1b@\x1bp\x00\x19\xfa"
"""Initialise, then the pulse that opens a drawer: pin 2, 50 ms on, 500 ms off."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the queue came to; `failed` is why it stopped before its end."""

    printed: int
    waiting: int
    failed: Unavailable | None = None


def printer(address: str) -> Printer:
    """The printer this machine is set to.

    Raises:
        Refused: `not_a_printer`; `no_printer_set`, where the address is empty.
    """
    if not address:
        raise Refused("no_printer_set")
    return printers.at(address)


def put_receipt(shop: Shop, actor: Actor, number: str, *, copy: bool = False) -> int:
    """Queues a receipt for the till's printer; the job's number.

    Raises:
        Refused: `no_such_receipt`.
    """
    body = receipts.escpos(shop, number, copy=receipts.another_copy(shop, actor, number) if copy else 0)
    return put(shop, actor, kind="copy" if copy else "receipt", subject=number.strip(), body=body)


def put(shop: Shop, actor: Actor, *, kind: str, subject: str, body: bytes) -> int:
    """Queues the bytes of any slip; the job's number."""
    with shop.uow.write() as u:
        job = u.print_jobs.put(till=actor.till, kind=kind, subject=subject, body=body, at=shop.clock())
        u.commit()
    return job


def run(shop: Shop, to: Printer, *, till: str) -> Ran:
    """Sends what waits, the oldest first, and stops at the first failure; nothing is lost, nothing overtakes."""
    printed = 0
    while (job := _claim(shop, till)) is not None:
        with shop.uow.read() as u:
            body = u.print_jobs.body(job.id)
        try:
            to.send(body)
        except Unavailable as failure:
            _turn(shop, job, JobState.WAITING, tried=True)
            _log.info("job %d waits: %s", job.id, failure.code)
            return Ran(printed, len(waiting(shop, till)), failure)
        _turn(shop, job, JobState.PRINTED, tried=True)
        printed += 1
    return Ran(printed, len(waiting(shop, till)))


def waiting(shop: Shop, till: str) -> tuple[Job, ...]:
    """What is not on paper yet, the oldest first."""
    with shop.uow.read() as u:
        return tuple(u.print_jobs.unfinished(till))


def latest(shop: Shop, till: str, *, most: int = 50) -> tuple[Job, ...]:
    """The last jobs in any state, the newest first."""
    with shop.uow.read() as u:
        return tuple(u.print_jobs.latest(till, most=most))


def cancel(shop: Shop, actor: Actor, job: int) -> Job:
    """Gives up a job that waits.

    Raises:
        Refused: `no_such_job`, `job_is_finished`.
    """
    with shop.uow.write() as u:
        found = u.print_jobs.by_id(job)
        if found is None:
            raise Refused("no_such_job", job=job)
        stalled = found.state is JobState.SENDING and shop.clock() - found.changed_at > GIVEN_UP
        if found.state is not JobState.WAITING and not stalled:
            raise Refused("job_is_finished", job=job)
        u.print_jobs.turn(job, found.state, JobState.CANCELLED, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="print_cancelled", subject=found.subject)
        u.commit()
    return found


def open_drawer(shop: Shop, actor: Actor, to: Printer) -> None:
    """Opens the cash drawer at once or not at all: a pulse never waits, so no drawer opens by itself later.

    Raises:
        Refused: `drawer_in_training`.
        Unavailable: `printer_failed`.
    """
    with shop.uow.read() as u:
        if is_training(u):
            raise Refused("drawer_in_training")
    to.send(PULSE)
    with shop.uow.write() as u:
        u.books.audit(at=shop.clock(), actor=actor, event="drawer_opened", subject=actor.till)
        u.commit()


def open_for_cash(shop: Shop, to: Printer) -> None:
    """Opens the cash drawer for money that a document tells of: nothing more is written down, and training opens none.

    Raises:
        Unavailable: `printer_failed`.
    """
    with shop.uow.read() as u:
        training = is_training(u)
    if not training:
        to.send(PULSE)


def _claim(shop: Shop, till: str) -> Job | None:
    """The oldest job, ours to send; None where there is none or another program is sending it."""
    with shop.uow.write() as u:
        now = shop.clock()
        for job in u.print_jobs.unfinished(till)[:1]:
            if job.state is JobState.SENDING and now - job.changed_at <= GIVEN_UP:
                return None
            if u.print_jobs.turn(job.id, job.state, JobState.SENDING, at=now):
                u.commit()
                return job
    return None


def _turn(shop: Shop, job: Job, after: JobState, *, tried: bool) -> None:
    with shop.uow.write() as u:
        u.print_jobs.turn(job.id, JobState.SENDING, after, at=shop.clock(), tried=tried)
        u.commit()
