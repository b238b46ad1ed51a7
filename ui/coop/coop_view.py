"""The place of the co-op: snapshots of shops go in, the shops stand side by side, the comparison comes out as a paper."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from pos_app import texts
from pos_app.domain import days
from pos_app.domain.comparison import Comparison, Measure, Member, ShelfGoods
from pos_app.errors import Refused, Unavailable
from pos_app.services import coop, snapshots
from pos_app.services.coop import Loading
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.coop import coop_words as words
from ui.coop.comparison_page import ComparisonPage
from ui.coop.coop_lists import DisputesPage, SnapshotsPage, SubstitutesPage
from ui.coop.coop_state import CoopState
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyPlace
from ui.widgets.figures_place import FiguresPlace
from ui.widgets.place import Desk
from ui.widgets.saving import PDF, XLSX
from ui.widgets.segments import Segments
from ui.widgets.surface import IconSign, column, row
from ui.widgets.text import Elided, Text

COMPARISON, SNAPSHOTS, DISPUTES, SUBSTITUTES = range(4)
MEASURES = (Measure.SALES, Measure.STOCK, Measure.KINDS)
_ONE_LINE = 1120
"""The head needs so many pixels in one line."""
_ENDING = "zip"


class CoopView(FiguresPlace):
    """Comparing and loading run beside the window."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.state = desk.model(CoopState)
        titles = (_("Comparison"), _("Snapshots"), _("Origins that differ"), _("Buying together"))
        super().__init__(desk, titles, self.state, parent)
        self.loading = False
        self._sign = IconSign("check", side=16, ink="ok")
        self._status = Text(px=Size.SMALL, ink="ink_2")
        self._top.setLayout(row(self.tabs, None, row(self._sign, self._status, gap=6)))
        self.comparison, self.snapshots = ComparisonPage(), SnapshotsPage()
        self.disputes, self.substitutes = DisputesPage(), SubstitutesPage()
        for page in (self.comparison, self.snapshots, self.disputes, self.substitutes):
            self.pages.addWidget(page)
        self.lay_out(self._header(), nothing=self._nothing())
        self._connect()
        if self.state.compared is not None and self.state.members is not None:
            self.show_comparison(self.state.members, self.state.compared)

    def _header(self) -> QWidget:
        title = Elided(_("Shops side by side"), px=Size.TITLE, weight=Weight.BOLD)
        self.measure = Segments([(_("Sales"), ""), (_("Stock value"), ""), (_("Kinds of goods"), "")], height=40)
        self.measure.choose(MEASURES.index(self.state.measure))
        self.ranking = Button(_("Ranking"), icon="check" if self.state.ranked else "")
        self.ranking.setCheckable(True)
        self.ranking.setToolTip(_("The largest domestic share first; otherwise by name"))
        self.ranking.setChecked(self.state.ranked)
        left = row(gap=12)
        left.addWidget(title, 1)
        for widget in (self.period, self.measure):
            left.addWidget(widget)
        right = row(None, self.ranking, self.printer, self.pdf, self.sheets, gap=8)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(12)
        self._head.addLayout(left)
        self._head.addStretch(1)
        self._head.addLayout(right)
        made = QWidget()
        made.setLayout(self._head)
        return made

    def _nothing(self) -> QWidget:
        empty = EmptyPlace(
            "users",
            _("No shop is here to compare yet"),
            _("Load the snapshots that member shops have made; they then stand side by side."),
            action=_("Load snapshots"),
            key=shown_key(CommandId.LOAD_SNAPSHOTS),
        )
        empty.wanted.connect(self.ask_snapshots)
        make = Button(_("Make this shop's snapshot"), icon="share-2", key=shown_key(CommandId.MAKE_SNAPSHOT))
        make.clicked.connect(self.ask_own)
        made = QWidget()
        box = column(row(Text(_("Shops side by side"), px=Size.TITLE, weight=Weight.BOLD), None, make), gap=12)
        box.addWidget(empty, 1)
        made.setLayout(box)
        return made

    def _connect(self) -> None:
        self.period.chosen.connect(self._period_chosen)
        self.measure.chosen.connect(self._measure_chosen)
        self.ranking.clicked.connect(self._ranking_changed)
        self.snapshots.load_wanted.connect(self.ask_snapshots)
        self.snapshots.make_wanted.connect(self.ask_own)
        self.comparison.disputes_wanted.connect(lambda: self.tabs.choose(DISPUTES))
        self.comparison.substitutes_wanted.connect(lambda: self.tabs.choose(SUBSTITUTES))
        self.comparison.category_wanted.connect(self._read_category)
        self.bind(
            {
                CommandId.LOAD_SNAPSHOTS: self.ask_snapshots,
                CommandId.MAKE_SNAPSHOT: self.ask_own,
                CommandId.ONE_BY_ONE: self.open_disputes,
            }
        )

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.setFocus()
        self.read_if_old()

    def changed(self, changes: Changes) -> None:
        if changes.coop or changes.settings:
            super().changed(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _ONE_LINE
        self._status.setVisible(wide and self.tabs.isVisibleTo(self._top))
        self._sign.setVisible(self._status.isVisibleTo(self._top))
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the articles to look at one by one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_disputes()
        elif event.key() == Qt.Key.Key_Escape:
            self.comparison.close_beside()
        else:
            super().keyPressEvent(event)

    def open_disputes(self) -> None:
        """The articles whose origin differs, one by one."""
        if self.state.compared is not None and self.state.compared.disagreements:
            self.tabs.choose(DISPUTES)

    # ------------------------------------------------------------ reading

    def read(self) -> None:
        """Read the members, and compare them in the period that is wanted; the newest question is the one answered."""
        shop, zone, chose, wanted = self.desk.shop, self.desk.card.zone, self.state.chose, self.state.wanted

        def compared() -> tuple[tuple[Member, ...], Comparison]:
            members = coop.members(shop)
            today = days.business_day(shop.clock(), zone)
            periods = words.periods_of(members)
            period = wanted if chose and wanted in periods else words.leading_period(periods, days.month(f"{today:%Y-%m}"))
            return members, coop.compare(shop, period)

        self.later(compared, lambda found: self.show_comparison(*found), first=self.state.compared is None)

    def _read_category(self, uid: str | None, category: str) -> None:
        """The articles behind a figure of the heat."""
        shop = self.desk.shop

        def done(goods: tuple[ShelfGoods, ...]) -> None:
            self.comparison.show_goods(uid, category, goods)

        self.desk.operations.later(Lane.HEAVY, lambda: coop.shelf(shop, category, uid=uid), done, owner=self)

    def show_comparison(self, members: tuple[Member, ...], compared: Comparison) -> None:
        """Show shops side by side, or that there are none."""
        self.state.members, self.state.compared = members, compared
        begun = self.desk.shop.clock()
        today = days.business_day(begun, self.desk.card.zone)
        periods = [p for p in words.periods_of(members) if p is None or p.first <= today]
        self.state.periods = tuple(periods)
        at = periods.index(compared.asked) if compared.asked in periods else 0
        self.period.show_periods([words.period_name(period) for period in periods], at)
        has_shops = bool(compared.members)
        if has_shops:
            said, all_cover = words.status(compared)
            self._status.setText(said)
            self._sign.show_icon("check" if all_cover else "circle-alert", "ok" if all_cover else "unknown")
        self.tabs.setVisible(has_shops)
        self._status.setVisible(has_shops and self.width() >= _ONE_LINE)
        self._sign.setVisible(has_shops and self.width() >= _ONE_LINE)
        self._show_measure()
        self.snapshots.show_members(members, compared.zone)
        self.disputes.show_comparison(compared)
        self.substitutes.show_comparison(compared)
        self.show_figures(there_are=has_shops)

    def _show_measure(self) -> None:
        if self.state.compared is not None:
            self.comparison.show_comparison(self.state.compared, self.state.measure, ranked=self.state.ranked)

    def page_chosen(self, at: int) -> None:
        super().page_chosen(at)
        self.measure.setVisible(at == COMPARISON)
        self.ranking.setVisible(at == COMPARISON)
        self.setFocus()

    def _period_chosen(self, at: int) -> None:
        self.state.chose, self.state.wanted = True, self.state.periods[at]
        self.read()

    def _measure_chosen(self, at: int) -> None:
        self.state.measure = MEASURES[at]
        self._show_measure()

    def _ranking_changed(self, checked: bool) -> None:
        self.state.ranked = checked
        self.ranking.set_icon("check" if checked else "")
        self._show_measure()

    # ------------------------------------------------------------ what a person does

    def ask_snapshots(self) -> None:
        """Ask for snapshots in the system's own dialog."""
        if self.loading:
            return
        kinds = ";;".join((_("Snapshots of shops") + f" (*.{_ENDING})", _("All files") + " (*)"))
        given, _kind = QFileDialog.getOpenFileNames(self, _("Choose the shops' snapshots"), "", kinds)
        if given:
            self.load([Path(name) for name in given])

    def load(self, paths: Sequence[Path]) -> None:
        """Load snapshots beside the window; one notice says what became of each."""
        if self.loading:
            return
        self.loading = True
        shop, actor = self.desk.shop, self.desk.actor
        n = len(paths)
        self.notice.show_text(ngettext("Loading {n} snapshot…", "Loading {n} snapshots…", n).format(n=n), "told")

        def done(loading: Loading) -> None:
            self.loading = False
            self.notice.show_text(words.what_became(loading), "warning" if loading.problems else "told")
            if loading.changes.coop:
                self.read()
                self.desk.announce(loading.changes, self)

        def failed(error: Refused | Unavailable) -> None:
            self.loading = False
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(Lane.HEAVY, lambda: coop.load(shop, actor, paths), done, owner=self, failed=failed)

    def ask_own(self) -> None:
        """Ask where this shop's own snapshot goes, then make it there."""
        shop, card = self.desk.shop, self.desk.card
        today = days.business_day(shop.clock(), card.zone)
        plain = "".join(sign if sign.isalnum() else "-" for sign in card.name.casefold()).strip("-")
        name = f"{plain}-{today:%Y-%m-%d}.{_ENDING}"
        self.saver.ask(_("Save this shop's snapshot"), name, f"ZIP (*.{_ENDING})", lambda path: snapshots.export(shop, path))

    def save_pdf(self) -> None:
        """Ask where the paper goes, then issue it there."""
        shop, speech = self.desk.shop, texts.language()

        def write(compared: Comparison, path: Path) -> None:
            coop.save_pdf(shop, compared, path, language=speech)

        self._save(_("Save the comparison"), "pdf", PDF, write)

    def save_sheets(self) -> None:
        """Ask where the tables go, then write them there."""
        speech = texts.language()

        def write(compared: Comparison, path: Path) -> None:
            coop.save_xlsx(compared, path, language=speech)

        self._save(_("Save the comparison's tables"), "xlsx", XLSX, write)

    def _save(self, title: str, ending: str, kind: str, write: Callable[[Comparison, Path], None]) -> None:
        compared = self.state.compared
        if compared is None:
            return
        if not compared.members:
            self.notice.show_text(texts.sentence(Refused("nothing_to_compare")), "ask")
            return
        told = compared.asked or compared.covered
        name = _("comparison-{month}").format(month=f"{told.last:%Y-%m}" if told else "") + f".{ending}"
        self.saver.ask(title, name, kind, lambda path: write(compared, path))
