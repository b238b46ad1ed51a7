"""The measures: shares that sum exactly, coverage beside every TKDN, a dash where there is nothing to share."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.local_content import Group, by_category, by_day, measure, shares
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli

HOME, ABROAD, OPEN = State.DOMESTIC, State.IMPORTED, State.UNKNOWN
VALUES = st.fixed_dictionaries({s: st.integers(-(10**6), 10**12) for s in State})


def group(state: State = OPEN, value: int = 1000, **more: object) -> Group:
    values = {
        "day": date(2026, 10, 1), "category": "", "kind": Kind.GOODS, "strength": Strength.MEDIUM, "evidence_kind": "label",
        "tkdn_bp": None,         "maker_size": MakerSize.UNKNOWN, "regency": None, "pieces": Milli(1000),
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
    assert shares({HOME: 1, ABROAD: 1, OPEN: 1}) == {HOME: 3333, ABROAD: 3333, OPEN: 3334}
    assert shares({HOME: 1, ABROAD: 1, OPEN: 1}, 1000) == {HOME: 333, ABROAD: 333, OPEN: 334}


def test_ties_go_to_unknown_then_imported_then_domestic():
    assert shares({HOME: 1, ABROAD: 1, OPEN: 0}, 1) == {HOME: 0, ABROAD: 1, OPEN: 0}
    assert shares({HOME: 1, ABROAD: 1, OPEN: 2}, 1) == {HOME: 0, ABROAD: 0, OPEN: 1}
    assert shares({HOME: 3, ABROAD: 5, OPEN: 3}) == {HOME: 2727, ABROAD: 4546, OPEN: 2727}


def test_services_and_deposits_stand_outside_and_are_named():
    found = measure(
        [group(HOME, 20_000), group(OPEN, 102_500, kind=Kind.SERVICE), group(OPEN, 150_000, kind=Kind.DEPOSIT)], {HOME: 1}, regency=None
    )
    assert (found.total_idr, found.services_idr, found.deposits_idr) == (20_000, 102_500, 150_000)
    assert found.by_origin.share_bp == {HOME: 10_000, ABROAD: 0, OPEN: 0}
    assert found.by_origin.articles == {HOME: 1, ABROAD: 0, OPEN: 0}


def test_tkdn_counts_uncovered_lines_as_nothing_in_the_floor_and_leaves_them_out_of_the_average():
    found = measure([group(HOME, 30_000, tkdn_bp=5235), group(HOME, 10_000, tkdn_bp=0), group(OPEN, 60_000)], {}, regency=None).tkdn
    assert (found.covered_idr, found.coverage_bp, found.floor_bp, found.average_bp) == (40_000, 4000, 1571, 3926)


def test_nothing_covered_has_a_floor_of_zero_and_no_average():
    found = measure([group(OPEN, 60_000)], {}, regency=None).tkdn
    assert (found.covered_idr, found.coverage_bp, found.floor_bp, found.average_bp) == (0, 0, 0, None)


def test_a_set_that_comes_to_nothing_or_less_has_no_shares():
    for groups in ([], [group(HOME, -5_000)]):
        found = measure(groups, {}, regency="6474")
        assert set(found.by_origin.share_bp.values()) == {None} == set(found.by_origin.tenths.values())
        assert (found.tkdn.coverage_bp, found.tkdn.floor_bp, found.tkdn.average_bp, found.ikm.share_bp, found.made_here.share_bp) == (
            None,
        ) * 5


def test_small_makers_are_micro_small_and_medium():
    groups = [group(HOME, 10**n, maker_size=size) for n, size in enumerate(MakerSize)]
    assert measure(groups, {}, regency=None).ikm.value_idr == 111


def test_made_here_is_null_until_the_shop_has_a_regency():
    groups = [group(HOME, 1_000, regency="6474"), group(HOME, 2_000, regency="6472"), group(OPEN, 4_000)]
    assert measure(groups, {}, regency=None).made_here is None
    assert measure(groups, {}, regency="6474").made_here.value_idr == 1_000


def test_evidence_splits_the_domestic_value_alone():
    groups = [
        group(HOME, 1, strength=Strength.STRONG, evidence_kind="tkdn"),
        group(HOME, 20, strength=Strength.WEAK, evidence_kind=None),
        group(HOME, 4000, strength=Strength.WEAK, evidence_kind="tkdn"),
        group(ABROAD, 300),
    ]
    found = measure(groups, {}, regency=None)
    assert found.evidence == {Strength.STRONG: 1, Strength.MEDIUM: 0, Strength.WEAK: 4020, Strength.NONE: 0}
    assert found.evidence_kinds == {("tkdn", False): 1, ("", False): 20, ("tkdn", True): 4000}, "one of them had run out"


def test_categories_come_by_value_and_then_by_name_and_days_in_order():
    groups = [
        group(HOME, 5, category="B", day=date(2026, 10, 2)),
        group(OPEN, 9, category="C"),
        group(ABROAD, 4, category="A", day=date(2026, 10, 2)),
        group(HOME, 1, category="A"),
        group(OPEN, 99, kind=Kind.SERVICE, category="Jasa"),
    ]
    assert [(row.category, row.total_idr) for row in by_category(groups)] == [("C", 9), ("A", 5), ("B", 5)]
    assert [(row.day.day, row.value_idr[HOME], row.value_idr[ABROAD], row.value_idr[OPEN]) for row in by_day(groups)] == [
        (1, 1, 0, 9),
        (2, 5, 4, 0),
    ]


def test_a_return_takes_from_the_origin_it_was_sold_with():
    found = measure([group(ABROAD, 10_000), group(ABROAD, -10_000), group(HOME, 5_000)], {}, regency=None)
    assert found.by_origin.value_idr == {HOME: 5_000, ABROAD: 0, OPEN: 0}
