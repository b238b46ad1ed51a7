"""Which price a line has, by rule: the lowest of those its customer may take, then at most one promotion for each piece.

A price a person typed stays as it is. Prices by quantity, for members and for resellers are price lists, not promotions:
a promotion counts from the price the customer has by rule. Where promotions meet they are not added up: the pieces go
to them so that the customer pays least.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import permutations
from typing import TYPE_CHECKING, Final

from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.money import Rupiah, allocate, percent_of, times_qty
from pos_app.domain.price_change import PriceKind
from pos_app.domain.pricing import Applied
from pos_app.domain.promotion import Promotion, PromotionKind, standing
from pos_app.domain.quantity import ONE, Milli

if TYPE_CHECKING:
    from pos_app.domain.product import ProductId

_MOST_TRIED: Final = 3
"""So many promotions over several pieces are tried in every order; more of them in that of their own gain."""


def priced(cart: Cart, promotions: Sequence[Promotion], moment: datetime) -> Cart:
    """The basket with price and promotions of every line chosen anew; `moment` is on the shop's own clock.

    Raises:
        Refused: `discount_above_all`, where a discount in rupiah on the basket exceeds what is left of it.
    """
    if not cart.lines:
        return cart
    together: dict[ProductId, int] = {}
    for line in cart.lines:
        together[line.product.id] = together.get(line.product.id, 0) + line.base_qty
    lines = [_listed(line, Milli(together[line.product.id]), cart) for line in cart.lines]
    offers = standing(promotions, moment)
    if offers or any(line.applied for line in lines):
        applied = _applied(lines, offers, member=cart.member)
        lines = [replace(line, applied=mine) for line, mine in zip(lines, applied, strict=True)]
    changed = replace(cart, lines=tuple(lines))
    changed.amounts()
    return changed


def _listed(line: CartLine, together: Milli, cart: Cart) -> CartLine:
    """The line at the lowest price its customer may take.

    What counts for a quantity price is all of the article in the basket, over several lines and inside packs, as a
    customer counts it; a pack itself is sold at its own price.
    """
    if line.price_kind is None or line.given_gross_idr is not None or line.found.price_idr is None:
        return line
    product = line.product
    kind, price = PriceKind.RETAIL, line.found.price_idr
    if line.found.pack is None:
        lists = [(PriceKind.QUANTITY, listed) for least, listed in product.quantity_prices if together >= least]
        lists += [(PriceKind.MEMBER, product.member_price_idr)] if cart.member and product.member_price_idr else []
        lists += [(PriceKind.WHOLESALE, product.wholesale_price_idr)] if cart.reseller and product.wholesale_price_idr else []
        for other, listed in lists:
            if listed < price:
                kind, price = other, listed
    return replace(line, price_kind=kind, unit_price_idr=price)


@dataclass(frozen=True, slots=True)
class _Play:
    """What promotions over several pieces do to a basket: pieces taken from each line, and what each line is given."""

    taken: Mapping[int, int]
    given: tuple[tuple[int, Applied], ...]


def _applied(lines: Sequence[CartLine], offers: Sequence[Promotion], *, member: bool) -> list[tuple[Applied, ...]]:
    open_lines = {n: line for n, line in enumerate(lines) if line.price_kind is not None}
    takes = {offer.id: [n for n, line in open_lines.items() if offer.takes(line.product)] for offer in offers}
    singles = [offer for offer in offers if offer.kind is PromotionKind.OFF]
    several = [offer for offer in offers if offer.kind in (PromotionKind.FREE, PromotionKind.BUNDLE) and takes[offer.id]]

    def rest(play: _Play) -> list[tuple[int, Applied]]:
        found = []
        for n, line in open_lines.items():
            qty = Milli(line.qty - play.taken.get(n, 0) * ONE)
            best = _best_off(line, qty, [offer for offer in singles if n in takes[offer.id]])
            if best is not None:
                found.append((n, best))
        return found

    alone = {n: best.off_idr if best else 0 for n, best in _alone(open_lines, singles, takes).items()}
    plays = [_play(lines, order, takes, alone) for order in _orders(lines, several, takes, alone)]
    whole = [(*play.given, *rest(play)) for play in plays]
    best = max(whole, key=lambda given: sum(one.off_idr for _n, one in given))
    made: list[list[Applied]] = [[] for _line in lines]
    for n, one in best:
        _add(made[n], one)
    if member:
        for n, line in open_lines.items():
            if (points := _best_points(line, [x for x in offers if x.kind is PromotionKind.POINTS and n in takes[x.id]])) is not None:
                made[n].append(points)
    return [tuple(each) for each in made]


def _add(made: list[Applied], one: Applied) -> None:
    """Puts what a promotion does beside the rest of its line, added up where the same one is there already."""
    for at, known in enumerate(made):
        if known.promotion == one.promotion:
            made[at] = replace(known, off_idr=Rupiah(known.off_idr + one.off_idr))
            return
    made.append(one)


def _alone(lines: Mapping[int, CartLine], singles: Sequence[Promotion], takes: Mapping[int, Sequence[int]]) -> dict[int, Applied | None]:
    """What one piece of each line saves by the best promotion that needs no other piece."""
    return {n: _best_off(line, ONE, [offer for offer in singles if n in takes[offer.id]]) for n, line in lines.items()}


def _best_off(line: CartLine, qty: Milli, offers: Sequence[Promotion]) -> Applied | None:
    """The most that one promotion takes off `qty` of a line; rupiah are off the article's own unit, so a pack has percent alone."""
    whole = line.given_gross_idr is not None and qty == line.qty
    amount = line.gross_idr if whole else times_qty(line.unit_price_idr, qty)
    found: Applied | None = None
    for offer in offers:
        off = offer.off
        if off is None or amount <= 0:
            continue
        if off.share_bp is not None:
            saved = percent_of(amount, off.share_bp)
        elif line.found.pack is None:
            saved = Rupiah(min(amount, times_qty(off.amount_idr or Rupiah(0), qty)))
        else:
            continue
        if saved > (found.off_idr if found else 0):
            found = Applied(offer.id, offer.name, saved)
    return found


