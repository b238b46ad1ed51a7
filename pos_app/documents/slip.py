"""What a receipt says, in words and in the order it is read, before any paper gives it a shape.

PDF and ESC/POS print the same slip. Amounts stand for adding up: items with the discounts of their own come to the
sum, the discount on the basket to the total, rounding to what is due, payments less change to the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app import formatting, texts
from pos_app.domain.credit import Customer
from pos_app.domain.local_content import shares
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.sale import Sale, SaleKind, SaleLine, is_domestic
from pos_app.domain.shop import ShopCard
from pos_app.domain.tender import CONFIRMED_BY_HAND, Means, Payment
from pos_app.domain.voucher import OnPaper
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _


class Tone(StrEnum):
    """How loud a row of the sums is."""

    PLAIN = "plain"
    STRONG = "strong"
    TOTAL = "total"
    CHANGE = "change"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    left: str
    right: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its name, whether it was made in Indonesia, what it costs, and the discounts of its own."""

    name: str
    domestic: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The box about domestic goods; `percent` is a dash where goods came to nothing or less."""

    label: str
    value: str
    percent: str


@dataclass(frozen=True, slots=True)
class Coupon:
    """A voucher on the slip: what it says above its bars, and the code they stand for."""

    rows: tuple[Row, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on a slip beside its document.

    Which copy it is (0: the receipt itself), the return its goods were taken for, the vouchers it touched, and the shop's
    logo as it was given; `own_bars` where the slip printer draws bars itself; the customer as the shop knows him, None where it does not.
    """

    copy: int = 0
    back: Sale | None = None
    vouchers: tuple[OnPaper, ...] = ()
    logo: bytes | None = None
    own_bars: bool = False
    customer: Customer | None = None


PLAIN: Final = Beside()


