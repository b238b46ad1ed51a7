"""All keys that act here, under their headings: what F1 shows."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from pos_app.texts import gettext as _
from ui.commands import Command, CommandId, listed, shown_key
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.flick import Flick
from ui.widgets.keys import KeyCap, width_of
from ui.widgets.overlay import Overlay
from ui.widgets.surface import column, row
from ui.widgets.text import Text

_THREE = 1240
"""So wide the window must be for three headings beside each other."""


class HelpOverlay(Overlay):
    """A panel with the table of commands; Esc closes it."""

    def __init__(self, parent: QWidget, bound: Iterable[CommandId]) -> None:
        wide = parent.width() >= _THREE
        super().__init__(parent, wanted=QSize(1180 if wide else 880, 720))
        beside = row(gap=24)
        for side in _sides(listed(bound), 3 if wide else 2):
            wide_cap = max([62, *(width_of(shown_key(c.id)) for _heading, commands in side for c in commands)])
            stands = column(gap=14)
            for heading, commands in side:
                lines = (_line(c, wide_cap) for c in commands)
                stands.addLayout(column(Text(heading, px=Size.NAME, weight=Weight.BOLD), *lines, gap=4))
            stands.addStretch(1)
            beside.addLayout(stands, 1)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(column(beside, None))
        scan = Text(_("A scan works wherever the focus is; it never answers a question or fills in an amount."), ink="ink_2", wrap=True)
        scroll = QScrollArea()
        Flick(scroll)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        close = Button(_("Close"), key="Esc", height=44)
        close.clicked.connect(self.close_overlay)
        self.left.connect(self.close_overlay)
        title = Text(_("Keys and help"), px=Size.TITLE, weight=Weight.BOLD)
        self.panel.setLayout(column(row(title, None, close), scan, scroll, gap=12, margins=(24, 16, 16, 20)))
        tall = inner.heightForWidth((1180 if wide else 880) - 60) + scan.heightForWidth(800) + close.sizeHint().height() + 68
        self.set_wanted(QSize(1180 if wide else 880, tall))


def _sides(groups: Iterable[tuple[str, Sequence[Command]]], count: int) -> list[list[tuple[str, Sequence[Command]]]]:
    """The groups in so many columns; one that is longer than a column goes on in the next, under its heading again."""
    known = list(groups)
    most = -(-sum(len(commands) + 2 for _heading, commands in known) // count)
    sides: list[list[tuple[str, Sequence[Command]]]] = [[] for _n in range(count)]
    filled = [0] * count
    for heading, commands in known:
        pieces = max(1, -(-(len(commands) - 2) // most))
        each = -(-len(commands) // pieces)
        for start in range(0, len(commands), each):
            at, part = filled.index(min(filled)), commands[start : start + each]
            sides[at].append((heading, part))
            filled[at] += 2 + len(part)
    return sides


def _line(command: Command, wide: int) -> QHBoxLayout:
    cap = QWidget()
    cap.setFixedWidth(wide)
    cap.setLayout(row(KeyCap(shown_key(command.id)), None))
    line = row(cap, gap=8)
    line.addWidget(Text(_(command.title), wrap=True), 1)
    return line
