"""The left side of the goods: search, chips, the list with its foot, or what to do where there is nothing to show."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.services.goods_list import Filter, Listed, Overview, Sort
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, command, shown_key
from ui.goods.filter_bar import FilterBar
from ui.goods.goods_model import HEADS, Column, GoodsDelegate, GoodsModel
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.entry_bar import EntryBar
from ui.widgets.framed_field import FramedField
from ui.widgets.keys import KeyCap
from ui.widgets.list_table import ListTable
from ui.widgets.notice import Notice
from ui.widgets.surface import Disc, Surface, column, row
from ui.widgets.text import Text

_SORTS: Final = {
    Column.NAME: Sort.NAME, Column.ORIGIN: Sort.ORIGIN, Column.STOCK: Sort.STOCK, Column.PRICE: Sort.PRICE, Column.MARGIN: Sort.MARGIN,
}  # fmt: skip
WINDOW: Final = 60
"""Rows read at once: a few screens, in a few milliseconds."""
_WIDTHS: Final[dict[int, int]] = {
    Column.ORIGIN: 230, Column.STOCK: 88, Column.PRICE: 88, Column.MARGIN: 80, Column.CATEGORY: 130, Column.COST: 100,
}  # fmt: skip
_NARROW: Final[dict[int, int]] = {
    Column.ORIGIN: 140, Column.STOCK: 0, Column.PRICE: 90, Column.MARGIN: 0, Column.CATEGORY: 0, Column.COST: 0,
}  # fmt: skip
CHOSEN: Final = (Column.ORIGIN, Column.STOCK, Column.PRICE, Column.MARGIN, Column.CATEGORY, Column.COST)
"""Columns a person may show or leave out; the name always stands there."""
USUAL: Final = (Column.ORIGIN, Column.STOCK, Column.PRICE, Column.MARGIN)


class ListPage(QWidget):
    import_wanted = Signal()
    new_wanted = Signal()
    new_as_typed = Signal(str)
    columns_chosen = Signal(object)
    categories_wanted = Signal()
    lists_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = FramedField(_("Find by name, code or maker"), key="F2", icon="search")
        self._import = Button(_("Import a file"), height=44)
        self._import.clicked.connect(self.import_wanted)
        new = Button(_("New article"), icon="plus", key="N", height=44)
        new.clicked.connect(self.new_wanted)
        self.more = IconButton("ellipsis-vertical", _("Categories, lists in and out"), side=44)
        self.more.clicked.connect(self._choose_more)
        self.filters = FilterBar()
        self.model = GoodsModel(self)
        self.table = ListTable(self.model, _WIDTHS, stretch=Column.NAME, narrow=_NARROW)
        self.table.setItemDelegate(GoodsDelegate(self.table))
        self.notice, self.bar = Notice(), EntryBar()
        self._said = self._worth_said = ""
        self._foot = Text(px=Size.LABEL, ink="ink_2")
        self._worth = Text(px=Size.LABEL, weight=Weight.BOLD)
        foot = Surface("foot")
        several, together = (Text(word, px=Size.SMALL, ink="ink_2") for word in (_("mark several"), _("change together")))
        self._keys = QWidget()
        self._keys.setLayout(row(KeyCap(_("Space")), several, 8, KeyCap("Ctrl"), KeyCap("E"), together, gap=5))
        self._columns = IconButton("sliders-horizontal", _("Columns"), side=24)
        self._columns.clicked.connect(self._choose_columns)
        foot.setLayout(row(self._foot, self._worth, None, self._keys, self._columns, gap=5, margins=(16, 9, 10, 9)))
        self._shown: tuple[Column, ...] = USUAL
        self.show_columns(USUAL)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort_by)
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
        top.addWidget(self._import)
        top.addWidget(new)
        top.addWidget(self.more)
        whole = column(top, self.filters, self.bar, gap=10, margins=(16, 14, 16, 12))
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.notice)
        self.setLayout(whole)

    def set_compact(self, compact: bool) -> None:
        """Fit a small screen: chips in two rows, fewer columns, no reminders of keys."""
        self._keys.setHidden(compact)
        self._import.setHidden(compact)

    def show_columns(self, shown: Sequence[Column]) -> None:
        """Show these beside the name."""
        self._shown = tuple(shown)
        self.table.show_columns([x for x in CHOSEN if x not in shown])

    def more_menu(self) -> QMenu:
        """The pages of the goods that are not needed every day."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        pages = (
            (CommandId.IMPORT_LIST, self.import_wanted),
            (CommandId.CATEGORIES, self.categories_wanted),
            (CommandId.LISTS, self.lists_wanted),
        )
        for which, wanted in pages:
            action = menu.addAction(f"{_(command(which).word or command(which).title)}\t{command(which).key}")
            action.triggered.connect(wanted)
        return menu

    def _choose_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def columns_menu(self) -> QMenu:
        """Every column with whether it shows."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for chosen in CHOSEN:
            action = menu.addAction(_(HEADS[chosen]))
            action.setCheckable(True)
            action.setChecked(chosen in self._shown)
            action.triggered.connect(lambda on, chosen=chosen: self._show_column(chosen, on=on))
        return menu

    def _choose_columns(self) -> None:
        menu = self.columns_menu()
        menu.popup(self._columns.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _show_column(self, turned: Column, *, on: bool) -> None:
        self.show_columns([x for x in CHOSEN if (on if x is turned else x in self._shown)])
        self.columns_chosen.emit(self._shown)

    def _sort_by(self, section: int) -> None:
        sort = _SORTS.get(Column(section))
        if sort is not None:
            self.filters.sort_by(sort)

    def show_marks(self) -> None:
        """How many articles are marked, in place of what the list is worth."""
        n = len(self.model.marked)
        if n:
            self._foot.setText(ngettext("{n} article marked", "{n} articles marked", n).format(n=formatting.number(n, texts.language())))
            self._worth.setText("")
        else:
            self._foot.setText(self._said)
            self._worth.setText(self._worth_said)

    def show_rows(self, first: int, rows: tuple[Listed, ...]) -> None:
        """Show the first rows of a list whose length is not counted yet."""
        self.model.show(first + len(rows), first, rows)
        if rows:
            self.pages.setCurrentIndex(0)

    def show_overview(self, which: Filter, overview: Overview) -> None:
        """The counts of the list that shows."""
        counts, speech = overview.counts, texts.language()
        self.filters.show_counts(counts)
        self.filters.setVisible(overview.articles > 0)
        self.model.grow(counts.shown)
        articles = ngettext("{n} article", "{n} articles", counts.shown).format(n=formatting.number(counts.shown, speech))
        self._said, self._worth_said = articles + " · " + _("stock value"), formatting.rupiah(counts.worth_idr, speech)
        self.show_marks()
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
