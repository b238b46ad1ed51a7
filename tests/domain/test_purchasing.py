"""What to buy: enough to last, at least the target, in whole packs, and nothing while there is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.purchasing import Plan, Shelf, suggest
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused

PLAN = Plan(days=30, lead=7, cover=14)


def shelf(on_hand=0, sold=0, **more):
    values = {"product_id": ProductId(1), "uid": "u", "code": "A", "name": "A", "unit": "pcs"} | more
    return Shelf(on_hand=Milli(on_hand * 1000), sold=Milli(sold * 1000), **values)


def bought(suggestion):
    return None if suggestion is None else (suggestion.packs // 1000, suggestion.base_qty // 1000, suggestion.lasts_days)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"on_hand": 7, "sold": 30}, (14, 14, 7)),  # one a day: 7 until the delivery and 14 beyond it
        ({"on_hand": 8, "sold": 30}, None),
        ({"on_hand": -3, "sold": 30}, (21, 21, 0)),
        ({"on_hand": 0, "sold": 0}, None),
        ({"on_hand": 2, "sold": 0, "least": Milli(2_000), "target": Milli(10_000)}, (8, 8, None)),
        ({"on_hand": 3, "sold": 0, "least": Milli(2_000), "target": Milli(10_000)}, None),
        ({"on_hand": 2, "sold": 0, "least": Milli(2_000)}, None),
        ({"on_hand": 0, "sold": -4, "target": Milli(1_000)}, (1, 1, None)),
        ({"on_hand": 7, "sold": 30, "pack": "dus", "pack_holds": Milli(12_000), "pack_cost": Cost(600_000_000)}, (2, 24, 7)),
        ({"on_hand": 0, "sold": 1}, (1, 1, 0)),
    ],
)
def test_what_is_bought(given, expected):
    assert bought(suggest(shelf(**given), PLAN)) == expected


def test_an_amount_stands_where_the_pack_s_cost_is_known():
    one = suggest(shelf(7, 30, pack="dus", pack_holds=Milli(12_000), pack_cost=Cost(600_000_000)), PLAN)
    assert one is not None
    assert one.amount_idr == 120_000
    other = suggest(shelf(7, 30), PLAN)
    assert other is not None
    assert other.amount_idr is None


@given(st.integers(-50, 50), st.integers(0, 500), st.integers(1, 48))
def test_a_purchase_is_whole_packs_and_no_pack_too_many(on_hand, sold, holds):
    found = suggest(shelf(on_hand, sold, pack_holds=Milli(holds * 1000)), PLAN)
    if found is not None:
        assert found.base_qty % (holds * 1000) == 0
        wanted = -(-sold * 1000 * 7 // 30) + -(-sold * 1000 * 14 // 30)
        assert max(0, on_hand * 1000) + found.base_qty - holds * 1000 < wanted <= max(0, on_hand * 1000) + found.base_qty


@pytest.mark.parametrize("wrong", [{"days": 0}, {"lead": -1}, {"cover": 0}, {"days": 367}])
def test_a_plan_outside_a_year_is_refused(wrong):
    with pytest.raises(Refused, match="plan_out_of_range"):
        Plan(**wrong)
