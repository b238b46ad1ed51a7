"""What the till asks in its entry bar: the quantity, a price, a discount, a new article, which of several."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from pos_app import formatting, texts
from pos_app.domain import cart as carts
from pos_app.domain.batches import Batch
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.gs1 import spaced
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.panels.new_article import NameField, ask_new_article
from ui.panels.owner_pin import as_owner
from ui.till.basket_lane import Question
from ui.widgets.entry_bar import Entry
from ui.widgets.fields import DiscountField, MoneyField, QuantityField

if TYPE_CHECKING:
    from ui.till.till_view import TillView


def quantity(till: "TillView", line: CartLine) -> None:
    """F3: how much of the line."""
    field = QuantityField()
    field.set_value(line.qty)

    def take() -> bool:
        value = field.quantity()
        carts.set_qty(till.counter.cart, line.key, value)
        till.counter.edit(lambda cart: carts.set_qty(cart, line.key, value), line.key)
        return True

    word = _("Quantity in {unit}").format(unit=line.found.unit) if line.found.unit else _("Quantity")
    till.bar.ask(line.shown_name, [Entry(word, field)], yes=_("Alter"), take=take)


def price(till: "TillView", line: CartLine) -> None:
    """F4: the line's price, and its discount in rupiah or percent."""
    per_unit, less = MoneyField(), DiscountField()
    per_unit.set_value(line.unit_price_idr)
    less.set_discount(line.discount)
    less.optional = True

    def take() -> bool:
        price_idr, given = per_unit.amount(), less.discount()
        _with_price(till.counter.cart, line, price_idr, given)
        _give(till, lambda cart: _with_price(cart, line, price_idr, given), line.key)
        return True

    entries = [Entry(_("Price"), per_unit), Entry(_("Discount on the line (500 or 5%)"), less)]
    till.bar.ask(line.shown_name, entries, yes=_("Alter"), take=take)


def _with_price(cart: Cart, line: CartLine, price_idr: Rupiah, given: Discount | None) -> Cart:
    if price_idr != line.unit_price_idr:
        cart = carts.set_price(carts.set_line_discount(cart, line.key, None), line.key, price_idr)
    return carts.set_line_discount(cart, line.key, given)


def discount(till: "TillView", cart: Cart) -> None:
    """F5: a discount on all of the basket."""
    field = DiscountField()
    field.set_discount(cart.discount)
    field.optional = True

    def take() -> bool:
        given = field.discount()
        carts.set_discount(till.counter.cart, given)
        _give(till, lambda now: carts.set_discount(now, given), None)
        return True

    title = _("Discount on the basket of {amount}").format(amount=formatting.rupiah(cart.net_idr, texts.language()))
    till.bar.ask(title, [Entry(_("Rupiah or percent (5000 or 5%)"), field)], yes=_("Alter"), take=take)


def _give(till: "TillView", change: Callable[[Cart], Cart], key: int | None) -> None:
    """Lower a price; what is above a cashier's limit is asked of an owner, whose word then stands in the basket."""

    def refused(error: Refused | Unavailable) -> None:
        if error.code == "discount_above_role":
            as_owner(
                till.desk, till, texts.sentence(error), lambda by: till.counter.give(change, key, failed=till.counter.refused.emit, by=by)
            )
        else:
            till.counter.refused.emit(error)

    till.counter.give(change, key, failed=refused)


def open_price(till: "TillView", question: Question) -> None:
    """An article without a price: asked once, for this sale."""
    found = question.price_missing
    if found is None:
        return
    field = MoneyField()

    def take() -> bool:
        till.counter.add(found, question.qty or ONE, price_idr=_positive(field))
        return True

    word = _("Price of one {unit}").format(unit=found.unit) if found.unit else _("Price")
    if found.product.fee_idr is not None:
        fee = formatting.rupiah(found.product.fee_idr, texts.language())
        word = _("Amount handed on; the fee of {fee} comes on top").format(fee=fee)
    till.bar.ask(_("What does {name} cost?").format(name=found.product.name), [Entry(word, field)], yes=_("Add"), take=take)


