"""The owner's offers: made, ended, listed; and the price of a basket by those that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pos_app.domain import days, price_choice
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.category import category_path
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import ProductId
from pos_app.domain.promotion import Part, Promotion, PromotionKind, When, checked_promotion
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import lookup, people, settings
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Rules:
    """The offers that can stand on a business day, as they were read; `revision` tells whether they still are all."""

    zone: str
    day: date
    revision: tuple[int, int]
    promotions: tuple[Promotion, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """An offer as a person describes it: `goods` are codes with how much of each belongs to a bundle; no first day is today."""

    name: str
    kind: PromotionKind
    goods: Sequence[tuple[str, Milli]] = ()
    categories: Sequence[str] = ()
    domestic: bool = False
    off: Discount | None = None
    buy: int = 0
    free: int = 0
    price_idr: Rupiah = Rupiah(0)
    points: int = 0
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    begin: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer with the names of its articles, and whether it stands now."""

    promotion: Promotion
    goods: Mapping[ProductId, str]
    stands: bool


def rules_in(shop: Shop, u: Transaction, zone: str, known: Rules | None = None) -> Rules:
    """The offers of the business day: `known` where no other was made or ended since, so that a scan asks one question for all."""
    day, revision = days.business_day(shop.clock(), zone), u.promotions.revision()
    if known is not None and (known.zone, known.day, known.revision) == (zone, day, revision):
        return known
    return Rules(zone, day, revision, tuple(u.promotions.every(day=day)))


def priced(shop: Shop, cart: Cart, rules: Rules) -> Cart:
    """The basket at the prices of this moment.

    Raises:
        Refused: as `price_choice.priced`.
    """
    return price_choice.priced(cart, rules.promotions, shop.clock().astimezone(ZoneInfo(rules.zone)))


def reprice(shop: Shop, cart: Cart, known: Rules | None = None) -> tuple[Cart, Rules]:
    """The basket at the prices of this moment, and the offers it was priced by.

    Raises:
        Refused: as `price_choice.priced`.
    """
    with shop.uow.read() as u:
        rules = rules_in(shop, u, settings.stored(u)["zone"], known)
    return priced(shop, cart, rules), rules


def priced_at(u: Transaction, cart: Cart, at: datetime, zone: str) -> Cart:
    """The basket at the prices of a moment: offers by their days and hours then, articles as the books have them now.

    Raises:
        Refused: as `price_choice.priced`.
    """
    return price_choice.priced(cart, u.promotions.every(), at.astimezone(ZoneInfo(zone)))


def add(shop: Shop, actor: Actor, wish: Wish) -> tuple[Promotion, Changes]:
    """Makes an offer; it is never changed, only ended.

    Raises:
        Refused: `owner_only`, `promotion_name_too_long`, `unknown_code`, `code_on_several`, `unknown_category`, and as
            `checked_promotion`.
    """
    name = one_line(wish.name)
    if len(name) > _LONGEST:
        raise Refused("promotion_name_too_long", most=_LONGEST)
    with shop.uow.write() as u:
        people.owner_only(u, actor)
        day = settings.today(shop, u)
        promotion = checked_promotion(
            Promotion(
                id=0,
                name=name,
                kind=wish.kind,
                when=When(wish.first or day, wish.last, tuple(sorted(set(wish.weekdays))), wish.begin, wish.end),
                off=wish.off,
                buy=wish.buy,
                free=wish.free,
                price_idr=wish.price_idr,
                points=wish.points,
                parts=_parts(u, wish.goods, day),
                categories=_categories(u, wish.categories),
                domestic=wish.domestic,
            )
        )
        made = replace(promotion, id=u.promotions.add(promotion, person=actor.person, at=shop.clock()))
        u.books.audit(at=shop.clock(), actor=actor, event="promotion_added", subject=str(made.id), name=name, kind=made.kind)
        u.commit()
    return made, Changes(products=True)


def end(shop: Shop, actor: Actor, promotion_id: int) -> tuple[Promotion, Changes]:
    """Ends an offer from this moment on; sales it was given in stay as they are.

    Raises:
        Refused: `owner_only`, `no_such_promotion`, `promotion_ended`.
    """
    with shop.uow.write() as u:
        people.owner_only(u, actor)
        known = next((x for x in u.promotions.every() if x.id == promotion_id), None)
        if known is None:
            raise Refused("no_such_promotion", number=promotion_id)
        if not u.promotions.end(promotion_id, at=shop.clock()):
            raise Refused("promotion_ended", name=known.name)
        u.books.audit(at=shop.clock(), actor=actor, event="promotion_ended", subject=str(promotion_id), name=known.name)
        u.commit()
    return replace(known, ended=shop.clock()), Changes(products=True)


def listed(shop: Shop, *, past: bool = False) -> tuple[Listed, ...]:
    """The offers that stand or are to come, the latest first; `past`: those that are over too."""
    with shop.uow.read() as u:
        zone = settings.stored(u)["zone"]
        now = shop.clock().astimezone(ZoneInfo(zone))
        found = u.promotions.every() if past else [x for x in u.promotions.every(day=now.date()) if not x.when.is_over(now)]
        ids = {part.product for promotion in found for part in promotion.parts}
        products = u.products.by_ids(ids, day=now.date()) if ids else {}
    names = {i: product.name for i, product in products.items()}
    return tuple(
        Listed(promotion, {part.product: names[part.product] for part in promotion.parts}, promotion.stands(now))
        for promotion in reversed(found)
    )


def _parts(u: Transaction, goods: Sequence[tuple[str, Milli]], day: date) -> tuple[Part, ...]:
    """The articles meant, each once; one that is named again counts for as much more."""
    found: dict[ProductId, Milli] = {}
    for code, qty in goods:
        product = lookup.one(u, code, day=day).product
        found[product.id] = Milli(found.get(product.id, 0) + qty)
    return tuple(Part(i, qty or ONE) for i, qty in found.items())


def _categories(u: Transaction, names: Sequence[str]) -> tuple[str, ...]:
    known = set(u.products.category_names())
    found = tuple(dict.fromkeys(category_path(name) for name in names))
    for name in found:
        if name not in known:
            raise Refused("unknown_category", name=name)
    return found
