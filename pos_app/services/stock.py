"""Goods in and goods on hand: every change is a move with its reason, cause and person."""

from dataclasses import dataclass

from pos_app.domain import receiving
from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost
from pos_app.domain.product import Product
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted
from pos_app.services import lookup
from pos_app.services.receiving import fresh, post
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.services.stock_documents import goods_of


@dataclass(frozen=True, slots=True)
class StockCard:
    """An article with its latest moves, the last one first."""

    product: Product
    moves: tuple[Posted, ...]


def receive(shop: Shop, actor: Actor, code: str, qty: Milli, *, cost: Cost) -> tuple[Product, Changes]:
    """Takes one article in by a paper of one line: `qty` and `cost` are of the unit the code stands for (half a dus at a dus's price).

    Raises:
        Refused: `unknown_code`, `code_on_several`, `no_stock_kept`, `pack_does_not_divide`.
    """
    with shop.uow.read() as u:
        found = goods_of(u, code, day=today(shop, u))
    draft, _key = receiving.add(fresh(shop), found, qty, unit_cost=cost)
    done = post(shop, actor, draft)
    return card(shop, code).product, done.changes


def card(shop: Shop, code: str, *, most: int = 50) -> StockCard:
    """An article's stock and its latest moves.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        product = lookup.one(u, code, day=today(shop, u)).product
        return StockCard(product, tuple(u.stock.moves(product.id, most=most)))
