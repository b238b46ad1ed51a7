"""A place that is worked by scanning: the field to scan into stands above its list and has the focus."""

from PySide6.QtWidgets import QWidget

from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from ui.commands import CommandId
from ui.panels.article_finder import ArticleFinder, not_known_here
from ui.widgets.entry_place import EntryPlace
from ui.widgets.place import Desk


class ScanningPlace(EntryPlace):
    """`found` is the page's own; `says` stands in the field, the arrow keys lead from it to `to_list`."""

    def __init__(self, desk: Desk, says: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.finder = ArticleFinder(desk, self, says)
        self.finder.found.connect(self.found)
        self.finder.unknown.connect(self._unknown)
        self.finder.moved.connect(lambda _by: self.to_list())
        self.bar.closed.connect(self.finder.go)
        self.bind({CommandId.LIST_FIND: self.finder.go})

    def found(self, found: Found, qty: Milli, text: str) -> None:
        """An article, how many of it, and the text it was found by."""
        raise NotImplementedError

    def to_list(self) -> None:
        """The focus to what is listed below the field."""
        raise NotImplementedError

    def _unknown(self, code: str, _qty: Milli) -> None:
        self.notice.show_text(not_known_here(code), "ask")

    def entered(self) -> None:
        self.read()
        self.finder.field.setFocus()

    def scanned(self, text: str) -> bool:
        self.finder.scan(text)
        return True
