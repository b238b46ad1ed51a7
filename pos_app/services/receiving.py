"""Goods in: a draft that is kept after every change, posted once with its moves, costs, prices and what is owed."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pos_app.domain import receiving
from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost, Rupiah, half_away
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Found, Kind, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import Carried, Receiving, ReceivingLine, carried_by
from pos_app.domain.stock import moving_average
from pos_app.domain.stock_document import DocumentKind, StockDocument, StockLine, line_of, total_of
from pos_app.domain.supplier import Supplier
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import drafts as drafts_in
from pos_app.services import stock_documents, suppliers
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.services.stock_documents import CHANGED, Posting
from pos_app.storage.prices import NewPrice
from pos_app.storage.stock_documents import Draft
from pos_app.storage.uow import Transaction

_log = logging.getLogger("stock")


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was left, with when and at which till."""

    receiving: Receiving
    saved_at: datetime
    till: str


# ---------------------------------------------------------------- drafts


def fresh(shop: Shop) -> Receiving:
    """An empty draft of today."""
    with shop.uow.read() as u:
        return Receiving(shop.new_uid(), today(shop, u))


def keep(shop: Shop, actor: Actor, draft: Receiving) -> datetime:
    """Keeps a draft in the database in place of what it was; one nobody has touched is forgotten. When it was saved."""
    at = shop.clock()
    with shop.uow.write() as u:
        if draft.is_untouched:
            u.stock_documents.drop_draft(draft.uid)
        else:
            u.stock_documents.keep_draft(Draft(draft.uid, drafts_in.RECEIVING, actor.till, draft.begun, at, json.dumps(_written(draft))))
        u.commit()
    return at


def discard(shop: Shop, actor: Actor, draft: Receiving) -> None:
    """Forgets a draft; nothing of it was in the books."""
    with shop.uow.write() as u:
        u.stock_documents.drop_draft(draft.uid)
        u.books.audit(at=shop.clock(), actor=actor, event="draft_discarded", subject=draft.supplier, lines=len(draft.lines))
        u.commit()


def drafts(shop: Shop) -> tuple[Kept, ...]:
    """Every draft, the one saved last first; its articles as the books have them now."""
    with shop.uow.read() as u:
        day = today(shop, u)
        return tuple(Kept(_read(u, x, day=day), x.saved_at, x.till) for x in u.stock_documents.drafts(drafts_in.RECEIVING))


def _written(draft: Receiving) -> dict[str, Any]:
    return {
        "supplier": draft.supplier,
        "number": draft.their_number,
        "date": draft.their_date and draft.their_date.isoformat(),
        "due": draft.due and draft.due.isoformat(),
        "discount": draft.discount_idr,
        "freight": draft.freight_idr,
        "next_key": draft.next_key,
        "lines": [
            {
                "key": x.key,
                **drafts_in.written(x.found),
                "qty": x.qty,
                "cost": x.unit_cost,
                "batch": x.batch,
                "expires": x.expires and x.expires.isoformat(),
                "wants_date": x.wants_date,
                "price": x.new_price_idr,
                "scan": x.by_scan,
            }
            for x in draft.lines
        ],
    }


