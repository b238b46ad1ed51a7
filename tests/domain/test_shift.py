"""A drawer should hold its float, the cash kept, what was put in, less what was taken out."""

from pos_app.domain.money import Rupiah
from pos_app.domain.shift import ShiftReport
from pos_app.domain.tender import Means

SALES = ((Means.CASH, Rupiah(120_000)), (Means.QRIS, Rupiah(50_000)))
REFUNDS = ((Means.CASH, Rupiah(-20_000)), (Means.QRIS, Rupiah(-10_000)))


def test_only_cash_is_expected_in_the_drawer():
    report = ShiftReport("T1", Rupiah(200_000), SALES, REFUNDS, in_idr=Rupiah(5_000), out_idr=Rupiah(30_000))
    assert report.expected_idr == 200_000 + 120_000 - 20_000 + 5_000 - 30_000


def test_there_is_no_difference_before_the_count():
    assert ShiftReport("T1", Rupiah(200_000), SALES, REFUNDS).difference_idr is None


def test_a_short_drawer_has_a_negative_difference():
    assert ShiftReport("T1", Rupiah(200_000), SALES, REFUNDS, counted_idr=Rupiah(299_000)).difference_idr == -1_000
