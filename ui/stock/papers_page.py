"""Papers that moved goods: the list, the chosen one with its lines beside it, corrections of it, and its PDF."""

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import StockDocument, StockLine
from pos_app.errors import Refused
from pos_app.services import stock_corrections, stock_documents, stock_papers
from pos_app.services.move_words import reason_word
from pos_app.services.shop import Changes
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Posting, Whole
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.stock.papers_filter import PapersFilter
from ui.stock.receiving_questions import WordField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.cost_field import CostField
from ui.widgets.empty import EmptyList
from ui.widgets.entry_bar import Entry
from ui.widgets.entry_place import EntryPlace
from ui.widgets.fields import QuantityField
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk
from ui.widgets.saving import PDF, Saver
from ui.widgets.surface import Either, card, column, row
from ui.widgets.text import Elided, Text

MOST = 300
_COMPACT_BELOW = 1080


class PapersPage(EntryPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.shown: Whole | None = None
        self._wanted: str | None = None
        self._saver = Saver(self, self.notice)
        self.table = FiguresTable(
            [
                Column(_("Paper")),
                Column(_("When"), 124, spare=1),
                Column(_("Total"), 118, right=True),
            ],
        )
        self.lines = FiguresTable(
            [
                Column(_("Article")),
                Column(_("Quantity"), 110, right=True),
                Column(_("Buying price"), 96, right=True, spare=1),
                Column(_("Stands"), 84, right=True),
            ],
        )
        self._number, self._about = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD), Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._correct = Button(_("Correct the whole paper"), key="K", icon="rotate-ccw")
        self._correct.clicked.connect(self.correct_whole)
        self._pdf = Button(_("PDF"), key=shown_key(CommandId.SAVE_PDF), icon="file-text")
        self._pdf.clicked.connect(self.save_pdf)
        hint = Text(_("Enter on a line corrects its quantity or its price."), px=Size.SMALL, ink="ink_2", wrap=True)
        head = column(self._number, self._about, gap=4, margins=(16, 14, 16, 10))
        foot = column(hint, row(self._correct, self._pdf, None, gap=8), gap=8, margins=(16, 10, 16, 12))
        shown = QWidget()
        both = row(gap=14)
        both.addWidget(card(self.table), 1)
        both.addWidget(card(head, self.lines, foot), 1)
        shown.setLayout(both)
        self._nothing = EmptyList()
        self._either = Either(self._nothing, shown)
        self.filter = PapersFilter()
        self.filter.chosen.connect(self.read)
        self.filter.left.connect(self.table.setFocus)
        whole = column(self.notice, self.bar, self.filter, gap=12, margins=(16, 14, 16, 14))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self.table.picked.connect(self._picked)
        self.table.activated_row.connect(lambda _row: self.lines.setFocus())
        self.lines.activated_row.connect(self.correct_line)
        self.bar.closed.connect(self.table.setFocus)
        self.bind({CommandId.SAVE_PDF: self.save_pdf, CommandId.LIST_FIND: self.filter.go})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pdf.setHidden(self.width() < _COMPACT_BELOW)

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.read()
        self.table.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.stock:
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """K corrects the paper while no text field has the focus."""
        focus = self.focusWidget()
        if event.text().upper() == "K" and not (isinstance(focus, QLineEdit) and focus.hasFocus()):
            self.correct_whole()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ reading

    def read(self) -> None:
        shop, which = self.desk.shop, self.filter
        try:
            period = which.period()
        except Refused as error:
            self.notice.show_text(texts.sentence(error), "ask")
            return
        kinds, text = which.kinds(), which.text()
        self.desk.operations.later(
            Lane.SEARCH, lambda: stock_documents.listed(shop, kinds=kinds, period=period, text=text, most=MOST), self._show, owner=self
        )

    def _show(self, papers: tuple[StockDocument, ...]) -> None:
        zone = self.desk.card.zone
        self._nothing.say(
            _("No paper is like that.") if self.filter.is_set else _("Papers appear here with the first goods that come in or go out.")
        )
        self.filter.setVisible(bool(papers) or self.filter.is_set)
        self._either.show_that(papers)
        self.table.show_lines([_paper(x, zone) for x in papers])
        at = self.table.figures.row_of(self._wanted) if self._wanted is not None else -1
        if at >= 0:
            self.table.pick(at)
        elif papers and self.table.current_row() < 0:
            self.table.pick(0)
        self._picked(self.table.current_row())

    def _picked(self, _row: int) -> None:
        number = self.table.current_key()
        if isinstance(number, str):
            self._wanted = number
            shop = self.desk.shop
            self.desk.operations.later(Lane.HINT, lambda: stock_documents.show(shop, number), self._show_paper, owner=self)

    def _show_paper(self, whole: Whole) -> None:
        self.shown = whole
        paper, speech = whole.document, texts.language()
        self._number.setText(f"{reason_word(paper.kind)} · {paper.number}")
        parts = [paper.supplier, paper.other_shop, paper.their_number, paper.person, paper.why]
        if paper.counters:
            parts.insert(0, _("corrects {number}").format(number=paper.counters))
        if paper.due:
            parts.append(_("due {day}").format(day=formatting.day(paper.due, speech)))
        if whole.corrections:
            parts.append(_("corrected by {numbers}").format(numbers=", ".join(whole.corrections)))
        self._about.setText(" · ".join(part for part in parts if part))
        self.lines.show_lines([_line(x, whole) for x in paper.lines])
        self.lines.pick(0)
        self._correct.setEnabled(any(whole.standing.values()))

    # ------------------------------------------------------------ what a person does

    def correct_whole(self) -> None:
        """Take back all that still stands of the paper; the reason is asked."""
        whole = self.shown
        if whole is None or not any(whole.standing.values()):
            return
        why, number, uid = WordField(), whole.document.number, self.desk.shop.new_uid()
        why.setMaxLength(120)

        def taken() -> bool:
            self._send(number, [], why.text(), uid)
            return False

        title = _("Take {number} back: its goods, its cost and what is owed for it").format(number=number)
        self.bar.ask(title, [Entry(_("Reason"), why, stretch=1)], yes=_("Take back"), take=taken)

    def correct_line(self, at: int) -> None:
        """Take back some of a line, or mend its price."""
        whole = self.shown
        if whole is None or not 0 <= at < len(whole.document.lines):
            return
        line = whole.document.lines[at]
        left = whole.standing.get(line.id or 0, Milli(0))
        if not left:
            self.notice.show_text(_("Nothing of this line stands any more."), "ask")
            return
        qty, cost, why = QuantityField(), CostField(optional=True), WordField()
        qty.set_value(left * 1000 // line.holds)
        why.setMaxLength(120)
        entries = [Entry(_("Take back, {unit}").format(unit=line.unit), qty)]
        if line.base_qty > 0:
            entries.append(Entry(_("or the right price of one"), cost))
        entries.append(Entry(_("Reason"), why, stretch=1))
        number, uid = whole.document.number, self.desk.shop.new_uid()

        def taken() -> bool:
            self._send(number, [Correction(line.code, qty.quantity(), cost.cost_or_none(), line.line_no)], why.text(), uid)
            return False

        self.bar.ask(line.name, entries, yes=_("Correct"), take=taken)

    def _send(self, number: str, wrong: list[Correction], why: str, uid: str) -> None:
        shop, actor = self.desk.shop, self.desk.actor

        def done(posting: Posting) -> None:
            self.bar.close_bar()
            self._wanted = posting.document.number
            self.notice.show_text(_("{number} is posted.").format(number=posting.document.number))
            self.read()
            self.desk.announce(posting.changes, self)

        self.write(lambda: stock_corrections.correct(shop, actor, number, wrong, why=why, uid=uid), done)

    def save_pdf(self) -> None:
        whole = self.shown
        if whole is not None:
            shop, number, speech = self.desk.shop, whole.document.number, texts.language()
            self._saver.ask(
                _("Save the paper"), f"{number}.pdf", PDF, lambda path: stock_papers.save_pdf(shop, number, path, language=speech)
            )


def _paper(paper: StockDocument, zone: str) -> Line:
    speech = texts.language()
    whom = paper.supplier or paper.other_shop or paper.counters or ""
    return Line(
        (
            Said(" · ".join(filter(None, (reason_word(paper.kind), whom))), below=paper.number, weight=Weight.SEMIBOLD),
            Said(formatting.day(paper.business_day, speech), below=formatting.clock(paper.at, zone, speech)),
            Said(formatting.number(paper.total_idr, speech), weight=Weight.SEMIBOLD),
        ),
        key=paper.number,
    )


def _line(line: StockLine, whole: Whole) -> Line:
    speech = texts.language()
    left = whole.standing.get(line.id or 0)
    dates = [line.batch or "", formatting.day(line.expires, speech) if line.expires else ""]
    return Line(
        (
            Said(line.name, below=" · ".join(x for x in (line.code, *dates) if x), weight=Weight.SEMIBOLD),
            Said(f"{formatting.qty(line.qty, speech)} {line.unit}"),
            Said(formatting.DASH if line.unit_cost is None else formatting.cost(line.unit_cost, speech)),
            Said(formatting.DASH if left is None else formatting.qty(left, speech), ink="ink_2" if not left else "ink"),
        ),
        key=line.line_no,
    )
