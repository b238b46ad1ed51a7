"""Taking goods back whose receipt nobody has: scanned one by one, at today's price or at a lower one an owner says."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain import cart as carts
from pos_app.domain import loose_return
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.product import Found
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import loose_returns
from pos_app.services.exchanges import Given
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.till.return_sheet import ReturnSheet
from ui.widgets.buttons import IconButton
from ui.widgets.fields import MoneyField, QuantityField
from ui.widgets.place import Desk
from ui.widgets.text import Elided, Text

_MEANS = (Means.CASH, Means.VOUCHER)


class LooseReturnPanel(ReturnSheet):
    """F9 once more."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            title=_("Return without a receipt"),
            asks=_("Scan or type the code of what comes back"),
            other=_("By the receipt"),
            ways=[(_("Cash"), "banknote"), (_("Voucher"), "ticket")],
        )
        self._brought = Cart()
        self._head.setText(
            _("Priced as on the shelf today; a lower price is an owner's say. The paper and the reports say that there was no receipt.")
        )

    def look_up(self) -> None:
        code, shop = self._field.text().strip(), self._desk.shop
        if code:
            self._desk.operations.later(
                Lane.COUNTER, lambda: loose_returns.article(shop, code), self._found, owner=self, failed=self.refused
            )

    def _found(self, found: Found) -> None:
        self._field.clear()
        self._change(lambda brought: loose_return.bring(brought, found, ONE))
        self._field.setFocus()

    def _change(self, change: Callable[[Cart], Cart]) -> None:
        try:
            self._brought = change(self._brought)
        except Refused as error:
            self.refused(error)
            return
        self._notice.clear()
        self._show_lines()

    def _show_lines(self) -> None:
        self.show_rows(shown=bool(self._brought.lines))
        self.clear_rows()
        for line in self._brought.lines:
            self._line(line)
        self.preview()

    def _line(self, line: CartLine) -> None:
        speech = texts.language()
        quantity, price = QuantityField(), MoneyField()
        quantity.setFixedWidth(90)
        quantity.set_value(line.qty)
        quantity.setAccessibleName(_("Quantity of {name}").format(name=line.shown_name))
        quantity.editingFinished.connect(lambda: self._quantity(line, quantity))
        price.setFixedWidth(130)
        price.set_value(line.unit_price_idr)
        price.setAccessibleName(_("Price of {name}").format(name=line.shown_name))
        price.editingFinished.connect(lambda: self._price(line, price))
        shelf = "" if line.found.price_idr is None else formatting.number(line.found.price_idr, speech)
        of = Text(_("shelf {price}").format(price=shelf) if shelf else "", px=Size.SMALL, ink="ink_2")
        of.setMinimumWidth(96)
        out = IconButton("x", _("Leave {name} out").format(name=line.shown_name), side=30)
        out.clicked.connect(lambda: self._change(lambda brought: carts.remove(brought, line.key)))
        self.add_row(Elided(line.shown_name, px=Size.NAME, weight=Weight.SEMIBOLD), quantity, price, of, out)

    def _quantity(self, line: CartLine, field: QuantityField) -> None:
        try:
            value = Milli(field.value_or_none() or 0)
        except Refused as error:
            self.refused(error)
            return
        if value != line.qty and any(x.key == line.key for x in self._brought.lines):
            self._change(lambda brought: carts.set_qty(brought, line.key, value))

    def _price(self, line: CartLine, field: MoneyField) -> None:
        try:
            value = field.amount()
        except Refused as error:
            self.refused(error)
            return
        if value != line.unit_price_idr and any(x.key == line.key for x in self._brought.lines):
            self._change(lambda brought: loose_return.at_price(brought, line.key, value))

    def preview(self) -> None:
        if not self._brought.lines:
            self.show_nothing_chosen()
            return
        shop, brought, means = self._desk.shop, self._brought, _MEANS[self._ways.at]
        self._desk.operations.later(
            Lane.HINT, lambda: loose_returns.preview(shop, brought, means), self.show_sum, owner=self, failed=self.refused
        )

    def post(self, actor: Actor) -> None:
        shop, brought, why, means, uid = self._desk.shop, self._brought, self._why.text(), _MEANS[self._ways.at], self._uid
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: loose_returns.give_back(shop, actor, brought, why=why, means=means, uid=uid),
            self.given,
            owner=self,
            failed=self.refused,
        )

    def exchange(self) -> None:
        if self._brought.lines and (why := self.reason()) is not None:
            self.begin_exchange(Given(why, brought=replace(self._brought), voucher=_MEANS[self._ways.at] is Means.VOUCHER))
