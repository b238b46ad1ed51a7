"""Goods that come back: the panel with the receipt and the one without, and the exchange they may begin."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.credit import Account
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused, Unavailable
from pos_app.services import exchanges
from pos_app.services.checkout import Committed
from pos_app.services.exchanges import Given
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.till.loose_return_panel import LooseReturnPanel
from ui.till.return_panel import ReturnPanel
from ui.till.return_sheet import ReturnSheet, by_means
from ui.widgets.buttons import Button
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class ExchangeBar(Surface):
    """Above the basket while goods that came back wait for others to be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("brand", parent)
        self._title = Text(px=Size.NAME, weight=Weight.BOLD)
        self._told = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.drop = Button(_(command(CommandId.NO_EXCHANGE).word), key=shown_key(CommandId.NO_EXCHANGE), height=40)
        whole = row(IconSign("arrow-left-right", ink="brand"), gap=12, margins=(16, 8, 12, 8))
        whole.addLayout(column(self._title, self._told, gap=1), 1)
        whole.addWidget(self.drop)
        self.setLayout(whole)
        self.hide()

    def show_given(self, given: Given, worth_idr: Rupiah) -> None:
        amount = formatting.rupiah(worth_idr, texts.language())
        self._title.setText(_("Exchange: {amount} comes back").format(amount=amount))
        of = _("Of {receipt}.").format(receipt=given.receipt) if given.receipt else _("Without a receipt.")
        then = _("Scan what is taken for it, then pay the difference.")
        self._told.setText(f"{of} {then}")
        self.show()


class Returning(QObject):
    """F9."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk, self._counter = till, till.desk, till.counter
        self.panel: ReturnSheet | None = None
        self.bar = ExchangeBar()
        self.bar.drop.clicked.connect(self.no_exchange)
        self._counter.exchanging.connect(self._show)
        if self._counter.given is not None:
            self._show(self._counter.given)

    def open(self, number: str = "") -> None:
        """With the receipt; a number that is known already is looked up at once."""
        if self._shut_out():
            return
        self._open(ReturnPanel(self._desk, self._till.window()))
        if number and self.panel is not None:
            self.panel.scanned(number)

    def open_without(self) -> None:
        if not self._shut_out():
            self._open(LooseReturnPanel(self._desk, self._till.window()))

    def _shut_out(self) -> bool:
        return self.panel is not None or self._till.payment is not None or self._desk.hold.holding

    def _open(self, panel: ReturnSheet) -> None:
        panel.left.connect(self.close)
        panel.returned.connect(self._returned)
        panel.exchange_wanted.connect(self._exchange)
        panel.list_wanted.connect(self._list)
        panel.other_wanted.connect(partial(self._turn, isinstance(panel, ReturnPanel)))
        self.panel = panel
        self._till.popup.hide()
        panel.open()

    def _turn(self, without: bool) -> None:
        self.close()
        if without:
            self.open_without()
        else:
            self.open()

    def _list(self) -> None:
        self.close()
        self._till.after.open()

    def scanned(self, text: str) -> bool:
        """A scan while goods come back is theirs; whether it was taken."""
        if self.panel is None:
            return False
        self.panel.scanned(text)
        return True

    def no_exchange(self) -> None:
        """What came back goes out again; what is in the basket stays."""
        self._counter.exchange(None)

    def close(self) -> None:
        if self.panel is not None:
            self.panel.close_overlay()
            self.panel = None
            self._till.search.setFocus()

    def _returned(self, done: Committed) -> None:
        self.close()
        self._till.tell(by_means(done), "ask")
        self._counter.hand_over(done)
        self._desk.announce(done.changes, self)

    def _exchange(self, given: Given) -> None:
        self.close()
        self._counter.exchange(given)
        if self._counter.cart.customer is None:
            shop = self._desk.shop
            self._desk.operations.later(Lane.COUNTER, lambda: exchanges.account(shop, given), self._named, owner=self, failed=self._lost)

    def _named(self, account: Account | None) -> None:
        if account is not None and self._counter.given is not None and self._counter.cart.customer is None:
            self._till.customers.name(account)

    def _show(self, given: Given | None) -> None:
        self._till.side.show_exchange(on=given is not None)
        if given is None:
            self.bar.hide()
            return
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: exchanges.worth(shop, given), partial(self._worth, given), owner=self, failed=self._lost
        )

    def _lost(self, error: Refused | Unavailable) -> None:
        """What was to come back came back meanwhile, at another till."""
        self.no_exchange()
        self._till.tell(texts.sentence(error), "warning")

    def _worth(self, given: Given, worth_idr: Rupiah) -> None:
        if self._counter.given == given:
            self.bar.show_given(given, worth_idr)
