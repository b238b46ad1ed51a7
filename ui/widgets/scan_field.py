"""The field goods are met in: a name as it is typed, a code with Enter, `3*` before a scan."""

import re
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from ui.theme import Radius, Size, font
from ui.widgets.framed_field import FramedField
from ui.widgets.keys import KeyCap
from ui.widgets.surface import row
from ui.widgets.text import Text

_TIMES: Final = re.compile(r"([\d.,]+)\*(.*)")


class _Line(QLineEdit):
    """While empty it leaves Del, Ctrl+Z and the arrows to the list below it."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if undo or event.key() == Qt.Key.Key_Delete:
                event.ignore()
                return False
        return super().event(event)


class ScanField(FramedField):
    """`typed` tells of every change of the text, the program's own too; `entered` is Enter on what stands in the field."""

    _edge, _icon_px, _radius, _icon_ink = 16, 22, Radius.CARD, "ink_2"

    def __init__(self, says: str, parent: QWidget | None = None, *, icon: str = "search", hint: tuple[str, str] | None = None) -> None:
        """`hint` is a key cap with its words, for what may be typed before a scan."""
        self._hint = hint
        super().__init__(says, parent, key="F2", icon=icon, height=48)

    def _made_line(self) -> QLineEdit:
        line = _Line(self)
        line.setFont(font(Size.FIELD))
        line.textChanged.connect(self.typed)
        return line

    def _beside(self) -> QLayout | None:
        if self._hint is None:
            return None
        key, word = self._hint
        return row(KeyCap(key), Text(word, px=Size.SMALL, ink="ink_2"), gap=5)

    def sizeHint(self) -> QSize:
        return QSize(300, 48)

    def clear(self) -> None:
        self.line.clear()

    def sought(self) -> str:
        """What is looked for: the text behind a `12*`, or all of it."""
        found = _TIMES.fullmatch(self.text())
        return found[2].strip() if found is not None else self.text()

    def meant(self) -> tuple[Milli | None, str]:
        """What `12*` at the beginning says, and the name or code behind it; None and all of it where there is no such thing.

        Raises:
            Refused: `quantity_not_positive` and as `formatting.parse_qty`, for what stands before the star.
        """
        found = _TIMES.fullmatch(self.text())
        if found is None:
            return None, self.text()
        quantity = formatting.parse_qty(found[1], texts.language())
        if quantity <= 0:
            raise Refused("quantity_not_positive")
        return quantity, found[2].strip()

    def used_up(self) -> tuple[Milli | None, str]:
        """As `meant`, for a scan: the field is empty then, as no later `2*` may be read together with what stood here.

        Raises:
            Refused: as `meant`; the field stays as it is.
        """
        meant = self.meant()
        self.clear()
        return meant
