"""Papers the shop has issued, each with its SHA-256 and its figures."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.storage import tables as t


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    kind: str
    number: str
    at: datetime
    first: date
    last: date
    figures: str


@dataclass(frozen=True, slots=True)
class DuePaper:
    """That a month's paper was made by itself: its number, when, and where it was put."""

    month: str
    number: str
    at: datetime
    path: str


class Papers:
    """Queries and writes on issued papers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Keeps others from issuing meanwhile; SQLite holds its one write lock already."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("LOCK TABLE issued_paper IN SHARE ROW EXCLUSIVE MODE"))

    def count(self, prefix: str) -> int:
        """How many papers have been issued under a number's prefix."""
        query = select(func.count()).select_from(t.issued_paper).where(t.issued_paper.c.number.like(f"{prefix}-%"))
        return self._connection.execute(query).scalar_one()

    def issue(self, *, sha256: str, kind: str, number: str, period: Period, at: datetime, figures: str, body: bytes) -> None:
        self._connection.execute(
            insert(t.issued_paper).values(
                sha256=sha256,
                kind=kind,
                number=number,
                period_first=period.first.isoformat(),
                period_last=period.last.isoformat(),
                issued_at=days.stamp(at),
                figures=figures,
                body=body,
            )
        )

    def body(self, sha256: str) -> bytes:
        """The file itself of a paper this shop has issued."""
        return bytes(self._connection.execute(select(t.issued_paper.c.body).where(t.issued_paper.c.sha256 == sha256)).scalar_one())

    def by_sha256(self, sha256: str) -> IssuedPaper | None:
        row = self._connection.execute(select(t.issued_paper).where(t.issued_paper.c.sha256 == sha256)).one_or_none()
        if row is None:
            return None
        first, last = date.fromisoformat(row.period_first), date.fromisoformat(row.period_last)
        return IssuedPaper(row.kind, row.number, days.from_stamp(row.issued_at), first, last, row.figures)

    def due_made(self) -> list[str]:
        """The months whose paper was made by itself, the oldest first."""
        return list(self._connection.execute(select(t.due_paper.c.month).order_by(t.due_paper.c.month)).scalars())

    def note_due(self, made: DuePaper) -> None:
        """Writes down that a month's paper was made by itself."""
        values = {"month": made.month, "number": made.number, "at": days.stamp(made.at), "path": made.path}
        self._connection.execute(insert(t.due_paper).values(values))
