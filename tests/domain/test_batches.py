"""Whatever moves: what is left of the batches sums to what is on hand, and no batch is below nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.batches import BatchMove, first_out, left
from pos_app.domain.quantity import Milli

DAYS = st.sampled_from([None, date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)])
NAMES = st.sampled_from([None, "B1", "B2"])
MOVES = st.lists(st.tuples(st.integers(-20, 20).filter(bool), NAMES, DAYS), max_size=30)


@given(st.integers(-10, 10), MOVES)
def test_what_is_left_sums_to_what_is_on_hand(before, moves):
    found = left([BatchMove(Milli(qty), batch, expires) for qty, batch, expires in moves], undated=Milli(before))
    assert sum(x.qty for x in found) == max(0, before + sum(qty for qty, _b, _e in moves))
    assert all(x.qty > 0 for x in found)
    assert len({(x.batch, x.expires) for x in found}) == len(found)
    dates = [x.expires or date.max for x in found]
    assert dates == sorted(dates)


@given(st.lists(st.tuples(st.integers(1, 9), DAYS), min_size=1, max_size=8), st.integers(1, 60))
def test_sales_never_leave_an_earlier_day_behind_a_later_one(came, sold):
    moves = [BatchMove(Milli(qty), None, expires) for qty, expires in came]
    before = {x.expires: x.qty for x in left(moves)}
    after = {x.expires: x.qty for x in left([*moves, BatchMove(Milli(-sold))])}
    touched = [day for day in before if after.get(day, 0) != before[day]]
    first_whole = next((day for day in sorted(before, key=lambda d: d or date.max) if after.get(day, 0)), None)
    assert all((day or date.max) <= (first_whole or date.max) for day in touched)


def test_goods_without_a_date_are_nobody_s_first():
    assert first_out(left([BatchMove(Milli(5), None, None)])) is None
