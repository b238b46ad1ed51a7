"""Paying: change comes out of cash, only cash is rounded, and no other means takes more than is due."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import MOST_IDR, Rupiah
from pos_app.domain.tender import NOTES_AND_COINS, Means, Payment, due, in_notes, quick_amounts, settle, suggested_amounts
from pos_app.errors import Refused

DOWN = CashRounding.DOWN_100


def pay(**amounts: int) -> list[Payment]:
    return [Payment(Means(means), Rupiah(amount)) for means, amount in amounts.items()]


def test_seven_at_2015_for_20000_give_5900_change():
    done = settle(Rupiah(14105), pay(cash=20000), DOWN)
    assert (done.rounding_idr, done.paid_idr, done.change_idr) == (-5, 20000, 5900)


def test_qris_above_what_is_due_is_refused():
    with pytest.raises(Refused, match="cashless_above_due") as no:
        settle(Rupiah(50000), pay(qris=60000), DOWN)
    assert no.value.fields == {"due_idr": 50000}


@pytest.mark.parametrize("order", list(permutations(pay(cash=30000, qris=30000))))
def test_in_whatever_order_the_change_comes_out_of_the_cash(order):
    done = settle(Rupiah(50000), order, DOWN)
    assert (done.paid_idr, done.change_idr, done.rounding_idr) == (60000, 10000, 0)
    assert {p.means: p.amount_idr for p in done.payments} == {Means.CASH: 30000, Means.QRIS: 30000}


def test_only_the_cash_part_is_rounded():
    done = settle(Rupiah(41480), pay(qris=20030, cash=50000), DOWN)
    assert (done.rounding_idr, done.change_idr) == (-50, 28600)
    assert settle(Rupiah(23455), pay(qris=23455), DOWN).rounding_idr == 0


def test_what_is_missing_is_named_rounded_for_cash_and_exact_without():
    with pytest.raises(Refused, match="tender_short") as no:
        settle(Rupiah(14105), pay(cash=12000), DOWN)
    assert no.value.fields == {"missing_idr": 2100}
    with pytest.raises(Refused, match="tender_short") as no:
        settle(Rupiah(14105), pay(qris=14100), DOWN)
    assert no.value.fields == {"missing_idr": 5}
    with pytest.raises(Refused, match="tender_short") as no:
        settle(Rupiah(14105), [], DOWN)
    assert no.value.fields == {"missing_idr": 14105}


def test_a_total_that_rounds_to_nothing_is_paid_with_no_cash_and_leaves_no_payment():
    done = settle(Rupiah(40), pay(cash=0), DOWN)
    assert (done.payments, done.rounding_idr, done.paid_idr, done.change_idr) == ((), -40, 0, 0)


def test_a_basket_that_costs_nothing_needs_no_payment():
    assert settle(Rupiah(0), [], DOWN).paid_idr == 0


@pytest.mark.parametrize("payment", [Payment(Means.CASH, Rupiah(-1)), Payment(Means.QRIS, Rupiah(0)), Payment(Means.QRIS, Rupiah(-1))])
def test_a_payment_below_zero_is_refused(payment):
    with pytest.raises(Refused, match="payment_not_positive"):
        settle(Rupiah(0), [payment], DOWN)


def test_a_barcode_typed_as_cash_is_refused():
    with pytest.raises(Refused, match="amount_too_large"):
        settle(Rupiah(1000), pay(cash=MOST_IDR + 1), DOWN)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 2 * 10**7), st.sampled_from(CashRounding))
def test_what_is_kept_is_the_total_with_its_rounding(total, qris, cash, rule):
    payments = [*pay(cash=cash), *(pay(qris=qris) if qris else [])]
    try:
        done = settle(Rupiah(total), payments, rule)
    except Refused as no:
        assert no.code == ("cashless_above_due" if qris > total else "tender_short")
        return
    assert done.change_idr == done.paid_idr - total - done.rounding_idr
    assert done.change_idr >= 0
    assert abs(done.rounding_idr) < rule.step_idr
    assert sum(p.amount_idr for p in done.payments) == done.paid_idr


def test_what_is_due_in_cash_is_rounded_after_the_other_means():
    assert due(Rupiah(41480), Rupiah(20030), DOWN) == 21400
    assert due(Rupiah(1000), Rupiah(5000), DOWN) == 0


@given(st.integers(1, 10**7))
def test_quick_amounts_are_above_what_is_due_and_grow(amount):
    found = quick_amounts(Rupiah(amount))
    assert all(x > amount for x in found)
    assert found == sorted(set(found))
    assert len(found) <= 5


def test_quick_amounts_for_14100():
    assert quick_amounts(Rupiah(14100)) == [15000, 20000, 50000, 100000]


@given(st.integers(0, 10**8))
def test_change_in_notes_is_the_change_but_for_what_no_coin_pays(amount):
    notes = in_notes(Rupiah(amount))
    assert sum(n * face for n, face in notes) == amount - amount % 50
    assert all(n > 0 and face in NOTES_AND_COINS for n, face in notes)


def test_5900_are_a_five_a_five_hundred_and_two_two_hundreds():
    assert in_notes(Rupiah(5900)) == [(1, 5000), (1, 500), (2, 200)]
    assert in_notes(Rupiah(1950)) == [(1, 1000), (1, 500), (2, 200), (1, 50)], "a shop that rounds to 50 gives it"


@pytest.mark.parametrize(
    ("due_idr", "amounts"),
    [
        (85_700, [86_000, 90_000, 100_000, 120_000, 150_000]),
        (3_500, [4_000, 5_000, 10_000, 20_000, 50_000]),
        (50_000, [60_000, 100_000, 120_000, 150_000, 200_000]),
    ],
)
def test_five_amounts_are_suggested_where_one_more_note_fills_them(due_idr, amounts):
    assert suggested_amounts(Rupiah(due_idr)) == amounts
    assert set(quick_amounts(Rupiah(due_idr))) <= set(amounts)
