"""One figure of the heat, opened: the articles of a category in one shop, or in all of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.comparison import Measure, Row, ShelfGoods
from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from ui.coop import coop_words as words
from ui.coop.opened_panel import OpenedPanel
from ui.theme import Size, Weight
from ui.widgets.badge import mark, tkdn
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.share_bar import ShareBar, ShareLegend
from ui.widgets.surface import column, row, rule
from ui.widgets.text import Text


class CategoryPanel(OpenedPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._share = Text(px=Size.LABEL, weight=Weight.SEMIBOLD)
        self._bar, self._legend = ShareBar(), ShareLegend()
        about = column(row(self._about, None, self._share), self._bar, self._legend, gap=8, margins=(16, 0, 16, 12))
        self.goods = FiguresTable(_columns(Measure.SALES))
        self._nothing = Text(_("No snapshot lists an article of this category."), px=Size.LABEL, ink="ink_2", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        box = column(gap=0, margins=(1, 1, 1, 1))
        box.addLayout(self.head)
        box.addLayout(about)
        box.addWidget(rule())
        self._told = Text(_("Articles by what sold in all months of the snapshots"), px=Size.SMALL, ink="ink_2", wrap=True)
        self._told.setContentsMargins(16, 10, 16, 0)
        box.addWidget(self._told)
        box.addWidget(self._nothing)
        box.addWidget(self.goods, 1)
        box.addStretch(0)
        self.setLayout(box)

    def show_category(self, shop: Row, category: str, measure: Measure) -> None:
        """What is known at once; the articles follow."""
        figures = shop.category(category)
        values: Mapping[State, int] = figures.values(measure) if figures is not None else {}
        self.name.setText(words.category_name(category))
        period = words.period_name(shop.period) if shop.period is not None else ""
        self._about.setText(" · ".join(part for part in (words.shop_name(shop), period) if part))
        self._share.setText(words.percent(figures.shares(measure, 1000)[State.DOMESTIC] if figures is not None else None))
        self._bar.show_values(values)
        self._legend.show_values(values)
        self.goods.show_lines([], _columns(measure))
        self._nothing.hide()

    def show_goods(self, goods: Sequence[ShelfGoods], measure: Measure, shops: Mapping[str, str]) -> None:
        """`shops` are names by uid, to be said below an article; empty where one shop is looked at."""
        self.goods.show_lines([_line(g, measure, shops) for g in goods], _columns(measure))
        self.goods.setVisible(bool(goods))
        self._nothing.setVisible(not goods)
        self._told.setVisible(bool(goods) and measure is Measure.SALES)


def _columns(measure: Measure) -> list[Column]:
    return [Column(_("Article")), Column(_("Sales (Rp)") if measure is Measure.SALES else _("Stock"), 128, right=True)]


def _line(g: ShelfGoods, measure: Measure, shops: Mapping[str, str]) -> Line:
    speech, word, domestic = texts.language(), mark(g.origin).word, g.origin.state is State.DOMESTIC
    about = (f"? {word}" if g.origin.state is State.UNKNOWN else word, tkdn(g.origin), shops.get(g.shop_uid, ""))
    name = Said(g.name, below=" · ".join(part for part in about if part), weight=Weight.SEMIBOLD, flag=domestic)
    stocked = f"{formatting.qty(g.on_hand, speech)} {g.unit}".strip()
    figure = formatting.number(g.value_idr, speech) if measure is Measure.SALES else stocked
    return Line((name, Said(figure, weight=Weight.SEMIBOLD)), key=(g.shop_uid, g.code))
