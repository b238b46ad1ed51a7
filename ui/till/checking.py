"""What does it cost? Asked at the till over the basket, or by customers on a screen of their own; no basket is touched."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.services import price_check
from pos_app.services.price_check import Checked
from pos_app.texts import gettext as _
from ui.commands import CommandId, bind, shown_key
from ui.operations import Lane
from ui.panels.article_finder import ArticleFinder
from ui.panels.guard import Guard
from ui.theme import Size, Weight
from ui.till.check_sheet import CheckSheet
from ui.widgets.buttons import Button
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.till.till_view import TillView

SHOWN_MS: Final = 30_000
"""So long an answer stands on the customers' screen; then it waits for the next one."""
OFFERED_MS: Final = 4_000


class CheckPanel(Overlay):
    """The cashier's: a scan, a code or a name; `screen_wanted` turns to the customers' screen."""

    screen_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, wanted=QSize(1060, 660))
        self._desk = desk
        self.finder = ArticleFinder(desk, self.panel, _("Scan goods, or type a name"))
        self.finder.found.connect(self._named)
        self.finder.unknown.connect(self._unknown)
        self.finder.left.connect(self.left)
        self.sheet = CheckSheet()
        card = Surface("card")
        card.setLayout(column(self.sheet, margins=(1, 1, 1, 1)))
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        head = row(Text(_("Price check"), px=Size.PANEL_TITLE, weight=Weight.BOLD), gap=16)
        customers = Button(_("For customers"), icon="monitor", key=shown_key(CommandId.PRICE_SCREEN), height=44)
        customers.clicked.connect(self.screen_wanted)
        head.addWidget(self.finder, 1)
        head.addWidget(customers)
        head.addWidget(back)
        whole = column(head, gap=14, margins=(20, 16, 20, 18))
        whole.addWidget(card, 1)
        self.panel.setLayout(whole)
        bind(self, {CommandId.PRICE_SCREEN: self.screen_wanted.emit})

    def open(self) -> None:
        super().open()
        self.finder.setFocus()

    def scanned(self, text: str) -> None:
        self.finder.close_popups()
        self.finder.field.clear()
        ask(self._desk, text, self)

    def answer(self, text: str, found: tuple[Checked, ...]) -> None:
        self.sheet.show_found(text, found)

    def _named(self, found: Found, _qty: Milli, text: str) -> None:
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: price_check.of(shop, found), lambda checked: self.answer(text, (checked,)), owner=self
        )

    def _unknown(self, text: str, _qty: Milli) -> None:
        self.answer(text, ())


class CheckScreen(QWidget):
    """The customers': all of the screen, scans only, in the shop's language. `left` is said by Esc, or after a tap."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk = desk
        title = _("Price check")
        self.setWindowTitle(f"{desk.card.name} · {title}")
        self.sheet = CheckSheet(desk.card)
        self.setLayout(column(self.sheet))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close = Button(_("Back to the till"), self, key="Esc", height=56, px=Size.TEXT)
        self._close.clicked.connect(self.left)
        self._close.hide()
        self._offered = QTimer(self, singleShot=True, interval=OFFERED_MS)
        self._offered.timeout.connect(self._close.hide)
        self._over = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._over.timeout.connect(self.sheet.show_nothing)

    def scanned(self, text: str) -> None:
        ask(self._desk, text, self)

    def answer(self, text: str, found: tuple[Checked, ...]) -> None:
        self.sheet.show_found(text, found)
        self._over.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap shows the way back for a moment."""
        self._close.resize(self._close.sizeHint())
        self._close.move(self.width() - self._close.width() - 24, self.height() - self._close.height() - 24)
        self._close.show()
        self._close.raise_()
        self._offered.start()
        super().mouseReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)


def ask(desk: Desk, text: str, shown: CheckPanel | CheckScreen) -> None:
    """Look up what a scan means, behind what the till was given before."""
    shop = desk.shop
    desk.operations.later(Lane.COUNTER, lambda: price_check.look(shop, text), lambda found: shown.answer(text, found), owner=shown)


class Checking(QObject):
    """`shown` is what asks for scans now, or None."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk = till, till.desk
        self.shown: CheckPanel | CheckScreen | None = None

    def open(self) -> None:
        """At the till, over the basket."""
        if self._may_open():
            panel = CheckPanel(self._desk, self._till.window())
            panel.screen_wanted.connect(self._turn_to_screen)
            self._show(panel)
            panel.open()

    def _turn_to_screen(self) -> None:
        self.close()
        self.open_screen()

    def open_screen(self) -> None:
        """For customers, until Esc; where people sign in, the till behind it is locked."""
        if self._may_open():
            self._desk.model(Guard).lock()
            screen = CheckScreen(self._desk, self._till.window())
            self._show(screen)
            screen.showFullScreen()
            screen.activateWindow()
            screen.setFocus()

    @property
    def for_customers(self) -> bool:
        """Whether the customers' screen is open."""
        return isinstance(self.shown, CheckScreen)

    def _may_open(self) -> bool:
        return self.shown is None and self._till.payment is None and not self._desk.hold.holding

    def _show(self, shown: CheckPanel | CheckScreen) -> None:
        self._till.popup.hide()
        shown.left.connect(self.close)
        self.shown = shown

    def scanned(self, text: str) -> bool:
        """Whether a scan was a question for a price."""
        if self.shown is None:
            return False
        self.shown.scanned(text)
        return True

    def close(self) -> None:
        shown, self.shown = self.shown, None
        if isinstance(shown, CheckPanel):
            shown.close_overlay()
        elif shown is not None:
            shown.hide()
            shown.deleteLater()
        self._till.search.setFocus()
