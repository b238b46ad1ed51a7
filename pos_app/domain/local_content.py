"""The measures of local content for any set of sale lines: one basket, a month, a category, a shop.

Storage sums lines into groups; the measures are worked out on the groups. Definitions: DOMAIN section 4; nulls, ties
and largest remainders: COMMANDS, "Reports". Services and deposits stand outside every share.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from pos_app.domain.days import Period
from pos_app.domain.evidence import NUMBERED
from pos_app.domain.money import WHOLE_BP, BasisPoints, Rupiah, half_away
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import share_bp

if TYPE_CHECKING:
    from pos_app.domain.closing import Closing

_TIES: Final = (State.UNKNOWN, State.IMPORTED, State.DOMESTIC)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that agree in everything the measures look at, summed by storage."""

    day: date
    category: str
    kind: Kind
    state: State
    strength: Strength
    evidence_kind: str | None
    tkdn_bp: BasisPoints | None
    maker_size: MakerSize
    regency: str | None
    value_idr: Rupiah
    pieces: Milli
    pass_through_idr: Rupiah = Rupiah(0)
    """What was handed on to somebody else; it is not in the value."""


def shares(values: Mapping[State, int], whole: int = WHOLE_BP) -> dict[State, int | None]:
    """Shares of the three states that sum exactly to `whole` (10000: basis points; 1000: printed tenths).

    Floor first, then the largest remainders; ties go to unknown, imported, domestic. None where the sum is zero or
    negative.
    """
    total = sum(values.values())
    if total <= 0:
        return dict.fromkeys(State, None)
    parts = {state: values[state] * whole // total for state in State}
    left = whole - sum(parts.values())
    order = sorted(_TIES, key=lambda state: -(values[state] * whole % total))
    for state in order[:left]:
        parts[state] += 1
    return dict(parts)


@dataclass(frozen=True, slots=True)
class Split:
    """One set of goods by origin: value, kinds (distinct articles) and pieces of each state."""

    value_idr: Mapping[State, Rupiah]
    articles: Mapping[State, int]
    pieces: Mapping[State, Milli]

    @property
    def total_idr(self) -> Rupiah:
        return Rupiah(sum(self.value_idr.values()))

    @property
    def share_bp(self) -> dict[State, int | None]:
        return shares(self.value_idr)

    @property
    def tenths(self) -> dict[State, int | None]:
        """Shares as they are printed, in tenths of a percent that sum to 100,0."""
        return shares(self.value_idr, 1000)


@dataclass(frozen=True, slots=True)
class Tkdn:
    """TKDN-weighted content: the floor counts lines without a certificate as 0; the average is of covered lines."""

    covered_idr: Rupiah
    coverage_bp: BasisPoints | None
    floor_bp: BasisPoints | None
    average_bp: BasisPoints | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the goods' value and its share of all of it."""

    value_idr: Rupiah
    share_bp: BasisPoints | None


class Proof(NamedTuple):
    """A kind of evidence domestic goods were sold on; its certificate or number may have run out before they were."""

    kind: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """What any set of lines measures. `made_here` is None until the shop has a regency."""

    by_origin: Split
    services_idr: Rupiah
    deposits_idr: Rupiah
    tkdn: Tkdn
    ikm: Part
    made_here: Part | None
    evidence: Mapping[Strength, Rupiah]
    evidence_kinds: Mapping[Proof, Rupiah]
    pass_through_idr: Rupiah = Rupiah(0)

    @property
    def total_idr(self) -> Rupiah:
        return self.by_origin.total_idr


def measure(groups: Iterable[Group], articles: Mapping[State, int], *, regency: str | None) -> Measures:
    """The measures of `groups`; `articles` counts distinct articles with a line of each origin."""
    groups = list(groups)
    goods = [g for g in groups if g.kind is Kind.GOODS]
    value = {s: Rupiah(sum(g.value_idr for g in goods if g.state is s)) for s in State}
    pieces = {s: Milli(sum(g.pieces for g in goods if g.state is s)) for s in State}
    total = sum(value.values())
    domestic = [g for g in goods if g.state is State.DOMESTIC]
    kinds: dict[Proof, Rupiah] = {}
    for g in domestic:
        proof = Proof(g.evidence_kind or "", g.evidence_kind in NUMBERED and g.strength is Strength.WEAK)
        kinds[proof] = Rupiah(kinds.get(proof, 0) + g.value_idr)
    return Measures(
        by_origin=Split(value, {s: articles.get(s, 0) for s in State}, pieces),
        services_idr=_sum(g for g in groups if g.kind is Kind.SERVICE),
        deposits_idr=_sum(g for g in groups if g.kind is Kind.DEPOSIT),
        tkdn=_tkdn(goods, total),
        ikm=_part((g for g in goods if g.maker_size.is_ikm), total),
        made_here=_part((g for g in goods if g.regency == regency), total) if regency else None,
        evidence={s: _sum(g for g in domestic if g.strength is s) for s in Strength},
        evidence_kinds=kinds,
        pass_through_idr=Rupiah(sum(g.pass_through_idr for g in groups)),
    )


def _sum(groups: Iterable[Group]) -> Rupiah:
    return Rupiah(sum(g.value_idr for g in groups))


def _part(groups: Iterable[Group], total: int) -> Part:
    value = _sum(groups)
    return Part(value, share_bp(value, total))


def _tkdn(goods: Sequence[Group], total: int) -> Tkdn:
    covered = [g for g in goods if g.tkdn_bp is not None]
    value = sum(g.value_idr for g in covered)
    weighted = sum(g.value_idr * (g.tkdn_bp or 0) for g in covered)
    average = BasisPoints(half_away(weighted, value)) if value > 0 else None
    floor = BasisPoints(half_away(weighted, total)) if total > 0 else None
    return Tkdn(Rupiah(value), share_bp(value, total), floor, average)


@dataclass(frozen=True, slots=True)
class CategoryRow:
    category: str
    value_idr: Mapping[State, Rupiah]

    @property
    def total_idr(self) -> Rupiah:
        return Rupiah(sum(self.value_idr.values()))


@dataclass(frozen=True, slots=True)
class DayRow:
    day: date
    value_idr: Mapping[State, Rupiah]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What one article came to in the period, as its lines say."""

    code: str
    name: str
    category: str
    state: State
    value_idr: Rupiah
    pieces: Milli
    country: str | None = None
    tkdn_bp: BasisPoints | None = None
    evidence_kind: str | None = None
    maker: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A domestic article of the same category that is in stock.

    `dearer_bp` is its price against the imported one's, per content where both contents are known (`per_unit` then
    names it: `100 g`), else per piece; None where no price can be compared.
    """

    code: str
    name: str
    on_hand: Milli
    tkdn_bp: BasisPoints | None = None
    evidence_kind: str | None = None
    dearer_bp: int | None = None
    per_unit: str | None = None


@dataclass(frozen=True, slots=True)
class SizeRow:
    """Goods of makers of one size, by origin."""

    size: MakerSize
    value_idr: Mapping[State, Rupiah]

    @property
    def total_idr(self) -> Rupiah:
        return Rupiah(sum(self.value_idr.values()))


@dataclass(frozen=True, slots=True)
class MakerRow:
    """What the domestic goods of one maker came to."""

    maker: str
    size: MakerSize
    regency: str | None
    value_idr: Rupiah
    pieces: Milli


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An article whose origin was another at the end of the period than at its beginning, with what it came to meanwhile."""

    id: ProductId
    code: str
    name: str
    before: State
    after: State
    day: date
    person: str
    value_idr: Rupiah
    evidence_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """How many articles went from one origin to another, and those that came to most."""

    counts: Mapping[tuple[State, State], int] = field(default_factory=dict)
    rows: tuple[ChangeRow, ...] = ()

    @property
    def articles(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A certificate, number or statement that ends soon."""

    code: str
    name: str
    evidence_kind: str
    number: str | None
    tkdn_bp: BasisPoints | None
    last_day: date


@dataclass(frozen=True, slots=True)
class Year:
    """Goods from January to the end of the month, against the year's own target."""

    value_idr: Mapping[State, Rupiah]
    target_bp: BasisPoints | None = None

    @property
    def tenths(self) -> int | None:
        """The domestic share as it is printed, in tenths of a percent."""
        return shares(self.value_idr, 1000)[State.DOMESTIC]


@dataclass(frozen=True, slots=True)
class Push:
    """What offering domestic goods at the till brought: lines offered, lines taken, and what those came to, less returns."""

    offered: int = 0
    taken: int = 0
    moved_idr: Rupiah = Rupiah(0)

    @property
    def taken_bp(self) -> BasisPoints | None:
        return share_bp(self.taken, self.offered)


@dataclass(frozen=True, slots=True)
class ImportedRow:
    article: ArticleRow
    offered: Offered | None = None


@dataclass(frozen=True, slots=True)
class Consigned:
    """Goods of others on the shelf, outside the shop's stock: `owed_idr` is what they would cost at the price asked now."""

    articles: int = 0
    pieces: Milli = Milli(0)
    owed_idr: Rupiah = Rupiah(0)


@dataclass(frozen=True, slots=True)
class LocalContent:
    """A period's summary: the figures, the tables and the charts of one report."""

    shop_name: str
    zone: str
    regency: str | None
    period: Period
    receipts: int
    sale_lines: int
    now: Measures
    before: Measures | None
    stock: Split
    stock_below_zero: int
    categories: tuple[CategoryRow, ...]
    days: tuple[DayRow, ...]
    months: tuple[tuple[date, Split], ...]
    top_domestic: tuple[ArticleRow, ...]
    top_imported: tuple[ImportedRow, ...]
    unknown: tuple[ArticleRow, ...]
    makers: int
    target_bp: BasisPoints | None = None
    targets: tuple[BasisPoints | None, ...] = ()
    """What the share of each of `months` was to reach."""
    stock_unknown_cost: int = 0
    consigned: Consigned = Consigned()
    sizes: tuple[SizeRow, ...] = ()
    top_makers: tuple[MakerRow, ...] = ()
    changed: Changed = Changed()
    ending: tuple[EndingRow, ...] = ()
    push: Push = Push()
    year: Year | None = None
    closing: "Closing | None" = None
    """That the month is closed; stock, regency, target and name are then those of the day it was closed."""


def by_category(groups: Iterable[Group]) -> tuple[CategoryRow, ...]:
    """Goods by category, the largest value first, then by name."""
    found: dict[str, dict[State, int]] = {}
    for g in groups:
        if g.kind is Kind.GOODS:
            found.setdefault(g.category, dict.fromkeys(State, 0))[g.state] += g.value_idr
    rows = [CategoryRow(name, {s: Rupiah(v) for s, v in values.items()}) for name, values in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.total_idr, row.category)))


def by_size(groups: Iterable[Group]) -> tuple[SizeRow, ...]:
    """Goods by the size of their makers, from micro to unknown, only sizes with a line."""
    found: dict[MakerSize, dict[State, int]] = {}
    for g in groups:
        if g.kind is Kind.GOODS:
            found.setdefault(g.maker_size, dict.fromkeys(State, 0))[g.state] += g.value_idr
    return tuple(SizeRow(size, {s: Rupiah(v) for s, v in found[size].items()}) for size in MakerSize if size in found)


def by_day(groups: Iterable[Group]) -> tuple[DayRow, ...]:
    """Goods day by day, only days with a line."""
    found: dict[date, dict[State, int]] = {}
    for g in groups:
        if g.kind is Kind.GOODS:
            found.setdefault(g.day, dict.fromkeys(State, 0))[g.state] += g.value_idr
    return tuple(DayRow(day, {s: Rupiah(v) for s, v in values.items()}) for day, values in sorted(found.items()))
