"""Which pieces of a basket go to which promotion over several pieces, so that the customer pays least.

A piece goes to one promotion or to none, where it saves what it would alone. The pieces are gone through from the
dearest to the cheapest. At each the ways so far differ in no more than how far each promotion has come with its next set,
so that of all with the same the best is kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import prod
from typing import Final, NamedTuple

from pos_app.domain.cart import CartLine
from pos_app.domain.money import allocate
from pos_app.domain.product import ProductId
from pos_app.domain.promotion import Promotion
from pos_app.domain.quantity import ONE

_EFFORT: Final = 4_000
_MOST_EFFORT: Final = 100_000
"""So many steps at most are taken for all promotions together, and as many for each by itself: a scan waits for its price."""
_MOST_FIRST: Final = 2
_FEWEST_WAYS: Final = 8
_MOST_NUMBERS: Final = 20
"""So many numbers of bundles are tried: the most the basket holds, and fewer by one and one."""
_MANY: Final = 2
"""So many sets of each promotion are tried among pieces that are the same; more of them go to the one that saves most."""


class Taken(NamedTuple):
    """Pieces of lines that make `times` sets of a promotion, and what each line saves by them."""

    promotion: Promotion
    pieces: Mapping[int, int]
    saved: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Pieces of one article at one price, on one line or several; `alone` is what each saves without the others."""

    product: ProductId
    price: int
    alone: int
    lines: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        return sum(count for _n, count in self.lines)

    def without(self, pieces: Mapping[int, int]) -> "_Alike":
        """Those that are left when so many of each line are taken."""
        return replace(self, lines=tuple((n, count - pieces.get(n, 0)) for n, count in self.lines))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An offer, and its goods in the basket."""

    offer: Promotion
    goods: frozenset[ProductId]


class _Way(NamedTuple):
    """How the pieces so far were given: what they save, and the last step with those before it."""

    saved: int
    last: tuple[int, int, int, "_Way"] | None  # kind of pieces, promotion, how many, what was before


_State = tuple[int, ...]
"""Of each promotion how many pieces its next set has; of a bundle of named articles how many bundles there will be, -1 undecided."""


def best_sets(
    lines: Sequence[CartLine], offers: Sequence[Promotion], takes: Mapping[int, Sequence[int]], alone: Mapping[int, int]
) -> list[Taken]:
    """The sets that save most; `takes` are the lines an offer is for by its key, `alone` what a piece of a line saves without any.

    A scan waits for its price: in a basket where the promotions could be had in very many ways only the likeliest are followed,
    and it is also seen what comes of it where they take their pieces one after the other.
    """
    kinds = _kinds(lines, alone)
    wanted = [_Wanted(offer, frozenset(lines[n].product.id for n in takes[offer.id])) for offer in offers]
    together = _Plan(wanted, kinds, _MOST_EFFORT)
    found = together.sets(lines)
    if together.is_exact:
        return found
    each = _MOST_EFFORT // (len(wanted) * (1 + _MOST_FIRST))
    gains = [(_gain(_Plan([one], kinds, each).sets(lines), alone), one) for one in wanted]
    useful = [one for gain, one in sorted(gains, key=lambda pair: (-pair[0], pair[1].offer.id)) if gain > 0]
    orders = [[first, *(one for one in useful if one is not first)] for first in useful[:_MOST_FIRST]]
    return max([found, *(_in_order(lines, kinds, order, each) for order in orders)], key=lambda sets: _gain(sets, alone))


def _in_order(lines: Sequence[CartLine], kinds: Sequence[_Alike], order: Sequence[_Wanted], effort: int) -> list[Taken]:
    found: list[Taken] = []
    for one in order:
        found += (sets := _Plan([one], kinds, effort).sets(lines))
        pieces = Counter[int]()
        for taken in sets:
            pieces.update(taken.pieces)
        kinds = [kind.without(pieces) for kind in kinds]
    return found


def _gain(sets: Sequence[Taken], alone: Mapping[int, int]) -> int:
    """What sets save more than their pieces would alone."""
    return sum(sum(x.saved.values()) - sum(alone.get(n, 0) * count for n, count in x.pieces.items()) for x in sets)


def _kinds(lines: Sequence[CartLine], alone: Mapping[int, int]) -> list[_Alike]:
    found: dict[tuple[int, ProductId, int], list[tuple[int, int]]] = {}
    for n, line in enumerate(lines):
        if count := _pieces(line):
            found.setdefault((-line.unit_price_idr, line.product.id, alone.get(n, 0)), []).append((n, count))
    return [_Alike(product, -price, off, tuple(found[price, product, off])) for price, product, off in sorted(found)]


def _pieces(line: CartLine) -> int:
    """How many pieces of a line can be counted: whole ones of the article's own unit at its price by rule."""
    counted = line.price_kind is not None and line.given_gross_idr is None and line.found.pack is None and not line.product.weighed
    return line.qty // ONE if counted else 0


