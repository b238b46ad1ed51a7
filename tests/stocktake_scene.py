"""A stocktake half way in the picture shop: two parts closed, one being counted, one not begun."""

from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Scope
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, find, stocktake, stocktake_counts
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop as goods


def count(shop: Shop, part: str, item: goods.Goods, pieces: int) -> None:
    stocktake_counts.count(shop, OWNER, part, item.code, qty=Milli(pieces * 1000))


def sell(shop: Shop, item: goods.Goods, pieces: int) -> None:
    (found,) = find.by_code(shop, item.code)
    cart = checkout.add(checkout.Cart(), found, qty=Milli(pieces * 1000)).cart
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(1_000_000))])


def begin(shop: Shop) -> None:
    """Five parts, three of them counted, differences of both signs, one article counted twice."""
    stocktake.start(shop, OWNER, "Stok opname November")
    for name, person, scope in (
        ("Rak depan", "Sari", Scope(category="Biskuit")),
        ("Rak minuman", "Adi", Scope(category="Minuman")),
        ("Rak belakang", "Sari", Scope()),
        ("Gudang", "Adi", Scope(category="Sembako")),
    ):
        stocktake.add_part(shop, OWNER, name, person=person, scope=scope)
    count(shop, "Rak depan", goods.BISCUIT, 22)
    count(shop, "Rak depan", goods.COCONUT, 24)
    sell(shop, goods.COCONUT, 2)
    count(shop, "Rak minuman", goods.TEA, 25)
    count(shop, "Rak minuman", goods.COFFEE, 21)
    for part in ("Rak depan", "Rak minuman"):
        stocktake.close_part(shop, OWNER, part)
    count(shop, "Rak belakang", goods.SWEETS, 12)
    count(shop, "Rak belakang", goods.NOODLES, 20)
    count(shop, "Rak belakang", goods.SUGAR, 4)
    count(shop, "Rak belakang", goods.NOODLES, 4)
    sell(shop, goods.NOODLES, 1)
    count(shop, "Rak belakang", goods.OIL, 8)
    count(shop, "Rak belakang", goods.CRISPS, 12)


def finish(shop: Shop) -> None:
    for part in ("Rak belakang", "Gudang"):
        stocktake.close_part(shop, OWNER, part)
