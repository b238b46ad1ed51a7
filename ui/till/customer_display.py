"""The second window, towards the customer: last line, total, share of domestic goods, the QRIS code, the thanks.

It is painted as a whole on a ground of 600 units' height, so that it fills any screen; nothing on it is below 22 units. It
names no cashier and nothing of the customer, and speaks the shop's language.
"""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import BasketShare, share_of_cart
from pos_app.domain.product import Kind
from pos_app.domain.quantity import ONE
from pos_app.domain.sale import Sale
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.theme import Radius, Size, Weight
from ui.theme.tokens import LIGHT
from ui.till.facing import Facing, FacingCustomer, Stage
from ui.widgets.canvas import LEAST, TALL, WIDE, Canvas
from ui.widgets.place import Desk
from ui.widgets.qr_card import paint_modules, paint_tick
from ui.widgets.words import wrapped

_HEAD: Final = 64
_ASIDE: Final = 398
_EDGE: Final = 32
_ROW, _MORE = 56, 28
"""Height of a line of the basket, and of a second line of its name."""


class CustomerDisplay(QWidget):
    """A window of its own; closing it is the setting's doing, not a customer's."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk = desk
        self._facing = desk.model(FacingCustomer)
        self.shown = self._facing.shown
        words = _("for the customer")
        self.setWindowTitle(f"{desk.card.name} · {words}")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(320, 200)
        self.resize(WIDE, TALL)
        self._facing.changed.connect(self.show_facing)

    def open(self) -> None:
        """On the second screen, all of it, where there is one; else a window beside the till."""
        second = second_screen(self.parentWidget())
        if second is None:
            self.show()
            return
        self.setGeometry(second.geometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous():
            event.ignore()
        else:
            super().closeEvent(event)

    def show_facing(self, facing: Facing) -> None:
        self.shown = facing
        with texts.speaking(self._desk.card.language):
            self.setAccessibleDescription(_spoken(facing))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        with texts.speaking(self._desk.card.language):
            _Drawing(painter, self).show(self.shown, self._desk.card.name)
        painter.end()


def second_screen(beside: QWidget | None) -> QScreen | None:
    """A screen that is not the till's own."""
    mine = beside.screen() if beside is not None else QGuiApplication.primaryScreen()
    return next((screen for screen in QGuiApplication.screens() if screen is not mine), None)


def _spoken(facing: Facing) -> str:
    speech = texts.language()
    if facing.stage is Stage.THANKS and facing.sale is not None:
        return _("Thank you") + " " + formatting.rupiah(facing.sale.change_idr, speech)
    return formatting.rupiah(facing.due_idr, speech) if facing.cart.lines else _("Welcome")


