"""Goods in, goods counted: every change is a move, and the level is their sum."""

import pytest

from pos_app.domain.money import Cost
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import lookup, products, reports, stock
from pos_app.services.shop import OWNER
from tests.services.counter import on_hand, sell
from tests.shelf import put

RUPIAH = 10_000


def test_half_a_carton_of_twelve_at_60000_makes_six_pieces_at_5000(shop):
    put(shop, "SABUN", 7000, packs=[("SABUN-DUS", "dus", 12, 80_000)])
    product, _ = stock.receive(shop, OWNER, "SABUN-DUS", Milli(500), cost=Cost(60_000 * RUPIAH))
    assert (product.on_hand, product.average_cost, product.last_cost) == (6_000, 5_000 * RUPIAH, 5_000 * RUPIAH)
    (line,) = sell(shop, "SABUN").lines
    assert line.amount_idr - line.cost // RUPIAH == 2_000


def test_a_third_of_a_carton_of_ten_is_refused(shop):
    put(shop, "SABUN", 7000, packs=[("SABUN-DUS", "dus", 10, 60_000)])
    with pytest.raises(Refused, match="finer_than_a_thousandth"):
        lookup.quantity("0.33333333")
    with pytest.raises(Refused, match="pack_does_not_divide"):
        stock.receive(shop, OWNER, "SABUN-DUS", Milli(333), cost=Cost(60_000 * RUPIAH))
    assert on_hand(shop, "SABUN") == 0


def test_the_average_moves_and_the_last_cost_is_the_last(shop):
    put(shop, "A", 1000)
    stock.receive(shop, OWNER, "A", Milli(10_000), cost=Cost(1_000 * RUPIAH))
    product, _ = stock.receive(shop, OWNER, "A", Milli(30_000), cost=Cost(2_000 * RUPIAH))
    assert (product.average_cost, product.last_cost, product.on_hand) == (1_750 * RUPIAH, 2_000 * RUPIAH, 40_000)


def test_goods_sold_before_they_were_entered_have_no_say_in_the_average(shop):
    put(shop, "A", 1000)
    sell(shop, "A*5")
    product, _ = stock.receive(shop, OWNER, "A", Milli(10_000), cost=Cost(2_000 * RUPIAH))
    assert (product.average_cost, product.on_hand) == (2_000 * RUPIAH, 5_000)


def test_an_unknown_cost_stays_unknown_on_the_line(shop):
    put(shop, "A", 1000, stock=5)
    assert sell(shop, "A").lines[0].cost is None
    assert reports.stock(shop).unknown_cost == 1


def test_services_and_deposits_have_no_stock(shop):
    put(shop, "JASA", 1000, kind=Kind.SERVICE)
    with pytest.raises(Refused, match="no_stock_kept"):
        stock.receive(shop, OWNER, "JASA", Milli(1000), cost=Cost(0))


def test_stock_is_worth_on_hand_times_average_and_nothing_below_zero(shop):
    put(shop, "A", 1000, stock=3, cost=1_500)
    put(shop, "B", 1000, stock=1, cost=1_000)
    sell(shop, "B*2")
    report = reports.stock(shop)
    assert (report.split.total_idr, report.below_zero, sum(report.split.articles.values())) == (4_500, 1, 1)


def test_a_code_in_the_wrong_column_does_not_break_the_sums(shop):
    put(shop, "A", 1000, stock=900_000, cost=999_999_999_999)
    put(shop, "B", 1000, stock=3, cost=1_500)
    report = reports.stock(shop)
    assert report.split.total_idr == 900_000 * 999_999_999_999 + 4_500
    assert sum(report.split.articles.values()) == 2


def test_a_kind_that_keeps_no_stock_leaves_the_report(shop):
    put(shop, "A", 1000, stock=3, cost=1_500)
    products.change(shop, OWNER, "A", {"kind": "service"})
    assert reports.stock(shop).split.total_idr == 0
