"""How wide the columns of a table are, and what a window has room for."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pos_app.domain.figures import Figures, Kind
from pos_app.services.owner_papers import Worded
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.figures_table import AFTER_FIGURES, Column, Line, Said, head_width
from ui.widgets.words import wrapped

ROW: Final = 36
_AIR: Final = 16
"""Room above and below the words of a row in several lines."""
_MEASURED: Final = 12
"""So many of the longest cells of a column are set to see how many lines they need."""
_LONGEST: Final = 240
_SHORTEST: Final = 92
_WORD: Final = 150
"""What words keep where there is little room, and what the longest of them may ask for: they wrap."""
_MOST_LINES: Final = 3
_OUT: Final = 100
"""Added to what is left out, so that it goes before anything else does."""
_NAMED: Final = (Kind.WORD, Kind.TERM, Kind.DETAIL, Kind.REGENCY)
_WORDS: Final = (*_NAMED, Kind.DAY, Kind.MONTH, Kind.TIME)
_NAMES: Final = ("name", "figure", "detail")
"""Columns that are given what room is left."""
_WHOLE: Final = ("code", "receipt", "number", "their_number", "customer", "certificate")
"""Columns of words that are never parted: a code without its end is none."""


@dataclass(frozen=True, slots=True)
class Look:
    """How close and how small a table is set."""

    px: int
    between: int
    at_ends: int

    def margin(self, at: int, shown: Sequence[int]) -> int:
        """What a column keeps free beside its words."""
        return self.at_ends if at in (shown[0], shown[-1]) else self.between


_WIDE: Final = Look(Size.LABEL, 24, 36)
_CLOSE: Final = Look(Size.LABEL, 16, 28)
_SMALL: Final = Look(Size.SMALL, 14, 28)
SIZES: Final = (Size.LABEL, Size.SMALL)
"""The sizes of letters a table may be set in."""


def line(cells: tuple[str, ...], key: object, px: int, *, strong: bool = False) -> Line:
    """A row in letters of a size."""
    return Line(tuple(Said(cell, px=px, wraps=not strong) for cell in cells), key=key, strong=strong)


Cells: TypeAlias = tuple[tuple[str, ...], ...]


def longest(figures: Figures, words: Worded) -> Cells:
    """The longest cells of each column, the longest first."""
    every = (*words.rows, *([words.foot] if words.foot else []))
    return tuple(tuple(heapq.nlargest(_MEASURED, {cells[at] for cells in every} or {""}, key=len)) for at in range(len(figures.columns)))


@dataclass(frozen=True, slots=True)
class Setting:
    """Size of the letters, columns, and height of the rows."""

    px: int
    columns: tuple[Column, ...]
    row: int


def fitted(figures: Figures, words: Worded, longest: Cells, room: int) -> Setting:
    """A setting that fills the room.

    Where it is short the table is set closer, then without its empty columns, then without those that can be spared, then
    with words in several lines and in smaller letters. Where nothing fits it is moved sideways, and its rows are as low as can be.
    """
    everything = list(range(len(figures.columns)))
    kept = [at for at in everything if at == 0 or figures.columns[at].blank or any(row[at] for row in figures.rows)]
    tries = [(_WIDE, everything, False), (_CLOSE, everything, False), (_CLOSE, kept, False)]
    for gone in sorted((at for at in kept if figures.columns[at].spare), key=lambda at: -figures.columns[at].spare):
        kept = [at for at in kept if at != gone]
        tries.append((_CLOSE, kept, False))
    tries += [(_CLOSE, kept, True), (_SMALL, kept, True)]
    for look, shown, short in tries:
        widths = _widths(figures, words, longest, shown, look, short=short)
        if sum(widths[at] for at in shown) <= room:
            break
    else:
        look, shown, short = _CLOSE, kept, False
        widths = _widths(figures, words, longest, shown, look, short=short)
    _give(figures, widths, _widths(figures, words, longest, shown, look, short=False), shown, room)
    told = [at for at in everything if figures.columns[at].kind in _WORDS]
    made = tuple(Column(words.heads[at], widths[at], right=at not in told, spare=0 if at in shown else _OUT + at) for at in everything)
    measure = metrics(look.px)
    wrapping = [(widths[at] - look.margin(at, shown), cell) for at in shown if figures.columns[at].kind in _NAMED for cell in longest[at]]
    lines = max((len(wrapped(cell, measure, wide, _MOST_LINES)) for wide, cell in wrapping), default=1)
    return Setting(look.px, made, max(ROW, lines * measure.lineSpacing() + _AIR))


def _widths(figures: Figures, words: Worded, longest: Cells, shown: Sequence[int], look: Look, *, short: bool) -> list[int]:
    """As wide as their longest figure, or as the longer line of a head in two."""
    measure = metrics(look.px, Weight.BOLD)
    widths = []
    for at, (kept, cells) in enumerate(zip(figures.columns, longest, strict=True)):
        most = 10_000
        if kept.kind in _NAMED and kept.key not in _WHOLE:
            word = max((measure.horizontalAdvance(word) for cell in cells for word in cell.split()), default=0)
            most = max(_SHORTEST, min(_WORD, word)) if short else _LONGEST
        wide = max(min(measure.horizontalAdvance(cells[0]), most), head_width(words.heads[at])) + 2
        place = shown.index(at) if at in shown else 0
        if place and kept.kind in _WORDS and figures.columns[shown[place - 1]].kind not in _WORDS:
            wide += AFTER_FIGURES
        widths.append(wide + look.margin(at, shown))
    return widths


def _give(figures: Figures, widths: list[int], natural: Sequence[int], shown: Sequence[int], room: int) -> None:
    """Gives what room is left to words that were shortened, and the rest to the names."""
    told = [at for at in shown if figures.columns[at].kind in _WORDS]
    named = next((at for at in told if figures.columns[at].key in _NAMES), told[0])
    left = room - sum(widths[at] for at in shown)
    for at in sorted(told, key=lambda at: at != named):
        more = max(0, min(left, natural[at] - widths[at]))
        widths[at] += more
        left -= more
    widths[named] += max(0, left)
