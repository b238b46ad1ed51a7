"""A person to choose: initials on a disc, the name, what he may do, and the digit that chooses him."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Radius, Size, Weight, font, tokens
from ui.widgets import keys

_TALL = 64
_DISC = 40


class PersonTile(QAbstractButton):
    """`digit` may be empty: where there are more people than digits."""

    def __init__(self, name: str, role: str, digit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._digit = role, digit
        self.setText(name)
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(220, _TALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(t.focus if width == 2 else t.line_2 if self.underMouse() else t.line), width))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        disc = QRectF(12, (self.height() - _DISC) / 2, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.brand_soft))
        painter.drawEllipse(disc)
        painter.setPen(QColor(t.brand))
        painter.setFont(font(Size.NAME, Weight.BOLD))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(self.text()))
        right = self.width() - 12
        if self._digit:
            cap = keys.width_of(self._digit)
            keys.paint_key(painter, QRectF(right - cap, self.height() / 2 - 10, cap, 20), self._digit)
            right -= cap + 8
        left = int(disc.right()) + 12
        painter.setFont(font(Size.NAME, Weight.SEMIBOLD))
        painter.setPen(QColor(t.ink))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 13, right - left, 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(t.ink_2))
        painter.drawText(QRect(left, 33, right - left, 18), Qt.AlignmentFlag.AlignVCenter, self._role)
        painter.end()


def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
