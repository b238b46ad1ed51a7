"""Several shops side by side: what each sells and stocks by origin, where they disagree, what they could buy together.

Storage gives sums by shop, category and origin; here they become shares, measured as everywhere else
(`local_content`). The same article in two shops is one with the same valid GTIN that no shop numbered itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from pos_app.domain.days import Period
from pos_app.domain.disagreement import Disagreement
from pos_app.domain.local_content import Part, Tkdn, shares
from pos_app.domain.money import BasisPoints, Rupiah, half_away
from pos_app.domain.origin import Origin, State, Strength
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import share_bp
from pos_app.domain.words import folded

Values = Mapping[State, int]
_Sum = TypeVar("_Sum", "SalesSum", "StockSum")


class Measure(StrEnum):
    """What a comparison is looked at by: rupiah sold, rupiah on the shelf, kinds on the shelf."""

    SALES = "sales"
    STOCK = "stock"
    KINDS = "kinds"


@dataclass(frozen=True, slots=True)
class Member:
    """A shop whose snapshot is loaded; `period` is what the snapshot covers, `public_key` the key first seen."""

    uid: str
    name: str
    period: Period
    made_at: datetime
    loaded_at: datetime
    public_key: str
    articles: int


@dataclass(frozen=True, slots=True)
class SalesSum:
    """Sales of one shop, category and origin in the months compared; `weighted` is value times TKDN."""

    shop_uid: str
    category: str
    state: State
    value_idr: int
    pieces: int
    covered_idr: int
    weighted: int
    ikm_idr: int
    strong_idr: int
    medium_idr: int
    weak_idr: int


@dataclass(frozen=True, slots=True)
class StockSum:
    """Stock of one shop, category and origin."""

    shop_uid: str
    category: str
    state: State
    value_idr: int
    articles: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one category, one shop or all of them come to, by origin."""

    sales: Mapping[State, Rupiah]
    stock: Mapping[State, Rupiah]
    kinds: Mapping[State, int]

    def values(self, measure: Measure) -> Values:
        return {Measure.SALES: self.sales, Measure.STOCK: self.stock, Measure.KINDS: self.kinds}[measure]

    def total(self, measure: Measure) -> int:
        return sum(self.values(measure).values())

    def shares(self, measure: Measure, whole: int = 10_000) -> dict[State, int | None]:
        """Shares by largest remainder: of 10000 basis points, of 1000 printed tenths, or of 100 whole percent."""
        return shares(self.values(measure), whole)

    def domestic(self, measure: Measure, whole: int = 10_000) -> int | None:
        return self.shares(measure, whole)[State.DOMESTIC]


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """`name` as most of the value is labelled; spelling and capitals part no category."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Row:
    """One shop, or all together (then `uid` and `name` are empty).

    `period` is what of the months asked the snapshot covers; None where it covers none, and then nothing was sold.
    """

    uid: str
    name: str
    period: Period | None
    made_at: datetime | None
    figures: Figures
    stock_pieces: Mapping[State, Milli]
    tkdn: Tkdn
    ikm: Part
    evidence: Mapping[Strength, Rupiah]
    receipts: int
    lines: int
    categories: tuple[CategoryFigures, ...]

    @property
    def sales_idr(self) -> Rupiah:
        return Rupiah(self.figures.total(Measure.SALES))

    @property
    def stock_idr(self) -> Rupiah:
        return Rupiah(self.figures.total(Measure.STOCK))

    def category(self, name: str) -> Figures | None:
        """The figures of a category, however it is spelt."""
        wanted = folded(name)
        return next((c.figures for c in self.categories if folded(c.name) == wanted), None)


@dataclass(frozen=True, slots=True)
class Substitute:
    """An imported article of `shops`, for each of which another member stocks a domestic one of the category.

    Prices are the mean of the shops', `value_idr` what all of them sold of it in the months compared; `dearer_bp`
    compares by content where both names state it, else by piece, negative where the alternative is cheaper.
    """

    code: str
    name: str
    category: str
    price_idr: Rupiah
    value_idr: Rupiah
    shops: tuple[str, ...]
    alternative_code: str
    alternative_name: str
    alternative_price_idr: Rupiah
    alternative_tkdn_bp: BasisPoints | None
    stocked_by: tuple[str, ...]
    dearer_bp: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Shops side by side, the largest domestic share of sales first.

    `asked` is None where no months were given: then each shop counts with all its snapshot covers, and `covered` goes
    from the first of them to the last. `before` is all shops in the month before, None unless one month is compared and
    every shop in it covers both.
    """

    coop_name: str
    zone: str
    asked: Period | None
    covered: Period | None
    members: tuple[Member, ...]
    shops: tuple[Row, ...]
    together: Row
    before: Figures | None
    disagreements: tuple[Disagreement, ...]
    substitutes: tuple[Substitute, ...]

    def row(self, uid: str) -> Row:
        return next(row for row in self.shops if row.uid == uid)


@dataclass(frozen=True, slots=True)
class ShelfGoods:
    """An article of one category: what its shop sold of it in all months of its snapshot, and has of it."""

    shop_uid: str
    code: str
    name: str
    unit: str
    origin: Origin
    value_idr: Rupiah
    on_hand: Milli


@dataclass(frozen=True, slots=True)
class Heat:
    """Domestic share by shop and category, in whole percent; None where there is nothing to share."""

    categories: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[int | None, ...]], ...]


