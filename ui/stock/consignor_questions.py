"""Who brings goods and on what terms, asked in the bar of the place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtGui import QIntValidator

from pos_app import texts
from pos_app.domain.consignment import Consignor, ConsignorId
from pos_app.services import consignors
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.panels.new_article import NameField
from ui.stock.consignment_words import terms_typed
from ui.stock.stock_words import SIDES, side_choice
from ui.widgets.entry_bar import Entry, EntryBar

TERMS: Final = N_("20% · 9.500 · -500")
"""How terms are typed."""
_SETTLED, _UNSOLD, _MOST_DAYS = 7, 14, 366


def _days_field(days: int) -> NameField:
    field = NameField()
    field.setText(str(days))
    field.setFixedWidth(90)
    field.setValidator(QIntValidator(0, _MOST_DAYS, field))
    return field


def ask_consignor(bar: EntryBar, known: Consignor | None, *, today: date, agree: Callable[[Consignor], None]) -> None:
    """Ask for one who is new, or for other terms with one who is known; `agree` gets what was answered."""
    name, terms, phone, number, address = NameField(), NameField(), NameField(), NameField(), NameField()
    terms.setPlaceholderText(_(TERMS))
    phone.optional = number.optional = address.optional = True
    settle, unsold = _days_field(known.settle_days if known else _SETTLED), _days_field(known.unsold_days if known else _UNSOLD)
    spoilt = side_choice()
    spoilt.choose(SIDES.index(known.spoilt_by) if known else 0)
    if known is not None:
        name.setText(known.name)
        name.setReadOnly(True)
        terms.setText(terms_typed(known.agreed))
        phone.setText(known.phone)
        number.setText(known.agreement)
        address.setText(known.address)

    def taken() -> bool:
        agreed = consignors.read_terms(terms.text(), texts.language())
        base = known or Consignor(ConsignorId(0), name.text(), agreed, today)
        agree(
            replace(
                base,
                agreed=agreed,
                agreed_on=today,
                spoilt_by=SIDES[spoilt.at],
                phone=phone.text().strip(),
                agreement=number.text().strip(),
                address=address.text().strip(),
                settle_days=int(settle.text() or _SETTLED),
                unsold_days=int(unsold.text() or _UNSOLD),
            )
        )
        return False

    fields = [
        Entry(_("Name"), name, stretch=3),
        Entry(_("Percent, consignment price, or -commission"), terms, stretch=2),
        Entry(_("Phone"), phone, stretch=2),
        Entry(_("Agreement no."), number, stretch=2),
        Entry(_("Settled every (days)"), settle),
        Entry(_("Too long after (days)"), unsold),
        Entry(_("Spoilt goods are"), spoilt),
        Entry(_("Address"), address, stretch=1),
    ]
    title = _("Terms with {name}").format(name=known.name) if known else _("New consignor")
    bar.ask(title, fields, yes=_("Save"), take=taken)
