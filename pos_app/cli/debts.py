"""Commands on what is owed to suppliers: debts list, show, pay, take-back."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from pos_app.domain.supplier_debt import Invoice, SupplierPayment


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("debts", text=_("what is owed to suppliers, and paying it"))
    group.add("list", _list, text=_("what each supplier is owed, and what is overdue"))
    group.add("show", _show, text=_("one supplier's invoices and payments"), arguments=_supplier)
    group.add("pay", _pay, text=_("pay a supplier, whole or in part; what is due first is paid first"), arguments=_pay_arguments)
    group.add("take-back", _take_back, text=_("take a payment back"), arguments=_take_back_arguments)


def _supplier(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar="SUPPLIER")


def _pay_arguments(parser: argparse.ArgumentParser) -> None:
    _supplier(parser)
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--means", metavar="MEANS", default="cash", help="cash transfer qris debit ewallet")
    parser.add_argument("--invoice", metavar="NUMBER=N", action="append", default=[], help=_("pay these, and no others"))
    parser.add_argument("--reference", metavar="TEXT", default="")
    parser.add_argument("--from-safe", action="store_true", help=_("cash from the safe, not out of the drawer of the open shift"))


def _take_back_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--why", metavar="TEXT", required=True)


def _list(call: Call) -> Answer:
    from pos_app.services import supplier_debts

    with call.shop() as shop:
        owed = supplier_debts.owed(shop)
    speech = texts.language()
    rows = [
        {
            "supplier": x.supplier,
            "owed_idr": x.owed_idr,
            "overdue_idr": x.overdue_idr,
            "open_invoices": x.open_invoices,
            "next_due": x.next_due.isoformat() if x.next_due else None,
        }
        for x in owed.balances
    ]
    late = _("overdue {amount}")
    lines = [
        f"{x.supplier}: {formatting.rupiah(x.owed_idr, speech)}"
        + (f" ({late.format(amount=formatting.rupiah(x.overdue_idr, speech))})" if x.overdue_idr else "")
        for x in owed.balances
    ]
    lines.append(_("Owed in all: {amount}").format(amount=formatting.rupiah(owed.total_idr, speech)))
    overdue = [_invoice(x, owed.day) for x in owed.overdue]
    return Answer({"owed_idr": owed.total_idr, "suppliers": rows, "overdue": overdue}, lines)


def _show(call: Call) -> Answer:
    from pos_app.services import settings, supplier_debts

    with call.shop() as shop:
        account = supplier_debts.account(shop, call.args.supplier)
        with shop.uow.read() as u:
            day = settings.today(shop, u)
    speech = texts.language()
    document = {
        "supplier": account.supplier.name,
        "owed_idr": account.owed_idr,
        "invoices": [_invoice(x, day) for x in account.invoices],
        "payments": [_payment(x) for x in account.payments],
    }
    lines = [
        f"{x.number}  {x.their_number or ''}  {formatting.day(x.due, speech) if x.due else ''}  {formatting.rupiah(x.open_idr, speech)}"
        for x in account.invoices
        if x.open_idr
    ]
    lines.append(f"{account.supplier.name}: {formatting.rupiah(account.owed_idr, speech)}")
    return Answer(document, [*lines, *map(_payment_line, account.payments)])


def _pay(call: Call) -> Answer:
    from pos_app.domain.tender import Means
    from pos_app.errors import Refused
    from pos_app.services import supplier_debts

    args = call.args
    if args.means not in list(Means):
        raise Refused("not_a_means_here", means=args.means, known=", ".join(supplier_debts.MEANS))
    named = {}
    for text in args.invoice:
        number, _is, amount = text.rpartition("=")
        named[number] = formatting.parse_rupiah(amount, "en")
    with call.shop() as shop:
        paid, _changes = supplier_debts.pay(
            shop,
            call.actor,
            args.supplier,
            formatting.parse_rupiah(args.amount, "en"),
            means=Means(args.means),
            invoices=named,
            reference=args.reference,
            from_safe=args.from_safe,
        )
    return _said(paid)


def _take_back(call: Call) -> Answer:
    from pos_app.services import supplier_debts

    with call.shop() as shop:
        back, _changes = supplier_debts.take_back(shop, call.actor, call.args.number, why=call.args.why)
    return _said(back)


def _said(payment: "SupplierPayment") -> Answer:
    return Answer(_payment(payment), [_payment_line(payment)])


def _payment_line(payment: "SupplierPayment") -> str:
    """With what it pays, or what it takes back and why."""
    of = [f"← {payment.counters}"] if payment.counters else list(payment.parts)
    amount = formatting.rupiah(payment.amount_idr, texts.language())
    return "  ".join((payment.number, payment.supplier, amount, " ".join(of), payment.why or payment.reference or "")).rstrip()


def _invoice(invoice: "Invoice", day: "date") -> dict[str, Any]:
    return {
        "number": invoice.number,
        "supplier": invoice.supplier,
        "their_number": invoice.their_number,
        "business_day": invoice.business_day.isoformat(),
        "due": invoice.due.isoformat() if invoice.due else None,
        "total_idr": invoice.total_idr,
        "corrected_idr": invoice.corrected_idr,
        "paid_idr": invoice.paid_idr,
        "open_idr": invoice.open_idr,
        "overdue_days": invoice.overdue_days(day),
    }


def _payment(payment: "SupplierPayment") -> dict[str, Any]:
    return {
        "number": payment.number,
        "supplier": payment.supplier,
        "at": payment.at.isoformat(timespec="seconds"),
        "means": str(payment.means),
        "amount_idr": payment.amount_idr,
        "reference": payment.reference,
        "takes_back": payment.counters,
        "why": payment.why,
        "parts": [{"number": number, "amount_idr": amount} for number, amount in payment.parts.items()],
    }
