"""The tables of a comparison's paper; figures add up across and down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pos_app import formatting, texts
from pos_app.documents import coop_words as words
from pos_app.documents.kit import fonts
from pos_app.documents.kit.blocks import Block
from pos_app.documents.kit.charts import legend, legend_width, share_bar
from pos_app.documents.kit.fonts import Weight
from pos_app.documents.kit.page import HEADING, Heading
from pos_app.documents.kit.pen import Pen
from pos_app.documents.kit.tables import CELL, Cell, Column, Drawing, Heat, Table
from pos_app.documents.month_words import percent
from pos_app.domain.comparison import Comparison, Measure, Row
from pos_app.domain.comparison import heat as heat_of
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

_PADDING = 6.0
MOST_SHOPS = 60
"""So many shops stand in a table of the paper; the others are summed in one row, the workbook has them all."""


@dataclass(frozen=True, slots=True)
class HeadingWithLegend(Block):
    """A heading with the meaning of the three colours at its right."""

    text: str
    gap: float = 22
    keeps: bool = True

    def height(self, width: float) -> float:
        return Heading(self.text).height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        names = words.states()
        room = width - legend_width(names) - 20
        pen.bookmark(self.text, y - 8)
        pen.text(x, y, fonts.shortened(self.text, HEADING, room), HEADING)
        legend(pen, x + width - legend_width(names), y + 1, names)


def _bar(values: Mapping[State, int]) -> Drawing:
    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        del height
        share_bar(pen, x, y + _PADDING + (CELL.line - 14) / 2, width, height=14, values=values)

    return draw


def _bold(text: str) -> Drawing:
    kind = replace(CELL, weight=Weight.BOLD)

    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        del height
        pen.text(x + width, y + _PADDING, text, kind, align="right")

    return draw


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of shops: one shop, several summed, or all."""

    name: str
    values: Mapping[State, int]


def _lines(compared: Comparison, measure: Measure) -> list[_Line]:
    rows = words.in_measure(compared.shops, measure)
    shown, rest = (rows, []) if len(rows) <= MOST_SHOPS else (rows[: MOST_SHOPS - 1], rows[MOST_SHOPS - 1 :])
    lines = [_Line(row.name, row.figures.values(measure)) for row in shown]
    if rest:
        name = texts.ngettext("{n} more shop", "{n} more shops", len(rest)).format(n=len(rest))
        lines.append(_Line(name, {s: sum(row.figures.values(measure)[s] for row in rest) for s in State}))
    return [*lines, _Line(_("All shops"), compared.together.figures.values(measure))]


def shops(compared: Comparison, measure: Measure, language: Language) -> Table:
    """Each shop by one measure, the largest domestic share first."""
    lines = _lines(compared, measure)
    names = words.states()
    columns = [
        Column(_("Shop"), "left", share=1),
        Column(words.amount_head(measure), left=10),
        *(Column(names[state], left=10) for state in words.ORDER),
        Column("", "left", width=136),
        Column(_("Share"), width=42, left=6),
    ]
    rows: list[list[Cell]] = [
        [
            line.name,
            formatting.number(sum(line.values.values()), language),
            *(formatting.number(line.values[state], language) for state in words.ORDER),
            _bar(line.values),
            _bold(percent(shares(line.values, 1000)[State.DOMESTIC], language)),
        ]
        for line in lines
    ]
    return Table(columns, rows, padding=_PADDING, strong=frozenset({len(rows) - 1}))


def heat(compared: Comparison, measure: Measure) -> Table:
    """Domestic share by shop and category in whole percent, its colour telling the step."""
    found = heat_of(compared, measure)
    *each, together = found.rows
    by_shop = {row.uid: (row, parts) for row, parts in each}
    shown = [by_shop[row.uid] for row in words.in_measure(compared.shops, measure)][:MOST_SHOPS]
    columns = [
        Column("", "left", share=1),
        *(Column(words.category_name(name), "center", width=75, left=2) for name in found.categories),
    ]
    rows: list[list[Cell]] = [[words.shop_name(row), *(_heat(part) for part in parts)] for row, parts in [*shown, together]]
    return Table(columns, rows, padding=5, strong=frozenset({len(rows) - 1}), ruled=False)


def _heat(share: int | None) -> Heat:
    return Heat(DASH if share is None else str(share), None if share is None else share * 100)


