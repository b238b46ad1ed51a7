"""A place with nothing to show yet: one sentence and one action in a dashed card, and grey bars while figures are read."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Radius, Size, Weight, tokens
from ui.widgets.buttons import Button, Kind
from ui.widgets.surface import Disc, Surface, column
from ui.widgets.text import Text

_LONGEST = 560


class EmptyPlace(Surface):
    """`wanted` is the one action."""

    wanted = Signal()

    def __init__(self, icon: str, title: str, says: str, *, action: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent)
        go = Button(action, kind=Kind.MAIN, key=key, height=54, px=Size.FIELD)
        go.clicked.connect(self.wanted)
        box = column(None, gap=8, margins=(20, 20, 20, 20))
        sentence = Text(says, px=Size.TEXT, ink="ink_2", wrap=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        wide = min(_LONGEST, QFontMetrics(sentence.font()).horizontalAdvance(says) + 8)
        sentence.setFixedSize(wide, sentence.heightForWidth(wide))
        for widget, gap in ((Disc(icon), 8), (Text(title, px=Size.PANEL_TITLE, weight=Weight.BOLD), 0), (sentence, 10), (go, 0)):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(gap)
        box.addStretch(1)
        self.setLayout(box)


class EmptyList(Surface):
    """One sentence in the place of a list that has nothing in it."""

    def __init__(self, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent)
        self._says = Text(says, ink="ink_2", wrap=True)
        self._says.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(None, self._says, None, margins=(24, 20, 24, 20)))

    def say(self, says: str) -> None:
        self._says.setText(says)


class LoadingBars(QWidget):
    """Cards of grey bars in the places of the figures."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = (self.width() - 14) / 2
        top = 54.0
        for height in (self.height() * 0.34, self.height() - 68 - self.height() * 0.34):
            for left in (0.0, half + 14):
                box = QRectF(left, top, half, height).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.setPen(QPen(QColor(t.line), 1))
                painter.setBrush(QColor(t.panel))
                painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.line))
                for at in range(max(1, int((height - 30) // 38))):
                    wide = (half - 36) * (0.32 if at == 0 else 0.9 - 0.13 * (at % 3))
                    painter.drawRoundedRect(QRectF(left + 18, top + 20 + at * 38, wide, 14), 7, 7)
            top += height + 14
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(QRectF(0, 10, 220, 20), 10, 10)
        painter.end()
