"""The day and the month as the shop counts them, whatever the machine's own zone."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.errors import Refused

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
DAYS = st.dates(date(1970, 2, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-01", "2026-10-01", "", "2026/10", "٢٠٢٦-١٠", "0000-01", "9999-12", "1969-12", " 2026-10"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(Refused, match="not_a_month"):
        days.month(text)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-02-30", "2026-W01-1", "0001-01-01", "20261003", "2026-1-1", "9999-01-01", "3-10-2026", ""]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Refused, match="not_a_day"):
        days.parse_day(text)


@pytest.mark.parametrize(
    "text",
    ["2026-10-03", "2026-10-03 09:15", "2026-10-03T09", "2026-10-03T09+07", "2026-10-03T24:00", "2026-10-03T09:61", "2026-W40-6T09:15",
     "0001-01-01T00:00", "9999-12-31T23:59", "2026-10-03T09:15:30.5", "2026-10-03T09:15Z", ""],
)  # fmt: skip
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Refused, match="not_an_instant"):
        days.parse_instant(text, "Asia/Makassar")


def test_a_leap_day_is_a_day():
    assert days.parse_day("2028-02-29") == date(2028, 2, 29)
    assert days.month("2028-02").last == date(2028, 2, 29)


def test_a_time_is_read_in_the_shops_zone():
    assert days.parse_instant("2026-10-03T09:15", "Asia/Makassar") == datetime(2026, 10, 3, 1, 15, tzinfo=UTC)
    assert days.parse_instant("2026-10-03T09:15:30", "Asia/Jayapura") == datetime(2026, 10, 3, 0, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_the_last_second_before_midnight_belongs_to_the_day_that_ends(zone):
    begins, ends = days.bounds(days.month("2026-11"), zone)
    assert days.business_day(ends - timedelta(milliseconds=300), zone) == date(2026, 11, 30)
    assert days.business_day(ends, zone) == date(2026, 12, 1)
    assert days.business_day(begins, zone) == date(2026, 11, 1)
    assert days.business_day(begins - timedelta(milliseconds=1), zone) == date(2026, 10, 31)


@given(DAYS)
def test_the_months_of_a_year_follow_each_other_without_a_gap(day):
    period = days.month(f"{day:%Y-%m}")
    assert period.contains(day)
    assert period.first.day == 1
    assert days.following(period.first) == period.last + timedelta(days=1)
    assert days.month_before(period).last == period.first - timedelta(days=1)


@given(DAYS, st.integers(0, 800))
def test_a_period_is_a_month_exactly_when_it_is_the_whole_of_one(first, length):
    period = Period(first, first + timedelta(days=length))
    whole = [m for m in (days.month(f"{first:%Y-%m}"),) if m == period]
    assert period.month == (f"{first:%Y-%m}" if whole else None)
    assert period.days == length + 1


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(Refused, match="period_ends_before_it_begins"):
        Period(date(2026, 10, 2), date(2026, 10, 1))


def test_twelve_months_end_with_the_month_asked_for_also_before_there_were_books():
    found = days.months_until(days.month("1970-01"), count=12)
    assert [f"{p.first:%Y-%m}" for p in found] == [f"1969-{m:02d}" for m in range(2, 13)] + ["1970-01"]
    assert days.months_until(Period(date(2026, 9, 15), date(2026, 10, 3)), count=1) == [days.month("2026-10")]


@given(st.datetimes(datetime(1970, 1, 2), datetime(9998, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_an_instant_survives_its_stored_form_to_the_millisecond(at):
    kept = days.from_stamp(days.stamp(at))
    assert timedelta(0) <= at - kept < timedelta(milliseconds=1)
    assert days.stamp(at).endswith("Z")
    assert len(days.stamp(at)) == 24


@pytest.mark.parametrize("machine", ["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Makassar"])
def test_the_machines_own_zone_has_no_say(machine):
    told = "from datetime import datetime; from pos_app.domain.days import *; import sys;"
    told += "at = parse_instant('2026-10-31T23:59:59', 'Asia/Jayapura'); print(stamp(at), business_day(at, 'Asia/Jayapura'))"
    done = subprocess.run([sys.executable, "-c", told], env={**os.environ, "TZ": machine}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2026-10-31T14:59:59.000Z", "2026-10-31"]
