"""Commands at the counter: sell, refund, void."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from datetime import datetime

    from pos_app.domain.batches import Batch
    from pos_app.domain.cart import Cart
    from pos_app.domain.money import Rupiah
    from pos_app.domain.pricing import Discount
    from pos_app.domain.quantity import Milli
    from pos_app.domain.sale import Sale
    from pos_app.domain.tender import Payment
    from pos_app.services.checkout import Committed
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    commands.add("sell", _sell, text=_("sell articles"), arguments=_sell_arguments)
    commands.add("refund", _refund, text=_("give back a sale, whole or in parts"), arguments=_refund_arguments)
    commands.add("void", _void, text=_("undo a whole sale on its own day"), arguments=_void_arguments)


def _sell_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="*")
    parser.add_argument("--cash", metavar="N", help=_("cash handed over"))
    parser.add_argument("--pay", metavar="MEANS=N", action="append", default=[], help=_("a payment; may be given more than once"))
    parser.add_argument("--price", metavar="CODE=N", action="append", default=[], help=_("what an article without a price costs now"))
    parser.add_argument("--line-discount", metavar="CODE=500|5%", action="append", default=[])
    parser.add_argument("--discount", metavar="5000|5%")
    parser.add_argument("--customer", metavar="NO")
    parser.add_argument("--at", metavar="TIME", help=_("when it happened, in the shop's zone: 2026-10-31T09:15"))
    parser.add_argument("--receipt", metavar="FILE.pdf", type=Path)
    parser.add_argument("--escpos", metavar="FILE.bin", type=Path)


def _refund_arguments(parser: argparse.ArgumentParser) -> None:
    _void_arguments(parser)
    parser.add_argument("items", metavar="CODE*QTY", nargs="*")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--pay", metavar="MEANS=N", action="append", default=[])
    how.add_argument("--voucher", action="store_true", help=_("give a voucher instead of money"))
    parser.add_argument("--at", metavar="TIME")


def _void_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("receipt", metavar="RECEIPT")
    parser.add_argument("--why", metavar="TEXT", required=True)


def amount(text: str) -> "Rupiah":
    """An amount on the command line: digits alone, not negative.

    Raises:
        Refused: `not_whole_rupiah`, `amount_too_large`.
    """
    if not (text.isascii() and text.isdecimal()):
        raise Refused("not_whole_rupiah", text=text)
    return formatting.parse_rupiah(text, "en")


def payments_of(cash: str | None, pays: Sequence[str]) -> list["Payment"]:
    """Payments on the command line: `qris=50000`, or with what they are known by, `voucher:V004711081527=50000`."""
    from pos_app.domain.tender import Means, Payment

    found = [Payment(Means.CASH, amount(cash))] if cash is not None else []
    for pay in pays:
        told, equals, text = pay.rpartition("=")
        means, _colon, reference = told.partition(":")
        if not equals or means not in list(Means):
            raise Refused("not_a_means", text=pay, known=" ".join(Means))
        found.append(Payment(Means(means), amount(text), reference.strip() or None))
    return found


def discount(text: str) -> "Discount":
    """A discount on the command line: `500` or `5%`."""
    from pos_app.domain.pricing import Discount

    if text.endswith("%"):
        return Discount(share_bp=formatting.parse_percent(text, "en"))
    return Discount(amount(text))


def _sell(call: Call) -> Answer:
    from pos_app.services import batches, checkout

    args = call.args
    payments = payments_of(args.cash, args.pay)
    for path in (args.receipt, args.escpos):
        if path is not None:
            files.ready(path)
    with call.shop() as shop:
        cart, at = _cart(shop, args)
        past = batches.expired_first(shop, {x.product.id for x in cart.lines}) if at is None else {}
        done = checkout.commit(shop, call.actor, cart, payments, at=at)
        warnings = [_("{name}: stock is now below zero.").format(name=name) for name in done.short]
        warnings += [_past(line.product.name, past[line.product.id]) for line in cart.lines if line.product.id in past]
        warnings += [_("{name}: sold for less than it cost.").format(name=name) for name in done.below_cost]
        warnings += clock_warnings(done)
        papers = _papers(shop, done.sale.number, args, warnings)
    return Answer(document(done.sale) | papers, told(done.sale), warnings)


def clock_warnings(done: "Committed") -> list[str]:
    """What is said where somebody has set the clock back."""
    return [texts.clock_set_back(done.before)] if done.before else []


def _cart(shop: "Shop", args: argparse.Namespace) -> tuple["Cart", "datetime | None"]:
    from pos_app.domain import cart as carts
    from pos_app.domain import days
    from pos_app.domain.cart import Cart
    from pos_app.services import checkout, credit, lookup, promotions, settings

    with shop.uow.read() as u:
        zone = settings.stored(u)["zone"]
        at = days.parse_instant(args.at, zone) if args.at else None
        day = days.business_day(shop.clock(), zone)
        cart = credit.named_in(u, Cart(), args.customer)
        typed = {lookup.one(u, code, day=day).product.id: amount(text) for code, text in map(_pair, args.price)}
        for item in args.items:
            found, qty = lookup.with_quantity(u, item, day=day)
            price = typed.get(found.product.id)
            if price is not None:
                price = checkout.open_price(found, price)
            cart = carts.add(cart, found, qty=qty, price_idr=price, separate=True)
        lines = {x.product.id: x for x in reversed(cart.lines)}
        for code, _text in map(_pair, [*args.price, *args.line_discount]):
            if lookup.one(u, code, day=day).product.id not in lines:
                raise Refused("not_in_basket", code=code)
        for code, text in map(_pair, args.line_discount):
            cart = carts.set_line_discount(cart, lines[lookup.one(u, code, day=day).product.id].key, discount(text))
        cart = promotions.priced_at(u, cart, at or shop.clock(), zone)
    if args.discount is not None:
        cart = carts.set_discount(cart, discount(args.discount))
    return cart, at


def _past(name: str, batch: "Batch") -> str:
    said = _("{name}: look at its date; what is to be sold first expired on {day}.")
    return said.format(name=name, day=formatting.day(batch.expires, texts.language()) if batch.expires else formatting.DASH)


def _pair(text: str) -> tuple[str, str]:
    code, equals, value = text.rpartition("=")
    if not equals:
        raise Refused("not_a_pair", text=text)
    return code, value


def _papers(shop: "Shop", number: str, args: argparse.Namespace, warnings: list[str]) -> dict[str, Any]:
    """Writes the receipt's files after the commit; one that fails is a warning, the sale stands."""
    from functools import partial

    from pos_app.cli import beside
    from pos_app.services import receipts

    found: dict[str, Any] = {}
    wanted = (("receipt_pdf", args.receipt, receipts.save_pdf), ("receipt_escpos", args.escpos, receipts.save_escpos))
    for key, path, save in wanted:
        if path is not None:
            found[key], said = beside.paper(number, path, partial(save, shop, number))
            warnings += said
    return found


