"""Evidence as cards: what it is, how strong, how long it lasts; and the history of what was said, as a line of dots."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.evidence import Evidence
from pos_app.domain.origin import State, Strength
from pos_app.services.goods_list import Event
from pos_app.texts import gettext as _
from ui.panels import origin_words
from ui.theme import Size, Weight, font, tokens
from ui.widgets.buttons import IconButton
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_BARS = 3
_WRAP = Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value


class StrengthSign(QWidget):
    """Three bars and the word: strong, medium, weak."""

    def __init__(self, strength: Strength, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strength, self._word = strength, origin_words.strength_word(strength)
        self.setAccessibleName(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BARS * 7 + 4 + QFontMetrics(font(Size.SMALL, Weight.SEMIBOLD)).horizontalAdvance(self._word) + 2, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        ink = QColor(t.ok if self._strength is Strength.STRONG else t.ink_2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(_BARS):
            painter.setBrush(ink if at < self._strength.rank else QColor(t.line_2))
            painter.drawRoundedRect(QRectF(at * 7, self.height() / 2 - 6, 5, 12), 1.5, 1.5)
        painter.setFont(font(Size.SMALL, Weight.SEMIBOLD))
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(_BARS * 7 + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class LifeBar(QWidget):
    """How much of a certificate's life is gone; drawn only where both its days are known."""

    def __init__(self, gone: float, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gone, self._ink = gone, ink
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(QColor(t.colour(self._ink)))
        painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._gone), self.height()), 3, 3)
        painter.end()


class EvidenceCard(Surface):
    """One piece; in the warning colour where it takes part in a contradiction, pale where it has expired."""

    withdraw_wanted = Signal(object)

    def __init__(self, piece: Evidence, day: date, *, conflict: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("warning" if conflict and piece.strength is not Strength.NONE else "card", parent)
        standing = origin_words.standing(piece, day)
        expired = piece.is_expired(day)
        title = Text(origin_words.piece_title(piece), px=Size.TEXT, weight=Weight.SEMIBOLD, ink="ink_2" if expired else "ink", wrap=True)
        away = IconButton("trash-2", _("Withdraw this evidence"), self, side=26)
        away.clicked.connect(lambda: self.withdraw_wanted.emit(piece))
        head = row(gap=8)
        head.addWidget(title, 1)
        strength = StrengthSign(piece.strength_on(day))
        strength.setMinimumHeight(away.sizeHint().height())
        for sign in (strength, away):
            head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(head, gap=3, margins=(12, 5, 8, 9))
        if standing is not None and standing.gone is not None:
            lines.addLayout(row(LifeBar(standing.gone, standing.ink if standing.ink != "ink_2" else "ink_3"), margins=(0, 1, 4, 2)))
        span = origin_words.span_text(piece)
        figures = origin_words.certificate_figures(piece)
        if span or standing is not None:
            ends = Text(standing.text if standing else "", px=Size.SMALL, weight=Weight.SEMIBOLD, ink=standing.ink if standing else "ink_2")
            lines.addLayout(row(Elided(span, px=Size.SMALL, ink="ink_2"), ends, gap=8, margins=(0, 0, 4, 0)))
        kept = _("photo or PDF kept") if piece.attachment else ""
        said = " · ".join(part for part in (figures, origin_words.says(piece), kept) if part)
        lines.addLayout(row(Elided(said, px=Size.SMALL, ink="ink_2"), margins=(0, 0, 4, 0)))
        self.setLayout(lines)
        self.setAccessibleName(f"{origin_words.piece_title(piece)}, {origin_words.strength_word(piece.strength_on(day))}")


class HintCard(Surface):
    """A dashed card: a hint that is no evidence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent)
        self._text = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.setLayout(column(self._text, margins=(12, 8, 12, 8)))
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))


class OriginHistory(QWidget):
    """What was said about an origin, the latest first: a filled dot where the goods were held domestic afterwards.

    What is too long for its line goes on below, so that who said it and why are never cut off.
    """

    _ROW = 23
    _DATE = 74
    _LEFT = _DATE + 26

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, str, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[Event], zone: str) -> None:
        speech = texts.language()
        self._rows = [
            (formatting.day(days.business_day(event.at, zone), speech), *origin_words.event_words(event), event.after is State.DOMESTIC)
            for event in events
        ]
        self.setAccessibleName("\n".join(f"{day} {moved} {said}" for day, moved, said, _filled in self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, sum(self._ROW + self._below(moved, said) for _day, moved, said, _filled in self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _room(self) -> int:
        return max(60, self.width() - self._LEFT)

    def _is_long(self, moved: str, said: str) -> bool:
        bold = QFontMetrics(font(Size.SMALL, Weight.SEMIBOLD)).horizontalAdvance(moved)
        return bold + QFontMetrics(font(Size.SMALL)).horizontalAdvance(f" · {said}" if moved else said) > self._room()

    def _below(self, moved: str, said: str) -> int:
        """How much taller than one line a row is."""
        if not self._is_long(moved, said):
            return 0
        tall = QFontMetrics(font(Size.SMALL)).boundingRect(QRect(0, 0, self._room(), 1000), _WRAP, said).height()
        return tall + 2 if moved else tall - QFontMetrics(font(Size.SMALL)).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle, last = self._DATE + 8 + 5.0, self._ROW / 2, 0.0
        tops = []
        for _day, moved, said, _filled in self._rows:
            tops.append(middle)
            last, middle = middle, middle + self._ROW + self._below(moved, said)
        if len(self._rows) > 1:
            painter.setPen(QPen(QColor(t.line_2), 1.5))
            painter.drawLine(QLineF(x, self._ROW / 2, x, last))
        for at, (day, moved, said, filled) in zip(tops, self._rows, strict=True):
            painter.setPen(QPen(QColor(t.domestic if filled else t.ink_2), 2))
            painter.setBrush(QColor(t.domestic if filled else t.panel))
            painter.drawEllipse(QPointF(x, at), 4.5, 4.5)
            self._line(painter, round(at), day, moved, said)
        painter.end()

    def _line(self, painter: QPainter, middle: int, day: str, moved: str, said: str) -> None:
        t = tokens()
        high = QFontMetrics(font(Size.SMALL)).height()
        box = QRect(self._LEFT, middle - high // 2, self._room(), high)
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(t.ink_2))
        painter.drawText(QRect(0, box.top(), self._LEFT, high), Qt.AlignmentFlag.AlignVCenter, day)
        painter.setPen(QColor(t.ink))
        below = self._is_long(moved, said)
        if moved:
            painter.setFont(font(Size.SMALL, Weight.SEMIBOLD))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, moved)
            used = painter.fontMetrics().horizontalAdvance(moved)
            box = box.translated(0, high + 2) if below else box.adjusted(used, 0, 0, 0)
            said = said if below or not said else f" · {said}"
        painter.setFont(font(Size.SMALL))
        painter.drawText(QRect(box.left(), box.top(), box.width(), 1000), _WRAP, said)
