"""The till's payment: opened over the basket, and what becomes of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.exchange import Carried
from pos_app.errors import Refused, Unavailable
from pos_app.services.checkout import Committed
from ui.operations import Lane
from ui.till.facing import FacingCustomer
from ui.till.payment import Payment
from ui.till.tender_state import Tender

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class Paying(QObject):
    """`payment` is the one that is open, or None."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till = till
        self._desk = till.desk
        self.rule = CashRounding.DOWN_100
        self.payment: Payment | None = None
        self._opening = False
        self._sale: tuple[Cart, str] | None = None
        """The basket that is being paid and the uid of its sale: where an answer was lost, the next try is the same sale."""
        self._facing = self._desk.model(FacingCustomer)
        till.counter.changed.connect(self._basket_changed)
        till.counter.committed.connect(self._committed)
        self._desk.operations.broke.connect(self._no_answer)

    def open(self, received_idr: int = 0) -> None:
        """Open the payment, with an amount in cash already filled in where a button gave one."""
        counter = self._till.counter
        if self.payment is not None or self._opening or not counter.cart.lines or self._desk.hold.holding:
            return
        if counter.given is None:
            self._open(received_idr)
        else:
            self._opening = True
            counter.carry(self._open_exchange, self._no_exchange)

    def _open_exchange(self, carried: Carried) -> None:
        """The payment of what goods that came back leave open."""
        self._opening = False
        if self._till.counter.cart.lines and self._till.counter.given is not None:
            self._open(0, carried)

    def _no_answer(self) -> None:
        self._opening = False

    def _no_exchange(self, error: Refused | Unavailable) -> None:
        self._no_answer()
        self._till.counter.refused.emit(error)

    def _open(self, received_idr: int, carried: Carried | None = None) -> None:
        busy = self._desk.operations.busy_in(Lane.COUNTER)
        given = self._till.counter.given
        self._till.popup.hide()
        self._till.search.clear()
        kept = self._desk.machine.receipt
        receipts = ("printer", "pdf", "none") if self._desk.machine.printer else ("pdf", "none")
        payment = Payment(
            self._desk,
            self._till.customers,
            self._till.window(),
            self._till.counter.cart,
            self.rule,
            receipts=receipts,
            receipt=kept if kept in receipts else "none",
            received_idr=received_idr or 0,
            carried=carried,
            as_voucher=given is not None and given.voucher,
        )
        payment.left.connect(self.close)
        payment.finished.connect(self._finish)
        payment.receipt_chosen.connect(self._till.counter.keep_receipt)
        payment.shown.connect(self._facing.pay)
        payment.coded.connect(self._facing.show_code)
        self.payment = payment
        payment.open()
        self._facing.pay(payment.state)
        self._till.counter.look_ahead(self._not_payable)
        if busy and carried is None:
            payment.wait_for_basket()
            self._desk.operations.later(Lane.COUNTER, _nothing, self._basket_stands, owner=payment)

    def _not_payable(self, error: Refused | Unavailable) -> None:
        """What no payment would settle is said before the customer has paid."""
        if isinstance(error, Refused) and self.payment is not None and not self._desk.hold.holding:
            self.close()
            self._till.refuse(error)

    def _basket_changed(self, cart: Cart, _key: object = None) -> None:
        """Another customer while paying may have other prices."""
        if self.payment is not None and cart.lines:
            self.payment.show_basket(cart)

    def _basket_stands(self, _nothing: None) -> None:
        if self.payment is None:
            return
        if self._till.counter.cart.lines:
            self.payment.basket_stands(self._till.counter.cart)
        else:
            self.close()

    def _finish(self, state: Tender) -> None:
        self._desk.hold.begin()
        cart = self._till.counter.cart
        if self._sale is None or self._sale[0] != cart:
            self._sale = (cart, self._desk.shop.new_uid())
        self._till.counter.commit(state.payments(), uid=self._sale[1], failed=self._not_finished)

    def _committed(self, _done: Committed) -> None:
        self._sale = None

    def _not_finished(self, error: Refused | Unavailable) -> None:
        self._desk.hold.end()
        if self.payment is not None:
            self.payment.refuse(error)

    def close(self) -> None:
        if self.payment is not None:
            self.payment.close_overlay()
            self.payment = None
            self._facing.stop_paying()
            self._till.search.setFocus()


def _nothing() -> None:
    """Behind everything the lane was given before."""
