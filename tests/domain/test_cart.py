"""The open basket: what is scanned, changed and taken out, and what it comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import MOST_IDR, BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind, Pack, ParcelPart
from pos_app.domain.quantity import MOST, Milli
from pos_app.errors import Refused
from tests.shelf import DOMESTIC, IMPORTED, article, found

TEA = found(article(1, 2015))
SUGAR = found(article(2, 14000, unit="kg", weighed=True))
CARTON = found(article(3, 7000), Pack("dus", Milli(12_000), Rupiah(80_000)))
OF_TEN = found(article(4, 7000), Pack("dus", Milli(10_000), Rupiah(60_000)))


def basket(*prices: int) -> Cart:
    cart = Cart()
    for n, price in enumerate(prices, start=1):
        cart = carts.add(cart, found(article(n, price)))
    return cart


def test_a_second_scan_raises_the_quantity_and_moves_the_line_to_the_end():
    cart = carts.add(carts.add(carts.add(Cart(), TEA), CARTON), TEA)
    assert [(x.product.id, x.qty, x.key) for x in cart.lines] == [(3, 1000, 2), (1, 2000, 1)]


def test_weighed_goods_are_a_line_for_each_weighing():
    cart = carts.add(carts.add(Cart(), SUGAR, qty=Milli(250)), SUGAR, qty=Milli(250))
    assert [x.qty for x in cart.lines] == [250, 250]
    assert cart.pieces == 2


@pytest.mark.parametrize("more", [{"separate": True}, {"name": "Lain"}, {"gross_idr": Rupiah(1000)}, {"price_idr": Rupiah(1999)}])
def test_a_line_of_its_own_stays_one(more):
    assert len(carts.add(carts.add(Cart(), TEA), TEA, **more).lines) == 2


def test_a_discounted_line_is_not_joined():
    cart = carts.add(Cart(), TEA)
    cart = carts.set_line_discount(cart, 1, Discount(Rupiah(15)))
    assert [x.net_idr for x in carts.add(cart, TEA).lines] == [2000, 2015]


def test_a_pack_and_its_piece_are_two_lines():
    cart = carts.add(carts.add(Cart(), CARTON), found(CARTON.product))
    assert [(x.qty, x.base_qty, x.gross_idr) for x in cart.lines] == [(1000, 12_000, 80_000), (1000, 1000, 7000)]


def test_a_quarter_kilo_of_14000_with_500_off_costs_3000():
    cart = carts.add(Cart(), SUGAR, qty=Milli(250))
    assert carts.set_line_discount(cart, 1, Discount(Rupiah(500))).total_idr == 3000


def test_a_third_of_a_carton_of_ten_is_refused_and_half_of_one_sold():
    assert carts.add(Cart(), OF_TEN, qty=Milli(500)).lines[0].base_qty == 5000
    for third in (333, 334):
        with pytest.raises(Refused, match="pack_does_not_divide"):
            carts.add(Cart(), OF_TEN, qty=Milli(third))
    with pytest.raises(Refused, match="pack_does_not_divide"):
        carts.set_qty(carts.add(Cart(), OF_TEN), 1, Milli(333))


def test_a_part_of_a_sack_is_weighed_and_need_not_be_whole():
    sack = found(article(6, 14_000, unit="Kg"), Pack("karung", Milli(25_000), Rupiah(340_000)))
    assert carts.add(Cart(), sack, qty=Milli(500)).lines[0].base_qty == 12_500
    with pytest.raises(Refused, match="pack_does_not_divide"):
        carts.add(Cart(), found(article(6, unit="kg"), Pack("karung", Milli(333), Rupiah(100))), qty=Milli(500))


@pytest.mark.parametrize(
    ("qty", "code"),
    [
        (0, "quantity_not_positive"),
        (-1000, "quantity_not_positive"),
        (MOST + 1, "quantity_too_large"),
        (8997770000014000, "quantity_too_large"),
    ],
)
def test_an_absurd_quantity_is_refused(qty, code):
    with pytest.raises(Refused, match=code):
        carts.add(Cart(), TEA, qty=Milli(qty))
    cart = carts.add(Cart(), TEA)
    with pytest.raises(Refused, match=code):
        carts.set_qty(cart, 1, Milli(qty))


def test_a_gram_and_just_under_a_million_are_sold_and_one_more_is_told_in_units():
    gram = carts.add(Cart(), SUGAR, qty=Milli(1))
    assert (gram.lines[0].qty, gram.total_idr) == (1, 14)
    assert carts.set_qty(gram, 1, MOST).lines[0].qty == 999_999_999
    with pytest.raises(Refused) as refused:
        carts.set_qty(gram, 1, Milli(MOST + 1))
    assert refused.value.fields == {"text": "1000000"}


@pytest.mark.parametrize("price", [None, 0])
def test_an_article_without_a_price_asks_for_one(price):
    open_price = found(article(1, price))
    with pytest.raises(Refused, match="price_missing"):
        carts.add(Cart(), open_price)
    assert carts.add(Cart(), open_price, price_idr=Rupiah(1500)).total_idr == 1500
    assert carts.add(Cart(), open_price, price_idr=Rupiah(0)).total_idr == 0


def test_what_is_not_for_sale_is_refused():
    with pytest.raises(Refused, match="not_for_sale"):
        carts.add(Cart(), found(article(1, sellable=False)))


def test_an_amount_above_twelve_digits_is_refused_on_a_line_and_in_sum():
    dear = found(article(1, 900_000_000_000))
    cart = carts.add(Cart(), dear)
    with pytest.raises(Refused, match="amount_too_large"):
        carts.add(cart, dear)
    with pytest.raises(Refused, match="amount_too_large"):
        carts.add(cart, dear, separate=True)
    with pytest.raises(Refused, match="amount_too_large"):
        carts.set_qty(cart, 1, Milli(2000))
    with pytest.raises(Refused, match="amount_too_large"):
        carts.set_price(cart, 1, Rupiah(MOST_IDR + 1))


def test_a_joined_scan_cannot_lift_the_basket_above_twelve_digits():
    cart = carts.add(carts.add(Cart(), found(article(1, 400_000_000_000))), found(article(2, 400_000_000_000)))
    with pytest.raises(Refused, match="amount_too_large"):
        carts.add(cart, found(article(1, 400_000_000_000)))


def test_a_spread_discount_sums_exactly():
    thirds = carts.set_discount(basket(10000, 10000, 10000), Discount(Rupiah(1000)))
    assert thirds.basket_shares() == [334, 333, 333]
    assert thirds.amounts() == [9666, 9667, 9667]
    thirty = carts.set_discount(basket(*[100] * 30), Discount(Rupiah(7)))
    assert sorted(thirty.basket_shares()) == [0] * 23 + [1] * 7
    assert thirty.total_idr == sum(thirty.amounts()) == 2993


def test_a_basket_of_nothing_but_given_goods_spreads_nothing():
    cart = carts.set_line_discount(basket(2015), 1, Discount(share_bp=BasisPoints(10_000)))
    cart = carts.set_discount(cart, Discount(share_bp=BasisPoints(1_000)))
    assert (cart.total_idr, cart.basket_shares(), cart.amounts()) == (0, [0], [0])
    with pytest.raises(Refused, match="discount_above_all"):
        carts.set_discount(cart, Discount(Rupiah(1)))


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30), st.integers(0, 10_000))
def test_no_line_ends_below_zero_whatever_the_discount(prices, share):
    cart = carts.set_discount(basket(*prices), Discount(share_bp=BasisPoints(share)))
    assert all(0 <= amount <= price for amount, price in zip(cart.amounts(), prices, strict=True))
    assert sum(cart.amounts()) == cart.total_idr


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30), st.data())
def test_a_discount_in_rupiah_is_spread_to_the_rupiah(prices, data):
    off = data.draw(st.integers(0, sum(prices)))
    cart = carts.set_discount(basket(*prices), Discount(Rupiah(off)))
    assert sum(cart.basket_shares()) == off
    assert all(0 <= part <= price for part, price in zip(cart.basket_shares(), prices, strict=True))


def test_a_change_that_would_leave_a_discount_above_all_is_refused():
    cart = carts.set_discount(basket(10_000, 2_000), Discount(Rupiah(5_000)))
    for change in (lambda: carts.remove(cart, 1), lambda: carts.set_price(cart, 1, Rupiah(1_000))):
        with pytest.raises(Refused, match="discount_above_all"):
            change()
    cart = carts.set_line_discount(carts.set_qty(basket(2_000), 1, Milli(2000)), 1, Discount(Rupiah(3_000)))
    with pytest.raises(Refused, match="discount_above_all"):
        carts.set_qty(cart, 1, Milli(1000))


def test_a_price_below_zero_is_refused():
    with pytest.raises(Refused, match="price_negative"):
        carts.set_price(basket(2_000), 1, Rupiah(-1))
    assert carts.set_price(basket(2_000), 1, Rupiah(0)).total_idr == 0


def test_the_price_on_a_label_stands():
    cart = carts.add(Cart(), SUGAR, qty=Milli(735), gross_idr=Rupiah(10_300))
    assert cart.total_idr == 10_300
    with pytest.raises(Refused, match="price_on_label"):
        carts.set_qty(cart, 1, Milli(2000))
    assert carts.set_price(cart, 1, Rupiah(10_000)).total_idr == 7_350


def test_taking_the_last_line_out_leaves_an_empty_basket_of_the_same_customer():
    cart = carts.set_discount(carts.add(Cart(customer="A-7"), TEA), Discount(Rupiah(15)))
    empty = carts.remove(cart, 1)
    assert (empty.lines, empty.discount, empty.customer, empty.total_idr) == ((), None, "A-7", 0)
    assert carts.add(empty, TEA).lines[0].key == 2


def test_taking_one_line_out_leaves_the_others():
    assert [x.unit_price_idr for x in carts.remove(basket(1, 2, 3), 2).lines] == [1, 3]


def test_a_line_that_is_gone_is_refused():
    for change in (lambda: carts.remove(basket(1), 9), lambda: carts.set_qty(basket(1), 9, Milli(1000))):
        with pytest.raises(Refused, match="no_such_line"):
            change()


def test_a_swap_keeps_place_and_quantity_and_remembers_what_it_stood_for():
    cart = carts.set_qty(basket(3000, 4000), 1, Milli(3000))
    swapped = carts.swap(cart, 1, found(article(9, 2800, origin=DOMESTIC)))
    assert [(x.product.id, x.qty, x.swapped_for) for x in swapped.lines] == [(9, 3000, "uid-1"), (2, 1000, None)]
    with pytest.raises(Refused, match="price_missing"):
        carts.swap(cart, 1, found(article(9, None)))
    pack = carts.add(Cart(), found(article(1, 3000), Pack("dus", Milli(12_000), Rupiah(33_000))), qty=Milli(2000))
    assert [x.qty for x in carts.swap(pack, 1, found(article(9, 2800))).lines] == [24_000], "for two boxes what they hold"


def test_every_change_leaves_the_basket_before_it_as_it_was():
    before = basket(10_000, 2_000)
    kept = (before.lines, before.total_idr)
    carts.set_discount(carts.remove(carts.set_qty(before, 1, Milli(5000)), 2), Discount(Rupiah(10)))
    assert (before.lines, before.total_idr) == kept


def test_services_and_deposits_stand_outside_the_share():
    lines = [
        article(1, 20_000, origin=DOMESTIC),
        article(2, 102_500, kind=Kind.SERVICE),
        article(3, 150_000, kind=Kind.DEPOSIT),
        article(4, 5_000, origin=IMPORTED),
    ]
    cart = Cart()
    for product in lines:
        cart = carts.add(cart, found(product))
    share = carts.share_of_cart(cart)
    assert (share.domestic_idr, share.imported_idr, share.unknown_idr, share.goods_idr) == (20_000, 5_000, 0, 25_000)
    assert cart.total_idr == 277_500


def test_the_receipt_name_given_at_the_till_is_the_one_shown():
    assert carts.add(Cart(), TEA, name="Teh kotak").lines[0].shown_name == "Teh kotak"
    assert carts.add(Cart(), TEA).lines[0].shown_name == "BARANG 1"


def test_pieces_count_whole_units_and_part_of_one_as_one():
    cart = carts.add(carts.add(carts.add(Cart(), TEA, qty=Milli(3000)), OF_TEN, qty=Milli(500)), SUGAR, qty=Milli(1250))
    assert cart.pieces == 5


def test_a_parcel_in_the_basket_counts_as_its_parts():
    parts = (ParcelPart(article(7, 4_000, origin=DOMESTIC), Milli(2_000)), ParcelPart(article(8, 8_000, origin=IMPORTED), Milli(1_000)))
    parcel = found(article(9, 12_000, kind=Kind.PARCEL, parts=parts))
    cart = carts.set_discount(carts.add(Cart(), parcel), Discount(Rupiah(1_001)))
    share = carts.share_of_cart(cart)
    assert (share.domestic_idr, share.imported_idr, share.unknown_idr) == (5_499, 5_500, 0)
    assert carts.share_of_cart(basket(2_000)).unknown_idr == 2_000


def test_a_basket_is_a_customers_and_nobodys_again():
    assert carts.named(basket(1_000), "A1").customer == "A1"
    assert carts.named(carts.named(Cart(), "A1"), None) == Cart()
