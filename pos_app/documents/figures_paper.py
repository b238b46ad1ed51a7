"""Any of the owner's tables as a paper, a workbook and a csv, with the same rows and the same sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from pos_app import formatting, texts
from pos_app.documents import audit_words
from pos_app.documents.kit import book
from pos_app.documents.kit.blocks import Block, Stack, Text
from pos_app.documents.kit.charts import Bar, Bars
from pos_app.documents.kit.page import A4, ACROSS, FINE, WIDTH, WIDTH_ACROSS, Frame, Heading, head, render
from pos_app.documents.kit.pen import PIXEL
from pos_app.documents.kit.tables import Cell, Column, Table
from pos_app.documents.regencies import regency_name
from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.figures import Column as Figure
from pos_app.domain.figures import Figures, Kind, Value
from pos_app.domain.sheets import guarded
from pos_app.domain.shop import ShopCard
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

_WORDS: Final = (Kind.WORD, Kind.TERM, Kind.DETAIL, Kind.REGENCY)
_FIGURES: Final = (Kind.MONEY, Kind.QTY, Kind.COUNT, Kind.SHARE)
_MOST_LINES: Final = 12
"""Of a cell; nothing a shop calls its goods is longer."""
_LEAST_PT: Final = 6.5
"""Letters are no smaller: a table that would need them so has the sheet on its long side."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the paper says of its making."""

    at: datetime
    version: str
    language: Language


def paper(tables: Sequence[Figures], card: ShopCard, made: Made) -> bytes:
    """The tables on A4 pages, each with its chart, its head on every page and its sums below.

    The first gives the paper its title. Where room is short, figures that are nothing in every row are left out; where a
    table has many columns all the same, all pages are on their long side.
    """
    with texts.speaking(made.language):
        first = tables[0]
        title = _(first.title)
        frame = frame_of(title, card, made)
        tabled = [_roomy(figures, made.language) for figures in tables]
        across = any(table.fitted(WIDTH).cell.size * PIXEL < _LEAST_PT for table in tabled)
        blocks: list[Block] = [head(title, " · ".join(filter(None, (card.name, about(first, made.language)))))]
        for figures, table in zip(tables, tabled, strict=True):
            if figures is not first:
                blocks.append(Heading(_(figures.title)))
            blocks += _blocks(figures, table.fitted(WIDTH_ACROSS if across else WIDTH), made.language)
        return render(frame, blocks, ACROSS if across else A4)


