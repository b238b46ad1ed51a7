"""Locks by name, held until the transaction ends: SQLite has one write lock for everything, PostgreSQL is told what is meant."""

from sqlalchemy import text
from sqlalchemy.engine import Connection


def hold(connection: Connection, name: str, *, shared: bool = False) -> None:
    """Keeps others from holding the same name meanwhile, or, where it is shared, from holding it alone.

    A uid is held so before it is looked for, so that what is posted twice is written once.
    """
    if connection.dialect.name == "postgresql":
        alone = "_shared" if shared else ""
        connection.execute(text(f"SELECT pg_advisory_xact_lock{alone}(hashtextextended(:name, 0))"), {"name": name})
