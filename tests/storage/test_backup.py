"""One compressed file holds the whole shop, whatever the engine; a torn one is refused and changes nothing."""

import gzip
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from pos_app import bootstrap
from pos_app.domain import days
from pos_app.domain.origin import State
from pos_app.errors import Refused, Unavailable
from pos_app.services import backups, basket, check, refunds
from pos_app.services.shop import OWNER
from pos_app.storage import backup, migrations
from pos_app.storage import engine as engines
from pos_app.storage.tables import metadata
from tests.services.counter import basket_of, on_hand, pay, sell
from tests.shelf import SUGAR, TEA, base_list, put, tag


def everything(place: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order of the keys."""
    engine = engines.connect(place)
    with engine.connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in metadata.tables.items()
        }
    engine.dispose()
    return found


@pytest.fixture
def busy(shop):
    """A shop in which something of everything has happened."""
    base_list(shop)
    put(shop, "KERIPIK", 5000, packs=[("KERIPIK-DUS", "dus", 12, 55_000)], stock=10, sku="A-1")
    tag(shop, TEA, State.DOMESTIC)
    tag(shop, SUGAR, State.IMPORTED, country="CN")
    sale = sell(shop, TEA, f"{SUGAR}*0.25", "KERIPIK-DUS", payments=pay(qris=20_000, cash=50_000))
    refunds.refund(shop, OWNER, sale.number, [("KERIPIK", 1000)], why="rusak")
    basket.keep(shop, OWNER, basket_of(shop, TEA))
    with shop.uow.write() as u:
        u.papers.issue(
            sha256="ab" * 32,
            kind="KL",
            number="KL-2026-10-0001",
            period=days.month("2026-10"),
            at=shop.clock(),
            figures="{}",
            body=bytes(range(256)),
        )
        u.commit()
    return shop


def test_a_backup_restored_elsewhere_is_the_same_shop_row_for_row(busy, shop_place, places, clock, tmp_path):
    file = tmp_path / "toko.backup"
    rows = backups.save(busy, file)
    before = everything(shop_place)
    assert rows == sum(len(found) for found in before.values())
    elsewhere = places.empty()
    assert backups.restore(file, elsewhere, at=clock()) is None
    assert everything(elsewhere) == before
    assert check.problems(busy) == []


def test_a_backup_goes_from_either_engine_to_a_file_and_back(busy, shop_place, places, clock, tmp_path):
    first, second = tmp_path / "1.backup", tmp_path / "2.backup"
    before = everything(shop_place)
    backups.save(busy, first)
    file = str(tmp_path / "as-file.db")
    backups.restore(first, file, at=clock())
    assert everything(file) == before
    opened = bootstrap.open_shop(file, clock=clock)
    backups.save(opened, second)
    opened.close()
    back = places.empty()
    backups.restore(second, back, at=clock())
    assert everything(back) == before
    again = bootstrap.open_shop(back, clock=clock, new_uid=busy.new_uid)
    sale = sell(again, TEA)
    assert check.problems(again) == []
    assert sale.number == "T1-20261124-0003"
    again.close()


def test_restoring_keeps_the_present_shop_beside(busy, shop_place, clock, tmp_path, engine):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    sell(busy, TEA)
    after = everything(shop_place)
    busy.close()
    kept = backups.restore(file, shop_place, at=clock())
    opened = bootstrap.open_shop(shop_place, clock=clock)
    assert on_hand(opened, TEA) == 99_000
    opened.close()
    if engine == "sqlite":
        assert kept == f"{shop_place}.before-20261124T020000000"
        assert everything(kept) == after
        assert backups.restore(file, shop_place, at=clock()) == f"{kept}-1"
        assert everything(kept) == after
        assert list(Path(shop_place).parent.glob(".*")) == []
    else:
        assert kept == "before-20261124T020000000"
        engine_ = engines.connect(shop_place)
        with engine_.connect() as connection:
            assert connection.execute(text(f'SELECT count(*) FROM "{kept}".sale')).scalar_one() == len(after["sale"])
        engine_.dispose()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_last_sales_are_in_what_is_kept_even_when_they_were_only_in_the_write_ahead_log(busy, shop_place, clock, tmp_path):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    sell(busy, TEA)
    assert Path(f"{shop_place}-wal").stat().st_size > 0
    cut = tmp_path / "after a power cut" / "toko.db"
    cut.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{shop_place}{ending}", f"{cut}{ending}")
    kept = backups.restore(file, str(cut), at=clock())
    lonely = tmp_path / "lonely" / "kept.db"
    lonely.parent.mkdir()
    Path(kept).rename(lonely)
    with sqlite3.connect(lonely) as connection:
        assert connection.execute("SELECT count(*) FROM sale").fetchone() == (3,)
    connection.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_while_another_program_reads_the_present_shop_nothing_is_replaced(busy, shop_place, clock, tmp_path, monkeypatch):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    monkeypatch.setattr(backup, "_PATIENCE_MS", 50)
    with busy.uow.read() as view:
        view.books.settings()
        sell(busy, TEA)
        with pytest.raises(Unavailable, match="database_busy"):
            backups.restore(file, shop_place, at=clock())
    with pytest.raises(Unavailable, match="database_busy"):
        backups.restore(file, shop_place, at=clock())  # a till that is open and does nothing just now
    assert on_hand(busy, TEA) == 98_000
    assert sorted(x.name for x in tmp_path.iterdir() if "before" in x.name or x.name.endswith(".part")) == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_sale_is_lost_when_somebody_restores_while_a_till_sells(busy, shop_place, tmp_path):
    """It went on selling into the file that was put aside, and the log of that file was cleared away."""
    file, sold, stop = tmp_path / "toko.backup", [], threading.Event()
    backups.save(busy, file)

    def till() -> None:
        while not stop.is_set():
            sold.append(sell(busy, TEA).uid)

    selling = threading.Thread(target=till)
    selling.start()
    restore = [sys.executable, "-m", "ui", "restore", str(file), "--db", shop_place]
    tried = subprocess.run(restore, check=False, capture_output=True, text=True)
    stop.set()
    selling.join()
    assert (tried.returncode, tried.stdout) == (1, "")
    with sqlite3.connect(shop_place) as connection:
        kept = {uid for (uid,) in connection.execute("SELECT uid FROM sale")}
    connection.close()
    assert sold
    assert set(sold) <= kept


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_damaged_shop_is_replaced_and_kept_as_it_is(busy, shop_place, clock, tmp_path):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    busy.close()
    whole = Path(shop_place).read_bytes()
    torn = whole[:4096] + b"\xff" * (len(whole) - 4096)
    Path(shop_place).write_bytes(torn)
    kept = backups.restore(file, shop_place, at=clock())
    assert Path(kept).read_bytes() == torn
    opened = bootstrap.open_shop(shop_place, clock=clock)
    assert on_hand(opened, TEA) == 99_000
    opened.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_where_the_disk_refuses_the_shop_stays_and_no_folder_is_left(busy, shop_place, clock, tmp_path, monkeypatch):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    busy.close()

    def full(_source, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.shutil, "copyfile", full)
    for place in (shop_place, str(tmp_path / "new" / "toko.db")):
        with pytest.raises(Unavailable, match="cannot_write"):
            backups.restore(file, place, at=clock())
    assert not (tmp_path / "new").exists()
    bootstrap.open_shop(shop_place, clock=clock).close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_torn_anywhere_is_refused(busy, shop_place, clock, tmp_path):
    file, torn = tmp_path / "toko.backup", tmp_path / "torn"
    backups.save(busy, file)
    raw, before = file.read_bytes(), everything(shop_place)
    cuts = sorted({0, 1, 2, 9, 10, 11, 40, len(raw) - 9, len(raw) - 8, len(raw) - 1, *range(100, len(raw), max(1, len(raw) // 60))})
    for cut in cuts:
        torn.write_bytes(raw[:cut])
        with pytest.raises(Refused, match="backup_torn|not_a_backup"):
            backups.restore(torn, shop_place, at=clock())
        with pytest.raises(Refused, match="backup_torn|not_a_backup"):
            backups.restore(torn, str(tmp_path / "fresh.db"), at=clock())
    for spot in range(10, len(raw), max(1, len(raw) // 40)):
        torn.write_bytes(raw[:spot] + bytes([raw[spot] ^ 0x55]) + raw[spot + 1 :])
        with pytest.raises(Refused, match="backup_torn|not_a_backup"):
            backups.restore(torn, shop_place, at=clock())
    assert everything(shop_place) == before
    assert not (tmp_path / "fresh.db").exists()
    assert not list(tmp_path.glob("*before*"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_no_backup_is_refused(busy, shop_place, clock, tmp_path):
    before = everything(shop_place)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    written = {
        "noise": b"\x07" * 5000,
        "empty": b"",
        "packed text": gzip.compress(b"satu dua tiga"),
        "packed other": gzip.compress(other.read_bytes()),
        "unpacked": Path(shop_place).read_bytes(),
    }
    for name, body in written.items():
        path = tmp_path / name
        path.write_bytes(body)
        with pytest.raises(Refused, match="not_a_backup"):
            backups.restore(path, shop_place, at=clock())
    with pytest.raises(Refused, match="file_missing"):
        backups.restore(tmp_path / "nothing here", shop_place, at=clock())
    with pytest.raises((Refused, Unavailable)):
        backups.restore(tmp_path, shop_place, at=clock())
    assert everything(shop_place) == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_of_a_newer_release_is_refused(busy, shop_place, clock, tmp_path, monkeypatch):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    monkeypatch.setattr(migrations, "VERSIONS", ())
    with pytest.raises(Refused, match="database_newer"):
        backups.restore(file, shop_place, at=clock())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_is_not_restored_over_what_is_no_shop(busy, clock, tmp_path):
    file, notes = tmp_path / "toko.backup", tmp_path / "notes.txt"
    backups.save(busy, file)
    notes.write_text("jangan dihapus")
    with pytest.raises(Refused, match="not_a_shop_database"):
        backups.restore(file, str(notes), at=clock())
    assert notes.read_text() == "jangan dihapus"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_never_overwrites_a_database(busy, shop_place, tmp_path):
    before = everything(shop_place)
    with pytest.raises(Refused, match="is_a_database"):
        backups.save(busy, Path(shop_place))
    assert everything(shop_place) == before
    with pytest.raises(Refused, match="folder_missing"):
        backups.save(busy, tmp_path / "no" / "toko.backup")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_that_cannot_be_written_leaves_the_one_before(busy, tmp_path, monkeypatch):
    file = tmp_path / "toko.backup"
    file.write_bytes(b"the one before")

    def no_room(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.shutil, "copyfileobj", no_room)
    with pytest.raises(Unavailable, match="cannot_write"):
        backups.save(busy, file)
    assert file.read_bytes() == b"the one before"
    assert [x.name for x in tmp_path.iterdir() if x.name.startswith(".")] == []


def test_rows_that_did_not_arrive_are_noticed_and_no_backup_is_left(busy, tmp_path, monkeypatch):
    make = migrations.make

    def losing(connection, version=migrations.HEAD):
        make(connection, version)
        connection.exec_driver_sql("CREATE TRIGGER lose BEFORE INSERT ON setting WHEN new.name = 'zone' BEGIN SELECT RAISE(IGNORE); END")

    monkeypatch.setattr(migrations, "make", losing)
    with pytest.raises(Unavailable, match="copy_incomplete"):
        backups.save(busy, tmp_path / "toko.backup")
    assert not (tmp_path / "toko.backup").exists()


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_backup_is_not_restored_over_another_programs_tables(busy, places, clock, tmp_path):
    file = tmp_path / "toko.backup"
    backups.save(busy, file)
    taken = places.empty()
    other = engines.connect(taken)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE barang (nama TEXT)"))
    other.dispose()
    with pytest.raises(Refused, match="not_a_shop_database"):
        backups.restore(file, taken, at=clock())
