"""Imported goods of some member shops for which another member stocks a domestic alternative.

Compared like the suggestions at the till (`alternatives`): same category, comparable price, by content where both names
state it. Work grows with the goods looked at, never with pairs: words of the name first, then the nearest prices.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from pos_app.domain.alternatives import comparable_percent, telling_words
from pos_app.domain.content_size import ContentSize, of_article
from pos_app.domain.money import WHOLE_BP, BasisPoints, Rupiah

_NEAR: Final = 60
"""So many articles above and below the price are looked at where no word of the name is shared."""


@dataclass(frozen=True, slots=True)
class Goods:
    """One article as one or more shops have it; `only_shop` is None where several do.

    `match` is the shared code, or names the shop and its article where there is none. `shelf` is the category as it is
    compared, the price the mean of the shops'.
    """

    match: str
    code: str
    name: str
    category: str
    shelf: str
    unit: str
    price_idr: Rupiah
    tkdn_bp: BasisPoints | None
    only_shop: str | None
    value_idr: Rupiah = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Pair:
    imported: Goods
    domestic: Goods
    dearer_bp: int


@dataclass(slots=True)
class _Shelf:
    """Domestic goods of one category, found by a word or by the price."""

    goods: list[Goods]
    sizes: list[ContentSize | None] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    prices: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.goods.sort(key=lambda g: (g.price_idr, g.match))
        for number, g in enumerate(self.goods):
            self.sizes.append(of_article(g.name, g.unit))
            self.words.append(telling_words(g.name))
            self.prices.append(g.price_idr)
            for word in self.words[-1]:
                self.by_word.setdefault(word, []).append(number)

    def best(self, imported: Goods) -> Pair | None:
        words = telling_words(imported.name)
        akin = sorted({number for word in words for number in self.by_word.get(word, ())})
        at = bisect_left(self.prices, imported.price_idr)
        near = range(max(0, at - _NEAR), min(len(self.goods), at + _NEAR))
        return self._best_of(imported, akin, alike=True) or self._best_of(imported, near, alike=False)

    def _best_of(self, imported: Goods, numbers: Iterable[int], *, alike: bool) -> Pair | None:
        size = of_article(imported.name, imported.unit)
        ranked = []
        for number in numbers:
            g = self.goods[number]
            if g.match == imported.match or g.name.casefold() == imported.name.casefold():
                continue
            if g.only_shop is not None and g.only_shop == imported.only_shop:
                continue
            percent = comparable_percent(imported.price_idr, size, g.price_idr, self.sizes[number], alike=alike)
            if percent is not None:
                ranked.append((abs(percent - 100) // 10, -(g.tkdn_bp or 0), g.price_idr, number, percent))
        if not ranked:
            return None
        *_, number, percent = min(ranked)
        return Pair(imported, self.goods[number], percent * 100 - WHOLE_BP)


def pairs(imported: Sequence[Goods], domestic: Iterable[Goods], *, disputed: AbstractSet[str], most: int) -> list[Pair]:
    """For each imported article, in the order given, the best domestic one that another shop stocks, `most` at most.

    An article whose origin is disputed is no alternative: the shops settle that first.
    """
    by_shelf: dict[str, list[Goods]] = {}
    for g in domestic:
        if g.match not in disputed:
            by_shelf.setdefault(g.shelf, []).append(g)
    shelves: dict[str, _Shelf] = {}
    found: list[Pair] = []
    for goods in imported:
        if len(found) == most or not goods.shelf or goods.shelf not in by_shelf or goods.price_idr <= 0:
            continue
        if goods.shelf not in shelves:
            shelves[goods.shelf] = _Shelf(by_shelf[goods.shelf])
        best = shelves[goods.shelf].best(goods)
        if best is not None:
            found.append(best)
    return found


def shops_that_gain(sellers: Iterable[str], stockists: AbstractSet[str]) -> tuple[str, ...]:
    """Sellers of the imported article for whom some other shop stocks the alternative."""
    return tuple(uid for uid in sellers if stockists - {uid})
