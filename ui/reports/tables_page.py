"""The owner's tables: one chosen from a list, of any days, beside other days, with its bars, its sums and the lines behind each row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.behind import Asked, BehindOrigin
from pos_app.domain.days import Period
from pos_app.domain.figures import Figures
from pos_app.errors import Refused, Unavailable
from pos_app.services import maker_pages, owner_lines, owner_papers, owner_reports, statements
from pos_app.services.owner_papers import Worded
from pos_app.services.shop import Shop
from pos_app.texts import N_, Language
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.reports import table_columns, table_words
from ui.reports.report_state import ReportState
from ui.reports.table_days import TableDays
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.buttons import Button
from ui.widgets.charts import Bar, BarsChart
from ui.widgets.entry_bar import EntryBar
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.saving import PDF, SHEETS, Saver
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_LIST: Final = 256
_GAP: Final = 14
_NAMES: Final = 40
_CHART: Final = 150
_LOW: Final = 520
"""So high the page must be for a chart above its table."""
_PAPERS: Final[Mapping[str, tuple[str, Callable[[Shop, Period, Path, Language], int]]]] = {
    "customers": (N_("Statement for each"), statements.save_pdf),
    "makers": (N_("A page for each maker"), maker_pages.save_pdf),
}
"""Tables that have a paper for each of those in them."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """The lines of which figure show, and whether another page asked for them."""

    behind: Asked
    of: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A table ready to be shown: all that takes time for many rows is done beside the window."""

    figures: Figures
    words: Worded
    bars: tuple[Bar, ...]
    lines: Mapping[int, tuple[Line, ...]]
    """The rows by the size of their letters."""
    longest: table_columns.Cells
    """The longest cells of each column."""


