"""A year and a month of made-up sales in the picture shop, for the windows and papers of its reports."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, settings, stock
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.picture_shop import Goods


class More(NamedTuple):
    """What the picture shop has no need of at the till."""

    goods: Goods
    weight: int


SHELF = (
    More(picture_shop.OIL, 9),
    More(picture_shop.RICE, 5),
    More(picture_shop.CRISPS, 9),
    More(picture_shop.SWEETS, 6),
    More(picture_shop.BISCUIT, 10),
    More(picture_shop.COCONUT, 4),
    More(picture_shop.SUGAR, 6),
    More(picture_shop.TEA, 7),
    More(picture_shop.COFFEE, 4),
    More(picture_shop.NOODLES, 12),
    More(Goods("8991002000206", "Sapu Ijuk Gagang Kayu", 24_000, "pcs", "Alat tulis & rumah", State.UNKNOWN), 3),
    More(Goods("8991002000213", "Teh Hijau Celup 25", 14_500, "ktk", "Minuman", State.UNKNOWN), 4),
    More(Goods("8991002000220", "Pensil 2B isi 12", 18_000, "pak", "Alat tulis & rumah", State.UNKNOWN), 2),
    More(Goods("8850002000018", "Sampo Anti Ketombe 170 ml", 27_500, "btl", "Sabun & perawatan", State.IMPORTED, country="TH"), 4),
    More(Goods("8991002000237", "Sampo Lidah Buaya 180 ml", 26_500, "btl", "Sabun & perawatan", State.DOMESTIC), 3),
    More(Goods("8888002000013", "Cokelat Batang 65 g", 19_500, "pcs", "Makanan ringan", State.IMPORTED, country="SG"), 5),
    More(Goods("8991002000244", "Cokelat Mete 68 g", 21_000, "pcs", "Makanan ringan", State.DOMESTIC, "64"), 3),
    More(Goods("8991002000251", "Susu Kental Manis 370 g", 13_500, "klg", "Susu & bayi", State.DOMESTIC, "55"), 7),
    More(Goods("9310002000012", "Susu Formula 400 g", 96_000, "ktk", "Susu & bayi", State.IMPORTED, country="AU"), 1),
)
_RECEIPTS_A_MONTH = 30


def fill(shop: Shop, *, months: int = 13, target: str = "75") -> None:
    """Put the books of a picture shop that has sold since `months` ago in the place of one that nothing happened in yet."""
    with closing(sqlite3.connect(_sold(months, target))) as source, closing(sqlite3.connect(shop.place)) as books:
        source.backup(books)


@cache
def _sold(months: int, target: str) -> Path:
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("POS_APP_TESTS")))
    shop = picture_shop.make(folder)
    sell(shop, months=months, target=target)
    shop.close()
    return folder / "shop.db"


def sell(shop: Shop, *, months: int = 13, target: str = "75") -> None:
    """Post sales from `months` ago up to the shop's own now; the same shop gets the same ones."""
    known = {item.code for item in picture_shop.ALL}
    for more in SHELF:
        if more.goods.code not in known:
            picture_shop.stand(shop, more.goods)
    if target:
        settings.change(shop, OWNER, {"target": target})
    for more in SHELF:
        stock.receive(shop, OWNER, more.goods.code, Milli(900_000), cost=Cost((more.goods.price or 0) * 8_000))
    card = settings.card(shop)
    today = days.business_day(shop.clock(), card.zone)
    first = days.months_until(days.Period(today, today), count=months)[0].first
    post(shop, _moments(datetime(first.year, first.month, first.day, 3, tzinfo=UTC), shop.clock()))


def post(shop: Shop, moments: Iterable[datetime]) -> None:
    """A receipt at each of the moments, one to four articles in it; the same moments get the same ones."""
    with shop.uow.read() as u:
        shelf = {more.goods.code: u.products.by_code(more.goods.code, day=settings.today(shop, u))[0] for more in SHELF}
    for number, at in enumerate(moments):
        cart = Cart()
        for step in range(1 + number % 4):
            more = _drawn(number * 7 + step * 5)
            cart = carts.add(cart, shelf[more.goods.code], qty=Milli(1000 * (1 + (number + step) % 5)))
        checkout.commit(shop, Actor("Sari"), cart, [Payment(Means.CASH, Rupiah(5_000_000))], at=at)


def _drawn(number: int) -> More:
    """Articles as often as their weight says, in a fixed order."""
    turn = [more for more in SHELF for _n in range(more.weight)]
    return turn[number * 37 % len(turn)]


def _moments(first: datetime, last: datetime) -> Iterator[datetime]:
    at, gap = first, timedelta(days=30) / _RECEIPTS_A_MONTH
    while at < last:
        yield at
        at += gap
