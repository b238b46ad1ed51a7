"""Several customers at the till: F6 puts the basket aside, F7 calls one back, joins two, and one is parted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app import formatting, texts
from pos_app.domain.held_basket import Held
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services import holding
from pos_app.services.holding import Turned, Waiting
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.till.held_panel import HeldPanel
from ui.till.split_panel import SplitPanel
from ui.widgets.entry_bar import Entry

if TYPE_CHECKING:
    from datetime import date

    from ui.till.till_view import TillView


class Holding(QObject):
    """`counted` carries how many baskets wait in the shop."""

    counted = Signal(int)

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk, self._counter = till, till.desk, till.counter
        self.panel: HeldPanel | None = None
        self.splitting: SplitPanel | None = None
        self._opening = False
        self._told_on: date | None = None
        self._counter.committed.connect(lambda _done: self.look())
        self._desk.operations.broke.connect(self._no_answer)

    # ------------------------------------------------------------ what waits

    def look(self) -> None:
        """Count what waits; what has waited since an earlier day is said once."""
        self._read(Lane.HEAVY, self._looked)

    def _read(self, lane: Lane, done: Callable[[tuple[Waiting, ...]], None]) -> None:
        shop = self._desk.shop
        self._desk.operations.later(lane, lambda: holding.waiting(shop), done, owner=self, failed=self._not_read)

    def _no_answer(self) -> None:
        self._opening = False

    def _not_read(self, error: Refused | Unavailable) -> None:
        self._no_answer()
        self._counter.refused.emit(error)

    def _looked(self, waiting: tuple[Waiting, ...]) -> None:
        self.counted.emit(len(waiting))
        old = [one.held for one in waiting if one.old]
        if not old or not self._till.notice.isHidden() or self._told_on == old[-1].business_day:
            return
        self._told_on = old[-1].business_day
        since = formatting.day(old[0].business_day, texts.language())
        said = ngettext("{n} basket has waited since {day}.", "{n} baskets have waited, the first since {day}.", len(old))
        self._till.notice.show_text(
            said.format(n=len(old), day=since),
            "ask",
            action=_("Look at it"),
            key=shown_key(CommandId.RECALL),
            on_action=self.choose,
        )

    # ------------------------------------------------------------ F6

    def ask_hold(self) -> None:
        """Ask for a name, which may stay empty; goods that are scanned meanwhile go with it."""
        if self._blocked():
            return
        if not self._counter.cart.lines:
            self._till.tell(_("The basket is empty; there is nothing to put aside."), "ask")
            return
        name = NameField()
        name.setMaxLength(holding.LONGEST)
        name.optional = True
        account = self._till.customers.account
        if account is not None:
            name.setText(account.customer.name[: holding.LONGEST])

        def take() -> bool:
            if self._counter.questions:  # of goods that were scanned meanwhile: asked once the bar is gone
                self._till.tell(_("Answer the question of the last scan first."), "ask")
                return True
            self._hold(name.text())
            return True

        self._till.bar.ask(
            _("Put the basket aside"), [Entry(_("For whom, may stay empty"), name, stretch=1)], yes=_("Put aside"), take=take
        )

    def _hold(self, called: str) -> None:
        shop, actor = self._desk.shop, self._desk.actor
        self._till.search.clear()
        self._counter.turn(lambda cart: holding.hold(shop, actor, cart, called), self._held)

    def _held(self, turned: Turned) -> None:
        held = turned.held
        if held is not None:
            said = _("{name} waits; {key} calls it back.")
            self._till.tell(said.format(name=held.name or held.first, key=shown_key(CommandId.RECALL)), "told")
        self.look()

    # ------------------------------------------------------------ F7

    def choose(self) -> None:
        """The baskets that wait, over the till."""
        if self._blocked() or self._opening:
            return
        self._opening = True
        self._read(Lane.COUNTER, self._open)

    def _open(self, waiting: tuple[Waiting, ...]) -> None:
        self._opening = False
        self.counted.emit(len(waiting))
        if self._blocked():
            return
        if not waiting and not self._counter.cart.lines:
            self._till.tell(_("No basket waits."), "ask")
            return
        panel = HeldPanel(self._desk, self._till.window(), waiting, self._counter.cart)
        panel.left.connect(self.close)
        panel.recalled.connect(self._recall)
        panel.joined.connect(self._join)
        panel.split_wanted.connect(self._split_instead)
        panel.dropped.connect(self.look)
        self.panel = panel
        self._till.popup.hide()
        panel.open()

    def _recall(self, held: Held) -> None:
        shop, actor = self._desk.shop, self._desk.actor
        self._counter.turn(lambda cart: holding.recall(shop, actor, held.id, cart), self._recalled, self._not_turned)

    def _recalled(self, turned: Turned) -> None:
        self.close()
        self._till.notice.clear()
        if turned.held is not None:
            self._held(turned)
        else:
            self.look()
        if turned.news:
            self._till.tell(turned.news, "ask")

    def _join(self, held: Held) -> None:
        shop, actor = self._desk.shop, self._desk.actor
        self._counter.turn(lambda cart: holding.merge(shop, actor, held.id, cart), self._recalled, self._not_turned)

    def _not_turned(self, error: Refused | Unavailable) -> None:
        if self.panel is not None:
            self.panel.refuse(error)
        elif self.splitting is not None:
            self.splitting.refuse(error)
        else:
            self._counter.refused.emit(error)

    # ------------------------------------------------------------ parting

    def _split_instead(self) -> None:
        self.close()
        self.ask_split()

    def ask_split(self) -> None:
        if self._blocked():
            return
        if not self._counter.cart.lines:
            self._till.tell(_("The basket is empty; there is nothing to part."), "ask")
            return
        panel = SplitPanel(self._desk, self._till.window(), self._counter.cart)
        panel.left.connect(self.close)
        panel.split.connect(self._split)
        self.splitting = panel
        self._till.popup.hide()
        panel.open()

    def _split(self, moving: dict[int, Milli], name: str) -> None:
        shop, actor = self._desk.shop, self._desk.actor
        self._counter.turn(lambda cart: holding.split(shop, actor, cart, moving, name), self._parted, self._not_turned)

    def _parted(self, turned: Turned) -> None:
        self.close()
        self._held(turned)

    # ------------------------------------------------------------ both

    def _blocked(self) -> bool:
        """Whether something else is being asked or done: a question of a scan comes first, or its goods would go into the wrong basket."""
        till = self._till
        busy = self.panel is not None or self.splitting is not None or till.payment is not None or self._desk.hold.holding
        if not busy and (self._counter.question is not None or self._counter.questions):
            till.tell(_("Answer the question of the last scan first."), "ask")
            return True
        if not busy and self._counter.given is not None:  # or the next customer would pay with this one's goods
            till.tell(_("Finish the exchange first, or leave it with {key}.").format(key=shown_key(CommandId.NO_EXCHANGE)), "ask")
            return True
        return busy

    def scanned(self, text: str) -> bool:
        """A scan while one of the panels is open; whether it was taken."""
        if self.splitting is not None:
            self.splitting.scanned(text)
        elif self.panel is not None:
            self.panel.refuse_scan()
        else:
            return False
        return True

    def close(self) -> None:
        for panel in (self.panel, self.splitting):
            if panel is not None:
                panel.close_overlay()
                self._till.search.setFocus()
        self.panel = self.splitting = None
