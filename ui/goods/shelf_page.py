"""What lies on the shelf and who brings it: stock with its least and target, suppliers with their cost, the latest moves."""

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.product import Kind
from pos_app.errors import Refused
from pos_app.services.article_parts import SupplierPart
from pos_app.services.goods_list import Detail
from pos_app.services.move_words import reason_word
from pos_app.texts import gettext as _
from ui.goods.field_page import FieldPage, decimal, grid
from ui.goods.goods_model import stock_text
from ui.goods.rows_field import Cell, RowsField
from ui.theme import Size, Weight
from ui.widgets.fields import QuantityField
from ui.widgets.surface import column
from ui.widgets.text import Text

_SHOWN = 12


class ShelfPage(FieldPage):
    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.on_hand = Text(px=Size.TITLE, weight=Weight.BOLD)
        self.least, self.target, self.shelf = QuantityField(), QuantityField(), QLineEdit()
        self.suppliers = RowsField(
            [Cell(_("Supplier"), 44), Cell(_("Cost"), 22, figures=True), Cell(_("Unit"), 13), Cell(_("Their code"), 21)]
        )
        self.moves = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._moves_word = Text(_("Latest moves"), px=Size.LABEL, weight=Weight.BOLD)
        fields = grid(
            [
                self.field("min_stock", _("Least stock"), self.least, lambda: _level(self.least)),
                self.field("target_stock", _("Target stock"), self.target, lambda: _level(self.target)),
            ],
            [self.field("shelf", _("Shelf"), self.shelf)],
        )
        brought = self.field("suppliers", _("Suppliers, the usual one first"), self.suppliers)
        self.setLayout(column(self.on_hand, fields, brought, self._moves_word, self.moves, None, gap=10))

    def show_detail(self, detail: Detail) -> None:
        """Fill in an article; what is filled in reads back as no change."""
        product, columns, speech = detail.product, detail.columns, texts.language()
        goods = product.kind is Kind.GOODS
        self.on_hand.setText(_("Stock {qty}").format(qty=stock_text(product)) if goods else _("No stock is kept"))
        self.least.set_value(detail.listed.min_stock)
        target = columns["target_stock_milli"]
        self.target.set_value(target if isinstance(target, int) else None)
        for field in (self.least, self.target):
            field.setEnabled(goods)
        self.shelf.setText(str(columns["shelf"] or ""))
        self.suppliers.set_rows(
            [
                [x.name, "" if x.cost is None else formatting.cost(x.cost, speech), x.unit or "", x.their_code or ""]
                for x in detail.parts.suppliers or ()
            ]
        )
        shown = detail.moves[:_SHOWN]
        self._moves_word.setVisible(bool(shown))
        told = []
        for move in shown:
            day = formatting.day(days.business_day(days.from_stamp(move.at), self._zone), speech)
            sign = "+" if move.qty > 0 else ""
            told.append(f"{day} · {reason_word(move.reason)} · {sign}{formatting.qty(move.qty, speech)} · {move.document or move.person}")
        self.moves.setText("\n".join(told))
        self.filled_in()

    def new_suppliers(self) -> tuple[SupplierPart, ...] | None:
        """The suppliers, where they were changed.

        Raises:
            Refused: a row cannot be.
        """
        if "suppliers" not in self.written():
            return None
        speech = texts.language()
        try:
            return tuple(
                SupplierPart(name, formatting.parse_cost(cost, speech) if cost else None, unit or None, code or None)
                for name, cost, unit, code in self.suppliers.rows()
            )
        except Refused as error:
            error.fields["about"] = "suppliers"
            raise


def _level(field: QuantityField) -> str:
    value = field.value_or_none()
    return "" if value is None else decimal(value, 1000, 3)
