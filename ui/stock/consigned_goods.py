"""What the picked consignor brings: the terms of each article, its price, and how much of it lies here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.consignment import Agreed
from pos_app.domain.product import Product
from pos_app.domain.quantity import Milli
from pos_app.texts import gettext as _
from ui.stock.consignment_words import terms
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

Goods = Sequence[tuple[Product, Agreed, Milli]]


class ConsignedGoods(Surface):
    release_wanted = Signal(object)
    """The code of an article that is to be the shop's own again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        price, here = Column(_("Price"), 130, right=True, spare=2), Column(_("Here"), 130, right=True)
        self.table = FiguresTable([Column(_("Article")), Column(_("Terms"), 210, spare=1), price, here])
        self._says = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._release = Button(_("Make it the shop's own"), key="Del", height=40)
        self._release.clicked.connect(self.release)
        foot = row(gap=12, margins=(16, 8, 12, 10))
        foot.addWidget(self._says, 1)
        foot.addWidget(self._release)
        whole = column(gap=0, margins=(1, 1, 1, 1))
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def show_goods(self, name: str, goods: Goods) -> None:
        speech = texts.language()
        self.table.show_lines(
            [
                Line(
                    (
                        Said(product.name, below=product.code, weight=Weight.SEMIBOLD, px=Size.NAME),
                        Said(terms(agreed)),
                        Said(formatting.DASH if product.price_idr is None else formatting.rupiah(product.price_idr, speech)),
                        Said(f"{formatting.qty(here, speech)} {product.unit}", weight=Weight.BOLD),
                    ),
                    key=product.code,
                )
                for product, agreed, here in goods
            ]
        )
        nothing, bought = (
            _("{name} has brought nothing yet."),
            _("An article the shop buys from now on is its own once nothing of it lies here."),
        )
        self._says.setText(bought if goods else nothing.format(name=name))
        self._release.setEnabled(bool(goods))
        if goods and self.table.current_row() < 0:
            self.table.pick(0)

    def release(self) -> None:
        code = self.table.current_key()
        if isinstance(code, str):
            self.release_wanted.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.release()
        else:
            super().keyPressEvent(event)
