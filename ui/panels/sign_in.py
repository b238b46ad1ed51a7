"""Who goes on at this till: everything else is covered until a name is chosen and its PIN is right."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from pos_app import texts
from pos_app.domain.gs1 import spaced
from pos_app.domain.person import Person, Role
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.panels.guard import Guard
from ui.theme import Size, Weight, tokens
from ui.widgets.buttons import Button
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.person_tile import PersonTile
from ui.widgets.pin_pad import PinPad
from ui.widgets.place import Desk
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Disc, column, emptied, row
from ui.widgets.text import Text

_ACROSS: Final = 2
_PEOPLE, _PIN = range(2)
_WIDE, _TALL = 560, 516


class SignIn(Overlay):
    """Esc goes back to the names, never to the till. A scan is refused and said: nothing of it is lost in a basket nobody sees."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, wanted=QSize(_WIDE, _TALL), margin=12)
        self._guard = desk.model(Guard)
        self.person: Person | None = None
        self.notice = Notice()
        self._title = Text(px=Size.TITLE, weight=Weight.BOLD, wrap=True)
        self._says = Text(px=Size.TEXT, ink="ink_2", wrap=True)
        self.pad = PinPad()
        self.pad.entered.connect(self._entered)
        self._back = Button(_("Someone else"), key="Esc", height=44)
        self._back.clicked.connect(self.choose)
        self.tiles: list[PersonTile] = []
        self._staff: tuple[Person, ...] = ()
        self._grid = QGridLayout()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._listed())
        self._pages.addWidget(self._asking())
        head = row(
            Disc("lock", side=48), column(Text(desk.card.name, px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2"), self._title, gap=1)
        )
        whole = column(head, self._says, self.notice, gap=12, margins=(24, 20, 24, 20))
        whole.addWidget(self._pages, 1)
        self.panel.setLayout(whole)
        self.left.connect(self.choose)

    def _tile(self, at: int, one: Person) -> PersonTile:
        role = _("Owner") if one.role is Role.OWNER else _("Cashier")
        tile = PersonTile(one.name, role, str(at + 1) if at < 9 else "")
        tile.clicked.connect(partial(self.take, one))
        return tile

    def _listed(self) -> QWidget:
        self._grid.setSpacing(10)
        self._grid.setContentsMargins(2, 2, 2, 2)
        self.show_staff()
        inner = QWidget()
        inner.setLayout(self._grid)
        return Roomy(inner)

    def show_staff(self) -> None:
        """Those who may sign in now."""
        if self._staff == self._guard.staff:
            return
        self._staff = self._guard.staff
        emptied(self._grid)
        self.tiles = [self._tile(at, one) for at, one in enumerate(self._staff)]
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // _ACROSS, at % _ACROSS)
        self._grid.setRowStretch(len(self.tiles) // _ACROSS + 1, 1)
        if self.isVisible() and self.person is None:
            self.choose()

    def _asking(self) -> QWidget:
        self.pad.setFixedWidth(320)
        page = QWidget()
        page.setLayout(column(row(None, self.pad, None), None, row(self._back, None), gap=8))
        return page

    def open(self) -> None:
        super().open()
        last = self._guard.person
        if last is not None and last.guarded:
            self.take(last)
        else:
            self.choose()

    def choose(self) -> None:
        """Back to the names."""
        self.person = None
        self._title.setText(_("Who is at the till?"))
        self._says.setText(_("Choose your name, with the mouse, a finger or its number."))
        self._pages.setCurrentIndex(_PEOPLE)
        self._fit_names()
        (self.tiles[0] if self.tiles else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_names(self) -> None:
        """As tall as the names and what is said above them."""
        told = 0 if self.notice.isHidden() else self.notice.sizeHint().height() + 12
        self.set_wanted(QSize(_WIDE, min(_TALL, 132 + told + 74 * -(-len(self.tiles) // _ACROSS))))

    def take(self, person: Person, _on: bool = False) -> None:
        """This one; without a PIN of his own he is in at once."""
        self.person = person
        self.notice.clear()
        if not person.guarded:
            self._guard.sign_in(person, "", self._refused)
            return
        self._title.setText(person.name)
        self._says.setText(_("Type your PIN, then Enter."))
        self._pages.setCurrentIndex(_PIN)
        self.set_wanted(QSize(_WIDE, _TALL))
        self.pad.begin()

    def _entered(self, pin: str) -> None:
        if self.person is not None:
            self._guard.sign_in(self.person, pin, self._refused)

    def _refused(self, error: Refused | Unavailable) -> None:
        if self._pages.currentIndex() == _PIN:
            self.pad.refuse(texts.sentence(error))
        else:
            self.notice.show_text(texts.sentence(error), "warning")

    def refuse_scan(self, code: str) -> None:
        self.notice.show_text(_("The till is locked: sign in, then scan {code} again.").format(code=spaced(code)), "ask")
        if self.person is None:
            self._fit_names()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.tiles.index(here) if isinstance(here := self.focusWidget(), PersonTile) else -1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_ACROSS, Qt.Key.Key_Down: _ACROSS}
        if self._pages.currentIndex() == _PEOPLE:
            if event.text().isdecimal() and 0 < int(event.text()) <= len(self.tiles):
                self.tiles[int(event.text()) - 1].click()
                return
            by = steps.get(Qt.Key(event.key()))
            if by is not None and 0 <= at + by < len(self.tiles):
                self.tiles[at + by].setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().background))
        painter.end()
