"""The cards of the day at a glance: today by the hour, the month in three figures, lists that lead to what is to be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.batches import Expiring
from pos_app.domain.local_content import ArticleRow
from pos_app.domain.money import Rupiah
from pos_app.domain.purchasing import Suggestion
from pos_app.services.dashboard import Glance, Profit
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.reports import report_words as words
from ui.theme import Row, Size, Weight
from ui.theme.fonts import metrics
from ui.widgets.buttons import Button, Kind
from ui.widgets.charts import Bar, BarsChart
from ui.widgets.figure_cards import TitledCard
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.list_table import GAP, PAD
from ui.widgets.surface import Surface, column, row, rule
from ui.widgets.text import Amount, Elided, Text

_TWO_LINES = 70


class TodayCard(Surface):
    """What was sold today, hour by hour, against the same weekday a week ago."""

    hours_wanted = Signal()
    lines_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        link = Button(_("By hour"), kind=Kind.LINK, height=20)
        link.clicked.connect(self.hours_wanted)
        self.label = Elided(_("Sales today"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self.figure = Amount(px=Size.TITLE + 8, weight=Weight.BOLD)
        self.moved = Text(px=Size.LABEL, weight=Weight.SEMIBOLD)
        self.receipts, self.compared = Elided(px=Size.LABEL, ink="ink_2"), Elided(px=Size.LABEL, ink="ink_2")
        self.hours = BarsChart()
        self.profit = Text(" ", px=Size.LABEL, weight=Weight.SEMIBOLD)
        figures = row(gap=10)
        figures.addWidget(self.figure, 1)
        figures.addWidget(self.moved)
        lines = Button(_("Lines"), kind=Kind.LINK, height=20)
        lines.setAccessibleName(_("Lines: {of}").format(of=_("Sales today")))
        lines.clicked.connect(self.lines_wanted)
        whole = column(row(self.label, lines, link, gap=12), figures, self.receipts, self.compared, gap=3, margins=(18, 14, 18, 12))
        whole.addWidget(self.hours, 1)
        whole.addWidget(rule())
        whole.addWidget(self.profit)
        self.setLayout(whole)

    def show_glance(self, glance: Glance) -> None:
        speech = texts.language()
        self.figure.show_amount(formatting.rupiah(glance.sales_idr, speech))
        told = ngettext("{n} receipt", "{n} receipts", glance.receipts).format(n=formatting.number(glance.receipts, speech))
        if glance.receipts:
            each = formatting.rupiah(glance.sales_idr // glance.receipts, speech)
            told += ", " + _("on average {amount}").format(amount=each)
        self.receipts.setText(told if glance.hours else _("Nothing has been sold today yet."))
        before = glance.week_before_idr
        weekday = formatting.weekday_name(glance.day, speech)
        said = _("{weekday} last week until now {amount}").format(weekday=weekday, amount=formatting.rupiah(before, speech))
        self.compared.setText(said if before else "")
        apart = None if before <= 0 else (glance.sales_idr - before) * 10_000 // before
        sign = "+" if apart is not None and apart > 0 else ""
        self.moved.setText("" if apart is None else sign + formatting.share(apart, speech))
        self.moved.set_ink("ok" if apart is not None and apart >= 0 else "warning")
        self.hours.show_bars([_hour(hour, total) for hour, total in _every(glance)])


class MonthCard(Surface):
    """The month in three figures; `sales_wanted` and the others ask what each is made of."""

    sales_wanted = Signal()
    profit_wanted = Signal()
    ikm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.sales, self.profit, self.ikm = (Amount(px=Size.TITLE, weight=Weight.BOLD) for _at in range(3))
        self.sold, self.earned, self.made = (Text(px=Size.LABEL, ink="ink_2", wrap=True) for _at in range(3))
        label = Text(_("This month"), px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        label.setFixedHeight(20)
        whole = column(label, gap=2, margins=(18, 14, 18, 12))
        for figure, text, word, of, wanted in (
            (self.sales, self.sold, _("Lines"), _("sales"), self.sales_wanted),
            (self.profit, self.earned, _("By day"), _("gross profit"), self.profit_wanted),
            (self.ikm, self.made, _("Lines"), _("from micro, small and medium makers"), self.ikm_wanted),
        ):
            link = Button(word, kind=Kind.LINK, height=20)
            link.setAccessibleName(f"{word}: {of}")
            link.clicked.connect(wanted)
            whole.addSpacing(6)
            whole.addLayout(row(figure, link, gap=8))
            whole.addWidget(text)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_glance(self, glance: Glance) -> None:
        speech = texts.language()
        self.sales.show_amount(formatting.rupiah(glance.month_sales_idr, speech))
        self.sold.setText(_("sales in {month}").format(month=formatting.month(glance.month.first, speech)))
        self.ikm.show_amount(formatting.share(glance.now.ikm.share_bp, speech))
        self.made.setText(_("from micro, small and medium makers"))

    def show_profit(self, profit: Profit) -> None:
        self.profit.show_amount(profit_words(profit))
        self.earned.setText(" ".join(filter(None, (_("gross profit"), share_behind(profit)))))


class ListCard(TitledCard):
    """A few rows that lead to a place; an empty one says that there is nothing to do."""

    wanted = Signal()

    def __init__(self, title: str, link: str, *, right: int, key: str, parent: QWidget | None = None) -> None:
        button = Button(link, kind=Kind.LINK, height=20, key=key)
        super().__init__(title, button, flush=True, parent=parent)
        button.clicked.connect(self.wanted)
        self.says = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.table = FiguresTable([Column(""), Column("", right, right=True)])
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(title)
        self.table.activated_row.connect(lambda _row: self.wanted.emit())
        self.add(self.says, inset=True)
        self.add(self.table, stretch=1)

    def show_rows(self, says: str, lines: list[Line]) -> None:
        self.says.setText(says)
        self.table.show_lines(lines)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Rows are higher where a name needs two lines."""
        names = [line.cells[0] for line in self.table.figures.lines]
        room = self.table.columnWidth(0) - PAD - GAP // 2
        longest = max((metrics(one.px, one.weight).horizontalAdvance(one.text) for one in names if isinstance(one, Said)), default=0)
        self.table.set_row(_TWO_LINES if longest > room else Row.LIST)


