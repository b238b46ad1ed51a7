"""Paying: what a person's keys do to the tender, until it is complete.

Letters are commands because the amount field takes none. A scan is refused here and the basket stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.domain import qris, tender, voucher
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.credit import Account
from pos_app.domain.exchange import Carried
from pos_app.domain.money import Rupiah
from pos_app.domain.points import PointRule
from pos_app.domain.tender import Means
from pos_app.domain.voucher import Voucher
from pos_app.errors import Refused, Unavailable
from pos_app.services import points, qris_codes, vouchers
from pos_app.services.qris_codes import Shown
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind
from ui.operations import Lane
from ui.till.customers import Customers
from ui.till.part_panel import above_limit
from ui.till.payment_sheet import MEANS, PaymentSheet, button_of
from ui.till.tender_state import Tender
from ui.widgets.place import Desk

_LETTERS = {
    Qt.Key.Key_T: Means.CASH,
    Qt.Key.Key_Q: Means.QRIS,
    Qt.Key.Key_K: Means.DEBIT,
    Qt.Key.Key_R: Means.TRANSFER,
    Qt.Key.Key_B: Means.BON,
    Qt.Key.Key_V: Means.VOUCHER,
    Qt.Key.Key_P: Means.POINTS,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Payment(PaymentSheet):
    """`finished` carries the tender that is complete, `coded` the code of a part by QRIS."""

    finished = Signal(object)
    coded = Signal(object)

    def __init__(
        self,
        desk: Desk,
        customers: Customers,
        parent: QWidget,
        cart: Cart,
        rule: CashRounding,
        *,
        receipts: Sequence[str],
        receipt: str,
        received_idr: int = 0,
        carried: Carried | None = None,
        as_voucher: bool = False,
    ) -> None:
        super().__init__(parent, cart, receipts=receipts, receipt=receipt)
        self.set_touch(on=desk.machine.touch == "on")
        self._desk, self._customers = desk, customers
        self._coded_idr = Rupiah(0)
        self._busy = False
        self._settling = self._finish_wanted = False
        self.state = Tender(cart.total_idr, rule)
        if carried is not None:
            rest = Rupiah(max(0, cart.total_idr - carried.over_idr))
            self.state = Tender(rest, rule, over_idr=carried.over_idr, back_idr=carried.rest_idr, back_as_voucher=as_voucher)
        bind(self, {CommandId.EXACT: self.exact, CommandId.CUSTOMER: self.choose_customer})
        self.means_chosen.connect(self.choose)
        self.amount_typed.connect(self._typed)
        self.amount_given.connect(self.receive)
        self.exact_wanted.connect(self.exact)
        self._customer.clicked.connect(self.choose_customer)
        self._right.customer_wanted.connect(self.choose_customer)
        self._right.reference_typed.connect(self._refer)
        self._right.card_chosen.connect(self._card)
        self._right.settings_wanted.connect(self._to_settings)
        customers.changed.connect(self._customer_changed)
        customers.read_again()
        self.part_dropped.connect(self._drop)
        self.step_wanted.connect(self.next_step)
        if received_idr:
            self.state = self.state.amount(Rupiah(received_idr))
        self._fill_field()
        self._customer_changed(customers.account)
        shop = desk.shop
        desk.operations.later(Lane.COUNTER, lambda: points.rule(shop), self._take_rule, owner=self)

    def open(self) -> None:
        super().open()
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, means: Means) -> None:
        """Turn to a means of payment; for one on account, or by points, the customer must be known."""
        if means is Means.POINTS and not self.state.point_idr:
            return
        if means in (Means.BON, Means.POINTS) and self._customers.account is None:
            self._customers.choose_for(partial(self.choose, means))
        elif means is Means.POINTS and not self.state.worth_of_points(self.state.left_for(means)):
            self._notice.show_text(_("There are no points to pay with."), "ask")
        elif means is Means.DEBIT:
            self._turn(self.state.turn_card())
        else:
            self._turn(self.state.choose(means))
            if means is Means.VOUCHER and (part := self.state.part(means)) is not None and not part.vouchers:
                self._right.reference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, kind: Means) -> None:
        """What kind of card it is."""
        if not self._busy:
            self._turn(self.state.card(kind))

    def choose_customer(self) -> None:
        """Whose basket this is, or somebody else's."""
        if not self._busy:
            self._customers.choose()

    def _customer_changed(self, account: Account | None) -> None:
        self.show_account(account)
        self.state = replace(self.state, points=account.points if account is not None else 0)
        for means in (Means.BON, Means.POINTS):
            if account is None and self.state.part(means) is not None:
                self._drop(means)
        self.show_tender(self.state)

    def _take_rule(self, rule: PointRule) -> None:
        """What a point is worth here; nothing: points are no means of payment."""
        self.state = replace(self.state, point_idr=rule.value_idr or Rupiah(0))
        self.show_tender(self.state)

    def _to_settings(self) -> None:
        self.left.emit()
        self._desk.go("settings")

    def _turn(self, state: Tender) -> None:
        self._to(state)
        self._fill_field()
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place_panel()

    def exact(self) -> None:
        """Fill in what is due in the current means; it does not finish."""
        state = self.state
        due = state.cash_due_idr if state.current is Means.CASH else state.left_for(state.current)
        if state.current is Means.VOUCHER and (part := state.part(Means.VOUCHER)) is not None:
            due = min(due, part.on_vouchers_idr)
        if state.current is Means.POINTS:
            due = state.worth_of_points(due)
        self.receive(due)

    def receive(self, amount: int) -> None:
        self._amount.field.set_value(amount)
        self._to(self.state.amount(Rupiah(amount)))
        self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.field.selectAll()

    def wait_for_basket(self) -> None:
        """Scans are still being answered: Enter is remembered until the basket stands."""
        self._settling = True

    def show_basket(self, cart: Cart) -> None:
        """The basket has changed meanwhile: another customer has other prices."""
        if cart != self._cart:
            self._cart = cart
            self._right.show_cart(cart)
            self.state = replace(self.state, total_idr=Rupiah(max(0, cart.total_idr - self.state.over_idr)))
            self._fill_field()
            self.show_tender(self.state)

    def basket_stands(self, cart: Cart) -> None:
        """The basket as it is paid."""
        self._settling = False
        self.show_basket(cart)
        if self._finish_wanted:
            self.finish()

    def no_answer(self) -> None:
        """The program made a mistake while finishing: the panel can be left again."""
        self._busy = False

    def scanned(self, text: str) -> None:
        """A voucher pays; any other scan is refused, and the basket stays."""
        if self._busy or not voucher.is_code(text):
            self._notice.show_text(_("A scan is not taken while paying; Esc goes back to the basket."), "ask")
            return
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: vouchers.find(shop, text), self._voucher_found, owner=self, failed=self._voucher_refused
        )

    def _take_code(self, typed: str) -> None:
        """What was typed where a voucher's code belongs."""
        if voucher.is_code(typed):
            self.scanned(typed)
        else:
            self._voucher_refused(Refused("not_a_voucher_code", text=typed))

    def _voucher_found(self, found: Voucher) -> None:
        if not self._busy:
            self._turn(self.state.with_voucher(found))

    def _voucher_refused(self, error: Refused | Unavailable) -> None:
        self._notice.show_text(texts.sentence(error), "warning")

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
        """The money of the part that waits has been seen."""
        waiting = self.state.waiting
        if waiting is not None and waiting.means is Means.QRIS:
            try:
                qris.check_amount(waiting.amount_idr)
            except Refused as error:
                self._notice.show_text(texts.sentence(error), "warning")
                return
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
            self._check_account(state)
            _check_vouchers(state)
        except Refused as error:
            self._notice.show_text(texts.sentence(error), "warning")
            return
        self._busy = True
        self.finished.emit(state)

    def _check_account(self, state: Tender) -> None:
        part, account = state.part(Means.BON), self._customers.account
        if part is not None and account is not None and (error := above_limit(account, part.amount_idr)) is not None:
            raise error

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
        self._ask_code()

    def _ask_code(self) -> None:
        """The code of exactly the amount that shows; only the latest question is answered."""
        part = self.state.shown_part
        if part is None or part.means is not Means.QRIS or not part.amount_idr or part.amount_idr == self._coded_idr:
            return
        shop, amount = self._desk.shop, part.amount_idr
        self._coded_idr = amount
        self._desk.operations.later(
            Lane.SEARCH,
            lambda: qris_codes.shown(shop, amount),
            self._show_code,
            owner=self,
            failed=partial(self._no_code, amount),
        )

    def _show_code(self, code: Shown) -> None:
        self._right.show_code(code)
        self.coded.emit(code)

    def _no_code(self, amount_idr: Rupiah, error: Refused | Unavailable) -> None:
        if isinstance(error, Unavailable):
            self._coded_idr = Rupiah(0)  # the next step asks again
        self._right.show_no_code(amount_idr, error)

    def _refer(self, means: Means, text: str) -> None:
        if means is not Means.VOUCHER:
            self._to(self.state.refer(means, text))

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
        elif self._right.reference.hasFocus() and self.state.current is Means.VOUCHER and event.key() in _ENTER:
            if typed := self._right.reference.text().strip():
                self._take_code(typed)
        elif self._right.reference.hasFocus() and event.key() not in _ENTER:
            if event.key() == Qt.Key.Key_Up:
                self._amount.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in _ENTER:
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
        elif key is Qt.Key.Key_Down and self._right.reference.isVisible():
            self._right.reference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if not self._busy:
            self.left.emit()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes to the next means of payment; those that need a customer or a voucher are passed over while there is none."""
        known = self._customers.account is not None
        there = {Means.BON: known, Means.POINTS: known and self.state.point_idr, Means.VOUCHER: self.state.part(Means.VOUCHER)}
        current = button_of(self.state.current)
        means = [m for m in MEANS if there.get(m, True) or m is current]
        at = means.index(current)
        self.choose(means[(at + (1 if following else -1)) % len(means)])
        return True


def _check_vouchers(state: Tender) -> None:
    part = state.part(Means.VOUCHER)
    if part is not None and part.vouchers and part.amount_idr > part.on_vouchers_idr:
        raise Refused("voucher_too_small", code=part.vouchers[-1].code, left_idr=part.on_vouchers_idr)
