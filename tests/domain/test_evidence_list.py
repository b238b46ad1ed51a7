"""Lists of evidence as people write them."""

from datetime import UTC, date, datetime

import pytest

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_list import read
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.sheets import Book, Number, Sheet
from pos_app.errors import Refused


def book(*rows):
    return Book("csv", (Sheet("", tuple(enumerate(rows, start=1))),))


def test_columns_are_known_by_their_names_in_any_order_below_a_title():
    (row,) = read(book(("Daftar asal barang",), ("Nomor", "KODE", "Bukti"), ("MD 265228006191", "8997770000014", "Izin edar")))
    assert (row.row, row.code, row.entry.kind, row.entry.number) == (3, "8997770000014", Kind.REGISTRATION, "MD 265228006191")


@pytest.mark.parametrize("counted", ["No", "No.", "Nomor"])
def test_a_column_that_counts_the_rows_is_no_number(counted):
    rows = read(book((counted, "Kode Barang", "Asal"), ("1", "A1", "dalam negeri"), (Number("2"), "A2", "impor")))
    assert [(row.code, row.entry.kind, row.entry.number) for row in rows] == [("A1", Kind.SHOP, None), ("A2", Kind.SHOP, None)]


def test_a_registration_number_names_its_articles_and_proves_beside_a_state():
    rows = read(
        book(("Izin edar", "Asal", "Produsen"), ("MD 265228006191", "dalam negeri", "'=PT"), ("", "impor", ""), ("SK-1", "impor", ""))
    )
    assert [(row.code, row.entry and row.entry.kind) for row in rows] == [
        ("MD 265228006191", Kind.REGISTRATION),
        ("", None),
        ("SK-1", Kind.SHOP),
    ]
    assert rows[0].entry.maker == "=PT"


def test_cells_are_read_as_what_they_are():
    head = ("code", "state", "kind", "tkdn", "valid_from", "valid_until", "maker_size")
    (row,) = read(
        book(
            head,
            (Number("8997770000014"), "Dalam Negeri", "tkdn", Number("52.35"), datetime(2025, 2, 1, tzinfo=UTC), "31/01/2028", "Mikro"),
        )
    )
    entry = row.entry
    assert (row.code, entry.state, entry.tkdn_bp) == ("8997770000014", State.DOMESTIC, 5235)
    assert (entry.valid_from, entry.valid_until, entry.maker_size) == (date(2025, 2, 1), date(2028, 1, 31), MakerSize.MICRO)


def test_a_date_cell_is_a_day():
    (row,) = read(book(("code", "state", "valid_from"), ("1", "domestic", date(2025, 2, 1))))
    assert row.entry.valid_from == date(2025, 2, 1)


def test_a_kind_left_out_follows_from_what_is_given_when_no_state_is():
    head = ("code", "state", "number", "tkdn")
    kinds = [
        row.entry.kind for row in read(book(head, ("1", "", "MD 265228006191", ""), ("2", "", "T-1", "50"), ("3", "domestic", "", "")))
    ]
    assert kinds == [Kind.REGISTRATION, Kind.TKDN, Kind.SHOP]


def test_a_bad_cell_refuses_its_row_alone():
    head = ("code", "state", "kind", "tkdn", "valid_until")
    rows = read(
        book(
            head,
            ("1", "maybe", "", "", ""),
            ("2", "domestic", "tkdn", "140", ""),
            ("3", "domestic", "label", "", "2026-02-30"),
            ("", "domestic", "", "", ""),
            ("5", "domestic", "", "", ""),
            ("6", "", "", "", ""),
            (None, None),
        )
    )
    assert [row.refusal.code if row.refusal else None for row in rows] == [
        "unknown_state",
        "not_a_percentage",
        "not_a_day",
        "evidence_without_code",
        None,
        None,
    ]
    assert rows[4].entry is not None
    assert rows[5].entry is None


@pytest.mark.parametrize("rows", [[("nama", "harga")], [("code", "name"), ("1", "TEH")], []])
def test_a_list_without_the_columns_is_refused(rows):
    with pytest.raises(Refused, match="no_origin_columns"):
        read(book(*rows))


def test_a_share_below_one_is_what_a_spreadsheet_keeps_for_a_percentage():
    rows = read(book(("code", "tkdn", "number"), ("K1", Number("0.4075"), "T1"), ("K2", Number("40.75"), "T2"), ("K3", "52.3%", "T3")))
    assert [(row.entry.kind, row.entry.tkdn_bp) for row in rows] == [(Kind.TKDN, 4075), (Kind.TKDN, 4075), (Kind.TKDN, 5230)]


def test_a_tkdn_figure_beside_a_state_is_a_certificate_and_countries_are_named_as_they_were_written():
    first, second = read(
        book(("kode", "asal", "negara", "tkdn"), ("K1", "Dalam Negeri", "Indonesia", "45,5"), ("K2", "impor", "Tiongkok", ""))
    )
    assert (first.entry.kind, first.entry.state, first.entry.country, first.entry.tkdn_bp) == (Kind.TKDN, State.DOMESTIC, "Indonesia", 4550)
    assert (second.entry.kind, second.entry.state, second.entry.country) == (Kind.SHOP, State.IMPORTED, "Tiongkok")
