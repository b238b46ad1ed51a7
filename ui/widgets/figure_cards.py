"""Cards of one figure each: what it is, the figure, and what stands behind it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font, tokens
from ui.widgets.buttons import Button, Kind
from ui.widgets.share_bar import paint_bar, paint_hatching
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Amount, Elided, Text

_FIGURE_PX = 30


class FigureCard(Surface):
    """A card; `lines` wrap, the figure steps down in size where it has no room. `opened` asks what the figure is made of."""

    opened = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.label = Text(label, px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2", wrap=True)
        self.label.setMinimumHeight(2 * QFontMetrics(self.label.font()).lineSpacing() + 2)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.figure = Amount(px=_FIGURE_PX, weight=Weight.BOLD)
        self.lines = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.part = PartBar()
        self.open = Button(_("Lines"), kind=Kind.LINK, height=20)
        self.open.setAccessibleName(_("Lines: {of}").format(of=label))
        self.open.clicked.connect(self.opened)
        head = row(gap=8)
        head.addWidget(self.label, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        box: QVBoxLayout = column(head, self.figure, gap=6, margins=(18, 14, 16, 18))
        box.addWidget(self.lines, 1)
        box.addWidget(self.part)
        self.setLayout(box)

    def show_figure(self, figure: str, lines: str, *, part_bp: int | None, whole_bp: int = 0, hatched: bool = False) -> None:
        """`part_bp` of all is drawn below, inside what `whole_bp` covers."""
        self.figure.show_amount(figure)
        self.lines.setText(lines)
        self.part.show_part(part_bp or 0, whole_bp, hatched=hatched)
        self.setAccessibleName(f"{self.label.text()}: {figure}. {lines}")


class PartBar(QWidget):
    """A thin bar of which a part is filled, from zero, inside a paler part that covers more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = self._whole = 0
        self._hatched = False
        self.setFixedHeight(8)

    def show_part(self, part_bp: int, whole_bp: int = 0, *, hatched: bool = False) -> None:
        self._part, self._whole, self._hatched = part_bp, whole_bp, hatched
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_box = QPainterPath()
        round_box.addRoundedRect(box, 4, 4)
        painter.setClipPath(round_box)
        painter.fillRect(box, QColor(t.line))
        painter.fillRect(QRectF(0, 0, box.width() * self._whole / 10_000, 8), QColor(t.line_2))
        part = QRectF(0, 0, box.width() * self._part / 10_000, 8)
        if self._hatched:
            paint_hatching(painter, part, t.unknown, t.panel)
        else:
            painter.fillRect(part, QColor(t.brand))
        painter.end()


class TitledCard(Surface):
    """A card under its title; what is added to a `flush` one runs to its edges, as tables do."""

    def __init__(self, title: str, *behind: QWidget, flush: bool = False, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._inset = 17 if flush else 0
        self.title: Text | Elided = Elided(title, px=Size.FIELD, weight=Weight.BOLD)
        if wrap:
            self.title = Text(title, px=Size.FIELD, weight=Weight.BOLD, wrap=True)
        head = row(gap=10, margins=(self._inset, 0, self._inset, 0))
        head.addWidget(self.title, 1)
        for widget in behind:
            head.addWidget(widget)
        side = 1 if flush else 18
        self._box = column(head, gap=8, margins=(side, 14, side, 1 if flush else 14))
        self.setLayout(self._box)

    def add(self, widget: QWidget, *, stretch: int = 0, inset: bool = False) -> None:
        """`inset` keeps words of a flush card in line with its title."""
        if inset:
            self._box.addLayout(row(widget, margins=(self._inset, 0, self._inset, 8)), stretch)
        else:
            self._box.addWidget(widget, stretch)


class TargetBar(QWidget):
    """The bar of three parts, with a tick where the target stands and its words over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Mapping[State, int] = {}
        self._target: int | None = None
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Mapping[State, int], *, target_bp: int | None, word: str) -> None:
        self._values, self._target, self._word = dict(values), target_bp, word
        self.setAccessibleName(word)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, 19.5, self.width() - 1, 21)
        paint_bar(painter, bar, self._values)
        if self._target is not None:
            face = font(Size.LABEL, Weight.SEMIBOLD)
            x = round(bar.left() + bar.width() * self._target / 10_000)
            wide = QFontMetrics(face).horizontalAdvance(self._word) + 2
            painter.fillRect(QRectF(x - 1, 16, 2, 29), QColor(t.ink))
            painter.setFont(face)
            painter.setPen(QColor(t.ink))
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            painter.drawText(QRectF(left, 0, wide, 16), Qt.AlignmentFlag.AlignCenter, self._word)
        painter.end()
