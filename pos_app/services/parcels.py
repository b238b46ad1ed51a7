"""What a parcel holds: hampers and other goods sold as one and counted as their parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cart import part_weights
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind, Product, ProductId, base_qty
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import lookup
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.services.stock_documents import goods_of
from pos_app.storage.uow import Transaction


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel: `apart_idr` is what its parts cost by their own prices, `possible` how many the stock makes."""

    product: Product
    apart_idr: Rupiah
    possible: int


def define(shop: Shop, actor: Actor, code: str, items: Sequence[str]) -> tuple[Parcel, Changes]:
    """Says what a parcel holds (`CODE` or `CODE*QTY`, an article named twice is added up); the article becomes one.

    Past sales keep the parts they were sold with.

    Raises:
        Refused: `parcel_empty`, `parcel_in_itself`, `parcel_is_a_part`, `parcel_has_stock`, `no_stock_kept` (a part that
            is no goods), and as `lookup.with_quantity` and `base_qty`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        parcel = lookup.one(u, code, day=day).product
        parts: dict[ProductId, Milli] = {}
        for item in items:
            found, qty = lookup.with_quantity(u, item, day=day)
            if found.product.id == parcel.id:
                raise Refused("parcel_in_itself", name=parcel.name)
            goods_of(u, found.code, day=day)
            parts[found.product.id] = Milli(parts.get(found.product.id, 0) + base_qty(found, qty))
        if not parts:
            raise Refused("parcel_empty", name=parcel.name)
        if holders := u.products.parcels_with(parcel.id):
            raise Refused("parcel_is_a_part", name=parcel.name, parcel=holders[0])
        u.stock.lock([parcel.id])
        if on_hand := u.stock.on_hand(parcel.id):
            raise Refused("parcel_has_stock", name=parcel.name, on_hand_milli=on_hand)
        u.products.change(parcel.id, {"kind": Kind.PARCEL, "changed_at": days.stamp(shop.clock())})
        u.products.set_parts(parcel.id, parts)
        made = _read(u, u.products.by_ids([parcel.id], day=day)[parcel.id])
        u.books.audit(
            at=shop.clock(), actor=actor, event="parcel", subject=parcel.uid, parts={p.product.code: p.qty for p in made.product.parts}
        )
        u.commit()
    return made, Changes(products=True, origins=True)


def dissolve(shop: Shop, actor: Actor, code: str) -> tuple[Product, Changes]:
    """Makes a parcel goods again, with stock and origin of its own.

    Raises:
        Refused: `not_a_parcel`, and as `lookup.one`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        parcel = _parcel(lookup.one(u, code, day=day).product)
        u.products.change(parcel.id, {"kind": Kind.GOODS, "changed_at": days.stamp(shop.clock())})
        u.products.set_parts(parcel.id, {})
        u.books.audit(at=shop.clock(), actor=actor, event="parcel", subject=parcel.uid, parts={})
        after = u.products.by_ids([parcel.id], day=day)[parcel.id]
        u.commit()
    return after, Changes(products=True, origins=True)


def show(shop: Shop, code: str) -> Parcel:
    """One parcel.

    Raises:
        Refused: `not_a_parcel`, and as `lookup.one`.
    """
    with shop.uow.read() as u:
        return _read(u, _parcel(lookup.one(u, code, day=today(shop, u)).product))


def listed(shop: Shop) -> tuple[Parcel, ...]:
    """Every parcel that can be sold, by name."""
    with shop.uow.read() as u:
        ids = u.products.parcel_ids()
        found = u.products.by_ids(ids, day=today(shop, u))
        return tuple(_read(u, found[i]) for i in ids)


def _parcel(product: Product) -> Product:
    if product.kind is not Kind.PARCEL:
        raise Refused("not_a_parcel", name=product.name)
    return product


def _read(u: Transaction, parcel: Product) -> Parcel:
    levels = u.stock.levels([part.product.id for part in parcel.parts])
    possible = min((max(0, levels[part.product.id]) // part.qty for part in parcel.parts), default=0)
    return Parcel(parcel, Rupiah(sum(part_weights(parcel))), possible)
