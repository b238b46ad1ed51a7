"""A demo shop: its articles with their origin, and the sales of this month and the last.

Everything in it is made up. The same day gives the same shop, so that pictures can be compared.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files as packaged
from typing import Final
from zoneinfo import ZoneInfo

from pos_app import texts
from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Found, Product
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import (
    checkout,
    import_products,
    origin_lists,
    products,
    settings,
)
from pos_app.services.shop import OWNER, Shop

NAME: Final = "Toko Sumber Rejeki"
SALES_A_DAY: Final = 4
CASHIER: Final = Actor("Sari")


@dataclass(frozen=True, slots=True)
class Habit:
    """What a member shop does with the list: the part of it that it stocks and of which it knows the origin."""

    stocks: int
    knows: int
    prefers: State | None = None


def fill(shop: Shop, *, seed: int = 7, months: int = 1, habit: Habit = Habit(100, 100)) -> None:
    """Fills a new shop with articles, origins and sales up to now: of this month, or also of the last and some of a year."""
    chance = random.Random(seed)
    _goods(shop, chance, habit)
    settings.change(shop, OWNER, {"address": "Jl. Melati No. 12, Sukamaju", "phone": "0812-0000-0000", "target": "75"})
    footer = texts.gettext("Thank you for shopping with your neighbours. Goods can be exchanged within 3 days with this receipt.")
    settings.change(shop, OWNER, {"receipt_footer": footer})
    products.change(shop, OWNER, "PULSA10", {"kind": "service"})
    products.change(shop, OWNER, "FOTOKOPI", {"kind": "service"})
    products.change(shop, OWNER, "GULAAREN", {"weighed": "yes"})
    card = settings.card(shop)
    today = days.business_day(shop.clock(), card.zone)
    month = days.month(f"{today:%Y-%m}")
    first = month.first if months == 1 else days.month_before(month).first
    earlier = days.months_until(month, count=12)[:-2] if months > 1 else []
    busy = [*(day for period in earlier for day in sorted(chance.sample(list(_days(period.first, period.last)), 5))), *_days(first, today)]
    with shop.uow.read() as u:
        shelf = [p for p in u.products.everything(day=today) if p.price_idr]
    for day in busy:
        for at in _moments(chance, day, card.zone, shop.clock()):
            checkout.commit(shop, CASHIER, basket(chance, shelf, habit), [Payment(Means.CASH, Rupiah(10_000_000))], at=at)


def _goods(shop: Shop, chance: random.Random, habit: Habit) -> None:
    folder = packaged("resources") / "demo"
    articles = (folder / "articles.csv").read_text(encoding="utf-8").splitlines()
    known = (folder / "origins.csv").read_text(encoding="utf-8").splitlines()
    stocked = [articles[0], *(line for line in articles[1:] if _kept(chance, habit.stocks) or line.startswith(("PULSA", "FOTO", "GULA")))]
    codes = {line.partition(",")[0] for line in stocked}
    told = {code for code in codes if _kept(chance, habit.knows)}
    import_products.take(shop, OWNER, "\n".join(stocked).encode(), name="articles.csv")
    origin_lists.take(shop, OWNER, "\n".join([known[0], *(x for x in known[1:] if x.partition(",")[0] in told)]).encode())


def _kept(chance: random.Random, percent: int) -> bool:
    return chance.randrange(100) < percent


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _moments(chance: random.Random, day: date, zone: str, now: datetime) -> Sequence[datetime]:
    opened = datetime.combine(day, time(7, 30), ZoneInfo(zone)).astimezone(UTC)
    minutes = sorted(chance.sample(range(13 * 60), SALES_A_DAY))
    return [at for at in (opened + timedelta(minutes=m) for m in minutes) if at < now]


def basket(chance: random.Random, shelf: Sequence[Product], habit: Habit) -> Cart:
    cart = Cart()
    weights = [3 if p.origin.state is habit.prefers or p.category in ("Sembako", "Minuman") else 1 for p in shelf]
    for product in chance.choices(shelf, weights, k=chance.randint(2, 6)):
        qty = Milli(chance.choice((250, 500, 735, 1000))) if product.weighed else Milli(1000 * chance.choice((1, 1, 1, 2, 3)))
        cart = carts.add(cart, Found(product, product.code), qty=qty)
    return cart
