"""Snapshots of member shops, as a co-op has loaded them."""

from sqlalchemy.engine import Connection


class CoopTables:
    """Queries and writes on loaded snapshots, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
