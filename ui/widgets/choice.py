"""A drop-down of the design system: its own arrow, and a wheel turned over it changes nothing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ui.theme import Size, font, icons, reach, tokens

_BESIDE = 52
"""Edge, space and arrow beside the words."""
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

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(wanted.width(), reach(wanted.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = option.currentText or (self.placeholderText() if self.currentIndex() < 0 else "")
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - _BESIDE)
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        icons.paint(painter, QRectF(self.width() - 27, self.height() / 2 - 8, 16, 16), "chevron-down", tokens().ink_2)
        painter.end()
