"""A window that is open all day: nothing it does often may wear the interpreter out."""

import subprocess
import sys

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
