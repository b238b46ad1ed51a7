"""Shelf labels as a PDF: sheets of A4 and rolls, with the price, its origin and a code that scans as what it says.

What is unknown prints no badge: an empty place tempts nobody, a question mark on a shelf would.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.barcodes import Bars, bars
from pos_app.documents.countries import country_name
from pos_app.documents.kit import charts, colours, fonts
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.pen import DOT, MM, PIXEL, Pen
from pos_app.domain.content_size import Per, PricePer
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import Origin, State
from pos_app.formatting import Language
from pos_app.texts import gettext as _

_PX_PER_MM: Final = MM / PIXEL
_LARGE: Final = 240.0
"""A label wider than this has room for its parts side by side."""
_DOT: Final = DOT / PIXEL
LEAST_DOTS: Final = 2
"""Dots of a label printer (203 to the inch) in a module, a quarter millimetre; a narrower bar is not read back."""
MOST_DOTS: Final = 3


@dataclass(frozen=True, slots=True)
class Label:
    """One article on the shelf. `price_idr` None is an open price; `unit` is the unit the price is of."""

    name: str
    code: str
    price_idr: Rupiah | None
    unit: str
    origin: Origin
    per: PricePer | None = None
    member_price_idr: Rupiah | None = None
    weighed: bool = False
    tax_included: bool = False
    maker: str = ""
    """Who makes it, where the brand is the shop's own: it must be named there."""


_A4: Final = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Millimetres: the page, a label, the first label's corner, and the steps from label to label."""

    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    corner: tuple[float, float] = (0, 0)
    step: tuple[float, float] = (0, 0)
    cut: bool = False
    """Whether dashed lines show where to cut; sheets that are cut already have none."""

    @property
    def places(self) -> int:
        return self.columns * self.rows


SHEETS: Final = {
    "a4-3x8": Sheet(_A4, (69.85, 37.04), 3, 8, (0.26, 0.26), (69.85, 37.04), cut=True),
    "a4-4x10": Sheet(_A4, (48.5, 25.4), 4, 10, (8, 21.5), (48.5, 25.4)),
    "a4-5x13": Sheet(_A4, (38.1, 21.2), 5, 13, (4.75, 10.7), (40.6, 21.2)),
    "38x25": Sheet((38, 25), (38, 25)),
    "50x30": Sheet((50, 30), (50, 30)),
}
DEFAULT: Final = "a4-3x8"


