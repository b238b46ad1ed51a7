"""Articles as a person shows, changes and adds them one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app import formatting
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.barcode import gtin14
from pos_app.domain.money import COST_SCALE, Cost, Rupiah
from pos_app.domain.origin import MakerSize
from pos_app.domain.product import OPEN_ARTICLE_CODE, Found, Kind, Maker, Product, ProductId, TaxClass
from pos_app.errors import Refused
from pos_app.services import lookup, suppliers
from pos_app.services.settings import regency, today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.products import NewCode
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _

OWN_CODES: Final = "S"
"""Prefix of the shop's own range of codes: `S000041`."""


@dataclass(frozen=True, slots=True)
class Shown:
    product: Product
    codes: tuple[str, ...]


def show(shop: Shop, code: str) -> Shown:
    """The one article a code means, with all its codes.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        found = lookup.one(u, code, day=today(shop, u))
        return Shown(found.product, tuple(u.products.codes(found.product.id)))


def add_on_the_spot(
    shop: Shop, actor: Actor, *, name: str, price_idr: Rupiah | None, code: str = "", kind: Kind = Kind.GOODS, unit: str = "pcs"
) -> Found:
    """A new article from what the till knows of it; without a code it gets one of the shop's own range.

    Raises:
        Refused: `name_missing`, `price_negative`, `code_taken`.
    """
    bare = " ".join(name.split())
    if not bare:
        raise Refused("name_missing")
    if price_idr is not None and price_idr < 0:
        raise Refused("price_negative")
    with shop.uow.write() as u:
        day = today(shop, u)
        if code and lookup.find(u, code, day=day):
            raise Refused("code_taken", code=code)
        product_id = _insert(
            shop, u, code=code or u.products.next_own_code(OWN_CODES), name=bare, price_idr=price_idr, kind=kind, unit=unit
        )
        u.books.audit(at=shop.clock(), actor=actor, event="product_added", subject=bare, price_idr=price_idr)
        product = u.products.by_ids([product_id], day=day)[product_id]
        u.commit()
    return Found(product, product.code)


def open_article(shop: Shop, actor: Actor) -> Found:
    """The article a shop sells by before anything has been entered: name and price are typed, its origin is unknown."""
    with shop.uow.read() as u:
        known = u.products.by_code(OPEN_ARTICLE_CODE, day=today(shop, u))
    if known:
        return known[0]
    return add_on_the_spot(shop, actor, name=_("General goods"), price_idr=None, code=OPEN_ARTICLE_CODE)


def _insert(shop: Shop, u: Transaction, *, code: str, name: str, price_idr: Rupiah | None, kind: Kind, unit: str) -> ProductId:
    at = days.stamp(shop.clock())
    values: dict[str, object] = {
        "uid": shop.new_uid(),
        "code": code,
        "name": name,
        "kind": kind,
        "unit": unit,
        "price_idr": price_idr,
        "tax_class": TaxClass.TAXED,
        "weighed": False,
        "sellable": True,
        "created_at": at,
        "changed_at": at,
    }
    return u.products.insert(values, [NewCode(code, gtin14(code))])


def _amount(text: str) -> Rupiah | None:
    if text == "":
        return None
    amount = formatting.parse_rupiah(text, "id") if "." in text else formatting.parse_rupiah(text, "en")
    if amount < 0:
        raise Refused("price_negative")
    return amount


def _cost(text: str) -> Cost | None:
    return read_cost(text) if text else None


def read_cost(text: str) -> Cost:
    """A cost as the command line writes it: digits, a decimal point, at most four decimals.

    Raises:
        Refused: `not_a_cost`, `amount_too_large`.
    """
    whole, _point, rest = text.partition(".")
    if not (whole.isascii() and whole.isdecimal()) or len(rest) > 4 or not (rest == "" or (rest.isascii() and rest.isdecimal())):
        raise Refused("not_a_cost", text=text)
    formatting.parse_rupiah(whole, "en")
    return Cost(int(whole) * COST_SCALE + int(rest.ljust(4, "0")))


def _chosen(name: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise Refused("setting_not_one_of", name=name, text=text, allowed=", ".join(allowed))
    return text


FIELDS: Final = (
    "name", "receipt_name", "price", "member_price", "wholesale_price", "cost", "category", "unit", "maker", "maker_size",
    "regency", "brand", "supplier", "kind", "tax", "weighed", "sellable", "min_stock", "target_stock", "shelf", "code",
)  # fmt: skip


def change(shop: Shop, actor: Actor, which: str | ProductId, given: Mapping[str, str]) -> tuple[Shown, Changes]:
    """Changes fields of an article, all of them or none; an empty price makes it an open-price article.

    `which` is any of its codes, or its key where a window already knows it. A `code` is one more code for it.

    Raises:
        Refused: `unknown_code`, `no_such_field`, or why a value cannot be.
    """
    for name in given:
        if name not in FIELDS:
            raise Refused("no_such_field", name=name, known=", ".join(FIELDS))
    with shop.uow.write() as u:
        day = today(shop, u)
        product = _meant(u, which, day)
        values = _values(u, product, given)
        if code := given.get("code", "").strip():
            if any(found.product.id != product.id for found in lookup.find(u, code, day=day)):
                raise Refused("code_taken", code=code)
            u.products.add_codes(product.id, [NewCode(code, gtin14(code))])
        if supplier := given.get("supplier", "").strip():
            u.suppliers.make_usual({product.id: suppliers.find_or_add(shop, u, actor, supplier)})
        u.products.change(product.id, values | {"changed_at": _stamp(shop)})
        if "kind" in given:
            u.origins.keep(product.id, day=day, resolved=u.origins.resolution(product.id))
        u.books.audit(at=shop.clock(), actor=actor, event="product_changed", subject=product.uid, **given)
        shown = Shown(u.products.by_ids([product.id], day=day)[product.id], tuple(u.products.codes(product.id)))
        u.commit()
    return shown, Changes(products=True, origins="kind" in given)


def _meant(u: Transaction, which: str | ProductId, day: date) -> Product:
    if isinstance(which, str):
        return lookup.one(u, which, day=day).product
    found = u.products.by_ids([which], day=day)
    if which not in found:
        raise Refused("unknown_code", code=which)
    return found[which]


def _stamp(shop: Shop) -> str:
    return days.stamp(shop.clock())


def _values(u: Transaction, product: Product, given: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, raw in given.items():
        text = " ".join(raw.split())
        if name in ("price", "member_price", "wholesale_price"):
            values[f"{name}_idr"] = _amount(text)
        elif name == "cost":
            values |= {"average_cost": _cost(text), "last_cost": _cost(text)}
        elif name == "category":
            values["category_id"] = u.products.category_id(text)
        elif name == "kind":
            values["kind"] = _chosen(name, text, tuple(Kind))
        elif name == "tax":
            values["tax_class"] = _chosen(name, text, tuple(TaxClass))
        elif name in ("weighed", "sellable"):
            values[name] = _chosen(name, text, ("yes", "no")) == "yes"
        elif name in ("min_stock", "target_stock"):
            values[f"{name}_milli"] = lookup.quantity(text) if text and text != "0" else None
        elif name in ("name", "unit"):
            if not text:
                raise Refused("name_missing")
            values[name] = text
        elif name in ("receipt_name", "brand", "shelf"):
            values[name] = text or None
    if {"maker", "maker_size", "regency"} & set(given):
        values["maker_id"] = _maker_id(u, product, given)
    return values


def _maker_id(u: Transaction, product: Product, given: Mapping[str, str]) -> int | None:
    known = product.maker
    name = " ".join(given.get("maker", known.name if known else "").split())
    if not name:
        if "maker_size" in given or "regency" in given:
            raise Refused("maker_missing")
        return None
    size = MakerSize(_chosen("maker_size", given["maker_size"], tuple(MakerSize))) if "maker_size" in given else MakerSize.UNKNOWN
    return u.products.maker_id(Maker(name, size, regency("regency", given.get("regency", "")) or None))
