"""An owner's PIN for one thing only an owner may do: a small panel any window can call, over what it is about."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from pos_app import texts
from pos_app.domain.actor import Actor
from pos_app.domain.person import Person
from pos_app.errors import Refused, Unavailable
from pos_app.services import people
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.guard import Guard
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.pin_pad import PinPad
from ui.widgets.place import Desk
from ui.widgets.surface import Disc, column, row
from ui.widgets.text import Text


def as_owner(
    desk: Desk, over: QWidget, what: str, act: Callable[[Actor], None], *, on_left: Callable[[], None] | None = None
) -> "OwnerPin | None":
    """Do what only an owner may: `act` gets who acts, and in it (`allowed_by`) the owner who allowed it.

    An owner, and everybody in a shop without PINs, is not asked: `act` is called at once and None returned. A cashier is
    asked for an owner's PIN over the window of `over`; `what` names the thing on the panel and in the list of who did
    what. `on_left` is called where the panel is left without a PIN. The services refuse (`owner_only`) whoever comes
    past this.
    """
    guard = desk.model(Guard)
    if guard.is_owner:
        act(desk.actor)
        return None
    panel = OwnerPin(desk, over.window(), what, guard.owners, act, on_left)
    panel.open()
    panel.pad.begin()
    return panel


class OwnerPin(Overlay):
    """Asks one owner, or whichever of several is there. A scan answers nothing."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        what: str,
        owners: tuple[Person, ...],
        act: Callable[[Actor], None],
        on_left: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent, wanted=QSize(400, 466 + (52 if len(owners) > 1 else 0)), margin=12)
        self._desk, self._what, self._act, self._on_left = desk, what, act, on_left
        self.owner = owners[0]
        self.pad = PinPad()
        self.pad.entered.connect(self._entered)
        self._choices = [Button(one.name, kind=Kind.CHOICE, height=44) for one in owners] if len(owners) > 1 else []
        for button, one in zip(self._choices, owners, strict=False):
            button.clicked.connect(partial(self._choose, one))
            button.setChecked(one is self.owner)
        title = _("An owner's PIN") if self._choices else _("The PIN of {name}").format(name=self.owner.name)
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        says = Text(what, px=Size.TEXT, ink="ink_2", wrap=True)
        head = column(Text(title, px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True), says, gap=3)
        whole = column(row(Disc("key", side=44), head, gap=12), gap=12, margins=(20, 18, 20, 16))
        if self._choices:
            whole.addLayout(row(*self._choices, None, gap=8))
        whole.addWidget(self.pad)
        whole.addStretch(1)
        whole.addLayout(row(back, None))
        self.panel.setLayout(whole)
        self.left.connect(self._leave)

    def _choose(self, owner: Person, _on: bool = True) -> None:
        self.owner = owner
        for button in self._choices:
            button.setChecked(button.text() == owner.name)
        self.pad.begin()

    def _entered(self, pin: str) -> None:
        shop, actor, owner, what = self._desk.shop, self._desk.actor, self.owner.name, self._what
        self._desk.operations.later(
            Lane.COUNTER, lambda: people.allow(shop, actor, owner, pin, what=what), self._allowed, owner=self, failed=self._refused
        )

    def _allowed(self, actor: Actor) -> None:
        self.close_overlay()
        self._act(actor)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.pad.refuse(texts.sentence(error))

    def _leave(self) -> None:
        self.close_overlay()
        if self._on_left is not None:
            self._on_left()
