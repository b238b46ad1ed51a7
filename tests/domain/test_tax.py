"""PPN inside displayed prices: an effective 11 % since April 2022, worked out on the receipt."""

from datetime import date

import pytest

from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.tax import rate_on, tax_within


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(1985, 3, 31), 0),
        (date(1985, 4, 1), 1000),
        (date(2022, 3, 31), 1000),
        (date(2022, 4, 1), 1100),
        (date(2025, 1, 1), 1100),
        (date(2026, 11, 24), 1100),
    ],
)
def test_the_rate_is_that_of_the_day(day, rate):
    assert rate_on(day) == rate


def test_11100_contain_1100_of_tax():
    assert tax_within(Rupiah(11100), BasisPoints(1100)) == 1100
    assert tax_within(Rupiah(111_000_000_000), BasisPoints(1100)) == 11_000_000_000


def test_the_tax_of_a_refund_is_the_exact_negative():
    assert tax_within(Rupiah(-10005), BasisPoints(1100)) == -tax_within(Rupiah(10005), BasisPoints(1100))


def test_no_rate_no_tax():
    assert tax_within(Rupiah(10005), BasisPoints(0)) == 0
