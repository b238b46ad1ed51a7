"""What goes back is exactly what was paid, whole or in any parts, and never more."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Pack, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Wanted, given_back, refund
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from tests.domain.books import booked, kept_by_means, random_sale, refund_in_parts, sold
from tests.shelf import article, found


def pay(**amounts: int) -> list[Payment]:
    return [Payment(Means(means), Rupiah(amount)) for means, amount in amounts.items()]


def sale_of(*rows: tuple[int, int], pack: Pack | None = None, off: int = 0, **amounts: int) -> Sale:
    """A sale of (price, thousandths) rows of article 1, 2, ...; paid in cash of a million unless said."""
    cart = Cart()
    for n, (price, qty) in enumerate(rows, start=1):
        cart = carts.add(cart, found(article(n, price), pack), qty=Milli(qty))
    if off:
        cart = carts.set_discount(cart, Discount(Rupiah(off)))
    return sold(cart, pay(**(amounts or {"cash": 1_000_000})))


def some(number: int, qty: int | None) -> Wanted:
    return Wanted(ProductId(number), f"KODE{number}", None if qty is None else Milli(qty))


def exact_negative(sale: Sale, documents: list[Sale]) -> None:
    """Everything about `documents` together is the negative of `sale`."""
    assert sum(d.total_idr for d in documents) == -sale.total_idr
    assert sum(d.rounding_idr for d in documents) == -sale.rounding_idr
    assert sum(d.tax_idr for d in documents) == -sale.tax_idr
    kept = kept_by_means([sale, *documents])
    assert sum(kept.values()) == 0
    assert kept == {} or kept[Means.VOUCHER] < 0, "by each means, unless a voucher was given in its place"
    for line in sale.lines:
        back = [x for d in documents for x in d.lines if x.refunds_line == line.line_no]
        assert sum(x.base_qty for x in back) == -line.base_qty
        assert sum(x.amount_idr for x in back) == -line.amount_idr
    for document in documents:
        assert document.change_idr == 0 == document.paid_idr - document.total_idr - document.rounding_idr
        assert document.paid_idr == sum(p.amount_idr for p in document.payments)
        assert all(p.amount_idr < 0 for p in document.payments) or document.kind is SaleKind.CORRECTION
        assert [x.line_no for x in document.lines] == list(range(1, len(document.lines) + 1))
        for line in document.lines:
            assert line.amount_idr == line.gross_idr - line.discount_idr <= 0
            assert line.qty < 0
            assert line.base_qty < 0
            if not line.gross_given:
                assert line.gross_idr == carts.times_qty(line.unit_price_idr, line.qty)


def test_a_rounding_rule_that_is_not_odd_gives_back_exactly_what_was_paid():
    sale = sale_of((2015, 7000), cash=20_000)
    assert (sale.total_idr, sale.rounding_idr, sale.change_idr) == (14105, -5, 5900)
    back = refund(sale, [], [])
    assert (back.total_idr, back.settlement.rounding_idr, back.settlement.paid_idr, back.settlement.change_idr) == (-14105, 5, -14100, 0)
    exact_negative(sale, [booked(sale, back)])


def test_two_thousand_random_sales_come_back_to_the_rupiah_in_any_parts():
    for seed in range(2_000):
        dice = Random(seed)
        sale = random_sale(dice)
        exact_negative(sale, refund_in_parts(sale, dice))


@pytest.mark.soak
def test_a_hundred_thousand_random_sales_come_back_to_the_rupiah_in_any_parts():
    for seed in range(100_000):
        dice = Random(f"soak {seed}")
        sale = random_sale(dice)
        exact_negative(sale, refund_in_parts(sale, dice))


@given(st.integers(1, 10**6), st.integers(2, 40), st.integers(0, 10**6), st.sampled_from(CashRounding), st.data())
def test_the_money_so_far_is_the_sum_so_far_rounded_as_the_sale_was(price, pieces, off, rule, data):
    cart = carts.add(Cart(), found(article(1, price)), qty=Milli(pieces * 1000))
    cart = carts.set_discount(cart, Discount(Rupiah(min(off, cart.net_idr))))
    sale = sold(cart, pay(cash=10**12 - 1), rounding=rule)
    earlier: list[Sale] = []
    returned = 0
    while returned < pieces:
        part = data.draw(st.integers(1, pieces - returned))
        returned += part
        earlier.append(booked(sale, refund(sale, earlier, [some(1, part * 1000)]), len(earlier)))
        so_far = carts.times_qty(Rupiah(sale.total_idr * 1000), Milli(returned)) // pieces if returned == pieces else None
        due = sale.total_idr if so_far is not None else (2 * sale.total_idr * returned + pieces) // (2 * pieces)
        assert -sum(d.total_idr for d in earlier) == due
    exact_negative(sale, earlier)


def test_one_of_three_at_3013_gives_3000_in_cash_and_the_rest_what_is_left():
    sale = sale_of((3013, 3000), (9000, 1000), cash=20_000)
    first = booked(sale, refund(sale, [], [some(1, 1000)]))
    assert (first.total_idr, first.paid_idr) == (-3013, -3000)
    exact_negative(sale, [first, booked(sale, refund(sale, [first], []), 2)])


def test_a_small_part_may_round_to_no_money_at_all_and_the_rest_makes_up_for_it():
    sale = sale_of((30, 10_000), cash=300)
    first = refund(sale, [], [some(1, 1000)])
    assert (first.total_idr, first.settlement.payments, first.settlement.paid_idr, first.settlement.rounding_idr) == (-30, (), 0, 30)
    document = booked(sale, first)
    exact_negative(sale, [document, booked(sale, refund(sale, [document], []), 2)])


def test_a_sale_that_cost_nothing_comes_back_without_money():
    sale = sale_of((2015, 1000), off=2015)
    assert (sale.total_idr, sale.payments) == (0, (Payment(Means.CASH, Rupiah(1_000_000)),))
    given_away = replace(sale, payments=(), paid_idr=Rupiah(0), change_idr=Rupiah(0))
    for each in (sale, given_away):
        exact_negative(each, [booked(each, refund(each, [], []))])


def test_a_sale_rounded_down_to_nothing_comes_back_without_money():
    sale = sale_of((40, 1000), cash=0)
    assert (sale.payments, sale.rounding_idr) == ((), -40)
    exact_negative(sale, [booked(sale, refund(sale, [], []))])


def test_cash_comes_back_first_and_then_the_other_means_in_their_order():
    sale = sale_of((10_000, 5000), qris=20_000, debit=10_000, cash=20_000)
    earlier: list[Sale] = []
    given = []
    for _ in range(5):
        earlier.append(booked(sale, refund(sale, earlier, [some(1, 1000)]), len(earlier)))
        given.append([(p.means.value, p.amount_idr) for p in earlier[-1].payments])
    assert given == [[("cash", -10_000)], [("cash", -10_000)], [("qris", -10_000)], [("qris", -10_000)], [("debit", -10_000)]]


def test_several_payments_of_one_means_come_back_together():
    cart = carts.add(Cart(), found(article(1, 10_000)), qty=Milli(3000))
    sale = sold(cart, [*pay(qris=10_000), *pay(cash=5_000), *pay(qris=10_000), *pay(cash=7_000)])
    assert sale.change_idr == 2_000
    back = booked(sale, refund(sale, [], []))
    assert [(p.means.value, p.amount_idr) for p in back.payments] == [("cash", -10_000), ("qris", -20_000)]
    exact_negative(sale, [back])


def test_a_cashless_payment_may_come_back_in_cash_when_the_cashier_says_so():
    sale = sale_of((10_005, 1000), qris=10_005)
    back = refund(sale, [], [], pay(cash=10_005))
    assert [(p.means.value, p.amount_idr) for p in back.settlement.payments] == [("cash", -10_005)]
    assert back.settlement.rounding_idr == 0


@pytest.mark.parametrize("means", [pay(cash=10_000), pay(cash=10_006), pay(cash=10_005, qris=0), pay(cash=10_006, qris=-1)])
def test_other_amounts_than_what_goes_back_are_refused(means):
    with pytest.raises(Refused, match="refund_means_differ") as no:
        refund(sale_of((10_005, 1000), qris=10_005), [], [], means)
    assert no.value.fields == {"due_idr": 10_005}


def test_after_a_part_in_other_means_no_means_gives_back_more_than_it_took():
    sale = sale_of((10_000, 5000), cash=30_000, qris=20_000)
    first = booked(sale, refund(sale, [], [some(1, 1000)], pay(qris=10_000)))
    rest = booked(sale, refund(sale, [first], []), 2)
    assert {p.means.value: p.amount_idr for p in rest.payments} == {"cash": -30_000, "qris": -10_000}
    exact_negative(sale, [first, rest])


def test_after_more_cash_than_came_in_the_rest_still_adds_up():
    sale = sale_of((10_000, 3000), cash=10_000, qris=20_000)
    first = booked(sale, refund(sale, [], [some(1, 2000)], pay(cash=20_000)))
    rest = refund(sale, [first], [])
    assert [(p.means.value, p.amount_idr) for p in rest.settlement.payments] == [("qris", -10_000)]


def test_a_refund_cannot_be_refunded():
    sale = sale_of((2015, 1000))
    document = booked(sale, refund(sale, [], []))
    for kind in (SaleKind.REFUND, SaleKind.VOID):
        with pytest.raises(Refused, match="refund_of_refund"):
            refund(replace(document, kind=kind), [], [])


def test_nothing_comes_back_twice():
    sale = sale_of((2015, 1000))
    document = booked(sale, refund(sale, [], []))
    with pytest.raises(Refused, match="nothing_left_to_refund"):
        refund(sale, [document], [])
    with pytest.raises(Refused, match="more_than_left"):
        refund(sale, [document], [some(1, None)])


@pytest.mark.parametrize(
    ("qty", "code"), [(3000, "more_than_left"), (1001, "more_than_left"), (0, "quantity_not_positive"), (-1000, "quantity_not_positive")]
)
def test_more_than_was_sold_or_nothing_or_less_is_refused(qty, code):
    with pytest.raises(Refused, match=code):
        refund(sale_of((2015, 1000)), [], [some(1, qty)])


def test_a_line_that_undoes_none_of_the_sale_takes_nothing_from_what_is_left():
    sale = sale_of((2015, 2000))
    other = booked(sale, refund(sale, [], [some(1, 1000)]))
    other = replace(other, lines=tuple(replace(line, refunds_line=None) for line in other.lines))
    assert given_back(sale, [other]) == {1: 0}


def test_what_is_not_on_the_receipt_is_refused():
    with pytest.raises(Refused, match="not_on_receipt"):
        refund(sale_of((2015, 1000)), [], [some(9, 1000)])


def test_naming_an_article_twice_counts_together():
    sale = sale_of((2015, 2000))
    back = refund(sale, [], [some(1, 1000), some(1, 1000)])
    assert back.total_idr == -4030
    with pytest.raises(Refused, match="more_than_left"):
        refund(sale, [], [some(1, 1000), some(1, 1001)])


def test_an_article_on_two_lines_is_taken_from_the_first():
    product = article(1, 10_000)
    cart = carts.add(carts.add(Cart(), found(product), separate=True), found(product), price_idr=Rupiah(8_000), separate=True)
    sale = sold(cart, pay(cash=20_000))
    assert [(x.refunds_line, x.amount_idr) for x in refund(sale, [], [some(1, 1000)]).lines] == [(1, -10_000)]
    assert [(x.refunds_line, x.amount_idr) for x in refund(sale, [], [some(1, 1500)]).lines] == [(1, -10_000), (2, -4_000)]


CARTON = Pack("dus", Milli(40_000), Rupiah(103_500))
UNITS = {ProductId(1): "pcs"}


def test_a_piece_out_of_a_pack_is_written_in_pieces_at_the_packs_price_per_piece():
    sale = sale_of((3000, 1000), pack=CARTON)
    (line,) = refund(sale, [], [some(1, 1000)], units=UNITS).lines
    assert (line.unit, line.qty, line.base_qty, line.unit_price_idr, line.amount_idr) == ("pcs", -1000, -1000, 2588, -2588)
    assert line.gross_idr - line.discount_idr == line.amount_idr


def test_a_whole_pack_comes_back_as_a_pack():
    sale = sale_of((3000, 2000), pack=CARTON)
    (line,) = refund(sale, [], [some(1, 40_000)], units=UNITS).lines
    assert (line.unit, line.qty, line.base_qty, line.unit_price_idr, line.amount_idr) == ("dus", -1000, -40_000, 103_500, -103_500)


def test_half_a_pack_that_was_sold_comes_back_as_half_a_pack():
    sale = sale_of((7000, 500), pack=Pack("dus", Milli(12_000), Rupiah(80_000)))
    (line,) = refund(sale, [], [], units=UNITS).lines
    assert (line.unit, line.qty, line.base_qty, line.amount_idr) == ("dus", -500, -6_000, -40_000)


def test_forty_single_pieces_of_a_pack_cost_what_the_pack_did():
    sale = sale_of((3000, 1000), pack=CARTON, cash=103_500)
    earlier: list[Sale] = []
    for n in range(40):
        earlier.append(booked(sale, refund(sale, earlier, [some(1, 1000)], units=UNITS), n))
    exact_negative(sale, earlier)


def test_a_piece_of_unknown_unit_keeps_the_packs_name():
    assert refund(sale_of((3000, 1000), pack=CARTON), [], [some(1, 1000)]).lines[0].unit == "dus"
