"""Slips for ESC/POS printers: every job starts clean, nothing in a name is a command, pictures say their true size."""

import io
import re
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from pos_app.documents import escpos
from pos_app.documents import logo as logos
from pos_app.documents.slip import Beside
from pos_app.domain.refund import refund
from pos_app.errors import Refused
from tests.documents import papers
from tests.documents.papers import CARD, IMPORTED, line
from tests.documents.slip_reader import read


def slip(sale, columns=32, card=CARD, language="id", **more):
    return escpos.render(sale, card, columns=columns, language=language, **more)


def taken_apart(body, columns=32):
    """The pictures of a job as (width bytes, rows, data), and its text as the printer puts it on paper."""
    came = read(body, dots=columns * 12)
    return came.strips, came.text


SALE = papers.sale(line(unit="pch", qty=2000), line("Biskuit Cokelat", origin=IMPORTED, off=500), basket_off=700)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_the_slip_says_what_the_pdf_says_in_the_columns_there_are(columns):
    _, text = taken_apart(slip(SALE, columns), columns)
    lines = text.split("\n")
    assert max(map(len, lines)) <= columns
    assert "  2 pch x 23.000".ljust(columns - 6) + "46.000" in lines
    assert "Diskon belanja".ljust(columns - 4) + "-700" in lines
    assert any(row.startswith("Total") and row.endswith("Rp67.800") and len(row) == columns for row in lines)
    assert f"{escpos.FLAG} Minyak Goreng 2 L" in lines
    assert "  Biskuit Cokelat" in lines
    assert f"{escpos.FLAG} Belanja produk dalam negeri" in lines


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_each_job_starts_with_initialise_and_the_code_page_and_ends_with_a_cut(columns):
    body = slip(SALE, columns)
    assert body.startswith(b"\x1b@\x1bt\x00")
    assert body.endswith(b"\x1dV\x00")
    assert body + body == slip(SALE, columns) * 2


HOSTILE = ('KOPI "Café" ½ ™ 中文 😀', "ESC \x1b@ GS \x1dV\x00 here", "\x10\x04\x01", *papers.NASTY_NAMES, papers.LONG_NAME)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_control_byte_of_any_name_reaches_the_printer(name):
    sale = replace(papers.sale(line(name)), person=name, customer=name, why=name)
    plain = papers.sale(line("Teh"))
    _, text = taken_apart(slip(sale, card=replace(CARD, name=name, address=name, receipt_footer=name)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert slip(sale).count(b"\x1d") == slip(replace(plain, why=name, person=name, customer=name)).count(b"\x1d")


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_the_numbers_bars_are_a_picture_of_true_size_that_is_read_back(columns):
    found, text = taken_apart(slip(SALE, columns), columns)
    [(wide, tall, data)] = found
    assert wide == -(-columns * 12 // 8)
    assert tall <= 256
    assert len(data) == wide * tall
    picture = Image.frombytes("1", (wide * 8, tall), bytes(255 - byte for byte in data)).convert("L")
    assert [x.text for x in zxingcpp.read_barcodes(picture)] == [SALE.number]
    assert SALE.number in text.split("\n")[-1]


def test_a_refund_and_a_copy_say_so_and_twelve_digits_stay_in_the_columns():
    document = papers.as_refund(SALE, refund(SALE, [], []))
    _, text = taken_apart(slip(document, beside=Beside(copy=1)))
    assert "RETUR" in text
    assert "SALINAN" in text
    _, text = taken_apart(slip(papers.sale(line(papers.LONG_NAME, price=999_999_000_000))))
    assert max(map(len, text.split("\n"))) <= 32
    assert "999.999.000.000" in text


def logo(wide, tall):
    """A ring with a bar across, on a ground one can look through."""
    picture = Image.new("RGBA", (wide, tall), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((4, 4, wide - 5, tall - 5), outline="black", width=max(4, wide // 20))
    pen.rectangle((wide // 4, tall // 2 - 6, 3 * wide // 4, tall // 2 + 6), fill=(200, 16, 46))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("columns", [32, 48])
@pytest.mark.parametrize(("wide", "tall"), [(220, 220), (385, 100), (1000, 333), (50, 2000)])
def test_a_logo_is_printed_in_strips_that_say_their_true_size_and_fit_the_paper(columns, wide, tall):
    dots = columns * 12
    came = read(slip(SALE, columns, beside=Beside(logo=logo(wide, tall))), dots=dots)
    assert (came.resets, came.cuts) == (1, 1)
    heights = [rows for _across, rows, _data in came.strips]
    assert max(heights) <= 256
    scale = min(1, dots / max(wide, tall))
    assert abs(sum(heights) - 80 - tall * scale) <= 1
    drawn = came.picture.crop((0, 0, dots, sum(heights) - 80))
    left, _top, right, _bottom = drawn.point(lambda dot: 255 - dot).getbbox()
    assert abs((left + right) / 2 - dots / 2) <= 2
    assert right - left <= wide * scale + 2
    assert [x.text for x in zxingcpp.read_barcodes(came.picture) if x.format == zxingcpp.BarcodeFormat.Code128] == [SALE.number]


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_printer_that_draws_bars_itself_is_told_the_number(columns):
    came = read(slip(SALE, columns, beside=Beside(own_bars=True)), dots=columns * 12)
    assert (came.strips, came.barcodes) == ([], [SALE.number])
    assert [x.text for x in zxingcpp.read_barcodes(came.picture)] == [SALE.number]


def test_a_broken_picture_is_no_logo():
    with pytest.raises(Refused, match="attachment_unreadable"):
        logos.check(logo(50, 50)[:200], "logo.png")
