"""Counting the drawer: how many of each note and coin, and what they come to."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain import shift
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import NOTES_AND_COINS
from pos_app.errors import Refused
from pos_app.texts import Language
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, reach
from ui.widgets.fields import ValueField
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Amount, Text

_SMALLEST_NOTE: Final = 1_000
_HEIGHT: Final = 34
_MOST: Final = 6
"""Digits of a count."""


def _pieces(text: str, _language: Language) -> int:
    if not text.isdecimal() or len(text) > _MOST:
        raise Refused("count_negative")
    return int(text)


class CountField(ValueField):
    """How many there are of one note; the arrows go on to the next."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_pieces, lambda value, _language: str(value), parent, allowed="0123456789", px=Size.NAME, optional=True)
        self.setMaxLength(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        inside = reach(_HEIGHT) - 2
        thick = f"{{ min-height: {inside - 2}px; padding: 0 9px; }}"
        self.setStyleSheet(f"QLineEdit {{ min-height: {inside}px; padding: 0 10px; }} QLineEdit:focus, QLineEdit[wrong='true'] {thick}")

    def count(self) -> int:
        return self.value_or_none() or 0

    def sizeHint(self) -> QSize:
        return QSize(78, reach(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        else:
            super().keyPressEvent(event)


class NoteCount(Surface):
    """`reached` carries the field an arrow went to; `ended` says that the last one was left downwards."""

    reached = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.fields = {face: CountField() for face in NOTES_AND_COINS}
        self._sums = {face: Text(px=Size.TEXT) for face in NOTES_AND_COINS}
        self._total = Amount(px=26, weight=Weight.BOLD)
        self._total.at_right = True
        self._beside = Text(px=Size.SMALL, ink="ink_2")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(3, 1)
        for at, face in enumerate(NOTES_AND_COINS):
            word = Text(formatting.number(face, texts.language()), px=Size.NAME, weight=Weight.BOLD)
            self._sums[face].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            field = self.fields[face]
            field.setAccessibleName(formatting.rupiah(face, texts.language()))
            field.edited.connect(self._edited)
            field.moved.connect(lambda by, at=at: self._move(at + by))
            below = at + (1 if face < _SMALLEST_NOTE else 0)
            if face == _SMALLEST_NOTE // 2:
                grid.addWidget(rule(), at, 0, 1, 4)
            for across, widget in enumerate((word, Text("×", px=Size.SMALL, ink="ink_2"), field, self._sums[face])):
                grid.addWidget(widget, below, across)
        head = row(Text(_("Money in the drawer"), px=Size.NAME, weight=Weight.BOLD), None, self._beside)
        foot = row(Text(_("Counted"), px=Size.TEXT, weight=Weight.SEMIBOLD), gap=12)
        foot.addWidget(self._total, 1)
        whole = column(head, gap=10, margins=(18, 14, 18, 14))
        whole.addLayout(grid)
        whole.addStretch(1)
        whole.addWidget(rule())
        whole.addLayout(foot)
        self.setLayout(whole)
        self._edited()

    def say(self, beside: str) -> None:
        self._beside.setText(beside)

    def notes(self) -> dict[int, int]:
        """The counts above zero, by face value."""
        return {face: field.count() for face, field in self.fields.items() if field.count()}

    def total(self) -> Rupiah:
        return shift.counted(self.notes())

    def begin(self) -> None:
        self.fields[NOTES_AND_COINS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, locked: bool) -> None:
        for field in self.fields.values():
            field.setEnabled(not locked)

    def _move(self, at: int) -> None:
        if at >= len(NOTES_AND_COINS):
            self.ended.emit()
        elif at >= 0:
            self.fields[NOTES_AND_COINS[at]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.reached.emit(self.fields[NOTES_AND_COINS[at]])

    def _edited(self) -> None:
        speech = texts.language()
        for face, field in self.fields.items():
            count = field.count()
            self._sums[face].setText(formatting.number(face * count, speech) if count else "")
        self._total.show_amount(formatting.rupiah(self.total(), speech))
