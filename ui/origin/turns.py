"""What is done at the origin desk, one thing after the other: no key and no scan reaches an article other than the one it was meant for."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End})


class Turns(QObject):
    """While a piece is being recorded or an article read, what is struck and scanned waits until the article that is next shows."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._table = table
        self._waiting: deque[Callable[[], object]] = deque()
        self._held = 0
        table.installEventFilter(self)

    def take(self, act: Callable[[], object], *, first: bool = False) -> None:
        """Do it, now or in its turn; `first` before what waits already."""
        if first:
            self._waiting.appendleft(act)
        else:
            self._waiting.append(act)
        self._run()

    def hold(self) -> None:
        self._held += 1

    def release(self) -> None:
        self._held = max(0, self._held - 1)
        self._run()

    def drop(self) -> None:
        """Forget what waits: it was meant for an article that does not come."""
        self._waiting.clear()

    def end(self) -> None:
        """After a defect nobody releases what was held."""
        self.drop()
        self._held = 0

    def _run(self) -> None:
        while self._waiting and not self._held:
            self._waiting.popleft()()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list of the moment they were meant for."""
        is_press = watched is self._table and event.type() is QEvent.Type.KeyPress
        if not (self._held and is_press and isinstance(event, QKeyEvent) and event.key() in _MOVES):
            return False
        self.take(partial(self._table.keyPressEvent, event.clone()))
        return True
