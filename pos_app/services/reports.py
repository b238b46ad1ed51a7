"""A period's figures: local content, sales, stock and cash, each from one consistent view of the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from pos_app.domain import alternatives, days
from pos_app.domain import local_content as measures
from pos_app.domain.closing import Kept
from pos_app.domain.days import Period
from pos_app.domain.local_content import ArticleRow, Consigned, EndingRow, ImportedRow, LocalContent, Measures, Offered, Split, Year
from pos_app.domain.money import BasisPoints, Rupiah, times_qty
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.shop import ShopCard
from pos_app.services import lookup, settings
from pos_app.services.origins import SOON_DAYS
from pos_app.services.shop import Shop, begun
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.domain.product import Product

TOP: Final = 20
CHANGES: Final = 500
"""Rows of origins that changed; beyond them only their number is known."""


@dataclass(frozen=True, slots=True)
class MeansRow:
    """Cash is without the change given back."""

    means: str
    sales_idr: Rupiah
    refunds_idr: Rupiah

    @property
    def net_idr(self) -> Rupiah:
        return Rupiah(self.sales_idr + self.refunds_idr)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """What one shift took in the period; `number` is None for all that stands outside of shifts."""

    number: int | None
    till: str | None
    opened_at: datetime | None
    by_means: tuple[MeansRow, ...]


@dataclass(frozen=True, slots=True)
class CashReport:
    by_means: tuple[MeansRow, ...]
    by_shift: tuple[ShiftRow, ...]


@dataclass(frozen=True, slots=True)
class SalesReport:
    receipts: int
    total_idr: Rupiah
    discount_idr: Rupiah
    rounding_idr: Rupiah
    tax_idr: Rupiah
    categories: tuple[measures.CategoryRow, ...]


@dataclass(frozen=True, slots=True)
class StockReport:
    split: Split
    categories: tuple[measures.CategoryRow, ...]
    below_zero: int
    unknown_cost: int
    consigned: Consigned


def local_content(shop: Shop, period: Period) -> LocalContent:
    """The local-content summary of a period, with the month before and the twelve months that end with it.

    Raises:
        Refused: `in_the_future`.
    """
    with shop.uow.read() as u:
        return local_content_in(shop, u, period)


def local_content_in(shop: Shop, u: Transaction, period: Period) -> LocalContent:
    """`local_content` inside a transaction that is open already."""
    card = settings.card_in(u)
    begun(shop, card.zone, period)
    today = days.business_day(shop.clock(), card.zone)
    closing = u.closings.current(period.month) if period.month else None
    kept = closing.kept if closing else _kept_now(u, card, today, period.last)
    groups = u.sums.groups(period)
    before = days.month_before(period) if period.month else None
    until = min(period.last, today)
    twelve = days.months_until(period, count=12)
    months = months_in(u, twelve)
    receipts, lines, makers = u.sums.documents(period)
    return LocalContent(
        shop_name=kept.shop_name,
        zone=card.zone,
        regency=kept.regency,
        period=period,
        receipts=receipts,
        sale_lines=lines,
        now=measures.measure(groups, u.sums.articles(period), regency=kept.regency),
        before=_measures(u, before, kept.regency) if before else None,
        stock=kept.stock,
        stock_below_zero=kept.stock_below_zero,
        stock_unknown_cost=kept.stock_unknown_cost,
        categories=measures.by_category(groups),
        days=measures.by_day(groups),
        months=months,
        targets=targets_of(u, twelve),
        top_domestic=tuple(u.sums.top_articles(period, State.DOMESTIC, most=TOP)),
        top_imported=_with_substitutes(u, u.sums.top_articles(period, State.IMPORTED, most=TOP), until),
        unknown=tuple(u.sums.top_articles(period, State.UNKNOWN, most=TOP)),
        makers=makers,
        target_bp=kept.target_bp,
        consigned=kept.consigned,
        sizes=measures.by_size(groups),
        top_makers=tuple(u.sums.top_makers(period, most=TOP)),
        changed=u.sums.changed(period, card.zone, most=CHANGES),
        ending=_ending(u, until),
        push=u.offers.effect(period),
        year=year_of(months, kept.year_target_bp) if period.month else None,
        closing=closing,
    )


def _kept_now(u: Transaction, card: ShopCard, day: date, last: date) -> Kept:
    stock, (month_bp, year_bp) = _stock(u, day), settings.targets(u, last)
    return Kept(card.name, card.regency, month_bp, stock.split, stock.below_zero, stock.unknown_cost, stock.consigned, year_bp)


def months(shop: Shop) -> tuple[Period, ...]:
    """The months there is something to report of, the oldest first, and always the present one as the last."""
    with shop.uow.read() as u:
        today = settings.today(shop, u)
        found = {first for first in u.sums.months_sold() if first <= today} | {today.replace(day=1)}
    return tuple(days.months_until(Period(first, first), count=1)[0] for first in sorted(found))


def measures_of(shop: Shop, period: Period) -> Measures:
    """What the goods of a period measure, as its local-content summary says it.

    Raises:
        Refused: `in_the_future`.
    """
    with shop.uow.read() as u:
        card = settings.card_in(u)
        begun(shop, card.zone, period)
        return _measures(u, period, card.regency)


def _measures(u: Transaction, period: Period, regency: str | None) -> Measures:
    return measures.measure(u.sums.groups(period), u.sums.articles(period), regency=regency)


def months_in(u: Transaction, periods: Sequence[Period]) -> tuple[tuple[date, Split], ...]:
    """Goods by origin of months that follow on one another: their value alone."""
    return tuple((first, Split(value, {}, {})) for first, value in u.sums.months(periods).items())


def targets_of(u: Transaction, months: Sequence[Period]) -> tuple[BasisPoints | None, ...]:
    """What each month's share was to reach; a closed month keeps the target it was closed with."""
    closed, every = u.closings.kept(), u.books.targets()

    def target(month: Period) -> BasisPoints | None:
        kept = closed.get(f"{month.first:%Y-%m}")
        return kept.target_bp if kept is not None else settings.in_force(every, month.last)[0]

    return tuple(target(month) for month in months)


