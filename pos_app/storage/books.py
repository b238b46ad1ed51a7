"""What belongs to the shop as a whole: its identity, settings, counters, audit list, open basket."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.storage import locks
from pos_app.storage import tables as t

_SETTINGS: Final = select(t.setting.c.name, t.setting.c.value).order_by(t.setting.c.name)


class Books:
    """Queries and writes on the shop itself, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def found(self, *, uid: str, private_key: str, public_key: str, at: datetime, settings: Mapping[str, str]) -> None:
        """Writes the first rows of a new shop."""
        self._connection.execute(
            insert(t.shop).values(id=1, uid=uid, private_key=private_key, public_key=public_key, created_at=days.stamp(at))
        )
        self.set_settings(settings)

    def identity(self) -> tuple[str, str, str]:
        """The shop's uid, private key and public key (hexadecimal)."""
        row = self._connection.execute(select(t.shop.c.uid, t.shop.c.private_key, t.shop.c.public_key)).one()
        return row.uid, row.private_key, row.public_key

    def set_identity(self, *, uid: str, private_key: str, public_key: str) -> None:
        self._connection.execute(update(t.shop).values(uid=uid, private_key=private_key, public_key=public_key))

    def settings(self) -> dict[str, str]:
        """Every setting of the shop as it is stored."""
        return dict(self._connection.execute(_SETTINGS).all())

    def set_settings(self, values: Mapping[str, str]) -> None:
        for name, value in sorted(values.items()):
            if self._connection.execute(update(t.setting).where(t.setting.c.name == name).values(value=value)).rowcount == 0:
                self._connection.execute(insert(t.setting).values(name=name, value=value))

    def add_targets(self, since: date, month_bp: int | None, year_bp: int | None) -> None:
        """Targets of the share of domestic goods that count from a day on."""
        self._connection.execute(insert(t.share_target).values(since=since.isoformat(), month_bp=month_bp, year_bp=year_bp))

    def targets(self) -> list[tuple[date, int | None, int | None]]:
        """Every target the shop has had, the oldest first."""
        query = select(t.share_target.c.since, t.share_target.c.month_bp, t.share_target.c.year_bp).order_by(t.share_target.c.id)
        return [(date.fromisoformat(since), month, year) for since, month, year in self._connection.execute(query)]

    def machine_of(self, till: str, *, lock: bool = False) -> str | None:
        """The machine that has this till's name; `lock` keeps others from taking it meanwhile."""
        if lock:
            locks.hold(self._connection, f"till {till}")
        return self._connection.execute(select(t.till.c.machine).where(t.till.c.name == till)).scalar()

    def bind_till(self, till: str, machine: str) -> None:
        self._connection.execute(insert(t.till).values(name=till, machine=machine))

    def next_running_number(self, till: str, day: date) -> int:
        """The next receipt number of a till and business day, drawn in the committing transaction: no gap, no double.

        A sequence of the engine would leave a gap when a sale is rolled back (odoo#14786).
        """
        drawn = text(
            "INSERT INTO receipt_counter (till, business_day, last) VALUES (:till, :day, 1) "
            "ON CONFLICT (till, business_day) DO UPDATE SET last = receipt_counter.last + 1 RETURNING last"
        )
        return int(self._connection.execute(drawn, {"till": till, "day": day.isoformat()}).scalar_one())

    def audit(self, *, at: datetime, actor: Actor, event: str, subject: str, **detail: object) -> None:
        """Writes one row of who did what, and which owner allowed it where one was asked."""
        self.audit_each({subject: detail}, at=at, actor=actor, event=event)

    def audit_each(self, told: Mapping[str, Mapping[str, object]], *, at: datetime, actor: Actor, event: str) -> None:
        """Writes a row for each of many subjects that one act has changed, with what is told of it."""
        who = {"at": days.stamp(at), "person": actor.person, "till": actor.till, "event": event}
        allowed = {"allowed_by": actor.allowed_by} if actor.allowed_by else {}
        rows = [
            who | {"subject": subject, "detail": json.dumps({**detail, **allowed}, default=str, ensure_ascii=False, sort_keys=True)}
            for subject, detail in told.items()
        ]
        if rows:
            self._connection.execute(insert(t.audit), rows)

    def keep_cart(self, till: str, body: str, *, at: datetime) -> None:
        """Keeps a till's open basket in place of the one before."""
        self.drop_cart(till)
        self._connection.execute(insert(t.open_cart).values(till=till, saved_at=days.stamp(at), body=body))

    def drop_cart(self, till: str) -> None:
        self._connection.execute(delete(t.open_cart).where(t.open_cart.c.till == till))

    def forget_baskets(self) -> None:
        """Drops every till's open basket, every one that waits and every exchange that was begun."""
        self._connection.execute(delete(t.open_cart))
        self._connection.execute(delete(t.open_exchange))
        self._connection.execute(delete(t.held_basket))

    def kept_cart(self, till: str) -> str | None:
        return self._connection.execute(select(t.open_cart.c.body).where(t.open_cart.c.till == till)).scalar_one_or_none()

    def keep_exchange(self, till: str, body: str, *, at: datetime) -> None:
        """Keeps what comes back at a till for goods that are still being taken."""
        self.drop_exchange(till)
        self._connection.execute(insert(t.open_exchange).values(till=till, saved_at=days.stamp(at), body=body))

    def drop_exchange(self, till: str) -> None:
        self._connection.execute(delete(t.open_exchange).where(t.open_exchange.c.till == till))

    def kept_exchange(self, till: str) -> str | None:
        return self._connection.execute(select(t.open_exchange.c.body).where(t.open_exchange.c.till == till)).scalar_one_or_none()
