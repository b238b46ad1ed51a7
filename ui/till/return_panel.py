"""Taking goods back by their receipt: its number typed or scanned, which lines and how much, why, and how it is paid back."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.refund import Returned
from pos_app.domain.sale import Sale, SaleLine
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.services import refunds
from pos_app.services.exchanges import Given
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.till.return_sheet import ReturnSheet
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import QuantityField
from ui.widgets.place import Desk
from ui.widgets.text import Elided, Text

_ONLY = (None, Means.CASH, Means.VOUCHER)
"""How the money goes back, in the order of the choices: as it was paid, or all of it in one means."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What can still come back of each line, by its code, and of what only stands inside a parcel."""

    sale: Sale
    left: dict[str, Milli]
    inside: dict[str, Milli]


class ReturnPanel(ReturnSheet):
    """F9."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            title=_("Return"),
            asks=_("Number of the receipt, typed or scanned"),
            other=_("Without a receipt"),
            ways=[(_("As it was paid"), "undo-2"), (_("Cash"), "banknote"), (_("Voucher"), "ticket")],
        )
        self._offer: _Offer | None = None
        self._fields: dict[str, QuantityField] = {}
        self._all = Button(_(command(CommandId.RETURN_ALL).word), key=shown_key(CommandId.RETURN_ALL), height=40)
        self._all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all.clicked.connect(self.choose_all)
        self._all.hide()
        self._beside.addWidget(self._all)
        self._head.setText(_("The number stands on the receipt, below the bar code."))
        bind(self, {CommandId.RETURN_ALL: self.choose_all})

    def look_up(self) -> None:
        number, shop = self._field.text().strip(), self._desk.shop
        if number:
            self._desk.operations.later(Lane.COUNTER, lambda: refunds.preview(shop, number), self._found, owner=self, failed=self.refused)

    def _found(self, found: tuple[Sale, Returned]) -> None:
        sale, whole = found
        left: dict[str, Milli] = {}
        inside: dict[str, Milli] = {}
        for line in whole.lines:
            left[line.code] = Milli(left.get(line.code, 0) - line.qty)
            for part in line.parts:
                inside[part.code] = Milli(inside.get(part.code, 0) - part.qty)
        self._offer, self._uid = _Offer(sale, left, inside), self._desk.shop.new_uid()
        self._notice.clear()
        self._show_lines(sale, whole.lines)
        if sum(left.values()) == ONE and not inside:
            self.choose_all()  # there is nothing to choose from
        else:
            self.preview()
            next(iter(self._fields.values())).setFocus()

    def _show_lines(self, sale: Sale, lines: tuple[SaleLine, ...]) -> None:
        self.show_rows(shown=True)
        self._all.show()
        speech = texts.language()
        self._head.setText(f"{sale.number} · {formatting.instant(sale.at, self._desk.card.zone, speech)} · {sale.person}")
        self.clear_rows()
        self._fields = {}
        for line in (x for whole in lines for x in (whole, *whole.parts)):
            if line.code not in self._fields:
                self._line(line)

    def _line(self, line: SaleLine) -> None:
        offer, speech = self._offer, texts.language()
        left = offer.left.get(line.code, Milli(0)) if offer else Milli(0)
        inside = offer.inside.get(line.code, Milli(0)) if offer else Milli(0)
        field = QuantityField()
        field.setFixedWidth(110)
        field.setAccessibleName(line.name)
        field.edited.connect(self.preview)
        self._fields[line.code] = field
        of = Button(_("of {qty} {unit}").format(qty=formatting.qty(left + inside, speech), unit=line.unit), height=40, px=Size.SMALL)
        of.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        of.setMinimumWidth(96)
        of.clicked.connect(partial(self._choose, line.code, Milli(left or inside)))
        only_inside = inside and not left
        name = Elided(_("in the parcel: {name}").format(name=line.name) if only_inside else line.name, px=Size.NAME, weight=Weight.SEMIBOLD)
        each = Text(formatting.number(line.unit_price_idr, speech), px=Size.TEXT, ink="ink_2")
        each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        each.setMinimumWidth(90)
        more = IconButton("plus", _("One more of {name}").format(name=line.name), side=40)
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.clicked.connect(partial(self._one_more, line.code))
        self.add_row(name, each, field, more, of)

    def choose_all(self) -> None:
        """All that is left, for those who give everything back; until then nothing is chosen."""
        if self._offer is not None:
            for code, field in self._fields.items():
                field.set_value(self._offer.left.get(code, 0) or None)
            self.preview()
            self._why.setFocus()

    def _choose(self, code: str, qty: Milli, _on: bool = False) -> None:
        self._fields[code].set_value(qty)
        self._fields[code].selectAll()  # a number that is typed now is meant instead
        self.preview()

    def scanned(self, text: str) -> None:
        """Goods of the receipt that are scanned come back, one more of them each time; anything else is another receipt."""
        if text.strip() in self._fields:
            self._one_more(text.strip())
        else:
            super().scanned(text)

    def _one_more(self, code: str, _on: bool = False) -> None:
        field, offer = self._fields[code], self._offer
        if offer is None:
            return
        most = offer.left.get(code, 0) + offer.inside.get(code, 0)
        try:
            now = field.value_or_none() or 0
        except Refused:
            now = 0
        if now < most:
            self._choose(code, Milli(min(now + ONE, most)))
        else:
            self._notice.show_text(texts.sentence(Refused("more_than_left", code=code, left_milli=most)), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter behind a quantity goes on to the next, and after the last to the reason."""
        fields = list(self._fields.values())
        at = next((n for n, field in enumerate(fields) if field.hasFocus()), None)
        if at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            [*fields, self._why][at + 1].setFocus()
        elif at and event.key() == Qt.Key.Key_Up:
            fields[at - 1].setFocus()
        else:
            super().keyPressEvent(event)

    def _asked(self) -> list[tuple[str, Milli | None]] | None:
        """The quantities typed; None where one of them cannot be read."""
        asked: list[tuple[str, Milli | None]] = []
        offer = self._offer
        for code, field in self._fields.items():
            try:
                quantity = field.value_or_none()
            except Refused as error:
                self.refused(error)
                return None
            if quantity:
                whole = offer is not None and code not in offer.inside and offer.left[code] == quantity
                asked.append((code, None if whole else Milli(quantity)))
        return asked

    def preview(self) -> None:
        offer, asked = self._offer, self._asked()
        if offer is None or asked is None:
            return
        if not asked:
            self.show_nothing_chosen()
            return
        shop, number, only = self._desk.shop, offer.sale.number, _ONLY[self._ways.at]
        self._desk.operations.later(
            Lane.HINT, lambda: refunds.preview(shop, number, asked, only=only)[1], self.show_sum, owner=self, failed=self.refused
        )

    def post(self, actor: Actor) -> None:
        offer, asked = self._offer, self._asked()
        if offer is None or not asked:
            self.refused(Refused("basket_empty"))
            return
        shop, number, why, only, uid = self._desk.shop, offer.sale.number, self._why.text(), _ONLY[self._ways.at], self._uid
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: refunds.refund(shop, actor, number, asked, why=why, only=only, uid=uid),
            self.given,
            owner=self,
            failed=self.refused,
        )

    def exchange(self) -> None:
        offer, asked = self._offer, self._asked()
        if offer is not None and asked and (why := self.reason()) is not None:
            self.begin_exchange(Given(why, offer.sale.number, tuple(asked), voucher=_ONLY[self._ways.at] is Means.VOUCHER))

    def refused(self, error: Refused | Unavailable) -> None:
        if error.code in ("more_than_left", "nothing_left_to_refund"):
            self._go.setEnabled(False)
            self._swap.setEnabled(False)
        super().refused(error)
