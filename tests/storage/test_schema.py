"""The frozen scripts are the tables of the program; an older database is brought on after a backup, a newer one refused."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from pos_app import bootstrap, files
from pos_app.errors import Refused, Unavailable
from pos_app.services import check
from pos_app.storage import backup, migrations, schema
from pos_app.storage import engine as engines
from pos_app.storage.tables import APPEND_ONLY, metadata


def anatomy(engine) -> dict[str, object]:
    """Tables, columns, types, keys, indexes and triggers as the database has them."""
    found: dict[str, object] = {}
    look = inspect(engine)
    for name in look.get_table_names():
        if name == "alembic_version":
            continue
        found[name] = (
            [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(name)],
            look.get_pk_constraint(name)["constrained_columns"],
            sorted((f["constrained_columns"][0], f["referred_table"]) for f in look.get_foreign_keys(name)),
            sorted((i["name"] or "", tuple(i["column_names"]), bool(i["unique"])) for i in look.get_indexes(name)),
            sorted(tuple(u["column_names"]) for u in look.get_unique_constraints(name)),
            sorted(c["sqltext"].strip("()") for c in look.get_check_constraints(name)),
        )
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")).all()
            strict = connection.execute(text("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' ORDER BY name")).all()
            found["strict"] = [tuple(row) for row in strict if row.name in metadata.tables]
        else:
            rows = connection.execute(
                text("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
            ).all()
        found["triggers"] = [tuple(row) for row in rows]
    return found


@pytest.fixture
def opened(places):
    engines_made = []

    def connect(place: str):
        engines_made.append(engines.connect(place, create=True))
        return engines_made[-1]

    yield connect
    for engine in engines_made:
        engine.dispose()


def test_the_frozen_script_makes_the_tables_of_the_program(places, opened):
    shop = opened(places.with_shop())
    plain = opened(places.empty())
    with plain.begin() as connection:
        metadata.create_all(connection)
    wanted, found = anatomy(plain), anatomy(shop)
    assert found.pop("triggers")
    assert wanted.pop("triggers") == []
    assert found == wanted


def test_alembic_makes_the_same_of_an_empty_database(places, opened):
    shop, fresh = opened(places.with_shop()), opened(places.empty())
    schema.upgrade(fresh)
    assert anatomy(fresh) == anatomy(shop)
    with fresh.connect() as connection:
        assert engines.schema_version(connection) == migrations.HEAD


def test_every_column_is_strict_and_holds_whole_numbers_or_text(places, opened):
    engine = opened(places.with_shop())
    if engine.dialect.name == "sqlite":
        assert all(strict for _name, strict in anatomy(engine)["strict"])
    kinds = {str(c["type"]) for name in inspect(engine).get_table_names() for c in inspect(engine).get_columns(name)}
    assert kinds <= {"INTEGER", "BIGINT", "TEXT", "BLOB", "BYTEA", "VARCHAR(32)", 'TEXT COLLATE "C"'}


def test_text_is_compared_byte_by_byte_on_a_server_too(places, opened):
    engine = opened(places.with_shop())
    with engine.connect() as connection:
        one = connection.execute(
            text("SELECT name FROM (SELECT name FROM setting UNION SELECT 'Zebra' UNION SELECT 'apel') x ORDER BY name")
        ).scalars()
        assert next(iter(one)) == "Zebra"


def test_every_append_only_table_has_its_triggers(places, opened):
    told = " ".join(sql for _name, sql in anatomy(opened(places.with_shop()))["triggers"])
    for name in APPEND_ONLY:
        assert f" ON {name}\n" in told or f" ON public.{name} " in told


def newer_release(monkeypatch, folder: Path, statement: str) -> None:
    """A program with one more version of the schema than this one."""
    copy = folder / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    lines = [
        "from alembic import op",
        "revision = '0002'",
        "down_revision = '0001'",
        "def upgrade():",
        f"    op.get_bind().exec_driver_sql({statement!r})",
    ]
    (copy / "versions" / "v0002_next.py").write_text("\n".join(lines))
    monkeypatch.setattr(migrations, "__file__", str(copy / "__init__.py"))
    monkeypatch.setattr(migrations, "VERSIONS", ("0001", "0002"))
    monkeypatch.setattr(migrations, "HEAD", "0002")


def test_an_older_database_is_backed_up_and_then_brought_on(places, clock, new_uid, tmp_path, monkeypatch, opened):
    place = places.with_shop()
    monkeypatch.chdir(tmp_path)
    newer_release(monkeypatch, tmp_path, "ALTER TABLE setting ADD COLUMN colour TEXT")
    bootstrap.open_shop(place, clock=clock, new_uid=new_uid).close()
    engine = opened(place)
    assert "colour" in {c["name"] for c in inspect(engine).get_columns("setting")}
    with engine.connect() as connection:
        assert engines.schema_version(connection) == "0002"
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    (made,) = tmp_path.glob("*.v0001-20261124T020000.backup")
    with backup.opened(made) as plain:
        old = opened(str(plain))
        assert "colour" not in {c["name"] for c in inspect(old).get_columns("setting")}
        old.dispose()
    bootstrap.open_shop(place, clock=clock, new_uid=new_uid).close()
    assert len(list(tmp_path.glob("*.backup"))) == 1


def test_a_step_that_fails_leaves_the_older_database_as_it_was(places, clock, new_uid, tmp_path, monkeypatch, opened):
    place = places.with_shop()
    monkeypatch.chdir(tmp_path)
    before = anatomy(opened(place))
    with monkeypatch.context() as newer:
        newer_release(newer, tmp_path, "ALTER TABLE no_such_table ADD COLUMN colour TEXT")
        with pytest.raises(Exception, match="no_such_table"):
            bootstrap.open_shop(place, clock=clock, new_uid=new_uid)
    assert anatomy(opened(place)) == before
    shop = bootstrap.open_shop(place, clock=clock, new_uid=new_uid)
    assert check.problems(shop) == []
    shop.close()


def test_without_its_backup_an_older_database_is_not_touched(places, clock, new_uid, tmp_path, monkeypatch, opened):
    place = places.with_shop()
    newer_release(monkeypatch, tmp_path, "ALTER TABLE setting ADD COLUMN colour TEXT")

    def no_room(*_args, **_more):
        raise Unavailable("cannot_write", path=place)

    monkeypatch.setattr(backup, "save", no_room)
    with pytest.raises(Unavailable, match="cannot_write"):
        bootstrap.open_shop(place, clock=clock, new_uid=new_uid)
    assert "colour" not in {c["name"] for c in inspect(opened(place)).get_columns("setting")}


def test_a_newer_database_is_refused_and_left_as_it_is(places, opened):
    place = places.with_shop()
    with opened(place).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = Path(place).read_bytes() if Path(place).exists() else None
    with pytest.raises(Refused, match="database_newer"):
        bootstrap.open_shop(place)
    if before is not None:
        assert Path(place).read_bytes() == before


def test_another_programs_tables_are_refused_and_left(places, opened):
    place = places.empty()
    with opened(place).begin() as connection:
        connection.execute(text("CREATE TABLE barang (nama TEXT)"))
    with pytest.raises(Refused, match="not_a_shop_database"):
        bootstrap.init(place, name="Toko")
    with pytest.raises(Refused, match="not_a_shop_database"):
        bootstrap.open_shop(place)
    assert inspect(opened(place)).get_table_names() == ["barang"]


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("moment", ["schema", "rows", "name"])
def test_killed_at_any_moment_of_its_making_a_shop_can_be_made_again(places, moment):
    """What stands in the place is a whole shop or nothing."""
    place = places.empty()
    killed = f"""
