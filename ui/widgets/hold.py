"""Holds keys and clicks back while a commit runs, so that none of them reaches the next basket.

What is struck before the commit has answered, or within a moment after, is dropped by its own time, however late a
stalled window comes to read it. Background: OSPOS#4688, erpnext#12971 (two sales out of a double click).
"""

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputEvent

MOMENT_MS: Final = 350
_HELD: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchEnd,
    }
)


class InputHold(QObject):
    """An event filter for the application. A scanner in front of it still hears scans."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holding = False
        self._until_ms = 0.0
        self._offset_ms: float | None = None
        self.struck_at_s = time.monotonic()
        """When somebody last did something, by the monotonic clock."""

    @property
    def holding(self) -> bool:
        return self._holding

    def stir(self) -> None:
        """Somebody is there."""
        self.struck_at_s = time.monotonic()

    def begin(self) -> None:
        self._holding = True

    def end(self) -> None:
        self._holding = False
        if self._offset_ms is not None:
            self._until_ms = time.monotonic() * 1000 - self._offset_ms + MOMENT_MS

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent) or event.type() not in _HELD:  # in this order: every event of the application comes by
            return False
        self.stir()
        at = int(event.timestamp())
        if at:
            seen = time.monotonic() * 1000 - at
            self._offset_ms = seen if self._offset_ms is None else min(self._offset_ms, seen)
        if self._holding or 0 < at < self._until_ms:
            event.accept()
            return True
        return False
