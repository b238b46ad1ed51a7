"""What a person may give away at the till, and what the shop says to a sale below cost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pos_app import formatting
from pos_app.domain import giving
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.pricing import Approval
from pos_app.domain.product import OPEN_ARTICLE_CODE, Kind, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import SaleLine
from pos_app.errors import Refused
from pos_app.services import people, settings
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction


def allowed(shop: Shop, actor: Actor, cart: Cart) -> Cart:
    """The basket, where this person may give away so much; what an owner has allowed is remembered in it.

    Raises:
        Refused: `discount_above_role` with the person's limit and what is given.
    """
    if not giving.given_bp(cart):
        return cart
    with shop.uow.read() as u:
        if actor.allowed_by and people.is_owner(u, actor):
            return replace(cart, approval=Approval(actor.allowed_by, giving.given_bp(cart)))
        refuse_given(u, actor, cart, settings.stored(u))
    return cart


def refuse_given(u: Transaction, actor: Actor, cart: Cart, kept: Mapping[str, str]) -> None:
    """Refuses what is above a cashier's limit and no owner has allowed; asked in the transaction that writes the sale.

    Raises:
        Refused: `discount_above_role`.
    """
    if not kept["cashier_discount"]:
        return
    most = formatting.parse_percent(kept["cashier_discount"], "en")
    approved = cart.approval.share_bp if cart.approval is not None else most
    if not giving.within(cart, max(most, approved)) and not people.is_owner(u, actor):
        raise Refused("discount_above_role", most_bp=most, given_bp=giving.given_bp(cart))


def refuse_below_cost(lines: Sequence[SaleLine], kept: Mapping[str, str]) -> None:
    """Refuses a sale below cost in a shop that bars it.

    Raises:
        Refused: `below_cost` with the first article.
    """
    if kept["below_cost"] == "bar" and (below := giving.below_cost(lines)):
        raise Refused("below_cost", name=below[0].name)


def refuse_below_stock(products: Mapping[ProductId, Product], lines: Sequence[SaleLine], kept: Mapping[str, str]) -> None:
    """Refuses to sell more than the books have, in a shop that bars it; a sale taken over from elsewhere is never asked about.

    Raises:
        Refused: `below_stock` with the first article and what the books have of it.
    """
    if kept["below_stock"] != "bar":
        return
    sold: dict[ProductId, int] = {}
    for counting in (part for line in lines for part in line.counting if part.kind is Kind.GOODS):
        sold[counting.product_id] = sold.get(counting.product_id, 0) + counting.base_qty
    for product_id, qty in sold.items():
        product = products[product_id]
        if qty > (product.on_hand or 0) and product.code != OPEN_ARTICLE_CODE:
            raise Refused("below_stock", name=product.name, on_hand_milli=product.on_hand or Milli(0), unit=product.unit)


def going_below_cost(shop: Shop, cart: Cart) -> dict[int, str]:
    """The names of the basket's lines that go for less than they cost, by their keys, in a shop that wants to be told."""
    below = giving.going_below_cost(cart)
    if not below:
        return {}
    with shop.uow.read() as u:
        told = settings.stored(u)["below_cost"] != "off"
    return {line.key: line.shown_name for line in below} if told else {}


def below_cost(u: Transaction, lines: Sequence[SaleLine]) -> tuple[str, ...]:
    """The names of what goes for less than it cost, in a shop that wants to be told."""
    below = giving.below_cost(lines)
    if not below or settings.stored(u)["below_cost"] == "off":
        return ()
    return tuple(dict.fromkeys(line.name for line in below))
