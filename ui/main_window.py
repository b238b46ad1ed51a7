"""The window: the rail with the places of the shop, the bar above them, and the place that shows.

To add a place, add a row to `PLACES`; its factory imports it, so a place costs nothing until it is entered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QChildEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from pos_app import texts
from pos_app.domain.gs1 import spaced
from pos_app.errors import Refused, Unavailable
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, command
from ui.panels.guard import Guard
from ui.panels.sign_in import SignIn
from ui.panels.top_bar import TopBar
from ui.widgets.help import HelpOverlay
from ui.widgets.notice import Notice, Tone
from ui.widgets.overlay import BANNER_PX, Overlay
from ui.widgets.paged_place import PagedPlace
from ui.widgets.place import Desk, Place
from ui.widgets.rail import RailButton
from ui.widgets.surface import Surface, column, row
from ui.widgets.training_banner import HEIGHT, TrainingBanner


def _till(desk: Desk) -> Place:
    from ui.till.till_view import TillView

    return TillView(desk)


def _goods(desk: Desk) -> Place:
    from ui.goods.goods_view import GoodsView

    return GoodsView(desk)


def _stock(desk: Desk) -> Place:
    from ui.stock.stock_view import StockView

    return StockView(desk)


def _origin(desk: Desk) -> Place:
    from ui.origin.origin_view import OriginView

    return OriginView(desk)


def _reports(desk: Desk) -> Place:
    from ui.reports.reports_view import ReportsView

    return ReportsView(desk)


def _today(desk: Desk) -> Place:
    from ui.reports.today_view import TodayView

    return TodayView(desk)


def _coop(desk: Desk) -> Place:
    from ui.coop.coop_view import CoopView

    return CoopView(desk)


def _settings(desk: Desk) -> Place:
    from ui.settings.settings_view import SettingsView

    return SettingsView(desk)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A row of the rail."""

    id: str
    title: str
    icon: str
    command: CommandId
    factory: Callable[[Desk], Place]
    at_bottom: bool = False


PLACES: Final[tuple[PlaceEntry, ...]] = (
    PlaceEntry("till", N_("Till"), "shopping-cart", CommandId.PLACE_TILL, _till),
    PlaceEntry("goods", N_("Goods"), "package", CommandId.PLACE_GOODS, _goods),
    PlaceEntry("stock", N_("Stock"), "warehouse", CommandId.PLACE_STOCK, _stock),
    PlaceEntry("origin", N_("Origins"), "flag", CommandId.PLACE_ORIGIN, _origin),
    PlaceEntry("reports", N_("Reports"), "chart-no-axes-column", CommandId.PLACE_REPORTS, _reports),
    PlaceEntry("coop", N_("Co-op"), "users", CommandId.PLACE_COOP, _coop),
    PlaceEntry("today", N_("Today"), "chart-line", CommandId.PLACE_TODAY, _today),
    PlaceEntry("settings", N_("Settings"), "settings", CommandId.PLACE_SETTINGS, _settings, at_bottom=True),
)


