"""What a receiving asks in its entry bar: a quantity, a cost, batch and date, a selling price, the invoice's own figures."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import Receiving, ReceivingLine, set_cost, set_qty
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.panels.origin_fields import DayField, typed_day
from ui.theme import Size, Weight, font
from ui.widgets.cost_field import CostField
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import MoneyField, QuantityField


class WordField(QLineEdit):
    """A word that may stay empty."""

    optional = True

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMaxLength(40)
        self.setFont(font(Size.NAME, Weight.SEMIBOLD))

    def sizeHint(self) -> QSize:
        return QSize(180, 44)


class MaybeDay(DayField):
    """A day that may stay empty."""

    optional = True

    def __init__(self, word: str, day: date | None) -> None:
        super().__init__(word)
        self.setText(typed_day(day))

    def sizeHint(self) -> QSize:
        return QSize(150, 44)


def ask_quantity(bar: EntryBar, draft: Receiving, line: ReceivingLine, take: Callable[[Milli], None]) -> None:
    """F3."""
    field = QuantityField()
    field.set_value(line.qty)

    def taken() -> bool:
        set_qty(draft, line.key, field.quantity())
        take(field.quantity())
        return True

    bar.ask(line.product.name, [Entry(_("Quantity in {unit}").format(unit=line.found.unit), field)], yes=_("Alter"), take=taken)


def ask_cost(bar: EntryBar, draft: Receiving, line: ReceivingLine, take: Callable[[Cost | None], None]) -> None:
    """F4: of one pack, or of one piece where the pack is not what the invoice names; empty where it is not known yet."""
    per_unit, each = CostField(optional=True), CostField(optional=True)
    per_unit.set_value(line.unit_cost)
    entries = [Entry(_("Cost of one {unit}").format(unit=line.found.unit), per_unit)]
    if line.found.pack is not None:
        entries.append(Entry(_("or of one {unit}").format(unit=line.product.unit), each))

    def taken() -> bool:
        one = each.cost_or_none()
        cost = per_unit.cost_or_none() if one is None else Cost(one * line.found.holds // 1000)
        set_cost(draft, line.key, cost)
        take(cost)
        return True

    bar.ask(line.product.name, entries, yes=_("Alter"), take=taken)


def ask_expiry(bar: EntryBar, line: ReceivingLine, take: Callable[[date | None, str], None]) -> None:
    """F5: empty where the goods carry no date."""
    day, batch = MaybeDay(_("Expires"), line.expires), WordField(line.batch or "")

    def taken() -> bool:
        take(day.day(), one_line(batch.text()))
        return True

    title = _("{name}: when does it expire? Leave it empty where it carries no date.").format(name=line.product.name)
    bar.ask(title, [Entry(_("Expires"), day), Entry(_("Batch"), batch)], yes=_("Alter"), take=taken)


def ask_price(bar: EntryBar, line: ReceivingLine, offered: Rupiah | None, take: Callable[[Rupiah], None]) -> None:
    """H: the selling price from the posting on."""
    field = MoneyField()
    field.set_value(offered if offered is not None else line.product.price_idr)

    def taken() -> bool:
        if field.amount() <= 0:
            raise Refused("price_not_positive")
        take(field.amount())
        return True

    now = formatting.rupiah(line.product.price_idr, texts.language()) if line.product.price_idr else _("open price")
    title = _("{name}, now {price}: the new selling price").format(name=line.product.name, price=now)
    bar.ask(title, [Entry(_("Selling price"), field)], yes=_("Set it"), take=taken)


def ask_invoice(bar: EntryBar, draft: Receiving, due: date | None, take: Callable[[Rupiah, Rupiah, date | None], None]) -> None:
    """Discount and freight of the invoice, and when it is to be paid."""
    less, freight, day = MoneyField(optional=True), MoneyField(optional=True), MaybeDay(_("To be paid by"), draft.due or due)
    less.set_value(draft.discount_idr or None)
    freight.set_value(draft.freight_idr or None)

    def taken() -> bool:
        take(Rupiah(less.value_or_none() or 0), Rupiah(freight.value_or_none() or 0), day.day())
        return True

    entries = [Entry(_("Discount of the invoice"), less), Entry(_("Freight"), freight), Entry(_("To be paid by"), day)]
    bar.ask(_("The invoice"), entries, yes=_("Alter"), take=taken)
