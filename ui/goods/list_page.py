"""The left side of the goods: search, chips, the list with its foot, or what to do where there is nothing to show."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.services.goods_list import Filter, Listed, Overview
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.goods.filter_bar import FilterBar
from ui.goods.goods_model import Column, GoodsDelegate, GoodsModel
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import EntryBar
from ui.widgets.framed_field import FramedField
from ui.widgets.keys import KeyCap
from ui.widgets.list_table import ListTable
from ui.widgets.notice import Notice
from ui.widgets.surface import Disc, Surface, column, row
from ui.widgets.text import Text

WINDOW: Final = 150
"""Rows read at once: several screens, in a few milliseconds."""
_WIDTHS: Final[dict[int, int]] = {Column.ORIGIN: 230, Column.STOCK: 88, Column.PRICE: 88, Column.MARGIN: 80}
_NARROW: Final[dict[int, int]] = {Column.ORIGIN: 140, Column.STOCK: 0, Column.PRICE: 90, Column.MARGIN: 0}


class ListPage(QWidget):
    import_wanted = Signal()
    new_wanted = Signal()
    new_as_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = FramedField(_("Find by name, code or maker"), key="F2", icon="search")
        to_import = Button(_("Import a file"), height=44)
        to_import.clicked.connect(self.import_wanted)
        new = Button(_("New article"), icon="plus", key="N", height=44)
        new.clicked.connect(self.new_wanted)
        self.filters = FilterBar()
        self.model = GoodsModel(self)
        self.table = ListTable(self.model, _WIDTHS, stretch=Column.NAME, narrow=_NARROW)
        self.table.setItemDelegate(GoodsDelegate(self.table))
        self.notice, self.bar = Notice(), EntryBar()
        self._foot = Text(px=Size.LABEL, ink="ink_2")
        self._worth = Text(px=Size.LABEL, weight=Weight.BOLD)
        foot = Surface("foot")
        edit, evidence = (Text(word, px=Size.SMALL, ink="ink_2") for word in (_("edit"), _("add evidence")))
        self._keys = QWidget()
        self._keys.setLayout(row(KeyCap("Enter"), edit, 8, KeyCap("A"), evidence, gap=5))
        foot.setLayout(row(self._foot, self._worth, None, self._keys, gap=5, margins=(16, 9, 16, 9)))
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        inside.addWidget(foot)
        card.setLayout(inside)
        self.pages = QStackedWidget()
        self._nothing, self._empty = _NothingFound(), _EmptyShop()
        self._empty.import_wanted.connect(self.import_wanted)
        self._nothing.new_wanted.connect(lambda: self.new_as_typed.emit(self.search.text()))
        for page in (card, self._nothing, self._empty):
            self.pages.addWidget(page)
        top = row(gap=10)
        top.addWidget(self.search, 1)
        top.addWidget(to_import)
        top.addWidget(new)
        whole = column(top, self.filters, self.bar, gap=10, margins=(16, 14, 16, 12))
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.notice)
        self.setLayout(whole)

    def set_compact(self, compact: bool) -> None:
        """Fit a small screen: chips in two rows, fewer columns, no reminders of keys."""
        self._keys.setHidden(compact)
        self.filters.set_compact(compact)

    def show_list(self, which: Filter, overview: Overview, first: int, rows: tuple[Listed, ...]) -> None:
        counts, speech = overview.counts, texts.language()
        self.filters.show_counts(counts)
        self.filters.setVisible(overview.articles > 0)
        self.model.show(counts.shown, first, rows)
        articles = ngettext("{n} article", "{n} articles", counts.shown).format(n=formatting.number(counts.shown, speech))
        self._foot.setText(articles + " · " + _("stock value"))
        self._worth.setText(formatting.rupiah(counts.worth_idr, speech))
        if overview.articles == 0:
            self.pages.setCurrentWidget(self._empty)
        elif counts.shown == 0:
            self._nothing.show_for(which.text)
            self.pages.setCurrentWidget(self._nothing)
        else:
            self.pages.setCurrentIndex(0)


class _NothingFound(Surface):
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent)
        self._says = Text(px=Size.NAME, weight=Weight.SEMIBOLD)
        new = Button(_("New article"), icon="plus", key="N", height=44)
        new.clicked.connect(self.new_wanted)
        box = column(None, gap=14)
        box.addWidget(self._says, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(new, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setLayout(box)

    def show_for(self, text: str) -> None:
        self._says.setText(_("Nothing found for “{text}”.").format(text=text) if text else _("No article is left by these filters."))


class _EmptyShop(Surface):
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent)
        go = Button(_("Import a file"), kind=Kind.MAIN, key=shown_key(CommandId.IMPORT_LIST), height=54, px=Size.FIELD)
        go.clicked.connect(self.import_wanted)
        box = column(None, gap=8)
        says = _("Take in the list you have: Excel, csv, or an export of your old till.")
        for widget, gap in (
            (Disc("package-open"), 8),
            (Text(_("No goods yet"), px=Size.PANEL_TITLE, weight=Weight.BOLD), 0),
            (Text(says, px=Size.TEXT, ink="ink_2"), 10),
            (go, 0),
        ):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(gap)
        box.addStretch(1)
        self.setLayout(box)
