"""Receipts on the roll: a printer that dies half way holds up neither the sale nor the next scan."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.domain.print_job import JobState
from pos_app.errors import Unavailable
from pos_app.services import printing, refunds, shifts
from pos_app.services.shop import OWNER, Shop
from tests import shots_shift
from tests.picture_shop import OIL, RICE
from tests.ui.conftest import Keyboard, settle
from tests.ui.test_payment import open_payment, sales
from ui.app import Session
from ui.panels.print_queue import PrintQueue
from ui.panels.queue_panel import QueuePanel
from ui.till.till_view import TillView

Sessions = Callable[..., Session]


class Roll:
    """A printer with room for so many bytes; None for a whole roll. It can be made to hang."""

    def __init__(self) -> None:
        self.room: int | None = None
        self.paper: list[bytes] = []
        self.pulses = 0
        self.gate = threading.Event()
        self.gate.set()
        self.threads: set[str] = set()

    def send(self, body: bytes) -> None:
        self.threads.add(threading.current_thread().name)
        self.gate.wait(10)
        if self.room is not None and len(body) > self.room:
            raise Unavailable("printer_failed", printer="tcp:roll")
        if body == printing.PULSE:
            self.pulses += 1
        else:
            self.paper.append(body)


@pytest.fixture
def roll(monkeypatch: pytest.MonkeyPatch) -> Iterator[Roll]:
    made = Roll()
    monkeypatch.setattr(printing, "printer", lambda _address: made)
    yield made
    made.gate.set()


@pytest.fixture
def session(shop: Shop, sessions: Sessions, roll: Roll) -> Session:
    return sessions(shop, receipt="printer", printer="tcp:roll")


def sell(session: Session, till: TillView, keyboard: Keyboard, code: str) -> None:
    """A sale for cash, and a breath after it: keys struck within a moment of it are held back."""
    open_payment(session, till, code)
    keyboard.enter()
    settle(session)
    keyboard.now_ms += 20_000


def wait_for(happened: Callable[[], bool]) -> None:
    """While a lane is held up `settle` would wait for it, so this waits for one thing only."""
    until = time.monotonic() + 5
    while not happened():
        assert time.monotonic() < until, "it waited for the printer"
        QApplication.processEvents()


def sign(session: Session) -> str:
    return session.window._top.printer.text()


def test_a_sale_is_printed_on_a_lane_of_its_own(session: Session, till: TillView, keyboard: Keyboard, roll: Roll) -> None:
    assert sign(session) == "Printer siap"
    sell(session, till, keyboard, OIL.code)
    assert len(roll.paper) == 1
    assert roll.threads == {"lane-printer"}
    assert sign(session) == "Printer siap"
    assert till.notice.isHidden()


def test_the_drawer_opens_for_cash_and_for_nothing_else(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, roll: Roll
) -> None:
    sell(session, till, keyboard, OIL.code)
    assert (roll.pulses, len(roll.paper)) == (1, 1)
    open_payment(session, till, RICE.code)
    keyboard.type("k")
    keyboard.enter()
    settle(session)
    keyboard.now_ms += 20_000
    assert (roll.pulses, len(roll.paper)) == (1, 2), "a card needs no drawer"
    done = refunds.refund(shop, OWNER, sales(shop)[0], [], why="rusak")
    till.after._posted(done)
    settle(session)
    assert (roll.pulses, len(roll.paper)) == (2, 3)
    for key in (Qt.Key.Key_F11, Qt.Key.Key_F11, Qt.Key.Key_F12):
        keyboard.strike(key)
        settle(session)
    assert roll.pulses == 3, "it opens where no shift is open, too"
    assert shifts.show(shop, OWNER).summary.drawer_openings == 1, "only that one was without a document"


def test_a_printer_that_dies_half_way_loses_no_sale_and_is_tried_again(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, roll: Roll
) -> None:
    roll.room = 40
    sell(session, till, keyboard, OIL.code)
    sell(session, till, keyboard, RICE.code)
    assert len(sales(shop)) == 2
    assert sign(session) == "2 struk menunggu"
    assert "cetak nanti" in till.notice.text()
    assert [job.subject for job in printing.waiting(shop, "T1")] == sales(shop)
    roll.room = None
    session.desk.model(PrintQueue).run()
    settle(session)
    assert len(roll.paper) == 2
    assert sign(session) == "Printer siap"
    assert not printing.waiting(shop, "T1")


def test_a_printer_that_hangs_holds_up_nothing(session: Session, till: TillView, shop: Shop, keyboard: Keyboard, roll: Roll) -> None:
    roll.gate.clear()
    open_payment(session, till, OIL.code)
    keyboard.enter()
    wait_for(lambda: bool(roll.threads) and till.payment is None and not session.desk.hold.holding)
    session.window.scanned(RICE.code)
    wait_for(lambda: bool(till.counter.cart.lines))
    assert not roll.paper
    roll.gate.set()
    settle(session)
    assert len(roll.paper) == 1


def test_the_queue_is_looked_at_printed_and_given_up(session: Session, till: TillView, shop: Shop, keyboard: Keyboard, roll: Roll) -> None:
    roll.room = 0
    sell(session, till, keyboard, OIL.code)
    sell(session, till, keyboard, RICE.code)
    session.window._top.printer.click()
    settle(session)
    (panel,) = session.window.findChildren(QueuePanel)
    assert panel.table.model().rowCount() == 2
    assert "tidak menerima" in panel.notice.text()
    panel.table.pick(0)
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert [job.subject for job in printing.waiting(shop, "T1")] == sales(shop)[1:]
    roll.room = None
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert len(roll.paper) == 1
    assert panel.table.model().rowCount() == 0
    assert [job.state for job in printing.latest(shop, "T1")] == [JobState.PRINTED, JobState.CANCELLED]
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert session.window.findChildren(QueuePanel) == []


def test_what_becomes_of_the_receipt_offers_the_printer_where_there_is_one(session: Session, till: TillView, keyboard: Keyboard) -> None:
    open_payment(session, till, OIL.code)
    seen = []
    for _n in range(3):
        keyboard.type("s")
        settle(session)
        seen.append(session.desk.machine.receipt)
    assert seen == ["pdf", "none", "printer"]
    session.desk.change_machine(replace(session.desk.machine, printer=""))
    till.paying.close()
    till.paying.open()
    settle(session)
    for _n in range(2):
        keyboard.type("s")
        settle(session)
    assert session.desk.machine.receipt in ("pdf", "none")


def test_a_copy_goes_to_the_roll_too(session: Session, till: TillView, keyboard: Keyboard, roll: Roll) -> None:
    sell(session, till, keyboard, OIL.code)
    keyboard.strike(Qt.Key.Key_P, "\x10", modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert len(roll.paper) == 2
    assert b"SALINAN" in roll.paper[1]
    assert b"SALINAN" not in roll.paper[0]


def test_the_paper_of_a_shift_and_the_drawer(session: Session, till: TillView, shop: Shop, keyboard: Keyboard, roll: Roll) -> None:
    shots_shift.closed(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert printing.latest(shop, "T1")[0].kind == "shift"
    assert b"Z-T1-0001" in roll.paper[-1]
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    keyboard.strike(Qt.Key.Key_F11)
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    keyboard.strike(Qt.Key.Key_F11)
    settle(session)
    keyboard.strike(Qt.Key.Key_F11)
    settle(session)
    assert roll.pulses == 1
    assert printing.latest(shop, OWNER.till)[0].kind == "shift", "a pulse waits in no queue"
