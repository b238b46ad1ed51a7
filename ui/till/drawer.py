"""The till's drawer: whether a shift is open, the panel that opens and closes it, and what the till says of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app import formatting, texts
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import ShiftReport
from pos_app.errors import Refused, Unavailable
from pos_app.services import settings as shop_settings
from pos_app.services import shifts
from pos_app.services.shop import Shop
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.till.shift_moves import is_old
from ui.till.shift_panel import ShiftPanel

if TYPE_CHECKING:
    from ui.till.till_view import TillView


@dataclass(frozen=True, slots=True)
class _Standing:
    """The open shift or None, what the one before left, and whether the shop sells only in a shift."""

    report: ShiftReport | None
    carried_idr: Rupiah | None
    required: bool


def _standing(shop: Shop, actor: Actor) -> _Standing:
    required = shop_settings.show(shop)["shifts"] == "required"
    try:
        return _Standing(shifts.show(shop, actor), None, required)
    except Refused:
        return _Standing(None, shifts.left_before(shop, actor.till), required)


class Drawer(QObject):
    """F11."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk = till, till.desk
        self.panel: ShiftPanel | None = None
        self._opening = False
        self._desk.operations.broke.connect(self._no_answer)

    def look(self) -> None:
        """Say what stands in the way of selling, if anything does."""
        shop, actor = self._desk.shop, self._desk.actor
        self._desk.operations.later(Lane.HEAVY, lambda: _standing(shop, actor), self._tell, owner=self)

    def _tell(self, found: _Standing) -> None:
        report, notice = found.report, self._till.notice
        if self.panel is not None or not notice.isHidden():
            return
        key = shown_key(CommandId.DRAWER)
        if report is None and found.required:
            notice.show_text(_("This shop sells only in an open shift."), "ask", action=_("Open the till"), key=key, on_action=self.open)
        elif report is not None and is_old(self._desk, report):
            day = formatting.instant(report.opened_at, self._desk.card.zone, texts.language())
            told = _("Shift {number} has been open since {when}.").format(number=report.number, when=day)
            notice.show_text(told, "ask", action=_("Close the till"), key=key, on_action=self.open)

    def open(self) -> None:
        """The shift's panel, once the books have said how it stands."""
        if self.panel is not None or self._opening or self._till.payment is not None or self._desk.hold.holding:
            return
        self._opening = True
        shop, actor = self._desk.shop, self._desk.actor
        self._desk.operations.later(Lane.COUNTER, lambda: _standing(shop, actor), self._open, owner=self, failed=self._not_read)

    def _no_answer(self) -> None:
        self._opening = False

    def _not_read(self, error: Refused | Unavailable) -> None:
        self._no_answer()
        self._till.refuse(error)

    def _open(self, found: _Standing) -> None:
        self._opening = False
        if self._till.payment is not None or self._desk.hold.holding:
            return
        panel = ShiftPanel(self._desk, self._till.window(), found.report, found.carried_idr)
        panel.left.connect(self.close)
        panel.altered.connect(self._altered)
        self.panel = panel
        self._till.popup.hide()
        panel.open()
        panel.turn(panel.step)

    def _altered(self, _report: ShiftReport | None) -> None:
        self._till.notice.clear()

    def close(self) -> None:
        if self.panel is not None:
            self.panel.close_overlay()
            self.panel = None
            self._till.search.setFocus()
