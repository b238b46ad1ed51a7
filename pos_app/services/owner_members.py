"""What customers and members bought, by turnover and by margin, and what they owe."""

from collections.abc import Sequence

from pos_app.domain.behind import Behind
from pos_app.domain.credit import ageing
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import WHOLE_BP, allocate, rounded_together
from pos_app.services import credit
from pos_app.services.owner_sales import within_month
from pos_app.services.owner_trade import PROFIT, TAX, rows_by_document
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

KINDS = {False: N_("other"), True: N_("member")}


def by_customer(shop: Shop, period: Period) -> Figures:
    """What each customer bought, with the year's total by turnover and by margin; what was sold to nobody under no name."""
    year = Period(period.last.replace(month=1, day=1), period.last)
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        known = {one.number: one for one in u.customers.every()}
        keys, rows = rows_by_document(u, period, By.CUSTOMER, lambda key: key)
        whole = _earned(u, year)
    told: list[tuple[Value, ...]] = []
    for key, (_key, receipts, _gross, discount, _returns, net, _rounding, tax, *earned) in zip(keys, rows, strict=True):
        who = known.get(key)
        words = (key, who.name if who else "", KINDS[who is not None and who.member])
        told.append((*words, receipts, discount, net, tax, *earned, *whole.get(key, (0, 0))))
    columns = (
        Column("customer", N_("Number"), Kind.WORD),
        Column("name", N_("Customer"), Kind.WORD, blank=N_("Without customer")),
        Column("kind", N_("Kind"), Kind.TERM),
        Column("receipts", N_("Receipts"), Kind.COUNT),
        Column("discount_idr", N_("Discounts")),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
        Column("year_turnover_idr", N_("Turnover, year so far")),
        Column("year_profit_idr", N_("Profit, year so far")),
    )
    return Figures(
        "customers",
        N_("Sales by customer"),
        period,
        columns,
        tuple(told),
        chart=("name", "turnover_idr"),
        behind=tuple(Behind(period, customers=(key,)) for key in keys),
        whole=Behind(period),
        measures=("receipts", "turnover_idr", "profit_idr"),
        same=("customer", "name"),
        notes=(N_("The year so far runs from 1 January to the last day of the period."),),
    )


def by_month(u: Transaction, period: Period) -> dict[str, list[tuple[str, int, int, int]]]:
    """Month, documents, turnover and profit of each customer, in the months' order."""
    keys, rows = rows_by_document(u, period, By.CUSTOMER_MONTH, lambda key: key)
    found: dict[str, list[tuple[str, int, int, int]]] = {}
    for key, row in zip(keys, rows, strict=True):
        month, number = key.split(" ", 1)
        figures = (_whole(row[1]), _whole(row[-len(PROFIT)]), _whole(row[2 - len(PROFIT)]))
        found.setdefault(number, []).append((month, *figures))
    return found


