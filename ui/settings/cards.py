"""Pages of settings made of two cards: beside each other where there is room, else below each other."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QLineEdit, QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.notice import Notice, Tone
from ui.widgets.place import Desk, Place
from ui.widgets.roomy import Roomy
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_BESIDE: Final = 1080
"""So wide the place must be for its cards beside each other."""


class CardsPage(Place):
    """`lay_out` is called once by whoever inherits."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._notice = Notice()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(14)

    def lay_out(self, title: str, left: QWidget, right: QWidget, *, beside_title: QWidget | None = None) -> None:
        self._cards.addWidget(left, 6, Qt.AlignmentFlag.AlignTop)
        self._cards.addWidget(right, 5, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        body = column(gap=0)
        body.addLayout(self._cards)
        body.addStretch(1)
        inner.setLayout(body)
        head = row(Text(title, px=Size.TITLE, weight=Weight.BOLD), None)
        if beside_title is not None:
            head.addWidget(beside_title)
        self.setLayout(column(head, self._notice, Roomy(inner), gap=12, margins=(18, 14, 18, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def tell(self, text: str, tone: Tone) -> bool:
        self._notice.show_text(text, tone)
        return True

    def refuse(self, error: Refused | Unavailable) -> None:
        self._notice.show_text(texts.sentence(error), "warning")


def held(layout: QLayout) -> QWidget:
    """A layout as a widget."""
    made = QWidget()
    made.setLayout(layout)
    return made


def choice(choices: Sequence[tuple[str, str]], at: int, chosen: Callable[[int], None]) -> QWidget:
    """One of a few, each a word with an icon or none; `chosen` gets its place."""
    made = Segments(list(choices))
    made.choose(at)
    made.chosen.connect(chosen)
    return held(row(made, None))


def kept_field(field: QLineEdit, keep: Callable[[], None], *more: QWidget) -> QWidget:
    """A field that is kept with Enter or its button."""
    field.returnPressed.connect(keep)
    button = Button(_("Set it"), key="Enter", height=44)
    button.clicked.connect(lambda: keep())
    box = row(gap=8)
    box.addWidget(field, 1)
    for widget in (button, *more):
        box.addWidget(widget)
    return held(box)


def card(title: str, told: str, rows: Sequence[tuple[str, QWidget] | tuple[str, QWidget, str]], *, below: QWidget | None = None) -> QWidget:
    """Words on the left, the field on the right, where given with a line below it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(12)
    grid.setColumnMinimumWidth(0, 170)
    grid.setColumnStretch(1, 1)
    for at, (word, widget, *says) in enumerate(rows):
        top = Qt.AlignmentFlag.AlignTop if says else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(Text(word, px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True), at, 0, top)
        beside = column(widget, gap=4)
        for text in says:
            beside.addWidget(Text(text, px=Size.SMALL, ink="ink_2", wrap=True))
        grid.addLayout(beside, at, 1)
    head = row(Text(title, px=Size.NAME, weight=Weight.BOLD), Text(told, px=Size.SMALL, ink="ink_2"), None, gap=10)
    inside = column(head, grid, gap=14, margins=(18, 16, 18, 18))
    if below is not None:
        inside.addLayout(row(None, below))
    made = Surface("card")
    made.setLayout(inside)
    return made
