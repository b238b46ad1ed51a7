"""The till's touch board: favourites the shopkeeper keeps, or what sells most often while he keeps none, and categories.

Favourites are kept as the articles' uids in one setting: they are few, belong to the shop, and go with its backup.
"""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.actor import Actor
from pos_app.domain.product import Found, Kind, ProductId
from pos_app.errors import Refused
from pos_app.services import lookup, settings
from pos_app.services.find import MONTHS_LOOKED_AT
from pos_app.services.people import owner_only
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction

MOST: Final = 60
"""Favourites a shop may keep, and articles shown of a category: what a person still finds by looking."""


@dataclass(frozen=True, slots=True)
class Board:
    """`kept` says whether the favourites are the shopkeeper's; `categories` stand by how often their goods sell."""

    favourites: tuple[Found, ...]
    kept: bool
    categories: tuple[str, ...]


def board(shop: Shop) -> Board:
    """What the touch board begins with."""
    with shop.uow.read() as u:
        sold = u.sums.pieces_by_article(today(shop, u), months=MONTHS_LOOKED_AT)
        kept = _kept(u)
        ids = kept or [ProductId(i) for i in sorted(sold, key=lambda i: (-sold[i], i)) if sold[i]][: MOST // 2]
        within = u.board.categories()
        ranked = sorted(within, key=lambda name: (-sum(sold.get(i, 0) for i in within[name]), name))
        return Board(_found(shop, u, ids), bool(kept), tuple(ranked))


def in_category(shop: Shop, category: str) -> tuple[Found, ...]:
    """The articles of a category, those first that sell most often."""
    with shop.uow.read() as u:
        sold = u.sums.pieces_by_article(today(shop, u), months=MONTHS_LOOKED_AT)
        names = u.board.within(category)
        ids = [i for i, _name in sorted(names, key=lambda row: (-sold.get(row[0], 0), row[1], row[0]))]
        return _found(shop, u, ids[:MOST])


def turn(shop: Shop, actor: Actor, product_id: ProductId, *, on: bool) -> Changes:
    """Makes an article a favourite, the last of them, or makes it none.

    Raises:
        Refused: `owner_only`, `too_many_favourites`.
    """
    with shop.uow.write() as u:
        owner_only(u, actor)
        kept = [i for i in _kept(u) if i != product_id]
        if on:
            kept.append(product_id)
        _keep(shop, u, actor, kept)
        u.commit()
    return Changes(settings=True)


def replace(shop: Shop, actor: Actor, codes: list[str]) -> tuple[Found, ...]:
    """Keeps exactly these articles as favourites, in this order; none: what sells most often stands there.

    Raises:
        Refused: as `lookup.one`; `owner_only`, `too_many_favourites`.
    """
    with shop.uow.write() as u:
        owner_only(u, actor)
        day = today(shop, u)
        ids = list(dict.fromkeys(lookup.one(u, code, day=day).product.id for code in codes))
        _keep(shop, u, actor, ids)
        u.commit()
        return _found(shop, u, ids)


def _kept(u: Transaction) -> list[ProductId]:
    uids = [uid for uid in settings.stored(u)["favourites"].split(",") if uid]
    known = u.board.by_uids(uids) if uids else {}
    return [known[uid] for uid in uids if uid in known]


def _keep(shop: Shop, u: Transaction, actor: Actor, ids: list[ProductId]) -> None:
    if len(ids) > MOST:
        raise Refused("too_many_favourites", most=MOST)
    known = u.products.by_ids(ids, day=today(shop, u))
    text = ",".join(known[i].uid for i in ids)
    u.books.set_settings({"favourites": text})
    u.books.audit(at=shop.clock(), actor=actor, event="settings", subject="shop", favourites=text)


def _found(shop: Shop, u: Transaction, ids: list[ProductId]) -> tuple[Found, ...]:
    known = u.products.by_ids(ids, day=today(shop, u))
    shown = [known[i] for i in ids if i in known and known[i].kind is not Kind.DEPOSIT and known[i].sellable]
    return tuple(Found(product, product.code) for product in shown)
