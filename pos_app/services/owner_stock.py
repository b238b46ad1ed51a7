"""What lies and what moves, how old the stock is and where it was made, what expires, and what was lost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pos_app.domain.behind import Behind, BehindShelf, BehindStock, BehindTable
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import Cost, allocate, cost_of, half_away, rounded_together
from pos_app.domain.origin import State
from pos_app.domain.product import Kind as Goods
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.services import batches, settings
from pos_app.services.owner_origin import STATES
from pos_app.services.owner_trade import EXACT
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

AGES: Final = (30, 60, 90, 180)
"""Days on the shelf at which a column of the stock's age ends; the last column is open."""
_AHEAD: Final = 183
LOSSES: Final = {"breakage": N_("broken or spoilt"), "own_use": N_("own use"), "count": N_("count difference")}


def movers(shop: Shop, period: Period) -> Figures:
    """What lies and what moves: goods in stock or sold in the period, those that sold least first, with the days since their last sale."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        sold: dict[str | int, int] = defaultdict(int)
        for one in u.trade.lines(period, By.ARTICLE):
            if one.kind is Goods.GOODS:
                sold[one.key] += one.qty
        stock = u.trade.on_hand(also=[int(key) for key in sold])
        named = u.trade.articles([key for key, *_more in stock])
    found: list[tuple[tuple[int, int, str], tuple[Value, ...], ProductId]] = []
    for key, qty, cost, last, _origin in stock:
        code, name, category = named[key]
        gone = sold.get(key, 0)
        idle = (period.last - date.fromisoformat(last)).days if last and last <= period.last.isoformat() else None
        value = cost_of(cost, qty) if cost is not None else None
        per_day = half_away(gone, period.days)
        lasts = qty // per_day if per_day > 0 else None
        found.append(((gone, -(value or 0), name), (code, name, category, gone, qty, value, idle, lasts), ProductId(key)))
    found.sort(key=lambda one: (*one[0], one[2]))
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
    return Figures(
        "movers",
        N_("Slow and fast movers"),
        period,
        columns,
        tuple(row for _order, row, _key in found),
        chart=("name", "value_idr"),
        behind=tuple(Behind(period, product=key, kinds=(Goods.GOODS,)) for _order, _row, key in found),
        whole=Behind(period, kinds=(Goods.GOODS,)),
        measures=("sold_milli",),
        same=("code", "name"),
        notes=(N_("What is on hand, and its value, are as they stand now."),),
    )


AGE_COLUMNS: Final = (
    Column("to_30_idr", N_("to 30 days")),
    Column("to_60_idr", N_("to 60 days")),
    Column("to_90_idr", N_("to 90 days")),
    Column("to_180_idr", N_("to 180 days")),
    Column("longer_idr", N_("longer")),
)
_STOCK_NOTES: Final = (
    N_("As it stands now."),
    N_("Goods without a known cost are left out."),
    N_("Consigned goods are not the shop's and are left out."),
)


@dataclass(frozen=True, slots=True)
class _Lying:
    """One article on the shelf, and what it is worth by how long it has lain."""

    key: int
    origin: State
    qty: Milli
    value: int
    ages: tuple[int, ...]


def _lying(shop: Shop, u: Transaction) -> list[_Lying]:
    """The shop's own stock by age: what is there is taken to be what came in last."""
    today = settings.today(shop, u)
    arrivals: dict[int, list[tuple[date, Milli]]] = defaultdict(list)
    for key, day, qty in u.trade.came_in():
        arrivals[key].append((day, qty))
    found = []
    for key, qty, cost, _last, origin in u.trade.on_hand():
        if cost is None:
            continue
        parts = _aged(qty, arrivals[key], today)
        value = cost_of(cost, qty)
        found.append(_Lying(key, State(origin), qty, value, tuple(allocate(value, parts))))
    return found


