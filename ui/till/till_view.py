"""The till: wires the counter's signals to what is shown, and the person's keys to the counter."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from pos_app import texts
from pos_app.domain import cart as carts
from pos_app.domain import voucher
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.cash_rounding import CashRounding
from pos_app.errors import Refused, Unavailable
from pos_app.services import settings as shop_settings
from pos_app.services import setup
from pos_app.services.checkout import Committed
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import COMMANDS, CommandId, Where
from ui.operations import Lane
from ui.panels.print_queue import PrintQueue
from ui.till import questions
from ui.till.after import After
from ui.till.asking import Asking
from ui.till.basket_model import BasketModel
from ui.till.basket_table import BasketTable
from ui.till.beside import Beside
from ui.till.checking import Checking
from ui.till.counter import Counter
from ui.till.customers import Customers
from ui.till.drawer import Drawer
from ui.till.finding import Finding
from ui.till.holding import Holding
from ui.till.pages import EmptyPage, SavedPage
from ui.till.paying import Paying
from ui.till.payment import Payment
from ui.till.returning import Returning
from ui.till.side_panel import SidePanel
from ui.till.till_buttons import TillButtons
from ui.till.touch_board import TouchBoard
from ui.till.weighing import Weighing
from ui.widgets.article_list import ArticlePopup
from ui.widgets.entry_bar import EntryBar
from ui.widgets.notice import Notice, Tone
from ui.widgets.place import Desk, Place
from ui.widgets.printing import Printing, show_outside
from ui.widgets.scan_field import ScanField
from ui.widgets.surface import Surface, column, row

_LOW = 560


class TillView(Place):
    """The place everything else is for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.counter = desk.model(Counter)
        self._progress_old = True
        self.model = BasketModel(self)
        self.search = ScanField(_("Scan goods, or type a name"))
        self.notice = Notice()
        self.bar = EntryBar()
        self.printing = Printing(self, desk.operations, self.tell)
        self.table = BasketTable(self.model)
        self.side = SidePanel(desk.places)
        self._lay_out()
        self.popup = ArticlePopup(self)
        self.chooser = ArticlePopup(self, numbered=True)
        self.chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._finding = Finding(self)
        self.customers = Customers(self)
        self.paying = Paying(self)
        self.drawer = Drawer(self)
        self.holding = Holding(self)
        self.returning = Returning(self)
        self._main.insertWidget(1, self.returning.bar)
        self.after = After(self)
        self.beside = Beside(self)
        self.checking = Checking(self)
        self.weighing = Weighing(self)
        self.asking = Asking(self)
        self._connect()
        self._set_touch()
        self._show_cart(self.counter.cart, self.counter.last_key)
        self.side.show_suggestion(self.counter.suggestion)
        self._read_rounding()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        table = Surface("card")
        table.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        empty = Surface("card")
        self._empty = EmptyPage(self.desk.places)
        empty.setLayout(column(self._empty))
        saved = Surface("card")
        self._saved = SavedPage()
        saved.setLayout(column(self._saved))
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(60)
        for page in (table, empty, saved):
            self.pages.addWidget(page)
        head = row(gap=8)
        head.addWidget(self.search, 1)
        self.buttons = TillButtons(head)
        self._main = column(head, self.notice, self.bar, gap=12, margins=(16, 14, 16, 14))
        self._main.addWidget(self.pages, 1)
        self.touch_board = TouchBoard(self)
        self._main.addWidget(self.touch_board)
        self._main.addLayout(self.buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._main, 1)
        whole.addWidget(self.side)
        self._arrange(compact=False)

    @property
    def _touch(self) -> bool:
        return self.desk.machine.touch == "on"

    def _set_touch(self) -> None:
        """Larger rows and keys, digits to tap; the board beside them shows by itself."""
        self.table.set_touch(on=self._touch)
        self.side.set_touch(on=self._touch)
        self._arrange(compact=self.width() < 1080 or self.height() < _LOW)

    def _arrange(self, *, compact: bool) -> None:
        low = self.height() < _LOW
        self.touch_board.set_low(low)
        self.buttons.arrange(compact=compact, low=low, touch=self._touch)
        self._main.setContentsMargins(*((10, 10, 10, 10) if compact else (16, 14, 16, 14)))
        self._main.setSpacing(8 if compact else 12)
        self.side.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(compact=self.width() < 1080 or self.height() < _LOW)
        self.popup.hide()

    def _connect(self) -> None:
        counter = self.counter
        counter.changed.connect(self._show_cart)
        counter.suggested.connect(self.side.show_suggestion)
        counter.expired.connect(partial(questions.expired, self))
        counter.package_expired.connect(partial(questions.package_expired, self))
        counter.below_cost.connect(partial(questions.below_cost, self))
        counter.committed.connect(self._committed)
        counter.receipt_saved.connect(self._show_saved)
        counter.refused.connect(self.refuse)
        self.touch_board.tapped.connect(self._finding.take)
        self.desk.machine_changed.connect(self._set_touch)
        self.desk.operations.broke.connect(self._broke)
        self.side.pay_wanted.connect(self.paying.open)
        self.side.swap_wanted.connect(counter.take_over)
        self.side.other_swap_wanted.connect(counter.other_suggestion)
        self.side.place_wanted.connect(self.desk.go)
        counter.copied.connect(self._copied)
        self.desk.model(PrintQueue).kept.connect(self._kept)
        self._saved.copy_wanted.connect(counter.copy_receipt)
        self._saved.message_wanted.connect(self.after.send_last)
        self._saved.print_wanted.connect(self.after.print_last)
        self._empty.chosen.connect(self._go)
        for page in (self._empty, self._saved):
            page.gift_wanted.connect(self.after.ask_gift)
        handlers = {
            CommandId.FIND: self.go_to_search,
            CommandId.QUANTITY: self.quantity,
            CommandId.PRICE: self.price,
            CommandId.DISCOUNT: self.discount,
            CommandId.HOLD: self.holding.ask_hold,
            CommandId.SPLIT: self.holding.ask_split,
            CommandId.RECALL: self.holding.choose,
            CommandId.SWAP: counter.take_over,
            CommandId.OTHER_SWAP: counter.other_suggestion,
            CommandId.RETURN: self.returning.open,
            CommandId.NO_EXCHANGE: self.returning.no_exchange,
            CommandId.RECEIPTS: self.after.open,
            CommandId.MESSAGE: self.after.send_last,
            CommandId.OPEN_RECEIPT: self._saved.open_receipt,
            CommandId.GIFT_VOUCHER: self.after.ask_gift,
            CommandId.CUSTOMER: self.customers.choose,
            CommandId.DRAWER: self.drawer.open,
            CommandId.PRICE_CHECK: self.checking.open,
            CommandId.PRICE_SCREEN: self.checking.open_screen,
            CommandId.PAY: self.paying.open,
            CommandId.OPEN_ARTICLE: self.open_article,
            CommandId.NEW_ARTICLE: self.asking.new_article,
            CommandId.REMOVE_LINE: self.remove_line,
            CommandId.UNDO: counter.undo,
            CommandId.REPRINT: counter.copy_receipt,
            CommandId.PRINT: self.after.print_last,
        }
        self.bind(handlers)
        in_chooser = {CommandId.NEW_CUSTOMER, CommandId.ALTER_CUSTOMER, CommandId.NO_CUSTOMER, CommandId.PAY_ACCOUNT, CommandId.STATEMENT}
        in_chooser |= {CommandId.JOIN_BASKET}
        in_panels = {CommandId.RETURN_ALL, CommandId.EXCHANGE, CommandId.VOID, CommandId.CORRECT}
        self.also_in_help = frozenset(c.id for c in COMMANDS if c.where is Where.PAYMENT) | in_chooser | in_panels
        for which, button in self.buttons.below.items():
            button.clicked.connect(handlers[which])
        self.buttons.hold.clicked.connect(self.holding.ask_hold)
        self.buttons.recall.clicked.connect(self.holding.choose)
        self.holding.counted.connect(self.buttons.show_waiting)

    def _read_rounding(self) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.COUNTER, lambda: shop_settings.rounding(shop), self._rounding, owner=self)

    def _read_progress(self) -> None:
        """How far the shop has come with what it needs; once everything is there, it is asked no more."""
        shop = self.desk.shop
        self._progress_old = False
        self.desk.operations.later(Lane.HEAVY, lambda: setup.progress(shop), self.side.show_progress, owner=self)

    def _rounding(self, rule: CashRounding) -> None:
        self.paying.rule = rule
        self.side.set_rounding(rule)
        self._show_cart(self.counter.cart, self.counter.last_key)

    # ------------------------------------------------------------ showing

    def _show_cart(self, cart: Cart, last_key: int | None) -> None:
        saved = self.counter.saved
        self.model.show(cart, last_key)
        self.table.unpick()
        self.table.show_last(last_key)
        self.side.show_cart(cart, saved=saved.sale if saved is not None and not cart.lines else None)
        self.buttons.enable(full=bool(cart.lines))
        if cart.lines:
            self.pages.setCurrentIndex(0)
        elif saved is not None:
            self._show_saved()
        else:
            self.pages.setCurrentIndex(1)

    def _show_saved(self, _path: object = None) -> None:
        saved = self.counter.saved
        if saved is not None and not self.counter.cart.lines:
            self._saved.show_sale(saved, self.counter.receipt, writing=self.desk.machine.receipt == "pdf")
            self.pages.setCurrentIndex(2)

    def _committed(self, done: Committed) -> None:
        self.desk.hold.end()
        self.paying.close()
        self.notice.clear()
        self.counter.hand_over(done)
        self._show_saved()

    def _kept(self, number: str) -> None:
        self.tell(_("{number} is kept and will be printed later.").format(number=number), "ask")

    def _copied(self, path: Path | None) -> None:
        if path is None:
            self.tell(_("This till has sold nothing yet."), "ask")
            return
        self.tell(_("The copy {name} is in {folder}.").format(name=path.name, folder=path.parent), "told")
        show_outside(path)

    # ------------------------------------------------------------ place

    @property
    def payment(self) -> Payment | None:
        """The payment that is open."""
        return self.paying.payment

    def entered(self) -> None:
        self.search.setFocus()
        if self._progress_old:
            self._read_progress()
        self.drawer.look()
        self.holding.look()
        self.beside.set_up()
        self.asking.again()

    def tell(self, text: str, tone: Tone) -> bool:
        """Say one sentence; an unknown code that was being asked about is asked about again afterwards."""
        self.asking.put_off()
        self.notice.show_text(text, tone)
        return True

    def changed(self, changes: Changes) -> None:
        if changes.settings:
            self._read_rounding()
        if changes.products:
            self.counter.forget_rules()
        if changes.settings or changes.products or changes.origins:
            self._progress_old = True
            if self.isVisible():
                self._read_progress()

    def scanned_aside(self, text: str) -> bool:
        return self.checking.for_customers and self.checking.scanned(text)

    def scanned(self, text: str) -> bool:
        """A scan goes into the basket, unless it is being paid: then it is refused and the basket stays."""
        if (
            self.customers.scanned(text)
            or self.holding.scanned(text)
            or self.checking.scanned(text)
            or self.returning.scanned(text)
            or self.after.scanned(text)
        ):
            return True
        if self.payment is not None and not self.desk.hold.holding:
            self.payment.scanned(text)
        elif voucher.is_code(text):
            self.after.look_at_voucher(text)
        else:
            self.popup.hide()
            try:
                quantity, before = self.search.used_up()
            except Refused as error:
                self.refuse(error)
                return True
            self.counter.scan(text, quantity, before=before)
        return True

    # ------------------------------------------------------------ search

    def go_to_search(self) -> None:
        self.search.setFocus()
        self.search.line.selectAll()

    # ------------------------------------------------------------ commands

    def line(self) -> CartLine | None:
        """The line a command acts on."""
        return self.table.chosen_line(self.counter.last_key)

    def quantity(self) -> None:
        if (line := self.line()) is not None:
            questions.quantity(self, line)

    def price(self) -> None:
        if (line := self.line()) is not None:
            questions.price(self, line)

    def discount(self) -> None:
        if self.counter.cart.lines:
            questions.discount(self, self.counter.cart)

    def open_article(self) -> None:
        questions.open_article(self)

    def remove_line(self) -> None:
        if (line := self.line()) is not None:
            self.counter.edit(lambda cart: carts.remove(cart, line.key))

    def refuse(self, error: Refused | Unavailable) -> None:
        """Say why not."""
        self.tell(texts.sentence(error), "warning")

    def _broke(self) -> None:
        self.desk.hold.end()
        if self.payment is not None:
            self.payment.no_answer()

    def _go(self, which: str) -> None:
        if which == "open_article":
            self.open_article()
        else:
            self.desk.go(which)
