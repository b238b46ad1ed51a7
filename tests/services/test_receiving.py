"""Goods in: a draft that outlives the window, posted once, with costs, prices and what is owed."""

from datetime import date

import pytest

from pos_app.domain import receiving
from pos_app.domain.money import Cost
from pos_app.domain.product import Kind
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused
from pos_app.services import check, find, products, stock, suppliers
from pos_app.services import receiving as service
from pos_app.services.shop import OWNER
from tests.services.counter import on_hand, sell
from tests.shelf import put

RUPIAH = 10_000
MILK_2D = "(90)MD224528003117(91)290930(10)B2611A(17)271115"


def draft_of(shop, *goods, **head):
    """A draft with goods: code, quantity in units, and cost of one unit in rupiah."""
    draft = service.fresh(shop)
    for code, qty, cost in goods:
        (found,) = find.by_code(shop, code)
        draft, key = service.add(shop, draft, found, Milli(int(qty * 1000)))
        draft = receiving.set_cost(draft, key, None if cost is None else Cost(int(cost * RUPIAH)))
    from dataclasses import replace

    return replace(draft, **head)


@pytest.fixture
def goods(shop):
    put(shop, "BISKUIT", 10_000, name="BISKUIT KELAPA", packs=[("BISKUIT-DUS", "dus", 24, 230_000)])
    put(shop, "SUSU", 12_000, name="SUSU KENTAL")
    return shop


def test_a_paper_moves_its_goods_and_says_why_they_cost_what_they_cost(goods):
    draft = draft_of(goods, ("BISKUIT-DUS", 4, 199_200), ("SUSU", 12, 10_750), supplier="CV Sinar Timur", their_number="SJ-11/0482")
    done = service.post(goods, OWNER, draft).document
    assert (done.number, done.supplier, done.total_idr) == ("IN-20261124-0001", "CV Sinar Timur", 796_800 + 129_000)
    assert [(x.qty, x.base_qty, x.unit_cost, x.cost) for x in done.lines] == [
        (4_000, 96_000, 199_200 * RUPIAH, 8_300 * RUPIAH),
        (12_000, 12_000, 10_750 * RUPIAH, 10_750 * RUPIAH),
    ]
    card = stock.card(goods, "BISKUIT")
    (move,) = card.moves
    assert (move.reason, move.document, move.cost, move.qty, move.person) == ("receive", done.number, 8_300 * RUPIAH, 96_000, OWNER.person)
    assert (card.product.average_cost, card.product.last_cost) == (8_300 * RUPIAH, 8_300 * RUPIAH)
    assert check.problems(goods) == []


def test_posting_a_draft_twice_posts_it_once(goods):
    draft = draft_of(goods, ("SUSU", 12, 10_750))
    first, again = service.post(goods, OWNER, draft), service.post(goods, OWNER, draft)
    assert (first.document.number, again.document.number, again.changes.stock) == ("IN-20261124-0001", "IN-20261124-0001", False)
    assert on_hand(goods, "SUSU") == 12_000


def test_numbers_have_no_gap_where_a_paper_was_refused(goods):
    service.post(goods, OWNER, draft_of(goods, ("SUSU", 1, 1), supplier="A", their_number="7"))
    with pytest.raises(Refused, match="invoice_known"):
        service.post(goods, OWNER, draft_of(goods, ("SUSU", 1, 1), supplier="a", their_number=" 7 "))
    with pytest.raises(Refused, match="in_the_future"):
        service.post(goods, OWNER, draft_of(goods, ("SUSU", 1, 1), their_date=date(2026, 11, 25)))
    with pytest.raises(Refused, match="document_empty"):
        service.post(goods, OWNER, service.fresh(goods))
    with pytest.raises(Refused, match="discount_above_goods"):
        service.post(goods, OWNER, draft_of(goods, ("SUSU", 1, 1), discount_idr=2))
    assert service.post(goods, OWNER, draft_of(goods, ("SUSU", 1, 1))).document.number == "IN-20261124-0002"


def test_a_draft_comes_back_whole_and_is_gone_once_posted(goods, clock):
    draft = draft_of(goods, ("BISKUIT-DUS", 2, 254_400.5), supplier="CV X", their_number="9", discount_idr=500, freight_idr=40_000)
    draft = receiving.set_expiry(draft, 1, date(2027, 11, 15), "B1")
    draft = receiving.set_price(draft, 1, 10_200)
    service.keep(goods, OWNER, draft)
    clock.forward(days=1)
    (kept,) = service.drafts(goods)
    assert (kept.receiving, kept.till) == (draft, OWNER.till)
    assert kept.receiving.begun == date(2026, 11, 24)
    service.post(goods, OWNER, kept.receiving)
    assert service.drafts(goods) == ()
    assert products.show(goods, "BISKUIT").product.price_idr == 10_200


