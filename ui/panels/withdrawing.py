"""Taking a piece of evidence back: a reason is asked for, in the bar of the place."""

from collections.abc import Callable

from pos_app.domain.evidence import Evidence
from pos_app.domain.words import reason
from pos_app.texts import gettext as _
from ui.panels import origin_words
from ui.panels.new_article import NameField
from ui.widgets.entry_bar import Entry, EntryBar


def ask_why(bar: EntryBar, piece: Evidence, take: Callable[[str], None]) -> None:
    """Ask in the bar; `take` gets the reason."""
    why = NameField()

    def taken() -> bool:
        take(reason(why.text()))
        return True

    title = _("Withdraw {piece}").format(piece=origin_words.piece_title(piece))
    bar.ask(title, [Entry(_("Why"), why, stretch=1)], yes=_("Withdraw"), take=taken)
