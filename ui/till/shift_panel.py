"""The till's shift over the till: opened with a counted float, cash moved beside sales, closed with a blind count."""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import ShiftReport
from pos_app.errors import Refused, Unavailable
from pos_app.services import holding, shift_papers, shifts
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.panels.print_queue import PrintQueue
from ui.theme import Size, Weight, touched
from ui.till.counter import Counter, receipt_folder
from ui.till.note_count import NoteCount
from ui.till.shift_closing import ClosingCard
from ui.till.shift_moves import MovesCard
from ui.till.shift_summary import SummaryCard
from ui.widgets.buttons import Button, Kind
from ui.widgets.flick import Flick
from ui.widgets.notice import Notice
from ui.widgets.num_pad import pad_room, with_pad
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.printing import Printing, show_outside
from ui.widgets.surface import Disc, Surface, column, row
from ui.widgets.text import Text

_WIDE = QSize(1280, 700)
_NARROW = QSize(700, 690)
_SMALL = 1000


class Step(IntEnum):
    OPENING = 0
    OPEN = 1
    COUNTING = 2
    DIFFERENCE = 3
    CLOSED = 4


class ShiftPanel(Overlay):
    """`altered` carries the shift as it stands, or None once it is closed."""

    altered = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, report: ShiftReport | None, carried_idr: Rupiah | None) -> None:
        super().__init__(parent, wanted=_NARROW, margin=20)
        self._desk, self._queue = desk, desk.model(PrintQueue)
        self.report = report
        self._busy = False
        self._title = Text(px=Size.TITLE, weight=Weight.BOLD)
        self._told = Text(px=Size.SMALL, ink="ink_2")
        self.notice = Notice()
        self._printing = Printing(self, desk.operations, self.notice.show_text)
        self.count, self.moves, self.closing, self.summary = NoteCount(), MovesCard(desk), ClosingCard(), SummaryCard()
        self._beside = self._step_card(carried_idr)
        self._done = self._closed_card()
        self._cards = row(self.count, self._beside, self.moves, self.closing, self._done, self.summary, gap=14)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(self._cards)
        self._scroll = scroll = QScrollArea()
        Flick(scroll)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._back = Button("", key="Esc", height=54)
        self._back.clicked.connect(self.back)
        self.go = Button("", kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self.go.clicked.connect(self.next_step)
        whole = column(row(self._title, self._told, None, gap=14), self.notice, gap=10, margins=(18, 14, 18, 16))
        whole.addWidget(scroll, 1)
        whole.addLayout(row(self._back, None, self.go, gap=10))
        self.panel.setLayout(with_pad(whole))
        self.count.reached.connect(scroll.ensureWidgetVisible)
        self.count.ended.connect(self.go.setFocus)
        self.moves.move_wanted.connect(self.move_cash)
        self.moves.drawer_wanted.connect(self.open_drawer)
        self.moves.report_wanted.connect(self.save_report)
        bind(
            self,
            {
                CommandId.FINISH_STEP: self.next_step,
                CommandId.DRAWER: self.open_drawer,
                CommandId.SAVE_PDF: self.save_report,
                CommandId.PRINT: self.print_paper,
            },
        )
        self.step = Step.OPENING
        self.turn(Step.OPENING if report is None else Step.OPEN)

    # ------------------------------------------------------------ building

    def _step_card(self, carried_idr: Rupiah | None) -> Surface:
        """Beside the count: what to do."""
        card = Surface("card")
        self._carried_idr = carried_idr
        self._hint_title = Text(px=Size.NAME, weight=Weight.BOLD)
        self._hint = Text(px=Size.TEXT, ink="ink_2", wrap=True)
        drawer = Button(_("Open the drawer"), key=shown_key(CommandId.DRAWER), icon="inbox", height=44)
        drawer.clicked.connect(self.open_drawer)
        card.setLayout(column(self._hint_title, self._hint, None, row(drawer, None), gap=10, margins=(18, 14, 18, 14)))
        return card

    def _closed_card(self) -> Surface:
        card = Surface("card")
        self._closed_title = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._closed_told = Text(px=Size.TEXT, ink="ink_2", wrap=True)
        self.pdf = Button(_("Open the paper"), key=shown_key(CommandId.SAVE_PDF), icon="file-text", height=44)
        self.pdf.clicked.connect(self.save_report)
        box = column(None, row(None, Disc("check", side=56), None), gap=10, margins=(18, 14, 18, 14))
        for text in (self._closed_title, self._closed_told):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(text)
        paper = Button(_(command(CommandId.PRINT).word), key=shown_key(CommandId.PRINT), icon="printer", height=44)
        paper.clicked.connect(self.print_paper)
        box.addLayout(row(None, self.pdf, paper, None, gap=10))
        box.addStretch(1)
        card.setLayout(box)
        return card

    # ------------------------------------------------------------ steps

    def turn(self, step: Step) -> None:
        """Show a step; counting keeps what was counted."""
        self.step = step
        self.notice.hide()
        titles = {Step.OPENING: _("Open the till"), Step.OPEN: _("Cash and shift")}
        self._title.setText(titles.get(step, _("Close the till")))
        words = {Step.COUNTING: _("Back"), Step.DIFFERENCE: _("Count again")}
        self._say(self._back, words.get(step, _("Back to the till")))
        goes = {Step.OPENING: _("Open the till"), Step.COUNTING: _("Done counting"), Step.CLOSED: _("Print the paper")}
        self._say(self.go, goes.get(step, _("Close the till")))
        self._told.setText(_("Till {till}").format(till=self._desk.actor.till))
        self._shown()
        self.count.lock(step not in (Step.OPENING, Step.COUNTING))
        if step is Step.OPEN and self.report is not None:
            self.moves.show_report(self.report)
            self.moves.begin()
        elif step is Step.OPENING:
            self._hint_title.setText(_("Count the float"))
            self._hint.setText(self._opening_hint())
            self.count.begin()
        elif step is Step.COUNTING:
            self.count.say(_("counted blind"))
            self._hint_title.setText(_("Count the drawer"))
            told = _("Count all notes and coins first. What should be there is shown afterwards. The arrows go from count to count.")
            self._hint.setText(told)
            self.count.begin()
            shop = self._desk.shop
            self._desk.operations.later(Lane.COUNTER, lambda: holding.reminder(shop), self._remind, owner=self)

    def _remind(self, waiting: str) -> None:
        """What is not finished is said while there is still time for it."""
        counter = self._desk.model(Counter)
        exchange = _("An exchange was begun and is not paid yet.") if counter.given is not None else ""
        basket = _("The basket at the till is not paid yet.") if counter.cart.lines and not exchange else ""
        said = " ".join(filter(None, (exchange, basket, waiting)))
        if said and self.step is Step.COUNTING:
            self.notice.show_text(said, "ask")

    def _opening_hint(self) -> str:
        told = _("Count the notes and coins the till begins with. The arrows go from count to count.")
        if self._carried_idr is None:
            return told
        left = formatting.rupiah(self._carried_idr, texts.language())
        return told + "\n\n" + _("The shift before left {amount}.").format(amount=left)

    def _say(self, button: Button, word: str) -> None:
        button.setText(word)
        button.updateGeometry()

    def _shown(self) -> None:
        step, small = self.step, self._over.width() < _SMALL
        self.count.setVisible(step in (Step.OPENING, Step.COUNTING) or (step is Step.DIFFERENCE and not small and not touched()))
        self._beside.setVisible(step in (Step.OPENING, Step.COUNTING))
        self.moves.setVisible(step is Step.OPEN)
        self.closing.setVisible(step is Step.DIFFERENCE)
        self.go.setVisible(step is not Step.CLOSED or self._queue.has_printer)
        self._done.setVisible(step is Step.CLOSED)
        self.summary.setVisible(step is Step.CLOSED or (step is Step.DIFFERENCE and not small))
        wide = step is Step.DIFFERENCE
        wanted = _WIDE if wide else QSize(860, 640) if step is Step.CLOSED else _NARROW
        self._wanted = wanted + QSize(pad_room(), 0)
        for at in range(self._cards.count()):
            self._cards.setStretch(at, 4 if at == 3 else 3)
        super().place_panel()

    def place_panel(self) -> None:
        self._shown()

    def next_step(self) -> None:
        """F12: what the main button of the step says."""
        if self._busy:
            return
        if self.step is Step.OPENING:
            self.open_till()
        elif self.step is Step.OPEN:
            self.turn(Step.COUNTING)
        elif self.step is Step.COUNTING:
            self.compare()
        elif self.step is Step.DIFFERENCE:
            self.close_till()
        elif self._queue.has_printer and self.go.isEnabled():
            self.print_report()

    def back(self) -> None:
        """Esc: one step back, from the first one to the till."""
        if self._busy:
            return
        if self.step is Step.DIFFERENCE:
            self.turn(Step.COUNTING)
        elif self.step is Step.COUNTING:
            self.turn(Step.OPEN)
        else:
            self.left.emit()

    # ------------------------------------------------------------ the books

    def _write(self, call: Callable[[], ShiftReport], done: Callable[[ShiftReport], None]) -> None:
        if self._busy:
            return
        self._busy = True
        self._desk.operations.later(Lane.COUNTER, call, partial(self._written, done), owner=self, failed=self._refused)

    def _written(self, done: Callable[[ShiftReport], None], report: ShiftReport) -> None:
        self._busy = False
        self.report = report
        done(report)
        self.altered.emit(None if report.closed_at else report)

    def _refused(self, error: Refused | Unavailable) -> None:
        self._busy = False
        self.notice.show_text(texts.sentence(error), "warning")
        if error.code == "difference_unexplained":
            self.closing.why.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.code == "reason_missing":
            self.moves.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_till(self) -> None:
        shop, actor, counted = self._desk.shop, self._desk.actor, self.count.total()
        self._write(lambda: shifts.open_shift(shop, actor, float_idr=counted), self._opened)

    def _opened(self, _report: ShiftReport) -> None:
        self.left.emit()

    def move_cash(self) -> None:
        """Book the amount that is typed."""
        shop, actor, kind, why, uid = self._desk.shop, self._desk.actor, self.moves.chosen, self.moves.why.text(), self.moves.uid
        try:
            amount = Rupiah(self.moves.amount.value_or_none() or 0)
        except Refused as error:
            self._refused(error)
            return
        self._write(lambda: shifts.move(shop, actor, kind, amount_idr=amount, why=why, uid=uid), self._moved)

    def _moved(self, _report: ShiftReport) -> None:
        self._queue.open_for_cash()
        self.turn(Step.OPEN)

    def compare(self) -> None:
        """What was counted against the books as they stand now."""
        shop, actor = self._desk.shop, self._desk.actor
        self._write(lambda: shifts.show(shop, actor), self._compared)

    def _compared(self, report: ShiftReport) -> None:
        self.turn(Step.DIFFERENCE)
        self.summary.show_report(report)
        self._scroll.ensureWidgetVisible(self.closing.show_report(report, self.count.total()))

    def close_till(self) -> None:
        shop, actor, notes, why = self._desk.shop, self._desk.actor, self.count.notes(), self.closing.why.text()
        try:
            left = self.closing.left.amount()
        except Refused as error:
            self._refused(error)
            return
        self._write(lambda: shifts.close(shop, actor, notes=notes, left_idr=left, why=why), self._closed)

    def _closed(self, report: ShiftReport) -> None:
        speech = texts.language()
        self._closed_title.setText(_("Shift {number} is closed").format(number=report.number))
        difference = report.difference_idr or 0
        word = _("No difference") if not difference else _("Cash short") if difference < 0 else _("Cash over")
        said = word if not difference else f"{word} {formatting.rupiah(abs(difference), speech)}"
        left = formatting.rupiah(report.left_idr or 0, speech)
        self._closed_told.setText(said + "\n" + _("Left for the next shift: {amount}").format(amount=left))
        self.summary.show_report(report)
        self.turn(Step.CLOSED)
        self.pdf.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ papers and drawer

    def save_report(self) -> None:
        """The paper of the shift as it stands, opened in the desktop's own program; never while it is counted blind."""
        report = self.report
        if self.step not in (Step.OPEN, Step.CLOSED) or report is None:
            return
        shop, actor, closed = self._desk.shop, self._desk.actor, self.step is Step.CLOSED

        def saved() -> Path:
            now = report if closed else shifts.show(shop, actor)
            folder = receipt_folder(shop)
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{now.number}{'' if closed else '-X'}.pdf"
            shift_papers.save_pdf(shop, now, path)
            return path

        self._desk.operations.later(Lane.HEAVY, saved, show_outside, owner=self, failed=self._refused)

    def print_paper(self) -> None:
        """The same on an ordinary printer."""
        report = self.report
        if self.step not in (Step.OPEN, Step.CLOSED) or report is None:
            return
        shop, actor, closed = self._desk.shop, self._desk.actor, self.step is Step.CLOSED
        name = report.number if closed else f"{report.number}-X"
        self._printing.ask(name, lambda: shift_papers.pdf(shop, report if closed else shifts.show(shop, actor)))

    def print_report(self) -> None:
        """The paper of the closed shift on the roll."""
        report, shop = self.report, self._desk.shop
        if report is not None and report.closed_at is not None:
            self._queue.put(kind="shift", subject=report.number, body=lambda: shift_papers.escpos(shop, report))
            self.go.setEnabled(False)

    def open_drawer(self) -> None:
        """Without a sale, also where no shift is open; it is written down who did."""
        if self.step in (Step.OPENING, Step.OPEN, Step.COUNTING):
            self._queue.open_drawer(done=self._drawer_open, failed=self._refused)

    def _drawer_open(self) -> None:
        self.notice.show_text(_("The drawer is open."), "told")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.hasFocus():
            self.next_step()
        event.accept()
