"""Who works in the shop, with the hashes of their PINs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.person import Person, Role
from pos_app.storage import locks
from pos_app.storage import tables as t

_person = t.person.c


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """`wrong` PINs in a row, the last of them at `wrong_at`."""

    person: Person
    pin_hash: str | None
    wrong: int
    wrong_at: datetime | None


class People:
    """Queries and writes on people, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def every(self) -> list[Person]:
        """Everybody, also those who have left, by name."""
        return [_read(row).person for row in self._connection.execute(select(t.person).order_by(_person.name))]

    def by_name(self, name: str, *, lock: bool = False) -> StoredPerson | None:
        """Who has this name; `lock` keeps others from taking it, or from counting a wrong PIN of that person, meanwhile."""
        if lock:
            locks.hold(self._connection, f"person {name}")
        row = self._connection.execute(select(t.person).where(_person.name == name)).one_or_none()
        return _read(row) if row else None

    def guarded_owners(self) -> int:
        """How many owners there are whose PIN is asked for."""
        query = select(func.count()).where(_person.role == Role.OWNER, _person.pin_hash.is_not(None), _person.archived_at.is_(None))
        return self._connection.execute(query).scalar_one()

    def guarded(self) -> int:
        """How many people there are whose PIN is asked for."""
        query = select(func.count()).where(_person.pin_hash.is_not(None), _person.archived_at.is_(None))
        return self._connection.execute(query).scalar_one()

    def add(self, name: str, role: Role, *, pin_hash: str | None, at: datetime) -> None:
        self._connection.execute(insert(t.person).values(name=name, role=role, pin_hash=pin_hash, wrong=0, created_at=days.stamp(at)))

    def change(self, name: str, **values: object) -> None:
        """Sets columns: `role`, `pin_hash`, `archived_at`, `wrong`, `wrong_at`."""
        self._connection.execute(update(t.person).where(_person.name == name).values(values))


def _read(row: Row[*tuple[object, ...]]) -> StoredPerson:
    person = Person(row.name, Role(row.role), row.pin_hash is not None, row.archived_at is not None)
    return StoredPerson(person, row.pin_hash, row.wrong, days.from_stamp(row.wrong_at) if row.wrong_at else None)
