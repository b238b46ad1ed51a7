"""What lies and what moves, how old the stock is, what the drawers held, and who did what."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import Rupiah, cost_of, half_away
from pos_app.domain.quantity import Milli
from pos_app.services import shifts as tills
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.texts import N_

AGES: Final = (30, 60, 90, 180)
"""Days on the shelf at which a column of the stock's age ends; the last column is open."""


def movers(shop: Shop, period: Period) -> Figures:
    """What lies: goods in stock that sold least in the period, with the days since they were last sold."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        sold: dict[str | int, int] = defaultdict(int)
        for one in u.trade.lines(period, By.ARTICLE):
            sold[one.key] += one.qty
        stock = u.trade.on_hand()
        named = u.trade.articles([key for key, *_more in stock])
    rows: list[tuple[Value, ...]] = []
    for key, qty, cost, last in stock:
        code, name, category = named[key]
        gone = sold.get(key, 0)
        idle = (period.last - date.fromisoformat(last)).days if last and last <= period.last.isoformat() else None
        value = cost_of(cost, qty) if cost is not None else None
        per_day = half_away(gone, period.days)
        lasts = qty // per_day if per_day > 0 else None
        rows.append((code, name, category, gone, qty, value, idle, lasts))
    rows.sort(key=lambda row: (row[3] if isinstance(row[3], int) else 0, -(row[5] if isinstance(row[5], int) else 0), str(row[1])))
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD),
        Column("sold_milli", N_("Sold"), Kind.QTY),
        Column("on_hand_milli", N_("On hand"), Kind.QTY),
        Column("value_idr", N_("Stock value")),
        Column("idle_days", N_("Days since the last sale"), Kind.COUNT, summed=False),
        Column("lasts_days", N_("Lasts (days)"), Kind.COUNT, summed=False),
    )
    return Figures("movers", N_("Slow and fast movers"), period, columns, tuple(rows))


def stock_age(shop: Shop, period: Period) -> Figures:
    """The stock's value by how long it has lain: what is there is taken to be what came in last."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        today = days.business_day(shop.clock(), zone)
        stock = u.trade.on_hand()
        arrivals: dict[int, list[tuple[date, Milli]]] = defaultdict(list)
        for key, day, qty in u.trade.came_in():
            arrivals[key].append((day, qty))
        named = u.trade.articles([key for key, *_more in stock])
    rows: list[tuple[Value, ...]] = []
    for key, qty, cost, _last in stock:
        if cost is None:
            continue
        code, name, category = named[key]
        parts = _aged(qty, arrivals[key], today)
        values = [cost_of(cost, Milli(part)) for part in parts]
        values[-1] = Rupiah(cost_of(cost, qty) - sum(values[:-1]))
        rows.append((code, name, category, qty, cost_of(cost, qty), *values))
    rows.sort(key=lambda row: (-_int(row[-1]), -_int(row[4]), str(row[1])))
    heads = (N_("to 30 days"), N_("to 60 days"), N_("to 90 days"), N_("to 180 days"), N_("longer"))
    keys = ("to_30_idr", "to_60_idr", "to_90_idr", "to_180_idr", "longer_idr")
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD),
        Column("on_hand_milli", N_("On hand"), Kind.QTY),
        Column("value_idr", N_("Stock value")),
        *(Column(key, head) for key, head in zip(keys, heads, strict=True)),
    )
    notes = (N_("Goods without a known cost are left out."),)
    return Figures("stock-age", N_("Age of the stock"), None, columns, tuple(rows), notes=notes)


def _aged(qty: Milli, arrivals: Iterable[tuple[date, Milli]], today: date) -> list[int]:
    """What is on hand by age; what no arrival explains is the oldest."""
    parts = [0] * (len(AGES) + 1)
    left = int(qty)
    for day, came in arrivals:
        part = min(left, came)
        old = (today - day).days
        parts[next((n for n, most in enumerate(AGES) if old <= most), len(AGES))] += part
        left -= part
    parts[-1] += left
    return parts


def audit(shop: Shop, period: Period) -> Figures:
    """Who did what, when, at which till."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        first, end = (days.stamp(at) for at in days.bounds(period, zone))
        found = u.trade.audit(first, end)
    rows: list[tuple[Value, ...]] = [
        (datetime.fromisoformat(at).astimezone(UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S"), *more) for at, *more in found
    ]
    columns = (
        Column("at", N_("When"), Kind.WORD),
        Column("person", N_("Person"), Kind.WORD),
        Column("till", N_("Till"), Kind.WORD),
        Column("event", N_("Event"), Kind.WORD),
        Column("subject", N_("About"), Kind.WORD),
        Column("detail", N_("Detail"), Kind.WORD),
    )
    return Figures("audit", N_("Audit list"), period, columns, tuple(rows))


def shifts(shop: Shop, period: Period) -> Figures:
    """Every shift closed in the period: what should have been there, what was counted, and the difference."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
    rows: list[tuple[Value, ...]] = [
        (one.number, days.business_day(one.closed_at, zone), one.closed_by, one.summary.net_idr, one.expected_idr, one.counted_idr,
         one.difference_idr, one.why or "")
        for one in reversed(tills.latest(shop, most=100_000))
        if one.closed_at is not None and period.contains(days.business_day(one.closed_at, zone))
    ]  # fmt: skip
    columns = (
        Column("number", N_("Shift"), Kind.WORD),
        Column("day", N_("Day"), Kind.DAY),
        Column("cashier", N_("Cashier"), Kind.WORD),
        Column("net_idr", N_("Net sales")),
        Column("expected_idr", N_("Should be in the drawer")),
        Column("counted_idr", N_("Counted")),
        Column("difference_idr", N_("Difference")),
        Column("why", N_("Reason"), Kind.WORD),
    )
    return Figures("shifts", N_("Shifts and cash differences"), period, columns, tuple(rows))


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
