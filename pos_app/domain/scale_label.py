"""Codes a shop's own scale prints: thirteen digits that hold an article number and a weight or a price.

The numbers 02 and 20 to 29 are each shop's own, so the layout is the shop's setting: `weight` and `price` are the usual
five digits and five (grams, rupiah); any other is written with one letter for each of the ten digits between prefix and
check digit: `I` article number, `W` weight in grams, `P` price in rupiah, `X` a digit that is passed over. A layout may be
that of one prefix, `20=IIIIIWWWWW,21=IIIIPPPPPP`.
"""

import re
from dataclasses import dataclass
from typing import Final

from pos_app.domain.barcode import check_digit, is_gtin, is_restricted
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Measured
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused

_LENGTH: Final = 13
_PLAIN: Final = {"weight": "IIIIIWWWWW", "price": "IIIIIPPPPP"}
_BODY: Final = re.compile(r"(?=.{10}$)X*I{3,7}X?(W+|P+)X*")
_PREFIX: Final = re.compile(r"02|2[0-9]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the ten digits mean; `prefix` is None where they mean it behind every prefix of the shop's own."""

    body: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """A label taken apart: `items` are the texts the article may stand under, the likeliest first."""

    items: tuple[str, ...]
    measured: Measured


def layouts(text: str) -> tuple[Layout, ...]:
    """The layouts a setting names; none for an empty one.

    Raises:
        Refused: `not_a_scale_layout`.
    """
    found: dict[str | None, Layout] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        prefix, equals, rest = part.rpartition("=")
        body = _PLAIN.get(rest, rest)
        if not _BODY.fullmatch(body) or (equals and not _PREFIX.fullmatch(prefix)) or (prefix or None) in found:
            raise Refused("not_a_scale_layout", text=text)
        found[prefix or None] = Layout(body, prefix or None)
    return tuple(found.values())


def may_be_label(code: str) -> bool:
    """Whether a code has the form of one: a number of the shop's own with a right check digit."""
    return len(code) == _LENGTH and is_restricted(code) and is_gtin(code)


def read(code: str, known: tuple[Layout, ...]) -> ScaleLabel | None:
    """A scale's code taken apart; None for any other, for an unknown layout, and for a label without weight or price."""
    if not may_be_label(code):
        return None
    layout = next((x for x in known if x.prefix == code[:2]), None) or next((x for x in known if x.prefix is None), None)
    if layout is None:
        return None
    body = code[2:12]
    item = "".join(digit for digit, sign in zip(body, layout.body, strict=True) if sign == "I")
    value = int("".join(digit for digit, sign in zip(body, layout.body, strict=True) if sign in "WP"))
    if not value:
        return None
    bare = code[:2] + "".join("0" if sign in "WP" else digit for digit, sign in zip(body, layout.body, strict=True))
    names = tuple(filter(None, dict.fromkeys((bare + check_digit(bare), code[:2] + item, item, item.lstrip("0")))))
    measured = Measured(amount_idr=Rupiah(value)) if "P" in layout.body else Measured(weight_milli=Milli(value))
    return ScaleLabel(names, measured)
