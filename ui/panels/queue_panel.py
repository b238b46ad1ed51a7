"""What waits for the slip printer: looked at, sent again, given up."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.print_job import Job
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.print_queue import PrintQueue
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text


class QueuePanel(Overlay):
    """Follows the queue while it shows."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, wanted=QSize(640, 520))
        self._desk, self._queue = desk, desk.model(PrintQueue)
        self.notice = Notice()
        self.table = FiguresTable([Column(_("Slip")), Column(_("Since"), 96, spare=1), Column(_("Tries"), 80, right=True)])
        self._head = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        empty = Surface("dashed")
        empty.setLayout(column(None, row(None, Text(_("Nothing waits for the printer."), ink="ink_2"), None), None))
        card = Surface("card")
        card.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        self._either = QStackedWidget()
        self._either.addWidget(empty)
        self._either.addWidget(card)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        self.drop = Button(_("Give up"), key=shown_key(CommandId.LIST_REMOVE), icon="trash-2", height=44)
        self.drop.clicked.connect(self.give_up)
        self.again = Button(_("Print now"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), icon="printer", height=54, px=Size.FIELD)
        self.again.clicked.connect(self.send)
        whole = column(
            Text(_("Slips for the printer"), px=Size.PANEL_TITLE, weight=Weight.BOLD),
            self._head,
            self.notice,
            gap=10,
            margins=(20, 16, 20, 16),
        )
        whole.addWidget(self._either, 1)
        whole.addLayout(row(back, self.drop, None, self.again, gap=10))
        self.panel.setLayout(whole)
        self.left.connect(self.close_overlay)
        self._queue.changed.connect(self._show)
        self._show()

    def open(self) -> None:
        super().open()
        self._queue.read()
        (self.table if self._queue.waiting else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        """Send what waits, now."""
        if self._queue.waiting:
            self.again.setEnabled(False)
            self._queue.run()

    def give_up(self) -> None:
        """The slip of the current row is not printed."""
        job = self.table.current_key()
        if isinstance(job, int):
            self._queue.cancel(job, failed=self._refused)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.notice.show_text(texts.sentence(error), "warning")

    def _show(self) -> None:
        jobs, failure = self._queue.waiting, self._queue.failure
        address = self._desk.machine.printer
        self._head.setText(_("Printer {address}").format(address=address) if address else _("This machine has no printer yet."))
        if failure is not None and jobs:
            self.notice.show_text(texts.sentence(failure), "warning")
        else:
            self.notice.clear()
        self.table.show_lines([self._line(job) for job in jobs])
        self._either.setCurrentIndex(1 if jobs else 0)
        self.drop.setEnabled(bool(jobs))
        self.again.setEnabled(bool(jobs) and bool(address))
        if jobs and self.table.current_row() < 0:
            self.table.pick(0)

    def _line(self, job: Job) -> Line:
        speech = texts.language()
        when = formatting.clock(job.at, self._desk.card.zone, speech).split(" ")[0]
        said = Said(job.subject, below=kind_word(job.kind), weight=Weight.SEMIBOLD)
        return Line((said, Said(when), Said(f"{job.tries} ×")), key=job.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F12:
            self.send()
        elif event.key() == Qt.Key.Key_Delete:
            self.give_up()
        else:
            super().keyPressEvent(event)


def kind_word(kind: str) -> str:
    """What a slip is."""
    return {"receipt": _("Receipt"), "copy": _("Copy of a receipt"), "shift": _("Shift")}.get(kind, _("Trial slip"))
