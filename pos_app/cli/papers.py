"""Commands that print: receipt, labels."""

import argparse
from pathlib import Path

from pos_app import files
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    commands.add("receipt", _receipt, text=_("the receipt of a sale as a PDF"), arguments=_receipt_arguments)
    commands.add("labels", _labels, text=_("shelf labels as a PDF"), arguments=_labels_arguments)


def _receipt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--pdf", metavar="FILE.pdf", type=Path)
    what.add_argument("--text", action="store_true", help=_("as a message for a telephone"))
    what.add_argument("--whatsapp", metavar="TELEPHONE", help=_("the address that opens WhatsApp with the message"))
    parser.add_argument("--paper", choices=("58", "80", "a5"), default="80", help=_("width of the roll in millimetres, or A5"))
    parser.add_argument("--copy", action="store_true", help=_("mark it as a copy"))


def _labels_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*COPIES]", nargs="*")
    parser.add_argument("--received", metavar="NUMBER", help=_("as many as came in by this paper"))
    says = _("what has another price from a day on, today where none is given")
    parser.add_argument("--price-changes", metavar="YYYY-MM-DD", nargs="?", const="", help=says)
    parser.add_argument("--category", metavar="NAME", help=_("every article of a category"))
    parser.add_argument("--out", metavar="FILE.pdf", type=Path, required=True)
    parser.add_argument("--sheet", metavar="NAME", default="a4-3x8", help="a4-3x8 a4-4x10 a4-5x13 38x25 50x30")
    parser.add_argument("--start", metavar="N", type=int, default=1, help=_("place of the first label on the first sheet"))


def _receipt(call: Call) -> Answer:
    from pos_app.services import receipts

    args = call.args
    with call.shop() as shop:
        if args.text:
            message = receipts.text(shop, args.receipt)
            return Answer({"receipt": args.receipt, "text": message}, message.splitlines())
        if args.whatsapp:
            link = receipts.message_link(shop, args.receipt, args.whatsapp)
            return Answer({"receipt": args.receipt, "whatsapp": link}, [link])
        files.ready(args.pdf)
        copy = receipts.another_copy(shop, call.actor, args.receipt) if args.copy else 0
        receipts.save_pdf(shop, args.receipt, args.pdf, paper=args.paper, copy=copy)
    return Answer({"receipt": args.receipt, "receipt_pdf": str(args.pdf), "copy": copy}, [str(args.pdf)])


def _labels(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import labels
    from pos_app.services.goods_list import Filter

    args = call.args
    with call.shop() as shop:
        lines = labels.read(shop, args.items)
        if args.received:
            lines += labels.of_document(shop, args.received)
        if args.price_changes is not None:
            lines += labels.of_prices(shop, days.parse_day(args.price_changes) if args.price_changes else None)
        if args.category is not None:
            lines += labels.of_goods(shop, Filter(category=args.category))
        printed = labels.save_pdf(shop, lines, args.out, sheet=args.sheet, start=args.start)
    told = ngettext("{n} label: {path}", "{n} labels: {path}", printed.labels).format(n=printed.labels, path=args.out)
    warnings = [_("{code} cannot stand as bars on this label; it is printed as text.").format(code=code) for code in printed.without_bars]
    nameless = _("{code} is of the shop's own brand and its maker is not known; the label must name who makes it.")
    warnings += [nameless.format(code=code) for code in printed.without_maker]
    document = {
        "labels": printed.labels,
        "pdf": str(args.out),
        "without_bars": list(printed.without_bars),
        "without_maker": list(printed.without_maker),
    }
    return Answer(document, [told], warnings)
