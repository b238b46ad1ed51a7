"""The open basket: a frozen value; every change gives a new one, so undo is the previous basket."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_app.domain.money import Rupiah, allocate, checked, times_qty
from pos_app.domain.origin import State
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Found, Kind, Product, base_qty
from pos_app.domain.quantity import MOST, ONE, Milli
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line as the customer sees it. `key` names it as long as the basket lives.

    `given_gross_idr` is the price before discounts where a label carries it; else it follows from quantity and price.
    """

    key: int
    found: Found
    qty: Milli
    unit_price_idr: Rupiah
    discount: Discount | None = None
    given_gross_idr: Rupiah | None = None
    name: str | None = None
    swapped_for: str | None = None

    @property
    def product(self) -> Product:
        return self.found.product

    @property
    def shown_name(self) -> str:
        return self.name or self.product.name

    @property
    def printed_name(self) -> str:
        """The name on the receipt, which has less room than a window."""
        return self.name or self.product.receipt_name or self.product.name

    @property
    def base_qty(self) -> Milli:
        return base_qty(self.found, self.qty)

    @property
    def gross_idr(self) -> Rupiah:
        return times_qty(self.unit_price_idr, self.qty) if self.given_gross_idr is None else self.given_gross_idr

    @property
    def discount_idr(self) -> Rupiah:
        return self.discount.off(self.gross_idr) if self.discount else Rupiah(0)

    @property
    def net_idr(self) -> Rupiah:
        """After the line's own discount, before its share of the basket's."""
        return Rupiah(self.gross_idr - self.discount_idr)


