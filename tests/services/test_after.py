"""After a sale: goods without a receipt, goods for goods, and how it was really paid."""

import pytest

from pos_app.domain import loose_return
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.person import Role
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import (
    check,
    corrections,
    credit,
    exchanges,
    lookup,
    loose_returns,
    owner_lines,
    owner_reports,
    people,
    receipts,
    refunds,
    reports,
    settings,
    shifts,
    vouchers,
)
from pos_app.services.exchanges import Given
from pos_app.services.shop import OWNER
from tests.domain.books import kept_by_means
from tests.services.counter import basket_of, cash, on_hand, pay, sell
from tests.shelf import OIL, SOAP, TEA, base_list, tag


def refused(code: str, act) -> None:
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code


def brought(shop, *items: tuple[str, int, int | None]) -> Cart:
    made = Cart()
    with shop.uow.read() as u:
        for code, qty, price in items:
            found = lookup.one(u, code, day=settings.today(shop, u))
            made = loose_return.bring(made, found, qty, price)
    return made


def test_goods_without_their_receipt_come_back_at_todays_price_marked_so(shop):
    base_list(shop)
    tag(shop, TEA, State.DOMESTIC)
    report = shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    back = loose_returns.give_back(shop, OWNER, brought(shop, (TEA, 3_000, None)), why="basi").sale
    assert (back.kind, back.refunds, back.without_receipt, back.total_idr, back.paid_idr) == ("refund", None, True, -6_045, -6_000)
    assert (back.lines[0].origin.state, on_hand(shop, TEA)) == ("domestic", 103_000)
    assert back.shift is not None
    report = shifts.show(shop, OWNER)
    assert (report.summary.returns, report.summary.without_receipt, report.expected_idr) == (1, 1, 94_000)
    assert "TANPA STRUK" in receipts.text(shop, back.number)

    voucher = loose_returns.give_back(shop, OWNER, brought(shop, (SOAP, 1_000, 5_000)), why="rusak", means=Means.VOUCHER).sale
    assert vouchers.find(shop, voucher.payments[0].reference).balance_idr == 5_000

    people.add(shop, OWNER, "Sari", Role.CASHIER)
    cashier = Actor("Sari")
    refused("owner_only", lambda: loose_returns.give_back(shop, cashier, brought(shop, (SOAP, 1_000, 5_000)), why="rusak"))
    refused("reason_missing", lambda: loose_returns.give_back(shop, cashier, brought(shop, (SOAP, 1_000, None)), why=" "))
    refused("basket_empty", lambda: loose_returns.give_back(shop, cashier, Cart(), why="x"))
    tea = brought(shop, (TEA, 1_000, None))
    settings.change(shop, OWNER, {"refund_limit_idr": "2015"})
    assert exchanges.begin(shop, cashier, Given("x", brought=tea)).allowed_by == ""
    settings.change(shop, OWNER, {"refund_limit_idr": "2014"})
    refused("refund_above_limit", lambda: exchanges.begin(shop, cashier, Given("x", brought=tea)))
    for means in (Means.BON, Means.POINTS):
        refused("means_not_for_return", lambda m=means: loose_returns.give_back(shop, OWNER, tea, why="x", means=m))

    day = back.business_day
    returned = owner_reports.make(shop, "returns", Period(day, day))
    rows = returned.rows
    assert [(row[1], row[3], row[5]) for row in rows] == [
        (back.number, "without a receipt", "basi"),
        (voucher.number, "without a receipt", "rusak"),
    ]
    assert set(owner_lines.behind(shop, returned.whole).column("receipt")) == {back.number, voucher.number}
    refused("refund_of_refund", lambda: refunds.refund(shop, OWNER, back.number, why="x"))
    assert check.problems(shop) == []


