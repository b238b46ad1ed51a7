"""The owner's tables from the command line: `report days --month M`, as text, JSON, PDF or xlsx."""

from functools import partial
from typing import TYPE_CHECKING, Any

from pos_app import files, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.periods import paper_arguments, period_of
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.figures import Figures, Value


def add_to(group: Commands) -> None:
    """Adds a command for each table to those of `report`."""
    words = {
        "days": _("sales and profit by day"),
        "months": _("sales and profit by month"),
        "hours": _("sales and profit by hour"),
        "categories": _("sales and profit by category"),
        "articles": _("sales and profit by article, with its class A, B, C"),
        "cashiers": _("sales and profit by cashier"),
        "customers": _("sales and profit by customer"),
        "tax": _("PPN by tax class"),
        "turnover": _("turnover with the year's running total"),
        "movers": _("what lies and what moves"),
        "stock-age": _("how long the stock has lain"),
        "shifts": _("shifts and cash differences"),
        "audit": _("who did what"),
    }
    for name, text in words.items():
        group.add(name, partial(_table, name), text=text, arguments=paper_arguments)


def document(figures: "Figures") -> dict[str, Any]:
    """The document of a table: its rows and its sums by the columns' keys."""
    keys = [column.key for column in figures.columns]
    return {
        "name": figures.name,
        "from": figures.period.first.isoformat() if figures.period else None,
        "to": figures.period.last.isoformat() if figures.period else None,
        "rows": [{key: _plain(value) for key, value in zip(keys, row, strict=True)} for row in figures.rows],
        "totals": {key: value for key, value in zip(keys, figures.totals, strict=True) if value is not None},
    }


def _plain(value: "Value") -> int | str | None:
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _table(name: str, call: Call) -> Answer:
    from pos_app.documents.figures_paper import shown
    from pos_app.services import owner_papers, owner_reports

    period = period_of(call.args)
    for path in (call.args.pdf, call.args.xlsx):
        if path is not None:
            files.ready(path)
    speech = texts.language()
    with call.shop() as shop:
        figures = owner_reports.make(shop, name, period)
        if call.args.pdf:
            owner_papers.save_pdf(shop, figures, call.args.pdf, language=speech)
        if call.args.xlsx:
            owner_papers.save_xlsx(figures, call.args.xlsx, language=speech)
    lines = [
        "  ".join(shown(value, column.kind, speech) for value, column in zip(row, figures.columns, strict=True)) for row in figures.rows
    ]
    lines += [str(path) for path in (call.args.pdf, call.args.xlsx) if path]
    return Answer(document(figures), lines or [_("There is nothing to show for this period.")])
