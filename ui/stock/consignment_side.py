"""Beside the list of consignors: what is owed to the picked one, what can be done, and the papers there are."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.consignment import Paper, PaperKind
from pos_app.domain.tender import Means
from pos_app.services.consignors import Standing
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.stock.consignment_words import paper_line, terms
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

WIDTH: Final = 392
LOW: Final = 500
_MEANS: Final = (Means.CASH, Means.TRANSFER, Means.QRIS)


class ConsignmentSide(Surface):
    """Signals say what the person wants; `paper_wanted` and `back_wanted` carry a paper's number."""

    begin_wanted = Signal(object)
    settle_wanted = Signal()
    new_wanted = Signal()
    terms_wanted = Signal()
    statement_wanted = Signal()
    agreement_wanted = Signal()
    paper_wanted = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setFixedWidth(WIDTH)
        self._name = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._terms = Elided(px=Size.SMALL, ink="ink_2")
        self._owed = Text(px=Size.SIDE_TOTAL, weight=Weight.BOLD)
        self._says = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        moves, self._moves = row(gap=8), list[Button]()
        for kind, word, which in (
            (PaperKind.DELIVERY, _("Take in"), CommandId.CONSIGN_IN),
            (PaperKind.RETURN, _("Give back"), CommandId.CONSIGN_BACK),
            (PaperKind.SPOILT, _("Spoilt"), CommandId.CONSIGN_SPOILT),
        ):
            button = Button(word, key=shown_key(which), height=44)
            button.clicked.connect(lambda _on=False, kind=kind: self.begin_wanted.emit(kind))
            moves.addWidget(button, 1)
            self._moves.append(button)
        self._means = Segments([(_("Cash"), ""), (_("Transfer"), ""), (_("QRIS"), "")], height=40)
        self._settle = Button(_("Settle"), kind=Kind.MAIN, key=shown_key(CommandId.SETTLE), height=54, px=Size.FIELD)
        self._settle.clicked.connect(self.settle_wanted)
        self.papers = FiguresTable([Column(_("Papers")), Column("", 126, right=True)], height=52)
        self.papers.horizontalHeader().hide()
        self.papers.activated_row.connect(self._open_paper)
        self.papers.doubleClicked.connect(lambda index: self._open_paper(index.row()))
        self.papers.picked.connect(lambda _row: self._show_back())
        self._back = Button(_("Take this settlement back"), icon="rotate-ccw", key="Del")
        self._back.clicked.connect(self._take_back)
        self._back.hide()
        self._settled: frozenset[str] = frozenset()
        statement = Button(_("Statement"), icon="file-text", key=shown_key(CommandId.SAVE_PDF))
        statement.clicked.connect(self.statement_wanted)
        agreement = Button(_("Agreement"), icon="file-text", key=shown_key(CommandId.OTHER_PDF))
        agreement.clicked.connect(self.agreement_wanted)
        new = Button(_("New consignor"), icon="plus", key=shown_key(CommandId.NEW_CONSIGNOR))
        new.clicked.connect(self.new_wanted)
        self._owed_word = Text(_("Owed now"), px=Size.SMALL, ink="ink_2")
        whole = self._whole = column(self._name, self._terms, 2, self._owed_word, self._owed, self._says, gap=6, margins=(18, 16, 18, 16))
        whole.addLayout(moves)
        whole.addLayout(row(Text(_("Paid by"), px=Size.SMALL, ink="ink_2"), None, self._means))
        whole.addWidget(self.papers, 1)
        whole.addWidget(self._back)
        whole.addLayout(row(statement, agreement, None, gap=8))
        change = Button(_("Terms"), key=shown_key(CommandId.CONSIGN_TERMS))
        change.clicked.connect(self.terms_wanted)
        whole.addLayout(row(new, change, None, gap=8))
        whole.addWidget(self._settle)
        self.setLayout(whole)
        self._low = (self._back, statement, agreement, new, change)
        self.papers.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, lower buttons leave the papers their rows."""
        super().resizeEvent(event)
        low = self.height() < LOW
        self._owed_word.setVisible(not low)
        for button in (*self._moves, *self._low):
            button.set_height(34 if low else 44 if button in self._moves else 40, Size.LABEL)
        self._settle.set_height(42 if low else 54, Size.FIELD)
        self._whole.setContentsMargins(18, 10 if low else 16, 18, 10 if low else 16)
        self._whole.setSpacing(4 if low else 6)

    def means(self) -> Means:
        return _MEANS[self._means.at]

    def show_standing(self, one: Standing) -> None:
        speech = texts.language()
        self._name.setText(one.who.name)
        self._terms.setText(" · ".join(part for part in (terms(one.who.agreed), one.who.agreement, one.who.phone) if part))
        self._owed.setText(formatting.rupiah(one.owed_idr, speech))
        last = _("settled {day}").format(day=formatting.day(one.settled_on, speech)) if one.settled_on else _("not settled yet")
        self._says.setText(last + (" · " + _("time to settle") if one.is_due else ""))
        self._settle.setEnabled(one.owed_idr > 0)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        gone = {paper.counters for paper in papers}
        self._settled = frozenset(x.number for x in papers if x.kind is PaperKind.SETTLEMENT and x.number not in gone)
        self.papers.show_lines([paper_line(paper) for paper in papers])
        self._show_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.papers.hasFocus():
            self._take_back()
        else:
            super().keyPressEvent(event)

    def _show_back(self) -> None:
        """Offered of a settlement that stands."""
        self._back.setVisible(self.papers.current_key() in self._settled)

    def _take_back(self) -> None:
        number = self.papers.current_key()
        if number in self._settled:
            self.back_wanted.emit(number)

    def _open_paper(self, at: int) -> None:
        lines = self.papers.figures.lines
        if 0 <= at < len(lines):
            self.paper_wanted.emit(lines[at].key)
