"""The owner's tables: one chosen from a list, its bars where it has some, and every row with the sums below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from pos_app import texts
from pos_app.domain.days import Period
from pos_app.domain.figures import Figures, Kind
from pos_app.errors import Refused, Unavailable
from pos_app.services import owner_papers, owner_reports
from pos_app.services.owner_papers import Worded
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.reports import table_words
from ui.reports.report_state import ReportState
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.charts import BarsChart
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.saving import PDF, XLSX, Saver
from ui.widgets.segments import Segments
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text

_LIST: Final = 232
_ROW: Final = 36
_NAMES: Final = 44
_CHART: Final = 150
_LOW: Final = 520
"""So high the page must be for a chart above its table."""
_NAME: Final = 170
_LONGEST: Final = 150
_HEAD: Final = 104
"""Of a longer head a figure's column shows what fits, and the rest on hover."""


class TablesPage(QWidget):
    """Reads on the heavy lane; what showed stays until the new figures are there."""

    def __init__(self, desk: Desk, notice: Notice, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._saver = desk, notice, saver
        self.state = desk.model(ReportState)
        self.figures: Figures | None = None
        self._words: Worded | None = None
        self._month: Period | None = None
        self._asked = 0
        self.names = FiguresTable([Column("")], height=_NAMES)
        self.names.horizontalHeader().hide()
        self.names.setAccessibleName(_("Tables"))
        self.names.show_lines([Line((Said(_(title), weight=Weight.MEDIUM),), key=name) for name, title in table_words.TITLES.items()])
        self.span = Segments([(_("The month"), ""), (_("The year so far"), "")], height=36)
        self.span.choose(int(self.state.whole_year))
        self._title = Elided(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._period = Text(px=Size.LABEL, ink="ink_2")
        self.chart = BarsChart()
        self.chart.setFixedHeight(_CHART)
        self.table = FiguresTable([Column("")], height=_ROW)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setCornerWidget(QWidget())
        self.foot = FiguresTable([Column("")], height=_ROW)
        self.foot.horizontalHeader().hide()
        self.foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot.setFixedHeight(_ROW)
        self.foot.setAccessibleName(_("Sum"))
        self._nothing = Text(_("There is nothing to show for this period."), ink="ink_2")
        self._notes = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._lay_out()
        self.names.pick(list(table_words.TITLES).index(self.state.table))
        self.names.picked.connect(self._picked)
        self.span.chosen.connect(self._spanned)
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
        head = row(gap=12)
        head.addWidget(self._title, 1)
        head.addWidget(self._period)
        head.addWidget(self.span)
        shown = column(gap=12)
        shown.addLayout(head)
        shown.addWidget(self._above)
        shown.addWidget(below, 1)
        whole = row(gap=14)
        whole.addWidget(listed)
        whole.addLayout(shown, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------ reading

    def show_month(self, month: Period) -> None:
        """Read the chosen table of a month anew."""
        self._month = month
        self.read()

    def _picked(self, at: int) -> None:
        key = self.names.current_key()
        if at >= 0 and isinstance(key, str) and key != self.state.table:
            self.state.table = key
            self.read()

    def _spanned(self, at: int) -> None:
        self.state.whole_year = bool(at)
        self.read()

    def read(self) -> None:
        """The newest question is the one answered."""
        if self._month is None:
            return
        shop, name, speech, month = self._desk.shop, self.state.table, texts.language(), self._month
        period = Period(month.first.replace(month=1), month.last) if self.state.whole_year else month
        self._asked += 1
        number = self._asked

        def made() -> tuple[Figures, Worded, tuple[Line, ...]]:
            figures = owner_reports.make(shop, name, period)
            words = owner_papers.worded(figures, language=speech)
            return figures, words, tuple(_line(cells, at) for at, cells in enumerate(words.rows))

        def done(found: tuple[Figures, Worded, tuple[Line, ...]]) -> None:
            if number == self._asked:
                self._show(*found)

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")

        self._desk.operations.later(Lane.HEAVY, made, done, owner=self, failed=failed)

    def _show(self, figures: Figures, words: Worded, lines: tuple[Line, ...]) -> None:
        self.figures, self._words = figures, words
        self._title.setText(words.title)
        self._period.setText(words.period)
        self._notes.setText(" ".join(words.notes))
        self._notes.setVisible(bool(words.notes))
        self.chart.show_bars(table_words.bars(figures, words))
        self._nothing.setVisible(not lines)
        self._rest.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.foot.setVisible(bool(lines))
        columns = _columns(figures, words, self.table.viewport().width())
        self.table.show_lines(lines, columns)
        self.foot.show_lines([_line(words.foot, "foot", strong=True)] if lines else [], columns)
        self._fit()

    def _fit(self) -> None:
        """Names take what room the figures leave; where that is too little, the table is moved sideways."""
        self._above.setVisible(bool(self.chart.bars) and self.height() >= _LOW)
        if self.figures is not None and self._words is not None:
            columns = _columns(self.figures, self._words, self.table.viewport().width())
            if columns != self.table.figures.columns:
                for table in (self.table, self.foot):
                    table.show_lines(table.figures.lines, columns)

    def _beside_the_bar(self, _least: int, most: int) -> None:
        """Sums stand under their figures, also where the rows have a scroll bar."""
        self._foot_row.setContentsMargins(0, 0, self.table.verticalScrollBar().sizeHint().width() if most else 0, 0)

    # ------------------------------------------------------------ saving

    def save_pdf(self) -> None:
        """Ask where the table goes as a paper, then write it there."""
        figures, shop, speech = self.figures, self._desk.shop, texts.language()
        if figures is not None:
            self._saver.ask(
                _("Save the table"), self._name("pdf"), PDF, lambda path: owner_papers.save_pdf(shop, figures, path, language=speech)
            )

    def save_sheets(self) -> None:
        """Ask where the table goes as a workbook, then write it there."""
        figures, speech = self.figures, texts.language()
        if figures is not None:
            self._saver.ask(
                _("Save the table"), self._name("xlsx"), XLSX, lambda path: owner_papers.save_xlsx(figures, path, language=speech)
            )

    def _name(self, ending: str) -> str:
        words, figures = self._words, self.figures
        title = "" if words is None else "-".join(words.title.lower().split())
        until = f"-{figures.period.first:%Y-%m-%d}-{figures.period.last:%Y-%m-%d}" if figures is not None and figures.period else ""
        return f"{title}{until}.{ending}"


def _line(cells: tuple[str, ...], key: object, *, strong: bool = False) -> Line:
    return Line(tuple(Said(cell, px=Size.LABEL) for cell in cells), key=key, strong=strong)


def _columns(figures: Figures, words: Worded, room: int) -> tuple[Column, ...]:
    """As wide as their longest figure; the widest column of words stretches, if there is room to."""
    measure = metrics(Size.LABEL, Weight.BOLD)
    head = metrics(Size.SMALL, Weight.SEMIBOLD)
    widths = []
    for at, kept in enumerate(figures.columns):
        longest = max((cells[at] for cells in (*words.rows, *([words.foot] if words.foot else []))), key=len, default="")
        most = _LONGEST if kept.kind in (Kind.WORD, Kind.TERM) else 10_000
        wide = max(min(measure.horizontalAdvance(longest), most), min(head.horizontalAdvance(words.heads[at]), _HEAD))
        widths.append(wide + (24 if 0 < at < len(figures.columns) - 1 else 34))
    texts_at = [at for at, kept in enumerate(figures.columns) if kept.kind in (Kind.WORD, Kind.TERM, Kind.DAY)]
    grows = max(texts_at, key=lambda at: widths[at])
    fits = sum(widths) - widths[grows] + _NAME <= room
    widths[grows] = 0 if fits else widths[grows]
    return tuple(Column(words.heads[at], widths[at], right=at not in texts_at) for at in range(len(figures.columns)))
