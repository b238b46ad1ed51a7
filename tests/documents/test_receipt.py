"""The receipt on 58 mm, 80 mm and A5: what it says, that it adds up, and that its number is read back."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pos_app.documents import receipt
from pos_app.documents.receipt import Paper
from pos_app.documents.slip import Beside
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.credit import Customer
from pos_app.domain.product import Kind
from pos_app.domain.refund import Wanted, refund
from pos_app.domain.sale import SaleKind
from pos_app.domain.tender import Means, Payment
from tests.documents import papers
from tests.documents.papers import CARD, DOMESTIC, IMPORTED, UNKNOWN, line

EXAMPLE = papers.sale(
    line("Minyak Goreng 2 L", qty=2000, price=23_000, unit="pch"),
    line("Beras Premium 5 kg", price=71_000, unit="sak"),
    line("Keripik Singkong Bu Tini 250 g", qty=3000, price=12_000, promotion=1_500, unit="bks"),
    line("Gula Aren Curah", qty=735, price=38_000, unit="kg"),
    line("Permen Jahe 125 g", price=8_700, origin=UNKNOWN),
    line("Biskuit Cokelat 140 g", qty=2000, price=12_000, origin=IMPORTED),
    basket_off=4_243,
    pay=[Payment(Means.CASH, 210_000)],
)


def rendered(sale, paper=Paper.MM_80, language="id", card=CARD, **more):
    return receipt.render(sale, card, paper=paper, language=language, **more)


@pytest.mark.parametrize("paper", Paper)
def test_the_receipt_says_everything_in_the_order_it_is_read(paper):
    known = Customer("A-7", "Ibu Wati", member=True)
    said = papers.squeezed(rendered(EXAMPLE, paper, beside=Beside(customer=known)))
    for part in ("TokoSumberRejeki", "0812-0000-0000", "24.11.202607.19WITA", "Kasir:Sari", "Anggota:IbuWati", "2pch×23.000", "46.000"):
        assert part in said
    order = ["MinyakGoreng2L", "BerasPremium5kg", "−1.500", "Jumlah,6jenis", "212.130", "−4.243", "Total", "Rp207.887"]
    order += ["Pembulatantunai", "−87"]
    order += ["Harusdibayar", "207.800", "Tunai", "210.000", "Kembalian", "Rp2.200"]
    found = [said.index(part) for part in order]
    assert found == sorted(found)
    assert "BelanjaprodukdalamnegeriRp175.84184,6%" in said
    assert "AndahematRp5.743" in said


@pytest.mark.parametrize(("paper", "mm"), [(Paper.MM_58, 58), (Paper.MM_80, 80), (Paper.A5, 148)])
def test_the_number_is_read_back_at_the_printers_own_resolution(paper, mm):
    body = rendered(EXAMPLE, paper)
    assert papers.codes(body) == [(EXAMPLE.number, "Code 128")]
    assert abs(float(papers.pages(body)[0].mediabox.width) / 72 * 25.4 - mm) < 0.2


@pytest.mark.parametrize("paper", Paper)
def test_the_bars_are_two_dots_wide(paper):
    picture = papers.pictures(rendered(EXAMPLE, paper))[-1].convert("L")
    rows = ["".join("1" if picture.getpixel((x, y)) < 128 else "0" for x in range(picture.width)) for y in range(0, picture.height, 10)]
    barred = max(rows, key=lambda row: len(re.findall("10", row)) if rows.count(row) > 3 else 0)
    widths = [len(run.group()) for run in re.finditer(r"1+|0+", barred.strip("0"))]
    assert all(width % 2 == 0 for width in widths)
    assert min(widths) == 2


def amounts(body):
    """Every printed row that ends in an amount, as (words, amount)."""
    rows = []
    for printed in papers.rows(body):
        found = re.fullmatch(r"(.*?) (−?)(?:Rp)?(\d{1,3}(?:\.\d{3})*)", printed)
        if found:
            rows.append((found[1].strip(), int(found[3].replace(".", "")) * (-1 if found[2] else 1)))
    return rows


def adds_up(body, sale):
    """Adds the printed lines up as a customer would."""
    rows = amounts(body)
    begin = next(n for n, (words, _) in enumerate(rows) if "×" in words)
    end = next(n for n, (words, _) in enumerate(rows) if words.startswith("Jumlah"))
    in_lines = sum(value for words, value in rows[begin:end] if "×" in words or words in ("Diskon", "Beli 3, hemat"))
    sums = dict(rows[end:])
    assert in_lines == rows[end][1]
    total = sums["Total"]
    assert in_lines + sums.get("Diskon belanja", 0) == total == sale.total_idr
    due = total + sums.get("Pembulatan tunai", 0)
    assert due == sums.get("Harus dibayar", sums.get("Dikembalikan", due))
    means = ("Tunai", "QRIS")
    paid = sum(value for words, value in rows[end:] if words in means)
    assert paid - due == sums.get("Kembalian", 0)


def test_what_the_example_prints_adds_up():
    adds_up(rendered(EXAMPLE), EXAMPLE)


LINES = st.lists(
    st.builds(
        lambda qty, price, off, origin: line(f"Barang {qty}", qty=qty, price=price, off=min(off, price * qty // 1000), origin=origin),
        st.integers(1, 40).map(lambda n: n * 250),
        st.integers(100, 500_000),
        st.integers(0, 90),
        st.sampled_from([DOMESTIC, IMPORTED, UNKNOWN]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=20, phases=[Phase.generate])
@given(LINES, st.integers(0, 20), st.integers(0, 100), st.sampled_from(CashRounding), st.data())
def test_any_sale_and_its_refunds_in_parts_add_up_on_paper(lines, basket_percent, cashless_percent, rounding, data):
    net = sum(x.amount_idr for x in lines)
    total = net - net * basket_percent // 100
    cashless = total * cashless_percent // 100
    pay = [Payment(Means.QRIS, cashless)] if cashless else []
    pay += [Payment(Means.CASH, total - cashless + 100)] if cashless < total or not pay else []
    coded = [replace(x, code=str(n)) for n, x in enumerate(lines)]
    sold = papers.sale(*coded, basket_off=net - total, pay=pay, rounding=rounding)
    adds_up(rendered(sold), sold)
    earlier = []
    for n, sold_line in enumerate(sold.lines):
        part = data.draw(st.integers(1, sold_line.qty // 250)) * 250
        returned = refund(sold, earlier, [Wanted(sold_line.product_id, str(n), part)])
        document = papers.as_refund(sold, returned)
        adds_up(rendered(document), document)
        earlier.append(document)


def test_services_and_deposits_stand_outside_the_share():
    sale = papers.sale(line(price=20_000), line("Pulsa", price=102_500, kind=Kind.SERVICE), line("Galon", price=150_000, kind=Kind.DEPOSIT))
    assert "Rp20.000100,0%" in papers.squeezed(rendered(sale))


def test_without_goods_the_share_is_a_dash_and_without_domestic_goods_it_is_nothing():
    assert "BelanjaprodukdalamnegeriRp0–" in papers.squeezed(rendered(papers.sale(line("Pulsa", kind=Kind.SERVICE))))
    assert "BelanjaprodukdalamnegeriRp00,0%" in papers.squeezed(rendered(papers.sale(line(origin=IMPORTED))))


def test_a_refund_says_what_it_is_why_and_of_which_receipt():
    document = papers.as_refund(EXAMPLE, refund(EXAMPLE, [], []))
    said = papers.squeezed(rendered(document))
    assert "RETUR" in said
    assert "UntukstrukT1-20261124-0007" in said
    assert "Alasan:Kemasanrusak" in said
    assert "Dikembalikan−207.800" in said
    assert "Andahemat" not in said
    assert papers.codes(rendered(document)) == [("T1-20261124-0009", "Code 128")]


def test_a_void_and_a_copy_are_marked():
    document = papers.as_refund(EXAMPLE, refund(EXAMPLE, [], []), kind=SaleKind.VOID)
    assert "BATAL" in papers.squeezed(rendered(document))
    assert "SALINAN" in papers.squeezed(rendered(EXAMPLE, beside=Beside(copy=1)))
    assert "SALINAN" not in papers.squeezed(rendered(EXAMPLE))


def test_qris_says_who_confirmed_it():
    sale = papers.sale(line(), pay=[Payment(Means.QRIS, 23_000, "AB-99")])
    said = papers.squeezed(rendered(sale))
    assert "dikonfirmasikasir,ref.AB-99" in said
    assert "Kembalian" not in said


def test_a_shop_that_charges_tax_prints_its_number_base_and_tax():
    sale = papers.sale(line(price=111_000), tax_idr=11_000)
    said = papers.squeezed(rendered(sale, card=replace(CARD, pkp=True, npwp="01.234.567.8-901.000")))
    assert "NPWP01.234.567.8-901.000" in said
    assert "Dasarpengenaanpajak(DPP)100.000" in said
    assert "PPN,sudahtermasuk11.000" in said
    assert "PPN" not in papers.squeezed(rendered(sale))


def test_a_receipt_taken_over_names_where_it_came_from_and_what_was_paid_short():
    sale = replace(papers.sale(line()), source="moka", source_id="A-17", change_idr=-500)
    said = papers.squeezed(rendered(sale))
    assert "Diambildarimoka,nomorA-17" in said
    assert "KurangbayarRp500" in said


@pytest.mark.parametrize("name", papers.NASTY_NAMES)
def test_markup_in_names_is_printed_letter_by_letter(name):
    sale = replace(papers.sale(line(name)), person=name, why=name, customer=name)
    said = papers.squeezed(rendered(sale, card=replace(CARD, name=name, receipt_footer=name)))
    assert said.count("".join(name.split())) == 6


@pytest.mark.parametrize("paper", Paper)
def test_long_names_and_twelve_digits_stay_on_the_paper_and_off_each_other(paper):
    sale = papers.sale(
        line(papers.LONG_NAME, price=999_999_000_000), line("X" * 80, qty=999_999, price=1), pay=[Payment(Means.CASH, 999_999_999_999)]
    )
    body = rendered(sale, paper)
    assert papers.outside(body, 8) == []
    assert papers.overlapping(body) == []
    assert "".join(papers.LONG_NAME.split()) in papers.squeezed(body)
    assert "999.999.999.999" in papers.squeezed(body), "what was handed over"


@pytest.mark.parametrize("paper", Paper)
def test_two_hundred_lines_all_stand_there(paper):
    sale = papers.sale(*(line(f"Barang nomor {n:03d}", price=1000 + n) for n in range(200)))
    body = rendered(sale, paper)
    said = papers.squeezed(body)
    assert all(f"Barangnomor{n:03d}" in said for n in range(200))
    adds_up(body, sale)
    assert [code for code, _ in papers.codes(body)] == [sale.number]
    assert max(float(page.mediabox.height) for page in papers.pages(body)) <= 14_400


def test_a_roll_too_long_for_one_page_goes_on_on_the_next():
    sale = papers.sale(*(line(papers.LONG_NAME) for _ in range(260)))
    body = rendered(sale, Paper.MM_58)
    assert len(papers.pages(body)) > 1
    assert papers.text(body).count("1 pcs × 23.000") == 260


def test_the_same_sale_gives_the_same_bytes_with_its_own_time_and_embedded_fonts():
    body = rendered(EXAMPLE)
    assert body == rendered(EXAMPLE)
    assert papers.embedded(body)
    reader = pypdf.PdfReader(io.BytesIO(body))
    assert reader.metadata.title == "Struk T1-20261124-0007"
    assert reader.metadata.author == CARD.name
    assert reader.metadata.creation_date == EXAMPLE.at
    assert reader.trailer["/Root"]["/Lang"] == "id"


def test_the_receipt_speaks_the_language_asked_for_whatever_is_spoken_around_it():
    said = papers.squeezed(rendered(EXAMPLE, language="en"))
    assert "Sum,6kinds" in said
    assert "Rp207,887" in said
    assert "DomesticgoodsboughtRp175,84184.6%" in said
