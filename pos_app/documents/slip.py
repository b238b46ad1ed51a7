"""What a receipt says, in words and in the order it is read, before any paper gives it a shape.

PDF and ESC/POS print the same slip. Amounts stand for adding up: items with the discounts of their own come to the
sum, the discount on the basket to the total, rounding to what is due, payments less change to the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pos_app import formatting, texts
from pos_app.domain.local_content import shares
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.sale import Sale, SaleKind, SaleLine, is_domestic
from pos_app.domain.shop import ShopCard
from pos_app.domain.tender import Means, Payment
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
class Slip:
    """`titles` say that this is no plain receipt: a refund, a void, a copy."""

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
    share: Share
    saved: str
    footer: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A paper of words and figures that is no receipt; `parts` follow one another, each under a rule."""

    shop: str
    title: str
    facts: tuple[str, ...]
    parts: tuple[tuple[Row, ...], ...]


def slip(sale: Sale, card: ShopCard, *, language: Language, copy: bool = False) -> Slip:
    """The words of a receipt in `language`."""
    with texts.speaking(language):
        return Slip(
            shop=card.name,
            address=tuple(x for x in (card.address, card.phone, _npwp(card)) if x),
            titles=tuple(_titles(sale, copy=copy)),
            when=formatting.instant(sale.at, card.zone, language),
            number=sale.number,
            cashier=_("Cashier: {name}").format(name=sale.person) if sale.person else "",
            member=_("Member: {name}").format(name=sale.customer) if sale.customer else "",
            remarks=tuple(_remarks(sale)),
            items=tuple(_item(line, language) for line in sale.lines),
            sums=tuple(_sums(sale, language)),
            tax=tuple(_tax(sale, card, language)),
            share=_share(sale, language),
            saved=_saved(sale, language),
            footer=card.receipt_footer,
        )


def _npwp(card: ShopCard) -> str:
    return f"NPWP {card.npwp}" if card.pkp and card.npwp else ""


def _titles(sale: Sale, *, copy: bool) -> Iterator[str]:
    if sale.kind is SaleKind.REFUND:
        yield _("REFUND")
    if sale.kind is SaleKind.VOID:
        yield _("VOID")
    if copy:
        yield _("COPY")


def _remarks(sale: Sale) -> Iterator[str]:
    if sale.refunds:
        yield _("For receipt {number}").format(number=sale.refunds)
    if sale.why:
        yield _("Reason: {why}").format(why=sale.why)
    if sale.source_id:
        yield _("Taken over from {source}, number {number}").format(source=sale.source or DASH, number=sale.source_id)


def _item(line: SaleLine, language: Language) -> Item:
    def amount(value: int) -> str:
        return formatting.number(value, language)

    times = f"{formatting.qty(line.qty, language)} {line.unit}".rstrip() + f" × {amount(line.unit_price_idr)}"
    rows = [Row(times, amount(line.gross_idr))]
    if line.promotion_discount_idr:
        rows.append(Row(line.promotion or _("Promotion"), amount(-line.promotion_discount_idr)))
    if line.line_discount_idr:
        rows.append(Row(_("Discount"), amount(-line.line_discount_idr)))
    if line.pass_through_idr:
        fee = amount(line.gross_idr - line.pass_through_idr)
        rows.append(Row(_("of which a fee of {fee}").format(fee=fee), tone=Tone.NOTE))
    return Item(line.name, is_domestic(line), tuple(rows))


def _sums(sale: Sale, language: Language) -> Iterator[Row]:
    def amount(value: int) -> str:
        return formatting.number(value, language)

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
    """A till without a network cannot know that QRIS money came: the receipt says who said so."""
    parts = [_("confirmed by the cashier")] if payment.means is Means.QRIS and not back else []
    if payment.reference:
        parts.append(_("ref. {reference}").format(reference=payment.reference))
    return ", ".join(parts)


def _tax(sale: Sale, card: ShopCard, language: Language) -> Iterator[Row]:
    """The tax contained in displayed prices, for a shop that charges it."""
    if not card.pkp:
        return
    taxed = sum(x.taxed_idr for x in sale.counting)
    yield Row(_("Tax base (DPP)"), formatting.number(taxed - sale.tax_idr, language), Tone.NOTE)
    yield Row(_("PPN, included"), formatting.number(sale.tax_idr, language), Tone.NOTE)


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
