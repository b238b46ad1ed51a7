"""A window that is open all day: nothing it does often may wear the interpreter out."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.services.shop import Shop
from tests.picture_shop import BISCUIT, OIL, RICE
from tests.ui.conftest import settle
from ui.app import Session

EMITS = """
import ui
from PySide6.QtCore import QCoreApplication, QObject, Signal

app = QCoreApplication([])

class Source(QObject):
    struck = Signal(object)

source = Source()
for number in range(20_000):
    source.struck.emit(number)
print("still here")
"""


def test_twenty_thousand_signals_leave_the_interpreter_whole() -> None:
    """Without the references given in `ui`, PySide6 6.12 on Python 3.11 frees `True` after some hundred."""
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "still here", done.stderr


@pytest.mark.soak
def test_four_hundred_sales_leave_no_widget_behind(shop: Shop, sessions: Callable[..., Session]) -> None:
    session = sessions(shop, receipt="none")
    till = session.window.place_widget("till")
    before = 0
    for number in range(400):
        for item in (OIL, RICE, BISCUIT, OIL):
            session.window.scanned(item.code)
        settle(session)
        till.paying.open()
        settle(session)
        till.payment.finish()
        settle(session)
        if number == 5:
            before = len(QApplication.allWidgets())
    assert len(QApplication.allWidgets()) <= before
    with closing(sqlite3.connect(shop.place)) as books:
        assert books.execute("SELECT count(*), max(number) FROM sale").fetchone() == (400, "T1-20261124-0400")
