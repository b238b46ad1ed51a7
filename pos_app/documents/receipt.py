"""A receipt as a PDF: rolls of 58 and 80 mm as long as they need to be, and A5.

Rolls are drawn in dots of a slip printer (203 to the inch): 384 or 576 of them are printed, in the middle of the
paper, in black only, text from 19 or 22 dots up and bars two dots wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app import texts
from pos_app.documents import logo as logos
from pos_app.documents.barcodes import code_128
from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block, Columns, Drawn, Stack, Text, flow
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.pen import DOT, Pen
from pos_app.documents.slip import PLAIN, Beside, Coupon, Item, Plain, Row, Share, Slip, Tone, slip
from pos_app.domain.sale import Sale
from pos_app.domain.shop import ShopCard
from pos_app.formatting import Language
from pos_app.texts import gettext as _


class Paper(StrEnum):
    MM_58 = "58"
    MM_80 = "80"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes of one paper, in dots. `tall` is None for a roll."""

    page: float
    margin: float
    tall: float | None
    text: float
    small: float
    head: float
    total: float
    change: float
    box: float
    rule_gap: float
    mark: float
    flag: tuple[float, float]
    code: float

    @property
    def width(self) -> float:
        return self.page - 2 * self.margin

    def type(self, tone: Tone) -> Type:
        black = colours.BLACK
        return {
            Tone.PLAIN: Type(self.text, Weight.MEDIUM, black, 1.3),
            Tone.STRONG: Type(self.text, Weight.BOLD, black, 1.3),
            Tone.TOTAL: Type(self.total, Weight.EXTRABOLD, black, 1.25, -0.8),
            Tone.CHANGE: Type(self.change, Weight.EXTRABOLD, black, 1.25, -0.8),
            Tone.NOTE: Type(self.small, Weight.MEDIUM, black, 1.32),
        }[tone]


_LONGEST: Final = 14_000 / DOT
"""Readers know no page longer than 14 400 points: a longer roll goes on on the next page."""
_TOP: Final = 24.0
_END: Final = 32.0
_LOGO_A5: Final = 260
"""Dots at most across and down at the head of an A5 sheet."""

_LOOKS: Final = {
    Paper.MM_58: _Look(464, 48, None, 22, 19, 30, 36, 28, 26, 11, 26, (18, 14), 84),
    Paper.MM_80: _Look(640, 48, None, 26, 22, 38, 46, 38, 30, 14, 32, (22, 16), 96),
    Paper.A5: _Look(1183, 80, 1678, 25, 21, 44, 42, 34, 29, 14, 32, (22, 16), 84),
}


def render(sale: Sale, card: ShopCard, *, paper: Paper, language: Language, beside: Beside = PLAIN) -> bytes:
    """The receipt of `sale` on `paper`, in `language`."""
    look = _LOOKS[paper]
    said = slip(sale, card, language=language, beside=beside)
    with texts.speaking(language):
        blocks = _sheet(said, look) if paper is Paper.A5 else _roll(said, look)
        if beside.logo is not None:
            roll = paper is not Paper.A5
            blocks.insert(0, _logo(beside.logo, centred=roll, dots=int(look.width) if roll else _LOGO_A5))
        title = _("Receipt {number}").format(number=sale.number)
        return _drawn(blocks, look, _About(title, card.name, ", ".join(said.titles), said.number, language, sale.at))


@dataclass(frozen=True, slots=True)
class _About:
    """What a file says of itself; `foot` stands on every page of several."""

    title: str
    author: str
    subject: str
    foot: str
    language: Language
    made_at: datetime


def _drawn(blocks: Sequence[Block], look: _Look, said: _About) -> bytes:
    bottom = look.tall - 96 if look.tall else _LONGEST
    pages = flow(blocks, width=look.width, top=_TOP if look.tall is None else 72, bottom=bottom)
    sizes = [(look.page, look.tall or _ends(page[-1].y + page[-1].block.height(look.width))) for page in pages]
    pen = Pen(sizes[0], unit=DOT, title=said.title, author=said.author, subject=said.subject, language=said.language, made_at=said.made_at)
    for number, (page, size) in enumerate(zip(pages, sizes, strict=True)):
        if number:
            pen.next_page(size)
        for placed in page:
            placed.block.draw(pen, look.margin, placed.y, look.width)
        if look.tall and len(pages) > 1:
            _foot(pen, look, f"{said.foot} · " + _("Page {page} of {pages}").format(page=number + 1, pages=len(pages)))
    return pen.finish()


