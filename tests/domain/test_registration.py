"""Registration numbers of every family, and the 2D codes that carry them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.barcode import ScanKind, read_scan
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.registration import parse
from pos_app.errors import Refused

GS = "\x1d"
FULL_WIDTH = "".join(chr(ord(c) + 0xFEE0) for c in "MD265228006191")
HOME, ABROAD, NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN


@pytest.mark.parametrize(
    ("text", "family", "number", "state"),
    [
        ("BPOM RI MD 265228006191", "MD", "MD265228006191", HOME),
        ("MD 272827002200050", "MD", "MD272827002200050", HOME),
        ("bpom ri ml 867031004482", "ML", "ML867031004482", ABROAD),
        ("ML 070982000100801", "ML", "ML070982000100801", ABROAD),
        ("P-IRT 2067371010452-27", "PIRT", "PIRT206737101045227", HOME),
        ("SPP-IRT No. 206.7371.010452-27", "PIRT", "PIRT206737101045227", HOME),
        ("PIRT. NO 3063306010072 - 19", "PIRT", "PIRT306330601007219", HOME),
        ("2067371010452-27", "PIRT", "PIRT206737101045227", HOME),
        ("3063306010072 - 19", "PIRT", "PIRT306330601007219", HOME),
        ("SD 181353251", "SD", "SD181353251", HOME),
        ("SI 181353251", "SI", "SI181353251", ABROAD),
        ("SL091300431", "SL", "SL091300431", HOME),
        ("POM TR 092699241", "TR", "TR092699241", HOME),
        ("TI184509731", "TI", "TI184509731", ABROAD),
        ("TL 123456789", "TL", "TL123456789", HOME),
        ("BTR 092699241", "BTR", "BTR092699241", HOME),
        ("HT 123456789", "HT", "HT123456789", HOME),
        ("FF 123456789", "FF", "FF123456789", HOME),
        ("DBL9624502804A1", "DBL", "DBL9624502804A1", HOME),
        ("GKI1234567890A1", "GKI", "GKI1234567890A1", ABROAD),
        ("DKX1234567890A1", "DKX", "DKX1234567890A1", NOTHING),
        ("GTE1234567890A1", "GTE", "GTE1234567890A1", NOTHING),
        ("NA18221901080", "NA", "NA18221901080", NOTHING),
        ("POM NA 11221901080", "NA", "NA11221901080", NOTHING),
        ("NB14191300159", "NB", "NB14191300159", ABROAD),
        ("NE14191300159", "NE", "NE14191300159", ABROAD),
        ("NKIT 123456789", "NKIT", "NKIT123456789", NOTHING),
        ("KEMENKES RI PKD 20301210064", "PKD", "PKD20301210064", HOME),
        ("DEPKES RI PKL 20301210064", "PKL", "PKL20301210064", ABROAD),
        ("RI KEMENKES AKD 20301210064", "AKD", "AKD20301210064", HOME),
        ("AKL20301210064", "AKL", "AKL20301210064", ABROAD),
        ("ID00410000012345678", "HALAL", "ID00410000012345678", NOTHING),
        ("SNI 01-3553-2006", "SNI", "SNI0135532006", NOTHING),
        ("NPB 122-003-101299", "NPB", "NPB122003101299", NOTHING),
        ("RI. 01030120083654", "PESTICIDE", "RI01030120083654", NOTHING),
        (FULL_WIDTH, "MD", "MD265228006191", HOME),
    ],
)
def test_every_family_says_what_it_proves_and_no_more(text, family, number, state):
    read = parse(text)
    assert (read.family, read.number, read.state) == (family, number, state)
    assert read.strength is (Strength.NONE if state is NOTHING else Strength.STRONG)
    assert read.country == ("ID" if state is HOME else None)


def test_a_home_industry_number_carries_year_regency_and_size():
    read = parse("P-IRT 2067371010452-27")
    assert (read.expires, read.regency, read.maker_size) == ("2027", "7371", MakerSize.MICRO)


def test_na_18_is_a_hint_and_no_evidence():
    assert parse("NA18221901080").hints_at_home
    assert not parse("NA11221901080").hints_at_home


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "registration_missing"),
        (" \x1d ", "registration_missing"),
        ("ML 12345678901234", "registration_length"),
        ("P-IRT 12345", "registration_length"),
        ("SD1813532519", "registration_length"),
        ("DBL9624502804A", "registration_length"),
        ("(90)MD2432090", "registration_length"),
        ("90MD2432090260781", "registration_length"),
        ("DQL9624502804A1", "registration_letter"),
        ("DBQ9624502804A1", "registration_letter"),
        ("MD 26522800619O", "registration_letter"),
        ("MD 265228006191 ML 867031004482", "registration_letter"),
        ("8992628020152", "registration_unknown"),
        ("8992628020152-27", "registration_unknown"),
        ("2067371010452", "registration_unknown"),
        ("206737101045227", "registration_unknown"),
        ("2069971010452-27", "registration_unknown"),
        ("BPOM RI", "registration_unknown"),
        ("MD", "registration_unknown"),
        ("\u041cD 265228006191", "registration_unknown"),
        ("IDEAL BREAD", "registration_unknown"),
        ("(01)00077700000128(10)A1", "registration_not_in_code"),
        ("0100077700000128", "registration_not_in_code"),
        ("9", "registration_unknown"),
        ("x" * 1000, "registration_unknown"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason(text, code):
    with pytest.raises(Refused) as no:
        parse(text)
    assert no.value.code == code


@pytest.mark.parametrize(
    ("text", "number", "expires"),
    [
        ("(90)MD265211001078(91)231029", "MD265211001078", "2023-10-29"),
        ("(90)MD272831023097", "MD272831023097", None),
        ("(90)NA18221901080(91)250406-1", "NA18221901080", "2025-04-06"),
        (f"90MD272827002200050{GS}91231029", "MD272827002200050", "2023-10-29"),
        (f"{GS}90MD265228006191{GS}91280630", "MD265228006191", "2028-06-30"),
        ("]d290MD265228006191{GS}91280630", "MD265228006191", "2028-06-30"),
        ("]Q390MD265228006191^]91280630", "MD265228006191", "2028-06-30"),
        ("90MD24320915807891260215", "MD243209158078", "2026-02-15"),
        ("90MD11637265167691330609", "MD116372651676", "2033-06-09"),
        ("90ML86703100448291260215", "ML867031004482", "2026-02-15"),
        ("90MD272827002200050", "MD272827002200050", None),
        ("90MD27282700220005091231029", "MD272827002200050", "2023-10-29"),
        ("]D290md265211001078" + GS + "91231029", "MD265211001078", "2023-10-29"),
        ("(90)md265211001078(91)231029", "MD265211001078", "2023-10-29"),
        ("90md24320915807891260215", "MD243209158078", "2026-02-15"),
        ("(90)MD243209026078(91)2406", "MD243209026078", None),
        ("(90)MD243209026078(9", "MD243209026078", None),
        ("(90)P-IRT 2067371010452-27", "PIRT206737101045227", "2027"),
        ("(90)BPOM RI MD 265228006191(91)271332", "MD265228006191", None),
        (f"90MD26522800619191280630{GS}10A", "MD265228006191", "2028-06-30"),
        (f"90MD265228006191{GS}91SOON", "MD265228006191", None),
        ("90DKL1234567890A110B71728013121X5", "DKL1234567890A1", None),
        ("]C190MD265228006191" + GS + "39201250", "MD265228006191", None),
    ],
)
def test_the_packages_code_is_read_in_every_form(text, number, expires):
    read = parse(text)
    assert (read.number, read.expires) == (number, expires)
    scan = read_scan(text)
    assert (scan.kind, scan.number) == (ScanKind.REGISTRATION, number)


@pytest.mark.parametrize(
    "text",
    ["(90)NA18191405006(91)220221(10)123(11)191113(17)201113(21)165", "90NA181914050069122022110123111911131720111321165",
     f"90NA18191405006{GS}91220221{GS}10123{GS}11191113{GS}17201113{GS}21165"],
)  # fmt: skip
def test_batch_days_and_serial_stand_beside_the_number(text):
    read = parse(text)
    assert (read.number, read.expires, read.batch, read.serial) == ("NA18191405006", "2022-02-21", "123", "165")
    assert (read.made_on.isoformat(), read.best_before.isoformat()) == ("2019-11-13", "2020-11-13")


def test_caps_lock_turns_the_batch_round_together_with_the_number():
    assert parse("(90)dkl1234567890a1(10)b7X").batch == "B7x"


def test_a_code_with_gtin_and_number_finds_by_either():
    scan = read_scan("(01)08997770000014(90)MD265228006191")
    assert (scan.kind, scan.gtin, scan.number) == (ScanKind.GS1, "08997770000014", "MD265228006191")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        read = parse(text)
    except Refused:
        return
    assert read.number.isascii()
    assert read.number.isalnum()
    assert read.number == read.number.upper()


@given(
    st.sampled_from(["MD", "ML", "P-IRT ", "SD", "NA", "PKD", "DBL", "TR", "90MD", "(90)ML", "RI"]),
    st.text("0123456789A-(). " + GS, max_size=40),
)
def test_anything_behind_a_prefix_is_read_or_refused(prefix, rest):
    with contextlib.suppress(Refused):
        assert parse(prefix + rest).number


@given(st.sampled_from(["MD", "ML"]), st.text("0123456789", min_size=12, max_size=12), st.dates())
def test_the_number_of_a_code_does_not_depend_on_how_it_was_sent(prefix, number, day):
    bracketed = parse(f"(90){prefix}{number}(91){day:%y%m%d}")
    separated = parse(f"90{prefix}{number}{GS}91{day:%y%m%d}")
    assert bracketed == separated
    assert bracketed.number == prefix + number


SHAPES = {
    "MD": (12, 15), "ML": (12, 15), "SD": (9,), "SI": (9,), "SL": (9,), "TR": (9,), "TI": (9,), "TL": (9,), "BTR": (9,), "HT": (9,),
    "FF": (9,), "NA": (11,), "NB": (11,), "NC": (11,), "ND": (11,), "NE": (11,), "PKD": (11,), "PKL": (11,), "AKD": (11,), "AKL": (11,),
    "NKIT": (9,),
}  # fmt: skip
IN_FRONT = ("", "BPOM ", "BPOM RI ", "POM: ", "Kemenkes RI ", "DEPKES RI No. ", "BPOM-RI-", "No. BPOM ")
BETWEEN = ("", " ", ". ", ": ", "-", " No. ", "\u00a0", ".")
EVERY = (0, 3, 4)


@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_a_number_is_the_same_however_it_is_spelt_and_its_neighbours_in_length_are_refused(data, prefix):
    length = data.draw(st.sampled_from(SHAPES[prefix]))
    digits = data.draw(st.text("0123456789", min_size=length, max_size=length))
    groups = data.draw(st.sampled_from(EVERY))
    parts = [digits[at : at + groups] for at in range(0, length, groups)] if groups else [digits]
    text = (
        data.draw(st.sampled_from(IN_FRONT)) + prefix + data.draw(st.sampled_from(BETWEEN)) + data.draw(st.sampled_from(" .-")).join(parts)
    )
    changed = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    assert parse(changed(text)).number == prefix + digits
    scanned = f"(90){prefix}{digits}(91)270131"
    assert parse(scanned) == parse(scanned.swapcase()) == parse(f"]d290{prefix}{digits}{GS}91270131")
    wrong = data.draw(st.sampled_from([n for n in range(5, 18) if n not in SHAPES[prefix]]))
    with pytest.raises(Refused, match="registration_length"):
        parse(prefix + "1" * wrong)
