"""A text field in a frame of its own: a sign in front, a key cap behind, the ring while it has the focus."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme import Radius, Size, font, icons, reach, tokens
from ui.widgets.keys import KeyCap
from ui.widgets.surface import row


class FramedField(QWidget):
    """Signals say what the person did; `typed` tells of a person's typing, `moved` is an arrow up (-1) or down (1), `left` is Esc."""

    typed = Signal(str)
    entered = Signal()
    moved = Signal(int)
    left = Signal()

    _edge, _icon_px, _radius, _icon_ink = 14, 20, Radius.BUTTON, "ink"

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, key: str = "", icon: str = "", height: int = 44) -> None:
        super().__init__(parent)
        self._icon, self._height, self._wrong = icon, height, False
        self.line = self._made_line()
        self.line.setProperty("bare", "true")
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        inner = row(self.line, gap=10, margins=(self._edge + self._icon_px + 10 if icon else self._edge, 0, self._edge, 0))
        if (beside := self._beside()) is not None:
            inner.addLayout(beside)
        if key:
            inner.addWidget(KeyCap(key))
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _made_line(self) -> QLineEdit:
        """Overridden where the line is of another kind."""
        line = QLineEdit(self)
        line.setFont(font(Size.TEXT))
        line.textEdited.connect(self.typed)
        return line

    def _beside(self) -> QLayout | None:
        """Overridden where something stands between the line and its key."""

    def sizeHint(self) -> QSize:
        return QSize(240, reach(self._height))

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def show_wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

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
        focus = self.line.hasFocus()
        width = 2 if focus or self._wrong else 1
        painter.setPen(QPen(QColor(t.warning if self._wrong else t.focus if focus else t.line_2), width))
        painter.setBrush(QColor(t.panel))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), self._radius, self._radius)
        if self._icon:
            px = self._icon_px
            icons.paint(painter, QRectF(self._edge, (self.height() - px) / 2, px, px), self._icon, getattr(t, self._icon_ink))
        painter.end()
