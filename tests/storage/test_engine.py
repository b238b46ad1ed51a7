"""How a database is opened: what each connection is set to, and what is left alone because it is not ours."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from pos_app import bootstrap, files, texts
from pos_app.errors import Refused, Unavailable
from pos_app.storage import engine as engines
from tests.services.counter import sell
from tests.shelf import TEA, base_list


def pragmas(connection) -> tuple[object, ...]:
    return tuple(
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("synchronous", "foreign_keys", "recursive_triggers", "journal_mode")
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_pooled_connection_syncs_in_full_and_keeps_foreign_keys(shop_place):
    engine = engines.connect(shop_place)
    found = []
    with engine.connect() as first, engine.connect() as second:
        found += [pragmas(first), pragmas(second)]
        other = threading.Thread(target=lambda: found.append(_in_thread(engine)))
        other.start()
        other.join()
    with engine.connect() as again:
        found.append(pragmas(again))
    engine.dispose()
    assert found == [(2, 1, 1, "wal")] * 4


def _in_thread(engine) -> tuple[object, ...]:
    with engine.connect() as connection:
        return pragmas(connection)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_naming_the_open_shop_as_a_file_to_write_leaves_its_locks(shop, shop_place):
    """A look into the file dropped them; the next command that ended then cleared away the log of an open till."""
    base_list(shop)
    sell(shop, TEA)
    with pytest.raises(Refused, match="is_a_database"):
        files.ready(Path(shop_place))
    other = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM sale').fetchone(); c.close()"
    subprocess.run([sys.executable, "-c", other, shop_place], check=True)
    assert Path(f"{shop_place}-wal").exists()


def test_a_shop_may_lie_in_a_folder_with_any_name(tmp_path):
    folder = tmp_path / "toko #1 & 100% ?x=1 é"
    place = str(folder / "buku besar.db")
    bootstrap.init(place, name="Toko Sari").close()
    assert sorted(path.name for path in folder.iterdir()) == ["buku besar.db"]
    bootstrap.open_shop(place).close()


def foreign(folder: Path, kind: str) -> Path:
    path = folder / "place.db"
    if kind == "noise":
        path.write_bytes(random.Random(7).randbytes(9000))
    elif kind == "text":
        path.write_text("satu dua tiga\n")
    elif kind == "empty file":
        path.touch()
    elif kind == "other database":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT)")
        connection.close()
    elif kind == "torn head":
        path.write_bytes(b"SQLite format 3\0" + b"\0" * 20)
    elif kind == "pipe":
        os.mkfifo(path)
    return path


@pytest.mark.parametrize("kind", ["noise", "text", "empty file", "other database", "torn head"])
@pytest.mark.parametrize("opens", [bootstrap.open_shop, lambda place: bootstrap.init(place, name="Toko")])
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(tmp_path, kind, opens):
    path = foreign(tmp_path, kind)
    before = path.read_bytes()
    with pytest.raises(Refused, match="not_a_shop_database"):
        opens(str(path))
    assert path.read_bytes() == before
    assert [x.name for x in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_a_pipe_is_no_shop_and_is_not_waited_for(tmp_path):
    with pytest.raises(Refused, match="not_a_shop_database"):
        bootstrap.open_shop(str(foreign(tmp_path, "pipe")))


def test_a_folder_is_no_shop(tmp_path):
    for opens in (bootstrap.open_shop, lambda place: bootstrap.init(place, name="Toko")):
        with pytest.raises(Refused, match="not_a_shop_database"):
            opens(str(tmp_path))


@pytest.mark.parametrize("name", ["nothing.db", "no/such/folder.db", "a" * 5000, "nul\0.db"])
def test_a_place_with_nothing_in_it_is_refused_and_nothing_is_made(tmp_path, name):
    with pytest.raises((Refused, Unavailable)) as no:
        bootstrap.open_shop(str(tmp_path / name))
    assert no.value.code in {"database_missing", "cannot_open"}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_shop_is_named_as_such(tmp_path):
    place = tmp_path / "shop.db"
    bootstrap.init(str(place), name="Toko Sari").close()
    raw = place.read_bytes()
    place.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))
    with pytest.raises((Unavailable, Refused)) as no:
        bootstrap.open_shop(str(place))
    assert no.value.code in {"database_damaged", "not_a_shop_database"}


@pytest.mark.parametrize("address", ["mysql://u@host/x", "sqlite:///x.db", "http://x", "PostgreSQL://u@host/x"])
@pytest.mark.parametrize("opens", [bootstrap.open_shop, lambda place: bootstrap.init(place, name="Toko")])
def test_the_address_of_something_else_is_refused_and_makes_no_folder(tmp_path, monkeypatch, address, opens):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match="not_a_server_address"):
        opens(address)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["postgresql://u@host:port/x", "postgresql://u@[::1/x", "postgres://"])
def test_what_is_no_address_of_a_server_is_refused(address):
    with pytest.raises((Refused, Unavailable)) as no:
        bootstrap.open_shop(address)
    assert no.value.code in {"not_a_server_address", "server_unreachable"}


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_named(postgres_port):
    with pytest.raises(Unavailable, match="server_unreachable"):
        bootstrap.open_shop("postgresql://postgres@127.0.0.1:1/none")
    with pytest.raises(Unavailable, match="server_unreachable"):
        bootstrap.open_shop(f"postgresql://nobody_made_this@127.0.0.1:{postgres_port}/nobody_made_this")


@pytest.mark.postgresql
@pytest.mark.parametrize("opens", [bootstrap.open_shop, lambda place: bootstrap.init(place, name="Toko")])
def test_a_database_the_server_has_not_is_named_as_such(postgres_port, opens):
    with pytest.raises(Refused, match="no_such_database"):
        opens(f"postgresql://postgres@127.0.0.1:{postgres_port}/nobody_made_this")


def test_a_password_is_never_said():
    assert "geheim" not in engines.shown("postgresql://u:geheim@host/x")
    assert engines.shown("a/b.db") == "a/b.db"


def test_an_address_is_said_as_it_was_given():
    assert engines.shown("postgresql://u@host:5432/x") == "postgresql://u@host:5432/x"


@pytest.mark.parametrize(("free", "code"), [(4096, "disk_full"), (10**9, "disk_failed")])
def test_shared_memory_that_finds_no_room_is_a_full_disk(tmp_path, monkeypatch, free, code):
    cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    monkeypatch.setattr(engines.shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    assert engines.world_failed(OperationalError("INSERT", {}, cause), str(tmp_path / "x.db")).code == code


class Told(Exception):
    """Stands for what the driver of a server raises."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("told")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [("40P01", "database_busy"), ("40001", "database_busy"), ("55P03", "database_busy"), ("53100", "disk_full"), ("25006", "read_only"),
     ("42501", "read_only"), ("58030", "disk_failed"), ("57P01", "server_unreachable"),
     ("08006", "server_unreachable"), (None, "server_unreachable"),
     ("53300", "server_unreachable"), ("23505", None), ("42P01", None), ("22003", None)],
)  # fmt: skip
def test_what_a_server_says_is_the_world_failing_or_a_defect(sqlstate, code):
    failed = engines.world_failed(OperationalError("SELECT 1", {}, Told(sqlstate)), "postgresql://u:geheim@host/x")
    assert (failed.code if failed else None) == code
    if failed:
        assert "geheim" not in texts.sentence(failed)


def test_a_broken_rule_of_the_database_is_a_defect_and_not_the_world():
    cause = sqlite3.IntegrityError("UNIQUE")
    assert engines.world_failed(DBAPIError("INSERT", {}, cause), "x.db") is None
