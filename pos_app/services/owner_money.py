"""Tax, turnover, means of payment, services and deposits, shifts and cash: what the owner's bookkeeping asks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from pos_app.domain import days
from pos_app.domain.behind import Behind
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.product import Kind as Goods
from pos_app.domain.product import ProductId, TaxClass
from pos_app.domain.shift import ShiftReport
from pos_app.domain.tax import RATES, rate_on
from pos_app.services import reports
from pos_app.services import shifts as tills
from pos_app.services.owner_sales import within_month
from pos_app.services.owner_trade import TAX, Trade, grouped, named
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.texts import N_

CLASSES: Final = {
    TaxClass.TAXED: N_("taxed"),
    TaxClass.EXEMPT: N_("exempt"),
    TaxClass.OUTSIDE: N_("outside PPN"),
}
UNTAXED: Final = N_("taxed goods, sold while no PKP")
MEANS: Final[Mapping[str, str]] = {
    "cash": N_("Cash"),
    "qris": N_("QRIS"),
    "debit": N_("Debit card"),
    "credit": N_("Credit card"),
    "ewallet": N_("E-wallet"),
    "transfer": N_("Bank transfer"),
    "bon": N_("On account"),
    "voucher": N_("Voucher"),
    "points": N_("Points"),
}


def tax(shop: Shop, period: Period) -> Figures:
    """PPN by tax class and dated rate: what was earned in each, the tax in it, and the base without."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = [(part, rate_on(part.first), u.trade.taxed(part)) for part in _of_one_rate(period)]
    rows: list[tuple[Value, ...]] = []
    behind = []
    for part, rate, classes in found:
        for name, has_tax, value, held in classes:
            is_untaxed = name == TaxClass.TAXED and not has_tax
            rows.append(
                (UNTAXED if is_untaxed else CLASSES[TaxClass(name)], part.first, rate if has_tax else None, value, held, value - held)
            )
            behind.append(Behind(part, tax_class=name, earned=True, taxed=has_tax if name == TaxClass.TAXED else None))
    columns = (
        Column("class", N_("Tax class"), Kind.TERM),
        Column("from", N_("From"), Kind.DAY),
        Column("rate_bp", N_("Effective rate"), Kind.SHARE),
        Column("value_idr", N_("Value")),
        TAX,
        Column("base_idr", N_("Tax base (DPP)")),
    )
    return Figures(
        "tax",
        N_("PPN by tax class"),
        period,
        columns,
        tuple(rows),
        chart=("class", "value_idr"),
        behind=tuple(behind),
        whole=Behind(period, earned=True),
        measures=("value_idr", "tax_idr", "base_idr"),
        same=("class",),
        notes=(N_("Deposits and what is handed on are in no class. A return carries the tax of its receipt."),),
    )


def _of_one_rate(period: Period) -> list[Period]:
    """The period, parted where the rate of PPN changes."""
    begins = [period.first, *sorted(rate.since for rate in RATES if period.first < rate.since <= period.last)]
    ends = [begin - timedelta(days=1) for begin in begins[1:]] + [period.last]
    return [Period(first, last) for first, last in zip(begins, ends, strict=True)]


def turnover(shop: Shop, period: Period) -> Figures:
    """Turnover by month with the year's running total, for the final income tax on turnover: from January of the year it begins in."""
    return turnover_within(shop, Period(period.first.replace(month=1, day=1), period.last))


