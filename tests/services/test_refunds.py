"""Counter-documents: refund whole, in parts, never twice; void on the sale's own day."""

from dataclasses import fields, replace
from random import Random

import pytest
from sqlalchemy import text

from pos_app.domain import days
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, Origin, State, Strength
from pos_app.domain.product import Maker
from pos_app.errors import Refused
from pos_app.services import check, checkout, merging, products, refunds, reports, settings, shifts
from pos_app.services.shop import OWNER
from tests.domain.books import kept_by_means
from tests.services.counter import basket_of, cash, on_hand, pay, sell
from tests.shelf import SOAP, SUGAR, TEA, base_list, put, tag


def refund(shop, sale, *asked, **more):
    return refunds.refund(shop, OWNER, sale.number, asked, why="rusak", **more).sale


def refused(shop, code, act) -> None:
    """The shop says no, and neither a row nor a number is gone."""
    with shop.uow.read() as u:
        before = [
            u._connection.execute(text(f"SELECT * FROM {t}")).all()
            for t in ("sale", "stock_move", "stock_level", "audit", "receipt_counter")
        ]
    with pytest.raises(Refused, match=f"^{code}") as no:
        act()
    assert no.value.code == code
    with shop.uow.read() as u:
        after = [
            u._connection.execute(text(f"SELECT * FROM {t}")).all()
            for t in ("sale", "stock_move", "stock_level", "audit", "receipt_counter")
        ]
    assert after == before


def test_a_whole_refund_gives_back_what_was_paid_and_the_stock(shop):
    base_list(shop)
    sale = sell(shop, f"{TEA}*7", payments=cash(20_000))
    back = refund(shop, sale)
    assert (back.number, back.kind, back.refunds, back.why) == ("T1-20261124-0002", "refund", sale.number, "rusak")
    assert (back.total_idr, back.rounding_idr, back.paid_idr, back.change_idr) == (-14105, 5, -14100, 0)
    assert on_hand(shop, TEA) == 100_000
    with shop.uow.read() as u:
        assert u.sales.by_number(back.number).sale == back
    assert check.problems(shop) == []


def test_nothing_is_given_back_that_should_not_be(shop):
    base_list(shop)
    sale, one = sell(shop, f"{TEA}*7"), sell(shop, SOAP)
    back = refund(shop, sale)
    refused(shop, "refund_of_refund", lambda: refund(shop, back))
    refused(shop, "nothing_left_to_refund", lambda: refund(shop, sale))
    refused(shop, "more_than_left", lambda: refund(shop, one, (SOAP, 3000)))
    refused(shop, "quantity_not_positive", lambda: refund(shop, one, (SOAP, -1000)))
    refused(shop, "quantity_not_positive", lambda: refund(shop, one, (SOAP, 0)))
    refused(shop, "not_on_receipt", lambda: refund(shop, one, (TEA, 1000)))
    refused(shop, "not_on_receipt", lambda: refund(shop, one, ("TIDAK ADA", 1000)))
    refused(shop, "no_such_receipt", lambda: refunds.refund(shop, OWNER, "T9-20200101-0001", why="x"))
    refused(shop, "reason_missing", lambda: refunds.refund(shop, OWNER, one.number, why="  "))
    refused(shop, "refund_means_differ", lambda: refund(shop, one, means=pay(cash=8_000)))
    refused(shop, "before_the_sale", lambda: refund(shop, one, at=days.parse_instant("2026-11-24T08:59", "Asia/Jakarta")))
    refused(shop, "in_the_future", lambda: refund(shop, one, at=days.parse_instant("2026-11-25T08:59", "Asia/Jakarta")))
    assert refund(shop, one).number == "T1-20261124-0004"


