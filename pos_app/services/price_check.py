"""What an article costs and where it comes from, for a customer who asks; no basket is touched."""

from dataclasses import dataclass
from datetime import date

from pos_app.domain import cart as carts
from pos_app.domain.alternatives import Alternative, suggest
from pos_app.domain.cart import Cart
from pos_app.domain.content_size import PricePer, price_per
from pos_app.domain.evidence import Evidence
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Found, Kind, Pack
from pos_app.errors import Refused
from pos_app.services import lookup, promotions, settings
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

_OTHERS = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """`price_idr` is what scanning it at the till would cost, None for an open price; `pieces` stand behind its origin.

    `instead` is a domestic article in the place of an imported one.
    """

    found: Found
    price_idr: Rupiah | None
    per: PricePer | None
    packs: tuple[Pack, ...]
    pieces: tuple[Evidence, ...]
    instead: Alternative | None
    day: date


def look(shop: Shop, text: str) -> tuple[Checked, ...]:
    """What a code or a scan can mean: nothing, one article, or several on one code."""
    with shop.uow.read() as u:
        day = today(shop, u)
        return tuple(_checked(shop, u, found, day) for found in lookup.find(u, text, day=day))


def of(shop: Shop, found: Found) -> Checked:
    """The same of an article that was chosen by its name."""
    with shop.uow.read() as u:
        return _checked(shop, u, found, today(shop, u))


def _checked(shop: Shop, u: Transaction, found: Found, day: date) -> Checked:
    product, instead = found.product, None
    if product.origin.state is State.IMPORTED and product.kind is Kind.GOODS:
        others = u.products.in_category(product.category, state=State.DOMESTIC, day=day, most=_OTHERS)
        instead = next(iter(suggest(product, others)), None)
    packs = tuple(pack for pack in u.units.of(product.id, day=day) if pack.price_idr and pack != found.pack)
    pieces = tuple(u.origins.pieces(product.id)) if product.kind is Kind.GOODS else ()
    price = _price(shop, u, found)
    return Checked(found, price, _per(found, price if found.measured is None else found.price_idr), packs, pieces, instead, day)


def _price(shop: Shop, u: Transaction, found: Found) -> Rupiah | None:
    try:
        cart = carts.add(Cart(), found)
    except Refused:
        return None
    return promotions.priced(shop, cart, promotions.rules_in(shop, u, settings.stored(u)["zone"])).total_idr


def _per(found: Found, price: Rupiah | None) -> PricePer | None:
    size = found.content
    return price_per(price, size) if size is not None and price else None
