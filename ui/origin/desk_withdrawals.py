"""What the origin desk takes back: the pieces it recorded last, one step after another, and any piece that stands, with a reason."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.evidence import Evidence
from pos_app.domain.product import ProductId
from pos_app.errors import Refused, Unavailable
from pos_app.services import origins, tagging
from pos_app.services.tagging import Tagged
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.withdrawing import ask_why

if TYPE_CHECKING:
    from ui.origin.desk_page import DeskPage


class DeskWithdrawals(QObject):
    def __init__(self, page: "DeskPage") -> None:
        super().__init__(page)
        self._page = page
        self._done: list[Tagged] = []

    def can_take_back(self, tagged: Tagged) -> None:
        """Remember what was recorded; it is the first to be taken back."""
        self._done.append(tagged)

    def undo(self) -> None:
        """Take the last piece back, in its turn."""
        self._page.turns.take(self._undo)

    def _undo(self) -> None:
        if not self._done:
            return
        page, last = self._page, self._done.pop()
        page.turns.hold()

        def done(tagged: Tagged) -> None:
            page.take_over(tagged)
            page.notice.show_text(_("{name}: taken back.").format(name=tagged.open.product.name))
            page.show_in_list(tagged.open)
            page.turns.release()

        def failed(error: Refused | Unavailable) -> None:
            if isinstance(error, Unavailable):
                self._done.append(last)  # all of it stands as it stood
            page.left_out(error)

        call = partial(tagging.undo, page.desk.shop, page.desk.actor, last, why=_("taken back at the origin desk"))
        page.desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed)

    def withdraw(self, piece: Evidence) -> None:
        """Ask why, then withdraw a piece that stands."""
        opened = self._page.panel.shown
        if opened is not None:
            ask_why(self._page.bar, piece, lambda why: self._withdraw(opened.product.id, piece, why))

    def _withdraw(self, product_id: ProductId, piece: Evidence, why: str) -> None:
        page, shop, actor = self._page, self._page.desk.shop, self._page.desk.actor

        def call() -> Tagged:
            before = tagging.look(shop, product_id).origin.state
            _known, changes = origins.withdraw(shop, actor, product_id, piece.kind, number=piece.number, why=why)
            return Tagged(tagging.look(shop, product_id), before, (), changes)

        def done(tagged: Tagged) -> None:
            page.take_over(tagged)
            page.show_in_list(tagged.open)

        page.desk.operations.later(Lane.COUNTER, call, done, owner=self)
