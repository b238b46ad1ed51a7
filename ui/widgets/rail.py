"""The rail at the left of the window: one button for each place of the shop."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Radius, Size, Weight, font, icons, tokens


class RailButton(QAbstractButton):
    """Icon over word; the current place stands on the brand's soft ground."""

    def __init__(self, word: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setText(word)
        self.setCheckable(True)
        self.setToolTip(f"{word} ({key})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(67, 59)

    def minimumSizeHint(self) -> QSize:
        """In a low window the places move together."""
        return QSize(67, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        ink = t.brand if self.isChecked() else t.ink if self.underMouse() else t.ink_2
        above = 10 - (59 - self.height()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.brand_soft))
            painter.drawRoundedRect(box, Radius.BUTTON, Radius.BUTTON)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Radius.BUTTON, Radius.BUTTON)
        icons.paint(painter, QRectF((self.width() - 22) / 2, above, 22, 22), self._icon, ink)
        painter.setFont(font(Size.SMALL, Weight.SEMIBOLD if self.isChecked() else Weight.MEDIUM))
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(0, above + 24, self.width(), 17), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
