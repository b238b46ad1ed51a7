"""Which papers of the stock show: by words, kind and days."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.days import Period
from pos_app.domain.stock_document import DocumentKind
from pos_app.services.move_words import reason_word
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.origin_fields import DayField
from ui.widgets.choice import Choice
from ui.widgets.framed_field import FramedField
from ui.widgets.surface import row
from ui.widgets.text import Text

_TYPING_MS: Final = 200
_EVER: Final = (date(1970, 1, 1), date(9998, 12, 31))


class PapersFilter(QWidget):
    """`chosen` says that other papers are wanted, `left` that the search field is done with."""

    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = FramedField(_("Number, supplier, reason or article"), key=shown_key(CommandId.LIST_FIND), icon="search")
        self.kind = Choice()
        self.kind.setAccessibleName(_("Kind of paper"))
        self.kind.addItem(_("Every kind"), None)
        for kind in DocumentKind:
            self.kind.addItem(reason_word(kind), kind)
        self.first, self.last = DayField(_("From")), DayField(_("To"))
        whole = row(gap=10)
        whole.addWidget(self._search, 3)
        whole.addWidget(self.kind, 2)
        for word, field in ((_("From"), self.first), (_("To"), self.last)):
            whole.addWidget(Text(word, ink="ink_2"))
            field.setMinimumWidth(126)
            whole.addWidget(field)
            field.editingFinished.connect(self.chosen)
        self.setLayout(whole)
        self._resting = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._resting.timeout.connect(self.chosen)
        self._search.typed.connect(lambda _text: self._resting.start())
        self._search.entered.connect(self.left)
        self._search.moved.connect(lambda _by: self.left.emit())
        self._search.left.connect(self._leave)
        self.kind.activated.connect(lambda _at: self.chosen.emit())

    def go(self) -> None:
        """To the words."""
        self._search.line.setFocus()
        self._search.line.selectAll()

    def _leave(self) -> None:
        """Esc: first what was typed goes, then the field is left."""
        if self._search.text():
            self._search.set_text("")
            self.chosen.emit()
        else:
            self.left.emit()

    def text(self) -> str:
        return self._search.text()

    def kinds(self) -> tuple[DocumentKind, ...]:
        kind = self.kind.currentData()
        return (DocumentKind(kind),) if kind else ()

    def period(self) -> Period | None:
        """The days, open where none is typed.

        Raises:
            Refused: `not_a_day`, `period_ends_before_it_begins`.
        """
        first, last = self.first.day(), self.last.day()
        return None if first is None and last is None else Period(first or _EVER[0], last or _EVER[1])

    @property
    def is_set(self) -> bool:
        return bool(self.text() or self.kinds() or self.first.text().strip() or self.last.text().strip())
