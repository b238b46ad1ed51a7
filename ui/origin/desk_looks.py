"""Which article the origin desk reads to show it: of several asked for at once, the last."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.product import ProductId
from pos_app.errors import Refused, Unavailable
from pos_app.services import tagging
from pos_app.services.tagging import Open
from ui.operations import Lane

if TYPE_CHECKING:
    from ui.origin.desk_page import DeskPage


class DeskLooks(QObject):
    def __init__(self, page: "DeskPage") -> None:
        super().__init__(page)
        self._page = page
        self._wanted: ProductId | None = None

    def open(self, product_id: ProductId) -> None:
        """Read an article and show it; keys wait until it does."""
        reading, self._wanted = self._wanted is not None, product_id
        if not reading:
            self._page.turns.hold()
            self._look(product_id)

    def end(self) -> None:
        """After a defect no answer comes."""
        self._wanted = None

    def _look(self, product_id: ProductId) -> None:
        page, shop = self._page, self._page.desk.shop

        def shown(opened: Open) -> None:
            if self._is_last(product_id):
                page.show_open(opened)
                page.turns.release()

        def failed(error: Refused | Unavailable) -> None:
            if self._is_last(product_id):
                page.left_out(error)

        page.desk.operations.later(Lane.COUNTER, lambda: tagging.look(shop, product_id), shown, owner=self, failed=failed)

    def _is_last(self, product_id: ProductId) -> bool:
        wanted, self._wanted = self._wanted, None
        if wanted in (None, product_id):
            return True
        self._wanted = wanted
        self._look(wanted)
        return False
