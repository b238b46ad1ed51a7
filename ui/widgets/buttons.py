"""Buttons that say their word, show their key, and are never narrower than both."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Radius, Size, Tokens, Weight, font, icons, reach, tokens
from ui.widgets import keys


class Kind(Enum):
    """What a button is for; its colours follow."""

    MAIN = "main"
    """The one main action of a window."""
    QUIET = "quiet"
    PANEL = "panel"
    CHOICE = "choice"
    """One of several; the checked one is in the brand's colour."""
    LINK = "link"
    WARNING = "warning"


class Button(QAbstractButton):
    """A button of the design system: word, icon before it, a second text on the right, a key cap."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.QUIET,
        key: str = "",
        icon: str = "",
        height: int = 40,
        px: int = Size.LABEL,
    ) -> None:
        super().__init__(parent)
        self._kind, self._key, self._icon, self._height, self._px = kind, key, icon, height, px
        self._right = ""
        self._hover = False
        self.setText(text)
        self.setFont(font(px, Weight.BOLD if kind is Kind.MAIN else Weight.SEMIBOLD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(kind is Kind.CHOICE)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        return self._key

    def set_key(self, key: str) -> None:
        self._key = key
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_right(self, text: str) -> None:
        """Show a second text, an amount for instance, at the right end."""
        self._right = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def right(self) -> str:
        return self._right

    def set_height(self, height: int, px: int) -> None:
        self._height, self._px = height, px
        self.setFont(font(px, self.font().weight()))
        self.updateGeometry()

    def _spread(self) -> bool:
        return self._kind is Kind.MAIN

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(self.font())
        width = measure.horizontalAdvance(self.text())
        if self._icon:
            width += 18 + (7 if self.text() else 0)
        if self._right:
            width += 14 + measure.horizontalAdvance(self._right)
        if self._key:
            width += (12 if self._spread() else 8) + keys.width_of(self._key)
        padding = 0 if self._kind is Kind.LINK else 36 if self._spread() else 20
        return QSize(reach(width + padding), reach(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def _colours(self, t: Tokens) -> tuple[str | None, str | None, str, float]:
        """Fill, edge, ink and edge width."""
        if not self.isEnabled():
            return (t.line if self._kind is Kind.MAIN else None, None if self._kind is Kind.MAIN else t.line, t.ink_2, 1.0)
        if self._kind is Kind.CHOICE and self.isChecked():
            return t.brand_soft, t.brand, t.brand, 2.0
        match self._kind:
            case Kind.MAIN:
                return t.brand, None, t.on_brand, 1.0
            case Kind.PANEL:
                return t.panel, t.line_2 if self._hover else t.line, t.ink, 1.0
            case Kind.LINK:
                return None, None, t.brand, 1.0
            case Kind.WARNING:
                return t.warning_soft, t.warning, t.warning, 1.0
            case _:
                return t.raised, t.line_2 if self._hover else t.line, t.ink, 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        fill, edge, ink, width = self._colours(t)
        radius = (
            (Radius.MAIN if self._height > 60 else Radius.CARD) if self._spread() else Radius.CARD if self._height > 60 else Radius.BUTTON
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        if self.isDown() and self.isEnabled():
            painter.setOpacity(0.82)
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        if fill or edge:
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self._spread():
                painter.setPen(QPen(QColor(t.on_brand), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius - 3, radius - 3)
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        if self._spread() and (self._key or self._right):
            self._paint_spread(painter, ink)
        else:
            self._paint_centred(painter, ink)
        painter.end()

    def _paint_spread(self, painter: QPainter, ink: str) -> None:
        inner = QRectF(self.rect()).adjusted(18, 0, -18, 0)
        if self._icon:
            icons.paint(painter, QRectF(inner.left(), inner.center().y() - 9, 18, 18), self._icon, ink)
            inner.setLeft(inner.left() + 25)
        if self._key:
            cap = keys.width_of(self._key)
            keys.paint_key(painter, QRectF(inner.right() - cap, inner.center().y() - 10, cap, 20), self._key, ink=ink)
            inner.setRight(inner.right() - cap - 12)
        if self._right:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._right)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(self._right) - 14)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_centred(self, painter: QPainter, ink: str) -> None:
        measure = QFontMetrics(self.font())
        word = measure.horizontalAdvance(self.text())
        cap = keys.width_of(self._key) if self._key else 0
        sign = 18 if self._icon else 0
        whole = word + sign + (7 if sign and word else 0) + (8 + cap if cap else 0)
        left = float(self.width() - whole) if self._kind is Kind.LINK else (self.width() - whole) / 2
        middle = self.height() / 2
        if sign:
            icons.paint(painter, QRectF(left, middle - 9, 18, 18), self._icon, ink)
            left += sign + 7
        painter.drawText(QRectF(left, 0, word + 2, self.height()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if cap:
            on_choice = ink if self._kind is Kind.CHOICE and self.isChecked() else None
            keys.paint_key(painter, QRectF(left + word + 8, middle - 10, cap, 20), self._key, ink=on_choice)


class IconButton(QAbstractButton):
    """A sign alone, with its meaning as tool tip and accessible name."""

    def __init__(self, icon: str, says: str, parent: QWidget | None = None, *, side: int = 32) -> None:
        super().__init__(parent)
        self._icon, self._side = icon, side
        self.setToolTip(says)
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(reach(self._side), reach(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        sign = min(18, self._side - 8)
        at = QRectF((self.width() - sign) / 2, (self.height() - sign) / 2, sign, sign)
        icons.paint(painter, at, self._icon, t.ink if self.underMouse() and self.isEnabled() else t.ink_2)
        painter.end()
