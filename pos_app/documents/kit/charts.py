"""Share bars, columns by month, columns by day: drawn from the same numbers the tables print."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.pen import Pen
from pos_app.domain.origin import State

ORDER: Final = (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)
"""The three parts of every bar, always in this order."""
SMALL: Final = Type(9.5, colour=colours.INK_2)
_TALL: Final = 100.0
_AXIS: Final = 32.0
LEGEND: Final = Type(10.5, colour=colours.INK_2)


def part(pen: Pen, state: State, x: float, y: float, width: float, height: float) -> None:
    """One part of a bar: red, grey, or hatched for what is unknown."""
    if width <= 0 or height <= 0:
        return
    if state is State.UNKNOWN:
        pen.hatched(x, y, width, height, colour=colours.UNKNOWN)
    else:
        pen.rect(x, y, width, height, fill=colours.DOMESTIC if state is State.DOMESTIC else colours.IMPORTED)


def flag(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Red over white within a red line, as the badge of domestic goods has it."""
    pen.rect(x, y, width, height, fill=colours.WHITE, stroke=colours.DOMESTIC, thick=height / 9, radius=height * 0.2)
    pen.rect(x + height / 18, y, width - height / 9, height / 2, fill=colours.DOMESTIC, radius=height * 0.15)


def share_bar(pen: Pen, x: float, y: float, width: float, *, height: float, values: Mapping[State, int]) -> None:
    """A bar of the three parts; nothing to share is an empty bar. A negative part is left out."""
    sizes = {state: max(0, values[state]) for state in ORDER}
    whole = sum(sizes.values())
    with pen.clipped(x, y, width, height, radius=3):
        pen.rect(x, y, width, height, fill=colours.LINE)
        for state in ORDER:
            own = width * sizes[state] / whole if whole else 0
            part(pen, state, x, y, own, height)
            x += own


def legend_width(words: Mapping[State, str]) -> float:
    return sum(14 + fonts.width(words[s], LEGEND) for s in ORDER) + 16 * (len(ORDER) - 1)


def legend(pen: Pen, x: float, y: float, words: Mapping[State, str]) -> None:
    """What the three parts mean, in words."""
    for state in ORDER:
        with pen.clipped(x, y + 3, 9, 9, radius=2):
            part(pen, state, x, y + 3, 9, 9)
        pen.text(x + 14, y, words[state], LEGEND)
        x += 14 + fonts.width(words[state], LEGEND) + 16


@dataclass(frozen=True, slots=True)
class MonthBar:
    """`tenths` of a percent, None where the month has no share; `label` is how the share is written."""

    name: str
    tenths: int | None
    label: str
    target: int | None = None
    """In tenths of a percent too."""


@dataclass(frozen=True, slots=True)
class Months(Block):
    """Shares month by month on an axis from 0 to 100 %, the last one marked, each month's target as a dashed line."""

    bars: Sequence[MonthBar]
    percent: Callable[[int], str]
    gap: float = 0
    keeps: bool = False

    def height(self, width: float) -> float:
        del width
        return 136

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        left, top = x + _AXIS, y + 14
        foot, target = top + _TALL, self.bars[-1].target if self.bars else None
        for percent in (100, 50, 0):
            at = foot - percent
            pen.line(left, at, x + width, at, colour=colours.LINE_2 if percent == 0 else colours.ROW_LINE)
            if target is None or abs(target - percent * 10) > 90:
                pen.text(left - 4, at - 6.5, self.percent(percent * 10), SMALL, align="right")
        if target is not None:
            strong = replace(SMALL, weight=Weight.SEMIBOLD, colour=colours.BRAND)
            pen.text(left - 4, foot - target / 10 - 6.5, self.percent(target), strong, align="right")
        step = (width - _AXIS) / max(1, len(self.bars))
        for number, bar in enumerate(self.bars):
            if bar.target is not None:
                at = foot - bar.target / 10
                pen.line(left + number * step, at, left + (number + 1) * step, at, colour=colours.BRAND, dash=(4, 3))
        for number, bar in enumerate(self.bars):
            self._bar(pen, left + number * step + (step - 30) / 2, foot, bar, last=number == len(self.bars) - 1)

    def _bar(self, pen: Pen, x: float, foot: float, bar: MonthBar, *, last: bool) -> None:
        size = (bar.tenths or 0) / 10
        if size:
            pen.rect(x, foot - size, 30, size, fill=colours.DOMESTIC if last else colours.EARLIER, radius=min(2, size / 2))
        inside = size >= 18
        ink = colours.WHITE if last and inside else colours.INK
        kind = Type(9.5, Weight.BOLD if last else Weight.MEDIUM, ink)
        pen.text(x + 15, foot - size + 2 if inside else foot - size - 14, bar.label, kind, align="center")
        pen.text(x + 15, foot + 6, bar.name, SMALL, align="center")


