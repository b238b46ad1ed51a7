"""Any text on any paper: one visible sign for what cannot be shown, the same everywhere."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pos_app.documents.escpos import PAGE, in_code_page
from pos_app.documents.printable import INSTEAD, printable


def test_letters_accents_fractions_and_marks_stay_as_they_are():
    assert printable('KOPI "Café" ½ ™ 5×2 −3') == 'KOPI "Café" ½ ™ 5×2 −3'


def test_what_no_font_has_becomes_one_sign_each():
    assert printable("中文😀") == INSTEAD * 3
    assert printable("a\x1b@\x1d") == f"a{INSTEAD}@{INSTEAD}"


def test_tab_and_form_feed_in_a_name_become_a_space():
    assert printable("a\tb\x0cc\nd") == "a b c d"


def test_accents_in_two_parts_are_one_letter_and_joiners_are_not_seen():
    assert printable("Cafe\u0301\u200d") == "Café"


def test_the_slip_printer_shows_the_same_sign_as_the_pdf():
    assert in_code_page("中😀") == printable("中😀")
    assert in_code_page("5 × 2 – −3 “x” É") == '5 x 2 - -3 "x" É'


@given(st.text())
def test_any_text_comes_out_without_control_signs_and_in_the_code_page(text):
    shown = printable(text)
    assert printable(shown) == shown
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") and ord(sign) <= 0xFFFF for sign in shown)
    slip = in_code_page(text)
    assert len(slip) == len(shown)
    assert min(slip.encode(PAGE), default=0x20) >= 0x20
