"""A basket that is paid becomes a document that carries everything itself."""

from dataclasses import fields, replace
from datetime import date

import pytest

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Kind, Pack, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import SaleKind, is_domestic, lines_of, passed_on, receipt_number, share_bp
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from tests.domain.books import PKP_RATE, sold
from tests.shelf import DOMESTIC, IMPORTED, article, found


def cash(amount: int) -> list[Payment]:
    return [Payment(Means.CASH, Rupiah(amount))]


def filled(*products) -> Cart:
    cart = Cart()
    for product in products:
        cart = carts.add(cart, found(product))
    return cart


def test_an_empty_basket_is_refused():
    with pytest.raises(Refused, match="basket_empty"):
        sold(Cart(), cash(1000))


def test_a_line_takes_name_and_price_from_the_basket_and_cost_and_origin_from_the_books():
    cart = carts.add(Cart(customer="A-7"), found(article(1, 2015)), name="Teh kotak")
    now = article(1, 9999, origin=DOMESTIC, category="Minuman", average_cost=Cost(15_000_000), tax_class=TaxClass.EXEMPT, name="TEH BARU")
    (line,) = lines_of(cart, {now.id: now})
    assert (line.name, line.unit_price_idr, line.cost, line.origin, line.category) == ("Teh kotak", 2015, 15_000_000, DOMESTIC, "Minuman")
    assert (line.maker, line.tax_class, line.member, line.refunds_line) == (now.maker, TaxClass.EXEMPT, "A-7", None)


def test_a_line_is_printed_by_the_short_name_an_article_has_for_receipts():
    short = article(1, 2015, name="TEH CONTOH MELATI KOTAK 50 GRAM", receipt_name="TEH CONTOH 50G")
    cart = filled(short)
    (line,) = lines_of(cart, {short.id: short})
    assert (cart.lines[0].shown_name, line.name) == (short.name, "TEH CONTOH 50G")
    typed = carts.add(Cart(), found(short), name="Teh")
    assert (typed.lines[0].shown_name, typed.lines[0].printed_name) == ("Teh", "Teh")


def test_the_share_is_of_the_goods_alone():
    goods = article(1, 20_000, origin=DOMESTIC)
    token, deposit = article(2, 102_500, kind=Kind.SERVICE), article(3, 150_000, kind=Kind.DEPOSIT)
    sale = sold(filled(goods, token, deposit), cash(300_000))
    assert sale.domestic_share_bp == 10_000
    assert sale.paid_idr - sale.change_idr == 272_500


def test_a_sale_with_nothing_domestic_has_a_share_of_zero_and_one_without_goods_has_none():
    assert sold(filled(article(1, 2015)), cash(3000)).domestic_share_bp == 0
    assert sold(filled(article(1, 2015, kind=Kind.SERVICE)), cash(3000)).domestic_share_bp is None


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 3, 3333), (2, 3, 6667), (0, 5, 0), (5, 5, 10_000), (0, 1, 0), (1, 0, None), (-1, -5, None)]
)
def test_a_share_is_basis_points_or_nothing(part, whole, share):
    assert share_bp(part, whole) == share


def test_only_domestic_goods_are_domestic():
    domestic, imported, service = (article(1, origin=DOMESTIC), article(2, origin=IMPORTED), article(3, origin=DOMESTIC, kind=Kind.SERVICE))
    assert [is_domestic(line) for line in sold(filled(domestic, imported, service), cash(10_000)).lines] == [True, False, False]
    assert sold(filled(imported), cash(10_000)).lines[0].origin.state is State.IMPORTED


def test_a_weighed_line_counts_as_one_piece_and_a_pack_as_what_it_holds():
    cart = carts.add(Cart(), found(article(1, 14_000, weighed=True)), qty=Milli(250))
    cart = carts.add(cart, found(article(2), Pack("dus", Milli(12_000), Rupiah(80_000))))
    weighed, packed = sold(cart, cash(100_000)).lines
    assert (weighed.pieces, packed.pieces) == (1000, 12_000)
    assert replace(weighed, base_qty=Milli(1)).pieces == 1000
    assert replace(weighed, base_qty=Milli(-250)).pieces == -1000


def test_lines_are_numbered_from_one_and_say_whether_a_label_gave_the_price():
    cart = carts.add(carts.add(Cart(), found(article(1, 14_000)), gross_idr=Rupiah(10_300)), found(article(2)))
    assert [(line.line_no, line.gross_given) for line in sold(cart, cash(20_000)).lines] == [(1, True), (2, False)]


def test_tax_is_worked_out_on_the_taxed_lines_together_and_not_for_a_shop_that_is_not_pkp():
    lines = [article(n, 1005) for n in range(1, 8)]
    cart = filled(
        *lines,
        article(8, 50_000, tax_class=TaxClass.EXEMPT),
        article(9, 150_000, kind=Kind.DEPOSIT),
        article(10, 9, tax_class=TaxClass.OUTSIDE),
    )
    assert sold(cart, cash(300_000)).tax_idr == 0
    together = 7 * 1005
    assert sold(cart, cash(300_000), pkp=PKP_RATE).tax_idr == (together * 11 + 55) // 111 != 7 * ((1005 * 11 + 55) // 111)


def test_the_receipts_number_is_till_day_and_running_number():
    assert receipt_number("T1", date(2026, 11, 24), 7) == "T1-20261124-0007"
    assert receipt_number("H1", date(2026, 1, 2), 12345) == "H1-20260102-12345"


def test_all_discounts_together_make_the_difference_between_price_and_amount():
    cart = carts.set_discount(
        carts.set_line_discount(filled(article(1, 10_000), article(2, 10_000)), 1, carts.Discount(Rupiah(500))),
        carts.Discount(Rupiah(1000)),
    )
    for line in sold(cart, cash(20_000)).lines:
        assert line.amount_idr == line.gross_idr - line.discount_idr
    assert (
        replace(line, line_discount_idr=Rupiah(5), promotion_discount_idr=Rupiah(30), basket_discount_idr=Rupiah(200)).discount_idr == 235
    )
    assert {f.name for f in fields(line)} >= {"promotion", "consignor", "member", "maker", "origin", "cost"}


def test_only_a_services_fee_is_kept_of_what_is_handed_on():
    token = article(1, kind=Kind.SERVICE, fee_idr=Rupiah(2_500))
    assert passed_on(token, Rupiah(102_500), Milli(1_000)) == 100_000
    assert passed_on(token, Rupiah(2_000), Milli(1_000)) == 0
    assert passed_on(article(1, kind=Kind.SERVICE), Rupiah(2_500), Milli(1_000)) == 0
    assert passed_on(article(1, fee_idr=Rupiah(2_500)), Rupiah(102_500), Milli(1_000)) == 0


def test_a_return_whose_sale_nobody_knows_says_so():
    sale = sold(filled(article(1, 10_000)), cash(10_000))
    back = replace(sale, kind=SaleKind.REFUND)
    assert [one.without_receipt for one in (sale, back, replace(back, refunds=sale.number), replace(back, source="kasir"))] == [
        False, True, False, False,
    ]  # fmt: skip
