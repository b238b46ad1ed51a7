"""The sale lines behind a figure, with the evidence they were sold on: what the owner answers "why is this so?" with."""

from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.behind import Asked, Behind, BehindOffers, BehindOrigin, BehindPurchases, BehindShelf, BehindStock, BehindTable
from pos_app.domain.days import Period
from pos_app.domain.evidence import Kind as Evidence
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import rounded_together
from pos_app.domain.origin import State
from pos_app.domain.product import Kind as Goods
from pos_app.errors import Refused
from pos_app.services import lookup, owner_evidence, owner_moves, owner_reports, owner_stock, settings
from pos_app.services.owner_origin import EVIDENCE, STATES, STRENGTHS
from pos_app.services.owner_trade import EXACT, exact_cost
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import N_

MOST_SHOWN: Final = 2_000
"""So many lines a window shows one by one; the others stand in a row of their own, so that the sums stay those of the figure."""


def behind(shop: Shop, asked: Asked, *, most: int | None = None) -> Figures:
    """The lines a figure is made of; behind a line of goods stands what was said of their origin. Of more than `most` the rest is one row.

    Raises:
        Refused: `in_the_future`.
    """
    match asked:
        case BehindStock():
            return owner_moves.moves(shop, asked)
        case BehindPurchases():
            return owner_moves.deliveries(shop, asked)
        case BehindShelf():
            return owner_stock.shelf(shop, asked.state)
        case BehindOffers():
            return owner_evidence.offers(shop, asked)
        case BehindOrigin():
            return owner_evidence.said(shop, asked)
        case BehindTable():
            return owner_reports.make(shop, asked.name, asked.period)
        case Behind():
            return _sold(shop, asked, most)


def _sold(shop: Shop, asked: Behind, most: int | None) -> Figures:
    with shop.uow.read() as u:
        zone = begun_in(shop, u, asked.period)
        found = list(u.sold_lines.behind(asked, most=most))
        count, amount = u.sold_lines.count(asked) if most is not None and len(found) == most else (len(found), None)
    here = ZoneInfo(zone)
    notes: tuple[str, ...] = ()
    origins = [BehindOrigin(one.product, asked.period) if one.kind is Goods.GOODS else None for one in found]
    exact = [0 if one.kind is Goods.DEPOSIT else exact_cost(one.kind, one.owed_idr, one.cost, one.base_qty) for one in found]
    costs = rounded_together([cost or 0 for cost in exact], EXACT)
    rows: list[tuple[Value, ...]] = []
    for one, cost, known in zip(found, costs, exact, strict=True):
        at = days.from_stamp(one.at).astimezone(here).strftime("%Y-%m-%d %H:%M")
        has_origin = one.kind is Goods.GOODS
        rows.append(
            (
                at, one.receipt, one.code, one.name, one.qty, one.unit, one.amount_idr, one.passed_on_idr,
                None if known is None else cost,
                STATES[one.state] if has_origin else "", one.country or "",
                EVIDENCE[Evidence(one.evidence_kind)] if one.evidence_kind else "", STRENGTHS[one.strength],
                one.certificate or "", one.tkdn_bp, one.maker or "", one.customer, one.person,
            )
        )  # fmt: skip
    if amount is not None and count > len(found):
        rest = amount - sum(one.amount_idr for one in found)
        blank: dict[str, Value] = {"amount_idr": rest, "name": "\N{HORIZONTAL ELLIPSIS}"}
        rows.append(tuple(blank.get(column.key, None if column.kind in _FIGURES else "") for column in COLUMNS))
        notes = (N_("The last row is the sum of all the lines after these."),)
    return Figures("lines", N_("Sale lines"), asked.period, COLUMNS, tuple(rows), notes=notes, behind=tuple(origins), same=("name",))


def behind_row(shop: Shop, name: str, period: Period, number: int) -> Figures:
    """What the row with a number (the first is 1) of a report is made of.

    Raises:
        Refused: `no_such_report`, `no_such_row`, `nothing_behind`, `in_the_future`.
    """
    figures = owner_reports.make(shop, name, period)
    if not 0 < number <= len(figures.rows):
        raise Refused("no_such_row", row=number, rows=len(figures.rows))
    asked = figures.behind[number - 1] if figures.behind else None
    if asked is None:
        raise Refused("nothing_behind", name=name)
    return behind(shop, asked)


def of_article(shop: Shop, code: str, period: Period, state: State) -> Behind:
    """Which lines an article of a list of the month was sold by.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        product = lookup.one(u, code, day=settings.today(shop, u)).product
    return Behind(period, product=product.id, kinds=(Goods.GOODS,), state=state)


_FIGURES: Final = (Kind.MONEY, Kind.QTY, Kind.SHARE)
COLUMNS: Final = (
    Column("at", N_("When"), Kind.TIME),
    Column("receipt", N_("Receipt"), Kind.WORD),
    Column("code", N_("Code"), Kind.WORD, spare=7),
    Column("name", N_("Article"), Kind.WORD),
    Column("qty_milli", N_("Quantity"), Kind.QTY, summed=False),
    Column("unit", N_("Unit"), Kind.WORD, spare=5),
    Column("amount_idr", N_("Value")),
    Column("passed_on_idr", N_("Handed on"), spare=10),
    Column("cost_idr", N_("Cost"), spare=4),
    Column("origin", N_("Origin"), Kind.TERM),
    Column("country", N_("Country"), Kind.WORD, spare=8),
    Column("evidence", N_("Evidence"), Kind.TERM),
    Column("strength", N_("Strength"), Kind.TERM, spare=9),
    Column("certificate", N_("Certificate"), Kind.WORD, spare=6),
    Column("tkdn_bp", N_("TKDN"), Kind.SHARE, spare=2),
    Column("maker", N_("Maker"), Kind.WORD, spare=1),
    Column("customer", N_("Customer"), Kind.WORD, spare=2),
    Column("person", N_("Cashier"), Kind.WORD, spare=3),
)
