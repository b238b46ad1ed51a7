"""Evidence of origin: the pieces that stand now, the events that made them so, and the judged answer.

`origin_event` is append-only and is the truth; `evidence` and `product_origin` are kept with it in the same
transaction and proven by `check`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.evidence import NUMBERED, Evidence, Kind, Resolution, judge, judged_span, maker_regency, maker_size
from pos_app.domain.origin import MakerSize, Origin, State, Strength
from pos_app.domain.product import ProductId
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import among
from pos_app.storage.merges import with_merged


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an article's origin history."""

    at: datetime
    person: str
    till: str
    action: str
    kind: str | None
    number: str | None
    before: State
    after: State
    why: str | None
    detail: Mapping[str, object]
    ended: str | None = None
    """`replaced` or `withdrawn`, where the piece recorded here stands no longer."""
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def contradicts(self) -> bool:
        """Whether it made a known origin unknown."""
        return self.action == "set" and self.before is not State.UNKNOWN and self.after is State.UNKNOWN


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A line of history to be written; `action` is `set`, `withdraw` or `resolve`."""

    product_id: ProductId
    action: str
    before: State
    after: State
    piece: Evidence | None = None
    why: str | None = None


_AT_ONCE: Final = 500
"""Articles whose rows are put together in memory at once."""


class Origins:
    """Queries and writes on evidence, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Keeps others from recording evidence meanwhile: an answer is judged from all pieces, and the shop has one order of recording.

        Taken after stock and before an article's row is changed.
        """
        locks.hold(self._connection, "origin")

    def pieces(self, product_id: ProductId) -> list[Evidence]:
        """The pieces of evidence that stand for an article now."""
        query = select(t.evidence).where(t.evidence.c.product_id == product_id).order_by(t.evidence.c.seq)
        return [_evidence(row) for row in self._connection.execute(query)]

    def pieces_of(self, ids: Sequence[ProductId]) -> dict[ProductId, list[Evidence]]:
        """The standing pieces of those of the articles that have any."""
        found: dict[ProductId, list[Evidence]] = {}
        query = select(t.evidence).where(among(t.evidence.c.product_id, ids)).order_by(t.evidence.c.product_id, t.evidence.c.seq)
        for row in self._connection.execute(query):
            found.setdefault(row.product_id, []).append(_evidence(row))
        return found

    def stated_by(self, document: str, maker: str) -> list[ProductId]:
        """Articles that hold a maker's statement of this document."""
        c = t.evidence.c
        query = select(c.product_id).where(c.kind == Kind.STATEMENT, c.number == document, c.maker == maker).order_by(c.product_id)
        return list(self._connection.execute(query).scalars())

    def ending(self, until: date) -> list[tuple[ProductId, Evidence]]:
        """Pieces of goods on sale that are in force no longer than `until`, those that end first at the top."""
        c, last = t.evidence.c, until.isoformat()
        query = (
            select(t.evidence)
            .join(t.product, t.product.c.id == c.product_id)
            .where((c.valid_until <= last) | (c.expires <= last), t.product.c.archived_at.is_(None))
        )
        found = [(ProductId(row.product_id), _evidence(row)) for row in self._connection.execute(query)]
        ended = [(piece.last_day, i, piece) for i, piece in found if piece.last_day is not None and piece.last_day <= until]
        return [(i, piece) for _day, i, piece in sorted(ended, key=lambda x: (x[0], x[1], x[2].number or ""))]

    def all_pieces(self) -> dict[ProductId, list[Evidence]]:
        """The standing pieces of every article that has any."""
        found: dict[ProductId, list[Evidence]] = {}
        for row in self._connection.execute(select(t.evidence).order_by(t.evidence.c.product_id, t.evidence.c.seq)):
            found.setdefault(row.product_id, []).append(_evidence(row))
        return found

    def resolution(self, product_id: ProductId) -> Resolution | None:
        """The person's answer to disagreeing pieces, if one was given."""
        row = self._connection.execute(select(t.product_origin).where(t.product_origin.c.product_id == product_id)).one_or_none()
        if row is None or row.resolved_state is None:
            return None
        return Resolution(State(row.resolved_state), row.resolved_why, row.resolved_seq)

    def resolutions(self) -> dict[ProductId, Resolution]:
        """Every person's answer to disagreeing pieces."""
        c = t.product_origin.c
        query = select(c.product_id, c.resolved_state, c.resolved_why, c.resolved_seq).where(c.resolved_state.is_not(None))
        return {
            row.product_id: Resolution(State(row.resolved_state), row.resolved_why, row.resolved_seq)
            for row in self._connection.execute(query)
        }

    def judged(self, product_id: ProductId, *, day: date) -> Origin:
        """What the standing pieces say together on `day`."""
        return judge(self.pieces(product_id), day=day, resolved=self.resolution(product_id))

    def next_seq(self) -> int:
        """The next place in the shop's order of recording."""
        return int(self._connection.execute(select(func.coalesce(func.max(t.origin_event.c.id), 0))).scalar_one()) + 1

    def history(self, product_id: ProductId) -> list[Event]:
        """What was said about the origin of an article and of those merged into it, the latest first."""
        query = select(t.origin_event).where(with_merged(t.origin_event.c.product_id, product_id)).order_by(t.origin_event.c.id.desc())
        return _with_their_ends([_event(row) for row in self._connection.execute(query)])

    def put(self, product_id: ProductId, piece: Evidence) -> None:
        """Records a piece, in place of an earlier one of its kind and number."""
        self.drop(product_id, piece.kind, piece.number)
        self._connection.execute(insert(t.evidence).values(_piece_values(product_id, piece)))

    def drop(self, product_id: ProductId, kind: str, number: str | None) -> bool:
        """Takes a piece away; whether there was one."""
        mine = (t.evidence.c.product_id == product_id) & (t.evidence.c.kind == kind) & (t.evidence.c.number == (number or ""))
        return self._connection.execute(delete(t.evidence).where(mine)).rowcount > 0

    def keep(self, product_id: ProductId, *, day: date, resolved: Resolution | None) -> Origin:
        """Judges the standing pieces anew and keeps the answer with the days it holds on."""
        pieces = self.pieces(product_id)
        self._connection.execute(delete(t.product_origin).where(t.product_origin.c.product_id == product_id))
        self._connection.execute(insert(t.product_origin).values(_kept(product_id, pieces, day=day, resolved=resolved)))
        return judge(pieces, day=day, resolved=resolved)

    def keep_all(self, standing: Mapping[ProductId, Sequence[Evidence]], resolved: Mapping[ProductId, Resolution], *, day: date) -> None:
        """Puts all pieces of many articles in place of what stood there, and keeps their answers."""
        ids = list(standing)
        for table in (t.evidence, t.product_origin):
            self._connection.execute(delete(table).where(among(table.c.product_id, ids)))
        for some in (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
            pieces = [_piece_values(i, piece) for i in some for piece in standing[i]]
            if pieces:
                self._connection.execute(insert(t.evidence), pieces)
            self._connection.execute(insert(t.product_origin), [_kept(i, standing[i], day=day, resolved=resolved.get(i)) for i in some])

    def log(
        self,
        product_id: ProductId,
        *,
        at: datetime,
        actor: Actor,
        action: str,
        before: State,
        after: State,
        piece: Evidence | None = None,
        why: str | None = None,
    ) -> None:
        """Writes one line of history; `action` is `set`, `withdraw` or `resolve`."""
        self.log_all([NewEvent(product_id, action, before, after, piece, why)], at=at, actor=actor)

    def log_all(self, events: Sequence[NewEvent], *, at: datetime, actor: Actor) -> None:
        """Writes lines of history, in their order."""
        who = {"at": days.stamp(at), "person": actor.person, "till": actor.till}
        if events:
            self._connection.execute(insert(t.origin_event), [who | _event_values(event) for event in events])

    def uneven(self, today: date) -> list[ProductId]:
        """Articles of whose kept answer any column is not what their pieces say on a day it holds for, or is missing."""
        pieces = self.all_pieces()
        wrong = []
        for row in self._connection.execute(select(t.product_origin).order_by(t.product_origin.c.product_id)):
            resolved = Resolution(State(row.resolved_state), row.resolved_why, row.resolved_seq) if row.resolved_state else None
            day = min(max(today, date.fromisoformat(row.holds_from)), date.fromisoformat(row.holds_until))
            if dict(row._mapping) != _kept(row.product_id, pieces.pop(row.product_id, []), day=day, resolved=resolved):
                wrong.append(ProductId(row.product_id))
        return [*wrong, *pieces]

    def numbers(self, ids: Sequence[ProductId]) -> dict[ProductId, list[str]]:
        """Registration numbers by article."""
        query = select(t.evidence.c.product_id, t.evidence.c.number).where(
            among(t.evidence.c.product_id, ids), t.evidence.c.kind == "registration"
        )
        found: dict[ProductId, list[str]] = {}
        for product_id, number in self._connection.execute(query.order_by(t.evidence.c.seq)):
            found.setdefault(product_id, []).append(number)
        return found


def _piece_values(product_id: ProductId, piece: Evidence) -> dict[str, Any]:
    values = {field.name: getattr(piece, field.name) for field in fields(piece)}
    values |= {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return values | {"number": piece.number or "", "product_id": product_id}


def _event_values(event: NewEvent) -> dict[str, Any]:
    piece = event.piece
    detail = {f.name: v for f in fields(piece) if (v := getattr(piece, f.name)) not in (None, "")} if piece else {}
    return {
        "product_id": event.product_id,
        "action": event.action,
        "kind": piece.kind if piece else None,
        "number": piece.number if piece else None,
        "state_before": event.before,
        "state_after": event.after,
        "why": event.why,
        "detail": json.dumps(detail, default=str, ensure_ascii=False, sort_keys=True),
    }


def _kept(product_id: ProductId, pieces: Sequence[Evidence], *, day: date, resolved: Resolution | None) -> dict[str, Any]:
    origin, span = judge(pieces, day=day, resolved=resolved), judged_span(pieces, day=day)
    return {
        "product_id": product_id,
        "state": origin.state,
        "country": origin.country,
        "strength": origin.strength,
        "tkdn_bp": origin.tkdn_bp,
        "bmp_bp": origin.bmp_bp,
        "certificate": origin.certificate,
        "evidence_kind": origin.evidence_kind,
        "conflict": origin.conflict,
        "expired": origin.expired,
        "maker_size": maker_size(pieces),
        "maker_regency": maker_regency(pieces),
        "resolved_state": resolved.state if resolved else None,
        "resolved_why": resolved.why if resolved else None,
        "resolved_seq": resolved.seq if resolved else None,
        "holds_from": span.first.isoformat(),
        "holds_until": span.last.isoformat(),
    }


def _origin(row: Row[*tuple[Any, ...]]) -> Origin:
    return Origin(
        State(row.state), row.country, Strength(row.strength), row.tkdn_bp, row.bmp_bp, row.certificate, row.evidence_kind,
        row.conflict, row.expired, row.resolved_why,
    )  # fmt: skip


def _with_their_ends(events: Sequence[Event]) -> list[Event]:
    """The events, the latest first, each piece with what became of it afterwards."""
    found = []
    ends: dict[tuple[str, str | None], Event] = {}
    for event in events:
        if event.kind is None:
            found.append(event)
            continue
        key = (event.kind, event.number if event.kind in NUMBERED else None)
        later = ends.get(key) if event.action == "set" else None
        ends[key] = event
        if later is not None:
            how = "replaced" if later.action == "set" else "withdrawn"
            event = replace(event, ended=how, ended_at=later.at, ended_by=later.person)
        found.append(event)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _evidence(row: Row[*tuple[Any, ...]]) -> Evidence:
    return Evidence(
        kind=Kind(row.kind),
        state=State(row.state),
        number=row.number or None,
        family=row.family,
        country=row.country,
        tkdn_bp=row.tkdn_bp,
        bmp_bp=row.bmp_bp,
        valid_from=_day(row.valid_from),
        valid_until=_day(row.valid_until),
        expires=row.expires,
        maker=row.maker,
        maker_size=MakerSize(row.maker_size),
        regency=row.regency,
        note=row.note,
        attachment=row.attachment,
        seq=row.seq,
    )


def _event(row: Row[*tuple[Any, ...]]) -> Event:
    return Event(
        days.from_stamp(row.at), row.person, row.till, row.action, row.kind, row.number,
        State(row.state_before), State(row.state_after), row.why, json.loads(row.detail),
    )  # fmt: skip
