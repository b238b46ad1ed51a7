"""The open shift at the till: cash in, cash out, cash to the safe, and the way to closing."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.shift import MoveKind, ShiftReport
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.theme import Size
from ui.till.shift_summary import Rows, move_word
from ui.widgets.buttons import Button
from ui.widgets.fields import MoneyField
from ui.widgets.flick import Flick
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.ready_words import ReadyWords
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Text

_REASONS: Final = (N_("Small change"), N_("Shopping for the shop"), N_("Transport"), N_("Food and drink"))
_KINDS = (MoveKind.IN, MoveKind.OUT, MoveKind.DROP)


class MovesCard(Surface):
    """`move_wanted` asks to book what is typed."""

    move_wanted = Signal()
    drawer_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._desk = desk
        self.uid = desk.shop.new_uid()
        """Of what is typed, until it is in the books: where an answer was lost, the next try books nothing twice."""
        self._since = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.old = Notice()
        self.kind = Segments([(move_word(kind), "") for kind in _KINDS])
        self.amount, self.why = MoneyField(), QLineEdit()
        self.amount.setFixedWidth(160)
        self.amount.setAccessibleName(_("Amount"))
        self.why.setPlaceholderText(_("What for?"))
        self.why.setMaxLength(200)
        self.book = Button(_("Enter it"), key="Enter", height=44)
        self.book.clicked.connect(self.move_wanted)
        self._rows = Rows()
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(column(self._rows, None))
        scroll = QScrollArea()
        Flick(scroll)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.drawer = Button(_("Open the drawer"), key=shown_key(CommandId.DRAWER), icon="inbox", height=44)
        self.drawer.clicked.connect(self.drawer_wanted)
        self.report = Button(_("Report so far"), key=shown_key(CommandId.SAVE_PDF), icon="file-text", height=44)
        self.report.clicked.connect(self.report_wanted)
        typed = row(Text(_("Amount"), ink="ink_2"), self.amount, gap=10)
        typed.addWidget(self.why, 1)
        typed.addWidget(self.book)
        reasons = ReadyWords([_(word) for word in _REASONS], self.why)
        whole = column(self._since, self.old, row(self.kind, None), typed, reasons, rule(), gap=12, margins=(18, 14, 18, 14))
        whole.addWidget(scroll, 1)
        whole.addWidget(rule())
        whole.addLayout(row(self.drawer, self.report, None, gap=10))
        self.setLayout(whole)

    @property
    def chosen(self) -> MoveKind:
        return _KINDS[self.kind.at]

    def begin(self) -> None:
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_report(self, report: ShiftReport) -> None:
        """The shift, without a word of what should be in the drawer: it is counted blind."""
        speech, zone = texts.language(), self._desk.card.zone
        opened = formatting.instant(report.opened_at, zone, speech)
        self._since.setText(_("{number} · open since {when} · {person}").format(number=report.number, when=opened, person=report.opened_by))
        if is_old(self._desk, report):
            self.old.show_text(_("This shift was left open on an earlier day: count the drawer and close it."), "warning")
        else:
            self.old.hide()
        self._rows.clear()
        self._rows.add(_("Opening float"), formatting.number(report.float_idr, speech))
        for move in report.moves:
            when = formatting.clock(move.at, zone, speech).split(" ")[0]
            amount = move.amount_idr if move.kind is MoveKind.IN else -move.amount_idr
            self._rows.add(" · ".join(filter(None, (when, move_word(move.kind), move.why))), formatting.number(amount, speech))
        self.amount.set_value(None)
        self.why.clear()
        self.uid = self._desk.shop.new_uid()

    def sizeHint(self) -> QSize:
        return QSize(620, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the amount goes on to the reason, and from there it books."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.amount.hasFocus() and self.chosen is not MoveKind.DROP and not self.why.text():
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.move_wanted.emit()


def is_old(desk: Desk, report: ShiftReport) -> bool:
    """Whether the shift was opened on an earlier day of the shop."""
    zone = desk.card.zone
    return days.business_day(report.opened_at, zone) < days.business_day(desk.shop.clock(), zone)
