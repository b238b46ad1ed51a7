"""Money that is no goods: tokens with a fee, deposits owed and given back, outside every share."""

import pytest

from pos_app.domain.days import month
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import check, checkout, deposits, lookup, products, refunds, reports, settings, shifts
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, pay, sell
from tests.shelf import TEA, base_list, put, tag

NOVEMBER = month("2026-11")


@pytest.fixture
def stand(shop):
    """Domestic tea at 2.000, a token of 100.000 with a fee of 2.500, an open one, a gallon's deposit of 50.000."""
    base_list(shop)
    products.change(shop, OWNER, TEA, {"price": "2000"})
    tag(shop, TEA, State.DOMESTIC)
    put(shop, "TOKEN", 102_500, kind=Kind.SERVICE)
    put(shop, "PULSA", None, kind=Kind.SERVICE)
    for code in ("TOKEN", "PULSA"):
        products.change(shop, OWNER, code, {"fee": "2500"})
    put(shop, "GALON", 50_000, name="Titipan galon", kind=Kind.DEPOSIT)
    return shop


def test_money_that_is_no_goods_stands_apart_and_is_all_in_the_drawer(stand):
    shifts.open_shift(stand, OWNER, float_idr=0)
    sale = sell(stand, f"{TEA}*10", "TOKEN", "GALON*3", payments=pay(cash=300_000))
    assert (sale.total_idr, sale.domestic_share_bp, sale.change_idr) == (272_500, 10_000, 27_500)
    assert [x.pass_through_idr for x in sale.lines] == [0, 100_000, 0]
    now = reports.local_content(stand, NOVEMBER).now
    assert (now.total_idr, now.services_idr, now.pass_through_idr, now.deposits_idr) == (20_000, 2_500, 100_000, 150_000)
    assert now.by_origin.share_bp[State.DOMESTIC] == 10_000
    assert shifts.show(stand, OWNER).expected_idr == 272_500
    assert check.problems(stand) == []


def test_what_is_typed_for_an_open_token_is_handed_on_and_the_fee_comes_on_top(stand):
    with stand.uow.read() as u:
        found = lookup.one(u, "PULSA", day=settings.today(stand, u))
    scanned = checkout.add(basket_of(stand, TEA), found, price_idr=50_000)
    assert scanned.cart.line(scanned.key).unit_price_idr == 52_500
    sale = checkout.commit(stand, OWNER, scanned.cart, pay(cash=60_000)).sale
    assert (sale.lines[1].amount_idr, sale.lines[1].pass_through_idr) == (52_500, 50_000)
    assert checkout.add(basket_of(stand), found).price_missing == found


def test_a_token_given_back_takes_back_its_fee_and_what_was_handed_on(stand):
    sale = sell(stand, "TOKEN*2")
    assert (sale.lines[0].amount_idr, sale.lines[0].pass_through_idr) == (205_000, 200_000)
    back = refunds.refund(stand, OWNER, sale.number, [("TOKEN", Milli(1000))], why="gagal").sale
    assert (back.lines[0].amount_idr, back.lines[0].pass_through_idr) == (-102_500, -100_000)
    now = reports.local_content(stand, NOVEMBER).now
    assert (now.services_idr, now.pass_through_idr) == (2_500, 100_000)


def test_only_the_fee_is_taxed(stand):
    settings.change(stand, OWNER, {"pkp": "yes"})
    sale = sell(stand, "TOKEN*4", "GALON")
    assert sale.tax_idr == 991  # 10.000 of fees x 11/111
    assert refunds.refund(stand, OWNER, sale.number, why="x").sale.tax_idr == -991


def test_deposits_are_a_list_of_their_own(stand):
    first = sell(stand, "GALON*2", TEA, customer="A-1")
    second = sell(stand, "GALON*1")
    owed = deposits.owed(stand)
    assert (owed.left_idr, [(x.name, x.left) for x in owed.articles]) == (150_000, [("Titipan galon", 3_000)])
    assert [(x.receipt, x.customer, x.left_idr) for x in owed.open] == [(first.number, "A-1", 100_000), (second.number, None, 50_000)]


def test_a_container_without_its_receipt_goes_back_on_the_oldest(stand):
    first, second = sell(stand, "GALON*2", payments=pay(qris=100_000)), sell(stand, "GALON")
    (one,) = deposits.give_back(stand, OWNER, "GALON", Milli(1000)).documents
    assert (one.refunds, one.total_idr, [(p.means, p.amount_idr) for p in one.payments]) == (first.number, -50_000, [("cash", -50_000)])
    made = deposits.give_back(stand, OWNER, "GALON", Milli(2000)).documents
    assert [(x.refunds, x.total_idr) for x in made] == [(first.number, -50_000), (second.number, -50_000)]
    owed = deposits.owed(stand)
    assert (owed.left_idr, owed.open, owed.articles[0].back) == (0, (), 3_000)
    with pytest.raises(Refused, match="no_deposit_open"):
        deposits.give_back(stand, OWNER, "GALON", Milli(1000))
    assert check.problems(stand) == []


def test_a_customer_or_a_receipt_narrows_what_is_given_back(stand):
    sell(stand, "GALON")
    mine = sell(stand, "GALON", customer="A-1")
    (one,) = deposits.give_back(stand, OWNER, "GALON", Milli(1000), customer="A-1").documents
    assert one.refunds == mine.number
    with pytest.raises(Refused, match="no_deposit_open"):
        deposits.give_back(stand, OWNER, "GALON", Milli(1000), receipt=mine.number)
    for code, qty, why in (("GALON", 2000, "deposit_more_than_open"), ("GALON", 0, "quantity_not_positive"), (TEA, 1000, "not_a_deposit")):
        with pytest.raises(Refused, match=why):
            deposits.give_back(stand, OWNER, code, Milli(qty))


def test_a_refund_at_the_till_gives_the_deposit_back_too(stand):
    sale = sell(stand, "GALON*2", TEA)
    refunds.refund(stand, OWNER, sale.number, [("GALON", Milli(1000))], why="dikembalikan")
    assert deposits.owed(stand).left_idr == 50_000
    refunds.refund(stand, OWNER, sale.number, why="semua")
    assert deposits.owed(stand).left_idr == 0
