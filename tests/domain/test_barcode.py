"""Check digits, codes that are the same article, and whatever a scanner may send."""

import biip
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import ean

from pos_app.domain import gs1
from pos_app.domain.barcode import (
    ScanKind,
    Symbology,
    check_digit,
    gtin14,
    has_wrong_check_digit,
    is_gtin,
    is_restricted,
    printable_symbology,
    read_scan,
    shared_code,
)

GS = "\x1d"
digits = st.text("0123456789", min_size=1, max_size=14)


@given(digits)
@example("0000000000000")
def test_check_digits_are_those_of_an_independent_implementation(text):
    right = len(text) in (8, 12, 13, 14) and text.strip("0") != "" and ean.is_valid(text)
    assert is_gtin(text) == right


@given(st.text("0123456789", min_size=7, max_size=13))
def test_the_check_digit_of_any_body_is_that_of_an_independent_implementation(body):
    assert check_digit(body) == ean.calc_check_digit(body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("077700000128", "0077700000128"),
        ("077700000128", "00077700000128"),
        ("77700000128", "077700000128"),
        ("8997770000014", "08997770000014"),
    ],
)
def test_twelve_thirteen_and_fourteen_digits_are_one_article(one, other):
    assert gtin14(one) == gtin14(other) is not None


@pytest.mark.parametrize(
    "code", ["8997770000015", "0001", "000096", "96", "0000000000000", "asammangkok", "٨٩٩٧٧٧٠٠٠٠٠١٤", "", "8.99E+12", "12345678901"]
)
def test_a_free_code_equals_no_other(code):
    assert gtin14(code) is None


def test_an_ean_8_is_a_numbering_of_its_own():
    assert is_gtin("96385074")
    assert gtin14("96385074") is None
    assert shared_code("96385074") == "96385074"


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("2112345678900", True),
        ("0212345678903", True),
        ("212345678909", True),
        ("8997770000014", False),
        ("12345", False),
        ("20123451", True),
    ],
)
def test_prefixes_02_and_20_to_29_are_the_shops_own(code, own):
    assert is_restricted(code) is own
    if own:
        assert shared_code(code) is None


def test_only_a_right_check_digit_is_printed_as_the_code_it_looks_like():
    assert printable_symbology("8997770000014") is Symbology.EAN13
    assert printable_symbology("96385074") is Symbology.EAN8
    assert printable_symbology("077700000128") is Symbology.UPCA
    assert printable_symbology("8997770000015") is Symbology.CODE128
    assert printable_symbology("993335521260") is Symbology.CODE128
    assert printable_symbology("18997770000011") is Symbology.CODE128
    assert has_wrong_check_digit("8997770000015")
    assert not has_wrong_check_digit("8997770000014")


@given(st.text(max_size=200))
@example("(90)")
@example("(01)(10)")
@example("]d2")
@example("90" + GS)
@example("01" + "9" * 200)
@example("90MD" + "1" * 390)
@example("10" * 60)
@example("90MD243209158078" + "10121" * 15)
@example("\ud800\x00 \x1d")
@example("91" + "9" * 398)
def test_any_text_is_read_without_an_error(text):
    scan = read_scan(text)
    scan.text.encode("utf-8")
    assert "\x00" not in scan.text
    if scan.kind is ScanKind.NOTHING:
        assert scan.text == ""


