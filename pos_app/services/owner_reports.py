"""The owner's reports by name; each is a table that every face shows."""

from collections.abc import Callable, Mapping
from typing import Final

from pos_app.domain.days import Period
from pos_app.domain.figures import Figures
from pos_app.errors import Refused
from pos_app.services import owner_sales, owner_stock
from pos_app.services.shop import Shop

REPORTS: Final[Mapping[str, Callable[[Shop, Period], Figures]]] = {
    "days": owner_sales.by_day,
    "months": owner_sales.by_month,
    "hours": owner_sales.by_hour,
    "categories": owner_sales.by_category,
    "articles": owner_sales.by_article,
    "cashiers": owner_sales.by_cashier,
    "customers": owner_sales.by_customer,
    "tax": owner_sales.tax,
    "turnover": owner_sales.turnover,
    "movers": owner_stock.movers,
    "stock-age": owner_stock.stock_age,
    "shifts": owner_stock.shifts,
    "audit": owner_stock.audit,
}
"""Every report by its name on the command line, in the order they are offered."""


def make(shop: Shop, name: str, period: Period) -> Figures:
    """The report of a name.

    Raises:
        Refused: `no_such_report`, `in_the_future`.
    """
    if name not in REPORTS:
        raise Refused("no_such_report", name=name, known=" ".join(REPORTS))
    return REPORTS[name](shop, period)
