"""Kasbon: what is owed is what the sales say, less what came in since, and nobody owes more than he may."""

import io
import threading
from datetime import date

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app import bootstrap
from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.credit import Entry, EntryKind, ageing, open_items
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import check, checkout, credit, credit_papers, refunds, shift_papers, shifts
from pos_app.services.shop import OWNER
from tests.documents.slip_reader import read
from tests.services.counter import basket_of, pay
from tests.shelf import SOAP, TEA, base_list


@pytest.fixture
def kiosk(shop):
    """A shop with its list and Pak Amir, who may owe Rp50.000 for seven days."""
    base_list(shop)
    credit.add(shop, OWNER, "A1", {"name": "Pak Amir", "limit": "50000", "due_days": "7", "phone": "0812"})
    return shop


def take(shop, customer, *asked, **means):
    cart = carts.named(basket_of(shop, *asked), customer)
    return checkout.commit(shop, OWNER, cart, pay(**means)).sale


def test_what_is_taken_on_account_is_owed_until_it_is_paid(kiosk):
    sale = take(kiosk, "A1", f"{SOAP}*4", bon=20_000, cash=13_000)
    account = credit.account(kiosk, "A1")
    assert account.balance_idr == 20_000
    assert [(x.number, x.left_idr, x.due) for x in account.open_items] == [(sale.number, 20_000, date(2026, 12, 1))]
    paid = credit.pay(kiosk, OWNER, "A1", Rupiah(15_000))
    assert (paid.number, paid.account.balance_idr) == ("K-T1-20261124-0001", 5_000)
    assert credit.pay(kiosk, OWNER, "A1", Rupiah(5_000), means=Means.TRANSFER).account.open_items == ()
    assert check.problems(kiosk) == []


def test_a_return_on_account_lowers_what_is_owed(kiosk):
    sale = take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    refunds.refund(kiosk, OWNER, sale.number, [(SOAP, 1000)], why="rusak")
    assert credit.account(kiosk, "A1").balance_idr == 33_000 - 8_250


def test_nobody_takes_more_than_his_limit(kiosk):
    take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    with pytest.raises(Refused, match="credit_above_limit") as no:
        take(kiosk, "A1", f"{SOAP}*3", bon=24_750)
    assert no.value.fields["left_idr"] == 17_000
    assert take(kiosk, "A1", f"{SOAP}*3", bon=17_000, cash=8_000).number == "T1-20261124-0002"
    credit.change(kiosk, OWNER, "A1", {"limit": ""})
    take(kiosk, "A1", f"{SOAP}*30", bon=247_500)
    credit.change(kiosk, OWNER, "A1", {"archived": "yes"})
    with pytest.raises(Refused, match="customer_archived"):
        take(kiosk, "A1", SOAP, bon=8_250)
    take(kiosk, "A1", SOAP, cash=9_000)


def test_a_payment_is_taken_back_once_and_with_a_reason(kiosk):
    take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    paid = credit.pay(kiosk, OWNER, "A1", Rupiah(15_000))
    with pytest.raises(Refused, match="reason_missing"):
        credit.undo(kiosk, OWNER, paid.number, why=" ")
    undone = credit.undo(kiosk, OWNER, paid.number, why="salah orang")
    assert undone.account.balance_idr == 33_000
    for number, code in (
        (paid.number, "payment_undone_already"),
        (undone.number, "payment_undone_already"),
        ("K-1", "no_such_credit_payment"),
    ):
        with pytest.raises(Refused, match=code):
            credit.undo(kiosk, OWNER, number, why="lagi")


def test_cash_paid_on_an_account_is_in_the_drawer_of_the_shift(kiosk):
    take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    shifts.open_shift(kiosk, OWNER, float_idr=Rupiah(100_000))
    paid = credit.pay(kiosk, OWNER, "A1", Rupiah(10_000))
    credit.pay(kiosk, OWNER, "A1", Rupiah(5_000), means=Means.QRIS, reference=" RRN  77 ")
    assert (shifts.show(kiosk, OWNER).in_idr, shifts.show(kiosk, OWNER).expected_idr) == (10_000, 110_000)
    credit.undo(kiosk, OWNER, paid.number, why="salah orang")
    report = shifts.show(kiosk, OWNER)
    assert (report.out_idr, report.expected_idr) == (10_000, 100_000)
    assert [(x.means, x.documents, x.amount_idr) for x in report.summary.account_paid] == [(Means.QRIS, 1, 5_000)], "no cash, yet received"
    statement = pypdf.PdfReader(io.BytesIO(credit_papers.pdf(kiosk, "A1"))).pages[0].extract_text()
    assert ("Dibayar, QRIS" in statement, "ref. RRN 77" in statement) == (True, True), statement
    assert "Bayar kasbon, QRIS 1 x" in read(shift_papers.escpos(kiosk, report), dots=384).text


