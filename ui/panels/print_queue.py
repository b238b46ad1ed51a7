"""Slips on their way to this machine's printer: sent on a lane of their own, kept while the printer does not take them."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.print_job import Job
from pos_app.errors import Refused, Unavailable
from pos_app.services import printing
from pos_app.services.printing import Ran
from ui.operations import Lane
from ui.widgets.place import Desk

_AGAIN_MS: Final = 30_000
"""A printer that failed is tried again so often, as long as something waits for it."""
_LATE_S: Final = 5.0
"""A drawer that could not be opened by then stays shut: it would open with nobody before it."""
Failure = Refused | Unavailable


def _nothing(_answer: object) -> None:
    """The drawer is open, or is not."""


class PrintQueue(QObject):
    """`waiting` is what is not on paper yet, the oldest first; `failure` why the last run stopped, or None."""

    changed = Signal()
    kept = Signal(str)
    """The number of a slip that could not be printed now; it is printed later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.waiting: tuple[Job, ...] = ()
        self.failure: Failure | None = None
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.run)
        desk.machine_changed.connect(lambda _machine: self.read())
        self.read()

    @property
    def has_printer(self) -> bool:
        return bool(self._desk.machine.printer)

    def put_receipt(self, number: str, *, copy: bool = False) -> None:
        """Queue a receipt and send what waits; whatever becomes of it, the sale stands."""
        shop, actor = self._desk.shop, self._desk.actor
        self._put(lambda: printing.put_receipt(shop, actor, number, copy=copy), number)

    def put(self, *, kind: str, subject: str, body: Callable[[], bytes]) -> None:
        """Queue another slip and send what waits; its bytes are made beside the window."""
        shop, actor = self._desk.shop, self._desk.actor
        self._put(lambda: printing.put(shop, actor, kind=kind, subject=subject, body=body()), subject)

    def _put(self, call: Callable[[], int], subject: str) -> None:
        self._desk.operations.later(Lane.HEAVY, call, lambda _job: self._run(subject), owner=self)

    def run(self) -> None:
        """Send what waits."""
        self._run(None)

    def _run(self, subject: str | None) -> None:
        shop, till, address = self._desk.shop, self._desk.actor.till, self._desk.machine.printer

        def sent() -> tuple[Ran, tuple[Job, ...]]:
            ran = printing.run(shop, printing.printer(address), till=till)
            return ran, printing.waiting(shop, till)

        self._desk.operations.later(Lane.PRINTER, sent, partial(self._ran, subject), owner=self, failed=partial(self._not_run, subject))

    def _ran(self, subject: str | None, done: tuple[Ran, tuple[Job, ...]]) -> None:
        ran, waiting = done
        self.failure = ran.failed
        self._show(waiting)
        if subject is not None and any(job.subject == subject for job in waiting):
            self.kept.emit(subject)

    def _not_run(self, subject: str | None, failure: Failure) -> None:
        self.failure = failure
        self.read()
        if subject is not None:
            self.kept.emit(subject)

    def read(self) -> None:
        """What waits, without sending it."""
        shop, till = self._desk.shop, self._desk.actor.till
        self._desk.operations.later(Lane.PRINTER, lambda: printing.waiting(shop, till), self._show, owner=self)

    def _show(self, waiting: tuple[Job, ...]) -> None:
        self.waiting = waiting
        if not waiting or not self.has_printer:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self.changed.emit()

    def cancel(self, job: int, *, failed: Callable[[Failure], None]) -> None:
        """Give up a slip that waits."""
        shop, actor = self._desk.shop, self._desk.actor
        self._desk.operations.later(
            Lane.HEAVY, lambda: printing.cancel(shop, actor, job), lambda _job: self.read(), owner=self, failed=failed
        )

    def open_for_cash(self) -> None:
        """Open the cash drawer for money that was paid or given back; a printer that is off is shown by its sign."""
        if not self.has_printer:
            return
        shop, address, until = self._desk.shop, self._desk.machine.printer, time.monotonic() + _LATE_S

        def opened() -> None:
            if time.monotonic() < until:
                printing.open_for_cash(shop, printing.printer(address))

        self._desk.operations.later(Lane.PRINTER, opened, _nothing, owner=self, failed=_nothing)

    def open_drawer(self, *, done: Callable[[], None], failed: Callable[[Failure], None]) -> None:
        """Open the cash drawer now or not at all."""
        shop, actor, address = self._desk.shop, self._desk.actor, self._desk.machine.printer
        self._desk.operations.later(
            Lane.PRINTER,
            lambda: printing.open_drawer(shop, actor, printing.printer(address)),
            lambda _none: done(),
            owner=self,
            failed=failed,
        )
