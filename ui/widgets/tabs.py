"""A few pages of one panel: their words on a line, the shown one underlined in the brand's colour."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Size, Weight, font, icons, reach, tokens

_HEIGHT, _PAD, _LEAST_PAD, _INSET = 36, 10, 5, 8
_BAR_HEIGHT = 47
_LEAST, _MORE = 150, 26


class Tabs(QWidget):
    """`chosen` carries the position a person took; arrows move it while it has the focus."""

    chosen = Signal(int)

    def __init__(self, words: list[str], parent: QWidget | None = None, *, in_bar: bool = False) -> None:
        """With `in_bar` they stand in the bar above a place, which has a line of its own."""
        super().__init__(parent)
        self._in_bar = in_bar
        self._words, self._at = words, 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum if in_bar else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words[0])

    @property
    def at(self) -> int:
        return self._at

    def choose(self, at: int) -> None:
        if at != self._at and 0 <= at < len(self._words):
            self._at = at
            self.setAccessibleName(self._words[at])
            self.update()
            self.chosen.emit(at)

    def _advances(self) -> list[int]:
        measure = QFontMetrics(font(Size.LABEL, Weight.SEMIBOLD))
        return [measure.horizontalAdvance(word) + 4 for word in self._words]

    def _pad(self) -> int:
        """At each side of a word; the words move together before one of them waits behind an arrow."""
        spare = self.width() - 2 * _INSET - sum(self._advances())
        return max(_LEAST_PAD, min(_PAD, spare // (2 * len(self._words))))

    def _widths(self) -> list[int]:
        return [advance + 2 * self._pad() for advance in self._advances()]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._advances()) + 2 * _PAD * len(self._words) + 2 * _INSET, _BAR_HEIGHT if self._in_bar else reach(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), _LEAST), _BAR_HEIGHT) if self._in_bar else QSize(40, reach(_HEIGHT))

    def _offset(self) -> int:
        """How far the words are moved so that the shown one is in sight where there is no room for all."""
        widths = self._widths()
        whole = sum(widths) + 2 * _INSET
        if whole <= self.width():
            return 0
        middle = _INSET + sum(widths[: self._at]) + widths[self._at] // 2
        return max(0, min(middle - self.width() // 2, whole - self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        offset, hidden = self._offset(), sum(self._widths()) + 2 * _INSET - self.width()
        if offset > 0 and event.position().x() < _MORE:
            self.choose(self._at - 1)
            return
        if offset < hidden and event.position().x() > self.width() - _MORE:
            self.choose(self._at + 1)
            return
        x, left = event.position().x() + offset, _INSET
        for at, width in enumerate(self._widths()):
            left += width
            if x < left:
                self.choose(at)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.choose(self._at + (1 if event.key() == Qt.Key.Key_Right else -1))
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, pad = self.height(), self._pad()
        if not self._in_bar:
            painter.fillRect(QRectF(0, height - 1, self.width(), 1), QColor(t.line))
        offset, hidden = self._offset(), sum(self._widths()) + 2 * _INSET - self.width()
        first, last = (_MORE if offset > 0 else 0), self.width() - (_MORE if offset < hidden else 0)
        left = _INSET - offset
        for at, (word, width) in enumerate(zip(self._words, self._widths(), strict=True)):
            on = at == self._at
            if not on and (left + pad < first or left + width - pad > last):
                left += width  # a word that would be cut waits behind the arrow
                continue
            painter.setFont(font(Size.LABEL, Weight.SEMIBOLD if on else Weight.MEDIUM))
            painter.setPen(QColor(t.ink if on else t.ink_2))
            painter.drawText(QRectF(left, 0, width, height - 2), Qt.AlignmentFlag.AlignCenter, word)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.focus if self.hasFocus() else t.brand))
                painter.drawRoundedRect(QRectF(left + pad, height - 3, width - 2 * pad, 3), 1.5, 1.5)
            left += width
        for shown, edge, icon in ((offset > 0, 0, "chevron-left"), (offset < hidden, self.width() - _MORE, "chevron-right")):
            if shown:
                painter.fillRect(QRectF(edge, 0, _MORE, height - 1), QColor(t.panel))
                icons.paint(painter, QRectF(edge + 4, height / 2 - 9, 18, 18), icon, t.ink_2)
        painter.end()
