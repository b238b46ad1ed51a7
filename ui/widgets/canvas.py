"""Painting for windows that are read from afar: words, badges, flags and shares on a ground of so many units.

The ground is scaled to the window, so that the same drawing fills a tablet and a television; nothing is below 22 units.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import BasketShare
from pos_app.domain.local_content import shares
from pos_app.domain.origin import Origin, State
from ui.theme import Radius, Weight, font, tokens
from ui.widgets.badge import FLAG_HEIGHT, FLAG_WIDTH, HEIGHT, mark, paint_badge, paint_flag, width_of
from ui.widgets.share_bar import paint_bar

WIDE: Final = 1024
TALL: Final = 600
LEAST: Final = 22
BADGE: Final = 38


class Canvas:
    """One painting of `widget`; `wide` and `tall` are its size in units, `dots` the screen's dots to a unit."""

    def __init__(self, painter: QPainter, widget: QWidget, *, tall: float = TALL) -> None:
        scale = min(widget.width() / WIDE, widget.height() / tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.p, self.wide, self.tall = painter, widget.width() / scale, widget.height() / scale
        self.dots = scale * widget.devicePixelRatioF()
        self.t, self.speech = tokens(), texts.language()

    def measure(self, px: float, weight: int) -> QFontMetrics:
        """How wide words are that `text` paints."""
        return QFontMetrics(font(px, weight, tracking=-px * 0.015))

    def text(
        self,
        box: QRectF,
        text: str,
        px: float,
        weight: int,
        ink: str,
        *,
        right: bool = False,
        middle: bool = False,
        least: float | None = None,
    ) -> float:
        """One line; with `least` it first steps down in size, what still has no room ends in an ellipsis. Its width."""
        self.p.setFont(font(px, weight, tracking=-px * 0.015))
        while least is not None and px > least and self.p.fontMetrics().horizontalAdvance(text) > box.width():
            px -= 2
            self.p.setFont(font(px, weight, tracking=-px * 0.015))
        shown = self.p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        self.p.setPen(QColor(self.t.colour(ink)))
        self.p.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(self.p.fontMetrics().horizontalAdvance(shown))

    def paragraph(self, box: QRectF, text: str, px: float, weight: int, ink: str, *, middle: bool = False) -> float:
        """As many lines as it takes; their height."""
        self.p.setFont(font(px, weight, tracking=-px * 0.015))
        self.p.setPen(QColor(self.t.colour(ink)))
        side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        return self.p.drawText(box, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, text).height()

    def card(self, box: QRectF, fill: str, edge: str) -> None:
        self.p.setPen(QPen(QColor(self.t.colour(edge)), 1.5))
        self.p.setBrush(QColor(self.t.colour(fill)))
        self.p.drawRoundedRect(box, Radius.CARD, Radius.CARD)

    def line(self, left: float, top: float, width: float) -> None:
        self.p.fillRect(QRectF(left, top, width, 1), QColor(self.t.line))

    def head(self, left: str, right: str, *, edge: float, height: float) -> None:
        """The band at the top: the shop's name, and a few words."""
        self.p.fillRect(QRectF(0, 0, self.wide, height), QColor(self.t.brand))
        room = self.text(QRectF(self.wide / 2, 0, self.wide / 2 - edge, height), right, LEAST, Weight.SEMIBOLD, "on_brand", right=True)
        self.text(QRectF(edge, 0, self.wide - 2 * edge - room - 24, height), left, 26, Weight.BOLD, "on_brand")

    def flag(self, left: float, middle: float, height: float) -> float:
        """The flag; its right edge."""
        scale = height / FLAG_HEIGHT
        self.p.save()
        self.p.translate(QPointF(left, middle - height / 2))
        self.p.scale(scale, scale)
        paint_flag(self.p, 0, 0)
        self.p.restore()
        return left + FLAG_WIDTH * scale

    def badge(self, left: float, middle: float, room: float, origin: Origin) -> float:
        """The badge of an origin, left out where there is no room for its word; its right edge."""
        scale, shown = BADGE / HEIGHT, mark(origin)
        width = width_of(shown) * scale
        if width > room:
            return left
        self.p.save()
        self.p.translate(QPointF(left, middle))
        self.p.scale(scale, scale)
        paint_badge(self.p, 0, 0, shown)
        self.p.restore()
        return left + width

    def share(self, box: QRectF, share: BasketShare, words: str) -> None:
        """Words with the share of domestic goods behind them, and the bar below; `box` is all of both."""
        values = {State.DOMESTIC: share.domestic_idr, State.IMPORTED: share.imported_idr, State.UNKNOWN: share.unknown_idr}
        tenths = shares(values, 1000)[State.DOMESTIC]
        head = QRectF(box.left(), box.top(), box.width(), 46)
        percent = formatting.share(None if tenths is None else tenths * 10, self.speech)
        taken = self.text(head, percent, 36, Weight.EXTRABOLD, "domestic", right=True)
        left = self.flag(head.left(), head.center().y(), 24) + 12
        self.text(QRectF(left, head.top(), head.right() - taken - 16 - left, head.height()), words, 27, Weight.SEMIBOLD, "ink", least=LEAST)
        paint_bar(self.p, QRectF(box.left(), box.bottom() - 30, box.width(), 30), values)
