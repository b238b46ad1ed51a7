"""A new article where it is met: its code is known, name and price are asked, Enter saves."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.gs1 import spaced
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import MoneyField


class NameField(QLineEdit):
    """A name of at most 120 letters; `optional` where it may stay empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.optional = False
        self.setMaxLength(120)
        self.setFont(font(Size.NAME, Weight.SEMIBOLD))

    def sizeHint(self) -> QSize:
        return QSize(260, 44)


def ask_new_article(bar: EntryBar, code: str, take: Callable[[str, Rupiah], None], *, called: str = "") -> None:
    """Ask in the bar of the place. `take` gets name and price; it may say in the bar that they cannot be."""
    name, price = NameField(), MoneyField()
    name.setText(called)

    def taken() -> bool:
        if not name.text().strip():
            name.setFocus()
            raise Refused("name_missing")
        amount = price.amount()
        if amount <= 0:
            raise Refused("price_not_positive")
        take(name.text(), amount)
        return False

    title = _("New article {code}").format(code=spaced(code)) if code else _("New article")
    bar.ask(title, [Entry(_("Name"), name, stretch=1), Entry(_("Price"), price)], yes=_("Save and add"), take=taken)
