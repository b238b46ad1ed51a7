"""A few fields in a card where the work is: a quantity, a price, a name; Enter takes, Esc leaves, no second window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.ready_words import ReadyWords
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_NARROW = 640
_MOST_IN_A_LINE = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, or a choice of a few, with its word; the fields after the first are reached by Enter and Tab.

    `ready` are words at hand for a line; they stand below all of them.
    """

    word: str
    field: QLineEdit | Segments
    stretch: int = 0
    ready: tuple[str, ...] = ()


class EntryBar(Surface):
    """Shows one question at a time. `take` raises `Refused` where what was typed cannot be: the bar stays and says so.

    `replaced` says that another question takes the place of one nobody has answered.
    """

    closed = Signal()
    replaced = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._entries: Sequence[Entry] = ()
        self._take: Callable[[], bool] | None = None
        self._on_leave: Callable[[], None] | None = None
        self._body: QWidget | None = None
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def is_asking(self, field: QWidget) -> bool:
        """Whether a question with this field still stands, when an answer to it comes."""
        return any(entry.field is field for entry in self._entries)

    def ask(
        self, title: str, entries: Sequence[Entry], *, yes: str, take: Callable[[], bool], on_leave: Callable[[], None] | None = None
    ) -> None:
        """Ask; `take` answers whether the bar may close, which it may do later by `close_bar`."""
        if self.is_open:
            self.replaced.emit()
        self._drop()
        self._entries, self._take, self._on_leave = entries, take, on_leave
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._wrong.hide()
        go = Button(yes, kind=Kind.MAIN, key="Enter", height=44, px=Size.TEXT)
        go.clicked.connect(self.submit)
        leave = Button(_("Back"), key="Esc", height=44)
        leave.clicked.connect(self.leave)
        buttons = row(leave, go, gap=12)
        over = self.parentWidget()
        narrow = (over.width() if over is not None else self.width()) < _NARROW + 350
        lines = [_line(part) for part in _in_lines(entries, narrow=narrow)]
        self._body = QWidget(self)
        ready = [ReadyWords(part.ready, part.field) for part in entries if part.ready and isinstance(part.field, QLineEdit)]
        whole = column(Text(title, px=Size.NAME, weight=Weight.BOLD, wrap=True), *lines, *ready, gap=8)
        if narrow:
            buttons.insertStretch(0, 1)
            whole.addLayout(buttons)
        else:
            lines[-1].addLayout(column(None, buttons))
        whole.addWidget(self._wrong)
        self._body.setLayout(whole)
        self._box.addWidget(self._body)
        self.show()
        first = entries[0].field
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def say(self, error: Refused | Unavailable) -> None:
        """What is wrong, in the bar; nothing where it was left before the answer came."""
        if not self.is_open:
            return
        self._wrong.setText(texts.sentence(error))
        self._wrong.show()

    def submit(self) -> None:
        if self._take is None:
            return
        try:
            done = self._take()
        except Refused as error:
            self.say(error)
            return
        if done:
            self.close_bar()

    def leave(self) -> None:
        on_leave = self._on_leave
        self.close_bar()
        if on_leave is not None:
            on_leave()

    def close_bar(self) -> None:
        if self.is_open:
            self.hide()
            self._drop()
            self.closed.emit()

    def _drop(self) -> None:
        self._take = self._on_leave = None
        self._entries = ()
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.deleteLater()
            self._body = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Enter goes to the next empty field, and takes once none is left."""
        for field in (entry.field for entry in self._entries if isinstance(entry.field, QLineEdit)):
            may_stay = bool(getattr(field, "optional", False))
            if field.isEnabled() and not field.text().strip() and not may_stay:
                if field.hasFocus():
                    break
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.submit()


def _in_lines(entries: Sequence[Entry], *, narrow: bool) -> list[Sequence[Entry]]:
    """The entries as they stand below each other: many fields in one line, or a choice beside them, would leave each too narrow to read."""
    wide = any(isinstance(entry.field, Segments) for entry in entries)
    half = (len(entries) + 1) // 2
    return [entries] if len(entries) <= (2 if narrow and wide else _MOST_IN_A_LINE) else [entries[:half], entries[half:]]


def _line(entries: Sequence[Entry]) -> QHBoxLayout:
    fields = row(gap=12)
    for entry in entries:
        word = Text(entry.word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
        word.setBuddy(entry.field)
        entry.field.setAccessibleName(entry.word)
        fields.addLayout(column(word, entry.field, gap=4), entry.stretch)
    fields.addStretch(0 if any(entry.stretch for entry in entries) else 1)
    return fields
