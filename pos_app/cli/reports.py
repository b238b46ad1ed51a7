"""Commands that tell: report local-content, sales, stock, cash, verify."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli import owner
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.month_document import categories_document, local_content_document, split_document
from pos_app.cli.periods import paper_arguments, period_arguments, period_of
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.local_content import Split
    from pos_app.services.reports import MeansRow


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("report", text=_("figures: local-content, sales, stock, cash and the owner's tables; verify"))
    group.add("local-content", _local_content, text=_("share of domestic goods, with its evidence"), arguments=paper_arguments)
    group.add("sales", _sales, text=_("sums of the documents"), arguments=period_arguments)
    group.add("stock", _stock, text=_("what is on hand, by origin"), arguments=period_arguments)
    group.add("cash", _cash, text=_("what came in and went back, by means"), arguments=period_arguments)
    owner.add_to(group)
    group.add("due", _due, text=_("make the month's paper once the month is over; each month once, for cron"), arguments=_due_arguments)
    group.add("verify", _verify, text=_("is this file one that this shop issued?"), arguments=_verify_arguments)


def _due_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FOLDER", type=Path, help=_("where it goes; without it the folder of this machine"))


def _due(call: Call) -> Answer:
    from pos_app import settings
    from pos_app.services import due_papers

    folder = due_papers.folder_of(call.args.out, settings.load().report_folder)
    with call.shop() as shop:
        made = due_papers.make(shop, folder)
    document = {"made": [{"month": one.month.month, "number": one.number, "path": str(one.path)} for one in made]}
    lines = [f"{formatting.month(one.month.first, texts.language())}: {one.number}, {one.path}" for one in made]
    return Answer(document, lines or [_("No paper is due.")])


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path)


def _split_lines(split: "Split") -> list[str]:
    speech = texts.language()
    words = {"domestic": _("Domestic"), "imported": _("Imported"), "unknown": _("Not yet known")}
    tenths: Mapping[Any, int | None] = split.tenths
    return [
        f"{words[s.value]}: {formatting.rupiah(v, speech)} ({formatting.share(None if (t := tenths[s]) is None else t * 10, speech)})"
        for s, v in split.value_idr.items()
    ]


def _local_content(call: Call) -> Answer:
    from pos_app.services import month_papers, reports

    period = period_of(call.args)
    for path in (call.args.pdf, call.args.xlsx):
        if path is not None:
            files.ready(path)
    with call.shop() as shop:
        report = reports.local_content(shop, period)
        if call.args.pdf:
            month_papers.save_pdf(shop, report, call.args.pdf, language=texts.language())
        if call.args.xlsx:
            month_papers.save_xlsx(report, call.args.xlsx, language=texts.language())
    lines = [_("Goods sold: {amount}").format(amount=formatting.rupiah(report.now.total_idr, texts.language()))]
    lines += _split_lines(report.now.by_origin)
    lines += [str(path) for path in (call.args.pdf, call.args.xlsx) if path]
    return Answer(local_content_document(report), lines)


def _sales(call: Call) -> Answer:
    from pos_app.services import reports

    period = period_of(call.args)
    with call.shop() as shop:
        report = reports.sales(shop, period)
    document = {
        "month": period.month,
        "receipts": report.receipts,
        "total_idr": report.total_idr,
        "discount_idr": report.discount_idr,
        "rounding_idr": report.rounding_idr,
        "tax_idr": report.tax_idr,
        "by_category": categories_document(report.categories),
    }
    speech = texts.language()
    line = ngettext("{n} receipt, {amount}", "{n} receipts, {amount}", report.receipts)
    return Answer(document, [line.format(n=report.receipts, amount=formatting.rupiah(report.total_idr, speech))])


def _stock(call: Call) -> Answer:
    from pos_app.services import reports

    period = None
    if call.args.month or call.args.first or call.args.last:
        period = period_of(call.args)
    with call.shop() as shop:
        report = reports.stock(shop, period)
    document = {
        "total_idr": report.split.total_idr,
        "by_origin": split_document(report.split),
        "by_category": categories_document(report.categories),
        "below_zero": report.below_zero,
        "unknown_cost": report.unknown_cost,
        "consigned": {
            "articles": report.consigned.articles,
            "pieces_milli": report.consigned.pieces,
            "owed_idr": report.consigned.owed_idr,
        },
    }
    lines = _split_lines(report.split)
    if report.consigned.articles:
        worth = formatting.rupiah(report.consigned.owed_idr, texts.language())
        said = ngettext(
            "Consigned, not the shop's: {n} article, at a consignment price of {worth}",
            "Consigned, not the shop's: {n} articles, at a consignment price of {worth}",
            report.consigned.articles,
        )
        lines.append(said.format(n=report.consigned.articles, worth=worth))
    return Answer(document, lines)


def _cash(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import reports

    period = period_of(call.args)
    with call.shop() as shop:
        report = reports.cash(shop, period)
    by_shift = [
        {
            "shift": row.number,
            "till": row.till,
            "opened_at": days.stamp(row.opened_at) if row.opened_at else None,
            "by_means": _means_document(row.by_means),
        }
        for row in report.by_shift
    ]
    document = {"month": period.month, "by_means": _means_document(report.by_means), "by_shift": by_shift}
    lines = [_means_line(row) for row in report.by_means]
    for shift in report.by_shift:
        head = _("Outside of shifts") if shift.number is None else _("Shift {n}, till {till}").format(n=shift.number, till=shift.till)
        lines += [f"{head}: {_means_line(row)}" for row in shift.by_means]
    return Answer(document, lines)


def _means_document(rows: "Sequence[MeansRow]") -> list[dict[str, Any]]:
    return [{"means": r.means, "sales_idr": r.sales_idr, "refunds_idr": r.refunds_idr, "net_idr": r.net_idr} for r in rows]


def _means_line(row: "MeansRow") -> str:
    return f"{row.means}: {formatting.rupiah(row.net_idr, texts.language())}"


def _verify(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import month_papers, settings

    with call.shop() as shop:
        issued = month_papers.verify(shop, call.args.file)
        zone = settings.card(shop).zone
    same = _("its figures still hold") if issued.holds else _("its figures have changed since")
    line = _("{number} was issued by this shop on {day}; {same}.").format(
        number=issued.number, day=formatting.day(days.business_day(issued.issued_at, zone), texts.language()), same=same
    )
    return Answer({"number": issued.number, "issued_at": days.stamp(issued.issued_at), "figures_hold": issued.holds}, [line])
