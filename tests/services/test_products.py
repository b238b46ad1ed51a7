"""One article at a time: shown by any of its codes, changed whole or not at all, added at the till."""

import pytest

from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.errors import Refused
from pos_app.services import products
from pos_app.services.shop import OWNER
from tests.shelf import SUGAR, TEA, base_list, put, tag


def changed(shop, code=TEA, **given: str):
    return products.change(shop, OWNER, code, given)[0].product


def test_an_article_is_shown_by_any_of_its_codes(shop):
    put(shop, "077700000128", 1000, name="SIRUP", sku="B-7", more_codes=["SIRUP1"])
    for code in ("077700000128", "0077700000128", "00077700000128", "(01)00077700000128(10)A1", "B-7", "SIRUP1", "sirup1"):
        shown = products.show(shop, code)
        assert (shown.product.name, shown.codes) == ("SIRUP", ("B-7", "077700000128", "SIRUP1")), code


def test_a_code_nobody_has_or_several_have_is_refused(shop):
    put(shop, "SAMA", 1000, sku="A-1")
    put(shop, "SAMA", 1000, sku="A-2")
    with pytest.raises(Refused, match="unknown_code"):
        products.show(shop, "TIDAK ADA")
    with pytest.raises(Refused, match="code_on_several") as no:
        products.show(shop, "SAMA")
    assert no.value.fields["numbers"] == "A-1, A-2"


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"price": "12500"}, "price_idr", 12_500),
        ({"price": "12.500"}, "price_idr", 12_500),
        ({"price": "12,500"}, "price_idr", 12_500),
        ({"price": ""}, "price_idr", None),
        ({"member_price": "12000"}, "member_price_idr", 12_000),
        ({"cost": "2587.5"}, "average_cost", 25_875_000),
        ({"cost": "2587.5"}, "last_cost", 25_875_000),
        ({"cost": ""}, "average_cost", None),
        ({"category": " Minuman  Dingin "}, "category", "Minuman Dingin"),
        ({"category": ""}, "category", ""),
        ({"unit": "botol"}, "unit", "botol"),
        ({"name": "  TEH   MANIS "}, "name", "TEH MANIS"),
        ({"receipt_name": "TEH"}, "receipt_name", "TEH"),
        ({"receipt_name": ""}, "receipt_name", None),
        ({"kind": "deposit"}, "kind", Kind.DEPOSIT),
        ({"tax": "exempt"}, "tax_class", "exempt"),
        ({"weighed": "yes"}, "weighed", True),
        ({"sellable": "no"}, "sellable", False),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_field_takes_what_it_is_given(shop, given, field, value):
    base_list(shop)
    assert getattr(changed(shop, **given), field) == value


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"harga": "1"}, "no_such_field"),
        ({"price": "12.5"}, "not_whole_rupiah"),
        ({"price": "-5"}, "price_negative"),
        ({"price": "1e3"}, "not_whole_rupiah"),
        ({"price": "8997770000014"}, "amount_too_large"),
        ({"cost": "1.23456"}, "not_a_cost"),
        ({"cost": "-1"}, "not_a_cost"),
        ({"cost": "1,5"}, "not_a_cost"),
        ({"name": "  "}, "name_missing"),
        ({"unit": ""}, "unit_missing"),
        ({"kind": "barang"}, "setting_not_one_of"),
        ({"tax": "ppn"}, "setting_not_one_of"),
        ({"weighed": "ya"}, "setting_not_one_of"),
        ({"maker_size": "small"}, "maker_missing"),
        ({"maker": "A", "maker_size": "tiny"}, "setting_not_one_of"),
        ({"maker": "A", "regency": "64"}, "not_a_regency"),
        ({"min_stock": "-1"}, "level_negative"),
        ({"name": "x" * 301}, "field_too_long"),
        ({"min_stock": "banyak"}, "not_a_point_quantity"),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_a_field_cannot_be_is_refused_and_the_others_stay_too(shop, given, code):
    base_list(shop)
    before = products.show(shop, TEA)
    with pytest.raises(Refused, match=f"^{code}"):
        changed(shop, category="Lain", **given)
    assert products.show(shop, TEA) == before


def test_a_maker_is_named_once_and_its_size_fills_in_later(shop):
    base_list(shop)
    assert changed(shop, maker="CV Maju").maker.size == "unknown"
    assert changed(shop, maker_size="micro", regency="6474").maker.name == "CV Maju"
    assert changed(shop, code=SUGAR, maker="CV Maju").maker.regency == "6474"
    assert changed(shop, maker="").maker is None


def test_a_service_has_no_origin_and_goods_get_theirs_back(shop):
    base_list(shop)
    tag(shop, TEA, State.DOMESTIC)
    service = changed(shop, kind="service")
    assert (service.origin.state, service.on_hand) == (State.UNKNOWN, None)
    goods = changed(shop, kind="goods")
    assert (goods.origin.state, goods.on_hand) == (State.DOMESTIC, 100_000)


def test_an_article_added_on_the_spot_gets_a_code_of_the_shops_own_range(shop):
    base_list(shop)
    put(shop, "SABUN99", 1000)
    put(shop, "S00000X", 1000)
    put(shop, "s000123", 1000)
    first = products.add_on_the_spot(shop, OWNER, name="Es  batu", price_idr=Rupiah(1000))
    second = products.add_on_the_spot(shop, OWNER, name="Es lilin", price_idr=None)
    assert [(x.product.code, x.product.name) for x in (first, second)] == [("S000001", "Es batu"), ("S000002", "Es lilin")]
    put(shop, "S000040", 1000)
    assert products.add_on_the_spot(shop, OWNER, name="Es", price_idr=None).product.code == "S000041"


def test_an_article_added_on_the_spot_keeps_the_code_that_was_scanned(shop):
    base_list(shop)
    assert products.add_on_the_spot(shop, OWNER, name="Kecap", price_idr=Rupiah(9000), code="8990000000017").product.code == "8990000000017"
    for given, code in (
        ({"name": " ", "price_idr": None}, "name_missing"),
        ({"name": "A", "price_idr": Rupiah(-1)}, "price_negative"),
        ({"name": "A", "price_idr": None, "code": TEA}, "code_taken"),
        ({"name": "A", "price_idr": None, "code": f"0{TEA}"}, "code_taken"),
    ):
        with pytest.raises(Refused, match=code):
            products.add_on_the_spot(shop, OWNER, **given)


def test_the_open_article_is_made_once_and_its_origin_is_unknown(shop):
    one, two = products.open_article(shop, OWNER), products.open_article(shop, OWNER)
    assert one.product.id == two.product.id
    assert (one.price_idr, one.product.origin.state) == (None, State.UNKNOWN)
