"""When a receipt was rung up: dates as exports and people write them, the order of day and month by the column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from pos_app.domain.sheets import Cell, Number, shown

NOON: Final = time(12)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"), ("feb", "februari", "february", "peb", "pebruari"), ("mar", "maret", "march"), ("apr", "april"),
            ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"), ("agu", "ags", "agt", "agustus", "aug", "august"),
            ("sep", "sept", "september"), ("okt", "oktober", "oct", "october"), ("nov", "nop", "november"),
            ("des", "desember", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.*))?")
_NUMERIC: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,T]+(.*))?")
_NAMED: Final = re.compile(r"(?:[A-Za-z]+,\s*)?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})(?:[ ,]+(.*))?")
_NAMED_US: Final = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[ ,]+(.*))?")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?(?:\s*(?:WIB|WITA|WIT))?")
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone


@dataclass(frozen=True, slots=True)
class Order:
    """Whether the month stands before the day in `03/05/2024`."""

    month_first: bool = False


def order_of(cells: Iterable[Cell]) -> Order:
    """Day first, unless some date of the column can only be month first and none only day first."""
    day_first = month_first = 0
    for cell in cells:
        found = _NUMERIC.fullmatch(shown(cell)) if isinstance(cell, str) else None
        if found:
            day_first += int(found[1]) > 12
            month_first += int(found[2]) > 12
    return Order(month_first=month_first > 0 and day_first == 0)


def read(cell: Cell, order: Order, clock: Cell = None) -> datetime | None:
    """The local time in a cell, with the time of a cell of its own; noon where only a day is told. None for no date."""
    told = _time(shown(clock)) if clock is not None else None
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, told or NOON)
    if isinstance(cell, Number):
        return _serial(cell.text, told)
    text = shown(cell)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _serial(text.replace(",", "."), told)
    parts = _parts(text, order)
    if parts is None:
        return None
    year, month, day, rest = parts
    at = _time(rest) if rest else told or NOON
    if at is None:
        return None
    try:
        return datetime.combine(date(year + (2000 if year < 100 else 0), month, day), at)
    except ValueError:
        return None


def _parts(text: str, order: Order) -> tuple[int, int, int, str] | None:
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3]), re.sub(r"(?:Z|[+-]\d{2}:?\d{2})$", "", found[4] or "")
    if found := _NUMERIC.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if order.month_first else (first, second)
        return int(found[3]), month, day, found[4] or ""
    if (found := _NAMED.fullmatch(text)) and found[2].casefold() in _MONTHS:
        return int(found[3]), _MONTHS[found[2].casefold()], int(found[1]), found[4] or ""
    if (found := _NAMED_US.fullmatch(text)) and found[1].casefold() in _MONTHS:
        return int(found[3]), _MONTHS[found[1].casefold()], int(found[2]), found[4] or ""
    return None


def _time(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def _serial(text: str, told: time | None) -> datetime | None:
    """A spreadsheet's day number: 42815 is 2017-03-21."""
    whole, _point, rest = text.partition(".")
    if not (whole.isdecimal() and 20_000 <= int(whole) <= 80_000):
        return None
    day = _FIRST_DAY + timedelta(days=int(whole))
    if rest.strip("0"):
        return day + timedelta(seconds=(int(rest) * 86_400 * 2 // 10 ** len(rest) + 1) // 2)
    return datetime.combine(day.date(), told or NOON)