def render_plain(said: Plain, *, paper: Paper, language: Language, made_at: datetime) -> bytes:
    """A paper of the till that is no receipt: a shift's report, the statement of an account."""
    look = _LOOKS[paper]
    gap = look.rule_gap
    blocks: list[Block] = [
        Text(said.shop, Type(look.head, Weight.EXTRABOLD, colours.BLACK, 1.2, -0.4), "center"),
        Text(said.title, look.type(Tone.STRONG), "center"),
        *(Text(fact, look.type(Tone.NOTE), "center") for fact in said.facts),
    ]
    for part in filter(None, said.parts):
        blocks.append(_rule(gap))
        blocks += [_Pair(row, look.type(row.tone), gap=0 if n else gap) for n, row in enumerate(part)]
    with texts.speaking(language):
        return _drawn(blocks, look, _About(said.title, said.shop, "", said.title, language, made_at))


def _ends(y: float) -> float:
    """Whole dots, so that nothing is drawn between two of them."""
    return float(round(y + _END))


def _foot(pen: Pen, look: _Look, text: str) -> None:
    pen.text(look.margin + look.width, pen.height - 72, text, look.type(Tone.NOTE), align="right")


def _roll(said: Slip, look: _Look) -> list[Block]:
    small, plain = look.type(Tone.NOTE), look.type(Tone.PLAIN)
    gap = look.rule_gap
    blocks: list[Block] = [
        Text(said.shop, Type(look.head, Weight.EXTRABOLD, colours.BLACK, 1.2, -0.4), "center"),
        *(Text(line, small, "center") for line in _joined(said.address, small, look.width)),
        _rule(gap),
    ]
    if said.titles:
        blocks += [Text(title, look.type(Tone.CHANGE), "center", gap=gap if not n else 0) for n, title in enumerate(said.titles)]
        blocks.append(_rule(gap))
    blocks += [Stack(_facts(said, small, look.width), gap=gap), _rule(gap)]
    blocks += [_Item(item, look, gap=8 if n else gap) for n, item in enumerate(said.items)]
    blocks.append(_rule(gap))
    blocks.append(Stack(_sums(said, look), gap=gap))
    if said.share is not None:
        blocks.append(Stack([_Box(said.share, look), Text(_explained(), small, gap=8)], gap=gap))
    last: list[Block] = []
    if said.saved:
        last.append(Text(said.saved, replace(plain, weight=Weight.SEMIBOLD), "center"))
    if said.footer:
        last.append(Text(said.footer, plain, "center", gap=4))
    if last:
        blocks += [_rule(gap), Stack(last, gap=gap)]
    blocks.append(_number(said.number, look, gap=18))
    for coupon in said.coupons:
        blocks += [_rule(gap), *_coupon(coupon, look)]
    return blocks


def _logo(body: bytes, *, centred: bool, dots: int) -> Block:
    """The shop's logo in the dots of a slip printer."""
    picture = logos.fitted(body, dots=dots)

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        pen.picture(x + ((width - picture.width) / 2 if centred else 0), y, picture.width, picture.height, picture)

    return Drawn(picture.height + 14, draw, keeps=True)


def _coupon(coupon: Coupon, look: _Look) -> list[Block]:
    """A voucher: what it is worth, and its bars."""
    return [*(_Pair(row, look.type(row.tone), gap=look.rule_gap) for row in coupon.rows), _number(coupon.code, look, gap=18)]


