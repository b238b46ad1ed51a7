"""Who the customer is: found while a name, number or telephone is typed, or entered on the spot."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.credit import Account, Customer
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means
from pos_app.errors import Refused, Unavailable
from pos_app.services import credit, credit_papers
from pos_app.services.credit import Paid
from pos_app.texts import N_, Language, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.panels.print_queue import PrintQueue
from ui.theme import Size, Tokens, Weight, font
from ui.widgets.buttons import Button
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import MoneyField, ValueField
from ui.widgets.framed_field import FramedField
from ui.widgets.list_table import ListDelegate, ListHead, ListTable, text, two_lines
from ui.widgets.notice import Notice
from ui.widgets.num_pad import pad_room, with_pad
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.printing import Printing
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column
from ui.widgets.text import Text
from ui.widgets.wrapped import Wrapped

Index = QModelIndex | QPersistentModelIndex
_NAME, _OWES, _LEFT = range(3)


class CustomerModel(QAbstractTableModel):
    """The accounts that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[tuple[str, Account]] = ()
        self.shown: tuple[Account, ...] = ()

    def show_all(self, accounts: Sequence[Account]) -> None:
        offered = (one for one in accounts if one.customer.number and not one.customer.archived)
        self._known = [(_searchable(one), one) for one in offered]
        self.find("")

    def find(self, typed: str) -> None:
        """Those in whom every word typed occurs; a telephone number also without its gaps."""
        words = typed.casefold().split()
        self.beginResetModel()
        self.shown = tuple(one for where, one in self._known if all(word in where for word in words))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.shown[index.row()].customer.name
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Customer"), _("Owes"), _("Left of the limit"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=section != _NAME)
        return None


def _searchable(account: Account) -> str:
    who = account.customer
    phone = who.phone or ""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"{who.name} {who.number} {phone} {digits}".casefold()


_PRICES = ("member", "reseller")
"""The fields that say at which prices a customer buys; neither: as anyone."""


def _prices(customer: Customer) -> Segments:
    made = Segments([(_("As anyone"), ""), (_("As a member"), ""), (_("Wholesale"), "")])
    made.choose(1 if customer.member else 2 if customer.reseller else 0)
    return made


_PAID_BY = ((Means.CASH, N_("Cash")), (Means.QRIS, N_("QRIS")), (Means.DEBIT, N_("Card")), (Means.TRANSFER, N_("Transfer")))