class MainWindow(QMainWindow):
    """`closing` is emitted once when the person closes the window."""

    closing = Signal()
    _sign_in: SignIn | None = None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.places = frozenset(entry.id for entry in PLACES)
        self.setWindowTitle(desk.card.name)
        self.setMinimumSize(880, 480 + (HEIGHT if desk.card.training else 0))
        self._places: dict[str, Place] = {}
        self._buttons = {entry.id: RailButton(_(entry.title), entry.icon, command(entry.command).key) for entry in PLACES}
        self._stack = QStackedWidget()
        self._notice = Notice()
        self._help: HelpOverlay | None = None
        self._covered: list[QWidget] = []
        self._focus_before: QWidget | None = None
        self._whole = self._laid_out()
        self.setCentralWidget(self._whole)
        for entry in PLACES:
            self._buttons[entry.id].clicked.connect(partial(self._chosen, entry.id))
        handlers: dict[CommandId, Callable[[], None]] = {entry.command: partial(self.show_place, entry.id) for entry in PLACES}
        self._guard = desk.model(Guard)
        if self._guard.asked:
            handlers[CommandId.SWITCH_PERSON] = self._guard.lock
        if desk.card.training:
            handlers[CommandId.LEAVE_TRAINING] = desk.training_left.emit
        self._bound = bind(self, handlers | {CommandId.HELP: self.show_help})
        self._guard.changed.connect(self._show_guard)
        desk.told.connect(self._tell)
        desk.wanted_place.connect(self.show_place)
        desk.wanted_page.connect(self.show_page)
        desk.help_wanted.connect(self.show_help)
        desk.operations.refused.connect(self._refused)

    def _show_guard(self) -> None:
        """Cover everything while the till is locked: what lies below takes neither keys nor the focus meanwhile."""
        if CommandId.SWITCH_PERSON not in self._bound and self._guard.asked:
            self._bound |= bind(self, {CommandId.SWITCH_PERSON: self._guard.lock})
        if not self._guard.locked:
            self._uncover()
        elif self._sign_in is not None:
            self._sign_in.show_staff()
        else:
            if self._help is not None:
                self._help.close_overlay()
            before = self.focusWidget()
            self._covered = [w for w in (self._whole, *self.findChildren(Overlay)) if w.isEnabled()]
            for widget in self._covered:
                widget.setEnabled(False)
            self._focus_before = before
            self._sign_in = SignIn(self.desk, self)
            self._sign_in.open()

    def childEvent(self, event: QChildEvent) -> None:
        """A panel that comes late, an answer to what was asked before the till was locked, lies below like the rest."""
        super().childEvent(event)
        late = event.child()
        if event.added() and self._sign_in is not None and isinstance(late, QWidget) and not late.isWindow():
            late.setEnabled(False)
            self._covered.append(late)
            QTimer.singleShot(0, self._sign_in, self._sign_in.raise_)

    def _uncover(self) -> None:
        if self._sign_in is None:
            return
        for widget in self._covered:
            if shiboken6.isValid(widget):
                widget.setEnabled(True)
        self._sign_in.close_overlay()
        self._sign_in = None
        before = self._focus_before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (place := self._places.get(self.place)) is not None:
            place.enter()

    def _laid_out(self) -> QWidget:
        rail = Surface("rail")
        rail.setFixedWidth(84)
        top = [self._buttons[e.id] for e in PLACES if not e.at_bottom]
        bottom = [self._buttons[e.id] for e in PLACES if e.at_bottom]
        rail.setLayout(column(*top, None, *bottom, gap=4, margins=(8, 10, 8, 10)))
        self._top = TopBar(self.desk)
        body = column(row(self._notice, margins=(0, 0, 0, 0)), self._stack, gap=0)
        right = column(self._top, body, gap=0)
        whole = Surface("background")
        inside = column(gap=0)
        if self.desk.card.training:
            banner = TrainingBanner()
            banner.left.connect(self.desk.training_left)
            inside.addWidget(banner)
            self.setProperty(BANNER_PX, HEIGHT)
        inside.addLayout(row(rail, right, gap=0), 1)
        whole.setLayout(inside)
        return whole

    @property
    def place(self) -> str:
        """The id of the place that shows."""
        shown = self._stack.currentWidget()
        return next((which for which, place in self._places.items() if place is shown), "")

    def place_widget(self, which: str) -> Place:
        """A place, made when it is first asked for."""
        if which not in self._places:
            entry = next(e for e in PLACES if e.id == which)
            with self.desk.unheard():
                made = entry.factory(self.desk)
                self._places[which] = made
                self._stack.addWidget(made)
        return self._places[which]

    def _chosen(self, which: str, _checked: bool = False) -> None:
        self.show_place(which)

    def show_place(self, which: str) -> None:
        """Go to a place of `PLACES`, unless a panel lies over the one that shows."""
        if any(overlay.isVisible() for overlay in self.findChildren(Overlay)):
            return
        self._notice.clear()
        with self.desk.unheard():
            place = self.place_widget(which)
            self._stack.setCurrentWidget(place)
        self._top.show_own(place.top())
        for name, button in self._buttons.items():
            button.setChecked(name == which)
        place.enter()

    def show_page(self, which: str, page: str) -> None:
        """Go to a page of a place that has several."""
        place = self.place_widget(which)
        if isinstance(place, PagedPlace):
            place.show_page(page)
        self.show_place(which)

    def scanned(self, text: str) -> None:
        """A scan goes to the place that shows; one that takes none says so, and nothing is filled in anywhere."""
        place = self._places.get(self.place)
        if place is not None and place.scanned_aside(text):
            return
        self.desk.hold.stir()
        if self._sign_in is not None:
            self._sign_in.refuse_scan(text)
            return
        if self._help is not None:
            self._help.close_overlay()
        if place is None or not place.scanned(text):
            self._tell(_("The scan {code} was not used: scans are taken at the till.").format(code=spaced(text)), "ask")

    def show_help(self) -> None:
        if self._help is not None or self._sign_in is not None:
            return
        place = self._places.get(self.place)
        here = set(self._bound) | (set(place.bound) | place.also_in_help if place else set())
        self._help = HelpOverlay(self, here)
        self._help.destroyed.connect(self._help_closed)
        self._help.open()
        self._help.setFocus()

    def _help_closed(self) -> None:
        self._help = None

    def _tell(self, text: str, tone: Tone) -> None:
        place = self._places.get(self.place)
        if place is None or not place.tell(text, tone):
            self._notice.show_text(text, tone)

    def _refused(self, error: Refused | Unavailable) -> None:
        self._tell(texts.sentence(error), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A place's keys act wherever the focus is, on the rail too; panels over it keep theirs to themselves."""
        pressed = QKeySequence(event.keyCombination())
        place = self._places.get(self.place)
        for action in place.bound.values() if place is not None else ():
            if action.shortcut() == pressed:
                action.trigger()
                return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_guard()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
