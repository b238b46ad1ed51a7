"""A stocktake: a blind count in parts while selling goes on, compared part by part, posted once.

What was counted is compared with what the books had at the moment of the article's last count: a move before it is in
both figures, a move after it in neither, so selling goes on. Whether a sale between two counts of one article came from
the shelf counted first nobody can know: such an article is to be counted again (`moved_between`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.domain.money import Cost, Rupiah, cost_of
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli


class Uncounted(StrEnum):
    """What becomes of articles nobody counted: they stay as they are, or nothing of them is there."""

    LEAVE = "leave"
    ZERO = "zero"


class State(StrEnum):
    OPEN = "open"
    POSTED = "posted"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles a part is to count: those of a category, of a shelf, or of both; without either it names none."""

    category: str | None = None
    shelf: str | None = None

    @property
    def names_articles(self) -> bool:
        return self.category is not None or self.shelf is not None

    def holds(self, category: str, shelf: str) -> bool:
        """Whether it names an article of this category on this shelf."""
        return self.names_articles and self.category in (None, category) and self.shelf in (None, shelf)


@dataclass(frozen=True, slots=True)
class Part:
    """A shelf, a room, a kind of goods, counted by one person."""

    id: int
    name: str
    person: str
    scope: Scope = Scope()
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and the article's last move that was in the books by then: two in one millisecond stay in order."""

    at: datetime
    after_move: int

    def before(self, move: "MoveSeen") -> bool:
        return (self.at, self.after_move) < (move.at, move.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """One count of one article in one part: scans without another article between them are one. `qty` is in base units."""

    id: int
    part_id: int
    product_id: ProductId
    code: str
    qty: Milli
    moment: Moment
    person: str


@dataclass(frozen=True, slots=True)
class MoveSeen:
    """A stock move since the stocktake began."""

    id: int
    product_id: ProductId
    at: datetime
    qty: Milli


@dataclass(frozen=True, slots=True)
class Tally:
    """All counts of one article added up; `parts` are those it was counted in, the earliest first."""

    product_id: ProductId
    qty: Milli
    first: Moment
    last: Moment
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stocktake:
    """A stocktake with its parts. A posted or discarded one is only read."""

    id: int
    number: str
    name: str
    person: str
    started_at: datetime
    state: State = State.OPEN
    ended_at: datetime | None = None
    uncounted: Uncounted | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What was counted beside what the books had then. `cost` is the average of one base unit, None while unknown."""

    product_id: ProductId
    counted: Milli
    system: Milli
    cost: Cost | None
    parts: tuple[int, ...] = ()
    moved_between: bool = False

    @property
    def qty(self) -> Milli:
        """More (above zero) or less than the books have."""
        return Milli(self.counted - self.system)

    @property
    def value_idr(self) -> Rupiah | None:
        return None if self.cost is None else cost_of(self.cost, self.qty)


def tally(entries: Iterable[Entry]) -> dict[ProductId, Tally]:
    """What was counted of each article, over all parts."""
    found: dict[ProductId, Tally] = {}
    for entry in entries:
        known = found.get(entry.product_id)
        if known is None:
            found[entry.product_id] = Tally(entry.product_id, entry.qty, entry.moment, entry.moment, (entry.part_id,))
            continue
        moments = (known.first, known.last, entry.moment)
        found[entry.product_id] = Tally(
            entry.product_id,
            Milli(known.qty + entry.qty),
            min(moments, key=_order),
            max(moments, key=_order),
            known.parts if entry.part_id in known.parts else (*known.parts, entry.part_id),
        )
    return found


def _order(moment: Moment) -> tuple[datetime, int]:
    return moment.at, moment.after_move


def difference(counted: Tally, *, on_hand: Milli, moves: Sequence[MoveSeen], cost: Cost | None) -> Difference:
    """The difference of one article: `on_hand` is its stock now, `moves` its moves since the stocktake began."""
    after = [move for move in moves if counted.last.before(move)]
    between = any(counted.first.before(move) and not counted.last.before(move) for move in moves)
    system = Milli(on_hand - sum(move.qty for move in after))
    return Difference(counted.product_id, counted.qty, system, cost, counted.parts, between)


def waits_for(counted: Tally, parts: Sequence[Part], *, category: str, shelf: str) -> tuple[Part, ...]:
    """Open parts an article's difference waits for: those it was counted in, and those whose scope names it."""
    return tuple(part for part in parts if part.is_open and (part.id in counted.parts or part.scope.holds(category, shelf)))


@dataclass(frozen=True, slots=True)
class Sums:
    """Differences in rupiah: what is short, what is over, and how many articles have no cost to be valued at."""

    short_idr: Rupiah
    over_idr: Rupiah
    same: int
    without_cost: int

    @property
    def net_idr(self) -> Rupiah:
        return Rupiah(self.short_idr + self.over_idr)


def sums(differences: Sequence[Difference]) -> Sums:
    """Short and over apart, as whole rupiah of each article."""
    values = [row.value_idr for row in differences if row.qty]
    known = [value for value in values if value is not None]
    return Sums(
        Rupiah(sum(value for value in known if value < 0)),
        Rupiah(sum(value for value in known if value > 0)),
        sum(1 for row in differences if not row.qty),
        len(values) - len(known),
    )


def by_article(moves: Iterable[MoveSeen]) -> Mapping[ProductId, list[MoveSeen]]:
    found: dict[ProductId, list[MoveSeen]] = {}
    for move in moves:
        found.setdefault(move.product_id, []).append(move)
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """An article as a stocktake needs it; `on_hand` is its stock now."""

    id: ProductId
    uid: str
    code: str
    name: str
    unit: str
    category: str
    shelf: str
    cost: Cost | None
    on_hand: Milli


@dataclass(frozen=True, slots=True)
class Progress:
    """A part with how many articles were counted in it, of how many its scope names (None: it names none)."""

    part: Part
    counted: int
    articles: int | None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference with the names of the parts the article was counted in."""

    article: Counted
    difference: Difference
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stocktake as far as it may be seen: differences only of articles none of whose parts is open.

    `waiting` are counted articles whose difference is not shown yet, `uncounted` those with stock nobody counted.
    """

    stocktake: Stocktake
    parts: tuple[Progress, ...]
    counted: int
    articles: int
    differences: tuple[DifferenceRow, ...]
    sums: Sums
    waiting: int
    uncounted: int
    sales: int
