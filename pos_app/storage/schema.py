"""Making, checking and upgrading a shop's schema. A backup is made before an upgrade; a newer database is refused."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from pos_app import files
from pos_app.errors import Refused, Unavailable
from pos_app.storage import migrations
from pos_app.storage.engine import APPLICATION_ID, IMMEDIATE, connect, identify, is_server, schema_version, shown, world_failed

_ONE_AT_A_TIME: Final = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"


Fill = Callable[[Connection], None]
"""Writes the first rows of a new shop."""


def make(place: str, fill: Fill) -> None:
    """Makes a new shop in an empty place: schema and first rows together, or nothing.

    A file is built beside its place and then given its name at once: a program that is killed leaves no half a shop.

    Raises:
        Refused: `shop_exists`, or `not_a_shop_database` where another program's tables are.
        Unavailable: the disk or the server failed.
    """
    if is_server(place):
        _make_in(connect(place), place, fill)
    else:
        _make_file(Path(place), fill)


def _make_file(place: Path, fill: Fill) -> None:
    if os.path.exists(place):  # a folder that may not be entered has no shop to show: why it cannot be written is said below
        identify(str(place))
        raise Refused("shop_exists", path=place)
    made = files.make_folders(place.parent)
    beside = place.with_name(f".{place.name[:40]}.{os.getpid()}.part")
    try:
        _make_in(connect(str(beside), create=True), str(place), fill)
        files.publish(beside, place)
    except BaseException as problem:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{beside}{ending}").unlink()
        files.unmake_folders(made)
        if isinstance(problem, FileExistsError):  # another program made a shop there meanwhile: it stays
            raise Refused("shop_exists", path=place) from None
        if isinstance(problem, OSError):
            raise Unavailable("cannot_write", path=place) from problem
        raise


def _make_in(engine: Engine, place: str, fill: Fill) -> None:
    """Makes the shop in one transaction, and lets go of the engine."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(_ONE_AT_A_TIME)
                _refuse_taken(connection, place)
            migrations.make(connection)
            fill(connection)
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
        if engine.dialect.name == "sqlite":
            to_wal(engine)
    except DatabaseError as problem:
        failed = world_failed(problem, place)
        if failed is None:
            raise
        raise failed from problem
    finally:
        engine.dispose()


def to_wal(engine: Engine) -> None:
    """Switches a finished file to WAL: only now, so that all of it is in the file itself, which is renamed alone."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql("BEGIN")


def _refuse_taken(connection: Connection, place: str) -> None:
    if schema_version(connection) is not None:
        raise Refused("shop_exists", path=shown(place))
    if connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")).scalar_one():
        raise Refused("not_a_shop_database", path=shown(place))


def ensure_current(engine: Engine, place: str, back_up: Callable[[str], None]) -> None:
    """Brings an older database to this release's schema, after `back_up(version)`.

    Raises:
        Refused: `not_a_shop_database`, `database_newer`.
        Unavailable: the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            version = schema_version(connection)
    except DatabaseError as problem:
        failed = world_failed(problem, place)
        if failed is None:
            raise
        raise failed from problem
    if version == migrations.HEAD:
        return
    if version is None:
        raise Refused("not_a_shop_database", path=shown(place))
    if version not in migrations.VERSIONS:
        raise Refused("database_newer", path=shown(place))
    back_up(version)
    try:
        upgrade(engine)
    except DatabaseError as problem:
        failed = world_failed(problem, place)
        if failed is None:
            raise
        raise failed from problem


def upgrade(engine: Engine) -> None:
    """Runs the missing migrations in one transaction, with foreign keys off while tables may be rebuilt.

    A second program that wants the same waits, and then finds nothing left to do.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.execution_options(**{IMMEDIATE: True}).connect() as connection:
        lite = connection.dialect.name == "sqlite"
        if lite:
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        try:
            if not lite:
                connection.exec_driver_sql(_ONE_AT_A_TIME)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
        finally:
            if lite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
