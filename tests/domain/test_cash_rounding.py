"""Only cash is rounded, and a refund by the same rule is not what goes back: the sale's own sum is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.money import Rupiah

RULES = st.sampled_from(CashRounding)


@pytest.mark.parametrize(
    ("rule", "amount", "paid"),
    [("down-100", 14105, 14100), ("down-100", 99, 0), ("nearest-100", 14150, 14200), ("nearest-100", 14149, 14100),
     ("down-50", 14199, 14150),
     ("nearest-50", 14125, 14150), ("nearest-50", 14124, 14100), ("off", 14105, 14105)],
)  # fmt: skip
def test_each_rule_rounds_as_it_is_called(rule, amount, paid):
    assert rounded(Rupiah(amount), CashRounding(rule)) == paid


@given(RULES, st.integers(0, 10**12))
def test_rounding_is_odd(rule, amount):
    assert rounded(Rupiah(-amount), rule) == -rounded(Rupiah(amount), rule)


@given(RULES, st.integers(0, 10**12), st.integers(0, 10**6))
def test_a_larger_amount_never_rounds_to_less(rule, amount, more):
    assert rounded(Rupiah(amount), rule) <= rounded(Rupiah(amount + more), rule)


@given(RULES, st.integers(0, 10**12))
def test_what_is_paid_is_a_whole_number_of_coins_less_than_one_coin_away(rule, amount):
    paid = rounded(Rupiah(amount), rule)
    assert paid % rule.step_idr == 0
    assert abs(paid - amount) < rule.step_idr
    if rule.startswith("down"):
        assert paid <= amount