@dataclass(frozen=True, slots=True)
class Cart:
    lines: tuple[CartLine, ...] = ()
    discount: Discount | None = None
    customer: str | None = None
    next_key: int = 1

    @property
    def net_idr(self) -> Rupiah:
        return Rupiah(sum(line.net_idr for line in self.lines))

    @property
    def discount_idr(self) -> Rupiah:
        return self.discount.off(self.net_idr) if self.discount else Rupiah(0)

    @property
    def total_idr(self) -> Rupiah:
        """What the lines cost after all discounts, before cash rounding."""
        return Rupiah(self.net_idr - self.discount_idr)

    @property
    def pieces(self) -> int:
        """Things in the basket as people count them; a weighed line is one."""
        return sum(1 if line.product.weighed or line.qty % 1000 else line.qty // 1000 for line in self.lines)

    def basket_shares(self) -> list[Rupiah]:
        """The basket discount spread over the lines in proportion, in whole rupiah that sum exactly."""
        nets = [line.net_idr for line in self.lines]
        return [Rupiah(part) for part in allocate(self.discount_idr, nets)]

    def amounts(self) -> list[Rupiah]:
        """What the customer pays for each line."""
        return [Rupiah(line.net_idr - part) for line, part in zip(self.lines, self.basket_shares(), strict=True)]

    def line(self, key: int) -> CartLine:
        """The line named `key`.

        Raises:
            Refused: `no_such_line`.
        """
        for line in self.lines:
            if line.key == key:
                return line
        raise Refused("no_such_line")


@dataclass(frozen=True, slots=True)
class BasketShare:
    """How much of a basket's goods is domestic, imported, unknown; services and deposits stand outside."""

    domestic_idr: Rupiah
    imported_idr: Rupiah
    unknown_idr: Rupiah

    @property
    def goods_idr(self) -> Rupiah:
        return Rupiah(self.domestic_idr + self.imported_idr + self.unknown_idr)


def share_of(lines: Sequence[tuple[Kind, State, Rupiah]]) -> BasketShare:
    """The basket meter of lines given as kind, state and amount paid."""
    sums = dict.fromkeys(State, 0)
    for kind, state, amount in lines:
        if kind is Kind.GOODS:
            sums[state] += amount
    return BasketShare(Rupiah(sums[State.DOMESTIC]), Rupiah(sums[State.IMPORTED]), Rupiah(sums[State.UNKNOWN]))


def share_of_cart(cart: Cart) -> BasketShare:
    counted: list[tuple[Product, Rupiah]] = []
    for line, basket in zip(cart.lines, cart.basket_shares(), strict=True):
        if not sum(part_weights(line.product)):
            counted.append((line.product, Rupiah(line.net_idr - basket)))
            continue
        gross, own, shared = spread_over_parts(line.product, line.gross_idr, line.discount_idr, basket)
        counted += [
            (part.product, Rupiah(price - off - less))
            for part, price, off, less in zip(line.product.parts, gross, own, shared, strict=True)
        ]
    return share_of([(product.kind, product.origin.state, amount) for product, amount in counted])


def spread_over_parts(parcel: Product, gross_idr: int, *discounts_idr: int) -> list[list[int]]:
    """The price of a parcel and each discount on it over its parts, each summing exactly; no discount above its part's price."""
    gross = allocate(gross_idr, part_weights(parcel))
    return [gross, *(allocate(off, [abs(value) for value in gross]) for off in discounts_idr)]


def part_weights(parcel: Product) -> list[int]:
    """What the parts of a parcel cost by their own prices, in the order of its parts; none for any other article."""
    return [times_qty(part.product.price_idr or Rupiah(0), part.qty) for part in parcel.parts]


def _checked_qty(qty: int, found: Found) -> Milli:
    if qty <= 0:
        raise Refused("quantity_not_positive")
    if qty > MOST:
        raise Refused("quantity_too_large", text=str(qty // 1000))
    base_qty(found, Milli(qty))
    return Milli(qty)


def add(
    cart: Cart,
    found: Found,
    *,
    qty: Milli = ONE,
    price_idr: Rupiah | None = None,
    gross_idr: Rupiah | None = None,
    name: str | None = None,
    separate: bool = False,
) -> Cart:
    """The basket with `qty` more of what was found, on a line of its own where `separate`.

    A second scan of the same code at the same price raises the quantity of its line, unless the goods are weighed,
    the line was given a price of its own, or it carries a discount. The changed line is always the last one.

    Raises:
        Refused: `price_missing` (an open price not given), `not_for_sale`, `quantity_not_positive`,
            `quantity_too_large`, `pack_does_not_divide` (a third of a dus of ten), `amount_too_large`.
    """
    price = found.price_idr if price_idr is None else price_idr
    if not found.product.sellable:
        raise Refused("not_for_sale", name=found.product.name)
    if price is None or (price == 0 and price_idr is None):
        raise Refused("price_missing", name=found.product.name)
    _checked_qty(qty, found)
    may_join = gross_idr is None and name is None and not separate
    like = next((x for x in cart.lines if may_join and _joins(x, found, price)), None)
    if like is not None:
        rest = tuple(x for x in cart.lines if x is not like)
        more = replace(like, qty=_checked_qty(like.qty + qty, found), found=found)
        checked(more.gross_idr - like.gross_idr + cart.net_idr)
        return replace(cart, lines=(*rest, more))
    line = CartLine(cart.next_key, found, qty, price, given_gross_idr=gross_idr, name=name)
    checked(line.gross_idr)
    checked(cart.net_idr + line.gross_idr)
    return replace(cart, lines=(*cart.lines, line), next_key=cart.next_key + 1)


def _joins(line: CartLine, found: Found, price: Rupiah) -> bool:
    same = (line.product.id, line.found.pack) == (found.product.id, found.pack)
    plain = line.discount is None and line.given_gross_idr is None and line.name is None and not found.product.weighed
    return same and plain and line.unit_price_idr == price


def _changed(cart: Cart, key: int, line: CartLine) -> Cart:
    changed = replace(cart, lines=tuple(line if x.key == key else x for x in cart.lines))
    changed.amounts()
    checked(changed.net_idr)
    return changed


def set_qty(cart: Cart, key: int, qty: Milli) -> Cart:
    """The basket with another quantity on one line.

    Raises:
        Refused: as `add`; `discount_above_all` where a discount in rupiah would exceed the smaller line.
    """
    line = cart.line(key)
    if line.given_gross_idr is not None:
        raise Refused("price_on_label")
    return _changed(cart, key, replace(line, qty=_checked_qty(qty, line.found)))


def set_price(cart: Cart, key: int, price_idr: Rupiah) -> Cart:
    """The basket with another price per sold unit on one line."""
    if price_idr < 0:
        raise Refused("price_negative")
    return _changed(cart, key, replace(cart.line(key), unit_price_idr=checked(price_idr), given_gross_idr=None))


def set_line_discount(cart: Cart, key: int, discount: Discount | None) -> Cart:
    """The basket with a discount on one line, before the basket's own."""
    return _changed(cart, key, replace(cart.line(key), discount=discount))


def set_discount(cart: Cart, discount: Discount | None) -> Cart:
    """The basket with a discount on all of it."""
    changed = replace(cart, discount=discount)
    changed.amounts()
    return changed


def named(cart: Cart, customer: str | None) -> Cart:
    """The basket as that of a customer, by the number the shop knows him by; None: of nobody in particular."""
    return replace(cart, customer=customer)


def remove(cart: Cart, key: int) -> Cart:
    """The basket without one line; a basket discount that no longer fits is refused."""
    cart.line(key)
    rest = tuple(x for x in cart.lines if x.key != key)
    if not rest:
        return Cart(customer=cart.customer, next_key=cart.next_key)
    changed = replace(cart, lines=rest)
    changed.amounts()
    return changed


def swap(cart: Cart, key: int, found: Found) -> Cart:
    """The basket with an imported line taken over by a domestic article, in the same place and quantity."""
    old = cart.line(key)
    price = found.price_idr
    if price is None:
        raise Refused("price_missing", name=found.product.name)
    line = CartLine(key, found, _checked_qty(old.qty, found), price, swapped_for=old.product.uid)
    return _changed(cart, key, line)
