"""Domestic goods in place of an imported one."""

from dataclasses import replace

import pytest

from pos_app.domain.alternatives import suggest
from pos_app.domain.content_size import ContentSize, Measure, Per, PricePer
from pos_app.domain.origin import UNKNOWN, Origin, State, Strength
from pos_app.domain.product import Kind, Product

HOME = Origin(State.DOMESTIC, "ID", Strength.STRONG)
ABROAD = Origin(State.IMPORTED, "MY", Strength.STRONG)
BISCUIT = Product(1, "u1", "c1", "BISKUIT COKELAT 140 G", "pcs", 12_000, ABROAD, category="Biskuit", on_hand=5_000)
NEAR = Product(2, "u2", "c2", "BISKUIT KELAPA 150 G", "pcs", 10_000, HOME, category="Biskuit", on_hand=24_000)


def test_a_domestic_article_of_the_category_is_offered_with_the_difference():
    (found,) = suggest(BISCUIT, [NEAR])
    assert (found.product, found.instead_of, found.difference_idr) == (NEAR, BISCUIT, -2_000)
    assert found.per == PricePer(6_667, Per.HUNDRED_GRAM)


@pytest.mark.parametrize(
    "change",
    [
        {"category": "Teh"},
        {"on_hand": 0},
        {"on_hand": -1_000},
        {"on_hand": None},
        {"origin": ABROAD},
        {"origin": UNKNOWN},
        {"price_idr": None},
        {"price_idr": 0},
        {"price_idr": 60_000},
        {"price_idr": 2_000},
        {"sellable": False},
        {"kind": Kind.SERVICE},
        {"name": "BISKUIT 1 KG", "price_idr": 80_000},
        {"name": "BISKUIT CAIR 150 ML"},
        {"id": 1},
    ],
)
def test_what_cannot_stand_in_is_not_offered(change):
    assert suggest(BISCUIT, [replace(NEAR, **change)]) == ()


@pytest.mark.parametrize("change", [{"origin": HOME}, {"origin": UNKNOWN}, {"category": ""}, {"price_idr": None}, {"price_idr": 0}])
def test_only_an_imported_article_with_category_and_price_is_replaced(change):
    others = [NEAR, replace(NEAR, id=3, category="")]
    assert suggest(replace(BISCUIT, **change), others) == ()


def test_without_content_the_prices_themselves_are_compared():
    plain = replace(NEAR, name="BISKUIT KALENG", price_idr=13_000)
    (found,) = suggest(BISCUIT, [plain])
    assert (found.difference_idr, found.per) == (1_000, None)
    assert suggest(BISCUIT, [replace(plain, price_idr=41_000)]) == ()


def test_kindred_names_come_first_then_the_nearest_price_then_the_higher_tkdn():
    stranger = replace(NEAR, id=3, name="WAFER 140 G", price_idr=12_000)
    dear = replace(NEAR, id=4, price_idr=17_000)
    certified = replace(NEAR, id=5, origin=replace(HOME, tkdn_bp=7_100), price_idr=10_100)
    assert [x.product.id for x in suggest(BISCUIT, [stranger, dear, NEAR, certified], most=4)] == [5, 2, 4, 3]
    assert [x.product.id for x in suggest(BISCUIT, [stranger, dear])] == [4]


def test_of_the_same_price_those_of_the_same_content_and_those_of_which_there_is_enough_come_first():
    small = replace(NEAR, id=3, name="BISKUIT SUSU 70 G", price_idr=6_000, origin=replace(HOME, tkdn_bp=9_000))
    few = replace(NEAR, id=4, name="BISKUIT GULA 140 G", price_idr=12_000, on_hand=2_000, origin=replace(HOME, tkdn_bp=8_000))
    same = replace(few, id=5, on_hand=9_000, origin=HOME)
    assert [x.product.id for x in suggest(BISCUIT, [small, few, same], most=3)] == [4, 5, 3]
    assert [x.product.id for x in suggest(BISCUIT, [small, few, same], qty=3_000, most=3)] == [5, 3, 4]


def test_what_a_person_stated_of_the_content_counts_more_than_the_name():
    tin = replace(NEAR, name="BISKUIT KALENG", price_idr=20_000)
    assert suggest(BISCUIT, [tin]) == ()
    (found,) = suggest(BISCUIT, [replace(tin, stated_content=ContentSize(250_000, Measure.GRAM))])
    assert found.per == PricePer(8_000, Per.HUNDRED_GRAM)
    assert suggest(BISCUIT, [replace(tin, stated_content=ContentSize(250_000, Measure.GRAM), weighed=True, unit="kg")]) == ()


def test_case_and_spaces_of_a_category_do_not_matter():
    assert suggest(BISCUIT, [replace(NEAR, category=" BISKUIT ")])


def test_pieces_are_compared_only_where_the_names_are_alike():
    lamp = replace(BISCUIT, name="LAMPU LED DELFT", category="Rumah", price_idr=20_000)
    broom = replace(NEAR, name="SAPU IJUK", category="Rumah", price_idr=20_000)
    bulb = replace(broom, id=3, name="LAMPU PIJAR")
    assert suggest(lamp, [broom]) == ()
    assert [x.product.id for x in suggest(lamp, [broom, bulb], most=2)] == [3]
