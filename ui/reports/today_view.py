"""Today and this month at a glance: the share against its target first, then the day, then the month, and what there is to do.

What kept sums know is shown at once; profit and lists follow when they are found.
"""

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.behind import Behind
from pos_app.domain.days import Period, month, month_before
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.product import Kind as Goods
from pos_app.errors import Refused, Unavailable
from pos_app.services import dashboard
from pos_app.services.dashboard import Duties, Glance
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.reports import report_words as words
from ui.reports import target_asking
from ui.reports.overview_page import Headline
from ui.reports.report_state import ReportState
from ui.reports.reports_view import OVERVIEW, PAPER, TABLES
from ui.reports.today_cards import ListCard, MonthCard, TodayCard, buy_line, expiry_line, profit_words, share_behind, tag_line
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.charts import MonthsChart
from ui.widgets.entry_bar import EntryBar
from ui.widgets.figure_cards import TitledCard
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.roomy import Roomy
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Text

_UPPER: Final = 236
_WIDE: Final = 1000
"""So wide the page must be for its cards beside each other."""
_AGAIN_MS: Final = 5 * 60_000


class TodayView(TellingPlace):
    """Read when it is entered, after every sale, and every few minutes while it shows; old figures stay until new ones are there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._reports = desk.model(ReportState)
        self._asked = 0
        self.glance: Glance | None = None
        self.duties: Duties | None = None
        self.bar = EntryBar(self)
        self.headline = Headline(_("Details"), key="1")
        self.today, self.month = TodayCard(), MonthCard()
        self.tag = ListCard(_("To tag"), _("To the origins"), right=74, key="2")
        self.buy = ListCard(_("To buy"), _("To the list"), right=92, key="3")
        self.expiring = ListCard(_("Expires"), _("All"), right=76, key="4")
        self._lay_out()
        self.headline.more_wanted.connect(lambda: self._to_report(OVERVIEW))
        self.today.hours_wanted.connect(self.show_hours)
        self.today.lines_wanted.connect(lambda: self._to_lines(_("Sales today"), today=True))
        self.month.sales_wanted.connect(lambda: self._to_lines(_("Sales of the month")))
        self.month.profit_wanted.connect(lambda: self._to_table("days"))
        sizes = tuple(size for size in MakerSize if size.is_ikm)
        self.month.ikm_wanted.connect(lambda: self._to_lines(_("From micro, small and medium makers"), kinds=(Goods.GOODS,), sizes=sizes))
        self.headline.lines.show()
        self.headline.lines_wanted.connect(lambda: self._to_lines(self.headline.label.text(), kinds=(Goods.GOODS,), state=State.DOMESTIC))
        self.tag.wanted.connect(lambda: desk.go("origin"))
        self.buy.wanted.connect(lambda: desk.go_to_page("stock", "buying"))
        self.expiring.wanted.connect(lambda: desk.go_to_page("stock", "expiry"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.closed.connect(self.setFocus)
        self.bind({CommandId.SAVE_PDF: self.show_paper, CommandId.OPEN_LIST: self.tag.wanted.emit})
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read_while_seen)
        self._again.start()

    def _lay_out(self) -> None:
        self._title = Text(px=Size.TITLE, weight=Weight.BOLD)
        self._until = Text(px=Size.LABEL, ink="ink_2")
        self.paper = Button("", icon="file-text", key=shown_key(CommandId.SAVE_PDF), kind=Kind.PANEL)
        self.paper.clicked.connect(self.show_paper)
        self.due = Button("", kind=Kind.LINK, key="5")
        self.due.clicked.connect(self.show_debts)
        self.due.hide()
        self._upper, self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for widget, part in ((self.headline, 41), (self.today, 34), (self.month, 25)):
            self._upper.addWidget(widget, part)
        self._lower.addWidget(self._months_card(), 32)
        for card, width in ((self.tag, 25), (self.buy, 24), (self.expiring, 19)):
            self._lower.addWidget(card, width)
        for layout in (self._upper, self._lower):
            layout.setSpacing(14)
            layout.setContentsMargins(0, 0, 0, 0)
        self._top = QWidget()
        self._top.setLayout(self._upper)
        inside = column(self._top, gap=14)
        inside.addLayout(self._lower, 1)
        cards = QWidget()
        cards.setLayout(inside)
        self._shown = QWidget()
        shown = column(row(self._title, 4, self._until, None, self.due, self.paper, gap=10), self.bar, gap=12)
        shown.addWidget(Roomy(cards), 1)
        self._shown.setLayout(shown)
        self._shown.hide()
        whole = column(self.notice, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(self._shown, 1)
        self.setLayout(whole)

    def _months_card(self) -> QWidget:
        self.months = MonthsChart()
        self.months.chosen.connect(self._month_chosen)
        self._year = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._link = Button(_("Set it"), kind=Kind.LINK, height=20)
        self._link.clicked.connect(self.ask_target)
        foot = Surface("dashed")
        box = row(IconSign("target", side=18), gap=10, margins=(14, 8, 14, 8))
        box.addWidget(self._year, 1)
        box.addWidget(self._link)
        foot.setLayout(box)
        card = TitledCard(_("Twelve months"))
        card.add(Text(_("share of domestic goods, percent"), px=Size.SMALL, ink="ink_2"))
        card.add(self.months, stretch=1)
        card.add(foot)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the cards stand below each other and the page is scrolled."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for layout in (self._upper, self._lower):
            layout.setDirection(direction)
        self._top.setFixedHeight(_UPPER if wide else 3 * _UPPER + 28)
        for card in (self.tag, self.buy, self.expiring):
            card.setMinimumHeight(0 if wide else _UPPER)
        self._fit_head()

    def _fit_head(self) -> None:
        """What is to be paid comes before the time of the figures."""
        self._until.setVisible(self.width() >= _WIDE or self.due.isHidden())

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.setFocus()
        self.read()

    def changed(self, changes: Changes) -> None:
        """Many sales in a row are read once."""
        if self.isVisible():
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The figures 1 to 4 open what the cards are about, 5 what is to be paid."""
        lead = {
            "1": self.headline.more_wanted,
            "2": self.tag.wanted,
            "3": self.buy.wanted,
            "4": self.expiring.wanted,
            "5": self.due.clicked,
        }
        if event.text() in lead and not self.bar.is_open:
            lead[event.text()].emit()
        else:
            super().keyPressEvent(event)

    def _to_report(self, page: int, month: Period | None = None) -> None:
        self._reports.page = page
        self._reports.show_month(month)
        self.desk.go("reports")

    def show_paper(self) -> None:
        """The paper of the month that is over."""
        if self.glance is not None:
            self._to_report(PAPER, month_before(self.glance.month))

    def show_debts(self) -> None:
        """The suppliers' bills."""
        self.desk.go_to_page("stock", "debts")

    def show_hours(self) -> None:
        """The table of the hours."""
        self._to_table("hours")

    def _to_table(self, name: str) -> None:
        self._reports.table, self._reports.span = name, 0
        self._to_report(TABLES)

    def _to_lines(self, of: str, *, today: bool = False, **asked: Any) -> None:
        """The sale lines behind a figure of the day or of the month; leaving them leads back here."""
        if self.glance is not None:
            period = Period(self.glance.day, self.glance.day) if today else self.glance.month
            self._reports.opened = Behind(period, **asked), of
            self.desk.go("reports")

    def _month_chosen(self, at: int) -> None:
        if self.glance is not None:
            self._to_report(OVERVIEW, month(f"{self.glance.months[at][0]:%Y-%m}"))

    def ask_target(self) -> None:
        """Ask for the shop's own targets."""
        if self.glance is not None:
            target_asking.ask(self.desk, self.bar, (self.glance.target_bp, self.glance.year.target_bp), self._targets_set)

    def _targets_set(self, changes: Changes) -> None:
        self.read()
        self.desk.announce(changes, self)

    # ------------------------------------------------------------ reading

    def _read_while_seen(self) -> None:
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """The quick part, then the rest; the newest question is the one answered."""
        shop, later = self.desk.shop, self.desk.operations.later
        self._asked += 1
        number = self._asked

        def shown(glance: Glance) -> None:
            if number == self._asked:
                self._show_glance(glance)
                later(Lane.HEAVY, lambda: dashboard.duties(shop), found, owner=self, failed=failed)

        def found(duties: Duties) -> None:
            if number == self._asked:
                self._show_duties(duties)

        def failed(error: Refused | Unavailable) -> None:
            self.notice.show_text(texts.sentence(error), "warning")

        later(Lane.HEAVY, lambda: dashboard.look(shop), shown, owner=self, failed=failed)

    def _show_glance(self, glance: Glance) -> None:
        self.glance = glance
        self._shown.show()
        speech = texts.language()
        self._title.setText(f"{formatting.weekday_name(glance.day, speech)}, {formatting.day(glance.day, speech)}")
        self._until.setText(_("figures until {time}").format(time=formatting.clock(glance.at, glance.zone, speech)))
        last = month_before(glance.month).first
        self.paper.setText(_("Report of {month}").format(month=formatting.month_name(last.month, speech)))
        self.headline.show_share(glance.now.by_origin, glance.before, glance.month, glance.target_bp)
        self.today.show_glance(glance)
        self.month.show_glance(glance)
        self.months.show_months(words.month_columns(glance.months, glance.targets))
        self._show_year(glance)
        rows = list(glance.unknown)
        total = glance.now.total_idr
        says = words.together(rows, total) if rows else _untold(glance)
        self.tag.show_rows(says, [tag_line(r, total) for r in rows])

    def _show_year(self, glance: Glance) -> None:
        year, share = glance.day.year, glance.year.tenths
        said = _("{year} so far {share}").format(year=year, share=words.percent(share))
        if glance.year.target_bp is None:
            said = _("{said}; no target for the year.").format(said=said)
        else:
            said += " · " + _("target of the year {share}").format(share=words.short_share(glance.year.target_bp))
        self._year.setText(said)
        self._link.setText(_("Set it") if glance.year.target_bp is None else _("Change it"))

    def _show_duties(self, duties: Duties) -> None:
        self.duties = duties
        speech = texts.language()
        amount = profit_words(duties.today)
        self.today.profit.setText(" ".join(filter(None, (_("Gross profit {amount}").format(amount=amount), share_behind(duties.today)))))
        self.month.show_profit(duties.month)
        n = duties.buy_count
        says = ngettext("{n} article runs out", "{n} articles run out", n).format(n=n) if n else _("Enough of everything is there.")
        self.buy.show_rows(says, [buy_line(x) for x in duties.buy])
        n = duties.expiring_count
        worth = formatting.rupiah(duties.expiring_idr, speech)
        told = ngettext("{n} batch within a week, {amount}", "{n} batches within a week, {amount}", n).format(n=n, amount=worth)
        amount = formatting.rupiah(duties.due_idr, speech)
        self.due.setText(_("To pay within a week: {n}").format(n=formatting.number(duties.due_count, speech)) + f" · {amount}")
        self.due.setVisible(duties.due_count > 0)
        self._fit_head()
        self.expiring.show_rows(told if n else _("Nothing within a week."), [expiry_line(x) for x in duties.expiring])


def _untold(glance: Glance) -> str:
    """Where nothing of unknown origin was sold: whether any waits on the shelf."""
    if not glance.untagged:
        return _("Nothing is left to find out.")
    said = ngettext(
        "{n} article on the shelf is of unknown origin; none was sold this month.",
        "{n} articles on the shelf are of unknown origin; none was sold this month.",
        glance.untagged,
    )
    return said.format(n=formatting.number(glance.untagged, texts.language()))
