"""The one formatter: what it wrote it reads back, and what it does not understand it refuses."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app import formatting as f
from pos_app.domain.money import MOST_IDR
from pos_app.domain.quantity import MOST
from pos_app.errors import Refused

LANGUAGES = st.sampled_from(f.LANGUAGES)


@given(st.integers(-MOST_IDR, MOST_IDR), LANGUAGES)
def test_an_amount_is_read_back_as_it_was_written(value, language):
    assert f.parse_rupiah(f.rupiah(value, language), language) == value
    assert f.parse_rupiah(f.number(value, language), language) == value


@given(st.integers(-MOST, MOST), LANGUAGES)
def test_a_quantity_is_read_back_as_it_was_written(value, language):
    assert f.parse_qty(f.qty(value, language), language) == value


@given(st.integers(0, MOST_IDR * 10_000), LANGUAGES)
def test_a_cost_is_read_back_as_it_was_written(value, language):
    assert f.parse_cost(f.cost(value, language), language) == value


@given(st.integers(0, 10_000), LANGUAGES)
def test_a_percentage_is_read_back_as_it_was_written(value, language):
    assert f.parse_percent(f.share(value, language, decimals=2), language) == value


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [(12500, "Rp12.500", "Rp\u00a012,500"), (0, "Rp0", "Rp\u00a00"), (-14105, "−Rp14.105", "−Rp\u00a014,105")],
)
def test_amounts_look_as_on_a_price_tag(value, indonesian, english):
    assert (f.rupiah(value, "id"), f.rupiah(value, "en")) == (indonesian, english)


def test_fifteen_point_zero_zero_zero_is_fifteen_thousand_in_indonesian():
    assert f.parse_rupiah("15.000", "id") == 15_000
    assert f.parse_rupiah(" Rp 15.000 ", "id") == 15_000
    assert f.parse_rupiah("rp15,000", "en") == 15_000


@pytest.mark.parametrize(
    "text", ["1,5", "8.33", "15.00", "1.5000", "0.500", "00.500", "Rp", "", "abc", "1 000", "12,000", "-", "--5", "1e3", "٣", "5.", "=1+1"]
)
def test_what_is_no_whole_rupiah_in_indonesian_is_refused_and_never_repaired(text):
    with pytest.raises(Refused, match="not_whole_rupiah"):
        f.parse_rupiah(text, "id")


@pytest.mark.parametrize("text", ["8.33", "0.500", "0.735", "1,2,3", ",5", "5,", "", "½", "1_000", "NaN", "inf"])
def test_what_is_no_quantity_in_indonesian_is_refused(text):
    with pytest.raises(Refused, match="not_a_quantity"):
        f.parse_qty(text, "id")


def test_half_a_unit_is_a_comma_in_indonesian_and_a_point_in_english():
    assert f.parse_qty("0,5", "id") == f.parse_qty("0.5", "en") == 500


def test_what_is_finer_than_a_thousandth_is_refused():
    with pytest.raises(Refused, match="finer_than_a_thousandth"):
        f.parse_qty("0,0005", "id")


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(Refused, match="amount_too_large"):
        f.parse_rupiah("8997770000014", "id")
    with pytest.raises(Refused, match="quantity_too_large"):
        f.parse_qty("8997770000014", "id")
    with pytest.raises(Refused, match="amount_too_large"):
        f.parse_cost("8997770000014", "id")


@pytest.mark.parametrize("parse", [f.parse_rupiah, f.parse_qty, f.parse_cost, f.parse_percent])
def test_endless_digits_are_refused_like_any_other_nonsense(parse):
    with pytest.raises(Refused):
        parse("9" * 5_000, "id")


@pytest.mark.parametrize("text", ["-1", "1,23456", "abc", ""])
def test_what_is_no_cost_is_refused(text):
    with pytest.raises(Refused, match="not_a_cost"):
        f.parse_cost(text, "id")


@pytest.mark.parametrize("text", ["100,01", "100,01 %", "-1%", "5,123", "%", "", "101"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(Refused, match="not_a_percentage"):
        f.parse_percent(text, "id")


def test_percentages_may_carry_their_sign():
    assert f.parse_percent("5,5 %", "id") == f.parse_percent("5.5%", "en") == 550


@given(st.text(max_size=40), LANGUAGES)
def test_whatever_is_typed_is_read_or_refused(text, language):
    for parse in (f.parse_rupiah, f.parse_qty, f.parse_cost, f.parse_percent):
        try:
            parse(text, language)
        except Refused as no:
            assert no.code in {
                "not_whole_rupiah",
                "not_a_quantity",
                "not_a_cost",
                "not_a_percentage",
                "finer_than_a_thousandth",
                "amount_too_large",
                "quantity_too_large",
            }


@given(st.integers(-MOST, MOST))
def test_a_thing_typed_in_the_other_language_is_refused_or_means_the_same(value):
    """A quantity with decimals written in English is never read as another one in Indonesian, but for whole thousands."""
    text = f.qty(value, "en")
    try:
        read = f.parse_qty(text, "id")
    except Refused:
        return
    assert read == value or ("." in text and len(text.partition(".")[2]) == 3)


def test_a_share_is_a_dash_where_there_is_none():
    assert f.share(None, "id") == f.DASH
    assert f.share(3333, "id") == "33,3%"
    assert f.share(3335, "en") == "33.4%"
    assert f.share(9_999, "id", decimals=0) == "100%"
    assert f.share(-1, "id") == "0,0%"
    assert f.share(-50, "id") == "−0,5%"


def test_days_and_times_are_the_shops():
    at = datetime(2026, 11, 23, 23, 19, tzinfo=UTC)
    assert f.day(date(2026, 11, 24), "id") == "24.11.2026"
    assert f.day(date(2026, 11, 24), "en") == "24 Nov 2026"
    assert f.clock(at, "Asia/Makassar", "id") == "07.19 WITA"
    assert f.instant(at, "Asia/Makassar", "en") == "24 Nov 2026 07:19 WITA"
    assert f.wall_time("2026-11-24 07:19", "id") == "24.11.2026 07.19"
    assert f.wall_time("2026-11-24 07:19:05", "en") == "24 Nov 2026 07:19:05"
    assert f.month(date(2026, 10, 1), "id") == "Oktober 2026"
    assert f.month_name(10, "id", short=True) == "Okt"
    assert f.zone_name("Asia/Jayapura") == "WIT"
    assert f.zone_name("Europe/Berlin") == "Europe/Berlin"
