"""The bar that asks for the shop's own targets: the share of domestic goods in a month, and in the whole year."""

from collections.abc import Callable

from pos_app import formatting
from pos_app.domain.money import BasisPoints
from pos_app.services import settings as shop_settings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.fields import PercentField
from ui.widgets.place import Desk

Targets = tuple[BasisPoints | None, BasisPoints | None]
"""Of each month, and of the year."""


def ask(desk: Desk, bar: EntryBar, targets: Targets, done: Callable[[Changes], None]) -> None:
    """Ask for both targets; an empty field takes one away. `done` is told what changed."""
    fields = [_field(target) for target in targets]

    def take() -> bool:
        given = dict(zip(("target", "target_year"), (_given(field) for field in fields), strict=True))
        desk.operations.later(Lane.COUNTER, lambda: shop_settings.change(desk.shop, desk.actor, given), done, owner=bar, failed=bar.say)
        return True

    entries = [Entry(word, field) for word, field in zip((_("Each month, percent"), _("The year, percent")), fields, strict=True)]
    bar.ask(_("Which share of domestic goods does the shop aim at?"), entries, yes=_("Set it"), take=take)


def _field(target: BasisPoints | None) -> PercentField:
    field = PercentField(optional=True)
    field.setFixedWidth(110)
    if target is not None:
        field.set_value(target)
    return field


def _given(field: PercentField) -> str:
    share = field.share() if field.text().strip() else None
    return "" if share is None else formatting.share(share, "en", decimals=2).removesuffix("%")
