"""What the owner's tables are called in the list, and the bars that are drawn of them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.figures import Figures, Value
from pos_app.services.owner_papers import Worded
from pos_app.texts import N_
from ui.widgets.charts import MOST_NAMES, Bar

TITLES: Final[Mapping[str, str]] = {
    "days": N_("Sales by day"),
    "months": N_("Sales by month"),
    "hours": N_("Sales by hour"),
    "categories": N_("Sales by category"),
    "articles": N_("Sales by article"),
    "cashiers": N_("Sales by cashier"),
    "customers": N_("Sales by customer"),
    "tax": N_("PPN by tax class"),
    "turnover": N_("Turnover of the year"),
    "movers": N_("Slow and fast movers"),
    "stock-age": N_("Age of the stock"),
    "shifts": N_("Shifts and cash differences"),
    "audit": N_("Audit list"),
}
"""The reports in their order, by the titles they have themselves."""
_IN_ORDER: Final = ("day", "month", "hour")
"""What follows on one another stays in its order; of everything else the largest come first."""


def bars(figures: Figures, words: Worded) -> tuple[Bar, ...]:
    """The bars of a table whose report names the columns of a chart."""
    if figures.chart is None or not figures.rows:
        return ()
    keys = [column.key for column in figures.columns]
    name_at, value_at = (keys.index(key) for key in figures.chart)
    made = []
    for row, cells in zip(figures.rows, words.rows, strict=True):
        value = row[value_at]
        if isinstance(value, int):
            told = f"{cells[name_at]}: {formatting.rupiah(value, texts.language())}"
            made.append(Bar(_short(figures, row[name_at], cells[name_at]), value, told))
    if figures.chart[0] in _IN_ORDER:
        return tuple(made)
    return tuple(sorted(made, key=lambda bar: -bar.value)[:MOST_NAMES])


def _short(figures: Figures, value: Value, word: str) -> str:
    """A day by its number inside one month, a month by its short name."""
    if isinstance(value, date) and figures.period is not None and figures.period.month is not None:
        return str(value.day)
    if figures.chart is not None and figures.chart[0] == "month" and isinstance(value, str):
        return formatting.month_name(days.month(value).first.month, texts.language(), short=True)
    return word
