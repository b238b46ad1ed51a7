"""The month day by day, stock beside sales, how well domestic origin is proven, and what stands beside the shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.behind import Asked, Behind, BehindShelf
from pos_app.domain.days import Period
from pos_app.domain.local_content import LocalContent, Proof, shares
from pos_app.domain.money import allocate
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.texts import gettext as _
from ui.reports import report_words as words
from ui.theme import Size, Weight
from ui.widgets.charts import DayColumn, DaysChart
from ui.widgets.figure_cards import TitledCard
from ui.widgets.figures_table import Cell, Column, FiguresTable, Line, Parts, Said, spoken
from ui.widgets.share_bar import ORDER, ShareLegend, word
from ui.widgets.surface import column
from ui.widgets.text import Text

_ROW = 33
_BOTH = 1100
_CARD = 330


class DaysPage(QWidget):
    """`lines_wanted` asks for the sale lines behind a day, a row or a kind of proof, and says what of."""

    lines_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DaysChart()
        legend = ShareLegend()
        legend.show_values({})
        chart = TitledCard(_("Day by day, in rupiah"))
        chart.add(legend)
        chart.add(self.days, stretch=1)
        heads = [Column(""), Column("", 132, spare=1), *(Column(word(state), 150, right=True) for state in ORDER)]
        self.stock = FiguresTable([*heads, Column(_("Sum"), 120, right=True)], height=_ROW)
        beside = TitledCard(_("Sales and stock side by side"), flush=True)
        beside.add(self.stock, stretch=1)
        self._remarks = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        beside.add(self._remarks, inset=True)
        proofs = [Column(_("Proof")), Column(_("Value (Rp)"), 104, right=True), Column(_("Share"), 74, right=True)]
        self.proof = FiguresTable(proofs, height=_ROW)
        proven = TitledCard(_("How well domestic origin is proven"), flush=True)
        proven.add(self.proof, stretch=1)
        self.further = FiguresTable(proofs, height=_ROW)
        self.further.horizontalHeader().hide()
        other = TitledCard(_("Beside the shares"), flush=True)
        other.add(self.further, stretch=1)
        self._side = QWidget()
        both = column(gap=14)
        both.addWidget(proven, 1)
        both.addWidget(other, 1)
        self._side.setLayout(both)
        lower = self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lower.setSpacing(14)
        lower.addWidget(beside, 70)
        lower.addWidget(self._side, 30)
        self._cards = (chart, beside)
        self._report: LocalContent | None = None
        self.days.chosen.connect(self._open_day)
        self.proof.activated_row.connect(self.open_proof)
        self.proof.doubleClicked.connect(lambda index: self.open_proof(index.row()))
        self.further.activated_row.connect(self.open_further)
        self.further.doubleClicked.connect(lambda index: self.open_further(index.row()))
        self.stock.activated_row.connect(self.open_sold)
        self.stock.doubleClicked.connect(lambda index: self.open_sold(index.row()))
        whole = column(gap=14)
        whole.addWidget(chart, 42)
        whole.addLayout(lower, 58)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the cards stand below each other and the page is scrolled."""
        super().resizeEvent(event)
        wide = self.width() >= _BOTH
        self._lower.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for card in (*self._cards, self._side):
            card.setMinimumHeight(0 if wide else _CARD)

    def _open_day(self, at: int) -> None:
        if self._report is not None:
            day = self._report.period.first + timedelta(days=at)
            self.lines_wanted.emit(Behind(Period(day, day), kinds=(Kind.GOODS,)), formatting.day(day, texts.language()))

    def open_proof(self, _at: int) -> None:
        """Ask for the lines of the kind of proof that is picked."""
        proof = self.proof.current_key()
        if self._report is not None and isinstance(proof, Proof):
            asked = Behind(self._report.period, kinds=(Kind.GOODS,), state=State.DOMESTIC, evidence_kind=proof.kind, expired=proof.expired)
            self.lines_wanted.emit(asked, words.proof(proof.kind, None, expired=proof.expired))

    def open_further(self, _at: int) -> None:
        """Ask for the lines of what stands beside the shares."""
        asked = self.further.current_key()
        if isinstance(asked, Behind):
            self.lines_wanted.emit(asked, spoken(self.further.figures.lines[self.further.current_row()].cells[0]))

    def open_sold(self, _at: int) -> None:
        """Ask for the lines behind what was sold, in this month or the one before, or for the articles behind what is in stock."""
        key = self.stock.current_key()
        if isinstance(key, _Sold):
            self.lines_wanted.emit(key.asked, key.name)

    def show_report(self, report: LocalContent) -> None:
        self._report = report
        self.days.show_days(_columns(report))
        self.stock.show_lines(_side_by_side(report))
        self.proof.show_lines(_proof(report))
        self.further.show_lines(_further(report))
        remarks = _remarks(report)
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))


@dataclass(frozen=True, slots=True)
class _Sold:
    """What a row is called, and what is behind its figures."""

    name: str
    asked: Asked