def frame_of(title: str, card: ShopCard, made: Made) -> Frame:
    """What stands on every page."""
    return Frame(
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


def _blocks(figures: Figures, table: Table, language: Language) -> list[Block]:
    """A table with its chart above and what is to be said of it below."""
    if not figures.rows:
        return [Text(_("There is nothing to show for this period."), FINE, gap=14)]
    blocks: list[Block] = []
    bars = figures.bars()
    if len(bars) > 1 and any(size for _at, size in bars):
        named = [Bar(bar_name(figures, at, language), size) for at, size in bars]
        blocks.append(Bars(named, lambda value: bar_size(figures, value, language), gap=14, keeps=True))
    notes = [Text(_(note), FINE, gap=8) for note in figures.notes]
    if table.is_whole:
        return [*blocks, Stack([table, *notes], gap=table.gap)]
    return [*blocks, table, *([Stack(notes, gap=8)] if notes else [])]


def bar_name(figures: Figures, at: int, language: Language) -> str:
    """What a bar is called: a day by its number inside one month, a month by its short name."""
    key = figures.chart[0] if figures.chart else figures.columns[0].key
    value = figures.rows[at][figures.at(key)]
    if isinstance(value, date) and figures.period is not None and figures.period.month is not None:
        return str(value.day)
    if key == "month" and isinstance(value, str):
        return formatting.month_name(int(value[5:7]), language, short=True)
    return shown(value, figures.columns[figures.at(key)], language)


def bar_size(figures: Figures, size: int, language: Language) -> str:
    """The size of a bar in the words of its column, without which it is a number of rows."""
    if figures.chart is None or figures.chart[1] is None:
        return formatting.number(size, language)
    return shown(size, figures.columns[figures.at(figures.chart[1])], language)


def workbook(tables: Sequence[Figures], *, language: Language) -> bytes:
    """The tables as a workbook, a sheet each: heads, rows and sums, figures as numbers."""
    with texts.speaking(language):
        return book.written([(_(figures.title), _rows(figures)) for figures in tables])


def csv(figures: Figures, *, language: Language) -> bytes:
    """The table as csv: heads, rows and sums, figures plain with a decimal point."""
    from pos_app.documents.tables import write_csv

    with texts.speaking(language):
        return write_csv([[guarded(value) if isinstance(value, str) else _plain(value) for value in row] for row in _rows(figures)])


def _plain(value: book.Value) -> str:
    if isinstance(value, book.Quantity):
        return _decimal(value.milli, 3)
    if isinstance(value, book.Share):
        return "" if value.bp is None else _decimal(value.bp, 2)
    return "" if value is None else str(value)


def _decimal(value: int, places: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    text = f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _rows(figures: Figures) -> list[list[book.Value]]:
    rows: list[list[book.Value]] = [[_head_in_sheet(column) for column in figures.columns]]
    rows += [[_in_sheet(value, column) for value, column in zip(row, figures.columns, strict=True)] for row in figures.rows]
    if figures.rows:
        rows.append(_foot_in_sheet(figures))
    return rows


def shown(value: Value, of: Figure, language: Language) -> str:
    """A value of a column as people read it; a dash where there is none."""
    kind = of.kind
    if value is None:
        return DASH
    if isinstance(value, date):
        return formatting.day(value, language)
    if isinstance(value, str):
        if kind is Kind.TIME and value:
            return formatting.wall_time(value, language)
        if kind is Kind.MONTH:
            return formatting.month(days.month(value).first, language)
        return _told(value, of, language)
    if kind is Kind.QTY:
        return formatting.qty(value, language)
    if kind is Kind.SHARE:
        return formatting.share(value, language)
    return formatting.number(value, language)


def _told(value: str, of: Figure, language: Language) -> str:
    """A text of the books as people read it."""
    if not value:
        return _(of.blank) if of.blank else ""
    if of.kind is Kind.DETAIL:
        return audit_words.told(value, language)
    if of.kind is Kind.REGENCY:
        return regency_name(value)
    return _(value) if of.kind is Kind.TERM else value


def about(figures: Figures, language: Language) -> str:
    """The period the figures are of, and what its amounts are in: `01.10.2026 – 31.10.2026 · amounts in Rp`."""
    has_money = any(column.kind is Kind.MONEY for column in figures.columns)
    return " · ".join(filter(None, (_period(figures, language), _("amounts in Rp") if has_money else "")))


def _period(figures: Figures, language: Language) -> str:
    if figures.period is None:
        return ""
    if figures.compared_with is not None:
        return _("{period}, compared with {other}").format(
            period=_ends(figures.period, language), other=_ends(figures.compared_with, language)
        )
    return _ends(figures.period, language)


def _ends(period: Period, language: Language) -> str:
    return " – ".join(dict.fromkeys(formatting.day(day, language) for day in (period.first, period.last)))


def _roomy(figures: Figures, language: Language) -> Table:
    """The table; where its letters would be smaller for want of room, without the figures that are nothing in every row."""
    table = _table(figures, language)
    if table.fitted(WIDTH).cell.size == table.cell.size:
        return table
    kept = [at for at, column in enumerate(figures.columns) if column.kind not in _FIGURES or any(row[at] for row in figures.rows)]
    columns = tuple(figures.columns[at] for at in kept)
    return _table(replace(figures, columns=columns, rows=tuple(tuple(row[at] for at in kept) for row in figures.rows)), language)


def _table(figures: Figures, language: Language) -> Table:
    columns = [
        Column(
            _(column.head),
            "left" if column.kind in (*_WORDS, Kind.DAY, Kind.MONTH, Kind.TIME) else "right",
            share=1 if _wraps(figures, at) else 0,
            most=_MOST_LINES,
            left=8,
        )
        for at, column in enumerate(figures.columns)
    ]
    cells: list[Sequence[Cell]] = [
        [shown(value, column, language) for value, column in zip(row, figures.columns, strict=True)] for row in figures.rows
    ]
    strong: frozenset[int] = frozenset()
    if any(value is not None for value in figures.totals):
        cells.append(foot(figures, language))
        strong = frozenset({len(cells) - 1})
    return Table(columns, cells, gap=14, strong=strong, tight=True)


def _wraps(figures: Figures, at: int) -> bool:
    """The names, which are long, share the room that figures leave."""
    return figures.columns[at].key in ("name", "detail", "subject", "why", "figure")


def foot(figures: Figures, language: Language) -> list[str]:
    """The row of sums as people read it."""
    sums = ["" if value is None else shown(value, column, language) for value, column in zip(figures.totals, figures.columns, strict=True)]
    return [_("Sum"), *sums[1:]]


def _head_in_sheet(column: Figure) -> str:
    """In a file nothing but its head says what a column's figures are."""
    return f"{_(column.head)} (Rp)" if column.kind is Kind.MONEY else _(column.head)


def _in_sheet(value: Value, of: Figure) -> book.Value:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _told(value, of, texts.language())
    if of.kind is Kind.QTY:
        return book.Quantity(value)
    return book.Share(value) if of.kind is Kind.SHARE else value


def _foot_in_sheet(figures: Figures) -> list[book.Value]:
    foot: list[book.Value] = [_in_sheet(value, column) for value, column in zip(figures.totals, figures.columns, strict=True)]
    return [_("Sum"), *foot[1:]]
