"""The amount of a parcel over its parts, and what goes back of it, exact to the rupiah whatever the order."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import cart as carts
from pos_app.domain import refund as refunds
from pos_app.domain.cart import Cart, share_of_cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import UNKNOWN
from pos_app.domain.parcel import with_parts
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind, ParcelPart
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Wanted
from pos_app.domain.sale import Sale, SaleKind, close, lines_of
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from tests.shelf import DOMESTIC, IMPORTED, article, found

TEA = article(1, 10_000, origin=DOMESTIC, category="Minuman")
SWEETS = article(2, 5_000, origin=IMPORTED, category="Permen")
SOAP = article(3, 3_333, origin=UNKNOWN)


def parcel(price: int, *parts: tuple[object, int], number: int = 9):
    return article(number, price, kind=Kind.PARCEL, parts=tuple(ParcelPart(p, Milli(q * 1000)) for p, q in parts))


def sold(cart: Cart, cash: int = 100_000_000) -> Sale:
    products = {x.product.id: x.product for x in cart.lines}
    lines = with_parts(lines_of(cart, products), products)
    total, tax, settled = close(
        lines, [Payment(Means.CASH, Rupiah(cash))], rounding=CashRounding.DOWN_100, pkp_rate_bp=None
    )  # fmt: skip
    return Sale(
        uid="u", number="T1-20261124-0001", kind=SaleKind.SALE, till="T1", at=datetime(2026, 11, 24, tzinfo=UTC),
        business_day=date(2026, 11, 24), person="Sari", lines=lines, payments=settled.payments, total_idr=total,
        rounding_idr=settled.rounding_idr, paid_idr=settled.paid_idr, change_idr=settled.change_idr, tax_idr=tax,
        cash_rounding=CashRounding.DOWN_100,
    )  # fmt: skip


def counter(sale: Sale, back: refunds.Returned) -> Sale:
    return replace(sale, kind=SaleKind.REFUND, lines=back.lines, payments=back.settlement.payments, total_idr=back.total_idr)


def holds(sale: Sale) -> None:
    """What `check` proves of every document."""
    assert sale.total_idr == sum(x.amount_idr for x in sale.lines) == sum(x.amount_idr for x in sale.counting)
    for line in sale.lines:
        for x in (line, *line.parts):
            assert x.amount_idr == x.gross_idr - x.discount_idr
        assert not line.parts or sum(x.amount_idr for x in line.parts) == line.amount_idr
    numbers = [x.line_no for line in sale.lines for x in (line, *line.parts)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_amount_is_spread_by_the_parts_own_prices():
    cart = carts.add(Cart(), found(parcel(18_000, (TEA, 1), (SWEETS, 2))), qty=Milli(2_000))
    sale = sold(cart)
    (line,) = sale.lines
    assert (line.kind, line.amount_idr) == (Kind.PARCEL, 36_000)
    assert [(x.product_id, x.base_qty, x.amount_idr, x.origin) for x in line.parts] == [
        (TEA.id, 2_000, 18_000, DOMESTIC),
        (SWEETS.id, 4_000, 18_000, IMPORTED),
    ]
    assert (sale.share.domestic_idr, sale.share.imported_idr) == (18_000, 18_000)
    holds(sale)


def test_the_open_basket_shows_the_same_share_as_the_sale():
    cart = carts.add(Cart(), found(parcel(17_001, (TEA, 1), (SOAP, 1))))
    cart = carts.add(cart, found(SWEETS))
    cart = carts.set_discount(cart, Discount(share_bp=333))
    assert share_of_cart(cart) == sold(cart).share


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (parcel(5_000), "parcel_empty"),
        (parcel(5_000, (article(4, None), 1)), "parcel_without_prices"),
    ],
)
def test_a_parcel_that_cannot_be_spread_is_refused(made, why):
    with pytest.raises(Refused, match=why):
        sold(carts.add(Cart(), found(made)))


def test_parcels_are_whole():
    cart = carts.add(Cart(), found(parcel(5_000, (TEA, 1))), qty=Milli(500))
    with pytest.raises(Refused, match="parcel_not_whole"):
        sold(cart)


def basket(price, qtys, n, discount, basket_discount):
    goods = (TEA, SWEETS, SOAP)
    made = parcel(price, *((goods[i], q) for i, q in enumerate(qtys)))
    cart = carts.add(Cart(), found(made), qty=Milli(n * 1000))
    cart = carts.add(cart, found(TEA), qty=Milli(3_000))
    key = cart.lines[0].key
    if discount:
        cart = carts.set_line_discount(cart, key, Discount(share_bp=discount))
    return carts.set_discount(cart, Discount(share_bp=basket_discount)) if basket_discount else cart


prices = st.integers(100, 99_999)
quantities = st.lists(st.integers(1, 5), min_size=2, max_size=3)


@given(prices, quantities, st.integers(1, 4), st.integers(0, 5_000), st.integers(0, 5_000))
def test_every_column_sums_exactly(price, qtys, n, discount, basket_discount):
    sale = sold(basket(price, qtys, n, discount, basket_discount))
    holds(sale)
    line = sale.lines[0]
    for column in ("gross_idr", "line_discount_idr", "basket_discount_idr"):
        assert sum(getattr(x, column) for x in line.parts) == getattr(line, column)
    assert all(x.amount_idr >= 0 for x in line.parts)


returned = st.lists(st.tuples(st.sampled_from(("parcel", "tea", "sweets")), st.integers(1, 3)), max_size=6)


@given(prices, quantities, st.integers(1, 4), st.integers(0, 3_000), st.integers(0, 3_000), returned)
def test_whatever_goes_back_in_whichever_order_it_adds_up_to_what_was_paid(price, qtys, n, discount, basket_discount, asked):
    sale = sold(basket(price, qtys, n, discount, basket_discount))
    products = {"parcel": sale.lines[0].product_id, "tea": TEA.id, "sweets": SWEETS.id}
    earlier: list[Sale] = []
    for what, qty in asked:
        try:
            back = refunds.refund(sale, earlier, [Wanted(products[what], what, Milli(qty * 1000))])
        except Refused as no:
            assert no.code == "more_than_left"
            continue
        earlier.append(counter(sale, back))
        holds(earlier[-1])
    try:
        earlier.append(counter(sale, refunds.refund(sale, earlier, [])))
        holds(earlier[-1])
    except Refused as no:
        assert no.code == "nothing_left_to_refund"
    assert sum(x.total_idr for x in earlier) == -sale.total_idr
    assert sum(p.amount_idr for x in earlier for p in x.payments) == -(sale.total_idr + sale.rounding_idr)
    gone: dict[int, int] = {}
    for document in earlier:
        for x in document.counting:
            gone[x.product_id] = gone.get(x.product_id, 0) + x.base_qty
    held: dict[int, int] = {}
    for x in sale.counting:
        held[x.product_id] = held.get(x.product_id, 0) - x.base_qty
    assert gone == held


def test_what_is_named_together_goes_back_in_any_order():
    cart = carts.add(carts.add(Cart(), found(TEA), qty=Milli(2_000)), found(parcel(18_000, (TEA, 1), (SWEETS, 2))))
    sale = sold(cart)
    back = refunds.refund(sale, [], [Wanted(TEA.id, "T"), Wanted(sale.lines[1].product_id, "P")])
    assert [(x.kind, x.base_qty) for x in back.lines] == [(Kind.GOODS, -2_000), (Kind.PARCEL, -1_000)]


def test_one_of_two_parcels_goes_back_as_a_parcel_and_a_single_part_as_itself():
    sale = sold(carts.add(Cart(), found(parcel(18_001, (TEA, 1), (SWEETS, 2))), qty=Milli(2_000)))
    parcel_id = sale.lines[0].product_id
    one = counter(sale, refunds.refund(sale, [], [Wanted(parcel_id, "P", Milli(1_000))]))
    assert [(x.kind, x.base_qty, len(x.parts)) for x in one.lines] == [(Kind.PARCEL, -1_000, 2)]
    sweet = counter(sale, refunds.refund(sale, [one], [Wanted(SWEETS.id, "S", Milli(1_000))]))
    assert [(x.product_id, x.base_qty, x.parts, x.origin) for x in sweet.lines] == [(SWEETS.id, -1_000, (), IMPORTED)]
    with pytest.raises(Refused, match="more_than_left"):
        refunds.refund(sale, [one, sweet], [Wanted(parcel_id, "P", Milli(1_000))])
    rest = counter(sale, refunds.refund(sale, [one, sweet], []))
    assert [(x.product_id, x.base_qty) for x in rest.lines] == [(TEA.id, -1_000), (SWEETS.id, -1_000)]
    assert one.total_idr + sweet.total_idr + rest.total_idr == -sale.total_idr
