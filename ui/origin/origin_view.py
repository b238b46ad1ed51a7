"""The place of the origins: the desk, the makers with what they have signed, and the evidence that ends soon."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pos_app.domain.product import ProductId
from pos_app.texts import N_
from ui.origin.origin_state import OriginState
from ui.widgets.paged_place import PagedPlace, PageEntry
from ui.widgets.place import Desk, Place


def _desk(desk: Desk) -> Place:
    from ui.origin.desk_page import DeskPage

    return DeskPage(desk)


def _makers(desk: Desk) -> Place:
    from ui.origin.makers_page import MakersPage

    return MakersPage(desk)


def _ending(desk: Desk) -> Place:
    from ui.origin.ending_page import EndingPage

    return EndingPage(desk)


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry("desk", N_("Origin desk"), _desk),
    PageEntry("makers", N_("Makers and brands"), _makers),
    PageEntry("ending", N_("Evidence that ends"), _ending),
)


class OriginView(PagedPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        state = desk.model(OriginState)
        super().__init__(desk, PAGES, state, parent)
        state.article_wanted.connect(self._open_article)

    def _open_article(self, product_id: ProductId) -> None:
        from ui.origin.desk_page import DeskPage

        self.show_page("desk")
        page = self.page("desk")
        if isinstance(page, DeskPage):
            page.open_article(product_id)
