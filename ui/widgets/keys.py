"""The little caps that show which key acts where."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Radius, Size, Weight, font, tokens

HEIGHT = 20


def width_of(key: str) -> int:
    return max(20, QFontMetrics(font(Size.KEY, Weight.SEMIBOLD)).horizontalAdvance(key) + 16)


def paint_key(painter: QPainter, rect: QRectF, key: str, *, ink: str | None = None) -> None:
    """Draw a cap; `ink` is given on coloured surfaces, where cap and word take the colour of the text around them."""
    t = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(ink or t.line)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if ink else QColor(t.raised))
    painter.drawRoundedRect(box, Radius.KEY, Radius.KEY)
    painter.setPen(QPen(edge, 1))
    painter.drawLine(QLineF(box.left() + Radius.KEY - 2, box.bottom() - 1, box.right() - Radius.KEY + 2, box.bottom() - 1))
    painter.setFont(font(Size.KEY, Weight.SEMIBOLD))
    painter.setPen(QColor(ink or t.ink_2))
    painter.drawText(rect.adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """A cap on its own, beside a field or a sentence."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._key), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key(painter, QRectF(self.rect()), self._key)
        painter.end()
