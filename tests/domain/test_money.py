"""Whole rupiah: every rounding half away from zero, every split exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import (
    MOST_IDR,
    BasisPoints,
    Cost,
    Rupiah,
    allocate,
    checked,
    cost_of,
    half_away,
    percent_of,
    rounded_together,
    times_qty,
)
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused

AMOUNTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), max_size=30)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"), [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (5, 3, 2), (-4, 3, -1), (0, 7, 0), (1, 2, 1), (-1, 2, -1)]
)
def test_a_half_is_rounded_away_from_zero(numerator, denominator, rounded):
    assert half_away(numerator, denominator) == rounded


@given(AMOUNTS, st.integers(1, 10**6))
def test_rounding_is_odd_so_that_a_return_is_the_exact_negative_of_its_sale(numerator, denominator):
    assert half_away(-numerator, denominator) == -half_away(numerator, denominator)


def test_half_a_unit_at_2013_costs_1007():
    assert times_qty(Rupiah(2013), Milli(500)) == 1007


def test_one_gram_of_sugar_at_14000_a_kilo_costs_14():
    assert times_qty(Rupiah(14000), Milli(1)) == 14


def test_five_and_a_half_percent_of_10000_are_550():
    assert percent_of(Rupiah(10000), BasisPoints(550)) == 550


def test_all_of_an_amount_is_the_amount_and_a_half_rupiah_is_one():
    assert percent_of(Rupiah(MOST_IDR), BasisPoints(10_000)) == 999_999_999_999
    assert percent_of(Rupiah(101), BasisPoints(5000)) == 51
    assert percent_of(Rupiah(-101), BasisPoints(5000)) == -51


def test_forty_pieces_of_a_carton_cost_what_the_carton_did():
    each = Cost(103_500 * 10_000 // 40)
    assert cost_of(each, Milli(40_000)) == 103_500
    assert [cost_of(each, Milli(qty)) for qty in (1_000, -1_000, 500, 250)] == [2_588, -2_588, 1_294, 647], "half a rupiah away from zero"


@given(st.integers(-(10**9), 10**9), WEIGHTS)
def test_parts_sum_exactly_to_what_is_split(total, weights):
    if sum(weights) == 0 and total:
        with pytest.raises(ValueError, match="cannot spread"):
            allocate(total, weights)
        return
    assert sum(allocate(total, weights)) == total


@given(st.integers(-(10**9), 10**9), WEIGHTS.filter(any))
def test_no_part_has_the_opposite_sign(total, weights):
    assert all(part * total >= 0 for part in allocate(total, weights))


@given(st.data(), WEIGHTS.filter(any))
def test_no_part_is_larger_than_its_weight_while_the_total_is_not(data, weights):
    total = data.draw(st.integers(0, sum(weights)))
    assert all(part <= weight for part, weight in zip(allocate(total, weights), weights, strict=True))


def test_a_negative_weight_is_a_defect_of_the_caller():
    with pytest.raises(ValueError, match="cannot spread"):
        allocate(10, [5, -1])


def test_nothing_is_spread_over_nothing():
    assert allocate(0, []) == []
    assert allocate(0, [0, 0]) == [0, 0]


def test_what_is_left_over_goes_to_the_earliest_among_equals():
    assert allocate(1000, [10000, 10000, 10000]) == [334, 333, 333]
    assert allocate(-1000, [10000, 10000, 10000]) == [-334, -333, -333]
    assert allocate(7, [100] * 30) == [1] * 7 + [0] * 23


def test_what_is_left_over_goes_to_the_largest_remainders_first():
    assert allocate(10, [1, 2, 4]) == [1, 3, 6]
    assert allocate(100, [4, 1, 2]) == [57, 14, 29]


@given(st.lists(st.integers(-(10**9), 10**9), max_size=30), st.integers(1, 10**6))
def test_parts_rounded_together_sum_to_their_rounded_sum_and_none_is_off_by_one(exact, scale):
    parts = rounded_together(exact, scale)
    assert sum(parts) == half_away(sum(exact), scale)
    assert all(abs(part * scale - value) < scale for part, value in zip(parts, exact, strict=True))


def test_an_amount_above_twelve_digits_cannot_be_meant():
    assert checked(MOST_IDR) == MOST_IDR
    assert checked(-MOST_IDR) == -MOST_IDR
    for amount in (MOST_IDR + 1, -MOST_IDR - 1):
        with pytest.raises(Refused, match="amount_too_large"):
            checked(amount)
