"""Finding articles by name from any place: one index in memory, made after the window shows, made again after changes."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from pos_app.domain.product import Found
from pos_app.errors import Refused, Unavailable
from pos_app.services import find
from pos_app.services.find import NameIndex
from pos_app.services.shop import Changes
from ui.operations import Lane
from ui.widgets.place import Desk

_EVERY_S: Final = 60


class Names(QObject):
    """A model at the desk: `desk.model(Names)`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._index: NameIndex | None = None
        self._looked_s = 0.0
        desk.announced.connect(self._announced)
        self._build()

    def _build(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.HEAVY, lambda: find.build(shop), self._built, owner=self)

    def _built(self, index: NameIndex | None) -> None:
        if index is not None:
            self._index, self._looked_s = index, time.monotonic()

    def _look_after(self, index: NameIndex) -> None:
        """Now and then, while somebody searches: what another till or the office has added is found here too."""
        if time.monotonic() - self._looked_s < _EVERY_S:
            return
        self._looked_s = time.monotonic()
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.HEAVY, lambda: find.build(shop) if find.is_behind(shop, index) else None, self._built, owner=self, failed=_left_as_it_is
        )

    def _announced(self, changes: Changes, _initiator: QObject) -> None:
        if changes.products:
            self._build()

    def search(self, text: str, done: Callable[[tuple[Found, ...]], None], *, owner: QObject, most: int = 8) -> None:
        """Articles that fit, best first; a newer question makes an older one fall silent."""
        shop, index = self._desk.shop, self._index
        if index is not None:
            self._look_after(index)

        def found() -> tuple[Found, ...]:
            known = index if index is not None else find.build(shop)
            return find.by_name(shop, known, text, most=most)

        self._desk.operations.later(Lane.SEARCH, found, done, owner=owner)


def _left_as_it_is(_error: Refused | Unavailable) -> None:
    """A server that does not answer now is asked again in a minute; what is known is searched meanwhile."""
