"""Sales and profit of a period, by day, month, hour, category, article, cashier and customer; tax and turnover.

Profit is turnover less tax less cost; sales whose cost nobody knows stand in a column of their own and are in no profit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import COST_SCALE, WHOLE_BP, half_away
from pos_app.domain.product import Kind as Goods
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By, Lines
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

_EXACT: Final = 1000 * COST_SCALE
_A_BP: Final = 8000
_B_BP: Final = 9500


@dataclass(slots=True)
class _Trade:
    """What the lines of one group come to; the cost is kept exact until it is shown."""

    qty: int = 0
    net: int = 0
    passed_on: int = 0
    deposits: int = 0
    exact_cost: int = 0
    without_cost: int = 0

    def add(self, lines: Lines) -> None:
        self.net += lines.net_idr
        self.passed_on += lines.passed_on_idr
        if lines.kind is Goods.DEPOSIT:
            self.deposits += lines.net_idr
            return
        self.qty += lines.qty
        if lines.owed_idr is not None:
            self.exact_cost += lines.owed_idr * _EXACT
        elif lines.kind is Goods.GOODS and lines.cost is None:
            self.without_cost += lines.net_idr
        elif lines.cost is not None:
            self.exact_cost += lines.cost * lines.qty

    @property
    def turnover(self) -> int:
        """Earned: without what is handed on and without deposits."""
        return self.net - self.passed_on - self.deposits

    @property
    def cost(self) -> int:
        return half_away(self.exact_cost, _EXACT)

    def profit(self, tax: int = 0) -> int:
        return self.turnover - self.without_cost - self.cost - tax


def _grouped(lines: Iterable[Lines], key: Callable[[str | int], str | int] = lambda key: key) -> dict[str | int, _Trade]:
    found: dict[str | int, _Trade] = defaultdict(_Trade)
    for one in lines:
        found[key(one.key)].add(one)
    return found


_PROFIT: Final = (
    Column("turnover_idr", N_("Turnover")),
    Column("cost_idr", N_("Cost")),
    Column("profit_idr", N_("Gross profit")),
    Column("without_cost_idr", N_("Sold without a known cost")),
)
_DOCUMENTS: Final = (
    Column("receipts", N_("Receipts"), Kind.COUNT),
    Column("gross_idr", N_("Gross sales")),
    Column("discount_idr", N_("Discounts")),
    Column("returns_idr", N_("Returns")),
    Column("net_idr", N_("Net sales")),
    Column("rounding_idr", N_("Cash rounding")),
    Column("tax_idr", N_("PPN, included")),
)


def _by_document(u: Transaction, period: Period, by: By, name: Callable[[str], Value]) -> tuple[tuple[Value, ...], ...]:
    """Rows of a report whose groups are told by the document: the key, the sums of the documents, what they earned."""
    documents, printed = u.trade.documents(period, by), u.trade.printed(period, by)
    earned = _grouped(u.trade.lines(period, by))
    rows: list[tuple[Value, ...]] = []
    for one in documents:
        gross, off = printed.get(one.key, (0, 0))
        trade = earned.get(one.key, _Trade())
        rows.append(
            (
                name(one.key), one.receipts + one.returns, gross, -off, one.returns_idr, one.total_idr, one.rounding_idr, one.tax_idr,
                trade.turnover, trade.cost, trade.profit(one.tax_idr), trade.without_cost,
            )
        )  # fmt: skip
    return tuple(rows)


def by_day(shop: Shop, period: Period) -> Figures:
    """Sales and profit day by day."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        rows = _by_document(u, period, By.DAY, date.fromisoformat)
    columns = (Column("day", N_("Day"), Kind.DAY), *_DOCUMENTS, *_PROFIT)
    return Figures("days", N_("Sales by day"), period, columns, rows, chart=("day", "net_idr"))


def by_month(shop: Shop, period: Period) -> Figures:
    """Sales and profit month by month."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        rows = _by_document(u, period, By.MONTH, lambda key: key)
    columns = (Column("month", N_("Month"), Kind.WORD), *_DOCUMENTS, *_PROFIT)
    return Figures("months", N_("Sales by month"), period, columns, rows, chart=("month", "net_idr"))


def by_hour(shop: Shop, period: Period) -> Figures:
    """Sales and profit by the hour of the shop's own clock."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        offset = int((ZoneInfo(zone).utcoffset(datetime.combine(period.last, datetime.min.time())) or timedelta()).total_seconds()) // 3600
        rows = _by_document(u, period, By.HOUR, lambda key: f"{(int(key) + offset) % 24:02d}")
    columns = (Column("hour", N_("Hour"), Kind.WORD), *_DOCUMENTS, *_PROFIT)
    return Figures(
        "hours", N_("Sales by hour"), period, columns, tuple(sorted(rows, key=lambda row: str(row[0]))), chart=("hour", "net_idr")
    )


