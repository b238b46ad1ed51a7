"""Tables: a head that is repeated on every page, rows of wrapped text, right-aligned figures, heat cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.pen import Align, Pen

HEAD = Type(10, Weight.SEMIBOLD, colours.INK_2, leading=1.3)
CELL = Type(11)
_LEAST_SHARE = 110.0
_SMALLEST = 0.55
"""So much of its size a cell keeps at least."""
_TOGETHER = 8
"""A table of no more rows than this is not parted."""

Drawing: TypeAlias = Callable[[Pen, float, float, float, float], None]
"""Draws a cell into x, y, width and height."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is fixed; None takes as much as its longest cell needs; `share` of what is left goes to wrapping ones."""

    head: str
    align: Align = "right"
    width: float | None = None
    share: float = 0
    left: float = 14
    """Room between this column and the one before."""
    most: int | None = None
    """Lines a cell may have; what is left over ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class Heat:
    """A figure on the colour of its size; `share_bp` None is a dash on nothing."""

    text: str
    share_bp: int | None

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float) -> None:
        fill, ink = colours.heat(self.share_bp) if self.share_bp is not None else (colours.NOTE, colours.INK_2)
        pen.rect(x + 1, y + 1, width - 2, height - 2, fill=fill, radius=3)
        kind = Type(11, Weight.SEMIBOLD, ink)
        pen.text(x + width / 2, y + (height - kind.line) / 2, self.text, kind, align="center")


Cell: TypeAlias = str | Heat | Drawing


@dataclass(frozen=True, slots=True)
class Table(Block):
    """`strong` rows (sums) are set bold below a line; `padding` is the room above and below a row's text."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    gap: float = 0
    keeps: bool = False
    padding: float = 4.6
    strong: frozenset[int] = frozenset()
    cell: Type = CELL
    ruled: bool = True
    tight: bool = False
    """Heads take as many lines as they have words, if need be."""

    @property
    def is_whole(self) -> bool:
        """Whether it is never parted."""
        return len(self.rows) <= _TOGETHER

    def fitted(self, width: float) -> "Table":
        """The table with heads in several lines, then in smaller figures, where wrapping columns had no room left."""
        room = width - sum(c.left for c in self.columns[1:]) - self._least_shares
        if self.fixed_width() <= room:
            return self
        tight = replace(self, tight=True)
        parts = tight.fixed_parts()
        small = 1.0
        while small > _SMALLEST and sum(max(head, cells * small) for head, cells in parts) > room:
            small -= 0.01
        return tight if small == 1 else replace(tight, cell=replace(self.cell, size=self.cell.size * small))

    def fixed_parts(self) -> list[tuple[float, float]]:
        """What each column that does not wrap needs for its head and for its cells."""
        return [self._head_and_cells(n, c) for n, c in enumerate(self.columns) if not c.share]

    def fixed_width(self) -> float:
        """What they need together."""
        return sum(max(parts) for parts in self.fixed_parts())

    @property
    def _strong(self) -> Type:
        return replace(self.cell, weight=Weight.BOLD)

    def _widths(self, width: float) -> list[float]:
        fixed = [self._natural(n, c) if not c.share else 0.0 for n, c in enumerate(self.columns)]
        room = width - sum(fixed) - sum(c.left for c in self.columns[1:])
        for n, column in enumerate(self.columns):
            more = _two_lines(column.head) - fixed[n]
            if self.tight and not column.share and column.width is None and 0 < more <= room - self._least_shares:
                fixed[n], room = fixed[n] + more, room - more
        free = [n for n, column in enumerate(self.columns) if column.width is None]
        if self.tight and room > 0 and not self._least_shares:
            for n in free:
                fixed[n] += room / len(free)
        whole = sum(c.share for c in self.columns) or 1
        return [f if not c.share else max(room * c.share / whole, 24) for f, c in zip(fixed, self.columns, strict=True)]

    @property
    def _least_shares(self) -> float:
        """What the wrapping columns keep at least."""
        return sum(_LEAST_SHARE for c in self.columns if c.share)

    def _natural(self, number: int, column: Column) -> float:
        return max(self._head_and_cells(number, column))

    def _head_and_cells(self, number: int, column: Column) -> tuple[float, float]:
        """What a column needs for its head, which keeps its size, and for its cells."""
        if column.width is not None:
            return column.width, 0
        heads = column.head.split() if self.tight else column.head.split("\n")
        head = max((fonts.width(part, HEAD) for part in heads), default=0)
        kinds = [self._strong if n in self.strong else self.cell for n in range(len(self.rows))]
        cells = zip((row[number] for row in self.rows), kinds, strict=True)
        texts = (fonts.width(cell, kind) for cell, kind in cells if isinstance(cell, str))
        return head + 0.01, max(texts, default=0) + 0.01

    def _head_lines(self, widths: Sequence[float]) -> list[list[str]]:
        return [
            [line for part in c.head.split("\n") for line in fonts.wrapped(part, HEAD, w)]
            for c, w in zip(self.columns, widths, strict=True)
        ]

    def _head_height(self, widths: Sequence[float]) -> float:
        return max(len(lines) for lines in self._head_lines(widths)) * HEAD.line + 9

    def _row_height(self, number: int, widths: Sequence[float]) -> float:
        kind = self._strong if number in self.strong else self.cell
        cells = zip(self.rows[number], widths, self.columns, strict=True)
        lines = [len(fonts.wrapped(cell, kind, own, most=c.most)) for cell, own, c in cells if isinstance(cell, str)]
        return max([1, *lines]) * kind.line + 2 * self.padding

    def height(self, width: float) -> float:
        widths = self._widths(width)
        return self._head_height(widths) + sum(self._row_height(n, widths) for n in range(len(self.rows)))

    def fits(self, width: float, room: float) -> bool:
        """Measures no more rows than have room: a table of thousands is asked once for each of its pages."""
        widths = self._widths(width)
        left = room - self._head_height(widths)
        for number in range(len(self.rows)):
            left -= self._row_height(number, widths)
            if left < 0:
                return False
        return left >= 0

    def least(self, width: float) -> float:
        widths = self._widths(width)
        rows = len(self.rows) if self.is_whole else 3
        return self._head_height(widths) + sum(self._row_height(n, widths) for n in range(rows))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        widths = self._widths(width)
        used, fit = self._head_height(widths), 0
        while fit < len(self.rows) and used + self._row_height(fit, widths) <= room:
            used += self._row_height(fit, widths)
            fit += 1
        fit = min(fit, len(self.rows) - 2) if len(self.rows) - fit == 1 else fit
        if fit < 1:
            return None
        same = [replace(c, width=w, share=0) for c, w in zip(self.columns, widths, strict=True)]
        first = replace(self, columns=same, rows=self.rows[:fit], strong=frozenset(n for n in self.strong if n < fit))
        rest = replace(
            self, columns=same, rows=self.rows[fit:], strong=frozenset(n - fit for n in self.strong if n >= fit), gap=0, keeps=False
        )
        return first, rest

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        widths = self._widths(width)
        tall = self._head_height(widths)
        lefts = _lefts(self.columns, widths, x)
        for left, own, column, lines in zip(lefts, widths, self.columns, self._head_lines(widths), strict=True):
            at = _edge(left, own, column.align)
            pen.lines(at, y + tall - 5 - len(lines) * HEAD.line, lines, HEAD, align=column.align)
        y += tall
        if self.ruled:
            pen.line(x, y, x + width, y, colour=colours.INK, thick=1.2)
        for number, row in enumerate(self.rows):
            y = self._draw_row(pen, number, row, (x, y, width), list(zip(lefts, widths, self.columns, strict=True)))

    def _draw_row(
        self,
        pen: Pen,
        number: int,
        row: Sequence[Cell],
        place: tuple[float, float, float],
        columns: Sequence[tuple[float, float, Column]],
    ) -> float:
        x, y, width = place
        kind = self._strong if number in self.strong else self.cell
        tall = self._row_height(number, [own for _, own, _ in columns])
        for cell, (left, own, column) in zip(row, columns, strict=True):
            if isinstance(cell, str):
                lines = fonts.wrapped(cell, kind, own, most=column.most)
                pen.lines(_edge(left, own, column.align), y + self.padding, lines, kind, align=column.align)
            elif isinstance(cell, Heat):
                cell.draw(pen, left, y, own, tall)
            else:
                cell(pen, left, y, own, tall)
        if self.ruled:
            colour, thick = (colours.INK, 1.2) if number + 1 in self.strong else (colours.ROW_LINE, 1)
            pen.line(x, y + tall, x + width, y + tall, colour=colour, thick=thick)
        return y + tall


def _two_lines(head: str) -> float:
    """The least width in which a head takes no more than two lines."""
    words = head.split()
    halves = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    return min((max(fonts.width(half, HEAD) for half in both) for both in halves), default=0) + 0.01


def _lefts(columns: Sequence[Column], widths: Sequence[float], x: float) -> list[float]:
    lefts = []
    for number, (column, own) in enumerate(zip(columns, widths, strict=True)):
        x += column.left if number else 0
        lefts.append(x)
        x += own
    return lefts


def _edge(left: float, width: float, align: Align) -> float:
    return left + {"left": 0.0, "center": width / 2, "right": width}[align]
