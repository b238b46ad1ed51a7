"""The open basket on disk: kept after every change, so that a crash brings it back.

Only what the customer was shown is kept (article, quantity, price, discounts); the articles are read again from the
books when the basket comes back.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.price_change import PriceKind
from pos_app.domain.pricing import Applied, Approval, Discount
from pos_app.domain.product import Found, Pack, ProductId
from pos_app.domain.quantity import Milli
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction


def keep(shop: Shop, actor: Actor, cart: Cart) -> None:
    """Keeps the till's basket; an empty one is forgotten."""
    with shop.uow.write() as u:
        if cart.lines:
            u.books.keep_cart(actor.till, body_of(cart), at=shop.clock())
        else:
            u.books.drop_cart(actor.till)
        u.commit()


def kept(shop: Shop, actor: Actor) -> Cart | None:
    """The basket this till was left with, if any."""
    with shop.uow.read() as u:
        body = u.books.kept_cart(actor.till)
        if body is None:
            return None
        return cart_of(u, body, day=today(shop, u))


def body_of(cart: Cart) -> str:
    """A basket as it is kept."""
    return json.dumps(_written(cart))


def cart_of(u: Transaction, body: str, *, day: date) -> Cart:
    """A basket that was kept, with its articles as the books have them now."""
    written = json.loads(body)
    products = u.products.by_ids([ProductId(x["product"]) for x in written["lines"]], day=day)
    packed = {ProductId(x["product"]) for x in written["lines"] if x["pack"]}
    packs = u.units.of_each(packed, day=day) if packed else {}
    lines = []
    for x in written["lines"]:
        product = ProductId(x["product"])
        found = Found(products[product], x["code"], _pack(x["pack"], packs[product]) if x["pack"] else None)
        lines.append(
            CartLine(
                key=x["key"],
                found=found,
                qty=Milli(x["qty"]),
                unit_price_idr=Rupiah(x["price"]),
                discount=_discount(x["discount"]),
                given_gross_idr=x["gross"],
                name=x["name"],
                swapped_for=x["swapped_for"],
                price_kind=PriceKind(x["kind"]) if x["kind"] else None,
                applied=tuple(Applied(key, name, Rupiah(off), points) for key, name, off, points in x["applied"]),
                offered=ProductId(x["offered"]) if x.get("offered") else None,  # a basket kept earlier says nothing of it
            )
        )
    approval = Approval(written["approval"][0], BasisPoints(written["approval"][1])) if written["approval"] else None
    return Cart(
        tuple(lines),
        _discount(written["discount"]),
        written["customer"],
        written["next_key"],
        written["member"],
        written["reseller"],
        approval,
    )


def _pack(written: dict[str, Any], known: Sequence[Pack]) -> Pack:
    """A pack as the books have it now; as it was where it is no more, or holds something else."""
    kept = Pack(written["unit"], Milli(written["holds"]), written["price"])
    return next((pack for pack in known if (pack.unit, pack.holds) == (kept.unit, kept.holds)), kept)


def _written(cart: Cart) -> dict[str, Any]:
    return {
        "customer": cart.customer,
        "member": cart.member,
        "reseller": cart.reseller,
        "approval": [cart.approval.person, cart.approval.share_bp] if cart.approval else None,
        "next_key": cart.next_key,
        "discount": _pair(cart.discount),
        "lines": [
            {
                "key": x.key,
                "product": x.product.id,
                "code": x.found.code,
                "pack": {"unit": x.found.pack.unit, "holds": x.found.pack.holds, "price": x.found.pack.price_idr} if x.found.pack else None,
                "qty": x.qty,
                "price": x.unit_price_idr,
                "gross": x.given_gross_idr,
                "discount": _pair(x.discount),
                "name": x.name,
                "swapped_for": x.swapped_for,
                "kind": x.price_kind,
                "applied": [[one.promotion, one.name, one.off_idr, one.points] for one in x.applied],
                "offered": x.offered,
            }
            for x in cart.lines
        ],
    }


def _pair(discount: Discount | None) -> list[int | None] | None:
    return [discount.amount_idr, discount.share_bp] if discount else None


def _discount(pair: list[int | None] | None) -> Discount | None:
    if pair is None:
        return None
    amount, share = pair
    return Discount(Rupiah(amount)) if amount is not None else Discount(share_bp=BasisPoints(share or 0))