def _most(wanted: _Wanted, kinds: Sequence[_Alike]) -> int:
    """How many sets of an offer the basket can hold."""
    offer, there = wanted.offer, Counter[ProductId]()
    for kind in kinds:
        if kind.product in wanted.goods:
            there[kind.product] += kind.count
    if offer.buy:
        return there.total() // (offer.buy + offer.free)
    return min(there[part.product] // (part.qty // ONE) for part in offer.parts)


class _Plan:
    """The offers of which the basket holds a set at least, and the kinds of pieces they are for, from the dearest on.

    `is_exact` where all ways are followed; `effort` are the steps it may take.
    """

    def __init__(self, wanted: Sequence[_Wanted], kinds: Sequence[_Alike], effort: int) -> None:
        most = [(one, n) for one in wanted if (n := _most(one, kinds))]
        self._offers, self._of = [one.offer for one, _n in most], [one.goods for one, _n in most]
        goods = frozenset[ProductId]().union(*self._of)
        self._kinds = [kind for kind in kinds if kind.count and kind.product in goods]
        self._numbers = [tuple({0, *range(max(0, n - _MOST_NUMBERS), n + 1)}) for _one, n in most]
        self._any = [i for i, offer in enumerate(self._offers) if offer.buy]
        self._sizes = [offer.buy + offer.free for offer in self._offers]
        self._cost = [self._spread(offer) for offer in self._offers]
        enough = sum(self._sizes) * min(len(self._any), _MANY)
        self._flexible = min(enough, effort // (_FEWEST_WAYS * (len(self._offers) + 1) * max(1, len(self._kinds))))
        self._is_short = self._flexible < enough and any(kind.count > self._flexible for kind in self._kinds)
        pieces = sum(min(kind.count, self._flexible or 1) for kind in self._kinds) * (len(self._offers) + 1)
        every = prod(size or len(numbers) for numbers, size in zip(self._numbers, self._sizes, strict=True))
        self._ways = max(_FEWEST_WAYS, _EFFORT // (pieces or 1))
        self.is_exact = every <= self._ways and not self._is_short

    def _spread(self, offer: Promotion) -> Mapping[ProductId, int]:
        """The price of a bundle of named articles, spread over them."""
        if offer.buy:
            return {}
        worth = {part.product: next(k.price for k in self._kinds if k.product == part.product) * part.qty // ONE for part in offer.parts}
        return dict(zip(worth, allocate(offer.price_idr, list(worth.values())), strict=True))

    def _best(self) -> _Way:
        ways: dict[_State, _Way] = {tuple(0 if offer.buy else -1 for offer in self._offers): _Way(0, None)}
        before: dict[ProductId, int] = {}
        for at, kind in enumerate(self._kinds):
            ways = self._one_by_one(at, self._bundled(at, ways, before.get(kind.product, 0)))
            before[kind.product] = before.get(kind.product, 0) + kind.count
        return max((way for state, way in ways.items() if self._is_whole(state)), key=lambda way: way.saved, default=_Way(0, None))

    def _is_whole(self, state: _State) -> bool:
        return not any(state[i] for i in self._any)

    def _bundled(self, at: int, ways: dict[_State, _Way], before: int) -> dict[int, dict[_State, _Way]]:
        """Each number of bundles of named articles that these pieces can be a part of, by how many pieces it leaves."""
        kind = self._kinds[at]
        left_by = {kind.count: ways}
        for i, offer in enumerate(self._offers):
            part = next((part for part in offer.parts if part.product == kind.product), None) if not offer.buy else None
            if part is None:
                continue
            grown: dict[int, dict[_State, _Way]] = {}
            for left, those in left_by.items():
                for state, way in those.items():
                    for sets in self._numbers[i] if state[i] < 0 else (state[i],):
                        count = min(kind.count, max(0, sets * (part.qty // ONE) - before))
                        if count <= left:
                            saved = way.saved + count * kind.price - (0 if before else sets * self._cost[i][kind.product])
                            step = _Way(saved, (at, i, count, way) if count else way.last)
                            _keep(grown.setdefault(left - count, {}), (*state[:i], sets, *state[i + 1 :]), step)
            left_by = {left: self._likeliest(those, kind.price) for left, those in grown.items()}
        return left_by

    def _one_by_one(self, at: int, left_by: dict[int, dict[_State, _Way]]) -> dict[_State, _Way]:
        """Gives each of the pieces left to a promotion for any of its goods, or to none."""
        kind = self._kinds[at]
        mine = [i for i in self._any if kind.product in self._of[i]]
        waiting: dict[int, dict[_State, _Way]] = {}
        for left, those in left_by.items():
            for state, way in those.items():
                bulk, rest = self._in_bulk(way, at, left, mine)
                _keep(waiting.setdefault(rest, {}), state, bulk)
        ways: dict[_State, _Way] = {}
        for left in range(max(waiting), 0, -1):
            for state, way in waiting.get(left, {}).items():
                _keep(ways, state, way)
            grown: dict[_State, _Way] = {}
            for state, way in ways.items():
                _keep(grown, state, _Way(way.saved + kind.alone, way.last))
                for i in mine:
                    step = (*state[:i], (state[i] + 1) % self._sizes[i], *state[i + 1 :])
                    _keep(grown, step, _Way(way.saved + self._gain(i, state[i], kind.price), (at, i, 1, way)))
            ways = self._likeliest(grown, kind.price)
        for state, way in waiting.get(0, {}).items():
            _keep(ways, state, way)
        return self._likeliest(ways, kind.price)

    def _likeliest(self, ways: dict[_State, _Way], price: int) -> dict[_State, _Way]:
        """The ways that save most, what a set begun promises counted in; the best of those with whole sets alone; and the one with none."""
        if len(ways) <= self._ways:
            return ways

        def promised(each: tuple[_State, _Way]) -> int:
            state, way = each
            return way.saved + sum(state[i] * self._offers[i].free * price // self._sizes[i] for i in self._any)

        kept = nlargest(self._ways, ways.items(), key=promised)
        whole = max((each for each in ways.items() if self._is_whole(each[0])), key=promised, default=kept[0])
        none = [each for each in ways.items() if not any(number > 0 for number in each[0])]
        return dict([*kept, whole, *none])

    def _gain(self, i: int, place: int, price: int) -> int:
        """What one more piece brings a set: the price where it is free, its part of what a bundle saves."""
        offer = self._offers[i]
        if offer.free:
            return price if place >= offer.buy else 0
        share = offer.price_idr // offer.buy
        return price - (offer.price_idr - share * (offer.buy - 1) if place == offer.buy - 1 else share)

    def _in_bulk(self, way: _Way, at: int, left: int, mine: Sequence[int]) -> tuple[_Way, int]:
        """Of very many pieces that are the same, most go at once to what saves most on them; where steps are short, all that make sets."""
        kind, keep = self._kinds[at], self._flexible if mine else 0
        if left <= keep:
            return way, left
        best = max(mine, key=lambda i: self._of_a_set(i, kind.price) / self._sizes[i], default=None)
        if best is None or self._of_a_set(best, kind.price) <= kind.alone * self._sizes[best]:
            return _Way(way.saved + (left - keep) * kind.alone, way.last), keep
        sets = (left if self._is_short else left - keep) // self._sizes[best]
        count = sets * self._sizes[best]
        over = max(0, left - count - keep) if self._is_short else 0
        saved = sets * self._of_a_set(best, kind.price) + over * kind.alone
        return _Way(way.saved + saved, (at, best, count, way)), left - count - over

    def _of_a_set(self, i: int, price: int) -> int:
        """What a set saves of pieces that are all the same."""
        offer = self._offers[i]
        return offer.free * price if offer.free else offer.buy * price - offer.price_idr

    def sets(self, lines: Sequence[CartLine]) -> list[Taken]:
        """The sets that save most: which pieces of which lines, and what each line saves."""
        way, steps = self._best(), []
        while way.last is not None:
            at, i, count, way = way.last
            steps.append((at, i, count))
        pools = [list(kind.lines) for kind in self._kinds]
        given: list[list[tuple[int, int]]] = [[] for _offer in self._offers]
        for at, i, count in reversed(steps):
            given[i] += [(n, count_of) for n, count_of in _drawn(pools[at], count)]
        return [taken for i, offer in enumerate(self._offers) for taken in self._sets_of(offer, given[i], lines)]

    def _sets_of(self, offer: Promotion, given: Sequence[tuple[int, int]], lines: Sequence[CartLine]) -> Iterator[Taken]:
        pieces = [n for n, count in given for _piece in range(count)]
        size = offer.buy + offer.free if offer.buy else len(pieces)
        made: dict[tuple[int, ...], int] = {}
        for begin in range(0, len(pieces), size or 1):
            one = tuple(pieces[begin : begin + size])
            made[one] = made.get(one, 0) + 1
        for one, times in made.items():
            prices = [lines[n].unit_price_idr for n in one]
            bundles = 1 if offer.buy else len(one) * ONE // sum(part.qty for part in offer.parts)
            saved = sum(prices[offer.buy :]) if offer.free else sum(prices) - bundles * offer.price_idr
            counts = {n: one.count(n) * times for n in dict.fromkeys(one)}
            shares = allocate(saved * times, [lines[n].unit_price_idr * count for n, count in counts.items()])
            yield Taken(offer, counts, dict(zip(counts, shares, strict=True)))


def _keep(ways: dict[_State, _Way], state: _State, way: _Way) -> None:
    """Keeps of two ways that have come as far the one that saves more."""
    if state not in ways or way.saved > ways[state].saved:
        ways[state] = way


def _drawn(pool: list[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """So many pieces of the lines that hold them, in their order."""
    while count:
        n, left = pool[0]
        part = min(left, count)
        count -= part
        pool[0] = (n, left - part)
        if part == left:
            pool.pop(0)
        yield n, part
