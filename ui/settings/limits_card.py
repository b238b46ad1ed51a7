"""When a till locks, and how far a cashier goes without an owner; kept at once, with an owner's PIN where a cashier changes them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused, Unavailable
from pos_app.services import settings as shop_settings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.combo import ComboBox
from ui.widgets.fields import MoneyField
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_RESTS = ("off", "1", "2", "5", "10", "15", "30")


class LimitsCard(Surface):
    """`saved` carries what changed; `refused` why not."""

    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._desk = desk
        self.rest = ComboBox()
        for minutes in _RESTS:
            self.rest.addItem(_("never") if minutes == "off" else _("after {n} min").format(n=minutes), minutes)
        self.rest.setAccessibleName(_("Lock the till when nobody touches it"))
        self.rest.activated.connect(self._keep_rest)
        self.most = MoneyField()
        self.most.setPlaceholderText(_("no limit"))
        self.most.setAccessibleName(_("A cashier gives back at most (Rp)"))
        self.most.setFixedWidth(150)
        self.most.returnPressed.connect(self._keep_most)
        keep = Button(_("Set it"), key="Enter", height=44)
        keep.clicked.connect(self._keep_most)
        rest = column(_word(_("Lock the till when nobody touches it")), self.rest, gap=4)
        most = column(_word(_("A cashier gives back at most (Rp)")), row(self.most, keep, gap=8), gap=4)
        self.setLayout(row(rest, most, None, gap=32, margins=(18, 12, 18, 14)))

    def read(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.HEAVY, lambda: shop_settings.show(shop), self._show, owner=self)

    def _show(self, values: Mapping[str, str]) -> None:
        self.rest.setCurrentIndex(_RESTS.index(values["lock_after_min"]))
        limit = values["refund_limit_idr"]
        if limit:
            self.most.set_value(Rupiah(int(limit)))
        else:
            self.most.clear()

    def _keep_rest(self, at: int) -> None:
        self._keep(_("When the till locks"), {"lock_after_min": _RESTS[at]})

    def _keep_most(self) -> None:
        try:
            limit = str(self.most.amount()) if self.most.text().strip() else ""
        except Refused as error:
            self.refused.emit(error)
            return
        self._keep(_("What a cashier may give back"), {"refund_limit_idr": limit})

    def _keep(self, what: str, values: Mapping[str, str]) -> None:
        change_settings(self._desk, self, what, values, done=self.saved.emit, failed=self._failed, on_left=self.read)

    def _failed(self, error: Refused | Unavailable) -> None:
        self.read()
        self.refused.emit(error)


def _word(text: str) -> Text:
    return Text(text, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")


def change_settings(
    desk: Desk,
    page: QWidget,
    what: str,
    values: Mapping[str, str],
    *,
    done: Callable[[Changes], None],
    failed: Callable[[Refused | Unavailable], None] | None = None,
    on_left: Callable[[], None] | None = None,
) -> None:
    """Change the shop's settings as an owner, or with an owner's PIN."""
    shop = desk.shop

    def keep(actor: Actor) -> None:
        desk.operations.later(Lane.HEAVY, lambda: shop_settings.change(shop, actor, values), done, owner=page, failed=failed)

    as_owner(desk, page, what, keep, on_left=on_left)
