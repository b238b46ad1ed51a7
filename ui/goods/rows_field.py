"""A few rows of small fields: packs, quantity prices, suppliers, codes. The last row is empty and waits for more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font, reach
from ui.widgets.buttons import IconButton
from ui.widgets.surface import row
from ui.widgets.text import Text

_TALL: Final = 32
_REMOVE: Final = 24
"""Height of a field, and side of the sign that takes a row out, as drawn."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of each row: its word above, how much of the width it takes, figures to the right."""

    word: str
    stretch: int = 1
    figures: bool = False


class RowsField(QWidget):
    """`edited` says that a person changed a row; a row whose first field is empty is none."""

    edited = Signal()

    def __init__(self, cells: Sequence[Cell], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self._rows: list[tuple[QWidget, list[QLineEdit]]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(5)
        heads = row(gap=6)
        for cell in self._cells:
            word = Text(cell.word, px=Size.KEY, ink="ink_2")
            if cell.figures:
                word.setAlignment(Qt.AlignmentFlag.AlignRight)
            heads.addWidget(word, cell.stretch)
        heads.addSpacing(reach(_REMOVE) + 6)
        if len(self._cells) > 1:
            self._box.addLayout(heads)
        self._add()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Fill in rows."""
        for holder, _fields in self._rows:
            self._box.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._rows = []
        for values in rows:
            for field, value in zip(self._add(), values, strict=True):
                field.setText(value)
                field.setCursorPosition(0)
        self._add()

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What stands in the rows that begin with something."""
        found = (tuple(field.text().strip() for field in fields) for _holder, fields in self._rows)
        return tuple(values for values in found if values[0])

    def field(self, at: int, cell: int) -> QLineEdit:
        """A field by the place of its row and cell."""
        return self._rows[at][1][cell]

    def has_focus_within(self) -> QLineEdit | None:
        """The field of the rows that is being typed in."""
        return next((field for _holder, fields in self._rows for field in fields if field.hasFocus()), None)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._rows[0][1][0].setFocus(reason)

    def take(self, text: str) -> None:
        """Put a scanned code into the field that has the focus."""
        field = self.has_focus_within()
        if field is not None:
            field.setText(text)
            self._edited()

    def _add(self) -> list[QLineEdit]:
        holder = QWidget()
        holder.setProperty("transparent", "true")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        fields = []
        for cell in self._cells:
            field = QLineEdit()
            field.setFont(font(Size.LABEL, Weight.SEMIBOLD if cell.figures else Weight.REGULAR))
            field.setAccessibleName(cell.word)
            field.setMaxLength(120)
            inside = reach(_TALL) - 2
            thick = f"{{ min-height: {inside - 2}px; padding: 0 6px; }}"
            field.setStyleSheet(f"QLineEdit {{ min-height: {inside}px; padding: 0 7px; }} QLineEdit:focus {thick}")
            field.setMinimumWidth(20)
            if cell.figures:
                field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            field.textEdited.connect(lambda _text: self._edited())
            line.addWidget(field, cell.stretch)
            fields.append(field)
        remove = IconButton("x", _("Take this row out"), side=_REMOVE)
        remove.clicked.connect(lambda: self._remove(holder))
        line.addWidget(remove)
        self._rows.append((holder, fields))
        self._box.addWidget(holder)
        return fields

    def _edited(self) -> None:
        if any(field.text().strip() for field in self._rows[-1][1]):
            self._add()
        self.edited.emit()

    def _remove(self, holder: QWidget) -> None:
        kept = [entry for entry in self._rows if entry[0] is not holder]
        if len(kept) == len(self._rows) or not kept:
            return
        self._rows = kept
        self._box.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
        self._edited()
