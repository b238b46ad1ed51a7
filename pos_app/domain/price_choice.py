"""Which price a line has, by rule: the lowest of those its customer may take, then at most one promotion for each piece.

A price a person typed stays as it is. Prices by quantity, for members and for resellers are price lists, not promotions:
a promotion counts from the price the customer has by rule. Where promotions meet they are not added up: the pieces go
to them so that the customer pays least.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.money import Rupiah, percent_of, times_qty
from pos_app.domain.price_change import PriceKind
from pos_app.domain.pricing import Applied
from pos_app.domain.promotion import Promotion, PromotionKind, standing
from pos_app.domain.promotion_sets import Taken, best_sets
from pos_app.domain.quantity import ONE, Milli

if TYPE_CHECKING:
    from pos_app.domain.product import ProductId


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


def _applied(lines: Sequence[CartLine], offers: Sequence[Promotion], *, member: bool) -> list[tuple[Applied, ...]]:
    open_lines = {n: line for n, line in enumerate(lines) if line.price_kind is not None}
    takes = {offer.id: [n for n, line in open_lines.items() if offer.takes(line.product)] for offer in offers}
    singles = [offer for offer in offers if offer.kind is PromotionKind.OFF]
    several = [offer for offer in offers if offer.kind in (PromotionKind.FREE, PromotionKind.BUNDLE) and takes[offer.id]]

    def given(sets: Sequence[Taken]) -> list[tuple[int, Applied]]:
        found = [(n, Applied(x.promotion.id, x.promotion.name, Rupiah(off))) for x in sets for n, off in x.saved.items()]
        taken = Counter[int]()
        for one in sets:
            taken.update(one.pieces)
        for n, line in open_lines.items():
            best = _best_off(line, Milli(line.qty - taken[n] * ONE), [offer for offer in singles if n in takes[offer.id]])
            if best is not None:
                found.append((n, best))
        return found

    alone = {n: best.off_idr if best else 0 for n, best in _alone(open_lines, singles, takes).items()}
    plays = [given(sets) for sets in ([], best_sets(lines, several, takes, alone))]
    best = max(plays, key=lambda play: sum(one.off_idr for _n, one in play))
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
