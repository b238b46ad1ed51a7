"""Vouchers: given, sold, spent once and never twice, put back, and proven by their ledger."""

import threading

import pytest

from pos_app import texts
from pos_app.domain.actor import Actor
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment
from pos_app.domain.voucher import code_of
from pos_app.errors import Refused
from pos_app.services import check, checkout, deposits, gift_vouchers, owner_reports, receipts, refunds, settings, vouchers
from pos_app.services.shop import OWNER
from tests.documents.slip_reader import read
from tests.services.counter import basket_of, pay, sell
from tests.shelf import SOAP, TEA, base_list


def by_voucher(code: str, amount: int) -> Payment:
    return Payment(Means.VOUCHER, Rupiah(amount), code)


def refused(code: str, act) -> Refused:
    with pytest.raises(Refused) as no:
        act()
    assert no.value.code == code
    return no.value


def as_voucher(shop, sale, *asked) -> str:
    back = refunds.refund(shop, OWNER, sale.number, asked, why="rusak", only=Means.VOUCHER).sale
    assert [p.means for p in back.payments] == ["voucher"]
    return back.payments[0].reference


def test_a_return_becomes_a_voucher_that_is_spent_in_parts_and_put_back(shop, clock):
    base_list(shop)
    settings.change(shop, OWNER, {"voucher_days": "30"})
    code = as_voucher(shop, sell(shop, f"{TEA}*7"))
    given = vouchers.find(shop, code.lower())
    assert (given.balance_idr, given.issued_idr, str(given.expires), given.kind) == (14_100, 14_100, "2026-12-24", "return")

    first = sell(shop, f"{TEA}*2", payments=[by_voucher(f"{code[:7]} {code[7:]}", 4_000), *pay(cash=100)])
    assert (first.payments[0].reference, first.change_idr, vouchers.find(shop, code).balance_idr) == (code, 100, 10_100)
    no = refused("voucher_too_small", lambda: sell(shop, SOAP, SOAP, payments=[by_voucher(code, 10_101), *pay(cash=6_399)]))
    assert no.fields["left_idr"] == 10_100
    refused(
        "voucher_too_small", lambda: sell(shop, SOAP, SOAP, payments=[by_voucher(code, 6_000), by_voucher(code, 6_000), *pay(cash=5_000)])
    )
    refused("cashless_above_due", lambda: sell(shop, TEA, payments=[by_voucher(code, 2_016)]))
    refused("voucher_code_missing", lambda: sell(shop, TEA, payments=pay(voucher=2_015)))
    refused("not_a_voucher_code", lambda: sell(shop, TEA, payments=[by_voucher("V0", 2_015)]))

    refunds.refund(shop, OWNER, first.number, [(TEA, 1_000)], why="satu")
    assert vouchers.find(shop, code).balance_idr == 12_085, "30 of the 4.030 were rounded away, and were to be paid in cash"
    refunds.refund(shop, OWNER, first.number, why="sisanya")
    assert vouchers.find(shop, code).balance_idr == 14_100
    assert [x.amount_idr for x in vouchers.book_of(shop, code).moves] == [14_100, -4_000, 1_985, 2_015]

    last = sell(shop, f"{TEA}*7", payments=[by_voucher(code, 14_100), *pay(cash=0)])
    refused("voucher_empty", lambda: vouchers.find(shop, code))
    clock.forward(days=31)
    back = refunds.refund(shop, OWNER, last.number, why="kedaluwarsa").sale
    assert back.payments[0].reference != code, "what comes back after its last day comes back on a new one"
    assert vouchers.find(shop, back.payments[0].reference).balance_idr == 14_100
    assert sum(x.balance_idr for x in vouchers.every(shop, open_only=True)[0]) == 14_100
    assert check.problems(shop) == []
    with shop.uow.write() as u:
        u.vouchers.move(code, -1, last, u.sales.by_number(last.number).id)
        u.commit()
    assert [said.split()[1 if code in said else 0] for said in check.problems(shop)] == [f"{code}:", f"{last.number}:"]


def test_an_expired_voucher_is_refused_and_an_unknown_one_too(shop, clock):
    base_list(shop)
    settings.change(shop, OWNER, {"voucher_days": "1"})
    code = as_voucher(shop, sell(shop, SOAP))
    clock.forward(days=1)
    sell(shop, TEA, payments=[by_voucher(code, 2_015)])
    clock.forward(days=1)
    refused("voucher_expired", lambda: sell(shop, TEA, payments=[by_voucher(code, 2_015)]))
    refused("no_such_voucher", lambda: sell(shop, TEA, payments=[by_voucher(code_of(1), 2_015)]))


def test_a_gift_voucher_is_owed_and_no_turnover_until_goods_are_bought_with_it(shop):
    base_list(shop)
    with texts.speaking("en"):
        done, code = gift_vouchers.sell(shop, OWNER, Rupiah(50_000), pay(qris=50_000))
    slip = read(receipts.escpos(shop, done.sale.number), dots=384).text
    assert "Voucher belanja" in slip, "the article is named in the shop's language"
    sold, day = done.sale, done.sale.business_day
    turnover = owner_reports.make(shop, "turnover", Period(day, day))
    cells = dict(zip([column.key for column in turnover.columns], turnover.rows[0], strict=True))
    assert (cells["turnover_idr"], cells["deposits_idr"], vouchers.find(shop, code).kind) == (0, 50_000, "gift")
    assert deposits.owed(shop).open == ()
    part = sell(shop, SOAP, payments=[by_voucher(code, 8_250)])
    refused("voucher_spent_already", lambda: refunds.refund(shop, OWNER, sold.number, why="batal beli"))
    refunds.refund(shop, OWNER, part.number, why="kembali")
    back = refunds.refund(shop, OWNER, sold.number, why="batal beli").sale
    assert [(p.means, p.amount_idr) for p in back.payments] == [("qris", -50_000)]
    refused("voucher_empty", lambda: vouchers.find(shop, code))
    assert check.problems(shop) == []


def test_spent_on_two_tills_at_the_same_moment_one_is_refused(shop):
    base_list(shop)
    code = as_voucher(shop, sell(shop, f"{TEA}*7"))
    together, told = threading.Barrier(2), []

    def spend(till: str) -> None:
        cart = basket_of(shop, f"{TEA}*5")
        together.wait()
        try:
            checkout.commit(shop, Actor("Sari", till), cart, [by_voucher(code, 10_000), *pay(cash=0)])
            told.append("sold")
        except Refused as no:
            told.append(no.code)

    tills = [threading.Thread(target=spend, args=(till,)) for till in ("T1", "T2")]
    for one in tills:
        one.start()
    for one in tills:
        one.join()
    assert sorted(told) == ["sold", "voucher_too_small"]
    assert vouchers.find(shop, code).balance_idr == 4_100
    assert check.problems(shop) == []
