"""Work that may wait runs beside the window: one thread per lane, results as frozen values in a signal.

*counter* keeps its order (scan, basket journal, commit), *search* and *hint* answer only the latest question, *heavy* is for
reports and files, so that a report never stops the queue; *printer*, *pole* and *scale* wait for one device each. A lane's
work never touches a widget.
"""

import contextlib
import gc
import logging
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from pos_app.errors import Refused, Unavailable

T = TypeVar("T")
_log = logging.getLogger("operations")


class Lane(StrEnum):
    COUNTER = "counter"
    SEARCH = "search"
    HINT = "hint"
    HEAVY = "heavy"
    PRINTER = "printer"
    POLE = "pole"
    SCALE = "scale"


PAINTED_MS: Final = 8
"""By then a window has painted what it was told, or is painting: Qt gathers changes for 5 ms."""
SEARCHED_MS: Final = 250
SEARCHED_AFTER: Final = (2_000, 10, 100)
"""New objects, and searches of the younger generation, before one is looked through for cycles: a millisecond at most."""
_LATEST_WINS = frozenset({Lane.SEARCH, Lane.HINT, Lane.POLE})


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    lane: Lane
    call: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Refused | Unavailable], None] | None
    owner: QObject


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    value: object = None
    error: BaseException | None = None


class Collector(QObject):
    """Collects cyclic garbage on the window's own thread only.

    Python collects on whatever thread happens to allocate; a widget that is freed by a lane's thread takes the program
    down. So automatic collection is off while a window is open, and done here between two events: often and little, as a
    scan may be waiting for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=SEARCHED_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def keep_what_stands(self) -> None:
        """Search what there is by now once, and no more: modules and the window stay, and are most of all objects."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """As far as the interpreter itself would have gone."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > SEARCHED_AFTER[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()


class Operations(QObject):
    """The lanes. `refused` carries what nobody else takes: the person is told, nothing has been written."""

    refused = Signal(object)
    broke = Signal()
    """A defect: whoever waits for an answer waits no longer."""
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queues: dict[Lane, queue.SimpleQueue[_Job | None]] = {lane: queue.SimpleQueue() for lane in Lane}
        self._latest: dict[Lane, int] = {}
        self._numbers = 0
        self._open = dict.fromkeys(Lane, 0)
        self._unpainted: deque[_Job] = deque()
        self._painted = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._painted.setTimerType(Qt.TimerType.PreciseTimer)
        self._painted.timeout.connect(self._begin_unpainted)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [threading.Thread(target=self._work, args=(lane,), name=f"lane-{lane}", daemon=True) for lane in Lane]
        for thread in self._threads:
            thread.start()

    def later(
        self,
        lane: Lane,
        call: Callable[[], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Callable[[Refused | Unavailable], None] | None = None,
        painted_first: bool = False,
    ) -> None:
        """Run `call` on a lane, then `done` with its result here, unless `owner` is gone by then.

        A `Refused` or `Unavailable` goes to `failed`, or else to the signal `refused`. Anything else is a defect and
        reaches the except hook. With `painted_first` it waits, whatever comes into the lane after it, until the window has
        shown what it was told by now: a thread that works takes its time from the painting.
        """
        self._numbers += 1
        self._latest[lane] = self._numbers
        self._open[lane] += 1
        job = _Job(self._numbers, lane, call, cast("Callable[[object], None]", done), failed, owner)
        if not painted_first:
            self._queues[lane].put(job)
            return
        self._unpainted.append(job)
        if not self._painted.isActive():
            self._painted.start()

    def _begin_unpainted(self) -> None:
        while self._unpainted:
            job = self._unpainted.popleft()
            self._queues[job.lane].put(job)

    @property
    def busy(self) -> bool:
        """Whether any lane has work whose result has not been delivered."""
        return any(self._open.values())

    def busy_in(self, lane: Lane) -> bool:
        return self._open[lane] > 0

    def close(self, seconds: float = 10.0) -> None:
        """Let every lane finish what it has been given, and end."""
        self._begin_unpainted()
        for lane in Lane:
            self._queues[lane].put(None)
        for thread in self._threads:
            thread.join(seconds)

    def _superseded(self, job: _Job) -> bool:
        return job.lane in _LATEST_WINS and self._latest[job.lane] != job.number

    def _work(self, lane: Lane) -> None:
        while (job := self._queues[lane].get()) is not None:
            if self._superseded(job):
                self._send(_Outcome(job))
                continue
            begun = time.perf_counter()
            try:
                outcome = _Outcome(job, value=job.call())
            except BaseException as error:  # whatever it is, it is answered on the window's own thread
                outcome = _Outcome(job, error=error)
            _log.debug("%s took ms=%.1f", lane, (time.perf_counter() - begun) * 1000)
            self._send(outcome)

    def _send(self, outcome: _Outcome) -> None:
        with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
            self._ended.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        job, error = outcome.job, outcome.error
        self._open[job.lane] -= 1
        if self._superseded(job) or not shiboken6.isValid(job.owner):
            return
        if error is None:
            job.done(outcome.value)
        elif isinstance(error, Refused | Unavailable):
            if job.failed is not None:
                job.failed(error)
            else:
                self.refused.emit(error)
        else:
            self.broke.emit()
            sys.excepthook(type(error), error, error.__traceback__)
