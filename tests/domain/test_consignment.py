"""The ledger of consigned goods: whatever comes and goes, what lies here is what was brought less what went, and debts add up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.consignment import Agreed, ConsignorId, Move, MoveKind, Terms, account, lying
from pos_app.domain.days import Period

FIRST = date(2026, 11, 1)
_SIGN = {MoveKind.DELIVERY: 1, MoveKind.REFUND: 1, MoveKind.SALE: -1, MoveKind.RETURN: -1, MoveKind.SPOILT: -1}


def moved(at: int, product: int, kind: MoveKind, qty: int, owed: int = 0, *, found: bool = False) -> Move:
    """`found` says of a count that there was more than the books had."""
    sign = _SIGN[kind] if kind is not MoveKind.COUNT else 1 if found else -1
    return Move(ConsignorId(1), product, FIRST + timedelta(days=at), kind, sign * qty, -sign * owed if kind is not MoveKind.DELIVERY else 0)


@st.composite
def ledgers(draw):
    days = sorted(draw(st.lists(st.integers(0, 40), max_size=30)))
    kinds = st.sampled_from(list(MoveKind))
    article, pieces, owed = st.integers(1, 3), st.integers(1, 9), st.integers(0, 5000)
    return [moved(at, draw(article), draw(kinds), draw(pieces) * 1000, draw(owed), found=draw(st.booleans())) for at in days]


@given(ledgers())
def test_what_lies_here_is_what_came_less_what_went(moves):
    for product in {move.product_id for move in moves}:
        total = sum(move.qty for move in moves if move.product_id == product)
        here = sum(x.qty for x in lying(moves) if x.product_id == product)
        assert here == max(0, total)
    assert all(x.qty > 0 and x.since >= FIRST for x in lying(moves))


@given(ledgers(), st.integers(0, 40), st.integers(0, 40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9000)), max_size=5))
def test_periods_follow_on_each_other(moves, a, b, paid):
    """The debt and the pieces at the end of one period are those at the beginning of the next."""
    payments = [(FIRST + timedelta(days=at), amount) for at, amount in sorted(paid)]
    first, middle, last = FIRST, FIRST + timedelta(days=min(a, b)), FIRST + timedelta(days=50)
    one, other = (
        account(moves, payments, Period(first, middle)),
        account(moves, payments, Period(middle + timedelta(days=1), last)),
    )
    whole = account(moves, payments, Period(first, last))
    assert one.after_idr == other.before_idr
    assert other.after_idr == whole.after_idr == sum(m.owed_idr for m in moves) - sum(amount for _day, amount in payments)
    ends = {x.product_id: x.after for x in one.articles if x.after}
    assert {x.product_id: x.before for x in other.articles if x.before} == ends


def test_a_return_fills_what_was_sold_beyond_what_was_brought():
    moves = [
        moved(0, 1, MoveKind.DELIVERY, 1000),
        moved(1, 1, MoveKind.SALE, 3000),
        moved(2, 1, MoveKind.REFUND, 1000),
        moved(3, 1, MoveKind.DELIVERY, 5000),
    ]
    assert lying(moves[:3]) == []
    assert [(x.qty, x.since) for x in lying(moves)] == [(4000, FIRST + timedelta(days=3))]


def test_commission_never_makes_a_debt_of_the_consignors():
    assert Agreed(Terms.RUPIAH, 3_000).owed(2_500, 1000) == 0
    assert Agreed(Terms.PERCENT, 10_000).owed(2_500, 1000) == 0
    assert Agreed(Terms.FIXED, 2_000).owed(2_500, -1000) == -2_000
