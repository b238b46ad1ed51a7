"""A text field in a frame of its own: a sign in front, a key cap behind, the ring while it has the focus."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import Radius, Size, font, icons, tokens
from ui.widgets.keys import KeyCap
from ui.widgets.surface import row


class FramedField(QWidget):
    """Signals say what the person did; `moved` is an arrow up (-1) or down (1), `left` is Esc."""

    typed = Signal(str)
    entered = Signal()
    moved = Signal(int)
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, key: str = "", icon: str = "", height: int = 44) -> None:
        super().__init__(parent)
        self._icon, self._height, self._wrong = icon, height, False
        self.line = QLineEdit(self)
        self.line.setProperty("bare", "true")
        self.line.setFont(font(Size.TEXT))
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.textEdited.connect(self.typed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        inner = row(self.line, gap=10, margins=(44 if icon else 14, 0, 14, 0))
        if key:
            inner.addWidget(KeyCap(key))
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

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
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), Radius.BUTTON, Radius.BUTTON)
        if self._icon:
            icons.paint(painter, QRectF(14, (self.height() - 20) / 2, 20, 20), self._icon, t.ink)
        painter.end()
