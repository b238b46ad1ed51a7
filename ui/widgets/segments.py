"""A few choices in one frame, of which one is taken."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Radius, Size, Weight, font, icons, reach, tokens


class Segments(QWidget):
    """`chosen` carries the position of the choice a person took; arrows move it while it has the focus."""

    chosen = Signal(int)

    def __init__(self, choices: list[tuple[str, str]], parent: QWidget | None = None, *, height: int = 44) -> None:
        """`choices` are words with their icons (an empty name for none)."""
        super().__init__(parent)
        self._choices, self._height, self._at = choices, height, 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def at(self) -> int:
        return self._at

    def choose(self, at: int) -> None:
        self._at = at
        self.setAccessibleName(self._choices[at][0])
        self.update()

    def _widths(self) -> list[int]:
        measure = QFontMetrics(font(Size.LABEL, Weight.SEMIBOLD))
        return [measure.horizontalAdvance(word) + 28 + (25 if icon else 0) for word, icon in self._choices]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, reach(self._height))

    def _take(self, at: int) -> None:
        if at != self._at and 0 <= at < len(self._choices):
            self.choose(at)
            self.chosen.emit(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, left = event.position().x(), 0
        for at, width in enumerate(self._widths()):
            left += width
            if x < left:
                self._take(at)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._take((self._at + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(self._choices))
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.BUTTON, Radius.BUTTON)
        painter.setClipPath(whole)
        painter.fillPath(whole, QColor(t.panel))
        painter.setFont(font(Size.LABEL, Weight.SEMIBOLD))
        left = 1
        for at, ((word, icon), width) in enumerate(zip(self._choices, self._widths(), strict=True)):
            ink = t.brand if at == self._at else t.ink_2
            if at == self._at:
                painter.fillRect(QRectF(left, 0, width, self.height()), QColor(t.brand_soft))
            if at:
                painter.fillRect(QRectF(left, 0, 1, self.height()), QColor(t.line))
            x = left + 14
            if icon:
                icons.paint(painter, QRectF(x, self.height() / 2 - 9, 18, 18), icon, ink)
                x += 25
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            left += width
        painter.setClipping(False)
        painter.setPen(QPen(QColor(t.focus if self.hasFocus() else t.line_2), 2 if self.hasFocus() else 1))
        painter.drawPath(whole)
        painter.end()
