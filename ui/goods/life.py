"""What becomes of an article beside its fields: archived and back, merged, a price or a piece of evidence taken back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.evidence import Evidence
from pos_app.services import merging, origins, prices, products
from pos_app.services.prices import PriceChange
from ui.goods.asking import ask_merge
from ui.panels.withdrawing import ask_why

if TYPE_CHECKING:
    from ui.goods.goods_view import GoodsView


class Life(QObject):
    def __init__(self, view: "GoodsView") -> None:
        super().__init__(view)
        self._view = view

    def archive(self) -> None:
        """Take the article off the shelf, or put it back."""
        detail = self._view.panel.shown
        if detail is not None and not self._view.is_saving:
            shop, actor, key = self._view.desk.shop, self._view.desk.actor, detail.product.id
            given = {"archived": "no" if detail.product.archived else "yes"}
            self._view.write(lambda: products.change(shop, actor, key, given)[1], key)

    def merge(self) -> None:
        """Ask which article this one is the same as; this one stays."""
        detail = self._view.panel.shown
        if detail is None:
            return
        shop, actor, key = self._view.desk.shop, self._view.desk.actor, detail.product.id

        def take(code: str, why: str) -> None:
            self._view.write(lambda: merging.merge(shop, actor, key, code, why=why).changes, key)

        ask_merge(self._view.page.bar, detail.product, take)

    def withdraw_price(self, change: PriceChange) -> None:
        detail = self._view.panel.shown
        if detail is not None:
            shop, actor = self._view.desk.shop, self._view.desk.actor
            self._view.write(lambda: prices.withdraw(shop, actor, change.id)[1], detail.product.id)

    def withdraw(self, piece: Evidence) -> None:
        """Ask why, then withdraw a piece that stands."""
        detail = self._view.panel.shown
        if detail is None:
            return
        shop, actor, key = self._view.desk.shop, self._view.desk.actor, detail.product.id

        def take(why: str) -> None:
            self._view.write(lambda: origins.withdraw(shop, actor, key, piece.kind, number=piece.number, why=why)[1], key)

        ask_why(self._view.page.bar, piece, take)
