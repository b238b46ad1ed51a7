"""The open basket: a frozen value; every change gives a new one, so undo is the previous basket."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_app.domain.money import Rupiah, allocate, checked, half_away, times_qty
from pos_app.domain.origin import State
from pos_app.domain.price_change import PriceKind
from pos_app.domain.pricing import Applied, Approval, Discount
from pos_app.domain.product import Found, Kind, Product, ProductId, base_qty, weighed_qty
from pos_app.domain.quantity import MOST, ONE, Milli
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line as the customer sees it. `key` names it as long as the basket lives.

    `given_gross_idr` is the price before discounts where a label carries it; else it follows from quantity and price.
    `price_kind` says by which rule the price was chosen, None where it was typed or stands on a label; `applied` are the
    promotions on the line. `offered` is the domestic article last shown for an imported line, `swapped_for` the imported one
    in whose place this was taken, by its uid.
    """

    key: int
    found: Found
    qty: Milli
    unit_price_idr: Rupiah
    discount: Discount | None = None
    given_gross_idr: Rupiah | None = None
    name: str | None = None
    swapped_for: str | None = None
    price_kind: PriceKind | None = PriceKind.RETAIL
    applied: tuple[Applied, ...] = ()
    offered: ProductId | None = None

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
    def promotion_idr(self) -> Rupiah:
        """What promotions take off, at most what the line's own discount leaves."""
        return Rupiah(min(sum(one.off_idr for one in self.applied), self.gross_idr - self.discount_idr))

    @property
    def promotion(self) -> str | None:
        """The promotions by their names; None without any."""
        return " + ".join(one.name for one in self.applied) or None

    @property
    def net_idr(self) -> Rupiah:
        """After the line's own discount and promotions, before its share of the basket's."""
        return Rupiah(self.gross_idr - self.discount_idr - self.promotion_idr)


@dataclass(frozen=True, slots=True)
class Cart:
    """`member` and `reseller` say which price lists the customer may take, `approval` what an owner has allowed."""

    lines: tuple[CartLine, ...] = ()
    discount: Discount | None = None
    customer: str | None = None
    next_key: int = 1
    member: bool = False
    reseller: bool = False
    approval: Approval | None = None

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
        gross, off = spread_over_parts(line.product, line.gross_idr, line.gross_idr - line.net_idr + basket)
        counted += [(part.product, Rupiah(price - less)) for part, price, less in zip(line.product.parts, gross, off, strict=True)]
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
    A label that carries its weight or price decides both; `qty` then counts packets with that label.

    Raises:
        Refused: `price_missing` (an open price not given), `not_for_sale`, `quantity_not_positive`,
            `quantity_too_large`, `pack_does_not_divide` (a third of a dus of ten), `not_sold_by_weight`, `amount_too_large`.
    """
    if found.measured is not None:
        found, qty, price_idr, gross_idr = _labelled(found, qty)
    price = found.price_idr if price_idr is None else price_idr
    if not found.product.sellable:
        raise Refused("not_for_sale", name=found.product.name)
    if price is None or (price == 0 and price_idr is None):
        raise Refused("price_missing", name=found.product.name)
    _checked_qty(qty, found)
    may_join = gross_idr is None and name is None and not separate
    kind = PriceKind.RETAIL if price_idr is None else None
    like = next((x for x in cart.lines if may_join and _joins(x, found, price, kind)), None)
    if like is not None:
        rest = tuple(x for x in cart.lines if x is not like)
        more = replace(like, qty=_checked_qty(like.qty + qty, found), found=found)
        checked(more.gross_idr - like.gross_idr + cart.net_idr)
        return replace(cart, lines=(*rest, more))
    line = CartLine(cart.next_key, found, qty, price, given_gross_idr=gross_idr, name=name, price_kind=kind)
    checked(line.gross_idr)
    checked(cart.net_idr + line.gross_idr)
    return replace(cart, lines=(*cart.lines, line), next_key=cart.next_key + 1)


def _labelled(found: Found, packets: Milli) -> tuple[Found, Milli, Rupiah | None, Rupiah | None]:
    """What a label says of the goods: without it, with quantity, price of one unit and price of the whole.

    An amount on weighed goods tells their weight by the price of today; on others it is the price of the packet.
    """
    measured, plain = found.measured, replace(found, measured=None)
    if measured is None or measured.amount_idr is None:
        weight = measured.weight_milli if measured is not None and measured.weight_milli is not None else ONE
        return plain, Milli(weighed_qty(found, weight) * packets // ONE), None, None
    if not (found.product.weighed and found.price_idr):
        return plain, packets, measured.amount_idr, None
    gross = times_qty(measured.amount_idr, packets)
    return plain, Milli(max(1, half_away(gross * ONE, found.price_idr))), None, gross


def _joins(line: CartLine, found: Found, price: Rupiah, kind: PriceKind | None) -> bool:
    """Whether more of the same goes onto the line: the same typed price, or by rule while the price list says the same."""
    same = (line.product.id, line.found.pack) == (found.product.id, found.pack)
    plain = line.discount is None and line.given_gross_idr is None and line.name is None and not found.product.weighed
    if line.price_kind is None or kind is None:
        return same and plain and line.price_kind is kind and line.unit_price_idr == price
    return same and plain and line.found.price_idr == price


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
    return _changed(cart, key, _at_typed(cart.line(key), checked(price_idr)))


def _at_typed(line: CartLine, price: Rupiah) -> CartLine:
    """The line at a price a person typed, which no rule and no promotion changes."""
    return replace(line, unit_price_idr=price, given_gross_idr=None, price_kind=None, applied=())


def set_line_discount(cart: Cart, key: int, discount: Discount | None) -> Cart:
    """The basket with a discount on one line, before the basket's own."""
    return _changed(cart, key, replace(cart.line(key), discount=discount))


def set_discount(cart: Cart, discount: Discount | None) -> Cart:
    """The basket with a discount on all of it."""
    changed = replace(cart, discount=discount)
    changed.amounts()
    return changed


def named(cart: Cart, customer: str | None, *, member: bool = False, reseller: bool = False) -> Cart:
    """The basket as that of a customer, by the number the shop knows him by; None: of nobody in particular."""
    return replace(cart, customer=customer, member=member, reseller=reseller)


def remove(cart: Cart, key: int) -> Cart:
    """The basket without one line; a basket discount that no longer fits is refused."""
    cart.line(key)
    rest = tuple(x for x in cart.lines if x.key != key)
    if not rest:
        return Cart(customer=cart.customer, next_key=cart.next_key, member=cart.member, reseller=cart.reseller)
    changed = replace(cart, lines=rest)
    changed.amounts()
    return changed


def offer(cart: Cart, key: int, product: ProductId) -> Cart:
    """The basket with a domestic article shown for one line; it counts once the line is sold, whatever becomes of the basket till then."""
    return replace(cart, lines=tuple(replace(x, offered=product) if x.key == key and not x.swapped_for else x for x in cart.lines))


def swap(cart: Cart, key: int, found: Found) -> Cart:
    """The basket with an imported line taken over by a domestic article, in the same place; for a pack as many pieces as it holds."""
    old = cart.line(key)
    price = found.price_idr
    if price is None:
        raise Refused("price_missing", name=found.product.name)
    line = CartLine(key, found, _checked_qty(old.base_qty, found), price, swapped_for=old.product.uid)
    return _changed(cart, key, line)