def render(
    labels: Sequence[Label],
    *,
    sheet: str = DEFAULT,
    start: int = 1,
    language: Language,
    shop_name: str,
    made_at: datetime,
    offset_mm: tuple[int, int] = (0, 0),
) -> bytes:
    """The labels in their order, from place `start` of the first sheet on; `offset_mm` shifts all of them."""
    plan = SHEETS[sheet]
    page = (round(plan.page[0] * _PX_PER_MM / _DOT) * _DOT, round(plan.page[1] * _PX_PER_MM / _DOT) * _DOT)
    with texts.speaking(language):
        title = _("Shelf labels")
        pen = Pen(page, unit=PIXEL, title=title, author=shop_name, subject=sheet, language=language, made_at=made_at)
        for number, label in enumerate(labels, start=start - 1):
            place = number % plan.places
            if number > start - 1 and place == 0:
                pen.next_page()
            x = (plan.corner[0] + place % plan.columns * plan.step[0] + offset_mm[0]) * _PX_PER_MM
            y = (plan.corner[1] + place // plan.columns * plan.step[1] + offset_mm[1]) * _PX_PER_MM
            wide, tall = plan.label[0] * _PX_PER_MM, plan.label[1] * _PX_PER_MM
            if plan.cut:
                _cut_lines(pen, plan, place, (x, y, wide, tall))
            if wide > _LARGE:
                _large(pen, label, (x, y, wide, tall), language=language)
            else:
                _small(pen, label, (x, y, wide, tall), language=language)
    return pen.finish()


def has_bars(code: str, sheet: str) -> bool:
    """Whether the code can be printed as bars on a label of this sheet."""
    made = bars(code)
    wide = SHEETS[sheet].label[0] * _PX_PER_MM
    return made is not None and (_dots_in_line(made, wide - 31) if wide > _LARGE else _dots(made, wide)) > 0


def _cut_lines(pen: Pen, plan: Sheet, place: int, box: tuple[float, float, float, float]) -> None:
    x, y, wide, tall = box
    if place % plan.columns < plan.columns - 1:
        pen.line(x + wide, y, x + wide, y + tall, colour=colours.LINE, dash=(4, 3))
    if place // plan.columns < plan.rows - 1:
        pen.line(x, y + tall, x + wide, y + tall, colour=colours.LINE, dash=(4, 3))


# ---------------------------------------------------------------- words


def _price_per(label: Label, language: Language) -> str:
    """`Rp11.500 per liter`, or what one price is for."""
    if label.weighed:
        return _("per {unit}, weighed").format(unit=label.unit)
    if label.per is None:
        return _("per {unit}").format(unit=label.unit) if label.unit else ""
    return _("{amount} per {unit}").format(amount=formatting.rupiah(label.per.price_idr, language), unit=per_name(label.per.per))


def per_name(per: Per) -> str:
    """The measure a price is compared by, in the language being spoken."""
    return {Per.KILOGRAM: "kg", Per.HUNDRED_GRAM: "100 g", Per.LITRE: _("litre"), Per.HUNDRED_MILLILITRE: "100 ml"}[per]


def _tkdn(origin: Origin, language: Language) -> str:
    if origin.tkdn_bp is None:
        return ""
    return f"TKDN {formatting.share(origin.tkdn_bp, language, decimals=1 if origin.tkdn_bp % 100 else 0)}"


def _badge_words(origin: Origin, language: Language) -> str:
    if origin.state is State.DOMESTIC:
        return _("Domestic")
    if origin.state is State.IMPORTED:
        where = country_name(origin.country, language)
        return _("Imported · {country}").format(country=where) if where else _("Imported")
    return ""


# ---------------------------------------------------------------- the large label, as in the look


_GREY: Final = "#3A424E"


def _large(pen: Pen, label: Label, box: tuple[float, float, float, float], *, language: Language) -> None:
    x, y, wide, tall = box
    left, right = x + 16, x + wide - 15
    name = Type(13, Weight.SEMIBOLD, leading=15 / 13)
    pen.lines(left, y + 13, fonts.wrapped(label.name, name, wide - 31, most=1 if label.maker else 2), name)
    if label.maker:
        by = Type(9.5, Weight.MEDIUM, _GREY, 12 / 9.5)
        pen.text(left, y + 29, fonts.shortened(_made_by(label), by, wide - 31), by)
    made = bars(label.code)
    member = label.member_price_idr is not None
    _price(pen, label, left, y + 43, wide - 31 - (80 if member else 0), 31, language=language)
    if label.member_price_idr is not None:
        small, large = Type(10, Weight.MEDIUM, _GREY, 1.2), Type(15, Weight.BOLD, leading=17 / 15)
        pen.text(right, y + 45, _("member"), small, align="right")
        pen.text(right, y + 57, formatting.number(label.member_price_idr, language), large, align="right")
    room = right - left
    beside = _dots_beside(made, room - _LEFT_PART) if made is not None else 0
    dots = beside or (_dots_in_line(made, room) if made is not None else 0)
    low = bool(dots) and not beside
    fine = Type(10.5, Weight.REGULAR, _GREY, 13 / 10.5)
    per, tkdn = _price_per(label, language), _tkdn(label.origin, language)
    column = _LEFT_PART if beside else room / 2 if low else room
    pen.text(left, y + 77, fonts.shortened(per, fine, column), fine)
    pen.text(left + (70 if low and label.tax_included else 0), y + 90, tkdn, replace(fine, weight=Weight.BOLD, colour=colours.DOMESTIC))
    if label.tax_included:
        across, down = (left, 90) if low else (right, 72)
        pen.text(across, y + down, _("tax included"), Type(9, Weight.REGULAR, _GREY, 1.1), align="left" if low else "right")
    if low:
        _badge(pen, label.origin, right, y + tall - 68, 20, room / 2, language=language, from_right=True)
    else:
        _badge(pen, label.origin, left, y + tall - 35, 20, column, language=language)
    if made is not None and dots:
        height = 20 if low else 33
        _bars(pen, made, right, y + tall - 14 - 11 - height, dots, height, Type(9.5, Weight.REGULAR, colours.BLACK, 11 / 9.5, 0.2))
    else:
        pen.text(right, y + tall - 26, fonts.shortened(label.code, fine, room - _LEFT_PART), fine, align="right")


_LEFT_PART: Final = 128.0
"""What the badge needs beside the bars of a large label."""


def _whole_dots(modules: int, room: float) -> int:
    """The widest module of whole dots with which so many fit; 0 where even the least is too wide: nothing is squeezed."""
    dots = min(MOST_DOTS, int((room / _DOT + 1e-6) // modules))
    return dots if dots >= LEAST_DOTS else 0


def _dots(made: Bars, wide: float) -> int:
    """Dots of a module where the bars and both quiet zones share the whole width of a label."""
    return _whole_dots(made.with_quiet, wide)


def _dots_beside(made: Bars, room: float) -> int:
    """Dots of a module beside the words of a large label; the zone on the right is its margin, which is wider than any."""
    return min(LEAST_DOTS, _whole_dots(len(made.modules) + made.quiet[0], room - _DOT))


def _dots_in_line(made: Bars, room: float) -> int:
    """Dots of a module along the foot of a large label, whose margins are the quiet zones."""
    return min(LEAST_DOTS, _whole_dots(len(made.modules), room))


def _bars(pen: Pen, made: Bars, right: float, y: float, dots: int, height: float, kind: Type) -> None:
    module = dots * _DOT
    wide = len(made.modules) * module
    right = int(right / _DOT + 1e-6) * _DOT
    pen.modules(right - wide, y, made.modules, module=module, height=height)
    fit = fonts.fitted(made.text, kind, wide)
    pen.text(right - wide / 2, y + height + 1, made.text, fit, align="center")


def _price(pen: Pen, label: Label, x: float, y: float, room: float, size: float, *, language: Language) -> float:
    """The price with a small `Rp`; how far it reaches."""
    if label.price_idr is None:
        return x
    sign, kind = Type(size * 0.45, Weight.BOLD, leading=1.4), Type(size, Weight.EXTRABOLD, leading=1.1, tracking=-0.03 * size)
    text = formatting.number(label.price_idr, language)
    lead = fonts.width("Rp", sign) + size * 0.1
    kind = fonts.fitted(text, kind, room - lead)
    pen.text(x, y, "Rp", sign)
    pen.text(x + lead, y, text, kind)
    return x + lead + fonts.width(text, kind)


def _badge(
    pen: Pen, origin: Origin, x: float, y: float, height: float, room: float, *, language: Language, from_right: bool = False
) -> float:
    """Red with the flag for domestic, a plain outline with the country for imported, nothing for unknown; its width."""
    words = _badge_words(origin, language)
    if not words:
        return 0
    domestic = origin.state is State.DOMESTIC
    kind = Type(height * 0.525, Weight.SEMIBOLD, colours.DOMESTIC if domestic else colours.INK_2, leading=1.3)
    flag = height * 0.9 if domestic else 0
    edge = height * 0.36
    words = fonts.shortened(words, kind, room - 2 * edge - flag)
    wide = fonts.width(words, kind) + 2 * edge + flag
    x = x - wide if from_right else x
    line, fill = (colours.DOMESTIC, colours.DOMESTIC_SOFT) if domestic else (colours.LINE_2, None)
    pen.rect(x, y, wide, height, fill=fill, stroke=line, thick=height * 0.06, radius=height / 2 - height * 0.04)
    if domestic:
        charts.flag(pen, x + edge, y + height * 0.275, height * 0.65, height * 0.45)
    pen.text(x + edge + flag, y + (height - kind.line) / 2, words, kind)
    return wide


# ---------------------------------------------------------------- small labels


def _made_by(label: Label) -> str:
    return _("Made by {maker}").format(maker=label.maker)


def _figures(pen: Pen, label: Label, left: float, right: float, y: float, kind: Type, *, language: Language) -> None:
    """Price per content, TKDN and member price in one line: `Rp1.656/100 g` where it is tight, all smaller, but no figure cut off."""
    per, tkdn, member = _price_per(label, language), _tkdn(label.origin, language), ""
    strong = replace(kind, weight=Weight.BOLD)
    if label.member_price_idr is not None:
        member = _("member {price}").format(price=formatting.number(label.member_price_idr, language))
    room = right - left - sum(fonts.width(text, strong) + 4 for text in (tkdn, member) if text)
    if fonts.width(per, kind) > room and label.per is not None and not label.weighed:
        per = f"{formatting.rupiah(label.per.price_idr, language)}/{per_name(label.per.per)}"
        by = min(1.0, (right - left) / (right - left - room + fonts.width(per, kind)))
        kind, strong = replace(kind, size=kind.size * by), replace(strong, size=strong.size * by)
    else:
        per = fonts.shortened(per, kind, room)
    pen.text(left, y, per, kind)
    pen.text(left + fonts.width(per, kind) + 4, y, tkdn, replace(strong, colour=colours.DOMESTIC))
    pen.text(right, y, member, replace(strong, colour=colours.INK), align="right")


def _small(pen: Pen, label: Label, box: tuple[float, float, float, float], *, language: Language) -> None:
    """Name, price with the badge beside it, price per content and TKDN, and the bars along the foot."""
    x, y, wide, tall = box
    by = min(tall / 80, wide / 144)
    pad = 5 * by
    left, right, room = x + pad + 2, x + wide - pad - 2, wide - 2 * pad - 4
    name = Type(8 * by, Weight.SEMIBOLD, leading=1.14)
    pen.lines(left, y + pad, fonts.wrapped(label.name, name, room, most=1 if label.maker else 2), name)
    if label.maker:
        by_whom = Type(6.6 * by, Weight.MEDIUM, _GREY, 1.2)
        pen.text(left, y + pad + name.line, fonts.shortened(_made_by(label), by_whom, room), by_whom)
    top = y + pad + 2 * name.line
    badge = _badge(pen, label.origin, right, top + 3 * by, 10.5 * by, room * 0.5, language=language, from_right=True)
    _price(pen, label, left, top, room - badge - 4, 14.5 * by, language=language)
    fine = Type(6.6 * by, Weight.REGULAR, _GREY, 1.2)
    top += 16.5 * by
    _figures(pen, label, left, right, top, fine, language=language)
    top += fine.line + 1.5 * by
    below = Type(6.6 * by, Weight.REGULAR, colours.BLACK, 1.15)
    made = bars(label.code)
    dots = _dots(made, wide) if made is not None else 0
    height = y + tall - pad - below.line - 1 - top
    if made is not None and dots:
        spare = wide - made.with_quiet * dots * _DOT
        _bars(pen, made, x + wide - made.quiet[1] * dots * _DOT - spare / 2, top, dots, height, below)
    else:
        pen.text(x + wide / 2, top + height, fonts.shortened(label.code, below, room), below, align="center")
