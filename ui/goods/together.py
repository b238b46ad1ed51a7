"""Changing several articles together: what is marked, the panel in the place of the article's, preview and saving."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pos_app import formatting, texts
from pos_app.domain.product import ProductId
from pos_app.errors import Refused, Unavailable
from pos_app.services import bulk, goods_list
from pos_app.services.bulk import Row
from pos_app.services.goods_list import Names
from pos_app.services.shop import Changes
from pos_app.texts import ngettext
from ui.operations import Lane

if TYPE_CHECKING:
    from ui.goods.goods_view import GoodsView

_TYPING_MS = 250


class Together(QObject):
    def __init__(self, view: "GoodsView") -> None:
        super().__init__(view)
        self._view = view
        self._ids: tuple[ProductId, ...] = ()
        self.is_saving = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.preview)
        view.together.edited.connect(self._typing.start)
        view.together.save_wanted.connect(self.save)
        view.together.leave_wanted.connect(self.leave)

    @property
    def is_open(self) -> bool:
        return not self._view.together.isHidden()

    def mark(self) -> None:
        """Mark the current row or take its mark away, and on to the next."""
        table, model = self._view.page.table, self._view.page.model
        model.turn_mark(table.current_row())
        table.pick(table.current_row() + 1)
        self._view.page.show_marks()

    def mark_all(self) -> None:
        """Mark everything the filter leaves, or nothing where all of it is marked."""
        view = self._view
        shop, which = view.desk.shop, view.page.filters.filter

        def found(ids: tuple[ProductId, ...]) -> None:
            view.page.model.mark(() if view.page.model.marked >= set(ids) else ids)
            view.page.show_marks()

        view.desk.operations.later(Lane.COUNTER, lambda: goods_list.ids(shop, which), found, owner=self)

    def begin(self) -> None:
        """Open the panel for what is marked, or for the article that is shown."""
        view = self._view
        listed = view.page.model.listed(view.page.table.current_row())
        marked = tuple(sorted(view.page.model.marked)) or ((listed.product.id,) if listed else ())
        if not marked or view.panel.is_edited:
            return
        self._ids = marked
        shop = view.desk.shop

        def opened(names: Names) -> None:
            view.panel.hide()
            view.together.begin(len(marked), names)
            view.together.show()

        view.desk.operations.later(Lane.COUNTER, lambda: goods_list.names(shop), opened, owner=self)

    def preview(self) -> None:
        """What would become of each article by what is filled in."""
        view, ids = self._view, self._ids
        try:
            asked = view.together.bulk()
        except Refused as error:
            self._refused(error)
            return
        view.together.say(None)
        shop = view.desk.shop
        view.desk.operations.later(
            Lane.HINT, lambda: bulk.preview(shop, ids, asked), view.together.show_preview, owner=self, failed=self._refused
        )

    def _refused(self, error: Refused | Unavailable) -> None:
        self.is_saving = False
        self._view.together.show_preview(())
        self._view.together.say(error)

    def save(self) -> None:
        """Change all of them, in one transaction."""
        view, ids = self._view, self._ids
        if self.is_saving:
            return
        try:
            asked = view.together.bulk()
        except Refused as error:
            self._refused(error)
            return
        shop, actor = view.desk.shop, view.desk.actor
        self.is_saving = True

        def done(found: tuple[tuple[Row, ...], Changes]) -> None:
            self.is_saving = False
            rows, changes = found
            n = sum(1 for row in rows if row.changed)
            self.close()
            said = ngettext("{n} article is changed.", "{n} articles are changed.", n).format(n=formatting.number(n, texts.language()))
            view.page.notice.show_text(said)
            view.load(ids[0])
            view.desk.announce(changes, view)

        view.desk.operations.later(Lane.COUNTER, lambda: bulk.apply(shop, actor, ids, asked), done, owner=self, failed=self._refused)

    def leave(self) -> bool:
        """Esc: close the panel, then take the marks away; whether there was anything to leave."""
        view = self._view
        if self.is_open:
            view.together.hide()
            view.panel.setVisible(view.panel.shown is not None)
            view.page.table.setFocus()
            return True
        if view.page.model.marked and not view.panel.is_edited:
            view.page.model.mark(())
            view.page.show_marks()
            return True
        return False

    def close(self) -> None:
        """The work is done: no marks, no panel."""
        view = self._view
        view.page.model.mark(())
        view.together.hide()
        view.panel.setVisible(view.panel.shown is not None)
        view.page.show_marks()
        view.page.table.setFocus()
