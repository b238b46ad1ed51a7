"""A panel over the place it belongs to, on a scrim: questions and steps without a second window."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import tokens
from ui.widgets.surface import Surface

BANNER_PX = "banner_px"
"""The property of a window that says how high its banner is."""


class Overlay(QWidget):
    """Covers its parent. `wanted` is the panel's size where there is room; otherwise it takes what there is.

    Esc emits `left`. The focus stays inside while it shows.
    """

    left = Signal()

    def __init__(self, parent: QWidget, *, wanted: QSize, margin: int = 24) -> None:
        super().__init__(parent)
        self._over, self._wanted, self._margin = parent, wanted, margin
        self._before: QWidget | None = None
        self.panel = Surface("card", self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        self._before = QApplication.focusWidget()
        self.setGeometry(self._room(self._over))
        self.show()
        self.raise_()

    def close_overlay(self) -> None:
        """Go, and give the focus back to where it was."""
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(self._room(watched))
        return False

    def _room(self, over: QWidget) -> QRect:
        """All of the window but a banner that must never be covered."""
        return over.rect().adjusted(0, int(over.property(BANNER_PX) or 0), 0, 0)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.place_panel()

    def place_panel(self) -> None:
        width = min(self._wanted.width(), self.width() - 2 * self._margin)
        height = min(self._wanted.height(), self.height() - 2 * self._margin)
        at = QRect(0, 0, width, height)
        at.moveCenter(self.rect().center())
        self.panel.setGeometry(at)

    def set_wanted(self, wanted: QSize) -> None:
        self._wanted = wanted
        self.place_panel()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes round inside the panel."""
        inside = [
            w for w in self.panel.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not inside:
            return True
        here = self.focusWidget()
        at = inside.index(here) if here in inside else -1
        inside[(at + (1 if following else -1)) % len(inside)].setFocus(
            Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().scrim))
        painter.end()
