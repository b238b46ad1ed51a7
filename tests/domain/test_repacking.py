"""What is made and lost is exactly what went out, in goods and in rupiah."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Cost
from pos_app.domain.quantity import Milli
from pos_app.domain.repacking import Output, lines, shares
from pos_app.domain.stock_document import DocumentKind
from pos_app.errors import Refused
from tests.shelf import article, found


def test_one_output_takes_what_is_left():
    assert shares(Milli(25_000), [None], Milli(500)) == ([24_500], 500)
    assert shares(Milli(25_000), [Milli(10_000), None], None) == ([10_000, 15_000], 0)
    assert shares(Milli(25_000), [Milli(10_000), Milli(14_000)], None) == ([10_000, 14_000], 1_000)


@pytest.mark.parametrize(
    ("takes", "lost", "why"),
    [
        ([None, None], None, "repack_takes_missing"),
        ([30_000], None, "repack_takes_too_much"),
        ([None], 25_000, "repack_takes_too_much"),
        ([10_000], 1_000, "repack_does_not_add_up"),
        ([0], None, "quantity_negative"),
        ([None], -1, "quantity_negative"),
    ],
)
def test_what_does_not_add_up_is_refused(takes, lost, why):
    with pytest.raises(Refused, match=why):
        shares(Milli(25_000), takes, lost)


@given(
    whole=st.integers(1, 200_000),
    cost=st.integers(0, 500_000_000),
    parts=st.lists(st.tuples(st.integers(1, 300), st.integers(1, 1000)), min_size=1, max_size=4),
    lost_share=st.integers(0, 90),
)
def test_rupiah_and_goods_are_kept_whole(whole, cost, parts, lost_share):
    lost = whole * lost_share // 100
    weights = [w for _n, w in parts]
    takes = [max(1, (whole - lost) * w // sum(weights)) for w in weights]
    if sum(takes) > whole:
        return
    outputs = [
        Output(found(article(n + 2)), Milli(pieces * 1000), Milli(pieces * 1000), Milli(part))
        for n, ((pieces, _w), part) in enumerate(zip(parts, takes, strict=True))
    ]
    gone = Milli(whole - sum(takes))
    made = lines(found(article(1)), Milli(whole), Cost(cost), outputs, gone)
    source = [x for x in made if x.base_qty <= 0]
    assert sum(x.base_qty for x in source) == -whole
    breakage = [x for x in made if x.reason is DocumentKind.BREAKAGE]
    assert sum(x.base_qty for x in breakage) == -gone
    assert sum(x.amount_idr for x in made) == sum(x.amount_idr for x in breakage)
    assert [x.line_no for x in made] == list(range(1, len(made) + 1))


def test_a_source_of_unknown_cost_makes_goods_of_unknown_cost():
    out = Output(found(article(2)), Milli(10_000), Milli(10_000), Milli(10_000))
    made = lines(found(article(1)), Milli(10_000), None, [out], Milli(0))
    assert [(x.cost, x.amount_idr) for x in made] == [(None, 0), (None, 0)]
