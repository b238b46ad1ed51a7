"""Goods that come back without their receipt: priced as they are on the shelf today, or lower, never higher.

Nobody knows what was paid for them, so the return stands by itself: it undoes no sale, and says so wherever it shows.
"""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.product import Found, Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Returned
from pos_app.domain.sale import SaleLine, tax_of
from pos_app.domain.tender import Means, Payment, Settlement
from pos_app.errors import Refused


def bring(brought: Cart, found: Found, qty: Milli, price_idr: Rupiah | None = None) -> Cart:
    """What has been brought, with so much more of an article at today's price or at a lower one.

    Raises:
        Refused: `only_goods_return`, `above_shelf_price`, and as `cart.add`.
    """
    if found.product.kind not in (Kind.GOODS, Kind.PARCEL):
        raise Refused("only_goods_return", name=found.product.name)
    if price_idr is not None and found.price_idr is not None and price_idr > found.price_idr:
        raise Refused("above_shelf_price", name=found.product.name, price_idr=found.price_idr)
    return carts.add(brought, found, qty=qty, price_idr=price_idr)


def at_price(brought: Cart, key: int, price_idr: Rupiah) -> Cart:
    """What has been brought, one line of it at another price.

    Raises:
        Refused: `above_shelf_price`, and as `cart.set_price`.
    """
    found = brought.line(key).found
    if found.price_idr is not None and price_idr > found.price_idr:
        raise Refused("above_shelf_price", name=found.product.name, price_idr=found.price_idr)
    return carts.set_price(brought, key, price_idr)


def below_shelf(brought: Cart) -> bool:
    """Whether a price was said that the shelf does not have."""
    return any(line.unit_price_idr != line.found.price_idr for line in brought.lines)


def negative(line: SaleLine) -> SaleLine:
    """The line as if it came back."""
    return replace(
        line,
        qty=Milli(-line.qty),
        base_qty=Milli(-line.base_qty),
        gross_idr=Rupiah(-line.gross_idr),
        line_discount_idr=Rupiah(-line.line_discount_idr),
        promotion_discount_idr=Rupiah(-line.promotion_discount_idr),
        basket_discount_idr=Rupiah(-line.basket_discount_idr),
        amount_idr=Rupiah(-line.amount_idr),
        pass_through_idr=Rupiah(-line.pass_through_idr),
        owed_idr=None if line.owed_idr is None else Rupiah(-line.owed_idr),
        parts=tuple(negative(part) for part in line.parts),
    )


def give_back(lines: Sequence[SaleLine], means: Means, *, rounding: CashRounding, pkp_rate_bp: BasisPoints | None) -> Returned:
    """The return of `lines` as they would be sold, paid back in one means; only cash is rounded.

    Raises:
        Refused: `basket_empty`.
    """
    if not lines:
        raise Refused("basket_empty")
    total = sum(line.amount_idr for line in lines)
    due = rounded(Rupiah(total), rounding) if means is Means.CASH else Rupiah(total)
    paid = (Payment(means, Rupiah(-due)),) if due else ()
    settled = Settlement(paid, Rupiah(total - due), Rupiah(-due), Rupiah(0))
    return Returned(tuple(negative(line) for line in lines), settled, Rupiah(-total), Rupiah(-tax_of(lines, pkp_rate_bp)))
