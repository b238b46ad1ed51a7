"""A report as a table: what every face shows of it (window, paper, workbook, JSON) comes from these rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from pos_app.domain.behind import Asked
from pos_app.domain.days import Period


class Kind(StrEnum):
    """What a column holds: whole rupiah, thousandths of a unit, a count, basis points, a day, a month as `2026-11`, words.

    A time is `2026-11-24 07:19` of the shop.

    A word is the shop's own (a name, a code); a term is the program's and is translated. A detail is what the books wrote
    down beside an event, as JSON, a regency its four digits; people read the one in words and the name of the other.
    """

    MONEY = "money"
    QTY = "qty"
    COUNT = "count"
    SHARE = "share"
    DAY = "day"
    MONTH = "month"
    TIME = "time"
    WORD = "word"
    TERM = "term"
    DETAIL = "detail"
    REGENCY = "regency"


Value: TypeAlias = int | str | date | None
IN_ORDER: Final = ("day", "month", "hour")
"""Columns whose rows follow on one another."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in JSON (with its unit: `net_idr`), `head` above the column, in English until it is shown.

    `blank` is a term for the rows that have no word here: what is sold to nobody by name has no customer.
    """

    key: str
    head: str
    kind: Kind = Kind.MONEY
    summed: bool = True
    """Whether its foot is the sum of its rows; only of money, quantities and counts."""
    spare: int = 0
    """Where a window has little room the columns with the highest go first; papers and files have them all."""
    blank: str = ""


MOST_BARS: Final = 12
"""So many bars have room for a name each."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`name` is the report's on the command line; `chart` names the columns a chart shows, words first.

    A chart without a second column counts rows; `charted` are so many of the first rows, where the others are of another
    kind. `behind` is what each row is made of, in the rows' order, None where there is nothing; `whole` is what their
    sums are made of, where that can be asked for at once; `measures` are the figures that are compared with those of
    another period, `same` the columns that tell which row is which; `parts` are reports that belong to the paper of this
    one; `compared_with` is the other period, where one was asked for.
    """

    name: str
    title: str
    period: Period | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    chart: tuple[str, str | None] | None = None
    charted: int | None = None
    behind: tuple[Asked | None, ...] = ()
    whole: Asked | None = None
    measures: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    compared_with: Period | None = None

    @property
    def totals(self) -> tuple[Value, ...]:
        """The foot: the sum of each column that has one."""
        return tuple(_sum([row[at] for row in self.rows]) if _is_summed(column) else None for at, column in enumerate(self.columns))

    def column(self, key: str) -> tuple[Value, ...]:
        """The values of one column."""
        at = self.at(key)
        return tuple(row[at] for row in self.rows)

    def at(self, key: str) -> int:
        """Where a column stands."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    @property
    def is_comparable(self) -> bool:
        """Whether it can stand beside another period: it measures something, or its rows of a period can be counted."""
        return bool(self.measures) or (self.period is not None and self.chart is not None)

    def counted(self, head: str) -> "Figures":
        """Of a report without measures: how many rows there are of each word of its chart, under the given head."""
        word = self.columns[self.at(self.chart[0] if self.chart else self.columns[0].key)]
        numbers = Counter(self.column(word.key))
        columns = (word, Column("count", head, Kind.COUNT))
        return replace(
            self, columns=columns, rows=tuple(numbers.items()), chart=(word.key, "count"), behind=(), measures=("count",), same=(word.key,)
        )

    @property
    def is_in_order(self) -> bool:
        """Whether the rows follow on one another, as days do."""
        return bool(self.chart) and self.columns[0].key in IN_ORDER

    def bars(self) -> list[tuple[int, int]]:
        """What a chart shows: a row that has the bar's name, and the bar's size.

        What follows on one another stays in its order; of everything else the largest come first, and no more than have room.
        """
        if self.chart is None:
            return []
        names = self.column(self.chart[0])[: self.charted]
        values = (1,) * len(names) if self.chart[1] is None else self.column(self.chart[1])[: self.charted]
        sizes = [x if isinstance(x, int) else 0 for x in values]
        first: dict[Value, int] = {}
        sums: dict[Value, int] = {}
        for at, (name, size) in enumerate(zip(names, sizes, strict=True)):
            first.setdefault(name, at)
            sums[name] = sums.get(name, 0) + size
        made = [(first[name], size) for name, size in sums.items()]
        return made if self.is_in_order else sorted(made, key=lambda bar: (-abs(bar[1]), bar[0]))[:MOST_BARS]


def _is_summed(column: Column) -> bool:
    return column.summed and column.kind in (Kind.MONEY, Kind.QTY, Kind.COUNT)


def _sum(values: Sequence[Value]) -> int:
    return sum(value for value in values if isinstance(value, int))