def heat(compared: Comparison, measure: Measure, *, most: int = 7) -> Heat:
    """The largest categories of all shops, the most domestic first; the last row is all shops together."""
    large = sorted(compared.together.categories, key=lambda c: (-c.figures.total(measure), c.name))[:most]
    large = [c for c in large if c.figures.total(measure) > 0]
    large.sort(key=lambda c: (-(c.figures.domestic(measure) or 0), c.name))
    names = tuple(c.name for c in large)
    rows = []
    for row in (*compared.shops, compared.together):
        own = {folded(c.name): c.figures for c in row.categories}
        found = [own.get(folded(name)) for name in names]
        rows.append((row, tuple(f.domestic(measure, 100) if f else None for f in found)))
    return Heat(names, tuple(rows))


def period_within(asked: Period | None, covered: Period) -> Period | None:
    """What of the months asked a snapshot covers."""
    if asked is None:
        return covered
    first, last = max(asked.first, covered.first), min(asked.last, covered.last)
    return Period(first, last) if first <= last else None


def before(members: Iterable[Member], rows: Iterable[Row], sales: Iterable[SalesSum], month: Period) -> Figures | None:
    """All shops in the month before, `month`; None unless every shop that is compared covers it."""
    compared = {row.uid for row in rows if row.period is not None}
    covering = {m.uid for m in members if period_within(month, m.period) == month}
    if not compared or not compared <= covering:
        return None
    return _figures([x for x in sales if x.shop_uid in compared], [])


def side_by_side(
    members: Iterable[Member],
    sales: Iterable[SalesSum],
    stock: Iterable[StockSum],
    documents: Mapping[str, tuple[int, int]],
    *,
    asked: Period | None,
) -> tuple[tuple[Row, ...], Row]:
    """A row per shop and the row of all together; `documents` are receipts and lines by shop."""
    sold, shelved = _by_shop(sales), _by_shop(stock)
    rows = []
    for m in members:
        own_sales, own_stock = sold.get(m.uid, []), shelved.get(m.uid, [])
        about = (m.uid, m.name, period_within(asked, m.period), m.made_at)
        rows.append(_row(about, own_sales, own_stock, documents.get(m.uid, (0, 0))))
    rows.sort(key=lambda r: (_rank(r.figures.domestic(Measure.SALES)), r.name, r.uid))
    together = _row(
        ("", "", None, None),
        [x for r in rows for x in sold.get(r.uid, [])],
        [x for r in rows for x in shelved.get(r.uid, [])],
        (sum(r.receipts for r in rows), sum(r.lines for r in rows)),
    )
    return tuple(rows), together


def _rank(share: int | None) -> int:
    return 1 if share is None else -share


def _by_shop(sums: Iterable[_Sum]) -> dict[str, list[_Sum]]:
    found: dict[str, list[_Sum]] = {}
    for x in sums:
        found.setdefault(x.shop_uid, []).append(x)
    return found


def _row(
    about: tuple[str, str, Period | None, datetime | None],
    sales: Sequence[SalesSum],
    stock: Sequence[StockSum],
    documents: tuple[int, int],
) -> Row:
    uid, name, period, made_at = about
    figures = _figures(sales, stock)
    total = figures.total(Measure.SALES)
    covered, weighted = sum(x.covered_idr for x in sales), sum(x.weighted for x in sales)
    ikm = sum(x.ikm_idr for x in sales)
    return Row(
        uid=uid,
        name=name,
        period=period,
        made_at=made_at,
        figures=figures,
        stock_pieces={s: Milli(sum(x.pieces for x in stock if x.state is s)) for s in State},
        tkdn=Tkdn(
            covered_idr=Rupiah(covered),
            coverage_bp=share_bp(covered, total),
            floor_bp=BasisPoints(half_away(weighted, total)) if total > 0 else None,
            average_bp=BasisPoints(half_away(weighted, covered)) if covered > 0 else None,
        ),
        ikm=Part(Rupiah(ikm), share_bp(ikm, total)),
        evidence={
            Strength.STRONG: Rupiah(sum(x.strong_idr for x in sales)),
            Strength.MEDIUM: Rupiah(sum(x.medium_idr for x in sales)),
            Strength.WEAK: Rupiah(sum(x.weak_idr for x in sales)),
        },
        receipts=documents[0],
        lines=documents[1],
        categories=_categories(sales, stock),
    )


def _figures(sales: Iterable[SalesSum], stock: Iterable[StockSum]) -> Figures:
    sold, worth, kinds = dict.fromkeys(State, 0), dict.fromkeys(State, 0), dict.fromkeys(State, 0)
    for x in sales:
        sold[x.state] += x.value_idr
    for y in stock:
        worth[y.state] += y.value_idr
        kinds[y.state] += y.articles
    return Figures({s: Rupiah(v) for s, v in sold.items()}, {s: Rupiah(v) for s, v in worth.items()}, kinds)


def _categories(sales: Iterable[SalesSum], stock: Iterable[StockSum]) -> tuple[CategoryFigures, ...]:
    parts: dict[str, tuple[list[SalesSum], list[StockSum]]] = {}
    spelt: dict[str, dict[str, int]] = {}
    for x in sales:
        key = folded(x.category)
        parts.setdefault(key, ([], []))[0].append(x)
        _count_spelling(spelt, key, x.category, x.value_idr)
    for y in stock:
        key = folded(y.category)
        parts.setdefault(key, ([], []))[1].append(y)
        _count_spelling(spelt, key, y.category, y.value_idr)
    found = [CategoryFigures(min(spelt[key], key=lambda name: (-spelt[key][name], name)), _figures(*own)) for key, own in parts.items()]
    return tuple(sorted(found, key=lambda c: (-c.figures.total(Measure.SALES), -c.figures.total(Measure.STOCK), c.name)))


def _count_spelling(spelt: dict[str, dict[str, int]], key: str, name: str, value: int) -> None:
    own = spelt.setdefault(key, {})
    own[name] = own.get(name, 0) + value
