"""Scan to sale: one commit, one number, and the books right from then on."""

from dataclasses import fields

import pytest
from sqlalchemy import text

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.cart import Cart
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind
from pos_app.errors import Refused
from pos_app.services import check, checkout, lookup, products, refunds, replay, reports, settings, shifts
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, cash, on_hand, pay, sell
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put, tag


def numbers(shop) -> list[str]:
    with shop.uow.read() as u:
        return list(u._connection.execute(text("SELECT number FROM sale ORDER BY id")).scalars())


def count(shop, table: str) -> int:
    with shop.uow.read() as u:
        return u._connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_sale_is_number_lines_payments_stock_and_audit_in_one(shop):
    base_list(shop)
    sale = sell(shop, f"{TEA}*7", payments=cash(20_000))
    assert (sale.number, sale.total_idr, sale.rounding_idr, sale.change_idr) == ("T1-20261124-0001", 14105, -5, 5900)
    assert on_hand(shop, TEA) == 93_000
    assert [count(shop, t) for t in ("sale", "sale_line", "payment", "receipt_counter")] == [1] * 4
    with shop.uow.read() as u:
        assert u.sales.by_number(sale.number).sale == sale
        assert u.sales.latest("T1").sale == sale
        assert u._connection.execute(text("SELECT event, subject, person FROM audit")).all() == [("sale", sale.number, "Pemilik")]
    assert check.problems(shop) == []


def test_a_sale_that_is_refused_uses_no_number_and_leaves_nothing(shop):
    base_list(shop)
    sell(shop, TEA)
    before = [count(shop, t) for t in ("sale", "sale_line", "payment", "stock_move", "audit")]
    for basket, payments, code in (
        (basket_of(shop, TEA), cash(100), "tender_short"),
        (basket_of(shop, TEA), pay(qris=9_999), "cashless_above_due"),
        (Cart(), cash(1000), "basket_empty"),
    ):
        with pytest.raises(Refused, match=code):
            checkout.commit(shop, OWNER, basket, payments)
    with pytest.raises(Refused, match="unknown_code"):
        basket_of(shop, "0000000000000")
    assert [count(shop, t) for t in ("sale", "sale_line", "payment", "stock_move", "audit")] == before
    assert sell(shop, TEA).number == "T1-20261124-0002"


def test_the_same_uid_twice_is_one_sale(shop):
    base_list(shop)
    basket, uid = basket_of(shop, TEA), shop.new_uid()
    first = checkout.commit(shop, OWNER, basket, cash(5_000), uid=uid)
    again = checkout.commit(shop, OWNER, basket, cash(5_000), uid=uid)
    assert again.sale == first.sale
    assert not again.changes.sales
    assert numbers(shop) == ["T1-20261124-0001"]
    assert on_hand(shop, TEA) == 99_000


def test_no_stock_is_a_warning_and_never_a_refusal(shop):
    base_list(shop)
    done = checkout.commit(shop, OWNER, basket_of(shop, f"{OIL}*25"), cash(1_000_000))
    assert done.short == ("MINYAK CONTOH 1L",)
    assert on_hand(shop, OIL) == -5_000
    assert checkout.commit(shop, OWNER, basket_of(shop, TEA), cash(5_000)).short == ()
    assert checkout.commit(shop, OWNER, basket_of(shop, f"{TEA}*99"), cash(300_000)).short == (), "the last piece is not one too many"
    assert on_hand(shop, TEA) == 0
    general = checkout.add(Cart(), products.open_article(shop, OWNER), price_idr=Rupiah(2_500)).cart
    assert checkout.commit(shop, OWNER, general, cash(2_500)).short == (), "general goods have no stock to be short of"
    oil = basket_of(shop, OIL)
    products.change(shop, OWNER, OIL, {"archived": "yes"})
    assert checkout.commit(shop, OWNER, oil, cash(20_000)).short == (), "nobody counts what the shop has given up"


