"""What was wrong on a stock paper, put right by a counter-paper: goods taken back, a cost mended."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pos_app.domain.actor import Actor
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.product import Product, ProductId, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import average_without, moving_average
from pos_app.domain.stock_document import Asked, DocumentKind, StockDocument, StockLine, counter_lines, left_of, total_of
from pos_app.domain.supplier import SupplierId
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.services.stock_documents import CHANGED, Posting, below_zero, draw_number, goods_of, post
from pos_app.storage.uow import Transaction

_log = logging.getLogger("stock")


@dataclass(frozen=True, slots=True)
class Correction:
    """What of a paper was wrong: all of an article where no quantity is given; with a `unit_cost` only its cost was.

    The `line_no` says which line is meant where a code stands on several.
    """

    code: str
    qty: Milli | None = None
    unit_cost: Cost | None = None
    line_no: int | None = None


def correct(shop: Shop, actor: Actor, number: str, wrong: Sequence[Correction] = (), *, why: str, uid: str | None = None) -> Posting:
    """Takes a paper back, whole or in lines, or mends a cost, by a counter-paper; the first paper stays as it is.

    What came in goes out at the cost at which it came in, and the average becomes what is left (`average_without`); a
    mended cost brings it in again at the right one, which is the supplier's price from then on. What went out by mistake
    comes in at the cost at which it left. The last cost becomes that of the last goods that still stand. Once nothing of
    an invoice stands, its discount and freight are taken back too. Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `reason_missing`, `no_such_document`, `corrected_since`, as `counter_lines`, `goods_of` and `base_qty`;
            nothing is written.
    """
    why = reason(why)
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.stock_documents.by_uid(uid, lock=True)) is not None:
            return Posting(known, Changes())
        before = u.stock_documents.by_number(number.strip(), lock=True)
        if before is None or before.id is None:
            raise Refused("no_such_document", number=number)
        day = today(shop, u)
        living = _living(u, before)
        ids = sorted(set(living.values()))
        u.stock.lock(ids)
        products = u.products.by_ids(ids, day=day)
        asked = [_asked(u, before, x, living, day=day) for x in wrong]
        counters = u.stock_documents.countering([line.id for line in before.lines if line.id is not None])
        _refuse_corrected(u, before, counters, asked)
        lines = counter_lines(before, counters, asked, units={i: products[kept].unit for i, kept in living.items()})
        root = _root(u, before)
        discount, freight = _rest_of_invoice(u, root, lines)
        document = StockDocument(
            uid=uid,
            number=draw_number(u, DocumentKind.CORRECTION, day),
            kind=DocumentKind.CORRECTION,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            lines=lines,
            total_idr=total_of(lines, discount_idr=discount, freight_idr=freight),
            discount_idr=discount,
            freight_idr=freight,
            supplier_id=before.supplier_id,
            counters=before.number,
            why=why,
        )
        on_hand = u.stock.levels(ids)
        written = post(shop, u, actor, document, counters_id=root.id)
        for product in products.values():
            mine = [x for x in lines if living[x.product_id] == product.id]
            _keep_costs(u, product, mine, on_hand[product.id])
            _keep_suppliers_price(u, product, mine, before.supplier_id)
        short = below_zero(u, products)
        u.commit()
    _log.info("correction %s of %s total_idr=%d", written.number, before.number, written.total_idr)
    return Posting(written, CHANGED, short)


def _root(u: Transaction, before: StockDocument) -> StockDocument:
    """The paper whose debt a correction changes: that of a correction is the one it corrected."""
    if before.counters is None:
        return before
    return u.stock_documents.by_number(before.counters) or before


def _refuse_corrected(u: Transaction, before: StockDocument, counters: Sequence[StockLine], asked: Sequence[Asked]) -> None:
    """What a later paper stands for, at another cost, is corrected there."""

    def meant(paper: StockDocument) -> list[StockLine]:
        wanted = {x.product_id for x in asked}
        return [x for x in paper.lines if x.counters is None and (not wanted or x.product_id in wanted)]

    root = _root(u, before)
    if root.id is None or any(left_of(line, counters).base_qty for line in meant(before)):
        return
    for later in reversed(u.stock_documents.counters_of(root.id)):
        fresh = meant(later)
        gone = u.stock_documents.countering([x.id for x in fresh if x.id is not None])
        if any(left_of(x, gone).base_qty for x in fresh):
            raise Refused("corrected_since", number=before.number, later=later.number)


def _living(u: Transaction, before: StockDocument) -> dict[ProductId, ProductId]:
    """The articles of a paper, each with the one it lives on in: itself, unless it was merged since."""
    survivors = u.merges.survivors()
    return {line.product_id: survivors.get(line.product_id, line.product_id) for line in before.lines}


def _asked(u: Transaction, before: StockDocument, wrong: Correction, living: Mapping[ProductId, ProductId], *, day: date) -> Asked:
    """What is meant, in base units of an article on the paper: by the line's code, or by any code the article has now."""
    lines = [x for x in before.lines if x.code == wrong.code and wrong.line_no in (None, x.line_no) and x.counters is None]
    if not lines:
        found = goods_of(u, wrong.code, day=day)
        size = None if wrong.qty is None else base_qty(found, wrong.qty)
        written = next((i for i, kept in living.items() if kept == found.product.id), found.product.id)
        return Asked(written, wrong.code, size, wrong.unit_cost)
    first, keys = lines[0], tuple(x.id for x in lines if x.id is not None)
    if wrong.qty is None:
        return Asked(first.product_id, wrong.code, None, wrong.unit_cost, keys)
    own = wrong.qty * first.holds
    if own % 1000:
        raise Refused("pack_does_not_divide", unit=first.unit, holds_milli=first.holds)
    return Asked(first.product_id, wrong.code, Milli(own // 1000), wrong.unit_cost, keys)


def _rest_of_invoice(u: Transaction, root: StockDocument, fresh: Sequence[StockLine]) -> tuple[Rupiah, Rupiah]:
    """Discount and freight that go back with a correction, negative: those of an invoice of which nothing stands any more."""
    if root.kind is not DocumentKind.RECEIVE or root.id is None:
        return Rupiah(0), Rupiah(0)
    papers = [root, *u.stock_documents.counters_of(root.id)]
    lines = [*(line for paper in papers for line in paper.lines), *fresh]
    for line in lines:
        back = sum(x.base_qty for x in lines if line.id is not None and x.counters == line.id)
        if line.counters is None and line.base_qty + back > 0:
            return Rupiah(0), Rupiah(0)
    return Rupiah(-sum(x.discount_idr for x in papers)), Rupiah(-sum(x.freight_idr for x in papers))


def _keep_costs(u: Transaction, product: Product, lines: Sequence[StockLine], on_hand: Milli) -> None:
    """The article's costs after the lines of a correction, which are in the books by now, in their order."""
    average, last, level = product.average_cost, product.last_cost, on_hand
    for line in lines:
        if line.base_qty < 0:
            standing = u.stock_documents.standing_cost({product.id, line.product_id})
            standing = line.last_cost_before if standing is None else standing
            average = average_without(level, average, Milli(-line.base_qty), line.cost, standing=standing)
            last = standing if last == line.cost else last
        elif line.cost is not None:
            average = moving_average(level, average, line.base_qty, line.cost)
        level = Milli(level + line.base_qty)
    if (average, last) != (product.average_cost, product.last_cost):
        u.products.change(product.id, {"average_cost": average, "last_cost": last})


def _keep_suppliers_price(u: Transaction, product: Product, lines: Sequence[StockLine], supplier_id: SupplierId | None) -> None:
    """What a supplier takes for an article, where it is known from the lines whose cost was wrong."""
    for out, fresh in pairwise(lines):
        if supplier_id is None or out.counters is None or fresh.counters is not None:
            continue
        unit = None if fresh.unit == product.unit else fresh.unit
        known = (x for x in u.suppliers.of_product(product.id) if x.supplier_id == supplier_id)
        if any((x.unit, x.cost) == (unit, out.unit_cost) for x in known):
            u.suppliers.brought(product.id, supplier_id, fresh.unit_cost, unit=unit)