def profit_words(profit: Profit) -> str:
    """The amount; a dash where nobody knows it."""
    return formatting.DASH if profit.profit_idr is None else formatting.rupiah(profit.profit_idr, texts.language())


def share_behind(profit: Profit) -> str:
    """`(21,5%)`; nothing where nothing was earned."""
    return "" if profit.share_bp is None else f"({formatting.share(profit.share_bp, texts.language())})"


def _hour(hour: int, total: Rupiah) -> Bar:
    return Bar(f"{hour:02d}", total, f"{hour:02d}.00: {formatting.rupiah(total, texts.language())}")


def _every(glance: Glance) -> list[tuple[int, Rupiah]]:
    """Every hour from the first with a sale to the last, so that gaps are seen."""
    sold = dict(glance.hours)
    return [(hour, sold.get(hour, Rupiah(0))) for hour in range(min(sold), max(sold) + 1)] if sold else []


def tag_line(r: ArticleRow, total: int) -> Line:
    below = _("sold {amount}").format(amount=formatting.rupiah(r.value_idr, texts.language()))
    return Line((Said(r.name, below=below, weight=Weight.SEMIBOLD, wraps=True), Said(words.gain(r, total), weight=Weight.BOLD)), key=r.code)


def buy_line(x: Suggestion) -> Line:
    speech, shelf = texts.language(), x.shelf
    left = _("{qty} left").format(qty=f"{formatting.qty(shelf.on_hand, speech)} {shelf.unit}")
    if x.lasts_days is not None:
        left += " · " + ngettext("{n} day", "{n} days", x.lasts_days).format(n=formatting.number(x.lasts_days, speech))
    wanted = f"{formatting.qty(x.packs, speech)} {shelf.pack or shelf.unit}"
    return Line((Said(shelf.name, below=left, weight=Weight.SEMIBOLD, wraps=True), Said(wanted, weight=Weight.BOLD)), key=shelf.code)


def expiry_line(x: Expiring) -> Line:
    speech = texts.language()
    qty = f"{formatting.qty(x.qty, speech)} {x.unit}"
    when = formatting.day(x.expires, speech)
    return Line(
        (Said(x.name, marked=when, weight=Weight.SEMIBOLD, wraps=True), Said(qty, weight=Weight.BOLD)), key=(x.code, x.batch, x.expires)
    )
