"""What is left of a price, net of tax; nothing is said where price or cost is not known."""

import pytest

from pos_app.domain.margin import margin_bp


@pytest.mark.parametrize(
    ("price", "cost", "tax", "left"),
    [
        (10_000, 81_500_000, 0, 1850),
        (10_000, 100_000_000, 0, 0),
        (10_000, 150_000_000, 0, -5000),
        (11_100, 80_000_000, 1_100, 2000),
        (3, 20_000, 0, 3333),
        (None, 10_000, 0, None),
        (10_000, None, 0, None),
        (10_000, 0, 0, None),
        (0, 10_000, 0, None),
        (100, 10_000, 100, None),
    ],
)
def test_a_margin_is_the_share_of_the_net_price_above_cost(price, cost, tax, left):
    assert margin_bp(price, cost, tax=tax) == left