def test_a_draft_nobody_touched_is_not_kept_and_one_may_be_thrown_away(goods):
    service.keep(goods, OWNER, service.fresh(goods))
    assert service.drafts(goods) == ()
    draft = draft_of(goods, ("SUSU", 1, 5))
    service.keep(goods, OWNER, draft)
    service.discard(goods, OWNER, draft)
    assert service.drafts(goods) == ()
    assert on_hand(goods, "SUSU") == 0


def test_the_2d_code_after_the_article_fills_in_batch_and_date_and_adds_nothing(goods):
    (milk,) = find.by_code(goods, "SUSU")
    draft, key = service.add(goods, service.fresh(goods), milk, Milli(4_000), text="SUSU")
    draft, same = service.add(goods, draft, milk, ONE, text=MILK_2D)
    (line,) = draft.lines
    assert (same, line.qty, line.batch, line.expires) == (key, 4_000, "B2611A", date(2027, 11, 15))
    draft, _ = service.add(goods, draft, milk, ONE, text=MILK_2D)
    assert [x.qty for x in draft.lines] == [5_000]
    draft, _ = service.add(goods, draft, milk, ONE, text=MILK_2D.replace("B2611A", "B2612C"))
    assert [(x.qty, x.batch) for x in draft.lines] == [(5_000, "B2611A"), (1_000, "B2612C")]


def test_goods_that_came_with_a_date_before_miss_one_later(goods):
    draft = receiving.set_expiry(draft_of(goods, ("SUSU", 1, 5)), 1, date(2027, 1, 31), None)
    assert draft.missing_dates == 0
    service.post(goods, OWNER, draft)
    draft = draft_of(goods, ("SUSU", 1, 5), ("BISKUIT", 1, 5))
    assert [(x.found.code, x.misses_date) for x in draft.lines] == [("SUSU", True), ("BISKUIT", False)]
    assert receiving.set_expiry(draft, 1, None, None).missing_dates == 0


def test_the_next_paper_begins_with_what_the_supplier_took_last(goods):
    service.post(goods, OWNER, draft_of(goods, ("BISKUIT-DUS", 1, 195_600), supplier="CV A"))
    service.post(goods, OWNER, draft_of(goods, ("BISKUIT-DUS", 1, 199_200), supplier="CV B"))
    (dus,) = find.by_code(goods, "BISKUIT-DUS")
    from dataclasses import replace

    for supplier, cost in (("CV A", 195_600), ("CV B", 199_200), ("", 199_200)):
        draft, _ = service.add(goods, replace(service.fresh(goods), supplier=supplier), dus, ONE)
        assert draft.lines[0].unit_cost == cost * RUPIAH
    draft, _ = service.add(goods, replace(service.fresh(goods), supplier="CV A"), dus, ONE)
    assert receiving.set_cost(draft, 1, Cost(199_200 * RUPIAH)).lines[0].cost_change_bp == 0
    assert receiving.set_cost(draft, 1, Cost(203_184 * RUPIAH)).lines[0].cost_change_bp == 200


def test_an_unknown_cost_leaves_the_costs_as_they_are(goods):
    service.post(goods, OWNER, draft_of(goods, ("SUSU", 10, 1_000)))
    done = service.post(goods, OWNER, draft_of(goods, ("SUSU", 10, None))).document
    product = products.show(goods, "SUSU").product
    assert (product.average_cost, product.last_cost, product.on_hand, done.total_idr) == (1_000 * RUPIAH, 1_000 * RUPIAH, 20_000, 0)


def test_the_invoice_is_due_as_agreed_unless_another_day_is_entered(goods):
    suppliers.add(goods, OWNER, "CV A", {"due_days": "30"})
    draft = draft_of(goods, ("SUSU", 1, 5), supplier="CV A", their_date=date(2026, 11, 20))
    assert service.due_of(goods, draft) == date(2026, 12, 20)
    assert service.post(goods, OWNER, draft).document.due == date(2026, 12, 20)
    other = draft_of(goods, ("SUSU", 1, 5), supplier="CV A", due=date(2026, 12, 1))
    assert service.post(goods, OWNER, other).document.due == date(2026, 12, 1)


def test_one_article_twice_on_a_paper_moves_the_average_line_by_line(goods):
    sell(goods, "SUSU*3")
    draft = draft_of(goods, ("SUSU", 10, 2_000))
    (milk,) = find.by_code(goods, "SUSU")
    draft, key = receiving.add(draft, milk, Milli(7_000), unit_cost=Cost(1_000 * RUPIAH), carried=receiving.Carried("B", None))
    service.post(goods, OWNER, receiving.set_qty(draft, key, Milli(7_000)))
    assert products.show(goods, "SUSU").product.average_cost == 1_500 * RUPIAH  # -3 + 10 at 2.000, then 7 at 1.000


def test_services_do_not_come_in(goods):
    put(goods, "JASA", 1_000, kind=Kind.SERVICE)
    (found,) = find.by_code(goods, "JASA")
    with pytest.raises(Refused, match="no_stock_kept"):
        service.add(goods, service.fresh(goods), found, ONE)
