"""The till's search: a scan or a name typed into its field, and the list that opens below it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.product import Found
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.panels.names import Names

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class Finding(QObject):
    """Answers the search field of the till."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till = till
        self._names = till.desk.model(Names)
        till.search.typed.connect(self._typed)
        till.search.entered.connect(self._entered)
        till.search.moved.connect(self._moved)
        till.search.left.connect(self._left_search)
        till.popup.list.taken.connect(self.take)

    def _typed(self, _text: str) -> None:
        bare = self._till.search.sought()
        if not bare or bare.endswith("*"):
            self._till.popup.hide()
            return
        self._names.search(bare, partial(self._found, bare), owner=self)

    def _found(self, sought: str, found: tuple[Found, ...]) -> None:
        if self._till.search.sought() != sought or self._till.payment is not None:
            return
        self._till.popup.list.show_articles(found)
        if not found:
            self._till.popup.hide()
            return
        self._till.popup.foot.setText(_("Enter takes the marked article · arrows move · Esc closes"))
        self._till.popup.show_under(self._till.search, room=self._till.height() - self._till.search.geometry().bottom() - 20)

    def _entered(self) -> None:
        try:
            quantity, text = self._till.search.meant()
        except Refused as error:
            self._till.refuse(error)
            return
        if not text:
            return
        listed = self._till.popup.list
        named = self._till.popup.isVisible() and not _looks_like_code(text)
        if named and listed.current_row:
            listed.take()
            return
        marked = listed.articles[0] if named and listed.articles else None
        self._till.popup.hide()
        self._till.search.clear()
        self._till.counter.scan(text, quantity, marked=marked)

    def take(self, found: Found) -> None:
        """An article that was chosen by its name, or tapped, goes into the basket."""
        try:
            quantity, _behind = self._till.search.meant()
        except Refused as error:
            self._till.refuse(error)
            return
        self._till.popup.hide()
        self._till.search.clear()
        self._till.search.setFocus()
        self._till.counter.add(found, quantity)

    def _moved(self, by: int) -> None:
        if self._till.popup.isVisible():
            self._till.popup.list.move_current(by)
        else:
            self._till.table.move_pick(by)

    def _left_search(self) -> None:
        if self._till.popup.isVisible() or self._till.search.text():
            self._till.popup.hide()
            self._till.search.clear()
        elif not self._till.notice.isHidden():
            self._till.notice.clear()
        else:
            self._till.table.unpick()


def _looks_like_code(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= 5 and " " not in text
