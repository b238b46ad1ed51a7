"""Commands on how a sale was paid: correct."""

import argparse

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.returns import means_named
from pos_app.cli.till import amount, document
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("payment", text=_("how a sale was paid: correct"))
    group.add("correct", _correct, text=_("put the means of a payment right"), arguments=_correct_arguments)


def _correct_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT")
    parser.add_argument("--from", dest="was", metavar="MEANS", required=True, help=_("what was pressed"))
    parser.add_argument("--to", dest="really", metavar="MEANS", required=True, help=_("what it really was"))
    parser.add_argument("--why", metavar="TEXT", required=True)
    parser.add_argument("--amount", metavar="N", help=_("only so much of it"))
    parser.add_argument("--reference", metavar="TEXT")


def _correct(call: Call) -> Answer:
    from pos_app.domain.tender import Means
    from pos_app.services import corrections

    args = call.args
    was, really = Means(means_named(args.was)), Means(means_named(args.really))
    part = None if args.amount is None else amount(args.amount)
    with call.shop() as shop:
        done = corrections.correct(shop, call.actor, args.receipt, was, really, why=args.why, amount_idr=part, reference=args.reference)
    moved = formatting.rupiah(done.sale.payments[1].amount_idr, texts.language())
    line = _("{number}: {amount} of {receipt} moved from {was} to {really}.")
    told = line.format(number=done.sale.number, amount=moved, receipt=done.sale.refunds, was=was, really=really)
    return Answer(document(done.sale) | {"corrects": done.sale.refunds}, [told])
