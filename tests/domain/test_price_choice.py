"""The price by rule and the promotions of a basket: the customer pays least, one promotion for each piece, exact to the rupiah."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pos_app.domain import cart as carts
from pos_app.domain import promotion_sets
from pos_app.domain.cart import Cart
from pos_app.domain.giving import given_bp, within
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import Origin, State, Strength
from pos_app.domain.price_change import PriceKind
from pos_app.domain.price_choice import priced
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Pack, ProductId
from pos_app.domain.promotion import Part, Promotion, PromotionKind, When, checked_promotion, proven_domestic
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from tests.shelf import DOMESTIC, IMPORTED, article, found

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ALWAYS = When(date(2026, 1, 1))
TEA = article(
    1,
    2015,
    origin=DOMESTIC,
    category="Minuman > Teh",
    member_price_idr=Rupiah(1900),
    wholesale_price_idr=Rupiah(1700),
    quantity_prices=((Milli(3000), Rupiah(1950)), (Milli(12_000), Rupiah(1800))),
)
JAM = article(2, 9000, origin=IMPORTED, category="Selai")
RICE = article(3, 14_000, unit="kg", weighed=True, category="Sembako")


def percent(number: int, share: int, **more: object) -> Promotion:
    return Promotion(number, f"P{number}", PromotionKind.OFF, ALWAYS, off=Discount(share_bp=BasisPoints(share)), **more)


def rupiah(number: int, off: int, **more: object) -> Promotion:
    return Promotion(number, f"R{number}", PromotionKind.OFF, ALWAYS, off=Discount(Rupiah(off)), **more)


def free(number: int, buy: int, get: int, *products: int, **more: object) -> Promotion:
    parts = tuple(Part(ProductId(i)) for i in products)
    return Promotion(number, f"F{number}", PromotionKind.FREE, ALWAYS, buy=buy, free=get, parts=parts, **more)


def bundle(number: int, price: int, *parts: tuple[int, int], buy: int = 0) -> Promotion:
    named = tuple(Part(ProductId(i), Milli(n * 1000)) for i, n in parts)
    return Promotion(number, f"B{number}", PromotionKind.BUNDLE, ALWAYS, price_idr=Rupiah(price), parts=named, buy=buy)


def basket(*items: tuple[object, int], **more: object) -> Cart:
    cart = Cart(**more)
    for product, qty in items:
        cart = carts.add(cart, found(product), qty=Milli(qty), separate=True)
    return cart


def test_the_lowest_price_a_customer_may_take_is_his_and_says_which():
    for more, qty, kind, price in (
        ({}, 1000, PriceKind.RETAIL, 2015),
        ({}, 3000, PriceKind.QUANTITY, 1950),
        ({"member": True}, 3000, PriceKind.MEMBER, 1900),
        ({"member": True}, 12_000, PriceKind.QUANTITY, 1800),
        ({"reseller": True, "member": True}, 12_000, PriceKind.WHOLESALE, 1700),
    ):
        (line,) = priced(basket((TEA, qty), **more), (), NOON).lines
        assert (line.price_kind, line.unit_price_idr) == (kind, price)


def test_pieces_on_several_lines_and_in_packs_count_together_for_the_quantity_price():
    dus = found(TEA, Pack("dus", Milli(10_000), Rupiah(19_000)))
    cart = carts.add(basket((TEA, 1000), (TEA, 1000)), dus)
    assert [x.unit_price_idr for x in priced(cart, (), NOON).lines] == [1800, 1800, 19_000]
    assert [x.unit_price_idr for x in priced(carts.remove(cart, 3), (), NOON).lines] == [2015, 2015]


def test_a_typed_price_and_the_price_on_a_label_stay():
    cart = carts.set_price(basket((TEA, 12_000), member=True), 1, Rupiah(2500))
    cart = carts.add(cart, found(RICE), qty=Milli(735), gross_idr=Rupiah(10_300))
    done = priced(cart, (percent(1, 1000), free(2, 1, 1, 1)), NOON)
    assert [(x.unit_price_idr, x.price_kind) for x in done.lines] == [(2500, None), (14_000, PriceKind.RETAIL)]
    assert [x.net_idr for x in done.lines] == [30_000, 9270]
    again = carts.add(done, found(TEA), qty=Milli(1000))
    assert [x.qty for x in again.lines] == [12_000, 735, 1000], "more of the same does not join a typed price"


def test_a_scan_joins_its_line_while_the_price_is_chosen_by_rule():
    cart = Cart()
    for _scan in range(3):
        cart = priced(carts.add(cart, found(TEA)), (), NOON)
    assert [(x.qty, x.unit_price_idr) for x in cart.lines] == [(3000, 1950)]
    assert len(carts.add(cart, found(replace(TEA, price_idr=Rupiah(2100)))).lines) == 2


def test_the_better_of_two_promotions_wins_and_they_are_not_added_up():
    done = priced(basket((JAM, 2000)), (percent(1, 1000), rupiah(2, 1000)), NOON)
    assert [(x.promotion, x.promotion_idr, x.net_idr) for x in done.lines] == [("R2", 2000, 16_000)]
    dear = replace(JAM, price_idr=Rupiah(20_000))
    assert priced(basket((dear, 1000)), (percent(1, 1000), rupiah(2, 1000)), NOON).lines[0].promotion == "P1"


def test_of_three_the_cheapest_is_free_and_the_rest_of_the_pieces_take_another_promotion():
    shelf = (free(1, 2, 1, 1, 2), percent(2, 1000))
    done = priced(basket((JAM, 2000), (TEA, 1000)), shelf, NOON)
    assert done.total_idr == 18_000, "the cheapest of the three is free: 2015; ten percent of all are only 2002"
    assert {x.promotion for x in done.lines} == {"F1"}
    more = priced(basket((JAM, 5000)), shelf, NOON)
    assert more.total_idr == 45_000 - 9000 - 1800
    assert more.lines[0].promotion == "F1 + P2"


def test_a_bundle_takes_whole_sets_only_and_spreads_what_it_saves():
    done = priced(basket((TEA, 5000), (JAM, 2000)), (bundle(1, 11_000, (1, 2), (2, 1)),), NOON)
    prices = 2 * (2 * 1950 + 9000)
    assert done.net_idr == 22_000 + 1950
    assert sum(x.promotion_idr for x in done.lines) == prices - 22_000
    assert all(0 < x.promotion_idr < x.gross_idr for x in done.lines)
    any_three = priced(basket((JAM, 4000)), (bundle(1, 20_000, (2, 1), buy=3),), NOON)
    assert any_three.total_idr == 29_000
    assert priced(basket((JAM, 4000)), (bundle(1, 90_000, (2, 1), buy=3),), NOON).total_idr == 36_000, "a bundle never makes dearer"


def test_where_two_take_the_same_pieces_the_order_that_saves_most_is_found():
    dear, cheap = article(7, 10_000), article(8, 1000)
    cart = basket((dear, 2000), (cheap, 2000))
    shelf = (free(1, 1, 1, 7, 8), bundle(2, 9000, (7, 1), (8, 1)))
    assert priced(cart, shelf, NOON).total_idr == 11_000
    assert priced(cart, shelf[::-1], NOON).total_idr == 11_000
    shelf = (free(1, 3, 1, 7, 8), bundle(2, 9000, (7, 1), (8, 1)))
    assert priced(cart, shelf, NOON).total_idr == 18_000


def saved_at_best(prices: tuple[tuple[int, int], ...], shelf: tuple[Promotion, ...]) -> int:
    """The most that can be saved on pieces (article, price): each is tried alone and in every set it can be part of."""
    if not prices:
        return 0
    (first, *rest), best = prices, 0
    for offer in shelf:
        goods = [part.product for part in offer.parts]
        if offer.off is not None:
            off = offer.off.off(Rupiah(first[1])) if not goods or first[0] in goods else 0
            best = max(best, off + saved_at_best(tuple(rest), shelf))
            continue
        named = [] if offer.buy else [part.product for part in offer.parts for _piece in range(part.qty // 1000)]
        size = len(named) or offer.buy + offer.free
        for others in combinations(range(len(rest)), size - 1):
            those = [first, *(rest[n] for n in others)]
            if any(i not in goods for i, _price in those) or (named and sorted(named) != sorted(i for i, _price in those)):
                continue
            worth = sorted(price for _i, price in those)
            saved = sum(worth[: offer.free]) if offer.free else sum(worth) - offer.price_idr
            best = max(best, saved + saved_at_best(tuple(x for n, x in enumerate(rest) if n not in others), shelf))
    return max(best, saved_at_best(tuple(rest), shelf))


MIXED = (
    free(1, 1, 1, 1, 2, 3), free(2, 2, 1, 2, 3, 4), bundle(3, 9_000, (2, 1), (3, 1)), bundle(4, 14_000, (1, 1), (3, 1), (4, 1), buy=2),
    percent(5, 1_000), percent(6, 3_000, parts=(Part(ProductId(1)),)), bundle(7, 20_000, (1, 1), (4, 2)),
)  # fmt: skip
FOUR = {1: 20_000, 2: 8_000, 3: 3_000, 4: 10_000}


@given(st.lists(st.sampled_from(tuple(FOUR)), min_size=2, max_size=6), st.sets(st.sampled_from(MIXED), min_size=1, max_size=4))
@example([1, 1, 2, 3, 3, 3], {MIXED[0], MIXED[1], MIXED[4]})
@example([1, 3, 3], {MIXED[0], MIXED[4]})
def test_where_promotions_meet_the_customer_pays_as_little_as_can_be(goods, shelf):
    prices = tuple((i, FOUR[i]) for i in goods)
    cart = basket(*((article(i, FOUR[i]), 1000) for i in goods))
    assert sum(FOUR[i] for i in goods) - priced(cart, tuple(shelf), NOON).total_idr == saved_at_best(prices, tuple(shelf))


def test_a_wide_basket_under_many_promotions_is_priced_all_the_same():
    goods = [article(i, 500 + i * 731 % 29_000) for i in range(1, 41)]
    cart = basket(*((one, 1000 * (1 + i % 4)) for i, one in enumerate(goods)), (article(50, 2_000), 9_000_000))
    every = tuple(range(1, 51))
    shelf = (
        free(1, 2, 1, *every),
        free(2, 11, 1, *every),
        bundle(3, 9_000, (3, 1), (4, 2)),
        bundle(4, 9_500, (4, 1), (5, 1)),
        percent(5, 500),
    )
    done = priced(cart, shelf, NOON)
    assert done.total_idr <= min(priced(cart, (one,), NOON).total_idr for one in shelf)
    assert priced(done, shelf, NOON) == done
    nearly_free = percent(6, 9_500)
    assert priced(cart, (*shelf, nearly_free), NOON).total_idr == priced(cart, (nearly_free,), NOON).total_idr


def test_domestic_first_asks_for_evidence_that_is_more_than_the_shops_own_word():
    shelf = (rupiah(1, 500, domestic=True), Promotion(2, "Poin", PromotionKind.POINTS, ALWAYS, points=5, domestic=True))
    word = replace(JAM, origin=Origin(State.DOMESTIC, "ID", Strength.WEAK, evidence_kind="shop"))
    assert not proven_domestic(word)
    cart = basket((TEA, 2000), (JAM, 1000), (replace(word, id=ProductId(9)), 1000), member=True)
    done = priced(cart, shelf, NOON)
    assert [(x.promotion_idr, sum(one.points for one in x.applied)) for x in done.lines] == [(1000, 10), (0, 0), (0, 0)]
    assert priced(replace(cart, member=False), shelf, NOON).lines[0].applied == (done.lines[0].applied[0],), "points are a member's"


def test_a_category_takes_what_lies_beneath_it_and_packs_take_percent_alone():
    dus = found(TEA, Pack("dus", Milli(10_000), Rupiah(19_000)))
    cart = carts.add(basket((JAM, 1000)), dus)
    assert [x.promotion_idr for x in priced(cart, (percent(1, 1000, categories=("Minuman",)),), NOON).lines] == [0, 1900]
    assert [x.promotion_idr for x in priced(cart, (rupiah(1, 100, categories=("Minuman",)),), NOON).lines] == [0, 0]


def test_a_persons_discount_stands_beside_a_promotion_and_nothing_falls_below_zero():
    cart = carts.set_line_discount(basket((JAM, 1000)), 1, Discount(Rupiah(8500)))
    done = priced(cart, (percent(1, 1000),), NOON)
    assert (done.lines[0].discount_idr, done.lines[0].promotion_idr, done.total_idr) == (8500, 500, 0)
    with pytest.raises(Refused, match="discount_above_all"):
        priced(carts.set_discount(basket((JAM, 1000)), Discount(Rupiah(8500))), (percent(1, 1000),), NOON)


def test_hours_and_days_are_the_shops_and_an_ended_offer_stays_for_what_was_before():
    tuesday = When(date(2026, 11, 24), date(2026, 11, 30), (1,), time(15), time(17))
    offer = replace(percent(1, 1000), when=tuesday)
    for moment, stands in (
        ("2026-11-24T14:59:59", False),
        ("2026-11-24T15:00", True),
        ("2026-11-24T16:59:59", True),
        ("2026-11-24T17:00", False),
        ("2026-11-25T15:30", False),
        ("2026-12-01T15:30", False),
        ("2026-11-17T15:30", False),
    ):
        assert offer.stands(datetime.fromisoformat(moment).replace(tzinfo=UTC)) is stands, moment
    night = When(date(2026, 11, 24), date(2026, 11, 24), (1,), time(22), time(2))
    hours = [datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((24, 21), (24, 23), (25, 1), (25, 2), (25, 23), (24, 1))]
    assert [night.covers(moment) for moment in hours] == [False, True, True, False, False, False]
    ended = replace(offer, ended=datetime(2026, 11, 24, 16, tzinfo=UTC))
    assert [ended.stands(datetime(2026, 11, 24, h, tzinfo=UTC)) for h in (15, 16)] == [True, False]
    assert priced(priced(basket((JAM, 1000)), (offer,), datetime(2026, 11, 24, 15, tzinfo=UTC)), (offer,), NOON).total_idr == 9000


@pytest.mark.parametrize(
    ("promotion", "code"),
    [
        (replace(percent(1, 1000), name=""), "promotion_needs_a_name"),
        (replace(percent(1, 1000), when=When(date(2026, 2, 1), date(2026, 1, 1))), "promotion_ends_before"),
        (replace(percent(1, 1000), when=When(date(2026, 2, 1), begin=time(9))), "promotion_hours_together"),
        (percent(1, 0), "promotion_nothing"),
        (free(1, 0, 1, 1), "promotion_pieces"),
        (free(1, 2, 1), "promotion_everything"),
        (bundle(1, 0, (1, 2)), "price_not_positive"),
        (bundle(1, 9, (1, 1)), "promotion_bundle_goods"),
        (bundle(1, 9, (1, 1), buy=1), "promotion_pieces"),
        (Promotion(1, "x", PromotionKind.POINTS, ALWAYS), "promotion_pieces"),
    ],
)
def test_an_offer_that_cannot_be_kept_is_refused(promotion, code):
    with pytest.raises(Refused, match=code):
        checked_promotion(promotion)


def test_what_a_person_gives_away_is_measured_without_the_promotions():
    cart = priced(basket((JAM, 1000), (TEA, 1000)), (percent(1, 5000),), NOON)
    assert given_bp(cart) == 0
    assert given_bp(carts.set_line_discount(cart, 1, Discount(Rupiah(900)))) == 1000
    assert given_bp(carts.set_price(cart, 1, Rupiah(8000))) == 1112
    halved = carts.set_discount(cart, Discount(share_bp=BasisPoints(1000)))
    assert given_bp(halved) == 502, "a tenth of what the promotion left"
    assert given_bp(carts.set_price(cart, 1, Rupiah(9900))) == 0
    tenth = carts.set_discount(basket((TEA, 1000), (TEA, 1000)), Discount(share_bp=BasisPoints(1000)))
    assert [within(tenth, BasisPoints(most)) for most in (1000, 990)] == [True, False]
    given_away = carts.add(Cart(), found(article(5, 0)), price_idr=Rupiah(0))
    assert given_bp(given_away) == 0


SHELF = (free(1, 2, 1, 1, 2, 4), bundle(2, 9000, (1, 1), (2, 1)), percent(3, 700), rupiah(4, 150), bundle(5, 5000, (4, 1), buy=3))
GOODS = (TEA, JAM, article(4, 2500))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(GOODS), st.integers(1, 7)), min_size=1, max_size=5), st.sets(st.sampled_from(SHELF)), st.booleans()
)
def test_no_basket_is_dearer_for_a_promotion_more_and_every_rupiah_is_on_a_line(items, shelf, member):
    cart = basket(*[(product, n * 1000) for product, n in items], member=member)
    offers = tuple(sorted(shelf, key=lambda x: x.id))
    done = priced(cart, offers, NOON)
    plain = priced(cart, (), NOON)
    assert all(0 <= x.net_idr <= x.gross_idr for x in done.lines)
    assert [x.gross_idr for x in done.lines] == [x.gross_idr for x in plain.lines]
    assert done.total_idr == sum(done.amounts()) <= plain.total_idr
    assert all(done.total_idr <= priced(cart, (offer,), NOON).total_idr for offer in offers), "the best of them is never lost"
    assert priced(done, offers, NOON) == done


def test_a_scan_never_waits_however_many_pieces_and_promotions_meet(monkeypatch):
    """Counted in steps: each keeps a way."""
    steps, keep = 0, promotion_sets._keep

    def counted(*way):
        nonlocal steps
        steps += 1
        keep(*way)

    monkeypatch.setattr(promotion_sets, "_keep", counted)
    goods = [article(n, 2_000 + 100 * n) for n in range(1, 41)]
    offers = [free(n, 300 + n, 1, *range(n, n + 20)) for n in range(1, 13)]
    cart = priced(basket(*((one, 600_000) for one in goods)), offers, NOON)
    assert steps < 300_000
    assert cart.total_idr < sum(600 * one.price_idr for one in goods), "and there is something free"
