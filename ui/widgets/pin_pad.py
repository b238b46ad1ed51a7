"""A PIN: typed or tapped, never shown; what is wrong with it stands below."""

from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.surface import column
from ui.widgets.text import Text

_DIGITS: Final = 8
_TALL: Final = 46


class PinField(QLineEdit):
    """Digits nobody reads over a shoulder; it may stay empty: no PIN."""

    optional = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(rf"[0-9]{{0,{_DIGITS}}}"), self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFixedWidth(160)

    def pin(self) -> str | None:
        return self.text() or None


class PinPad(QWidget):
    """`entered` carries the digits once. While they are being looked at nothing is taken; `refuse` lets the next try begin."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PinField(self)
        self.field.setMaximumWidth(16777215)
        self.field.setMinimumWidth(0)
        self.field.setFixedHeight(52)
        self.field.setFont(font(Size.TITLE, Weight.BOLD))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setPlaceholderText(_("PIN"))
        self.field.setAccessibleName(_("PIN"))
        self.setFocusProxy(self.field)
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._wrong.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._wrong.setMinimumHeight(2 * self._wrong.fontMetrics().lineSpacing() + 2)
        self.setLayout(column(self.field, self._wrong, self._pad(), gap=8))
        self._busy = False

    def _pad(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit), at // 3, at % 3)
        back = IconButton("delete", _("Take the last digit back"), side=_TALL)
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.field.backspace)
        go = Button(_("OK"), kind=Kind.MAIN, height=_TALL, px=Size.TEXT)
        go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        go.clicked.connect(self.submit)
        grid.addWidget(back, 3, 0, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(go, 3, 2)
        return grid

    def _key(self, digit: str) -> Button:
        key = Button(digit, kind=Kind.PANEL, height=_TALL, px=Size.PANEL_TITLE)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.field.insert(digit))
        return key

    def begin(self) -> None:
        """Empty, for another person."""
        self._busy = False
        self.field.clear()
        self._wrong.setText("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """That was not it."""
        self.begin()
        self._wrong.setText(sentence)

    def told(self) -> str:
        """What is wrong, where something is."""
        return self._wrong.text()

    def submit(self) -> None:
        if self.field.text() and not self._busy:
            self._busy = True
            self.entered.emit(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)
