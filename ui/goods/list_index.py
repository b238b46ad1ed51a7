"""The index of the list of goods in memory: built beside the window, forgotten when articles change."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos_app.services import goods_index
from pos_app.services.goods_index import GoodsIndex
from pos_app.services.shop import Changes
from ui.operations import Lane
from ui.widgets.place import Desk


class ListIndex(QObject):
    """`now` is the index, or None while the database must look itself."""

    def __init__(self, desk: Desk, shows: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shows = desk, shows
        self.now: GoodsIndex | None = None
        self._asked = 0
        desk.announced.connect(self._forget)

    def _forget(self, changes: Changes, _initiator: QObject) -> None:
        if changes.products:
            self.now = None
            self._asked += 1  # one that is being built is of before
            if self._shows():
                self.build()

    def build(self) -> None:
        """Build it, unless it is there."""
        if self.now is not None:
            return
        shop = self._desk.shop
        self._asked += 1
        asked = self._asked

        def done(index: GoodsIndex) -> None:
            if asked == self._asked:
                self.now = index

        self._desk.operations.later(Lane.HEAVY, lambda: goods_index.build(shop), done, owner=self)
