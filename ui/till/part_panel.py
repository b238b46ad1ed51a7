"""What stands on the right of a payment: the QRIS code, the customer's account, a reference, or else the basket."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import Cart
from pos_app.domain.credit import Account
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import CARDS, Means
from pos_app.errors import Refused, Unavailable
from pos_app.services.qris_codes import Shown
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.theme import Size, Weight, font
from ui.till.payment_parts import WORDS, BasketGlance
from ui.till.tender_state import Part
from ui.widgets.buttons import Button
from ui.widgets.keys import KeyCap
from ui.widgets.num_pad import NumPad
from ui.widgets.qr_card import QrCard
from ui.widgets.segments import Segments
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Amount, Text

_CARDS = (N_("Debit"), N_("Credit"), N_("Wallet"))
_LOW = 520
"""Windows lower than this leave out what the main button says anyway."""
_SHORT = 600
"""In windows lower than this digits to tap leave room for no words, nor for an amount that stands in its field."""


class PartPanel(Surface):
    """`reference_typed` carries the means and the text; `settings_wanted` is for a shop whose QRIS is not kept yet."""

    reference_typed = Signal(object, str)
    settings_wanted = Signal()
    customer_wanted = Signal()
    card_chosen = Signal(object)

    def __init__(self, cart: Cart, parent: QWidget | None = None) -> None:
        super().__init__("raised", parent)
        self._part: Part | None = None
        self._code: Shown | None = None
        self._no_code: tuple[Rupiah, Refused | Unavailable] | None = None
        self._account: Account | None = None
        self._low = self._short = False
        self._glance = BasketGlance(cart)
        self._title = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._amount = Amount(px=Size.SIDE_TOTAL)
        self._amount_card = Surface("card")
        self._amount_card.setLayout(column(self._amount, margins=(16, 14, 16, 14)))
        self._kind = Segments([(_(word), "") for word in _CARDS])
        self._kind.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kind.chosen.connect(lambda at: self.card_chosen.emit(CARDS[at]))
        self._card = QWidget()
        self._card_key = KeyCap(shown_key(CommandId.CARD))
        self._card.setLayout(row(self._kind, self._card_key, None, gap=6))
        self._qr = QrCard()
        self._missing = self._made_missing()
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True)
        self._wrong_card = Surface("warning")
        self._wrong_card.setLayout(column(self._wrong, margins=(14, 12, 14, 12)))
        self._owes = Text(px=Size.TEXT, weight=Weight.SEMIBOLD, wrap=True)
        self._other = Button(_("Another customer"), key=shown_key(CommandId.CUSTOMER), height=40)
        self._other.clicked.connect(self.customer_wanted)
        self._told = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.reference = QLineEdit()
        self.reference.setMaxLength(60)
        self.reference.textEdited.connect(self._refer)
        self._down_word = Text(px=Size.SMALL, ink="ink_2")
        self._down = QWidget()
        self._down.setLayout(row(KeyCap("↓"), self._down_word, None, gap=6))
        self._box = QWidget()
        cards = (self._amount_card, self._qr, self._missing, self._wrong_card)
        below = (self._owes, self._other, self._told, self.reference, self._down)
        self._box.setLayout(column(self._title, *cards, self._card, *below, None, gap=10))
        self._touch = False
        self._pad = NumPad(times=False)
        self._pad.hide()
        self.setLayout(column(self._glance, self._box, self._pad, gap=0, margins=(20, 16, 20, 12)))
        self.show_part(None)

    def _made_missing(self) -> Surface:
        says = Text(_("The shop's own QRIS is not stored yet; with it the code carries the amount."), px=Size.LABEL, ink="ink_2", wrap=True)
        go = Button(_("To the settings"), height=40)
        go.clicked.connect(self.settings_wanted)
        made = Surface("dashed")
        made.setLayout(column(row(IconSign("qr-code", side=28), None), says, go, gap=10, margins=(16, 14, 16, 14)))
        return made

    def fit(self, *, height: int, narrow: bool) -> None:
        """Room for the panel, whose window is so high: a code must stay large enough to be read, so words go first."""
        self._low, self._short = height < _LOW, height < _SHORT
        self._card_key.setVisible(not narrow)
        self.setFixedWidth(250 if narrow else 332)
        self._qr.set_height(226 if self._low else 240 if height < 600 else 270 if narrow else 346)
        self.show_part(self._part)
        self.reference.setFont(font(Size.SMALL if narrow else Size.TEXT))
        self._amount.set_px(Size.TITLE if narrow else Size.SIDE_TOTAL)

    @property
    def shown(self) -> Part | None:
        """The part that shows here."""
        return self._part

    def show_cart(self, cart: Cart) -> None:
        """Another basket to glance at."""
        self._glance.show_cart(cart)

    def set_touch(self, *, on: bool) -> None:
        """Digits to tap, below whatever leaves room for them."""
        self._touch = on
        self.show_part(self._part)

    def show_part(self, part: Part | None) -> None:
        """Show what a part needs; None: the basket."""
        self._part = part
        self._pad.setVisible(self._touch and (part is None or part.means is not Means.QRIS))
        self._glance.setVisible(part is None)
        self._box.setVisible(part is not None)
        if part is None:
            return
        speech = texts.language()
        means, amount = part.means, formatting.rupiah(part.amount_idr, speech)
        self._title.setText(_(WORDS[means]))
        self._amount.show_amount(amount)
        self._told.setText(_("The money has been seen and confirmed by the cashier.") if part.arrived else _told_about(means))
        self._card.setVisible(means in CARDS)
        if means in CARDS:
            self._kind.choose(CARDS.index(means))
        self._show_code(part, amount)
        self._show_account(part)
        if means is Means.VOUCHER:
            self._show_vouchers(part)
        crowded = (self._low and means is Means.QRIS) or (self._short and self._pad.isVisibleTo(self))
        self._told.setVisible(not crowded)
        if crowded:
            self._amount_card.hide()
        says = _("Scan the voucher, or type its code") if means is Means.VOUCHER else _("Reference number, may stay empty")
        self._down_word.setText(_("to the voucher's code") if means is Means.VOUCHER else _("to the reference number"))
        self.reference.setPlaceholderText(says)
        self.reference.setAccessibleName(says)
        referred = means not in (Means.BON, Means.POINTS)
        self.reference.setVisible(referred)
        self._down.setVisible(referred and not crowded)
        if self.reference.text() != part.reference:
            self.reference.setText(part.reference)

    def show_code(self, code: Shown) -> None:
        """The code of an amount; it shows while the part is of exactly that."""
        self._code, self._no_code = code, None
        self.show_part(self._part)

    def show_no_code(self, amount_idr: Rupiah, error: Refused | Unavailable) -> None:
        self._code, self._no_code = None, (amount_idr, error)
        self.show_part(self._part)

    def show_account(self, account: Account | None) -> None:
        self._account = account
        self.show_part(self._part)

    def _show_code(self, part: Part, amount: str) -> None:
        qris = part.means is Means.QRIS
        error = self._no_code[1] if qris and self._no_code is not None and self._no_code[0] == part.amount_idr else None
        missing = error is not None and error.code == "no_qris_kept"
        code = self._code if self._code is not None and self._code.amount_idr == part.amount_idr else None
        self._qr.setVisible(qris and error is None)
        self._qr.show_code(code.modules if code else (), amount, code.merchant if code else "", paid=part.arrived)
        self._amount_card.setVisible(not qris or error is not None)
        self._missing.setVisible(missing)
        self._wrong_card.setVisible(error is not None and not missing)
        if error is not None:
            self._wrong.setText(texts.sentence(error))

    def _show_account(self, part: Part) -> None:
        account = self._account if part.means is Means.BON else None
        self._owes.setVisible(account is not None)
        self._other.setVisible(account is not None)
        if account is None:
            return
        self._owes.setText(owes(account))
        error = above_limit(account, part.amount_idr)
        self._wrong_card.setVisible(error is not None)
        if error is not None:
            self._wrong.setText(texts.sentence(error))

    def _show_vouchers(self, part: Part) -> None:
        """Those that were scanned, with what is on each."""
        speech = texts.language()
        says = _("{code}: {amount} on it")
        lines = [says.format(code=x.code, amount=formatting.rupiah(x.balance_idr, speech)) for x in part.vouchers]
        self._owes.setText("\n".join(lines))
        self._owes.setVisible(bool(lines))

    def _refer(self, text: str) -> None:
        if self._part is not None:
            self.reference_typed.emit(self._part.means, text)


def owes(account: Account) -> str:
    """Who it is, what is open on his account, and what is left of his limit."""
    speech, name = texts.language(), account.customer.name
    owed = formatting.rupiah(account.balance_idr, speech)
    if account.left_idr is None:
        return _("{name} owes {amount}; there is no limit.").format(name=name, amount=owed)
    left = formatting.rupiah(account.left_idr, speech)
    return _("{name} owes {amount}; {left} of the limit is left.").format(name=name, amount=owed, left=left)


def above_limit(account: Account, amount_idr: Rupiah) -> Refused | None:
    """Why so much cannot be taken on account, if so; the books ask again when the sale is written."""
    left = account.left_idr
    if left is None or amount_idr <= left:
        return None
    return Refused("credit_above_limit", name=account.customer.name, left_idr=left)


def _told_about(means: Means) -> str:
    if means is Means.QRIS:
        return _(
            "Look at the message on the shop's phone, then press M. The program asks no bank; the receipt says “confirmed by the cashier”."
        )
    if means is Means.EWALLET:
        return _("Look at the message of the customer's payment, then press M. The receipt says “confirmed by the cashier”.")
    if means is Means.TRANSFER:
        return _("Look at the bank's message, then press M. The program asks no bank; the receipt says “confirmed by the cashier”.")
    if means is Means.VOUCHER:
        return _("Enter takes a code that was typed. What is not used up stays on the voucher.")
    if means is Means.POINTS:
        return _("Paid with the member's points; the receipt says how many are left.")
    if means is Means.BON:
        return _("The amount is put on the customer's account; it is paid later, in parts or at once.")
    return _("Take the card on the bank's own device; here the amount is only recorded.")
