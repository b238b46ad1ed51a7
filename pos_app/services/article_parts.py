"""What an article has several of: codes, larger units, quantity prices, suppliers; given whole, or left as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pos_app.domain.actor import Actor
from pos_app.domain.barcode import gtin14
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Product
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.supplier import SuppliersPrice
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import attachments, lookup, suppliers
from pos_app.services.attachments import PICTURES, Attachment
from pos_app.services.shop import Shop
from pos_app.storage.codes import NewCode
from pos_app.storage.prices import NewPrice
from pos_app.storage.units import NewUnit
from pos_app.storage.uow import Transaction


@dataclass(frozen=True, slots=True)
class PackPart:
    """A larger unit: how many base units it holds, its price (None: not sold by itself at a price of its own), its codes."""

    unit: str
    holds: Milli
    price_idr: Rupiah | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierPart:
    """Who brings the article, and what one `unit` of it costs there; the first of several is the usual one."""

    name: str
    cost: Cost | None = None
    unit: str | None = None
    their_code: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A new picture; without a body the one there is taken away."""

    name: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is given takes the place of what was there; None leaves it."""

    codes: tuple[str, ...] | None = None
    packs: tuple[PackPart, ...] | None = None
    quantity_prices: tuple[tuple[Milli, Rupiah], ...] | None = None
    suppliers: tuple[SupplierPart, ...] | None = None
    picture: Picture | None = None

    @property
    def is_empty(self) -> bool:
        return self == Parts()


def of(u: Transaction, product: Product, *, day: date) -> Parts:
    """The parts an article has now; its picture is kept apart (`picture` column)."""
    coded = u.codes.with_roles(product.id)
    packs = [
        PackPart(x.unit, x.holds, x.price_idr, tuple(code.code for code in coded if code.unit == x.unit))
        for x in u.units.of(product.id, day=day)
    ]
    return Parts(
        codes=tuple(code.code for code in coded if code.unit is None),
        packs=tuple(packs),
        quantity_prices=tuple(u.prices.quantity_prices(product.id)),
        suppliers=tuple(SupplierPart(x.name, x.cost, x.unit, x.their_code) for x in u.suppliers.of_product(product.id)),
    )


def told(parts: Parts) -> dict[str, object]:
    """What the audit list says of the parts that are given."""
    found: dict[str, object] = {}
    if parts.codes is not None:
        found["codes"] = list(parts.codes)
    if parts.packs is not None:
        found["packs"] = [f"{x.unit}={x.holds}:{x.price_idr}:{' '.join(x.codes)}" for x in parts.packs]
    if parts.quantity_prices is not None:
        found["quantity_prices"] = [f"{least}={price}" for least, price in parts.quantity_prices]
    if parts.suppliers is not None:
        found["suppliers"] = [f"{x.name}={x.cost}/{x.unit or ''}" for x in parts.suppliers]
    if parts.picture is not None:
        found["picture"] = parts.picture.name
    return found


def picture_of(parts: Parts) -> Attachment | None:
    """The new picture as the books keep it; looked at before they are locked.

    Raises:
        Refused: `attachment_too_large`, `attachment_unreadable`.
    """
    from pos_app.documents import pictures

    if parts.picture is None or not parts.picture.body:
        return None
    made = attachments.made_of(parts.picture.name, parts.picture.body, allowed=PICTURES)
    if pictures.small(made.body) is None:
        raise Refused("attachment_unreadable", name=parts.picture.name)
    return made


def apply(
    shop: Shop, u: Transaction, actor: Actor, product: Product, parts: Parts, *, day: date, picture: Attachment | None = None
) -> dict[str, object]:
    """Writes the parts that are given, `picture` as `picture_of` found it; the columns of the article that change with them.

    Raises:
        Refused: `code_taken`, `code_missing`, `pack_named_twice`, `pack_holds_too_little`, `quantity_price_twice`,
            `supplier_named_twice` and the like; its `about` names the part.
    """
    values: dict[str, object] = {}
    if parts.packs is not None:
        _set_packs(shop, u, actor, product, parts.packs, day=day)
    if parts.codes is not None:
        values |= _set_codes(u, product, parts.codes, day=day)
    if parts.quantity_prices is not None:
        _set_quantity_prices(shop, u, actor, product, parts.quantity_prices, day=day)
    if parts.suppliers is not None:
        _set_suppliers(shop, u, actor, product, parts.suppliers, day=day)
    if parts.picture is not None:
        values["picture"] = picture.sha256 if picture is not None else None
        if picture is not None:
            u.attachments.keep(picture, at=shop.clock())
    return values


def refuse_taken(u: Transaction, product: Product, code: str, *, day: date, about: str) -> None:
    """Refuses a code that another article has, or is being given.

    Raises:
        Refused: `code_taken`.
    """
    u.codes.hold(code)
    if any(found.product.id != product.id for found in lookup.find(u, code, day=day)):
        raise Refused("code_taken", code=code, about=about)


def _set_codes(u: Transaction, product: Product, codes: Sequence[str], *, day: date) -> dict[str, object]:
    wanted = [code.strip() for code in dict.fromkeys(codes) if code.strip()]
    if not wanted:
        raise Refused("code_missing", about="codes")
    known = {code.code: code for code in u.codes.with_roles(product.id) if code.unit is None}
    for code in wanted:
        if code not in known:
            refuse_taken(u, product, code, day=day, about="codes")
    u.codes.drop(product.id, [code for code in known if code not in wanted])
    u.codes.add(product.id, [NewCode(code, gtin14(code)) for code in wanted])
    columns = u.products.columns(product.id)
    values: dict[str, object] = {}
    if columns["code"] not in wanted:
        values["code"] = wanted[0]
    if columns["sku"] is not None and columns["sku"] not in wanted:
        values["sku"] = None
    return values


def _set_packs(shop: Shop, u: Transaction, actor: Actor, product: Product, packs: Sequence[PackPart], *, day: date) -> None:
    before = {x.unit: x for x in u.units.of(product.id, day=day)}
    names = [one_line(pack.unit) for pack in packs]
    if "" in names:
        raise Refused("name_missing", about="packs")
    if len({name.casefold() for name in (*names, product.unit)}) <= len(names):
        raise Refused("pack_named_twice", about="packs")
    for pack in packs:
        if pack.holds <= 0 or pack.holds == ONE:
            raise Refused("pack_holds_too_little", unit=pack.unit, about="packs")
        if pack.price_idr is not None and pack.price_idr < 0:
            raise Refused("price_negative", about="packs")
    for gone in before.keys() - set(names):
        u.units.drop(product.id, gone)
    u.units.put(product.id, [NewUnit(name, pack.holds, pack.price_idr) for name, pack in zip(names, packs, strict=True)])
    coded = u.codes.with_roles(product.id)
    for name, pack in zip(names, packs, strict=True):
        wanted = [code.strip() for code in dict.fromkeys(pack.codes) if code.strip()]
        had = [code.code for code in coded if code.unit == name]
        u.codes.drop(product.id, [code for code in had if code not in wanted])
        for code in wanted:
            if code not in had:
                refuse_taken(u, product, code, day=day, about="packs")
                if any(code == other.code for other in coded if other.unit != name):
                    raise Refused("code_taken", code=code, about="packs")
        u.codes.add(product.id, [NewCode(code, gtin14(code), "pack", name) for code in wanted])
    changed = [
        NewPrice(product.id, PriceKind.RETAIL, before[name].price_idr if name in before else None, pack.price_idr, unit=name)
        for name, pack in zip(names, packs, strict=True)
        if name in before and before[name].price_idr != pack.price_idr
    ]
    u.prices.note(changed, day=day, at=shop.clock(), person=actor.person, source="hand")


def _set_quantity_prices(
    shop: Shop, u: Transaction, actor: Actor, product: Product, prices: Sequence[tuple[Milli, Rupiah]], *, day: date
) -> None:
    wanted = sorted(prices)
    if len({least for least, _price in wanted}) < len(wanted):
        raise Refused("quantity_price_twice", about="quantity_prices")
    for least, price in wanted:
        if least <= ONE:
            raise Refused("quantity_price_from_one", about="quantity_prices")
        if price <= 0:
            raise Refused("price_not_positive", about="quantity_prices")
    before = dict(u.prices.quantity_prices(product.id))
    now = dict(wanted)
    changed = [
        NewPrice(product.id, PriceKind.QUANTITY, before.get(least), now.get(least), from_qty=least)
        for least in sorted(before.keys() | now.keys())
        if before.get(least) != now.get(least)
    ]
    u.prices.set_quantity_prices(product.id, wanted)
    u.prices.note(changed, day=day, at=shop.clock(), person=actor.person, source="hand")


def _set_suppliers(shop: Shop, u: Transaction, actor: Actor, product: Product, given: Sequence[SupplierPart], *, day: date) -> None:
    units = {unit.unit for unit in u.units.of(product.id, day=day)}
    made: list[SuppliersPrice] = []
    for part in given:
        key = suppliers.find_or_add(shop, u, actor, part.name)
        if any(x.supplier_id == key for x in made):
            raise Refused("supplier_named_twice", name=part.name, about="suppliers")
        unit = part.unit if part.unit and part.unit != product.unit else None
        if unit is not None and unit not in units:
            raise Refused("no_such_unit", unit=unit, name=product.name, about="suppliers")
        made.append(SuppliersPrice(key, part.name, not made, (part.their_code or "").strip() or None, unit, part.cost))
    u.suppliers.set_for(product.id, made)
