"""A place that asks in a bar above its list, writes on the counter's lane, and reads anew what changed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from ui.operations import Lane
from ui.widgets.entry_bar import EntryBar
from ui.widgets.place import Desk, TellingPlace

T = TypeVar("T")


class EntryPlace(TellingPlace):
    """`bar` and `notice` are laid out by the page; `read` is its own, and many changes in a row are read once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.bar = EntryBar()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)

    def read(self) -> None:
        """Read what the page shows."""
        raise NotImplementedError

    def write(self, call: Callable[[], T], done: Callable[[T], None]) -> None:
        """Write beside the window; a refusal is said in the bar that asks, or above the list."""
        self.desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=self.say)

    def say(self, error: Refused | Unavailable) -> None:
        if self.bar.is_open and isinstance(error, Refused):
            self.bar.say(error)
        else:
            self.notice.show_text(texts.sentence(error), "warning")
