"""What the window has to say while work goes on: one sentence in a bar, never a window over a scan."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.surface import IconSign, Surface, row
from ui.widgets.text import Ink, Text

Tone = Literal["told", "ask", "warning"]

_TONES: dict[Tone, tuple[Literal["brand", "unknown", "warning"], str, Ink]] = {
    "told": ("brand", "circle-check", "brand"),
    "ask": ("unknown", "circle-help", "unknown"),
    "warning": ("warning", "triangle-alert", "warning"),
}


class Notice(Surface):
    """A bar with a sentence and at most one action; what was only told goes by itself."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("brand", parent)
        self._icon = IconSign("circle-check", self, side=20, ink="brand")
        self._text = Text(px=Size.TEXT, weight=Weight.SEMIBOLD, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._slot = row()
        self._close = IconButton("x", _("Close"), self, side=30)
        self._close.clicked.connect(self.clear)
        self.setLayout(row(self._icon, self._text, self._slot, self._close, gap=12, margins=(14, 8, 8, 8)))
        self._action: Button | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    def show_text(
        self, text: str, tone: Tone = "told", *, action: str = "", key: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say `text`; with an action it stays until it is answered, closed, or replaced."""
        surface, icon, ink = _TONES[tone]
        self.repaint_as(surface)
        self._icon.show_icon(icon, ink)
        self._text.setText(text)
        self._text.set_ink("ink")
        self.setAccessibleName(text)
        if self._action is not None:
            self._action.deleteLater()
            self._action = None
        if action and on_action is not None:
            self._action = Button(action, self, kind=Kind.PANEL, key=key, height=36)
            self._action.clicked.connect(on_action)
            self._slot.addWidget(self._action)
        self._timer.stop()
        if tone == "told":
            self._timer.start(6000)
        self.show()

    def clear(self) -> None:
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()
