"""The payment's panel: what is due, by which means, the parts, the change, and the button that is always the next step."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain import tender
from pos_app.domain.cart import Cart, share_of_cart
from pos_app.domain.credit import Account
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.domain.tender import CARDS, CONFIRMED_BY_HAND, Means
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.theme import Size, Weight, font
from ui.till.part_panel import PartPanel
from ui.till.payment_parts import COMMANDS, WORDS, ChangeCard, MeansButton, PartRow, PartsCard
from ui.till.tender_state import CASHLESS, Tender
from ui.widgets.badge import Flag
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields import MoneyField
from ui.widgets.keys import KeyCap
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Amount, Text

MEANS = (Means.CASH, *CASHLESS)
"""One button each; that of the debit card is for every kind of card."""
_RECEIPTS: Final = {"printer": (N_("Printer"), "printer"), "pdf": (N_("PDF"), "file-text"), "none": (N_("None"), "ban")}

_AMOUNT_ROOM = 210
"""Pixels an amount of some millions needs beside its word."""


class _AmountBox(Surface):
    """The amount field with its word inside the same frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.field = MoneyField(self, px=32)
        self.word = Text(px=Size.LABEL, ink="ink_2", parent=self)
        self.setFocusProxy(self.field)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.field.setGeometry(self.rect())
        self.word.move(14, (self.height() - self.word.sizeHint().height()) // 2)
        self._fit()

    def say(self, text: str) -> None:
        self.word.setText(text)
        self.word.adjustSize()
        self.word.raise_()
        self.word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.field.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        """The word gives way where there is no room for it beside the amount."""
        fits = self.word.width() + _AMOUNT_ROOM <= self.width()
        self.word.setVisible(fits)
        self.field.setTextMargins(self.word.width() + 12 if fits else 0, 0, 0, 0)


class PaymentSheet(Overlay):
    """Shows a `Tender`; what a person does with it is said by signals."""

    means_chosen = Signal(object)
    amount_typed = Signal()
    amount_given = Signal(int)
    exact_wanted = Signal()
    part_dropped = Signal(object)
    step_wanted = Signal()
    receipt_chosen = Signal(str)
    shown = Signal(object)
    """The tender, whenever it shows."""

    def __init__(self, parent: QWidget, cart: Cart, *, receipts: Sequence[str], receipt: str) -> None:
        super().__init__(parent, wanted=QSize(1180, 696), margin=20)
        self._cart = cart
        self._parted = False
        self._head()
        self._means_column()
        self._middle_column()
        self._right = PartPanel(cart)
        self._receipts = receipts
        self._foot(receipt)
        self._lay_out()

    def _head(self) -> None:
        speech, pieces = texts.language(), self._cart.pieces
        self._account: Account | None = None
        self._customer = Button(_("Customer"), kind=Kind.LINK, key=shown_key(CommandId.CUSTOMER), height=28)
        self._customer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        share = share_of_cart(self._cart)
        tenths = shares({State.DOMESTIC: share.domestic_idr, State.IMPORTED: share.imported_idr, State.UNKNOWN: share.unknown_idr}, 1000)
        domestic = tenths[State.DOMESTIC]
        value = Text(formatting.share(None if domestic is None else domestic * 10, speech), px=Size.SMALL, weight=Weight.BOLD)
        self._head_row = row(
            Text(_("Payment"), px=Size.PANEL_TITLE, weight=Weight.BOLD),
            Text(ngettext("{n} article", "{n} articles", pieces).format(n=pieces), px=Size.SMALL, ink="ink_2"),
            self._customer,
            None,
            row(Flag(), Text(_("Domestic goods"), px=Size.SMALL, ink="ink_2"), value, gap=6),
            gap=16,
            margins=(20, 0, 20, 0),
        )

    def _means_column(self) -> None:
        self._means = {means: MeansButton(means, shown_key(COMMANDS[means])) for means in MEANS}
        for means, button in self._means.items():
            button.clicked.connect(partial(self._chosen, means))
        self._hint = QWidget()
        hint = column(
            row(KeyCap(shown_key(CommandId.NEXT_MEANS)), Text(_("next means"), px=Size.SMALL, ink="ink_2"), None, gap=6),
            row(KeyCap(shown_key(CommandId.ANOTHER_PART)), Text(_("another part"), px=Size.SMALL, ink="ink_2"), None, gap=6),
            gap=4,
        )
        self._hint.setLayout(hint)
        title = Text(_("Means"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._left = column(title, *self._means.values(), 4, self._hint, None)
        self._left.setContentsMargins(14, 16, 14, 12)

    def set_touch(self, *, on: bool) -> None:
        """Digits to tap on the right, and no words about keys."""
        self._hint.setVisible(not on)
        self._right.set_touch(on=on)

    def _middle_column(self) -> None:
        self._due = Amount(px=Size.TOTAL)
        self._rounding = Text(px=Size.SMALL, ink="ink_2")
        self._rounding.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._parts = PartsCard()
        self._amount = _AmountBox()
        self._amount.field.edited.connect(self.amount_typed)
        self._exact = Button(_("Exact"), key=shown_key(CommandId.EXACT), height=64, px=Size.NAME)
        self._exact.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._exact.setMinimumWidth(176)
        self._exact.clicked.connect(self.exact_wanted)
        self._quick_row = row()
        self._quick: list[Button] = []
        for _n in range(5):
            button = Button("", kind=Kind.CHOICE, height=46, px=Size.NAME)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoExclusive(False)
            button.clicked.connect(partial(self._given, button))
            self._quick.append(button)
            self._quick_row.addWidget(button, 1)
        self._change = ChangeCard()
        self._notice = Notice()

    def _foot(self, receipt: str) -> None:
        self._back = Button(_("Back to the basket"), key="Esc", height=44)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.left)
        self._receipt = Segments([(_(word), icon) for word, icon in (_RECEIPTS[which] for which in self._receipts)])
        self._receipt.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._receipt.choose(self._receipts.index(receipt))
        self._receipt.chosen.connect(lambda at: self.receipt_chosen.emit(self._receipts[at]))
        self._finish = Button("", kind=Kind.MAIN, key="Enter", height=54, px=Size.FIELD)
        self._finish.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._finish.clicked.connect(self.step_wanted)
        self._receipt_word = Text(_("Receipt"), px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._receipt_key = KeyCap(shown_key(CommandId.RECEIPT_CHOICE))

    def _lay_out(self) -> None:
        due = column(Text(_("To pay"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2"), self._due, gap=0)
        top = row(gap=12)
        top.addLayout(due, 1)
        top.addWidget(self._rounding)
        amounts = row(gap=10)
        amounts.addWidget(self._amount, 1)
        amounts.addWidget(self._exact)
        self._middle = column(top, self._parts, amounts, self._quick_row, self._notice, self._change, gap=12, margins=(20, 16, 20, 16))
        self._middle.setStretchFactor(self._change, 1)
        self._left_holder, middle = QWidget(), QWidget()
        self._left_holder.setLayout(self._left)
        middle.setLayout(self._middle)
        body = QGridLayout()
        body.setSpacing(0)
        body.addWidget(self._left_holder, 0, 0)
        body.addWidget(_upright(), 0, 1)
        body.addWidget(middle, 0, 2)
        body.addWidget(_upright(), 0, 3)
        body.addWidget(self._right, 0, 4)
        body.setColumnStretch(2, 1)
        self._head_holder, self._foot_holder = QWidget(), QWidget()
        self._head_holder.setLayout(self._head_row)
        foot = row(self._back, 8, self._receipt_word, self._receipt, self._receipt_key, None, gap=14, margins=(20, 0, 20, 0))
        foot.addWidget(self._finish)
        self._foot_holder.setLayout(foot)
        whole = column(self._head_holder, rule(), gap=0, margins=(1, 1, 1, 1))
        whole.addLayout(body, 1)
        whole.addWidget(rule())
        whole.addWidget(self._foot_holder)
        self.panel.setLayout(whole)

    def place_panel(self) -> None:
        super().place_panel()
        small = self.panel.height() < 600
        narrow = self.panel.width() < 1000
        self._head_holder.setFixedHeight(44 if small else 56)
        self._foot_holder.setFixedHeight(64 if small else 82)
        self._left_holder.setFixedWidth(186 if narrow else 228)
        self._right.setVisible(not narrow or self._right.shown is not None)
        self._right.fit(height=self.panel.height(), narrow=narrow)
        for means in self._means.values():
            means.set_height(44 if small else 56)
        self._due.set_px(40 if small else Size.TOTAL)
        self._change.set_px(48 if small else Size.HEADLINE)
        self._amount.setFixedHeight(52 if small else 64)
        self._exact.set_height(52 if small else 64, Size.NAME)
        self._exact.setMinimumWidth(120 if narrow else 176)
        for button in self._quick:
            button.set_height(38 if small else 46, Size.TEXT if narrow else Size.NAME)
        self._finish.setMinimumWidth(300 if narrow else 392)
        self._amount.field.setFont(font(24 if narrow else 32, Weight.BOLD))
        self._receipt_word.setVisible(not narrow)
        self._middle.setSpacing(8 if small else 12)
        self._quick_row_visible()

    def _chosen(self, means: Means, _checked: bool = False) -> None:
        self.means_chosen.emit(means)

    def _given(self, button: Button, _checked: bool = False) -> None:
        self.amount_given.emit(int(button.property("amount")))

    def flip_receipt(self) -> None:
        """The next choice of what becomes of the receipt."""
        self._receipt.choose((self._receipt.at + 1) % len(self._receipts))
        self.receipt_chosen.emit(self._receipts[self._receipt.at])

    def show_tender(self, state: Tender) -> None:
        """Show everything of an open payment."""
        speech = texts.language()
        self._parted = bool(state.parts)
        self._due.show_amount(formatting.rupiah(state.due_idr, speech))
        self._rounding.setText(_rounding_text(state))
        for means, means_button in self._means.items():
            means_button.setChecked(means is button_of(state.current))
            means_button.setVisible(means is not Means.POINTS or bool(state.point_idr))
            self._show_means(means_button, state)
        self._show_parts(state)
        cash = state.current is Means.CASH
        self._amount.say(_("Cash received") if cash else _("Amount"))
        self._exact.setText(_("Exact") if cash else _("All of it"))
        offered = tender.suggested_amounts(state.cash_due_idr) if cash and state.uses_cash else []
        for at, button in enumerate(self._quick):
            button.setVisible(at < len(offered))
            if at < len(offered):
                button.setText(formatting.number(offered[at], speech))
                button.setProperty("amount", int(offered[at]))
                button.setChecked(state.received_idr == offered[at])
        self._quick_row_visible()
        self._change.show_tender(state)
        self._right.show_part(state.shown_part)
        self._show_finish(state)
        self.shown.emit(state)

    def _quick_row_visible(self) -> None:
        tight = self.panel.height() < 600 and self._parted
        if tight:
            for button in self._quick:
                button.hide()

    def _show_means(self, button: MeansButton, state: Tender) -> None:
        speech = texts.language()
        used = [part.amount_idr for part in state.parts if button_of(part.means) is button.means]
        if button.means is Means.CASH:
            below = formatting.number(state.cash_due_idr, speech) if state.uses_cash else ""
            button.set_below(below, used=False)
        elif used:
            button.set_below(formatting.number(sum(used), speech), used=True)
        else:
            button.set_below(self._said_below(button.means), used=False)

    def _said_below(self, means: Means) -> str:
        if means is Means.DEBIT:
            return _("debit, credit")
        if means is Means.BON:
            return self._account.customer.name if self._account is not None else _("name a customer")
        if means is Means.POINTS:
            n = self._account.points if self._account is not None else 0
            return ngettext("{n} point", "{n} points", n).format(n=n) if self._account is not None else _("choose the member")
        return ""

    def show_account(self, account: Account | None) -> None:
        """Whose basket is being paid, and how his account stands."""
        self._account = account
        self._customer.setText(_("Customer") if account is None else _("Customer: {name}").format(name=account.customer.name))
        self._customer.updateGeometry()
        self._right.show_account(account)

    def _show_parts(self, state: Tender) -> None:
        speech = texts.language()
        rows = []
        for part in state.parts:
            if part.means in CONFIRMED_BY_HAND:
                told = _("waiting for the money") if part.waiting else _("confirmed by the cashier")
            elif part.means is Means.VOUCHER:
                told = ", ".join(one.code for one in part.vouchers) or _("scan the voucher")
            else:
                told = _("recorded")
            amount = formatting.number(part.amount_idr, speech)
            line = PartRow(part.means, told, amount, waiting=part.waiting, removable=True, current=part.means is state.current)
            line.dropped.connect(partial(self.part_dropped.emit, part.means))
            rows.append(line)
        if state.parts and state.uses_cash:
            rest = formatting.number(state.cash_due_idr, speech)
            told = _("the rest, in cash")
            rows.append(PartRow(Means.CASH, told, rest, waiting=False, removable=False, current=state.current is Means.CASH))
        self._parts.show_rows(rows)

    def _show_finish(self, state: Tender) -> None:
        speech = texts.language()
        waiting = state.waiting
        if waiting is not None:
            word = _("{means} {amount} has arrived").format(
                means=_(WORDS[waiting.means]), amount=formatting.rupiah(waiting.amount_idr, speech)
            )
            key = shown_key(CommandId.ARRIVED)
        else:
            key = "Enter"
            if state.above_idr:
                word = _("{amount} too much").format(amount=formatting.rupiah(state.above_idr, speech))
            elif state.missing_idr:
                word = _("{amount} missing").format(amount=formatting.rupiah(state.missing_idr, speech))
            else:
                word = _("Finish the sale")
        self._finish.setText(word)
        self._finish.set_key(key)


def button_of(means: Means) -> Means:
    """The means on whose button this one is."""
    return Means.DEBIT if means in CARDS else means


def _upright() -> QWidget:
    made = Surface("rule")
    made.setFixedWidth(1)
    return made


def _rounding_text(state: Tender) -> str:
    if state.over_idr:
        returned = _("after {amount} of the return").format(amount=formatting.rupiah(state.over_idr, texts.language()))
        return f"{returned}\n{_rounded(state)}"
    return _rounded(state)


def _rounded(state: Tender) -> str:
    if not state.uses_cash:
        return _("no rounding without cash")
    rounded = _("Cash rounding {amount}").format(amount=formatting.rupiah(state.rounding_idr, texts.language()))
    step = state.rule.step_idr
    if step == 1:
        return rounded
    by = formatting.rupiah(step, texts.language())
    how = _("down to {step}") if state.rule.startswith("down") else _("to the nearest {step}")
    return f"{rounded}\n{how.format(step=by)}"
