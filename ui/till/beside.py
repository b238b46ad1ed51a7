"""What stands beside the till and follows it: the customer's window and the pole display, as this machine is set."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import devices, pole_lines
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.till.customer_display import CustomerDisplay
from ui.till.facing import Facing, FacingCustomer, Stage

if TYPE_CHECKING:
    from ui.till.till_view import TillView

_log = logging.getLogger("display")


class Beside(QObject):
    """`display` is the customer's window, or None."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk = till, till.desk
        self.display: CustomerDisplay | None = None
        self._silent = False
        self._lines: pole_lines.Lines | None = None
        self.facing = self._desk.model(FacingCustomer)
        self.facing.changed.connect(self._follow)
        self._desk.machine_changed.connect(self.set_up)

    def set_up(self) -> None:
        """Open or close what the machine's settings say; called once the till itself stands."""
        machine = self._desk.machine
        if machine.customer_display == "on" and self.display is None:
            self.display = CustomerDisplay(self._desk, self._till.window())
            self.display.open()
        elif machine.customer_display == "off" and self.display is not None:
            self.display.hide()
            self.display.deleteLater()
            self.display = None
        self._lines = None
        self._follow(self.facing.shown)

    def _follow(self, facing: Facing) -> None:
        """The pole display is written on a lane of its own, where only the latest counts."""
        machine, card = self._desk.machine, self._desk.card
        if not machine.pole:
            return
        with texts.speaking(card.language):
            lines = _lines(facing, card.name)
        if lines == self._lines:
            return
        self._lines = lines
        show = partial(_show, machine.pole, machine.pole_commands, lines)
        self._desk.operations.later(Lane.POLE, show, self._shown, owner=self, failed=self._not_shown)

    def _shown(self, _nothing: None) -> None:
        self._silent = False

    def _not_shown(self, error: Refused | Unavailable) -> None:
        """Logged once: a display that is off is no reason to disturb the cashier."""
        if not self._silent:
            self._silent = True
            _log.info("the pole display does not answer: %s", error.code)


def _show(address: str, speech: str, lines: pole_lines.Lines) -> None:
    devices.pole(address, speech).show(*lines)


def _lines(facing: Facing, name: str) -> pole_lines.Lines:
    if facing.stage is Stage.THANKS and facing.sale is not None:
        sale = facing.sale
        paid = (_("Paid"), texts.said("paid_idr", sale.paid_idr))
        return pole_lines.amount(_("Change"), sale.change_idr, paid) if sale.change_idr else pole_lines.greeting(_("Thank you"), name)
    if facing.stage is Stage.PAYING:
        return pole_lines.amount(_("Total"), facing.due_idr)
    if facing.last is not None:
        return pole_lines.article(facing.last, facing.cart.total_idr)
    return pole_lines.greeting(name, _("Welcome"))
