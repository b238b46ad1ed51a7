"""Days and months as the shop counts them.

An instant is an aware `datetime` in UTC; the business day is the calendar day in the shop's own zone at that
instant. A month is half open: its first instant belongs to it, the first of the next does not.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.errors import Refused

_MOST_DAYS: Final = 3660
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("period_ends_before_it_begins", first=self.first, last=self.last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def month(self) -> str | None:
        """`2026-10` where the period is exactly that month."""
        whole = self.first.day == 1 and self.last == following(self.first) - timedelta(days=1)
        return f"{self.first:%Y-%m}" if whole else None


def month(text: str) -> Period:
    """The period of `2026-10`.

    Raises:
        Refused: `not_a_month`.
    """
    try:
        first = parse_day(f"{text}-01")
    except Refused:
        raise Refused("not_a_month", text=text) from None
    return Period(first, following(first) - timedelta(days=1))


def following(first: date) -> date:
    """The first day of the month after the one `first` lies in."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(period: Period) -> Period:
    """The whole month before the one the period begins in."""
    last = period.first.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def months_until(period: Period, *, count: int) -> list[Period]:
    """The `count` whole months that end with the month of `period`, the oldest first."""
    first = period.last.replace(day=1)
    found = [Period(first, following(first) - timedelta(days=1))]
    while len(found) < count:
        found.append(month_before(found[-1]))
    return found[::-1]


def business_day(at: datetime, zone: str) -> date:
    """The shop's calendar day at an instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def bounds(period: Period, zone: str) -> tuple[datetime, datetime]:
    """First instant of the period and first instant after it, in UTC."""
    here = ZoneInfo(zone)
    begins = datetime.combine(period.first, time(), here)
    ends = datetime.combine(period.last + timedelta(days=1), time(), here)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def parse_day(text: str) -> date:
    """`2026-02-28` as a day.

    Raises:
        Refused: `not_a_day`, also for days no calendar has and for years no shop has books of.
    """
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        found = date.fromisoformat(text)
    except ValueError:
        raise Refused("not_a_day", text=text) from None
    if not 1970 <= found.year <= 9998:
        raise Refused("not_a_day", text=text)
    return found


def parse_instant(text: str, zone: str) -> datetime:
    """`2026-10-03T09:15[:30]` in the shop's zone, as an instant in UTC.

    Raises:
        Refused: `not_an_instant`.
    """
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        parse_day(text[:10])
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, Refused):
        raise Refused("not_an_instant", text=text) from None


def stamp(at: datetime) -> str:
    """The stored form of an instant: `2025-11-24T03:15:07.123Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_stamp(text: str) -> datetime:
    """The instant behind its stored form."""
    return datetime.fromisoformat(text)


def refuse_count(days: int) -> None:
    """Refuses a number of days that nobody can mean, and that would leave the calendar.

    Raises:
        Refused: `days_out_of_range`.
    """
    if not 0 <= days <= _MOST_DAYS:
        raise Refused("days_out_of_range")
