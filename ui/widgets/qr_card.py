"""A payment's QR code on a white card in both themes, with the amount and the merchant's name below it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.services.qris_codes import Modules
from ui.theme import Radius, Size, Weight, font, icons
from ui.theme.tokens import LIGHT

QUIET = 4
"""Modules of white around a code, as its standard asks."""
_WORDS = 60


class QrCard(QWidget):
    """Black on white whatever the theme is, or a telephone does not read it; a tick lies over a code that was paid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: Modules = ()
        self._amount = self._name = ""
        self._paid = False
        self._height = 346
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_code(self, modules: Modules, amount: str, name: str, *, paid: bool) -> None:
        """Without modules the card stays blank: the code of another amount must not be seen meanwhile."""
        self._modules, self._amount, self._name, self._paid = modules, amount, name, paid
        self.setAccessibleName(f"{amount} {name}")
        self.update()

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.line), 1))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
        side = min(self.width() - 4, self.height() - _WORDS)
        square = QRectF((self.width() - side) / 2, 2, side, side)
        if self._modules:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            paint_modules(painter, square, self._modules, dots=self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._paid:
            paint_tick(painter, square)
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(font(Size.TITLE, Weight.BOLD))
        words = QRect(12, self.height() - _WORDS, self.width() - 24, 30)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._amount)
        painter.setPen(QColor(LIGHT.ink_2))
        painter.setFont(font(Size.SMALL))
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words.translated(0, 27), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
        painter.end()


def paint_modules(painter: QPainter, square: QRectF, modules: Modules, *, dots: float) -> None:
    """Every module as the same whole number of the screen's dots, of which there are `dots` to a unit."""
    count = len(modules)
    module = max(1, int(square.width() * dots) // (count + 2 * QUIET)) / dots
    left = round((square.center().x() - module * count / 2) * dots) / dots
    top = round((square.center().y() - module * count / 2) * dots) / dots
    for at, cells in enumerate(modules):
        for across, dark in enumerate(cells):
            if dark:
                painter.fillRect(QRectF(left + across * module, top + at * module, module, module), Qt.GlobalColor.black)


def paint_tick(painter: QPainter, square: QRectF) -> None:
    """The sign that a code was paid, over its middle."""
    across = square.width() * 0.3
    disc = QRectF(0, 0, across, across)
    disc.moveCenter(square.center())
    painter.setPen(QPen(QColor(Qt.GlobalColor.white), across * 0.1))
    painter.setBrush(QColor(LIGHT.ok))
    painter.drawEllipse(disc)
    inset = across * 0.22
    icons.paint(painter, disc.adjusted(inset, inset, -inset, -inset), "check", QColor(Qt.GlobalColor.white))
