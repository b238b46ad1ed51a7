"""Commands on deposits: deposit list, deposit back."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.deposit import Deposit, DepositSum


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("deposit", text=_("deposits for gallons, cylinders, crates: owed and given back"))
    group.add("list", _list, text=_("what is owed, by article and receipt"))
    group.add("back", _back, text=_("give a deposit back in cash against its container"), arguments=_back_arguments)


def _back_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", metavar="CODE[*QTY]")
    parser.add_argument("--receipt", metavar="RECEIPT", help=_("only that receipt's; otherwise the oldest open one"))
    parser.add_argument("--customer", metavar="NO")
    parser.add_argument("--why", metavar="TEXT", default="")


def _list(call: Call) -> Answer:
    from pos_app.services import deposits

    with call.shop() as shop:
        owed = deposits.owed(shop)
    speech = texts.language()
    document = {
        "owed_idr": owed.left_idr,
        "articles": [_figures(x) for x in owed.articles],
        "open": [_figures(x) | {"receipt": x.receipt, "day": x.day.isoformat(), "customer": x.customer} for x in owed.open],
    }
    lines = [
        _("{name}: {qty} {unit} out, {amount} owed").format(
            name=x.name, qty=formatting.qty(x.left, speech), unit=x.unit, amount=formatting.rupiah(x.left_idr, speech)
        )
        for x in owed.articles
    ]
    lines += [f"  {x.receipt}  {x.name}  {formatting.qty(x.left, speech)}  {formatting.rupiah(x.left_idr, speech)}" for x in owed.open]
    lines.append(_("Deposits owed: {amount}").format(amount=formatting.rupiah(owed.left_idr, speech)))
    return Answer(document, lines)


def _figures(x: "Deposit | DepositSum") -> dict[str, Any]:
    return {
        "code": x.code,
        "name": x.name,
        "taken_milli": x.taken,
        "taken_idr": x.taken_idr,
        "back_milli": x.back,
        "back_idr": x.back_idr,
        "left_milli": x.left,
        "left_idr": x.left_idr,
    }


def _back(call: Call) -> Answer:
    from pos_app.services import deposits, lookup, settings

    args = call.args
    with call.shop() as shop:
        with shop.uow.read() as u:
            found, qty = lookup.with_quantity(u, args.item, day=settings.today(shop, u))
        given = deposits.give_back(
            shop, call.actor, found.code, qty, customer=args.customer, receipt=args.receipt, why=args.why
        )  # fmt: skip
    made = [{"receipt": x.number, "refunds": x.refunds, "total_idr": x.total_idr} for x in given.documents]
    said = _("{amount} given back.").format(amount=formatting.rupiah(given.given_idr, texts.language()))
    return Answer({"documents": made, "given_idr": given.given_idr}, [*(x.number for x in given.documents), said])