def _split(rows: dict[State, tuple[int, int, int]]) -> Split:
    nothing = (0, 0, 0)
    return Split(
        {s: Rupiah(rows.get(s, nothing)[0]) for s in State},
        {s: rows.get(s, nothing)[1] for s in State},
        {s: Milli(rows.get(s, nothing)[2]) for s in State},
    )


def _with_substitutes(u: Transaction, rows: Sequence[ArticleRow], day: date) -> tuple[ImportedRow, ...]:
    """The imported articles, each with the best domestic one of its category that is in stock."""
    shelf: dict[str, list[Product]] = {}
    found = []
    for row in rows:
        known = lookup.find(u, row.code, day=day)
        imported = known[0].product if len(known) == 1 else None
        if imported is not None and imported.category not in shelf:
            shelf[imported.category] = u.products.in_category(imported.category, state=State.DOMESTIC, day=day, most=200)
        best = alternatives.suggest(imported, shelf[imported.category]) if imported is not None else ()
        found.append(ImportedRow(row, _offered(best[0]) if best else None))
    return tuple(found)


def _offered(best: alternatives.Alternative) -> Offered:
    offer = best.product
    return Offered(
        code=offer.code,
        name=offer.name,
        on_hand=offer.on_hand or Milli(0),
        tkdn_bp=BasisPoints(offer.origin.tkdn_bp) if offer.origin.tkdn_bp is not None else None,
        evidence_kind=offer.origin.evidence_kind,
        dearer_bp=best.dearer_bp,
        per_unit=best.per.per.value if best.per else None,
    )


def _ending(u: Transaction, day: date) -> tuple[EndingRow, ...]:
    """Evidence in force on a day that ends soon after it."""
    found = [(i, piece, piece.last_day) for i, piece in u.origins.ending(day + timedelta(days=SOON_DAYS))]
    products = u.products.by_ids({i for i, _piece, last in found if last is not None and last >= day}, day=day)
    return tuple(
        EndingRow(
            products[i].code,
            products[i].name,
            piece.kind,
            piece.number,
            None if piece.tkdn_bp is None else BasisPoints(piece.tkdn_bp),
            last,
        )
        for i, piece, last in found
        if i in products and last is not None and last >= day
    )


