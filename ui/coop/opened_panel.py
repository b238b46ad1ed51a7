"""The frame of what is opened beside the comparison: its name, and the way to close it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import IconButton
from ui.widgets.surface import Surface, row
from ui.widgets.text import Elided

_WIDTH: Final = 372


class OpenedPanel(Surface):
    """`left` says that a person closed it; `head` is laid out above what it shows."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setFixedWidth(_WIDTH)
        self.name = Elided(px=Size.FIELD, weight=Weight.BOLD)
        close = IconButton("x", _("Close"), side=30)
        close.clicked.connect(self.left)
        self.head: QHBoxLayout = row(gap=8, margins=(16, 8, 8, 6))
        self.head.addWidget(self.name, 1)
        self.head.addWidget(close)
