"""One shop of the comparison, opened: what its figures are made of, category by category."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.comparison import Measure, Row
from pos_app.domain.origin import Strength
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.coop import coop_words as words
from ui.coop.opened_panel import OpenedPanel
from ui.panels import origin_words
from ui.theme import Size, Weight
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.share_bar import ORDER, ShareLegend
from ui.widgets.share_rows import ShareRow, ShareRows
from ui.widgets.surface import column, rule
from ui.widgets.text import Text

_ROW: Final = 30


class ShopPanel(OpenedPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._about.setContentsMargins(16, 0, 16, 10)
        self.figures = FiguresTable([Column(""), Column("", 120, right=True), Column("", 84, right=True)], height=_ROW)
        self.figures.horizontalHeader().hide()
        legend = ShareLegend()
        legend.show_values({})
        self.categories = ShareRows()
        title = Text(_("By category"), px=Size.NAME, weight=Weight.BOLD)
        below = column(title, legend, gap=6, margins=(16, 12, 16, 12))
        below.addWidget(self.categories, 1)
        box = column(gap=0, margins=(1, 1, 1, 1))
        box.addLayout(self.head)
        box.addWidget(self._about)
        box.addWidget(rule())
        box.addWidget(self.figures)
        box.addLayout(below, 1)
        self.setLayout(box)

    def show_shop(self, shop: Row, measure: Measure, zone: str) -> None:
        speech = texts.language()
        self.name.setText(words.shop_name(shop))
        receipts = ngettext("{n} receipt", "{n} receipts", shop.receipts).format(n=formatting.number(shop.receipts, speech))
        lines = ngettext("{n} line", "{n} lines", shop.lines).format(n=formatting.number(shop.lines, speech))
        about = [words.period_name(shop.period) if shop.period else _("the snapshot does not cover this period"), f"{receipts}, {lines}"]
        if shop.made_at is not None:
            about.append(_("made {when}").format(when=formatting.instant(shop.made_at, zone, speech)))
        self._about.setText(" · ".join(about))
        self.figures.show_lines([*_by_origin(shop, measure), *_by_strength(shop)])
        self.figures.setFixedHeight(self.figures.natural_height())
        rows = [(words.category_name(c.name), c.figures.values(measure)) for c in shop.categories]
        self.categories.show_rows([ShareRow(name, values) for name, values in rows if any(values.values())])


def _by_origin(shop: Row, measure: Measure) -> list[Line]:
    values, tenths = shop.figures.values(measure), shop.figures.shares(measure, 1000)
    lines = [_line(words.amount_head(measure), shop.figures.total(measure), "", strong=True)]
    return lines + [_line(words.state_word(state), values[state], words.percent(tenths[state])) for state in ORDER]


def _by_strength(shop: Row) -> list[Line]:
    """How well the domestic sales are proven."""
    proven = {s: v for s, v in shop.evidence.items() if s is not Strength.NONE and v}
    return [_line(_("Proof: {strength}").format(strength=origin_words.strength_word(s).lower()), value, "") for s, value in proven.items()]


def _line(name: str, value: int, share: str, *, strong: bool = False) -> Line:
    amount = Said(formatting.number(value, texts.language()), px=Size.LABEL)
    return Line((Said(name, px=Size.LABEL), amount, Said(share, px=Size.LABEL, weight=Weight.SEMIBOLD)), key=name, strong=strong)
