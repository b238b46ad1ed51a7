"""Digits to tap: every key strikes the same key as a keyboard would, for whatever field has the focus."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.texts import gettext as _
from ui.theme import Size, touched
from ui.widgets.buttons import Button, Kind
from ui.widgets.surface import column, row

LEAST: Final = 46
"""Pixels a finger needs, and two more."""


_WIDE: Final = 236


def pad_room() -> int:
    """So many pixels a panel needs more for digits beside it; none where nobody taps."""
    return _WIDE + 20 if touched() else 0


def with_pad(whole: QLayout) -> QHBoxLayout:
    """A panel's layout, with digits to tap at its right where the windows are meant for fingers."""
    outer = row(gap=0)
    outer.addLayout(whole, 1)
    if touched():
        pad = NumPad(times=False)
        pad.setFixedWidth(_WIDE)
        outer.addLayout(column(None, pad, margins=(0, 16, 20, 16)))
    return outer


class NumPad(QWidget):
    """Digits, the decimal sign, `×` for a quantity before a scan, back and Enter."""

    def __init__(self, parent: QWidget | None = None, *, times: bool = True) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._see)
        self._decimal = formatting.qty(1500, texts.language())[1]
        for at, digit in enumerate("789456123"):
            self._put(digit, at // 3, at % 3)
        self._put("0", 3, 0)
        self._put("000", 3, 1)
        self._put(self._decimal, 3, 2)
        back = self._button("", Kind.PANEL, Size.LABEL)
        back.set_icon("delete")
        back.setToolTip(_("Take the last sign back"))
        back.setAccessibleName(_("Take the last sign back"))
        back.clicked.connect(partial(self._strike, Qt.Key.Key_Backspace, "\x08"))
        self._grid.addWidget(back, 0, 3)
        if times:
            self._put("*", 1, 3, word="×")
        go = self._button(_("Enter"), Kind.MAIN, Size.LABEL)
        go.clicked.connect(partial(self._strike, Qt.Key.Key_Return, "\r"))
        self._grid.addWidget(go, 2 if times else 1, 3, 2 if times else 3, 1)
        go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for across in range(4):
            self._grid.setColumnStretch(across, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _button(self, word: str, kind: Kind, px: int) -> Button:
        made = Button(word, kind=kind, height=LEAST, px=px)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def _put(self, signs: str, row: int, column: int, *, word: str = "") -> None:
        key = self._button(word or signs, Kind.PANEL, Size.PANEL_TITLE)
        key.clicked.connect(partial(self.type_signs, signs))
        self._grid.addWidget(key, row, column)

    def type_signs(self, signs: str, _checked: bool = False) -> None:
        """Strike the keys of these signs."""
        for sign in signs:
            self._strike(Qt.Key(ord(sign)), sign)

    def _strike(self, key: Qt.Key, text: str, _checked: bool = False) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            field = QApplication.focusWidget()
            if field is not None:
                QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def showEvent(self, event: QShowEvent) -> None:
        """A field may have had the focus before the pad showed."""
        super().showEvent(event)
        self._see(None, QApplication.focusWidget())

    def _see(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A tap would take the focus to the panel the pad lies on, unless the pad stands for the field that has it.

        A pad that does not show stands for nobody: when it is deleted, Qt takes the focus from the field it stood for.
        """
        if isinstance(now, QLineEdit) and self.isVisible():
            self.setFocusProxy(now)
