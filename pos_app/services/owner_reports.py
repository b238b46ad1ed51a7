"""The owner's reports by name; each is a table that every face shows, and that is compared with another period."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Value
from pos_app.errors import Refused
from pos_app.services import (
    owner_audit,
    owner_books,
    owner_meeting,
    owner_members,
    owner_money,
    owner_origin,
    owner_returns,
    owner_sales,
    owner_stock,
)  # fmt: skip
from pos_app.services.shop import Shop
from pos_app.texts import N_

REPORTS: Final[Mapping[str, Callable[[Shop, Period], Figures]]] = {
    "days": owner_sales.by_day,
    "months": owner_sales.by_month,
    "hours": owner_sales.by_hour,
    "categories": owner_sales.by_category,
    "articles": owner_sales.by_article,
    "origins": owner_origin.by_origin,
    "makers": owner_origin.by_maker,
    "changes": owner_origin.changes,
    "offers": owner_origin.offers,
    "cashiers": owner_sales.by_cashier,
    "returns": owner_returns.returns,
    "payments": owner_money.payments,
    "shifts": owner_money.shifts,
    "customers": owner_members.by_customer,
    "members": owner_members.members,
    "benefits": owner_members.benefits,
    "kasbon": owner_members.kasbon,
    "rat": owner_meeting.pack,
    "tax": owner_money.tax,
    "turnover": owner_money.turnover,
    "services": owner_money.services,
    "purchases": owner_books.purchases,
    "consignment": owner_books.consignment,
    "movers": owner_stock.movers,
    "stock-age": owner_stock.stock_age,
    "stock-origin": owner_stock.stock_origin,
    "expiries": owner_stock.expiries,
    "losses": owner_stock.losses,
    "prices": owner_books.prices,
    "audit": owner_audit.audit,
}
"""Every report by its name on the command line, in the order they are offered."""
_WITHIN_A_YEAR: Final[Mapping[str, Callable[[Shop, Period], Figures]]] = {"turnover": owner_money.turnover_within}
"""Reports that tell a whole year: of two periods in one year only what is theirs is compared, the rest would be the same in both."""


def make(shop: Shop, name: str, period: Period) -> Figures:
    """The report of a name.

    Raises:
        Refused: `no_such_report`, `in_the_future`.
    """
    if name not in REPORTS:
        raise Refused("no_such_report", name=name, known=" ".join(REPORTS))
    return REPORTS[name](shop, period)


def parts(shop: Shop, figures: Figures) -> tuple[Figures, ...]:
    """The tables that belong to the paper of a report beside its own."""
    if figures.period is None:
        return ()
    return tuple(make(shop, name, figures.period) for name in figures.parts)


def compared(shop: Shop, name: str, period: Period, other: Period) -> Figures:
    """The measures of a report in two periods and what lies between them, row by row; of one without measures the number of its rows.

    What follows on one another is compared in its place (the third day with the third); everything else by what it is. Behind
    a row stand its lines of the first period, or of the other where it has none in the first.

    Raises:
        Refused: as `make`; `report_tells_now` for a report of how things stand now.
    """
    made = _WITHIN_A_YEAR.get(name) if period.first.year == other.first.year else None
    now, before = (made(shop, of) if made else make(shop, name, of) for of in (period, other))
    if not now.is_comparable:
        raise Refused("report_tells_now", name=name)
    if not now.measures:
        now, before = (figures.counted(N_("How many")) for figures in (now, before))
    here, there = (_by_key(figures) for figures in (now, before))
    same = [now.columns[now.at(key)] for key in now.same]
    measured = [now.columns[now.at(key)] for key in now.measures]
    columns = [*same]
    for column in measured:
        columns += [
            column,
            replace(column, key=f"before_{column.key}", head=N_("before")),
            replace(column, key=f"change_{column.key}", head=N_("change")),
        ]
    rows = []
    behind = []
    for key in dict.fromkeys([*here, *there]):
        values = [(_sums(now, here.get(key, ()), m), _sums(before, there.get(key, ()), m)) for m in measured]
        shown = _shown(now, here[key][0]) if key in here else _shown(before, there[key][0])
        rows.append((*shown, *(x for a, b in values for x in (a, b, a - b))))
        figures, found = (now, here[key]) if key in here else (before, there[key])
        behind += [figures.behind[at] for at in found if figures.behind]
    word = now.chart[0] if now.chart and now.chart[0] in now.same else now.same[0]
    chart = (word, f"change_{now.measures[-1]}")
    one_each = tuple(behind) if len(behind) == len(rows) else ()
    return replace(now, columns=tuple(columns), rows=tuple(rows), chart=chart, behind=one_each, compared_with=before.period, parts=())


def _by_key(figures: Figures) -> dict[tuple[Value, ...], list[int]]:
    """The rows of each key; of what follows on one another the key is its place in the period."""
    found: dict[tuple[Value, ...], list[int]] = {}
    for at, row in enumerate(figures.rows):
        key = tuple(_place(figures, row[figures.at(name)], name) for name in figures.same)
        found.setdefault(key, []).append(at)
    return found


def _place(figures: Figures, value: Value, name: str) -> Value:
    if figures.period is None:
        return value
    first = figures.period.first
    if name == "day" and isinstance(value, date):
        return (value - first).days
    if name == "month" and isinstance(value, str):
        year, month = value.split("-")
        return int(year) * 12 + int(month) - first.year * 12 - first.month
    return value


def _shown(figures: Figures, at: int) -> tuple[Value, ...]:
    return tuple(figures.rows[at][figures.at(name)] for name in figures.same)


def _sums(figures: Figures, rows: Sequence[int], column: Column) -> int:
    at = figures.at(column.key)
    return sum(value for row in rows if isinstance(value := figures.rows[row][at], int))
