"""Commands on baskets that wait for their customers: hold, list, show, drop."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.usage import key
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.domain.held_basket import Held


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("basket", text=_("baskets that wait for their customers: hold, list, show, drop"))
    group.add("hold", _hold, text=_("put articles aside for a customer"), arguments=_hold_arguments)
    group.add("list", _list, text=_("every basket that waits, at any till"))
    group.add("show", _show, text=_("what is in a basket that waits"), arguments=_held_argument)
    group.add("drop", _drop, text=_("throw a basket that waits away"), arguments=_held_argument)


def _hold_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="+")
    parser.add_argument("--name", metavar="TEXT", default="", help=_("for whom"))
    parser.add_argument("--customer", metavar="NO")


def _held_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("basket", metavar="BASKET", type=key, help=_("its number in the list"))


def _document(held: "Held") -> dict[str, Any]:
    from pos_app.domain import days

    return {
        "basket": held.id,
        "name": held.name,
        "till": held.till,
        "person": held.person,
        "at": days.stamp(held.held_at),
        "business_day": held.business_day.isoformat(),
        "customer": held.customer,
        "lines": held.kinds,
        "total_idr": held.total_idr,
    }


def _told(held: "Held") -> str:
    speech = texts.language()
    lines = ngettext("{n} line", "{n} lines", held.kinds).format(n=held.kinds)
    day = formatting.day(held.business_day, speech)
    return f"{held.id}  {held.name or held.first}  {lines}  {formatting.rupiah(held.total_idr, speech)}  {day}  {held.till}  {held.person}"


def _hold(call: Call) -> Answer:
    from pos_app.domain import cart as carts
    from pos_app.domain.cart import Cart
    from pos_app.services import credit, holding, lookup, promotions, settings

    args = call.args
    with call.shop() as shop:
        with shop.uow.read() as u:
            day = settings.today(shop, u)
            cart = credit.named_in(u, Cart(), args.customer)
            for item in args.items:
                found, qty = lookup.with_quantity(u, item, day=day)
                cart = carts.add(cart, found, qty=qty)
        held = holding.put_aside(shop, call.actor, promotions.reprice(shop, cart)[0], args.name)
    return Answer(_document(held), [_told(held)])


def _list(call: Call) -> Answer:
    from pos_app.services import holding

    with call.shop() as shop:
        found = holding.waiting(shop)
    document = {"baskets": [_document(one.held) | {"old": one.old} for one in found]}
    return Answer(document, [_told(one.held) for one in found] or [_("No basket waits.")])


def _show(call: Call) -> Answer:
    from pos_app.services import holding

    with call.shop() as shop:
        held, cart = holding.show(shop, call.args.basket)
        news = holding.news(shop, cart)
    lines = [
        {"code": x.found.code, "name": x.shown_name, "qty_milli": x.qty, "unit_price_idr": x.unit_price_idr, "amount_idr": amount}
        for x, amount in zip(cart.lines, cart.amounts(), strict=True)
    ]
    speech = texts.language()
    told = [f"{formatting.qty(x.qty, speech)} × {x.shown_name}" for x in cart.lines]
    return Answer(_document(held) | {"lines": lines}, [_told(held), *told], (news,) if news else ())


def _drop(call: Call) -> Answer:
    from pos_app.services import holding

    with call.shop() as shop:
        held = holding.give_up(shop, call.actor, call.args.basket)
    return Answer(_document(held), [_("The basket of {name} is thrown away.").format(name=held.name or held.first)])
