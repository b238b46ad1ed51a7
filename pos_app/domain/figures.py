"""A report as a table: what every face shows of it (window, paper, workbook, JSON) comes from these rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pos_app.domain.days import Period


class Kind(StrEnum):
    """What a column holds: whole rupiah, thousandths of a unit, a count, basis points, a day, words.

    A word is the shop's own (a name, a code); a term is the program's and is translated.
    """

    MONEY = "money"
    QTY = "qty"
    COUNT = "count"
    SHARE = "share"
    DAY = "day"
    WORD = "word"
    TERM = "term"


Value: TypeAlias = int | str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it in JSON (with its unit: `net_idr`), `head` above the column, in English until it is shown."""

    key: str
    head: str
    kind: Kind = Kind.MONEY
    summed: bool = True
    """Whether its foot is the sum of its rows; only of money, quantities and counts."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`name` is the report's on the command line; `chart` names the columns a chart shows, words first."""

    name: str
    title: str
    period: Period | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    chart: tuple[str, str] | None = None

    @property
    def totals(self) -> tuple[Value, ...]:
        """The foot: the sum of each column that has one."""
        return tuple(_sum([row[at] for row in self.rows]) if _is_summed(column) else None for at, column in enumerate(self.columns))

    def column(self, key: str) -> tuple[Value, ...]:
        """The values of one column."""
        at = next(at for at, column in enumerate(self.columns) if column.key == key)
        return tuple(row[at] for row in self.rows)


def _is_summed(column: Column) -> bool:
    return column.summed and column.kind in (Kind.MONEY, Kind.QTY, Kind.COUNT)


def _sum(values: Sequence[Value]) -> int:
    return sum(value for value in values if isinstance(value, int))
