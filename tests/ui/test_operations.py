"""Lanes: each keeps its order, the search answers its latest question, and every error finds its way."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.errors import Refused, Unavailable
from ui.operations import SEARCHED_AFTER, Collector, Lane, Operations


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def test_the_counter_keeps_its_order(operations: Operations, qtbot: QtBot) -> None:
    owner, heard = QObject(), list[int]()
    for number in range(50):
        operations.later(Lane.COUNTER, lambda n=number: n, heard.append, owner=owner)
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == list(range(50))


def test_what_may_wait_begins_once_the_window_is_painted_and_is_not_lost(qtbot: QtBot) -> None:
    operations, owner, heard = Operations(), QObject(), list[str]()
    shown = QLabel()
    shown.show()
    qtbot.waitExposed(shown)
    shown.paintEvent = lambda _event: heard.append("painted")  # type: ignore[method-assign]
    shown.update()
    operations.later(Lane.COUNTER, lambda: heard.append("kept"), print, owner=owner, painted_first=True)
    assert operations.busy_in(Lane.COUNTER)
    qtbot.waitUntil(lambda: not operations.busy)
    assert heard == ["painted", "kept"]
    operations.later(Lane.COUNTER, lambda: heard.append("kept at the end"), print, owner=owner, painted_first=True)
    operations.close()
    assert heard[2:] == ["kept at the end"]
    shown.deleteLater()


def test_only_the_latest_search_answers(operations: Operations, qtbot: QtBot) -> None:
    owner, heard, gate = QObject(), list[str](), threading.Event()
    operations.later(Lane.SEARCH, lambda: gate.wait(5) and "b", heard.append, owner=owner)
    operations.later(Lane.SEARCH, lambda: "bi", heard.append, owner=owner)
    operations.later(Lane.SEARCH, lambda: "bis", heard.append, owner=owner)
    gate.set()
    qtbot.waitUntil(lambda: not operations.busy)
    assert heard == ["bis"]


def test_a_report_does_not_stop_the_counter(operations: Operations, qtbot: QtBot) -> None:
    owner, heard, gate = QObject(), list[str](), threading.Event()
    operations.later(Lane.HEAVY, lambda: gate.wait(5), lambda _ended: heard.append("report"), owner=owner)
    operations.later(Lane.COUNTER, lambda: "scan", heard.append, owner=owner)
    qtbot.waitUntil(lambda: heard == ["scan"])
    gate.set()
    qtbot.waitUntil(lambda: heard == ["scan", "report"])


def test_work_runs_beside_the_window_and_answers_in_it(operations: Operations, qtbot: QtBot) -> None:
    owner, heard = QObject(), list[tuple[int, int]]()
    operations.later(Lane.HEAVY, threading.get_ident, lambda there: heard.append((there, threading.get_ident())), owner=owner)
    qtbot.waitUntil(lambda: bool(heard))
    there, here = heard[0]
    assert there != here == threading.get_ident()


def test_a_refusal_goes_to_whoever_takes_it_or_to_the_window(operations: Operations, qtbot: QtBot) -> None:
    owner, taken, told = QObject(), list[str](), list[str]()
    operations.refused.connect(lambda error: told.append(error.code))
    operations.later(Lane.COUNTER, _raising(Refused("basket_empty")), print, owner=owner, failed=lambda e: taken.append(e.code))
    operations.later(Lane.COUNTER, _raising(Unavailable("disk_full")), print, owner=owner)
    qtbot.waitUntil(lambda: not operations.busy)
    assert (taken, told) == (["basket_empty"], ["disk_full"])


def test_a_defect_reaches_the_except_hook(operations: Operations, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, caught = QObject(), list[type[BaseException]]()
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: caught.append(kind))
    operations.later(Lane.COUNTER, _raising(KeyError("x")), print, owner=owner)
    qtbot.waitUntil(lambda: caught == [KeyError])


def test_an_answer_for_a_window_that_is_gone_is_dropped(operations: Operations, qtbot: QtBot) -> None:
    import shiboken6

    owner, heard, gate = QObject(), list[object](), threading.Event()
    operations.later(Lane.HEAVY, lambda: gate.wait(5), heard.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not operations.busy)
    assert heard == []


def _raising(error: Exception):
    def call() -> None:
        raise error

    return call


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def test_rings_are_searched_on_the_windows_own_thread_only_and_what_stands_is_not_searched(qapp: QObject) -> None:
    gc.collect()
    collector, gone = Collector(), list[int]()
    try:
        on_a_lane = threading.Thread(target=lambda: weakref.finalize(_Ring(), lambda: gone.append(threading.get_ident())))
        on_a_lane.start()
        on_a_lane.join()
        newcomers = [[number] for number in range(SEARCHED_AFTER[0] + 1)]
        assert not gone
        collector.collect()
        assert gone == [threading.get_ident()]
        collector.keep_what_stands()
        assert not any(kept is newcomers for kept in gc.get_objects()), "the window and the modules would be searched again"
    finally:
        collector.stop()
        del newcomers