def test_goods_for_goods_only_the_difference_changes_hands(shop):
    base_list(shop)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    first = sell(shop, f"{TEA}*7", payments=cash(20_000))
    given = Given("salah beli", first.number, ((TEA, None),))
    assert exchanges.worth(shop, given) == 14_100
    dearer = basket_of(shop, SOAP, SOAP)
    assert exchanges.preview(shop, given, dearer).over_idr == 14_100
    done = exchanges.commit(shop, OWNER, given, dearer, cash(5_000), uid="one")
    assert (done.back.paid_idr, done.sale.total_idr, done.sale.exchange, done.sale.change_idr) == (-14_100, 16_500, done.back.number, 2_600)
    assert done.sale.payments[0].reference == done.back.number
    assert exchanges.commit(shop, OWNER, given, dearer, cash(5_000), uid="one").sale == done.sale, "asked twice it is one exchange"
    assert (on_hand(shop, TEA), on_hand(shop, SOAP)) == (100_000, 98_000)
    assert shifts.show(shop, OWNER).expected_idr == 16_500
    for number in (done.sale.number, done.back.number):
        message = receipts.text(shop, number)
        assert "TUKAR" in message
        assert "16.500" in message
        assert done.back.number in message

    cheaper = exchanges.commit(shop, OWNER, Given("lagi", done.sale.number, ((SOAP, 1_000),)), basket_of(shop, TEA))
    assert kept_by_means([first, done.back, done.sale, cheaper.back, cheaper.sale]) == {"cash": 8_200 + 2_000 + 100}
    back = exchanges.commit(shop, OWNER, Given("lagi", done.sale.number, ((SOAP, 1_000),), voucher=True), basket_of(shop, TEA))
    assert [(p.means, p.amount_idr) for p in back.back.payments] == [("cash", -2_000), ("voucher", -6_300)]
    assert shifts.show(shop, OWNER).expected_idr == 10_300
    assert check.problems(shop) == []


def test_an_exchange_carries_each_means_and_writes_nothing_where_one_half_fails(shop, clock):
    base_list(shop)
    credit.add(shop, OWNER, "A-1", {"name": "Wati", "limit": "20000"})
    sale = sell(shop, SOAP, SOAP, payments=pay(bon=10_000, qris=6_500), customer="A-1")
    given = Given("tukar", sale.number, ((SOAP, None),))
    refused(
        "exchange_other_customer",
        lambda: exchanges.commit(shop, OWNER, given, basket_of(shop, OIL, OIL, customer="B-2"), pay(debit=11_160)),
    )
    refused("tender_short", lambda: exchanges.commit(shop, OWNER, given, basket_of(shop, OIL, OIL), pay(debit=1)))
    assert on_hand(shop, SOAP) == 98_000
    done = exchanges.commit(shop, OWNER, given, basket_of(shop, OIL, OIL), pay(debit=11_160))
    assert (done.sale.number, done.sale.customer) == ("T1-20261124-0003", "A-1")
    assert kept_by_means([sale, done.back, done.sale]) == {"bon": 10_000, "qris": 6_500, "debit": 11_160}
    assert credit.account(shop, "A-1").balance_idr == 10_000
    given = Given("tanpa struk", brought=brought(shop, (SOAP, 1_000, None)), means=Means.VOUCHER)
    assert done.before is None
    clock.forward(hours=-1)
    loose = exchanges.commit(shop, OWNER, given, basket_of(shop, TEA, TEA))
    assert loose.before == done.sale.number, "somebody has set the clock back"
    clock.forward(hours=1)
    assert (loose.back.without_receipt, [(p.means, p.amount_idr) for p in loose.sale.payments]) == (True, [("voucher", 4_030)])
    assert vouchers.find(shop, loose.sale.payments[0].reference).balance_idr == 8_250 - 4_030
    credit.change(shop, OWNER, "A-1", {"member": "yes"})
    settings.change(shop, OWNER, {"points_per_idr": "1000", "point_value_idr": "10"})
    sell(shop, OIL, payments=pay(qris=13_830), customer="A-1")
    sale = sell(shop, TEA, payments=pay(points=100, qris=1_915), customer="A-1")
    done = exchanges.commit(shop, OWNER, Given("tukar", sale.number, ()), basket_of(shop, TEA))
    assert (done.sale.customer, done.sale.points.spent) == ("A-1", 10), "points stay with their member"
    given = Given("tukar", sell(shop, TEA).number, ())
    done = exchanges.commit(shop, OWNER, given, basket_of(shop, SOAP), cash(6_200)).sale
    assert [p.amount_idr for p in done.payments] == [2_000, 6_200], "what rounding leaves open is no payment of nothing"
    assert check.problems(shop) == []


