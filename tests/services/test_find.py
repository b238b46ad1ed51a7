"""Names found as they are typed at a counter: in any order, with mistakes, what sells most often first."""

import pytest

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, find
from pos_app.services.shop import OWNER
from tests.shelf import put

NAMES = (
    "INDOMIE GORENG 85G", "INDOMIE SOTO 75G", "INDOMIE KARI AYAM 72G", "MIE SEDAAP GORENG 90G", "GARAM GANG SINGA 250G", "GULA PASIR 1KG",
    "GULA MERAH 500G", "KOPI KAPAL API 165G", "TEH BOTOL SOSRO 450ML", "MINYAK GORENG BIMOLI 2L", "SAOS SAMBAL ABC 335ML", "KERUPUK UDANG",
)  # fmt: skip


@pytest.fixture
def goods(shop):
    for n, name in enumerate(NAMES, start=1):
        put(shop, f"BRG{n:03d}", 3000, name=name, sku=str(n))
    put(shop, "8997770000014", 3000, name="PAKU 5CM", more_codes=["7"], packs=[("PAKU-DUS", "dus", 40, 100_000)])
    return shop


def found(shop, index, text):
    return [x.product.name for x in find.by_name(shop, index, text)]


def test_a_name_is_found_as_people_type_it(goods):
    index = find.build(goods)
    for typed, wanted in (
        ("indmie grg", "INDOMIE GORENG 85G"),
        ("goreng indomie", "INDOMIE GORENG 85G"),
        ("idnomie soto", "INDOMIE SOTO 75G"),
        ("kapl api kopi", "KOPI KAPAL API 165G"),
        ("the botol", "TEH BOTOL SOSRO 450ML"),
        ("krupuk", "KERUPUK UDANG"),
        ("bimoly", "MINYAK GORENG BIMOLI 2L"),
        ("gula 500", "GULA MERAH 500G"),
        ("mnyk grng", "MINYAK GORENG BIMOLI 2L"),
        ("sosro tehbotol", "TEH BOTOL SOSRO 450ML"),
        ("kapalapi", "KOPI KAPAL API 165G"),
        ("indo mie soto", "INDOMIE SOTO 75G"),
        ("teh botol dingin sekali", "TEH BOTOL SOSRO 450ML"),
        ("bimoly 1kg", "MINYAK GORENG BIMOLI 2L"),
        ("KOPI", "KOPI KAPAL API 165G"),
    ):
        assert found(goods, index, typed)[0] == wanted, typed
    assert found(goods, index, "zzqx") == []
    assert found(goods, index, "  *! ") == []


def test_a_code_typed_whole_stands_first_with_its_pack(goods):
    index = find.build(goods)
    assert found(goods, index, "12")[0] == "KERUPUK UDANG"
    assert sorted(found(goods, index, "7")[:2]) == ["GULA MERAH 500G", "PAKU 5CM"]
    first = find.by_name(goods, index, "PAKU-DUS")[0]
    assert (first.unit, first.price_idr) == ("dus", 100_000)


def test_what_sells_most_often_comes_first(goods):
    def sell(code, count):
        cart = carts.add(Cart(), find.by_code(goods, code)[0], qty=Milli(count * 1000))
        checkout.commit(goods, OWNER, cart, [Payment(Means.CASH, Rupiah(1_000_000))])

    assert found(goods, find.build(goods), "gula")[0] == "GULA PASIR 1KG"
    sell("BRG007", 3)
    sell("BRG003", 5)
    index = find.build(goods)
    assert found(goods, index, "gula")[0] == "GULA MERAH 500G"
    assert found(goods, index, "indomie")[0] == "INDOMIE KARI AYAM 72G"
    assert found(goods, index, "indmie")[0] == "INDOMIE KARI AYAM 72G"
    assert found(goods, index, "indmie grg")[0] == "INDOMIE GORENG 85G"
