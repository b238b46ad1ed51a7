"""What waits for a printer: each job with its bytes, until it is on paper or given up."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos_app.domain import days
from pos_app.domain.print_job import Job, JobState
from pos_app.storage import tables as t

_job = t.print_job.c


class PrintJobs:
    """Queries and writes on print jobs, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, *, till: str, kind: str, subject: str, body: bytes, at: datetime) -> int:
        values = {"till": till, "kind": kind, "subject": subject, "body": body, "state": JobState.WAITING, "tries": 0}
        values |= {"at": days.stamp(at), "changed_at": days.stamp(at)}
        key = self._connection.execute(insert(t.print_job).values(values)).inserted_primary_key
        return int(key[0]) if key else 0

    def unfinished(self, till: str) -> list[Job]:
        """Jobs of a till that are neither on paper nor given up, the oldest first."""
        query = select(t.print_job).where(_job.till == till, _job.state.in_([JobState.WAITING, JobState.SENDING])).order_by(_job.id)
        return [_read(row) for row in self._connection.execute(query)]

    def latest(self, till: str, *, most: int) -> list[Job]:
        """The last jobs of a till in any state, the newest first."""
        query = select(t.print_job).where(_job.till == till).order_by(_job.id.desc()).limit(most)
        return [_read(row) for row in self._connection.execute(query)]

    def by_id(self, job: int) -> Job | None:
        row = self._connection.execute(select(t.print_job).where(_job.id == job)).one_or_none()
        return _read(row) if row else None

    def body(self, job: int) -> bytes:
        """The bytes of a job that is not finished."""
        return bytes(self._connection.execute(select(_job.body).where(_job.id == job)).scalar_one())

    def turn(self, job: int, before: JobState, after: JobState, *, at: datetime, tried: bool = False) -> bool:
        """Takes a job from one state to the next; False where it was no longer in `before`. Finished jobs lose their bytes."""
        values: dict[str, object] = {"state": after, "changed_at": days.stamp(at), "tries": _job.tries + int(tried)}
        if after in (JobState.PRINTED, JobState.CANCELLED):
            values["body"] = None
        return self._connection.execute(update(t.print_job).where(_job.id == job, _job.state == before).values(values)).rowcount == 1

    def give_up_all(self, *, at: datetime) -> None:
        """Nothing waits any more, at any till."""
        gone = {"state": JobState.CANCELLED, "changed_at": days.stamp(at), "body": None}
        self._connection.execute(update(t.print_job).where(_job.state.in_([JobState.WAITING, JobState.SENDING])).values(gone))


def _read(row: Row[tuple[object, ...]]) -> Job:
    return Job(
        row.id, row.till, row.kind, row.subject, days.from_stamp(row.at), JobState(row.state), days.from_stamp(row.changed_at), row.tries
    )
