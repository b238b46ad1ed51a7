"""Charts drawn from the same numbers as the papers: months as columns of the domestic share, days and names of rupiah."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pos_app import formatting, texts
from pos_app.domain.origin import State
from ui.theme import Size, Tokens, Weight, font, tokens
from ui.widgets.share_bar import ORDER, paint_hatching
from ui.widgets.words import wrapped

_FOOT: Final = 22
_HEAD: Final = 20
_WHOLE: Final = 1000
_STEP: Final = 250
"""Tenths of a percent between two lines of a grid."""
MOST_NAMES: Final = 12
_NAME_LINES, _NAME_LINE = 3, 14
"""So many bars have room for a name each, with an ellipsis where it is long."""


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """`tenths` of a percent, None for a month without goods; `told` is said on hover."""

    name: str
    tenths: int | None
    told: str = ""
    target: int | None = None
    """In tenths of a percent too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`told` is said on hover."""

    name: str
    value: int
    told: str


@dataclass(frozen=True, slots=True)
class DayColumn:
    name: str
    values: Mapping[State, int]
    told: str = ""


class _Chart(QWidget):
    """What both have in common: columns that say their figures on hover and can be chosen."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots: list[QRectF] = []
        self._told: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 110)

    def _at(self, x: float, y: float) -> int:
        return next((at for at, slot in enumerate(self._slots) if slot.contains(x, y)), -1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._told[at] if at >= 0 else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().x(), event.position().y())
        if at >= 0:
            self.chosen.emit(at)


