"""What is owed follows from papers and payments; what is due first is paid first."""

from datetime import date

import pytest

from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import check, shifts, stock_corrections, stock_documents, supplier_debts
from pos_app.services.shop import OWNER
from pos_app.services.stock_documents import Out
from tests.services.test_stock_documents import receive
from tests.shelf import put


@pytest.fixture
def invoices(shop):
    """Three invoices of one supplier, the second due first, and one of another; the numbers of the first three."""
    put(shop, "A", 10_000)
    numbers = [
        receive(shop, ("A", 10, 10_000), supplier="CV A", due=date(2026, 12, 20)).number,
        receive(shop, ("A", 10, 5_000), supplier="CV A", due=date(2026, 11, 20)).number,
        receive(shop, ("A", 1, 20_000), supplier="CV A").number,
    ]
    receive(shop, ("A", 1, 7_000), supplier="CV B", due=date(2026, 11, 1))
    return numbers


def open_of(shop, supplier="CV A"):
    return {x.number: x.open_idr for x in supplier_debts.account(shop, supplier).invoices if x.open_idr}


def test_suppliers_stand_by_what_is_overdue(shop, invoices):
    owed = supplier_debts.owed(shop)
    assert [(x.supplier, x.owed_idr, x.overdue_idr, x.next_due) for x in owed.balances] == [
        ("CV A", 170_000, 50_000, date(2026, 11, 20)),
        ("CV B", 7_000, 7_000, date(2026, 11, 1)),
    ]
    assert [(x.supplier, x.overdue_days(owed.day)) for x in owed.overdue] == [("CV B", 23), ("CV A", 4)]
    assert owed.total_idr == 177_000


def test_a_part_payment_pays_what_is_due_first(shop, invoices):
    paid, _ = supplier_debts.pay(shop, OWNER, "cv a", 75_000, means=Means.TRANSFER, reference="BCA 1")
    first, second, third = invoices
    assert (paid.number, dict(paid.parts), paid.reference) == ("PY-20261124-0001", {second: 50_000, third: 20_000, first: 5_000}, "BCA 1")
    assert open_of(shop) == {first: 95_000}
    supplier_debts.pay(shop, OWNER, "CV A", 95_000, means=Means.CASH)
    assert supplier_debts.account(shop, "CV A").owed_idr == 0
    assert [x.supplier for x in supplier_debts.owed(shop).balances] == ["CV B"]
    assert check.problems(shop) == []


def test_named_invoices_are_paid_as_named(shop, invoices):
    first, second, _third = invoices
    supplier_debts.pay(shop, OWNER, "CV A", 30_000, means=Means.CASH, invoices={first: 20_000, second: 10_000})
    assert (open_of(shop)[first], open_of(shop)[second]) == (80_000, 40_000)


def test_a_return_is_a_credit_that_is_used_first(shop, invoices):
    stock_documents.take_out(shop, OWNER, DocumentKind.SUPPLIER_RETURN, [Out("A", Milli(1_000))], why="busuk", supplier="CV A")
    assert supplier_debts.account(shop, "CV A").owed_idr == 150_000
    supplier_debts.pay(shop, OWNER, "CV A", 30_000, means=Means.CASH)
    assert open_of(shop) == {invoices[0]: 100_000, invoices[2]: 20_000}


def test_an_invoice_taken_back_after_it_was_paid_is_a_credit(shop, invoices):
    supplier_debts.pay(shop, OWNER, "CV A", 170_000, means=Means.CASH)
    stock_corrections.correct(shop, OWNER, invoices[1], why="barang bukan milik kita")
    assert (supplier_debts.account(shop, "CV A").owed_idr, open_of(shop)) == (-50_000, {invoices[1]: -50_000})


def test_a_payment_is_taken_back_by_a_counter_payment_once(shop, invoices):
    paid, _ = supplier_debts.pay(shop, OWNER, "CV A", 60_000, means=Means.CASH)
    back, _ = supplier_debts.take_back(shop, OWNER, paid.number, why="salah pemasok")
    assert (back.number, back.counters, back.amount_idr) == ("PY-20261124-0002", paid.number, -60_000)
    assert supplier_debts.account(shop, "CV A").owed_idr == 170_000
    for number in (paid.number, back.number):
        with pytest.raises(Refused, match="payment_taken_back"):
            supplier_debts.take_back(shop, OWNER, number, why="lagi")


@pytest.mark.parametrize(
    ("amount", "more", "code"),
    [
        (170_001, {}, "more_than_owed"),
        (0, {}, "amount_not_positive"),
        (-5, {}, "amount_not_positive"),
        (10_000, {"invoices": {"IN-20261124-0001": 9_000}}, "parts_differ"),
        (60_000, {"invoices": {"IN-20261124-0002": 60_000}}, "more_than_owed"),
        (10_000, {"invoices": {"IN-20261124-0004": 10_000}}, "not_an_open_invoice"),
        (10_000, {"means": Means.BON}, "not_a_means_here"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_uses_no_number(shop, invoices, amount, more, code):
    with pytest.raises(Refused, match=code):
        supplier_debts.pay(shop, OWNER, "CV A", amount, **{"means": Means.CASH} | more)
    assert supplier_debts.account(shop, "CV A").owed_idr == 170_000
    assert supplier_debts.pay(shop, OWNER, "CV A", 1, means=Means.CASH)[0].number == "PY-20261124-0001"


def test_paying_twice_with_one_uid_pays_once(shop, invoices):
    for _n in range(2):
        supplier_debts.pay(shop, OWNER, "CV A", 10_000, means=Means.CASH, uid="p1")
    assert supplier_debts.account(shop, "CV A").owed_idr == 160_000


def test_goods_without_a_supplier_are_owed_to_nobody(shop):
    put(shop, "A", 10_000)
    receive(shop, ("A", 10, 10_000))
    assert supplier_debts.owed(shop).balances == ()


def test_cash_for_a_bill_comes_out_of_the_drawer_of_the_open_shift_or_the_safe(shop, invoices):
    supplier_debts.pay(shop, OWNER, "CV B", 1_000, means=Means.CASH)
    shifts.open_shift(shop, OWNER, float_idr=60_000)
    paid, _ = supplier_debts.pay(shop, OWNER, "CV A", 50_000, means=Means.CASH)
    supplier_debts.pay(shop, OWNER, "CV A", 30_000, means=Means.CASH, from_safe=True)
    supplier_debts.pay(shop, OWNER, "CV A", 5_000, means=Means.TRANSFER)
    report = shifts.show(shop, OWNER)
    assert [(x.kind, x.amount_idr, x.why) for x in report.moves] == [("out", 50_000, f"{paid.number} CV A")]
    assert (report.out_idr, report.expected_idr) == (50_000, 10_000)
    with pytest.raises(Refused, match="more_than_in_drawer"):
        supplier_debts.pay(shop, OWNER, "CV A", 10_001, means=Means.CASH)
    supplier_debts.take_back(shop, OWNER, paid.number, why="salah")
    assert shifts.show(shop, OWNER).expected_idr == 60_000
    shifts.close(shop, OWNER, counted_idr=60_000)
    assert check.problems(shop) == []
