"""Consigned goods in lines of a table: who brings them, notes, what has lain too long."""

from typing import Final

from pos_app import formatting, texts
from pos_app.domain.consignment import Agreed, Paper, PaperKind, Terms
from pos_app.services.consignors import Standing, Unsold
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.figures_table import Line, Said

KINDS: Final = {
    PaperKind.DELIVERY: N_("Goods taken in"),
    PaperKind.RETURN: N_("Given back"),
    PaperKind.SPOILT: N_("Spoilt"),
    PaperKind.SETTLEMENT: N_("Settlement"),
    PaperKind.SETTLEMENT_BACK: N_("Settlement taken back"),
}

_MEANS: Final = {"cash": N_("Cash"), "transfer": N_("Transfer"), "qris": N_("QRIS")}


def terms(agreed: Agreed) -> str:
    """`20% commission`, `consignment price Rp9.500`, `Rp500 commission`."""
    speech = texts.language()
    if agreed.terms is Terms.PERCENT:
        return _("{share} commission").format(share=formatting.share(agreed.value, speech, decimals=2 if agreed.value % 100 else 0))
    amount = formatting.rupiah(agreed.value, speech)
    return (_("consignment price {amount}") if agreed.terms is Terms.FIXED else _("{amount} commission each")).format(amount=amount)


def terms_typed(agreed: Agreed) -> str:
    """The terms as they are typed: `20%`, `9.500`, `-500`."""
    speech = texts.language()
    if agreed.terms is Terms.PERCENT:
        return formatting.share(agreed.value, speech, decimals=2 if agreed.value % 100 else 0)
    return ("-" if agreed.terms is Terms.RUPIAH else "") + formatting.number(agreed.value, speech)


def standing_line(one: Standing) -> Line:
    speech = texts.language()
    here = ngettext("{n} article", "{n} articles", one.articles).format(n=one.articles) if one.articles else formatting.DASH
    pieces = formatting.qty(one.pieces, speech) if one.articles else ""
    last = formatting.day(one.settled_on, speech) if one.settled_on else formatting.DASH
    return Line(
        (
            Said(one.who.name, below=terms(one.who.agreed), weight=Weight.SEMIBOLD, px=Size.NAME),
            Said(pieces or here, below=here if pieces else ""),
            Said(_("time to settle"), below=last, ink="warning", weight=Weight.SEMIBOLD) if one.is_due else Said(last),
            Said(formatting.number(one.owed_idr, speech), weight=Weight.BOLD),
        ),
        key=one.who.id,
    )


def unsold_line(one: Unsold) -> Line:
    speech = texts.language()
    told = ngettext("{n} day", "{n} days", one.days).format(n=formatting.number(one.days, speech))
    return Line(
        (
            Said(one.product.name, below=one.product.code, weight=Weight.SEMIBOLD, px=Size.NAME),
            Said(one.who.name),
            Said(f"{formatting.qty(one.qty, speech)} {one.product.unit}"),
            Said(told, below=formatting.day(one.since, speech), ink="warning", weight=Weight.SEMIBOLD),
        ),
        key=(one.product.id, one.since),
    )


def paper_line(paper: Paper) -> Line:
    speech = texts.language()
    paid = formatting.rupiah(paper.paid_idr, speech) if paper.paid_idr else ""
    means = _(_MEANS[paper.means]) if paper.means in _MEANS else ""
    below = " · ".join(part for part in (paper.number, means) if part)
    what = Said(_(KINDS[paper.kind]), below=below, weight=Weight.SEMIBOLD)
    return Line((what, Said(formatting.day(paper.day, speech), below=paid)), key=paper.number)
