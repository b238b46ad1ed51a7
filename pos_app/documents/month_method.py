"""The last page of the month's paper: how its figures were worked out, of how much, and who signs for them."""

from pos_app import formatting
from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.blocks import Block, Columns, Drawn, Stack, Text
from pos_app.documents.kit.fonts import Type, Weight
from pos_app.documents.kit.page import FINE, Heading
from pos_app.documents.kit.pen import Pen
from pos_app.documents.kit.tables import Column, Table
from pos_app.documents.month_words import percent, period_name
from pos_app.domain.local_content import LocalContent
from pos_app.domain.origin import State
from pos_app.formatting import Language
from pos_app.texts import gettext as _

_TERM = Type(10.5, Weight.SEMIBOLD)
_SAID = Type(10.5, colour=colours.INK_2, leading=1.45)


def pages(report: LocalContent, language: Language, *, number: str, made: str, version: str) -> list[Block]:
    """Definitions beside the counts they were used on, and the places to sign."""
    definitions = Stack([_definition(term, said) for term, said in _definitions(report, language)])
    counts = Table((Column(_("Counted"), "left", share=1), Column("")), _counts(report, language), padding=3.2)
    issued = Table((Column(_("This paper"), "left"), Column("", share=1)), _issue(report, language, number, made, version), padding=3.2)
    figures = Stack([counts, Stack([issued], gap=20)])
    return [
        Heading(_("How this was worked out"), begins=True),
        Columns([definitions, figures], 30, gap=4, parts=(1.45, 1)),
        _signatures(report),
    ]


def _definition(term: str, said: str) -> Stack:
    return Stack([Text(term, _TERM), Text(said, _SAID, gap=1), Drawn(9, lambda _pen, _x, _y, _width: None)])


def _definitions(report: LocalContent, language: Language) -> list[tuple[str, str]]:
    """What each figure means."""
    whole = percent(1000, language)
    return [
        (
            _("Domestic, imported, not yet known"),
            _(
                "Domestic is what was made in Indonesia, whatever its brand; imported what was made abroad; not yet known what nobody "
                "has proven. What is not known is never counted as domestic, and a bar code's first digits prove nothing."
            ),
        ),
        (
            _("Value"),
            _(
                "What customers paid: after all discounts, tax included, before cash rounding. Goods that came back count negative on "
                "the day they came back, with the origin they were sold with."
            ),
        ),
        (
            _("Shares"),
            _("Parts of the value of all goods, rounded so that the three sum to {whole}. Without goods there is a dash.").format(
                whole=whole
            ),
        ),
        (
            _("Weighted by TKDN"),
            _(
                "Value times the certificate's percentage, for certificates in force on the day of the sale. In the floor sales "
                "without a certificate count as nothing; the average is of those that have one."
            ),
        ),
        (
            _("Strength of the proof"),
            _(
                "Strong is a TKDN certificate in force or a BPOM or P-IRT number; medium is what the package says; weak is a "
                "statement of supplier or maker, the shop's own word, or proof that has expired."
            ),
        ),
        (
            _("Kinds and pieces"),
            _("A kind is an article with at least one line of that origin; a weighed line is one piece."),
        ),
        (
            _("Makers and place"),
            _(
                "Micro, small and medium makers are named by their size, made here means in the shop's own regency; both as the "
                "evidence said on the day of the sale."
            ),
        ),
        (
            _("Outside the shares"),
            _(
                "Services and deposits have no origin; what is handed on to others is no turnover. Consigned goods count once they "
                "are sold."
            ),
        ),
        (
            _("Stock"),
            _("The shop's own goods at average cost, as they lay when this paper was made; below zero counts as nothing."),
        ),
        (
            _("Target"),
            _("The share the shop has set itself. It is no legal requirement, and this paper says nothing about any."),
        ),
    ]


def _counts(report: LocalContent, language: Language) -> list[tuple[str, str]]:
    split, tkdn = report.now.by_origin, report.now.tkdn

    def n(value: int) -> str:
        return formatting.number(value, language)

    return [
        (_("Receipts"), n(report.receipts)),
        (_("Lines"), n(report.sale_lines)),
        (_("Days with sales"), n(len(report.days))),
        (_("Domestic kinds"), n(split.articles[State.DOMESTIC])),
        (_("Imported kinds"), n(split.articles[State.IMPORTED])),
        (_("Kinds of unknown origin"), n(split.articles[State.UNKNOWN])),
        (_("Categories"), n(len(report.categories))),
        (_("Makers of domestic goods"), n(report.makers)),
        (_("Covered by certificates"), formatting.rupiah(tkdn.covered_idr, language)),
        (_("Origins that changed"), n(report.changed.articles)),
        (_("Goods with stock"), n(sum(report.stock.articles.values()))),
    ]


def _issue(report: LocalContent, language: Language, number: str, made: str, version: str) -> list[tuple[str, str]]:
    return [
        (_("Number"), number),
        (_("Period"), period_name(report.period, language)),
        (_("Made"), made),
        (_("Time zone"), f"{report.zone} ({formatting.zone_name(report.zone)})"),
        (_("Program"), f"pos-app {version}"),
    ]


def _signatures(report: LocalContent) -> Drawn:
    def draw(pen: Pen, x: float, y: float, width: float) -> None:
        for number, word in enumerate((_("Made by"), _("Owner or chair"))):
            left = x + number * (width / 2 + 20)
            wide = width / 2 - 20
            pen.text(left, y, word, FINE)
            pen.line(left, y + 74, left + wide, y + 74, colour=colours.INK, thick=0.8)
            below = report.shop_name if number else _("Name and date")
            pen.lines(left, y + 78, fonts.wrapped(below, FINE, wide, most=3), FINE)

    return Drawn(126, draw, gap=26)
