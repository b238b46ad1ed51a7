"""Makers and brands with their many spellings, and the statements makers have signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.maker import MakerId, Named, Statement
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.product import Kind, ProductId
from pos_app.storage import tables as t

_product, _maker, _statement, _alias = t.product.c, t.maker.c, t.maker_statement.c, t.name_alias.c


@dataclass(frozen=True, slots=True)
class MakerRow:
    """A maker or a brand with its goods by the state of their origin."""

    name: str
    articles: int
    states: Mapping[State, int]
    size: MakerSize = MakerSize.UNKNOWN
    regency: str | None = None
    statements: int = 0
    place: str | None = None


class Makers:
    """Queries and writes on makers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self) -> list[MakerRow]:
        """Every maker by name."""
        goods = self._states(_product.maker_id)
        signed = select(_statement.maker_id, func.count()).where(_statement.withdrawn_at.is_(None)).group_by(_statement.maker_id)
        statements: dict[int, int] = dict(self._connection.execute(signed).all())
        return [
            MakerRow(
                row.name,
                sum(goods.get(row.id, {}).values()),
                goods.get(row.id, {}),
                MakerSize(row.size),
                row.regency,
                statements.get(row.id, 0),
                row.place,
            )
            for row in self._connection.execute(select(t.maker).order_by(func.lower(_maker.name), _maker.id))
        ]

    def brands(self) -> list[MakerRow]:
        """Every brand by name."""
        found = self._states(_product.brand)
        return [MakerRow(name, sum(states.values()), states) for name, states in sorted(found.items(), key=lambda x: x[0].lower())]

    def _states(self, by: Any) -> dict[Any, dict[State, int]]:
        state = func.coalesce(t.product_origin.c.state, State.UNKNOWN.value)
        query = (
            select(by, state, func.count())
            .select_from(t.product.outerjoin(t.product_origin, t.product_origin.c.product_id == _product.id))
            .where(by.is_not(None), _product.kind == Kind.GOODS, _product.archived_at.is_(None))
            .group_by(by, state)
        )
        found: dict[Any, dict[State, int]] = {}
        for key, name, count in self._connection.execute(query):
            found.setdefault(key, {})[State(name)] = count
        return found

    def id_of(self, name: str) -> MakerId | None:
        """The key of a maker by its name, or by one that was merged into it."""
        meant = self.aliases(Named.MAKER).get(name, name)
        found = self._connection.execute(select(_maker.id).where(_maker.name == meant)).scalar_one_or_none()
        return None if found is None else MakerId(found)

    def aliases(self, kind: Named) -> dict[str, str]:
        """Spellings that were merged, with the name each stands for."""
        return dict(self._connection.execute(select(_alias.name, _alias.stands_for).where(_alias.kind == kind)).all())

    def merge_makers(self, kept: str, gone: str) -> int:
        """Gives the goods and statements of one maker to another; how many articles moved."""
        ids = dict(self._connection.execute(select(_maker.name, _maker.id).where(_maker.name.in_([kept, gone]))).all())
        rows = {row.name: row for row in self._connection.execute(select(t.maker).where(_maker.name.in_([kept, gone])))}
        moved = self._connection.execute(update(t.product).where(_product.maker_id == ids[gone]).values(maker_id=ids[kept])).rowcount
        self._connection.execute(update(t.maker_statement).where(_statement.maker_id == ids[gone]).values(maker_id=ids[kept]))
        size = rows[kept].size if rows[kept].size != MakerSize.UNKNOWN else rows[gone].size
        values = {"size": size, "regency": rows[kept].regency or rows[gone].regency, "place": rows[kept].place or rows[gone].place}
        self._connection.execute(update(t.maker).where(_maker.id == ids[kept]).values(values))
        self._connection.execute(delete(t.maker).where(_maker.id == ids[gone]))
        self._alias(Named.MAKER, kept, gone)
        return moved

    def merge_brands(self, kept: str, gone: str) -> int:
        """Gives the goods of one brand to another; how many articles changed."""
        moved = self._connection.execute(update(t.product).where(_product.brand == gone).values(brand=kept)).rowcount
        self._alias(Named.BRAND, kept, gone)
        return moved

    def _alias(self, kind: Named, kept: str, gone: str) -> None:
        self._connection.execute(update(t.name_alias).where(_alias.kind == kind, _alias.stands_for == gone).values(stands_for=kept))
        self._connection.execute(delete(t.name_alias).where(_alias.kind == kind, _alias.name.in_([kept, gone])))
        self._connection.execute(insert(t.name_alias).values(kind=kind, name=gone, stands_for=kept))

    def places(self) -> dict[str, str]:
        """The village or place of those makers that have one."""
        return dict(self._connection.execute(select(_maker.name, _maker.place).where(_maker.place.is_not(None))).all())

    def set_place(self, maker: MakerId, place: str | None) -> None:
        self._connection.execute(update(t.maker).where(_maker.id == maker).values(place=place))

    def goods_of(self, maker: MakerId) -> list[ProductId]:
        """The goods of a maker, by name."""
        query = select(_product.id).where(_product.maker_id == maker, _product.kind == Kind.GOODS, _product.archived_at.is_(None))
        return list(self._connection.execute(query.order_by(func.lower(_product.name), _product.id)).scalars())

    # ---- statements

    def add_statement(self, maker: MakerId, statement: Statement, *, at: datetime, person: str) -> int:
        values = {
            "maker_id": maker,
            "document": statement.document,
            "signed_on": statement.signed_on.isoformat(),
            "signed_by": statement.signed_by,
            "state": statement.state,
            "country": statement.country,
            "place": statement.place,
            "materials": statement.materials,
            "attachment": statement.attachment,
            "at": days.stamp(at),
            "person": person,
        }
        return int(self._connection.execute(insert(t.maker_statement).values(values).returning(_statement.id)).scalar_one())

    def statements(self, maker: MakerId) -> list[Statement]:
        """What a maker has signed, the latest first; what was withdrawn too."""
        query = select(t.maker_statement, _maker.name).join_from(t.maker_statement, t.maker).where(_statement.maker_id == maker)
        return [_as_statement(row) for row in self._connection.execute(query.order_by(_statement.id.desc()))]

    def standing(self) -> list[Statement]:
        """Every statement that has not been withdrawn, by maker."""
        query = select(t.maker_statement, _maker.name).join_from(t.maker_statement, t.maker).where(_statement.withdrawn_at.is_(None))
        return [_as_statement(row) for row in self._connection.execute(query.order_by(func.lower(_maker.name), _statement.id))]

    def withdraw_statement(self, statement_id: int, *, at: datetime, person: str, why: str) -> None:
        values = {"withdrawn_at": days.stamp(at), "withdrawn_by": person, "withdrawn_why": why}
        self._connection.execute(update(t.maker_statement).where(_statement.id == statement_id).values(values))

    def unmade_of_brand(self, brand: str) -> list[ProductId]:
        """The goods of a brand whose maker is not known."""
        query = select(_product.id).where(_product.brand == brand, _product.maker_id.is_(None), _product.kind == Kind.GOODS)
        return list(self._connection.execute(query.order_by(_product.id)).scalars())

    def brands_of(self, ids: Sequence[ProductId]) -> dict[ProductId, str]:
        """The brand of those of the articles that have one."""
        query = select(_product.id, _product.brand).where(_product.id.in_(ids), _product.brand.is_not(None))
        return {ProductId(i): brand for i, brand in self._connection.execute(query)}


def _as_statement(row: Row[*tuple[Any, ...]]) -> Statement:
    return Statement(
        row.id,
        row.name,
        row.document,
        date.fromisoformat(row.signed_on),
        row.signed_by,
        State(row.state),
        row.country,
        row.place,
        row.materials,
        row.attachment,
        row.withdrawn_why,
    )
