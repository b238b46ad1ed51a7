"""A catalogue of goods: what is shown of each, and how it is ordered."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from pos_app.domain.evidence import Evidence
from pos_app.domain.origin import MakerSize
from pos_app.domain.product import Pack, Product
from pos_app.domain.shop import ShopCard

SMALL: Final = (MakerSize.MICRO, MakerSize.SMALL)
_LEAST, _MOST = 9, 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which goods are shown; `sizes` are those of their makers, `here` asks for makers of the shop's own regency."""

    sizes: tuple[MakerSize, ...] = SMALL
    category: str | None = None
    maker: str | None = None
    text: str = ""
    here: bool = False
    in_stock: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture small enough for a page: its media type, its bytes, and how wide and high it is."""

    media: str
    body: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Item:
    """One article: `proof` is the piece of evidence its badge names, `place` where its maker is.

    `attachment` is the SHA-256 of the picture it has; the picture itself is only there where it is to be shown.
    """

    product: Product
    packs: tuple[Pack, ...]
    place: str
    proof: Evidence | None
    attachment: str | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`phone` is the shop's number as WhatsApp wants it, empty where the shop has none that can be one."""

    card: ShopCard
    day: date
    items: tuple[Item, ...]
    phone: str

    @property
    def categories(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The goods under their categories, in the categories' order; those without one come last."""
        names = sorted({item.product.category for item in self.items}, key=lambda name: (not name, name.casefold()))
        return tuple((name, tuple(item for item in self.items if item.product.category == name)) for name in names)


def whatsapp_number(phone: str) -> str:
    """`0812-3456-7890` as `6281234567890`; the first of several; empty where it can be no number."""
    first = re.split(r"[/,;]", phone)[0]
    digits = re.sub(r"\D", "", first)
    if digits.startswith("00"):
        return ""
    if digits.startswith("0"):
        digits = f"62{digits[1:]}"
    return digits if _LEAST <= len(digits) <= _MOST else ""


def order_address(phone: str, message: str) -> str:
    """The address that opens WhatsApp with a message to the shop."""
    return f"https://wa.me/{phone}?text={quote(message, safe='')}"
