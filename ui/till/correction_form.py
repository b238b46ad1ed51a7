"""How a sale was really paid: what was pressed, what it was, and why; the total stays as it is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import CARDS, Means
from pos_app.errors import Refused, Unavailable
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.till.payment_parts import ICONS, WORDS
from ui.widgets.buttons import Button, Kind
from ui.widgets.ready_words import ReadyWords
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, emptied, row
from ui.widgets.text import Text

_REALLY = (Means.CASH, Means.QRIS, *CARDS, Means.TRANSFER, Means.BON)
_REASONS: Final = (N_("Wrong key"), N_("The customer paid otherwise"), N_("Seen on the statement"))
_FIXED = frozenset({Means.VOUCHER, Means.POINTS})


class CorrectionForm(Surface):
    """`taken` carries the receipt's number, what was pressed, what it was, and why."""

    taken = Signal(str, object, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._number = ""
        self._pressed: list[Means] = []
        self._offered: list[Means] = []
        self._title = Text(px=Size.NAME, weight=Weight.BOLD, wrap=True)
        self._wrong = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(12)
        self.was = self.really = Segments([("", "")])
        self.why = QLineEdit()
        self.why.setMaxLength(200)
        self.why.setPlaceholderText(_("Why is it put right?"))
        self.why.setAccessibleName(_("Why is it put right?"))
        go = Button(_("Put right"), kind=Kind.MAIN, key="Enter", height=44, px=Size.TEXT)
        go.clicked.connect(self.take)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.leave)
        asked = row(gap=12)
        asked.addWidget(self.why, 1)
        asked.addWidget(back)
        asked.addWidget(go)
        whole = column(self._title, gap=10, margins=(16, 12, 16, 12))
        whole.addLayout(self._choices)
        whole.addWidget(ReadyWords([_(word) for word in _REASONS], self.why))
        whole.addLayout(asked)
        whole.addWidget(self._wrong)
        self.setLayout(whole)
        self.hide()

    def ask(self, number: str, left: Mapping[Means, Rupiah]) -> None:
        """Ask about a receipt, of which so much was kept by each means."""
        self._number = number
        self._pressed = [means for means in left if means not in _FIXED]
        self.why.clear()
        emptied(self._choices)
        if not self._pressed:
            self.say(Refused("means_not_corrected"))
            self._title.setText(number)
            self.show()
            return
        speech = texts.language()
        self._title.setText(_("{number}: how was it really paid?").format(number=number))
        self._wrong.hide()
        self.was = Segments([(f"{_(WORDS[means])} {formatting.number(left[means], speech)}", ICONS[means]) for means in self._pressed])
        self.was.chosen.connect(lambda _at: self._offer())
        for widget in (Text(_("Pressed"), px=Size.SMALL, ink="ink_2"), self.was, Text(_("really"), px=Size.SMALL, ink="ink_2")):
            self._choices.addWidget(widget)
        self._offer()
        self._choices.addStretch(1)
        self.show()
        self.really.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """The means it may have been: all but the one that was pressed."""
        item = self._choices.itemAt(3)
        before = item.widget() if item is not None else None
        self._offered = [means for means in _REALLY if means is not self._pressed[self.was.at]]
        self.really = Segments([(_(WORDS[means]), ICONS[means]) for means in self._offered])
        self._choices.insertWidget(3, self.really)
        if before is not None:
            before.hide()
            before.deleteLater()

    def take(self) -> None:
        if not self.why.text().strip():
            self.say(Refused("reason_missing"))
        elif self._pressed and self._offered:
            self.taken.emit(self._number, self._pressed[self.was.at], self._offered[self.really.at], self.why.text())

    def leave(self) -> None:
        self.hide()
        self.left.emit()

    def say(self, error: Refused | Unavailable) -> None:
        self._wrong.setText(texts.sentence(error))
        self._wrong.show()
        if error.code == "reason_missing":
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.text().isprintable() and event.text().strip() and not self.why.hasFocus():
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)  # whoever types already says why
            self.why.insert(event.text())
        else:
            event.ignore()
