"""A choice to tick, with its words beside the box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Size, font, icons, reach, tokens

_BOX, _GAP = 18, 10


class Tick(QAbstractButton):
    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFont(font(Size.LABEL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_words(says)

    def show_words(self, says: str) -> None:
        self.setText(says)
        self.setAccessibleName(says)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_BOX + _GAP + QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4, reach(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _BOX) / 2
        on = self.isChecked()
        painter.setPen(QPen(QColor(t.focus if self.hasFocus() else t.brand if on else t.line_2), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(t.brand if on else t.panel))
        painter.drawRoundedRect(QRectF(1, top, _BOX - 1, _BOX), 5, 5)
        if on:
            icons.paint(painter, QRectF(3, top + 2, 14, 14), "check", t.on_brand)
        painter.setFont(self.font())
        painter.setPen(QColor(t.ink if self.isEnabled() else t.ink_2))
        words = QRectF(_BOX + _GAP, 0, self.width() - _BOX - _GAP, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
