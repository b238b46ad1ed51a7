"""The goods of the shop: a list fetched in windows of rows, the selected article beside it, and the way in for a whole list."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from pos_app.domain.gs1 import spaced
from pos_app.domain.product import Product, ProductId
from pos_app.errors import Refused, Unavailable
from pos_app.services import goods_list, origins, products, tagging
from pos_app.services.goods_list import Detail, Filter, Listed, Overview
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId
from ui.goods.article_panel import COMPACT_BELOW, COMPACT_WIDTH, GENERAL, ORIGIN, PRICES, WIDTH, ArticlePanel
from ui.goods.bulk_panel import BulkPanel
from ui.goods.goods_model import Column
from ui.goods.life import Life
from ui.goods.list_index import ListIndex
from ui.goods.list_page import CHOSEN, USUAL, WINDOW, ListPage
from ui.goods.newcomer import Newcomer
from ui.goods.side_pages import SidePages
from ui.goods.together import Together
from ui.operations import Lane
from ui.widgets.notice import Tone
from ui.widgets.place import Desk, Place

_COUNT_MS = 200
"""Counts are asked for once typing rests: over 100,000 articles they take longer than the rows."""
_SLOW_MS = 500


class GoodsView(Place):
    """The place; `ListPage` shows, `ArticlePanel` edits, the import has a page of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.page = ListPage()
        self.panel = ArticlePanel(desk.card.zone)
        self._loaded = self.is_saving = False
        self._due = self._uncounted = True
        self._wanted: ProductId | None = None
        self._index = ListIndex(desk, self.isVisible, self)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(self._count)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: self.page.table.show_bars(True))
        listing = QWidget()
        beside = QHBoxLayout(listing)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.page, 1)
        beside.addWidget(self.panel)
        self.panel.hide()
        self.together = BulkPanel()
        self.together.setFixedWidth(WIDTH)
        beside.addWidget(self.together)
        self.together.hide()
        self._together, self.life, self.newcomer, self.side = Together(self), Life(self), Newcomer(self), SidePages(self)
        self.pages = QStackedWidget()
        self.pages.addWidget(listing)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()

    def _connect(self) -> None:
        page, panel = self.page, self.panel
        page.search.typed.connect(lambda _text: self._filter_by_text())
        page.search.entered.connect(page.table.setFocus)
        page.search.moved.connect(lambda _by: page.table.setFocus())
        page.search.left.connect(self._left_search)
        page.filters.chosen.connect(lambda _which: self.load())
        page.table.picked.connect(self._picked)
        page.table.activated_row.connect(lambda _row: self._edit())
        page.table.scrolled.connect(self._read_window)
        page.import_wanted.connect(self.side.import_list)
        page.categories_wanted.connect(self.side.categories)
        page.lists_wanted.connect(self.side.lists)
        page.new_wanted.connect(self.newcomer.ask)
        page.new_as_typed.connect(self.newcomer.ask_as_typed)
        page.bar.closed.connect(page.table.setFocus)
        page.columns_chosen.connect(self._keep_columns)
        kept = [column for column in CHOSEN if column.name.lower() in self.desk.machine.goods_columns.split(",")]
        page.show_columns(kept or USUAL)
        panel.form.general.archive_wanted.connect(self.life.archive)
        panel.form.general.merge_wanted.connect(self.life.merge)
        panel.past.withdraw_wanted.connect(self.life.withdraw_price)
        panel.save_wanted.connect(self.save)
        panel.leave_wanted.connect(self.leave)
        panel.origin.add_wanted.connect(panel.enter_evidence)
        panel.origin.withdraw_wanted.connect(self.life.withdraw)
        self.desk.operations.broke.connect(self._broke)
        self.bind(
            {
                CommandId.LIST_FIND: self.go_to_search,
                CommandId.IMPORT_LIST: self.side.import_list,
                CommandId.CATEGORIES: self.side.categories,
                CommandId.LISTS: self.side.lists,
                CommandId.NEW_IN_LIST: lambda: self.newcomer.ask(),
                CommandId.ADD_EVIDENCE: panel.enter_evidence,
                CommandId.SAVE: self.save,
                CommandId.NEW_PRICE: self.to_price,
                CommandId.MARK_ROW: self.mark,
                CommandId.MARK_ALL: self.mark_all,
                CommandId.CHANGE_TOGETHER: self.change_together,
                CommandId.FINISH_STEP: self.side.finish_step,
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_BELOW
        self.page.set_compact(compact)
        self.panel.set_compact(compact)
        self.together.setFixedWidth(COMPACT_WIDTH if compact else WIDTH)

    # ------------------------------------------------------------ reading

    def entered(self) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.COUNTER, lambda: goods_list.names(shop), self.panel.form.offer, owner=self)
        self._index.build()
        if self._due:
            self.load(self._shown_id())
        elif self._loaded:
            self._read_window()
            self._picked(self.page.table.current_row())
        (self.side.shown or self.page.table).setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.products or changes.origins or changes.stock or changes.settings:
            self.load(self._shown_id())

    def _shown_id(self) -> ProductId | None:
        return self.panel.shown.product.id if self.panel.shown else None

    def load(self, select: ProductId | None = None) -> None:
        """Read the first rows anew, then count; with `select`, the rows around that article."""
        shop, which, index = self.desk.shop, self.page.filters.filter, self._index.now
        self._wanted, self._due = select, True

        def read() -> tuple[int, tuple[Listed, ...]]:
            at = goods_list.place_of(shop, which, select) if select is not None else None
            first = max(0, (at or 0) - WINDOW // 2)
            return first, goods_list.window(shop, which, first=first, most=WINDOW, index=index)

        self._slow.start()
        self.desk.operations.later(Lane.SEARCH, read, lambda found: self._show_rows(which, *found), owner=self)

    def _show_rows(self, which: Filter, first: int, rows: tuple[Listed, ...]) -> None:
        self._loaded, self._due, self._uncounted = True, False, True
        self._slow.stop()
        page = self.page
        page.table.show_bars(False)
        page.show_rows(first, rows)
        if rows and not self.panel.is_edited:
            at = page.model.row_of(self._wanted) if self._wanted is not None else 0
            if at >= 0:
                page.table.pick(at)
            elif self._wanted is not None:
                self._open(self._wanted)
        if which.text and self.page.search.line.hasFocus():
            self._counting.start()
        else:
            self._count()

    def _count(self) -> None:
        shop, which = self.desk.shop, self.page.filters.filter
        self.desk.operations.later(
            Lane.SEARCH, lambda: goods_list.overview(shop, which), lambda found: self._show_overview(which, found), owner=self
        )

    def _show_overview(self, which: Filter, overview: Overview) -> None:
        self._uncounted = False
        self.page.show_overview(which, overview)
        if self.page.model.rowCount() == 0 and not self.panel.is_edited:
            self.panel.hide()
        self._read_window()

    def _read_window(self) -> None:
        """Read the rows that show, where they are not there; the newest question is the one answered."""
        page = self.page
        rows = page.table.visible_rows()
        if not self._loaded or not page.model.missing(rows):
            return
        shop, which, index = self.desk.shop, page.filters.filter, self._index.now
        first = max(0, rows.start - WINDOW // 3)
        self._slow.start()

        def done(found: tuple[Listed, ...]) -> None:
            self._slow.stop()
            page.table.show_bars(False)
            page.model.add(first, found)
            if self._uncounted and not self._counting.isActive():
                self._count()  # this question took the place of that one
            if self.panel.shown is None or page.model.row_of(self.panel.shown.product.id) != page.table.current_row():
                self._picked(page.table.current_row())

        self.desk.operations.later(
            Lane.SEARCH, lambda: goods_list.window(shop, which, first=first, most=WINDOW, index=index), done, owner=self
        )

    def _filter_by_text(self) -> None:
        if self.page.filters.filter.text != self.page.search.text():
            self.page.filters.set_text(self.page.search.text())
            self.load()

    def _picked(self, row: int) -> None:
        listed = self.page.model.listed(row)
        if listed is None or self._together.is_open:
            return
        shown = self.panel.shown
        if shown is not None and self.panel.is_edited and shown.product.id != listed.product.id:
            said = _("Save with Ctrl+S or leave with Esc what you changed of {name} first.")
            self.page.notice.show_text(said.format(name=shown.product.name), "ask")
            back = self.page.model.row_of(shown.product.id)
            if back >= 0:
                QTimer.singleShot(0, self, lambda: self.page.table.pick(back))
            return
        if shown is None or shown.product.id != listed.product.id or shown.listed != listed:
            self._open(listed.product.id)

    def _open(self, product_id: ProductId, then: Callable[[], None] | None = None) -> None:
        shop = self.desk.shop

        def shown(detail: Detail) -> None:
            if self.panel.is_edited and self._shown_id() != product_id:
                return
            self.panel.show_detail(detail)
            self.panel.setVisible(not self._together.is_open)
            if then is not None:
                then()

        self.desk.operations.later(Lane.HINT, lambda: goods_list.detail(shop, product_id), shown, owner=self)

    # ------------------------------------------------------------ what a person does

    def go_to_search(self) -> None:
        self.pages.setCurrentIndex(0)
        self.page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.search.line.selectAll()

    def _left_search(self) -> None:
        """Esc in the search field: first what was typed goes, then the field is left."""
        if self.page.search.text():
            self.page.search.set_text("")
            self._filter_by_text()
        else:
            self.page.table.setFocus()

    def _edit(self) -> None:
        if self.panel.shown is not None:
            self.panel.tabs.choose(GENERAL)
            self.panel.form.general.name.setFocus(Qt.FocusReason.TabFocusReason)

    def to_price(self) -> None:
        """H: the price of the article."""
        if self.panel.shown is not None and not self._together.is_open:
            self.panel.tabs.choose(PRICES)
            self.panel.form.prices.price.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self) -> None:
        """Space: mark the article, and on to the next."""
        self._together.mark()

    def mark_all(self) -> None:
        self._together.mark_all()

    def change_together(self) -> None:
        """Ctrl+E: change what is marked, or the article that is shown."""
        self._together.begin()

    def _keep_columns(self, shown: Sequence[Column]) -> None:
        named = ",".join(column.name.lower() for column in shown)
        self.desk.change_machine(replace(self.desk.machine, goods_columns=named))

    def leave(self) -> None:
        """Esc: what was entered is dropped and the article shown as it stands; marks are taken away."""
        if self._together.leave():
            return
        detail, was_edited = self.panel.shown, self.panel.is_edited
        if detail is not None:
            self.panel.show_detail(detail)
        self.page.notice.clear()
        if detail is not None and was_edited:
            self.page.notice.show_text(_("What was changed of {name} was dropped.").format(name=detail.product.name), "ask")
        self.page.table.setFocus()

    def save(self) -> None:
        """Save what was changed of the article, or the piece of evidence that was entered."""
        if self._together.is_open:
            self._together.save()
            return
        detail = self.panel.shown
        if detail is None or self.is_saving or not self.panel.is_edited:
            return
        if self.panel.origin.is_entering:
            self._save_evidence(detail.product)
            return
        try:
            form = self.panel.form
            given, parts, day = form.changes(), form.parts(), form.valid_from()
        except Refused as error:
            self.panel.say(error)
            return
        shop, actor, key = self.desk.shop, self.desk.actor, detail.product.id
        self.write(lambda: products.change(shop, actor, key, given, parts=parts, valid_from=day)[1], key)

    def _save_evidence(self, product: Product) -> None:
        editor = self.panel.origin.editor
        try:
            entries = editor.entries()
        except Refused as error:
            self.panel.say(error)
            return
        shop, actor, reason, path = self.desk.shop, self.desk.actor, editor.reason(), editor.file.path()
        self.write(lambda: tagging.tag(shop, actor, product.id, entries, resolves=reason, file=origins.file_of(path)).changes, product.id)

    def write(self, call: Callable[[], Changes], product_id: ProductId) -> None:
        """Write beside the window, then show the article as it stands now."""
        self.is_saving = True
        shop = self.desk.shop

        def written() -> tuple[Changes, Detail]:
            return call(), goods_list.detail(shop, product_id)

        def done(found: tuple[Changes, Detail]) -> None:
            self.is_saving = False
            changes, detail = found
            self.panel.show_detail(detail)
            self.page.notice.show_text(_("{name} is saved.").format(name=detail.product.name))
            self.page.table.setFocus()
            self.load(product_id)
            self.desk.announce(changes, self)

        def refused(error: Refused | Unavailable) -> None:
            self.is_saving = False
            self.panel.say(error)

        self.desk.operations.later(Lane.COUNTER, written, done, owner=self, failed=refused)

    def _broke(self) -> None:
        self.is_saving = self._together.is_saving = False

    # ------------------------------------------------------------ scans and keys

    def scanned(self, text: str) -> bool:
        """An article's code selects it; a package's 2D code is evidence while evidence is being entered."""
        if self.pages.currentIndex() != 0:
            return False
        if self.panel.origin.is_entering and self.panel.tabs.at == ORIGIN:
            self.panel.origin.editor.take_scan(text)
            return True
        for rows in (self.panel.form.general.codes, self.panel.form.prices.packs):
            if rows.has_focus_within() is not None:
                rows.take(text)
                return True
        shop = self.desk.shop
        self.desk.operations.later(Lane.COUNTER, lambda: goods_list.meant(shop, text), lambda found: self._meant(text, found), owner=self)
        return True

    def _meant(self, scan: str, found: tuple[Product, ...]) -> None:
        shown = spaced(scan)
        if not found:
            self.page.notice.show_text(
                _("No article has the code {code}.").format(code=shown),
                "ask",
                action=_("New article"),
                on_action=lambda: self.newcomer.ask(scan),
            )
            return
        self.page.filters.clear()
        self.page.search.set_text("" if len(found) == 1 else scan)
        self.page.filters.set_text(self.page.search.text())
        self.load(found[0].id)

    def tell(self, text: str, tone: Tone) -> bool:
        if self.pages.currentIndex() != 0:
            return False
        self.page.notice.show_text(text, tone)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands while no text field has the focus."""
        focus = self.focusWidget()
        if self.pages.currentIndex() != 0 or (isinstance(focus, QLineEdit) and focus.hasFocus() and event.key() != Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.text().upper() == "A":
            self.panel.enter_evidence()
        elif event.text().upper() == "N":
            self.newcomer.ask()
        elif event.text().upper() == "H":
            self.to_price()
        elif event.key() == Qt.Key.Key_Space and self.page.table.hasFocus():
            self.mark()
        else:
            super().keyPressEvent(event)
