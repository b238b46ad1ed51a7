"""Commands for goods that come back otherwise than by their receipt alone: return, exchange."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount, clock_warnings, document, payments_of, told
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.cart import Cart
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    commands.add("return", _return, text=_("give back goods whose receipt nobody has"), arguments=_return_arguments)
    commands.add("exchange", _exchange, text=_("take goods back and sell others for them"), arguments=_exchange_arguments)


def _return_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*QTY][@PRICE]", nargs="+", help=_("a price below today's is an owner's say"))
    parser.add_argument("--why", metavar="TEXT", required=True)
    parser.add_argument("--means", default="cash", metavar="MEANS", help=_("how the money goes back; also voucher"))


def _exchange_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="*", help=_("what comes back; nothing named: all that is left"))
    parser.add_argument("--receipt", metavar="RECEIPT", help=_("the receipt of what comes back, where there is one"))
    parser.add_argument("--take", metavar="CODE[*QTY]", action="append", required=True, help=_("what is taken for it"))
    parser.add_argument("--why", metavar="TEXT", required=True)
    parser.add_argument("--cash", metavar="N", help=_("cash handed over"))
    parser.add_argument("--pay", metavar="MEANS=N", action="append", default=[])
    parser.add_argument("--voucher", action="store_true", help=_("what is left over becomes a voucher"))
    parser.add_argument("--customer", metavar="NO")


def means_named(text: str) -> Any:
    """A means of payment by its name.

    Raises:
        Refused: `not_a_means`.
    """
    from pos_app.domain.tender import Means
    from pos_app.errors import Refused

    if text not in list(Means):
        raise Refused("not_a_means", text=text, known=" ".join(Means))
    return Means(text)


def _brought(shop: "Shop", items: "Sequence[str]") -> "Cart":
    from pos_app.domain import loose_return
    from pos_app.domain.cart import Cart
    from pos_app.services import lookup, settings

    brought = Cart()
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        for item in items:
            what, at, price = item.rpartition("@")
            found, qty = lookup.with_quantity(u, what if at else item, day=day)
            brought = loose_return.bring(brought, found, qty, amount(price) if at else None)
    return brought


def _return(call: Call) -> Answer:
    from pos_app.services import loose_returns

    args = call.args
    means = means_named(args.means)
    with call.shop() as shop:
        done = loose_returns.give_back(shop, call.actor, _brought(shop, args.items), why=args.why, means=means)
    return Answer(document(done.sale), told(done.sale), clock_warnings(done))


def _exchange(call: Call) -> Answer:
    from pos_app.cli.till import asked_for
    from pos_app.domain import cart as carts
    from pos_app.domain.cart import Cart
    from pos_app.services import credit, exchanges, lookup, promotions, settings
    from pos_app.services.exchanges import Given

    args = call.args
    payments = payments_of(args.cash, args.pay)
    with call.shop() as shop:
        if args.receipt:
            given = Given(args.why, args.receipt, tuple(asked_for(shop, args.receipt, args.items)), voucher=args.voucher)
        else:
            given = Given(args.why, brought=_brought(shop, args.items), voucher=args.voucher)
        with shop.uow.read() as u:
            day = settings.today(shop, u)
            cart = credit.named_in(u, Cart(), args.customer or exchanges.whose(u, given))
            for item in args.take:
                found, qty = lookup.with_quantity(u, item, day=day)
                cart = carts.add(cart, found, qty=qty, separate=True)
        done = exchanges.commit(shop, call.actor, given, promotions.reprice(shop, cart)[0], payments)
    warnings = [_("{name}: stock is now below zero.").format(name=name) for name in done.short]
    warnings += [_("{name}: sold for less than it cost.").format(name=name) for name in done.below_cost]
    warnings += clock_warnings(done)
    both = [x for x in (done.back, done.sale) if x is not None]
    received = sum(x.paid_idr - x.change_idr for x in both)
    answer = {"returned": document(both[0]), "taken": document(done.sale), "given_back_idr": max(0, -received)}
    return Answer(answer, [line for x in both for line in told(x)], warnings)
