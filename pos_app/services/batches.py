"""What is left of which batch and what of it expires: read from the ledger each time, so that it can never disagree with it."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby, islice
from typing import Final

from pos_app.domain import batches
from pos_app.domain.batches import Batch, BatchMove, Expiring
from pos_app.domain.days import refuse_count
from pos_app.domain.money import cost_of
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.services import lookup
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

SOON: Final = 60
"""Days ahead that are looked at where none are given."""
_AT_ONCE: Final = 500


def of_article(shop: Shop, code: str) -> tuple[Batch, ...]:
    """What is left of each batch of an article, the first to expire first.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        product = lookup.one(u, code, day=today(shop, u)).product
        return tuple(left_in(u, [product.id]).get(product.id, ()))


def left_in(u: Transaction, ids: Iterable[ProductId]) -> dict[ProductId, list[Batch]]:
    """What is left of articles that ever came in with a batch or a date."""
    found: dict[ProductId, list[Batch]] = {}
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        undated = dict(u.stock.before_batches(some))
        for product_id, rows in groupby(u.stock.batch_moves(undated), key=lambda row: row[0]):
            moves = (BatchMove(Milli(qty), batch, expires) for _id, qty, batch, expires in rows)
            found[product_id] = batches.left(moves, undated=undated[product_id])
    return found


def expiring(shop: Shop, *, within: int = SOON) -> tuple[Expiring, ...]:
    """Batches on the shelf that are past their day or will be within so many days, the first to expire first.

    Raises:
        Refused: `days_out_of_range`.
    """
    refuse_count(within)
    with shop.uow.read() as u:
        day = today(shop, u)
        left = left_in(u, u.stock_documents.dated_articles())
        products = u.products.by_ids(left, day=day)
    found = []
    for product_id, all_of_it in left.items():
        product, first = products[product_id], batches.first_out(all_of_it)
        for batch in batches.within_days(all_of_it, day, within):
            if batch.expires is None:
                continue
            worth = None if product.average_cost is None else cost_of(product.average_cost, batch.qty)
            found.append(
                Expiring(
                    product.id, product.code, product.name, product.unit, batch.batch, batch.expires, batch.qty,
                    (batch.expires - day).days, worth, first_out=batch is first,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda x: (x.expires, x.name.casefold(), x.batch or "")))


def expired_first(shop: Shop, ids: Iterable[ProductId]) -> dict[ProductId, Batch]:
    """Of articles about to be sold those whose next batch is past its day: a notice for the cashier, never a reason to refuse."""
    with shop.uow.read() as u:
        day = today(shop, u)
        dated = u.stock_documents.carries_dates(ids)
        firsts = {i: batches.first_out(left) for i, left in left_in(u, dated).items()} if dated else {}
    return {i: first for i, first in firsts.items() if first is not None and is_past(first, day)}


def is_past(batch: Batch, day: date) -> bool:
    """Goods are good on the day itself, and no longer the day after."""
    return batch.expires is not None and batch.expires < day
