"""Batches are read from the ledger: what expires first leaves first, and what is left sums to what is on hand."""

from dataclasses import replace
from datetime import date

import pytest

from pos_app.domain import receiving
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.services import batches, check, find, merging, stock_corrections, stock_documents
from pos_app.services import receiving as receiving_service
from pos_app.services.shop import OWNER
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Out
from tests.services.counter import sell
from tests.services.test_receiving import draft_of
from tests.shelf import put

EARLY, LATE = date(2026, 12, 10), date(2027, 6, 30)


def come(shop, code, pieces, expires, batch=None, cost=1_000):
    draft = receiving.set_expiry(draft_of(shop, (code, pieces, cost)), 1, expires, batch)
    return receiving_service.post(shop, OWNER, draft).document


def left(shop, code="A"):
    return [(x.batch, x.expires, x.qty) for x in batches.of_article(shop, code)]


@pytest.fixture
def milk(shop):
    put(shop, "A", 10_000, name="SUSU", stock=2)
    put(shop, "B", 10_000, name="SAPU", stock=5)
    come(shop, "A", 10, LATE, "L")
    come(shop, "A", 4, EARLY, "E")
    return shop


def test_what_expires_first_is_sold_first_and_goods_without_a_date_last(milk):
    assert left(milk) == [("E", EARLY, 4_000), ("L", LATE, 10_000), (None, None, 2_000)]
    sell(milk, "A*5")
    assert left(milk) == [("L", LATE, 9_000), (None, None, 2_000)]
    sell(milk, "A*10")
    assert left(milk) == [(None, None, 1_000)]
    assert left(milk, "B") == []


def test_a_batch_that_comes_in_later_and_expires_sooner_is_not_what_was_sold_before(milk):
    sell(milk, "A*16")
    come(milk, "A", 3, date(2026, 12, 1), "S")
    assert left(milk) == [("S", date(2026, 12, 1), 3_000)]


def test_stock_below_zero_is_made_good_by_the_next_goods_in(milk):
    sell(milk, "A*18")
    come(milk, "A", 6, LATE, "N")
    assert left(milk) == [("N", LATE, 4_000)]


def test_a_paper_that_names_its_batch_takes_that_one(milk):
    stock_documents.take_out(milk, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(3_000), batch="L")], why="bocor")
    assert left(milk) == [("E", EARLY, 4_000), ("L", LATE, 7_000), (None, None, 2_000)]
    number = stock_documents.listed(milk)[1].number
    stock_corrections.correct(milk, OWNER, number, [Correction("A", Milli(1_000))], why="x")
    assert left(milk)[0] == ("E", EARLY, 3_000)


def test_what_expires_soon_stands_by_its_day_with_what_it_is_worth(milk, clock):
    assert [(x.batch, x.days_left, x.qty, x.first_out) for x in batches.expiring(milk, within=30)] == [("E", 16, 4_000, True)]
    assert [x.batch for x in batches.expiring(milk, within=3660)] == ["E", "L"]
    clock.forward(days=17)
    (late,) = batches.expiring(milk, within=0)
    assert (late.batch, late.days_left, late.worth_idr) == ("E", -1, 4_000)


def test_the_till_is_told_when_the_batch_to_sell_is_past_its_day(milk, clock):
    (found,) = find.by_code(milk, "A")
    ids = [found.product.id]
    clock.set("2026-12-10T23:00:00+07:00")
    assert batches.expired_first(milk, ids) == {}
    clock.set("2026-12-11T08:00:00+07:00")
    assert [x.batch for x in batches.expired_first(milk, ids).values()] == ["E"]
    sell(milk, "A*4")
    assert batches.expired_first(milk, ids) == {}


def test_a_2d_code_at_receiving_is_where_batches_come_from(milk):
    (found,) = find.by_code(milk, "B")
    text = "(90)MD224528003117(10)X1(17)261231"
    draft, _ = receiving_service.add(milk, replace(receiving_service.fresh(milk)), found, Milli(2_000), text=text)
    receiving_service.post(milk, OWNER, draft)
    assert left(milk, "B") == [("X1", date(2026, 12, 31), 2_000), (None, None, 5_000)]


def test_batches_of_an_article_that_is_merged_go_on_in_the_other(milk):
    put(milk, "A2", 10_000, name="SUSU LAMA")
    come(milk, "A2", 6, date(2026, 12, 1), "M")
    sell(milk, "A2*2")
    merging.merge(milk, OWNER, "A", "A2")
    assert left(milk) == [("M", date(2026, 12, 1), 4_000), ("E", EARLY, 4_000), ("L", LATE, 10_000), (None, None, 2_000)]
    stock_documents.take_out(milk, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(1_000), batch="M")], why="bocor")
    assert [(x.batch, x.qty) for x in batches.expiring(milk)] == [("M", 3_000), ("E", 4_000)]
    with milk.uow.read() as u:
        product = find.by_code(milk, "A")[0].product.id
        assert u.stock_documents.carries_dates([product]) == {product}
    assert check.problems(milk) == []
