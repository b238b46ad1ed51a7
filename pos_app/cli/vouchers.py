"""Commands on vouchers: list, show, issue."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli import beside
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount, document, payments_of, told
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from pos_app.domain.voucher import Voucher


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("voucher", text=_("vouchers: list, show, issue"))
    group.add("list", _list, text=_("vouchers and what is on them"), arguments=_list_arguments)
    group.add("show", _show, text=_("a voucher with everything put on it and taken off it"), arguments=_show_arguments)
    group.add("issue", _issue, text=_("sell a gift voucher"), arguments=_issue_arguments)


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--open", action="store_true", help=_("only those that can be paid with"))


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _issue_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--cash", metavar="N", help=_("cash handed over; without any payment it is the exact amount"))
    parser.add_argument("--pay", metavar="MEANS=N", action="append", default=[])
    parser.add_argument("--customer", metavar="NO")
    parser.add_argument("--receipt", metavar="FILE.pdf", type=Path)


def _document(voucher: "Voucher", today: "date") -> dict[str, Any]:
    return {
        "code": voucher.code,
        "kind": voucher.kind,
        "day": voucher.day.isoformat(),
        "expires": voucher.expires.isoformat() if voucher.expires else None,
        "expired": voucher.expired(today),
        "document": voucher.document,
        "issued_idr": voucher.issued_idr,
        "balance_idr": voucher.balance_idr,
    }


def _line(voucher: "Voucher", today: "date") -> str:
    speech = texts.language()
    until = ""
    if voucher.expires:
        word = _("expired {day}") if voucher.expired(today) else _("until {day}")
        until = "  " + word.format(day=formatting.day(voucher.expires, speech))
    return f"{voucher.code}  {formatting.rupiah(voucher.balance_idr, speech)}  {voucher.document}{until}"


def _list(call: Call) -> Answer:
    from pos_app.services import vouchers

    with call.shop() as shop:
        found, today = vouchers.every(shop, open_only=call.args.open)
    answer = {
        "owed_idr": sum(x.balance_idr for x in found if not x.expired(today)),
        "expired_idr": sum(x.balance_idr for x in found if x.expired(today)),
        "vouchers": [_document(x, today) for x in found],
    }
    return Answer(answer, [_line(x, today) for x in found] or [_("No voucher has been given yet.")])


def _show(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import vouchers

    with call.shop() as shop:
        book, today = vouchers.book_of(shop, call.args.code), vouchers.every(shop)[1]
    moves = [{"at": days.stamp(x.at), "document": x.document, "amount_idr": x.amount_idr, "person": x.person} for x in book.moves]
    lines = [_line(book.voucher, today)]
    lines += [f"{x.document}  {formatting.rupiah(x.amount_idr, texts.language())}  {x.person}" for x in book.moves]
    return Answer(_document(book.voucher, today) | {"moves": moves}, lines)


def _issue(call: Call) -> Answer:
    from pos_app.domain.tender import Means, Payment
    from pos_app.services import gift_vouchers, receipts

    args = call.args
    worth = amount(args.amount)
    payments = payments_of(args.cash, args.pay) or [Payment(Means.CASH, worth)]
    if args.receipt is not None:
        files.ready(args.receipt)
    with call.shop() as shop:
        done, code = gift_vouchers.sell(shop, call.actor, worth, payments, customer=args.customer)
        pdf, warnings = beside.paper(done.sale.number, args.receipt, lambda path: receipts.save_pdf(shop, done.sale.number, path))
    papers = {"receipt_pdf": pdf} if args.receipt is not None else {}
    return Answer({"code": code} | document(done.sale) | papers, [code, *told(done.sale)], warnings)