def document(sale: "Sale") -> dict[str, Any]:
    """The document of `sell`, `refund` and `void`."""
    from pos_app.domain import days

    return {
        "receipt": sale.number,
        "uid": sale.uid,
        "kind": sale.kind,
        "at": days.stamp(sale.at),
        "business_day": sale.business_day.isoformat(),
        "total_idr": sale.total_idr,
        "rounding_idr": sale.rounding_idr,
        "paid_idr": sale.paid_idr,
        "change_idr": sale.change_idr,
        "tax_idr": sale.tax_idr,
        "domestic_share_bp": sale.domestic_share_bp,
        "lines": [
            {
                "code": x.code,
                "name": x.name,
                "qty_milli": x.qty,
                "base_qty_milli": x.base_qty,
                "unit": x.unit,
                "unit_price_idr": x.unit_price_idr,
                "price_kind": x.price_kind,
                "promotion": x.promotion,
                "discount_idr": x.discount_idr,
                "amount_idr": x.amount_idr,
                "origin": x.origin.state,
                "parts": [
                    {"code": p.code, "name": p.name, "base_qty_milli": p.base_qty, "amount_idr": p.amount_idr, "origin": p.origin.state}
                    for p in x.parts
                ],
            }
            for x in sale.lines
        ],
        "payments": [{"means": p.means, "amount_idr": p.amount_idr} for p in sale.payments],
        "vouchers": [p.reference for p in sale.payments if p.means == "voucher" and p.reference],
        "points": None
        if sale.points is None
        else {"earned": sale.points.earned, "spent": sale.points.spent, "balance": sale.points.balance},
    }


def told(sale: "Sale") -> list[str]:
    speech = texts.language()

    def money(value: int) -> str:
        return formatting.rupiah(value, speech)

    lines = [sale.number]
    for x in sale.lines:
        lines.append(f"{x.name}  {formatting.qty(x.qty, speech)} {x.unit}  {money(x.amount_idr)}")
        reason = texts.price_reason(x.price_kind, x.list_price_idr, x.unit_price_idr)
        lines += [f"    {why}" for why in (reason, x.promotion) if why]
    lines.append(_("Total {total}").format(total=money(sale.total_idr)))
    if sale.rounding_idr:
        lines.append(_("Cash rounding {amount}").format(amount=money(sale.rounding_idr)))
    lines.append(_("Paid {paid}, change {change}").format(paid=money(sale.paid_idr), change=money(sale.change_idr)))
    share = formatting.share(sale.domestic_share_bp, speech)
    if sale.points is not None:
        said = _("Points: {earned} earned, {spent} used, {balance} now")
        earned, spent, balance = (formatting.number(n, speech) for n in (sale.points.earned, sale.points.spent, sale.points.balance))
        lines.append(said.format(earned=earned, spent=spent, balance=balance))
    lines.append(_("Domestic goods {amount} ({share})").format(amount=money(sale.share.domestic_idr), share=share))
    return lines


def asked_for(shop: "Shop", receipt: str, items: Sequence[str]) -> list[tuple[str, "Milli | None"]]:
    """What is to go back: `CODE*QTY` is split at the last `*`, unless the whole text is a code."""
    from pos_app.services import lookup, refunds

    found: list[tuple[str, Milli | None]] = []
    for item in items:
        code, star, text = ("", "", item) if refunds.is_code(shop, receipt, item) else item.rpartition("*")
        found.append((code, lookup.quantity(text)) if star else (item, None))
    return found


def _refund(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.domain.tender import Means
    from pos_app.services import refunds, settings

    args = call.args
    means = payments_of(None, args.pay)
    with call.shop() as shop:
        asked = asked_for(shop, args.receipt, args.items)
        at = days.parse_instant(args.at, settings.card(shop).zone) if args.at else None
        done = refunds.refund(
            shop, call.actor, args.receipt, asked, why=args.why, means=means, only=Means.VOUCHER if args.voucher else None, at=at
        )
    return Answer(document(done.sale), told(done.sale), clock_warnings(done))


def _void(call: Call) -> Answer:
    from pos_app.services import refunds

    with call.shop() as shop:
        done = refunds.void(shop, call.actor, call.args.receipt, why=call.args.why)
    return Answer(document(done.sale), told(done.sale), clock_warnings(done))
