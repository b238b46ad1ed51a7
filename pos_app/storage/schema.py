"""Making, checking and upgrading a shop's schema. A backup is made before an upgrade; a newer database is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from pos_app.errors import Refused
from pos_app.storage import migrations
from pos_app.storage.engine import APPLICATION_ID, IMMEDIATE, schema_version, shown, world_failed

_ONE_AT_A_TIME: Final = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"


def make(engine: Engine, place: str, fill: Callable[[Connection], None]) -> None:
    """Makes a new shop in an empty place: schema and first rows in one transaction, or nothing.

    Raises:
        Refused: `shop_exists`, or `not_a_shop_database` where another program's tables are.
        Unavailable: the disk or the server failed.
    """
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(_ONE_AT_A_TIME)
            _refuse_taken(connection, place)
            migrations.make(connection)
            fill(connection)
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
    except DatabaseError as problem:
        failed = world_failed(problem, place)
        if failed is None:
            raise
        raise failed from problem


def _refuse_taken(connection: Connection, place: str) -> None:
    if schema_version(connection) is not None:
        raise Refused("shop_exists", path=shown(place))
    if connection.dialect.name == "postgresql":
        query = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    else:
        query = "SELECT count(*) FROM sqlite_master"
    if connection.execute(text(query)).scalar_one():
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
