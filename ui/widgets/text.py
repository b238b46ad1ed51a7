"""Words on a surface: a label of one size, weight and ink."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Size, Weight, font, tokens

Ink = Literal["ink", "ink_2", "brand", "on_brand", "domestic", "unknown", "warning", "ok"]


class Text(QLabel):
    """A plain-text label; the style sheet knows its ink by name, so a theme switch recolours it."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        px: int = Size.TEXT,
        weight: int = Weight.REGULAR,
        ink: Ink = "ink",
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(px, weight))
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)

    def set_ink(self, ink: Ink) -> None:
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


class Elided(QWidget):
    """One line that ends in an ellipsis where it has no room; the whole text shows on hover."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, px: int = Size.TEXT, weight: int = Weight.REGULAR, ink: str = "ink"
    ) -> None:
        super().__init__(parent)
        self._text, self._ink = text, ink
        self.setFont(font(px, weight))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: Ink) -> None:
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(self.font())
        return QSize(measure.horizontalAdvance(self._text) + 2, measure.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(tokens().colour(self._ink))
        shown = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class Amount(QWidget):
    """A large figure that steps down in size rather than wrap or be cut."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, px: int = Size.TOTAL, weight: int = Weight.EXTRABOLD, ink: str = "ink"
    ) -> None:
        super().__init__(parent)
        self._text, self._px, self._weight, self._ink = text, px, weight, ink
        self.centred = self.at_right = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def show_amount(self, text: str, *, ink: str = "ink") -> None:
        self._text, self._ink = text, ink
        self.setAccessibleName(text)
        self.update()

    def set_px(self, px: int) -> None:
        self._px = px
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(self._px * 1.06))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fitting_px(self) -> int:
        """The size the figure is drawn at in the room there is."""
        px = self._px
        while px > Size.TEXT and _advance(self._text, px, self._weight) > self.width():
            px -= 2
        return px

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self.fitting_px()
        made = font(px, self._weight, tracking=-px * 0.012)
        painter = QPainter(self)
        painter.setFont(made)
        painter.setPen(tokens().colour(self._ink))
        measure = QFontMetrics(made)
        baseline = (self.height() + measure.capHeight()) // 2 + 1
        spare = self.width() - measure.horizontalAdvance(self._text)
        left = spare // 2 if self.centred else spare if self.at_right else -round(px * 0.02)
        painter.drawText(left, baseline, self._text)
        painter.end()


def _advance(text: str, px: int, weight: int) -> int:
    return QFontMetrics(font(px, weight, tracking=-px * 0.012)).horizontalAdvance(text)
