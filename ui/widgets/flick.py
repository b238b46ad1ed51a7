"""Lists and papers that are dragged with a finger: a scroll bar is too narrow for one."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScroller

from ui.theme import touched

_DRAG = QScroller.ScrollerGestureType.LeftMouseButtonGesture


class Flick(QObject):
    """In touch mode a drag moves what an area shows; a tap stays a tap. Asked anew each time the area shows."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() is QEvent.Type.Show:
            viewport = self._area.viewport()
            if touched():
                QScroller.grabGesture(viewport, _DRAG)
            elif QScroller.hasScroller(viewport):
                QScroller.ungrabGesture(viewport)
        return False
