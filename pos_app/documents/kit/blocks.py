"""Pieces of a page that know how high they are, and their way over as many pages as they need."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pos_app.documents.kit import fonts
from pos_app.documents.kit.fonts import Type
from pos_app.documents.kit.pen import Align, Pen


class Block(ABC):
    """Something as wide as it is told to be. `gap` is the room above it, not taken at the top of a page."""

    gap: float = 0
    keeps: bool = False
    """Never the last thing on a page: it belongs to what follows."""
    begins: bool = False
    """Always the first thing on a page."""

    @abstractmethod
    def height(self, width: float) -> float: ...

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float, width: float) -> None: ...

    def least(self, width: float) -> float:
        """The least height it can begin with at the foot of a page."""
        return self.height(width)

    def fits(self, width: float, room: float) -> bool:
        """Whether it is no higher than `room`."""
        return self.height(width) <= room

    def split(self, width: float, room: float) -> tuple["Block", "Block"] | None:
        """What fits into `room` and the rest; None where it cannot be parted."""
        del width, room
        return None


@dataclass(frozen=True, slots=True)
class Text(Block):
    """A paragraph, wrapped."""

    text: str
    kind: Type
    align: Align = "left"
    gap: float = 0
    most: int | None = None
    keeps: bool = False

    def _lines(self, width: float) -> list[str]:
        return fonts.wrapped(self.text, self.kind, width, most=self.most)

    def height(self, width: float) -> float:
        return len(self._lines(width)) * self.kind.line

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        at = x + {"left": 0, "center": width / 2, "right": width}[self.align]
        pen.lines(at, y, self._lines(width), self.kind, align=self.align)


@dataclass(frozen=True, slots=True)
class Drawn(Block):
    """A drawing of a fixed height."""

    tall: float
    how: Callable[[Pen, float, float, float], None]
    gap: float = 0
    keeps: bool = False

    def height(self, width: float) -> float:
        del width
        return self.tall

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.how(pen, x, y, width)


@dataclass(frozen=True, slots=True)
class Stack(Block):
    """Blocks under one another that stay together."""

    blocks: Sequence[Block]
    gap: float = 0
    keeps: bool = False

    def height(self, width: float) -> float:
        return sum(b.height(width) + (b.gap if n else 0) for n, b in enumerate(self.blocks))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for n, block in enumerate(self.blocks):
            y += block.gap if n else 0
            block.draw(pen, x, y, width)
            y += block.height(width)


@dataclass(frozen=True, slots=True)
class Columns(Block):
    """Blocks side by side; `parts` are their widths in proportion."""

    blocks: Sequence[Block]
    space: float
    gap: float = 0
    parts: Sequence[float] = field(default=())

    def _widths(self, width: float) -> list[float]:
        parts = self.parts or [1] * len(self.blocks)
        room = width - self.space * (len(self.blocks) - 1)
        return [room * part / sum(parts) for part in parts]

    def height(self, width: float) -> float:
        return max(b.height(w) for b, w in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for block, own in zip(self.blocks, self._widths(width), strict=True):
            block.draw(pen, x, y, own)
            x += own + self.space


@dataclass(frozen=True, slots=True)
class Placed:
    block: Block
    y: float


def flow(blocks: Sequence[Block], *, width: float, top: float, bottom: float) -> list[list[Placed]]:
    """The blocks laid out on pages between `top` and `bottom`; a heading goes with the beginning of what follows."""
    pages: list[list[Placed]] = [[]]
    y = top
    todo = list(blocks)
    while todo:
        block = todo.pop(0)
        gap = block.gap if pages[-1] else 0
        room = bottom - y - gap
        need = _need(block, todo, width)
        if pages[-1] and (block.begins or room < need <= bottom - top):
            pages.append([])
            y, gap, room = top, 0, bottom - top
        if not block.fits(width, room) and (parts := block.split(width, room)) is not None:
            block, rest = parts
            todo.insert(0, rest)
        pages[-1].append(Placed(block, y + gap))
        y += gap + block.height(width)
    return pages


def _need(block: Block, following: Sequence[Block], width: float) -> float:
    if not block.keeps:
        return block.least(width)
    need = block.height(width)
    for after in following:
        need += after.gap + (after.height(width) if after.keeps else after.least(width))
        if not after.keeps:
            break
    return need
