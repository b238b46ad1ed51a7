"""Whose basket it is: chosen at the till or while paying, kept in the basket, shown as a chip beside the total."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app import files
from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.credit import Account, Customer
from pos_app.errors import Refused, Unavailable
from pos_app.services import credit, credit_papers
from ui.operations import Lane
from ui.panels.customer_chooser import CustomerChooser
from ui.till.counter import receipt_folder
from ui.widgets.printing import show_outside

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class Customers(QObject):
    """`account` is that of the basket's customer, or None; `changed` carries it."""

    changed = Signal(object)

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk, self._counter = till, till.desk, till.counter
        self.account: Account | None = None
        self._number: str | None = None
        self._on_the_way = False
        self._chooser: CustomerChooser | None = None
        self._then: Callable[[], None] | None = None
        self._counter.changed.connect(self._basket)
        till.side.customer_wanted.connect(self.choose)
        till.side.customer_dropped.connect(self.drop)
        self.changed.connect(till.side.show_customer)
        self._basket(self._counter.cart)

    def choose(self) -> None:
        """Ask whose basket it is."""
        self.choose_for(None)

    def choose_for(self, then: Callable[[], None] | None) -> None:
        """Ask whose basket it is, and go on with `then` once it is known."""
        if self._chooser is not None or self._desk.hold.holding:
            return
        chooser = CustomerChooser(self._desk, self._till.window(), self.account)
        chooser.taken.connect(self._take)
        chooser.dropped.connect(self._dropped)
        chooser.left.connect(self._close)
        chooser.paid.connect(self._paid)
        chooser.statement_wanted.connect(self._statement)
        self._chooser, self._then = chooser, then
        self._till.popup.hide()
        chooser.open()

    def scanned(self, text: str) -> bool:
        """A scan while a customer is looked for is the number on his card; whether it was taken."""
        if self._chooser is None:
            return False
        self._chooser.scanned(text)
        return True

    def drop(self) -> None:
        """The basket is of nobody in particular."""
        self._name(None, None)

    def read_again(self) -> None:
        """The account as the books have it now."""
        if self._number is not None:
            self._read(self._number)

    def _paid(self, account: Account) -> None:
        """What the basket's customer owes is another sum now."""
        if account.customer.number == self._number:
            self._show(account)

    def _statement(self, account: Account) -> None:
        """The account on paper, opened in the desktop's own program."""
        shop, number = self._desk.shop, account.customer.number

        def saved() -> Path:
            path = receipt_folder(shop) / f"{re.sub(r'[^A-Za-z0-9.-]', '_', number)}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write(path, credit_papers.pdf(shop, number))
            return path

        self._desk.operations.later(Lane.HEAVY, saved, show_outside, owner=self, failed=self._counter.refused.emit)

    def _dropped(self) -> None:
        self._close()
        self.drop()

    def _take(self, account: Account) -> None:
        then = self._then
        self._close()
        self.name(account)
        if then is not None:
            then()

    def _close(self) -> None:
        if self._chooser is not None:
            self._chooser.close_overlay()
            self._chooser = self._then = None

    def name(self, account: Account) -> None:
        """The basket is this customer's."""
        self._name(account.customer.number, account)

    def _name(self, number: str | None, account: Account | None) -> None:
        if number != self._number:
            self._number, self._on_the_way = number, True
            customer = account.customer if account is not None else Customer("", "")
            self._counter.edit(lambda cart: carts.named(cart, number, member=customer.member, reseller=customer.reseller))
        self._show(account)

    def _basket(self, cart: Cart, _key: object = None) -> None:
        """The basket changed: by an undo, a sale, or one that came back. One from before the naming says nothing."""
        if self._on_the_way:
            self._on_the_way = cart.customer != self._number
        elif cart.customer != self._number:
            self._number = cart.customer
            if self._number is None:
                self._show(None)
            else:
                self._read(self._number)

    def _read(self, number: str) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.COUNTER, lambda: credit.account(shop, number), self._answered, owner=self, failed=self._failed)

    def _answered(self, account: Account) -> None:
        if account.customer.number == self._number:
            self._show(account)

    def _failed(self, error: Refused | Unavailable) -> None:
        self._show(None)
        self._counter.refused.emit(error)

    def _show(self, account: Account | None) -> None:
        self.account = account
        self.changed.emit(account)
