"""Articles as a person shows, changes and adds them one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app import texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.barcode import gtin14
from pos_app.domain.money import Rupiah
from pos_app.domain.product import OPEN_ARTICLE_CODE, Found, Kind, Product, ProductId, TaxClass
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import article_fields, article_parts, lookup, suppliers
from pos_app.services.article_parts import Parts
from pos_app.services.settings import card_in, today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.codes import NewCode
from pos_app.storage.prices import COLUMNS, NewPrice
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _

NO_PARTS: Final = Parts()
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
        product = meant(u, code, today(shop, u))
        return Shown(product, tuple(u.codes.of(product.id)))


def add_on_the_spot(
    shop: Shop, actor: Actor, *, name: str, price_idr: Rupiah | None, code: str = "", kind: Kind = Kind.GOODS, unit: str = "pcs"
) -> Found:
    """A new article from what the till knows of it; without a code it gets one of the shop's own range.

    Raises:
        Refused: `name_missing`, `field_too_long`, `price_negative`, `code_taken`, `code_archived`.
    """
    bare = one_line(name)
    if not bare:
        raise Refused("name_missing")
    if len(bare) > article_fields.LONGEST:
        raise Refused("field_too_long", name="name", most=article_fields.LONGEST)
    if price_idr is not None and price_idr < 0:
        raise Refused("price_negative")
    with shop.uow.write() as u:
        day = today(shop, u)
        if code:
            u.codes.hold(code)
            if lookup.find(u, code, day=day):
                raise Refused("code_taken", code=code)
            if away := u.products.by_code(code, day=day, archived=True):
                raise Refused("code_archived", code=code, name=away[0].product.name)
        product_id = _insert(shop, u, code=code or u.codes.next_own(OWN_CODES), name=bare, price_idr=price_idr, kind=kind, unit=unit)
        u.books.audit(at=shop.clock(), actor=actor, event="product_added", subject=bare, price_idr=price_idr)
        product = u.products.by_ids([product_id], day=day)[product_id]
        u.commit()
    return Found(product, product.code)


def open_article(shop: Shop, actor: Actor) -> Found:
    """The article a shop sells by before anything has been entered: name and price are typed, its origin is unknown."""
    with shop.uow.read() as u:
        known, language = u.products.by_code(OPEN_ARTICLE_CODE, day=today(shop, u)), card_in(u).language
    if known:
        return known[0]
    with texts.speaking(language):  # it stands on receipts
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


def change(
    shop: Shop,
    actor: Actor,
    which: str | ProductId,
    given: Mapping[str, str],
    *,
    parts: Parts = NO_PARTS,
    valid_from: date | None = None,
) -> tuple[Shown, Changes]:
    """Changes fields and parts of an article, all of them or none; an empty price makes it an open-price article.

    `which` is any of its codes, or its key where a window already knows it. A `code` is one more code for it. Prices
    count from `valid_from` on, where that is a day to come; nothing else can wait.

    Raises:
        Refused: `unknown_code`, `no_such_field`, `only_prices_wait`, `article_is_merged`, or why a value cannot be.
    """
    picture = article_parts.picture_of(parts)
    with shop.uow.write() as u:
        day = today(shop, u)
        product = meant(u, which, day)
        if "kind" in given:
            u.origins.lock()
        u.prices.settle(day, [product.id])
        values = article_fields.read(shop, u, product, given)
        if "archived_at" in values:
            _refuse_merged(u, product)
        if valid_from is not None and valid_from > day:
            _plan(shop, u, actor, product, given, values, valid_from)
            values = {}
        _note(shop, u, actor, product, values, day)
        if code := given.get("code", "").strip():
            article_parts.refuse_taken(u, product, code, day=day, about="code")
            u.codes.add(product.id, [NewCode(code, gtin14(code))])
        if supplier := given.get("supplier", "").strip():
            u.suppliers.make_usual({product.id: suppliers.find_or_add(shop, u, actor, supplier)})
        values |= article_parts.apply(shop, u, actor, product, parts, day=day, picture=picture)
        u.products.change(product.id, values | {"changed_at": _stamp(shop)})
        if "kind" in given:
            u.origins.keep(product.id, day=day, resolved=u.origins.resolution(product.id))
        told = {**given, **article_parts.told(parts)} | ({"valid_from": str(valid_from)} if valid_from else {})
        u.books.audit(at=shop.clock(), actor=actor, event="product_changed", subject=product.uid, **told)
        shown = Shown(u.products.by_ids([product.id], day=day)[product.id], tuple(u.codes.of(product.id)))
        u.commit()
    return shown, Changes(products=True, origins="kind" in given, suppliers="supplier" in given or parts.suppliers is not None)


def _note(shop: Shop, u: Transaction, actor: Actor, product: Product, values: Mapping[str, object], day: date) -> None:
    """Writes down what becomes of the prices among the columns."""
    prices = _new_prices(u, product, values)
    u.prices.note(prices, day=day, at=shop.clock(), person=actor.person, source="hand")


def _new_prices(u: Transaction, product: Product, values: Mapping[str, object]) -> list[NewPrice]:
    before = u.prices.now([product.id])[product.id]
    found: list[NewPrice] = []
    for column, value in values.items():
        if column in COLUMNS and value != before[column]:
            price = Rupiah(value) if isinstance(value, int) else None
            found.append(NewPrice(product.id, COLUMNS[column], before[column], price))
    return found


def _plan(
    shop: Shop, u: Transaction, actor: Actor, product: Product, given: Mapping[str, str], values: Mapping[str, object], valid_from: date
) -> None:
    others = [name for name in given if name not in article_fields.PRICES]
    if others or None in values.values():
        raise Refused("only_prices_wait", about=others[0] if others else "price")
    u.prices.note(_new_prices(u, product, values), day=valid_from, at=shop.clock(), person=actor.person, source="hand", waits=True)


def _refuse_merged(u: Transaction, product: Product) -> None:
    if u.merges.survivor(product.id) != product.id:
        raise Refused("article_is_merged", name=product.name)


def meant(u: Transaction, which: str | ProductId, day: date) -> Product:
    """The article a code means, or that a window knows by its key; an archived one where no other has the code.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    if isinstance(which, str):
        if not lookup.find(u, which, day=day):
            archived = u.products.by_code(which.strip(), day=day, archived=True)
            if len(archived) == 1:
                return archived[0].product
        return lookup.one(u, which, day=day).product
    found = u.products.by_ids([which], day=day)
    if which not in found:
        raise Refused("unknown_code", code=which)
    return found[which]


def _stamp(shop: Shop) -> str:
    return days.stamp(shop.clock())
