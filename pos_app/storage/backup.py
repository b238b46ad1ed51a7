"""One way for backup, restore and moving between engines: a compressed SQLite file of the same schema.

Rows are copied table by table and counted on both sides, whatever the engine. In front of the gzip stream stand a mark
and the SHA-256 of all that follows, so that a file of which any byte is missing or changed is refused.
"""

import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BufferedReader
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, MetaData, Table, false, func, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from pos_app import files
from pos_app.errors import Refused, Unavailable
from pos_app.storage import migrations
from pos_app.storage.engine import APPLICATION_ID, IMMEDIATE, connect, identify, is_server, schema_version, shown, world_failed
from pos_app.storage.schema import to_wal

_ROWS: Final = 2_000
_PATIENCE_MS: Final = 2_000
"""How long a restore waits for a command that is just ending; a till that is open stays open."""
_MARK: Final = b"pos-app backup 1\n"
_DIGEST: Final = hashlib.sha256().digest_size


def save(source: Engine, target: Path) -> int:
    """Writes a backup of the whole shop to `target`; how many rows it holds.

    Raises:
        Refused: the folder is missing, or `target` is no plain file.
        Unavailable: the disk or the server failed; `target` is as it was.
    """
    if files.is_device(files.ready(target)):
        raise Refused("is_no_file", path=target)
    with _scratch(target.parent) as folder:
        plain, packed = folder / "shop.db", folder / "shop.backup"
        try:
            rows = _to_file(source, plain)
            with plain.open("rb") as raw, packed.open("w+b") as out:
                out.write(_MARK + bytes(_DIGEST))
                with gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=6, mtime=0) as zipped:
                    shutil.copyfileobj(raw, zipped)
                out.seek(len(_MARK) + _DIGEST)
                digest = hashlib.file_digest(out, "sha256").digest()
                out.seek(len(_MARK))
                out.write(digest)
                out.flush()
                os.fsync(out.fileno())
            packed.replace(target)
        except OSError as problem:
            raise Unavailable("cannot_write", path=target) from problem
        except DatabaseError as problem:
            failed = world_failed(problem, str(target))
            if failed is None:
                raise
            raise failed from problem
    return rows


def copy(source: Engine, place: Path) -> None:
    """Writes the whole shop into a new file that can be opened at once.

    Raises:
        Unavailable: the disk or the server failed.
    """
    try:
        _to_file(source, place)
        _settle(place)
    except OSError as problem:
        raise Unavailable("cannot_write", path=place) from problem
    except DatabaseError as problem:
        failed = world_failed(problem, str(place))
        if failed is None:
            raise
        raise failed from problem


def before_upgrade(source: Engine, place: str, *, version: str, at: datetime) -> Path:
    """The backup made before a database of an older `version` is changed; where it lies."""
    name = source.url.database or "shop" if is_server(place) else Path(place).name
    folder = Path.cwd() if is_server(place) else Path(place).parent
    target = folder / f"{name}.v{version}-{at:%Y%m%dT%H%M%S}.backup"
    save(source, target)
    return target


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix=".pos-app-", dir=beside))
    except OSError as problem:
        raise Unavailable("cannot_write", path=beside) from problem
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _to_file(source: Engine, plain: Path) -> int:
    target = connect(str(plain), create=True)
    reads = source
    if source.dialect.name == "postgresql":
        reads = source.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    try:
        with reads.connect() as here, target.execution_options(**{IMMEDIATE: True}).connect() as there:
            version = schema_version(here) or migrations.HEAD
            migrations.make(there, version)
            there.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            rows = _copy(here, there)
            there.commit()
    finally:
        target.dispose()
    return rows


