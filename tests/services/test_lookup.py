"""Which article a code means: letter for letter first, then as what it may be."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.errors import Refused
from pos_app.services import lookup, origins
from pos_app.services.shop import OWNER
from tests.shelf import TEA, base_list, put

DAY = date(2026, 11, 24)


def names(shop, text: str) -> list[str]:
    with shop.uow.read() as u:
        return [x.product.name for x in lookup.find(u, text, day=DAY)]


def test_codes_are_met_letter_for_letter_first(shop):
    put(shop, "44330009", 1, name="SATU")
    put(shop, "44.330009", 1, name="DUA")
    put(shop, "AB*2", 1, name="BINTANG")
    assert (names(shop, "44330009"), names(shop, "44.330009"), names(shop, " 44330009 ")) == (["SATU"], ["DUA"], ["SATU"])
    with shop.uow.read() as u:
        assert lookup.with_quantity(u, "AB*2", day=DAY)[1] == 1000
        assert lookup.with_quantity(u, "AB*2*0.5", day=DAY)[1] == 500
    put(shop, "MI", 3000, name="MI")
    origins.record(shop, OWNER, "MI", Entry(Kind.REGISTRATION, number="MD265228006191"))
    with shop.uow.read() as u:
        for text, qty in (
            ("(90)MD265228006191(91)290101*2", 2000),
            ("90MD265228006191\x1d91290101*0.5", 500),
            ("(90)MD265228006191(10)A*B", 1000),
        ):
            assert lookup.with_quantity(u, text, day=DAY)[1] == qty, text


def test_upc_ean_and_carton_codes_of_one_thing_find_it(shop):
    put(shop, "077700000128", 1, name="SIRUP")
    put(shop, "0041331021241", 1, name="KACANG")
    for text in (
        "077700000128",
        "0077700000128",
        "00077700000128",
        "(01)00077700000128(10)A1",
        "0100077700000128\x1d10A1",
        "]d20100077700000128",
    ):
        assert names(shop, text) == ["SIRUP"], text
    assert names(shop, "41331021241") == ["KACANG"]


def test_a_pack_is_found_by_its_own_code(shop):
    put(shop, "MI", 3000, packs=[("MI-DUS", "dus", 40, 103_500)])
    with shop.uow.read() as u:
        (pack,) = lookup.find(u, "MI-DUS", day=DAY)
    assert (pack.unit, pack.holds, pack.price_idr) == ("dus", 40_000, 103_500)


def test_caps_lock_does_not_hide_an_article(shop):
    put(shop, "Kripik-A", 1, name="KERIPIK")
    assert names(shop, "kRIPIK-a") == ["KERIPIK"]


def test_what_is_archived_is_not_found(shop):
    put(shop, "LAMA", 1, archived_at="2026-01-01T00:00:00.000Z")
    assert names(shop, "LAMA") == []


@pytest.mark.parametrize(
    ("text", "milli"),
    [("1", 1000), ("0.25", 250), ("12", 12_000), (".5", 500), ("2.125", 2125), ("999999.999", 999_999_999), ("007", 7000)],
)
def test_a_quantity_has_a_point_and_at_most_three_decimals(text, milli):
    assert lookup.quantity(text) == milli


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "quantity_not_positive"),
        ("-1", "quantity_not_positive"),
        ("0.0005", "finer_than_a_thousandth"),
        ("1,5", "not_a_point_quantity"),
        ("", "not_a_point_quantity"),
        (".", "not_a_point_quantity"),
        ("1e3", "not_a_point_quantity"),
        ("٣", "not_a_point_quantity"),
        ("1.", "not_a_point_quantity"),
        ("8997770000014", "quantity_too_large"),
        ("9" * 5000, "not_a_point_quantity"),
        ("+1", "not_a_point_quantity"),
        ("--1", "not_a_point_quantity"),
    ],
)
def test_what_is_no_quantity_is_refused(text, code):
    with pytest.raises(Refused, match=code):
        lookup.quantity(text)


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape")))
@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_scanned_never_raises(shop, text):
    assert isinstance(names(shop, text), list)


@pytest.mark.parametrize("text", ["", " ", "\0", "a\0b", "\udcff", "*", "**", "]d2", "(01)", "90", "\x1d\x1d", "9" * 10_000, "🍵"])
def test_odd_scans_find_nothing(shop, text):
    base_list(shop)
    assert names(shop, text) == []
    assert names(shop, TEA) == ["TEH CONTOH 50G"]
