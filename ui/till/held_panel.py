"""The baskets that wait: called back, joined to the one at the till, thrown away; and the way to part this one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.held_basket import Held
from pos_app.errors import Refused, Unavailable
from pos_app.services import holding
from pos_app.services.holding import Waiting
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, bind, command, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Size, Weight
from ui.widgets import asker
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text


class HeldPanel(Overlay):
    """`recalled` and `joined` carry the `Held`; `split_wanted` leads on, after `dropped` fewer wait.

    A scan is refused and said: whose basket it is for has not been chosen yet.
    """

    recalled = Signal(object)
    joined = Signal(object)
    split_wanted = Signal()
    dropped = Signal()

    def __init__(self, desk: Desk, parent: QWidget, waiting: tuple[Waiting, ...], cart: Cart) -> None:
        super().__init__(parent, wanted=QSize(820, 560), margin=12)
        self._desk, self._cart, self._busy = desk, cart, False
        self.waiting = waiting
        self.notice = Notice()
        since, lines = Column(_("Since"), 210, spare=2), Column(_("Lines"), 80, right=True, spare=1)
        columns = [Column(_("For whom")), since, lines, Column(_("Total"), 130, right=True)]
        self.table = FiguresTable(columns)
        self.table.activated_row.connect(lambda _row: self.recall())
        self.table.doubleClicked.connect(lambda _index: self.recall())
        none = Text(_("No basket waits. F6 at the till puts one aside."), px=Size.TEXT, ink="ink_2", wrap=True)
        none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = Surface("dashed")
        empty.setLayout(column(None, none, None, margins=(24, 24, 24, 24)))
        listed = Surface("card")
        listed.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        self._pages = QStackedWidget()
        for page in (listed, empty):
            self._pages.addWidget(page)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        self._drop = Button(_("Throw away"), icon="trash-2", key=shown_key(CommandId.REMOVE_LINE), height=44)
        self._drop.clicked.connect(self.ask_drop)
        self._split = self._button(CommandId.SPLIT, self.split_wanted.emit)
        self._join = self._button(CommandId.JOIN_BASKET, self.join)
        self._go = Button(_("Call back"), kind=Kind.MAIN, key="Enter", height=54, px=Size.FIELD)
        self._go.clicked.connect(self.recall)
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        whole = column(
            Text(_("Baskets that wait"), px=Size.PANEL_TITLE, weight=Weight.BOLD), self._says, self.notice, gap=10, margins=(20, 16, 20, 16)
        )
        whole.addWidget(self._pages, 1)
        whole.addLayout(row(back, self._drop, self._split, self._join, None, self._go, gap=10))
        self.panel.setLayout(whole)
        bind(self, {CommandId.SPLIT: self._split.click})
        self.show_waiting(waiting)

    def _button(self, which: CommandId, act: object) -> Button:
        made = Button(_(command(which).word), key=shown_key(which), height=44)
        made.clicked.connect(act)
        return made

    def open(self) -> None:
        super().open()
        (self.table if self.waiting else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """What waits now."""
        self.waiting = waiting
        self.table.show_lines([self._line(one) for one in waiting])
        if waiting and self.table.current_row() < 0:
            self.table.pick(0)
        self._pages.setCurrentIndex(0 if waiting else 1)
        full = bool(self._cart.lines)
        for button in (self._drop, self._go):
            button.setEnabled(bool(waiting))
        self._join.setEnabled(bool(waiting) and full)
        self._split.setEnabled(full)
        amount = formatting.rupiah(self._cart.total_idr, texts.language())
        self._says.setText(_("The basket at the till ({amount}) is put aside when another is called back.").format(amount=amount))
        self._says.setVisible(full)

    def _line(self, one: Waiting) -> Line:
        held, speech = one.held, texts.language()
        more = held.kinds - 1
        goods = held.first if not more else ngettext("{name} and {n} more", "{name} and {n} more", more).format(name=held.first, n=more)
        zone = self._desk.card.zone
        when = formatting.instant(held.held_at, zone, speech) if one.old else formatting.clock(held.held_at, zone, speech)
        ink, weight = ("unknown", Weight.BOLD) if one.old else ("ink", Weight.REGULAR)
        since = Said(when, below=f"{held.till} · {held.person}", px=Size.LABEL, ink=ink, weight=weight)
        name = Said(held.name or goods, below=goods if held.name else held.customer or "", weight=Weight.SEMIBOLD, px=Size.NAME)
        total = Said(formatting.number(held.total_idr, speech), weight=Weight.BOLD, px=Size.NAME)
        return Line((name, since, Said(str(held.kinds)), total), key=held.id)

    @property
    def held(self) -> Held | None:
        """The current one."""
        key = self.table.current_key()
        return next((one.held for one in self.waiting if one.held.id == key), None)

    # ------------------------------------------------------------ what a person does

    def recall(self) -> None:
        if not self._busy and (held := self.held) is not None:
            self._busy = True
            self.recalled.emit(held)

    def join(self) -> None:
        if not self._busy and (held := self.held) is not None and self._cart.lines:
            self._busy = True
            self.joined.emit(held)

    def refuse(self, error: Refused | Unavailable) -> None:
        """It did not come about; the list is read again, for another till may have been faster."""
        self._busy = False
        self.notice.show_text(texts.sentence(error), "warning")
        self._read()

    def refuse_scan(self) -> None:
        self.notice.show_text(_("Call a basket back or leave this list first, then scan again; nothing was added."), "ask")

    def ask_drop(self) -> None:
        """Ask first: what a customer has chosen is gone afterwards."""
        held = self.held
        if held is None or self._busy:
            return
        name = held.name or held.first
        amount = formatting.rupiah(held.total_idr, texts.language())
        asker.ask(
            self,
            title=_("Throw the basket of {name} away?").format(name=name),
            text=_("Its goods, {amount} together, go back to the shelf. Who did it stays written down.").format(amount=amount),
            yes=_("Throw away"),
            kind=Kind.WARNING,
            on_yes=lambda: self._give_up(held, self._desk.actor),
        )

    def _give_up(self, held: Held, actor: Actor) -> None:
        shop = self._desk.shop

        def failed(error: Refused | Unavailable) -> None:
            if error.code == "held_by_another":
                as_owner(self._desk, self, texts.sentence(error), lambda allowed: self._give_up(held, allowed))
            else:
                self.refuse(error)

        self._desk.operations.later(
            Lane.COUNTER, lambda: holding.give_up(shop, actor, held.id), lambda _held: self._read(), owner=self, failed=failed
        )

    def _read(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.COUNTER, lambda: holding.waiting(shop), self._again, owner=self)

    def _again(self, waiting: tuple[Waiting, ...]) -> None:
        self.show_waiting(waiting)
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.ask_drop()
        elif event.key() == Qt.Key.Key_G:
            self.join()
        else:
            super().keyPressEvent(event)