class TermField(ValueField):
    """Whole days, or nothing: no day is agreed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_days, lambda value, _language: str(value), parent, allowed="0123456789", optional=True)


class ReferenceField(QLineEdit):
    """What a payment is known by elsewhere, if by anything."""

    optional = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(60)


def _days(typed: str, _language: Language) -> int:
    if not (typed.isascii() and typed.isdecimal()):
        raise Refused("not_a_term", text=typed)
    return int(typed)


def _kinds(prices: Segments) -> dict[str, str]:
    return {field: "yes" if prices.at == at else "no" for at, field in enumerate(_PRICES, start=1)}


class _Delegate(ListDelegate):
    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        model = index.model()
        if not isinstance(model, CustomerModel):
            return False
        account, speech = model.shown[index.row()], texts.language()
        who = account.customer
        if index.column() == _NAME:
            below = [who.number if who.number != who.name else "", who.phone if who.phone and who.phone != who.number else ""]
            below.append(_("member") if who.member else "")
            below.append(_("buys wholesale") if who.reseller else "")
            below.append(ngettext("{n} point", "{n} points", account.points).format(n=account.points) if account.points else "")
            two_lines(painter, cell, who.name, " · ".join(part for part in below if part), t)
        elif index.column() == _OWES:
            some = bool(account.balance_idr)
            shown = formatting.number(account.balance_idr, speech) if some else "–"
            text(painter, cell, shown, font(Size.TEXT, Weight.SEMIBOLD), t.ink if some else t.ink_2, right=True)
        else:
            left = account.left_idr
            shown = _("no limit") if left is None else formatting.number(left, speech)
            text(painter, cell, shown, font(Size.TEXT), t.ink_2, right=True)
        return True


class CustomerChooser(Overlay):
    """`taken` carries the account, `statement_wanted` one to be put on paper, `paid` what has been paid on one.

    `dropped` says that the basket is to be nobody's in particular.
    """

    taken, statement_wanted, paid = Signal(object), Signal(object), Signal(object)
    dropped = Signal()

    def __init__(self, desk: Desk, parent: QWidget, current: Account | None) -> None:
        super().__init__(parent, wanted=QSize(1160 + pad_room(), 620), margin=12)
        self._desk, self._current = desk, current
        self.field = FramedField(_("Name, number or telephone"), icon="search", height=48)
        self.field.typed.connect(self._typed)
        self.field.entered.connect(self.take)
        self.field.moved.connect(self._moved)
        self.field.left.connect(self.left)
        self.model = CustomerModel(self)
        self.table = ListTable(self.model, {_OWES: 130, _LEFT: 140}, stretch=_NAME, narrow={_OWES: 110, _LEFT: 0}, below=480)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(lambda index: self._take_row(index.row()))
        self._none = Text(px=Size.TEXT, ink="ink_2", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = Surface("dashed")
        empty.setLayout(column(self._none, margins=(24, 24, 24, 24)))
        listed = Surface("card")
        listed.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(60)
        for page in (listed, empty):
            self._pages.addWidget(page)
        self.bar = EntryBar()
        self.bar.closed.connect(self._answered)
        self._notice = Notice()
        add = Button(_(command(CommandId.NEW_CUSTOMER).word), key=shown_key(CommandId.NEW_CUSTOMER), height=44)
        add.clicked.connect(self.add)
        alter = Button(_(command(CommandId.ALTER_CUSTOMER).word), key=shown_key(CommandId.ALTER_CUSTOMER), height=44)
        alter.clicked.connect(self.alter)
        nobody = Button(_(command(CommandId.NO_CUSTOMER).word), key=shown_key(CommandId.NO_CUSTOMER), height=44)
        nobody.clicked.connect(self.dropped)
        if current is None:
            nobody.hide()
        pay = Button(_(command(CommandId.PAY_ACCOUNT).word), key=shown_key(CommandId.PAY_ACCOUNT), height=44)
        pay.clicked.connect(self.pay)
        statement = Button(_(command(CommandId.STATEMENT).word), key=shown_key(CommandId.STATEMENT), height=44)
        statement.clicked.connect(self.ask_statement)
        on_paper = Button(_(command(CommandId.PRINT).word), key=shown_key(CommandId.PRINT), icon="printer", height=44)
        on_paper.clicked.connect(self.print_statement)
        self.printing = Printing(self, desk.operations, self._notice.show_text)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        title = Text(_("Who is the customer?"), px=Size.PANEL_TITLE, weight=Weight.BOLD)
        whole = column(title, self.field, self.bar, self._notice, gap=12, margins=(20, 16, 20, 16))
        whole.addWidget(self._pages, 1)
        self._foot = Wrapped((back, pay, statement, on_paper, nobody, alter, add), gap=12)
        whole.addWidget(self._foot)
        self.panel.setLayout(with_pad(whole))
        keys = {CommandId.NEW_CUSTOMER: self.add, CommandId.ALTER_CUSTOMER: self.alter}
        keys |= {CommandId.PAY_ACCOUNT: self.pay, CommandId.STATEMENT: self.ask_statement, CommandId.PRINT: self.print_statement}
        bind(self, keys | ({CommandId.NO_CUSTOMER: self.dropped.emit} if current is not None else {}))
        self._read()

    def open(self) -> None:
        super().open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, code: str) -> None:
        """A card's number: taken at once where it is one customer's own."""
        bare = code.strip()
        self.field.set_text(bare)
        self._typed(bare)
        for at, account in enumerate(self.model.shown):
            if account.customer.number == bare:
                self._take_row(at)
                return

    def take(self) -> None:
        """The marked one; where nobody fits, a new one."""
        if self.model.shown:
            self._take_row(max(0, self.table.current_row()))
        elif self.field.text():
            self.add()

    def add(self) -> None:
        """Enter a customer on the spot: what was typed is his name, or his number."""
        name, number, prices = NameField(), NameField(), _prices(Customer("", ""))
        typed = self.field.text()
        (number if any(sign.isdigit() for sign in typed) else name).setText(typed)

        def wanted() -> bool:
            if not name.text().strip():
                name.setFocus()
                raise Refused("customer_needs_a_name")
            self._add(number.text(), {"name": name.text()} | _kinds(prices))
            return False

        entries = [
            Entry(_("Name"), name, stretch=3),
            Entry(_("Number, for instance the telephone's"), number, stretch=2),
            Entry(_("Prices"), prices),
        ]
        self._ask(_("New customer"), entries, yes=_("Save and take"), take=wanted)

    def alter(self) -> None:
        """Another name for the marked one, other prices, how much may be owed and for how long."""
        account = self._marked()
        if account is None:
            return
        who = account.customer
        name, prices, limit, term = NameField(), _prices(who), MoneyField(optional=True), TermField()
        name.setText(who.name)
        limit.setPlaceholderText(_("no limit"))
        limit.set_value(who.limit_idr)
        term.set_value(who.due_days)

        def wanted() -> bool:
            most, days = limit.value_or_none(), term.value_or_none()
            terms = {"limit": "" if most is None else str(most), "due_days": "" if days is None else str(days)}
            self._alter(account, {"name": name.text()} | terms | _kinds(prices))
            return False

        entries = [
            Entry(_("Name"), name, stretch=3),
            Entry(_("Prices"), prices),
            Entry(_("Owes at most (Rp)"), limit, stretch=2),
            Entry(_("Days to pay"), term, stretch=1),
        ]
        self._ask(who.number, entries, yes=_("Alter"), take=wanted)

    def _ask(self, title: str, entries: Sequence[Entry], *, yes: str, take: Callable[[], bool]) -> None:
        """A question in the bar, which has the room of the buttons meanwhile."""
        self._foot.hide()
        self.bar.ask(title, entries, yes=yes, take=take)

    def _answered(self) -> None:
        self._foot.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _marked(self) -> Account | None:
        at = self.table.current_row()
        return self.model.shown[at] if 0 <= at < len(self.model.shown) else None

    def ask_statement(self) -> None:
        """What the marked one has taken, paid and owes, on paper."""
        if (account := self._marked()) is not None:
            self.statement_wanted.emit(account)

    def print_statement(self) -> None:
        """The same on an ordinary printer."""
        if (account := self._marked()) is not None:
            shop, number = self._desk.shop, account.customer.number
            self.printing.ask(account.customer.name, lambda: credit_papers.pdf(shop, number))

    def pay(self) -> None:
        """Take money in on the marked one's account: all that is owed, or a part."""
        account = self._marked()
        if account is None:
            return
        if account.balance_idr <= 0:
            self._notice.show_text(_("{name} owes nothing.").format(name=account.customer.name), "told")
            return
        amount, means = MoneyField(), Segments([(_(word), "") for _means, word in _PAID_BY])
        amount.set_value(account.balance_idr)
        reference = ReferenceField()
        shop, actor, uid = self._desk.shop, self._desk.actor, self._desk.shop.new_uid()

        def wanted() -> bool:
            taken = Rupiah(amount.value())
            by = _PAID_BY[means.at][0]
            self._desk.operations.later(
                Lane.COUNTER,
                lambda: credit.pay(shop, actor, account.customer.number, taken, means=by, reference=reference.text(), uid=uid),
                partial(self._paid, by),
                owner=self,
                failed=self.bar.say,
            )
            return False

        title = _("{name} owes {amount}").format(
            name=account.customer.name, amount=formatting.rupiah(account.balance_idr, texts.language())
        )
        entries = [Entry(_("Amount"), amount, stretch=1), Entry(_("Paid by"), means), Entry(_("Reference"), reference, stretch=1)]
        self._ask(title, entries, yes=_("Take it"), take=wanted)

    def _paid(self, by: Means, paid: Paid) -> None:
        if by is Means.CASH:
            self._desk.model(PrintQueue).open_for_cash()
        self.bar.close_bar()
        self.paid.emit(paid.account)
        left = formatting.rupiah(paid.account.balance_idr, texts.language())
        self._notice.show_text(_("{number}: taken; {left} is still owed.").format(number=paid.number, left=left), "told")
        self._read()

    def _alter(self, account: Account, values: Mapping[str, str]) -> None:
        shop, actor = self._desk.shop, self._desk.actor

        def altered(_customer: Customer) -> None:
            self.bar.close_bar()
            self._read()

        self._desk.operations.later(
            Lane.COUNTER, lambda: credit.change(shop, actor, account.customer.number, values), altered, owner=self, failed=self.bar.say
        )

    def _add(self, number: str, values: Mapping[str, str]) -> None:
        shop, actor = self._desk.shop, self._desk.actor
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: Account(credit.add(shop, actor, number, values), ()),
            self.taken.emit,
            owner=self,
            failed=self.bar.say,
        )

    def _read(self) -> None:
        shop = self._desk.shop
        self._none.setText(_("The customers are being read."))
        self._pages.setCurrentIndex(1)
        self._desk.operations.later(Lane.HEAVY, lambda: credit.accounts(shop), self._show, owner=self, failed=self._failed)

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self.model.show_all(accounts)
        self._typed(self.field.text())

    def _failed(self, error: Refused | Unavailable) -> None:
        self._notice.show_text(texts.sentence(error), "warning")

    def _typed(self, typed: str) -> None:
        self.model.find(typed)
        named = self._current.customer.number if self._current is not None and not typed.strip() else None
        self.table.pick(next((at for at, one in enumerate(self.model.shown) if one.customer.number == named), 0))
        self._pages.setCurrentIndex(0 if self.model.shown else 1)
        if typed.strip():
            self._none.setText(_("Nobody is called “{text}”. Enter adds a new customer.").format(text=typed.strip()))
        else:
            self._none.setText(_("There are no customers yet. The first one needs only a name and a number."))

    def _moved(self, by: int) -> None:
        self.table.pick(max(0, min(len(self.model.shown) - 1, self.table.current_row() + by)))

    def _take_row(self, at: int) -> None:
        if 0 <= at < len(self.model.shown):
            self.taken.emit(self.model.shown[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.is_open:
            self.bar.leave()
            return
        super().keyPressEvent(event)
