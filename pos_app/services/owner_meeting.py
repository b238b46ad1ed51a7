"""What the yearly members' meeting wants to see, in one pack: its key figures, with the tables behind them."""

from collections.abc import Iterable

from pos_app.domain.behind import Asked, Behind, BehindTable
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import cost_of
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.product import Kind as Goods
from pos_app.domain.quantity import Milli
from pos_app.services import owner_books, owner_members, owner_stock, reports
from pos_app.services.owner_members import KINDS
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import N_

PARTS = ("members", "customers", "benefits", "months", "losses", "kasbon", "consignment", "origins", "makers", "stock-origin")
"""The tables of the pack, in the order they are printed."""


def pack(shop: Shop, period: Period) -> Figures:
    """The key figures of the pack; its other tables are its parts."""
    members, losses = owner_members.members(shop, period), owner_stock.losses(shop, period)
    benefits = owner_members.benefits(shop, period)
    goods = reports.measures_of(shop, period)
    kasbon, consigned = owner_members.kasbon(shop, period), owner_books.consignment(shop, period)
    at_end = _stock_at_end(shop, period)
    with shop.uow.read() as u:
        registered = {one.number for one in u.customers.every() if one.member}
    split = goods.by_origin

    def table(name: str) -> BehindTable:
        return BehindTable(name, period)

    of_members = _where(members, "kind", (KINDS[True],), "turnover_idr")
    told: tuple[tuple[str, int, int | None, Asked], ...] = (
        (N_("Sales to members"), _sum(of_members), None, Behind(period, member=True, earned=True)),
        (N_("Sales to others"), _sum(members.column("turnover_idr")) - _sum(of_members), None, Behind(period, member=False, earned=True)),
        (N_("Discounts given to members"), -_sum(_where(members, "kind", (KINDS[True],), "discount_idr")), None, table("members")),
        (N_("Benefit through member prices"), _sum(benefits.column("member_price_idr")), None, table("benefits")),
        (N_("Paid by members with points"), _sum(benefits.column("points_idr")), None, table("benefits")),
        (N_("Benefit to members in all"), _sum(benefits.column("benefit_idr")), None, table("benefits")),
        (N_("Cost of goods sold"), _sum(members.column("cost_idr")), None, Behind(period, earned=True)),
        (N_("Gross profit"), _sum(members.column("profit_idr")), None, table("members")),
        (N_("Of it on sales to members"), _sum(_where(members, "kind", (KINDS[True],), "profit_idr")), None, table("benefits")),
        (N_("Sold without a known cost"), _sum(members.column("without_cost_idr")), None, table("articles")),
        (N_("Stock at the end, at cost"), at_end, None, table("stock-age")),
        (N_("Written off, and count differences"), _sum(losses.column("value_idr")), None, table("losses")),
        (
            N_("Owed by members now"),
            _sum(value for number, value in _pairs(kasbon, "customer", "balance_idr") if number in registered),
            None,
            table("kasbon"),
        ),
        (N_("Owed to makers for consigned goods"), _sum(consigned.column("after_idr")), None, table("consignment")),
        (
            N_("Sales of domestic goods"),
            split.value_idr[State.DOMESTIC],
            split.share_bp[State.DOMESTIC],
            Behind(period, kinds=(Goods.GOODS,), state=State.DOMESTIC),
        ),
        (
            N_("Sales of goods of micro, small and medium makers"),
            goods.ikm.value_idr,
            goods.ikm.share_bp,
            Behind(period, kinds=(Goods.GOODS,), sizes=tuple(size for size in MakerSize if size.is_ikm)),
        ),
    )
    some = told if _sum(members.column("receipts")) or at_end else ()
    columns = (
        Column("figure", N_("Figure"), Kind.TERM),
        Column("value_idr", N_("Value"), summed=False),
        Column("share_bp", N_("Share of goods"), Kind.SHARE),
    )
    return Figures(
        "rat",
        N_("Pack for the members' meeting"),
        period,
        columns,
        tuple((figure, value, share) for figure, value, share, _behind in some),
        chart=("figure", "value_idr"),
        charted=6,
        behind=tuple(behind for *_cells, behind in some),
        measures=("value_idr",),
        same=("figure",),
        parts=PARTS,
        notes=(N_("Stock at the end is valued at the average cost of today."),),
    )


def _stock_at_end(shop: Shop, period: Period) -> int:
    """The shop's own stock as it was on the last day, at the average cost of today; below zero is worth nothing."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        later = u.trade.moved_after(period.last)
        levels = u.trade.levels()
    return sum(cost_of(cost, Milli(max(0, qty - later.get(key, 0)))) for key, qty, cost in levels if cost is not None)


def _pairs(figures: Figures, word: str, key: str) -> list[tuple[Value, Value]]:
    return list(zip(figures.column(word), figures.column(key), strict=True))


def _where(figures: Figures, word: str, words: tuple[str, ...], key: str) -> list[Value]:
    return [value for said, value in _pairs(figures, word, key) if said in words]


def _sum(values: Iterable[Value]) -> int:
    return sum(value for value in values if isinstance(value, int))
