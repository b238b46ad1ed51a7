"""Domestic, imported, unknown as three tiles, each with its badge and the key that takes it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pos_app.domain.origin import State
from pos_app.texts import gettext as _
from ui.theme import Radius, tokens
from ui.widgets import keys
from ui.widgets.badge import Mark, bare_width, paint_badge, paint_bare, width_of
from ui.widgets.surface import row

LETTERS: Final = {State.DOMESTIC: "D", State.IMPORTED: "I", State.UNKNOWN: "B"}
"""The letters stand for the Indonesian words (dalam negeri, impor, belum) and are the same in every language."""

_EDGES: Final = 10
"""Left and right of the word."""


def _word(state: State) -> str:
    return {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Unknown")}[state]


class _Tile(QAbstractButton):
    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self.setText(_word(state))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(width_of(Mark(self.state, self.text())) + 12, 75)

    def minimumSizeHint(self) -> QSize:
        return QSize(bare_width(Mark(self.state, self.text())) + _EDGES, 75)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        edge, ground = t.line, t.panel
        if self.isChecked():
            edge, ground = {
                State.DOMESTIC: (t.domestic, t.domestic_soft),
                State.IMPORTED: (t.ink_2, t.raised),
                State.UNKNOWN: (t.unknown, t.unknown_soft),
            }[self.state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), Radius.BUTTON, Radius.BUTTON)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.BUTTON, Radius.BUTTON)
        self._paint_word(painter, Mark(self.state, self.text()))
        letter = LETTERS[self.state]
        cap = keys.width_of(letter)
        keys.paint_key(painter, QRectF((self.width() - cap) / 2, 45, cap, 20), letter)
        painter.end()

    def _paint_word(self, painter: QPainter, shown: Mark) -> None:
        """The badge; in a narrow tile the small one, in a narrower one its sign and word alone."""
        room = self.width() - _EDGES
        small = width_of(shown) > room
        width = width_of(shown, small=small)
        if width <= room:
            paint_badge(painter, (self.width() - width) / 2, 25, shown, small=small)
        else:
            paint_bare(painter, (self.width() - bare_width(shown)) / 2, 25, shown)


class StateTiles(QWidget):
    """`chosen` carries the state a person took, or None where the tile was taken back."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = {state: _Tile(state, self) for state in (State.DOMESTIC, State.IMPORTED, State.UNKNOWN)}
        self.setLayout(row(*self._tiles.values(), gap=8))
        for tile in self._tiles.values():
            tile.clicked.connect(lambda _checked, state=tile.state: self.take(state))

    def state(self) -> State | None:
        return next((state for state, tile in self._tiles.items() if tile.isChecked()), None)

    def show_state(self, state: State | None) -> None:
        for of, tile in self._tiles.items():
            tile.setChecked(of is state)

    def take(self, state: State) -> None:
        """As if a person had struck the key."""
        self.show_state(state)
        self.chosen.emit(state)