def _sheet(said: Slip, look: _Look) -> list[Block]:
    """A5: facts beside the shop, one row for an item, the sums on the right."""
    small, plain = look.type(Tone.NOTE), look.type(Tone.PLAIN)
    gap = look.rule_gap
    shop = Stack([Text(said.shop, Type(look.head, Weight.EXTRABOLD, colours.BLACK, 1.2, -0.4)), *(Text(x, small) for x in said.address)])
    titles = [Text(x, look.type(Tone.CHANGE), "right") for x in said.titles]
    facts = [x for x in (said.number, said.when, said.cashier, said.member) if x]
    right = Stack([*titles, *(Text(x, small, "right") for x in facts)])
    blocks: list[Block] = [Columns([shop, right], 40, parts=(1.15, 1))]
    blocks += [Text(x, small, gap=8 if not n else 0) for n, x in enumerate(said.remarks)]
    blocks.append(_rule(gap))
    blocks += [_Item(item, look, gap=8 if n else gap, wide=True) for n, item in enumerate(said.items)]
    blocks.append(_rule(gap))
    left: list[Block] = [] if said.share is None else [_Box(said.share, look), Text(_explained(), small, gap=8)]
    if said.saved:
        left.append(Text(said.saved, replace(plain, weight=Weight.SEMIBOLD), gap=18))
    if said.footer:
        left.append(Text(said.footer, plain, gap=8))
    left.append(_number(said.number, look, gap=28, centred=False))
    sums = [*_sums(said, look), *(block for coupon in said.coupons for block in _coupon(coupon, look))]
    blocks.append(Columns([Stack(left), Stack(sums)], 48, gap=gap + 4))
    return blocks


def _explained() -> str:
    return _("Shown with a flag: made in Indonesia. Value after discounts, before rounding.")


def _joined(parts: Sequence[str], kind: Type, width: float) -> list[str]:
    """The parts on one line where they fit, else each on its own."""
    line = " · ".join(parts)
    return [line] if parts and fonts.width(line, kind) <= width else list(parts)


def _facts(said: Slip, kind: Type, width: float) -> list[Block]:
    pairs = [(said.when, said.cashier), (said.number, said.member)]
    if all(fonts.width(f"{a}   {b}", kind) <= width for a, b in pairs):
        rows: list[Block] = [_Pair(Row(a, b), kind) for a, b in pairs]
    else:
        rows = [Text(x, kind) for x in (said.when, said.number, *_joined([x for x in (said.cashier, said.member) if x], kind, width))]
    return [*rows, *(Text(x, kind) for x in said.remarks)]


def _sums(said: Slip, look: _Look) -> list[Block]:
    rows: list[Block] = [_Pair(row, look.type(row.tone)) for row in said.sums]
    return [*rows, *(_Pair(row, look.type(row.tone), gap=8 if not n else 0) for n, row in enumerate(said.tax))]


def _rule(gap: float) -> Drawn:
    """A dashed line."""

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        pen.line(x, y + 1, x + width, y + 1, colour=colours.BLACK, thick=2, dash=(6, 6))

    return Drawn(2, draw, gap=gap)


@dataclass(frozen=True, slots=True)
class _Pair(Block):
    """Words on the left, a figure on the right; the figure goes below where both do not fit."""

    row: Row
    kind: Type
    gap: float = 0

    def _set(self, width: float) -> tuple[list[str], Type, bool]:
        """Lines of the left part, type of the figure, and whether it stands below them."""
        figure = fonts.fitted(self.row.right, self.kind, width)
        room = width - fonts.width(self.row.right, figure) - 12 if self.row.right else width
        if fonts.width(self.row.left, self.kind) <= room:
            return [self.row.left], figure, False
        beside = max(width - fonts.width(self.row.left, self.kind) - 12, 1)
        tight = fonts.fitted(self.row.right, self.kind, beside, least=0.6)
        if self.kind.weight is Weight.EXTRABOLD and self.row.right and fonts.width(self.row.right, tight) <= beside:
            return [self.row.left], tight, False
        below = room < width * 0.4 or fonts.width(self.row.left, self.kind) <= width
        return fonts.wrapped(self.row.left, self.kind, width if below else room), figure, below and bool(self.row.right)

    def height(self, width: float) -> float:
        lines, _figure, below = self._set(width)
        return (len(lines) + below) * self.kind.line

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        lines, figure, below = self._set(width)
        pen.lines(x, y, lines, self.kind)
        if self.row.right:
            at = y + (len(lines) if below else 0) * self.kind.line
            pen.text(x + width, at + self.kind.baseline - figure.baseline, self.row.right, figure, align="right")