def by_cashier(shop: Shop, period: Period) -> Figures:
    """Sales and profit by the person at the till."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        rows = _by_document(u, period, By.CASHIER, lambda key: key)
    columns = (Column("cashier", N_("Cashier"), Kind.WORD), *_DOCUMENTS, *_PROFIT)
    return Figures("cashiers", N_("Sales by cashier"), period, columns, rows, chart=("cashier", "net_idr"))


def by_customer(shop: Shop, period: Period) -> Figures:
    """What each customer bought, by turnover and by margin, as the members' meeting asks; the rest under no name."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        known = {one.number: one for one in u.customers.every()}
        rows = _by_document(u, period, By.CUSTOMER, lambda key: key)
    words = {False: N_("other"), True: N_("member")}
    told = tuple(
        (row[0], known[str(row[0])].name if row[0] in known else "", words[row[0] in known and known[str(row[0])].member], *row[1:])
        for row in rows
    )
    columns = (
        Column("customer", N_("Number"), Kind.WORD),
        Column("name", N_("Customer"), Kind.WORD),
        Column("kind", N_("Kind"), Kind.TERM),
        *_DOCUMENTS,
        *_PROFIT,
    )
    return Figures("customers", N_("Sales by customer"), period, columns, told, chart=("name", "turnover_idr"))


def by_category(shop: Shop, period: Period) -> Figures:
    """Sales and profit by category; a sale keeps the category it had."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = _grouped(u.trade.lines(period, By.CATEGORY))
    rows = tuple(
        (str(name), trade.qty, trade.net, trade.turnover, trade.cost, trade.profit(), trade.without_cost)
        for name, trade in sorted(earned.items(), key=lambda item: (-item[1].net, str(item[0])))
    )
    columns = (
        Column("category", N_("Category"), Kind.WORD),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        *_PROFIT,
    )
    return Figures("categories", N_("Sales by category"), period, columns, rows, chart=("category", "net_idr"), notes=_TAX_NOTE)


_TAX_NOTE: Final = (N_("Tax is worked out on whole receipts; it is in the profit by day, not in the profit by category and article."),)


def by_article(shop: Shop, period: Period) -> Figures:
    """Sales and profit by article, with its class: A makes the first 80 % of the net sales, B the next 15 %."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = _grouped(u.trade.lines(period, By.ARTICLE))
        named = u.trade.articles([int(key) for key in earned])
    ordered = sorted(earned.items(), key=lambda item: (-item[1].net, named[int(item[0])][1], item[0]))
    whole = sum(max(0, trade.net) for _key, trade in ordered)
    rows: list[tuple[Value, ...]] = []
    before = 0
    for key, trade in ordered:
        code, name, category = named[int(key)]
        grade = _grade(before, whole)
        before += max(0, trade.net)
        rows.append((code, name, category, grade, trade.qty, trade.net, trade.turnover, trade.cost, trade.profit(), trade.without_cost))
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("category", N_("Category"), Kind.WORD),
        Column("class", N_("Class"), Kind.WORD),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        *_PROFIT,
    )
    return Figures("articles", N_("Sales by article"), period, columns, tuple(rows), chart=("name", "net_idr"), notes=_TAX_NOTE)


def _grade(before: int, whole: int) -> str:
    if whole <= 0 or before * WHOLE_BP >= whole * _B_BP:
        return "C"
    return "B" if before * WHOLE_BP >= whole * _A_BP else "A"


def tax(shop: Shop, period: Period) -> Figures:
    """PPN by tax class: what was earned in each, the tax in it, and the base without."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = u.trade.taxed(period)
    words = {"taxed": N_("taxed"), "exempt": N_("exempt"), "outside": N_("outside PPN")}
    rows = tuple((words[name], value, held, value - held) for name, value, held in found)
    columns = (
        Column("class", N_("Tax class"), Kind.TERM),
        Column("value_idr", N_("Value")),
        Column("tax_idr", N_("PPN, included")),
        Column("base_idr", N_("Tax base (DPP)")),
    )
    return Figures("tax", N_("PPN by tax class"), period, columns, rows)


def turnover(shop: Shop, period: Period) -> Figures:
    """Turnover by month with the year's running total, for the final income tax on turnover."""
    year = Period(period.last.replace(month=1, day=1), period.last)
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = _grouped(u.trade.lines(year, By.MONTH))
    rows: list[tuple[Value, ...]] = []
    running = 0
    for month, trade in sorted(earned.items(), key=lambda item: str(item[0])):
        running += trade.turnover
        rows.append((str(month), trade.net, trade.passed_on, trade.deposits, trade.turnover, running))
    columns = (
        Column("month", N_("Month"), Kind.WORD),
        Column("net_idr", N_("Net sales")),
        Column("passed_on_idr", N_("Handed on")),
        Column("deposits_idr", N_("Deposits")),
        Column("turnover_idr", N_("Turnover")),
        Column("running_idr", N_("Running total"), summed=False),
    )
    return Figures("turnover", N_("Turnover of the year"), year, columns, tuple(rows), chart=("month", "turnover_idr"))
