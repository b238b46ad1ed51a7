"""Net content as names of goods carry it (`5x20 g`, `1,5 L`, `isi 12`), and the price per kilogram or litre.

Read from the name because no list of goods has a column for it; what is not certain is no content at all.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Rupiah, half_away


class Measure(StrEnum):
    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"


class Per(StrEnum):
    """The amount a price is compared by: large packs by the kilogram or litre, small ones by the hundred."""

    KILOGRAM = "kg"
    HUNDRED_GRAM = "100g"
    LITRE = "liter"
    HUNDRED_MILLILITRE = "100ml"


@dataclass(frozen=True, slots=True)
class ContentSize:
    """`amount_milli` thousandths of a gram, millilitre or piece: 1,5 L is 1_500_000 of `ml`."""

    amount_milli: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class PricePer:
    price_idr: Rupiah
    per: Per


_UNITS: Final[dict[str, tuple[Measure, int]]] = {
    **dict.fromkeys(("g", "gr", "grm", "gram"), (Measure.GRAM, 1)),
    **dict.fromkeys(("kg", "kilo", "kilogram"), (Measure.GRAM, 1000)),
    **dict.fromkeys(("ons",), (Measure.GRAM, 100)),
    **dict.fromkeys(("ml", "cc"), (Measure.MILLILITRE, 1)),
    **dict.fromkeys(("cl",), (Measure.MILLILITRE, 10)),
    **dict.fromkeys(("l", "lt", "ltr", "liter", "litre"), (Measure.MILLILITRE, 1000)),
}
_NUMBER: Final = r"[1-9]/[1-9]|\d{1,5}(?:[.,]\d{1,3})?"
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_SIZE: Final = re.compile(
    rf"(?<![\w.,/])(?:(?P<times>\d{{1,3}})\s*[x×*@]\s*)?@?(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?!\w)"
    rf"(?:\s*[x×*]\s*(?P<after>\d{{1,3}})(?![\w.,]))?",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(
    r"(?<!\w)(?:isi\s*(?P<isi>\d{1,4})|(?P<count>\d{1,4})\s*(?:'?s|pcs|pc|lembar|lbr|butir|btr|tablet|kapsul))(?!\w)", re.IGNORECASE
)
_LARGE: Final = 1_000_000
"""A kilogram or a litre, in thousandths of a gram or millilitre."""


def read(name: str) -> ContentSize | None:
    """The net content a name states; of several the first that has a weight or volume."""
    found = _SIZE.search(name)
    pieces = _PIECES.search(name)
    if found is None:
        count = int(pieces["isi"] or pieces["count"]) if pieces else 0
        return ContentSize(count * 1000, Measure.PIECE) if count else None
    measure, factor = _UNITS[found["unit"].lower()]
    times = int(found["times"] or found["after"] or 1)
    if times == 1 and pieces is not None and "@" in name[pieces.end() : found.end()]:
        times = int(pieces["isi"] or pieces["count"])
    amount = _milli(found["number"], small=factor == 1) * factor * times
    return ContentSize(amount, measure) if amount else None


def written(size: ContentSize) -> str:
    """The content as `read` reads it back: `85 g`, `1.5 L`, `isi 12`."""
    if size.measure is Measure.PIECE:
        return f"isi {size.amount_milli // 1000}"
    small, large = ("g", "kg") if size.measure is Measure.GRAM else ("ml", "L")
    is_large = size.amount_milli >= _LARGE and size.amount_milli % 1000 == 0
    whole, rest = divmod(size.amount_milli // 1000 if is_large else size.amount_milli, 1000)
    decimals = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{whole}{decimals} {large if is_large else small}"


def of_article(name: str, unit: str) -> ContentSize | None:
    """The content of one selling unit: goods sold by weight or volume are their own measure."""
    known = _UNITS.get(unit.strip().lower())
    if known is not None:
        return ContentSize(known[1] * 1000, known[0])
    return read(name)


def price_per(price: Rupiah, size: ContentSize) -> PricePer | None:
    """Price by the kilogram, litre, 100 g or 100 ml; None for pieces, whose names say too little to compare."""
    if size.measure is Measure.PIECE:
        return None
    large = size.amount_milli >= _LARGE
    per = {
        (Measure.GRAM, True): Per.KILOGRAM,
        (Measure.GRAM, False): Per.HUNDRED_GRAM,
        (Measure.MILLILITRE, True): Per.LITRE,
        (Measure.MILLILITRE, False): Per.HUNDRED_MILLILITRE,
    }[size.measure, large]
    return PricePer(Rupiah(half_away(price * (_LARGE if large else _LARGE // 10), size.amount_milli)), per)


def _milli(number: str, *, small: bool) -> int:
    """Thousandths of a printed number: `1.000` grams are a thousand, `0,735`, `1.000` and `1/4` kilograms are not.

    Nothing is sold by a fraction of a gram or millilitre (`small` units): such a text means something else.
    """
    if "/" in number:
        return 0 if small else half_away(1000 * int(number[0]), int(number[2]))
    whole, _, rest = number.replace(",", ".").partition(".")
    if small and len(rest) == 3 and int(whole) > 0:
        return int(whole + rest) * 1000
    return int(whole) * 1000 + int(rest.ljust(3, "0"))
