"""What every place of the shop is: a widget the window shows beside the rail, with the desk it works at."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.actor import Actor
from pos_app.domain.shop import ShopCard
from pos_app.services.shop import Changes, Shop
from pos_app.settings import Machine
from ui.commands import CommandId, bind
from ui.operations import Operations
from ui.widgets.hold import InputHold
from ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

M = TypeVar("M", bound=QObject)


class Desk(QObject):
    """What a place works with: the shop, who acts, the lanes, and models that outlive a rebuilt window.

    `announced` tells every place what a write changed, and which place wrote it.
    """

    announced = Signal(object, object)
    machine_changed = Signal(object)
    wanted_place = Signal(str)
    wanted_page = Signal(str, str)
    help_wanted = Signal()
    training_wanted = Signal()
    training_left = Signal()
    told = Signal(str, str)

    def __init__(
        self, shop: Shop, actor: Actor, operations: Operations, card: ShopCard, machine: Machine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shop, self.actor, self.operations, self.card, self.machine = shop, actor, operations, card, machine
        self.hold = InputHold(self)
        self._listening: tuple[QCoreApplication, tuple[QObject, ...]] | None = None
        self.places: frozenset[str] = frozenset()
        self.to_printer = False
        """While a place is asked for its paper: whether a printer takes it instead of a file."""
        self._models: dict[type[QObject], QObject] = {}

    def listen(self, app: QCoreApplication, *listeners: QObject) -> None:
        """Have every event of the application pass by event filters, the last of them first."""
        self._listening = app, listeners
        for listener in listeners:
            app.installEventFilter(listener)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """While widgets are built or dressed: no key comes, and thousands of events would each be asked whether they are one."""
        before = self._listening
        self.stop_listening()
        try:
            yield
        finally:
            if before is not None:
                self.listen(before[0], *before[1])

    def stop_listening(self) -> None:
        if self._listening is not None:
            app, listeners = self._listening
            for listener in listeners:
                app.removeEventFilter(listener)
            self._listening = None

    def model(self, kind: type[M]) -> M:
        """The model of a kind, made once; it takes the desk and lives as long as it."""
        if kind not in self._models:
            self._models[kind] = kind(self)
        found = self._models[kind]
        if not isinstance(found, kind):
            raise TypeError(kind)
        return found

    def announce(self, changes: Changes, initiator: QObject) -> None:
        self.announced.emit(changes, initiator)

    def tell(self, text: str, tone: Tone = "told") -> None:
        """Say one sentence in the notice bar of the place that shows."""
        self.told.emit(text, tone)

    def go(self, place: str) -> None:
        self.wanted_place.emit(place)

    def go_to_page(self, place: str, page: str) -> None:
        """Show a page of a place of several, by its id."""
        self.wanted_page.emit(place, page)

    def change_machine(self, machine: Machine) -> None:
        """Keep other settings of this machine; the window follows at once."""
        self.machine = machine
        self.machine_changed.emit(machine)


class Place(QWidget):
    """One place in the shop. Override what it needs; a place that shows is entered, a scan is offered to it first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.announced.connect(self._announced)
        self._unread: list[Changes] = []
        self.bound: dict[CommandId, QAction] = {}
        self.also_in_help: frozenset[CommandId] = frozenset()
        """Commands of panels this place opens, which the help names too."""

    def bind(self, handlers: Mapping[CommandId, Callable[[], None]]) -> None:
        """Answer commands by their keys; they then stand in the help too. What can be saved as a PDF can be printed."""
        save = handlers.get(CommandId.SAVE_PDF)
        also = {} if save is None or CommandId.PRINT in handlers else {CommandId.PRINT: partial(self.print_instead, save)}
        self.bound |= bind(self, {**handlers, **also})

    def print_instead(self, save: Callable[[], None]) -> None:
        """What `save` would ask a file for goes to a printer."""
        self.desk.to_printer = True
        try:
            save()
        finally:
            self.desk.to_printer = False

    def entered(self) -> None:
        """The place is being shown: set the focus, read again what changed while it was hidden."""

    def scanned(self, text: str) -> bool:
        """A scan; whether this place took it."""
        return False

    def scanned_aside(self, text: str) -> bool:
        """A scan for a window of its own that customers use, whether or not the till is locked; whether it was one."""
        return False

    def changed(self, changes: Changes) -> None:
        """Another place wrote; called at once when shown, otherwise when entered next."""

    def top(self) -> QWidget | None:
        """What this place shows in the bar above it, beside the shop's name: its pages, mostly."""
        return None

    def tell(self, text: str, tone: Tone) -> bool:
        """Show one sentence; False where the place has no bar and the window shows it."""
        return False

    def enter(self) -> None:
        """Called by the window."""
        for changes in self._unread:
            self.changed(changes)
        self._unread.clear()
        self.entered()

    def _announced(self, changes: Changes, initiator: QObject) -> None:
        if initiator is self:
            return
        if self.isVisible():
            self.changed(changes)
        else:
            self._unread.append(changes)


class TellingPlace(Place):
    """A place with a bar of its own for what there is to say; it lays it out itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.notice = Notice()

    def tell(self, text: str, tone: Tone) -> bool:
        self.notice.show_text(text, tone)
        return True
