"""What was counted against what the books had then: checked against a plain model of a shelf."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Cost
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Entry, Moment, MoveSeen, Part, Scope, difference, sums, tally, waits_for

START = datetime(2026, 11, 24, 8, 15, tzinfo=UTC)
ONE = ProductId(1)


def entry(qty: int, at: datetime, after: int, *, part: int = 1, number: int = 1, article: int = 1) -> Entry:
    return Entry(number, part, ProductId(article), "A", Milli(qty), Moment(at, after), "Sari")


def move(number: int, at: datetime, qty: int) -> MoveSeen:
    return MoveSeen(number, ONE, at, Milli(qty))


events = st.lists(st.tuples(st.sampled_from(("sell", "receive", "count")), st.integers(1, 9), st.integers(0, 2)), max_size=25)


@given(on_shelf=st.integers(-5, 40), lost=st.integers(-5, 5), happened=events)
def test_selling_before_and_after_a_count_never_shows_as_a_difference(on_shelf, lost, happened):
    """The shelf holds `lost` less than the books; whatever is sold or received around one count, that is the difference."""
    books, shelf, at, number = on_shelf, on_shelf - lost, START, 0
    moves, counted = [], None
    for what, qty, minutes in happened:
        at += timedelta(minutes=minutes)
        if what == "count":
            counted = entry(shelf, at, number)
            continue
        number += 1
        change = -qty if what == "sell" else qty
        books, shelf = books + change, shelf + change
        moves.append(move(number, at, change))
    if counted is None:
        return
    found = difference(tally([counted])[ONE], on_hand=Milli(books), moves=moves, cost=None)
    assert found.qty == -lost
    assert found.counted - found.system == found.qty
    assert not found.moved_between


@given(pieces=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 3)), min_size=1, max_size=8), on_hand=st.integers(0, 60))
def test_counts_are_added_up_over_scans_and_parts(pieces, on_hand):
    entries = [entry(qty, START + timedelta(minutes=n), 0, part=part, number=n) for n, (qty, part) in enumerate(pieces)]
    counted = tally(entries)[ONE]
    assert counted.qty == sum(qty for qty, _part in pieces)
    assert set(counted.parts) == {part for _qty, part in pieces}
    assert len(counted.parts) == len(set(counted.parts))
    assert (counted.first, counted.last) == (entries[0].moment, entries[-1].moment)
    assert difference(counted, on_hand=Milli(on_hand), moves=[], cost=None).qty == counted.qty - on_hand


def test_of_a_sale_between_two_counts_nobody_knows_which_shelf_it_left():
    """Ten on two shelves: five counted, two sold, the other five counted. It is compared at the last count, and marked."""
    entries = [entry(5, START, 0), entry(5, START + timedelta(minutes=2), 1)]
    sold = move(1, START + timedelta(minutes=1), -2)
    found = difference(tally(entries)[ONE], on_hand=Milli(8), moves=[sold], cost=None)
    assert (found.system, found.qty, found.moved_between) == (8, 2, True)


def test_two_in_one_millisecond_stay_in_the_order_of_the_books():
    before, after = move(7, START, -1), move(8, START, -1)
    found = difference(tally([entry(9, START, 7)])[ONE], on_hand=Milli(8), moves=[before, after], cost=None)
    assert (found.system, found.qty, found.moved_between) == (9, 0, False)


def test_a_sale_entered_late_counts_from_when_it_happened():
    """Sold at eight, counted at nine, entered at ten: the shelf had it no more."""
    late = move(9, START - timedelta(hours=1), -2)
    found = difference(tally([entry(8, START, 3)])[ONE], on_hand=Milli(8), moves=[late], cost=None)
    assert found.qty == 0


def test_differences_are_valued_at_average_cost_short_and_over_apart():
    costs = [Cost(206_960_000), Cost(98_000_000), None, Cost(1)]
    rows = [
        difference(tally([entry(x, START, 0)])[ONE], on_hand=Milli(y), moves=[], cost=cost)
        for x, y, cost in zip((36_000, 15_000, 1_000, 4_000), (38_000, 14_000, 2_000, 4_000), costs, strict=True)
    ]
    assert [row.value_idr for row in rows] == [-41_392, 9_800, None, 0]
    found = sums(rows)
    assert (found.short_idr, found.over_idr, found.net_idr, found.same, found.without_cost) == (-41_392, 9_800, -31_592, 1, 1)


def test_a_difference_waits_for_every_open_part_the_article_belongs_to():
    front = Part(1, "Rak depan", "Sari", closed_at=START)
    store = Part(2, "Gudang", "Adi")
    fridge = Part(3, "Kulkas", "Sari", Scope(category="Minuman"))
    counted = tally([entry(1, START, 0, part=1)])[ONE]
    assert waits_for(counted, (front, store), category="Sabun", shelf="") == ()
    assert waits_for(counted, (front, fridge), category="Minuman", shelf="") == (fridge,)
    twice = tally([entry(1, START, 0, part=1), entry(1, START, 0, part=2, number=2)])[ONE]
    assert waits_for(twice, (front, store, fridge), category="Sabun", shelf="") == (store,)


def test_a_scope_names_articles_by_category_shelf_or_both():
    assert not Scope().holds("Minuman", "A1")
    assert Scope(category="Minuman").holds("Minuman", "A1")
    assert Scope("Minuman", "A1").holds("Minuman", "A1")
    assert not Scope("Minuman", "A1").holds("Minuman", "A2")
    assert Scope(category="").holds("", "A1")
