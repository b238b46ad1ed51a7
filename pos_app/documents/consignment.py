"""Papers of consigned goods: agreement, delivery note, return note, spoilt goods, sold-and-owed statement, settlement receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.kit.blocks import Block, Text
from pos_app.documents.kit.page import BODY, Card, Frame, Heading, Note, cards, head, render, signatures
from pos_app.documents.kit.tables import Column, Table
from pos_app.domain.consignment import Account, Agreed, Consignor, Paper, PaperKind, PaperLine, Side, Terms
from pos_app.domain.days import Period
from pos_app.domain.money import Rupiah, times_qty
from pos_app.domain.product import Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.formatting import DASH, Language
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _

TITLES: Final[Mapping[PaperKind, str]] = {
    PaperKind.DELIVERY: N_("Consignment: goods taken in"),
    PaperKind.RETURN: N_("Consignment: goods given back"),
    PaperKind.SPOILT: N_("Consignment: spoilt goods"),
    PaperKind.SETTLEMENT: N_("Consignment: settlement receipt"),
    PaperKind.SETTLEMENT_BACK: N_("Consignment: settlement taken back"),
}
MEANS: Final = {"cash": N_("Cash"), "transfer": N_("Transfer"), "qris": N_("QRIS")}


@dataclass(frozen=True, slots=True)
class Made:
    """What every paper says of itself."""

    shop_name: str
    zone: str
    at: datetime
    language: Language


def terms_text(agreed: Agreed, language: Language) -> str:
    """The terms in words: `commission 20% of the price`."""
    match agreed.terms:
        case Terms.FIXED:
            return _("consignment price {amount} each").format(amount=formatting.rupiah(agreed.value, language))
        case Terms.RUPIAH:
            return _("commission {amount} each").format(amount=formatting.rupiah(agreed.value, language))
        case Terms.PERCENT:
            share = formatting.share(agreed.value, language, decimals=2 if agreed.value % 10 else 1 if agreed.value % 100 else 0)
            return _("commission {share} of the price").format(share=share)


def agreement(who: Consignor, goods: Sequence[tuple[Product, Agreed, Milli]], made: Made) -> bytes:
    """What the shop and who brings the goods agree on, to be signed by both."""
    with texts.speaking(made.language):
        language = made.language
        title = _("Consignment agreement")
        spoilt = _("the consignor's loss") if who.spoilt_by is Side.MAKER else _("the shop's loss, and owed")
        rules = [
            _("The goods stay the property of {name} until they are sold.").format(name=who.name),
            _("Terms: {terms}, where the list below says nothing else.").format(terms=terms_text(who.agreed, language)),
            _("The shop owes the consignment price from the moment of sale; a return of the sale takes it back."),
            _("Discounts the shop gives are the shop's own."),
            ngettext("Settled every {n} day.", "Settled every {n} days.", who.settle_days).format(n=who.settle_days),
            ngettext("What has lain unsold for more than {n} day may be given back.",
                     "What has lain unsold for more than {n} days may be given back.", who.unsold_days).format(n=who.unsold_days),
            _("Spoilt goods are {whose}.").format(whose=spoilt),
        ]  # fmt: skip
        about = " · ".join(part for part in (made.shop_name, who.agreement, formatting.day(who.agreed_on, language)) if part)
        blocks: list[Block] = [head(title, about), _who(who)]
        blocks += [Text(f"{n}. {rule}", BODY, gap=16 if n == 1 else 6) for n, rule in enumerate(rules, start=1)]
        if who.note:
            blocks.append(Note(_("Also:"), who.note))
        if goods:
            rows = [[p.name, p.code, _price(p.price_idr, language), terms_text(agreed, language)] for p, agreed, _here in goods]
            name, code = Column(_("Article"), "left", share=1, most=2), Column(_("Code"), "left")
            columns = (name, code, Column(_("Price")), Column(_("Terms"), "left"))
            blocks += [Heading(_("Goods")), Table(columns, rows)]
        return render(_frame(title, who.agreement or who.name, made), [*blocks, signatures((made.shop_name, who.name))])


def note(paper: Paper, made: Made) -> bytes:
    """A delivery note, a return note, a note of spoilt goods or a settlement receipt."""
    with texts.speaking(made.language):
        language = made.language
        title = _(TITLES[paper.kind])
        when = formatting.instant(paper.at, made.zone, language)
        blocks: list[Block] = [head(title, " · ".join((made.shop_name, paper.number, when, paper.person))), _who(paper.consignor)]
        if paper.paid_idr:
            left = Rupiah(paper.owed_before_idr - paper.paid_idr)
            word = _("Taken back") if paper.counters else _("Paid")
            blocks.append(
                cards(
                    [
                        Card(word, formatting.rupiah(abs(paper.paid_idr), language), [_(MEANS.get(paper.means, paper.means))], main=True),
                        Card(_("Owed before"), formatting.rupiah(paper.owed_before_idr, language)),
                        Card(_("Still owed"), formatting.rupiah(left, language)),
                    ],
                    (1.3, 1, 1),
                )
            )
        else:
            blocks.append(_lines(paper, language))
        if paper.counters:
            blocks.append(Note(_("Takes back:"), paper.counters))
        if paper.their_number:
            blocks.append(Note(_("Their note:"), paper.their_number))
        if paper.note:
            why = paper.kind in (PaperKind.SPOILT, PaperKind.SETTLEMENT_BACK)
            blocks.append(Note(_("Reason:") if why else _("Note:"), paper.note))
        names = (paper.person, paper.their_person or paper.consignor.name)
        return render(_frame(title, paper.number, made), [*blocks, signatures(names)])


def statement(who: Consignor, period: Period, account: Account, products: Mapping[ProductId, Product], made: Made) -> bytes:
    """What was brought, sold, given back and spoilt over a period, and what is owed at its end."""
    with texts.speaking(made.language):
        language = made.language
        title = _("Consignment: sold and owed")
        days = f"{formatting.day(period.first, language)} – {formatting.day(period.last, language)}"
        money = [
            Card(_("Owed now"), formatting.rupiah(account.after_idr, language), main=True),
            Card(_("Owed before"), formatting.rupiah(account.before_idr, language)),
            Card(_("Sold and written off"), formatting.rupiah(account.owed_idr, language)),
            Card(_("Paid"), formatting.rupiah(account.paid_idr, language)),
        ]
        heads = (_("Before"), _("Brought"), _("Sold"), _("Given back"), _("Spoilt, lost"), _("Left"))
        columns = [Column(_("Article"), "left", share=1, most=2), *(Column(word) for word in heads), Column(_("Payable (Rp)"))]
        rows = []
        for x in account.articles:
            figures = (x.before, x.delivered, x.sold, x.returned, x.spoilt, x.after)
            name = products[x.product_id].name if x.product_id in products else DASH
            rows.append([name, *(formatting.qty(v, language) if v else DASH for v in figures), formatting.number(x.owed_idr, language)])
        rows.append([_("Total"), *[""] * len(heads), formatting.number(account.owed_idr, language)])
        blocks: list[Block] = [head(title, " · ".join((made.shop_name, days))), _who(who), cards(money, (1.3, 1, 1, 1))]
        table = Table(columns, rows, gap=16, strong=frozenset({len(rows) - 1}))
        return render(_frame(title, f"{who.name} · {days}", made), [*blocks, table, signatures((made.shop_name, who.name))])


def _who(who: Consignor) -> Text:
    said = " · ".join(part for part in (who.name, who.address, who.phone) if part)
    return Text(said, BODY, gap=14)


def _lines(paper: Paper, language: Language) -> Table:
    columns = [Column(_("Article"), "left", share=1, most=2), Column(_("Code"), "left"), Column(_("Quantity"))]
    columns += [Column(_("Consignment price")), Column(_("Owed") if paper.kind is PaperKind.SPOILT else _("If all is sold"))]
    worth = [_worth(x, paper.kind) for x in paper.lines]
    rows = [
        [x.name, x.code, f"{formatting.qty(x.qty, language)} {x.unit}", _price(x.each_idr, language), _price(w, language)]
        for x, w in zip(paper.lines, worth, strict=True)
    ]
    rows.append([_("Total"), "", "", "", _price(Rupiah(sum(w or 0 for w in worth)), language)])
    return Table(columns, rows, gap=16, strong=frozenset({len(rows) - 1}))


def _worth(line: PaperLine, kind: PaperKind) -> Rupiah | None:
    if kind is PaperKind.SPOILT:
        return line.owed_idr
    return None if line.each_idr is None else times_qty(line.each_idr, line.qty)


def _price(value: Rupiah | None, language: Language) -> str:
    return DASH if value is None else formatting.rupiah(value, language)


def _frame(title: str, subject: str, made: Made) -> Frame:
    when = formatting.instant(made.at, made.zone, made.language)
    return Frame(
        title=f"{title} · {subject}",
        author=made.shop_name,
        subject=subject,
        foot=_("{subject} · made {when}").format(subject=subject, when=when),
        page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
        language=made.language,
        made_at=made.at,
    )
