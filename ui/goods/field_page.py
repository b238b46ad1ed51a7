"""A page of fields with what is wrong said beside the field; only what a person changed is given on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app import texts
from pos_app.errors import Refused
from ui.goods.rows_field import RowsField
from ui.theme import Size, Weight, font
from ui.widgets.fields import ValueField
from ui.widgets.surface import column
from ui.widgets.text import Text
from ui.widgets.tick import Tick

Field = QLineEdit | QComboBox | Tick | RowsField


@dataclass(slots=True)
class _Entry:
    """A field under the name the services know it by; `read` makes of it what they take, raising what cannot be."""

    field: Field
    wrong: Text
    read: Callable[[], str]
    known: object = None


class FieldPage(QWidget):
    """`edited` says that a person changed something; `changes` raises what cannot be, with the field's name as its `about`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("transparent", "true")
        self._entries: dict[str, _Entry] = {}

    def field(self, name: str, word: str, field: Field, read: Callable[[], str] | None = None) -> QVBoxLayout:
        """Word, field, and below it what is wrong with it."""
        label = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        label.setBuddy(field)
        field.setAccessibleName(word)
        wrong = Text(px=Size.SMALL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        wrong.hide()
        if isinstance(field, QLineEdit):
            if not isinstance(field, ValueField):
                field.setFont(font(Size.TEXT))
                field.setMaxLength(200)
            field.textEdited.connect(lambda _text: self._changed(name))
        elif isinstance(field, QComboBox):
            field.activated.connect(lambda _at: self._changed(name))
        elif isinstance(field, Tick):
            field.clicked.connect(lambda _on: self._changed(name))
        else:
            field.edited.connect(lambda: self._changed(name))
        self._entries[name] = _Entry(field, wrong, read or (lambda: str(self._now(name)).strip()))
        return column(label, field, wrong, gap=4)

    def _now(self, name: str) -> object:
        field = self._entries[name].field
        if isinstance(field, QLineEdit):
            return field.text().strip()
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, Tick):
            return "yes" if field.isChecked() else "no"
        return field.rows()

    def filled_in(self) -> None:
        """What stands in the fields now is what is known."""
        for name, entry in self._entries.items():
            entry.known = self._now(name)
            entry.wrong.hide()

    def written(self) -> list[str]:
        """Names of the fields that stand otherwise than they were filled in."""
        return [name for name, entry in self._entries.items() if self._now(name) != entry.known]

    def changes(self) -> dict[str, str]:
        """The changed fields but rows, as the services take them.

        Raises:
            Refused: what a field holds cannot be.
        """
        found = {}
        for name in self.written():
            entry = self._entries[name]
            if isinstance(entry.field, RowsField):
                continue
            try:
                found[name] = entry.read()
            except Refused as error:
                error.fields["about"] = name
                raise
        return found

    def mark(self, error: Refused) -> bool:
        """Say what is wrong beside its field, which gets the focus; False where the field is on another page."""
        about = error.fields.get("about")
        entry = self._entries.get(about) if isinstance(about, str) else None
        if entry is None:
            return False
        entry.wrong.setText(texts.sentence(error))
        entry.wrong.show()
        entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_marks(self) -> None:
        for entry in self._entries.values():
            entry.wrong.hide()

    def _changed(self, name: str) -> None:
        self._entries[name].wrong.hide()
        self.edited.emit()


def grid(*lines: Sequence[QVBoxLayout], parts: tuple[int, int] = (1, 1)) -> QGridLayout:
    """Fields in two columns, as wide as `parts` say in proportion; a line of one field takes both."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(9)
    for at, line in enumerate(lines):
        for place, field in enumerate(line):
            made.addLayout(field, at, place, 1, 2 if len(line) == 1 else 1)
    for place, part in enumerate(parts):
        made.setColumnStretch(place, part)
    return made


def offers(field: QLineEdit, names: Sequence[str]) -> None:
    """Names to choose from while they are typed."""
    made = QCompleter(list(names), field)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(made)


def decimal(value: int, scale: int, digits: int) -> str:
    """A scaled integer with a decimal point, as the services read it."""
    whole, rest = divmod(value, scale)
    return f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".") if rest else str(whole)
