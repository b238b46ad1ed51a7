"""What is behind figures that no sale line makes: the moves of an article's stock, the lines of a supplier's deliveries."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.behind import BehindPurchases, BehindStock
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.money import rounded_together
from pos_app.services import settings
from pos_app.services.move_words import REASONS
from pos_app.services.owner_trade import EXACT
from pos_app.services.shop import Shop
from pos_app.texts import N_

_MOVES: Final = (
    Column("at", N_("When"), Kind.TIME),
    Column("reason", N_("Reason"), Kind.TERM),
    Column("number", N_("Number"), Kind.WORD),
    Column("code", N_("Code"), Kind.WORD, spare=3),
    Column("name", N_("Article"), Kind.WORD, spare=2),
    Column("qty_milli", N_("Quantity"), Kind.QTY),
    Column("value_idr", N_("Value at cost")),
    Column("person", N_("Person"), Kind.WORD),
    Column("note", N_("Note"), Kind.WORD, spare=1),
)
_DELIVERIES: Final = (
    Column("day", N_("Day"), Kind.DAY),
    Column("number", N_("Number"), Kind.WORD),
    Column("kind", N_("Kind"), Kind.TERM),
    Column("their_number", N_("Their number"), Kind.WORD, spare=1),
    Column("code", N_("Code"), Kind.WORD, spare=2),
    Column("name", N_("Article"), Kind.WORD),
    Column("unit", N_("Unit"), Kind.WORD),
    Column("qty_milli", N_("Quantity"), Kind.QTY, summed=False),
    Column("amount_idr", N_("Value")),
)


def moves(shop: Shop, asked: BehindStock) -> Figures:
    """Every move of the stock that is asked for, in order; a value only where its cost is known."""
    with shop.uow.read() as u:
        found = u.bought.moves(asked)
        here = ZoneInfo(settings.stored(u)["zone"])
    values = rounded_together([(one.cost or 0) * one.qty for one in found], EXACT)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            days.from_stamp(one.at).astimezone(here).strftime("%Y-%m-%d %H:%M") if one.at else "",
            REASONS.get(one.reason, one.reason), one.number, one.code, one.name, one.qty,
            None if one.cost is None else value, one.person, one.note,
        )
        for one, value in zip(found, values, strict=True)
    )  # fmt: skip
    return Figures("moves", N_("Moves of the stock"), asked.period, _MOVES, rows)


def deliveries(shop: Shop, asked: BehindPurchases) -> Figures:
    """The lines of a supplier's papers, and what each paper has beside them."""
    with shop.uow.read() as u:
        found = u.bought.papers(asked)
    rows: list[tuple[Value, ...]] = []
    for paper in found:
        told: tuple[Value, ...] = (date.fromisoformat(paper.day), paper.number, REASONS.get(paper.kind, paper.kind), paper.their_number)
        rows += [(*told, code, name, unit, qty, amount) for code, name, unit, qty, amount in paper.lines]
        rest = paper.total_idr - sum(amount for *_more, amount in paper.lines)
        if rest:
            rows.append((*told[:2], N_("Discount and freight"), *told[3:], "", "", "", None, rest))
    return Figures("deliveries", N_("Lines of the deliveries"), asked.period, _DELIVERIES, tuple(rows))