class _Drawing(Canvas):
    """The stages of a purchase."""

    def show(self, facing: Facing, shop: str) -> None:
        self.p.fillRect(QRectF(0, 0, self.wide, self.tall), QColor(self.t.panel))
        self.head(shop, _("Happy shopping"), edge=_EDGE, height=_HEAD)
        if facing.stage is Stage.THANKS and facing.sale is not None:
            self._thanks(facing.sale)
        elif facing.cart.lines:
            self._basket(facing)
            self._aside(facing)
        else:
            self._welcome(shop, facing.day)

    def _basket(self, facing: Facing) -> None:
        room = self.wide - _ASIDE - 2 * _EDGE
        if facing.last is not None:
            self._last(facing, QRectF(_EDGE, _HEAD + 26, room, 121))
        pieces = facing.cart.pieces
        words = ngettext("Total · {n} article", "Total · {n} articles", pieces).format(n=pieces)
        rounded = facing.due_idr - facing.cart.total_idr
        if rounded:
            words += " · " + _("rounded {amount}").format(amount=formatting.number(rounded, self.speech))
        middle = (_HEAD + 147 + self.tall - 116) / 2
        self.text(QRectF(_EDGE, middle - 74, room, 36), words, 28, Weight.SEMIBOLD, "ink_2", least=LEAST)
        total = formatting.rupiah(facing.due_idr, self.speech)
        self.text(QRectF(_EDGE - 4, middle - 40, room + 4, 106), total, 98, Weight.EXTRABOLD, "ink", least=40)
        self.share(QRectF(_EDGE, self.tall - 116, room, 88), share_of_cart(facing.cart), _("Domestic goods"))

    def _last(self, facing: Facing, box: QRectF) -> None:
        line = facing.last
        if line is None:
            return
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(QColor(self.t.last_scan))
        self.p.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        self.p.fillRect(QRectF(box.left(), box.top(), 8, box.height()), QColor(self.t.last_scan_bar))
        inner = box.adjusted(28, 14, -20, -14)
        self.text(QRectF(inner.left(), inner.top(), inner.width(), 44), line.shown_name, 32, Weight.BOLD, "ink", least=26)
        below = QRectF(inner.left(), inner.bottom() - 46, inner.width(), 46)
        paid = self.text(below, formatting.number(line.net_idr, self.speech), 34, Weight.BOLD, "ink", right=True)
        left = below.left()
        unit = f" {line.found.unit}" if line.qty % ONE else ""
        times = f"{formatting.qty(line.qty, self.speech)}{unit} × {formatting.number(line.unit_price_idr, self.speech)}"
        left += self.text(QRectF(left, below.top(), below.width() - paid - 16, below.height()), times, 26, Weight.REGULAR, "ink_2") + 16
        if line.product.kind is Kind.GOODS:
            self.badge(left, below.center().y(), below.right() - paid - 16 - left, line.product.origin)

    def _aside(self, facing: Facing) -> None:
        box = QRectF(self.wide - _ASIDE, _HEAD, _ASIDE, self.tall - _HEAD)
        self.p.fillRect(box, QColor(self.t.raised))
        self.p.fillRect(QRectF(box.left(), box.top(), 1, box.height()), QColor(self.t.line))
        if facing.shown_code is not None:
            self._code(facing, box)
        else:
            self._lines(facing, box.adjusted(24, 20, -24, -20))

    def _code(self, facing: Facing, box: QRectF) -> None:
        code = facing.shown_code
        if code is None:
            return
        card = QRectF(box.center().x() - 180, box.top() + 22, 360, 360)
        self.p.setPen(QPen(QColor(LIGHT.line_2), 1))
        self.p.setBrush(QColor(Qt.GlobalColor.white))
        self.p.drawRoundedRect(card, Radius.CARD, Radius.CARD)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_modules(self.p, card.adjusted(3, 3, -3, -3), code.modules, dots=self.dots)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if facing.code_paid:
            paint_tick(self.p, card)
        below = QRectF(box.left() + 20, card.bottom() + 12, box.width() - 40, 36)
        amount = formatting.rupiah(code.amount_idr, self.speech)
        said = _("Payment received") if facing.code_paid else _("Pay by QRIS")
        self.text(below, said, 26, Weight.BOLD, "ink", middle=True, least=LEAST)
        self.text(below.translated(0, 36), amount, 26, Weight.BOLD, "ink", middle=True)
        words = code.merchant if facing.code_paid else _("or in cash at the till")
        self.text(below.translated(0, 70), words, LEAST, Weight.REGULAR, "ink_2", middle=True)

    def _lines(self, facing: Facing, box: QRectF) -> None:
        """What is in the basket, the latest last, as much as there is room for."""
        title = _("Your basket")
        self.text(QRectF(box.left(), box.top(), box.width(), 34), title, LEAST, Weight.SEMIBOLD, "ink_2")
        shown, room = list[tuple[str, list[str]]](), box.height() - 44
        for at, line in enumerate(reversed(facing.cart.lines), start=1):
            value = formatting.number(line.net_idr, self.speech)
            beside = box.width() - self.measure(LEAST, Weight.BOLD).horizontalAdvance(value) - 16
            qty = "" if line.qty == ONE else f"{formatting.qty(line.qty, self.speech)} × "
            name = wrapped(qty + line.printed_name, self.measure(LEAST, Weight.MEDIUM), int(beside), 2)
            room -= _ROW + _MORE * (len(name) - 1)
            if room < (_ROW if at < len(facing.cart.lines) else 0):
                break
            shown.insert(0, (value, name))
        top = box.top() + 44
        if hidden := len(facing.cart.lines) - len(shown):
            above = ngettext("and {n} line above", "and {n} lines above", hidden).format(n=hidden)
            self.text(QRectF(box.left(), top, box.width(), 40), above, LEAST, Weight.REGULAR, "ink_2")
            top += _ROW
        for value, name in shown:
            row = QRectF(box.left(), top, box.width(), _ROW - 10)
            self.text(row, value, LEAST, Weight.BOLD, "ink", right=True)
            for at, words in enumerate(name):
                self.text(row.translated(0, at * _MORE), words, LEAST, Weight.MEDIUM, "ink")
            top += _ROW + _MORE * (len(name) - 1)
            self.line(box.left(), top - 6, box.width())

    def _thanks(self, sale: Sale) -> None:
        box = QRectF(_EDGE, _HEAD, self.wide - 2 * _EDGE, self.tall - _HEAD)
        change = sale.change_idr > 0
        word, amount = (_("Change"), sale.change_idr) if change else (_("Paid"), sale.total_idr + sale.rounding_idr)
        self.text(QRectF(box.left(), box.top() + 34, box.width(), 62), _("Thank you"), Size.TOTAL, Weight.EXTRABOLD, "brand", middle=True)
        self.text(QRectF(box.left(), box.top() + 126, box.width(), 38), word, 28, Weight.SEMIBOLD, "ink_2", middle=True)
        figure = formatting.rupiah(amount, self.speech)
        self.text(QRectF(box.left(), box.top() + 160, box.width(), 110), figure, 98, Weight.EXTRABOLD, "ink", middle=True, least=40)
        if change:
            paid = _("{paid} received for {total}").format(
                paid=formatting.rupiah(sale.paid_idr, self.speech), total=formatting.rupiah(sale.total_idr + sale.rounding_idr, self.speech)
            )
            self.text(QRectF(box.left(), box.top() + 274, box.width(), 40), paid, 26, Weight.REGULAR, "ink_2", middle=True, least=LEAST)
        below = box.top() + (318 if change else 276)
        if sale.points is not None and below + 40 < self.tall - 128:
            points = _("Points: {earned} earned, {spent} used, {balance} now")
            said = points.format(earned=sale.points.earned, spent=sale.points.spent, balance=sale.points.balance)
            self.text(QRectF(box.left(), below, box.width(), 40), said, 26, Weight.SEMIBOLD, "ink", middle=True, least=LEAST)
        if sale.share.goods_idr > 0:
            room = min(box.width(), 760)
            self.share(QRectF(box.center().x() - room / 2, self.tall - 128, room, 92), sale.share, _("Domestic goods in your basket"))

    def _welcome(self, shop: str, day: BasketShare | None) -> None:
        box = QRectF(_EDGE, _HEAD, self.wide - 2 * _EDGE, self.tall - _HEAD)
        middle = box.top() + (box.height() - 130) / 2
        self.text(QRectF(box.left(), middle - 70, box.width(), 80), shop, 64, Weight.EXTRABOLD, "ink", middle=True, least=34)
        self.text(QRectF(box.left(), middle + 22, box.width(), 44), _("Welcome"), 30, Weight.SEMIBOLD, "ink_2", middle=True)
        if day is not None and day.goods_idr > 0:
            room = min(box.width(), 760)
            self.share(QRectF(box.center().x() - room / 2, self.tall - 128, room, 92), day, _("Domestic goods sold today"))
