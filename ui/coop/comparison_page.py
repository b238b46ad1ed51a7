"""Shops side by side: a row each with its bar, the heat of their categories, and what can be settled or bought together."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.comparison import Comparison, Measure, Row, ShelfGoods, heat
from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from ui.coop import coop_words as words
from ui.coop.category_panel import CategoryPanel
from ui.coop.coop_panel import CoopPanel
from ui.coop.shop_panel import ShopPanel
from ui.theme import Size, Weight
from ui.widgets.figures_table import Cell, Column, FiguresTable, Line, Parts, Said
from ui.widgets.heat_table import HeatLegend, HeatRow, HeatTable
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_ROW: Final = 38
_HEAT_LEAST: Final = 170
_NARROW: Final = 1060
"""With less room what stands beside the shops gives way."""


class ComparisonPage(QWidget):
    disputes_wanted = Signal()
    substitutes_wanted = Signal()
    category_wanted = Signal(object, str)
    """The uid of a shop, or None for all of them, and a category: its articles are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heat_of: tuple[tuple[str, ...], tuple[Row, ...]] = ((), ())
        self._category: tuple[str, str] | None = None
        self._compared: Comparison | None = None
        self._measure = Measure.SALES
        self.shops = FiguresTable(_columns(Measure.SALES), height=_ROW)
        self.together = FiguresTable(_columns(Measure.SALES), height=_ROW)
        self.together.horizontalHeader().hide()
        self.together.setFixedHeight(_ROW - 1)  # the card's own edge is the line below it
        self.together.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.together.setSelectionMode(FiguresTable.SelectionMode.NoSelection)
        self.together.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.shops, 1)
        self._below = row(self.together, gap=0)
        inside.addLayout(self._below)
        self.shops.verticalScrollBar().rangeChanged.connect(self._line_up)
        self._card.setLayout(inside)
        self.panel = CoopPanel()
        self.panel.disputes_wanted.connect(self.disputes_wanted)
        self.panel.substitutes_wanted.connect(self.substitutes_wanted)
        self._left = column(self._card, gap=14)
        self._left.addWidget(self._heat_card(), 1)
        whole = row(gap=14)
        whole.addLayout(self._left, 1)
        self.shop_panel = ShopPanel()
        self.shop_panel.left.connect(self.close_beside)
        self._beside = QStackedWidget()
        self._beside.setFixedWidth(self.panel.width())
        self._beside.addWidget(self.panel)
        self._beside.addWidget(self.shop_panel)
        self.category_panel = CategoryPanel()
        self.category_panel.left.connect(self.close_beside)
        self._beside.addWidget(self.category_panel)
        whole.addWidget(self._beside)
        self.shops.activated_row.connect(self._open_row)
        self.shops.doubleClicked.connect(lambda index: self._open_row(index.row()))
        self.shops.picked.connect(self._picked)
        self.setLayout(whole)

    def _heat_card(self) -> QWidget:
        self.heat = HeatTable()
        self.heat.opened.connect(self._open_cell)
        title = Elided(_("Share of domestic goods by category, percent"), px=Size.FIELD, weight=Weight.BOLD)
        self._nothing = Text(_("No shop has anything in a category yet."), px=Size.LABEL, ink="ink_2")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        head = row(gap=12, margins=(16, 0, 16, 0))
        head.addWidget(title, 1)
        head.addWidget(HeatLegend())
        box = column(head, gap=4, margins=(1, 12, 1, 8))
        box.addWidget(self._nothing)
        around = row(gap=0, margins=(0, 0, 15, 0))
        around.addWidget(self.heat, 1)
        box.addLayout(around, 1)
        card = Surface("card")
        card.setLayout(box)
        card.setMinimumHeight(_HEAT_LEAST)
        return card

    def show_comparison(self, compared: Comparison, measure: Measure, *, ranked: bool) -> None:
        rows = ordered(compared.shops, measure, ranked=ranked)
        columns = _columns(measure)
        self.shops.show_lines([_line(r, measure) for r in rows], columns)
        self.together.show_lines([_line(compared.together, measure, strong=True)], columns)
        found = heat(compared, measure)
        places = {r.uid: at for at, r in enumerate(rows)}
        by_shop = sorted(found.rows, key=lambda pair: places.get(pair[0].uid, len(places)))
        self.heat.show_heat(
            [words.category_name(name) for name in found.categories],
            [HeatRow(words.shop_name(r), shares, strong=r is compared.together) for r, shares in by_shop],
        )
        self._heat_of = (found.categories, tuple(r for r, _shares in by_shop))
        self._nothing.setVisible(not found.categories)
        self.heat.setVisible(bool(found.categories))
        self.panel.show_comparison(compared)
        self._compared, self._measure = compared, measure
        if self.is_shop_open:
            self._open_row(self.shops.current_row())
        elif self.is_category_open and self._category is not None:
            self._open_category(*self._category)
        self._fit()

    @property
    def is_shop_open(self) -> bool:
        return self._beside.currentWidget() is self.shop_panel

    def _open_row(self, at: int) -> None:
        """Show the shop of a row beside the others; without one, what all of them share."""
        if self._compared is None or not 0 <= at < len(self.shops.figures.lines):
            self.close_beside()
            return
        uid = self.shops.figures.lines[at].key
        shop = next(r for r in self._compared.shops if r.uid == uid)
        self.shop_panel.show_shop(shop, self._measure, self._compared.zone)
        self._beside.setCurrentWidget(self.shop_panel)
        self._fit()

    @property
    def is_category_open(self) -> bool:
        return self._beside.currentWidget() is self.category_panel

    def _open_cell(self, at: int, category: int) -> None:
        categories, rows = self._heat_of
        if at < len(rows) and category < len(categories):
            self._open_category(rows[at].uid, categories[category])

    def _open_category(self, uid: str, category: str) -> None:
        """Show a figure of the heat at once, and ask for the articles behind it."""
        shop = next((r for r in self._heat_of[1] if r.uid == uid), None)
        if shop is None:
            self.close_beside()
            return
        self._category = (uid, category)
        self.category_panel.show_category(shop, category, self._measure)
        self._beside.setCurrentWidget(self.category_panel)
        self._fit()
        self.category_wanted.emit(uid or None, category)

    def show_goods(self, uid: str | None, category: str, goods: Sequence[ShelfGoods]) -> None:
        """The articles that were asked for, unless another figure has been opened meanwhile."""
        if self._compared is not None and self._category == (uid or "", category):
            names = {} if uid is not None else {r.uid: r.name for r in self._compared.shops}
            self.category_panel.show_goods(goods, self._measure, names)

    def _picked(self, at: int) -> None:
        if self.is_shop_open:
            self._open_row(at)

    def close_beside(self) -> None:
        """Back to what all shops share."""
        self._beside.setCurrentWidget(self.panel)
        self._category = None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _line_up(self, _least: int, most: int) -> None:
        """The sums stand under their columns also where the shops need a scroll bar."""
        self._below.setContentsMargins(0, 0, self.shops.verticalScrollBar().sizeHint().width() if most > 0 else 0, 0)

    def _fit(self) -> None:
        """The shops take what their rows need, and leave the heat what it needs where both cannot have it."""
        self._beside.setVisible(self.width() >= _NARROW or self._beside.currentWidget() is not self.panel)
        needed = self.shops.natural_height() + _ROW + 4
        room = self.height() - 14 - max(_HEAT_LEAST, min(self.heat.natural_height() + 52, self.height() // 2))
        self._card.setFixedHeight(max(36 + 3 * _ROW, min(needed, room)))
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def ordered(rows: Sequence[Row], measure: Measure, *, ranked: bool) -> list[Row]:
    """The largest domestic share first, or by name where ranking is turned off."""
    if not ranked:
        return sorted(rows, key=lambda r: (r.name.casefold(), r.uid))
    shares = {r.uid: r.figures.domestic(measure) for r in rows}
    return sorted(rows, key=lambda r: (1 if (share := shares[r.uid]) is None else -share, r.name, r.uid))


def _columns(measure: Measure) -> list[Column]:
    """TKDN and small makers are measured of sales alone."""
    made = [
        Column(_("Shop"), 190),
        Column(words.amount_head(measure), 112, right=True),
        Column("", legend=True),
        Column(_("Domestic"), 104, right=True),
    ]
    if measure is Measure.SALES:
        made += [Column(_("TKDN · coverage"), 128, right=True), Column(_("IKM"), 72, right=True)]
    else:
        made += [Column(_("Imported"), 96, right=True), Column(_("Unknown"), 124, right=True)]
    return made


def _line(r: Row, measure: Measure, *, strong: bool = False) -> Line:
    speech, figures = texts.language(), r.figures
    tenths = figures.shares(measure, 1000)
    amount = formatting.number(figures.total(measure), speech)
    if measure is Measure.SALES and r.period is None and not strong:
        amount = formatting.DASH
    cells: list[Cell] = [
        Said(words.shop_name(r), weight=Weight.SEMIBOLD),
        Said(amount),
        Parts(figures.values(measure)),
        Said(words.percent(tenths[State.DOMESTIC]), px=Size.NAME, weight=Weight.SEMIBOLD),
    ]
    if measure is Measure.SALES:
        coverage = "" if r.tkdn.coverage_bp is None else f" · {formatting.share(r.tkdn.coverage_bp, speech, decimals=0)}"
        cells += [Said(formatting.share(r.tkdn.floor_bp, speech), beside=coverage), Said(formatting.share(r.ikm.share_bp, speech))]
    else:
        cells += [Said(words.percent(tenths[State.IMPORTED])), Said(words.percent(tenths[State.UNKNOWN]))]
    return Line(tuple(cells), key=r.uid, strong=strong)
