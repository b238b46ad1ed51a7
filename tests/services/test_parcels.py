"""Hampers: sold as one, counted as their parts, in stock, origin, reports and returns."""

import pytest
from sqlalchemy import text

from pos_app import texts
from pos_app.domain.days import month
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import basket, check, dashboard, merging, parcels, products, refunds, reports, settings, shifts
from pos_app.services.shop import OWNER
from pos_app.storage import engine as engines
from tests.services.counter import basket_of, on_hand, pay, sell
from tests.shelf import SOAP, TEA, base_list, put, tag

NOVEMBER = month("2026-11")


@pytest.fixture
def hampers(shop):
    """Two teas and a soap for 12.000: apart they are 4.030 and 8.250."""
    base_list(shop)
    tag(shop, TEA, State.DOMESTIC)
    tag(shop, SOAP, State.IMPORTED, country="CN")
    products.change(shop, OWNER, TEA, {"cost": "1500"})
    put(shop, "PARSEL", 12_000, name="PARSEL LEBARAN", category="Parsel")
    parcels.define(shop, OWNER, "PARSEL", [f"{TEA}*2", SOAP])
    return shop


def test_a_parcel_shows_its_parts_and_how_many_the_stock_makes(hampers):
    parcel = parcels.show(hampers, "PARSEL")
    assert (parcel.apart_idr, parcel.possible, parcel.product.kind, parcel.product.on_hand) == (12_280, 50, Kind.PARCEL, None)
    assert [p.product.name for p in parcels.listed(hampers)] == ["PARSEL LEBARAN"]
    sell(hampers, f"{TEA}*97")
    assert parcels.show(hampers, "PARSEL").possible == 1


def test_the_receipt_prints_the_parcel_and_the_books_count_its_parts(hampers):
    sale = sell(hampers, "PARSEL*2", SOAP)
    assert [(x.name, x.amount_idr) for x in sale.lines] == [("PARSEL LEBARAN", 24_000), ("SABUN CONTOH 80G", 8_250)]
    assert [(x.code, x.base_qty, x.amount_idr, x.cost) for x in sale.lines[0].parts] == [
        (TEA, 4_000, 7_876, 15_000_000),
        (SOAP, 2_000, 16_124, None),
    ]
    assert (on_hand(hampers, TEA), on_hand(hampers, SOAP), on_hand(hampers, "PARSEL")) == (96_000, 97_000, None)
    assert (sale.share.domestic_idr, sale.share.imported_idr, sale.total_idr) == (7_876, 24_374, 32_250)
    with hampers.uow.read() as u:
        assert u.sales.by_number(sale.number).sale == sale
    assert check.problems(hampers) == []


def test_where_more_than_there_is_may_not_be_sold_a_parcel_needs_its_parts(hampers):
    settings.change(hampers, OWNER, {"below_stock": "bar"})
    with pytest.raises(Refused, match="below_stock") as no:
        sell(hampers, "PARSEL*50", TEA)
    assert no.value.fields["name"] == "TEH CONTOH 50G"
    sell(hampers, "PARSEL*50")
    assert on_hand(hampers, TEA) == 0


def test_reports_count_the_parts_once(hampers):
    shifts.open_shift(hampers, OWNER, float_idr=0)
    sell(hampers, "PARSEL*2", payments=pay(cash=24_000))
    report = reports.local_content(hampers, NOVEMBER)
    assert report.now.by_origin.value_idr == {State.DOMESTIC: 7_876, State.IMPORTED: 16_124, State.UNKNOWN: 0}
    assert report.now.by_origin.pieces == {State.DOMESTIC: 4_000, State.IMPORTED: 2_000, State.UNKNOWN: 0}
    assert report.now.by_origin.articles[State.DOMESTIC] == 1
    assert (report.receipts, report.sale_lines, report.now.services_idr, report.now.deposits_idr) == (1, 1, 0, 0)
    assert {row.category: row.total_idr for row in report.categories} == {"Minuman": 7_876, "Sabun": 16_124}
    sums = reports.sales(hampers, NOVEMBER)
    assert (sums.total_idr, sums.discount_idr, sum(row.total_idr for row in sums.categories)) == (24_000, 0, 24_000)
    assert shifts.show(hampers, OWNER).expected_idr == 24_000
    glance = dashboard.look(hampers)
    assert (glance.sales_idr, glance.month_sales_idr) == (24_000, 24_000)


def test_a_snapshot_counts_what_the_month_counts(hampers):
    sell(hampers, "PARSEL*2", SOAP)
    with hampers.uow.read() as u:
        rows = u.snapshots.sales(NOVEMBER)
        (line_count,) = [row.lines for row in u.snapshots.months(NOVEMBER)]
    assert sum(row.value_idr for row in rows) == 32_250
    assert line_count == 2