def test_what_cannot_be_paid_is_refused(kiosk):
    take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    for number, amount, means, code in (
        ("A1", 33_001, Means.CASH, "more_than_account"),
        ("A1", 0, Means.CASH, "payment_not_positive"),
        ("A1", -5, Means.CASH, "payment_not_positive"),
        ("A1", 5, Means.BON, "not_a_means_for_credit"),
        ("A1", 5, Means.VOUCHER, "not_a_means_for_credit"),
        ("A2", 5, Means.CASH, "no_such_customer"),
    ):
        with pytest.raises(Refused, match=code):
            credit.pay(kiosk, OWNER, number, Rupiah(amount), means=means)
    assert credit.account(kiosk, "A1").balance_idr == 33_000


def test_a_number_that_nobody_registered_stands_in_the_list_and_nobody_at_all_takes_nothing_on_account(kiosk):
    take(kiosk, "0813", TEA, bon=2_015)
    with pytest.raises(Refused, match="credit_needs_customer"):
        take(kiosk, None, TEA, bon=2_000, cash=1_000)
    assert [(x.customer.number, x.balance_idr) for x in credit.accounts(kiosk, owing=True)] == [("0813", 2_015)]
    assert [x.customer.number for x in credit.accounts(kiosk)] == ["0813", "A1"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "customer_needs_a_name"),
        ({"name": " "}, "customer_needs_a_name"),
        ({"name": "X" * 121}, "customer_text_too_long"),
        ({"name": "X", "limit": "1,5"}, "not_whole_rupiah"),
        ({"name": "X", "due_days": "367"}, "not_a_term"),
        ({"name": "X", "member": "ya"}, "not_yes_or_no"),
        ({"name": "X", "colour": "red"}, "no_such_field"),
    ],
)
def test_a_customer_who_cannot_be_is_refused(kiosk, values, code):
    with pytest.raises(Refused, match=code):
        credit.add(kiosk, OWNER, "B1", values)
    for number, why in (("A1", "customer_exists"), (" ", "customer_needs_a_number")):
        with pytest.raises(Refused, match=why):
            credit.add(kiosk, OWNER, number, {"name": "X"})
    with pytest.raises(Refused, match="no_such_customer"):
        credit.change(kiosk, OWNER, "B1", {"name": "X"})


def test_two_tills_at_once_do_not_give_more_than_the_limit(kiosk, clock, shop_place):
    other = bootstrap.open_shop(shop_place, clock=clock)
    told = []

    def both(on):
        try:
            told.append(take(on, "A1", f"{SOAP}*4", bon=33_000).total_idr)
        except Refused as no:
            told.append(no.code)

    threads = [threading.Thread(target=both, args=(on,)) for on in (kiosk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(map(str, told)) == ["33000", "credit_above_limit"]


def test_two_who_change_one_customer_at_once_keep_both_changes(kiosk, monkeypatch):
    read = credit._with
    other = threading.Thread(target=credit.change, args=(kiosk, OWNER, "A1", {"phone": "0813"}))

    def meanwhile(known, values):
        monkeypatch.setattr(credit, "_with", read)
        other.start()
        other.join(timeout=0.2)
        return read(known, values)

    monkeypatch.setattr(credit, "_with", meanwhile)
    credit.change(kiosk, OWNER, "A1", {"limit": "70000"})
    other.join()
    known = credit.account(kiosk, "A1").customer
    assert (known.phone, known.limit_idr) == ("0813", 70_000)


def test_the_statement_says_what_is_open_and_since_when(kiosk, clock):
    sale = take(kiosk, "A1", f"{SOAP}*4", bon=33_000)
    clock.forward(days=10)
    credit.pay(kiosk, OWNER, "A1", Rupiah(3_000))
    [page] = pypdf.PdfReader(io.BytesIO(credit_papers.pdf(kiosk, "A1"))).pages
    words = " ".join(page.extract_text().split())
    for told in ("Toko Sari", "Pak Amir", sale.number, "33.000", "−3.000", "Rp30.000", "01.12.2026"):
        assert told in words, (told, words)


amounts = st.integers(1, 1_000_000)


@given(st.lists(amounts, max_size=8), st.lists(amounts, max_size=8), st.integers(0, 200))
def test_what_is_open_is_what_is_owed_however_it_was_paid(taken, paid, later):
    day, at = date(2026, 11, 1), days.parse_instant("2026-11-01T10:00", "Asia/Jakarta")
    owed = [Entry(EntryKind.SALE, str(n), at, day, Rupiah(x), day + days.timedelta(days=n)) for n, x in enumerate(taken)]
    given_back = [Entry(EntryKind.PAYMENT, str(n), at, day, Rupiah(-x)) for n, x in enumerate(paid)]
    items = open_items([*given_back, *owed])
    assert sum(x.left_idr for x in items) == max(0, sum(taken) - sum(paid))
    assert sum(ageing(items, day + days.timedelta(days=later))) == sum(x.left_idr for x in items)
    assert all(0 < x.left_idr <= x.amount_idr for x in items)
    assert sum(x.left_idr < x.amount_idr for x in items) <= 1
