"""What stands on a slip beside its document: a voucher's bars, an exchange's two halves, the number of a copy."""

from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from pos_app.documents import escpos, receipt, receipt_text
from pos_app.documents.receipt import Paper
from pos_app.documents.slip import Beside
from pos_app.domain.money import Rupiah
from pos_app.domain.refund import refund
from pos_app.domain.sale import SaleKind
from pos_app.domain.tender import Means, Payment
from pos_app.domain.voucher import OnPaper, code_of
from tests.documents import papers
from tests.documents.papers import CARD, IMPORTED, line
from tests.documents.test_escpos import taken_apart

CODE, SPENT = code_of(4_711_081_527), code_of(7)
SALE = papers.sale(line(qty=2000), pay=[Payment(Means.CASH, Rupiah(46_000))])
BACK = papers.as_refund(SALE, refund(SALE, [], []))
WITH = Beside(2, vouchers=(OnPaper(CODE, Rupiah(46_000), date(2026, 12, 24), given=True), OnPaper(SPENT, Rupiah(0), None, given=False)))


@pytest.mark.parametrize("paper", Paper)
def test_a_vouchers_bars_are_read_back_from_the_paper(paper):
    body = receipt.render(BACK, CARD, paper=paper, language="id", beside=WITH)
    said = papers.squeezed(body)
    for words in ("SALINAN2", "VouchersenilaiRp46.000", "Berlakusampai", CODE):
        assert words in said
    assert SPENT not in said, "a voucher with nothing left is no paper to keep"
    assert sorted(papers.codes(body)) == sorted([(BACK.number, "Code 128"), (CODE, "Code 128")])


@pytest.mark.parametrize("columns", [32, 48])
def test_a_slip_printer_prints_them_as_pictures(columns):
    found, text = taken_apart(escpos.render(BACK, CARD, columns=columns, language="id", beside=WITH), columns)
    pictures = [Image.frombytes("1", (wide * 8, tall), bytes(255 - byte for byte in data)).convert("L") for wide, tall, data in found]
    assert [x.text for picture in pictures for x in zxingcpp.read_barcodes(picture)] == [BACK.number, CODE]
    assert max(map(len, text.split("\n"))) <= columns
    assert "SALINAN 2" in text
    assert "Voucher senilai" in text


def test_an_exchange_stands_on_one_slip_with_what_really_changed_hands():
    over = Payment(Means.CASH, Rupiah(46_000), BACK.number)
    paid = [over, Payment(Means.CASH, Rupiah(20_000))]
    taken = papers.sale(line("Biskuit Cokelat", qty=5000, price=12_000, origin=IMPORTED), pay=paid)
    taken = replace(taken, exchange=BACK.number)
    beside = Beside(back=BACK)
    for said in (
        papers.squeezed(receipt.render(taken, CARD, paper=Paper.MM_80, language="id", beside=beside)),
        "".join(receipt_text.render(taken, CARD, language="id", beside=beside).replace("*", "").replace(": ", "").split()),
    ):
        for words in ("TUKARBARANG", f"Retur{BACK.number}", f"Untukstruk{SALE.number}"):
            assert words in said
        for words in ("Barangdikembalikan−46.000", "Barangpengganti60.000", "SelisihRp14.000", "Tunai20.000", "KembalianRp6.000"):
            assert words in said


def test_a_correction_shows_only_what_moved():
    paid = (Payment(Means.CASH, Rupiah(-46_000)), Payment(Means.QRIS, Rupiah(46_000)))
    nothing = Rupiah(0)
    made = replace(BACK, kind=SaleKind.CORRECTION, lines=(), payments=paid, total_idr=nothing, rounding_idr=nothing, paid_idr=nothing)
    text = receipt_text.render(made, CARD, language="id")
    for words in ("KOREKSI PEMBAYARAN", "Tunai: −46.000", "QRIS: 46.000", f"Untuk struk {SALE.number}"):
        assert words in text
    assert "Total" not in text
    assert receipt.render(made, CARD, paper=Paper.A5, language="id").startswith(b"%PDF")


def test_the_message_is_short_lines_and_no_star_of_a_name_ends_the_bold():
    text = receipt_text.render(papers.sale(line("TEH *SUPER* 2 L")), replace(CARD, name="Toko *Satu*"), language="id")
    assert text.startswith("*Toko \N{ASTERISK OPERATOR}Satu\N{ASTERISK OPERATOR}*\n")
    assert f"TEH *SUPER* 2 L {receipt_text.FLAG}" in text
