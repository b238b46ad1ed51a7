"""Consigned goods: who brings them and on what terms, the ledger of what lies here and is owed, and its papers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, text, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Move, MoveKind, Owner, Paper, PaperKind, Side, Terms
from pos_app.domain.money import Rupiah
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import among

_who, _article, _paper, _move, _level = (
    t.consignor.c, t.consigned_article.c, t.consignment_paper.c, t.consignment_move.c, t.consigned_level.c,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper with its key and without its lines."""

    id: int
    paper: Paper


class Consignment:
    """Queries and writes on consigned goods, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- who brings goods

    def consignors(self) -> list[Consignor]:
        """Everyone who brings goods, by name."""
        query = select(t.consignor).order_by(func.lower(_who.name), _who.id)
        return [_consignor(row) for row in self._connection.execute(query)]

    def by_name(self, name: str, *, lock: bool = False) -> Consignor | None:
        """Who has this name; `lock` keeps others from agreeing with somebody of that name meanwhile."""
        if lock:
            locks.hold(self._connection, f"consignor {name}")
        row = self._connection.execute(select(t.consignor).where(_who.name == name)).one_or_none()
        return _consignor(row) if row else None

    def lock(self, consignor_id: ConsignorId) -> None:
        """Keeps others from settling with the same consignor meanwhile; SQLite holds its one write lock already.

        The key stays free: a sale of her goods, which names her, waits for no settlement.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(_who.id).where(_who.id == consignor_id).with_for_update(key_share=True))

    def add(self, who: Consignor) -> ConsignorId:
        return ConsignorId(self._connection.execute(insert(t.consignor).values(_values(who)).returning(_who.id)).scalar_one())

    def change(self, who: Consignor) -> None:
        self._connection.execute(update(t.consignor).where(_who.id == who.id).values(_values(who)))

    # ---- whose an article is

    def owners(self, ids: Iterable[ProductId]) -> dict[ProductId, Owner]:
        """Those of the articles that are another's now."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        query = (
            select(_article.product_id, _article.consignor_id, _who.name, _article.terms, _article.terms_value)
            .join_from(t.consigned_article, t.consignor)
            .where(among(_article.product_id, wanted))
        )
        return {
            ProductId(row.product_id): Owner(ConsignorId(row.consignor_id), row.name, Agreed(Terms(row.terms), row.terms_value))
            for row in self._connection.execute(query)
        }

    def give(self, product_id: ProductId, to: ConsignorId, agreed: Agreed) -> None:
        """Makes an article a consignor's, on these terms."""
        self.take_away(product_id)
        values = {"product_id": product_id, "consignor_id": to, "terms": agreed.terms, "terms_value": agreed.value}
        self._connection.execute(insert(t.consigned_article).values(values))

    def take_away(self, product_id: ProductId) -> None:
        """Makes an article the shop's own."""
        self._connection.execute(delete(t.consigned_article).where(_article.product_id == product_id))

    def articles_of(self, consignor_id: ConsignorId) -> list[ProductId]:
        query = select(_article.product_id).where(_article.consignor_id == consignor_id).order_by(_article.product_id)
        return [ProductId(i) for i in self._connection.execute(query).scalars()]

    def articles(self) -> frozenset[ProductId]:
        """Every article that is another's now."""
        return frozenset(self._connection.execute(select(_article.product_id)).scalars())

    def lying_here_of(self, ids: Collection[ProductId]) -> dict[ProductId, Milli]:
        """What lies here of others' goods, by article, whoever they are of."""
        query = select(_level.product_id, func.sum(_level.on_hand_milli)).where(among(_level.product_id, ids)).group_by(_level.product_id)
        return {ProductId(i): Milli(int(qty)) for i, qty in self._connection.execute(query)}

    def lying_here(self, consignor_id: ConsignorId) -> dict[ProductId, Milli]:
        """What lies here of a consignor's, by article; nothing left is not named."""
        query = select(_level.product_id, _level.on_hand_milli).where(_level.consignor_id == consignor_id, _level.on_hand_milli != 0)
        return {ProductId(i): Milli(qty) for i, qty in self._connection.execute(query.order_by(_level.product_id))}

    def sold_by(self, sale_id: int) -> dict[ProductId, ConsignorId]:
        """Whose the consigned articles of a sale were."""
        query = select(_move.product_id, _move.consignor_id).where(_move.sale_id == sale_id)
        return {ProductId(i): ConsignorId(who) for i, who in self._connection.execute(query)}

    def on_hand(self, product_id: ProductId) -> dict[ConsignorId, Milli]:
        """What lies here of an article by whose it is; nothing left is not named."""
        query = select(_level.consignor_id, _level.on_hand_milli).where(_level.product_id == product_id, _level.on_hand_milli != 0)
        return {ConsignorId(who): Milli(qty) for who, qty in self._connection.execute(query)}

    def pieces(self) -> dict[ConsignorId, tuple[int, Milli]]:
        """Articles that lie here and how much of them, by whose they are."""
        query = select(_level.consignor_id, func.count(), func.sum(_level.on_hand_milli)).where(_level.on_hand_milli > 0)
        rows = self._connection.execute(query.group_by(_level.consignor_id))
        return {ConsignorId(who): (n, Milli(int(qty))) for who, n, qty in rows}

    # ---- the ledger

    def post(self, moves: Sequence[Move]) -> None:
        """Writes moves and changes the levels with them."""
        if not moves:
            return
        rows = [
            {
                "consignor_id": m.consignor_id, "product_id": m.product_id, "business_day": m.day.isoformat(), "kind": m.kind,
                "qty_milli": m.qty, "each_idr": m.each_idr, "owed_idr": m.owed_idr, "paper_id": m.paper_id, "sale_id": m.sale_id,
            }
            for m in moves
        ]  # fmt: skip
        add = text(
            "INSERT INTO consigned_level (product_id, consignor_id, on_hand_milli) VALUES (:id, :who, :qty) ON CONFLICT "
            "(product_id, consignor_id) DO UPDATE SET on_hand_milli = consigned_level.on_hand_milli + excluded.on_hand_milli"
        )
        ordered = sorted(moves, key=lambda m: (m.product_id, m.consignor_id))
        self._connection.execute(add, [{"id": m.product_id, "who": m.consignor_id, "qty": m.qty} for m in ordered])
        self._connection.execute(insert(t.consignment_move), rows)

    def moves(self, consignor_id: ConsignorId | None = None) -> list[Move]:
        """The ledger of one consignor, or of all, in its order."""
        query = select(t.consignment_move).order_by(_move.id)
        if consignor_id is not None:
            query = query.where(_move.consignor_id == consignor_id)
        return [_as_move(row) for row in self._connection.execute(query)]

    def owed(self) -> dict[ConsignorId, Rupiah]:
        """What is owed to each now."""
        debts: dict[ConsignorId, int] = {}
        for who, amount in self._connection.execute(select(_move.consignor_id, func.sum(_move.owed_idr)).group_by(_move.consignor_id)):
            debts[ConsignorId(who)] = int(amount)
        for who, amount in self._connection.execute(select(_paper.consignor_id, func.sum(_paper.paid_idr)).group_by(_paper.consignor_id)):
            debts[ConsignorId(who)] = debts.get(ConsignorId(who), 0) - int(amount)
        return {who: Rupiah(amount) for who, amount in debts.items()}

    def payments(self, consignor_id: ConsignorId) -> list[tuple[date, Rupiah]]:
        """What a consignor was paid, by day."""
        query = select(_paper.business_day, _paper.paid_idr).where(_paper.consignor_id == consignor_id, _paper.paid_idr != 0)
        return [(date.fromisoformat(day), Rupiah(paid)) for day, paid in self._connection.execute(query.order_by(_paper.id))]

    def last_settled(self) -> dict[ConsignorId, date]:
        """The day each was settled with last; what was taken back settled nothing."""
        gone = select(_paper.counters_id).where(_paper.counters_id.is_not(None))
        query = select(_paper.consignor_id, func.max(_paper.business_day)).where(
            _paper.kind == PaperKind.SETTLEMENT, _paper.id.not_in(gone)
        )
        rows = self._connection.execute(query.group_by(_paper.consignor_id))
        return {ConsignorId(who): date.fromisoformat(day) for who, day in rows}

    def uneven(self) -> list[tuple[ProductId, int, int]]:
        """Articles whose consigned level is not the sum of their moves: key, level, sum."""
        moved = select(_move.product_id, func.sum(_move.qty_milli).label("qty")).group_by(_move.product_id).subquery()
        kept = select(_level.product_id, func.sum(_level.on_hand_milli).label("qty")).group_by(_level.product_id).subquery()
        query = select(moved.c.product_id, func.coalesce(kept.c.qty, 0), moved.c.qty).outerjoin_from(
            moved, kept, kept.c.product_id == moved.c.product_id
        )
        return [(ProductId(i), int(a), int(b)) for i, a, b in self._connection.execute(query) if int(a) != int(b)]

    def lines_off(self) -> list[str]:
        """Receipts whose consigned lines are not what the ledger says of them."""
        lines = select(t.sale_line.c.sale_id, func.sum(t.sale_line.c.owed_idr).label("owed")).group_by(t.sale_line.c.sale_id).subquery()
        moved = select(_move.sale_id, func.sum(_move.owed_idr).label("owed")).group_by(_move.sale_id).subquery()
        joined = t.sale.outerjoin(lines, lines.c.sale_id == t.sale.c.id).outerjoin(moved, moved.c.sale_id == t.sale.c.id)
        query = select(t.sale.c.number).select_from(joined)
        query = query.where(func.coalesce(lines.c.owed, 0) != func.coalesce(moved.c.owed, 0)).order_by(t.sale.c.id)
        return list(self._connection.execute(query).scalars())

    # ---- papers

    def by_uid(self, uid: str) -> tuple[Paper, list[Move]] | None:
        """The paper with this uid without its lines, and its moves; others are kept from posting the same uid meanwhile."""
        locks.hold(self._connection, uid)
        return self._with_moves(_paper.uid == uid)

    def payer(self, number: str) -> int | None:
        """The shift whose drawer paid a settlement; None where none did."""
        found = self._connection.execute(select(_paper.shift_id).where(_paper.number == number)).scalar_one()
        return None if found is None else int(found)

    def is_taken_back(self, number: str) -> bool:
        back = t.consignment_paper.alias("back")
        query = select(back.c.id).join(t.consignment_paper, back.c.counters_id == _paper.id).where(_paper.number == number)
        return self._connection.execute(query.limit(1)).first() is not None

    def insert(self, paper: Paper, moves: Sequence[Move], *, uid: str, shift_id: int | None = None) -> None:
        """Writes a paper with its moves; `shift_id` is the shift whose drawer paid."""
        before = select(_paper.id).where(_paper.number == paper.counters).scalar_subquery() if paper.counters else None
        values = {
            "uid": uid, "number": paper.number, "kind": paper.kind, "consignor_id": paper.consignor.id, "at": days.stamp(paper.at),
            "business_day": paper.day.isoformat(), "person": paper.person, "till": paper.till,
            "their_number": paper.their_number or None, "their_person": paper.their_person or None, "note": paper.note or None,
            "owed_before_idr": paper.owed_before_idr, "paid_idr": paper.paid_idr, "means": paper.means or None,
            "shift_id": shift_id, "counters_id": before,
        }  # fmt: skip
        made = self._connection.execute(insert(t.consignment_paper).values(values).returning(_paper.id)).scalar_one()
        self.post([replace(move, paper_id=made) for move in moves])

    def paper(self, number: str) -> tuple[Paper, list[Move]] | None:
        """A paper without its lines, and its moves."""
        return self._with_moves(_paper.number == number)

    def _with_moves(self, which: ColumnElement[bool]) -> tuple[Paper, list[Move]] | None:
        found = self._papers(which)
        if not found:
            return None
        moves = select(t.consignment_move).where(_move.paper_id == found[0].id).order_by(_move.id)
        return found[0].paper, [_as_move(row) for row in self._connection.execute(moves)]

    def papers(self, consignor_id: ConsignorId, *, most: int) -> list[Paper]:
        """Papers of a consignor, the latest first."""
        return [stored.paper for stored in self._papers(_paper.consignor_id == consignor_id, most=most)]

    def _papers(self, which: ColumnElement[bool], *, most: int = 1) -> list[Stored]:
        names = [column.label(f"who_{column.name}") for column in t.consignor.c]
        before = t.consignment_paper.alias("before")
        query = select(t.consignment_paper, *names, before.c.number.label("counters")).join_from(t.consignment_paper, t.consignor)
        query = query.outerjoin(before, before.c.id == _paper.counters_id).where(which)
        found = []
        for row in self._connection.execute(query.order_by(_paper.id.desc()).limit(most)):
            who = _consignor_of({column.name: getattr(row, f"who_{column.name}") for column in t.consignor.c})
            paper = Paper(
                row.number, PaperKind(row.kind), who, days.from_stamp(row.at), date.fromisoformat(row.business_day), row.person, row.till,
                (), row.their_number or "", row.their_person or "", row.note or "", Rupiah(row.paid_idr), row.means or "",
                Rupiah(row.owed_before_idr), row.counters or "",
            )  # fmt: skip
            found.append(Stored(row.id, paper))
        return found


