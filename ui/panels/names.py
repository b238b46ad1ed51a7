"""Finding articles by name from any place: one index in memory, made after the window shows, made again after changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos_app.domain.product import Found
from pos_app.services import find
from pos_app.services.find import NameIndex
from pos_app.services.shop import Changes
from ui.operations import Lane
from ui.widgets.place import Desk


class Names(QObject):
    """A model at the desk: `desk.model(Names)`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._index: NameIndex | None = None
        desk.announced.connect(self._announced)
        self._build()

    def _build(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.HEAVY, lambda: find.build(shop), self._built, owner=self)

    def _built(self, index: NameIndex) -> None:
        self._index = index

    def _announced(self, changes: Changes, _initiator: QObject) -> None:
        if changes.products:
            self._build()

    def search(self, text: str, done: Callable[[tuple[Found, ...]], None], *, owner: QObject, most: int = 8) -> None:
        """Articles that fit, best first; a newer question makes an older one fall silent."""
        shop, index = self._desk.shop, self._index

        def found() -> tuple[Found, ...]:
            known = index if index is not None else find.build(shop)
            return find.by_name(shop, known, text, most=most)

        self._desk.operations.later(Lane.SEARCH, found, done, owner=owner)
