"""The right side of the till, largest first: the total, the share of domestic goods, one suggestion, the way to pay."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain import tender
from pos_app.domain.cart import BasketShare, Cart, share_of_cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.credit import Account
from pos_app.domain.local_content import shares
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.sale import Sale
from pos_app.services.checkout import Suggestion
from pos_app.services.setup import Progress
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, command, shown_key
from ui.theme import Size, Weight
from ui.till.setup_card import SetupCard
from ui.till.suggestion_card import SuggestionCard
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.chip import Chip
from ui.widgets.keys import KeyCap
from ui.widgets.num_pad import NumPad
from ui.widgets.share_bar import ShareBar, ShareLegend
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Amount, Text

_LOW = 660
_NAME_ROOM = 110
"""Pixels for a customer's name beside the count."""


class SidePanel(Surface):
    """`pay_wanted` carries an amount in cash to begin with, 0 for none."""

    pay_wanted = Signal(int)
    swap_wanted, other_swap_wanted = Signal(), Signal()
    place_wanted = Signal(str)
    customer_wanted = Signal()
    customer_dropped = Signal()

    def __init__(self, places: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self._rule = CashRounding.DOWN_100
        self._cart = Cart()
        self._count = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._customer = Chip(dashed=True)
        self._customer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._customer.clicked.connect(self._customer_clicked)
        self._drop_customer = IconButton("x", _(command(CommandId.NO_CUSTOMER).title), side=28)
        self._drop_customer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drop_customer.clicked.connect(self.customer_dropped)
        self._named = False
        self._total = Amount(px=Size.TOTAL)
        self._less = Text(px=Size.LABEL, ink="ink_2")
        self._share = Text(px=Size.LABEL, weight=Weight.SEMIBOLD)
        self._bar = ShareBar()
        self._legend = ShareLegend()
        self._empty = Text(_("Fills as soon as there are goods in the basket."), px=Size.SMALL, ink="ink_2", wrap=True)
        self._card = SuggestionCard()
        self._card.taken.connect(self.swap_wanted)
        self._card.other_wanted.connect(self.other_swap_wanted)
        self._setup = SetupCard(places)
        self._setup.wanted.connect(self.place_wanted)
        self._progress: Progress | None = None
        self._saved = self._tight = self._compact = self._exchanging = False
        self._suggestion: Suggestion | None = None
        self._exact = Button(_("Exact cash"), height=42, px=Size.TEXT)
        self._exact.clicked.connect(lambda: self.pay_wanted.emit(self._due()))
        self._quick = [Button("", height=42, px=Size.TEXT) for _n in range(2)]
        for button in self._quick:
            button.clicked.connect(lambda _on=False, b=button: self.pay_wanted.emit(int(b.property("amount"))))
        self._help = QWidget()
        self._help.setLayout(row(KeyCap("F1"), Text(_("all keys and help"), px=Size.SMALL, ink="ink_2"), None, gap=8))
        self.pay = Button(_(command(CommandId.PAY).word), kind=Kind.MAIN, key=shown_key(CommandId.PAY), height=76, px=Size.TITLE)
        self.pay.clicked.connect(lambda: self.pay_wanted.emit(0))
        self._pad = NumPad()
        self._pad.hide()
        meter_head = row(Text(_("Domestic goods"), px=Size.LABEL, weight=Weight.SEMIBOLD), None, self._share)
        self._box = column(
            column(row(self._count, None, self._customer, self._drop_customer, gap=2), self._total, self._less, gap=0),
            column(meter_head, self._bar, self._legend, self._empty, gap=7),
            self._card,
            self._setup,
            row(self._exact, *self._quick),
            self._help,
            None,
            self._pad,
            self.pay,
            gap=14,
            margins=(18, 16, 18, 16),
        )
        self.setLayout(self._box)
        self.show_customer(None)
        self.show_cart(Cart(), saved=None)
        self.set_compact(False)

    def set_touch(self, *, on: bool) -> None:
        """Digits to tap, above the way to pay."""
        self._pad.setVisible(on)
        self._show_help()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the window is low, digits to tap have the room of what else would stand above them."""
        tapped = not self._pad.isHidden()
        self._box.setSpacing(8 if tapped or self._compact else 14)
        tight = tapped and self.height() < _LOW
        if tight != self._tight:
            self._tight = tight
            self.show_suggestion(self._suggestion)
            self._show_quick(bool(self._cart.lines))

    def set_compact(self, compact: bool) -> None:
        """Fewer pixels around the same things, for small or magnified screens."""
        self._compact = compact
        self.setFixedWidth(312 if compact else 388)
        self._card.set_compact(compact)
        self._total.set_px(44 if compact else Size.TOTAL)
        self.pay.set_height(54 if compact else 76, Size.PANEL_TITLE if compact else Size.TITLE)
        for button in (self._exact, *self._quick):
            button.set_height(36 if compact else 42, Size.LABEL if compact else Size.TEXT)
        self._box.setContentsMargins(*((12, 10, 12, 10) if compact else (18, 16, 18, 16)))
        self._fit()
        self._show_quick(bool(self._cart.lines))

    def show_customer(self, account: Account | None) -> None:
        """Whose basket it is; without one, the way to say it."""
        self._named = account is not None
        word = _(command(CommandId.CUSTOMER).word)
        name = word if account is None else account.customer.name
        room = QFontMetrics(self._customer.font()).elidedText(name, Qt.TextElideMode.ElideRight, _NAME_ROOM)
        self._customer.show_words(room if account is not None else f"{room} · {shown_key(CommandId.CUSTOMER)}")
        self._customer.setToolTip(name if room != name else "")
        self._customer.setChecked(self._named)
        self._drop_customer.setVisible(self._named)

    def _customer_clicked(self, _on: bool) -> None:
        self._customer.setChecked(self._named)
        self.customer_wanted.emit()

    def set_rounding(self, rule: CashRounding) -> None:
        self._rule = rule
        self.show_cart(self._cart, saved=None)

    def show_exchange(self, *, on: bool) -> None:
        """While goods come back for others only the difference is paid, and the payment says what that is."""
        self._exchanging = on
        self._show_pay()

    def _show_pay(self) -> None:
        full = bool(self._cart.lines)
        self._show_quick(full)
        self.pay.setEnabled(full)
        self.pay.set_right(formatting.rupiah(self._cart.total_idr, texts.language()) if full and not self._exchanging else "")

    def _due(self) -> int:
        return tender.due(self._cart.total_idr, Rupiah(0), self._rule)

    def show_cart(self, cart: Cart, *, saved: Sale | None) -> None:
        """Show a basket; with `saved` it has just been paid: its total and share stay, pale."""
        self._cart = cart
        speech = texts.language()
        full = bool(cart.lines)
        if saved is not None:
            self._count.setText(_("Total of the last sale"))
        else:
            self._count.setText(ngettext("Total · {n} article", "Total · {n} articles", cart.pieces).format(n=cart.pieces))
        shown = cart.total_idr if saved is None else saved.total_idr + saved.rounding_idr
        self._total.show_amount(formatting.rupiah(shown, speech), ink="ink" if full else "ink_2")
        self._less.setVisible(bool(cart.discount_idr))
        self._less.setText(
            _("{net} less discount {discount}").format(
                net=formatting.rupiah(cart.net_idr, speech), discount=formatting.rupiah(cart.discount_idr, speech)
            )
        )
        self._show_share(share_of_cart(cart) if saved is None else saved.share)
        self._saved = saved is not None
        self._show_setup()
        self._show_help()
        self._show_pay()

    def _show_help(self) -> None:
        self._help.setVisible(not self._cart.lines and not self._saved and self._pad.isHidden())

    def _show_share(self, share: BasketShare) -> None:
        values = {State.DOMESTIC: share.domestic_idr, State.IMPORTED: share.imported_idr, State.UNKNOWN: share.unknown_idr}
        tenths = shares(values, 1000)[State.DOMESTIC]
        self._bar.show_values(values)
        self._legend.show_values(values)
        some = share.goods_idr > 0
        self._legend.setVisible(some)
        self._empty.setVisible(not some)
        self._share.setText(formatting.share(None if tenths is None else tenths * 10, texts.language()))

    def _show_quick(self, full: bool) -> None:
        full = full and not self._tight and not self._exchanging
        offered = tender.quick_amounts(Rupiah(self._due())) if full else []
        offered = offered[1:3] if len(offered) > 2 else offered[:2]
        self._exact.setVisible(full)
        for at, button in enumerate(self._quick):
            button.setVisible(at < len(offered))
            if at < len(offered):
                button.setText(formatting.number(offered[at], texts.language()))
                button.setProperty("amount", offered[at])
                button.updateGeometry()
        self._fit_quick()

    def _fit_quick(self) -> None:
        """Leave the larger amounts out where there is no room for them: an amount is never cut."""
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        shown = [b for b in (self._exact, *self._quick) if not b.isHidden()]
        while len(shown) > 1 and max(b.sizeHint().width() for b in shown) * len(shown) + 8 * (len(shown) - 1) > room:
            shown.pop().hide()

    def show_progress(self, progress: Progress) -> None:
        """How far a new shop has come; it shows while there is no basket."""
        self._progress = progress
        self._show_setup()

    def _show_setup(self) -> None:
        self._setup.show_progress(None if self._cart.lines or self._saved else self._progress)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        self._suggestion = suggestion
        self._card.show_suggestion(None if self._tight else suggestion)
