"""Papers that move goods other than by selling, written with their moves in one commit."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain.actor import Actor
from pos_app.domain.days import Period
from pos_app.domain.money import Cost, half_away
from pos_app.domain.product import Found, Kind, Product, ProductId, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import (
    OUTGOING,
    SERIES,
    DocumentKind,
    StockDocument,
    line_of,
    number_of,
    total_of,
)
from pos_app.domain.supplier import SupplierId
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import lookup, suppliers
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.stock import Move
from pos_app.storage.uow import Transaction

_log = logging.getLogger("stock")
CHANGED: Final = Changes(stock=True, products=True, suppliers=True)


@dataclass(frozen=True, slots=True)
class Posting:
    """A paper in the books; `short` are articles it took below zero."""

    document: StockDocument
    changes: Changes
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Out:
    """Goods that leave: `qty` of what the code stands for; `unit_cost` is what the supplier credits for one, where one takes it back."""

    code: str
    qty: Milli
    unit_cost: Cost | None = None
    batch: str | None = None


def goods_of(u: Transaction, code: str, *, day: date) -> Found:
    """The one article of goods a code means.

    Raises:
        Refused: `unknown_code`, `code_on_several`, `no_stock_kept`.
    """
    found = lookup.one(u, code, day=day)
    if found.product.kind is not Kind.GOODS:
        raise Refused("no_stock_kept", name=found.product.name)
    return found


def post(shop: Shop, u: Transaction, actor: Actor, document: StockDocument, *, counters_id: int | None = None) -> StockDocument:
    """Writes a paper, its moves in the order of its lines, and its audit row; the paper with its key.

    A counter-paper moves goods of an article that was merged since as the one it lives on in.

    Raises:
        Refused: `is_consigned`, for goods that are not the shop's: they come and go by notes of their own.
    """
    owners = {} if counters_id is not None else u.consignment.owners(x.product_id for x in document.lines)
    for line in document.lines:
        if line.product_id in owners:
            raise Refused("is_consigned", name=line.name, owner=owners[line.product_id].name)
    made = u.stock_documents.insert(document, counters_id=counters_id)
    living = {} if counters_id is None else u.merges.survivors()
    of = [living.get(x.product_id, x.product_id) for x in document.lines]
    moves = [
        Move(i, x.base_qty, x.reason or document.kind, x.cost, document.number, document.why, batch=x.batch, expires=x.expires)
        for i, x in zip(of, document.lines, strict=True)
    ]
    u.stock.post(moves, at=document.at, business_day=document.business_day, actor=actor)
    u.books.audit(
        at=shop.clock(), actor=actor, event=document.kind, subject=document.number, total_idr=document.total_idr, why=document.why
    )
    written = u.stock_documents.by_number(document.number)
    if written is None:
        raise LookupError(made)
    return written


def draw_number(u: Transaction, kind: DocumentKind, day: date) -> str:
    """The next number of a kind's own series."""
    return number_of(SERIES[kind], day, u.stock_documents.next_number(SERIES[kind], day))