@dataclass(frozen=True, slots=True)
class DayBar:
    name: str
    values: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Days(Block):
    """Values day by day, stacked by origin above zero; what came back more than it was sold hangs below."""

    bars: Sequence[DayBar]
    amount: Callable[[int], str]
    gap: float = 0
    keeps: bool = False

    def height(self, width: float) -> float:
        del width
        return 150

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        ups = [sum(v for v in bar.values.values() if v > 0) for bar in self.bars]
        downs = [sum(v for v in bar.values.values() if v < 0) for bar in self.bars]
        left, zero, scale, wide = _plot(pen, (x, y, width), (min(downs, default=0), max(ups, default=0)), self.amount, len(self.bars))
        names = _every(self.bars, wide)
        for number, bar in enumerate(self.bars):
            at = left + number * wide
            self._bar(pen, at + wide * 0.14, wide * 0.72, zero, scale, bar)
            if number % names == 0:
                pen.text(at + wide / 2, y + 8 + 120 + 4, bar.name, SMALL, align="center")

    def _bar(self, pen: Pen, x: float, width: float, zero: float, scale: float, bar: DayBar) -> None:
        up = down = zero
        for state in ORDER:
            size = bar.values[state] * scale
            if size >= 0:
                up -= size
                part(pen, state, x, up, width, size)
            else:
                part(pen, state, x, down, width, -size)
                down -= size


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Bars(Block):
    """One value a bar, above and below zero."""

    bars: Sequence[Bar]
    amount: Callable[[int], str]
    gap: float = 0
    keeps: bool = False

    def height(self, width: float) -> float:
        return 150 + (max(map(len, self._names(width)), default=1) - 1) * SMALL.line

    def _names(self, width: float) -> list[list[str]]:
        """The lines of each name, where all have one."""
        if len(self.bars) > _NAMED:
            return []
        room = (width - _beside(_marks(*self._ends), self.amount)) / max(1, len(self.bars)) - 4
        return [fonts.wrapped(bar.name, SMALL, room, most=_NAME_LINES) for bar in self.bars]

    @property
    def _ends(self) -> tuple[int, int]:
        values = [bar.value for bar in self.bars]
        return min(values, default=0), max(values, default=0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        names = self._names(width)
        left, zero, scale, wide = _plot(pen, (x, y, width), self._ends, self.amount, len(self.bars))
        every = _every(self.bars, wide) if len(self.bars) > _NAMED else 1
        thick = min(_WIDEST, wide * 0.68)
        for number, bar in enumerate(self.bars):
            at, size = left + number * wide, abs(bar.value) * scale
            if size > 0:
                top, fill = (zero - size, colours.BRAND) if bar.value > 0 else (zero, colours.WARNING)
                pen.rect(at + (wide - thick) / 2, top, thick, size, fill=fill, radius=min(2, size / 2))
            if number % every == 0:
                pen.lines(at + wide / 2, y + 8 + 120 + 4, names[number] if names else [bar.name], SMALL, align="center")


_NAMED: Final = 12
"""So many bars have a name each, in several lines where it is long."""
_NAME_LINES: Final = 5
_WIDEST: Final = 44.0
"""So wide a bar is at most, where there are few."""


def _plot(
    pen: Pen, place: tuple[float, float, float], ends: tuple[int, int], amount: Callable[[int], str], bars: int
) -> tuple[float, float, float, float]:
    """The lines of an axis with their figures; the left end, the height of zero, how high one is, and how wide a bar."""
    x, y, width = place
    marks = _marks(*ends)
    room = _beside(marks, amount)
    left, scale = x + room, 120 / (marks[-1] - marks[0])
    zero = y + 8 + marks[-1] * scale
    for mark in marks:
        at = zero - mark * scale
        pen.line(left, at, x + width, at, colour=colours.ROW_LINE if mark else colours.LINE_2)
        pen.text(left - 6, at - 6.5, amount(mark), SMALL, align="right")
    return left, zero, scale, (width - room) / max(1, bars)


def _marks(low: int, high: int) -> range:
    step, first, last = axis(low, high)
    return range(first, last + 1, step)


def _beside(marks: range, amount: Callable[[int], str]) -> float:
    """What the figures of an axis need."""
    return max(fonts.width(amount(mark), SMALL) for mark in marks) + 6


def _every(bars: Sequence[DayBar | Bar], wide: float) -> int:
    """Every how many bars a name has room."""
    longest = max((fonts.width(bar.name, SMALL) for bar in bars), default=0) + 4
    return max(1, -int(-longest // wide))


def axis(low: int, high: int) -> tuple[int, int, int]:
    """Step, first and last mark of an axis in round numbers that holds `low`, zero and `high` in about four steps."""
    span = max(1, max(0, high) - min(0, low))
    step = 1
    while step * 5 < span:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    first, last = -(-min(0, low) // step) * step if low < 0 else 0, -(-max(0, high) // step) * step
    if low < 0:
        first = low // step * step
    return step, first, max(last, first + step)
