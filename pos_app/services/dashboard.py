"""Today and this month at a glance, in two parts: what kept sums know at once, and what has to be looked for in the lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain import local_content as measures
from pos_app.domain.batches import Expiring
from pos_app.domain.days import Period
from pos_app.domain.local_content import ArticleRow, Measures, Split, Year
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.purchasing import Suggestion
from pos_app.domain.sale import share_bp
from pos_app.services import batches, owner_trade, purchasing, reports, settings, supplier_debts
from pos_app.services.shop import Shop
from pos_app.storage.trade import By
from pos_app.storage.uow import Transaction

LISTED: Final = 4
SOON_DAYS: Final = 7
"""What expires or is to be paid within so many days is shown."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known at once. `week_before_idr` is the same weekday's until the same time; `hours` are the shop's own."""

    at: datetime
    zone: str
    day: date
    month: Period
    receipts: int
    sales_idr: Rupiah
    week_before_idr: Rupiah
    hours: tuple[tuple[int, Rupiah], ...]
    month_sales_idr: Rupiah
    now: Measures
    before: Split
    months: tuple[tuple[date, Split], ...]
    targets: tuple[BasisPoints | None, ...]
    """What the share of each of the months was to reach."""
    year: Year
    target_bp: BasisPoints | None
    unknown: tuple[ArticleRow, ...]
    unknown_articles: int
    untagged: int
    """Goods of unknown origin, sold this month or not."""


@dataclass(frozen=True, slots=True)
class Profit:
    """Gross profit, and its share of what was earned without tax and without sales of unknown cost.

    None where no cost is known of anything that was sold: nobody can say what was earned.
    """

    profit_idr: Rupiah | None
    share_bp: BasisPoints | None
    without_cost_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Duties:
    """What takes a moment to find: profit, what to buy, what expires, what is to be paid. `*_count` are all there are."""

    today: Profit
    month: Profit
    buy: tuple[Suggestion, ...]
    buy_count: int
    expiring: tuple[Expiring, ...]
    expiring_count: int
    expiring_idr: Rupiah
    due_count: int
    due_idr: Rupiah


def look(shop: Shop) -> Glance:
    """Today and this month from kept sums; as quick in a shop of six million lines as in a new one."""
    now = shop.clock()
    with shop.uow.read() as u:
        card = settings.card_in(u)
        day = days.business_day(now, card.zone)
        target, year_target = settings.targets(u, day)
        month = days.month(f"{day:%Y-%m}")
        twelve = days.months_until(month, count=12)
        months = reports.months_in(u, twelve)
        offset = int((now.astimezone(ZoneInfo(card.zone)).utcoffset() or timedelta()).total_seconds()) // 3600
        groups, articles = u.sums.groups(month), u.sums.articles(month)
        return Glance(
            at=now,
            zone=card.zone,
            day=day,
            month=month,
            receipts=u.glance.receipts(day),
            sales_idr=u.glance.taken(day, days.bounds(month, card.zone)[1]),
            week_before_idr=u.glance.taken(day - timedelta(days=7), now - timedelta(days=7)),
            hours=tuple(sorted(((hour + offset) % 24, total) for hour, total in u.glance.hours(day))),
            month_sales_idr=u.glance.month(month),
            now=measures.measure(groups, articles, regency=card.regency),
            before=months[-2][1],
            months=months,
            targets=reports.targets_of(u, twelve),
            year=reports.year_of(months, year_target),
            target_bp=target,
            unknown=tuple(u.sums.top_articles(month, State.UNKNOWN, most=LISTED)),
            unknown_articles=articles.get(State.UNKNOWN, 0),
            untagged=u.listing.count_untagged(),
        )


def duties(shop: Shop) -> Duties:
    """What is read from the lines and the shelf: profit of today and of the month, and what there is to do."""
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        today, month = _profit(u, Period(day, day)), _profit(u, days.month(f"{day:%Y-%m}"))
    buy = sorted(purchasing.suggestions(shop), key=lambda x: (x.lasts_days is None, x.lasts_days or 0, x.shelf.name.casefold()))
    expiring = batches.expiring(shop, within=SOON_DAYS)
    due = [
        x for x in supplier_debts.owed(shop).invoices if x.open_idr > 0 and x.due is not None and x.due <= day + timedelta(days=SOON_DAYS)
    ]
    return Duties(
        today=today,
        month=month,
        buy=tuple(buy[:LISTED]),
        buy_count=len(buy),
        expiring=expiring[:LISTED],
        expiring_count=len(expiring),
        expiring_idr=Rupiah(sum(x.worth_idr or 0 for x in expiring)),
        due_count=len(due),
        due_idr=Rupiah(sum(x.open_idr for x in due)),
    )


def _profit(u: Transaction, period: Period) -> Profit:
    """As the owner's table of days adds it up."""
    trades = list(owner_trade.grouped(u.trade.lines(period, By.DAY)).values())
    tax = u.trade.tax(period) - sum(owner_trade.tax_without_cost(u, period, By.DAY, trades).values())
    cells = [trade.earned(cost) for trade, cost in zip(trades, owner_trade.costs(trades), strict=True)]
    turnover, _cost, profit, without = (sum(column) for column in zip(*cells, strict=True)) if cells else (0, 0, 0, 0)
    if not any(trade.knows_cost for trade in trades):
        return Profit(None, None, Rupiah(without))
    return Profit(Rupiah(profit - tax), share_bp(profit - tax, turnover - without - tax), Rupiah(without))


def best_to_know(glance: Glance) -> Sequence[tuple[ArticleRow, BasisPoints | None]]:
    """The unknown goods that would move the share most, with what each is of the month's goods."""
    return [(row, share_bp(row.value_idr, glance.now.total_idr)) for row in glance.unknown]
