"""The owner's tables from the command line: `report days --month M`, as text, JSON, PDF, xlsx or csv; the lines behind a figure."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.periods import paper_arguments, period_arguments, period_of
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.days import Period
    from pos_app.domain.figures import Figures, Value
    from pos_app.services.shop import Shop


def words() -> dict[str, str]:
    """What each table tells, by its name."""
    return {
        "days": _("sales and profit by day"),
        "months": _("sales and profit by month"),
        "hours": _("sales and profit by hour"),
        "categories": _("sales and profit by category"),
        "articles": _("sales and profit by article, with its class A, B, C"),
        "origins": _("sales by origin and evidence"),
        "makers": _("sales by maker"),
        "changes": _("goods whose origin changed"),
        "offers": _("domestic goods offered at the till, and what it moved"),
        "cashiers": _("sales and profit by cashier"),
        "returns": _("returns, voids and corrections"),
        "payments": _("payments by means"),
        "shifts": _("shifts and cash differences"),
        "customers": _("sales and profit by customer, with the year's total"),
        "members": _("sales to members and others"),
        "benefits": _("what each member bought and what being a member brought, for sharing the surplus"),
        "kasbon": _("what customers owe, by age"),
        "rat": _("what the members' meeting wants to see, in one pack"),
        "tax": _("PPN by tax class and rate"),
        "turnover": _("turnover with the year's running total"),
        "services": _("services, pass-through sales and deposits"),
        "purchases": _("purchases by supplier and origin"),
        "consignment": _("what is owed for consigned goods"),
        "movers": _("what lies and what moves"),
        "stock-age": _("how long the stock has lain"),
        "stock-origin": _("stock by origin and age"),
        "expiries": _("what expires"),
        "losses": _("breakage, own use and count differences"),
        "prices": _("price changes"),
        "audit": _("who did what"),
    }


def add_to(group: Commands) -> None:
    """Adds a command for each table to those of `report`."""
    for name, text in words().items():
        group.add(name, partial(_table, name), text=text, arguments=_table_arguments)
    group.add("maker", _maker, text=_("a page for each maker: what sold, what is left, imports beside it"), arguments=_maker_arguments)
    group.add("statement", _statement, text=_("a statement of purchases for each customer"), arguments=_statement_arguments)
    group.add("lines", _lines, text=_("the sale lines and the evidence behind a figure"), arguments=_lines_arguments)


def _maker_arguments(parser: argparse.ArgumentParser) -> None:
    period_arguments(parser)
    parser.add_argument("names", metavar="NAME", nargs="*")
    parser.add_argument("--pdf", metavar="FILE", type=Path)


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    period_arguments(parser)
    parser.add_argument("numbers", metavar="NO", nargs="*")
    parser.add_argument("--pdf", metavar="FILE", type=Path)


def _maker(call: Call) -> Answer:
    from pos_app.services import maker_pages

    period, path = period_of(call.args), call.args.pdf
    with call.shop() as shop:
        found = maker_pages.pages(shop, period, call.args.names)
        if path:
            maker_pages.save_pdf(shop, period, path, texts.language(), names=call.args.names)
    document = [
        {
            "name": page.name,
            "size": page.size.value,
            "regency": page.regency,
            "place": page.place or None,
            "net_idr": page.net_idr,
            "articles": [
                {
                    "code": x.product.code,
                    "name": x.product.name,
                    "sold_milli": x.sold,
                    "net_idr": x.net_idr,
                    "each_idr": x.each_idr,
                    "price_idr": x.product.price_idr,
                    "on_hand_milli": x.product.on_hand,
                }
                for x in page.articles
            ],
            "categories": [
                {"category": x.whole.category, "net_idr": x.net_idr, "total_idr": x.whole.total_idr, "imported_bp": x.imported_bp}
                for x in page.categories
            ],
        }
        for page in found
    ]
    lines = [str(path)] if path else [f"{page.name}: {formatting.rupiah(page.net_idr, texts.language())}" for page in found]
    return Answer({"makers": document}, lines or [_("There is nothing to show for this period.")])


def _statement(call: Call) -> Answer:
    from pos_app.services import statements

    period, path = period_of(call.args), call.args.pdf
    with call.shop() as shop:
        found = statements.made(shop, period, call.args.numbers)
        if path:
            statements.save_pdf(shop, period, path, texts.language(), numbers=call.args.numbers)
    document = [
        {
            "customer": one.customer.number,
            "name": one.customer.name,
            "member": one.customer.member,
            "year_turnover_idr": one.turnover_idr,
            "year_profit_idr": one.margin_idr,
            "months": [
                {"month": m, "receipts": n, "turnover_idr": turnover, "profit_idr": margin} for m, n, turnover, margin in one.months
            ],
            "receipts": [{"receipt": number, "day": day.isoformat(), "total_idr": total} for number, day, total in one.receipts],
        }
        for one in found
    ]
    speech = texts.language()
    lines = [str(path)] if path else [f"{one.customer.name}: {formatting.rupiah(one.turnover_idr, speech)}" for one in found]
    return Answer({"statements": document}, lines or [_("There is nothing to show for this period.")])


def _table_arguments(parser: argparse.ArgumentParser) -> None:
    paper_arguments(parser)
    parser.add_argument("--csv", metavar="FILE", type=Path)
    parser.add_argument("--with-month", metavar="YYYY-MM", help=_("compare with this month"))
    parser.add_argument("--with-from", metavar="YYYY-MM-DD", help=_("compare with a period that begins on this day"))
    parser.add_argument("--with-to", metavar="YYYY-MM-DD", help=_("and ends on this one"))


def _lines_arguments(parser: argparse.ArgumentParser) -> None:
    paper_arguments(parser)
    parser.add_argument("--csv", metavar="FILE", type=Path)
    parser.add_argument("--code", metavar="CODE", help=_("of this article"))
    parser.add_argument("--category", metavar="NAME")
    parser.add_argument("--origin", choices=["domestic", "imported", "unknown"])
    parser.add_argument("--maker", metavar="NAME")
    parser.add_argument("--customer", metavar="NO")
    parser.add_argument("--cashier", metavar="NAME")
    parser.add_argument("--receipt", metavar="NUMBER")
    parser.add_argument("--table", metavar="NAME", help=_("what a row of this table is made of"))
    parser.add_argument("--row", metavar="N", type=int, help=_("which row of the table, the first is 1"))


def document(figures: "Figures", parts: "Sequence[Figures]" = ()) -> dict[str, Any]:
    """The document of a table: its rows and its sums by the columns' keys, and the tables that belong to it."""
    keys = [column.key for column in figures.columns]
    made: dict[str, Any] = {
        "name": figures.name,
        "from": figures.period.first.isoformat() if figures.period else None,
        "to": figures.period.last.isoformat() if figures.period else None,
        "rows": [{key: _plain(value) for key, value in zip(keys, row, strict=True)} for row in figures.rows],
        "totals": {key: value for key, value in zip(keys, figures.totals, strict=True) if value is not None},
    }
    if figures.compared_with is not None:
        made |= {"with_from": figures.compared_with.first.isoformat(), "with_to": figures.compared_with.last.isoformat()}
    return made | ({"tables": [document(part) for part in parts]} if parts else {})


