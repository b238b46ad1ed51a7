"""What is owed to suppliers: who is owed what, each supplier's invoices and payments, and paying in parts by means."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.supplier_debt import Invoice, SupplierPayment
from pos_app.domain.tender import Means
from pos_app.services import supplier_debts
from pos_app.services.shop import Changes
from pos_app.services.supplier_debts import MEANS, Account, Owed
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.print_queue import PrintQueue
from ui.stock.receiving_questions import WordField
from ui.stock.stock_words import cash_source
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.empty import EmptyList
from ui.widgets.entry_bar import Entry
from ui.widgets.entry_place import EntryPlace
from ui.widgets.fields import MoneyField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.segments import Segments
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Amount, Elided, Text

MEANS_WORDS = {"cash": N_("Cash"), "transfer": N_("Transfer"), "qris": N_("QRIS"), "debit": N_("Debit card"), "ewallet": N_("E-wallet")}


class DebtsPage(EntryPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.owed: Owed | None = None
        self.account: Account | None = None
        self.table = FiguresTable(
            [Column(_("Supplier")), Column(_("Next due"), 104, spare=1), Column(_("Owed"), 120, right=True)],
        )
        self.papers = FiguresTable(
            [
                Column(_("Paper")),
                Column(_("Due"), 104),
                Column(_("Amount"), 108, right=True, spare=1),
                Column(_("Still open"), 108, right=True),
            ],
        )
        self._total, self._late = Amount(px=Size.SIDE_TOTAL), Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning")
        self._name, self._open = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD), Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self.means = Segments([(_(MEANS_WORDS[x]), "") for x in MEANS], height=40)
        self.pay_button = Button(_("Pay"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=48, px=Size.TEXT)
        self.pay_button.clicked.connect(self.pay)
        self._back = Button(_("Take a payment back"), key="K", icon="rotate-ccw")
        self._back.clicked.connect(self.take_back)
        sums = column(Text(_("Owed in all"), px=Size.SMALL, ink="ink_2"), self._total, self._late, gap=2, margins=(16, 12, 16, 10))
        left = card(sums, self.table)
        head = row(self._name, gap=12, margins=(16, 14, 16, 10))
        head.addLayout(row(self._open))
        foot = column(row(self.means, None), row(self._back, None, self.pay_button), gap=8, margins=(16, 10, 16, 12))
        right = card(head, self.papers, foot)
        shown = QWidget()
        both = row(gap=14)
        both.addWidget(left, 4)
        both.addWidget(right, 6)
        shown.setLayout(both)
        self._either = Either(EmptyList(_("Nothing is owed to any supplier.")), shown)
        whole = column(self.notice, self.bar, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self.table.picked.connect(lambda _row: self._read_account())
        self.table.activated_row.connect(lambda _row: self.pay())
        self.papers.activated_row.connect(lambda _row: self.pay_one())
        self.bar.closed.connect(self.table.setFocus)
        self.bind({CommandId.FINISH_STEP: self.pay})

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.read()
        self.table.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.suppliers:
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """K takes the last payment back while no text field has the focus."""
        focus = self.focusWidget()
        if event.text().upper() == "K" and not (isinstance(focus, QLineEdit) and focus.hasFocus()):
            self.take_back()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ reading

    def read(self) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.SEARCH, lambda: supplier_debts.owed(shop), self._show, owner=self)

    def _show(self, owed: Owed) -> None:
        self.owed = owed
        speech = texts.language()
        self._total.show_amount(formatting.rupiah(owed.total_idr, speech))
        late = sum(x.open_idr for x in owed.overdue)
        said = ngettext("{n} invoice overdue: {amount}", "{n} invoices overdue: {amount}", len(owed.overdue))
        self._late.setText(said.format(n=len(owed.overdue), amount=formatting.rupiah(late, speech)) if late else "")
        self.table.show_lines(
            [
                Line(
                    (
                        Said(
                            x.supplier,
                            below=ngettext("{n} invoice", "{n} invoices", x.open_invoices).format(n=x.open_invoices),
                            weight=Weight.SEMIBOLD,
                        ),
                        _due(x.next_due, late=bool(x.overdue_idr)),
                        Said(formatting.number(x.owed_idr, speech), weight=Weight.BOLD, ink="warning" if x.overdue_idr else "ink"),
                    ),
                    key=x.supplier,
                )
                for x in owed.balances
            ]
            + [Line((Said(name), Said(_("paid up"), ink="ink_2"), Said(formatting.number(0, speech))), key=name) for name in owed.settled]
        )
        self._either.show_that(owed.balances or owed.settled or self.account)
        if self.table.figures.lines and self.table.current_row() < 0:
            self.table.pick(0)
        self._read_account()

    def _read_account(self) -> None:
        name = self.table.current_key()
        if not isinstance(name, str):
            name = self.account.supplier.name if self.account else None
        if name is None:
            return
        shop, which = self.desk.shop, name
        self.desk.operations.later(Lane.HINT, lambda: supplier_debts.account(shop, which), self._show_account, owner=self)

    def _show_account(self, account: Account) -> None:
        self.account = account
        self._name.setText(account.supplier.name)
        self._open.setText(formatting.rupiah(account.owed_idr, texts.language()))
        day = self.owed.day if self.owed else None
        lines = [_invoice(x, late=day is not None and bool(x.overdue_days(day))) for x in account.invoices if x.open_idr]
        lines += [_payment(x) for x in account.payments[:20]]
        self.papers.show_lines(lines)
        self.pay_button.setEnabled(account.owed_idr > 0)
        self._back.setEnabled(self._last_payment() is not None)

    def _last_payment(self) -> SupplierPayment | None:
        """The last payment that still stands."""
        if self.account is None:
            return None
        gone = {x.counters for x in self.account.payments}
        return next((x for x in self.account.payments if x.counters is None and x.number not in gone), None)

    # ------------------------------------------------------------ what a person does

    def pay(self) -> None:
        """Pay what is due first; less than all is a part payment."""
        if self.account is not None and self.account.owed_idr > 0:
            self._ask(self.account.owed_idr, {})

    def pay_one(self) -> None:
        """Pay the invoice that is picked."""
        number = self.papers.current_key()
        for invoice in self.account.invoices if self.account else ():
            if invoice.number == number and invoice.open_idr > 0:
                self._ask(invoice.open_idr, {invoice.number: invoice.open_idr})

    def _ask(self, offered: Rupiah, named: dict[str, Rupiah]) -> None:
        account = self.account
        if account is None:
            return
        amount, reference = MoneyField(), WordField()
        amount.set_value(offered)
        means, uid, source = MEANS[self.means.at], self.desk.shop.new_uid(), cash_source()
        shop, actor, name = self.desk.shop, self.desk.actor, account.supplier.name

        def taken() -> bool:
            value, said, from_safe = amount.amount(), reference.text(), source.at == 1
            parts = dict.fromkeys(named, value)
            self._send(
                lambda: supplier_debts.pay(
                    shop, actor, name, value, means=means, invoices=parts, reference=said, from_safe=from_safe, uid=uid
                ),
                drawer=means is Means.CASH and not from_safe,
            )
            return False

        to = ", ".join(named) or _("what is due first")
        title = _("Pay {supplier} by {means}: {what}").format(supplier=name, means=_(MEANS_WORDS[means]).lower(), what=to)
        entries = [Entry(_("Amount"), amount), Entry(_("Reference, may stay empty"), reference, stretch=1)]
        if means is Means.CASH:
            entries.insert(1, Entry(_("Cash from"), source))
        self.bar.ask(title, entries, yes=_("Pay"), take=taken)

    def take_back(self) -> None:
        """Take the last payment back; what it paid is open again."""
        payment = self._last_payment()
        if payment is None:
            return
        why = WordField()
        why.setMaxLength(120)
        shop, actor, number = self.desk.shop, self.desk.actor, payment.number

        def taken() -> bool:
            self._send(lambda: supplier_debts.take_back(shop, actor, number, why=why.text()))
            return False

        said = _("Take {number} of {amount} back").format(number=number, amount=formatting.rupiah(payment.amount_idr, texts.language()))
        self.bar.ask(said, [Entry(_("Reason"), why, stretch=1)], yes=_("Take back"), take=taken)

    def _send(self, call: Callable[[], tuple[SupplierPayment, Changes]], *, drawer: bool = False) -> None:
        def done(found: tuple[SupplierPayment, Changes]) -> None:
            payment, changes = found
            if drawer:
                self.desk.model(PrintQueue).open_for_cash()
            self.bar.close_bar()
            self.notice.show_text(_("{number} is posted.").format(number=payment.number))
            self.read()
            self.desk.announce(changes, self)

        self.write(call, done)


def _due(day: date | None, *, late: bool) -> Said:
    if day is None:
        return Said(formatting.DASH)
    return Said(formatting.day(day, texts.language()), below=_("overdue") if late else "", ink="warning" if late else "ink")


def _invoice(invoice: Invoice, *, late: bool) -> Line:
    speech = texts.language()
    credit = invoice.open_idr < 0
    return Line(
        (
            Said(invoice.their_number or invoice.number, below=_("credit") if credit else invoice.number, weight=Weight.SEMIBOLD),
            _due(invoice.due, late=late),
            Said(formatting.number(invoice.total_idr + invoice.corrected_idr, speech)),
            Said(formatting.number(invoice.open_idr, speech), weight=Weight.BOLD, ink="ok" if credit else "warning" if late else "ink"),
        ),
        key=invoice.number,
    )


def _payment(payment: SupplierPayment) -> Line:
    speech = texts.language()
    said = _("Payment taken back") if payment.counters else _("Payment, {means}").format(means=_(MEANS_WORDS[payment.means]).lower())
    about = [payment.number, payment.reference, payment.why]
    return Line(
        (
            Said(said, below=" · ".join(x for x in about if x)),
            Said(formatting.day(payment.business_day, speech)),
            Said(formatting.number(-payment.amount_idr, speech)),
            Said(formatting.DASH),
        ),
        key=payment.number,
    )
