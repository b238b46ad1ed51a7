"""Domestic goods that may stand in for an imported one: same category, in stock, at a comparable price.

A suggestion is a help, never a rule: where nothing is comparable nothing is said.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos_app.domain.content_size import ContentSize, PricePer, price_per
from pos_app.domain.money import WHOLE_BP, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Kind, Product
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.words import folded

_CHEAPEST_PERCENT: Final = 50
_DEAREST_PERCENT: Final = 150
_SIZE_STEPS: Final = (125, 200)
_SIZE_FACTOR: Final = 3
"""A kilogram is no stand-in for a sachet, whatever it costs by the gram."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One domestic article in place of `instead_of`.

    `difference_idr` is what the buyer pays more for one unit, negative where the alternative is cheaper. `per` is
    its price by content, None where the names do not say.
    `dearer_bp` compares by content where both names state it, else by piece.
    """

    product: Product
    instead_of: Product
    difference_idr: Rupiah
    per: PricePer | None
    dearer_bp: int


def suggest(imported: Product, others: Iterable[Product], *, qty: Milli = ONE, most: int = 1) -> tuple[Alternative, ...]:
    """The best domestic articles in place of `qty` of an imported one, the best first; none for goods of another origin.

    Articles that share a word of the name come first, then those of which there is enough, those of nearly the same content,
    the nearest price, the higher TKDN, the cheaper.
    """
    price = imported.price_idr
    category = folded(imported.category)
    if imported.origin.state is not State.IMPORTED or not price or not category:
        return ()
    size = imported.content
    words = telling_words(imported.name)
    ranked = []
    for other in others:
        if other.id == imported.id or folded(other.category) != category or not _can_be_offered(other) or other.price_idr is None:
            continue
        if other.weighed is not imported.weighed:  # 0.735 of a packet is no stand-in for 735 g
            continue
        other_size = other.content
        alike = bool(words & telling_words(other.name))
        percent = comparable_percent(price, size, other.price_idr, other_size, alike=alike)
        if percent is None:
            continue
        short = (other.on_hand or 0) < qty
        like = (_apart(size, other_size), abs(percent - 100) // 10)
        rank = (not alike, short, *like, -(other.origin.tkdn_bp or 0), other.price_idr, other.id)
        per = price_per(other.price_idr, other_size) if other_size else None
        ranked.append((rank, Alternative(other, imported, Rupiah(other.price_idr - price), per, percent * 100 - WHOLE_BP)))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(alternative for _, alternative in ranked[:most])


def _apart(size: ContentSize | None, other: ContentSize | None) -> int:
    """How far apart two contents are, in steps: nearly the same, up to twice as much, more; a content nobody knows is in the middle."""
    if size is None or other is None or size.measure is not other.measure:
        return 1
    small, large = sorted((size.amount_milli, other.amount_milli))
    return sum(large * 100 > small * step for step in _SIZE_STEPS)


def _can_be_offered(other: Product) -> bool:
    return (
        other.kind is Kind.GOODS
        and other.origin.state is State.DOMESTIC
        and other.sellable
        and bool(other.price_idr)
        and (other.on_hand or 0) > 0
    )


def comparable_percent(
    price: Rupiah, size: ContentSize | None, other_price: Rupiah, other_size: ContentSize | None, *, alike: bool
) -> int | None:
    """The other's price in percent of this one's, by content where both state it; None where it is not comparable.

    Pieces are compared only where the names are `alike`: a broom is no stand-in for a lamp.
    """
    if not alike and (size is None or other_size is None):
        return None
    percent = _percent(price, size, other_price, other_size)
    return percent if percent is not None and _CHEAPEST_PERCENT <= percent <= _DEAREST_PERCENT else None


def _percent(price: Rupiah, size: ContentSize | None, other_price: Rupiah, other_size: ContentSize | None) -> int | None:
    if size is None or other_size is None:
        return other_price * 100 // price
    if size.measure is not other_size.measure:
        return None
    small, large = sorted((size.amount_milli, other_size.amount_milli))
    if large > small * _SIZE_FACTOR:
        return None
    return other_price * size.amount_milli * 100 // (price * other_size.amount_milli)


def telling_words(name: str) -> frozenset[str]:
    """Words that may say what a thing is: letters only, three or more."""
    return frozenset(re.findall(r"[^\W\d_]{3,}", name.casefold()))
