"""Articles with their packs, makers and the origin kept beside them.

The origin of an article is judged once and kept with the span of days on which the answer holds; a day outside that
span is judged anew from the evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain.category import category_path
from pos_app.domain.content_size import ContentSize, Measure
from pos_app.domain.maker import Named
from pos_app.domain.origin import UNKNOWN, MakerSize, Origin, State, Strength
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Found, Kind, Maker, Pack, ParcelPart, Product, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.codes import Codes, NewCode
from pos_app.storage.columns import among
from pos_app.storage.origins import Origins
from pos_app.storage.prices import Due, Prices, quantity_pairs, quantity_prices_of
from pos_app.storage.search import renew
from pos_app.storage.units import NewUnit, Units

_product, _code, _unit, _origin, _level = t.product, t.product_code, t.product_unit, t.product_origin, t.stock_level


_COLUMNS = (
    _product.c.id, _product.c.uid, _product.c.code, _product.c.name, _product.c.receipt_name, _product.c.kind,
    _product.c.unit, _product.c.fee_idr, _product.c.price_idr, _product.c.member_price_idr, _product.c.average_cost, _product.c.last_cost,
    _product.c.wholesale_price_idr, _product.c.tax_class, _product.c.weighed, _product.c.sellable, _product.c.archived_at,
    _product.c.content_measure, _product.c.content_milli, quantity_prices_of(_product.c.id).label("quantity_prices"),
    t.category.c.name.label("category"),
    t.maker.c.name.label("maker"), t.maker.c.size.label("maker_size"), t.maker.c.regency.label("maker_regency"),
    _origin.c.state, _origin.c.country, _origin.c.strength, _origin.c.tkdn_bp, _origin.c.bmp_bp,
    _origin.c.certificate, _origin.c.evidence_kind, _origin.c.conflict, _origin.c.expired,
    _origin.c.resolved_state, _origin.c.resolved_why, _origin.c.holds_from, _origin.c.holds_until,
    _origin.c.maker_size.label("proven_size"), _origin.c.maker_regency.label("proven_regency"),
    _level.c.on_hand_milli,
)  # fmt: skip
_JOINED = (
    _product.outerjoin(t.category, t.category.c.id == _product.c.category_id)
    .outerjoin(t.maker, t.maker.c.id == _product.c.maker_id)
    .outerjoin(_origin, _origin.c.product_id == _product.c.id)
    .outerjoin(_level, _level.c.product_id == _product.c.id)
)


@cache
def _coded(column: str, *, archived: bool) -> Select[*tuple[Any, ...]]:
    """Articles by what stands in a column of their codes, asked for at every scan: put together once, `wanted` is filled in."""
    joined = _JOINED.join(_code, _code.c.product_id == _product.c.id).outerjoin(_unit, _unit.c.id == _code.c.unit_id)
    gone = _product.c.archived_at.is_not(None)
    return (
        select(
            *_COLUMNS,
            _code.c.code.label("found_code"),
            _code.c.role,
            _unit.c.unit.label("pack_unit"),
            _unit.c.holds_milli,
            _unit.c.price_idr.label("pack_price_idr"),
        )
        .select_from(joined)
        .where(_code.c[column] == bindparam("wanted"), gone if archived else ~gone)
        .order_by(_product.c.id, _code.c.id)
    )


class Products:
    """Queries and writes on articles, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- reading

    def by_code(self, code: str, *, day: date, archived: bool = False) -> list[Found]:
        """Articles that carry exactly this code, letter for letter, by article number; `archived` ones where asked for."""
        return self._found(_coded("code", archived=archived), code, day)

    def by_gtin(self, gtin: str, *, day: date) -> list[Found]:
        """Articles with a code of the same GTIN, written with 12, 13 or 14 digits."""
        return self._found(_coded("gtin", archived=False), gtin, day)

    def _found(self, query: Select[*tuple[Any, ...]], wanted: str, day: date) -> list[Found]:
        due = self._due(day)
        found: dict[ProductId, Found] = {}
        for row in self._connection.execute(query, {"wanted": wanted}):
            if row.id not in found:
                price = due.get(row.id, {}).get((PriceKind.RETAIL, row.pack_unit), row.pack_price_idr)
                pack = Pack(row.pack_unit, row.holds_milli, price) if row.holds_milli else None
                code = row.found_code if row.role != "sku" or pack else row.code
                found[row.id] = Found(self._product(row, day, due), code, pack)
        return list(found.values())

    def _due(self, day: date) -> Due:
        return Prices(self._connection).due(day)

    def by_registration(self, number: str, *, day: date) -> list[Found]:
        """Articles that hold this registration number now."""
        ids = select(t.evidence.c.product_id).where(t.evidence.c.number == number, t.evidence.c.kind == "registration")
        query = select(*_COLUMNS).select_from(_JOINED).where(_product.c.id.in_(ids), _product.c.archived_at.is_(None))
        due = self._due(day)
        products = [self._product(row, day, due) for row in self._connection.execute(query.order_by(_product.c.id))]
        return [Found(product, product.code) for product in products]

    def by_ids(self, ids: Iterable[ProductId], *, day: date) -> dict[ProductId, Product]:
        """The named articles as the books have them, their certificates judged on `day`."""
        query = select(*_COLUMNS).select_from(_JOINED).where(among(_product.c.id, set(ids)))
        due = self._due(day)
        return {row.id: self._product(row, day, due) for row in self._connection.execute(query)}

    def in_category(self, category: str, *, state: State, day: date, most: int) -> list[Product]:
        """Sellable goods of a category with stock on hand and this state, the best stocked first."""
        query = (
            select(*_COLUMNS)
            .select_from(_JOINED)
            .where(
                t.category.c.name == category,
                _origin.c.state == state,
                _level.c.on_hand_milli > 0,
                _product.c.kind == Kind.GOODS,
                _product.c.sellable == True,  # noqa: E712 - an SQL comparison
                _product.c.archived_at.is_(None),
            )
            .order_by(_level.c.on_hand_milli.desc(), _product.c.id)
            .limit(most)
        )
        due = self._due(day)
        products = [self._product(row, day, due) for row in self._connection.execute(query)]
        return [product for product in products if product.origin.state is state]

    def everything(self, *, day: date) -> Iterable[Product]:
        """Every article that is not archived, by key."""
        query = select(*_COLUMNS).select_from(_JOINED).where(_product.c.archived_at.is_(None)).order_by(_product.c.id)
        due = self._due(day)
        for row in self._connection.execute(query):
            yield self._product(row, day, due)

    def window(self, query: Select[*tuple[Any, ...]], *, day: date) -> list[Product]:
        """The articles a list shows; `query` selects their keys in order."""
        ids = list(self._connection.execute(query).scalars())
        known = self.by_ids(ids, day=day)
        return [known[i] for i in ids]

    def count(self) -> int:
        """Articles that are not archived."""
        query = select(func.count()).select_from(_product).where(_product.c.archived_at.is_(None))
        return self._connection.execute(query).scalar_one()

    def names(self) -> list[tuple[ProductId, str, str]]:
        """Key, name and all codes (spaced) of every article that can be sold, for the index of names."""
        codes = func.group_concat(_code.c.code, " ") if self._connection.dialect.name == "sqlite" else func.string_agg(_code.c.code, " ")
        query = (
            select(_product.c.id, _product.c.name, codes)
            .select_from(_product.outerjoin(_code, _code.c.product_id == _product.c.id))
            .where(_product.c.archived_at.is_(None), _product.c.sellable == True)  # noqa: E712 - an SQL comparison
            .group_by(_product.c.id, _product.c.name)
        )
        return [(ProductId(i), name, code or "") for i, name, code in self._connection.execute(query)]

    def columns(self, product_id: ProductId) -> Mapping[str, Any]:
        """The columns of `product` as they stand, prices that are due left out."""
        return dict(self._connection.execute(select(_product).where(_product.c.id == product_id)).mappings().one())

    def _product(self, row: Row[*tuple[Any, ...]], day: date, due: Due) -> Product:
        maker = _maker(row)
        now = due.get(row.id, {})
        return Product(
            id=row.id,
            uid=row.uid,
            code=row.code,
            name=row.name,
            unit=row.unit,
            price_idr=now.get((PriceKind.RETAIL, None), row.price_idr),
            origin=self._origin_on(row, day) if row.kind == Kind.GOODS else UNKNOWN,
            kind=Kind(row.kind),
            receipt_name=row.receipt_name,
            category=row.category or "",
            maker=maker,
            average_cost=row.average_cost,
            last_cost=row.last_cost,
            tax_class=TaxClass(row.tax_class),
            weighed=row.weighed,
            on_hand=Milli(row.on_hand_milli or 0) if row.kind == Kind.GOODS else None,
            member_price_idr=now.get((PriceKind.MEMBER, None), row.member_price_idr),
            wholesale_price_idr=now.get((PriceKind.WHOLESALE, None), row.wholesale_price_idr),
            quantity_prices=quantity_pairs(row.quantity_prices),
            sellable=row.sellable,
            archived=row.archived_at is not None,
            stated_content=ContentSize(row.content_milli or 0, Measure(row.content_measure)) if row.content_measure else None,
            fee_idr=row.fee_idr,
            parts=self._parts(row.id, day) if row.kind == Kind.PARCEL else (),
        )

    def _parts(self, parcel_id: ProductId, day: date) -> tuple[ParcelPart, ...]:
        """What a parcel holds. A part is goods, so that no parcel holds another."""
        part = t.parcel_part.c
        query = select(part.product_id, part.qty_milli).where(part.parcel_id == parcel_id).order_by(part.product_id)
        qtys = {ProductId(row.product_id): Milli(row.qty_milli) for row in self._connection.execute(query)}
        goods = self.by_ids(qtys, day=day) if qtys else {}
        return tuple(ParcelPart(goods[i], qty) for i, qty in qtys.items())

    def parcels_with(self, product_id: ProductId) -> list[str]:
        """Names of the parcels an article is a part of."""
        part = t.parcel_part.c
        query = select(_product.c.name).join_from(t.parcel_part, _product, _product.c.id == part.parcel_id)
        query = query.where(part.product_id == product_id, _product.c.kind == Kind.PARCEL, _product.c.archived_at.is_(None))
        return list(self._connection.execute(query.order_by(_product.c.name)).scalars())

    def parcel_ids(self) -> list[ProductId]:
        """Parcels that are not archived, by name."""
        query = select(_product.c.id).where(_product.c.kind == Kind.PARCEL, _product.c.archived_at.is_(None))
        return [ProductId(i) for i in self._connection.execute(query.order_by(_product.c.name, _product.c.id)).scalars()]

    def _origin_on(self, row: Row[*tuple[Any, ...]], day: date) -> Origin:
        if row.state is None:
            return UNKNOWN
        if not row.holds_from <= day.isoformat() <= row.holds_until:
            return Origins(self._connection).judged(row.id, day=day)
        return Origin(
            State(row.state),
            row.country,
            Strength(row.strength),
            tkdn_bp=row.tkdn_bp,
            bmp_bp=row.bmp_bp,
            certificate=row.certificate,
            evidence_kind=row.evidence_kind,
            conflict=row.conflict,
            expired=row.expired,
            resolved=row.resolved_why if row.resolved_state else None,
        )

    # ---- writing

    def category_id(self, name: str) -> int | None:
        """The key of a category, made where it is new; None for no category."""
        path = category_path(name)
        return self._named(t.category, path) if path else None

    def category_names(self) -> list[str]:
        return list(self._connection.execute(select(t.category.c.name).order_by(t.category.c.name)).scalars())

    def maker_names(self) -> list[str]:
        return list(self._connection.execute(select(t.maker.c.name).order_by(func.lower(t.maker.c.name), t.maker.c.name)).scalars())

    def rename_category(self, old: str, new: str) -> None:
        """Gives a category another name; where that is there already its articles join it."""
        category = t.category.c
        taken = self._connection.execute(select(category.id).where(category.name == new)).scalar_one_or_none()
        mine = select(category.id).where(category.name == old).scalar_subquery()
        if taken is None:
            self._connection.execute(update(t.category).where(category.name == old).values(name=new))
            return
        for column in (_product.c.category_id, t.promotion_part.c.category_id):
            self._connection.execute(update(column.table).where(column == mine).values({column: taken}))
        self._connection.execute(delete(t.category).where(category.name == old))

    def drop_category(self, name: str) -> bool:
        """Takes a category away that no article, archived or not, and no promotion stands in; whether it is gone."""
        category = t.category.c
        mine = select(category.id).where(category.name == name).scalar_subquery()
        for column in (_product.c.category_id, t.promotion_part.c.category_id):
            if self._connection.execute(select(column).where(column == mine).limit(1)).first() is not None:
                return False
        return self._connection.execute(delete(t.category).where(category.name == name)).rowcount > 0

    def maker_id(self, maker: Maker) -> int:
        """The key of a maker, made where it is new; a size or regency that was unknown is filled in."""
        alias = t.name_alias.c
        merged = select(alias.stands_for).where(alias.kind == Named.MAKER, alias.name == maker.name)
        name = self._connection.execute(merged).scalar_one_or_none() or maker.name
        known = self._connection.execute(select(t.maker).where(t.maker.c.name == name)).one_or_none()
        if known is None:
            return self._named(t.maker, maker.name, size=maker.size.value, regency=maker.regency)
        size = maker.size.value if maker.size is not MakerSize.UNKNOWN else known.size
        regency = maker.regency or known.regency
        if (size, regency) != (known.size, known.regency):
            self._connection.execute(update(t.maker).where(t.maker.c.id == known.id).values(size=size, regency=regency))
        return int(known.id)

    def _named(self, table: Any, name: str, **more: object) -> int:
        named = select(table.c.id).where(table.c.name == name)
        known = self._connection.execute(named).scalar_one_or_none()
        if known is None:
            locks.hold(self._connection, f"{table.name} {name}")
            known = self._connection.execute(named).scalar_one_or_none()
        if known is None:
            known = self._connection.execute(insert(table).values(name=name, **more).returning(table.c.id)).scalar_one()
        return int(known)

    def insert(self, values: Mapping[str, object], codes: Sequence[NewCode], units: Sequence[NewUnit] = ()) -> ProductId:
        """Writes a new article with its units and codes; `values` are the columns of `product`."""
        made = self._connection.execute(insert(_product).values(search="", **values).returning(_product.c.id)).scalar_one()
        product_id = ProductId(made)
        Units(self._connection).put(product_id, units)
        Codes(self._connection).add(product_id, codes)
        renew(self._connection, [product_id])
        return product_id

    def change(self, product_id: ProductId, values: Mapping[str, object]) -> None:
        """Changes columns of an article."""
        self._connection.execute(update(_product).where(_product.c.id == product_id).values(values))
        if "name" in values:
            renew(self._connection, [product_id])

    def set_parts(self, parcel_id: ProductId, parts: Mapping[ProductId, Milli]) -> None:
        """Gives a parcel other parts."""
        self._connection.execute(delete(t.parcel_part).where(t.parcel_part.c.parcel_id == parcel_id))
        rows = [{"parcel_id": parcel_id, "product_id": i, "qty_milli": qty} for i, qty in sorted(parts.items())]
        if rows:
            self._connection.execute(insert(t.parcel_part), rows)

    def move_parts(self, *, kept: ProductId, gone: ProductId) -> None:
        """Parcels that hold an article hold another in its place; where they hold both it is added up."""
        part = t.parcel_part.c
        held = dict(self._connection.execute(select(part.parcel_id, part.qty_milli).where(part.product_id == gone)).all())
        for parcel_id, qty in held.items():
            mine = (part.parcel_id == parcel_id) & (part.product_id == kept)
            if self._connection.execute(update(t.parcel_part).where(mine).values(qty_milli=part.qty_milli + qty)).rowcount == 0:
                values = {"parcel_id": parcel_id, "product_id": kept, "qty_milli": qty}
                self._connection.execute(insert(t.parcel_part).values(values))
        self._connection.execute(delete(t.parcel_part).where(part.product_id == gone))


def _maker(row: Row[*tuple[Any, ...]]) -> Maker | None:
    """The maker as entered; what evidence says of its size and regency fills in what was not."""
    size = MakerSize(row.maker_size or MakerSize.UNKNOWN)
    if size is MakerSize.UNKNOWN and row.proven_size:
        size = MakerSize(row.proven_size)
    regency = row.maker_regency or row.proven_regency
    if not (row.maker or regency or size is not MakerSize.UNKNOWN):
        return None
    return Maker(row.maker or "", size, regency)