def test_a_shop_may_bar_more_than_it_has_at_the_till_and_never_in_what_it_takes_over(shop):
    base_list(shop)
    put(shop, "MI", 3000, stock=41, packs=[("MI-DUS", "dus", 40, 103_500)])
    settings.change(shop, OWNER, {"below_stock": "bar"})
    for items in ((f"{OIL}*21",), (f"{OIL}*15", f"{OIL}*6"), ("MI-DUS", "MI*2"), (f"{SUGAR}*50.001",)):
        with pytest.raises(Refused, match="below_stock"):
            sell(shop, *items)
    assert sell(shop, f"{OIL}*20", "MI-DUS", "MI").number == "T1-20261124-0001"
    general = checkout.add(Cart(), products.open_article(shop, OWNER), price_idr=Rupiah(2_500)).cart
    assert checkout.commit(shop, OWNER, general, cash(2_500)).short == ()
    head = "no_penjualan,tgl_penjualan,kd_barang,barcode,nm_barang,jumlah,harga_jual,diskon,uang_bayar"
    sold_elsewhere = f"{head}\nJ1,2026-10-30,,{OIL},MINYAK CONTOH 1L,3,13830,0,41490\n".encode()
    assert replay.take(shop, OWNER, sold_elsewhere).posted == 1
    assert on_hand(shop, OIL) == 0


def test_what_no_payment_settles_is_said_before_anybody_pays(shop):
    base_list(shop)
    settings.change(shop, OWNER, {"shifts": "required", "below_stock": "bar"})
    with pytest.raises(Refused, match="shift_required"):
        checkout.refuse_before_paying(shop, OWNER, basket_of(shop, TEA))
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    with pytest.raises(Refused, match="below_stock"):
        checkout.refuse_before_paying(shop, OWNER, basket_of(shop, f"{TEA}*101"))
    checkout.refuse_before_paying(shop, OWNER, basket_of(shop, f"{TEA}*100"))
    assert numbers(shop) == []


def test_a_price_is_typed_where_none_stands_and_the_shops_fee_comes_on_top(shop):
    put(shop, "PULSA", None, kind=Kind.SERVICE)
    put(shop, "TEH", 2_000)
    products.change(shop, OWNER, "PULSA", {"fee": "1500"})
    with shop.uow.read() as u:
        topped, tea = (lookup.one(u, code, day=settings.today(shop, u)) for code in ("PULSA", "TEH"))
    assert checkout.open_price(topped, Rupiah(10_000)) == 11_500
    for found, typed, code in ((topped, 0, "price_not_positive"), (tea, 5_000, "price_stands")):
        with pytest.raises(Refused, match=code):
            checkout.open_price(found, Rupiah(typed))


def test_services_and_deposits_move_no_stock_and_the_drawer_has_all_of_it(shop):
    put(shop, "KERIPIK", 20_000, stock=9)
    put(shop, "TOKEN", 102_500, kind=Kind.SERVICE)
    put(shop, "GALON", 150_000, kind=Kind.DEPOSIT)
    tag(shop, "KERIPIK", State.DOMESTIC)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sale = sell(shop, "KERIPIK", "TOKEN", "GALON", payments=cash(300_000))
    assert sale.domestic_share_bp == 10_000
    assert [on_hand(shop, x) for x in ("KERIPIK", "TOKEN", "GALON")] == [8_000, None, None]
    assert shifts.show(shop, OWNER).expected_idr == 100_000 + 272_500
    report = reports.local_content(shop, days.month("2026-11"))
    assert (report.now.total_idr, report.now.services_idr, report.now.deposits_idr) == (20_000, 102_500, 150_000)
    assert report.now.by_origin.share_bp[State.DOMESTIC] == 10_000
    refunds.refund(shop, OWNER, sale.number, why="batal")
    assert [on_hand(shop, x) for x in ("KERIPIK", "TOKEN", "GALON")] == [9_000, None, None]
    assert check.problems(shop) == []


def test_change_comes_out_of_the_cash_in_either_order(shop):
    put(shop, "A", 50_000, stock=9)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    for payments in (pay(cash=30_000, qris=30_000), pay(qris=30_000, cash=30_000)):
        sale = sell(shop, "A", payments=payments)
        assert (sale.change_idr, sale.rounding_idr) == (10_000, 0)
    report = shifts.show(shop, OWNER)
    assert dict(report.sales) == {"cash": 40_000, "qris": 60_000}
    assert report.expected_idr == 40_000


def test_lines_copy_what_the_books_say_now_and_names_and_prices_are_the_baskets(shop):
    base_list(shop)
    basket = basket_of(shop, TEA)
    products.change(
        shop,
        OWNER,
        TEA,
        {
            "price": "9999",
            "name": "TEH BARU",
            "cost": "1500.5",
            "maker": "CV Maju",
            "maker_size": "small",
            "regency": "6474",
            "tax": "exempt",
        },
    )
    tag(shop, TEA, State.DOMESTIC)
    sale = checkout.commit(shop, OWNER, basket, cash(5_000)).sale
    (line,) = sale.lines
    assert (line.name, line.unit_price_idr, line.cost, line.origin.state, line.maker.name, line.tax_class) == (
        "TEH CONTOH 50G", 2015, 15_005_000, State.DOMESTIC, "CV Maju", "exempt",
    )  # fmt: skip


