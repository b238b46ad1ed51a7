"""What is left of which batch: read from the ledger of moves, never kept beside it.

Goods are taken to leave in the order in which they expire, first expired first out, unless a paper names the batch. So
what is left follows from the moves alone, and no second ledger can disagree with the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli


@dataclass(frozen=True, slots=True)
class BatchMove:
    """A move as batches see it: `qty` signed, in base units."""

    qty: Milli
    batch: str | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What is left of a batch."""

    batch: str | None
    expires: date | None
    qty: Milli


def left(moves: Iterable[BatchMove], *, undated: Milli = Milli(0)) -> list[Batch]:
    """What is left after the moves in their order, the first to expire first; batches without a date last.

    `undated` is what was on hand before them. Goods without a date are sold after all that have one. Stock sold below
    zero is made good by the next goods in. The parts sum to what is on hand, or to nothing where it is below zero.
    """
    rest: dict[tuple[str | None, date | None], int] = {}
    bare = int(undated)
    for move in moves:
        key, qty = (move.batch, move.expires), int(move.qty)
        if qty > 0:
            owed = min(qty, max(0, -bare))
            bare += owed
            if key == (None, None):
                bare += qty - owed
            elif qty > owed:
                rest[key] = rest.get(key, 0) + qty - owed
        else:
            need = -qty
            for which in ([key] if key in rest else []) + sorted((k for k in rest if k != key and k[1] is not None), key=_order):
                if not need:
                    break
                need -= _take(rest, which, need)
            if need and bare > 0:
                taken = min(need, bare)
                bare, need = bare - taken, need - taken
            for which in sorted(rest, key=_order) if need else []:
                need -= _take(rest, which, need)
            bare -= need
    found = [Batch(batch, expires, Milli(qty)) for (batch, expires), qty in rest.items()]
    if bare > 0:
        found.append(Batch(None, None, Milli(bare)))
    return sorted(found, key=lambda x: _order((x.batch, x.expires)))


def _take(rest: dict[tuple[str | None, date | None], int], which: tuple[str | None, date | None], need: int) -> int:
    taken = min(need, rest[which])
    rest[which] -= taken
    if not rest[which]:
        del rest[which]
    return taken


def _order(which: tuple[str | None, date | None]) -> tuple[date, str]:
    batch, expires = which
    return expires or date.max, batch or ""


@dataclass(frozen=True, slots=True)
class Expiring:
    """A batch on the shelf whose day is near or past; `days_left` is negative where it is past."""

    product_id: ProductId
    code: str
    name: str
    unit: str
    batch: str | None
    expires: date
    qty: Milli
    days_left: int
    worth_idr: int | None
    first_out: bool
    """Whether it is the one to sell first."""


def within_days(batches: Sequence[Batch], today: date, most: int) -> list[Batch]:
    """Those whose day is past or at most `most` days away."""
    return [x for x in batches if x.expires is not None and x.expires <= today + timedelta(days=most)]


def first_out(batches: Sequence[Batch]) -> Batch | None:
    """The dated batch that is to be sold first."""
    return next((x for x in batches if x.expires is not None), None)
