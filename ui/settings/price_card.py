"""Members' points, a cashier's discounts, sales below cost or stock, domestic offers; an owner's PIN where a cashier changes them."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused
from pos_app.services import settings as shop_settings
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.settings.cards import held
from ui.settings.limits_card import change_settings
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.combo import ComboBox
from ui.widgets.fields import MoneyField, PercentField
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column
from ui.widgets.text import Text
from ui.widgets.wrapped import Wrapped

_BELOW: Final = ("warn", "bar", "off")
_STOCK: Final = ("warn", "bar")
_OFFERS: Final = ("on", "off")


class PriceCard(Surface):
    """`saved` carries what changed; `refused` why not."""

    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._desk = desk
        self.per, self.value = MoneyField(optional=True), MoneyField(optional=True)
        self.most = PercentField(optional=True)
        self.most.setPlaceholderText(_("no limit"))
        for money in (self.per, self.value):
            money.setPlaceholderText(_("no points"))
        self.below = ComboBox()
        for value, text in zip(_BELOW, (_("warn"), _("refuse"), _("say nothing")), strict=True):
            self.below.addItem(text, value)
        self.stock = ComboBox()
        for value, text in zip(_STOCK, (_("warn"), _("refuse")), strict=True):
            self.stock.addItem(text, value)
        self.offers = ComboBox()
        for value, text in zip(_OFFERS, (_("offer"), _("never")), strict=True):
            self.offers.addItem(text, value)
        keep = Button(_("Set it"), key="Enter", height=44)
        keep.clicked.connect(self.keep)
        for field in (self.per, self.value, self.most):
            field.setFixedWidth(130)
            field.returnPressed.connect(self.keep)
        named = [
            _named(_("One point for every (Rp)"), self.per),
            _named(_("A point pays (Rp)"), self.value),
            _named(_("A cashier gives at most"), self.most),
            _named(_("Below cost"), self.below),
            _named(_("More than there is"), self.stock),
            _named(_("Domestic in place of imported"), self.offers),
        ]
        # an empty line in a name's place, so that the button stands beside the fields whatever the fonts are
        last = held(column(Text("\N{NO-BREAK SPACE}", px=Size.SMALL), keep, gap=4))
        self.setLayout(column(Wrapped((*named, last), gap=14), margins=(18, 12, 18, 14)))

    def read(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.HEAVY, lambda: shop_settings.show(shop), self._show, owner=self)

    def _show(self, values: Mapping[str, str]) -> None:
        for field, name in ((self.per, "points_per_idr"), (self.value, "point_value_idr")):
            field.set_value(Rupiah(int(values[name])) if values[name] else None)
        limit = values["cashier_discount"]
        self.most.set_value(formatting.parse_percent(limit, "en") if limit else None)
        self.below.setCurrentIndex(_BELOW.index(values["below_cost"]))
        self.stock.setCurrentIndex(_STOCK.index(values["below_stock"]))
        self.offers.setCurrentIndex(_OFFERS.index(values["domestic_offers"]))

    def keep(self) -> None:
        """Keep what is typed, all of it or none."""
        try:
            per, value, most = (field.value_or_none() for field in (self.per, self.value, self.most))
        except Refused as error:
            self.refused.emit(error)
            return
        limit = "" if most is None else formatting.share(most, "en", decimals=2).removesuffix("%")
        values = {
            "points_per_idr": str(per or ""),
            "point_value_idr": str(value or ""),
            "cashier_discount": limit,
            "below_cost": _BELOW[self.below.currentIndex()],
            "below_stock": _STOCK[self.stock.currentIndex()],
            "domestic_offers": _OFFERS[self.offers.currentIndex()],
        }
        what = _("Points, discounts, sales below cost, domestic offers")
        change_settings(self._desk, self, what, values, done=self.saved.emit, failed=self.refused.emit, on_left=self.read)


def _named(word: str, field: QLineEdit | ComboBox) -> QWidget:
    name = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
    name.setBuddy(field)
    field.setAccessibleName(word)
    made = QWidget()
    made.setLayout(column(name, field, gap=4))
    return made