def test_void_then_refund_then_void_moves_the_stock_once(shop):
    put(shop, "A", 1000, stock=15)
    sale = sell(shop, "A*3")
    done = refunds.void(shop, OWNER, sale.number, why="salah pencet").sale
    assert (done.kind, done.number, done.total_idr, on_hand(shop, "A")) == ("void", "T1-20261124-0002", -3000, 15_000)
    refused(shop, "nothing_left_to_refund", lambda: refund(shop, sale))
    refused(shop, "nothing_left_to_refund", lambda: refunds.void(shop, OWNER, sale.number, why="lagi"))
    refused(shop, "refund_of_refund", lambda: refunds.void(shop, OWNER, done.number, why="lagi"))
    assert on_hand(shop, "A") == 15_000


def test_goods_merged_since_the_sale_come_back_by_the_number_they_live_on_under(shop):
    put(shop, "A", 1000, stock=15)
    put(shop, "B", 1000, stock=15)
    sale = sell(shop, "B*3")
    merging.merge(shop, OWNER, "A", "B", why="sama")
    assert [(x.code, x.qty) for x in refund(shop, sale, ("A", 1000)).lines] == [("B", -1000)]
    refused(shop, "more_than_left", lambda: refund(shop, sale, ("A", 3000)))
    assert check.problems(shop) == []


def test_a_code_is_one_of_the_receipt_or_one_an_article_has_now(shop):
    put(shop, "A*2", 1000, stock=15)
    put(shop, "B", 1000, stock=15)
    number = sell(shop, "B").number
    assert [refunds.is_code(shop, number, text) for text in ("B", "A*2", "B*2", "A")] == [True, True, False, False]
    products.change(shop, OWNER, "B", {"archived": "yes"})
    assert refunds.is_code(shop, number, "B"), "what the receipt says is a code, whatever became of the article"
    assert not refunds.is_code(shop, "T9-20200101-0001", "B")


def test_a_sale_partly_given_back_is_not_voided(shop):
    put(shop, "A", 1000, stock=15)
    sale = sell(shop, "A*3")
    refund(shop, sale, ("A", 1000))
    refused(shop, "partly_refunded", lambda: refunds.void(shop, OWNER, sale.number, why="x"))


def test_a_void_counts_on_the_sales_own_day_until_its_shift_is_closed(shop, clock):
    put(shop, "A", 1000, stock=15)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    first, second = sell(shop, "A"), sell(shop, "A")
    clock.forward(days=1)
    done = refunds.void(shop, OWNER, first.number, why="x").sale
    assert (done.number, done.business_day) == ("T1-20261124-0003", first.business_day)
    shifts.close(shop, OWNER, counted_idr=Rupiah(1000))
    refused(shop, "shift_is_closed", lambda: refunds.void(shop, OWNER, second.number, why="x"))
    assert refund(shop, second).number == "T1-20261125-0001"
    assert check.problems(shop) == []


def test_a_void_of_an_earlier_day_has_its_time_on_that_day(shop, clock):
    """Number, business day and time agree; when it was written is kept beside."""
    base_list(shop)
    sale = sell(shop, TEA)
    clock.forward(days=2)
    void = refunds.void(shop, OWNER, sale.number, why="salah ketik").sale
    assert (void.number, void.business_day) == ("T1-20261124-0002", sale.business_day)
    assert days.stamp(void.at) == "2026-11-24T16:59:59.999Z"
    with shop.uow.read() as u:
        assert days.business_day(u.sales.by_number(void.number).sale.at, "Asia/Jakarta") == sale.business_day
    clock.set("2026-11-26T23:30:00+07:00")
    late = sell(shop, TEA)
    settings.change(shop, OWNER, {"zone": "Asia/Jayapura"})
    assert refunds.void(shop, OWNER, late.number, why="x").sale.at == late.at, "its day ended before it, as days are counted since"


@pytest.mark.parametrize("back", [refunds.refund, refunds.void])
def test_a_clock_set_back_gives_nothing_back_before_the_sale(shop, clock, back):
    base_list(shop)
    sale = sell(shop, TEA)
    clock.forward(minutes=-30)
    refused(shop, "before_the_sale", lambda: back(shop, OWNER, sale.number, why="salah"))
    clock.forward(minutes=30)
    assert back(shop, OWNER, sale.number, why="salah").sale.number == "T1-20261124-0002"


