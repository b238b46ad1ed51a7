"""The frame every report shares: head with the red and grey rule, cards, headings, notes, and the foot of each page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block, Columns, Drawn, Placed, Stack, Text, flow
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.pen import PIXEL, Pen
from pos_app.domain.shop import TRAINING_NAME
from pos_app.formatting import Language

A4: Final = (794.0, 1123.0)
ACROSS: Final = (A4[1], A4[0])
"""The sheet on its long side, for tables of many columns."""
MARGIN: Final = 56.0
TOP: Final = 52.0
_FOOT_ROOM: Final = 57.0
"""Below the foot's line; the text above the line ends a little earlier."""
WIDTH: Final = A4[0] - 2 * MARGIN
WIDTH_ACROSS: Final = ACROSS[0] - 2 * MARGIN

TITLE: Final = Type(25, Weight.BOLD, leading=1.15, tracking=-0.4)
SUBTITLE: Final = Type(12, colour=colours.INK_2)
HEADING: Final = Type(13.5, Weight.BOLD, leading=1.4)
BODY: Final = Type(11)
FINE: Final = Type(10.5, colour=colours.INK_2, leading=1.5)
_FOOT: Final = Type(9.5, colour=colours.INK_2)
_CARD_HEAD: Final = Type(10.5, Weight.SEMIBOLD, colours.INK_2, leading=1.4)
_CARD_FIGURE: Final = Type(21, Weight.BOLD, leading=1.35, tracking=-0.4)
_MAIN_FIGURE: Final = Type(36, Weight.BOLD, colours.DOMESTIC, leading=1.1, tracking=-0.4)


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading that never stands alone at the foot of a page; `mark` puts it into the document's outline."""

    text: str
    gap: float = 20
    keeps: bool = True
    mark: bool = True
    begins: bool = False

    def height(self, width: float) -> float:
        return len(fonts.wrapped(self.text, HEADING, width)) * HEADING.line + 6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.mark:
            pen.bookmark(self.text, y - 8)
        pen.lines(x, y, fonts.wrapped(self.text, HEADING, width), HEADING)


@dataclass(frozen=True, slots=True)
class Card(Block):
    """A figure with what it is above and what it comes from below; `tall` makes it as high as its neighbours."""

    head: str
    figure: str
    lines: Sequence[str] = ()
    main: bool = False
    tall: float = 0

    def _texts(self, width: float) -> Stack:
        inner = width - 28
        figure = fonts.fitted(self.figure, _MAIN_FIGURE if self.main else _CARD_FIGURE, inner)
        longest = max((word for line in self.lines for word in line.split(" ")), key=lambda word: fonts.width(word, FINE), default="")
        fine = fonts.fitted(longest, FINE, inner - 1)  # an amount is set smaller, never broken
        below = [Text(line, fine) for line in self.lines]
        return Stack([Text(self.head, _CARD_HEAD), Text(self.figure, figure, gap=2 if self.main else 3), *_after(3, below)])

    def height(self, width: float) -> float:
        return max(self.tall, self._texts(width).height(width - 28) + 24)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        fill, line = (colours.DOMESTIC_SOFT, colours.DOMESTIC) if self.main else (colours.WHITE, colours.LINE)
        pen.rect(x, y, width, self.height(width), fill=fill, stroke=line, radius=8)
        self._texts(width).draw(pen, x + 14, y + 12, width - 28)


def _after(gap: float, blocks: Sequence[Text]) -> list[Text]:
    return [replace(block, gap=gap) if number == 0 else block for number, block in enumerate(blocks)]