class MonthsChart(_Chart):
    """The share of domestic goods month by month, each against the target it had; the last month is the one that is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[MonthColumn, ...] = ()

    @property
    def _target(self) -> int | None:
        """The one the last month has, which is said at the axis."""
        return self._columns[-1].target if self._columns else None

    def show_months(self, columns: Sequence[MonthColumn]) -> None:
        self._columns = tuple(columns)
        self._told = [column.told for column in columns]
        self.setAccessibleName("; ".join(column.told for column in columns))
        self.update()

    def _top(self) -> int:
        highest = max((c.tenths or 0 for c in self._columns), default=0)
        return max(2 * _STEP, min(_WHOLE, -(-max(highest, *(c.target or 0 for c in self._columns)) // _STEP) * _STEP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, speech, top = tokens(), texts.language(), self._top()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFontMetrics(font(Size.SMALL))
        axis = small.horizontalAdvance("100") + 8
        plot = QRectF(axis, _HEAD, self.width() - axis, self.height() - _HEAD - _FOOT)

        def height(tenths: int) -> float:
            return plot.height() * tenths / top

        for step in range(0, top + 1, _STEP):
            y = round(plot.bottom() - height(step)) + 0.5
            painter.setPen(QPen(QColor(t.line_2 if step == 0 else t.line), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            if self._target is None or abs(height(step) - height(self._target)) > 13:
                _axis_word(painter, y, axis, formatting.share(step * 10, speech, decimals=0).removesuffix("%"), t.ink_2)
        if self._target is not None:
            y = plot.bottom() - height(self._target)
            word = formatting.share(self._target * 10, speech, decimals=1 if self._target % 10 else 0).removesuffix("%")
            _axis_word(painter, y, axis, word, t.brand, bold=True)
        self._targets_of(painter, plot, t, height)
        if self._columns:
            self._columns_of(painter, plot, t, height)
        painter.end()

    def _targets_of(self, painter: QPainter, plot: QRectF, t: Tokens, height: Callable[[int], float]) -> None:
        """A dashed line over the months that had one target."""
        pen = QPen(QColor(t.brand), 1.6)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        slot, at = plot.width() / max(1, len(self._columns)), 0
        for target, same in groupby(self._columns, key=lambda column: column.target):
            first, at = at, at + len(list(same))
            if target is not None:
                y = plot.bottom() - height(target)
                painter.drawLine(QLineF(plot.left() + first * slot, y, plot.left() + at * slot, y))

    def _columns_of(self, painter: QPainter, plot: QRectF, t: Tokens, height: Callable[[int], float]) -> None:
        speech, slot = texts.language(), plot.width() / len(self._columns)
        wide = min(34.0, slot * 0.72)
        label = font(Size.KEY, Weight.MEDIUM)
        words = ["" if c.tenths is None else formatting.share(c.tenths * 10, speech).removesuffix("%") for c in self._columns]
        each = max(QFontMetrics(label).horizontalAdvance(word) for word in words) < slot - 3
        self._slots = []
        every = 1 + int((max(QFontMetrics(font(Size.SMALL)).horizontalAdvance(c.name) for c in self._columns) + 4) / max(1.0, slot))
        first = next((at for at, c in enumerate(self._columns) if c.tenths is not None), 0)
        for at, (column, word) in enumerate(zip(self._columns, words, strict=True)):
            last = at == len(self._columns) - 1
            left = plot.left() + at * slot
            self._slots.append(QRectF(left, 0, slot, self.height()))
            tall = height(column.tenths or 0)
            if column.tenths:
                path = _column(QRectF(left + (slot - wide) / 2, plot.bottom() - tall, wide, tall))
                painter.fillPath(path, QColor(t.domestic if last else t.earlier))
            over = QRectF(left - 12, plot.bottom() - tall - 18, slot + 24, 16)
            reach = left + slot / 2 + QFontMetrics(font(Size.LABEL, Weight.BOLD) if last else label).horizontalAdvance(word) / 2 + 1
            over.translate(min(0.0, self.width() - reach), 0)
            if column.tenths is None:
                painter.setFont(label)
                painter.setPen(QColor(t.ink_2))
                painter.drawText(over, Qt.AlignmentFlag.AlignCenter, formatting.DASH)
            elif each or last or at == first:
                painter.setFont(font(Size.LABEL, Weight.BOLD) if last else label)
                painter.setPen(QColor(t.domestic if last else t.ink_2))
                _word_on_ground(painter, over, word, t.panel)
            if (len(self._columns) - 1 - at) % every == 0:
                painter.setFont(font(Size.SMALL, Weight.SEMIBOLD if last else Weight.REGULAR))
                painter.setPen(QColor(t.ink if last else t.ink_2))
                painter.drawText(QRectF(left - 8, plot.bottom() + 5, slot + 16, 16), Qt.AlignmentFlag.AlignCenter, column.name)


class DaysChart(_Chart):
    """What was sold day by day, the three origins on top of each other in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[DayColumn, ...] = ()

    def show_days(self, columns: Sequence[DayColumn]) -> None:
        self._columns = tuple(columns)
        self._told = [column.told for column in columns]
        self.setAccessibleName("; ".join(column.told for column in columns if column.told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._columns:
            return
        t, speech = tokens(), texts.language()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        highest = max(sum(max(0, v) for v in c.values.values()) for c in self._columns)
        step = round_step(highest)
        top = max(step, -(-highest // step) * step)
        words = [formatting.number(value, speech) for value in range(0, top + 1, step)]
        axis = max(QFontMetrics(font(Size.SMALL)).horizontalAdvance(word) for word in words) + 10
        plot = QRectF(axis, 8, self.width() - axis, self.height() - 8 - _FOOT)
        for at, word in enumerate(words):
            y = round(plot.bottom() - plot.height() * at * step / top) + 0.5
            painter.setPen(QPen(QColor(t.line if at else t.line_2), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            _axis_word(painter, y, axis, word, t.ink_2)
        self._stacks(painter, plot, top, t)
        painter.end()

    def _stacks(self, painter: QPainter, plot: QRectF, top: int, t: Tokens) -> None:
        slot = plot.width() / len(self._columns)
        wide = min(26.0, slot * 0.72)
        name = font(Size.SMALL)
        every = 1 + int(max(QFontMetrics(name).horizontalAdvance(c.name) for c in self._columns) + 4) // max(1, int(slot))
        self._slots = []
        for at, column in enumerate(self._columns):
            left = plot.left() + at * slot
            self._slots.append(QRectF(left, 0, slot, self.height()))
            whole = plot.height() * sum(max(0, v) for v in column.values.values()) / top
            if whole > 0:
                painter.save()
                painter.setClipPath(_column(QRectF(left + (slot - wide) / 2, plot.bottom() - whole, wide, whole)))
                bottom = plot.bottom()
                for state in ORDER:
                    tall = plot.height() * max(0, column.values.get(state, 0)) / top
                    box = QRectF(left + (slot - wide) / 2, bottom - tall, wide, tall)
                    if state is State.UNKNOWN:
                        paint_hatching(painter, box, t.unknown, t.panel)
                    else:
                        painter.fillRect(box, QColor(t.domestic if state is State.DOMESTIC else t.ink_3))
                    bottom -= tall
                painter.restore()
            if at % every == 0:
                painter.setFont(name)
                painter.setPen(QColor(t.ink_2))
                painter.drawText(QRectF(left - 20, plot.bottom() + 5, slot + 40, 16), Qt.AlignmentFlag.AlignCenter, column.name)


class BarsChart(_Chart):
    """One figure for each name, from zero up, or down where less than nothing was sold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = tuple(bars)
        self._told = [bar.told for bar in bars]
        self.setAccessibleName("; ".join(self._told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.bars:
            return
        t, speech = tokens(), texts.language()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        highest, lowest = max(0, *(bar.value for bar in self.bars)), min(0, *(bar.value for bar in self.bars))
        step = round_step(highest - lowest)
        top, bottom = max(step, -(-highest // step) * step), lowest // step * step
        words = {value: formatting.number(value, speech) for value in range(bottom, top + 1, step)}
        axis = max(QFontMetrics(font(Size.SMALL)).horizontalAdvance(word) for word in words.values()) + 10
        names = self._names(self.width() - axis)
        below = _FOOT + (max(map(len, names)) - 1) * _NAME_LINE
        plot = QRectF(axis, 8, self.width() - axis, self.height() - 8 - below)

        def y_of(value: int) -> float:
            return plot.bottom() - plot.height() * (value - bottom) / (top - bottom)

        for value, word in words.items():
            y = round(y_of(value)) + 0.5
            painter.setPen(QPen(QColor(t.line if value else t.line_2), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            _axis_word(painter, y, axis, word, t.ink_2)
        self._bars_of(painter, plot, y_of, t, names)
        painter.end()

    def _names(self, wide: float) -> list[list[str]]:
        """The lines of each name below its bar; of many bars names stand in one line, and only where they have room."""
        if len(self.bars) > MOST_NAMES:
            return [[bar.name] for bar in self.bars]
        measure = QFontMetrics(font(Size.SMALL))
        return [wrapped(bar.name, measure, int(wide / len(self.bars)) - 3, _NAME_LINES) for bar in self.bars]

    def _bars_of(self, painter: QPainter, plot: QRectF, y_of: Callable[[int], float], t: Tokens, names: list[list[str]]) -> None:
        slot = plot.width() / len(self.bars)
        wide = min(34.0, slot * 0.72)
        small = font(Size.SMALL)
        measure = QFontMetrics(small)
        narrow = len(self.bars) <= MOST_NAMES
        every = 1 if narrow else 1 + int(max(measure.horizontalAdvance(bar.name) for bar in self.bars) + 4) // max(1, int(slot))
        self._slots = []
        for at, bar in enumerate(self.bars):
            left = plot.left() + at * slot
            self._slots.append(QRectF(left, 0, slot, self.height()))
            box = QRectF(left + (slot - wide) / 2, y_of(max(0, bar.value)), wide, abs(y_of(bar.value) - y_of(0)))
            if bar.value > 0:
                painter.fillPath(_column(box), QColor(t.brand))
            elif bar.value:
                painter.fillRect(box, QColor(t.warning))
            if at % every == 0:
                painter.setFont(small)
                painter.setPen(QColor(t.ink_2))
                over = 0 if narrow else 20
                for line, name in enumerate(names[at]):
                    room = QRectF(left - over, plot.bottom() + 5 + line * _NAME_LINE, slot + 2 * over, 16)
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)


def round_step(highest: int) -> int:
    """A step of 1, 2 or 5 and zeros, of which two to four make up `highest`."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 4 * step * factor:
                return step * factor
        step *= 10


def _column(box: QRectF) -> QPainterPath:
    """A column with its upper corners rounded."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    radius = min(3.0, box.height() / 2)
    path.addRoundedRect(box, radius, radius)
    path.addRect(QRectF(box.left(), box.top() + radius, box.width(), box.height() - radius))
    return path


def _axis_word(painter: QPainter, y: float, axis: float, word: str, ink: str, *, bold: bool = False) -> None:
    painter.setFont(font(Size.SMALL, Weight.BOLD if bold else Weight.REGULAR))
    painter.setPen(QColor(ink))
    painter.drawText(QRectF(0, y - 9, axis - 8, 18), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)


def _word_on_ground(painter: QPainter, box: QRectF, word: str, ground: str) -> None:
    """A word that no grid line crosses."""
    wide = painter.fontMetrics().horizontalAdvance(word) + 4
    painter.fillRect(QRectF(box.center().x() - wide / 2, box.top() + 1, wide, box.height() - 3), QColor(ground))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
