"""How wide the columns of a table are, and what a window has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.domain.figures import Figures, Kind
from pos_app.services.owner_papers import Worded
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.figures_table import AFTER_FIGURES, Column, Line, Said, head_width

_LONGEST: Final = 240
_SHORTEST: Final = 92
"""What words keep where there is little room; the rest of them is said on hover."""
_OUT: Final = 100
"""Added to what is left out, so that it goes before anything else does."""
_NAMED: Final = (Kind.WORD, Kind.TERM, Kind.DETAIL, Kind.REGENCY)
_WORDS: Final = (*_NAMED, Kind.DAY, Kind.TIME)
_NAMES: Final = ("name", "figure", "detail")
"""Columns that are given what room is left."""


@dataclass(frozen=True, slots=True)
class Look:
    """How close and how small a table is set."""

    px: int
    between: int
    at_ends: int


_WIDE: Final = Look(Size.LABEL, 24, 36)
_CLOSE: Final = Look(Size.LABEL, 16, 28)
_SMALL: Final = Look(Size.SMALL, 14, 28)
SIZES: Final = (Size.LABEL, Size.SMALL)
"""The sizes of letters a table may be set in."""


def line(cells: tuple[str, ...], key: object, px: int, *, strong: bool = False) -> Line:
    """A row in letters of a size."""
    return Line(tuple(Said(cell, px=px) for cell in cells), key=key, strong=strong)


def fitted(figures: Figures, words: Worded, longest: tuple[str, ...], room: int) -> tuple[int, tuple[Column, ...]]:
    """Size of letters and columns that fill the room.

    Where it is short the table is set closer, then without its empty columns, then without those that can be spared, then
    with shorter words and in smaller letters.
    """
    everything = list(range(len(figures.columns)))
    kept = [at for at in everything if at == 0 or any(row[at] for row in figures.rows)]
    tries = [(_WIDE, everything, False), (_CLOSE, everything, False), (_CLOSE, kept, False)]
    for gone in sorted((at for at in kept if figures.columns[at].spare), key=lambda at: -figures.columns[at].spare):
        kept = [at for at in kept if at != gone]
        tries.append((_CLOSE, kept, False))
    tries += [(_CLOSE, kept, True), (_SMALL, kept, True)]
    for look, shown, short in tries:
        widths = _widths(figures, words, longest, shown, look, short=short)
        if sum(widths[at] for at in shown) <= room:
            break
    _give(figures, widths, _widths(figures, words, longest, shown, look, short=False), shown, room)
    told = [at for at in everything if figures.columns[at].kind in _WORDS]
    return look.px, tuple(
        Column(words.heads[at], widths[at], right=at not in told, spare=0 if at in shown else _OUT + at) for at in everything
    )


def _widths(figures: Figures, words: Worded, longest: tuple[str, ...], shown: Sequence[int], look: Look, *, short: bool) -> list[int]:
    """As wide as their longest figure, or as the longer line of a head in two."""
    measure = metrics(look.px, Weight.BOLD)
    widths = []
    for at, (kept, cell) in enumerate(zip(figures.columns, longest, strict=True)):
        most = (_SHORTEST if short else _LONGEST) if kept.kind in _NAMED else 10_000
        wide = max(min(measure.horizontalAdvance(cell), most), head_width(words.heads[at])) + 2
        place = shown.index(at) if at in shown else 0
        if place and kept.kind in _WORDS and figures.columns[shown[place - 1]].kind not in _WORDS:
            wide += AFTER_FIGURES
        widths.append(wide + (look.at_ends if at in (shown[0], shown[-1]) else look.between))
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
