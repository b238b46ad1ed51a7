"""Two papers of a stocktake: the list to count on, which shows no stock, and the result to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app import formatting, texts
from pos_app.documents.kit import colours
from pos_app.documents.kit.blocks import Block, Text
from pos_app.documents.kit.page import FINE, Card, Frame, Heading, Note, cards, head, render, signatures
from pos_app.documents.kit.pen import Pen
from pos_app.documents.kit.tables import Cell, Column, Table
from pos_app.domain.stocktake import Counted, DifferenceRow, Part, Sheet, State, Stocktake
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

_ROOM: Final = 8.0
"""Above and below a row's text, so that a figure can be written beside it by hand."""


@dataclass(frozen=True, slots=True)
class Made:
    """What every paper says of itself."""

    shop_name: str
    zone: str
    at: datetime
    language: Language


def count_list(take: Stocktake, part: Part, rows: Sequence[Counted], made: Made) -> bytes:
    """The list to write counts on: name, code, shelf and unit, with a box for the figure; no stock."""
    with texts.speaking(made.language):
        subtitle = " · ".join(
            (
                made.shop_name,
                take.name,
                part.person,
                ngettext("{n} article", "{n} articles", len(rows)).format(n=formatting.number(len(rows), made.language)),
            )
        )
        columns = (
            Column("", width=26),
            Column(_("Article"), "left", share=1, most=2),
            Column(_("Code"), "left"),
            Column(_("Shelf"), "left"),
            Column(_("Unit"), "left"),
            Column(_("Counted"), "left", width=96),
        )
        cells: list[list[Cell]] = [[str(n), row.name, row.code, row.shelf, row.unit, _box] for n, row in enumerate(rows, start=1)]
        table = Table(columns, cells, gap=14, padding=_ROOM)
        note = Note(_("Count what is there."), _("Write the figure in the unit beside it; leave blank what you did not look for."))
        return render(_frame(_("Count list · {part}").format(part=part.name), take, made), [
            head(_("Count list · {part}").format(part=part.name), subtitle), note, table, signatures((_("Counted by"), _("Read in by"))),
        ])  # fmt: skip


def result(sheet: Sheet, made: Made) -> bytes:
    """What was counted, what differed and what it is worth at average cost, with room to sign."""
    with texts.speaking(made.language):
        take, language = sheet.stocktake, made.language
        title = _("Stocktake") if take.state is State.POSTED else _("Stocktake, not posted")
        began = formatting.instant(take.started_at, made.zone, language)
        until = f" – {formatting.instant(take.ended_at, made.zone, language)}" if take.ended_at else ""
        blocks: list[Block] = [
            head(title, " · ".join((made.shop_name, take.name, f"{began}{until}"))),
            cards(_cards(sheet, language), (1.3, 1, 1, 1)),
            Heading(_("Parts")),
            _parts(sheet, language),
            Heading(_("Differences, valued at average cost")),
            _differences(sheet.differences, language),
        ]
        if sheet.sums.without_cost:
            told = ngettext(
                "{n} difference has no cost and no value.", "{n} differences have no cost and no value.", sheet.sums.without_cost
            )
            blocks.append(Text(told.format(n=sheet.sums.without_cost), FINE, gap=8))
        blocks.append(
            Note(
                _("How it was compared:"),
                _("each article with what the books had when it was last counted; {n} sales since then do not matter.").format(
                    n=formatting.number(sheet.sales, language)
                ),
            )
        )
        return render(_frame(title, take, made), [*blocks, signatures((_("Counted by"), _("Owner")))])


def _frame(title: str, take: Stocktake, made: Made) -> Frame:
    return Frame(
        title=f"{title} · {take.number}",
        author=made.shop_name,
        subject=take.number,
        foot=_("No. {number} · made {when}").format(
            number=take.number, when=formatting.instant(made.at, made.zone, made.language)
        ),
        page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
        language=made.language,
        made_at=made.at,
    )  # fmt: skip


def _cards(sheet: Sheet, language: Language) -> list[Card]:
    counted = _("{counted} of {articles} articles counted").format(
        counted=formatting.number(sheet.counted, language), articles=formatting.number(sheet.articles, language)
    )
    differ = sum(1 for row in sheet.differences if row.difference.qty)
    return [
        Card(_("Net difference"), signed_rupiah(sheet.sums.net_idr, language), [counted]),
        Card(_("Short"), signed_rupiah(sheet.sums.short_idr, language)),
        Card(_("Over"), signed_rupiah(sheet.sums.over_idr, language)),
        Card(
            _("As in the books"),
            formatting.number(sheet.sums.same, language),
            [ngettext("{n} differs", "{n} differ", differ).format(n=differ)],
        ),
    ]


def signed_rupiah(value: int, language: Language) -> str:
    return ("+" if value > 0 else "") + formatting.rupiah(value, language)


def signed_qty(value: int, language: Language) -> str:
    return ("+" if value > 0 else "") + formatting.qty(value, language)


def _parts(sheet: Sheet, language: Language) -> Table:
    rows = [
        [
            p.part.name,
            p.part.person,
            f"{formatting.number(p.counted, language)} / {formatting.number(p.articles, language)}"
            if p.articles is not None
            else formatting.number(p.counted, language),
            _("open") if p.part.is_open else _("closed"),
        ]
        for p in sheet.parts
    ]
    return Table((Column(_("Part"), "left", share=1), Column(_("Person"), "left"), Column(_("Counted")), Column("", "left")), rows)


def _differences(rows: Sequence[DifferenceRow], language: Language) -> Block:
    if not rows:
        return Text(_("Everything that was counted is as in the books."), FINE)
    columns = (
        Column(_("Article"), "left", share=1, most=2),
        Column(_("Part"), "left", width=110, most=2),
        Column(_("Books")),
        Column(_("Counted")),
        Column(_("Difference")),
        Column(_("Value (Rp)")),
    )
    cells = []
    for row in rows:
        x = row.difference
        value = DASH if x.value_idr is None else ("+" if x.value_idr > 0 else "") + formatting.number(x.value_idr, language)
        cells.append(
            [
                row.article.name,
                ", ".join(row.parts) if row.parts else _("not counted"),
                formatting.qty(x.system, language),
                formatting.qty(x.counted, language),
                signed_qty(x.qty, language),
                value,
            ]
        )
    return Table(columns, cells)


def _box(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    pen.rect(x, y + 3, width, height - 6, fill=colours.WHITE, stroke=colours.INK_2, radius=3)
