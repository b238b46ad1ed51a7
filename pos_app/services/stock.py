"""Goods in, goods counted, goods on hand: every change is a move with its reason and person."""

from dataclasses import dataclass

from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost, half_away
from pos_app.domain.product import Kind, Product, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted, moving_average
from pos_app.errors import Refused
from pos_app.services import lookup
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.stock import Move


@dataclass(frozen=True, slots=True)
class StockCard:
    """An article with its latest moves, the last one first."""

    product: Product
    moves: tuple[Posted, ...]


def receive(shop: Shop, actor: Actor, code: str, qty: Milli, *, cost: Cost) -> tuple[Product, Changes]:
    """Takes goods in: `qty` and `cost` are of the unit the code stands for (half a dus at the price of a dus).

    Raises:
        Refused: `unknown_code`, `code_on_several`, `no_stock_kept`, `pack_does_not_divide`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        found = lookup.one(u, code, day=day)
        if found.product.kind is not Kind.GOODS:
            raise Refused("no_stock_kept", name=found.product.name)
        base = base_qty(found, qty)
        each = Cost(half_away(cost * 1000, found.holds))
        u.stock.lock([found.product.id])
        product = u.products.by_ids([found.product.id], day=day)[found.product.id]
        average = moving_average(u.stock.on_hand(product.id), product.average_cost, base, each)
        u.stock.post([Move(product.id, base, "receive", each)], at=shop.clock(), business_day=day, actor=actor)
        u.products.change(product.id, {"average_cost": average, "last_cost": each})
        after = u.products.by_ids([product.id], day=day)[product.id]
        u.commit()
    return after, Changes(stock=True, products=True)


def card(shop: Shop, code: str, *, most: int = 50) -> StockCard:
    """An article's stock and its latest moves.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        product = lookup.one(u, code, day=today(shop, u)).product
        return StockCard(product, tuple(u.stock.moves(product.id, most=most)))
