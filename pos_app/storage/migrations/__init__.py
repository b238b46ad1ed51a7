"""The schema as it was frozen at each version, and the way from one to the next.

Alembic runs the scripts on an older database; a new one is made from the same statements without importing it,
because `init` must answer at once. Each script's DDL is frozen in a file per engine.
"""

from importlib.resources import files
from typing import Final

from sqlalchemy.engine import Connection

VERSIONS: Final = ("0001",)
"""Every version of the schema, the oldest first."""
HEAD: Final = VERSIONS[-1]


def statements(version: str, engine: str) -> list[str]:
    """The frozen statements of one version for `sqlite` or `postgresql`."""
    script = files(__name__).joinpath(f"{version}_{engine}.sql").read_text(encoding="utf-8")
    return [part for part in script.strip().split("\n\n") if not part.startswith("--")]


def make(connection: Connection, version: str = HEAD) -> None:
    """Makes the schema of `version` in an empty database and stamps it."""
    for step in VERSIONS[: VERSIONS.index(version) + 1]:
        for statement in statements(step, connection.dialect.name):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{version}')")  # noqa: S608 - one of VERSIONS