def stock_age(shop: Shop, period: Period) -> Figures:
    """The stock's value by how long it has lain, article by article."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        return replace(_of_articles(u, _lying(shop, u)), whole=BehindTable("stock-origin", period))


def shelf(shop: Shop, state: State | None) -> Figures:
    """The same of the articles that are of an origin now, or of all."""
    with shop.uow.read() as u:
        return _of_articles(u, [one for one in _lying(shop, u) if state in (None, one.origin)])


def _of_articles(u: Transaction, stock: Sequence[_Lying]) -> Figures:
    named = u.trade.articles([one.key for one in stock])
    stock = sorted(stock, key=lambda one: (-one.ages[-1], -one.value, named[one.key][1]))
    rows: tuple[tuple[Value, ...], ...] = tuple((*named[one.key], one.qty, one.value, *one.ages) for one in stock)
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD),
        Column("on_hand_milli", N_("On hand"), Kind.QTY),
        Column("value_idr", N_("Stock value")),
        *AGE_COLUMNS,
    )
    return Figures(
        "stock-age",
        N_("Age of the stock"),
        None,
        columns,
        rows,
        chart=("name", "longer_idr"),
        behind=tuple(BehindStock(None, ProductId(one.key)) for one in stock),
        same=("code", "name"),
        notes=_STOCK_NOTES,
    )


def stock_origin(shop: Shop, period: Period) -> Figures:
    """The stock's value by where the goods were made and how long they have lain."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        stock = _lying(shop, u)
    rows: list[tuple[Value, ...]] = []
    behind: list[BehindShelf] = []
    for state in State:
        own = [one for one in stock if one.origin is state]
        if own:
            ages = [sum(parts) for parts in zip(*(one.ages for one in own), strict=True)]
            rows.append((STATES[state], len(own), sum(one.value for one in own), *ages))
            behind.append(BehindShelf(state))
    columns = (
        Column("origin", N_("Origin"), Kind.TERM),
        Column("articles", N_("Articles"), Kind.COUNT),
        Column("value_idr", N_("Stock value")),
        *AGE_COLUMNS,
    )
    return Figures(
        "stock-origin",
        N_("Stock by origin and age"),
        None,
        columns,
        tuple(rows),
        chart=("origin", "value_idr"),
        behind=tuple(behind),
        whole=BehindShelf(),
        same=("origin",),
        notes=_STOCK_NOTES,
    )


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


def expiries(shop: Shop, period: Period) -> Figures:
    """What on the shelf is past its day or soon will be, the first to expire first."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
    found = batches.expiring(shop, within=_AHEAD)
    columns = (
        Column("expires", N_("Best before"), Kind.DAY),
        Column("days_left", N_("Days left"), Kind.COUNT, summed=False),
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("batch", N_("Batch"), Kind.WORD),
        Column("qty_milli", N_("On hand"), Kind.QTY),
        Column("value_idr", N_("Stock value")),
    )
    rows = tuple((x.expires, x.days_left, x.code, x.name, x.batch or "", x.qty, x.worth_idr) for x in found)
    return Figures(
        "expiries",
        N_("What expires"),
        None,
        columns,
        rows,
        chart=("name", "value_idr"),
        behind=tuple(BehindStock(None, x.product_id) for x in found),
        same=("code", "name"),
        notes=(N_("As it stands now, half a year ahead."),),
    )


def losses(shop: Shop, period: Period) -> Figures:
    """What broke, was used in the shop, or was missing or too much when it was counted, at cost."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found: dict[tuple[str, int], list[tuple[Cost | None, Milli]]] = defaultdict(list)
        for reason, key, cost, qty in u.bought.losses(period):
            found[reason, key].append((cost, qty))
        named = u.trade.articles([key for _reason, key in found])
    values = rounded_together([sum((cost or 0) * qty for cost, qty in moves) for moves in found.values()], EXACT)
    rows: list[tuple[Value, ...]] = []
    for ((reason, key), moves), value in zip(found.items(), values, strict=True):
        code, name, category = named[key]
        known = any(cost is not None for cost, _qty in moves)
        rows.append((LOSSES[reason], code, name, category, sum(qty for _cost, qty in moves), value if known else None))
    columns = (
        Column("reason", N_("Reason"), Kind.TERM),
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("value_idr", N_("Value at cost")),
    )
    return Figures(
        "losses",
        N_("Losses and count differences"),
        period,
        columns,
        tuple(rows),
        chart=("reason", "value_idr"),
        measures=("qty_milli", "value_idr"),
        same=("reason", "code", "name"),
        behind=tuple(BehindStock(period, ProductId(key), (reason,)) for reason, key in found),
        whole=BehindStock(period, reasons=tuple(LOSSES)),
        notes=(N_("Below zero is what went. Goods whose cost nobody knows have no value here."),),
    )