@dataclass(frozen=True, slots=True)
class Slip:
    """`titles` say that this is no plain receipt: a refund, a void, an exchange, a copy."""

    shop: str
    address: tuple[str, ...]
    titles: tuple[str, ...]
    when: str
    number: str
    cashier: str
    member: str
    remarks: tuple[str, ...]
    items: tuple[Item, ...]
    sums: tuple[Row, ...]
    tax: tuple[Row, ...]
    share: Share | None
    saved: str
    footer: str
    coupons: tuple[Coupon, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """A paper of words and figures that is no receipt; `parts` follow one another, each under a rule."""

    shop: str
    title: str
    facts: tuple[str, ...]
    parts: tuple[tuple[Row, ...], ...]


def _customer(sale: Sale, known: Customer | None) -> str:
    """Whose receipt it is: by name, or by the number alone where the shop knows no more."""
    if sale.customer is None:
        return ""
    if known is None:
        return _("Customer: {name}").format(name=sale.customer)
    return (_("Member: {name}") if known.member else _("Customer: {name}")).format(name=known.name)


def slip(sale: Sale, card: ShopCard, *, language: Language, beside: Beside = PLAIN) -> Slip:
    """The words of a receipt in `language`; of an exchange both documents stand on one."""
    back = beside.back
    with texts.speaking(language):
        return Slip(
            shop=card.name,
            address=tuple(x for x in (card.address, card.phone, _npwp(card)) if x),
            titles=tuple(_titles(sale, beside, training=card.training)),
            when=formatting.instant(sale.at, card.zone, language),
            number=sale.number,
            cashier=_("Cashier: {name}").format(name=sale.person) if sale.person else "",
            member=_customer(sale, beside.customer),
            remarks=tuple(_remarks(sale) if back is None else _exchange_remarks(back)),
            items=tuple(_items(sale, back, language)),
            sums=(*(_sums(sale, language) if back is None else _difference(sale, back, language)), *_points(sale, language)),
            tax=tuple(_tax((sale,) if back is None else (back, sale), card, language)),
            share=_share(sale, language) if sale.lines else None,
            saved=_saved(sale, language),
            footer=card.receipt_footer,
            coupons=tuple(_coupon(voucher, language) for voucher in beside.vouchers if voucher.left_idr > 0),
        )


def _npwp(card: ShopCard) -> str:
    return f"NPWP {card.npwp}" if card.pkp and card.npwp else ""


def _titles(sale: Sale, beside: Beside, *, training: bool) -> Iterator[str]:
    if training:
        yield _("TRAINING")
    if beside.back is not None:
        yield _("EXCHANGE")
    elif sale.kind is SaleKind.REFUND:
        yield _("RETURN")
    if (beside.back or sale).without_receipt:
        yield _("WITHOUT RECEIPT")
    if sale.kind is SaleKind.VOID:
        yield _("VOID")
    if sale.kind is SaleKind.CORRECTION:
        yield _("PAYMENT PUT RIGHT")
    if beside.copy:
        yield _("COPY {n}").format(n=beside.copy)


def _remarks(sale: Sale) -> Iterator[str]:
    if sale.refunds:
        yield _("For receipt {number}").format(number=sale.refunds)
    if sale.why:
        yield _("Reason: {why}").format(why=sale.why)
    if sale.source_id:
        yield _("Taken over from {source}, number {number}").format(source=sale.source or DASH, number=sale.source_id)


def _exchange_remarks(back: Sale) -> Iterator[str]:
    yield _("Return {number}").format(number=back.number)
    yield from _remarks(back)


def _items(sale: Sale, back: Sale | None, language: Language) -> Iterator[Item]:
    if back is not None:
        yield from (_item(line, language) for line in back.lines)
    yield from (_item(line, language) for line in sale.lines)


def _coupon(voucher: OnPaper, language: Language) -> Coupon:
    word = _("Voucher worth") if voucher.given else _("Left on the voucher")
    rows = [Row(word, formatting.rupiah(voucher.left_idr, language), Tone.STRONG)]
    if voucher.expires:
        rows.append(Row(_("Good until"), formatting.day(voucher.expires, language), Tone.NOTE))
    return Coupon(tuple(rows), voucher.code)


def _item(line: SaleLine, language: Language) -> Item:
    def amount(value: int) -> str:
        return formatting.number(value, language)

    times = f"{formatting.qty(line.qty, language)} {line.unit}".rstrip() + f" × {amount(line.unit_price_idr)}"
    rows = [Row(times, amount(line.gross_idr))]
    if reason := texts.price_reason(line.price_kind, line.list_price_idr, line.unit_price_idr):
        rows.append(Row(reason, tone=Tone.NOTE))
    if line.promotion_discount_idr:
        rows.append(Row(line.promotion or _("Promotion"), amount(-line.promotion_discount_idr)))
    elif line.promotion_points:
        n = line.promotion_points
        points = texts.ngettext("{promotion}: {n} point", "{promotion}: {n} points", n)
        rows.append(Row(points.format(promotion=line.promotion or _("Promotion"), n=n), tone=Tone.NOTE))
    if line.line_discount_idr:
        rows.append(Row(_("Discount"), amount(-line.line_discount_idr)))
    if line.pass_through_idr:
        fee = amount(line.gross_idr - line.pass_through_idr)
        rows.append(Row(_("of which a fee of {fee}").format(fee=fee), tone=Tone.NOTE))
    return Item(line.name, is_domestic(line), tuple(rows))


def _sums(sale: Sale, language: Language) -> Iterator[Row]:
    def amount(value: int) -> str:
        return formatting.number(value, language)

    if sale.kind is SaleKind.CORRECTION:
        yield from (Row(means_name(p.means), amount(p.amount_idr), Tone.STRONG) for p in sale.payments)
        return
    back = sale.kind is not SaleKind.SALE
    basket = sum(line.basket_discount_idr for line in sale.lines)
    kinds = len({line.product_id for line in sale.lines})
    yield Row(texts.ngettext("Sum, {n} kind", "Sum, {n} kinds", kinds).format(n=kinds), amount(sale.total_idr + basket))
    if basket:
        yield Row(_("Discount on the basket"), amount(-basket))
    yield Row(_("Total"), formatting.rupiah(sale.total_idr, language), Tone.TOTAL)
    if sale.rounding_idr:
        yield Row(_("Cash rounding"), amount(sale.rounding_idr))
        label = _("Given back") if back else _("To pay")
        yield Row(label, amount(sale.total_idr + sale.rounding_idr), Tone.STRONG)
    for payment in sale.payments:
        yield Row(means_name(payment.means), amount(payment.amount_idr))
        if note := _payment_note(payment, back=back):
            yield Row(note, tone=Tone.NOTE)
    if sale.change_idr < 0:
        yield Row(_("Paid short"), formatting.rupiah(-sale.change_idr, language), Tone.CHANGE)
    elif sale.change_idr or (not back and any(p.means is Means.CASH for p in sale.payments)):
        yield Row(_("Change"), formatting.rupiah(sale.change_idr, language), Tone.CHANGE)


def _difference(sale: Sale, back: Sale, language: Language) -> Iterator[Row]:
    """The sums of an exchange: what came back against what was taken, and only what really changed hands."""

    def amount(value: int) -> str:
        return formatting.number(value, language)

    yield Row(_("Goods given back"), amount(back.total_idr))
    yield Row(_("Goods taken"), amount(sale.total_idr))
    total, rounding = back.total_idr + sale.total_idr, back.rounding_idr + sale.rounding_idr
    yield Row(_("Difference"), formatting.rupiah(total, language), Tone.TOTAL)
    if rounding:
        yield Row(_("Cash rounding"), amount(rounding))
        yield Row(_("Given back") if total + rounding < 0 else _("To pay"), amount(total + rounding), Tone.STRONG)
    sums: dict[Means, int] = {}
    for payment in (*back.payments, *sale.payments):
        sums[payment.means] = sums.get(payment.means, 0) + payment.amount_idr
    yield from (Row(means_name(means), amount(value)) for means, value in sums.items() if value)
    if sale.change_idr:
        yield Row(_("Change"), formatting.rupiah(sale.change_idr, language), Tone.CHANGE)


def _points(sale: Sale, language: Language) -> Iterator[Row]:
    """What the document did to the member's points, and what they were after it."""
    points = sale.points
    if points is None:
        return
    if points.earned:
        yield Row(_("Points earned"), formatting.number(points.earned, language), Tone.NOTE)
    if points.spent:
        yield Row(_("Points used"), formatting.number(points.spent, language), Tone.NOTE)
    yield Row(_("Points now"), formatting.number(points.balance, language), Tone.NOTE)


def means_name(means: Means) -> str:
    """The means of payment as people call it, in the language being spoken."""
    return {
        Means.CASH: _("Cash"),
        Means.QRIS: "QRIS",
        Means.DEBIT: _("Debit card"),
        Means.CREDIT: _("Credit card"),
        Means.EWALLET: _("E-wallet"),
        Means.TRANSFER: _("Bank transfer"),
        Means.BON: _("On account"),
        Means.VOUCHER: _("Voucher"),
        Means.POINTS: _("Points"),
    }[means]


def _payment_note(payment: Payment, *, back: bool) -> str:
    """A till without a network cannot know that such money came: the receipt says who said so."""
    parts = [_("confirmed by the cashier")] if payment.means in CONFIRMED_BY_HAND and not back else []
    if payment.reference:
        parts.append(_("ref. {reference}").format(reference=payment.reference))
    return ", ".join(parts)


def _tax(documents: Sequence[Sale], card: ShopCard, language: Language) -> Iterator[Row]:
    """The tax contained in displayed prices, for a shop that charges it."""
    if not card.pkp:
        return
    taxed = sum(x.taxed_idr for document in documents for x in document.counting)
    tax = sum(document.tax_idr for document in documents)
    yield Row(_("Tax base (DPP)"), formatting.number(taxed - tax, language), Tone.NOTE)
    yield Row(_("PPN, included"), formatting.number(tax, language), Tone.NOTE)


def _share(sale: Sale, language: Language) -> Share:
    share = sale.share
    values = {State.DOMESTIC: share.domestic_idr, State.IMPORTED: share.imported_idr, State.UNKNOWN: share.unknown_idr}
    tenths = shares(values, 1000)[State.DOMESTIC]
    percent = formatting.share(None if tenths is None else tenths * 10, language)
    return Share(_("Domestic goods bought"), formatting.rupiah(share.domestic_idr, language), percent)


def _saved(sale: Sale, language: Language) -> str:
    saved = Rupiah(sum(line.discount_idr for line in sale.lines))
    if saved <= 0 or sale.kind is not SaleKind.SALE:
        return ""
    return _("You save {amount}").format(amount=formatting.rupiah(saved, language))
