"""Surfaces: frames whose colours the style sheet knows by name, icons, discs, rules and columns."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import icons, tokens

Paint = Literal[
    "panel", "background", "raised", "card", "card-raised", "popup", "brand", "domestic", "outlined", "unknown", "warning", "dashed",
    "rail", "top", "foot", "line", "side", "rule",
]  # fmt: skip

_COMPACT_BELOW: Final = 1040
"""So wide two things must be beside each other for both to have all their room."""


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


def card(*items: QWidget | QLayout, gap: int = 0) -> Surface:
    """A card of things below each other, of which the first list takes what room there is."""
    made = Surface("card")
    inside = column(gap=gap, margins=(1, 1, 1, 1))
    for item in items:
        if isinstance(item, QAbstractItemView):
            inside.addWidget(item, 1)
        elif isinstance(item, QWidget):
            inside.addWidget(item)
        else:
            inside.addLayout(item)
    made.setLayout(inside)
    return made


class Either(QStackedWidget):
    """One of two: what is said while there is nothing to show, or what is shown."""

    def __init__(self, nothing: QWidget, shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addWidget(nothing)
        self.addWidget(shown)

    def show_that(self, there_is: object) -> None:
        self.setCurrentIndex(1 if there_is else 0)


class Beside(QWidget):
    """Two things side by side, one of them of a width that is smaller in a narrow window."""

    def __init__(self, left: QWidget, right: QWidget, *, fixed: QWidget, wide: int, compact: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed, self._wide, self._compact = fixed, wide, compact
        both = row(gap=14)
        both.addWidget(left, 0 if fixed is left else 1)
        both.addWidget(right, 0 if fixed is right else 1)
        self.setLayout(both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fixed.setFixedWidth(self._compact if self.width() < _COMPACT_BELOW else self._wide)


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