def test_the_refunds_line_carries_everything_of_the_sale_after_all_of_it_changed_on_the_article(shop):
    base_list(shop)
    products.change(shop, OWNER, TEA, {"cost": "1500", "maker": "CV Lama", "maker_size": "micro", "regency": "6474"})
    tag(shop, TEA, State.DOMESTIC)
    basket = basket_of(shop, TEA, customer="A-7")
    sale = checkout.commit(shop, OWNER, basket, cash(5_000)).sale
    told = Origin(State.DOMESTIC, "ID", Strength.STRONG, 5235, 500, "T-1", "tkdn")
    line = replace(
        sale.lines[0],
        origin=told,
        maker=Maker("CV Lama", MakerSize.MICRO, "6474"),
        promotion="HEMAT",
        consignor="Ibu Ani",
        member="A-7",
        category="Lama",
    )
    with shop.uow.write() as u:
        full = replace(sale, uid=shop.new_uid(), number="T1-20261124-0099", lines=(line,))
        u.sales.insert(full, posted_at=shop.clock())
        u.commit()
    products.change(
        shop,
        OWNER,
        TEA,
        {
            "cost": "9",
            "maker": "PT Baru",
            "maker_size": "large",
            "regency": "3171",
            "category": "Baru",
            "name": "X",
            "price": "1",
            "tax": "exempt",
            "unit": "kg",
        },
    )
    tag(shop, TEA, State.IMPORTED, country="CN")
    (back,) = refund(shop, full).lines
    turned = {"qty", "base_qty", "gross_idr", "amount_idr", "refunds_line"}
    for field in fields(line):
        if field.name not in turned:
            assert getattr(back, field.name) == getattr(line, field.name), field.name
    assert (back.qty, back.base_qty, back.amount_idr, back.refunds_line) == (-1000, -1000, -2015, 1)


def test_a_return_takes_from_the_month_of_the_return_with_the_origin_of_the_sale(shop, clock):
    base_list(shop)
    tag(shop, TEA, State.IMPORTED, country="CN")
    clock.set("2026-10-31T10:00:00+07:00")
    sale = sell(shop, f"{TEA}*3")
    clock.set("2026-11-24T10:00:00+07:00")
    tag(shop, TEA, State.DOMESTIC)
    sell(shop, f"{SOAP}*2")
    refund(shop, sale, (TEA, 1000))
    october, november = (reports.local_content(shop, days.month(m)).now.by_origin.value_idr for m in ("2026-10", "2026-11"))
    assert dict(october) == {State.DOMESTIC: 0, State.IMPORTED: 6045, State.UNKNOWN: 0}
    assert dict(november) == {State.DOMESTIC: 0, State.IMPORTED: -2015, State.UNKNOWN: 16_500}


def test_pieces_of_a_pack_are_named_by_piece_or_by_pack(shop):
    put(shop, "MI", 3000, stock=100, packs=[("MI-DUS", "dus", 40, 103_500)])
    sale = sell(shop, "MI-DUS*2", payments=cash(207_000))
    piece = refund(shop, sale, ("MI", 1000)).lines[0]
    assert (piece.code, piece.unit, piece.qty, piece.unit_price_idr, piece.amount_idr) == ("MI-DUS", "pcs", -1000, 2588, -2588)
    pack = refund(shop, sale, ("MI-DUS", 1000)).lines[0]
    assert (pack.unit, pack.qty, pack.base_qty, pack.unit_price_idr) == ("dus", -1000, -40_000, 103_500)
    rest = refund(shop, sale)
    assert rest.lines[0].base_qty == -39_000
    with shop.uow.read() as u:
        stored = u.sales.by_number(sale.number)
        assert kept_by_means([stored.sale, *u.sales.refunds_of(stored.id)]) == {}
    assert on_hand(shop, "MI") == 100_000
    assert check.problems(shop) == []


