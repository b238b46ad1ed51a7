"""What the basket's place shows when there is no basket: the way to begin, or the change of the sale just saved."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, in_notes
from pos_app.services.checkout import Committed
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.theme import Radius, Size, Weight, tokens
from ui.widgets.buttons import Button
from ui.widgets.keys import KeyCap
from ui.widgets.printing import show_outside
from ui.widgets.surface import Disc, IconSign, column, row
from ui.widgets.text import Amount, Text


class Way(QWidget):
    """A card that leads somewhere."""

    clicked = Signal()

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        head = row(IconSign(icon, ink="brand"), None)
        if key:
            head.addWidget(KeyCap(key))
        title_label = Text(title, px=Size.TEXT, weight=Weight.BOLD, wrap=True)
        self.setLayout(column(head, title_label, Text(text, px=Size.SMALL, ink="ink_2", wrap=True), None, gap=6, margins=(16, 14, 16, 14)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(t.focus if width == 2 else t.line_2 if self.underMouse() else t.line), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        painter.end()


class EmptyPage(QWidget):
    """Says what to do first. `chosen` carries the place a card leads to, or `open_article`."""

    chosen = Signal(str)
    gift_wanted = Signal()

    def __init__(self, places: frozenset[str], parent: QWidget | None = None) -> None:
        """`places` are the places that exist: a card leads nowhere else."""
        super().__init__(parent)
        self._disc = Disc("scan-barcode")
        title = Text(_("Scan the first article"), px=Size.TITLE, weight=Weight.BOLD)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told = Text(
            _("Goods that are not known yet are asked for name and price on the spot, and the sale goes on."), ink="ink_2", wrap=True
        )
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        told.setMaximumWidth(480)
        told.setMinimumWidth(400)
        told.setFixedHeight(2 * told.fontMetrics().lineSpacing() + 2)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(12)
        self._way_holder = QWidget()
        self._way_holder.setLayout(self._ways)
        self._way_holder.setMaximumWidth(700)
        self._ways.setContentsMargins(0, 0, 0, 0)
        if "goods" in places:
            self._way("goods", "box", _("Have a list of goods?"), _("Import it from xlsx or csv; you look at it before it is saved."))
        if "origin" in places:
            self._way("origin", "flag", _("Tag the origin"), _("The 2D code on the package tags the goods and is the evidence at once."))
        self._way(
            "open_article",
            "shopping-basket",
            _("Sell without a list"),
            _("General goods: type a name and a price, the origin stays unknown."),
            shown_key(CommandId.OPEN_ARTICLE),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        centre = Qt.AlignmentFlag.AlignHCenter
        box.addStretch(1)
        box.addWidget(self._disc, 0, centre)
        box.addSpacing(8)
        box.addWidget(title, 0, centre)
        box.addWidget(told, 0, centre)
        box.addSpacing(14)
        holder = QHBoxLayout()
        holder.addStretch(1)
        holder.addWidget(self._way_holder, 100)
        holder.addStretch(1)
        box.addLayout(holder)
        box.addSpacing(10)
        self._gift = _gift_button()
        self._gift.clicked.connect(self.gift_wanted)
        box.addWidget(self._gift, 0, centre)
        box.addStretch(1)

    def _way(self, which: str, icon: str, title: str, text: str, key: str = "") -> None:
        card = Way(icon, title, text, key=key)
        card.setMaximumWidth(226)
        card.clicked.connect(lambda: self.chosen.emit(which))
        self._ways.addWidget(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._disc.setVisible(self.height() > 420)
        self._gift.setVisible(self.height() > 420)
        self._way_holder.setVisible(self.height() > 270)


class SavedPage(QWidget):
    """The sale is in the books; its change stays readable from a metre away until the next scan."""

    copy_wanted = Signal()
    message_wanted = Signal()
    print_wanted = Signal()
    gift_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = Disc("check", side=56)
        self._title = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word = Text(px=Size.NAME, weight=Weight.SEMIBOLD, ink="ink_2")
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._amount = Amount(px=Size.HEADLINE)
        self._amount.centred = True
        self._notes = Text(px=Size.FIELD, weight=Weight.SEMIBOLD, wrap=True)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = Text(px=Size.TEXT, ink="ink_2", wrap=True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._warning = Text(px=Size.TEXT, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._warning.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._open = Button(_("Open the receipt"), icon="file-text", key=shown_key(CommandId.OPEN_RECEIPT), height=42)
        self._open.clicked.connect(self.open_receipt)
        self._copy = Button(_(command(CommandId.REPRINT).word), key=shown_key(CommandId.REPRINT), height=42)
        self._copy.clicked.connect(self.copy_wanted)
        self._send = Button(_(command(CommandId.MESSAGE).word), key=shown_key(CommandId.MESSAGE), height=42)
        self._send.clicked.connect(self.message_wanted)
        self._print = Button(_(command(CommandId.PRINT).word), key=shown_key(CommandId.PRINT), icon="printer", height=42)
        self._print.clicked.connect(self.print_wanted)
        self._gift = _gift_button()
        self._gift.clicked.connect(self.gift_wanted)
        self._next = Text(_("The change stays until the next scan."), px=Size.SMALL, ink="ink_2")
        self._next.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._receipt: Path | None = None
        self.setLayout(
            column(
                None,
                row(None, self._disc, None),
                self._title,
                14,
                self._word,
                self._amount,
                self._notes,
                14,
                self._facts,
                self._warning,
                self._next,
                6,
                row(None, self._open, self._print, None),
                row(None, self._copy, self._send, None),
                row(None, self._gift, None),
                None,
                gap=8,
                margins=(20, 12, 20, 12),
            )
        )

    def show_sale(self, done: Committed, receipt: Path | None, *, writing: bool) -> None:
        speech, sale = texts.language(), done.sale
        self._title.setText(_("Saved · {number}").format(number=sale.number))
        back = _given_back(done)
        change = back or sale.change_idr
        voucher = bool(back) and any(p.means is Means.VOUCHER for p in (done.back.payments if done.back else ()))
        rest = _("The rest, as a voucher") if voucher else _("To give back")
        self._word.setText(rest if back else _("Change") if change else _("No change"))
        self._amount.show_amount(formatting.rupiah(change, speech), ink="ink" if change else "ink_2")
        notes = [] if voucher else [f"{count} × {formatting.number(face, speech)}" for count, face in in_notes(change)]
        self._notes.setText("    ".join(notes))
        self._notes.setVisible(bool(notes))
        facts = [_("Total {total}, paid {paid}").format(total=formatting.rupiah(sale.total_idr + sale.rounding_idr, speech),
                                                       paid=formatting.rupiah(sale.paid_idr, speech))]  # fmt: skip
        if sale.points is not None:
            said = _("Points: {earned} earned, {spent} used, {balance} now")
            facts.append(said.format(earned=sale.points.earned, spent=sale.points.spent, balance=sale.points.balance))
        if done.short:
            facts.append(_("Sold below zero stock: {names}").format(names=", ".join(done.short)))
        if writing and receipt is None:
            facts.append(_("The receipt is being written."))
        self._facts.setText("\n".join(facts))
        self._warning.setText(texts.clock_set_back(done.before) if done.before else "")
        self._warning.setVisible(done.before is not None)
        self._receipt = receipt
        self._open.setVisible(receipt is not None)
        self._print.setVisible(receipt is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._disc.setVisible(self.height() > 430)
        self._gift.setVisible(self.height() > 430)
        self._send.setVisible(self.width() > 700)
        self._amount.set_px(Size.HEADLINE if self.height() > 380 else Size.TOTAL)

    def open_receipt(self) -> None:
        """The PDF of the sale that shows, in the desktop's own program."""
        if self._receipt is not None and self.isVisible():
            show_outside(self._receipt)


def _gift_button() -> Button:
    button = Button(_(command(CommandId.GIFT_VOUCHER).word), key=shown_key(CommandId.GIFT_VOUCHER), icon="ticket", height=42)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _given_back(done: Committed) -> Rupiah:
    """What an exchange gives the customer; nothing where he pays the difference."""
    if done.back is None:
        return Rupiah(0)
    return Rupiah(max(0, -(done.back.paid_idr + done.sale.paid_idr - done.sale.change_idr)))