def take_out(
    shop: Shop,
    actor: Actor,
    kind: DocumentKind,
    goods: Sequence[Out],
    *,
    why: str,
    supplier: str = "",
    other_shop: str = "",
    uid: str | None = None,
) -> Posting:
    """Takes goods out that were not sold. They leave at their average cost, which stays what it was.

    A return to a supplier lowers what it is owed by what it credits: the cost given, or else its last price. As with a
    sale, stock below zero is no reason to refuse. Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `reason_missing`, `document_empty`, `supplier_name_missing`, `unknown_supplier`, `other_shop_missing`,
            `unknown_batch`, `is_consigned`, and as `goods_of` and `base_qty`; nothing is written, no number used.
    """
    if kind not in OUTGOING:
        raise ValueError(kind)
    why, other = reason(why), one_line(other_shop)
    if not goods:
        raise Refused("document_empty")
    if kind is DocumentKind.TRANSFER_OUT and not other:
        raise Refused("other_shop_missing")
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.stock_documents.by_uid(uid, lock=True)) is not None:
            return Posting(known, Changes())
        day = today(shop, u)
        back_to = suppliers.one(u, supplier).id if kind is DocumentKind.SUPPLIER_RETURN else None
        found = [goods_of(u, out.code, day=day) for out in goods]
        u.stock.lock(x.product.id for x in found)
        products = u.products.by_ids([x.product.id for x in found], day=day)
        lines = []
        for n, (out, where) in enumerate(zip(goods, found, strict=True), start=1):
            product = products[where.product.id]
            base, average = base_qty(where, out.qty), product.average_cost
            unit_cost = out.unit_cost
            if unit_cost is None and back_to is not None:
                unit_cost = suppliers_price(u, product, back_to, where)
            if unit_cost is None and average is not None:
                unit_cost = Cost(half_away(average * where.holds, 1000))
            expires = _expiry(u, product.id, out.batch)
            lines.append(
                line_of(where, out.qty, base, line_no=n, unit_cost=unit_cost, cost=average, sign=-1, batch=out.batch, expires=expires)
            )
        document = StockDocument(
            uid=uid,
            number=draw_number(u, kind, day),
            kind=kind,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            lines=tuple(lines),
            total_idr=total_of(lines),
            supplier_id=back_to,
            other_shop=other if kind is DocumentKind.TRANSFER_OUT else None,
            why=why,
        )
        written = post(shop, u, actor, document)
        u.stock_documents.drop_draft(uid)
        short = below_zero(u, products)
        u.commit()
    _log.info("%s %s lines=%d total_idr=%d", kind, written.number, len(lines), written.total_idr)
    return Posting(written, CHANGED, short)


def below_zero(u: Transaction, products: Mapping[ProductId, Product]) -> tuple[str, ...]:
    """The names of those of which there is less than nothing now."""
    return tuple(products[i].name for i, qty in u.stock.levels(products).items() if qty < 0)


def suppliers_price(u: Transaction, product: Product, supplier_id: SupplierId, found: Found) -> Cost | None:
    """What a supplier took last for one of what a code stands for, by its own price or else the article's last cost."""
    own = found.product.unit
    for price in u.suppliers.of_product(product.id):
        if price.supplier_id == supplier_id and price.cost is not None and (price.unit or own) == found.unit:
            return price.cost
    return None if product.last_cost is None else Cost(half_away(product.last_cost * found.holds, 1000))


def _expiry(u: Transaction, product_id: ProductId, batch: str | None) -> date | None:
    if batch is None:
        return None
    known, expires = u.stock_documents.expiry_of(product_id, batch)
    if not known:
        raise Refused("unknown_batch", batch=batch)
    return expires


def listed(
    shop: Shop,
    *,
    kinds: Iterable[DocumentKind] = (),
    supplier: str = "",
    period: Period | None = None,
    text: str = "",
    most: int = 200,
) -> tuple[StockDocument, ...]:
    """Papers, the last posted first; every word of `text` stands in a number, a name, the reason or the goods.

    Raises:
        Refused: `unknown_supplier`.
    """
    with shop.uow.read() as u:
        whose = suppliers.one(u, supplier).id if supplier else None
        return tuple(u.stock_documents.latest(kinds=kinds, supplier_id=whose, period=period, words=text.lower().split(), most=most))


@dataclass(frozen=True, slots=True)
class Whole:
    """A paper with the numbers of those that correct it, and how much of each line still stands, by the line's key."""

    document: StockDocument
    corrections: tuple[str, ...]
    standing: Mapping[int, Milli]


def show(shop: Shop, number: str) -> Whole:
    """One paper by its number.

    Raises:
        Refused: `no_such_document`.
    """
    with shop.uow.read() as u:
        found = u.stock_documents.by_number(number.strip())
        if found is None or found.id is None:
            raise Refused("no_such_document", number=number)
        ids = [line.id for line in found.lines if line.id is not None]
        counters = u.stock_documents.countering(ids)
        standing = {
            line.id: Milli(abs(line.base_qty + sum(x.base_qty for x in counters if x.counters == line.id)))
            for line in found.lines
            if line.id is not None and line.counters is None
        }
        numbers = u.stock_documents.numbers_countering(ids)
    return Whole(found, tuple(numbers), standing)