def open_article(till: "TillView") -> None:
    """General goods: nothing has been entered, and it sells all the same."""
    name, field = NameField(), MoneyField()
    name.setPlaceholderText(_("General goods"))

    def take() -> bool:
        till.counter.add_open(name.text().strip(), _positive(field))
        return True

    entries = [Entry(_("Price"), field), Entry(_("Name on the receipt, may stay empty"), name, stretch=1)]
    name.optional = True
    till.bar.ask(_("General goods, origin unknown"), entries, yes=_("Add"), take=take)


def expired(till: "TillView", name: str, batch: Batch) -> None:
    """Goods past their day are said, never stopped: the cashier looks at the package."""
    if batch.expires is not None:
        said = _("{name}: look at its date; what is to be sold first expired on {day}.")
        till.tell(said.format(name=name, day=formatting.day(batch.expires, texts.language())), "ask")


def package_expired(till: "TillView", name: str, day: date) -> None:
    """The package in the cashier's hand is past its day, as its own code says."""
    said = _("{name}: this package expired on {day}; do not sell it.")
    till.tell(said.format(name=name, day=formatting.day(day, texts.language())), "ask")


def below_cost(till: "TillView", name: str) -> None:
    """Goods that go for less than they cost are said as soon as they do; a shop that bars it refuses at the payment."""
    till.tell(_("{name} goes for less than it cost; look at its price.").format(name=name), "ask")


def unknown(till: "TillView", question: Question) -> None:
    """A code nobody knows: a notice with a way to add the article; scans go on meanwhile."""
    if question.archived is not None:
        till.notice.show_text(texts.sentence(question.archived), "ask")
        return
    code = question.unknown or ""
    shown = spaced(code)
    till.notice.show_text(
        _("{code} is not known here.").format(code=shown),
        "ask",
        action=_("Add the article"),
        key=shown_key(CommandId.NEW_ARTICLE),
        on_action=till.asking.new_article,
    )


def new_article(till: "TillView", question: Question) -> None:
    """Name and price of an unknown code; Enter saves it and puts it into the basket."""
    code = question.unknown or ""

    def take(name: str, price_idr: Rupiah) -> None:
        till.counter.add_new(code, name, price_idr, question.qty or ONE, done=till.bar.close_bar, failed=till.bar.say)

    ask_new_article(till.bar, code, take)


def choose(till: "TillView", question: Question) -> None:
    """Several articles stand behind the code: arrows, a number or a click."""
    chooser = till.chooser
    chooser.setProperty("qty", int(question.qty or 0))
    chooser.list.show_articles(question.choices)
    code = question.choices[0].code
    chooser.title.setText(_("{code} stands on {n} articles. Which one is it?").format(code=code, n=len(question.choices)))
    chooser.title.show()
    chooser.foot.setText(_("Enter or a number takes one · arrows move · Esc leaves"))
    chooser.show_under(till.search, room=till.height() - till.search.geometry().bottom() - 20)
    if not chooser.property("keyed"):
        chooser.setProperty("keyed", True)
        chooser.installEventFilter(_ChooserKeys(till))
    chooser.setFocus(Qt.FocusReason.OtherFocusReason)


def quantity_of(till: "TillView") -> Milli | None:
    """How much of what is chosen was asked for; None where nobody said."""
    kept = till.chooser.property("qty")
    return Milli(kept) if isinstance(kept, int) and kept > 0 else None


def _positive(field: MoneyField) -> Rupiah:
    amount = field.amount()
    if amount <= 0:
        raise Refused("price_not_positive")
    return amount


class _ChooserKeys(QObject):
    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till = till

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        listed = self._till.chooser.list
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            listed.take()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            listed.move_current(1 if key == Qt.Key.Key_Down else -1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            listed.take(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Escape:
            self._till.asking.close_chooser()
        else:
            return False
        return True
