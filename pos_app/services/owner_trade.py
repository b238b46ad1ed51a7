"""What lines come to, as the owner's reports add them up: turnover, cost, profit, and what a chart or comparison shows of them.

Profit is turnover less tax less cost; sales whose cost nobody knows stand in a column of their own and are in no profit,
nor is the tax on them.
Costs are exact until they are shown, and are rounded together: however the lines are grouped, the costs have one sum.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Kind, Value
from pos_app.domain.money import COST_SCALE, half_away, rounded_together
from pos_app.domain.product import Kind as Goods
from pos_app.storage.trade import By, Lines
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

EXACT: Final = 1000 * COST_SCALE
"""Thousandths of a unit times cost in ten-thousandths of a rupiah."""
PROFIT: Final = (
    Column("turnover_idr", N_("Turnover")),
    Column("cost_idr", N_("Cost")),
    Column("profit_idr", N_("Gross profit")),
    Column("without_cost_idr", N_("Sold without a known cost")),
)
TAX: Final = Column("tax_idr", N_("PPN, included"))
DOCUMENTS: Final = (
    Column("receipts", N_("Receipts"), Kind.COUNT),
    Column("gross_idr", N_("Gross sales")),
    Column("discount_idr", N_("Discounts")),
    Column("returns_idr", N_("Returns")),
    Column("net_idr", N_("Net sales")),
    Column("rounding_idr", N_("Cash rounding")),
    TAX,
)
MEASURES: Final = ("receipts", "net_idr", "profit_idr")
_TAX_NOTE: Final = N_("PPN is worked out on whole receipts; here that of the period is shared out by what was sold of taxed goods.")


@dataclass(slots=True)
class Trade:
    """What the lines of one group come to."""

    qty: int = 0
    net: int = 0
    passed_on: int = 0
    taxed: int = 0
    taxed_without_cost: int = 0
    deposits: int = 0
    exact_cost: int = 0
    without_cost: int = 0
    knows_cost: bool = False
    """Whether the cost of any of them is known."""

    def add(self, lines: Lines) -> None:
        self.net += lines.net_idr
        self.passed_on += lines.passed_on_idr
        self.taxed += lines.taxed_idr
        if lines.kind is Goods.DEPOSIT:
            self.deposits += lines.net_idr
            return
        self.qty += lines.qty
        cost = exact_cost(lines.kind, lines.owed_idr, lines.cost, lines.qty)
        if cost is None:
            self.without_cost += lines.net_idr
            self.taxed_without_cost += lines.taxed_idr
        else:
            self.exact_cost += cost
            self.knows_cost = True

    @property
    def turnover(self) -> int:
        """Earned: without what is handed on and without deposits."""
        return self.net - self.passed_on - self.deposits

    def earned(self, cost: int, tax: int = 0) -> tuple[int, int, int, int]:
        """The cells of `PROFIT`, with the cost as it was rounded together with others and the tax on what has one."""
        return (self.turnover, cost, self.turnover - self.without_cost - cost - tax, self.without_cost)


def exact_cost(kind: Goods, owed_idr: int | None, cost: int | None, qty: int) -> int | None:
    """What lines cost, not yet rounded; None where nobody knows. What is owed to its owner is the cost of consigned goods."""
    if owed_idr is not None:
        return owed_idr * EXACT
    if cost is None:
        return None if kind is Goods.GOODS else 0
    return cost * qty


def grouped(lines: Iterable[Lines]) -> dict[str | int, Trade]:
    """The lines added up by their key."""
    found: dict[str | int, Trade] = defaultdict(Trade)
    for one in lines:
        found[one.key].add(one)
    return found


def costs(trades: Sequence[Trade]) -> list[int]:
    """What groups cost, in whole rupiah that sum to what all of them cost."""
    return rounded_together([trade.exact_cost for trade in trades], EXACT)


def taxes(u: Transaction, period: Period, trades: Sequence[Trade]) -> list[tuple[int, int]]:
    """The tax of all receipts of a period, shared out to `trades`, which hold all its lines, by what of them is taxed.

    Of each trade its tax, and how much of that is on what has a known cost.
    """
    without = sum(tax_without_cost(u, period, By.DAY, trades).values())
    known = _shared(u.trade.tax(period) - without, [trade.taxed - trade.taxed_without_cost for trade in trades])
    unknown = _shared(without, [trade.taxed_without_cost for trade in trades])
    return [(of_known + of_unknown, of_known) for of_known, of_unknown in zip(known, unknown, strict=True)]


def _shared(tax: int, parts: Sequence[int]) -> list[int]:
    whole = sum(parts)
    sign = 1 if whole > 0 else -1
    return rounded_together([sign * tax * part for part in parts], abs(whole)) if whole else [0] * len(parts)


def tax_without_cost(u: Transaction, period: Period, by: By, trades: Iterable[Trade]) -> dict[str, int]:
    """The tax on what of `trades` has no known cost, by what a document has: of each receipt the part its goods are of what is taxed."""
    found: dict[str, int] = defaultdict(int)
    if any(trade.taxed_without_cost for trade in trades):
        for key, tax, taxed, without in u.trade.taxed_without_cost(period, by):
            found[key] += half_away(tax * without, taxed) if taxed else 0
    return found


def tax_notes(taxes: Iterable[int]) -> tuple[str, ...]:
    """How tax was shared out, where there is any."""
    return (_TAX_NOTE,) if any(taxes) else ()


def rows_by_document(
    u: Transaction, period: Period, by: By, name: Callable[[str], Value]
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    """Keys and rows of a report whose groups are told by the document: the key, the sums of the documents, what they earned."""
    documents, printed = u.trade.documents(period, by), u.trade.printed(period, by)
    earned = grouped(u.trade.lines(period, by))
    trades = [earned.get(one.key, Trade()) for one in documents]
    without = tax_without_cost(u, period, by, trades)
    rows: list[tuple[Value, ...]] = []
    for one, trade, cost in zip(documents, trades, costs(trades), strict=True):
        gross, off = printed.get(one.key, (0, 0))
        sums = (one.receipts + one.returns, gross, -off, one.returns_idr, one.total_idr, one.rounding_idr, one.tax_idr)
        rows.append((name(one.key), *sums, *trade.earned(cost, one.tax_idr - without.get(one.key, 0))))
    return tuple(one.key for one in documents), tuple(rows)


def named(u: Transaction, keys: Iterable[str | int]) -> Mapping[int, tuple[str, str, str]]:
    """Code, name and category of articles."""
    return u.trade.articles([int(key) for key in keys])
