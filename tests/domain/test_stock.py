"""The moving average: what is below zero or of unknown cost has no say."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Cost
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import average_without, moving_average


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


def test_a_receiving_taken_back_leaves_the_rest_at_what_it_is_worth():
    ten, five = Milli(20_000), Cost(50_000_000)
    assert average_without(ten, five, Milli(10_000), Cost(90_000_000), standing=None) == 10_000_000
    assert average_without(ten, five, Milli(10_000), None, standing=None) == five
    assert average_without(ten, None, Milli(10_000), Cost(1), standing=None) is None


def test_where_nothing_is_left_the_last_cost_that_stands_is_taken():
    standing = Cost(70_000_000)
    for on_hand in (10_000, 5_000):
        assert average_without(Milli(on_hand), Cost(50_000_000), Milli(10_000), Cost(50_000_000), standing=standing) == standing
    assert average_without(Milli(11_000), Cost(10_000_000), Milli(10_000), Cost(90_000_000), standing=standing) == standing
