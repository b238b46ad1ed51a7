"""Consigned goods against a hand-worked ledger: owed on sale, taken back on return, settled; never in the shop's own value."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from pos_app.domain import cart as carts
from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, PaperKind, Side, Terms
from pos_app.domain.days import Period
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import (
    check,
    checkout,
    consignment,
    consignment_papers,
    consignors,
    products,
    refunds,
    reports,
    shifts,
    stock,
    stock_count,
)
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, cash, on_hand, sell
from tests.shelf import put

CAKE, CHIPS, RICE = "KUE-1", "KRIPIK-1", "BERAS-1"
TINI = Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 2000), date(2026, 11, 1), spoilt_by=Side.MAKER)


@pytest.fixture
def stocked(shop):
    put(shop, CAKE, 2_500, name="KUE LAPIS", unit="pcs")
    put(shop, CHIPS, 12_000, name="KERIPIK SINGKONG", unit="bks")
    put(shop, RICE, 14_000, name="BERAS", stock=10, cost=10_000)
    consignors.agree(shop, OWNER, TINI)
    return shop


def owed(shop, name="Bu Tini"):
    return next(int(row.owed_idr) for row in consignors.listed(shop) if row.who.name == name)


def rows(told):
    return {
        told.products[x.product_id].code: (
            *(v // 1000 for v in (x.before, x.delivered, x.sold, x.returned, x.spoilt, x.after)),
            int(x.owed_idr),
        )
        for x in told.account.articles
    }


def test_a_month_of_consignment_is_that_of_a_hand_worked_ledger(stocked, clock):
    """Commission 20 % of 2.500 leaves 2.000 a cake; chips at a fixed harga titip of 9.500.

    3 Nov  40 cakes, 20 chips come in.
    5 Nov  sold 10 cakes, 4 chips (100 rupiah off by the shop):   20.000 + 38.000 = 58.000
    6 Nov  2 cakes and 1 chips come back:                        - 4.000 -  9.500 = 44.500 owed
    9 Nov  settled in full: 44.500.                                                      0
    10 Nov 20 cakes more; 12 Nov sold 15 cakes, 6 chips:          30.000 + 57.000 = 87.000
    13 Nov 3 cakes spoilt, the maker's; 1 chips spoilt, the shop's:         9.500 = 96.500
    16 Nov 1 cake of the sale of 5 Nov comes back after the settlement:   - 2.000 = 94.500
    20 Nov 12 cakes, 5 chips go back unsold.
    24 Nov settled in part: 90.000.                                            4.500 left
    """
    fixed = {CHIPS: Agreed(Terms.FIXED, 9_500)}
    clock.set("2026-11-03T09:00:00+07:00")
    paper, _changes = consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*40", f"{CHIPS}*20"], agreed=fixed, their_number="TT-7")
    assert (paper.number, [(x.code, x.qty, x.each_idr) for x in paper.lines]) == (
        "KM-20261103-0001",
        [(CAKE, 40_000, 2_000), (CHIPS, 20_000, 9_500)],
    )
    clock.set("2026-11-05T09:00:00+07:00")
    cart = carts.set_discount(basket_of(stocked, f"{CAKE}*10", f"{CHIPS}*4"), Discount(amount_idr=100))
    first = checkout.commit(stocked, OWNER, cart, cash(100_000)).sale
    assert [(x.consignor, x.owed_idr, x.cost) for x in first.lines] == [("Bu Tini", 20_000, 20_000_000), ("Bu Tini", 38_000, 95_000_000)]
    assert owed(stocked) == 58_000
    clock.set("2026-11-06T09:00:00+07:00")
    refunds.refund(stocked, OWNER, first.number, [(CAKE, Milli(2_000)), (CHIPS, Milli(1_000))], why="salah beli")
    assert owed(stocked) == 44_500
    clock.set("2026-11-09T09:00:00+07:00")
    settled, _changes = consignment.settle(stocked, OWNER, "Bu Tini", their_person="Tini")
    assert (settled.paid_idr, settled.owed_before_idr, owed(stocked)) == (44_500, 44_500, 0)
    clock.set("2026-11-10T09:00:00+07:00")
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*20"])
    clock.set("2026-11-12T09:00:00+07:00")
    sell(stocked, f"{CAKE}*15", f"{CHIPS}*6")
    assert owed(stocked) == 87_000
    clock.set("2026-11-13T09:00:00+07:00")
    consignment.spoil(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"], why="berjamur")
    consignment.spoil(stocked, OWNER, "Bu Tini", [CHIPS], why="terinjak", whose=Side.SHOP)
    assert owed(stocked) == 96_500
    clock.set("2026-11-16T09:00:00+07:00")
    refunds.refund(stocked, OWNER, first.number, [(CAKE, Milli(1_000))], why="basi")
    assert owed(stocked) == 94_500
    clock.set("2026-11-20T09:00:00+07:00")
    consignment.give_back(stocked, OWNER, "Bu Tini", [f"{CAKE}*12", f"{CHIPS}*5"])
    clock.set("2026-11-24T09:00:00+07:00")
    consignment.settle(stocked, OWNER, "Bu Tini", 90_000, means=Means.TRANSFER)
    assert owed(stocked) == 4_500

    told = consignors.statement(stocked, "Bu Tini", Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert rows(told) == {
        CAKE: (0, 60, 22, 12, 3, 23, 44_000),
        CHIPS: (0, 20, 9, 5, 1, 5, 95_000),
    }
    assert (told.account.before_idr, told.account.owed_idr, told.account.paid_idr, told.account.after_idr) == (0, 139_000, 134_500, 4_500)
    half = consignors.statement(stocked, "Bu Tini", Period(date(2026, 11, 10), date(2026, 11, 30)))
    assert rows(half)[CAKE] == (32, 20, 14, 12, 3, 23, 28_000)
    assert (half.account.before_idr, half.account.owed_idr, half.account.paid_idr, half.account.after_idr) == (0, 94_500, 90_000, 4_500)
    assert (on_hand(stocked, CAKE), on_hand(stocked, CHIPS)) == (23_000, 5_000)
    assert check.problems(stocked) == []


def test_consigned_goods_are_outside_the_shops_stock_and_in_a_line_of_their_own(stocked):
    before = reports.stock(stocked).split
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*40"])
    told = reports.stock(stocked)
    assert told.split == before
    assert (told.consigned.articles, told.consigned.pieces, told.consigned.owed_idr, told.unknown_cost) == (1, 40_000, 80_000, 0)


def test_the_average_cost_of_what_was_once_the_shops_own_values_nothing_of_anothers(stocked):
    sell(stocked, f"{RICE}*9")
    with pytest.raises(Refused, match="own_stock_there"):
        consignment.deliver(stocked, OWNER, "Bu Tini", [f"{RICE}*5"])
    sell(stocked, RICE)
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{RICE}*5"])
    assert products.show(stocked, RICE).product.average_cost is None, "what the shop paid for its own says nothing of these"
    assert reports.stock(stocked).split.total_idr == 0
    with pytest.raises(Refused, match="is_consigned"):
        stock.receive(stocked, OWNER, RICE, Milli(1_000), cost=Cost(1))


def test_a_return_goes_back_to_the_owner_the_sale_had_though_the_article_is_anothers_now(stocked):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*2"])
    sale = sell(stocked, f"{CAKE}*2")
    consignors.agree(stocked, OWNER, Consignor(ConsignorId(0), "Pak Budi", Agreed(Terms.RUPIAH, 500), date(2026, 11, 1)))
    consignment.deliver(stocked, OWNER, "Pak Budi", [f"{CAKE}*5"])
    refunds.refund(stocked, OWNER, sale.number, [(CAKE, Milli(1_000))], why="basi")
    assert (owed(stocked), owed(stocked, "Pak Budi")) == (2_000, 0)
    sell(stocked, CAKE)
    assert (owed(stocked), owed(stocked, "Pak Budi")) == (2_000, 2_000)
    assert check.problems(stocked) == []


def test_a_void_takes_the_debt_back_and_parts_add_up_to_the_whole(stocked):
    consignors.agree(stocked, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 3333), date(2026, 11, 1)))
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*9"])
    refunds.void(stocked, OWNER, sell(stocked, f"{CAKE}*3").number, why="salah")
    assert owed(stocked) == 0
    sale = sell(stocked, f"{CAKE}*3")
    for _n in range(3):
        refunds.refund(stocked, OWNER, sale.number, [(CAKE, Milli(1_000))], why="basi")
    assert owed(stocked) == 0
    assert check.problems(stocked) == []


@pytest.mark.parametrize(
    ("agreed", "owed_idr"),
    [
        (Agreed(Terms.FIXED, 1_900), 5_700),
        (Agreed(Terms.RUPIAH, 300), 6_600),
        (Agreed(Terms.RUPIAH, 9_000), 0),
        (Agreed(Terms.PERCENT, 1_234), 6_574),
    ],
)
def test_three_kinds_of_terms(stocked, agreed, owed_idr):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"], agreed={CAKE: agreed})
    assert sell(stocked, f"{CAKE}*3").lines[0].owed_idr == owed_idr


def test_new_terms_count_for_what_comes_in_from_then_on(stocked):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"])
    consignors.agree(stocked, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 5000), date(2026, 11, 20)))
    assert sell(stocked, CAKE).lines[0].owed_idr == 2_000
    assert len(consignors.listed(stocked)) == 1


def test_what_has_lain_too_long_is_listed_oldest_first_out(stocked, clock):
    clock.set("2026-11-01T09:00:00+07:00")
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*10"])
    clock.set("2026-11-12T09:00:00+07:00")
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*10"])
    sale = sell(stocked, f"{CAKE}*4")
    clock.set("2026-11-15T09:00:00+07:00")
    assert consignors.unsold(stocked) == []
    clock.set("2026-11-16T09:00:00+07:00")
    [old] = consignors.unsold(stocked)
    assert (old.qty, old.since, old.days) == (6_000, date(2026, 11, 1), 15)
    assert [(x.qty, x.days) for x in consignors.unsold(stocked, days=3)] == [(6_000, 15), (10_000, 4)]
    refunds.refund(stocked, OWNER, sale.number, [(CAKE, Milli(1_000))], why="x")
    assert [x.qty for x in consignors.unsold(stocked)] == [7_000]
    sell(stocked, f"{CAKE}*7")
    assert consignors.unsold(stocked) == []


def test_it_is_time_to_settle_when_so_many_days_have_gone_and_something_is_owed(stocked, clock):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*10"])
    assert not consignors.listed(stocked)[0].is_due
    sell(stocked, CAKE)
    assert consignors.listed(stocked)[0].is_due
    shifts.open_shift(stocked, OWNER, float_idr=Rupiah(1_500))
    with pytest.raises(Refused, match="more_than_in_drawer"):
        consignment.settle(stocked, OWNER, "Bu Tini")
    consignment.settle(stocked, OWNER, "Bu Tini", 1_200)
    assert shifts.show(stocked, OWNER).expected_idr == 300, "the drawer paid"
    consignment.settle(stocked, OWNER, "Bu Tini", from_safe=True)
    assert shifts.show(stocked, OWNER).expected_idr == 300
    sell(stocked, CAKE)
    assert not consignors.listed(stocked)[0].is_due
    clock.forward(days=7)
    assert consignors.listed(stocked)[0].is_due


def test_selling_more_than_was_brought_is_owed_and_the_next_delivery_makes_it_good(stocked):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*1"])
    sell(stocked, f"{CAKE}*3")
    assert (owed(stocked), on_hand(stocked, CAKE)) == (6_000, -2_000)
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*5"])
    assert [x.qty for x in consignors.unsold(stocked, days=-1)] == [3_000]


def test_what_cannot_be_is_refused_and_nothing_is_written(stocked):
    calls = [
        ("no_such_consignor", lambda: consignment.deliver(stocked, OWNER, "Siapa", [CAKE])),
        ("own_stock_there", lambda: consignment.deliver(stocked, OWNER, "Bu Tini", [RICE])),
        ("paper_empty", lambda: consignment.deliver(stocked, OWNER, "Bu Tini", [])),
        ("not_so_many_here", lambda: consignment.give_back(stocked, OWNER, "Bu Tini", [CAKE])),
        ("reason_missing", lambda: consignment.spoil(stocked, OWNER, "Bu Tini", [CAKE], why=" ")),
        ("nothing_owed", lambda: consignment.settle(stocked, OWNER, "Bu Tini")),
        ("not_a_means_here", lambda: consignment.settle(stocked, OWNER, "Bu Tini", means=Means.POINTS)),
        ("terms_out_of_range", lambda: consignors.agree(stocked, OWNER, replace(TINI, agreed=Agreed(Terms.PERCENT, 10_001)))),
        ("consignor_nameless", lambda: consignors.agree(stocked, OWNER, replace(TINI, name=" "))),
        ("no_such_consignment_note", lambda: consignors.paper(stocked, "KM-1")),
    ]
    for code, call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == code
    assert consignors.papers(stocked, "Bu Tini") == []
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"])
    sell(stocked, CAKE)
    with pytest.raises(Refused, match="owed_less"):
        consignment.settle(stocked, OWNER, "Bu Tini", 2_001)
    consignors.agree(stocked, OWNER, Consignor(ConsignorId(0), "Pak Budi", TINI.agreed, date(2026, 1, 1)))
    with pytest.raises(Refused, match="consigned_by_other"):
        consignment.deliver(stocked, OWNER, "Pak Budi", [CAKE])
    with pytest.raises(Refused, match="consigned_lies_here"):
        consignment.release(stocked, OWNER, CAKE)


def test_an_article_is_the_shops_own_again_once_nothing_lies_here(stocked):
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"])
    consignment.give_back(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"])
    consignment.release(stocked, OWNER, CAKE)
    stock.receive(stocked, OWNER, CAKE, Milli(4_000), cost=Cost(10_000_000))
    assert sell(stocked, CAKE).lines[0].consignor is None
    assert reports.stock(stocked).split.total_idr == 10 * 10_000 + 3 * 1_000


def test_papers_read_back_as_they_were_written(stocked):
    made, _changes = consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*3"], their_number="TT 1", their_person="Tini", note="pagi")
    assert consignors.paper(stocked, made.number) == made
    assert [x.kind for x in consignors.papers(stocked, "Bu Tini")] == [PaperKind.DELIVERY]


def test_what_a_stocktake_finds_missing_is_missing_of_the_consignors_goods_too_and_the_loss_of_whom_was_agreed(stocked, tmp_path):
    consignors.agree(stocked, OWNER, replace(TINI, name="Pak Jo", agreed=Agreed(Terms.RUPIAH, 2_000), spoilt_by=Side.SHOP))
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*10"])
    consignment.deliver(stocked, OWNER, "Pak Jo", [f"{CHIPS}*10"])
    counted = tmp_path / "opname.csv"
    for cakes, chips, loss in ((7, 8, 20_000), (7, 9, 10_000)):
        counted.write_text(f"barcode,stok\n{CAKE},{cakes}\n{CHIPS},{chips}\n{RICE},9\n")
        stock_count.take(stocked, OWNER, counted)
        assert [x.pieces for x in consignors.listed(stocked)] == [cakes * 1_000, chips * 1_000]
        assert (owed(stocked), owed(stocked, "Pak Jo")) == (0, loss)
    told = consignors.statement(stocked, "Pak Jo", Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert rows(told) == {CHIPS: (0, 10, 0, 0, 1, 9, 10_000)}
    with pytest.raises(Refused, match="not_so_many_here"):
        consignment.give_back(stocked, OWNER, "Bu Tini", [f"{CAKE}*8"])
    consignment.give_back(stocked, OWNER, "Bu Tini", [f"{CAKE}*7"])
    assert (on_hand(stocked, CAKE), check.problems(stocked)) == (0, [])


def test_a_settlement_taken_back_is_owed_again_and_the_drawer_has_its_cash(stocked, clock):
    """Sold 2.500 less 20 %, three times: 6.000; 4.000 paid out of the drawer, then said to have been another's."""
    shifts.open_shift(stocked, OWNER, float_idr=Rupiah(100_000))
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CAKE}*5"])
    sell(stocked, f"{CAKE}*3")
    clock.set("2026-11-25T09:00:00+07:00")
    paid, _changes = consignment.settle(stocked, OWNER, "Bu Tini", Rupiah(4_000))
    assert (owed(stocked), shifts.show(stocked, OWNER).expected_idr) == (2_000, 100_000 + 7_500 - 4_000)
    back, changes = consignment.take_back(stocked, OWNER, paid.number, why="salah orang", uid="back")
    assert consignment.take_back(stocked, OWNER, paid.number, why="salah orang", uid="back")[0] == back
    assert (back.kind, back.paid_idr, back.counters, back.note, changes.consignment) == (
        PaperKind.SETTLEMENT_BACK, -4_000, paid.number, "salah orang", True,
    )  # fmt: skip
    (row,) = consignors.listed(stocked)
    assert (row.owed_idr, row.settled_on, shifts.show(stocked, OWNER).expected_idr) == (6_000, None, 107_500)
    told = consignors.statement(stocked, "Bu Tini", Period(date(2026, 11, 1), date(2026, 11, 30))).account
    assert (told.owed_idr, told.paid_idr, told.after_idr) == (6_000, 0, 6_000)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(consignment_papers.note(stocked, back.number))).pages)
    assert all(word in text for word in (back.number, paid.number, "salah orang", "Rp4.000", "Rp6.000")), text
    for number, why, code in (
        (paid.number, "x", "payment_taken_back"),
        (back.number, "x", "not_a_settlement"),
        ("KM-20261124-0001", "x", "not_a_settlement"),
        ("KB-1", "x", "no_such_consignment_note"),
        (paid.number, " ", "reason_missing"),
    ):
        with pytest.raises(Refused, match=code):
            consignment.take_back(stocked, OWNER, number, why=why)
    assert check.problems(stocked) == []