def year_of(months: Sequence[tuple[date, Split]], target_bp: BasisPoints | None) -> Year:
    """The year of the last of the months, from its January."""
    mine = [split for first, split in months if first.year == months[-1][0].year]
    return Year({s: Rupiah(sum(split.value_idr[s] for split in mine)) for s in State}, target_bp)


def stock(shop: Shop, period: Period | None = None) -> StockReport:
    """What is on hand now, by origin and category, at average cost; below zero counts as nothing.

    Raises:
        Refused: `in_the_future`, for a `period` that has not come yet.
    """
    with shop.uow.read() as u:
        if period is not None:
            begun(shop, settings.stored(u)["zone"], period)
        return _stock(u, settings.today(shop, u))


def _consigned(u: Transaction, day: date) -> Consigned:
    here = dict(u.sums.consigned())
    products, owners = u.products.by_ids(here, day=day), u.consignment.owners(here)
    owed = sum(
        owner.agreed.owed(times_qty(products[i].price_idr or Rupiah(0), here[i]), here[i]) for i, owner in owners.items() if i in products
    )
    return Consigned(len(here), Milli(sum(1000 if products[i].weighed else qty for i, qty in here.items())), Rupiah(owed))


def _stock(u: Transaction, day: date) -> StockReport:
    by_state: dict[State, tuple[int, int, int]] = {}
    by_category: dict[str, dict[State, int]] = {}
    unknown_cost = 0
    for state, category, value, articles, pieces, costless in u.sums.stock():
        v, n, p = by_state.get(state, (0, 0, 0))
        by_state[state] = (v + value, n + articles, p + pieces)
        by_category.setdefault(category, dict.fromkeys(State, 0))[state] += value
        unknown_cost += costless
    rows = [measures.CategoryRow(name, {s: Rupiah(v) for s, v in values.items()}) for name, values in by_category.items()]
    categories = tuple(sorted(rows, key=lambda r: (-r.total_idr, r.category)))
    return StockReport(_split(by_state), categories, u.sums.below_zero(), unknown_cost, _consigned(u, day))


def sales(shop: Shop, period: Period) -> SalesReport:
    """Sums of the documents of a period.

    Raises:
        Refused: `in_the_future`.
    """
    with shop.uow.read() as u:
        begun(shop, settings.stored(u)["zone"], period)
        count, total, rounding, tax, discount = u.sums.sales(period)
        rows = measures.by_category(u.sums.groups(period))
    return SalesReport(count, Rupiah(total), Rupiah(discount), Rupiah(rounding), Rupiah(tax), rows)


def cash(shop: Shop, period: Period) -> CashReport:
    """What came in and went back by means (in the order of their names) in a period, and of that in each shift.

    Documents outside of shifts stand in a row of their own, the last.

    Raises:
        Refused: `in_the_future`.
    """
    with shop.uow.read() as u:
        begun(shop, settings.stored(u)["zone"], period)
        rows = u.sums.payments(period)
        shifts = u.shifts.named({shift for shift, *_row in rows if shift is not None})
    named = [
        ShiftRow(number, till, opened_at, _by_means(row[1:] for row in rows if row[0] == shift))
        for shift, till, number, opened_at in shifts
    ]
    if outside := _by_means(row[1:] for row in rows if row[0] is None):
        named.append(ShiftRow(None, None, None, outside))
    return CashReport(_by_means(row[1:] for row in rows), tuple(named))


def _by_means(rows: Iterable[tuple[str, bool, int, int]]) -> tuple[MeansRow, ...]:
    found: dict[str, list[int]] = {}
    for means, back, total, change in rows:
        found.setdefault(means, [0, 0])[int(back)] += total - change
    return tuple(MeansRow(means, Rupiah(taken), Rupiah(given)) for means, (taken, given) in sorted(found.items()))
