"""What a basket gives away by hand, and which lines go for less than they cost."""

from collections.abc import Iterator, Sequence

from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.money import WHOLE_BP, BasisPoints, Rupiah, cost_of, percent_of, times_qty
from pos_app.domain.sale import SaleLine


def given_bp(cart: Cart) -> BasisPoints:
    """The largest share of its list price by which typed prices and discounts lower a line, rounded up; promotions do not count."""
    return BasisPoints(max((-(-less * WHOLE_BP // whole) for less, whole, _spread in _lowered(cart)), default=0))


def within(cart: Cart, most: BasisPoints) -> bool:
    """Whether no line is lowered by more than `most`, in whole rupiah: ten percent of 2.015 may be 202."""
    return all(less <= percent_of(whole, most) + (1 if spread else 0) for less, whole, spread in _lowered(cart))


def _lowered(cart: Cart) -> Iterator[tuple[int, Rupiah, Rupiah]]:
    """Of each line that a person made cheaper: by how much, from what, and what of it is its share of the basket's discount."""
    for line, basket in zip(cart.lines, cart.basket_shares(), strict=True):
        listed = line.found.price_idr if line.price_kind is None and line.given_gross_idr is None else None
        whole = times_qty(listed, line.qty) if listed else line.gross_idr
        less = whole - line.gross_idr + line.discount_idr + basket
        if less > 0:
            yield less, whole, basket


def going_below_cost(cart: Cart) -> tuple[CartLine, ...]:
    """The lines of an open basket that go for less than their goods cost by the books; parcels are judged when they are sold."""
    amounts = zip(cart.lines, cart.amounts(), strict=True)
    return tuple(
        line
        for line, amount in amounts
        if line.product.average_cost is not None and amount < cost_of(line.product.average_cost, line.base_qty)
    )


def below_cost(lines: Sequence[SaleLine]) -> tuple[SaleLine, ...]:
    """The counting lines whose amount is less than their goods cost; an unknown cost says nothing."""
    counting = (part for line in lines for part in line.counting)
    return tuple(x for x in counting if x.cost is not None and x.owed_idr is None and x.amount_idr < cost_of(x.cost, x.base_qty))