def turnover_within(shop: Shop, period: Period) -> Figures:
    """Of the months of the period alone; the running total begins anew with each year."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        earned = sorted(grouped(u.trade.lines(period, By.MONTH)).items(), key=lambda item: str(item[0]))
        taxes = {one.key: one.tax_idr for one in u.trade.documents(period, By.MONTH)}
    rows: list[tuple[Value, ...]] = []
    running: dict[str, int] = defaultdict(int)
    for month, trade in earned:
        year = str(month)[:4]
        running[year] += trade.turnover
        rows.append((str(month), trade.net, trade.passed_on, trade.deposits, trade.turnover, taxes[str(month)], running[year]))
    columns = (
        Column("month", N_("Month"), Kind.MONTH),
        Column("net_idr", N_("Net sales")),
        Column("passed_on_idr", N_("Handed on")),
        Column("deposits_idr", N_("Deposits")),
        Column("turnover_idr", N_("Turnover")),
        TAX,
        Column("running_idr", N_("Running total"), summed=False),
    )
    return Figures(
        "turnover",
        N_("Turnover of the year"),
        period,
        columns,
        tuple(rows),
        chart=("month", "turnover_idr"),
        behind=tuple(Behind(within_month(str(month), period)) for month, _trade in earned),
        whole=Behind(period),
        measures=("turnover_idr",),
        same=("month",),
    )


def payments(shop: Shop, period: Period) -> Figures:
    """What came in and went back by each means; change is out of the cash."""
    found = reports.cash(shop, period).by_means
    columns = (
        Column("means", N_("Means"), Kind.TERM),
        Column("sales_idr", N_("Received")),
        Column("refunds_idr", N_("Given back")),
        Column("net_idr", N_("Net")),
    )
    rows = tuple((MEANS[row.means], row.sales_idr, row.refunds_idr, row.net_idr) for row in found)
    return Figures(
        "payments",
        N_("Payments by means"),
        period,
        columns,
        rows,
        chart=("means", "net_idr"),
        behind=tuple(Behind(period, means=row.means) for row in found),
        whole=Behind(period),
        measures=("sales_idr", "refunds_idr", "net_idr"),
        same=("means",),
        notes=(N_("Behind a means stand the lines of every receipt that was paid by it, in whole or in part."),),
    )


def services(shop: Shop, period: Period) -> Figures:
    """Services, pass-through sales and deposits, which stand outside the shares of local content."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found: dict[tuple[int, Goods], Trade] = {}
        for one in u.trade.lines(period, By.ARTICLE):
            if one.kind in (Goods.SERVICE, Goods.DEPOSIT):
                trade = found.setdefault((int(one.key), one.kind), Trade())
                trade.add(one)
                trade.qty += one.qty if one.kind is Goods.DEPOSIT else 0
        known = named(u, {key for key, _kind in found})
    words = {Goods.SERVICE: N_("service"), Goods.DEPOSIT: N_("deposit")}
    ordered = sorted(found.items(), key=lambda item: (item[0][1], -item[1].net, known[item[0][0]][1]))
    rows = tuple(
        (known[key][0], known[key][1], words[kind], trade.qty, trade.net, trade.passed_on, trade.deposits, trade.turnover)
        for (key, kind), trade in ordered
    )
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("kind", N_("Kind"), Kind.TERM),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Received")),
        Column("passed_on_idr", N_("Handed on")),
        Column("deposits_idr", N_("Owed as deposit")),
        Column("turnover_idr", N_("Earned")),
    )
    return Figures(
        "services",
        N_("Services and deposits"),
        period,
        columns,
        rows,
        chart=("name", "net_idr"),
        behind=tuple(Behind(period, product=ProductId(key), kinds=(kind,)) for (key, kind), _trade in ordered),
        whole=Behind(period, kinds=tuple(words)),
        measures=("qty_milli", "net_idr", "turnover_idr"),
        same=("code", "name", "kind"),
    )


def shifts(shop: Shop, period: Period) -> Figures:
    """Every shift closed in the period: what should have been there, what was counted, and the difference."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        found = tills.closed_in(u, period, zone)
    closed = [(one, days.business_day(one.closed_at, zone)) for one in found if one.closed_at is not None]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.number, day, one.closed_by, one.summary.net_idr, one.expected_idr, one.counted_idr, one.difference_idr, one.why or "")
        for one, day in closed
    )
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
    return Figures(
        "shifts",
        N_("Shifts and cash differences"),
        period,
        columns,
        rows,
        chart=("cashier", "difference_idr"),
        behind=tuple(Behind(_sold_in(one, zone), shifts=(_key(one.number),)) for one, _day in closed),
        whole=_all_sold_in([one for one, _day in closed], zone),
        measures=("net_idr", "difference_idr"),
        same=("cashier",),
    )


def _sold_in(one: ShiftReport, zone: str) -> Period:
    """The business days a closed shift sold on; the till's clock may have been set back meanwhile."""
    ends = [days.business_day(at, zone) for at in (one.opened_at, one.closed_at) if at is not None]
    return Period(min(ends) - timedelta(days=1), max(ends))


def _all_sold_in(closed: Sequence[ShiftReport], zone: str) -> Behind | None:
    """What was sold in all of the shifts; None without any."""
    if not closed:
        return None
    spans = [_sold_in(one, zone) for one in closed]
    return Behind(Period(min(x.first for x in spans), max(x.last for x in spans)), shifts=tuple(_key(one.number) for one in closed))


def _key(number: str) -> tuple[str, int]:
    """Till and running number of `Z-T1-0318`."""
    till, running = number.removeprefix("Z-").rsplit("-", 1)
    return till, int(running)
