"""Shelf labels: what they say, where they stand, and that every kind of code is read back as what it is."""

from datetime import UTC, datetime

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pos_app.documents import labels
from pos_app.documents.barcodes import bars, code_128
from pos_app.documents.labels import SHEETS, Label
from pos_app.domain.content_size import Per, PricePer
from pos_app.domain.origin import Origin, State, Strength
from tests.documents import papers
from tests.documents.papers import DOMESTIC, IMPORTED, UNKNOWN

MADE = datetime(2026, 11, 24, tzinfo=UTC)
CODES = ("8991234520155", "089686010947", "95507828", "8991234520150", "B-0042", "asamjawa", "0001", "99120445", "993335521260")
"""EAN-13, UPC-A, EAN-8; a wrong check digit, letters, zeros in front, and two that begin with 99."""


def label(name="Minyak Goreng 2 L", code="8991234520155", price=23_000, origin=DOMESTIC, **more):
    return Label(name, code, price, more.pop("unit", "pch"), origin, **more)


def rendered(*which, sheet="a4-3x8", language="id", **more):
    return labels.render(which, sheet=sheet, language=language, shop_name="Toko", made_at=MADE, **more)


def read(made):
    """What a scanner sees in a row of modules with its quiet zones."""
    left, right = made.quiet
    row = bytes(0 if sign == "1" else 255 for sign in "0" * left + made.modules + "0" * right)
    picture = Image.frombytes("L", (len(row), 1), row).resize((len(row) * 2, 60), Image.Resampling.NEAREST)
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_kind_of_code_is_read_back_from_every_sheet(sheet):
    body = rendered(*(label(code=code) for code in CODES), sheet=sheet)
    found = papers.codes(body)
    for code in CODES:
        assert [text for text, _ in found].count(code) + [text for text, _ in found].count("0" + code) == 1, code
    for text, kind in found:
        assert ("128" in kind) == (text not in ("8991234520155", "0089686010947", "089686010947", "95507828")), text


@settings(max_examples=50)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=18))
def test_code_128_is_read_back_whatever_printable_text_it_holds(text):
    assert read(code_128(text)) == [text]


@settings(max_examples=50)
@given(st.from_regex(r"99[0-9]{0,14}", fullmatch=True))
def test_a_code_that_begins_with_99_keeps_its_99(text):
    assert read(code_128(text)) == [text]


def test_what_no_bars_can_carry_has_none_and_is_printed_as_text():
    assert bars("(90)MD265211001078\x1d(91)231029") is None
    assert bars("téh") is None
    assert bars("") is None
    body = rendered(label(code="KODE-YANG-TERLALU-PANJANG-UNTUK-BATANG"))
    assert papers.codes(body) == []
    assert not labels.has_bars("KODE-YANG-TERLALU-PANJANG-UNTUK-BATANG", "a4-3x8")
    assert "KODE-" in papers.text(body)


def test_a_label_says_price_price_per_content_certificate_member_price_and_origin():
    certified = Origin(State.DOMESTIC, "ID", Strength.STRONG, tkdn_bp=8200)
    said = papers.squeezed(rendered(label(origin=certified, per=PricePer(11_500, Per.LITRE), member_price_idr=22_000, tax_included=True)))
    words = ("MinyakGoreng2L", "Rp", "23.000", "Rp11.500perliter", "TKDN82%", "Dalamnegeri", "anggota", "22.000", "termasukPPN")
    for part in (*words, "8991234520155"):
        assert part in said
    assert "Impor·Malaysia" in papers.squeezed(rendered(label(origin=IMPORTED)))
    assert "perkg,ditimbang" in papers.squeezed(rendered(label(unit="kg", weighed=True)))


@pytest.mark.parametrize("sheet", SHEETS)
def test_an_unknown_origin_prints_no_badge_and_an_open_price_no_price(sheet):
    said = papers.squeezed(rendered(label(origin=UNKNOWN, price=None), sheet=sheet))
    assert "Dalamnegeri" not in said
    assert "Impor" not in said
    assert "Rp" not in said


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name.startswith("a4")])
def test_nothing_on_a_sheet_is_nearer_than_4_mm_to_the_papers_edge(sheet):
    one = label(papers.LONG_NAME, code="8991234520155", origin=IMPORTED, member_price_idr=999_999, tax_included=True)
    body = rendered(*[one] * SHEETS[sheet].places, sheet=sheet)
    assert len(papers.pages(body)) == 1
    assert papers.outside(body, 4 * 72 / 25.4 - 0.1) == []
    assert len(papers.codes(body, 406)) == SHEETS[sheet].places


@pytest.mark.parametrize("sheet", SHEETS)
def test_long_names_countries_and_prices_stay_off_each_other(sheet):
    british = Origin(State.IMPORTED, "GB", Strength.WEAK)
    certified = Origin(State.DOMESTIC, "ID", Strength.STRONG, tkdn_bp=5240)
    full = [
        label(papers.LONG_NAME, price=999_999_999_999, origin=british),
        label(papers.LONG_NAME, price=1_250_000, origin=certified, member_price_idr=1_200_000, per=PricePer(5_075, Per.HUNDRED_MILLILITRE)),
        label("X" * 80, code="asamjawa", origin=IMPORTED, tax_included=True, per=PricePer(5_075, Per.HUNDRED_GRAM)),
    ]
    body = rendered(*full, sheet=sheet)
    assert papers.overlapping(body) == []
    assert papers.outside(body, 3) == []


@pytest.mark.parametrize("sheet", ["a4-4x10", "a4-5x13", "38x25", "50x30"])
def test_a_price_per_content_is_never_cut_off(sheet):
    per = PricePer(124_559, Per.HUNDRED_MILLILITRE)
    certified = Origin(State.DOMESTIC, "ID", Strength.STRONG, tkdn_bp=5240)
    said = papers.squeezed(rendered(label(origin=certified, per=per, member_price_idr=1_245_000), sheet=sheet))
    assert "Rp124.559/100ml" in said
    assert "…" not in said


def test_labels_begin_where_the_sheet_is_still_whole():
    body = rendered(*[label()] * 3, start=23)
    assert len(papers.pages(body)) == 2
    assert len(papers.codes(body)) == 3
    x, y = papers.pictures(body)[0].size
    [found] = [f for f in zxingcpp.read_barcodes(papers.pictures(body)[0]) if f.position.top_left.x > x * 2 / 3]
    assert found.position.top_left.y > y * 7 / 8


def test_a_roll_has_a_page_for_each_label():
    body = rendered(*[label()] * 3, sheet="50x30")
    assert [round(float(page.mediabox.width) / 72 * 25.4) for page in papers.pages(body)] == [50, 50, 50]


def test_an_offset_moves_everything_by_so_many_millimetres():
    [one] = zxingcpp.read_barcodes(papers.pictures(rendered(label()))[0])
    [other] = zxingcpp.read_barcodes(papers.pictures(rendered(label(), offset_mm=(3, 5)))[0])
    assert other.position.top_left.x - one.position.top_left.x == pytest.approx(3 * 203 / 25.4, abs=2)
    assert other.position.top_left.y - one.position.top_left.y == pytest.approx(5 * 203 / 25.4, abs=2)


@pytest.mark.parametrize("name", papers.NASTY_NAMES)
def test_markup_in_a_name_is_printed_letter_by_letter(name):
    assert "".join(name.split())[:20] in papers.squeezed(rendered(label(name)))


def test_the_same_labels_give_the_same_bytes_with_embedded_fonts():
    assert rendered(label()) == rendered(label())
    assert papers.embedded(rendered(label()))
