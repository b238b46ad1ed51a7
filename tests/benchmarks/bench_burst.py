"""A burst of thirty scans, one every 100 ms, at the window of a shop with a hundred thousand articles.

None may be lost or change places. From the scan's last key to the line on the screen the slowest may take one frame, 16 ms; the
floor of the same run is the bare look-up by code and one painting of the same table.
"""

import os
import statistics
import time

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.domain import days
from pos_app.settings import Machine
from tests.benchmarks.bench_goods_list import ARTICLES, _fill
from tests.ui.conftest import Keyboard, settle
from ui.app import Session

SCANS, SPACING_MS, FRAME_MS = 30, 100, 16.0


class Burst(QObject):
    """Strikes the scans by the loop's own clock, as a cashier's scanner does, and looks after every painting what it showed."""

    def __init__(self, till):
        super().__init__()
        self.till, self.keyboard, self.took, self.waiting = till, Keyboard(), [], {}
        self.loop, self.left = QEventLoop(), list(codes())
        till.table.viewport().installEventFilter(self)
        self.timer = QTimer(interval=SPACING_MS, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.scan)

    def run(self):
        """Milliseconds from the last key of each scan to its line on the screen."""
        self.timer.start()
        QTimer.singleShot(60_000, self.loop.quit)
        self.loop.exec()
        self.timer.stop()
        assert not self.waiting, f"lost: {list(self.waiting)}"
        return self.took

    def scan(self):
        if self.left:
            code = self.left.pop(0)
            self.keyboard.scan(code, gap_ms=1)
            self.waiting[code] = time.perf_counter()

    def eventFilter(self, watched, event):
        if event.type() is not QEvent.Type.Paint:
            return False
        watched.removeEventFilter(self)
        QApplication.sendEvent(watched, event)
        watched.installEventFilter(self)
        now = time.perf_counter()
        for row in range(self.till.model.rowCount()):
            begun = self.waiting.pop(self.till.model.line(row).found.code, None)
            if begun is not None:
                self.took.append(1000 * (now - begun))
        if not self.left and not self.waiting:
            self.loop.quit()
        return True


def codes():
    return [str(8997_100_000_000 + 1 + n * 3_331 % ARTICLES) for n in range(SCANS)]


def floor_ms(shop, table, engine):
    found = []
    with shop.uow.read() as u:
        raw = u._connection.connection.driver_connection.cursor()
        sign = "?" if engine == "sqlite" else "%s"
        for code in codes():
            begun = time.perf_counter()
            raw.execute(f"SELECT product_id FROM product_code WHERE code = {sign}", (code,)).fetchone()
            table.viewport().repaint()
            found.append(1000 * (time.perf_counter() - begun))
    return statistics.median(found)


@pytest.mark.bench
@pytest.mark.parametrize("display", ["off", "on"])
def test_thirty_scans_are_painted_in_time_and_in_order(shop, shop_place, engine, display, qapp, capsys):
    _fill(shop_place, days.stamp(shop.clock()))
    session = Session(qapp, shop, Machine(theme="light", language="id", customer_display=display), keep_machine=False)
    try:
        session.window.show()
        session.window.activateWindow()
        settle(session, seconds=60)
        session.stands()
        till = session.window.place_widget("till")
        till.search.setFocus()
        session.window.scanned(str(8997_100_000_000 + ARTICLES - 1))  # what is imported on the way is there before the queue comes
        settle(session, seconds=60)
        busy = time.process_time()
        took = Burst(till).run()
        busy = 1000 * (time.process_time() - busy) / SCANS
        settle(session, seconds=60)
        assert [line.found.code for line in till.counter.cart.lines][1:] == codes()
        floor = floor_ms(shop, till.table, engine)
    finally:
        session.close()
        session.window.close()
        session.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    slowest = sorted(took)[-1]  # of thirty the 99th percentile is the slowest
    middle = statistics.median(took)
    with capsys.disabled():
        print(
            f"{engine}, customer's window {display}: {len(took)} scans, median {middle:.1f} ms, p99 {slowest:.1f} ms; "
            f"floor {floor:.1f} ms, ratio {middle / floor:.1f} and {slowest / floor:.1f}; "
            f"{busy:.1f} ms of processor a scan with journal and hint; load {os.getloadavg()[0]:.1f}"
        )
    assert slowest <= max(FRAME_MS, 6 * floor)
