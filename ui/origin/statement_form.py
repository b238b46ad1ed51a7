"""Asking for what a maker has signed: document, day, person, place, and a photo or PDF of it."""

from collections.abc import Callable
from pathlib import Path

from pos_app.domain.origin import State
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.panels.attach_field import FileField
from ui.panels.new_article import NameField
from ui.panels.origin_fields import DayField
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.segments import Segments


def ask_statement(bar: EntryBar, maker: str, take: Callable[[str, dict[str, object], Path | None], None]) -> None:
    """Ask in the bar of the page; `take` gets the maker, what was entered and the file, and closes the bar."""
    document, person, place, day, file = NameField(), NameField(), NameField(), DayField(_("Signed on")), FileField()
    what, country = Segments([(_("Made in Indonesia"), ""), (_("Imported"), "")]), NameField()
    place.optional = country.optional = True
    country.setFixedWidth(90)
    country.setMaxLength(2)
    country.setEnabled(False)

    def chosen(at: int) -> None:
        country.setEnabled(at == 1)
        country.setPlaceholderText("CN" if at == 1 else "")

    what.chosen.connect(chosen)
    day.setMinimumWidth(136)

    def taken() -> bool:
        signed = day.day()
        if signed is None:
            raise Refused("statement_incomplete")
        path = file.path()
        if path is not None and not path.is_file():
            raise Refused("attachment_unreadable", name=path.name)
        given: dict[str, object] = {"document": document.text(), "signed_on": signed, "signed_by": person.text()}
        given["place"] = place.text().strip() or None
        if what.at == 1:
            given |= {"state": State.IMPORTED, "country": country.text().strip().upper() or None}
        take(maker, given, path)
        return False

    fields = [
        Entry(_("Document"), document, stretch=2),
        Entry(_("Signed on"), day),
        Entry(_("Signed by"), person, stretch=2),
        Entry(_("Made in (place)"), place, stretch=2),
        Entry(_("All of its goods are"), what),
        Entry(_("Country"), country),
        Entry(_("Photo or PDF"), file, stretch=2),
    ]
    bar.ask(_("What {maker} has signed about its goods").format(maker=maker), fields, yes=_("Record and review"), take=taken)
