"""What should be in a drawer, by how much it is off, and the chain that shifts form."""

from datetime import UTC, datetime

import pytest

from pos_app.domain.cart import BasketShare
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import CashMove, MoveKind, ShiftReport, Summary, counted, seal, shift_number
from pos_app.domain.tender import Means
from pos_app.errors import Refused

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NOTHING = Rupiah(0)
QUIET = Summary(
    NOTHING, NOTHING, 0, NOTHING, 0, 0, 0, NOTHING, NOTHING, (), (), BasketShare(NOTHING, NOTHING, NOTHING), None, None, 0, 0,
)  # fmt: skip
SALES = ((Means.CASH, Rupiah(150_000)), (Means.QRIS, Rupiah(90_000)))
REFUNDS = ((Means.CASH, Rupiah(-50_000)), (Means.QRIS, Rupiah(-10_000)))


def shift(**more) -> ShiftReport:
    return ShiftReport("T1", Rupiah(200_000), SALES, REFUNDS, "Z-T1-0001", AT, "Sari", QUIET, **more)


def moved(kind: MoveKind, amount: int) -> CashMove:
    return CashMove(kind, AT, Rupiah(amount), "es", "Sari")


def test_only_cash_is_expected_in_the_drawer():
    moves = (moved(MoveKind.IN, 5_000), moved(MoveKind.OUT, 20_000), moved(MoveKind.DROP, 100_000))
    report = shift(moves=moves)
    assert (report.in_idr, report.out_idr, report.expected_idr) == (5_000, 120_000, 185_000)
    assert shift().expected_idr == 300_000


def test_there_is_no_difference_before_the_count():
    assert shift().difference_idr is None
    assert shift().float_difference_idr is None


def test_a_short_drawer_has_a_negative_difference():
    assert shift(counted_idr=Rupiah(299_000)).difference_idr == -1_000
    assert shift(carried_idr=Rupiah(250_000)).float_difference_idr == -50_000


def test_notes_and_coins_are_counted_by_their_face():
    assert counted({100_000: 2, 500: 3, 50: 1}) == 201_550
    for notes, code in (({3_000: 1}, "no_such_note"), ({1_000: -1}, "count_negative")):
        with pytest.raises(Refused, match=code):
            counted(notes)


def test_a_seal_depends_on_the_one_before_and_on_every_figure():
    figures = {"expected_idr": 1, "why": None}
    first = seal(None, till="T1", running=1, figures=figures)
    others = {
        seal("0", till="T1", running=1, figures=figures),
        seal(None, till="T2", running=1, figures=figures),
        seal(None, till="T1", running=2, figures=figures),
        seal(None, till="T1", running=1, figures=figures | {"expected_idr": 2}),
    }
    assert len(others | {first}) == 5
    assert seal(None, till="T1", running=1, figures=dict(reversed(figures.items()))) == first
    assert shift_number("T1", 318) == "Z-T1-0318"
