"""What the owner's tables are called in the list, and the bars that are drawn of them."""

from collections.abc import Mapping
from typing import Final

from pos_app.domain.figures import Figures
from pos_app.services import owner_papers
from pos_app.texts import N_, Language
from ui.widgets.charts import Bar

TITLES: Final[Mapping[str, str]] = {
    "days": N_("Sales by day"),
    "months": N_("Sales by month"),
    "hours": N_("Sales by hour"),
    "categories": N_("Sales by category"),
    "articles": N_("Sales by article"),
    "origins": N_("Sales by origin and evidence"),
    "makers": N_("Sales by maker"),
    "changes": N_("Goods whose origin changed"),
    "offers": N_("Domestic goods offered"),
    "cashiers": N_("Sales by cashier"),
    "returns": N_("Returns, voids and corrections"),
    "payments": N_("Payments by means"),
    "shifts": N_("Shifts and cash differences"),
    "customers": N_("Sales by customer"),
    "members": N_("Sales to members and others"),
    "benefits": N_("Benefit of the members"),
    "kasbon": N_("Accounts by age"),
    "rat": N_("Pack for the members' meeting"),
    "tax": N_("PPN by tax class"),
    "turnover": N_("Turnover of the year"),
    "services": N_("Services and deposits"),
    "purchases": N_("Purchases by supplier and origin"),
    "consignment": N_("Consignment debts"),
    "movers": N_("Slow and fast movers"),
    "stock-age": N_("Age of the stock"),
    "stock-origin": N_("Stock by origin and age"),
    "expiries": N_("What expires"),
    "losses": N_("Losses and count differences"),
    "prices": N_("Price changes"),
    "audit": N_("Audit list"),
}
"""The reports in their order, by the titles they have themselves."""


def bars(figures: Figures, language: Language) -> tuple[Bar, ...]:
    """The bars of a table whose report names the columns of a chart."""
    return tuple(Bar(name, size, f"{name}: {words}") for name, size, words in owner_papers.bars(figures, language=language))
