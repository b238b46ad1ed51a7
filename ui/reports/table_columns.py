"""How wide the columns of a table are, and what a window has room for."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.figures import Figures, Kind
from pos_app.services.owner_papers import Worded
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.figures_table import Column, Line, Said, head_width

_LONGEST: Final = 150
_NAME: Final = 170
_SHORTEST: Final = 96
_EMPTY: Final = 9
"""Columns in which nothing stands are the first to go where there is little room."""
_WORDS: Final = (Kind.WORD, Kind.TERM, Kind.DAY)


@dataclass(frozen=True, slots=True)
class Look:
    """How close and how small a table is set."""

    px: int
    between: int
    at_ends: int


_WIDE: Final = Look(Size.LABEL, 24, 34)
_CLOSE: Final = Look(Size.LABEL, 14, 26)
_SMALL: Final = Look(Size.SMALL, 12, 24)
SIZES: Final = (Size.LABEL, Size.SMALL)
"""The sizes of letters a table may be set in."""


def line(cells: tuple[str, ...], key: object, px: int, *, strong: bool = False) -> Line:
    """A row in letters of a size."""
    return Line(tuple(Said(cell, px=px) for cell in cells), key=key, strong=strong)


def fitted(figures: Figures, words: Worded, longest: tuple[str, ...], room: int) -> tuple[int, tuple[Column, ...]]:
    """Size of letters and columns: the widest look all have room in, else the smallest, in which empty and spare columns give way."""
    for look in (_WIDE, _CLOSE, _SMALL):
        widths = _widths(figures, words, longest, look)
        if sum(widths) <= room:
            break
    told = [at for at, kept in enumerate(figures.columns) if kept.kind in _WORDS]
    grows = max(told, key=lambda at: widths[at])
    if sum(widths) - widths[grows] + _NAME <= room:
        widths[grows] = 0
    spare = [_EMPTY if at and _is_empty(figures, at) else kept.spare for at, kept in enumerate(figures.columns)]
    return look.px, tuple(
        Column(words.heads[at], widths[at], right=at not in told, spare=0 if not widths[at] else spare[at]) for at in range(len(widths))
    )


def _widths(figures: Figures, words: Worded, longest: tuple[str, ...], look: Look) -> list[int]:
    """As wide as their longest figure, or as the longer line of a head in two."""
    measure = metrics(look.px, Weight.BOLD)
    last, widths = len(figures.columns) - 1, []
    for at, (kept, cell) in enumerate(zip(figures.columns, longest, strict=True)):
        most = (_LONGEST if look is _WIDE else _SHORTEST) if kept.kind in (Kind.WORD, Kind.TERM) else 10_000
        wide = max(min(measure.horizontalAdvance(cell), most), head_width(words.heads[at]))
        widths.append(wide + (look.between if 0 < at < last else look.at_ends))
    return widths


def _is_empty(figures: Figures, at: int) -> bool:
    return not any(row[at] for row in figures.rows)