def test_a_third_of_a_pack_of_ten_is_not_given_back(shop):
    put(shop, "MI", 3000, stock=100, packs=[("MI-DUS", "dus", 10, 28_000)])
    sale = sell(shop, "MI-DUS")
    refused(shop, "pack_does_not_divide", lambda: refund(shop, sale, ("MI-DUS", 333)))


def test_a_code_that_stands_for_two_articles_on_one_receipt_is_refused_naming_both(shop):
    put(shop, "SAMA", 1000, sku="A-1", stock=5)
    put(shop, "SAMA", 2000, sku="A-2", stock=5)
    sale = sell(shop, "A-1", "A-2")
    with pytest.raises(Refused, match="code_on_several") as no:
        refund(shop, sale, ("SAMA", 1000))
    assert no.value.fields["numbers"] == "A-1, A-2"
    assert refund(shop, sale, ("A-2", 1000)).total_idr == -2000


def test_an_article_may_be_named_by_a_code_it_got_later(shop):
    base_list(shop)
    sale = sell(shop, TEA)
    assert refund(shop, sale, (f"0{TEA}", None)).total_idr == -2015


def test_a_preview_writes_nothing(shop):
    base_list(shop)
    sale = sell(shop, f"{TEA}*7")
    shown, back = refunds.preview(shop, sale.number, [(TEA, 2000)])
    assert (shown, back.total_idr, on_hand(shop, TEA)) == (sale, -4030, 93_000)


def test_the_same_uid_twice_is_one_refund(shop):
    base_list(shop)
    sale, uid = sell(shop, TEA), shop.new_uid()
    first = refund(shop, sale, uid=uid)
    assert refund(shop, sale, uid=uid) == first
    assert on_hand(shop, TEA) == 100_000


def test_history_comes_back_without_stock(shop):
    base_list(shop)
    sale = sell(shop, TEA)
    with shop.uow.write() as u:
        old = replace(sale, uid=shop.new_uid(), number="H1-20261124-0001", till="H1", source="lama", source_id="1")
        checkout.post(shop, u, OWNER, old, moves=False)
        u.commit()
    refund(shop, old)
    assert on_hand(shop, TEA) == 99_000


def test_random_days_at_the_counter_come_out_even(shop):
    dice = Random(11)
    base_list(shop)
    put(shop, "MI", 3000, stock=100, packs=[("MI-DUS", "dus", 40, 103_500)])
    settings.change(shop, OWNER, {"cash_rounding": "nearest-100", "pkp": "yes"})
    documents = []
    for _ in range(12):
        items = [f"{TEA}*{dice.randint(1, 9)}", f"{SUGAR}*{dice.randint(1, 2999) / 1000}", "MI-DUS", "MI*3", SOAP]
        basket = basket_of(shop, *dice.sample(items, dice.randint(1, 5)))
        part = dice.randint(1, basket.total_idr)
        sale = checkout.commit(shop, OWNER, basket, pay(qris=part, cash=1_000_000)).sale
        documents.append(sale)
        for line in dice.sample(sale.lines, dice.randint(0, len(sale.lines))):
            part = dice.choice([250, 500, 1000]) if line.code == SUGAR else 1000
            if part <= line.qty:
                documents.append(refund(shop, sale, (line.code, part)))
        try:
            documents.append(refund(shop, sale))
        except Refused as no:
            assert no.code == "nothing_left_to_refund"
    assert kept_by_means(documents) == {}
    assert sum(d.total_idr for d in documents) == sum(d.tax_idr for d in documents) == 0
    assert [on_hand(shop, x) for x in (TEA, SUGAR, SOAP, "MI")] == [100_000, 50_000, 100_000, 100_000]
    assert check.problems(shop) == []
