"""Slips for ESC/POS printers: every job starts clean, nothing in a name is a command, pictures say their true size."""

import re
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from pos_app.documents import escpos
from pos_app.domain.refund import refund
from tests.documents import papers
from tests.documents.papers import CARD, IMPORTED, line

COMMANDS = re.compile(rb"\x1b@|\x1bt.|\x1b!.|\x1bE.|\x1ba.|\x1bd.|\x1dV.|\x1d!.", re.DOTALL)
RASTER = re.compile(rb"\x1dv0(.)(..)(..)", re.DOTALL)


def slip(sale, columns=32, card=CARD, language="id", **more):
    return escpos.render(sale, card, columns=columns, language=language, **more)


def taken_apart(body):
    """The pictures of a job as (width bytes, rows, data), and its text without commands."""
    found = []
    while match := RASTER.search(body):
        wide, tall = int.from_bytes(match[2], "little"), int.from_bytes(match[3], "little")
        found.append((wide, tall, body[match.end() : match.end() + wide * tall]))
        body = body[: match.start()] + body[match.end() + wide * tall :]
    return found, COMMANDS.sub(b"", body).decode("cp437")


SALE = papers.sale(line(unit="pch", qty=2000), line("Biskuit Cokelat", origin=IMPORTED, off=500), basket_off=700)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_the_slip_says_what_the_pdf_says_in_the_columns_there_are(columns):
    _, text = taken_apart(slip(SALE, columns))
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
    found, text = taken_apart(slip(SALE, columns))
    [(wide, tall, data)] = found
    assert wide == -(-columns * 12 // 8)
    assert tall <= 256
    assert len(data) == wide * tall
    picture = Image.frombytes("1", (wide * 8, tall), bytes(255 - byte for byte in data)).convert("L")
    assert [x.text for x in zxingcpp.read_barcodes(picture)] == [SALE.number]
    assert SALE.number in text.split("\n")[-2]


def test_a_refund_and_a_copy_say_so_and_twelve_digits_stay_in_the_columns():
    document = papers.as_refund(SALE, refund(SALE, [], []))
    _, text = taken_apart(slip(document, copy=True))
    assert "RETUR" in text
    assert "SALINAN" in text
    _, text = taken_apart(slip(papers.sale(line(papers.LONG_NAME, price=999_999_000_000))))
    assert max(map(len, text.split("\n"))) <= 32
    assert "999.999.000.000" in text
