"""The measures: shares that sum exactly, coverage beside every TKDN, a dash where there is nothing to share."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.local_content import Group, by_category, by_day, measure, shares
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli

D, I, U = State.DOMESTIC, State.IMPORTED, State.UNKNOWN
VALUES = st.fixed_dictionaries({s: st.integers(-(10**6), 10**12) for s in State})


def group(state: State = U, value: int = 1000, **more: object) -> Group:
    values = {
        "day": date(2026, 10, 1), "category": "", "kind": Kind.GOODS, "strength": Strength.MEDIUM, "evidence_kind": "label", "tkdn_bp": None,
        "maker_size": MakerSize.UNKNOWN, "regency": None, "pieces": Milli(1000),
    } | more  # fmt: skip
    return Group(state=state, value_idr=Rupiah(value), **values)


@given(VALUES)
def test_shares_sum_to_ten_thousand_and_to_a_thousand_tenths(values):
    for whole in (10_000, 1_000):
        found = shares(values, whole)
        if sum(values.values()) <= 0:
            assert set(found.values()) == {None}
        else:
            assert sum(found.values()) == whole


@given(VALUES.filter(lambda v: all(x >= 0 for x in v.values()) and any(v.values())))
def test_no_share_is_off_by_a_whole_step(values):
    total = sum(values.values())
    for state, share in shares(values).items():
        assert abs(share * total - values[state] * 10_000) < total
        assert share >= 0


def test_thirds_give_the_odd_step_to_unknown():
    assert shares({D: 1, I: 1, U: 1}) == {D: 3333, I: 3333, U: 3334}
    assert shares({D: 1, I: 1, U: 1}, 1000) == {D: 333, I: 333, U: 334}


def test_ties_go_to_unknown_then_imported_then_domestic():
    assert shares({D: 1, I: 1, U: 0}, 1) == {D: 0, I: 1, U: 0}
    assert shares({D: 1, I: 1, U: 2}, 1) == {D: 0, I: 0, U: 1}
    assert shares({D: 3, I: 5, U: 3}) == {D: 2727, I: 4546, U: 2727}


def test_services_and_deposits_stand_outside_and_are_named():
    found = measure([group(D, 20_000), group(U, 102_500, kind=Kind.SERVICE), group(U, 150_000, kind=Kind.DEPOSIT)], {D: 1}, regency=None)
    assert (found.total_idr, found.services_idr, found.deposits_idr) == (20_000, 102_500, 150_000)
    assert found.by_origin.share_bp == {D: 10_000, I: 0, U: 0}
    assert found.by_origin.articles == {D: 1, I: 0, U: 0}


def test_tkdn_counts_uncovered_lines_as_nothing_in_the_floor_and_leaves_them_out_of_the_average():
    found = measure([group(D, 30_000, tkdn_bp=5235), group(D, 10_000, tkdn_bp=0), group(U, 60_000)], {}, regency=None).tkdn
    assert (found.covered_idr, found.coverage_bp, found.floor_bp, found.average_bp) == (40_000, 4000, 1571, 3926)


def test_nothing_covered_has_a_floor_of_zero_and_no_average():
    found = measure([group(U, 60_000)], {}, regency=None).tkdn
    assert (found.covered_idr, found.coverage_bp, found.floor_bp, found.average_bp) == (0, 0, 0, None)


def test_a_set_that_comes_to_nothing_or_less_has_no_shares():
    for groups in ([], [group(D, -5_000)]):
        found = measure(groups, {}, regency="6474")
        assert set(found.by_origin.share_bp.values()) == {None} == set(found.by_origin.tenths.values())
        assert (found.tkdn.coverage_bp, found.tkdn.floor_bp, found.tkdn.average_bp, found.ikm.share_bp, found.made_here.share_bp) == (None,) * 5


def test_small_makers_are_micro_small_and_medium():
    groups = [group(D, 10 ** n, maker_size=size) for n, size in enumerate(MakerSize)]
    assert measure(groups, {}, regency=None).ikm.value_idr == 111


def test_made_here_is_null_until_the_shop_has_a_regency():
    groups = [group(D, 1_000, regency="6474"), group(D, 2_000, regency="6472"), group(U, 4_000)]
    assert measure(groups, {}, regency=None).made_here is None
    assert measure(groups, {}, regency="6474").made_here.value_idr == 1_000


def test_evidence_splits_the_domestic_value_alone():
    groups = [group(D, 1, strength=Strength.STRONG, evidence_kind="tkdn"), group(D, 20, strength=Strength.WEAK, evidence_kind=None), group(I, 300)]
    found = measure(groups, {}, regency=None)
    assert found.evidence == {Strength.STRONG: 1, Strength.MEDIUM: 0, Strength.WEAK: 20, Strength.NONE: 0}
    assert found.evidence_kinds == {"tkdn": 1, "": 20}


def test_categories_come_by_value_and_then_by_name_and_days_in_order():
    groups = [
        group(D, 5, category="B", day=date(2026, 10, 2)), group(U, 9, category="C"), group(I, 4, category="A", day=date(2026, 10, 2)),
        group(D, 1, category="A"), group(U, 99, kind=Kind.SERVICE, category="Jasa"),
    ]  # fmt: skip
    assert [(row.category, row.total_idr) for row in by_category(groups)] == [("C", 9), ("A", 5), ("B", 5)]
    assert [(row.day.day, row.value_idr[D], row.value_idr[I], row.value_idr[U]) for row in by_day(groups)] == [(1, 1, 0, 9), (2, 5, 4, 0)]


def test_a_return_takes_from_the_origin_it_was_sold_with():
    found = measure([group(I, 10_000), group(I, -10_000), group(D, 5_000)], {}, regency=None)
    assert found.by_origin.value_idr == {D: 5_000, I: 0, U: 0}
