"""The stock place in the picture shop: a stocktake half way, goods repacked, parcels made, deposits taken."""

from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Scope
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, deposits, find, parcels, products, repacking, stocktake, stocktake_counts
from pos_app.services.repacking import Made
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop as goods
from ui.stock.repacking_page import RepackingPage

BAG = "8991002000305"


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


def stand_bags(shop: Shop) -> None:
    """A bag for the rice, and a sack repacked yesterday."""
    products.add_on_the_spot(shop, OWNER, name="Beras Curah 500 g", price_idr=Rupiah(8_500), code=BAG, unit="bks")
    repacking.repack(shop, OWNER, goods.RICE.code, Milli(1_000), [Made(BAG, Milli(10_000))])


def fill_repacking(page: object) -> None:
    """Ten sacks become ninety-eight bags, a fifth of a sack is lost."""
    assert isinstance(page, RepackingPage)
    source, (bag,) = page.state.source, page.state.made
    assert source is not None
    page.state.source = type(source)(source.found, Milli(10_000))
    page.state.made = (type(bag)(bag.found, Milli(98_000)),)
    page.state.lost = Milli(200)
    page.read()


def make_parcels(shop: Shop) -> None:
    for code, name, price, items in (
        ("P1", "Parsel Lebaran Besar", 129_000, (f"{goods.COFFEE.code}*2", goods.SUGAR.code, f"{goods.CRISPS.code}*3", goods.OIL.code)),
        ("P2", "Parsel Teh Sore", 29_900, (goods.TEA.code, goods.COCONUT.code, goods.CRISPS.code)),
    ):
        products.add_on_the_spot(shop, OWNER, name=name, price_idr=Rupiah(price), code=code)
        parcels.define(shop, OWNER, code, items)


def take_deposits(shop: Shop) -> None:
    for code, name, price in (("J1", "Titipan galon 19 L", 50_000), ("J2", "Titipan tabung gas 3 kg", 150_000)):
        made = products.add_on_the_spot(shop, OWNER, name=name, price_idr=Rupiah(price), code=code, kind=Kind.DEPOSIT)
        for customer, pieces in (("A-012", 2), (None, 1), ("A-044", 3)):
            cart = checkout.add(checkout.Cart(customer=customer), made, qty=Milli(pieces * 1000)).cart
            checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(1_000_000))])
    deposits.give_back(shop, OWNER, "J1", Milli(1_000))
