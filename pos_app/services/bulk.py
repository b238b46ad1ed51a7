"""Many articles changed at once: what would become of each is shown first, then all of it is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.article_list.model import ListedSupplier
from pos_app.domain.category import category_path
from pos_app.domain.price_change import PriceKind
from pos_app.domain.price_rule import PriceRule
from pos_app.domain.product import Product, ProductId
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import article_fields
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.prices import NewPrice
from pos_app.storage.uow import Transaction

FIELDS: Final = ("category", "maker", "supplier", "tax", "min_stock", "target_stock", "sellable", "archived")
"""What can be set alike for many articles, beside prices by a rule."""
Value = int | str | bool | None


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is to be changed: fields as they are typed, prices by a rule, from a day on where one to come is given."""

    given: Mapping[str, str] = field(default_factory=dict)
    price: PriceRule | None = None
    member_price: PriceRule | None = None
    valid_from: date | None = None

    @property
    def is_empty(self) -> bool:
        return not self.given and self.price is None and self.member_price is None


@dataclass(frozen=True, slots=True)
class Row:
    """One article: its fields that change with what they were and become, or why it stays as it is."""

    product: Product
    changed: tuple[tuple[str, Value, Value], ...] = ()
    problem: Refused | None = None


@dataclass(frozen=True, slots=True)
class _Staged:
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    prices: tuple[NewPrice, ...]


def preview(shop: Shop, ids: Sequence[ProductId], bulk: Bulk) -> tuple[Row, ...]:
    """What would become of each article, in the order given; nothing is written.

    Raises:
        Refused: `nothing_to_change`, `no_such_field`, `only_prices_wait`, or why a value cannot be.
    """
    with shop.uow.read() as u:
        return _stage(shop, u, ids, bulk).rows


def apply(shop: Shop, actor: Actor, ids: Sequence[ProductId], bulk: Bulk) -> tuple[tuple[Row, ...], Changes]:
    """Changes all articles that can be changed, in one transaction with an audit row for each; what became of each.

    Raises:
        Refused: as `preview`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        u.prices.settle(day, ids)
        staged = _stage(shop, u, ids, bulk)
        waits = bulk.valid_from is not None and bulk.valid_from > day
        u.lists.change(staged.changes)
        u.prices.note(
            staged.prices,
            day=bulk.valid_from if waits and bulk.valid_from else day,
            at=shop.clock(),
            person=actor.person,
            source="bulk",
            waits=waits,
        )
        since = {"valid_from": bulk.valid_from} if waits else {}
        told = {row.product.uid: {name: after for name, _before, after in row.changed} | since for row in staged.rows if row.changed}
        u.books.audit_each(told, at=shop.clock(), actor=actor, event="product_changed")
        u.commit()
    return staged.rows, Changes(products=True, suppliers="supplier" in bulk.given)


def _stage(shop: Shop, u: Transaction, ids: Sequence[ProductId], bulk: Bulk) -> _Staged:
    if bulk.is_empty:
        raise Refused("nothing_to_change")
    for name in bulk.given:
        if name not in FIELDS:
            raise Refused("no_such_field", name=name, known=", ".join(FIELDS))
    day = today(shop, u)
    waits = bulk.valid_from is not None and bulk.valid_from > day
    if waits and bulk.given:
        raise Refused("only_prices_wait")
    products = u.products.by_ids(ids, day=day)
    columns = u.lists.columns(ids)
    suppliers = u.suppliers.of_products(ids) if "supplier" in bulk.given else {}
    gone = u.merges.survivors() if "archived" in bulk.given else {}
    at = days.stamp(shop.clock())
    rows: list[Row] = []
    changes: list[Change] = []
    prices: list[NewPrice] = []
    for product_id in dict.fromkeys(ids):
        product = products[product_id]
        try:
            if product_id in gone:
                raise Refused("article_is_merged", name=product.name)
            said, change = _changed(shop, u, product, columns[product_id], bulk)
            new = _priced(product, bulk)
            if "supplier" in bulk.given:
                usual = next((x.name for x in suppliers.get(product_id, []) if x.usual), None)
                name = one_line(bulk.given["supplier"])
                if name and name != usual:
                    change.suppliers = (ListedSupplier(name, usual=True),)
                    said.append(("supplier", usual, name))
        except Refused as problem:
            rows.append(Row(product, problem=problem))
            continue
        for price in new:
            name = "price" if price.kind is PriceKind.RETAIL else "member_price"
            said.append((name, price.old_idr, price.price_idr))
            if not waits:
                change.values[f"{name}_idr"] = price.price_idr
        prices += new
        rows.append(Row(product, tuple(said)))
        if not change.is_empty:
            change.values["changed_at"] = at
            changes.append(change)
    return _Staged(tuple(rows), tuple(changes), tuple(prices))


def _changed(
    shop: Shop, u: Transaction, product: Product, old: Mapping[str, Value], bulk: Bulk
) -> tuple[list[tuple[str, Value, Value]], Change]:
    said: list[tuple[str, Value, Value]] = []
    change = Change(product.id)
    plain = {name: text for name, text in bulk.given.items() if name not in ("category", "maker", "supplier")}
    for column, value in article_fields.read(shop, u, product, plain).items():
        before = old[column]
        now = value if value is None or isinstance(value, int | str) else str(value)
        if column == "archived_at":
            if (before is None) != (now is None):
                said.append(("archived", before is not None, now is not None))
                change.values[column] = now
        elif now != before:
            said.append((column.removesuffix("_milli").removesuffix("_class"), before, now))
            change.values[column] = now
    if "category" in bulk.given and (path := category_path(bulk.given["category"])) != product.category:
        said.append(("category", product.category, path))
        change.category = path
    if "maker" in bulk.given:
        had, name = product.maker.name if product.maker else "", one_line(bulk.given["maker"])
        if name != had:
            said.append(("maker", had, name))
            change.maker = name
    return said, change


def _priced(product: Product, bulk: Bulk) -> list[NewPrice]:
    found: list[NewPrice] = []
    rules = (
        (PriceKind.RETAIL, bulk.price, product.price_idr),
        (PriceKind.MEMBER, bulk.member_price, product.member_price_idr),
    )
    for kind, rule, old in rules:
        if rule is not None and (new := rule.price(old)) != old:
            found.append(NewPrice(product.id, kind, old, new))
    return found
