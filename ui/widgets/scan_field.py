"""The field goods are met in: a name as it is typed, a code with Enter, `3*` before a scan."""

import re
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from ui.theme import Radius, Size, font, icons, tokens
from ui.widgets.keys import KeyCap
from ui.widgets.surface import row
from ui.widgets.text import Text


class _Line(QLineEdit):
    """While empty it leaves Del, Ctrl+Z and the arrows to the list below it."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if undo or event.key() == Qt.Key.Key_Delete:
                event.ignore()
                return False
        return super().event(event)


class ScanField(QWidget):
    """Signals say what the person did; `entered` is Enter on what stands in the field."""

    typed = Signal(str)
    entered = Signal()
    moved = Signal(int)
    left = Signal()

    def __init__(self, says: str, parent: QWidget | None = None, *, icon: str = "search", hint: tuple[str, str] | None = None) -> None:
        """`hint` is a key cap with its words, for what may be typed before a scan."""
        super().__init__(parent)
        self._icon = icon
        self.line = _Line(self)
        self.line.setProperty("bare", "true")
        self.line.setFont(font(Size.FIELD))
        self.line.setPlaceholderText(says)
        self.line.setAccessibleName(says)
        self.line.textChanged.connect(self.typed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        inside = row(self.line, gap=10, margins=(48, 0, 16, 0))
        if hint is not None:
            inside.addLayout(row(KeyCap(hint[0]), Text(hint[1], px=Size.SMALL, ink="ink_2"), gap=5))
        inside.addWidget(KeyCap("F2"))
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, 48)

    def text(self) -> str:
        return self.line.text().strip()

    def clear(self) -> None:
        self.line.clear()

    def take_quantity(self) -> Milli | None:
        """The quantity of a `3*` that stands in the field, which is used up by it; None where none does."""
        found = re.fullmatch(r"(.+)\*", self.text())
        if found is None:
            return None
        try:
            quantity = formatting.parse_qty(found[1], texts.language())
        except Refused:
            return None
        self.clear()
        return quantity if quantity > 0 else None

    def meant(self) -> tuple[Milli | None, str]:
        """What `12*` at the beginning says, and the name or code behind it; None and all of it where there is no such thing."""
        found = re.fullmatch(r"([\d.,]+)\*(.*)", self.text())
        if found is not None:
            with suppress(Refused):
                quantity = formatting.parse_qty(found[1], texts.language())
                if quantity > 0:
                    return quantity, found[2].strip()
        return None, self.text()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                return False
        return True

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.line.hasFocus() else 1
        painter.setPen(QPen(QColor(t.focus if width == 2 else t.line_2), width))
        painter.setBrush(QColor(t.panel))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), Radius.CARD, Radius.CARD)
        icons.paint(painter, QRectF(16, (self.height() - 22) / 2, 22, 22), self._icon, t.ink_2)
        painter.end()
