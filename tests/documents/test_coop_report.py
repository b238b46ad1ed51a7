"""The comparison as a paper and as a workbook: what is printed is what was measured, and it adds up."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from openpyxl import load_workbook

from pos_app.documents import coop_report, coop_sheets, coop_words
from pos_app.domain.comparison import Measure
from pos_app.domain.origin import State
from tests import coop_scene


def paper(compared, language="id"):
    return coop_report.render(
        compared, language=language, number="PB-2026-10-0001", made_at=coop_scene.MADE, version="1.0", seal="41d790bce25a"
    )


def pages(body):
    document = pypdfium2.PdfDocument(body)
    found = [re.sub(r"[\s\u00a0]+", " ", document[n].get_textpage().get_text_range()) for n in range(len(document))]
    document.close()
    return found


@pytest.fixture(scope="module")
def compared():
    return coop_scene.comparison()


def test_the_first_page_says_who_when_how_much_and_what_can_be_done(compared):
    first = pages(paper(compared))[0]
    together = compared.together
    for part in (
        "Perbandingan Asal Barang Antartoko",
        "KSU Mekar Bersama · Oktober 2026 · 6 toko anggota",
        "73,0%",
        f"{together.sales_idr:,}".replace(",", "."),
        "Barang sama, asal berbeda: 3",
        "Biskuit Cokelat 140 g · 5 9.412.000 \N{MINUS SIGN}22%",
        "Yang dapat diputuskan bersama:",
        "No. PB-2026-10-0001 · dibuat 03.11.2026 08.15 WITA · segel 41d7 90bc e25a",
    ):
        assert part in first, part


def test_every_shop_is_a_row_whose_amounts_add_up(compared):
    first = pages(paper(compared))[0]
    total = 0
    for row in (*compared.shops, compared.together):
        amounts = [row.sales_idr, *(row.figures.sales[s] for s in coop_words.ORDER)]
        assert sum(amounts[1:]) == amounts[0]
        line = " ".join(f"{x:,}".replace(",", ".") for x in amounts)
        assert f"{row.name or 'Semua toko'} {line}" in first
        total += row.sales_idr if row.uid else 0
    assert total == compared.together.sales_idr


def test_what_could_be_reached_is_worked_out_from_the_substitutes_shown(compared):
    values = compared.together.figures.sales
    moved = sum(s.value_idr for s in compared.substitutes)
    share = (values[State.DOMESTIC] + moved) * 1000 / compared.together.sales_idr
    assert f"menjadi {share / 10:.1f}%".replace(".", ",") in pages(paper(compared))[0]


def test_the_pages_behind_name_codes_proof_alternatives_and_snapshots(compared):
    behind = " ".join(pages(paper(compared))[1:])
    for part in (
        "8991234500010 Permen Jahe 125 g 3 1 2",
        "Biskuit Kelapa Nusantara 150 g",
        "52,3%",
        "ab12 cd34 ef56",
        "tidak ada bukti kuat",
        "100,0%",
    ):
        assert part in behind, part


def test_the_same_comparison_is_the_same_file_and_english_is_english(compared):
    assert paper(compared) == paper(compared)
    english = " ".join(pages(paper(compared, "en")))
    assert "Origin of Goods, Shop by Shop" in english
    assert "73.0%" in english
    assert "Toko demi toko" not in english


def test_shops_that_sold_nothing_are_compared_by_their_stock():
    compared = coop_scene.comparison(sold=False)
    first = pages(paper(compared))[0]
    assert "Stok dalam negeri, semua toko" in first
    assert "Nilai stok (Rp)" in first
    assert f"{compared.together.stock_idr:,}".replace(",", ".") in first
    assert coop_words.leading(compared) is Measure.STOCK


def test_hundreds_of_shops_and_long_names_keep_every_total(compared):
    many = coop_scene.comparison(copies=40, suffix=" " + "Simpan Pinjam " * 6)
    text = pages(paper(many))
    assert f"{many.together.sales_idr:,}".replace(",", ".") in " ".join(text)
    assert f"{len(many.shops) - 59} toko lainnya" in " ".join(text)
    assert len(text) < 40


@pytest.mark.parametrize("times", [6, 7])
def test_how_it_was_worked_out_is_never_torn_over_two_pages(compared, times):
    listed = replace(compared, substitutes=compared.substitutes * times)
    text = pages(paper(listed))
    first, last = (next(n for n, page in enumerate(text) if part in page) for part in ("Cara menghitung", "Ketiga bagian dibulatkan"))
    assert first == last
    assert "Cuplikan yang dibandingkan" in text[last], "nor alone on its page"


def test_the_workbook_has_the_papers_totals_as_numbers(compared):
    book = load_workbook(io.BytesIO(coop_sheets.render(compared, language="id")))
    assert book.sheetnames == ["Toko", "Kategori", "Asal berbeda", "Pengganti"]
    rows = list(book["Toko"].iter_rows(values_only=True))
    amount = rows[0].index("Penjualan (Rp)")
    assert sum(row[amount] for row in rows[1:-1]) == rows[-1][amount] == compared.together.sales_idr
    share = rows[0].index("Penjualan (Rp): Dalam negeri, %")
    assert rows[-1][share] == pytest.approx(compared.together.figures.domestic(Measure.SALES) / 10_000)
    assert [row[0] for row in book["Asal berbeda"].iter_rows(min_row=2, values_only=True)] == [d.code for d in compared.disagreements]
    assert [row[4] for row in book["Pengganti"].iter_rows(min_row=2, values_only=True)] == [s.value_idr for s in compared.substitutes]


def test_a_name_that_begins_like_a_formula_is_a_name():
    odd = coop_scene.comparison(prefix="=1+1 ")
    sheet = load_workbook(io.BytesIO(coop_sheets.render(odd, language="en")))["Shops"]
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2, max_row=2)] == [("=1+1 Koperasi Desa Sukamaju", "s")]
