"""What is asked for twice is written once: the uid a posting was given is held until the posting is in the books."""

from sqlalchemy import text
from sqlalchemy.engine import Connection


def hold(connection: Connection, uid: str) -> None:
    """Keeps others from posting the same uid meanwhile; SQLite holds its one write lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:uid, 0))"), {"uid": uid})
