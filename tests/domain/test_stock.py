"""The moving average: what is below zero or of unknown cost has no say."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Cost
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import moving_average


def test_ten_at_1000_and_ten_at_2000_cost_1500_each():
    assert moving_average(Milli(10_000), Cost(10_000_000), Milli(10_000), Cost(20_000_000)) == 15_000_000


def test_stock_below_zero_has_no_say():
    assert moving_average(Milli(-5_000), Cost(10_000_000), Milli(10_000), Cost(20_000_000)) == 20_000_000
    assert moving_average(Milli(0), Cost(10_000_000), Milli(10_000), Cost(20_000_000)) == 20_000_000


def test_stock_of_unknown_cost_has_no_say():
    assert moving_average(Milli(10_000), None, Milli(10_000), Cost(20_000_000)) == 20_000_000


@given(st.integers(1, 10**9), st.integers(0, 10**12), st.integers(1, 10**9), st.integers(0, 10**12))
def test_the_average_lies_between_the_two(on_hand, average, received, cost):
    found = moving_average(Milli(on_hand), Cost(average), Milli(received), Cost(cost))
    assert min(average, cost) <= found <= max(average, cost)
