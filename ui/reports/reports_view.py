"""The place of the reports: one month at a time, as figures, as lists, as the paper that is saved, and as tables."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.behind import Asked, Behind
from pos_app.domain.days import Period
from pos_app.domain.local_content import LocalContent
from pos_app.domain.origin import State
from pos_app.errors import Refused, Unavailable
from pos_app.services import month_papers, owner_lines, reports
from pos_app.services.papers import PagePicture
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.reports import report_words as words
from ui.reports import target_asking
from ui.reports.catalogue_page import CataloguePage
from ui.reports.closing_sign import ClosingSign
from ui.reports.days_page import DaysPage
from ui.reports.goods_page import CATEGORIES, GoodsPage
from ui.reports.overview_page import OverviewPage
from ui.reports.paper_page import PaperPage
from ui.reports.report_state import ReportState
from ui.reports.tables_page import TablesPage
from ui.theme import Size, Weight
from ui.widgets.empty import EmptyPlace
from ui.widgets.entry_bar import EntryBar
from ui.widgets.figures_place import FiguresPlace
from ui.widgets.paper_sheet import PAGE_WIDTH
from ui.widgets.place import Desk
from ui.widgets.roomy import Roomy
from ui.widgets.saving import PDF, XLSX
from ui.widgets.surface import row
from ui.widgets.text import Elided, Text

OVERVIEW, DAYS, GOODS, PAPER, TABLES, CATALOGUE = range(6)
_WITH_TITLE = 1000
"""So wide the place must be for its title beside the month."""


class ReportsView(FiguresPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.state = desk.model(ReportState)
        titles = (_("Overview"), _("Days and stock"), _("Goods"), _("Paper"), _("Tables"), _("Catalogue"))
        super().__init__(desk, titles, self.state, parent)
        self._drawn: tuple[LocalContent, str] | None = None
        self._from_page: int | None = OVERVIEW
        """Which page asked for the lines that show; None where it was the day at a glance."""
        self._top.setLayout(row(self.tabs, None))
        self.overview, self.days, self.goods, self.paper = OverviewPage(), DaysPage(), GoodsPage(), PaperPage()
        self.bar = EntryBar(self)
        self.tables = TablesPage(desk, self.notice, self.saver, self.bar)
        self.catalogue = CataloguePage(desk, self.notice, self.saver)
        self.also_in_help = frozenset({CommandId.SAVE_PAGE, CommandId.COPY_TEXT})
        self.closing = ClosingSign(desk, self.bar, self.notice)
        for page in (Roomy(self.overview), Roomy(self.days), self.goods, self.paper, self.tables, Roomy(self.catalogue)):
            self.pages.addWidget(page)
        nothing = EmptyPlace(
            "chart-no-axes-column",
            _("Nothing has been sold yet"),
            _("The month's figures appear here with the first sale at the till."),
            action=_("To the till"),
            key=shown_key(CommandId.PLACE_TILL),
        )
        nothing.wanted.connect(lambda: desk.go("till"))
        self.lay_out(self._header(), self.bar, nothing=nothing)
        self._connect()
        if self.state.report is not None:
            self._show_report(self.state.months, self.state.report)

    def _header(self) -> QWidget:
        self._title = Text(_("Local content"), px=Size.TITLE, weight=Weight.BOLD)
        self._documents = Elided(px=Size.LABEL, ink="ink_2")
        made = QWidget()
        made.setLayout(row(self._title, 6, self.period, 6, self._documents, self.closing, self.printer, self.pdf, self.sheets, gap=8))
        return made

    def _connect(self) -> None:
        overview = self.overview
        self.goods.choose(self.state.listed)
        self.goods.listed.connect(self._listed)
        self.period.chosen.connect(lambda at: self.show_month(self.state.months[at]))
        self.paper.pdf_wanted.connect(self.save_pdf)
        self.paper.print_wanted.connect(lambda: self.print_instead(self.save_pdf))
        self.paper.sheets_wanted.connect(self.save_sheets)
        overview.days_wanted.connect(lambda: self.tabs.choose(DAYS))
        overview.categories_wanted.connect(self._all_categories)
        overview.month_wanted.connect(self._month_of)
        overview.origin_wanted.connect(lambda: self.desk.go("origin"))
        overview.target_wanted.connect(self.ask_target)
        for page in (overview, self.days, self.goods):
            page.lines_wanted.connect(self.show_lines)
        self.goods.article_wanted.connect(self._lines_of_article)
        self.tables.returned.connect(self._back_from_lines)
        self.state.asked.connect(self.read)
        self.closing.changed.connect(self._closing_changed)
        self.bar.closed.connect(self._take_focus)

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self._take_focus()
        self.read_if_old()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.state.opened is not None:
            (behind, of), self.state.opened = self.state.opened, None
            self.show_lines(behind, of)
            self._from_page = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= _WITH_TITLE)

    def _closing_changed(self, changes: Changes) -> None:
        self.read()
        self.desk.announce(changes, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while a question is asked is no page."""
        if self.bar.is_open:
            event.ignore()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ reading

    def show_month(self, month: Period) -> None:
        """Look at a month; one that has not begun is refused by the books."""
        self.state.wanted = month
        self.read()

    def _month_of(self, first: date) -> None:
        if first != (self.state.report.period.first if self.state.report else None):
            self.show_month(days.month(f"{first:%Y-%m}"))

    def read(self) -> None:
        """Read the months and the figures of the one that is wanted; the newest question is the one answered."""
        shop, wanted = self.desk.shop, self.state.wanted

        def figures() -> tuple[tuple[Period, ...], LocalContent]:
            months = reports.months(shop)
            month = wanted
            if month is None:
                sold = months if reports.sales(shop, months[-1]).receipts or len(months) == 1 else months[:-1]
                month = sold[-1]
            return months, reports.local_content(shop, month)

        self.later(figures, lambda found: self._show_report(*found), first=self.state.report is None)

    def _show_report(self, months: tuple[Period, ...], report: LocalContent) -> None:
        listed = tuple(sorted({*months, report.period}, key=lambda month: month.first))
        self.state.months, self.state.report = listed, report
        speech = texts.language()
        self.period.show_periods([formatting.month(month.first, speech) for month in listed], listed.index(report.period))
        self._documents.setText(words.documents(report))
        self.closing.show_report(report)
        self.overview.show_report(report)
        self.days.show_report(report)
        self.goods.show_report(report)
        self._show_own()
        self.show_figures(there_are=report.receipts > 0 or len(listed) > 1)

    def page_chosen(self, at: int) -> None:
        super().page_chosen(at)
        self._take_focus()
        self._show_own()

    def _take_focus(self) -> None:
        """Arrows choose a table where there is a list of them."""
        own = {TABLES: self.tables.names, CATALOGUE: self.catalogue.table}
        own.get(self.pages.currentIndex(), self).setFocus()

    def _show_own(self) -> None:
        """What a page reads for itself: the paper's pages, a table; and what is saved from it."""
        at, report = self.pages.currentIndex(), self.state.report
        if at == PAPER:
            self._draw()
        if at == TABLES and report is not None:
            self.tables.show_month(report.period)
        if at == CATALOGUE:
            self.catalogue.read()
        for widget in (self.period, self._documents, self.closing, self.printer, self.pdf, self.sheets):
            widget.setVisible(at != CATALOGUE)
        titles = {TABLES: _("Tables"), CATALOGUE: _("Catalogue of small makers' goods")}
        self._title.setText(titles.get(at, _("Local content")))
        if report is not None:
            month = formatting.month(report.period.first, texts.language())
            paper = _("Save the paper of {month} as PDF").format(month=month)
            self.pdf.setToolTip(_("Save the table as PDF") if at == TABLES else paper)

    # ------------------------------------------------------------ from the number to its lines

    def show_lines(self, behind: Asked, of: str) -> None:
        """Show what a figure of the month is made of; leaving them leads back."""
        self._from_page = self.pages.currentIndex()
        self.tabs.choose(TABLES)
        self.tables.open_lines(behind, of)

    def _lines_of_article(self, code: str, state: State, name: str) -> None:
        report, shop = self.state.report, self.desk.shop
        if report is None:
            return
        period = report.period

        def done(behind: Behind) -> None:
            self.show_lines(behind, name)

        self.desk.operations.later(Lane.HEAVY, lambda: owner_lines.of_article(shop, code, period, state), done, owner=self, failed=self.say)

    def _back_from_lines(self) -> None:
        self.tabs.choose(OVERVIEW if self._from_page is None else self._from_page)
        if self._from_page is None:
            self.desk.go("today")

    def _listed(self, at: int) -> None:
        self.state.listed = at

    def _all_categories(self) -> None:
        self.goods.choose(CATEGORIES)
        self.tabs.choose(GOODS)

    def _draw(self) -> None:
        """Draw the paper of the figures that show, beside the window, unless it shows already."""
        report, speech, shop = self.state.report, texts.language(), self.desk.shop
        if report is None or self._drawn == (report, speech):
            return
        if self._drawn is None or self._drawn[0].period != report.period:
            self.paper.show_waiting()
        self._drawn = (report, speech)
        width = round(PAGE_WIDTH * max(1.0, self.devicePixelRatioF()))

        def done(pages: tuple[PagePicture, ...]) -> None:
            if self.state.report is report:
                count = ngettext("{n} page A4", "{n} pages A4", len(pages)).format(n=len(pages))
                self.paper.show_pages(pages, count=count)

        def failed(error: Refused | Unavailable) -> None:
            self._drawn = None
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(
            Lane.HEAVY, lambda: month_papers.preview(shop, report, language=speech, width=width), done, owner=self, failed=failed
        )

    # ------------------------------------------------------------ what a person does

    def save_pdf(self) -> None:
        """Ask where the paper goes, then issue it there; on the page of tables it is the table's."""
        if self.pages.currentIndex() in (TABLES, CATALOGUE):
            (self.tables.save_pdf if self.pages.currentIndex() == TABLES else self.catalogue.save_pdf)()
            return
        shop, speech = self.desk.shop, texts.language()

        def write(report: LocalContent, path: Path) -> None:
            month_papers.save_pdf(shop, report, path, language=speech)

        self._save(_("Save the month's paper"), "pdf", PDF, write)

    def save_sheets(self) -> None:
        """Ask where the tables go, then write them there; on the page of tables it is the one that shows."""
        if self.pages.currentIndex() in (TABLES, CATALOGUE):
            (self.tables.save_sheets if self.pages.currentIndex() == TABLES else self.catalogue.save_csv)()
            return
        speech = texts.language()

        def write(report: LocalContent, path: Path) -> None:
            month_papers.save_xlsx(report, path, language=speech)

        self._save(_("Save the month's tables"), "xlsx", XLSX, write)

    def _save(self, title: str, ending: str, kind: str, write: Callable[[LocalContent, Path], None]) -> None:
        report = self.state.report
        if report is None:
            return
        name = _("local-content-{month}").format(month=f"{report.period.first:%Y-%m}") + f".{ending}"
        self.saver.ask(title, name, kind, lambda path: write(report, path))

    def ask_target(self) -> None:
        """Ask for the shop's own targets."""
        report = self.state.report
        if report is not None:
            targets = (report.target_bp, report.year.target_bp if report.year else None)
            target_asking.ask(self.desk, self.bar, targets, self._targets_set)

    def _targets_set(self, changes: Changes) -> None:
        self.read()
        self.desk.announce(changes, self)