class TablesPage(QWidget):
    """Reads on the heavy lane; what showed stays until the new figures are there.

    `returned` says that the lines another page asked for are left again.
    """

    returned = Signal()

    def __init__(self, desk: Desk, notice: Notice, saver: Saver, bar: EntryBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._saver = desk, notice, saver
        self._path: list[_Opened] = []
        self.state = desk.model(ReportState)
        self._shown: _Read | None = None
        self._asked = 0
        self.names = FiguresTable([Column("")], height=_NAMES)
        self.names.horizontalHeader().hide()
        self.names.setAccessibleName(_("Tables"))
        self.names.show_lines(
            [Line((Said(_(title), px=Size.LABEL, weight=Weight.MEDIUM),), key=name) for name, title in table_words.TITLES.items()]
        )
        self.days = TableDays(self.state, bar, self)
        self.more = Button("", icon="file-text", height=36)
        self.back = Button(_("Back"), key="Esc", icon="arrow-left", height=36)
        self._buttons = (self.more, self.days.compare, self.days.span)
        self._title = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._period = Elided(px=Size.LABEL, ink="ink_2")
        self.chart = BarsChart()
        self.chart.setFixedHeight(_CHART)
        self.table = FiguresTable([Column("")], height=table_columns.ROW)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setCornerWidget(QWidget())
        self.foot = FiguresTable([Column("")], height=table_columns.ROW)
        self.foot.horizontalHeader().hide()
        self.foot.setFixedHeight(table_columns.ROW)
        self.foot.setAccessibleName(_("Sum"))
        self._nothing = Text(_("There is nothing to show for this period."), ink="ink_2")
        self._notes = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._lay_out()
        self.names.pick(list(table_words.TITLES).index(self.state.table))
        self.names.picked.connect(self._picked)
        self.days.changed.connect(self.read)
        self.more.clicked.connect(self.save_papers)
        self.back.clicked.connect(self.leave_lines)
        self.table.activated_row.connect(self.open_row)
        self.table.doubleClicked.connect(lambda index: self.open_row(index.row()))
        self.foot.activated_row.connect(lambda _row: self.open_whole())
        self.foot.doubleClicked.connect(lambda _index: self.open_whole())
        self.chart.chosen.connect(self._bar_chosen)
        self.table.horizontalScrollBar().valueChanged.connect(self.foot.horizontalScrollBar().setValue)
        self.table.verticalScrollBar().rangeChanged.connect(self._beside_the_bar)

    def _lay_out(self) -> None:
        listed = Surface("card")
        listed.setFixedWidth(_LIST)
        inside = column(gap=0, margins=(1, 6, 1, 6))
        inside.addWidget(self.names, 1)
        listed.setLayout(inside)
        self._above = Surface("card")
        self._above.setLayout(column(self.chart, margins=(16, 12, 16, 8)))
        below = Surface("card")
        rows = column(gap=0, margins=(1, 1, 1, 1))
        rows.addWidget(self.table, 1)
        self._foot_row = row(self.foot)
        rows.addLayout(self._foot_row)
        for text, air in ((self._nothing, 14), (self._notes, 6)):
            text.setContentsMargins(16, air, 16, air)
            rows.addWidget(text)
        self._rest = QWidget()
        rows.addWidget(self._rest, 1)
        below.setLayout(rows)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(8)
        named = row(self.back, gap=8)
        named.addLayout(column(self._title, self._period, gap=1), 1)
        head.addLayout(named, 1)
        head.addLayout(row(None, *self._buttons, gap=8))
        shown = column(gap=12)
        shown.addLayout(head)
        shown.addWidget(self._above)
        shown.addWidget(below, 1)
        whole = row(gap=_GAP)
        whole.addWidget(listed)
        whole.addLayout(shown, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------ reading

    def show_month(self, month: Period) -> None:
        """Read the chosen table of a month anew."""
        self.names.pick(list(table_words.TITLES).index(self.state.table))
        if self.days.month not in (None, month):
            self._path = []
        self.days.month = month
        self.read()

    def _picked(self, at: int) -> None:
        key = self.names.current_key()
        if at >= 0 and isinstance(key, str) and (key != self.state.table or self._path):
            self.state.table, self._path = key, []
            self.read()

    def read(self) -> None:
        """The newest question is the one answered."""
        period = self.days.period
        if period is None:
            return
        shop, name, speech, opened, other = self._desk.shop, self.state.table, texts.language(), self._opened, self.state.compared_with
        self._asked += 1
        number = self._asked

        def figures() -> Figures:
            if opened is not None:
                return owner_lines.behind(shop, opened.behind, most=owner_lines.MOST_SHOWN)
            return owner_reports.make(shop, name, period) if other is None else owner_reports.compared(shop, name, period, other)

        def done(found: _Read) -> None:
            if number == self._asked:
                self._show(found)

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")
            if number == self._asked and other is not None:
                self.state.compared_with = None
                self.read()

        self._desk.operations.later(Lane.HEAVY, lambda: _read(figures(), speech), done, owner=self, failed=failed)

    # ------------------------------------------------------------ the lines behind

    def open_row(self, at: int) -> None:
        """Show what a row is made of, where it is of something; of a line of goods that is what was said of its origin."""
        figures = self.figures
        behind = figures.behind[at] if figures is not None and 0 <= at < len(figures.behind) else None
        if figures is None or behind is None or self._shown is None:
            return
        words = [cell for cell, kept in zip(self._shown.words.rows[at], figures.columns, strict=True) if kept.key in figures.same]
        self.open_lines(behind, " · ".join(filter(None, words)) or formatting.DASH, elsewhere=False)

    def open_whole(self) -> None:
        """Show what the row of sums is made of, where it can be asked for at once."""
        if self.figures is not None and self.figures.whole is not None:
            self.open_lines(self.figures.whole, _("Sum"), elsewhere=False)

    def _bar_chosen(self, at: int) -> None:
        if self.figures is not None:
            self.open_row(self.figures.bars()[at][0])

    def open_lines(self, behind: Asked, of: str, *, elsewhere: bool = True) -> None:
        """Show the sale lines of a figure; `of` says of which."""
        self._path = [*([] if elsewhere else self._path), _Opened(behind, of, elsewhere)]
        self.read()

    @property
    def _opened(self) -> _Opened | None:
        """What shows in place of the table: the last that was opened."""
        return self._path[-1] if self._path else None

    def leave_lines(self) -> None:
        """Back to what they were opened from: other lines, the table, or the page that asked."""
        if self._path and self._path.pop().elsewhere:
            self.returned.emit()
        else:
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._path:
            self.leave_lines()
        else:
            super().keyPressEvent(event)

    @property
    def figures(self) -> Figures | None:
        """The table that shows."""
        return self._shown.figures if self._shown is not None else None

    def _show(self, found: _Read) -> None:
        self._shown = found
        words, opened, figures = found.words, self._opened, found.figures
        is_there = bool(words.rows)
        self._title.setText(f"{words.title}: {opened.of}" if opened is not None else words.title)
        self._period.setText(words.about)
        notes = [*words.notes, *([_enter_shows(figures)] if any(figures.behind) else [])]
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.back.setVisible(opened is not None)
        self.days.span.setVisible(opened is None)
        self.days.compare.setVisible(opened is None and figures.is_comparable)
        self.days.compare.setText(_("Stop comparing") if figures.compared_with is not None else _("Compare"))
        self.more.setVisible(opened is None and figures.name in _PAPERS and figures.compared_with is None and is_there)
        if figures.name in _PAPERS:
            self.more.setText(_(_PAPERS[figures.name][0]))
        self.chart.show_bars(found.bars)
        self._nothing.setVisible(not is_there)
        self._rest.setVisible(not is_there)
        self.table.setVisible(is_there)
        self.foot.setVisible(bool(words.foot))
        self.foot.setFocusPolicy(Qt.FocusPolicy.StrongFocus if figures.whole is not None else Qt.FocusPolicy.NoFocus)
        self._lines_shown(found)
        self._fit()
        if opened is not None and is_there:
            self.table.pick(0)
            self.table.setFocus()

    def _lines_shown(self, found: _Read) -> None:
        words = found.words
        made = table_columns.fitted(found.figures, words, found.longest, self.table.viewport().width())
        self.table.set_row(made.row)
        self.table.show_lines(found.lines[made.px], made.columns)
        self.foot.show_lines([table_columns.line(words.foot, "foot", made.px, strong=True)] if words.foot else [], made.columns)

    def _fit(self) -> None:
        """Names take what room the figures leave; where that is too little, the table is set smaller, at last moved sideways."""
        self._above.setVisible(bool(self.chart.bars) and self.height() >= _LOW)
        title = metrics(Size.PANEL_TITLE, Weight.BOLD).horizontalAdvance(self._title.text())
        named = max(title, metrics(Size.LABEL).horizontalAdvance(self._period.text())) + 12
        asked = sum(one.sizeHint().width() + 8 for one in (self.back, *self._buttons) if not one.isHidden())
        beside = named + asked <= self.width() - _LIST - _GAP
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        if self._shown is not None:
            found = self._shown
            made = table_columns.fitted(found.figures, found.words, found.longest, self.table.viewport().width())
            if made.columns != self.table.figures.columns:
                self._lines_shown(found)

    def _beside_the_bar(self, _least: int, most: int) -> None:
        """Sums stand under their figures, also where the rows have a scroll bar; the columns share the room it leaves."""
        self._foot_row.setContentsMargins(0, 0, self.table.verticalScrollBar().sizeHint().width() if most else 0, 0)
        QTimer.singleShot(0, self, self._fit)

    # ------------------------------------------------------------ saving

    def _whole(self) -> Callable[[], Figures] | None:
        """Makes what is saved: the table that shows; of lines every one, also those that show as one row."""
        figures, opened, shop = self.figures, self._opened, self._desk.shop
        if figures is None:
            return None
        return (lambda: figures) if opened is None else (lambda: owner_lines.behind(shop, opened.behind))

    def save_pdf(self) -> None:
        """Ask where the table goes as a paper, then write it there."""
        whole, shop, speech = self._whole(), self._desk.shop, texts.language()
        if whole is not None:
            self._saver.ask(
                _("Save the table"), self._name("pdf"), PDF, lambda path: owner_papers.save_pdf(shop, whole(), path, language=speech)
            )

    def save_sheets(self) -> None:
        """Ask where the table goes as a workbook or csv, then write it there."""
        whole, shop, speech = self._whole(), self._desk.shop, texts.language()
        if whole is None:
            return

        def write(path: Path) -> None:
            if path.suffix.casefold() == ".csv":
                owner_papers.save_csv(whole(), path, language=speech)
            else:
                owner_papers.save_xlsx(shop, whole(), path, language=speech)

        self._saver.ask(_("Save the table"), self._name("xlsx"), SHEETS, write)

    def save_papers(self) -> None:
        """Ask where the papers of those in the table go, then write them there."""
        figures, shop, speech = self.figures, self._desk.shop, texts.language()
        if figures is None or figures.period is None or figures.name not in _PAPERS:
            return
        period, (title, save) = figures.period, _PAPERS[figures.name]
        name = self._named(_(title), figures, "pdf")
        self._saver.ask(_(title), name, PDF, lambda path: save(shop, period, path, speech))

    def _name(self, ending: str) -> str:
        if self._shown is None:
            return ""
        return self._named(self._shown.words.title, self._shown.figures, ending)

    def _named(self, title: str, figures: Figures, ending: str) -> str:
        period = figures.period
        until = f"-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}" if period is not None else ""
        return f"{'-'.join(title.lower().split())}{until}.{ending}"


def _enter_shows(figures: Figures) -> str:
    if any(isinstance(behind, BehindOrigin) for behind in figures.behind):
        return _("Enter shows what was said of the origin, and on what evidence.")
    if figures.compared_with is None:
        return _("Enter shows the lines behind a row.")
    return _("Enter shows the lines behind a row in the first period, or in the other where it has none in the first.")


def _read(figures: Figures, speech: Language) -> _Read:
    words = owner_papers.worded(figures, language=speech)
    return _Read(
        figures,
        words,
        table_words.bars(figures, speech),
        {px: tuple(table_columns.line(cells, at, px) for at, cells in enumerate(words.rows)) for px in table_columns.SIZES},
        table_columns.longest(figures, words),
    )
