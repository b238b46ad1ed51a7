"""Discounts are refused whole when they are above all or below nothing, never clamped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.errors import Refused


def test_a_discount_above_the_price_is_refused():
    with pytest.raises(Refused, match="discount_above_all"):
        Discount(Rupiah(12000)).off(Rupiah(10000))


def test_a_discount_of_the_whole_price_is_taken():
    assert Discount(Rupiah(10000)).off(Rupiah(10000)) == 10000
    assert Discount(share_bp=BasisPoints(10000)).off(Rupiah(10000)) == 10000


@pytest.mark.parametrize("given_", [{"amount_idr": Rupiah(-500)}, {"share_bp": BasisPoints(-1)}])
def test_a_discount_below_zero_is_refused(given_):
    with pytest.raises(Refused, match="discount_negative"):
        Discount(**given_)


def test_more_than_a_hundred_percent_is_refused():
    with pytest.raises(Refused, match="discount_above_all"):
        Discount(share_bp=BasisPoints(10001))


def test_a_discount_is_rupiah_or_a_percentage_and_not_both():
    for given_ in ({}, {"amount_idr": Rupiah(1), "share_bp": BasisPoints(1)}):
        with pytest.raises(ValueError, match="rupiah or a percentage"):
            Discount(**given_)


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_no_percentage_takes_off_more_than_there_is(amount, share):
    assert 0 <= Discount(share_bp=BasisPoints(share)).off(Rupiah(amount)) <= amount