def _plain(value: "Value") -> int | str | None:
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _table(name: str, call: Call) -> Answer:
    from pos_app.services import owner_reports

    period, other = period_of(call.args), _other(call.args)
    _ready(call)
    with call.shop() as shop:
        figures = owner_reports.make(shop, name, period) if other is None else owner_reports.compared(shop, name, period, other)
        return _answer(shop, call, figures)


def _other(args: argparse.Namespace) -> "Period | None":
    """The period that is compared with, where one is asked for."""
    given = argparse.Namespace(month=args.with_month, first=args.with_from, last=args.with_to)
    return period_of(given) if given.month or given.first or given.last else None


def _lines(call: Call) -> Answer:
    from pos_app.domain.behind import Behind
    from pos_app.domain.origin import State
    from pos_app.services import lookup, owner_lines, settings

    args = call.args
    period = period_of(args)
    _ready(call)
    with call.shop() as shop:
        if args.table is not None:
            return _answer(shop, call, owner_lines.behind_row(shop, args.table, period, args.row or 0))
        product = None
        if args.code is not None:
            with shop.uow.read() as u:
                product = lookup.one(u, args.code, day=settings.today(shop, u)).product.id
        asked = Behind(
            period,
            product=product,
            category=args.category,
            state=State(args.origin) if args.origin else None,
            maker=args.maker,
            customers=() if args.customer is None else (args.customer,),
            person=args.cashier,
            receipt=args.receipt,
        )
        return _answer(shop, call, owner_lines.behind(shop, asked))


def _ready(call: Call) -> None:
    """Files are known to be writable before anything is worked out."""
    for path in (call.args.pdf, call.args.xlsx, call.args.csv):
        if path is not None:
            files.ready(path)


def _answer(shop: "Shop", call: Call, figures: "Figures") -> Answer:
    from pos_app.documents.figures_paper import shown
    from pos_app.services import owner_papers, owner_reports

    speech, args = texts.language(), call.args
    if args.pdf:
        owner_papers.save_pdf(shop, figures, args.pdf, language=speech)
    if args.xlsx:
        owner_papers.save_xlsx(shop, figures, args.xlsx, language=speech)
    if args.csv:
        owner_papers.save_csv(figures, args.csv, language=speech)
    lines = ["  ".join(shown(value, column, speech) for value, column in zip(row, figures.columns, strict=True)) for row in figures.rows]
    lines += [str(path) for path in (args.pdf, args.xlsx, args.csv) if path]
    return Answer(document(figures, owner_reports.parts(shop, figures)), lines or [_("There is nothing to show for this period.")])
