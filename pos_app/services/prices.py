"""Prices over time: what changed and will change, what is taken back before its day, which labels a morning needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pos_app.domain.actor import Actor
from pos_app.domain.price_change import PriceChange, PriceKind
from pos_app.domain.product import ProductId
from pos_app.errors import Refused
from pos_app.services.products import meant
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.prices import COLUMNS, NewPrice
from pos_app.storage.uow import Transaction

__all__ = ["LabelDue", "PriceChange", "PriceKind", "changes", "history", "labels_due", "waiting", "withdraw"]


@dataclass(frozen=True, slots=True)
class LabelDue:
    """An article (or a pack of it) whose shelf label is wrong from a day on: the code to print, its old and new price."""

    change: PriceChange
    code: str


def history(shop: Shop, which: str | ProductId) -> tuple[PriceChange, ...]:
    """What an article's prices were and will be, the latest day first.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        return tuple(u.prices.of_product(meant(u, which, today(shop, u)).id))


def changes(shop: Shop, first: date, last: date) -> tuple[PriceChange, ...]:
    """Every price that counts from a day within the span, the latest day first."""
    with shop.uow.read() as u:
        return tuple(u.prices.between(first, last))


def waiting(shop: Shop) -> tuple[PriceChange, ...]:
    """Prices that are still to come, those first that come first."""
    with shop.uow.read() as u:
        return tuple(u.prices.waiting(after=today(shop, u)))


def labels_due(shop: Shop, day: date | None = None) -> tuple[LabelDue, ...]:
    """What must be labelled anew on the morning of a day (today where none is given), each once, by name."""
    with shop.uow.read() as u:
        on = day or today(shop, u)
        latest: dict[tuple[ProductId, str], PriceChange] = {}
        for change in u.prices.between(on, on):
            if change.kind is PriceKind.RETAIL and change.price_idr is not None:
                latest.setdefault((change.product_id, change.unit), change)
        products = u.products.by_ids({product_id for product_id, _unit in latest}, day=on)
        found: list[LabelDue] = []
        for change in latest.values():
            product = products[change.product_id]
            if product.archived or not product.sellable:
                continue
            code: str | None = product.code
            if change.pack:
                code = next((x.code for x in u.codes.with_roles(product.id) if x.unit == change.unit), None)
            if code is not None:
                found.append(LabelDue(change, code))
    return tuple(sorted(found, key=lambda due: (due.change.name.casefold(), due.code)))


def new_prices(u: Transaction, changes: Sequence[Change]) -> list[NewPrice]:
    """The prices among what a list is about to change, with what they are now."""
    before = u.prices.now([change.id for change in changes if COLUMNS.keys() & change.values.keys()])
    found: list[NewPrice] = []
    for change in changes:
        for column in COLUMNS.keys() & change.values.keys():
            old, new = before[change.id][column], change.values[column]
            if old != new:
                found.append(NewPrice(change.id, COLUMNS[column], old, new))
        if change.units:
            had = u.prices.unit_prices(change.id)
            found += [
                NewPrice(change.id, PriceKind.RETAIL, had[unit.unit], unit.price_idr, unit=unit.unit)
                for unit in change.units
                if unit.unit in had and had[unit.unit] != unit.price_idr
            ]
    return found


def withdraw(shop: Shop, actor: Actor, change_id: int) -> tuple[PriceChange, Changes]:
    """Takes a price back before its day has come.

    Raises:
        Refused: `price_does_not_wait`.
    """
    with shop.uow.write() as u:
        if not any(x.id == change_id for x in u.prices.waiting(after=today(shop, u))):
            raise Refused("price_does_not_wait")
        change = u.prices.withdraw(change_id, at=shop.clock())
        if change is None:
            raise Refused("price_does_not_wait")
        u.books.audit(
            at=shop.clock(), actor=actor, event="price_withdrawn", subject=change.code, price_idr=change.price_idr, day=change.valid_from
        )
        u.commit()
    return change, Changes(products=True)