import os, signal
from pos_app import bootstrap, files
from pos_app.storage import migrations
from pos_app.storage.books import Books
where = {{"schema": migrations, "rows": Books, "name": files}}[{moment!r}]
what = {{"schema": "make", "rows": "found", "name": "publish"}}[{moment!r}]
was = getattr(where, what)
def dies(*given, **named):
    if {moment!r} != "name":
        was(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(where, what, dies)
bootstrap.init({place!r}, name="Toko")
"""
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == -signal.SIGKILL
    assert not Path(place).exists()
    bootstrap.init(place, name="Toko Sari").close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_of_two_made_at_once_the_first_stays(places, monkeypatch):
    place = places.empty()
    publish = files.publish

    def late(beside, path):
        with monkeypatch.context() as first:
            first.setattr(files, "publish", publish)
            first.setattr(os, "getpid", lambda: 1)
            bootstrap.init(place, name="Toko Pertama").close()
        publish(beside, path)

    monkeypatch.setattr(files, "publish", late)
    with pytest.raises(Refused, match="shop_exists"):
        bootstrap.init(place, name="Toko Kedua")
    shop = bootstrap.open_shop(place)
    with shop.uow.read() as u:
        assert u.books.settings()["name"] == "Toko Pertama"
    shop.close()
    assert [x.name for x in Path(place).parent.iterdir() if "part" in x.name] == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_new_shop_is_whole_in_its_file_before_it_gets_its_name(places, monkeypatch):
    """A full disk once left the schema in the write-ahead log of the unfinished file, and named it a shop."""
    place, seen = places.empty(), []
    publish = files.publish

    def look(beside, path):
        seen.extend(sorted(x.name.removeprefix(beside.name) for x in beside.parent.iterdir() if x.name.startswith(beside.name)))
        publish(beside, path)

    monkeypatch.setattr(files, "publish", look)
    bootstrap.init(place, name="Toko Sari").close()
    assert seen == [""]


def test_a_shop_is_not_made_over_a_shop(places):
    place = places.with_shop()
    with pytest.raises(Refused, match="shop_exists"):
        bootstrap.init(place, name="Toko Lain")
    shop = bootstrap.open_shop(place)
    with shop.uow.read() as u:
        assert u.books.settings()["name"] == "Toko Sari"
    shop.close()
