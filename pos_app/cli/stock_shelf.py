"""Commands on what lies on the shelf: what expires, what is left of each batch, what to buy."""

import argparse
from pathlib import Path
from typing import Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _


def register_in(group: Commands) -> None:
    """Adds these commands to the group of the stock."""
    group.add("expiring", _expiring, text=_("batches past their day or soon to be"), arguments=_expiring_arguments)
    group.add("batches", _batches, text=_("what is left of each batch of an article"), arguments=_code)
    group.add("to-buy", _to_buy, text=_("what to buy, by supplier, from how fast goods sold"), arguments=_to_buy_arguments)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _expiring_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--within", metavar="DAYS", type=int, default=60)


def _to_buy_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", metavar="N", type=int, default=30, help=_("days of sales to look at"))
    parser.add_argument("--lead", metavar="N", type=int, default=7, help=_("days until goods come"))
    parser.add_argument("--cover", metavar="N", type=int, default=14, help=_("days they are to last after that"))
    parser.add_argument("--supplier", metavar="NAME", default="")
    parser.add_argument("--out", metavar="FILE.csv|.xlsx", type=Path)


def _expiring(call: Call) -> Answer:
    from pos_app.services import batches

    with call.shop() as shop:
        found = batches.expiring(shop, within=call.args.within)
    speech = texts.language()
    rows = [
        {
            "code": x.code,
            "name": x.name,
            "batch": x.batch,
            "expires": x.expires.isoformat(),
            "days_left": x.days_left,
            "qty_milli": x.qty,
            "worth_idr": x.worth_idr,
            "first_out": x.first_out,
        }
        for x in found
    ]
    lines = [
        f"{formatting.day(x.expires, speech)}  {x.code}  {x.name}  {formatting.qty(x.qty, speech)} {x.unit}  {x.batch or ''}" for x in found
    ]
    return Answer({"batches": rows}, lines or [_("Nothing on the shelf expires in that time.")])


def _batches(call: Call) -> Answer:
    from pos_app.services import batches

    with call.shop() as shop:
        found = batches.of_article(shop, call.args.code)
    speech = texts.language()
    rows: list[dict[str, Any]] = [{"batch": x.batch, "expires": x.expires and x.expires.isoformat(), "qty_milli": x.qty} for x in found]
    lines = [
        f"{formatting.day(x.expires, speech) if x.expires else formatting.DASH}  {x.batch or ''}  {formatting.qty(x.qty, speech)}"
        for x in found
    ]
    return Answer({"batches": rows}, lines or [_("Nothing of it is left that came in with a batch or a date.")])


def _to_buy(call: Call) -> Answer:
    from pos_app.domain.purchasing import Plan
    from pos_app.services import purchasing

    args = call.args
    plan = Plan(days=args.days, lead=args.lead, cover=args.cover)
    with call.shop() as shop:
        found = purchasing.suggestions(shop, plan, supplier=args.supplier)
    if args.out is not None:
        purchasing.write(found, args.out)
    speech = texts.language()
    rows = [
        {
            "supplier": x.shelf.supplier,
            "code": x.shelf.code,
            "name": x.shelf.name,
            "on_hand_milli": x.shelf.on_hand,
            "sold_milli": x.shelf.sold,
            "lasts_days": x.lasts_days,
            "buy_milli": x.packs,
            "unit": x.shelf.pack or x.shelf.unit,
            "base_qty_milli": x.base_qty,
            "amount_idr": x.amount_idr,
        }
        for x in found
    ]
    lines = [
        f"{x.shelf.supplier or formatting.DASH}  {x.shelf.code}  {x.shelf.name}: "
        f"{formatting.qty(x.packs, speech)} {x.shelf.pack or x.shelf.unit}"
        for x in found
    ]
    return Answer({"suggestions": rows}, lines or [_("There is enough of everything.")])