def test_what_came_back_of_one_who_brings_it_no_more_is_still_hers(stocked):
    """The chips are another's by now: hers are listed among hers, and spoilt at the terms with her."""
    consignment.deliver(stocked, OWNER, "Bu Tini", [f"{CHIPS}*3"])
    sale = sell(stocked, f"{CHIPS}*3")
    consignment.release(stocked, OWNER, CHIPS)
    consignors.agree(stocked, OWNER, replace(TINI, name="Pak Budi", agreed=Agreed(Terms.FIXED, 5_000)))
    consignment.deliver(stocked, OWNER, "Pak Budi", [f"{CHIPS}*4"])
    refunds.refund(stocked, OWNER, sale.number, [(CHIPS, Milli(2_000))], why="x")
    for name, agreed, here in (("Bu Tini", TINI.agreed, 2_000), ("Pak Budi", Agreed(Terms.FIXED, 5_000), 4_000)):
        assert [(p.code, terms, qty) for p, terms, qty in consignors.goods_of(stocked, name)] == [(CHIPS, agreed, here)]
    spoilt, _changes = consignment.spoil(stocked, OWNER, "Bu Tini", [CHIPS], why="remuk", whose=Side.SHOP)
    assert [(x.each_idr, x.owed_idr) for x in spoilt.lines] == [(9_600, 9_600)]
    back, _changes = consignment.give_back(stocked, OWNER, "Bu Tini", [CHIPS])
    assert [x.each_idr for x in back.lines] == [9_600]
    assert check.problems(stocked) == []