def test_how_a_sale_was_paid_is_put_right_without_touching_its_total(shop, clock):
    base_list(shop)
    first = shifts.open_shift(shop, OWNER, float_idr=Rupiah(50_000))
    sale = sell(shop, f"{TEA}*7", payments=cash(20_000))
    shifts.close(shop, OWNER, counted_idr=Rupiah(50_000), why="QRIS ditekan tunai")
    clock.forward(minutes=5)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(50_000))
    assert corrections.left(shop, sale.number) == {Means.CASH: 14_100}
    made = corrections.correct(shop, OWNER, sale.number, Means.CASH, Means.QRIS, why="QRIS", reference="771").sale
    assert (made.number, made.kind, made.total_idr, made.refunds) == ("T1-20261124-0002", "correction", 0, sale.number)
    told = shifts.show(shop, OWNER)
    assert (dict(told.sales), told.expected_idr, told.summary.returns, told.summary.corrections) == (
        {Means.CASH: -14_100, Means.QRIS: 14_100}, 35_900, 0, 1,
    )  # fmt: skip
    assert shifts.report(shop, first.number).expected_idr == 64_100, "what is closed stays"
    day = sale.business_day
    assert {row.means: row.net_idr for row in reports.cash(shop, Period(day, day)).by_means} == {"cash": 0, "qris": 14_100}
    assert reports.sales(shop, Period(day, day)).receipts == 1
    refused("more_than_paid_so", lambda: corrections.correct(shop, OWNER, sale.number, Means.CASH, Means.QRIS, why="lagi"))
    refused("means_the_same", lambda: corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.QRIS, why="x"))
    refused("means_not_corrected", lambda: corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.VOUCHER, why="x"))
    refused("account_needs_customer", lambda: corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.BON, why="x"))
    refused("refund_of_refund", lambda: corrections.correct(shop, OWNER, made.number, Means.QRIS, Means.CASH, why="x"))
    corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.DEBIT, why="sebagian kartu", amount_idr=Rupiah(4_000))

    part = refunds.refund(shop, OWNER, sale.number, [(TEA, 5_000)], why="rusak").sale
    rest = refunds.refund(shop, OWNER, sale.number, why="rusak").sale
    back = [(p.means, p.amount_idr) for one in (part, rest) for p in one.payments]
    assert back == [("qris", -10_000), ("qris", -100), ("debit", -4_000)]
    assert check.problems(shop) == []


def test_a_corrected_sale_is_voided_in_the_means_it_was_really_paid_by(shop):
    base_list(shop)
    sale = sell(shop, SOAP)
    corrections.correct(shop, OWNER, sale.number, Means.CASH, Means.QRIS, why="QRIS")
    void = refunds.void(shop, OWNER, sale.number, why="batal").sale
    assert [(p.means, p.amount_idr) for p in void.payments] == [("qris", -8_200)]
    refused("more_than_paid_so", lambda: corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.CASH, why="x"))


def test_each_copy_of_a_receipt_says_which_one_it_is(shop):
    base_list(shop)
    number = sell(shop, SOAP).number
    assert [receipts.another_copy(shop, OWNER, number) for _n in range(2)] == [1, 2]
    assert b"SALINAN 2" in receipts.escpos(shop, number, copy=2)
    assert b"SALINAN" not in receipts.escpos(shop, number)
    assert receipts.message_link(shop, number, "0812-3456-7890").startswith("https://wa.me/6281234567890?text=%2AToko%20Sari%2A%0A")
    assert [(x.number, x.paid_idr, x.means) for x in receipts.listed(shop, holds="0001")] == [(number, 8_200, (Means.CASH,))]
    assert receipts.listed(shop, holds="%") == ()
