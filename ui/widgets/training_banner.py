"""Says in every window that nothing here is real, and leads back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.theme import Size, Weight, tokens
from ui.widgets.buttons import Button, Kind
from ui.widgets.surface import IconSign, row
from ui.widgets.text import Elided, Text

HEIGHT = 44


class TrainingBanner(QWidget):
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        says = Elided(_("Nothing you do here goes into the books; the drawer stays shut and every paper says so."), px=Size.LABEL)
        says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        leave = Button(
            _(command(CommandId.LEAVE_TRAINING).word), kind=Kind.PANEL, key=shown_key(CommandId.LEAVE_TRAINING), height=32, px=Size.LABEL
        )
        leave.clicked.connect(self.left)
        box = row(
            IconSign("triangle-alert", ink="unknown"),
            Text(_("TRAINING"), px=Size.NAME, weight=Weight.EXTRABOLD, ink="unknown"),
            gap=12,
            margins=(16, 0, 8, 0),
        )
        box.addWidget(says, 1)
        box.addWidget(leave)
        self.setLayout(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().unknown_soft))
        painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(tokens().unknown))
        painter.end()
