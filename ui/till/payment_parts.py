"""Pieces of the payment panel: a means, the list of parts, the change with its notes."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.domain.tender import CARDS, Means, in_notes
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId
from ui.theme import Radius, Row, Size, Weight, font, icons, reach, tokens
from ui.till.tender_state import Tender
from ui.widgets import keys
from ui.widgets.badge import Flag
from ui.widgets.buttons import IconButton
from ui.widgets.surface import IconSign, Surface, column, emptied, row
from ui.widgets.text import Amount, Elided, Ink, Text

WORDS: Final[Mapping[Means, str]] = {
    Means.CASH: N_("Cash"),
    Means.QRIS: N_("QRIS"),
    Means.DEBIT: N_("Debit card"),
    Means.CREDIT: N_("Credit card"),
    Means.EWALLET: N_("E-wallet"),
    Means.TRANSFER: N_("Transfer"),
    Means.BON: N_("Account"),
    Means.VOUCHER: N_("Voucher"),
    Means.POINTS: N_("Points"),
}
ICONS: Final[Mapping[Means, str]] = {
    Means.CASH: "banknote",
    Means.QRIS: "qr-code",
    Means.DEBIT: "credit-card",
    Means.CREDIT: "credit-card",
    Means.EWALLET: "credit-card",
    Means.TRANSFER: "landmark",
    Means.BON: "notebook-pen",
    Means.VOUCHER: "ticket",
    Means.POINTS: "star",
}
COMMANDS: Final[Mapping[Means, CommandId]] = {
    Means.CASH: CommandId.CASH,
    Means.QRIS: CommandId.QRIS,
    Means.DEBIT: CommandId.CARD,
    Means.TRANSFER: CommandId.TRANSFER,
    Means.BON: CommandId.ON_ACCOUNT,
    Means.VOUCHER: CommandId.VOUCHER,
    Means.POINTS: CommandId.POINTS,
}


class MeansButton(QAbstractButton):
    """A means with its amount and its key; the current one on the brand's ground, one that is used with its edge."""

    def __init__(self, means: Means, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.means, self._key = means, key
        self._below, self._used, self._height = "", False, 56
        self.setText(_("Card") if means in CARDS else _(WORDS[means]))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_below(self, text: str, *, used: bool) -> None:
        self._below, self._used = text, used
        self.setAccessibleDescription(text)
        self.update()

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(font(Size.NAME, Weight.SEMIBOLD))
        return QSize(12 + 22 + 12 + measure.horizontalAdvance(self.text()) + 8 + keys.width_of(self._key) + 12, reach(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        on = self.isChecked()
        width = 2 if on else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.brand if on or self._used else t.line), width))
        painter.setBrush(QColor(t.brand_soft if on else t.panel))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), Radius.BUTTON, Radius.BUTTON)
        ink, middle = (t.brand if on else t.ink), self.height() / 2
        icons.paint(painter, QRectF(12, middle - 11, 22, 22), ICONS[self.means], ink)
        cap = keys.width_of(self._key)
        keys.paint_key(painter, QRectF(self.width() - 12 - cap, middle - 10, cap, 20), self._key)
        painter.setFont(font(Size.NAME, Weight.SEMIBOLD))
        painter.setPen(QColor(ink))
        tall = self._height >= 50 and bool(self._below)
        place = QRectF(46, middle - 19, self.width(), 20) if tall else QRectF(46, 0, self.width(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        if tall:
            painter.setFont(font(Size.SMALL))
            painter.setPen(QColor(t.ink_2 if not on else t.brand))
            room = self.width() - 66 - cap
            below = painter.fontMetrics().elidedText(self._below, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(46, middle + 1, room, 17), Qt.AlignmentFlag.AlignVCenter, below)
        painter.end()


_CLOSE: Final = 26
"""Side of the sign that leaves a part out, as drawn."""


class PartRow(QWidget):
    """One part of a split payment; the one being entered stands on the ground of the last scan."""

    dropped = Signal()

    def __init__(
        self, means: Means, state: str, amount: str, *, waiting: bool, removable: bool, current: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.current = current
        self.setFixedHeight(45)
        name = Text(_(WORDS[means]), px=Size.TEXT, weight=Weight.BOLD)
        name.setMinimumWidth(92)
        ink: Ink = "unknown" if waiting else "ink_2"
        told = Elided(state, px=Size.SMALL, weight=Weight.SEMIBOLD if waiting else Weight.REGULAR, ink=ink)
        items = row(IconSign(ICONS[means], side=20, ink="ink"), name, gap=10, margins=(14, 0, 8 if removable else 18 + reach(_CLOSE), 0))
        if removable:
            items.addWidget(IconSign("clock" if waiting else "circle-check", side=16, ink=ink))
        items.addWidget(told, 1)
        items.addWidget(Text(amount, px=Size.NAME, weight=Weight.BOLD))
        if removable:
            close = IconButton("x", _("Leave this part out"), side=_CLOSE)
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            close.clicked.connect(self.dropped)
            items.addWidget(close)
        self.setLayout(items)


class PartsCard(QWidget):
    """The parts in one frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_rows(self, rows: list[PartRow]) -> None:
        emptied(self._rows)
        for part in rows:
            self._rows.addWidget(part)
        self.setVisible(bool(rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.BUTTON, Radius.BUTTON)
        painter.setClipPath(frame)
        rows = [w for w in self.findChildren(PartRow) if not w.isHidden()]
        for part in rows:
            at = part.geometry()
            if part.current:
                painter.fillRect(at, QColor(t.last_scan))
                painter.fillRect(QRectF(at.left(), at.top(), 4, at.height()), QColor(t.last_scan_bar))
            if part.geometry().bottom() < self.height() - 2:
                painter.fillRect(QRectF(at.left(), at.bottom(), at.width(), 1), QColor(t.line))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawPath(frame)
        painter.end()


class ChangeCard(Surface):
    """The change at 84 px with its fewest notes and coins; before that, what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("brand", parent)
        self._word = Text(px=Size.TEXT, weight=Weight.SEMIBOLD)
        self._amount = Amount(px=Size.HEADLINE)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        left = column(None, self._word, self._amount, None, gap=2)
        right = column(None, self._notes, None)
        whole = row(gap=14, margins=(20, 4, 20, 4))
        whole.addLayout(left, 1)
        whole.addLayout(right)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_px(self, px: int) -> None:
        self._amount.set_px(px)

    def show_tender(self, state: Tender) -> None:
        speech = texts.language()
        short = state.uses_cash and state.missing_idr > 0
        self.repaint_as("warning" if short else "brand")
        self._word.set_ink("warning" if short else "ink")
        back = 0 if short else state.back_idr
        self._word.setText(
            _("Still missing") if short else _back_word(state) if back else _("Change") if state.uses_cash else _("No change")
        )
        shown = state.missing_idr if short else Rupiah(state.change_idr + back)
        self._amount.show_amount(formatting.rupiah(shown, speech), ink="warning" if short else "ink" if shown else "ink_2")
        emptied(self._notes)
        notes = [] if short or state.back_as_voucher else in_notes(shown)
        if len(notes) * 26 + 8 > self.height():
            notes = []  # all of them or none: a part of the change must not look like the whole
        for count, face in notes:
            line = Text(f"{count} × {formatting.number(face, speech)}", px=Size.NAME, weight=Weight.SEMIBOLD)
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._notes.addWidget(line)


def _back_word(state: Tender) -> str:
    return _("The rest, as a voucher") if state.back_as_voucher else _("To give back")


class BasketGlance(QWidget):
    """The basket beside the payment, so that nobody has to leave it to answer a customer."""

    def __init__(self, cart: Cart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        title = Text(_("In the basket"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self._more = Text(px=Size.SMALL, ink="ink_2")
        card = Surface("card")
        card.setLayout(column(self._lines, gap=0, margins=(1, 4, 1, 4)))
        self.setLayout(column(title, card, self._more, None, gap=10))
        self.show_cart(cart)

    def show_cart(self, cart: Cart, most: int = 8) -> None:
        """The last lines of a basket."""
        emptied(self._lines)
        speech, lines = texts.language(), cart.lines
        shown = lines if len(lines) <= most else lines[-most:]
        for line in shown:
            domestic = line.product.kind is Kind.GOODS and line.product.origin.state is State.DOMESTIC
            qty = Text(f"{formatting.qty(line.qty, speech)} ×", px=Size.SMALL, ink="ink_2")
            qty.setFixedWidth(38)
            qty.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name = Elided(line.shown_name, px=Size.LABEL, weight=Weight.MEDIUM)
            value = Text(formatting.number(line.net_idr, speech), px=Size.LABEL, weight=Weight.SEMIBOLD)
            items = row(qty, name, gap=8, margins=(6, 0, 12, 0))
            if domestic:
                items.addWidget(Flag())
            items.addWidget(value)
            holder = QWidget()
            holder.setFixedHeight(Row.HEAD - 2)
            holder.setLayout(items)
            self._lines.addWidget(holder)
        hidden = len(lines) - len(shown)
        self._more.setText(ngettext("and {n} line before", "and {n} lines before", hidden).format(n=hidden))
        self._more.setVisible(hidden > 0)