def _values(who: Consignor) -> dict[str, object]:
    return {
        "name": who.name, "address": who.address or None, "phone": who.phone or None, "agreement": who.agreement or None,
        "agreed_on": who.agreed_on.isoformat(), "terms": who.agreed.terms, "terms_value": who.agreed.value, "spoilt_by": who.spoilt_by,
        "settle_days": who.settle_days, "unsold_days": who.unsold_days, "note": who.note or None,
    }  # fmt: skip


def _consignor(row: Row[*tuple[Any, ...]]) -> Consignor:
    return _consignor_of(row._mapping)


def _consignor_of(row: Mapping[Any, Any]) -> Consignor:
    return Consignor(
        id=ConsignorId(row["id"]),
        name=row["name"],
        agreed=Agreed(Terms(row["terms"]), row["terms_value"]),
        agreed_on=date.fromisoformat(row["agreed_on"]),
        spoilt_by=Side(row["spoilt_by"]),
        settle_days=row["settle_days"],
        unsold_days=row["unsold_days"],
        address=row["address"] or "",
        phone=row["phone"] or "",
        agreement=row["agreement"] or "",
        note=row["note"] or "",
    )


def _as_move(row: Row[*tuple[Any, ...]]) -> Move:
    return Move(
        ConsignorId(row.consignor_id), ProductId(row.product_id), date.fromisoformat(row.business_day), MoveKind(row.kind),
        Milli(row.qty_milli), Rupiah(row.owed_idr), row.each_idr, row.paper_id, row.sale_id,
    )  # fmt: skip
