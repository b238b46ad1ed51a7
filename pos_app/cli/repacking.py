"""The command repack: a sack into bags, a carton into pieces."""

import argparse
from typing import TYPE_CHECKING

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.quantity import Milli
    from pos_app.services.repacking import Made
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the command."""
    commands.add("repack", _repack, text=_("turn goods into other goods; cost and origin go along"), arguments=_arguments)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="CODE*QTY")
    parser.add_argument(
        "--into",
        metavar="CODE*QTY[=TAKES]",
        action="append",
        required=True,
        help=_("what is made, and how much of the source all of it takes; one may take the rest"),
    )
    parser.add_argument("--lost", metavar="QTY", help=_("how much of the source is lost, in its own unit"))
    parser.add_argument("--why", metavar="TEXT", default="")


def _repack(call: Call) -> Answer:
    from pos_app.domain.quantity import Milli
    from pos_app.services import lookup, repacking

    args = call.args
    lost = None if args.lost is None else Milli(0) if args.lost == "0" else lookup.quantity(args.lost)
    with call.shop() as shop:
        code, qty = _counted(shop, args.source)
        made = [_made(shop, text) for text in args.into]
        done = repacking.repack(shop, call.actor, code, qty, made, lost=lost, why=args.why)
    speech = texts.language()
    lines = [done.document.number]
    for x in done.document.lines:
        said = f"{x.code}  {x.name}: {formatting.qty(x.qty, speech)} {x.unit}"
        lines.append(said + " · " + _("lost") if x.reason else said)
    warnings = [_("{name}: stock is now below zero.").format(name=name) for name in done.short]
    warnings += [_("{name} keeps an origin of its own, another than its source's.").format(name=name) for name in done.differing]
    document = {
        "document": done.document.number,
        "total_idr": done.document.total_idr,
        "lost_milli": done.lost,
        "origin_given": list(done.given),
        "origin_differs": list(done.differing),
        "lines": [
            {
                "code": x.code,
                "name": x.name,
                "base_qty_milli": x.base_qty,
                "cost_e4": x.cost,
                "amount_idr": x.amount_idr,
                "lost": x.reason is not None,
            }
            for x in done.document.lines
        ],
    }
    return Answer(document, lines, warnings)


def _counted(shop: "Shop", text: str) -> tuple[str, "Milli"]:
    """The code and quantity of `CODE*QTY`."""
    from pos_app.services import lookup, settings

    with shop.uow.read() as u:
        found, qty = lookup.with_quantity(u, text, day=settings.today(shop, u))
        return found.code, qty


def _made(shop: "Shop", text: str) -> "Made":
    from pos_app.services import lookup
    from pos_app.services.repacking import Made

    item, equals, takes = text.rpartition("=")
    if equals:
        try:
            part = lookup.quantity(takes)
        except Refused:
            return Made(*_counted(shop, text))
        return Made(*_counted(shop, item), part)
    return Made(*_counted(shop, text))
