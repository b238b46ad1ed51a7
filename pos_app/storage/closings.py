"""Which months are closed: a list of closings and reopenings that is only ever added to."""

import json
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.closing import Closing, ClosingEvent, Kept
from pos_app.domain.local_content import Consigned, Split
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.storage import locks
from pos_app.storage import tables as t

_closing = t.month_closing.c


class Closings:
    """Queries and writes on closed months, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, *, shared: bool) -> None:
        """Keeps a month from being closed while a document is posted into it."""
        locks.hold(self._connection, "month closing", shared=shared)

    def current(self, month: str) -> Closing | None:
        """The closing in force of a month; None while it is open."""
        query = select(t.month_closing).where(_closing.month == month).order_by(_closing.id.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        if row is None or row.event != "closed":
            return None
        return Closing(row.month, days.from_stamp(row.at), row.person, _kept(row.kept), json.loads(row.papers))

    def kept(self) -> dict[str, Kept]:
        """What the figures of each closed month stand on."""
        latest = select(func.max(_closing.id)).group_by(_closing.month)
        query = select(_closing.month, _closing.kept).where(_closing.id.in_(latest), _closing.event == "closed")
        return {month: _kept(kept) for month, kept in self._connection.execute(query)}

    def months(self) -> frozenset[str]:
        """The months that are closed."""
        latest = select(func.max(_closing.id)).group_by(_closing.month)
        query = select(_closing.month).where(_closing.id.in_(latest), _closing.event == "closed")
        return frozenset(self._connection.execute(query).scalars())

    def events(self) -> list[ClosingEvent]:
        """Every closing and reopening, the oldest first."""
        query = select(_closing.month, _closing.event, _closing.at, _closing.person, _closing.why).order_by(_closing.id)
        return [ClosingEvent(month, event, days.from_stamp(at), who, why) for month, event, at, who, why in self._connection.execute(query)]

    def close(self, closing: Closing, actor: Actor) -> None:
        papers = json.dumps(dict(closing.papers), sort_keys=True)
        self._add(closing.month, "closed", actor, at=closing.at, kept=_text(closing.kept), papers=papers)

    def reopen(self, month: str, actor: Actor, *, at: datetime, why: str) -> None:
        self._add(month, "reopened", actor, at=at, why=why)

    def _add(self, month: str, event: str, actor: Actor, *, at: datetime, **more: str) -> None:
        values = {"month": month, "event": event, "at": days.stamp(at), "person": actor.person, **more}
        self._connection.execute(insert(t.month_closing).values(values))


def _text(kept: Kept) -> str:
    stock = {s.value: [kept.stock.value_idr[s], kept.stock.articles[s], kept.stock.pieces[s]] for s in State}
    return json.dumps(
        {
            "shop_name": kept.shop_name,
            "regency": kept.regency,
            "target_bp": kept.target_bp,
            "stock": stock,
            "stock_below_zero": kept.stock_below_zero,
            "stock_unknown_cost": kept.stock_unknown_cost,
            "consigned": [kept.consigned.articles, kept.consigned.pieces, kept.consigned.owed_idr],
            "year_target_bp": kept.year_target_bp,
        },
        sort_keys=True,
    )


def _kept(kept: str) -> Kept:
    known = json.loads(kept)
    stock = known["stock"]
    return Kept(
        known["shop_name"],
        known["regency"],
        None if known["target_bp"] is None else BasisPoints(known["target_bp"]),
        Split(
            {s: Rupiah(stock[s.value][0]) for s in State},
            {s: stock[s.value][1] for s in State},
            {s: Milli(stock[s.value][2]) for s in State},
        ),
        known["stock_below_zero"],
        known["stock_unknown_cost"],
        Consigned(*known["consigned"]),
        None if known["year_target_bp"] is None else BasisPoints(known["year_target_bp"]),
    )
