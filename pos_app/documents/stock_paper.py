"""A paper that moved goods, as A4 to file and to sign: goods in, a correction, a return, breakage, own use, a transfer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.kit.blocks import Block, Columns
from pos_app.documents.kit.page import Card, Frame, Note, cards, head, render, signatures
from pos_app.documents.kit.tables import Cell, Column, Table
from pos_app.domain.quantity import ONE
from pos_app.domain.stock_document import DocumentKind, StockDocument, StockLine
from pos_app.formatting import DASH, Language
from pos_app.texts import N_
from pos_app.texts import gettext as _

TITLES: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.RECEIVE: N_("Goods received"),
    DocumentKind.CORRECTION: N_("Correction"),
    DocumentKind.SUPPLIER_RETURN: N_("Return to the supplier"),
    DocumentKind.BREAKAGE: N_("Broken or spoilt goods"),
    DocumentKind.OWN_USE: N_("Goods for own use"),
    DocumentKind.TRANSFER_OUT: N_("Goods to another shop"),
    DocumentKind.REPACK: N_("Repacking"),
}
_HANDED: Final = (DocumentKind.RECEIVE, DocumentKind.SUPPLIER_RETURN, DocumentKind.TRANSFER_OUT)


def render_paper(paper: StockDocument, *, shop_name: str, zone: str, at: datetime, language: Language) -> bytes:
    """The paper as it was posted, in a language."""
    with texts.speaking(language):
        title = _(TITLES[paper.kind])
        about = [shop_name, paper.number, formatting.instant(paper.at, zone, language), paper.person]
        blocks: list[Block] = [head(title, " · ".join(about)), cards(_cards(paper, language), (1.3, 1, 1))]
        if paper.why:
            blocks.append(Note(_("Reason:"), paper.why))
        blocks.append(_table(paper.lines, language))
        blocks.append(_sums(paper, language))
        frame = Frame(
            title=f"{title} · {paper.number}",
            author=shop_name,
            subject=paper.number,
            foot=_("No. {number} · made {when}").format(number=paper.number, when=formatting.instant(at, zone, language)),
            page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
            language=language,
            made_at=at,
        )
        return render(frame, [*blocks, _signatures(paper)])


def _cards(paper: StockDocument, language: Language) -> list[Card]:
    whom = paper.supplier or paper.other_shop or paper.counters or DASH
    word = _("Corrects") if paper.counters else _("To") if paper.other_shop else _("Supplier")
    theirs = [x for x in (paper.their_number, formatting.day(paper.their_date, language) if paper.their_date else None) if x]
    due = formatting.day(paper.due, language) if paper.due else DASH
    return [
        Card(_("Total"), formatting.rupiah(paper.total_idr, language)),
        Card(word, whom, [" · ".join(theirs)] if theirs else []),
        Card(_("To be paid by"), due),
    ]


def _table(lines: Sequence[StockLine], language: Language) -> Table:
    dated = any(x.batch or x.expires for x in lines)
    columns = [Column(_("Article"), "left", share=1, most=2), Column(_("Code"), "left"), Column(_("Quantity"))]
    columns += [Column(_("Batch"), "left"), Column(_("Expires"), "left")] if dated else []
    columns += [Column(_("Cost")), Column(_("Total"))]
    return Table(columns, [_row(x, language, dated=dated) for x in lines], gap=16)


def _row(line: StockLine, language: Language, *, dated: bool) -> list[Cell]:
    qty = f"{formatting.qty(line.qty, language)} {line.unit}"
    if line.holds != ONE:
        qty += f" ({formatting.qty(line.base_qty, language)})"
    cells: list[Cell] = [line.name, line.code, qty]
    if dated:
        cells += [line.batch or "", formatting.day(line.expires, language) if line.expires else ""]
    cost = DASH if line.unit_cost is None else formatting.cost(line.unit_cost, language)
    return [*cells, cost, formatting.number(line.amount_idr, language)]


def _sums(paper: StockDocument, language: Language) -> Table:
    goods = sum(line.amount_idr for line in paper.lines)
    rows: list[list[Cell]] = []
    if paper.discount_idr or paper.freight_idr:
        rows += [
            [_("Goods"), formatting.number(goods, language)],
            [_("Discount"), formatting.number(-paper.discount_idr, language)],
            [_("Freight"), formatting.number(paper.freight_idr, language)],
        ]
    rows.append([_("Total"), formatting.rupiah(paper.total_idr, language)])
    return Table((Column("", "right", share=1), Column("", width=130)), rows, gap=4, strong=frozenset({len(rows) - 1}), ruled=False)


def _signatures(paper: StockDocument) -> Columns:
    names = (_("Handed over by"), _("Received by")) if paper.kind in _HANDED else (_("Made by"), _("Owner"))
    return signatures(names)
