"""Who works in the shop: taken on with a role and a PIN, given another PIN, let go and taken back."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import texts
from pos_app.domain.actor import Actor
from pos_app.domain.person import Person, Role
from pos_app.services import people
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.settings.limits_card import LimitsCard
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.pin_pad import PinField
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_LONGEST: Final = 60


class PeoplePage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.people: tuple[Person, ...] = ()
        self.bar = EntryBar(self)
        self.cashier_button = Button(_("New cashier"), icon="user-plus", key=shown_key(CommandId.NEW_PART))
        self.owner_button = Button(_("New owner"), icon="user-plus", key=shown_key(CommandId.NEW_OWNER))
        self.pin_button = Button(_("Change the PIN"), icon="lock", key="Enter")
        self.leave_button = Button(_("Works here no more"), key=shown_key(CommandId.LIST_REMOVE))
        self.table = FiguresTable([Column(_("Name")), Column(_("Role"), 160), Column(_("PIN"), 160), Column("", 200, spare=1)])
        self._says = Text(_("Nobody is asked for a PIN until one person has one; the first must be an owner's."), ink="ink_2", wrap=True)
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        title = Text(_("People"), px=Size.TITLE, weight=Weight.BOLD)
        head = row(title, None, self.leave_button, self.pin_button, self.owner_button, self.cashier_button, gap=8)
        whole = column(head, self._says, self.notice, self.bar, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(card, 1)
        self.limits = LimitsCard(desk)
        whole.addWidget(self.limits)
        self.setLayout(whole)
        self.limits.saved.connect(self._kept)
        self.limits.refused.connect(lambda error: self.notice.show_text(texts.sentence(error), "warning"))
        self.cashier_button.clicked.connect(self.ask_cashier)
        self.owner_button.clicked.connect(self.ask_owner)
        self.pin_button.clicked.connect(self.ask_pin)
        self.leave_button.clicked.connect(self.leave_or_come_back)
        self.table.activated_row.connect(lambda _row: self.ask_pin())
        self.table.picked.connect(self._picked)
        self.bar.closed.connect(self.table.setFocus)
        self.bind(
            {
                CommandId.NEW_PART: self.ask_cashier,
                CommandId.NEW_OWNER: self.ask_owner,
                CommandId.LIST_REMOVE: self.leave_or_come_back,
            }
        )
        self._picked(-1)

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.table.setFocus()
        self.read()
        self.limits.read()

    def _kept(self, changes: Changes) -> None:
        self.notice.show_text(_("Saved."), "told")
        self.desk.announce(changes, self)

    def read(self) -> None:
        """Read who works here."""
        shop = self.desk.shop
        self.desk.operations.later(Lane.HEAVY, lambda: people.everybody(shop), self._show, owner=self)

    def _show(self, found: tuple[Person, ...]) -> None:
        self.people = found
        roles = {Role.OWNER: _("Owner"), Role.CASHIER: _("Cashier")}
        self.table.show_lines(
            [
                Line(
                    (
                        Said(one.name, weight=Weight.SEMIBOLD, ink="ink_2" if one.archived else "ink"),
                        Said(roles[one.role]),
                        Said(_("has a PIN") if one.guarded else _("without a PIN"), ink="ink" if one.guarded else "ink_2"),
                        Said(_("works here no more") if one.archived else "", ink="ink_2"),
                    ),
                    key=one.name,
                )
                for one in found
            ]
        )
        if found and self.table.current_row() < 0:
            self.table.pick(0)
        self._says.setVisible(not any(one.guarded for one in found))
        self._picked(self.table.current_row())

    def _picked(self, _at: int) -> None:
        person = self.person
        self.pin_button.setEnabled(person is not None and not person.archived)
        self.leave_button.setEnabled(person is not None)
        self.leave_button.setText(_("Works here again") if person is not None and person.archived else _("Works here no more"))
        self.leave_button.updateGeometry()

    @property
    def person(self) -> Person | None:
        """Whose row is the current one."""
        key = self.table.current_key()
        return next((one for one in self.people if one.name == key), None)

    # ------------------------------------------------------------ what a person does

    def ask_cashier(self) -> None:
        self._ask_new(Role.CASHIER, _("A new cashier"))

    def ask_owner(self) -> None:
        self._ask_new(Role.OWNER, _("A new owner"))

    def _ask_new(self, role: Role, title: str) -> None:
        name, pin = QLineEdit(), PinField()
        name.setMaxLength(_LONGEST)
        shop = self.desk.shop

        def take() -> bool:
            called, digits = name.text(), pin.pin()
            self._write(title, lambda actor: people.add(shop, actor, called, role, pin=digits), _("{name} works here now."))
            return False

        entries = [Entry(_("Name"), name, stretch=1), Entry(_("PIN, 4 to 8 digits, or none"), pin)]
        self.bar.ask(title, entries, yes=_("Take on"), take=take)

    def ask_pin(self) -> None:
        """Another PIN for the current person; an empty field takes it away."""
        person = self.person
        if person is None or person.archived:
            return
        pin, shop = PinField(), self.desk.shop
        what = _("Another PIN for {name}").format(name=person.name)

        def take() -> bool:
            digits = pin.pin()
            said = _("{name} has another PIN.") if digits else _("{name} has no PIN now.")
            self._write(what, lambda actor: people.set_pin(shop, actor, person.name, digits), said)
            return False

        title = _("The PIN of {name}; left empty, nobody asks for one").format(name=person.name)
        self.bar.ask(title, [Entry(_("PIN, 4 to 8 digits, or none"), pin)], yes=_("Set it"), take=take)

    def leave_or_come_back(self) -> None:
        """The name stays on every document, so both can be undone at once."""
        person = self.person
        if person is None:
            return
        shop, gone = self.desk.shop, not person.archived
        said = _("{name} works here no more.") if gone else _("{name} works here again.")
        what = said.format(name=person.name)
        self._write(what, lambda actor: people.archive(shop, actor, person.name, archived=gone), said)

    def _write(self, what: str, call: Callable[[Actor], Person], said: str) -> None:
        """Hashing a PIN takes its time, so it is done beside the window; a refusal stands where the question is."""

        def done(person: Person) -> None:
            self.bar.close_bar()
            self.notice.show_text(said.format(name=person.name), "told")
            self.read()
            self.desk.announce(Changes(people=True), self)

        failed = self.bar.say if self.bar.is_open else None
        as_owner(
            self.desk,
            self,
            what,
            lambda actor: self.desk.operations.later(Lane.HEAVY, lambda: call(actor), done, owner=self, failed=failed),
        )
