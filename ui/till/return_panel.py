"""Taking goods back: the receipt's number, which lines and how much, why; the sum is the books', not the window's."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Returned
from pos_app.domain.sale import Sale, SaleLine
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.services import refunds
from pos_app.services.checkout import Committed
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Row, Size, Weight, font
from ui.till.payment_parts import WORDS
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields import QuantityField
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Amount, Elided, Text


@dataclass(frozen=True, slots=True)
class _Offer:
    """What can still come back of each line, by its code, and of what only stands inside a parcel."""

    sale: Sale
    left: dict[str, Milli]
    inside: dict[str, Milli]


class ReturnPanel(Overlay):
    """`returned` carries the counter-document once it is in the books."""

    returned = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, wanted=QSize(760, 640))
        self._desk = desk
        self._offer: _Offer | None = None
        self._fields: dict[str, QuantityField] = {}
        self._busy = False
        self._number = QLineEdit()
        self._number.setFont(font(Size.FIELD, Weight.SEMIBOLD))
        self._number.setPlaceholderText(_("Number of the receipt, typed or scanned"))
        self._number.setMaxLength(40)
        find = Button(_("Find"), key="Enter", height=44)
        find.clicked.connect(self.look_up)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addStretch(1)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(self._lines)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._head = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._why = QLineEdit()
        self._why.setPlaceholderText(_("Why do the goods come back?"))
        self._why.setMaxLength(200)
        self._sum = Amount(px=Size.SIDE_TOTAL)
        self._sum_word = Text(_("To give back"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._means = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._notice = Notice()
        self._go = Button(_("Take the goods back"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._go.clicked.connect(self.give_back)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        self._card = Surface("card")
        self._card.setLayout(column(self._scroll, margins=(1, 1, 1, 1)))
        title = Text(_("Return"), px=Size.PANEL_TITLE, weight=Weight.BOLD)
        number = row(title, gap=12)
        number.addWidget(self._number, 1)
        number.addWidget(find)
        foot = row(back, 12, gap=12)
        foot.addLayout(column(self._sum_word, self._sum, self._means, gap=2), 1)
        foot.addWidget(self._go)
        whole = column(number, self._notice, self._head, gap=12, margins=(20, 16, 20, 16))
        whole.addWidget(self._card, 1)
        whole.addWidget(self._why)
        whole.addWidget(rule())
        whole.addLayout(foot)
        self.panel.setLayout(whole)
        self._show_nothing()

    def open(self) -> None:
        super().open()
        self._number.setFocus()

    def scanned(self, text: str) -> None:
        """A scan here is the number on a receipt."""
        self._number.setText(text.strip())
        self.look_up()

    def look_up(self) -> None:
        number, shop = self._number.text().strip(), self._desk.shop
        if number:
            self._desk.operations.later(Lane.COUNTER, lambda: refunds.preview(shop, number), self._found, owner=self, failed=self._refused)

    def _found(self, found: tuple[Sale, Returned]) -> None:
        sale, whole = found
        left: dict[str, Milli] = {}
        inside: dict[str, Milli] = {}
        for line in whole.lines:
            left[line.code] = Milli(left.get(line.code, 0) - line.qty)
            for part in line.parts:
                inside[part.code] = Milli(inside.get(part.code, 0) - part.qty)
        self._offer = _Offer(sale, left, inside)
        self._notice.clear()
        self._show_lines(sale, whole.lines)
        self._preview()
        self._why.setFocus()

    def _show_nothing(self) -> None:
        for widget in (self._card, self._why, self._sum, self._sum_word, self._means, self._go):
            widget.setVisible(False)
        self._head.setText(_("The number stands on the receipt, below the bar code."))
        self.set_wanted(QSize(760, 300))

    def _show_lines(self, sale: Sale, lines: tuple[SaleLine, ...]) -> None:
        for widget in (self._card, self._why, self._sum, self._sum_word, self._means, self._go):
            widget.setVisible(True)
        self.set_wanted(QSize(760, 620))
        speech = texts.language()
        self._head.setText(f"{sale.number} · {formatting.instant(sale.at, self._desk.card.zone, speech)} · {sale.person}")
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self._fields = {}
        for line in (x for whole in lines for x in (whole, *whole.parts)):
            if line.code in self._fields:
                continue
            self._lines.insertWidget(self._lines.count() - 1, self._line(line))

    def _line(self, line: SaleLine) -> QWidget:
        offer, speech = self._offer, texts.language()
        left = offer.left.get(line.code, Milli(0)) if offer else Milli(0)
        inside = offer.inside.get(line.code, Milli(0)) if offer else Milli(0)
        field = QuantityField()
        field.setFixedWidth(110)
        field.set_value(left)
        field.setAccessibleName(line.name)
        field.edited.connect(self._preview)
        self._fields[line.code] = field
        of = Text(_("of {qty} {unit}").format(qty=formatting.qty(left + inside, speech), unit=line.unit), px=Size.SMALL, ink="ink_2")
        of.setMinimumWidth(90)
        only_inside = inside and not left
        name = Elided(_("in the parcel: {name}").format(name=line.name) if only_inside else line.name, px=Size.NAME, weight=Weight.SEMIBOLD)
        each = Text(formatting.number(line.unit_price_idr, speech), px=Size.TEXT, ink="ink_2")
        each.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        each.setMinimumWidth(90)
        holder = Surface("line")
        holder.setFixedHeight(Row.TILL)
        holder.setLayout(row(name, each, field, of, gap=12, margins=(16, 0, 16, 0)))
        return holder

    def _asked(self) -> list[tuple[str, Milli | None]] | None:
        """The quantities typed; None where one of them cannot be read."""
        asked: list[tuple[str, Milli | None]] = []
        offer = self._offer
        for code, field in self._fields.items():
            try:
                quantity = field.value_or_none()
            except Refused as error:
                self._refused(error)
                return None
            if quantity:
                whole = offer is not None and code not in offer.inside and offer.left[code] == quantity
                asked.append((code, None if whole else Milli(quantity)))
        return asked

    def _preview(self) -> None:
        offer, asked = self._offer, self._asked()
        if offer is None or asked is None:
            return
        self._go.setEnabled(bool(asked))
        if not asked:
            self._sum.show_amount(formatting.rupiah(0, texts.language()), ink="ink_2")
            self._means.setText(_("Nothing is chosen yet."))
            return
        shop, number = self._desk.shop, offer.sale.number
        self._desk.operations.later(
            Lane.HINT, lambda: refunds.preview(shop, number, asked)[1], self._show_sum, owner=self, failed=self._refused
        )

    def _show_sum(self, back: Returned) -> None:
        speech = texts.language()
        self._notice.clear()
        self._go.setEnabled(True)
        self._sum.show_amount(formatting.rupiah(-back.settlement.paid_idr, speech))
        parts = [f"{_(WORDS.get(p.means, p.means))} {formatting.rupiah(-p.amount_idr, speech)}" for p in back.settlement.payments]
        self._means.setText(" · ".join(parts))

    def give_back(self) -> None:
        self._give_back(self._desk.actor)

    def _give_back(self, actor: Actor) -> None:
        offer, asked = self._offer, self._asked()
        if offer is None or not asked or self._busy:
            return
        shop, number, why = self._desk.shop, offer.sale.number, self._why.text()
        uid = shop.new_uid()
        self._busy = True
        self._desk.hold.begin()
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: refunds.refund(shop, actor, number, asked, why=why, uid=uid),
            self._given,
            owner=self,
            failed=self._refused,
        )

    def _given(self, done: Committed) -> None:
        self._desk.hold.end()
        self.returned.emit(done)

    def _refused(self, error: Refused | Unavailable) -> None:
        if self._busy:
            self._busy = False
            self._desk.hold.end()
        self._go.setEnabled(False if error.code in ("more_than_left", "nothing_left_to_refund") else self._go.isEnabled())
        if error.code == "refund_above_limit":
            as_owner(self._desk, self, texts.sentence(error), self._give_back)
            return
        self._notice.show_text(texts.sentence(error), "warning")
        if error.code == "reason_missing":
            self._why.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._number.hasFocus():
            self.look_up()
        elif event.key() == Qt.Key.Key_F12:
            self.give_back()
        else:
            super().keyPressEvent(event)


def by_means(done: Committed) -> str:
    """What was given back, in words."""
    speech = texts.language()
    cash = -sum(p.amount_idr for p in done.sale.payments if p.means is Means.CASH)
    whole = formatting.rupiah(-done.sale.paid_idr, speech)
    if cash == -done.sale.paid_idr:
        return _("Taken back as {number}: give {amount} in cash.").format(number=done.sale.number, amount=whole)
    return _("Taken back as {number}: {amount} goes back.").format(number=done.sale.number, amount=whole)
