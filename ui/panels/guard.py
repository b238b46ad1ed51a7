"""Who is at the till: asked for once somebody has a PIN, locked by a key or after a time of rest, never asked before that."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.actor import Actor
from pos_app.domain.person import Person, Role
from pos_app.errors import Refused, Unavailable
from pos_app.services import people
from pos_app.services.people import Standing
from pos_app.services.shop import OWNER, Changes
from ui.operations import Lane
from ui.widgets.place import Desk

_LOOKS_MS: Final = 2_000


class Guard(QObject):
    """`person` is who is signed in; None while nobody is asked, or before the first has signed in. `locked`: nothing may be done."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._standing = people.standing(desk.shop)
        self.person: Person | None = None
        self.locked = self.asked
        desk.announced.connect(self._announced)
        self._rest = QTimer(self, interval=_LOOKS_MS)
        self._rest.timeout.connect(self.lock_after_rest)
        self._rest.start()

    @property
    def asked(self) -> bool:
        """Whether people sign in here."""
        return self._standing.asked

    @property
    def staff(self) -> tuple[Person, ...]:
        """Those who may sign in, by name."""
        return tuple(one for one in self._standing.people if not one.archived and (one.guarded or one.role is Role.CASHIER))

    @property
    def owners(self) -> tuple[Person, ...]:
        """Those whose PIN allows what only an owner may do."""
        return tuple(one for one in self.staff if one.role is Role.OWNER)

    @property
    def is_owner(self) -> bool:
        """Whether the person at the till needs nobody's leave."""
        return not self.asked or (self.person is not None and self.person.role is Role.OWNER)

    def lock(self) -> None:
        """Whoever goes on says who he is; without PINs nothing happens."""
        if self.asked and not self.locked and not self._desk.hold.holding:
            self.locked = True
            self.changed.emit()
            self._read()

    def lock_after_rest(self) -> None:
        """Lock where nobody has struck a key for as long as the shop allows."""
        most = self._standing.lock_after_min
        if most is not None and time.monotonic() - self._desk.hold.struck_at_s > 60 * most:
            self.lock()

    def sign_in(self, person: Person, pin: str, failed: Callable[[Refused | Unavailable], None]) -> None:
        shop, till = self._desk.shop, self._desk.actor.till
        self._desk.operations.later(
            Lane.COUNTER, lambda: people.sign_in(shop, person.name, pin, till=till), self._signed_in, owner=self, failed=failed
        )

    def _signed_in(self, actor: Actor) -> None:
        self._desk.hold.stir()
        self.become(next((one for one in self.staff if one.name == actor.person), None))

    def become(self, person: Person | None) -> None:
        """Who acts from now on; None for the built-in owner of a shop without PINs."""
        self._set(person, locked=self.asked and person is None)

    def _set(self, person: Person | None, *, locked: bool) -> None:
        self.person, self.locked = person, locked
        self._desk.actor = Actor(OWNER.person if person is None else person.name, self._desk.actor.till)
        self.changed.emit()

    def _announced(self, changes: Changes, _initiator: QObject) -> None:
        if changes.people or changes.settings:
            self._read()

    def _read(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.COUNTER, lambda: people.standing(shop), self._show, owner=self)

    def _show(self, standing: Standing) -> None:
        """Other people, or other rights. Whoever gives the first owner a PIN is that owner."""
        was_asked, self._standing = self.asked, standing
        if not self.asked:
            self.become(None)
        elif self.person is None and not was_asked:
            self.become(self.owners[0] if len(self.owners) == 1 else None)
        else:
            still = next((one for one in self.staff if self.person is not None and one.name == self.person.name), None)
            self._set(still, locked=self.locked or still is None)
