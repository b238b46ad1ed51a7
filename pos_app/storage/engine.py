"""Opening a database: is it there, is it ours, is it of this release; and how each engine is set up.

SQLite runs in WAL mode with `synchronous=FULL`, so that what was acknowledged survives a power cut. A writer begins
IMMEDIATE: read-then-write in a deferred transaction fails at once, whatever the timeout.
"""

import re
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from pos_app.errors import Refused, Unavailable

APPLICATION_ID: Final = 0x504F5341
"""Marks a SQLite file as a shop of this program ("POSA")."""
BUSY_MS: Final = 10_000
_LEAST_ROOM: Final = 64 * 1024
"""Bytes below which a disk counts as full: SQLite grows its shared memory by half of this."""
IMMEDIATE: Final = "pos_app_writes"

_SERVER_STATES: Final = {
    "40": "database_busy",
    "55P03": "database_busy",
    "53100": "disk_full",
    "25006": "read_only",
    "42501": "read_only",
    "58": "disk_failed",
}
"""SQLSTATEs that say what the world did: another till was in the way, no room, no right."""
_NO_SERVER: Final = ("", "08", "28", "3D", "53", "57")
"""Classes of SQLSTATE under which no answer is to be had."""


def is_server(place: str) -> bool:
    """Whether a place names a PostgreSQL server rather than a file.

    Raises:
        Refused: `not_a_server_address`, for the address of anything else.
    """
    if re.match(r"[a-z][a-z0-9+.-]+://", place, re.IGNORECASE) is None:
        return False
    if re.match(r"postgres(ql)?(\+\w+)?://", place) is None:
        raise Refused("not_a_server_address")
    return True


def server_url(place: str) -> URL:
    """The address of a server, by the one driver that is shipped.

    Raises:
        Refused: `not_a_server_address`.
    """
    try:
        return make_url(place).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise Refused("not_a_server_address") from None


def shown(place: str) -> str:
    """A place as it may be said aloud: without a server's password."""
    return server_url(place).set(drivername="postgresql").render_as_string(hide_password=True) if is_server(place) else place


def connect(place: str, *, create: bool = False) -> Engine:
    """An engine for a shop's database; nothing is read or written yet."""
    if is_server(place):
        return create_engine(server_url(place), pool_pre_ping=True, connect_args={"connect_timeout": 5})
    mode = "rwc" if create else "rw"
    path = Path(place).absolute().as_uri()
    engine = create_engine(
        URL.create("sqlite", database=f"{path}?mode={mode}", query={"uri": "true"}),
        connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def identify(place: str) -> None:
    """Refuses a file that is missing or no shop of ours, without touching it.

    Raises:
        Refused: `database_missing`, `not_a_shop_database`.
        Unavailable: `cannot_open`.
    """
    path = Path(place)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused("not_a_shop_database", path=place)
        with path.open("rb") as stream:
            head = stream.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("database_missing", path=place) from None
    except (OSError, ValueError) as problem:
        raise Unavailable("cannot_open", path=place) from problem
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("not_a_shop_database", path=place)


def schema_version(connection: Connection) -> str | None:
    """The schema's version by one plain SELECT; None where the database holds no shop."""
    if connection.dialect.name == "postgresql":
        found = connection.execute(text("SELECT to_regclass('alembic_version'), to_regclass('product_code')")).one()
        if None in found:
            return None
    else:
        known = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'product_code')"
        if connection.execute(text(known)).scalar_one() != 2:
            return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def world_failed(problem: DatabaseError, place: str) -> Unavailable | Refused | None:
    """What the world did, where a database error is no defect of ours."""
    cause = problem.orig
    if isinstance(cause, sqlite3.Error):
        code = {
            "SQLITE_FULL": "disk_full",
            "SQLITE_READONLY": "read_only",
            "SQLITE_CANTOPEN": "cannot_open",
            "SQLITE_BUSY": "database_busy",
            "SQLITE_IOERR": "disk_failed",
            "SQLITE_CORRUPT": "database_damaged",
            "SQLITE_NOTADB": "not_a_shop_database",
        }.get("_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2]))
        if code in ("disk_failed", "cannot_open") and _no_room(place):
            code = "disk_full"
        return Unavailable(code, path=place) if code else None
    state = getattr(cause, "sqlstate", None) or ""
    known = next((code for start, code in _SERVER_STATES.items() if state.startswith(start)), None)
    if known is not None:
        return Unavailable(known, path=shown(place))
    if problem.connection_invalidated or (isinstance(problem, OperationalError) and state[:2] in _NO_SERVER):
        return _no_such_database(place, str(cause)) or Unavailable("server_unreachable")
    return None


def _no_room(place: str) -> bool:
    """Whether the disk of a file is full: SQLite calls it a failed disk where its shared memory finds no room."""
    try:
        return shutil.disk_usage(Path(place).absolute().parent).free < _LEAST_ROOM
    except OSError:
        return False


def _no_such_database(place: str, said: str) -> Refused | None:
    """A refusal, where the server answers but has no database of that name; `said` is its word on the matter.

    A failed connection carries no SQLSTATE and its text is in the server's language, so the server is asked.
    """
    url = server_url(place)
    if not url.database or url.database not in said:
        return None
    asked = create_engine(url.set(database="postgres"), connect_args={"connect_timeout": 5})
    try:
        with asked.connect() as connection:
            known = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": url.database}).first()
    except DatabaseError:
        return None
    finally:
        asked.dispose()
    return None if known else Refused("no_such_database", name=url.database)
