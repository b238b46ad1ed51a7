"""Sales and profit of a period, by day, month, hour, cashier, category and article."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.behind import Behind
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import WHOLE_BP
from pos_app.domain.product import ProductId
from pos_app.services.owner_trade import DOCUMENTS, MEASURES, PROFIT, TAX, costs, grouped, named, rows_by_document, tax_notes, taxes
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.texts import N_

_A_BP: Final = 8000
_B_BP: Final = 9500


def by_day(shop: Shop, period: Period) -> Figures:
    """Sales and profit day by day."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        keys, rows = rows_by_document(u, period, By.DAY, date.fromisoformat)
    behind = [Behind(Period(day, day)) for day in map(date.fromisoformat, keys)]
    return _of_documents("days", N_("Sales by day"), period, Column("day", N_("Day"), Kind.DAY), rows, behind)


def by_month(shop: Shop, period: Period) -> Figures:
    """Sales and profit month by month."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        keys, rows = rows_by_document(u, period, By.MONTH, lambda key: key)
    behind = [Behind(within_month(key, period)) for key in keys]
    return _of_documents("months", N_("Sales by month"), period, Column("month", N_("Month"), Kind.MONTH), rows, behind)


def within_month(month: str, period: Period) -> Period:
    """What of a period lies in a month."""
    whole = days.month(month)
    return Period(max(whole.first, period.first), min(whole.last, period.last))


def by_hour(shop: Shop, period: Period) -> Figures:
    """Sales and profit by the hour of the shop's own clock."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        offset = int((ZoneInfo(zone).utcoffset(datetime.combine(period.last, datetime.min.time())) or timedelta()).total_seconds()) // 3600
        keys, rows = rows_by_document(u, period, By.HOUR, lambda key: f"{(int(key) + offset) % 24:02d}")
    order = sorted(range(len(rows)), key=lambda at: str(rows[at][0]))
    behind = [Behind(period, hour=int(keys[at])) for at in order]
    return _of_documents(
        "hours", N_("Sales by hour"), period, Column("hour", N_("Hour"), Kind.WORD), tuple(rows[at] for at in order), behind
    )


def by_cashier(shop: Shop, period: Period) -> Figures:
    """Sales and profit by the person at the till."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        keys, rows = rows_by_document(u, period, By.CASHIER, lambda key: key)
    behind = [Behind(period, person=key) for key in keys]
    return _of_documents("cashiers", N_("Sales by cashier"), period, Column("cashier", N_("Cashier"), Kind.WORD), rows, behind)


def _of_documents(
    name: str, title: str, period: Period, first: Column, rows: tuple[tuple[Value, ...], ...], behind: Sequence[Behind]
) -> Figures:
    columns = (first, *DOCUMENTS, *PROFIT)
    return Figures(
        name,
        title,
        period,
        columns,
        rows,
        chart=(first.key, "net_idr"),
        behind=tuple(behind),
        whole=Behind(period),
        measures=MEASURES,
        same=(first.key,),
    )


def by_category(shop: Shop, period: Period) -> Figures:
    """Sales and profit by category; a sale keeps the category it had."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = grouped(u.trade.lines(period, By.CATEGORY))
        ordered = sorted(earned.items(), key=lambda item: (-item[1].net, str(item[0])))
        trades = [trade for _name, trade in ordered]
        shared = taxes(u, period, trades)
    rows = tuple(
        (str(name), trade.qty, trade.net, tax, *trade.earned(cost, of_known))
        for (name, trade), cost, (tax, of_known) in zip(ordered, costs(trades), shared, strict=True)
    )
    columns = (
        Column("category", N_("Category"), Kind.WORD, blank=N_("Without category")),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
    )
    return Figures(
        "categories",
        N_("Sales by category"),
        period,
        columns,
        rows,
        chart=("category", "net_idr"),
        notes=tax_notes(tax for tax, _of_known in shared),
        behind=tuple(Behind(period, category=str(name)) for name, _trade in ordered),
        whole=Behind(period),
        measures=("qty_milli", "net_idr", "profit_idr"),
        same=("category",),
    )


def by_article(shop: Shop, period: Period) -> Figures:
    """Sales and profit by article, with its class: A makes the first 80 % of the net sales, B the next 15 %."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = grouped(u.trade.lines(period, By.ARTICLE))
        known = named(u, earned)
        ordered = sorted(earned.items(), key=lambda item: (-item[1].net, known[int(item[0])][1], item[0]))
        trades = [trade for _key, trade in ordered]
        shared = taxes(u, period, trades)
    whole = sum(max(0, trade.net) for trade in trades)
    rows: list[tuple[Value, ...]] = []
    before = 0
    for (key, trade), cost, (tax, of_known) in zip(ordered, costs(trades), shared, strict=True):
        code, name, category = known[int(key)]
        grade = _grade(before, whole)
        before += max(0, trade.net)
        rows.append((code, name, category, grade, trade.qty, trade.net, tax, *trade.earned(cost, of_known)))
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD, blank=N_("Without category")),
        Column("class", N_("Class"), Kind.WORD),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
    )
    return Figures(
        "articles",
        N_("Sales by article"),
        period,
        columns,
        tuple(rows),
        chart=("name", "net_idr"),
        notes=tax_notes(tax for tax, _of_known in shared),
        behind=tuple(Behind(period, product=ProductId(int(key))) for key, _trade in ordered),
        whole=Behind(period),
        measures=("qty_milli", "net_idr", "profit_idr"),
        same=("code", "name"),
    )


def _grade(before: int, whole: int) -> str:
    if whole <= 0 or before * WHOLE_BP >= whole * _B_BP:
        return "C"
    return "B" if before * WHOLE_BP >= whole * _A_BP else "A"
