"""What to buy, by supplier: from how fast goods sold, as a list and as a file to order by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from pos_app.domain.money import COST_SCALE
from pos_app.domain.purchasing import Plan, Suggestion, suggest
from pos_app.domain.sheets import guarded
from pos_app.services import list_files, suppliers
from pos_app.services.list_files import Value, exact
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.texts import gettext as _

USUAL: Final = Plan()
_LEAST: Final = 7
"""Days that tell a speed: one good day does not."""


def suggestions(shop: Shop, plan: Plan = USUAL, *, supplier: str = "") -> tuple[Suggestion, ...]:
    """What to buy now, by supplier and name; goods nobody is known to bring come last. Today's sales count.

    In a shop that has sold for fewer days than are looked at, the days since its first sale make the speed, a week at least.

    Raises:
        Refused: `unknown_supplier`.
    """
    with shop.uow.read() as u:
        until = today(shop, u)
        first = min(u.buying.first_sale() or until, until - timedelta(days=_LEAST - 1))
        since = max(until - timedelta(days=plan.days - 1), first)
        plan = replace(plan, days=(until - since).days + 1)
        whose = suppliers.one(u, supplier).id if supplier else None
        shelves = list(u.buying.shelves(since, until, supplier_id=whose))
    found = [suggestion for shelf in shelves if (suggestion := suggest(shelf, plan)) is not None]
    return tuple(
        sorted(found, key=lambda x: (x.shelf.supplier is None, (x.shelf.supplier or "").casefold(), x.shelf.name.casefold(), x.shelf.code))
    )


def write(suggested: Sequence[Suggestion], path: Path) -> int:
    """Writes suggestions as a list; how many rows. Raises as `list_files.save`."""
    list_files.save(path, _("To buy"), [_head(), *(_row(x) for x in suggested)])
    return len(suggested)


def _head() -> list[Value]:
    return [
        _("Supplier"), _("Their code"), _("Code"), _("Article"), _("Stock"), _("Sold"), _("Lasts days"), _("Buy"), _("Unit"), _("Holds"),
        _("Cost of one"), _("Amount"),
    ]  # fmt: skip


def _row(suggested: Suggestion) -> list[Value]:
    shelf = suggested.shelf
    return [
        guarded(shelf.supplier or ""),
        guarded(shelf.their_code or ""),
        guarded(shelf.code),
        guarded(shelf.name),
        exact(shelf.on_hand, 1000),
        exact(shelf.sold, 1000),
        suggested.lasts_days,
        exact(suggested.packs, 1000),
        guarded(shelf.pack or shelf.unit),
        exact(shelf.pack_holds, 1000),
        None if shelf.pack_cost is None else exact(shelf.pack_cost, COST_SCALE),
        suggested.amount_idr,
    ]
