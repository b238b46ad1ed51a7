"""Evidence as cards: what it is, how strong, how long it lasts; and the history of what was said, as a line of dots."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
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
        for sign in (StrengthSign(piece.strength_on(day)), away):
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
    """What was said about an origin, the latest first: a filled dot where the goods were held domestic afterwards."""

    _ROW = 23
    _DATE = 74

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
        return QSize(200, len(self._rows) * self._ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._DATE + 8 + 5.0
        if len(self._rows) > 1:
            painter.setPen(QPen(QColor(t.line_2), 1.5))
            painter.drawLine(QLineF(x, self._ROW / 2, x, (len(self._rows) - 0.5) * self._ROW))
        for at, (day, moved, said, filled) in enumerate(self._rows):
            middle = (at + 0.5) * self._ROW
            painter.setPen(QPen(QColor(t.domestic if filled else t.ink_2), 2))
            painter.setBrush(QColor(t.domestic if filled else t.panel))
            painter.drawEllipse(QPointF(x, middle), 4.5, 4.5)
            self._line(painter, QRect(0, round(middle) - 10, self.width(), 20), day, moved, said)
        painter.end()

    def _line(self, painter: QPainter, box: QRect, day: str, moved: str, said: str) -> None:
        t = tokens()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(t.ink_2))
        painter.drawText(box, middle, day)
        left = self._DATE + 26
        painter.setPen(QColor(t.ink))
        if moved:
            painter.setFont(font(Size.SMALL, Weight.SEMIBOLD))
            shown = painter.fontMetrics().elidedText(moved, Qt.TextElideMode.ElideRight, box.width() - left)
            painter.drawText(box.adjusted(left, 0, 0, 0), middle, shown)
            left += painter.fontMetrics().horizontalAdvance(shown)
            said = f" · {said}" if said else ""
        painter.setFont(font(Size.SMALL))
        room = box.width() - left
        if room > 12:
            painter.drawText(box.adjusted(left, 0, 0, 0), middle, painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room))
