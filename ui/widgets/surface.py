"""Surfaces: frames whose colours the style sheet knows by name, icons, discs, rules and columns."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import icons, tokens

Paint = Literal[
    "panel", "background", "raised", "card", "card-raised", "popup", "brand", "domestic", "outlined", "unknown", "warning", "dashed",
    "rail", "top", "foot", "line", "side", "rule",
]  # fmt: skip


class Surface(QFrame):
    """A frame painted as its name says."""

    def __init__(self, paint: Paint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", paint)

    def repaint_as(self, paint: Paint) -> None:
        if self.property("surface") != paint:
            self.setProperty("surface", paint)
            self.style().unpolish(self)
            self.style().polish(self)


class IconSign(QWidget):
    """An icon in one of the inks."""

    def __init__(self, name: str, parent: QWidget | None = None, *, side: int = 22, ink: str = "ink_2") -> None:
        super().__init__(parent)
        self._name, self._side, self._ink = name, side, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, ink: str) -> None:
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, QRectF(0, 0, self._side, self._side), self._name, tokens().colour(self._ink))
        painter.end()


class Disc(QWidget):
    """An icon on a round soft ground, at the head of an empty place."""

    def __init__(self, name: str, parent: QWidget | None = None, *, side: int = 72, ground: str = "brand_soft", ink: str = "brand") -> None:
        super().__init__(parent)
        self._name, self._side, self._ground, self._ink = name, side, ground, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.colour(self._ground)))
        painter.drawEllipse(QRectF(0, 0, self._side, self._side))
        sign = self._side / 2
        icons.paint(painter, QRectF(sign / 2, sign / 2, sign, sign), self._name, t.colour(self._ink))
        painter.end()


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout, at once from sight and then from memory."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    made = Surface("rule", parent)
    made.setFixedHeight(1)
    return made


def _filled(layout: QBoxLayout, items: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def column(*items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Things below each other; a number is a gap, None takes what room is left."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(*margins)
    _filled(made, items)
    return made


def row(*items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Things beside each other; a number is a gap, None takes what room is left."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(*margins)
    _filled(made, items)
    return made
