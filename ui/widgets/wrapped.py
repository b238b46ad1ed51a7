"""Widgets side by side in as many rows as they need, so that none is cut off in a narrow window."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Wrapped(QWidget):
    """Each group begins a row of its own; `at_end` is one of the widgets and stands at the right end of its row.

    A widget that has been hidden takes no room.
    """

    def __init__(self, *groups: Sequence[QWidget], gap: int = 7, at_end: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._groups, self._gap, self._at_end = groups, gap, at_end
        for group in groups:
            for widget in group:
                widget.setParent(self)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def arrange(self) -> None:
        """Put every widget into the middle of its row; to be called after one of them has other words or has been hidden."""
        y = 0
        for group in self._groups:
            for placed in self._rows(group):
                height = max(size.height() for _widget, _x, size in placed)
                for widget, x, size in placed:
                    widget.setGeometry(x, y + (height - size.height()) // 2, size.width(), size.height())
                y += height + self._gap
        self.setFixedHeight(max(y - self._gap, 0))

    def _rows(self, group: Sequence[QWidget]) -> Iterator[list[tuple[QWidget, int, QSize]]]:
        """The widgets that share a row, each with where it begins and its size."""
        x, placed = 0, list[tuple[QWidget, int, QSize]]()
        for widget in group:
            if widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                continue
            size = widget.sizeHint()
            if placed and x + size.width() > self.width():
                yield placed
                x, placed = 0, []
            if widget is self._at_end:
                x = max(x, self.width() - size.width())
            placed.append((widget, x, size))
            x += size.width() + self._gap
        if placed:
            yield placed
