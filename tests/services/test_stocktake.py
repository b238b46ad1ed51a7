"""A stocktake while the shop sells: blind in parts, compared at the count, posted once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app import bootstrap
from pos_app.domain.money import Cost
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Scope, State, Uncounted
from pos_app.errors import Refused
from pos_app.services import check, merging, refunds, reports, stock, stock_count, stocktake, stocktake_counts, stocktake_papers
from pos_app.services.shop import OWNER
from pos_app.services.stocktake_counts import ReadCount, count, one, read_list
from tests.services.counter import on_hand, sell
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put


@pytest.fixture
def begun(shop):
    """The base shop with an open stocktake of two parts that name no articles."""
    base_list(shop)
    stocktake.start(shop, OWNER, "Stok opname November")
    for name in ("Rak depan", "Gudang"):
        stocktake.add_part(shop, OWNER, name, person="Sari")
    return shop


def pieces(n: int) -> Milli:
    return Milli(n * 1000)


def close_all(shop) -> None:
    for p in stocktake.sheet(shop).parts:
        if p.part.is_open:
            stocktake.close_part(shop, OWNER, p.part.name)


def shown(sheet) -> dict[str, int]:
    return {row.article.code: row.difference.qty for row in sheet.differences}


def test_a_count_books_the_difference_and_nothing_where_there_is_none(begun, clock):
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(97))
    count(begun, OWNER, "Rak depan", SOAP, qty=pieces(100))
    clock.forward(minutes=1)
    sell(begun, f"{TEA}*5")
    close_all(begun)
    sheet, _ = stocktake.post(begun, OWNER, uncounted=Uncounted.LEAVE)
    assert shown(sheet) == {TEA: -3_000}
    assert (on_hand(begun, TEA), on_hand(begun, SOAP), on_hand(begun, OIL)) == (92_000, 100_000, 20_000)
    moves = [(m.reason, m.qty, m.document) for m in stock.card(begun, TEA).moves]
    assert moves[0] == ("count", -3_000, sheet.stocktake.number)
    assert check.problems(begun) == []


@pytest.mark.parametrize("forward", [0, 60])
def test_what_was_sold_before_the_count_is_in_both_figures(begun, clock, forward):
    sell(begun, f"{TEA}*10")
    clock.forward(seconds=forward)
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(90))
    clock.forward(seconds=forward)
    sell(begun, f"{TEA}*4")
    close_all(begun)
    assert shown(stocktake.sheet(begun)) == {}
    stocktake.post(begun, OWNER, uncounted=Uncounted.LEAVE)
    assert on_hand(begun, TEA) == 86_000


def test_the_count_is_blind_until_every_part_of_an_article_is_closed(begun):
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(60))
    count(begun, OWNER, "Gudang", TEA, qty=pieces(38))
    count(begun, OWNER, "Rak depan", SOAP, qty=pieces(99))
    assert shown(stocktake.sheet(begun)) == {}
    stocktake.close_part(begun, OWNER, "Rak depan")
    sheet = stocktake.sheet(begun)
    assert (shown(sheet), sheet.waiting) == ({SOAP: -1_000}, 1)
    stocktake.close_part(begun, OWNER, "Gudang")
    sheet = stocktake.sheet(begun)
    assert shown(sheet) == {TEA: -2_000, SOAP: -1_000}
    assert {row.article.code: row.parts for row in sheet.differences}[TEA] == ("Rak depan", "Gudang")


def test_scans_in_a_row_are_one_count_and_a_later_one_is_added_and_said(begun):
    for _n in range(12):
        row = count(begun, OWNER, "Rak depan", TEA)
    assert (row.qty, row.times) == (12_000, 1)
    count(begun, OWNER, "Rak depan", SOAP)
    row = count(begun, OWNER, "Rak depan", TEA, qty=pieces(7))
    assert (row.qty, row.times) == (19_000, 2)
    number = stocktake.sheet(begun).stocktake.number
    rows = stocktake_counts.counted_in(begun, "Rak depan", number=number)
    assert [(x.article.code, x.qty, x.times) for x in rows] == [(TEA, 19_000, 2), (SOAP, 1_000, 1)]


def test_an_article_sold_between_two_counts_is_to_be_counted_again(begun, clock):
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(50))
    clock.forward(minutes=1)
    sell(begun, f"{TEA}*2")
    clock.forward(minutes=1)
    count(begun, OWNER, "Gudang", TEA, qty=pieces(50))
    close_all(begun)
    (row,) = stocktake.sheet(begun).differences
    assert (row.difference.qty, row.difference.moved_between) == (2_000, True)
    stocktake.reopen_part(begun, OWNER, "Rak depan")
    stocktake_counts.set_qty(begun, OWNER, "Rak depan", one(begun, TEA), pieces(48))
    stocktake.close_part(begun, OWNER, "Rak depan")
    assert shown(stocktake.sheet(begun)) == {}


def test_a_quantity_is_set_taken_out_and_may_be_nothing(begun):
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(3))
    count(begun, OWNER, "Rak depan", SOAP)
    count(begun, OWNER, "Rak depan", TEA)
    row = stocktake_counts.set_qty(begun, OWNER, "Rak depan", one(begun, TEA), Milli(0))
    assert (row.qty, row.times) == (0, 1)
    stocktake_counts.remove(begun, OWNER, "Rak depan", one(begun, SOAP))
    with pytest.raises(Refused, match="not_counted_here"):
        stocktake_counts.remove(begun, OWNER, "Rak depan", one(begun, SOAP))
    with pytest.raises(Refused, match="quantity_negative"):
        stocktake_counts.set_qty(begun, OWNER, "Rak depan", one(begun, TEA), Milli(-1))
    close_all(begun)
    assert shown(stocktake.sheet(begun)) == {TEA: -100_000}


def test_a_pack_counts_as_its_pieces(shop):
    put(shop, "MI", 3000, stock=90, packs=[("MI-DUS", "dus", 40, 103_500)])
    stocktake.start(shop, OWNER, "Opname")
    stocktake.add_part(shop, OWNER, "Toko")
    count(shop, OWNER, "Toko", "MI-DUS", qty=pieces(2))
    assert count(shop, OWNER, "Toko", "MI", qty=pieces(5)).qty == 85_000
    with pytest.raises(Refused, match="pack_does_not_divide"):
        count(shop, OWNER, "Toko", "MI-DUS", qty=Milli(333))


def test_what_cannot_be_counted_is_refused_and_nothing_is_kept(begun):
    put(begun, "JASA", 1000, kind=Kind.SERVICE)
    for code, why in (("JASA", "no_stock_kept"), ("TIDAK ADA", "unknown_code")):
        with pytest.raises(Refused, match=why):
            count(begun, OWNER, "Rak depan", code)
    with pytest.raises(Refused, match="no_such_part"):
        count(begun, OWNER, "Etalase", TEA)
    stocktake.close_part(begun, OWNER, "Rak depan")
    with pytest.raises(Refused, match="part_is_closed"):
        count(begun, OWNER, "Rak depan", TEA)
    with pytest.raises(Refused, match="part_is_open"):
        stocktake.reopen_part(begun, OWNER, "Gudang")
    assert stocktake.sheet(begun).counted == 0


def test_posting_waits_for_all_parts_and_happens_once(begun):
    with pytest.raises(Refused, match="parts_still_open"):
        stocktake.post(begun, OWNER)
    close_all(begun)
    with pytest.raises(Refused, match="nothing_counted"):
        stocktake.post(begun, OWNER)
    stocktake.reopen_part(begun, OWNER, "Gudang")
    count(begun, OWNER, "Gudang", TEA, qty=pieces(99))
    close_all(begun)
    with pytest.raises(Refused, match="articles_not_counted"):
        stocktake.post(begun, OWNER)
    assert on_hand(begun, TEA) == 100_000
    stocktake.post(begun, OWNER, uncounted=Uncounted.LEAVE)
    with pytest.raises(Refused, match="no_stocktake_open"):
        stocktake.post(begun, OWNER, uncounted=Uncounted.LEAVE)
    with pytest.raises(Refused, match="no_stocktake_open"):
        stocktake.reopen_part(begun, OWNER, "Gudang")
    assert on_hand(begun, TEA) == 99_000


def test_articles_nobody_counted_are_gone_when_that_is_said(begun):
    count(begun, OWNER, "Gudang", TEA, qty=pieces(100))
    sell(begun, f"{SOAP}*110")
    close_all(begun)
    assert stocktake.sheet(begun).uncounted == 3
    sheet, _ = stocktake.post(begun, OWNER, uncounted=Uncounted.ZERO)
    assert shown(sheet) == {SUGAR: -50_000, OIL: -20_000, SOAP: 10_000}
    assert [on_hand(begun, code) for code in (TEA, SOAP, SUGAR, OIL)] == [100_000, 0, 0, 0]
    assert check.problems(begun) == []


def test_parts_of_a_category_leave_the_rest_of_the_shop_alone(shop):
    base_list(shop)
    stocktake.start(shop, OWNER, "Sembako")
    with pytest.raises(Refused, match="no_such_category"):
        stocktake.add_part(shop, OWNER, "X", scope=Scope(category="Alat tulis"))
    with pytest.raises(Refused, match="no_such_shelf"):
        stocktake.add_part(shop, OWNER, "X", scope=Scope(shelf="Z9"))
    stocktake.add_part(shop, OWNER, "Sembako", scope=Scope(category="Sembako"))
    with pytest.raises(Refused, match="part_taken"):
        stocktake.add_part(shop, OWNER, "sembako ")
    stocktake.add_part(shop, OWNER, "Sabun", scope=Scope(category="Sabun"))
    row = count(shop, OWNER, "Sabun", SUGAR, qty=Milli(49_500))
    assert row.belongs_to == "Sembako"
    sheet = stocktake.sheet(shop)
    assert [(p.counted, p.articles) for p in sheet.parts] == [(0, 2), (1, 1)]
    assert (sheet.counted, sheet.articles, sheet.uncounted) == (1, 3, 2)
    stocktake.close_part(shop, OWNER, "Sabun")
    assert stocktake.sheet(shop).waiting == 1
    stocktake.close_part(shop, OWNER, "Sembako")
    sheet, _ = stocktake.post(shop, OWNER, uncounted=Uncounted.ZERO)
    assert shown(sheet) == {SUGAR: -500, SOAP: -100_000, OIL: -20_000}
    assert on_hand(shop, TEA) == 100_000


def test_differences_have_the_average_cost_of_the_posting_and_keep_it(shop):
    put(shop, "A", 1000, stock=10, cost=800)
    put(shop, "B", 1000, stock=10)
    stocktake.start(shop, OWNER, "Opname")
    stocktake.add_part(shop, OWNER, "Toko")
    stocktake_counts.count_all(shop, OWNER, "Toko", ["A*8", "B*11"])
    close_all(shop)
    sheet, _ = stocktake.post(shop, OWNER)
    assert (sheet.sums.short_idr, sheet.sums.over_idr, sheet.sums.without_cost) == (-1_600, 0, 1)
    assert reports.stock(shop).split.total_idr == 6_400
    stock.receive(shop, OWNER, "A", pieces(100), cost=Cost(50_000_000))
    assert stocktake.sheet(shop, sheet.stocktake.number).sums.short_idr == -1_600


def test_one_stocktake_at_a_time_and_one_may_be_given_up(begun):
    with pytest.raises(Refused, match="stocktake_is_open"):
        stocktake.start(begun, OWNER, "Lagi")
    with pytest.raises(Refused, match="stocktake_is_open"):
        stocktake_counts.count_at_once(begun, OWNER, "daftar", [ReadCount(TEA, pieces(1))], digest="x")
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(1))
    with pytest.raises(Refused, match="reason_missing"):
        stocktake.discard(begun, OWNER, why=" ")
    stocktake.discard(begun, OWNER, why="salah mulai")
    assert stocktake.sheet(begun).stocktake.state is State.DISCARDED
    assert on_hand(begun, TEA) == 100_000
    second, _ = stocktake.start(begun, OWNER, "Lagi")
    assert second.number == "SO-20261124-02"


def test_without_a_stocktake_there_is_nothing_to_count_into(shop):
    base_list(shop)
    for act in (
        lambda: count(shop, OWNER, "Rak", TEA),
        lambda: stocktake.add_part(shop, OWNER, "Rak"),
        lambda: stocktake.post(shop, OWNER),
        lambda: stocktake.discard(shop, OWNER, why="x"),
    ):
        with pytest.raises(Refused, match="no_stocktake_open"):
            act()
    with pytest.raises(Refused, match="no_stocktake_yet"):
        stocktake.sheet(shop)
    with pytest.raises(Refused, match="no_such_stocktake"):
        stocktake.sheet(shop, "SO-1")


def test_every_scan_is_in_the_books_when_the_program_dies(begun, shop_place, clock, new_uid):
    count(begun, OWNER, "Rak depan", TEA, qty=pieces(41))
    begun.close()
    again = bootstrap.open_shop(shop_place, clock=clock, new_uid=new_uid)
    try:
        sheet = stocktake.sheet(again)
        rows = stocktake_counts.counted_in(again, "Rak depan", number=sheet.stocktake.number)
        assert [(x.article.code, x.qty) for x in rows] == [(TEA, 41_000)]
    finally:
        again.close()


def test_a_list_written_out_comes_back_filled_in(begun, tmp_path, clock):
    for ending in (".csv", ".xlsx"):
        path = tmp_path / f"hitung{ending}"
        assert stocktake_papers.save_list(begun, "Rak depan", path) == 4
        with pytest.raises(Refused, match="list_without_counts|count_without_stock"):
            stock_count.take_into(begun, OWNER, "Rak depan", path)
    text = (tmp_path / "hitung.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "100" not in " ".join(text).replace("8997770000", "")
    (tmp_path / "hitung.csv").write_text("\n".join([text[0], *(line + "98" for line in text[1:3])]), encoding="utf-8")
    counted, again = stock_count.take_into(begun, OWNER, "Rak depan", tmp_path / "hitung.csv")
    assert (counted, again) == (2, ())
    with pytest.raises(Refused, match="list_read_already"):
        stock_count.take_into(begun, OWNER, "Rak depan", tmp_path / "hitung.csv")


def test_a_paper_list_counts_at_the_time_the_shelves_were_counted(begun, clock):
    clock.forward(hours=1)
    at = clock.now
    clock.forward(hours=1)
    sell(begun, f"{TEA}*5")
    rows = [ReadCount(TEA, pieces(100)), ReadCount(TEA, Milli(0))]
    _counted, again = read_list(begun, OWNER, "Rak depan", rows, digest="d", at=at)
    assert [(x.article.code, x.times) for x in again] == [(TEA, 2)]
    close_all(begun)
    assert shown(stocktake.sheet(begun)) == {}
    for wrong, why in (("2026-11-24T00:00:00+00:00", "before_the_stocktake"), ("2026-11-25T00:00:00+00:00", "in_the_future")):
        stocktake.reopen_part(begun, OWNER, "Rak depan")
        with pytest.raises(Refused, match=why):
            read_list(begun, OWNER, "Rak depan", rows, digest=wrong, at=clock.now.fromisoformat(wrong))
        stocktake.close_part(begun, OWNER, "Rak depan")


def test_a_row_of_a_code_on_two_articles_is_told_by_the_name_beside_it(begun):
    put(begun, "K1", 1000, name="KOPI BUNGKUS", stock=5, more_codes=["777"])
    put(begun, "K2", 9000, name="KOPI KOTAK", stock=5, more_codes=["777"])
    read_list(begun, OWNER, "Gudang", [ReadCount("777", pieces(4), "KOPI KOTAK")], digest="d")
    with pytest.raises(Refused, match="code_on_several"):
        read_list(begun, OWNER, "Gudang", [ReadCount("777", pieces(4))], digest="e")
    close_all(begun)
    assert shown(stocktake.sheet(begun)) == {"K2": -1_000}


def test_a_list_at_once_is_a_posted_stocktake_of_its_own(shop):
    base_list(shop)
    sell(shop, f"{TEA}*3")
    rows = [ReadCount(TEA, pieces(95)), ReadCount(SUGAR, pieces(50))]
    sheet, _ = stocktake_counts.count_at_once(shop, OWNER, "hitung rak", rows, digest="d")
    assert (shown(sheet), sheet.stocktake.state) == ({TEA: -2_000}, State.POSTED)
    assert (on_hand(shop, TEA), on_hand(shop, SUGAR), on_hand(shop, SOAP)) == (95_000, 50_000, 100_000)
    with pytest.raises(Refused, match="unknown_code"):
        stocktake_counts.count_at_once(shop, OWNER, "salah", [*rows, ReadCount("TIDAK ADA", pieces(1))], digest="e")
    assert [take.name for take in stocktake.earlier(shop)] == ["hitung rak"]
    assert check.problems(shop) == []


def test_what_is_being_counted_is_not_merged_meanwhile(begun):
    put(begun, "TEH2", 2_015, stock=4)
    count(begun, OWNER, "Gudang", "TEH2")
    with pytest.raises(Refused, match="merge_counted"):
        merging.merge(begun, OWNER, TEA, "TEH2")
    stocktake.discard(begun, OWNER, why="x")
    merging.merge(begun, OWNER, TEA, "TEH2")
    assert on_hand(begun, TEA) == 104_000


steps = st.lists(
    st.tuples(st.sampled_from(("sell", "refund", "receive", "scan", "list", "set")), st.integers(0, 2), st.integers(1, 6)), max_size=12
)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=steps)
def test_any_sequence_leaves_the_shelf_in_the_books(places, clock, new_uid, happened):
    """A plain model: the shelf is what it is; each article is counted once more at the end, and the books then say the shelf."""
    shop = bootstrap.open_shop(places.with_shop(), clock=clock, new_uid=new_uid)
    try:
        codes = ["A", "B", "C"]
        for code in codes:
            put(shop, code, 1000, stock=20, cost=700)
        shelf = dict(zip(codes, (20, 17, 23), strict=True))
        stocktake.start(shop, OWNER, "Opname")
        stocktake.add_part(shop, OWNER, "Toko")
        sold = []
        for what, which, qty in happened:
            code = codes[which]
            clock.forward(seconds=1)
            if what == "sell":
                sold.append(sell(shop, f"{code}*{qty}").number)
                shelf[code] -= qty
            elif what == "refund" and sold:
                back = refunds.refund(shop, OWNER, sold.pop(), why="x").sale
                shelf[back.lines[0].code] -= back.lines[0].base_qty // 1000
            elif what == "receive":
                stock.receive(shop, OWNER, code, pieces(qty), cost=Cost(8_000_000))
                shelf[code] += qty
            elif what == "scan":
                count(shop, OWNER, "Toko", code, qty=pieces(qty))
            elif what == "list":
                read_list(shop, OWNER, "Toko", [ReadCount(code, pieces(qty))], digest=str(clock.now))
            elif what == "set":
                row = count(shop, OWNER, "Toko", code)
                stocktake_counts.set_qty(shop, OWNER, "Toko", row.article.id, pieces(max(0, shelf[code])))
        for code in codes:
            count(shop, OWNER, "Toko", code)
            stocktake_counts.set_qty(shop, OWNER, "Toko", one(shop, code), pieces(max(0, shelf[code])))
            owed = min(0, shelf[code])
            clock.forward(seconds=1)
            sell(shop, f"{code}*2")
            shelf[code] -= 2
            if owed:
                shelf[code] -= owed
        stocktake.close_part(shop, OWNER, "Toko")
        sheet, _ = stocktake.post(shop, OWNER)
        assert sheet.uncounted == 0
        assert {code: on_hand(shop, code) for code in codes} == {code: pieces(n) for code, n in shelf.items()}
        assert check.problems(shop) == []
    finally:
        shop.close()