def _read(u: Transaction, kept: Draft, *, day: date) -> Receiving:
    body = json.loads(kept.body)
    products = drafts_in.products_of(u, body["lines"], day=day)
    lines = []
    for x in body["lines"]:
        found = drafts_in.found_in(products, x)
        lines.append(
            ReceivingLine(
                x["key"], found, Milli(x["qty"]), x["cost"], x["batch"], _day(x["expires"]), x["wants_date"], x["price"], x["scan"]
            )
        )
    return Receiving(
        kept.uid, kept.begun, body["supplier"], body["number"], _day(body["date"]), _day(body["due"]), Rupiah(body["discount"]),
        Rupiah(body["freight"]), tuple(lines), body["next_key"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# ---------------------------------------------------------------- lines


def add(shop: Shop, draft: Receiving, found: Found, qty: Milli, *, text: str = "") -> tuple[Receiving, int]:
    """The draft with an article at what it cost last, and the key of the line; `text` is the scan, which may carry batch and date.

    Raises:
        Refused: as `receiving.add`, and `no_stock_kept`.
    """
    if found.product.kind is not Kind.GOODS:
        raise Refused("no_stock_kept", name=found.product.name)
    carried = carried_by(text) if text else Carried()
    with shop.uow.read() as u:
        supplier = u.suppliers.by_name(draft.supplier) if draft.supplier else None
        cost = _usual_cost(u, found, supplier)
        dated = bool(u.stock_documents.carries_dates([found.product.id]))
    return receiving.add(draft, found, qty, unit_cost=cost, carried=carried, wants_date=dated, text=text)


def _usual_cost(u: Transaction, found: Found, supplier: Supplier | None) -> Cost | None:
    """What one of what a code stands for cost last, at this supplier where it is known."""
    product = found.product
    if supplier is not None:
        return stock_documents.suppliers_price(u, product, supplier.id, found)
    return None if product.last_cost is None else Cost(half_away(product.last_cost * found.holds, 1000))


def due_of(shop: Shop, draft: Receiving) -> date | None:
    """When the invoice is to be paid: as entered, or as agreed with the supplier; None where nothing is."""
    with shop.uow.read() as u:
        supplier = u.suppliers.by_name(draft.supplier) if draft.supplier else None
        return _due(draft, supplier, today(shop, u))


def _due(draft: Receiving, supplier: Supplier | None, day: date) -> date | None:
    if draft.due is not None or supplier is None or supplier.due_days is None:
        return draft.due
    return (draft.their_date or day) + timedelta(days=supplier.due_days)


# ---------------------------------------------------------------- posting


def post(shop: Shop, actor: Actor, draft: Receiving) -> Posting:
    """Posts the draft: the paper, its moves, the articles' costs and new prices, the supplier's; the draft is gone with it.

    Each line makes the average move; while stock is at or below zero the line's cost is the cost. A line whose cost is
    not known leaves both costs as they are. Posting the same draft twice changes nothing and gives the first paper.

    Raises:
        Refused: `document_empty`, `in_the_future` for the supplier's date, `invoice_known`, `discount_above_goods`,
            `no_stock_kept`, `is_consigned`; nothing is written, no number used.
    """
    if not draft.lines:
        raise Refused("document_empty")
    if draft.discount_idr > draft.goods_idr:
        raise Refused("discount_above_goods")
    with shop.uow.write() as u:
        if (known := u.stock_documents.by_uid(draft.uid, lock=True)) is not None:
            return Posting(known, Changes())
        day = today(shop, u)
        if draft.their_date is not None and draft.their_date > day:
            raise Refused("in_the_future", day=draft.their_date)
        supplier = u.suppliers.by_id(suppliers.find_or_add(shop, u, actor, draft.supplier)) if draft.supplier.strip() else None
        _refuse_known(u, draft, supplier)
        ids = sorted({line.product.id for line in draft.lines})
        u.stock.lock(ids)
        products = u.products.by_ids(ids, day=day)
        if services := [p for p in products.values() if p.kind is not Kind.GOODS]:
            raise Refused("no_stock_kept", name=services[0].name)
        lines = _lines(u, draft.lines, products)
        document = StockDocument(
            uid=draft.uid,
            number=stock_documents.draw_number(u, DocumentKind.RECEIVE, day),
            kind=DocumentKind.RECEIVE,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            lines=lines,
            total_idr=total_of(lines, discount_idr=draft.discount_idr, freight_idr=draft.freight_idr),
            discount_idr=draft.discount_idr,
            freight_idr=draft.freight_idr,
            supplier_id=supplier.id if supplier else None,
            their_number=one_line(draft.their_number) or None,
            their_date=draft.their_date,
            due=_due(draft, supplier, day),
        )
        written = stock_documents.post(shop, u, actor, document)
        _keep_suppliers_prices(u, draft.lines, supplier)
        _set_prices(shop, u, actor, draft.lines, products, day=day)
        u.stock_documents.drop_draft(draft.uid)
        u.commit()
    _log.info("received %s lines=%d total_idr=%d", written.number, len(lines), written.total_idr)
    return Posting(written, CHANGED)


def _refuse_known(u: Transaction, draft: Receiving, supplier: Supplier | None) -> None:
    """The same invoice of the same supplier is posted once, unless the first was taken back whole."""
    number = one_line(draft.their_number)
    if supplier is None or not number:
        return
    known = u.stock_documents.standing_invoice(supplier.id, number)
    if known is not None:
        raise Refused("invoice_known", invoice=number, supplier=supplier.name, number=known)


def _lines(u: Transaction, lines: Sequence[ReceivingLine], products: dict[ProductId, Product]) -> tuple[StockLine, ...]:
    """The paper's lines; the articles' average and last costs move with them, one after the other."""
    made = []
    average = {i: p.average_cost for i, p in products.items()}
    last = {i: p.last_cost for i, p in products.items()}
    level = u.stock.levels(products)
    for n, line in enumerate(lines, start=1):
        i, base, cost = line.product.id, line.base_qty, line.cost
        made.append(
            line_of(
                line.found,
                line.qty,
                base,
                line_no=n,
                unit_cost=line.unit_cost,
                cost=cost,
                sign=1,
                batch=line.batch,
                expires=line.expires,
                last_cost_before=last[i],
            )
        )
        if cost is not None:
            average[i], last[i] = moving_average(level[i], average[i], base, cost), cost
        level[i] = Milli(level[i] + base)
    for i in products:
        u.products.change(i, {"average_cost": average[i], "last_cost": last[i]})
    return tuple(made)


def _keep_suppliers_prices(u: Transaction, lines: Sequence[ReceivingLine], supplier: Supplier | None) -> None:
    if supplier is None:
        return
    for line in lines:
        unit = line.found.pack.unit if line.found.pack else None
        u.suppliers.brought(line.product.id, supplier.id, line.unit_cost, unit=unit)


def _set_prices(
    shop: Shop, u: Transaction, actor: Actor, lines: Sequence[ReceivingLine], products: dict[ProductId, Product], *, day: date
) -> None:
    """Sets the selling prices that were decided while the goods came in."""
    wanted = {line.product.id: line.new_price_idr for line in lines if line.new_price_idr is not None}
    u.prices.settle(day, wanted)
    changed = [NewPrice(i, PriceKind.RETAIL, products[i].price_idr, price) for i, price in wanted.items() if products[i].price_idr != price]
    u.prices.note(changed, day=day, at=shop.clock(), person=actor.person, source="receiving")
    for change in changed:
        u.products.change(change.product_id, {"price_idr": change.price_idr})
