"""Commands that print: receipt, labels."""

import argparse
from pathlib import Path

from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    commands.add("receipt", _receipt, text=_("the receipt of a sale as a PDF"), arguments=_receipt_arguments)
    commands.add("labels", _labels, text=_("shelf labels as a PDF"), arguments=_labels_arguments)


def _receipt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT")
    parser.add_argument("--pdf", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--paper", choices=("58", "80", "a5"), default="80", help=_("width of the roll in millimetres, or A5"))
    parser.add_argument("--copy", action="store_true", help=_("mark it as a copy"))


def _labels_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*COPIES]", nargs="+")
    parser.add_argument("--out", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--sheet", metavar="NAME", default="a4-3x8", help="a4-3x8 a4-4x10 a4-5x13 38x25 50x30")
    parser.add_argument("--start", metavar="N", type=int, default=1, help=_("place of the first label on the first sheet"))


def _receipt(call: Call) -> Answer:
    from pos_app.services import receipts

    args = call.args
    with call.shop() as shop:
        receipts.save_pdf(shop, args.receipt, args.pdf, paper=args.paper, copy=args.copy)
    return Answer({"receipt": args.receipt, "receipt_pdf": str(args.pdf)}, [str(args.pdf)])


def _labels(call: Call) -> Answer:
    from pos_app.services import labels

    args = call.args
    with call.shop() as shop:
        printed = labels.save_pdf(shop, args.items, args.out, sheet=args.sheet, start=args.start)
    told = ngettext("{n} label: {path}", "{n} labels: {path}", printed.labels).format(n=printed.labels, path=args.out)
    barless = [_("{code} is too long for bars on this label; it is printed as text.").format(code=code) for code in printed.without_bars]
    return Answer({"labels": printed.labels, "pdf": str(args.out), "without_bars": list(printed.without_bars)}, [told], barless)