@dataclass(frozen=True, slots=True)
class _Item(Block):
    """A line of the sale, with the half-filled flag before it where it was made in Indonesia."""

    item: Item
    look: _Look
    gap: float = 0
    wide: bool = False

    def _name(self) -> Type:
        return replace(self.look.type(Tone.PLAIN), weight=Weight.SEMIBOLD)

    def _parts(self, width: float) -> Block:
        plain = self.look.type(Tone.PLAIN)
        name = Text(self.item.name, self._name())
        if not self.wide:
            return Stack([name, *(_Pair(row, plain) for row in self.item.rows)])
        first, *rest = self.item.rows
        figures = Stack([_Pair(row, plain) for row in (first, *rest)])
        return Columns([name, figures], 32, parts=(1, 1))

    def height(self, width: float) -> float:
        return self._parts(width).height(width - self.look.mark)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.item.domestic:
            wide, tall = self.look.flag
            _flag(pen, x, y + round((self._name().line - tall) / 2), wide, tall)
        self._parts(width).draw(pen, x + self.look.mark, y, width - self.look.mark)


def _flag(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Half filled, as red over white is in black."""
    pen.rect(x, y, width, height, stroke=colours.BLACK, thick=2)
    pen.rect(x, y, width, height / 2, fill=colours.BLACK)


@dataclass(frozen=True, slots=True)
class _Box(Block):
    """How much of the basket was made in Indonesia."""

    share: Share
    look: _Look
    gap: float = 0

    @property
    def _inset(self) -> tuple[float, float]:
        return (14, 12) if self.look.text > 24 else (10, 9)

    def _words(self, width: float) -> Type:
        room = width - 2 * self._inset[0] - self.look.flag[0] - 16
        return fonts.fitted(self.share.label, self.look.type(Tone.STRONG), room)

    def _figures(self, width: float) -> Type:
        """As large as both figures have room beside one another."""
        kind = Type(self.look.box, Weight.EXTRABOLD, colours.BLACK, 1.3)
        return fonts.fitted(f"{self.share.value}  {self.share.percent}", kind, width - 2 * self._inset[0] - 6)

    def height(self, width: float) -> float:
        return round(self._words(width).line + self._figures(width).line + 2 * self._inset[1] + 6)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        across, down = self._inset
        pen.rect(x, y, width, self.height(width), stroke=colours.BLACK, thick=3)
        wide, tall = self.look.flag
        words = self._words(width)
        top = y + down + 3
        _flag(pen, x + across + 3, top + round((words.line - tall) / 2), wide, tall)
        pen.text(x + across + 3 + wide + 10, top, self.share.label, words)
        row = Row(self.share.value, self.share.percent)
        _Pair(row, self._figures(width)).draw(pen, x + across + 3, top + words.line, width - 2 * across - 6)


def _number(number: str, look: _Look, *, gap: float, centred: bool = True) -> Drawn:
    """The receipt's number as Code 128, two dots to a module, with the number below."""
    made = code_128(number)
    kind = Type(look.text, Weight.SEMIBOLD, colours.BLACK, 1.3, 1)

    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        y = round(y)
        if made is None or len(made.modules) * 2 > width:
            pen.text(x + width / 2, y + look.code, number, fonts.fitted(number, kind, width), align="center")
            return
        left = round(x + (width - len(made.modules) * 2) / 2) if centred else round(x + made.quiet[0] * 2)
        pen.modules(left, y, made.modules, module=2, height=look.code)
        pen.text(left + len(made.modules), y + look.code + 6, number, kind, align="center")

    return Drawn(look.code + 6 + kind.line, draw, gap=gap)