def _columns(report: LocalContent) -> list[DayColumn]:
    """Every day of the month, also those nothing was sold on."""
    sold = {row.day: row.value_idr for row in report.days}
    made, day, speech = [], report.period.first, texts.language()
    while day <= report.period.last:
        values = sold.get(day, {})
        told = f"{formatting.day(day, speech)}: {formatting.rupiah(sum(values.values()), speech)}"
        tenths = shares({s: values.get(s, 0) for s in State}, 1000)[State.DOMESTIC]
        if tenths is not None:
            told += ", " + _("{share} domestic").format(share=words.percent(tenths))
        made.append(DayColumn(str(day.day), values, told))
        day += timedelta(days=1)
    return made


def _side_by_side(report: LocalContent) -> list[Line]:
    sold, shelf = Behind(report.period, kinds=(Kind.GOODS,)), BehindShelf()
    lines = [_split(_("Sold, rupiah"), sold, report.now.by_origin.value_idr)]
    if report.before is not None:
        before = days.month_before(report.period)
        name = _("Sold in {month}, rupiah").format(month=formatting.month_name(before.first.month, texts.language()))
        lines.append(_split(name, Behind(before, kinds=(Kind.GOODS,)), report.before.by_origin.value_idr))
    lines += [
        _split(_("Sold, kinds"), sold, report.now.by_origin.articles),
        _split(_("Sold, pieces"), sold, report.now.by_origin.pieces, milli=True),
        _split(_("In stock, rupiah"), shelf, report.stock.value_idr),
        _split(_("In stock, kinds"), shelf, report.stock.articles),
        _split(_("In stock, pieces"), shelf, report.stock.pieces, milli=True),
    ]
    return lines


def _split(name: str, asked: Asked, values: Mapping[State, int], *, milli: bool = False) -> Line:
    speech = texts.language()
    tenths = shares(values, 1000)
    show = formatting.qty if milli else formatting.number
    cells: list[Cell] = [Said(name, px=Size.LABEL, weight=Weight.SEMIBOLD), Parts(values)]
    for state in ORDER:
        share = tenths[state]
        cells.append(Said(show(values[state], speech), px=Size.LABEL, beside="" if share is None else f" · {words.percent(share)}"))
    return Line((*cells, Said(show(sum(values.values()), speech), px=Size.LABEL, weight=Weight.SEMIBOLD)), key=_Sold(name, asked))


def _proof(report: LocalContent) -> list[Line]:
    kinds = {proof: value for proof, value in report.now.evidence_kinds.items() if value}
    values = list(kinds.values())
    parts: list[int | None] = [None] * len(values)
    if sum(values) > 0 and all(value > 0 for value in values):
        parts = list(allocate(1000, values))
    rows = sorted(zip(kinds.items(), parts, strict=True), key=lambda found: -found[0][1])
    return [
        Line(
            (
                Said(words.proof(proof.kind, None, expired=proof.expired), px=Size.LABEL),
                Said(formatting.number(value, texts.language()), px=Size.LABEL),
                Said(words.percent(part), px=Size.LABEL, weight=Weight.SEMIBOLD),
            ),
            key=proof,
        )
        for (proof, value), part in rows
    ]


def _further(report: LocalContent) -> list[Line]:
    """Goods made here, and services and deposits, which have no origin."""
    now, period, speech = report.now, report.period, texts.language()

    def line(name: str, value: int | None, share: int | None, asked: Behind) -> Line:
        amount = formatting.DASH if value is None else formatting.number(value, speech)
        part = Said("" if share is None else formatting.share(share, speech), px=Size.LABEL, weight=Weight.SEMIBOLD)
        return Line((Said(name, px=Size.LABEL, wraps=True), Said(amount, px=Size.LABEL), part), key=asked)

    here = now.made_here
    made_here = Behind(period, kinds=(Kind.GOODS,), regency=report.regency or "")
    handed_on = line(_("Handed on, no turnover"), now.pass_through_idr, None, Behind(period, kinds=(Kind.SERVICE,)))
    return [
        line(_("Made in our own regency"), here.value_idr if here else None, here.share_bp if here else None, made_here),
        line(_("Services"), now.services_idr, None, Behind(period, kinds=(Kind.SERVICE,))),
        line(_("Deposits"), now.deposits_idr, None, Behind(period, kinds=(Kind.DEPOSIT,))),
        *([handed_on] if now.pass_through_idr else []),
    ]


def _remarks(report: LocalContent) -> str:
    """What the stock figures leave out."""
    speech, said = texts.language(), []
    if n := report.stock_below_zero:
        told = texts.ngettext("{n} article is below zero and counts as nothing.", "{n} articles are below zero and count as nothing.", n)
        said.append(told.format(n=formatting.number(n, speech)))
    if n := report.stock_unknown_cost:
        told = texts.ngettext("{n} article has no known cost and no value.", "{n} articles have no known cost and no value.", n)
        said.append(told.format(n=formatting.number(n, speech)))
    return " ".join(said)
