"""The catalogue on A4 pages: two articles beside each other, each with its picture, price, maker and badge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from pos_app import texts
from pos_app.documents import catalogue_words as words
from pos_app.documents.figures_paper import Made, frame_of
from pos_app.documents.kit import charts, colours, fonts
from pos_app.documents.kit.blocks import Block, Columns, Text
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.page import FINE, WIDTH, Heading, head, render
from pos_app.documents.kit.pen import Pen
from pos_app.domain.catalogue import Catalogue, Item, Picture
from pos_app.formatting import Language
from pos_app.texts import gettext as _

_NAME = Type(12.5, Weight.BOLD, leading=1.3)
_PRICE = Type(15, Weight.BOLD, leading=1.35)
_SOFT = Type(10, colour=colours.INK_2, leading=1.4)
_MAKER = Type(10.5, leading=1.4)
_BADGE = Type(10.5, Weight.SEMIBOLD, colours.DOMESTIC, leading=1.4)
_PICTURE = 96.0
_PAD = 12.0
_FLAG = (15.0, 10.0)


@dataclass(frozen=True, slots=True)
class _Article(Block):
    """One article in a frame; `tall` makes it as high as its neighbour."""

    catalogue: Catalogue
    item: Item
    language: Language
    tall: float = 0
    gap: float = 0
    keeps: bool = False

    def _texts(self) -> list[tuple[str, Type]]:
        item, language = self.item, self.language
        pack = " · ".join(filter(None, (words.pack(item, language), words.larger(item, language))))
        said = [(item.product.name, _NAME), (pack, _SOFT), (words.price(item, language), _PRICE), (words.maker(item), _MAKER)]
        if badge := words.badge(item):
            said += [(badge, _BADGE), (words.proof(item, language), _SOFT)]
        said.append((item.product.code, _SOFT))
        return [(text, kind) for text, kind in said if text]

    @property
    def _left(self) -> float:
        """Where the words begin: behind the picture, if there is one."""
        return 2 * _PAD + _PICTURE if self.item.picture else _PAD

    def _lines(self, width: float) -> list[tuple[list[str], Type, float]]:
        """Wrapped texts with how far each is set in: the badge's behind its flag."""
        room = width - self._left - _PAD
        made = []
        for text, kind in self._texts():
            inset = _FLAG[0] + 6 if kind is _BADGE else 0
            made.append((fonts.wrapped(text, kind, room - inset, most=3), kind, inset))
        return made

    def height(self, width: float) -> float:
        said = sum(len(lines) * kind.line for lines, kind, _inset in self._lines(width))
        return max(self.tall, said + 2 * _PAD, _PICTURE + 2 * _PAD if self.item.picture else 0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width, self.height(width), fill=colours.WHITE, stroke=colours.LINE, radius=8)
        if self.item.picture is not None:
            _picture(pen, x + _PAD, y + _PAD, self.item.picture)
        left, at = x + self._left, y + _PAD
        for lines, kind, inset in self._lines(width):
            if kind is _BADGE:
                charts.flag(pen, left, at + (kind.line - _FLAG[1]) / 2, *_FLAG)
            pen.lines(left + inset, at, lines, kind)
            at += len(lines) * kind.line


def _picture(pen: Pen, x: float, y: float, picture: Picture) -> None:
    """A picture in the middle of its square."""
    from PIL import Image

    scale = _PICTURE / max(picture.width, picture.height)
    wide, high = picture.width * scale, picture.height * scale
    with pen.clipped(x, y, _PICTURE, _PICTURE, radius=6):
        pen.picture(x + (_PICTURE - wide) / 2, y + (_PICTURE - high) / 2, wide, high, Image.open(BytesIO(picture.body)))


@dataclass(frozen=True, slots=True)
class _Nothing(Block):
    """Where the second of two would stand."""

    def height(self, width: float) -> float:
        del width
        return 0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing."""


def paper(catalogue: Catalogue, made: Made) -> bytes:
    """The catalogue as a PDF."""
    with texts.speaking(made.language):
        card, title = catalogue.card, words.title(catalogue)
        blocks: list[Block] = [head(title, " · ".join(filter(None, (card.address, card.phone))))]
        for category, items in catalogue.categories:
            blocks.append(Heading(category or _("Without category")))
            blocks += _rows(catalogue, items, made.language)
        if not catalogue.items:
            blocks.append(Text(_("No goods fit this choice."), FINE, gap=14))
        if address := words.order(catalogue):
            blocks.append(Text(_("Order by WhatsApp: {address}").format(address=address.partition("?")[0]), FINE, gap=14))
        return render(frame_of(title, card, made), blocks)


def _rows(catalogue: Catalogue, items: Sequence[Item], language: Language) -> list[Block]:
    """Two and two, each as high as the other."""
    space = 12.0
    own = (WIDTH - space) / 2
    made: list[Block] = []
    for at in range(0, len(items), 2):
        pair = [_Article(catalogue, item, language) for item in items[at : at + 2]]
        tall = max(article.height(own) for article in pair)
        blocks: list[Block] = [replace(article, tall=tall) for article in pair]
        made.append(Columns([*blocks, *([_Nothing()] if len(blocks) == 1 else [])], space, gap=10 if at else 4))
    return made