def test_the_day_is_cut_in_the_shops_zone(shop, clock):
    base_list(shop)
    settings.change(shop, OWNER, {"zone": "Asia/Jayapura"})
    clock.set("2026-10-31T23:59:59+09:00")
    first = sell(shop, TEA)
    clock.set("2026-11-01T00:00:00+09:00")
    second = sell(shop, TEA)
    assert (first.number, second.number) == ("T1-20261031-0001", "T1-20261101-0001")
    for month, amount in (("2026-10", 2015), ("2026-11", 2015)):
        assert reports.local_content(shop, days.month(month)).now.total_idr == amount


def test_the_last_seconds_of_a_month_belong_to_it_and_days_sum_to_months(shop, clock):
    base_list(shop)
    settings.change(shop, OWNER, {"zone": "Asia/Makassar"})
    clock.set("2026-11-30T23:59:59.700+08:00")
    assert sell(shop, TEA).business_day.isoformat() == "2026-11-30"
    clock.set("2026-12-01T00:00:00+08:00")
    assert sell(shop, TEA, TEA).business_day.isoformat() == "2026-12-01"
    both = [reports.local_content(shop, days.month(m)) for m in ("2026-11", "2026-12")]
    assert [r.now.total_idr for r in both] == [2015, 4030]
    for report in both:
        assert sum(sum(row.value_idr.values()) for row in report.days) == report.now.total_idr
    year = reports.local_content(shop, days.Period(days.parse_day("2026-01-01"), days.parse_day("2026-12-01")))
    assert year.now.total_idr == sum(split.total_idr for _first, split in year.months) == 6045


def test_a_clock_set_back_numbers_by_business_day_and_orders_by_posting(shop, clock):
    base_list(shop)
    made, warned = [], []
    for moment in ("2026-11-24T09:00", "2026-11-23T21:00", "2026-11-24T08:00", "2026-11-24T09:01"):
        clock.set(f"{moment}:00+07:00")
        done = checkout.commit(shop, OWNER, basket_of(shop, TEA), cash(5_000))
        made.append(done.sale.number)
        warned.append(done.before)
    assert warned == [None, "T1-20261124-0001", None, None], "the till says so once"
    assert made == ["T1-20261124-0001", "T1-20261123-0001", "T1-20261124-0002", "T1-20261124-0003"]
    assert numbers(shop) == made
    assert check.problems(shop) == []


def test_what_has_not_come_yet_is_refused_and_what_has_is_taken(shop, clock):
    base_list(shop)
    for moment, code in (("2026-11-24T09:01", "later_today"), ("2026-11-25T00:00", "in_the_future")):
        with pytest.raises(Refused, match=code):
            sell(shop, TEA, at=days.parse_instant(moment, "Asia/Jakarta"))
    sale = sell(shop, TEA, at=days.parse_instant("2026-10-31T23:59", "Asia/Jakarta"))
    assert (sale.number, sale.business_day.isoformat()) == ("T1-20261031-0001", "2026-10-31")


def test_pkp_shops_charge_tax_on_the_receipt_and_others_none(shop):
    base_list(shop)
    products.change(shop, OWNER, SOAP, {"tax": "exempt"})
    assert sell(shop, f"{TEA}*7", SOAP).tax_idr == 0
    settings.change(shop, OWNER, {"pkp": "yes"})
    sale = sell(shop, f"{TEA}*7", SOAP)
    assert sale.tax_idr == 1398
    back = refunds.refund(shop, OWNER, sale.number, why="batal").sale
    assert back.tax_idr == -1398


def test_a_new_rounding_rule_holds_for_the_next_sale_and_the_old_one_for_old_refunds(shop):
    base_list(shop)
    old = sell(shop, f"{TEA}*7")
    settings.change(shop, OWNER, {"cash_rounding": "off"})
    assert sell(shop, f"{TEA}*7").rounding_idr == 0
    part = refunds.refund(shop, OWNER, old.number, [(TEA, 1000)], why="rusak").sale
    assert (part.total_idr, part.paid_idr) == (-2015, -2000)