def _tables(connection: Connection) -> list[Table]:
    """The shop's tables as this database has them, parents before children."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _copy(here: Connection, there: Connection) -> int:
    """Copies every table of `there` from `here` in key order and counts both sides."""
    copied = 0
    for table in _tables(there):
        query = select(*table.columns).order_by(*table.primary_key.columns)
        rows = here.execution_options(stream_results=True).execute(query)
        while part := rows.fetchmany(_ROWS):
            there.execute(insert(table), [dict(row._mapping) for row in part])
        all_rows = select(func.count()).select_from(table)
        before, after = here.execute(all_rows).scalar_one(), there.execute(all_rows).scalar_one()
        if before != after:
            raise Unavailable("copy_incomplete", table=table.name, before=before, after=after)
        copied += after
    return copied


@contextmanager
def opened(packed: Path) -> Iterator[Path]:
    """The SQLite file inside a backup, checked, in a scratch folder.

    Raises:
        Refused: `backup_torn`, `not_a_backup`, `database_newer`.
    """
    with tempfile.TemporaryDirectory(prefix="pos-app-") as scratch:
        plain = Path(scratch) / "shop.db"
        try:
            with packed.open("rb") as stored, plain.open("wb") as out:
                _refuse_changed(stored, packed)
                with gzip.GzipFile(fileobj=stored, mode="rb") as zipped:
                    shutil.copyfileobj(zipped, out)
        except FileNotFoundError:
            raise Refused("file_missing", path=packed) from None
        except OSError as problem:
            raise Unavailable("cannot_read", path=packed) from problem
        _proven(plain, packed)
        yield plain


def _refuse_changed(stored: BufferedReader, packed: Path) -> None:
    """Leaves the file at its gzip stream, once its bytes are those that were written."""
    mark, digest = stored.read(len(_MARK)), stored.read(_DIGEST)
    if mark != _MARK:
        raise Refused("not_a_backup", path=packed)
    if hashlib.file_digest(stored, "sha256").digest() != digest:
        raise Refused("backup_torn", path=packed)
    stored.seek(len(_MARK) + _DIGEST)


def _proven(plain: Path, packed: Path) -> None:
    try:
        identify(str(plain))
    except Refused:
        raise Refused("not_a_backup", path=packed) from None
    engine = connect(str(plain))
    try:
        with engine.connect() as connection:
            sound = connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            version = schema_version(connection)
    except DatabaseError:
        raise Refused("backup_torn", path=packed) from None
    finally:
        engine.dispose()
    if not sound or version is None:
        raise Refused("backup_torn", path=packed)
    if version not in migrations.VERSIONS:
        raise Refused("database_newer", path=packed)


def restore(packed: Path, place: str, *, at: datetime) -> Path | str | None:
    """Puts a backup in the place of a shop; where the present one is kept, None where there was none.

    Raises:
        Refused: a torn or foreign backup, or a place that holds something that is no shop; nothing has changed.
        Unavailable: the disk or the server failed.
    """
    with opened(packed) as plain:
        if is_server(place):
            return _restore_to_server(plain, place, at)
        return _restore_to_file(plain, Path(place), at)


def _restore_to_file(plain: Path, place: Path, at: datetime) -> Path | None:
    if os.path.exists(place):
        identify(str(place))
    made = files.make_folders(place.parent)
    fresh = place.with_name(f".{place.name[:40]}.{os.getpid()}.part")
    try:
        shutil.copyfile(plain, fresh)
        _settle(fresh)
        kept = _kept_beside(place, at) if os.path.exists(place) else None
        fresh.replace(place)
        files.sync_folder(place.parent)
    except (OSError, DatabaseError) as problem:
        files.unmake_folders(made)
        failed = world_failed(problem, str(place)) if isinstance(problem, DatabaseError) else None
        raise failed or Unavailable("cannot_write", path=place) from problem
    finally:
        with suppress(OSError):
            fresh.unlink()
    return kept


def _settle(path: Path) -> None:
    """Switches a fresh file to WAL and syncs it, so that it can be renamed alone."""
    engine = connect(str(path))
    try:
        to_wal(engine)
    finally:
        engine.dispose()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _kept_beside(place: Path, at: datetime) -> Path:
    """Keeps the present database as `NAME.before-TIME`; where the disk can, there is a shop in its place all the while.

    Raises:
        Unavailable: `database_busy`, where a till has it open: what it sold next would be lost.
    """
    logs = [Path(f"{place}{ending}") for ending in ("-wal", "-shm")]
    engine = connect(str(place))
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            # refused, or passed over without a word, while anybody else has the file open
            if connection.exec_driver_sql("PRAGMA journal_mode = DELETE").scalar_one() != "delete":
                raise Unavailable("database_busy", path=place)
            connection.exec_driver_sql("BEGIN")
        to_wal(engine)
        logs = []
    except DatabaseError as problem:
        failed = world_failed(problem, str(place))
        if failed is None or failed.code not in ("database_damaged", "not_a_shop_database"):
            raise  # a damaged one is kept as it is, with its log
    finally:
        engine.dispose()
    kept = _unused(place.with_name(f"{place.name}.before-{at:%Y%m%dT%H%M%S%f}"[:-3]))
    try:
        os.link(place, kept)
    except OSError:  # a disk without second names for a file, as a stick has
        place.replace(kept)
    for log in logs:
        if log.exists():
            log.replace(f"{kept}{log.name.removeprefix(place.name)}")
    return kept


def _unused(path: Path) -> Path:
    """The path, or the next of its name that is not there: no database kept earlier is written over."""
    tries = (path.with_name(f"{path.name}-{n}") if n else path for n in count())
    return next(found for found in tries if not found.exists())


def _restore_to_server(plain: Path, place: str, at: datetime) -> str | None:
    source, target = connect(str(plain)), connect(place)
    kept = None
    try:
        with source.connect() as here, target.connect() as there:
            if schema_version(there) is not None:
                kept = f"before-{at:%Y%m%dT%H%M%S%f}"[:-3]
                schema = there.execute(text("SELECT current_schema()")).scalar_one()
                _wait_for_writers(there)
                there.exec_driver_sql(f'ALTER SCHEMA "{schema}" RENAME TO "{kept}"')
                there.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
            elif there.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")).scalar_one():
                raise Refused("not_a_shop_database", path=shown(place))
            migrations.make(there, schema_version(here) or migrations.HEAD)
            _copy(here, there)
            _restart_keys(there)
            there.commit()
    except DatabaseError as problem:
        failed = world_failed(problem, place)
        if failed is None:
            raise
        raise failed from problem
    finally:
        source.dispose()
        target.dispose()
    return kept


def _wait_for_writers(there: Connection) -> None:
    """Locks every table, so that a sale that is being written is kept with the others, and the next one goes into the new ones."""
    names = ", ".join(f'"{table.name}"' for table in _tables(there))
    there.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _restart_keys(connection: Connection) -> None:
    """Sets every key's sequence behind the rows that were copied."""
    for table in _tables(connection):
        if "id" in table.columns and table.columns["id"].autoincrement is not False and table.name != "shop":
            after = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), after, false())))
