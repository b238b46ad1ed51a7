"""One basket becomes two, two become one: no line is lost, no rupiah of what was agreed changes hands."""

from collections.abc import Mapping
from dataclasses import replace

from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.money import Rupiah, allocate, checked
from pos_app.domain.pricing import Approval, Discount
from pos_app.domain.product import base_qty
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused


def may_be_parted(line: CartLine) -> bool:
    """Whether some of the line can go and some stay: more than one whole unit, and not what a scale or a label has measured."""
    return line.qty > 1000 and line.qty % 1000 == 0 and not line.product.weighed and line.given_gross_idr is None


def split(cart: Cart, moving: Mapping[int, Milli]) -> tuple[Cart, Cart]:
    """The basket without so much of the lines named by their keys, and the new one with it.

    A percentage off the basket stays on both; rupiah off it, and off a line that is parted, is shared out in proportion.

    Raises:
        Refused: `nothing_to_split` where nothing or everything would move, `line_not_parted`, `more_than_in_line`.
    """
    plain = _without_rupiah_off(cart)
    stay: list[CartLine] = []
    go: list[CartLine] = []
    for line in plain.lines:
        qty = moving.get(line.key, Milli(0))
        if qty < 0 or qty > line.qty:
            raise Refused("more_than_in_line", name=line.shown_name)
        if qty in (0, line.qty):
            (go if qty else stay).append(line)
            continue
        if not may_be_parted(line) or qty % 1000:
            raise Refused("line_not_parted", name=line.shown_name)
        kept, moved = _parted(line, qty)
        stay.append(kept)
        go.append(moved)
    if not stay or not go:
        raise Refused("nothing_to_split")
    return replace(plain, lines=tuple(stay)), replace(plain, lines=tuple(go))


def _parted(line: CartLine, qty: Milli) -> tuple[CartLine, CartLine]:
    rest = Milli(line.qty - qty)
    for part in (qty, rest):
        base_qty(line.found, part)
    given = line.discount.amount_idr if line.discount is not None else None
    less = (line.discount, line.discount)
    if given is not None:
        mine, other = allocate(given, [rest, qty])
        less = (Discount(Rupiah(mine)), Discount(Rupiah(other)))
    return replace(line, qty=rest, discount=less[0]), replace(line, qty=qty, discount=less[1])


def merge(cart: Cart, other: Cart) -> Cart:
    """One basket of two: the lines of `other` join those they are like, and otherwise follow them.

    Different discounts on the two baskets go into their lines, so that each customer's goods cost what was agreed.

    Raises:
        Refused: `customers_differ`, `amount_too_large`.
    """
    if cart.customer and other.customer and cart.customer != other.customer:
        raise Refused("customers_differ")
    one, two = (cart, other) if _same_share(cart, other) else (_in_lines(cart), _in_lines(other))
    lines, key = list(one.lines), one.next_key
    for line in two.lines:
        at = next((n for n, mine in enumerate(lines) if _alike(mine, line)), None)
        if at is None:
            lines.append(replace(line, key=key))
            key += 1
        else:
            lines[at] = replace(lines[at], qty=Milli(lines[at].qty + line.qty), offered=lines[at].offered or line.offered)
    named = one if one.customer else two
    whole = replace(one, lines=tuple(lines), next_key=key, approval=_approval(cart, other))
    checked(whole.net_idr)
    return replace(whole, customer=named.customer, member=named.member, reseller=named.reseller)


def _alike(mine: CartLine, line: CartLine) -> bool:
    """Whether the second only says more of the first."""
    plain = line.discount is None and line.given_gross_idr is None and not line.product.weighed
    return plain and replace(mine, key=line.key, qty=line.qty, applied=(), offered=None) == replace(line, applied=(), offered=None)


def _same_share(cart: Cart, other: Cart) -> bool:
    return cart.discount == other.discount and (cart.discount is None or cart.discount.share_bp is not None)


def _without_rupiah_off(cart: Cart) -> Cart:
    return cart if cart.discount is None or cart.discount.share_bp is not None else _in_lines(cart)


def _in_lines(cart: Cart) -> Cart:
    """The basket with its discount in its lines, each at what the customer pays for it."""
    if cart.discount is None:
        return cart
    shares = cart.basket_shares()
    lines = tuple(
        replace(line, discount=Discount(Rupiah(line.discount_idr + share))) if share else line
        for line, share in zip(cart.lines, shares, strict=True)
    )
    return replace(cart, lines=lines, discount=None)


def _approval(cart: Cart, other: Cart) -> Approval | None:
    """What an owner allowed for the one holds for both only where the other was not reduced, or by the same word."""
    if cart.approval == other.approval or not _reduced(other):
        return cart.approval
    return None if _reduced(cart) else other.approval


def _reduced(cart: Cart) -> bool:
    return cart.discount is not None or any(line.discount is not None or line.price_kind is None for line in cart.lines)