def test_a_scan_joins_finds_asks_or_says_that_nobody_knows(shop):
    base_list(shop)
    put(shop, "SAMA", 1000, sku="A-1", name="PAKET")
    put(shop, "SAMA", 2000, sku="A-2", name="DUS")
    put(shop, "TERBUKA", None)
    cart = checkout.scan(shop, Cart(), TEA).cart
    again = checkout.scan(shop, cart, TEA)
    assert ([x.qty for x in again.cart.lines], again.key) == ([2000], 1)
    assert [x.product.name for x in checkout.scan(shop, cart, "SAMA").choices] == ["PAKET", "DUS"]
    nobody = checkout.scan(shop, cart, "TIDAK ADA")
    assert (nobody.unknown, nobody.cart) == ("TIDAK ADA", cart)
    opened = checkout.scan(shop, cart, "TERBUKA")
    assert (opened.price_missing.code, opened.cart) == ("TERBUKA", cart)
    chosen = checkout.add(cart, opened.price_missing, price_idr=Rupiah(1500), name="Es batu")
    assert chosen.cart.lines[-1].shown_name == "Es batu"
    past = [checkout.scan(shop, Cart(), f"(01)0{TEA}(17){day}").expired for day in ("261123", "261124")]
    assert [str(day) for day in past] == ["2026-11-23", "None"], "a package is good on its last day"


def test_a_weight_nobody_said_is_asked_for(shop):
    base_list(shop)
    asked = checkout.scan(shop, Cart(), SUGAR, qty=None)
    assert (asked.weight_missing.code, asked.cart) == (SUGAR, Cart())
    assert checkout.scan(shop, Cart(), TEA, qty=None).cart.lines[0].qty == 1000


def test_an_imported_line_is_answered_with_a_domestic_one_and_taken_over(shop):
    put(shop, "IMPOR", 10_000, name="KERIPIK IMPOR 100G", category="Snack", stock=5)
    put(shop, "LOKAL", 9_000, name="KERIPIK LOKAL 100G", category="Snack", stock=5)
    tag(shop, "IMPOR", State.IMPORTED, country="CN")
    tag(shop, "LOKAL", State.DOMESTIC)
    cart = checkout.scan(shop, Cart(), "IMPOR").cart
    [offered] = checkout.suggestions(shop, cart)
    assert offered.found.product.code == "LOKAL"
    swapped = checkout.take_over(cart, offered)
    assert [x.product.code for x in swapped.lines] == ["LOKAL"]
    assert checkout.suggestions(shop, swapped) == ()
    assert checkout.suggestions(shop, Cart()) == ()
    sell(shop, "LOKAL*5")
    assert checkout.suggestions(shop, cart) == ()


def test_a_quarter_kilo_with_a_discount_and_a_gram(shop):
    base_list(shop)
    cart = carts.set_line_discount(basket_of(shop, f"{SUGAR}*0.25"), 1, Discount(Rupiah(500)))
    assert checkout.commit(shop, OWNER, cart, cash(3_000)).sale.total_idr == 3_000
    assert sell(shop, f"{SUGAR}*0.001").total_idr == 14
    with pytest.raises(Refused, match="finer_than_a_thousandth"):
        basket_of(shop, f"{SUGAR}*0.0005")
    assert on_hand(shop, SUGAR) == 49_749


def test_markup_and_control_signs_in_names_are_kept_letter_for_letter(shop):
    names = ["TEH <b>A & B", "S&P;", "0.1 <A <0.9", "JOHNSON´S", 'KOPI "Café" ½ ™ 中 🍵']
    for n, name in enumerate(names):
        put(shop, f"N{n}", 1000, name=name)
    sale = sell(shop, *[f"N{n}" for n in range(len(names))])
    with shop.uow.read() as u:
        assert [x.name for x in u.sales.by_number(sale.number).sale.lines] == names


def test_a_basket_given_away_is_a_sale_of_nothing_and_comes_back(shop):
    base_list(shop)
    cart = carts.set_discount(basket_of(shop, TEA, SOAP), Discount(share_bp=BasisPoints(10_000)))
    sale = checkout.commit(shop, OWNER, cart, []).sale
    assert (sale.total_idr, sale.payments, sale.domestic_share_bp) == (0, (), None)
    back = refunds.refund(shop, OWNER, sale.number, why="batal").sale
    assert (back.total_idr, back.payments, on_hand(shop, TEA)) == (0, (), 100_000)
    assert check.problems(shop) == []


def test_every_field_of_a_document_survives_the_books(shop):
    base_list(shop)
    sale = sell(shop, TEA, customer="A-7")
    with shop.uow.read() as u:
        kept = u.sales.by_number(sale.number).sale
    for field in fields(sale):
        assert getattr(kept, field.name) == getattr(sale, field.name), field.name
