"""Tells a scanner from a person by the keys' own times, whatever has the focus.

A scanner is a keyboard that types faster than anybody can. Every printable key is held for a moment; keys that follow
each other within `GAP_MS` *by their own timestamps* make a burst, which becomes one `scanned` signal and never reaches
a field or a button. Keys of a person are passed on in order, unchanged. Because a key carries the time it was struck,
a burst that waited in the queue of a stalled window is still a burst, and slow keys read late are still a person.

A wireless scanner stutters. Once a run is plainly a scanner's, a longer pause (`STUTTER_MS`) does not break the code in
two, as long as the key that ends a code is still to come.
"""

from collections import deque
from enum import StrEnum
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

GAP_MS: Final = 35
"""Longest pause between two keys of a scanner; the fastest typists need 60 on average, and rarely 40 for a pair."""
MEAN_MS: Final = 25
HOLD_MS: Final = 45
LEAST: Final = 3
"""Shortest code with the key behind it that the shop has set; real lists have codes of three digits."""
LEAST_BARE: Final = 6
"""Shortest burst taken for a scan when another key follows, or none; from here on a run is plainly a scanner's."""
STUTTER_MS: Final = 150
DOUBLED_MS: Final = 5
"""A key held down repeats every 10 ms at the fastest."""
SEPARATOR: Final = "\x1d"
_SEPARATING: Final = frozenset(
    {Qt.Key.Key_BracketRight, Qt.Key.Key_BraceRight, Qt.Key.Key_BracketLeft, Qt.Key.Key_Plus, Qt.Key.Key_Asterisk, Qt.Key.Key_Dollar}
)
"""What Ctrl+] is called where the keyboard's layout has another sign on that key."""


class Suffix(StrEnum):
    """What the scanner types after the code. Another end is taken too, so that it never answers a question."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


_ENDS: Final = {
    Suffix.ENTER: frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter}),
    Suffix.TAB: frozenset({Qt.Key.Key_Tab}),
    Suffix.NONE: frozenset[Qt.Key](),
}
_ANY_END: Final = frozenset(key for keys in _ENDS.values() for key in keys)
_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Meta}
)


def character(event: QKeyEvent) -> str:
    """The one character a key types, group separators (Ctrl+]) included; empty for anything else."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    text = event.text()
    if text == SEPARATOR:
        return text
    if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() in _SEPARATING:
        return SEPARATOR
    if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.GroupSwitchModifier) or len(text) != 1:
        return ""
    return text if text.isprintable() else ""


class Scanner(QObject):
    """An event filter for the whole application; see the module."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, *, suffix: Suffix = Suffix.ENTER) -> None:
        super().__init__(parent)
        self._suffix = suffix
        self._text = ""
        self._span_ms = self._last_ms = 0
        self._held: deque[tuple[QObject, QKeyEvent]] = deque()
        self._down: set[int] = set()
        self._swallow: set[int] = set()
        self._replaying = False
        self._turns = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._quiet)

    @property
    def holding(self) -> bool:
        """Whether keys are held back until it is known who struck them."""
        return bool(self._held)

    def set_suffix(self, suffix: Suffix) -> None:
        self._suffix = suffix

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(event, QKeyEvent) or not watched.isWidgetType():
            return False
        taken = False
        if event.type() is QEvent.Type.ShortcutOverride:
            taken = self._override(event)
        elif event.type() is QEvent.Type.KeyPress:
            taken = self._pressed(watched, event)
        elif event.type() is QEvent.Type.KeyRelease:
            taken = self._released(watched, event)
        if taken:
            event.accept()  # or Qt would offer the key to the parents, one after the other
        return taken

    def _override(self, event: QKeyEvent) -> bool:
        """A key of a burst is no shortcut: Ctrl+] and the Enter behind a code come to `_pressed` instead.

        What was struck before a shortcut is settled first: `F12` behind a figure finishes with that figure in its field,
        however late the window reads them both.
        """
        if character(event) == SEPARATOR or self._ends_burst(event):
            return True
        if self._held and not character(event) and event.key() not in _MODIFIERS:
            self._settle()
        return False

    def _ends_burst(self, event: QKeyEvent) -> bool:
        return bool(self._text) and event.key() in _ANY_END and self._follows(event)

    @property
    def _stutter_ms(self) -> int:
        """How long the next key of the run may be awaited."""
        return STUTTER_MS if _ENDS[self._suffix] and self._is_scan(LEAST_BARE) else GAP_MS

    def _follows(self, event: QKeyEvent) -> bool:
        return 0 <= int(event.timestamp()) - self._last_ms <= self._stutter_ms

    def _doubled(self, at: int) -> bool:
        """Whether a key that is said to repeat was struck twice: a release and a press at one time look like a key held down."""
        return bool(self._text) and 0 <= at - self._last_ms < DOUBLED_MS

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        at = int(event.timestamp())
        if not at or (event.isAutoRepeat() and not self._doubled(at)):
            self._let_go()
            return False
        typed = character(event)
        if typed:
            if self._text and not self._follows(event):
                self._settle()
            self._span_ms += min(at - self._last_ms, GAP_MS) if self._text else 0
            self._text += typed
            self._last_ms = at
            self._hold(watched, event)
            self._timer.start(HOLD_MS - GAP_MS + self._stutter_ms)
            return True
        if self._ends_burst(event) and self._is_scan(LEAST if event.key() in _ENDS[self._suffix] else LEAST_BARE):
            self._swallow.add(event.key())
            self._take()
            return True
        self._settle()
        return False

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in self._swallow:
            self._swallow.discard(event.key())
            return True
        if event.key() in self._down:
            self._hold(watched, event)
            return True
        return False

    def _hold(self, watched: QObject, event: QKeyEvent) -> None:
        kept = event.clone()
        if event.type() is QEvent.Type.KeyPress:
            self._down.add(event.key())
        self._held.append((watched, kept))

    def _is_scan(self, least: int) -> bool:
        length = len(self._text)
        return length >= least and self._span_ms <= MEAN_MS * (length - 1)

    def _quiet(self) -> None:
        """No key for a while. Two turns of the loop are given first: keys of a stall may still be queued."""
        self._turns = 0
        QTimer.singleShot(0, self, self._turn)

    def _turn(self) -> None:
        if self._timer.isActive() or not self._held:
            return
        self._turns += 1
        if self._turns < 3:
            QTimer.singleShot(0, self, self._turn)
            return
        self._settle()

    def _settle(self) -> None:
        """End of a run of keys without a suffix: a long burst is a scan all the same, the rest is typing."""
        if self._is_scan(LEAST_BARE):
            self._take()
        else:
            self._let_go()

    def _take(self) -> None:
        text = self._text
        self._swallow |= self._down - {event.key() for _w, event in self._held if event.type() is QEvent.Type.KeyRelease}
        self._clear()
        self.scanned.emit(text)

    def _let_go(self) -> None:
        held = list(self._held)
        self._clear()
        self._replaying = True
        try:
            for watched, event in held:
                focus: QObject | None = QApplication.focusWidget() or (watched if shiboken6.isValid(watched) else None)
                if focus is not None:
                    QCoreApplication.sendEvent(focus, event)
        finally:
            self._replaying = False

    def _clear(self) -> None:
        self._timer.stop()
        self._held.clear()
        self._down.clear()
        self._text = ""
        self._span_ms = 0
