"""Paying: what a person's keys do to the tender, until it is complete.

Letters are commands because the amount field takes none. A scan is refused here and the basket stays as it is.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.domain import tender
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind
from ui.till.payment_sheet import MEANS, PaymentSheet
from ui.till.tender_state import Tender

_LETTERS = {
    Qt.Key.Key_T: Means.CASH,
    Qt.Key.Key_Q: Means.QRIS,
    Qt.Key.Key_K: Means.DEBIT,
    Qt.Key.Key_R: Means.TRANSFER,
}


class Payment(PaymentSheet):
    """`finished` carries the tender that is complete."""

    finished = Signal(object)

    def __init__(self, parent: QWidget, cart: Cart, rule: CashRounding, *, pdf: bool, received_idr: int = 0) -> None:
        super().__init__(parent, cart, pdf=pdf)
        self._busy = False
        self._settling = self._finish_wanted = False
        self.state = Tender(cart.total_idr, rule)
        bind(self, {CommandId.EXACT: self.exact})
        self.means_chosen.connect(self.choose)
        self.amount_typed.connect(self._typed)
        self.amount_given.connect(self.receive)
        self.exact_wanted.connect(self.exact)
        self.reference_typed.connect(self._refer)
        self.part_dropped.connect(self._drop)
        self.step_wanted.connect(self.next_step)
        if received_idr:
            self.state = self.state.amount(Rupiah(received_idr))
        self._fill_field()
        self.show_tender(self.state)

    def open(self) -> None:
        super().open()
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, means: Means) -> None:
        """Turn to a means of payment."""
        self._turn(self.state.choose(means))

    def _turn(self, state: Tender) -> None:
        self._to(state)
        self._fill_field()
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place_panel()

    def exact(self) -> None:
        """Fill in what is due in the current means; it does not finish."""
        due = self.state.cash_due_idr if self.state.current is Means.CASH else self.state.left_for(self.state.current)
        self.receive(due)

    def receive(self, amount: int) -> None:
        self._amount.field.set_value(amount)
        self._to(self.state.amount(Rupiah(amount)))
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.field.selectAll()

    def wait_for_basket(self) -> None:
        """Scans are still being answered: Enter is remembered until the basket stands."""
        self._settling = True

    def basket_stands(self, cart: Cart) -> None:
        """The basket as it is paid."""
        self._settling = False
        if cart != self._cart:
            self._cart = cart
            self.state = Tender(cart.total_idr, self.state.rule)
            self._fill_field()
            self.show_tender(self.state)
        if self._finish_wanted:
            self.finish()

    def no_answer(self) -> None:
        """The program made a mistake while finishing: the panel can be left again."""
        self._busy = False

    def refuse_scan(self) -> None:
        self._notice.show_text(_("A scan is not taken while paying; Esc goes back to the basket."), "ask")

    def refuse(self, error: Refused | Unavailable) -> None:
        """The sale could not be made: said here, nothing is written, the basket stays."""
        self._busy = False
        self._notice.show_text(texts.sentence(error), "warning")

    def next_step(self) -> None:
        """What the main button says: money confirmed, then finish."""
        if self._busy:
            return
        if self.state.waiting is not None:
            self.arrived()
        else:
            self.finish()

    def arrived(self) -> None:
        self._to(self.state.arrive())

    def finish(self) -> None:
        """Finish the sale, if everything has been paid."""
        state = self.state
        if self._busy or state.waiting is not None:
            return
        if self._settling:
            self._finish_wanted = True
            return
        try:
            self._amount.field.value_or_none()
            tender.settle(state.total_idr, state.payments(), state.rule)
        except Refused as error:
            self._notice.show_text(texts.sentence(error), "warning")
            return
        self._busy = True
        self.finished.emit(state)

    def _typed(self) -> None:
        try:
            value = self._amount.field.value_or_none()
        except Refused:
            value = None
        self._to(self.state.amount(Rupiah(value or 0)))

    def _to(self, state: Tender) -> None:
        self.state = state
        self._notice.clear()
        self.show_tender(state)

    def _refer(self, text: str) -> None:
        self._to(self.state.refer(text))

    def _drop(self, means: Means) -> None:
        self._to(self.state.drop(means))
        self._fill_field()

    def _fill_field(self) -> None:
        state = self.state
        if state.current is Means.CASH:
            self._amount.field.set_value(state.received_idr)
        else:
            part = state.part(state.current)
            self._amount.field.set_value(part.amount_idr if part else 0)
        self._amount.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif self._reference.hasFocus() and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.key() == Qt.Key.Key_Up:
                self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state.waiting is None:
                self.finish()
            else:
                self._notice.show_text(_("First say that the money has arrived, with M."), "ask")
        elif plain == Qt.KeyboardModifier.NoModifier:
            self._letter(Qt.Key(event.key()))
        event.accept()

    def _letter(self, key: Qt.Key) -> None:
        if key in _LETTERS:
            self.choose(_LETTERS[key])
        elif key is Qt.Key.Key_Plus:
            self._turn(self.state.another())
        elif key is Qt.Key.Key_M:
            self.arrived()
        elif key is Qt.Key.Key_S:
            self.flip_receipt()
        elif key is Qt.Key.Key_Down and self._part_box.isVisible():
            self._reference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if not self._busy:
            self.left.emit()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes to the next means of payment."""
        at = MEANS.index(self.state.current)
        self.choose(MEANS[(at + (1 if following else -1)) % len(MEANS)])
        return True
