"""The owner's tables: one chosen from a list, its bars where it has some, and every row with the sums below."""

from dataclasses import dataclass
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
from pos_app.services.shop import Shop
from pos_app.texts import Language
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.reports import table_words
from ui.reports.report_state import ReportState
from ui.theme import Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.charts import Bar, BarsChart
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A table ready to be shown: all that takes time for many rows is done beside the window."""

    figures: Figures
    words: Worded
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    longest: tuple[str, ...]
    """The longest cell of each column."""


class TablesPage(QWidget):
    """Reads on the heavy lane; what showed stays until the new figures are there."""

    def __init__(self, desk: Desk, notice: Notice, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._saver = desk, notice, saver
        self.state = desk.model(ReportState)
        self._shown: _Read | None = None
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

        def done(found: _Read) -> None:
            if number == self._asked:
                self._show(found)

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")

        self._desk.operations.later(Lane.HEAVY, lambda: _read(shop, name, period, speech), done, owner=self, failed=failed)

    @property
    def figures(self) -> Figures | None:
        """The table that shows."""
        return self._shown.figures if self._shown is not None else None

    def _show(self, found: _Read) -> None:
        self._shown = found
        words, lines = found.words, found.lines
        self._title.setText(words.title)
        self._period.setText(words.period)
        self._notes.setText(" ".join(words.notes))
        self._notes.setVisible(bool(words.notes))
        self.chart.show_bars(found.bars)
        self._nothing.setVisible(not lines)
        self._rest.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.foot.setVisible(bool(lines))
        columns = _columns(found, self.table.viewport().width())
        self.table.show_lines(lines, columns)
        self.foot.show_lines([_line(words.foot, "foot", strong=True)] if lines else [], columns)
        self._fit()

    def _fit(self) -> None:
        """Names take what room the figures leave; where that is too little, the table is moved sideways."""
        self._above.setVisible(bool(self.chart.bars) and self.height() >= _LOW)
        if self._shown is not None:
            columns = _columns(self._shown, self.table.viewport().width())
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
        if self._shown is None:
            return ""
        period = self._shown.figures.period
        title = "-".join(self._shown.words.title.lower().split())
        until = f"-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}" if period is not None else ""
        return f"{title}{until}.{ending}"


def _line(cells: tuple[str, ...], key: object, *, strong: bool = False) -> Line:
    return Line(tuple(Said(cell, px=Size.LABEL) for cell in cells), key=key, strong=strong)


def _read(shop: Shop, name: str, period: Period, speech: Language) -> _Read:
    figures = owner_reports.make(shop, name, period)
    words = owner_papers.worded(figures, language=speech)
    every = (*words.rows, *([words.foot] if words.foot else []))
    return _Read(
        figures,
        words,
        tuple(_line(cells, at) for at, cells in enumerate(words.rows)),
        table_words.bars(figures, words),
        tuple(max((cells[at] for cells in every), key=len, default="") for at in range(len(figures.columns))),
    )


def _columns(shown: _Read, room: int) -> tuple[Column, ...]:
    """As wide as their longest figure; the widest column of words stretches, if there is room to."""
    measure, head = metrics(Size.LABEL, Weight.BOLD), metrics(Size.SMALL, Weight.SEMIBOLD)
    columns, heads = shown.figures.columns, shown.words.heads
    widths = []
    for at, (kept, longest) in enumerate(zip(columns, shown.longest, strict=True)):
        most = _LONGEST if kept.kind in (Kind.WORD, Kind.TERM) else 10_000
        wide = max(min(measure.horizontalAdvance(longest), most), min(head.horizontalAdvance(heads[at]), _HEAD))
        widths.append(wide + (24 if 0 < at < len(columns) - 1 else 34))
    told = [at for at, kept in enumerate(columns) if kept.kind in (Kind.WORD, Kind.TERM, Kind.DAY)]
    grows = max(told, key=lambda at: widths[at])
    if sum(widths) - widths[grows] + _NAME <= room:
        widths[grows] = 0
    return tuple(Column(heads[at], widths[at], right=at not in told) for at in range(len(columns)))
