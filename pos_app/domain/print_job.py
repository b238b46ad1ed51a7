"""A slip on its way to the printer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """`sending` for a moment only: a job found in it later was cut off, and part of it may be on paper."""

    WAITING = "waiting"
    SENDING = "sending"
    PRINTED = "printed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """`kind` is `receipt`, `copy`, `shift` or `test`; `subject` the number on the paper; `tries` how often it was sent."""

    id: int
    till: str
    kind: str
    subject: str
    at: datetime
    state: JobState
    changed_at: datetime
    tries: int
