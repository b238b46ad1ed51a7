"""Questions in the bar of the goods: which article is the same as this one."""

from collections.abc import Callable

from pos_app.domain.product import Product
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.panels.new_article import NameField
from ui.widgets.entry_bar import Entry, EntryBar


def ask_merge(bar: EntryBar, kept: Product, take: Callable[[str, str], None]) -> None:
    """Ask for the code of the article that becomes part of `kept`, and why; `take` gets both."""
    code, why = NameField(), NameField()
    why.optional = True

    def taken() -> bool:
        if not code.text().strip():
            raise Refused("code_missing")
        take(code.text().strip(), why.text().strip())
        return True

    title = _("Which article is the same as “{name}”? Its codes, stock and history come here.").format(name=kept.name)
    bar.ask(title, [Entry(_("Code"), code, stretch=1), Entry(_("Why"), why, stretch=1)], yes=_("Merge"), take=taken)
