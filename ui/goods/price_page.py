"""What an article costs: the retail price from a day on, members' and resellers', from a quantity on, by the pack; and what is left."""

from datetime import date

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.money import COST_SCALE, Rupiah
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services.article_parts import PackPart
from pos_app.services.goods_list import Detail
from pos_app.texts import Language
from pos_app.texts import gettext as _
from ui.goods.field_page import FieldPage, decimal, grid
from ui.goods.rows_field import Cell, RowsField
from ui.panels.origin_fields import DayField
from ui.theme import Size
from ui.widgets.cost_field import CostField
from ui.widgets.fields import MoneyField
from ui.widgets.surface import column
from ui.widgets.text import Text


class PricePage(FieldPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = ""
        self.price, self.member, self.wholesale, self.fee = (MoneyField(optional=True) for _n in range(4))
        self.cost, self.valid_from = CostField(optional=True), DayField(_("Counts from the day"))
        self.quantity = RowsField([Cell(_("From how many"), figures=True), Cell(_("Price of one"), figures=True)])
        self.packs = RowsField(
            [Cell(_("Unit"), 22), Cell(_("Holds"), 13, figures=True), Cell(_("Price"), 23, figures=True), Cell(_("Codes"), 42)]
        )
        self.margins = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        def amount(field: MoneyField) -> str:
            value = field.value_or_none()
            return "" if value is None else str(value)

        def cost() -> str:
            value = self.cost.value_or_none()
            return "" if value is None else decimal(value, COST_SCALE, 4)

        fields = grid(
            [
                self.field("price", _("Price"), self.price, lambda: amount(self.price)),
                self.field("valid_from", _("Counts from the day"), self.valid_from, lambda: ""),
            ],
            [
                self.field("member_price", _("Member price"), self.member, lambda: amount(self.member)),
                self.field("wholesale_price", _("Wholesale price"), self.wholesale, lambda: amount(self.wholesale)),
            ],
            [
                self.field("cost", _("Average cost of one unit"), self.cost, cost),
                self.field("fee", _("The shop's fee, where the rest is handed on"), self.fee, lambda: amount(self.fee)),
            ],
        )
        parts = (
            self.field("quantity_prices", _("Prices from a quantity on"), self.quantity),
            self.field("packs", _("Packs"), self.packs),
        )
        self.setLayout(column(fields, self.margins, *parts, None, gap=10))

    def show_detail(self, detail: Detail) -> None:
        """Fill in an article; what is filled in reads back as no change."""
        product, speech = detail.product, texts.language()
        self._unit = product.unit
        self.price.set_value(product.price_idr)
        self.member.set_value(product.member_price_idr)
        self.wholesale.set_value(product.wholesale_price_idr)
        self.cost.set_value(product.average_cost)
        self.fee.set_value(product.fee_idr)
        self.fee.setEnabled(product.kind is Kind.SERVICE)
        self.valid_from.clear()
        self.quantity.set_rows(
            [[formatting.qty(least, speech), formatting.number(price, speech)] for least, price in detail.parts.quantity_prices or ()]
        )
        self.packs.set_rows([_pack_row(pack) for pack in detail.parts.packs or ()])
        self.margins.setText("\n".join(_margins(detail)))
        self.filled_in()

    def written(self) -> list[str]:
        """The day alone changes nothing."""
        found = super().written()
        return [] if found == ["valid_from"] else [name for name in found if name != "valid_from"]

    def day(self) -> date | None:
        """The day from which prices count; None for at once.

        Raises:
            Refused: it is no day.
        """
        try:
            return self.valid_from.day()
        except Refused as error:
            error.fields["about"] = "valid_from"
            raise

    def new_quantity_prices(self) -> tuple[tuple[Milli, Rupiah], ...] | None:
        """The quantity prices, where they were changed.

        Raises:
            Refused: a row cannot be.
        """
        if "quantity_prices" not in super().written():
            return None
        speech = texts.language()
        try:
            return tuple(
                (formatting.parse_qty(least, speech), formatting.parse_rupiah(price, speech)) for least, price in self.quantity.rows()
            )
        except Refused as error:
            error.fields["about"] = "quantity_prices"
            raise

    def new_packs(self) -> tuple[PackPart, ...] | None:
        """The packs, where they were changed.

        Raises:
            Refused: a row cannot be.
        """
        if "packs" not in super().written():
            return None
        speech = texts.language()
        try:
            return tuple(_pack(values, speech) for values in self.packs.rows())
        except Refused as error:
            error.fields["about"] = "packs"
            raise


def _pack(values: tuple[str, ...], speech: Language) -> PackPart:
    unit, holds, price, codes = values
    price_idr = formatting.parse_rupiah(price, speech) if price else None
    return PackPart(unit, formatting.parse_qty(holds, speech), price_idr, tuple(codes.split()))


def _pack_row(pack: PackPart) -> list[str]:
    speech = texts.language()
    price = "" if pack.price_idr is None else formatting.number(pack.price_idr, speech)
    return [pack.unit, formatting.qty(pack.holds, speech), price, " ".join(pack.codes)]


def _margins(detail: Detail) -> list[str]:
    """The margin on the average and on the last cost, each named; the last cost where it differs."""
    speech, product = texts.language(), detail.product
    found = []
    if detail.listed.margin_bp is not None:
        found.append(_("Margin on the average cost: {share}").format(share=formatting.share(detail.listed.margin_bp, speech)))
    if product.last_cost is not None:
        said = _("Last cost: {cost}").format(cost=formatting.cost(product.last_cost, speech))
        if detail.last_margin_bp is not None:
            said += " · " + _("margin on it: {share}").format(share=formatting.share(detail.last_margin_bp, speech))
        found.append(said)
    return found
