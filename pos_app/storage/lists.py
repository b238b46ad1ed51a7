"""Articles by the thousand: the whole list read at once, and many written in few statements.

An import is staged outside the write lock against what `all_articles` read; `state` says whether it still holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.article_list.matching import Known
from pos_app.domain.article_list.model import ListedSupplier
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import MakerSize
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.supplier import SupplierId, SuppliersPrice
from pos_app.storage import tables as t
from pos_app.storage.codes import NewCode, remember_own_codes
from pos_app.storage.columns import among
from pos_app.storage.prices import Prices, priced
from pos_app.storage.search import renew
from pos_app.storage.suppliers import Suppliers, Told
from pos_app.storage.units import NewUnit

_AT_ONCE: Final = 5_000
"""How many articles are written at a time: what a statement is given is copied several times on its way."""
_CHUNK: Final = 500
"""How many values one statement names: SQLite's limit of variables is far above it."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: int
    unit: str
    holds: Milli | None
    price_idr: Rupiah | None


@dataclass(frozen=True, slots=True)
class KnownCode:
    code: str
    gtin: str | None
    role: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the tables have it: `values` are the columns of `product`, with `category` and `maker` by name.

    Of the `suppliers` the usual one stands first.
    """

    id: ProductId
    values: Mapping[str, Any]
    codes: tuple[KnownCode, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    on_hand: Milli = Milli(0)
    suppliers: tuple[SuppliersPrice, ...] = ()

    @property
    def supplier(self) -> str:
        """The usual one."""
        return next((x.name for x in self.suppliers if x.usual), "")


@dataclass(slots=True)
class NewArticle:
    """An article to write; `values` are the columns of `product`, `category` and `maker` are names."""

    values: dict[str, Any]
    category: str = ""
    maker: str = ""
    suppliers: Sequence[ListedSupplier] = ()
    codes: list[NewCode] = field(default_factory=list)
    units: list[NewUnit] = field(default_factory=list)
    stock: Milli = Milli(0)


@dataclass(slots=True)
class Change:
    """What changes on an article that is there: columns, names, further codes, units, and suppliers."""

    id: ProductId
    values: dict[str, Any] = field(default_factory=dict)
    category: str | None = None
    maker: str | None = None
    suppliers: Sequence[ListedSupplier] = ()
    codes: list[NewCode] = field(default_factory=list)
    units: list[NewUnit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.values or self.codes or self.units or self.suppliers) and self.category is None and self.maker is None


class Lists:
    """Reads and writes whole lists of articles, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self) -> tuple[object, ...]:
        """Changes whenever an article, a code or a unit is added or an article is changed."""
        counts = select(
            select(func.count()).select_from(t.product).scalar_subquery(),
            select(func.max(t.product.c.id)).scalar_subquery(),
            select(func.max(t.product.c.changed_at)).scalar_subquery(),
            select(func.max(t.product_code.c.id)).scalar_subquery(),
            select(func.count()).select_from(t.product_unit).scalar_subquery(),
        )
        return tuple(self._connection.execute(counts).one())

    def all_articles(self, *, day: date) -> list[Article]:
        """Every article that is not archived, in the order they were entered, with the prices of the day."""
        due = Prices(self._connection).due(day)
        units: dict[int, list[KnownUnit]] = {}
        names: dict[int, str] = {}
        for row in self._connection.execute(select(t.product_unit).order_by(t.product_unit.c.id)):
            price = due.get(row.product_id, {}).get((PriceKind.RETAIL, row.unit), row.price_idr)
            units.setdefault(row.product_id, []).append(KnownUnit(row.id, row.unit, row.holds_milli, price))
            names[row.id] = row.unit
        codes: dict[int, list[KnownCode]] = {}
        for row in self._connection.execute(select(t.product_code).order_by(t.product_code.c.id)):
            codes.setdefault(row.product_id, []).append(
                KnownCode(row.code, row.gtin, row.role, names.get(row.unit_id) if row.unit_id else None)
            )
        levels = dict(self._connection.execute(select(t.stock_level.c.product_id, t.stock_level.c.on_hand_milli)).all())
        suppliers = Suppliers(self._connection).of_products()
        query = (
            select(t.product, t.category.c.name.label("category"), t.maker.c.name.label("maker"))
            .select_from(
                t.product.outerjoin(t.category, t.category.c.id == t.product.c.category_id).outerjoin(
                    t.maker, t.maker.c.id == t.product.c.maker_id
                )
            )
            .where(t.product.c.archived_at.is_(None))
            .order_by(t.product.c.id)
        )
        return [
            Article(
                row["id"],
                dict(row) | priced(due.get(row["id"], {})),
                tuple(codes.get(row["id"], ())),
                tuple(units.get(row["id"], ())),
                Milli(levels.get(row["id"], 0)),
                tuple(suppliers.get(row["id"], ())),
            )
            for row in self._connection.execute(query).mappings()
        ]

    def put_away(self) -> list[Known]:
        """Archived articles by name, number and codes; those merged into another live on there and are left out."""
        product, code = t.product.c, t.product_code.c
        gone = select(t.product_merge.c.gone_id)
        query = select(product.id, product.name, product.sku).where(product.archived_at.is_not(None), product.id.not_in(gone))
        rows = self._connection.execute(query.order_by(product.id)).all()
        codes: dict[int, list[str]] = {}
        if rows:
            mine = select(code.product_id, code.code).join(t.product, product.id == code.product_id).where(product.archived_at.is_not(None))
            for product_id, text_ in self._connection.execute(mine.order_by(code.id)):
                codes.setdefault(product_id, []).append(text_)
        return [Known(ProductId(row.id), row.name, row.sku, tuple(codes.get(row.id, ()))) for row in rows]

    def holders(self, codes: Iterable[str]) -> dict[str, list[ProductId]]:
        """Articles that are not archived by the codes they carry, letter for letter."""
        wanted = list(dict.fromkeys(codes))
        archived = set(self._connection.execute(select(t.product.c.id).where(t.product.c.archived_at.is_not(None))).scalars())
        found: dict[str, list[ProductId]] = {}
        for at in range(0, len(wanted), _CHUNK):
            query = select(t.product_code.c.code, t.product_code.c.product_id).where(t.product_code.c.code.in_(wanted[at : at + _CHUNK]))
            for code, key in self._connection.execute(query.distinct()):
                if key not in archived:
                    found.setdefault(code, []).append(ProductId(key))
        return found

    def names(self) -> list[tuple[ProductId, str]]:
        """Key and name of every article that is not archived."""
        query = select(t.product.c.id, t.product.c.name).where(t.product.c.archived_at.is_(None)).order_by(t.product.c.id)
        return [(ProductId(key), name) for key, name in self._connection.execute(query)]

    def columns(self, ids: Sequence[ProductId]) -> dict[ProductId, Mapping[str, Any]]:
        """The columns of articles, by key."""
        rows = self._connection.execute(select(t.product).where(among(t.product.c.id, ids))).mappings()
        return {ProductId(row["id"]): dict(row) for row in rows}

    def add(self, articles: Sequence[NewArticle]) -> list[ProductId]:
        """Writes new articles with their codes and units, in their order; their keys."""
        categories = self._named(t.category, (a.category for a in articles))
        makers = self._named(t.maker, (a.maker for a in articles), size=MakerSize.UNKNOWN.value)
        made: list[ProductId] = []
        for at in range(0, len(articles), _AT_ONCE):
            made += self._add_some(articles[at : at + _AT_ONCE], categories, makers)
        return made

    def _add_some(self, articles: Sequence[NewArticle], categories: Mapping[str, int], makers: Mapping[str, int]) -> list[ProductId]:
        rows = [{"category_id": categories.get(a.category), "maker_id": makers.get(a.maker), "search": "", **a.values} for a in articles]
        self._connection.execute(insert(t.product), rows)
        ids = self._ids([a.values["uid"] for a in articles])
        made = [ids[a.values["uid"]] for a in articles]
        self._add_units(list(zip(made, (a.units for a in articles), strict=True)))
        self._add_codes(list(zip(made, (a.codes for a in articles), strict=True)))
        self._set_suppliers({i: a.suppliers for i, a in zip(made, articles, strict=True) if a.suppliers})
        renew(self._connection, made)
        return made

    def change(self, changes: Sequence[Change]) -> None:
        """Writes changes; articles that change the same columns share a statement."""
        categories = self._named(t.category, (c.category for c in changes if c.category))
        makers = self._named(t.maker, (c.maker for c in changes if c.maker), size=MakerSize.UNKNOWN.value)
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for change in changes:
            values = dict(change.values)
            if change.category is not None:
                values["category_id"] = categories.get(change.category)
            if change.maker is not None:
                values["maker_id"] = makers.get(change.maker)
            if values:
                alike.setdefault(tuple(sorted(values)), []).append(
                    {"at_id": change.id, **{f"to_{name}": value for name, value in values.items()}}
                )
        for columns, rows in alike.items():
            statement = (
                update(t.product).where(t.product.c.id == bindparam("at_id")).values({name: bindparam(f"to_{name}") for name in columns})
            )
            self._connection.execute(statement, rows)
        self._set_units(changes)
        self._add_codes([(c.id, c.codes) for c in changes if c.codes])
        self._set_suppliers({c.id: c.suppliers for c in changes if c.suppliers})
        renew(self._connection, [c.id for c in changes if c.codes or "name" in c.values])

    def open_stock(self, counts: Mapping[ProductId, tuple[Milli, Cost | None]], *, at: datetime, business_day: date, actor: Actor) -> None:
        """Opening counts of articles that have no move yet."""
        if not counts:
            return
        self._connection.execute(insert(t.stock_level), [{"product_id": i, "on_hand_milli": qty} for i, (qty, _) in counts.items()])
        shared = {
            "at": days.stamp(at), "business_day": business_day.isoformat(), "reason": "opening", "sale_id": None, "document": None,
            "person": actor.person, "till": actor.till, "note": None,
        }  # fmt: skip
        moves = [{"product_id": i, "qty_milli": qty, "cost": cost, **shared} for i, (qty, cost) in counts.items()]
        self._connection.execute(insert(t.stock_move), moves)

    def _ids(self, uids: Sequence[str]) -> dict[str, ProductId]:
        found: dict[str, ProductId] = {}
        for at in range(0, len(uids), _CHUNK):
            query = select(t.product.c.uid, t.product.c.id).where(t.product.c.uid.in_(uids[at : at + _CHUNK]))
            found.update((uid, ProductId(key)) for uid, key in self._connection.execute(query))
        return found

    def _named(self, table: Any, names: Iterable[str], **more: object) -> dict[str, int]:
        wanted = list(dict.fromkeys(name for name in names if name))
        if not wanted:
            return {}
        known: dict[str, int] = dict(self._connection.execute(select(table.c.name, table.c.id)).all())
        fresh = [{"name": name, **more} for name in wanted if name not in known]
        if fresh:
            self._connection.execute(insert(table), fresh)
            known = dict(self._connection.execute(select(table.c.name, table.c.id)).all())
        return {name: known[name] for name in wanted}

    def _set_suppliers(self, listed: Mapping[ProductId, Sequence[ListedSupplier]]) -> None:
        if not listed:
            return
        same = {name.casefold(): name for (name,) in self._connection.execute(select(t.supplier.c.name).order_by(t.supplier.c.id.desc()))}
        spelt = {x.name: same.setdefault(x.name.casefold(), x.name) for suppliers in listed.values() for x in suppliers}
        known = self._named(t.supplier, spelt.values())
        units = self._units([i for i, suppliers in listed.items() if any(x.unit for x in suppliers)])
        told = [
            Told(i, SupplierId(known[spelt[x.name]]), x.cost, units.get((i, x.unit)), x.their_code or None, usual=x.usual)
            for i, suppliers in listed.items()
            for x in suppliers
        ]
        Suppliers(self._connection).tell(told)

    def _units(self, ids: Sequence[ProductId]) -> dict[tuple[int, str], int]:
        """Keys of larger units, by article and name."""
        rows = self._connection.execute(select(t.product_unit).where(among(t.product_unit.c.product_id, ids)))
        return {(row.product_id, row.unit): row.id for row in rows}

    def _add_units(self, listed: Sequence[tuple[ProductId, Sequence[NewUnit]]]) -> None:
        rows = [{"product_id": i, "unit": u.unit, "holds_milli": u.holds, "price_idr": u.price_idr} for i, units in listed for u in units]
        if rows:
            self._connection.execute(insert(t.product_unit), rows)

    def _set_units(self, changes: Sequence[Change]) -> None:
        for change in changes:
            for unit in change.units:
                values = {"holds_milli": unit.holds, "price_idr": unit.price_idr}
                mine = (t.product_unit.c.product_id == change.id) & (t.product_unit.c.unit == unit.unit)
                if self._connection.execute(update(t.product_unit).where(mine).values(values)).rowcount == 0:
                    self._add_units([(change.id, [unit])])

    def _add_codes(self, listed: Sequence[tuple[ProductId, Sequence[NewCode]]]) -> None:
        packed = [i for i, codes in listed if any(code.unit for code in codes)]
        units = self._units(packed)
        rows = [
            {"product_id": i, "code": c.code, "gtin": c.gtin, "role": c.role, "unit_id": units.get((i, c.unit)) if c.unit else None}
            for i, codes in listed
            for c in codes
        ]
        if rows:
            self._connection.execute(insert(t.product_code), rows)
            remember_own_codes(self._connection, (code.code for _i, codes in listed for code in codes))
