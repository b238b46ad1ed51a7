"""Shops side by side: shares that sum, categories however spelt, disagreements and substitutes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import comparison, joint_buying
from pos_app.domain.comparison import Comparison, Measure, Member, SalesSum, StockSum
from pos_app.domain.days import Period
from pos_app.domain.disagreement import Told, disagreements
from pos_app.domain.joint_buying import Goods
from pos_app.domain.origin import State, Strength

HOME, ABROAD, NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN
YEAR = Period(date(2025, 11, 1), date(2026, 10, 31))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
MADE = datetime(2026, 11, 3, tzinfo=UTC)


def member(uid, name=None, period=YEAR):
    return Member(uid, name or uid.upper(), period, MADE, MADE, "ab" * 32, 10)


def sold(uid, state, value, category="Minuman", **more):
    given = {"pieces": 1000, "covered_idr": 0, "weighted": 0, "ikm_idr": 0, "strong_idr": 0, "medium_idr": 0, "weak_idr": 0}
    return SalesSum(uid, category, state, value, **(given | more))


def shelved(uid, state, value, articles=1, category="Minuman"):
    return StockSum(uid, category, state, value, articles, 1000)


def side_by_side(members, sales=(), stock=(), documents=None, asked=None):
    return comparison.side_by_side(members, sales, stock, documents or {}, asked=asked)


def compared(rows, together):
    return Comparison("KSU", "Asia/Jakarta", None, YEAR, (), rows, together, None, (), ())


def test_rows_and_their_sum_add_up_and_the_most_domestic_stands_first():
    sales = [sold("a", HOME, 100), sold("a", ABROAD, 300), sold("b", HOME, 300), sold("b", NOTHING, 100), sold("c", ABROAD, -50)]
    rows, together = side_by_side([member("a"), member("b"), member("c"), member("d")], sales, documents={"a": (3, 7), "b": (2, 5)})
    assert [row.uid for row in rows] == ["b", "a", "c", "d"]
    assert [row.figures.domestic(Measure.SALES) for row in rows] == [7500, 2500, None, None]
    assert together.sales_idr == sum(row.sales_idr for row in rows) == 750
    assert (together.receipts, together.lines) == (5, 12)
    assert {s: together.figures.sales[s] for s in State} == {HOME: 400, ABROAD: 250, NOTHING: 100}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(State)), st.integers(0, 10**12)), max_size=30))
def test_shares_of_every_row_sum_to_a_hundred_percent(parts):
    rows, together = side_by_side([member(u) for u in "abc"], [sold(u, s, v) for u, s, v in parts])
    for row in (*rows, together):
        shares = row.figures.shares(Measure.SALES, 1000)
        assert sum(v for v in shares.values() if v is not None) == (1000 if row.sales_idr > 0 else 0)


def test_tkdn_has_a_floor_a_coverage_and_an_average_and_nothing_of_nothing():
    sales = [
        sold("a", HOME, 1000, covered_idr=600, weighted=600 * 5000, ikm_idr=250, strong_idr=600, weak_idr=400),
        sold("a", NOTHING, 1000),
    ]
    (row,), _ = side_by_side([member("a")], sales)
    assert (row.tkdn.floor_bp, row.tkdn.coverage_bp, row.tkdn.average_bp) == (1500, 3000, 5000)
    assert (row.ikm.value_idr, row.ikm.share_bp) == (250, 1250)
    assert list(row.evidence.values()) == [600, 0, 400]
    (empty,), _ = side_by_side([member("a")])
    assert (empty.tkdn.floor_bp, empty.tkdn.average_bp, empty.ikm.share_bp) == (None, None, None)


def test_a_category_is_one_however_the_shops_spell_it():
    sales = [sold("a", HOME, 300, "MINUMAN "), sold("b", ABROAD, 100, "Minuman"), sold("b", HOME, 10, "")]
    rows, together = side_by_side([member("a"), member("b")], sales, [shelved("b", ABROAD, 70, category="minuman")])
    assert [(c.name, c.figures.total(Measure.SALES), c.figures.total(Measure.STOCK)) for c in together.categories] == [
        ("MINUMAN ", 400, 70),
        ("", 10, 0),
    ]
    assert rows[0].category("minuman").total(Measure.SALES) == 300
    assert rows[0].category("Sabun") is None
    heat = comparison.heat(compared(rows, together), Measure.SALES)
    assert heat.categories == ("", "MINUMAN ")
    assert [(row.uid, shares) for row, shares in heat.rows] == [("a", (None, 100)), ("b", (100, 0)), ("", (100, 75))]


def test_a_heat_table_shows_the_largest_categories_and_none_without_value():
    sales = [sold("a", HOME, value, name) for name, value in (("A", 5), ("B", 9), ("C", 7), ("D", 0), ("E", -3))]
    rows, together = side_by_side([member("a")], sales)
    assert set(comparison.heat(compared(rows, together), Measure.SALES, most=2).categories) == {"B", "C"}
    assert set(comparison.heat(compared(rows, together), Measure.SALES).categories) == {"A", "B", "C"}


def test_each_row_says_what_of_the_months_its_snapshot_covers():
    members = [member("a"), member("b", period=OCTOBER), member("c", period=Period(date(2026, 10, 1), date(2026, 12, 31)))]
    rows, _ = side_by_side(members, asked=Period(date(2026, 9, 1), date(2026, 11, 30)))
    assert [row.period for row in rows] == [
        Period(date(2026, 9, 1), date(2026, 10, 31)),
        OCTOBER,
        Period(date(2026, 10, 1), date(2026, 11, 30)),
    ]
    rows, _ = side_by_side(members, asked=SEPTEMBER)
    assert [row.period for row in rows] == [SEPTEMBER, None, None]


def test_the_month_before_counts_only_where_every_shop_covers_it():
    sales = [sold("a", HOME, 30), sold("a", ABROAD, 10), sold("c", HOME, 999)]
    members = [member("a"), member("c", period=SEPTEMBER)]
    rows, _ = side_by_side(members, asked=OCTOBER)
    assert comparison.before(members, rows, sales, SEPTEMBER).domestic(Measure.SALES) == 7500
    members = [member("a"), member("b", period=OCTOBER)]
    rows, _ = side_by_side(members, asked=OCTOBER)
    assert comparison.before(members, rows, sales, SEPTEMBER) is None
    assert comparison.before([], (), sales, SEPTEMBER) is None


# ---------------------------------------------------------------- disagreements


def told(uid, state, gtin="08997770000014", **more):
    given = {"code": gtin[1:], "name": "TEH CONTOH", "strength": Strength.WEAK, "evidence_kind": "shop", "sales_idr": 10}
    return Told(gtin, shop_uid=uid, state=state, **(given | more))


def test_only_domestic_against_imported_disagrees_and_who_does_not_know_is_counted():
    (found,) = disagreements(
        [
            told("a", HOME),
            told("b", ABROAD, strength=Strength.STRONG, evidence_kind="registration"),
            told("c", NOTHING, name="TEH"),
            told("a", HOME, gtin="08997770000021"),
            told("b", NOTHING, gtin="08997770000021"),
        ]
    )
    assert (found.code, found.name, found.sales_idr) == ("8997770000014", "TEH CONTOH", 30)
    assert found.states == {"a": HOME, "b": ABROAD, "c": NOTHING}
    assert (found.strongest.shop_uid, found.strongest.evidence_kind) == ("b", "registration")
    assert [found.count(s) for s in State] == [1, 1, 1]
    assert not found.even


def test_proof_of_equal_strength_on_both_sides_decides_nothing():
    (found,) = disagreements([told("a", HOME), told("b", ABROAD), told("c", ABROAD)])
    assert found.even


def test_a_shop_that_contradicts_itself_does_not_know():
    assert disagreements([told("a", HOME), told("a", ABROAD), told("b", NOTHING)]) == ()
    (found,) = disagreements([told("a", HOME), told("a", NOTHING), told("b", ABROAD), told("c", HOME), told("c", ABROAD)])
    assert found.states == {"a": HOME, "b": ABROAD, "c": NOTHING}


def test_what_sells_most_is_settled_first():
    many = [
        told(u, s, gtin=g, sales_idr=n) for g, n in (("08997770000014", 5), ("08997770000021", 9)) for u, s in (("a", HOME), ("b", ABROAD))
    ]
    assert [d.code for d in disagreements(many)] == ["8997770000021", "8997770000014"]


# ---------------------------------------------------------------- substitutes


def goods(match, name, price, **more):
    given = {"category": "Biskuit", "shelf": "biskuit", "unit": "pcs", "tkdn_bp": None, "only_shop": "a"}
    return Goods(match, match, name, price_idr=price, **(given | more))


IMPORTED = goods("i", "BISKUIT COKELAT 140 G", 14_000)


def best(*offers, imported=IMPORTED, disputed=frozenset()):
    found = joint_buying.pairs([imported], offers, disputed=disputed, most=5)
    return [(pair.domestic.match, pair.dearer_bp) for pair in found]


def other(match, name, price, **more):
    return goods(match, name, price, only_shop="b", **more)


def test_a_shared_word_comes_before_the_nearest_price():
    assert best(other("x", "WAFER 140 G", 14_000), other("y", "BISKUIT KELAPA 150 G", 11_700)) == [("y", -2200)]
    assert best(other("x", "WAFER 140 G", 14_000), other("y", "ROTI 140 G", 18_000)) == [("x", 0)]


def test_what_the_only_seller_stocks_itself_is_no_news_from_another_shop():
    assert best(goods("x", "BISKUIT A 140 G", 14_000)) == []
    assert best(goods("x", "BISKUIT A 140 G", 14_000, only_shop=None)) == [("x", 0)]
    assert best(goods("x", "BISKUIT A 140 G", 14_000), imported=replace(IMPORTED, only_shop=None)) == [("x", 0)]


@pytest.mark.parametrize(
    "offer",
    [
        other("x", "BISKUIT A 140 G", 30_000),
        other("x", "BISKUIT A 1 KG", 90_000),
        other("x", "BISKUIT A 140 ML", 14_000),
        other("x", "BISKUIT A 140 G", 14_000, shelf="mie"),
        other("i", "BISKUIT A 140 G", 14_000),
        other("x", "Biskuit Cokelat 140 g", 14_000),
    ],
)
def test_no_other_price_size_category_and_not_the_same_article(offer):
    assert best(offer) == []


def test_a_disputed_article_is_no_alternative_until_the_shops_agree():
    offer = other("x", "BISKUIT A 140 G", 14_000)
    assert best(offer) == [("x", 0)]
    assert best(offer, disputed=frozenset({"x"})) == []


def test_no_price_or_category_no_substitute_and_no_more_than_asked():
    offer = other("x", "BISKUIT A 140 G", 14_000)
    assert best(offer, imported=replace(IMPORTED, price_idr=0)) == []
    assert best(offer, imported=replace(IMPORTED, shelf="")) == []
    many = [replace(IMPORTED, match=str(n)) for n in range(9)]
    assert len(joint_buying.pairs(many, [offer], disputed=frozenset(), most=5)) == 5


def test_the_shops_named_are_those_for_which_another_one_stocks_it():
    assert joint_buying.shops_that_gain(["a", "b", "c"], {"b"}) == ("a", "c")
    assert joint_buying.shops_that_gain(["a", "b"], {"a", "b"}) == ("a", "b")