@given(
    st.lists(
        st.sampled_from(
            [
                "(01)",
                "(90)",
                "(91)",
                "01",
                "90",
                "91",
                "10",
                "17",
                "21",
                GS,
                "MD",
                "ML",
                "NA18",
                "280131",
                "243209158078",
                "00077700000128",
                "]d2",
                "x",
            ]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_identifiers_is_read_without_an_error(parts):
    read_scan("".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "(01)00077700000128(10)A1",
        "010007770000012810A1",
        f"]C1010007770000012810A1{GS}21X",
        "]d2010007770000012810A1",
        "]Q3010007770000012810A1{GS}21X",
        "]e00100077700000128",
        "(01) 00077700000128 (10) A1",
        "https://id.gs1.org/01/00077700000128/10/A1",
    ],
)
def test_the_gtin_is_found_in_every_form_of_an_element_string(text):
    scan = read_scan(text)
    assert (scan.kind, scan.gtin) == (ScanKind.GS1, "00077700000128")


@pytest.mark.parametrize(
    "text",
    [
        ")01(00077700000128)10(A1",
        ")01=00077700000128)10=A1",
        "[01]00077700000128[10]A1",
        "[d2010007770000012810A1",
        "+D20100077700000128" + "10a1",
    ],
)
def test_a_keyboard_layout_that_turns_the_brackets_round_hides_nothing(text):
    scan = read_scan(text)
    assert (scan.gtin, scan.batch) == ("00077700000128", "A1")
    assert read_scan(")90=MD265211001078)91=231029").number == "MD265211001078"
    for own in ("-01-ABC", "[12]", ")99x(", "+62811", "[d2", "$E5"):
        assert (read_scan(own).kind, read_scan(own).text) == (ScanKind.CODE, own), "a shop's own code stays one"


def test_batch_expiry_and_serial_come_with_the_gtin():
    scan = read_scan("(01)08997770000014(11)260101(17)280200(10)B-7(21)0042")
    assert (scan.batch, scan.serial) == ("B-7", "0042")
    assert (scan.made_on.isoformat(), scan.best_before.isoformat()) == ("2026-01-01", "2028-02-29")


@pytest.mark.parametrize(
    ("text", "weight", "price"),
    [
        ("(01)08997770000014(3103)000735", 735, None),
        ("(01)08997770000014(3920)12500", None, 12500),
        ("(01)08997770000014(3922)1250050", None, None),
    ],
)
def test_weight_and_price_are_read_where_the_code_carries_them(text, weight, price):
    scan = read_scan(text)
    assert (scan.weight_milli, scan.price_idr) == (weight, price)


@pytest.mark.parametrize("sent", ["8997770000014", " 8997770000014\r\n", "]E08997770000014", "]e08997770000014", "\x028997770000014\x03"])
def test_plain_digits_stay_plain_digits(sent):
    scan = read_scan(sent)
    assert (scan.kind, scan.text, scan.gtin) == (ScanKind.CODE, "8997770000014", "08997770000014")


@pytest.mark.parametrize(
    "text", ["asammangkok", "01.111807", "9012345678", "kripik pisang", "(half) price", "90", "01", "]d", "(01)00077700000129"]
)
def test_what_is_no_element_string_is_a_code_letter_for_letter(text):
    scan = read_scan(text)
    assert (scan.kind, scan.text, scan.gtin, scan.number) == (ScanKind.CODE, text, None, None)


@pytest.mark.parametrize(
    "text",
    [f"010899777000001410A1{GS}17280131", "01089977700000141728013110B7", f"010899777000001421ABC{GS}10B7{GS}3103000735"],
)
def test_regular_element_strings_read_as_biip_reads_them(text):
    theirs = biip.parse(text).gs1_message
    mine = gs1.read(gs1.sent(text), lambda _text: ())
    assert [(e.ai.ai, e.value) for e in theirs.element_strings] == list(mine.values)


@pytest.mark.parametrize(
    ("text", "batch"),
    [
        (f"]C10108997770000014{GS}10" + "B" * 20, "B" * 20),
        ("]C1010899777000001410" + "B" * 20 + "17280131", "B" * 20),
        ("]C1010899777000001410B7" + GS + "99" + "X" * 95, "B7"),
        ("]C10108997770000014" + "8888", None),
        ("]C10108997770000014" + "171299", None),
    ],
)
def test_of_a_marked_code_what_can_be_read_is_kept(text, batch):
    scan = read_scan(text)
    assert (scan.gtin, scan.batch) == ("08997770000014", batch)


def test_a_text_longer_than_any_package_carries_is_not_looked_into():
    text = "(01)08997770000014" + "(21)X" * 100
    assert read_scan(text).gtin is None
    assert gs1.read(gs1.Sent(text, marked=True), lambda _text: ()) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("281200", "2028-12-31"),
        ("280100", "2028-01-31"),
        ("281300", None),
        ("280001", None),
        ("280132", None),
        ("2801", None),
        (None, None),
    ],
)
def test_a_day_without_a_number_is_the_last_of_its_month(value, day):
    found = gs1.day(value)
    assert (found.isoformat() if found else None) == day
