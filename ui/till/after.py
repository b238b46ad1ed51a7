"""What is done after a sale: its receipts looked through, sent to a telephone, a voucher looked at or sold."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app import formatting, texts
from pos_app.domain.voucher import Voucher
from pos_app.errors import Refused
from pos_app.services import receipts, vouchers
from pos_app.services.checkout import Committed
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.till.messages import ask_telephone
from ui.till.receipts_panel import ReceiptsPanel
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import MoneyField

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class After(QObject):
    """`panel` is the list of receipts, if it is open."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk, self._counter = till, till.desk, till.counter
        self.panel: ReceiptsPanel | None = None

    def open(self) -> None:
        """The receipts, the last one first."""
        if self.panel is not None or self._till.payment is not None or self._desk.hold.holding:
            return
        panel = ReceiptsPanel(self._desk, self._till.window())
        panel.left.connect(self.close)
        panel.copy_wanted.connect(self._counter.copy_of)
        panel.print_wanted.connect(self._print_copy)
        panel.return_wanted.connect(self._return)
        panel.posted.connect(self._posted)
        self.panel = panel
        self._till.popup.hide()
        panel.open()

    def scanned(self, text: str) -> bool:
        """A scan in the list is a receipt's number; whether it was taken."""
        if self.panel is None:
            return False
        self.panel.scanned(text)
        return True

    def close(self) -> None:
        if self.panel is not None:
            self.panel.close_overlay()
            self.panel = None
            self._till.search.setFocus()

    def print_last(self) -> None:
        """This till's last receipt on an ordinary printer: as it was saved, or once more as a copy."""
        path = self._counter.receipt
        if path is not None:
            self._till.printing.ask(path.stem, path.read_bytes)
        else:
            shop, till = self._desk.shop, self._desk.actor.till
            self._desk.operations.later(Lane.COUNTER, lambda: receipts.latest(shop, till), self._print_latest, owner=self)

    def _print_latest(self, number: str | None) -> None:
        if number is None:
            self._till.tell(_("This till has sold nothing yet."), "ask")
        else:
            self._print_copy(number)

    def _print_copy(self, number: str) -> None:
        """The receipt with this number once more on an ordinary printer, marked as a copy."""
        shop, actor = self._desk.shop, self._desk.actor
        self._till.printing.ask(number, lambda: receipts.pdf(shop, number, copy=receipts.another_copy(shop, actor, number)))

    def _return(self, number: str) -> None:
        self.close()
        self._till.returning.open(number)

    def _posted(self, done: Committed) -> None:
        self._counter.hand_over(done)
        self._desk.announce(done.changes, self)

    # ------------------------------------------------------------ a message

    def send_last(self) -> None:
        """The receipt of this till's last document, to a telephone."""
        shop, till = self._desk.shop, self._desk.actor.till
        self._desk.operations.later(Lane.COUNTER, lambda: receipts.latest(shop, till), self._ask_last, owner=self)

    def _ask_last(self, number: str | None) -> None:
        if number is None:
            self._till.tell(_("This till has sold nothing yet."), "ask")
        else:
            ask_telephone(self._desk, self._till.bar, number)

    # ------------------------------------------------------------ vouchers

    def look_at_voucher(self, text: str) -> None:
        """A voucher scanned into the basket says what is on it; it is taken while paying."""
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: vouchers.find(shop, text), self._tell_voucher, owner=self, failed=self._counter.refused.emit
        )

    def _tell_voucher(self, voucher: Voucher) -> None:
        amount = formatting.rupiah(voucher.balance_idr, texts.language())
        said = _("Voucher {code} is worth {amount}; scan it while paying.")
        self._till.tell(said.format(code=voucher.code, amount=amount), "told")

    def ask_gift(self) -> None:
        """Put a gift voucher into the basket; its code comes with the receipt."""
        field = MoneyField()

        def take() -> bool:
            amount = field.amount()
            if amount <= 0:
                raise Refused("price_not_positive")
            self._counter.add_gift(amount)
            return True

        title = _("Gift voucher: its code is printed on the receipt")
        self._till.bar.ask(title, [Entry(_("What it is worth"), field)], yes=_("Into the basket"), take=take)
