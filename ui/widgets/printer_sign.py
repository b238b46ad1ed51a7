"""What becomes of receipts, in the bar above the till: a dot, a word, and the queue behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Size, Weight, font, icons, reach, tokens


class PrinterSign(QAbstractButton):
    """A dot in the ink of the printer's state where there is a printer; a sign of paper otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink: str | None = None
        self.setFont(font(Size.SMALL, Weight.MEDIUM))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, ink: str | None) -> None:
        """`ink` names the colour of the dot; None where no printer is in use."""
        self._ink = ink
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 34, reach(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        middle = self.height() / 2
        if self._ink is None:
            icons.paint(painter, QRectF(6, middle - 8, 16, 16), "printer", t.ink_2)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.colour(self._ink)))
            painter.drawEllipse(QRectF(12, middle - 4, 8, 8))
        painter.setFont(self.font())
        painter.setPen(QColor(t.warning if self._ink == "warning" else t.ink if self.underMouse() else t.ink_2))
        painter.drawText(QRectF(28, 0, self.width() - 28, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
