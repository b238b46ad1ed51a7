"""All keys that act here, under their headings: what F1 shows."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from pos_app.texts import gettext as _
from ui.commands import Command, CommandId, listed, shown_key
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.keys import KeyCap
from ui.widgets.overlay import Overlay
from ui.widgets.surface import column, row
from ui.widgets.text import Text


class HelpOverlay(Overlay):
    """A panel with the table of commands; Esc closes it."""

    def __init__(self, parent: QWidget, bound: Iterable[CommandId]) -> None:
        super().__init__(parent, wanted=QSize(880, 700))
        grid = QGridLayout()
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(20)
        for at, (heading, commands) in enumerate(listed(bound)):
            lines = [_line(c) for c in commands]
            block = column(Text(heading, px=Size.NAME, weight=Weight.BOLD), *lines, None, gap=9)
            grid.addLayout(block, at // 2, at % 2)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        scan = Text(_("A scan works wherever the focus is; it never answers a question or fills in an amount."), ink="ink_2", wrap=True)
        inner.setLayout(column(grid, scan, None, gap=18))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        close = Button(_("Close"), key="Esc", height=44)
        close.clicked.connect(self.close_overlay)
        self.left.connect(self.close_overlay)
        title = Text(_("Keys and help"), px=Size.TITLE, weight=Weight.BOLD)
        self.panel.setLayout(column(row(title, None, close), scroll, gap=16, margins=(24, 18, 18, 18)))


def _line(command: Command) -> QHBoxLayout:
    cap = QWidget()
    cap.setFixedWidth(62)
    cap.setLayout(row(KeyCap(shown_key(command.id)), None))
    return row(cap, Text(_(command.title)), None, gap=8)
