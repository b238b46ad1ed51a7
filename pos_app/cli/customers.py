"""Commands on customers, their kasbon and their points: add, set, show, list, pay, undo, points, statement."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from pos_app.domain.credit import Account, Customer


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("customer", text=_("customers and their accounts: add, set, show, list, pay, undo, points, statement"))
    group.add("add", _add, text=_("register a customer"), arguments=_fields_arguments)
    group.add("set", _set, text=_("change a customer"), arguments=_fields_arguments)
    group.add("show", _show, text=_("a customer's account"), arguments=_number_argument)
    group.add("list", _list, text=_("all accounts"), arguments=_list_arguments)
    group.add("pay", _pay, text=_("take money in on an account"), arguments=_pay_arguments)
    group.add("undo", _undo, text=_("take a payment back"), arguments=_undo_arguments)
    group.add("points", _points, text=_("a member's points, line by line"), arguments=_number_argument)
    group.add("statement", _statement, text=_("the account as a PDF"), arguments=_statement_arguments)


def _number_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NO")


def _fields_arguments(parser: argparse.ArgumentParser) -> None:
    _number_argument(parser)
    parser.add_argument(
        "values", metavar="FIELD=VALUE", nargs="+", help="name phone member=yes|no reseller=yes|no limit due_days note archived=yes|no"
    )


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--owing", action="store_true", help=_("only those who owe something"))


def _pay_arguments(parser: argparse.ArgumentParser) -> None:
    _number_argument(parser)
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--means", default="cash", metavar="MEANS")
    parser.add_argument("--reference", metavar="TEXT")


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("payment", metavar="NUMBER")
    parser.add_argument("--why", metavar="TEXT", required=True)


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    _number_argument(parser)
    parser.add_argument("--pdf", metavar="FILE.pdf", type=Path, required=True)


def _values(args: argparse.Namespace) -> dict[str, str]:
    found = {}
    for pair in args.values:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Refused("not_a_pair", text=pair)
        found[name] = value
    return found


def _customer_document(customer: "Customer") -> dict[str, Any]:
    return {
        "number": customer.number,
        "name": customer.name,
        "phone": customer.phone,
        "member": customer.member,
        "reseller": customer.reseller,
        "limit_idr": customer.limit_idr,
        "due_days": customer.due_days,
        "note": customer.note,
        "archived": customer.archived,
    }


def _account_document(account: "Account", today: "date") -> dict[str, Any]:
    from pos_app.domain import days
    from pos_app.domain.credit import ageing

    items = account.open_items
    return _customer_document(account.customer) | {
        "balance_idr": account.balance_idr,
        "points": account.points,
        "overdue_idr": sum(ageing(items, today)[1:]),
        "open": [
            {"number": x.number, "day": x.day.isoformat(), "due": x.due.isoformat(), "amount_idr": x.amount_idr, "left_idr": x.left_idr}
            for x in items
        ],
        "entries": [
            {
                "kind": x.kind,
                "number": x.number,
                "at": days.stamp(x.at),
                "amount_idr": x.amount_idr,
                "means": x.means,
                "reference": x.reference,
                "why": x.note,
            }
            for x in account.entries
        ],
    }


def _line(account: "Account") -> str:
    owed = formatting.rupiah(account.balance_idr, texts.language())
    name = account.customer.name or _("(no name)")
    return f"{account.customer.number}  {name}  {owed}"


def _add(call: Call) -> Answer:
    from pos_app.services import credit

    with call.shop() as shop:
        customer = credit.add(shop, call.actor, call.args.number, _values(call.args))
    return Answer(_customer_document(customer), [f"{customer.number}  {customer.name}"])


def _set(call: Call) -> Answer:
    from pos_app.services import credit

    with call.shop() as shop:
        customer = credit.change(shop, call.actor, call.args.number, _values(call.args))
    return Answer(_customer_document(customer), [f"{customer.number}  {customer.name}"])


def _show(call: Call) -> Answer:
    from pos_app.services import credit

    with call.shop() as shop:
        account, today = credit.account(shop, call.args.number), credit.today(shop)
    lines = [_line(account)]
    lines += [
        f"{x.number}  {formatting.rupiah(x.left_idr, texts.language())}  {formatting.day(x.due, texts.language())}"
        for x in account.open_items
    ]
    return Answer(_account_document(account, today), lines)


def _list(call: Call) -> Answer:
    from pos_app.services import credit

    with call.shop() as shop:
        accounts, today = credit.accounts(shop, owing=call.args.owing), credit.today(shop)
    document = {
        "balance_idr": sum(account.balance_idr for account in accounts),
        "customers": [_account_document(account, today) for account in accounts],
    }
    return Answer(document, [_line(account) for account in accounts] or [_("Nobody owes anything.")])


def _pay(call: Call) -> Answer:
    from pos_app.domain.tender import Means
    from pos_app.services import credit

    args = call.args
    if args.means not in list(Means):
        raise Refused("not_a_means", text=args.means, known=" ".join(Means))
    paid_idr = amount(args.amount)
    with call.shop() as shop:
        paid = credit.pay(shop, call.actor, args.number, paid_idr, means=Means(args.means), reference=args.reference)
        today = credit.today(shop)
    return Answer({"payment": paid.number} | _account_document(paid.account, today), [paid.number, _line(paid.account)])


def _undo(call: Call) -> Answer:
    from pos_app.services import credit

    with call.shop() as shop:
        paid = credit.undo(shop, call.actor, call.args.payment, why=call.args.why)
        today = credit.today(shop)
    return Answer({"payment": paid.number} | _account_document(paid.account, today), [paid.number, _line(paid.account)])


def _points(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import points

    with call.shop() as shop:
        moves = points.moves(shop, call.args.number)
    document = [{"at": days.stamp(x.at), "receipt": x.receipt, "kind": x.kind, "points": x.points, "balance": x.balance} for x in moves]
    lines = [f"{x.receipt}  {x.points:+}  {x.balance}" for x in moves]
    balance = moves[-1].balance if moves else 0
    return Answer({"points": balance, "moves": document}, lines or [_("No points yet.")])


def _statement(call: Call) -> Answer:
    from pos_app.services import credit_papers

    path = call.args.pdf
    files.ready(path)
    with call.shop() as shop:
        files.write(path, credit_papers.pdf(shop, call.args.number))
    return Answer({"pdf": str(path)}, [str(path)])