def test_a_void_and_a_refund_bring_every_part_back(hampers):
    sale = sell(hampers, "PARSEL*3")
    refunds.refund(hampers, OWNER, sale.number, [("PARSEL", Milli(1_000))], why="penyok")
    assert (on_hand(hampers, TEA), on_hand(hampers, SOAP)) == (96_000, 98_000)
    part = refunds.refund(hampers, OWNER, sale.number, [(SOAP, Milli(1_000))], why="bocor").sale
    assert [(x.code, x.base_qty, x.origin.state) for x in part.lines] == [(SOAP, -1_000, State.IMPORTED)]
    with pytest.raises(Refused, match="more_than_left"):
        refunds.refund(hampers, OWNER, sale.number, [("PARSEL", Milli(2_000))], why="x")
    refunds.refund(hampers, OWNER, sale.number, why="sisanya")
    assert (on_hand(hampers, TEA), on_hand(hampers, SOAP)) == (100_000, 100_000)
    with pytest.raises(Refused, match="nothing_left_to_refund"):
        refunds.refund(hampers, OWNER, sale.number, why="lagi")
    other = sell(hampers, "PARSEL", TEA)
    refunds.void(hampers, OWNER, other.number, why="batal")
    assert (on_hand(hampers, TEA), on_hand(hampers, SOAP)) == (100_000, 100_000)
    assert reports.local_content(hampers, NOVEMBER).now.by_origin.total_idr == 0
    assert check.problems(hampers) == []


def test_one_of_two_parcels_gives_back_half_of_what_was_paid(hampers):
    """The parts of two come to 7.877 and 16.125: rounded each for itself one of them would give back 12.002."""
    products.change(hampers, OWNER, "PARSEL", {"price": "12001"})
    sale = sell(hampers, "PARSEL*2", payments=pay(qris=24_002))
    assert [x.amount_idr for x in sale.lines[0].parts] == [7_877, 16_125]
    for parts in ([-3_939, -8_062], [-3_938, -8_063]):
        back = refunds.refund(hampers, OWNER, sale.number, [("PARSEL", Milli(1_000))], why="x").sale
        assert (back.total_idr, back.paid_idr, back.lines[0].amount_idr) == (-12_001, -12_001, -12_001)
        assert [x.amount_idr for x in back.lines[0].parts] == parts
    assert check.problems(hampers) == []


def test_a_past_sale_keeps_the_parts_it_was_sold_with(hampers):
    sale = sell(hampers, "PARSEL")
    parcels.define(hampers, OWNER, "PARSEL", [f"{SOAP}*5"])
    refunds.refund(hampers, OWNER, sale.number, why="x")
    assert (on_hand(hampers, TEA), on_hand(hampers, SOAP)) == (100_000, 100_000)


def test_tax_is_that_of_the_parts(hampers):
    settings.change(hampers, OWNER, {"pkp": "yes"})
    products.change(hampers, OWNER, TEA, {"tax": "exempt"})
    sale = sell(hampers, "PARSEL")
    soap = sale.lines[0].parts[1].amount_idr
    assert sale.tax_idr == (2 * soap * 11 + 111) // 222
    back = refunds.refund(hampers, OWNER, sale.number, why="x").sale
    assert back.tax_idr == -sale.tax_idr


def test_an_open_basket_with_a_parcel_comes_back_after_a_crash(hampers):
    cart = basket_of(hampers, "PARSEL*2")
    basket.keep(hampers, OWNER, cart)
    assert basket.kept(hampers, OWNER) == cart


def test_what_cannot_be_a_parcel_is_refused(hampers):
    put(hampers, "JASA", 1_000, kind=Kind.SERVICE)
    put(hampers, "LAIN", 20_000)
    for code, items, why in (
        ("LAIN", ["LAIN"], "parcel_in_itself"),
        ("LAIN", ["JASA"], "no_stock_kept"),
        ("LAIN", ["PARSEL"], "no_stock_kept"),
        ("LAIN", [], "parcel_empty"),
        (TEA, [SOAP], "parcel_is_a_part"),
        ("8997770000045", [SOAP], "parcel_has_stock"),
        ("LAIN", ["APA"], "unknown_code"),
    ):
        with pytest.raises(Refused, match=why):
            parcels.define(hampers, OWNER, code, items)
    with pytest.raises(Refused, match="not_a_parcel"):
        parcels.show(hampers, TEA)
    with pytest.raises(Refused, match="setting_not_one_of"):
        products.change(hampers, OWNER, "LAIN", {"kind": "parcel"})
    product, _ = parcels.dissolve(hampers, OWNER, "PARSEL")
    assert (product.kind, product.parts) == (Kind.GOODS, ())


def test_a_merged_part_lives_on_in_its_parcels(hampers):
    put(hampers, "TEH2", 2_015, name="TEH CONTOH 50 G", stock=4)
    parcels.define(hampers, OWNER, "PARSEL", [f"{TEA}*2", "TEH2", SOAP])
    merging.merge(hampers, OWNER, TEA, "TEH2")
    assert [(p.product.code, p.qty) for p in parcels.show(hampers, "PARSEL").product.parts] == [(TEA, 3_000), (SOAP, 1_000)]
    sell(hampers, "PARSEL")
    assert on_hand(hampers, TEA) == 101_000
    assert check.problems(hampers) == []


def test_check_names_a_parcel_whose_parts_do_not_sum_to_it(hampers, shop_place):
    sale = sell(hampers, "PARSEL")
    engine = engines.connect(shop_place)
    with engine.begin() as connection:
        drop = "DROP TRIGGER sale_line_no_update" if engine.dialect.name == "sqlite" else "DROP TRIGGER sale_line_append_only ON sale_line"
        connection.execute(text(drop))
        connection.execute(text("UPDATE sale_line SET gross_idr = gross_idr - 1, amount_idr = amount_idr - 1 WHERE line_no = 2"))
    engine.dispose()
    with texts.speaking("en"):
        said = check.problems(hampers)
    assert said[0] == f"{sale.number}, line 1: the parts of the parcel do not sum to it."
