"""Pages of the goods beside the list: a list of goods that comes in, the tree of categories, other lists in and out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.services.shop import Changes
from ui.goods.categories_page import CategoriesPage
from ui.goods.import_page import ImportPage
from ui.goods.lists_page import ListsPage

if TYPE_CHECKING:
    from ui.goods.goods_view import GoodsView


class SidePages(QObject):
    """One of them shows at a time, in place of the list; it is made when it is wanted and gone when it is left.

    One that is taking a list in stays until it has said what that changed.
    """

    def __init__(self, view: "GoodsView") -> None:
        super().__init__(view)
        self._view = view
        self.shown: QWidget | None = None

    @property
    def importing(self) -> ImportPage | None:
        return self.shown if isinstance(self.shown, ImportPage) else None

    def import_list(self) -> None:
        """The page on which a whole list of goods is taken in."""
        if self.importing is None and not self._is_busy:
            page = ImportPage(self._view.desk)
            page.left.connect(self.leave)
            page.taken.connect(self._taken)
            self._show(page)
        self._turn_to()

    def categories(self) -> None:
        """The tree of categories."""
        if self._is_busy:
            self._turn_to()
            return
        page = CategoriesPage(self._view.desk)
        page.left.connect(self.leave)
        page.written.connect(self._written)
        self._show(page)
        page.open()

    def lists(self) -> None:
        """Prices, stock, suppliers and origins as files."""
        if self._is_busy:
            self._turn_to()
            return
        page = ListsPage(self._view.desk, self._view)
        page.left.connect(self.leave)
        page.goods_wanted.connect(self.import_list)
        page.written.connect(self._written)
        self._show(page)
        page.open()

    def finish_step(self) -> None:
        """F12 belongs to the page that shows."""
        if isinstance(self.shown, ImportPage):
            self.shown.finish_step()
        elif isinstance(self.shown, ListsPage):
            self.shown.take_in()

    def _show(self, page: QWidget) -> None:
        self._drop()
        self.shown = page
        self._view.pages.addWidget(page)
        self._view.pages.setCurrentWidget(page)

    @property
    def _is_busy(self) -> bool:
        return isinstance(self.shown, ImportPage | ListsPage) and self.shown.is_busy

    def _turn_to(self) -> None:
        if self.shown is not None:
            self._view.pages.setCurrentWidget(self.shown)
            self.shown.setFocus()

    def _drop(self) -> None:
        if self.shown is not None:
            self._view.pages.removeWidget(self.shown)
            self.shown.deleteLater()
            self.shown = None

    def leave(self) -> None:
        if not self._is_busy:
            self._drop()
            self._view.page.table.setFocus()

    def _taken(self, changes: Changes) -> None:
        self._view.page.search.set_text("")
        self._view.page.filters.clear()
        self._written(changes)

    def _written(self, changes: Changes) -> None:
        self._view.load()
        self._view.desk.announce(changes, self._view)
