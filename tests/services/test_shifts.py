"""A till's cash from its opening float to its closing count."""

import threading

import pytest

from pos_app import bootstrap
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused
from pos_app.services import refunds, settings, shifts
from pos_app.services.shop import OWNER
from tests.services.counter import cash, pay, sell
from tests.shelf import TEA, put


def test_a_shift_expects_float_and_cash_kept_less_what_went_back(shop):
    put(shop, "A", 10_050, stock=9)
    sell(shop, "A")
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sale = sell(shop, "A*2", payments=pay(cash=50_000, qris=100))
    sell(shop, "A", payments=pay(qris=10_050))
    refunds.refund(shop, OWNER, sale.number, [("A", 1000)], why="rusak")
    report = shifts.show(shop, OWNER)
    assert (dict(report.sales), dict(report.refunds)) == ({"cash": 20_000, "qris": 10_150}, {"cash": -10_000})
    assert (report.expected_idr, report.difference_idr) == (110_000, None)
    closed = shifts.close(shop, OWNER, counted_idr=Rupiah(110_000))
    assert (closed.counted_idr, closed.difference_idr) == (110_000, 0)


def test_a_difference_needs_its_reason_and_the_shift_stays_open_without(shop):
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    for why in (None, "  "):
        with pytest.raises(Refused, match="difference_unexplained"):
            shifts.close(shop, OWNER, counted_idr=Rupiah(99_000), why=why)
    assert shifts.close(shop, OWNER, counted_idr=Rupiah(99_000), why="kembalian salah").difference_idr == -1_000
    with pytest.raises(Refused, match="no_open_shift"):
        shifts.show(shop, OWNER)


def test_one_shift_at_a_time_and_each_till_its_own(shop):
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    with pytest.raises(Refused, match="shift_open_already"):
        shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    shifts.open_shift(shop, Actor("Ani", "T2"), float_idr=Rupiah(5))
    assert shifts.show(shop, Actor("Ani", "T2")).float_idr == 5


@pytest.mark.parametrize(
    "act", [lambda s: shifts.open_shift(s, OWNER, float_idr=Rupiah(-1)), lambda s: shifts.close(s, OWNER, counted_idr=Rupiah(-1))]
)
def test_money_below_zero_is_refused(shop, act):
    with pytest.raises(Refused, match="payment_not_positive"):
        act(shop)


def test_a_document_outside_a_shift_carries_none(shop):
    put(shop, "A", 1000, stock=9)
    assert sell(shop, "A").shift is None
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    inside = sell(shop, "A")
    assert inside.shift is not None
    assert dict(shifts.show(shop, OWNER).sales) == {"cash": 1000}


def test_a_shop_that_requires_shifts_sells_only_in_one(shop):
    put(shop, TEA, 1000, stock=9)
    settings.change(shop, OWNER, {"shifts": "required"})
    with pytest.raises(Refused, match="shift_required"):
        sell(shop, TEA, payments=cash(1000))
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    assert sell(shop, TEA).number.endswith("-0001")


def test_two_that_open_a_shift_at_once_open_one(shop, shop_place, clock):
    other = bootstrap.open_shop(shop_place, clock=clock)
    gate, said = threading.Barrier(2), []

    def work(opened) -> None:
        gate.wait()
        try:
            said.append(shifts.open_shift(opened, OWNER, float_idr=Rupiah(0)).till)
        except Refused as no:
            said.append(no.code)

    threads = [threading.Thread(target=work, args=(opened,)) for opened in (shop, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(said) == ["T1", "shift_open_already"]
