"""From what a person enters to a piece of evidence, or a refusal with its reason."""

from datetime import date

import pytest

from pos_app.domain.countries import CODES
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry, basis_points, chosen_kind, chosen_size, chosen_state, piece
from pos_app.domain.origin import MakerSize, State
from pos_app.errors import Refused

DAY = date(2026, 11, 24)


def refusal(entry: Entry) -> str:
    with pytest.raises(Refused) as no:
        piece(entry, today=DAY)
    return no.value.code


def test_a_number_sets_state_size_regency_and_expiry():
    made = piece(Entry(Kind.REGISTRATION, number=" p-irt 2067371010452-27 "), today=DAY)
    assert (made.number, made.family, made.state, made.country) == ("PIRT206737101045227", "PIRT", State.DOMESTIC, "ID")
    assert (made.maker_size, made.regency, made.expires) == (MakerSize.MICRO, "7371", "2027")


def test_what_is_entered_beside_a_number_stands_where_the_number_is_silent():
    made = piece(
        Entry(Kind.REGISTRATION, number="ML 867031004482", country="th", maker=" PT  Impor ", maker_size=MakerSize.LARGE), today=DAY
    )
    assert (made.country, made.maker, made.maker_size) == ("TH", "PT Impor", MakerSize.LARGE)
    assert (
        piece(Entry(Kind.REGISTRATION, number="P-IRT 2067371010452-27", maker_size=MakerSize.LARGE), today=DAY).maker_size
        is MakerSize.MICRO
    )


def test_a_certificate_is_domestic_with_its_figures():
    made = piece(Entry(Kind.TKDN, number="T-1", tkdn_bp=5230, bmp_bp=1000, valid_until=date(2020, 1, 1)), today=DAY)
    assert (made.state, made.country, made.tkdn_bp, made.bmp_bp) == (State.DOMESTIC, "ID", 5230, 1000)


def test_only_the_shops_own_unknown_takes_its_word_back():
    assert Entry(state=State.UNKNOWN).withdraws
    assert not Entry(Kind.LABEL, State.UNKNOWN).withdraws
    assert not Entry(state=State.DOMESTIC).withdraws


def test_a_country_alone_says_whether_it_is_imported():
    assert piece(Entry(Kind.LABEL, country="CN"), today=DAY).state is State.IMPORTED
    assert piece(Entry(Kind.LABEL, country="ID"), today=DAY).state is State.DOMESTIC
    assert piece(Entry(state=State.IMPORTED), today=DAY).country is None


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry(Kind.REGISTRATION, State.DOMESTIC, number="ML 867031004482"), "number_says_imported"),
        (Entry(Kind.REGISTRATION, State.IMPORTED, number="MD 265228006191"), "number_says_domestic"),
        (Entry(Kind.REGISTRATION, State.UNKNOWN, number="MD 265228006191"), "number_says_domestic"),
        (Entry(Kind.REGISTRATION, State.DOMESTIC, number="NA18221901080"), "number_says_nothing"),
        (Entry(Kind.REGISTRATION, number="MD 1"), "registration_length"),
        (Entry(Kind.REGISTRATION), "number_missing"),
        (Entry(Kind.REGISTRATION, number="  "), "number_missing"),
        (Entry(Kind.REGISTRATION, country="CN", number="MD 265228006191"), "country_of_domestic"),
        (Entry(Kind.TKDN, number="T-1"), "tkdn_missing"),
        (Entry(Kind.TKDN, State.IMPORTED, tkdn_bp=5000), "tkdn_is_domestic"),
        (Entry(Kind.TKDN, tkdn_bp=5000, bmp_bp=1501), "bmp_too_large"),
        (Entry(Kind.TKDN, country="CN", tkdn_bp=5000), "country_of_domestic"),
        (Entry(Kind.LABEL, State.DOMESTIC, tkdn_bp=5000), "only_certificates_have_tkdn"),
        (Entry(Kind.LABEL, State.DOMESTIC, bmp_bp=500), "only_certificates_have_tkdn"),
        (Entry(Kind.LABEL), "state_missing"),
        (Entry(Kind.LABEL, State.UNKNOWN), "state_of_nothing"),
        (Entry(Kind.LABEL, State.DOMESTIC, country="CN"), "country_of_domestic"),
        (Entry(Kind.LABEL, State.IMPORTED, country="ID"), "country_of_imported"),
        (Entry(Kind.LABEL, State.IMPORTED, country="XX"), "country_unknown"),
        (Entry(Kind.LABEL, State.IMPORTED, country="China"), "country_unknown"),
        (Entry(Kind.TKDN, tkdn_bp=1, valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)), "valid_until_before_from"),
        (Entry(Kind.TKDN, tkdn_bp=1, valid_from=date(2026, 11, 25)), "begins_later"),
        (Entry(Kind.LABEL, State.DOMESTIC, regency="647"), "not_a_regency"),
        (Entry(Kind.LABEL, State.DOMESTIC, note="x" * 201), "text_too_long"),
    ],
)
def test_a_piece_never_says_more_than_it_proves(entry, code):
    assert refusal(entry) == code


def test_every_refusal_has_its_sentence():
    from pos_app.sentences import SENTENCES

    for code in ("number_says_nothing", "bmp_too_large", "begins_later", "text_too_long", "not_a_regency", "registration_letter"):
        assert code in SENTENCES


@pytest.mark.parametrize(("text", "value"), [("52.3", 5230), ("52,35", 5235), ("0", 0), ("100", 10_000), ("100.00", 10_000), ("7 %", 700)])
def test_a_percentage_is_read_with_point_or_comma(text, value):
    assert basis_points(text) == value


@pytest.mark.parametrize("text", ["140", "100.01", "-1", "52.345", "", "abc", "1e2", "٥٠", "5.", "1.000"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(Refused, match="not_a_percentage"):
        basis_points(text)


def test_words_are_read_whatever_their_case_and_others_are_refused():
    assert (chosen_kind(None), chosen_kind(" TKDN ")) == (Kind.SHOP, Kind.TKDN)
    assert (chosen_state(None), chosen_state("Imported")) == (None, State.IMPORTED)
    assert (chosen_size(""), chosen_size("micro")) == (None, MakerSize.MICRO)
    for read, code in ((chosen_kind, "unknown_kind_of_evidence"), (chosen_state, "unknown_state"), (chosen_size, "unknown_maker_size")):
        with pytest.raises(Refused, match=code):
            read("gs1 prefix")


def test_the_countries_are_those_of_the_locale_data():
    from babel import Locale

    assert len(CODES) == 249
    assert set(Locale("en").territories) >= CODES