def disputed(compared: Comparison, language: Language, *, most: int) -> Table:
    """The same article with different origins: how many shops say what."""
    names = words.states()
    heads = (names[State.DOMESTIC], names[State.IMPORTED], _("Not yet"))
    columns = [Column(_("Article"), "left", share=1), *(Column(name, left=8) for name in heads)]
    rows = [[told.name, *(_count(told.count(state), language) for state in words.ORDER)] for told in compared.disagreements[:most]]
    return Table(columns, rows)


def _count(n: int, language: Language) -> str:
    return formatting.number(n, language) if n else DASH


def all_disputed(compared: Comparison, language: Language, *, most: int) -> Table:
    """The same with codes and the best proof."""
    names = words.states()
    columns = [
        Column(_("Code"), "left"),
        Column(_("Article"), "left", share=1.1),
        *(Column(name) for name in (names[State.DOMESTIC], names[State.IMPORTED], _("Not yet"))),
        Column(_("Best proof"), "left", share=1),
    ]
    rows = [
        [told.code, told.name, *(_count(told.count(state), language) for state in words.ORDER), words.proof(compared, told)]
        for told in compared.disagreements[:most]
    ]
    return Table(columns, rows)


def replaceable(compared: Comparison, language: Language, *, most: int) -> Table:
    """Imported goods that sell most and have a domestic alternative at another shop."""
    columns = [
        Column(_("Imported article · shops"), "left", share=1),
        Column(_("Sales (Rp)"), left=8),
        Column(_("Price difference"), left=8),
    ]
    rows = [
        [f"{s.name} · {len(s.shops)}", formatting.number(s.value_idr, language), words.points(s.dearer_bp, language)]
        for s in compared.substitutes[:most]
    ]
    return Table(columns, rows)


def all_replaceable(compared: Comparison, language: Language, *, most: int) -> Table:
    """The same with the alternative, its price and TKDN."""
    columns = [
        Column(_("Imported article"), "left", share=1),
        Column(_("Shops")),
        Column(_("Sales (Rp)")),
        Column(_("Domestic alternative"), "left", share=1),
        Column(_("Price (Rp)")),
        Column("TKDN"),
        Column(_("Price difference")),
    ]
    rows = [
        [
            s.name,
            formatting.number(len(s.shops), language),
            formatting.number(s.value_idr, language),
            s.alternative_name,
            formatting.number(s.alternative_price_idr, language),
            formatting.share(s.alternative_tkdn_bp, language),
            words.points(s.dearer_bp, language),
        ]
        for s in compared.substitutes[:most]
    ]
    return Table(columns, rows)


def _in_two(text: str) -> str:
    """A column's head in two lines, broken after its first comma."""
    return text.replace(", ", ",\n", 1)


def content(compared: Comparison, language: Language) -> Table:
    """TKDN with its coverage, small makers and strength of evidence, by shop."""
    columns = [
        Column(_("Shop"), "left", share=1),
        Column(_in_two(_("TKDN, floor"))),
        Column(_("Certified")),
        Column(_("Average")),
        Column(_in_two(_("Micro, small, medium"))),
        Column(_("Strong (Rp)")),
        Column(_("Medium (Rp)")),
        Column(_("Weak (Rp)")),
    ]
    shown: Iterable[Row] = (*words.in_measure(compared.shops, Measure.SALES)[:MOST_SHOPS], compared.together)
    rows = [
        [
            words.shop_name(row),
            *(formatting.share(bp, language) for bp in (row.tkdn.floor_bp, row.tkdn.coverage_bp, row.tkdn.average_bp, row.ikm.share_bp)),
            *(formatting.number(value, language) for value in row.evidence.values()),
        ]
        for row in shown
    ]
    return Table(columns, rows, strong=frozenset({len(rows) - 1}))


def snapshots(compared: Comparison, language: Language) -> Table:
    """The snapshots that were compared: months, time of making, articles, and the beginning of the shop's key."""
    columns: Sequence[Column] = [
        Column(_("Shop"), "left", share=1),
        Column(_("Months"), "left"),
        Column(_("Made"), "left"),
        Column(_("Articles")),
        Column(_("Key"), "left"),
    ]
    rows = [
        [
            m.name,
            words.months(m.period, language),
            formatting.instant(m.made_at, compared.zone, language),
            formatting.number(m.articles, language),
            " ".join(m.public_key[at : at + 4] for at in (0, 4, 8)),
        ]
        for m in compared.members[:MOST_SHOPS]
    ]
    return Table(columns, rows)
