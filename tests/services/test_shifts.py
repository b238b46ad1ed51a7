"""A till's cash from its opening float to its closing count."""

import io
import threading

import pypdf
import pytest
from sqlalchemy import text

from pos_app import bootstrap
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import MoveKind
from pos_app.errors import Refused
from pos_app.services import check, refunds, settings, shift_papers, shifts
from pos_app.services.shop import OWNER
from tests.services.counter import cash, pay, sell
from tests.shelf import SOAP, TEA, base_list, put


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
    sale = sell(shop, TEA)
    assert sale.number.endswith("-0001")
    shifts.close(shop, OWNER, counted_idr=Rupiah(1000))
    with pytest.raises(Refused, match="shift_required"):
        refunds.refund(shop, OWNER, sale.number, why="money would leave the drawer unseen")


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


def test_cash_in_out_and_drops_are_expected_in_the_drawer(shop):
    put(shop, "A", 10_000, stock=9)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sell(shop, "A*2", payments=cash(50_000))
    shifts.move(shop, OWNER, MoveKind.IN, amount_idr=Rupiah(5_000), why="receh")
    shifts.move(shop, OWNER, MoveKind.OUT, amount_idr=Rupiah(7_500), why="galon air")
    report = shifts.move(shop, OWNER, MoveKind.DROP, amount_idr=Rupiah(100_000))
    assert (report.in_idr, report.out_idr, report.expected_idr) == (5_000, 107_500, 17_500)
    for kind, amount, why, code in (
        (MoveKind.OUT, 17_501, "es", "more_than_in_drawer"),
        (MoveKind.DROP, 17_501, "", "more_than_in_drawer"),
        (MoveKind.IN, 1, " ", "reason_missing"),
        (MoveKind.OUT, 0, "es", "payment_not_positive"),
    ):
        with pytest.raises(Refused, match=code):
            shifts.move(shop, OWNER, kind, amount_idr=Rupiah(amount), why=why)
    assert shifts.show(shop, OWNER).expected_idr == 17_500


def test_shifts_form_a_chain_from_what_one_leaves_to_what_the_next_begins_with(shop):
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(300_000))
    notes = {100_000: 2, 50_000: 1, 500: 100}
    first = shifts.close(shop, OWNER, notes=notes, left_idr=Rupiah(200_000))
    assert (first.number, first.counted_idr, first.counted_notes, first.left_idr) == ("Z-T1-0001", 300_000, notes, 200_000)
    second = shifts.open_shift(shop, OWNER, float_idr=Rupiah(190_000))
    assert (second.number, second.carried_idr, second.float_difference_idr) == ("Z-T1-0002", 200_000, -10_000)
    closed = shifts.close(shop, OWNER, counted_idr=Rupiah(190_000))
    assert closed.chain != first.chain
    assert [one.number for one in shifts.latest(shop)] == ["Z-T1-0002", "Z-T1-0001"]
    assert shifts.report(shop, "Z-T1-0001") == first
    for wrong in ("Z-T1-0003", "Z-T2-0001", "0001", "", "Z-T1-99999999999999999999"):
        with pytest.raises(Refused, match="no_such_shift"):
            shifts.report(shop, wrong)
    assert check.problems(shop) == []
    later = "'2026-11-24T02:00:00.001Z'"
    told = {
        "opened_by": "'X'",
        "closed_by": "'X'",
        "opened_at": later,
        "closed_at": later,
        "counted_notes": """'{"500": 600}'""",
        "why": "'X'",
    }
    for column, value in (told | dict.fromkeys(("float_idr", "counted_idr", "expected_idr", "left_idr"), "5")).items():
        with shop.uow.write() as u:
            u._connection.execute(text(f"UPDATE shift SET {column} = {value} WHERE running = 1"))
            assert shifts.broken(u)[:1] == ["Z-T1-0001"], column


def test_a_shift_counted_wrongly_stays_open(shop):
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(1_000))
    for given, code in (
        ({"notes": {3_000: 1}}, "no_such_note"),
        ({"notes": {1_000: -1}}, "count_negative"),
        ({"counted_idr": Rupiah(1_000), "left_idr": Rupiah(1_001)}, "more_than_counted"),
        ({"counted_idr": Rupiah(1_000), "left_idr": Rupiah(-1)}, "payment_not_positive"),
    ):
        with pytest.raises(Refused, match=code):
            shifts.close(shop, OWNER, **given)
    assert shifts.close(shop, OWNER, notes={1_000: 1}).difference_idr == 0


def test_a_shifts_summary_adds_up_and_check_guards_it(shop):
    base_list(shop)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    sale = sell(shop, f"{TEA}*7", f"{SOAP}*2", payments=pay(qris=10_000, cash=50_000))
    refunds.refund(shop, OWNER, sale.number, [(TEA, 3000)], why="rusak")
    refunds.void(shop, OWNER, sell(shop, TEA).number, why="salah")
    told = shifts.show(shop, OWNER).summary
    gross = 8 * 2_015 + 2 * 8_250
    assert (told.gross_idr, told.discount_idr, told.returns, told.returns_idr, told.voids) == (gross, 0, 2, -4 * 2_015, 1)
    assert told.net_idr == gross - 4 * 2_015
    assert (told.first, told.last, told.documents) == ("T1-20261124-0001", "T1-20261124-0004", 4)
    assert sum(means.amount_idr for means in told.received) == told.net_idr + told.rounding_idr
    assert told.share.goods_idr == told.net_idr
    assert shifts.close(shop, OWNER, counted_idr=shifts.show(shop, OWNER).expected_idr).difference_idr == 0
    assert check.problems(shop) == []
    with shop.uow.write() as u:
        u._connection.exec_driver_sql("UPDATE shift SET float_idr = 5")
        assert shifts.broken(u) == ["Z-T1-0001"]
        u._connection.exec_driver_sql("UPDATE shift SET float_idr = 0, expected_idr = expected_idr + 1")
        u.commit()
    assert check.problems(shop) == ["Giliran Z-T1-0001: angkanya tidak lagi sama dengan saat ditutup."]


def test_the_paper_of_a_shift_can_be_read_and_printed(shop):
    base_list(shop)
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sell(shop, f"{TEA}*7", payments=cash(20_000))
    shifts.move(shop, OWNER, MoveKind.OUT, amount_idr=Rupiah(7_500), why="galon <b>air")
    closed = shifts.close(shop, OWNER, counted_idr=Rupiah(106_000), why="kembalian salah")
    [page] = pypdf.PdfReader(io.BytesIO(shift_papers.pdf(shop, closed))).pages
    words = " ".join(page.extract_text().split())
    for told in ("Toko Sari", "Ringkasan Z-T1-0001", "Penjualan bersih Rp14.105", "galon <b>air", "Seharusnya di laci Rp106.600",
                 "Uang kurang", "−Rp600", "kembalian salah"):  # fmt: skip
        assert told in words, (told, words)
    slip = shift_papers.escpos(shop, closed)
    assert slip.startswith(b"\x1b@")
    assert b"Z-T1-0001" in slip
