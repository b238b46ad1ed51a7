"""Any of the owner's tables as a paper and as a workbook, with the same rows and the same sums."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pos_app import formatting, texts
from pos_app.documents.kit import book
from pos_app.documents.kit.blocks import Block, Text
from pos_app.documents.kit.page import FINE, Frame, head, render
from pos_app.documents.kit.tables import Cell, Column, Table
from pos_app.domain.figures import Figures, Kind, Value
from pos_app.domain.shop import ShopCard
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Made:
    """What the paper says of its making."""

    at: datetime
    version: str
    language: Language


def paper(figures: Figures, card: ShopCard, made: Made) -> bytes:
    """The table on A4 pages, its head on every page and its sums below."""
    with texts.speaking(made.language):
        title = _(figures.title)
        about = [card.name, *([period_words(figures, made.language)] if figures.period else [])]
        frame = Frame(
            title=f"{title} · {card.name}",
            author=card.name,
            subject=title,
            foot=_("Made {when} · pos-app {version}").format(
                when=formatting.instant(made.at, card.zone, made.language), version=made.version
            ),
            page_of=lambda page, pages: _("Page {page} of {pages}").format(page=page, pages=pages),
            language=made.language,
            made_at=made.at,
        )  # fmt: skip
        blocks: list[Block] = [head(title, " · ".join(about))]
        if figures.rows:
            blocks.append(_table(figures, made.language))
        else:
            blocks.append(Text(_("There is nothing to show for this period."), FINE, gap=14))
        blocks += [Text(_(note), FINE, gap=8) for note in figures.notes]
        return render(frame, blocks)


def workbook(figures: Figures, *, language: Language) -> bytes:
    """The table as a workbook: heads, rows and sums, figures as numbers."""
    with texts.speaking(language):
        rows: list[list[book.Value]] = [[_(column.head) for column in figures.columns]]
        rows += [[_in_sheet(value, column.kind) for value, column in zip(row, figures.columns, strict=True)] for row in figures.rows]
        if figures.rows:
            rows.append(_foot_in_sheet(figures))
        return book.written([(_(figures.title), rows)])


def shown(value: Value, kind: Kind, language: Language) -> str:
    """A value as people read it; a dash where there is none."""
    if value is None:
        return DASH
    if isinstance(value, date):
        return formatting.day(value, language)
    if isinstance(value, str):
        return _(value) if kind is Kind.TERM else value
    if kind is Kind.QTY:
        return formatting.qty(value, language)
    if kind is Kind.SHARE:
        return formatting.share(value, language)
    return formatting.number(value, language)


def period_words(figures: Figures, language: Language) -> str:
    """The period the figures are of: `01.10.2026 – 31.10.2026`."""
    if figures.period is None:
        return ""
    ends = (figures.period.first, figures.period.last)
    return " – ".join(dict.fromkeys(formatting.day(day, language) for day in ends))


def _table(figures: Figures, language: Language) -> Table:
    columns = [
        Column(
            _(column.head),
            "left" if column.kind in (Kind.WORD, Kind.TERM, Kind.DAY) else "right",
            share=1 if _wraps(figures, at) else 0,
            most=3,
            left=8,
        )
        for at, column in enumerate(figures.columns)
    ]
    cells: list[Sequence[Cell]] = [
        [shown(value, column.kind, language) for value, column in zip(row, figures.columns, strict=True)] for row in figures.rows
    ]
    cells.append(foot(figures, language))
    return Table(columns, cells, gap=14, strong=frozenset({len(cells) - 1}), tight=True)


def _wraps(figures: Figures, at: int) -> bool:
    """The names, which are long, share the room that figures leave."""
    return figures.columns[at].key in ("name", "detail", "subject", "why")


def foot(figures: Figures, language: Language) -> list[str]:
    """The row of sums as people read it."""
    sums = [
        "" if value is None else shown(value, column.kind, language) for value, column in zip(figures.totals, figures.columns, strict=True)
    ]
    return [_("Sum"), *sums[1:]]


def _in_sheet(value: Value, kind: Kind) -> book.Value:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _(value) if kind is Kind.TERM else value
    if kind is Kind.QTY:
        return book.Quantity(value)
    return book.Share(value) if kind is Kind.SHARE else value


def _foot_in_sheet(figures: Figures) -> list[book.Value]:
    foot: list[book.Value] = [_in_sheet(value, column.kind) for value, column in zip(figures.totals, figures.columns, strict=True)]
    return [_("Sum"), *foot[1:]]
