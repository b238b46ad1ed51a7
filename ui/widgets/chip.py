"""Filter chips: a word with its count, filled in the brand's colour while they filter."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Size, Weight, font, icons, reach, tokens
from ui.widgets.badge import paint_flag

_HEIGHT = 32


class Chip(QAbstractButton):
    """`icon` stands behind the word: `x` to take a filter away, `chevron-down` for a menu."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, flag: bool = False, dashed: bool = False, icon: str = "") -> None:
        super().__init__(parent)
        self._flag, self._dashed, self._icon = flag, dashed, icon
        self.setCheckable(True)
        self.setFont(font(Size.LABEL, Weight.SEMIBOLD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def show_words(self, text: str, *, icon: str | None = None) -> None:
        self.setText(text)
        if icon is not None:
            self._icon = icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _extra(self) -> int:
        return (21 if self._flag else 0) + (19 if self._icon else 0)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 24 + self._extra(), reach(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        on = self.isChecked()
        ink = QColor(t.brand if on else t.ink if self.underMouse() else t.ink_2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(t.brand if on else t.line_2), 1)
        if self._dashed and not on:
            edge.setDashPattern([4, 3])
        if self.hasFocus():
            edge = QPen(QColor(t.focus), 2)
        painter.setPen(edge)
        painter.setBrush(QColor(t.brand_soft if on else t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self.height() / 2 - 1, self.height() / 2 - 1)
        left = 12.0
        if self._flag:
            paint_flag(painter, left - 1, self.height() / 2 - 5.5)
            left += 21
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._icon:
            icons.paint(painter, QRectF(self.width() - 26, self.height() / 2 - 7, 14, 14), self._icon, ink)
        painter.end()
