"""An article that is not in the list yet: asked for by its code, its name or nothing, and shown once it is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found
from pos_app.services import products
from pos_app.services.shop import Changes
from ui.operations import Lane
from ui.panels.new_article import ask_new_article

if TYPE_CHECKING:
    from ui.goods.goods_view import GoodsView


class Newcomer(QObject):
    def __init__(self, view: "GoodsView") -> None:
        super().__init__(view)
        self._view = view

    def ask_as_typed(self, text: str) -> None:
        """By what was looked for and not found: digits are its code, all else its name."""
        self.ask(text) if text.isdecimal() else self.ask(called=text)

    def ask(self, code: str = "", *, called: str = "") -> None:
        """Its name and price."""
        view, bar = self._view, self._view.page.bar
        shop, actor = view.desk.shop, view.desk.actor
        view.page.notice.clear()

        def take(name: str, price: Rupiah) -> None:
            def done(found: Found) -> None:
                bar.close_bar()
                view.page.search.set_text("")
                view.page.filters.clear()
                view.load(found.product.id)
                view.desk.announce(Changes(products=True), view)

            view.desk.operations.later(
                Lane.COUNTER,
                lambda: products.add_on_the_spot(shop, actor, name=name, price_idr=price, code=code),
                done,
                owner=self,
                failed=bar.say,
            )

        ask_new_article(bar, code, take, called=called)
