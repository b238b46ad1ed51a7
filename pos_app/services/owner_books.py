"""What came in from suppliers, what makers are owed for consigned goods and prices that changed."""

from typing import Final

from pos_app.domain import consignment as ledger
from pos_app.domain.behind import Behind, BehindPurchases
from pos_app.domain.days import Period
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.origin import State
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import ProductId
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import N_

PRICES: Final = {
    PriceKind.RETAIL: N_("retail price"),
    PriceKind.MEMBER: N_("member price"),
    PriceKind.WHOLESALE: N_("wholesale price"),
    PriceKind.QUANTITY: N_("quantity price"),
}


def purchases(shop: Shop, period: Period) -> Figures:
    """What came in by supplier, and where the goods were made."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = u.bought.by_supplier(period)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            one.supplier, one.papers, *(one.goods_idr[state] for state in State), -one.discount_idr, one.freight_idr, one.returned_idr,
            one.total_idr,
        )
        for one in found
    )  # fmt: skip
    columns = (
        Column("name", N_("Supplier"), Kind.WORD, blank=N_("Without supplier")),
        Column("papers", N_("Deliveries"), Kind.COUNT),
        Column("domestic_idr", N_("Domestic")),
        Column("imported_idr", N_("Imported")),
        Column("unknown_idr", N_("Unknown")),
        Column("discount_idr", N_("Discounts")),
        Column("freight_idr", N_("Freight")),
        Column("returned_idr", N_("Sent back")),
        Column("total_idr", N_("Purchases")),
    )
    return Figures(
        "purchases",
        N_("Purchases by supplier and origin"),
        period,
        columns,
        rows,
        chart=("name", "total_idr"),
        measures=("domestic_idr", "imported_idr", "total_idr"),
        same=("name",),
        behind=tuple(BehindPurchases(period, one.supplier) for one in found),
        whole=BehindPurchases(period),
        notes=(N_("The origin is the one that is known now."),),
    )


def consignment(shop: Shop, period: Period) -> Figures:
    """What is owed to those whose goods the shop sells for them: before, added, paid, and at the end of the period."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        pieces = u.consignment.pieces()
        rows: list[tuple[Value, ...]] = []
        for who in u.consignment.consignors():
            told = ledger.account(u.consignment.moves(who.id), u.consignment.payments(who.id), period)
            articles, qty = pieces.get(who.id, (0, 0))
            rows.append((who.name, articles, qty, told.before_idr, told.owed_idr, told.paid_idr, told.after_idr))
    columns = (
        Column("name", N_("Consignor"), Kind.WORD),
        Column("articles", N_("Articles here now"), Kind.COUNT),
        Column("on_hand_milli", N_("Pieces here now"), Kind.QTY),
        Column("before_idr", N_("Owed before")),
        Column("owed_idr", N_("Sold and spoilt")),
        Column("paid_idr", N_("Paid out")),
        Column("after_idr", N_("Owed at the end")),
    )
    return Figures(
        "consignment",
        N_("Consignment debts"),
        period,
        columns,
        tuple(rows),
        chart=("name", "after_idr"),
        measures=("owed_idr", "paid_idr", "after_idr"),
        same=("name",),
        behind=tuple(Behind(period, consignor=str(row[0])) for row in rows),
        whole=Behind(period, consigned=True),
    )


def prices(shop: Shop, period: Period) -> Figures:
    """Every price that changed, from the day it counts."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = sorted(u.prices.between(period.first, period.last), key=lambda x: (x.valid_from, x.id))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            x.valid_from, x.code, x.name, PRICES[x.kind], x.unit, x.old_idr, x.price_idr,
            None if x.old_idr is None or x.price_idr is None else x.price_idr - x.old_idr, x.person,
        )
        for x in found
    )  # fmt: skip
    columns = (
        Column("day", N_("Day"), Kind.DAY),
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("kind", N_("Price"), Kind.TERM),
        Column("unit", N_("Unit"), Kind.WORD),
        Column("old_idr", N_("Before"), summed=False),
        Column("price_idr", N_("New price"), summed=False),
        Column("change_idr", N_("Change"), summed=False),
        Column("person", N_("Person"), Kind.WORD),
    )
    return Figures(
        "prices",
        N_("Price changes"),
        period,
        columns,
        rows,
        chart=("day", None),
        behind=tuple(Behind(period, product=ProductId(x.product_id)) for x in found),
    )
