"""Taking goods back, the sheet: what comes back line by line, why, and what is given for it; the sum is the books' alone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.refund import Returned
from pos_app.domain.words import one_line
from pos_app.errors import Refused, Unavailable
from pos_app.services import exchanges
from pos_app.services.checkout import Committed
from pos_app.services.exchanges import Given
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Row, Size, Weight, font
from ui.till.payment_parts import WORDS
from ui.widgets.buttons import Button, Kind
from ui.widgets.flick import Flick
from ui.widgets.notice import Notice
from ui.widgets.num_pad import pad_room, with_pad
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.ready_words import ReadyWords
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Amount, Text

_WIDE, _LOW, _TALL = 820, 300, 700
_REASONS: Final = (N_("Broken"), N_("Past its date"), N_("Taken by mistake"), N_("Changed their mind"))
_NEEDS_OWNER = ("refund_above_limit", "owner_only")


class ReturnSheet(Overlay):
    """`returned` carries the counter-document; `exchange_wanted` what comes back for goods yet to be scanned.

    `other_wanted` asks for the other way: with the receipt, or without; `list_wanted` for the list of receipts.
    """

    returned = Signal(object)
    exchange_wanted = Signal(object)
    other_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget, *, title: str, asks: str, other: str, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, wanted=QSize(_WIDE, _LOW), margin=12)
        self._desk = desk
        self._busy = False
        self._uid = desk.shop.new_uid()
        """That of the return: where an answer was lost, the next try is the same one."""
        self._field = QLineEdit()
        self._field.setFont(font(Size.FIELD, Weight.SEMIBOLD))
        self._field.setPlaceholderText(asks)
        self._field.setAccessibleName(asks)
        self._field.setMaxLength(80)
        find = Button(_("Find"), key="Enter", height=44)
        find.clicked.connect(self.look_up)
        self._other = Button(other, key=shown_key(CommandId.RETURN), height=44)
        self._other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._other.clicked.connect(self.other_wanted)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addStretch(1)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(self._rows)
        scroll = QScrollArea()
        Flick(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        self._head = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._why = QLineEdit()
        self._why.setPlaceholderText(_("Why do the goods come back?"))
        self._why.setAccessibleName(_("Why do the goods come back?"))
        self._why.setMaxLength(200)
        self._reasons = ReadyWords([_(word) for word in _REASONS], self._why)
        self._ways = Segments(list(ways))
        self._ways.chosen.connect(lambda _at: self.preview())
        self._sum = Amount(px=Size.SIDE_TOTAL)
        self._sum_word = Text(_("To give back"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._told = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self._notice = Notice()
        self._go = Button(_("Take the goods back"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.NAME)
        self._go.clicked.connect(self.give_back)
        self._swap = Button(_(command(CommandId.EXCHANGE).word), key=shown_key(CommandId.EXCHANGE), height=54, px=Size.NAME)
        self._swap.clicked.connect(self.exchange)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        self._card = Surface("card")
        self._card.setLayout(column(scroll, margins=(1, 1, 1, 1)))
        head = row(Text(title, px=Size.PANEL_TITLE, weight=Weight.BOLD), gap=12)
        head.addStretch(1)
        listed = Button(_(command(CommandId.RECEIPTS).word), key=shown_key(CommandId.RECEIPTS), height=44)
        listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed.clicked.connect(self.list_wanted)
        head.addWidget(listed)
        head.addWidget(self._other)
        asked = row(gap=12)
        asked.addWidget(self._field, 1)
        asked.addWidget(find)
        reason = row(gap=12)
        reason.addWidget(self._why, 1)
        reason.addWidget(self._ways)
        foot = row(back, 12, gap=12)
        foot.addLayout(column(self._sum_word, self._sum, self._told, gap=2), 1)
        foot.addWidget(self._swap)
        foot.addWidget(self._go)
        self._beside = row(gap=12)
        self._beside.addWidget(self._head, 1)
        whole = column(head, asked, self._notice, self._beside, gap=12, margins=(20, 16, 20, 16))
        whole.addWidget(self._card, 1)
        whole.addWidget(self._reasons)
        whole.addLayout(reason)
        whole.addWidget(rule())
        whole.addLayout(foot)
        self.panel.setLayout(with_pad(whole))
        bind(
            self,
            {CommandId.RETURN: self.other_wanted.emit, CommandId.RECEIPTS: self.list_wanted.emit, CommandId.EXCHANGE: self.exchange},
        )
        self.show_rows(shown=False)

    def open(self) -> None:
        super().open()
        self._field.setFocus()

    # ------------------------------------------------------------ what each way answers by itself

    def look_up(self) -> None:
        """What was typed or scanned into the field."""
        raise NotImplementedError

    def preview(self) -> None:
        """Ask the books what would be given back."""
        raise NotImplementedError

    def post(self, actor: Actor) -> None:
        """Write the return."""
        raise NotImplementedError

    def exchange(self) -> None:
        """Keep what comes back until other goods are scanned for it."""
        raise NotImplementedError

    def begin_exchange(self, given: Given) -> None:
        """What only an owner may take back is asked for now, not when the new goods are paid."""
        self._begin(given, self._desk.actor)

    def _begin(self, given: Given, actor: Actor) -> None:
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER,
            lambda: exchanges.begin(shop, actor, given),
            self.exchange_wanted.emit,
            owner=self,
            failed=partial(self._not_begun, given),
        )

    def _not_begun(self, given: Given, error: Refused | Unavailable) -> None:
        self._told_no(error, partial(self._begin, given))

    # ------------------------------------------------------------ what both show

    def scanned(self, text: str) -> None:
        """A scan here goes into the field."""
        self._field.setText(text.strip())
        self.look_up()

    def show_rows(self, *, shown: bool) -> None:
        for widget in (self._card, self._reasons, self._why, self._ways, self._sum, self._sum_word, self._told, self._go, self._swap):
            widget.setVisible(shown)
        self.set_wanted(QSize(_WIDE + pad_room(), _TALL if shown else _LOW))

    def clear_rows(self) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def add_row(self, *items: QWidget) -> None:
        holder = Surface("line")
        holder.setFixedHeight(Row.TILL)
        holder.setLayout(row(*items, gap=12, margins=(16, 0, 16, 0)))
        self._rows.insertWidget(self._rows.count() - 1, holder)

    def show_nothing_chosen(self) -> None:
        self._go.setEnabled(False)
        self._swap.setEnabled(False)
        self._sum.show_amount(formatting.rupiah(0, texts.language()), ink="ink_2")
        self._told.setText(_("Scan what comes back, or type how many."))

    def show_sum(self, back: Returned) -> None:
        speech = texts.language()
        self._notice.clear()
        self._go.setEnabled(True)
        self._swap.setEnabled(True)
        self._sum.show_amount(formatting.rupiah(-back.settlement.paid_idr, speech))
        parts = [f"{_(WORDS[p.means])} {formatting.rupiah(-p.amount_idr, speech)}" for p in back.settlement.payments]
        self._told.setText(" · ".join(parts))

    # ------------------------------------------------------------ giving back

    def give_back(self) -> None:
        self._give_back(self._desk.actor)

    def _give_back(self, actor: Actor) -> None:
        if not self._busy and self._go.isEnabled() and self._go.isVisible() and self.reason() is not None:
            self._busy = True
            self._desk.hold.begin()
            self.post(actor)

    def given(self, done: Committed) -> None:
        self._busy = False
        self._desk.hold.end()
        self.returned.emit(done)

    def refused(self, error: Refused | Unavailable) -> None:
        if self._busy:
            self._busy = False
            self._desk.hold.end()
        self._told_no(error, self._give_back)

    def _told_no(self, error: Refused | Unavailable, again: Callable[[Actor], None]) -> None:
        """An owner's PIN opens what only an owner may do, and it is done again as allowed; anything else is said."""
        if error.code in _NEEDS_OWNER:
            as_owner(self._desk, self, texts.sentence(error), again)
            return
        self._notice.show_text(texts.sentence(error), "warning")
        if error.code == "reason_missing":
            self._why.setFocus()

    def reason(self) -> str | None:
        """Why; None where nothing was said, which is then asked for."""
        said = one_line(self._why.text())
        if not said:
            self.refused(Refused("reason_missing"))
        return said or None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._field.hasFocus():
            self.look_up()
        elif event.key() == Qt.Key.Key_F12:
            self.give_back()
        elif event.text().isalpha() and self._why.isVisible():  # no quantity has letters: the reason has begun
            self._why.setFocus()
            self._why.insert(event.text())
        else:
            super().keyPressEvent(event)


def by_means(done: Committed) -> str:
    """What was given back, in words, and whether somebody has set the clock back."""
    return " ".join([_given_back(done), *([texts.clock_set_back(done.before)] if done.before else [])])


def _given_back(done: Committed) -> str:
    speech = texts.language()
    paid = done.sale.payments
    whole = formatting.rupiah(-done.sale.paid_idr, speech)
    if paid and all(p.means == "cash" for p in paid):
        return _("Taken back as {number}: give {amount} in cash.").format(number=done.sale.number, amount=whole)
    codes = [p.reference for p in paid if p.means == "voucher" and p.reference]
    if codes:
        says = _("Taken back as {number}: {amount}, on voucher {code}.")
        return says.format(number=done.sale.number, amount=whole, code=", ".join(codes))
    return _("Taken back as {number}: {amount} goes back.").format(number=done.sale.number, amount=whole)
