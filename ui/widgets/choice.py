"""A drop-down of the design system: its own arrow, and a wheel turned over it changes nothing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.theme import Size, font, icons, tokens

_LOW = """
QComboBox { min-height: 32px; padding: 0 10px; }
QComboBox:focus { min-height: 30px; padding: 0 9px; }
"""


class Choice(QComboBox):
    def __init__(self, parent: QWidget | None = None, *, low: bool = False) -> None:
        super().__init__(parent)
        self.setFont(font(Size.LABEL if low else Size.TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if low:
            self.setStyleSheet(_LOW)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.width() - 27, self.height() / 2 - 8, 16, 16), "chevron-down", tokens().ink_2)
        painter.end()