def _best_points(line: CartLine, offers: Sequence[Promotion]) -> Applied | None:
    best = max(offers, key=lambda offer: offer.points, default=None)
    if best is None or line.base_qty < ONE:
        return None
    return Applied(best.id, best.name, points=best.points * (line.base_qty // ONE))


def _orders(
    lines: Sequence[CartLine], several: Sequence[Promotion], takes: Mapping[int, Sequence[int]], alone: Mapping[int, int]
) -> list[tuple[Promotion, ...]]:
    """In which orders promotions over several pieces take their pieces; none at all is one of them."""
    gains = [(sum(one.off_idr for _n, one in _play(lines, (offer,), takes, alone).given), offer) for offer in several]
    useful = [offer for gain, offer in sorted(gains, key=lambda pair: (-pair[0], pair[1].id)) if gain]
    if len(useful) > _MOST_TRIED:
        return [(), tuple(useful)]
    return [(), *permutations(useful)]


def _play(lines: Sequence[CartLine], order: Sequence[Promotion], takes: Mapping[int, Sequence[int]], alone: Mapping[int, int]) -> _Play:
    left = {n: _pieces(line) for n, line in enumerate(lines)}
    before = dict(left)
    given: list[tuple[int, Applied]] = []
    for offer in order:
        mine = [n for n in takes[offer.id] if left[n]]
        taken = _sets(offer, lines, mine, left, alone) if offer.buy else _bundles(offer, lines, mine, left, alone)
        for pieces, saved in taken:
            weights = [lines[n].unit_price_idr * count for n, count in pieces.items()]
            for n, part in zip(pieces, allocate(saved, weights), strict=True):
                given.append((n, Applied(offer.id, offer.name, Rupiah(part))))
    return _Play({n: before[n] - left[n] for n in before}, tuple(given))


def _pieces(line: CartLine) -> int:
    """How many pieces of a line can be counted: whole ones of the article's own unit at its price by rule."""
    counted = line.price_kind is not None and line.given_gross_idr is None and line.found.pack is None and not line.product.weighed
    return line.qty // ONE if counted else 0


Sets = list[tuple[dict[int, int], int]]
"""Pieces taken from each line together, and what they save."""


def _sets(offer: Promotion, lines: Sequence[CartLine], mine: list[int], left: dict[int, int], alone: Mapping[int, int]) -> Sets:
    """Any `buy` (and `free`) pieces of the goods, the dearest first; of each set the cheapest are free."""
    size = offer.buy + offer.free
    queue = sorted(mine, key=lambda n: (-lines[n].unit_price_idr, n))
    found: Sets = []
    while sum(left[n] for n in queue) >= size:
        first = queue[0]
        times = max(1, left[first] // size)
        pieces, need = {}, size
        for n in queue:
            pieces[n] = min(need, left[n])
            need -= pieces[n]
            if not need:
                break
        prices = [lines[n].unit_price_idr for n, count in pieces.items() for _one in range(count)]
        saved = sum(sorted(prices)[: offer.free]) if offer.free else sum(prices) - offer.price_idr
        if saved <= sum(alone.get(n, 0) * count for n, count in pieces.items()):
            queue.pop(0)
            continue
        for n, count in pieces.items():
            left[n] -= count * times
        found.append(({n: count * times for n, count in pieces.items()}, saved * times))
        queue = [n for n in queue if left[n]]
    return found


def _bundles(offer: Promotion, lines: Sequence[CartLine], mine: list[int], left: dict[int, int], alone: Mapping[int, int]) -> Sets:
    """As many whole bundles as the basket holds."""
    of = {part.product: [n for n in mine if lines[n].product.id == part.product] for part in offer.parts}
    wanted = {part.product: part.qty // ONE for part in offer.parts}
    times = min(sum(left[n] for n in of[product]) // count for product, count in wanted.items())
    pieces: dict[int, int] = {}
    for product, count in wanted.items():
        need = count * times
        for n in of[product]:
            pieces[n] = min(need, left[n])
            need -= pieces[n]
    saved = sum(lines[n].unit_price_idr * count for n, count in pieces.items()) - offer.price_idr * times
    if not times or saved <= sum(alone.get(n, 0) * count for n, count in pieces.items()):
        return []
    for n, count in pieces.items():
        left[n] -= count
    return [({n: count for n, count in pieces.items() if count}, saved)]
