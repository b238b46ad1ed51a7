"""The share of domestic goods as a bar of three parts, with its legend; unknown is hatched, never blank."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from ui.theme import Size, font, tokens

ORDER = (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)
_NEAREST = 4
"""Between a word of the legend and the next sign."""


def paint_hatching(painter: QPainter, box: QRectF, ink: str, ground: str) -> None:
    """Slanted stripes, three pixels of each."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, QColor(ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ink), 3))
    x = box.left() - box.height()
    while x < box.right() + box.height():
        painter.drawLine(QLineF(x, box.top() - 1, x + box.height() + 2, box.bottom() + 1))
        x += 8.5
    painter.restore()


def paint_bar(painter: QPainter, box: QRectF, values: Mapping[State, int], *, radius: float | None = None) -> None:
    """The three parts in their order, on a pill or a box of a radius; an empty one where there is nothing to share."""
    t = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = QPainterPath()
    round_by = box.height() / 2 if radius is None else radius
    pill.addRoundedRect(box, round_by, round_by)
    painter.setClipPath(pill)
    painter.fillRect(box, QColor(t.line))
    whole = sum(max(0, v) for v in values.values())
    left = box.left()
    for state in ORDER:
        width = box.width() * max(0, values.get(state, 0)) / whole if whole > 0 else 0
        part = QRectF(left, box.top(), width, box.height())
        if state is State.UNKNOWN:
            if width:
                paint_hatching(painter, part, t.unknown, t.panel)
        else:
            painter.fillRect(part, QColor(t.domestic if state is State.DOMESTIC else t.ink_3))
        left += width
    painter.setClipping(False)
    painter.setPen(QPen(QColor(t.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(pill)
    painter.restore()


class ShareBar(QWidget):
    """The bar; `show_values` takes rupiah or pieces by state."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 16) -> None:
        super().__init__(parent)
        self._height = height
        self._values: Mapping[State, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Mapping[State, int]) -> None:
        self._values = dict(values)
        tenths = shares(self._values, 1000) if values else {}
        spoken = [f"{word(s)} {formatting.share((v or 0) * 10, texts.language())}" for s, v in tenths.items() if v is not None]
        self.setAccessibleName(", ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bar(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._values)
        painter.end()


def word(state: State) -> str:
    return {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Unknown")}[state]


def short_word(state: State) -> str:
    return _("Not yet") if state is State.UNKNOWN else word(state)


def _used(parts: Sequence[tuple[State, str]], measure: QFontMetrics) -> int:
    return sum(measure.horizontalAdvance(text) + 15 for _s, text in parts)


def paint_legend(painter: QPainter, box: QRectF, parts: Sequence[tuple[State, str]]) -> None:
    """A sign and a word for each part, and what follows it.

    Where there is little room they step closer and the words are shorter ones; where there is none they give way.
    """
    t = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(Size.SMALL))
    measure = painter.fontMetrics()
    named = [[(state, f"{name(state)}{after}") for state, after in parts] for name in (word, short_word)]
    told = next((one for one in named if _used(one, measure) + _NEAREST * (len(parts) - 1) <= box.width()), named[-1])
    used = _used(told, measure)
    if used > box.width():
        return
    gap = min(14.0, (box.width() - used) / max(1, len(parts) - 1))
    left, middle = box.left(), box.center().y()
    for state, text in told:
        sign = QRectF(left, middle - 5, 10, 10)
        if state is State.UNKNOWN:
            pen = QPen(QColor(t.unknown), 1)
            pen.setDashPattern([2, 1.5])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(sign.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.domestic if state is State.DOMESTIC else t.ink_3))
            painter.drawRoundedRect(sign, 3, 3)
        painter.setPen(QColor(t.ink_2))
        painter.drawText(QRectF(left + 15, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        left += 15 + measure.horizontalAdvance(text) + gap


class ShareLegend(QWidget):
    """The words of the bar, with the shares of what is not domestic; where there is little room, parts of nothing are not named."""

    def __init__(self, parent: QWidget | None = None, *, with_domestic: bool = False) -> None:
        super().__init__(parent)
        self._with_domestic = with_domestic
        self._parts: list[tuple[State, str]] = []
        """What follows the word of each."""
        self._nothing: frozenset[State] = frozenset()
        self.setFont(font(Size.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Mapping[State, int]) -> None:
        tenths = shares({s: values.get(s, 0) for s in State}, 1000)
        speech = texts.language()
        self._parts = []
        self._nothing = frozenset(state for state in ORDER if tenths[state] == 0)
        for state in ORDER:
            share = tenths[state]
            alone = share is None or (state is State.DOMESTIC and not self._with_domestic)
            self._parts.append((state, "" if alone else f" {formatting.share((share or 0) * 10, speech)}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(self.font())
        return QSize(_used([(state, f"{short_word(state)}{after}") for state, after in self._parts], measure) + 14 * len(self._parts), 17)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 17)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tight = self.sizeHint().width() - 14 > self.width()
        paint_legend(painter, QRectF(self.rect()), [part for part in self._parts if not tight or part[0] not in self._nothing])
        painter.end()
