"""The month at a glance: the share against its target, what it is made of, and what would move it."""

from typing import Any, Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.behind import Behind
from pos_app.domain.days import Period
from pos_app.domain.local_content import ArticleRow, LocalContent, Split
from pos_app.domain.money import BasisPoints
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.product import Kind as Goods
from pos_app.texts import gettext as _
from ui.reports import report_words as words
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.buttons import Button, Kind
from ui.widgets.charts import MonthsChart
from ui.widgets.figure_cards import FigureCard, TargetBar, TitledCard
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.share_bar import ShareLegend
from ui.widgets.share_rows import ShareRow, ShareRows
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Amount, Elided, Text

_CARDS: Final = 232
_BELOW: Final = 170
_LISTED: Final = 6
_THREE: Final = 1000
"""So wide the page must be for three cards beside each other."""
_SMALL_HEADLINE: Final = 430


class Headline(Surface):
    """The one figure, against the month before and the target."""

    more_wanted = Signal()
    lines_wanted = Signal()

    def __init__(self, more: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.label = Elided(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        link = Button(more, kind=Kind.LINK, height=20, key=key)
        link.clicked.connect(self.more_wanted)
        self.lines = Button(_("Lines"), kind=Kind.LINK, height=20)
        self.lines.clicked.connect(self.lines_wanted)
        self.lines.hide()
        self.figure = Amount(px=Size.HEADLINE, ink="domestic")
        self.figure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.moved = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2", wrap=True)
        self.part = Text(px=Size.LABEL, ink="ink_2")
        self.whole = Text(px=Size.LABEL, ink="ink_2")
        beside = column(None, self.moved, self.part, self.whole, None, gap=5)
        self.bar = TargetBar()
        self.legend = ShareLegend()
        figures = row(self.figure, gap=16)
        figures.addLayout(beside, 1)
        head = row(self.label, self.lines, link, gap=12)
        self.setLayout(column(head, figures, None, self.bar, self.legend, gap=6, margins=(18, 14, 18, 14)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        figure = self.figure.text()
        px = Size.SIDE_TOTAL if figure == formatting.DASH else Size.TOTAL if self.width() < _SMALL_HEADLINE else Size.HEADLINE
        self.figure.set_px(px)
        self.figure.setFixedWidth(max(40, metrics(px, Weight.EXTRABOLD).horizontalAdvance(figure) - 2 * len(figure)))

    def show_share(self, split: Split, before: Split | None, period: Period, target_bp: BasisPoints | None) -> None:
        """The goods of a month against those of the month before."""
        speech = texts.language()
        month = formatting.month(period.first, speech)
        share = split.tenths[State.DOMESTIC]
        figure = words.percent(share)
        self.label.setText(_("Sales of domestic goods, {month}").format(month=month))
        self.figure.show_amount(figure, ink="ink_2" if share is None else "domestic")
        self._fit()
        moved, ink = words.movement(share, before.tenths[State.DOMESTIC] if before else None, period)
        self.moved.setText(moved or _("No goods were sold in {month}.").format(month=month))
        self.moved.set_ink("ok" if ink == words.BETTER else "warning" if ink == words.WORSE else "ink_2")
        self.part.setText(formatting.rupiah(split.value_idr[State.DOMESTIC], speech) if share is not None else "")
        whole = _("of {whole}").format(whole=formatting.rupiah(split.total_idr, speech))
        self.whole.setText(whole if share is not None else "")
        for text in (self.part, self.whole):
            text.setVisible(share is not None)
        target = "" if target_bp is None else _("target {share}").format(share=words.short_share(target_bp))
        self.bar.show_values(split.value_idr if share is not None else {}, target_bp=target_bp, word=target)
        self.legend.show_values(split.value_idr if share is not None else {})
        self.repaint_as("card" if share is None else "outlined")
        self.setAccessibleName(f"{self.label.text()}: {figure}. {self.moved.text()}")


class OverviewPage(QWidget):
    """`lines_wanted` asks for the sale lines behind a figure, and says what of."""

    days_wanted = Signal()
    month_wanted = Signal(object)
    categories_wanted = Signal()
    origin_wanted = Signal()
    target_wanted = Signal()
    lines_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = Headline(_("Day by day"))
        self.headline.more_wanted.connect(self.days_wanted)
        self.tkdn = FigureCard(_("Weighted by TKDN"))
        self.ikm = FigureCard(_("From micro, small and medium makers"))
        self.unknown = FigureCard(_("Origin not yet known"))
        self._report: LocalContent | None = None
        self.headline.lines.show()
        self.headline.lines_wanted.connect(lambda: self._open(self.headline.label.text(), state=State.DOMESTIC))
        self.tkdn.opened.connect(lambda: self._open(self.tkdn.label.text(), certified=True))
        self.ikm.opened.connect(lambda: self._open(self.ikm.label.text(), sizes=tuple(s for s in MakerSize if s.is_ikm)))
        self.unknown.opened.connect(lambda: self._open(self.unknown.label.text(), state=State.UNKNOWN))
        cards = row(gap=14)
        for card in (self.tkdn, self.ikm, self.unknown):
            cards.addWidget(card, 1)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(14)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.addWidget(self.headline, 41)
        self._upper.addLayout(cards, 59)
        lower = row(gap=14)
        lower.addWidget(self._months_card(), 36)
        lower.addWidget(self._categories_card(), 34)
        self._finding = self._unknown_card()
        lower.addWidget(self._finding, 30)
        self._top = QWidget()
        self._top.setLayout(self._upper)
        whole = column(self._top, gap=14)
        whole.addLayout(lower, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the cards stand below the headline and the charts are what stays."""
        super().resizeEvent(event)
        wide = self.width() >= _THREE
        self._finding.setVisible(wide)
        self._upper.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._top.setFixedHeight(_CARDS if wide else _CARDS + 14 + _BELOW)

    def _months_card(self) -> QWidget:
        self.months = MonthsChart()
        self.months.chosen.connect(self._month_chosen)
        self._target = _link(_("Change the target"), self.target_wanted)
        self._no_target = Surface("dashed")
        said = Text(_("No target has been set yet."), px=Size.LABEL, ink="ink_2")
        put = _link(_("Set it"), self.target_wanted)
        self._no_target.setLayout(row(IconSign("target", side=18), said, None, put, gap=10, margins=(14, 8, 14, 8)))
        card = TitledCard(_("Twelve months"), self._target)
        card.add(Text(_("share of domestic goods, percent"), px=Size.SMALL, ink="ink_2"))
        card.add(self.months, stretch=1)
        card.add(self._no_target)
        return card

    def _categories_card(self) -> QWidget:
        self.categories = ShareRows()
        legend = ShareLegend()
        legend.show_values({})
        card = TitledCard(_("By category"), _link(_("All categories"), self.categories_wanted))
        card.add(legend)
        card.add(self.categories, stretch=1)
        return card

    def _unknown_card(self) -> QWidget:
        self._together = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.moving = FiguresTable([Column(""), Column("", 74, right=True)])
        self.moving.horizontalHeader().hide()
        self.moving.activated_row.connect(lambda _row: self.origin_wanted.emit())
        card = TitledCard(_("Worth finding out"), _link(_("To the origins"), self.origin_wanted), flush=True)
        card.add(self._together, inset=True)
        card.add(self.moving, stretch=1)
        return card

    def _open(self, of: str, **asked: Any) -> None:
        if self._report is not None:
            self.lines_wanted.emit(Behind(self._report.period, kinds=(Goods.GOODS,), **asked), of)

    def _month_chosen(self, at: int) -> None:
        self.month_wanted.emit(self._firsts[at])

    def show_report(self, report: LocalContent) -> None:
        self._report = report
        speech = texts.language()
        before = report.before.by_origin if report.before else None
        self.headline.show_share(report.now.by_origin, before, report.period, report.target_bp)
        sold = report.now.total_idr > 0
        tkdn, ikm = report.now.tkdn, report.now.ikm
        self.tkdn.show_figure(
            formatting.share(tkdn.floor_bp, speech), words.tkdn_lines(report), part_bp=tkdn.floor_bp, whole_bp=tkdn.coverage_bp or 0
        )
        self.ikm.show_figure(formatting.share(ikm.share_bp, speech), words.maker_lines(report) if sold else "", part_bp=ikm.share_bp)
        unknown = report.now.by_origin.tenths[State.UNKNOWN]
        lines = words.unknown_lines(report) if sold else ""
        self.unknown.show_figure(words.percent(unknown), lines, part_bp=(unknown or 0) * 10, hatched=True)
        self._firsts = [first for first, _split in report.months]
        self.months.show_months(words.month_columns(report.months, report.targets))
        self._no_target.setVisible(report.target_bp is None)
        self._target.setVisible(report.target_bp is not None)
        self.categories.show_rows([ShareRow(r.category or _("Without category"), r.value_idr) for r in report.categories])
        shown = report.unknown[:_LISTED]
        self._together.setText(words.together(shown, report.now.total_idr) if shown else _("Nothing is left to find out in this month."))
        self.moving.show_lines(
            [
                Line(
                    (Said(r.name, below=_sold(r), weight=Weight.SEMIBOLD), Said(words.gain(r, report.now.total_idr), weight=Weight.BOLD)),
                    key=r.code,
                )
                for r in shown
            ]
        )


def _sold(r: ArticleRow) -> str:
    return _("sold {amount}").format(amount=formatting.rupiah(r.value_idr, texts.language()))


def _link(word: str, signal: SignalInstance) -> Button:
    made = Button(word, kind=Kind.LINK, height=20)
    made.clicked.connect(lambda: signal.emit())
    return made