def cards(row: Sequence[Card], parts: Sequence[float], *, gap: float = 18, space: float = 14) -> Columns:
    """Cards side by side, all as high as the highest."""
    room = WIDTH - space * (len(row) - 1)
    tall = max(card.height(room * part / sum(parts)) for card, part in zip(row, parts, strict=True))
    return Columns([replace(card, tall=tall) for card in row], space, gap, tuple(parts))


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A grey box: the words `strong` in bold, the rest after them."""

    strong: str
    text: str
    gap: float = 16

    def _lines(self, width: float) -> tuple[float, list[str]]:
        lead = fonts.width(self.strong + " ", replace(BODY, weight=Weight.BOLD))
        first, *rest = _hanging(self.text, BODY, width - 28, lead)
        return lead, [first, *rest]

    def height(self, width: float) -> float:
        return len(self._lines(width)[1]) * BODY.line + 22

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        lead, lines = self._lines(width)
        pen.rect(x, y, width, self.height(width), fill=colours.NOTE, radius=8)
        pen.text(x + 14, y + 11, self.strong, replace(BODY, weight=Weight.BOLD))
        pen.text(x + 14 + lead, y + 11, lines[0], BODY)
        pen.lines(x + 14, y + 11 + BODY.line, lines[1:], BODY)


def _hanging(text: str, kind: Type, width: float, lead: float) -> list[str]:
    """Lines of which the first is shorter by `lead`."""
    words = text.split(" ")
    fit = len(words)
    while fit and fonts.width(" ".join(words[:fit]), kind) > width - lead:
        fit -= 1
    rest = " ".join(words[fit:])
    return [" ".join(words[:fit]), *(fonts.wrapped(rest, kind, width) if rest else [])]


def head(title: str, subtitle: str) -> Stack:
    """Title, what it is about, and the rule in red and grey."""

    def rule(pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width / 2, 3, fill=colours.DOMESTIC)
        pen.rect(x + width / 2, y, width / 2, 3, fill=colours.LINE)

    return Stack([Text(title, TITLE), Text(subtitle, SUBTITLE, gap=4), Drawn(3, rule, gap=16)])


def signatures(names: Sequence[str]) -> Columns:
    """Places to sign beside each other, each below whose it is."""

    def place(name: str) -> Drawn:
        def draw(pen: Pen, x: float, y: float, width: float) -> None:
            pen.text(x, y, name, FINE)
            pen.line(x, y + 62, x + min(width, 200), y + 62, colour=colours.INK_2)

        return Drawn(70, draw)

    return Columns([place(name) for name in names], 40, gap=26)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page of a report, and in the file about it.

    `foot` is the left part of the foot; `page_of` words the right one from the page's number and their count.
    """

    title: str
    author: str
    subject: str
    foot: str
    page_of: Callable[[int, int], str]
    language: Language
    made_at: datetime


def layout(blocks: Sequence[Block], sheet: tuple[float, float] = A4) -> list[list[Placed]]:
    """The blocks on as many A4 pages as they need."""
    return flow(blocks, width=sheet[0] - 2 * MARGIN, top=TOP, bottom=sheet[1] - _FOOT_ROOM - 14)


def render(frame: Frame, blocks: Sequence[Block], sheet: tuple[float, float] = A4) -> bytes:
    """The report as a PDF of A4 pages."""
    pages = layout(blocks, sheet)
    width, below = sheet[0] - 2 * MARGIN, sheet[1] - _FOOT_ROOM
    foot = TRAINING_NAME + frame.foot if frame.author.startswith(TRAINING_NAME) else frame.foot
    pen = Pen(
        sheet, unit=PIXEL, title=frame.title, author=frame.author, subject=frame.subject, language=frame.language, made_at=frame.made_at
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            pen.next_page()
        for placed in page:
            placed.block.draw(pen, MARGIN, placed.y, width)
        pen.line(MARGIN, below, MARGIN + width, below, colour=colours.LINE)
        right = frame.page_of(number, len(pages))
        room = width - fonts.width(right, _FOOT) - 20
        pen.text(MARGIN, below + 8, fonts.shortened(foot, _FOOT, room), _FOOT)
        pen.text(MARGIN + width, below + 8, right, _FOOT, align="right")
    return pen.finish()
