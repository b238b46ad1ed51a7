"""Commands on the till's shift: open, in, out, drop, show, close, list, report."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.shift import ShiftReport


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("shift", text=_("the till's shift: open, in, out, drop, show, close, list, report"))
    group.add("open", _open, text=_("open with a counted float"), arguments=_open_arguments)
    group.add("in", _in, text=_("put cash into the drawer"), arguments=_move_arguments)
    group.add("out", _out, text=_("take cash out of the drawer"), arguments=_move_arguments)
    group.add("drop", _drop, text=_("take cash to the safe"), arguments=_drop_arguments)
    group.add("show", _show, text=_("the open shift so far"), arguments=_paper_arguments)
    group.add("close", _close, text=_("close with a blind count"), arguments=_close_arguments)
    group.add("list", _list, text=_("the last shifts of all tills"))
    group.add("report", _report, text=_("a shift by its number"), arguments=_report_arguments)


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    _count_arguments(parser, "--float")


def _drop_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--why", metavar="TEXT", default="")


def _move_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--why", metavar="TEXT", required=True)


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", metavar="FILE.pdf", type=Path)
    parser.add_argument("--escpos", metavar="FILE.bin", type=Path)


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    _count_arguments(parser, "--counted")
    parser.add_argument("--left", metavar="N", help=_("what stays in the drawer for the next shift; the rest goes to the safe"))
    parser.add_argument("--why", metavar="TEXT")
    _paper_arguments(parser)


def _count_arguments(parser: argparse.ArgumentParser, name: str) -> None:
    counted = parser.add_mutually_exclusive_group(required=True)
    counted.add_argument(name, metavar="N")
    counted.add_argument("--notes", metavar="FACExCOUNT", nargs="+", help=_("notes and coins one by one: 100000x8 500x7"))


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    _paper_arguments(parser)


def _notes(texts_given: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    for text in texts_given:
        face, cross, count = text.partition("x")
        if not (cross and face.isascii() and face.isdecimal() and count.isascii() and count.isdecimal() and len(text) < 20):
            raise Refused("not_a_count_of_notes", text=text)
        found[int(face)] = found.get(int(face), 0) + int(count)
    return found


def document(report: "ShiftReport") -> dict[str, Any]:
    """The document of every command on a shift."""
    from pos_app.domain import days

    told = report.summary
    return {
        "number": report.number,
        "till": report.till,
        "opened_at": days.stamp(report.opened_at),
        "closed_at": days.stamp(report.closed_at) if report.closed_at else None,
        "float_idr": report.float_idr,
        "carried_idr": report.carried_idr,
        "sales": [{"means": m, "amount_idr": v} for m, v in report.sales],
        "refunds": [{"means": m, "amount_idr": v} for m, v in report.refunds],
        "in_idr": report.in_idr,
        "out_idr": report.out_idr,
        "moves": [{"kind": m.kind, "amount_idr": m.amount_idr, "why": m.why, "person": m.person} for m in report.moves],
        "account_paid": [{"means": x.means, "amount_idr": x.amount_idr} for x in told.account_paid],
        "expected_idr": report.expected_idr,
        "counted_idr": report.counted_idr,
        "difference_idr": report.difference_idr,
        "left_idr": report.left_idr,
        "gross_idr": told.gross_idr,
        "discount_idr": told.discount_idr,
        "returns_idr": told.returns_idr,
        "net_idr": told.net_idr,
        "rounding_idr": told.rounding_idr,
        "tax_idr": told.tax_idr,
        "receipts": told.documents,
        "offered": told.offered,
        "offers_taken": told.taken,
        "chain": report.chain,
    }


def _answer(report: "ShiftReport", papers: dict[str, Any] | None = None) -> Answer:
    speech = texts.language()
    lines = [
        report.number,
        _("Opening float {amount}").format(amount=formatting.rupiah(report.float_idr, speech)),
        _("Expected in the drawer {amount}").format(amount=formatting.rupiah(report.expected_idr, speech)),
    ]
    if report.difference_idr is not None:
        lines.append(_("Difference {amount}").format(amount=formatting.rupiah(report.difference_idr, speech)))
    return Answer(document(report) | (papers or {}), lines)


def _ready(args: argparse.Namespace) -> None:
    for path in (args.pdf, args.escpos):
        if path is not None:
            files.ready(path)


def _with_papers(call: Call, report: "ShiftReport", shop: Any) -> Answer:
    from pos_app.services import shift_papers

    if call.args.pdf:
        shift_papers.save_pdf(shop, report, call.args.pdf)
    if call.args.escpos:
        files.write(call.args.escpos, shift_papers.escpos(shop, report))
    return _answer(report)


def _open(call: Call) -> Answer:
    from pos_app.domain.shift import counted
    from pos_app.services import shifts

    float_idr = counted(_notes(call.args.notes)) if call.args.notes else amount(call.args.float)
    with call.shop() as shop:
        return _answer(shifts.open_shift(shop, call.actor, float_idr=float_idr))


def _move(call: Call, kind: str) -> Answer:
    from pos_app.domain.shift import MoveKind
    from pos_app.services import shifts

    moved = amount(call.args.amount)
    with call.shop() as shop:
        return _answer(shifts.move(shop, call.actor, MoveKind(kind), amount_idr=moved, why=call.args.why))


def _in(call: Call) -> Answer:
    return _move(call, "in")


def _out(call: Call) -> Answer:
    return _move(call, "out")


def _drop(call: Call) -> Answer:
    return _move(call, "drop")


def _show(call: Call) -> Answer:
    from pos_app.services import shifts

    _ready(call.args)
    with call.shop() as shop:
        return _with_papers(call, shifts.show(shop, call.actor), shop)


def _close(call: Call) -> Answer:
    from pos_app.cli import beside
    from pos_app.services import holding, shift_papers, shifts

    args = call.args
    _ready(args)
    given: dict[str, Any] = {"notes": _notes(args.notes)} if args.notes else {"counted_idr": amount(args.counted)}
    left = amount(args.left) if args.left is not None else None
    with call.shop() as shop:
        closed = shifts.close(shop, call.actor, left_idr=left, why=args.why, **given)
        _path, warnings = beside.paper(closed.number, args.pdf, lambda path: shift_papers.save_pdf(shop, closed, path))
        _path, unslipped = beside.paper(closed.number, args.escpos, lambda path: files.write(path, shift_papers.escpos(shop, closed)))
        waiting = holding.reminder(shop)
    return replace(_answer(closed), warnings=[*warnings, *unslipped, *filter(None, [waiting])])


def _list(call: Call) -> Answer:
    from pos_app.services import shifts

    with call.shop() as shop:
        found = shifts.latest(shop)
    lines = [f"{one.number}  {formatting.rupiah(one.summary.net_idr, texts.language())}" for one in found]
    return Answer({"shifts": [document(one) for one in found]}, lines or [_("No shift has been opened yet.")])


def _report(call: Call) -> Answer:
    from pos_app.services import shifts

    _ready(call.args)
    with call.shop() as shop:
        return _with_papers(call, shifts.report(shop, call.args.number), shop)
