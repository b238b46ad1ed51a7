"""Spoilt files never raise and never go in by halves: each is refused whole, or every one of its rows is accounted for."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pos_app.documents import tables
from pos_app.errors import Refused
from pos_app.services import check, coop, import_products, origin_lists, replay, snapshots
from pos_app.services.shop import OWNER, Shop
from tests.journeys import mangle

A, B, C = "8991234500416", "8991234500423", "8991234500447"
LISTS = [
    [
        ["Kode Barang", "Barcode", "Nama Barang", "Kategori", "Satuan", "Harga Beli", "Harga Jual", "Stok"],
        ["K1", A, "Teh Celup", "Minuman", "pcs", "2.450,50", "3.000", "12"],
        ["K2", B, "Gula Pasir", "Sembako", "kg", "12.500", "14.000", "7,25"],
        ["K3", "96", "Kerupuk & Emping", "Makanan", "bks", "1.000", "1.500", "-3"],
        ["", "", "TOTAL", "", "", "", "18.500", "16"],
    ],
    [
        ["TOKO CONTOH"],
        ["No", "Nama Barang", "Satuan", "Isi", "Harga", "Tgl Kadaluarsa"],
        ["1", "Kopi", "pcs", "1", "1500", "2027-01-31"],
        ["2", "Kopi", "renceng", "10", "14500", ""],
        ["A", "SEMBAKO"],
        ["3", "Beras", "kg", "1", "13500", ""],
    ],
    [
        ["Handle", "SKU", "Name", "Category", "Sold by weight", "Option 1 value", "Cost", "Barcode", "Price [Toko]", "In stock [Toko]"],
        ["teh", "10001", "Teh", "Minuman", "N", "", "2450.00", A, "3000.00", "36.000"],
        ["kaos", "10002", "Kaos", "Baju", "N", "M", "31000.00", B, "variable", "-2.000"],
        ["kaos", "10003", "", "", "N", "L", "31000.00", C, "45000.00", "1.500"],
    ],
]
SALES = [
    ["No Nota", "Tanggal", "Kode Barang", "Nama Barang", "Qty", "Harga", "Diskon", "Total", "Bayar"],
    ["N1", "14/03/2026 10:11", "K1", "Teh Celup", "2", "3.000", "", "6.000", "10.000"],
    ["N1", "14/03/2026 10:11", "K2", "Gula Pasir", "0,5", "14.000", "10%", "6.300", "10.000"],
    ["N2", "2026-03-15", "K2", "Gula Pasir", "-1", "14.000", "0", "-14.000", ""],
    ["Total", "", "", "", "1,5", "", "", "", ""],
]
ORIGINS = [
    ["code", "state", "country", "kind", "number", "tkdn", "bmp", "valid_from", "valid_until", "maker", "maker_size", "regency", "note"],
    ["K1", "", "", "registration", "BPOM RI MD 265228006191", "", "", "", "", "PT Contoh", "large", "6474", ""],
    ["K2", "domestic", "", "tkdn", "T-1", "52,35", "10", "2025-02-01", "2028-01-31", "", "small", "", "surat"],
    [A, "imported", "CN", "label", "", "", "", "", "", "", "", "", "Made in China"],
]
GOODS = "\n".join(",".join(f'"{cell}"' for cell in row) for row in LISTS[0][:-1]).encode()


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    import_products.take(shop, OWNER, GOODS, name="barang.csv")
    return shop


def size(shop: Shop) -> tuple[int, int]:
    """How many articles and how many lines of origin there are."""
    with shop.uow.read() as u:
        return len(u.lists.names()), u.origins.next_seq()


def a_list(shop: Shop, body: bytes) -> None:
    before = size(shop)
    try:
        done = import_products.take(shop, OWNER, body, name="rusak")
    except Refused:
        assert size(shop) == before
        return
    counts = {result: done.count(result) for result in ("taken", "updated", "unchanged", "refused")}
    assert sum(counts.values()) == len(done.outcomes)
    assert size(shop)[0] == before[0] + counts["taken"]
    assert all(outcome.notes for outcome in done.outcomes if outcome.result == "refused")
    accounted = [outcome.row.row for outcome in done.outcomes] + [skipped.row for skipped in done.listing.skipped]
    sheet = next(sheet for sheet in tables.read(body).sheets if sheet.name == done.listing.layout.sheet)
    below = [number for number, _row in sheet.rows if number > done.listing.layout.header_row]
    assert sorted(set(accounted)) == sorted(accounted)
    assert set(accounted) >= set(below) - {done.listing.layout.header_row + 1}, "a second row of the header aside"
    again = import_products.take(shop, OWNER, body, name="rusak")
    assert (again.count("taken"), again.count("updated")) == (0, 0)


def a_history(shop: Shop, body: bytes) -> None:
    try:
        done = replay.take(shop, OWNER, body, source="rusak")
    except Refused:
        return
    assert done.posted + done.unchanged + done.refused == done.receipts
    assert len({problem.receipt for problem in done.problems if problem.level == "refused"}) == done.refused


def a_list_of_origins(shop: Shop, body: bytes) -> None:
    before = size(shop)
    try:
        done, _changes = origin_lists.take(shop, OWNER, body)
    except Refused:
        assert size(shop) == before
        return
    assert sum(done.count(became) for became in ("taken", "updated", "unchanged", "refused")) == done.rows
    assert all(result.problem for result in done.results if result.became == "refused")


TRIALS: dict[str, tuple[list[mangle.Cells], Callable[[Shop, bytes], None]]] = {
    "goods": (LISTS, a_list),
    "history": ([SALES], a_history),
    "origins": ([ORIGINS], a_list_of_origins),
}


@pytest.mark.parametrize("what", TRIALS)
@pytest.mark.parametrize("files", [pytest.param(25, id="short"), pytest.param(2000, id="long", marks=pytest.mark.soak)])
def test_a_spoilt_file_never_raises_and_never_goes_in_by_halves(stocked: Shop, what: str, files: int) -> None:
    listed, trial = TRIALS[what]
    for seed in range(1, files + 1):
        dice = Random(f"{what} {seed}")
        body = mangle.file(dice.choice(listed), dice)
        try:
            trial(stocked, body)
        except Exception as broken:
            broken.add_note(f"{what}, seed {seed}: {body[:2000]!r}")
            raise
    assert check.problems(stocked) == []


@pytest.mark.parametrize("files", [pytest.param(40, id="short"), pytest.param(4000, id="long", marks=pytest.mark.soak)])
def test_a_spoilt_snapshot_is_refused_and_changes_nothing(stocked: Shop, tmp_path: Path, files: int) -> None:
    whole, path = snapshots.pack_snapshot(stocked), tmp_path / "toko.zip"
    for seed in range(files):
        body = mangle.data(whole, Random(f"snapshot {seed}"))
        path.write_bytes(body)
        done = coop.load(stocked, OWNER, [path])
        assert len(done.problems) == (body != whole), f"seed {seed}"
    assert len(coop.members(stocked)) <= 1
