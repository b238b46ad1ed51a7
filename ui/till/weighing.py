"""Goods sold by weight: the scale's weight with one key once the load rests, or a weight that is typed."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from pos_app import formatting, texts
from pos_app.domain.product import Found, weighed_qty
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services import devices
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import QuantityField

if TYPE_CHECKING:
    from ui.till.till_view import TillView

_LOOK_MS: Final = 300
"""The scale is looked at so often while the weight is asked for."""


class Weighing(QObject):
    """`asked` is the article whose weight is being asked for, or None."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._desk = till, till.desk
        self.asked: Found | None = None
        self._field: QuantityField | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        till.bar.closed.connect(self._over)
        till.bar.replaced.connect(self._over)

    def ask(self, found: Found) -> None:
        """Ask in the till's bar; scans go on meanwhile and wait behind the question."""
        self.asked, self._field = found, QuantityField()
        with_scale = bool(self._desk.machine.scale)
        self._field.optional = with_scale
        word = _("Weight in {unit}").format(unit=found.unit or _("kg"))
        if with_scale:
            word = _("{word}, empty: from the scale").format(word=word)
        price = formatting.rupiah(found.price_idr or 0, texts.language())
        title = _("{name}, {price} per {unit}").format(name=found.product.name, price=price, unit=found.unit)
        self._till.bar.ask(title, [Entry(word, self._field)], yes=_("Take the weight"), take=self._take)
        if with_scale:
            self._look()
            self._timer.start()

    def _over(self) -> None:
        self._timer.stop()
        self.asked = self._field = None

    def _read(self) -> Milli:
        """On the scale's own lane."""
        return devices.weigh(devices.scale(self._desk.machine.scale))

    def _look(self) -> None:
        if not self._desk.operations.busy_in(Lane.SCALE):
            self._desk.operations.later(Lane.SCALE, self._read, self._show, owner=self, failed=lambda _error: self._show(None))

    def _show(self, weight_milli: Milli | None) -> None:
        """What lies on the scale, pale in the field, as long as nothing is typed there."""
        found, field = self.asked, self._field
        if found is None or field is None:
            return
        try:
            shown = "" if weight_milli is None else formatting.qty(weighed_qty(found, weight_milli), texts.language())
        except Refused:
            shown = ""
        field.setPlaceholderText(shown)

    def _take(self) -> bool:
        """What was typed at once; else the weight that rests on the scale when Enter was pressed."""
        found, field = self.asked, self._field
        if found is None or field is None:
            return True
        if field.text().strip() or not self._desk.machine.scale:
            typed = field.quantity()
            if typed <= 0:
                raise Refused("quantity_not_positive")
            self._till.counter.add(found, typed)
            return True
        done = partial(self._weighed, found)
        self._desk.operations.later(Lane.SCALE, self._read, done, owner=self, failed=self._not_weighed)
        return False

    def _weighed(self, found: Found, weight_milli: Milli) -> None:
        if self.asked is not found:
            return
        try:
            qty = weighed_qty(found, weight_milli)
        except Refused as error:
            self._till.bar.say(error)
            return
        self._till.counter.add(found, qty)
        self._till.bar.close_bar()

    def _not_weighed(self, error: Refused | Unavailable) -> None:
        if self.asked is not None:
            self._till.bar.say(error)
