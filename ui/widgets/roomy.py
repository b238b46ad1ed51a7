"""Room for more than a small window has: what does not fit scrolls down, never sideways, and is never squeezed."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.widgets.flick import Flick

_AROUND = 64
"""Above a field stand its word and what is asked."""


class Roomy(QScrollArea):
    """Shows one widget, as wide as the area and at least as tall as what is in it needs; it follows the focus."""

    def __init__(self, shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Flick(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setProperty("transparent", "true")
        self._shown = shown
        self.setWidget(shown)
        shown.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        shown, room = self._shown, self.viewport().size()
        layout = shown.layout()
        tall = layout is not None and layout.hasHeightForWidth()
        least = layout.totalMinimumHeightForWidth(room.width()) if layout is not None and tall else shown.minimumSizeHint().height()
        shown.resize(room.width(), max(room.height(), least))

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A field or button; a list that takes the focus shows itself anyway."""
        if now is not None and self.isVisible() and self.isAncestorOf(now) and now.height() < self.viewport().height() // 2:
            self.ensureWidgetVisible(now, 0, _AROUND)