def _earned(u: Transaction, period: Period) -> dict[str, tuple[int, int]]:
    """Turnover and profit by customer, as the statements add them up."""
    return {
        number: (sum(turnover for _m, _n, turnover, _p in months), sum(profit for *_more, profit in months))
        for number, months in by_month(u, period).items()
    }


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def members(shop: Shop, period: Period) -> Figures:
    """Sales to members and to others, month by month."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        keys, rows = rows_by_document(u, period, By.MEMBERS, lambda key: key)
    told: list[tuple[Value, ...]] = []
    behind = []
    for key, (_key, receipts, _gross, discount, returns, net, _rounding, tax, *earned) in zip(keys, rows, strict=True):
        month, kind = key.split(" ")
        told.append((month, KINDS[kind == "member"], receipts, discount, returns, net, tax, *earned))
        behind.append(Behind(within_month(month, period), member=kind == "member"))
    columns = (
        Column("month", N_("Month"), Kind.MONTH),
        Column("kind", N_("Kind"), Kind.TERM),
        Column("receipts", N_("Receipts"), Kind.COUNT),
        Column("discount_idr", N_("Discounts")),
        Column("returns_idr", N_("Returns")),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
    )
    return Figures(
        "members",
        N_("Sales to members and others"),
        period,
        columns,
        tuple(told),
        chart=("kind", "net_idr"),
        behind=tuple(behind),
        whole=Behind(period),
        measures=("receipts", "net_idr", "profit_idr"),
        same=("month", "kind"),
        notes=(N_("A member is who is one now."),),
    )


def benefits(shop: Shop, period: Period) -> Figures:
    """What each member bought, as a share of all that members bought, and what being a member brought: the basis of sharing the surplus."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        names = {one.number: one.name for one in u.customers.every() if one.member}
        keys, rows = rows_by_document(u, period, By.CUSTOMER, lambda key: key)
        points, prices = u.points.given(period), _by_member_price(u, period)
    found = [(key, row) for key, row in zip(keys, rows, strict=True) if key in names]
    turnover, profit = ([_whole(row[at]) for _key, row in found] for at in (-len(PROFIT), 2 - len(PROFIT)))
    told: list[tuple[Value, ...]] = []
    for (key, row), bought, earned, of_turnover, of_profit in zip(found, turnover, profit, _shares(turnover), _shares(profit), strict=True):
        collected, paid = points.get(key, (0, 0))
        off, less = -_whole(row[3]), prices.get(key, 0)
        told.append((key, names[key], bought, of_turnover, earned, of_profit, off, less, collected, paid, off + less + paid))
    columns = (
        Column("customer", N_("Number"), Kind.WORD),
        Column("name", N_("Member"), Kind.WORD),
        Column("turnover_idr", N_("Turnover")),
        Column("turnover_bp", N_("Share of turnover"), Kind.SHARE),
        Column("profit_idr", N_("Gross profit")),
        Column("profit_bp", N_("Share of profit"), Kind.SHARE),
        Column("discount_idr", N_("Discounts")),
        Column("member_price_idr", N_("Member prices")),
        Column("points", N_("Points collected"), Kind.COUNT),
        Column("points_idr", N_("Paid with points")),
        Column("benefit_idr", N_("Benefit in all")),
    )
    return Figures(
        "benefits",
        N_("Benefit of the members"),
        period,
        columns,
        tuple(told),
        chart=("name", "benefit_idr"),
        behind=tuple(Behind(period, customers=(key,)) for key, _row in found),
        whole=Behind(period, member=True),
        measures=("turnover_idr", "profit_idr", "benefit_idr"),
        same=("customer", "name"),
        notes=(N_("The shares are of what all members together bought; they are the basis for sharing the surplus."),),
    )


def _shares(values: Sequence[int]) -> list[int | None]:
    """What each is of all, together the whole; nothing where one is below zero or all are nothing."""
    if sum(values) <= 0 or min(values) < 0:
        return [None] * len(values)
    return list(allocate(WHOLE_BP, values))


def _by_member_price(u: Transaction, period: Period) -> dict[str, int]:
    """What each paid less than everybody else by the member prices of the day, as the lines have kept both; returns take it back."""
    exact: dict[str, int] = {}
    for who, less, qty in u.trade.member_prices(period):
        exact[who] = exact.get(who, 0) + less * qty
    return dict(zip(exact, rounded_together(list(exact.values()), 1000), strict=True))


def kasbon(shop: Shop, period: Period) -> Figures:
    """What customers owe now, by how long it has been due."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
    today = credit.today(shop)
    rows: list[tuple[Value, ...]] = []
    behind = []
    for account in credit.accounts(shop, owing=True):
        ages = ageing(account.open_items, today)
        who = account.customer
        rows.append((who.number, who.name, *ages, account.balance_idr - sum(ages), account.balance_idr))
        first = min((entry.day for entry in account.entries), default=today)
        behind.append(Behind(Period(min(first, today), today), customers=(who.number,), means="bon"))
    begins = min((one.period.first for one in behind), default=today)
    owing = tuple(who for one in behind for who in one.customers)
    columns = (
        Column("customer", N_("Number"), Kind.WORD),
        Column("name", N_("Customer"), Kind.WORD),
        Column("not_due_idr", N_("not due yet")),
        Column("to_30_idr", N_("to 30 days")),
        Column("to_60_idr", N_("to 60 days")),
        Column("to_90_idr", N_("to 90 days")),
        Column("longer_idr", N_("longer")),
        Column("ahead_idr", N_("Paid ahead")),
        Column("balance_idr", N_("Owed")),
    )
    return Figures(
        "kasbon",
        N_("Accounts by age"),
        None,
        columns,
        tuple(rows),
        chart=("name", "balance_idr"),
        behind=tuple(behind),
        whole=Behind(Period(begins, today), customers=owing, means="bon") if behind else None,
        notes=(N_("As it stands now. Days are counted from the day an amount was due."),),
    )
