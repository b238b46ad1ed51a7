"""Several customers at one till: a basket is held under a name, called back, parted and joined; each step one transaction.

Held baskets are the shop's: every till sees them all, and of two tills that call one back the second is told.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from pos_app import formatting, texts
from pos_app.domain import cart_parts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.held_basket import Held
from pos_app.domain.quantity import Milli
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import basket, promotions
from pos_app.services.people import is_owner
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

LONGEST: Final = 60
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A basket that waits; `old` where it was held on an earlier business day."""

    held: Held
    old: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """The basket at the till after a step, and the one that was held by it, if any; `news` as the function of that name."""

    cart: Cart
    held: Held | None = None
    news: str = ""


def waiting(shop: Shop) -> tuple[Waiting, ...]:
    """Every basket that waits in the shop, the longest first."""
    with shop.uow.read() as u:
        day = today(shop, u)
        return tuple(Waiting(held, held.business_day < day) for held in u.held_baskets.every())


def reminder(shop: Shop) -> str:
    """The baskets that wait, in a sentence for whoever closes the till; empty where none does."""
    found = [one.held for one in waiting(shop)]
    if not found:
        return ""
    speech = texts.language()
    named = [f"{held.name or held.first} {formatting.rupiah(held.total_idr, speech)}" for held in found[:_NAMED]]
    said = ngettext("{n} basket still waits: {names}", "{n} baskets still wait: {names}", len(found))
    return said.format(n=len(found), names=", ".join(named) + (", …" if len(found) > _NAMED else "."))


def show(shop: Shop, held: int) -> tuple[Held, Cart]:
    """One that waits, with what is in it.

    Raises:
        Refused: `held_gone`.
    """
    with shop.uow.read() as u:
        found, body = _found(u, held)
        return found, basket.cart_of(u, body, day=today(shop, u))


def news(shop: Shop, cart: Cart) -> str:
    """What became of a basket's goods while it waited, in a sentence: other prices, goods no longer sold; empty where nothing did."""
    speech, parts, now = texts.language(), [], cart
    with suppress(Refused):  # a discount too large for the prices of now: the next change says so
        now, _rules = promotions.reprice(shop, cart)
    moved = [
        f"{was.shown_name} {formatting.number(was.unit_price_idr, speech)} → {formatting.number(line.unit_price_idr, speech)}"
        for was, line in zip(cart.lines, now.lines, strict=True)
        if was.unit_price_idr != line.unit_price_idr
    ]
    if moved:
        parts.append(_("Other prices than when it was put aside: {goods}.").format(goods=_few(moved)))
    elif now.total_idr != cart.total_idr:
        before, amount = (formatting.rupiah(one.total_idr, speech) for one in (cart, now))
        parts.append(_("By the offers of now it costs {amount}, no longer {before}.").format(amount=amount, before=before))
    gone = [line.shown_name for line in now.lines if line.product.archived or not line.product.sellable]
    if gone:
        parts.append(_("No longer sold by the shop: {goods}.").format(goods=_few(gone)))
    return " ".join(parts)


def _few(named: list[str]) -> str:
    return ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")


def hold(shop: Shop, actor: Actor, cart: Cart, name: str = "") -> Turned:
    """Puts the till's basket aside; without a name it is known by its first goods.

    Raises:
        Refused: `basket_empty`, `held_name_too_long`.
    """
    with shop.uow.write() as u:
        held = _put(shop, u, actor, cart, name)
        u.books.drop_cart(actor.till)
        u.commit()
    return Turned(Cart(), held)


def put_aside(shop: Shop, actor: Actor, cart: Cart, name: str = "") -> Held:
    """Puts a basket aside that is not the till's own: an order that came by telephone. Raises as `hold`."""
    with shop.uow.write() as u:
        held = _put(shop, u, actor, cart, name)
        u.commit()
    return held


def recall(shop: Shop, actor: Actor, held: int, cart: Cart) -> Turned:
    """Calls a basket back to the till; what is in the till's own is held in its place.

    Raises:
        Refused: `held_gone`.
    """
    with shop.uow.write() as u:
        found, body = _found(u, held, lock=True)
        back = basket.cart_of(u, body, day=today(shop, u))
        u.held_baskets.drop(held)
        put_aside = _put(shop, u, actor, cart, "") if cart.lines else None
        u.books.keep_cart(actor.till, body, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="basket_recalled", subject=found.name, total_idr=found.total_idr)
        u.commit()
    return Turned(back, put_aside, news(shop, back))


def merge(shop: Shop, actor: Actor, held: int, cart: Cart) -> Turned:
    """Puts a basket that waits into the till's own.

    Raises:
        Refused: `held_gone`, and as `cart_parts.merge` and `promotions.reprice`.
    """
    other = show(shop, held)[1]
    whole, _rules = promotions.reprice(shop, cart_parts.merge(cart, other))
    with shop.uow.write() as u:
        found, _body = _found(u, held, lock=True)
        u.held_baskets.drop(held)
        u.books.keep_cart(actor.till, basket.body_of(whole), at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="basket_merged", subject=found.name, total_idr=found.total_idr)
        u.commit()
    return Turned(whole, news=news(shop, other))


def split(shop: Shop, actor: Actor, cart: Cart, moving: Mapping[int, Milli], name: str = "") -> Turned:
    """Puts a part of the till's basket aside, as a basket of its own.

    Raises:
        Refused: `held_name_too_long`, and as `cart_parts.split` and `promotions.reprice`.
    """
    stays, goes = (promotions.reprice(shop, part)[0] for part in cart_parts.split(cart, moving))
    with shop.uow.write() as u:
        held = _put(shop, u, actor, goes, name)
        u.books.keep_cart(actor.till, basket.body_of(stays), at=shop.clock())
        u.commit()
    return Turned(stays, held)


def give_up(shop: Shop, actor: Actor, held: int) -> Held:
    """Throws a basket that waits away: one's own, or anybody's with an owner's word.

    Raises:
        Refused: `held_gone`, `held_by_another`.
    """
    with shop.uow.write() as u:
        found, _body = _found(u, held, lock=True)
        if found.person != actor.person and not is_owner(u, actor):
            raise Refused("held_by_another", name=found.person)
        u.held_baskets.drop(held)
        u.books.audit(at=shop.clock(), actor=actor, event="basket_dropped", subject=found.name, total_idr=found.total_idr)
        u.commit()
    return found


def _found(u: Transaction, held: int, *, lock: bool = False) -> tuple[Held, str]:
    found = u.held_baskets.by_id(held, lock=lock)
    if found is None:
        raise Refused("held_gone")
    return found


def _put(shop: Shop, u: Transaction, actor: Actor, cart: Cart, name: str) -> Held:
    if not cart.lines:
        raise Refused("basket_empty")
    bare = one_line(name)
    if len(bare) > LONGEST:
        raise Refused("held_name_too_long", most=LONGEST)
    first = cart.lines[0].shown_name
    values = {"name": bare, "customer": cart.customer, "first": first, "kinds": len(cart.lines), "total_idr": cart.total_idr}
    at, day = shop.clock(), today(shop, u)
    key = u.held_baskets.put(actor, at=at, day=day, body=basket.body_of(cart), **values)
    u.books.audit(at=at, actor=actor, event="basket_held", subject=bare or first, total_idr=cart.total_idr)
    return Held(key, bare, actor.till, actor.person, at, day, cart.customer, first, len(cart.lines), cart.total_idr)
