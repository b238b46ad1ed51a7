"""What a new shop has not done yet, beside its empty till: each line leads to where it is done."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.services.setup import Progress
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Elided, Text

_LINE: Final = 26


class SetupCard(Surface):
    """`wanted` carries the place where a step is done."""

    wanted = Signal(str)

    def __init__(self, places: frozenset[str], parent: QWidget | None = None) -> None:
        """`places` are the places that exist: a step leads nowhere else."""
        super().__init__("card", parent)
        self._steps = [
            (_("Address and telephone"), _("Fill in"), "settings"),
            (_("List of goods"), _("Import"), "goods"),
            (_("Origin of goods"), _("Tag"), "origin"),
            (_("Target of domestic goods"), _("Set"), "reports"),
        ]
        self._count = Text(px=Size.SMALL, ink="ink_2")
        lines = column(row(Text(_("Getting ready"), px=Size.TEXT, weight=Weight.BOLD), None, self._count), gap=4)
        self._lines: list[tuple[IconSign, Elided, Button]] = []
        for word, action, place in self._steps:
            sign, said = IconSign("circle", side=20), Elided(word, px=Size.TEXT)
            go = Button(action, kind=Kind.LINK, height=_LINE)
            go.clicked.connect(partial(self.wanted.emit, place))
            go.setEnabled(place in places)
            self._lines.append((sign, said, go))
            line = row(sign, said, go, gap=10)
            line.addStrut(_LINE)
            lines.addLayout(line)
        lines.setContentsMargins(16, 12, 16, 12)
        self.setLayout(lines)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Show what is left; nothing where nothing is."""
        steps = progress.steps if progress is not None else ()
        self.setVisible(not all(steps))
        done, speech = sum(steps), texts.language()
        self._count.setText(_("{done} of {all}").format(done=formatting.number(done, speech), all=formatting.number(len(steps), speech)))
        for (sign, said, go), is_done in zip(self._lines, steps, strict=bool(steps)):
            sign.show_icon("circle-check" if is_done else "circle", "ok" if is_done else "ink_3")
            said.set_ink("ink_2" if is_done else "ink")
            go.setVisible(not is_done)
