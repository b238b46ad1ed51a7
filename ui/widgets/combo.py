"""A choice from a list, with the chevron the style sheet cannot colour."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.theme import icons, tokens


class ComboBox(QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = tokens()
        painter = QPainter(self)
        icons.paint(
            painter, QRectF(self.width() - 30, self.height() / 2 - 9, 18, 18), "chevron-down", t.ink if self.isEnabled() else t.ink_2
        )
        painter.end()
