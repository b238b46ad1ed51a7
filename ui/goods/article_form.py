"""What can be changed of an article by hand, on three pages; only what a person changed is saved."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.errors import Refused
from pos_app.services.article_parts import Parts
from pos_app.services.goods_list import Detail, Names
from ui.goods.general_page import GeneralPage
from ui.goods.price_page import PricePage
from ui.goods.shelf_page import ShelfPage

if TYPE_CHECKING:
    from ui.goods.field_page import FieldPage


class ArticleForm(QObject):
    """`edited` says that a person changed something; `changes` and `parts` raise what cannot be."""

    edited = Signal()

    def __init__(self, zone: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.general, self.prices, self.shelf = GeneralPage(), PricePage(), ShelfPage(zone)
        self.pages: tuple[FieldPage, ...] = (self.general, self.prices, self.shelf)
        for page in self.pages:
            page.edited.connect(self.edited)
            page.filled_in()

    def show_detail(self, detail: Detail) -> None:
        """Fill in an article; what is filled in reads back as no change."""
        self.general.show_detail(detail)
        self.prices.show_detail(detail)
        self.shelf.show_detail(detail)

    def offer(self, names: Names) -> None:
        self.general.offer(names)

    @property
    def is_edited(self) -> bool:
        return any(page.written() for page in self.pages) or self.general.new_picture is not None

    def changes(self) -> dict[str, str]:
        """Fields that were changed, as `products.change` takes them.

        Raises:
            Refused: what a field holds cannot be; its `about` names the field.
        """
        return {name: text for page in self.pages for name, text in page.changes().items()}

    def parts(self) -> Parts:
        """What the article has several of, where it was changed.

        Raises:
            Refused: as `changes`.
        """
        codes = tuple(values[0] for values in self.general.codes.rows()) if "codes" in self.general.written() else None
        return Parts(
            codes=codes,
            packs=self.prices.new_packs(),
            quantity_prices=self.prices.new_quantity_prices(),
            suppliers=self.shelf.new_suppliers(),
            picture=self.general.new_picture,
        )

    def valid_from(self) -> date | None:
        """The day from which prices count.

        Raises:
            Refused: it is no day.
        """
        return self.prices.day()

    def mark(self, error: Refused) -> int | None:
        """Say what is wrong beside its field; the place of its page, None where no page has it."""
        return next((at for at, page in enumerate(self.pages) if page.mark(error)), None)

    def clear_marks(self) -> None:
        for page in self.pages:
            page.clear_marks()
