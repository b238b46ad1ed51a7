"""Two articles that are one: codes, stock and what is known go to the one that is kept; the other is archived for good."""

from dataclasses import dataclass

from pos_app.domain import days, evidence
from pos_app.domain.actor import Actor
from pos_app.domain.batches import Batch
from pos_app.domain.evidence import NUMBERED
from pos_app.domain.money import Cost
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import moving_average
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import batches, origins
from pos_app.services.products import Shown, meant
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.stock import Move
from pos_app.storage.uow import Transaction


@dataclass(frozen=True, slots=True)
class Merged:
    """The article that is kept as it stands after the merge, and the one that is gone as it stood before."""

    kept: Shown
    gone: Product
    changes: Changes


def merge(shop: Shop, actor: Actor, keep: str | ProductId, gone: str | ProductId, *, why: str = "") -> Merged:
    """Makes two articles one. Its stock moves by counter-moves, batch by batch, its sales stay written for the one that is gone.

    Raises:
        Refused: `unknown_code`, `code_on_several`, `merge_with_itself`, `merge_unlike`, `merge_consigned`, `merge_counted`,
            `article_is_merged`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        ids = [meant(u, keep, day).id, meant(u, gone, day).id]
        u.stock.lock(ids)
        u.origins.lock()
        known = u.products.by_ids(ids, day=day)
        kept, other = (known[i] for i in ids)
        _refuse_unlike(u, kept, other)
        u.prices.settle(day, ids)
        if kept.kind is Kind.GOODS:
            _move_stock(shop, u, actor, kept, other)
            u.products.move_parts(kept=kept.id, gone=other.id)
        u.merges.move_units(kept=kept.id, gone=other.id)
        u.merges.move_codes(kept=kept.id, gone=other.id)
        u.merges.move_suppliers(kept=kept.id, gone=other.id)
        u.merges.move_prices(kept=kept.id, gone=other.id)
        if kept.kind is Kind.GOODS:
            _move_evidence(shop, u, actor, kept, other)
        _fill_in(shop, u, kept.id, other.id)
        u.merges.merge(kept=kept.id, gone=other.id, at=shop.clock(), person=actor.person, why=one_line(why) or None)
        u.books.audit(at=shop.clock(), actor=actor, event="product_merged", subject=kept.uid, gone=other.uid, name=other.name, why=why)
        shown = Shown(u.products.by_ids([kept.id], day=day)[kept.id], tuple(u.codes.of(kept.id)))
        u.commit()
    return Merged(shown, other, Changes(products=True, stock=True, origins=True))


def _refuse_unlike(u: Transaction, kept: Product, other: Product) -> None:
    if kept.id == other.id:
        raise Refused("merge_with_itself", name=kept.name)
    for article in (kept, other):
        if u.merges.survivor(article.id) != article.id:
            raise Refused("article_is_merged", name=article.name)
        if u.merges.is_consigned(article.id):
            raise Refused("merge_consigned", name=article.name)
        if u.stocktakes.is_being_counted(article.id):
            raise Refused("merge_counted", name=article.name)
    if (kept.kind, kept.weighed, kept.unit.casefold()) != (other.kind, other.weighed, other.unit.casefold()):
        raise Refused("merge_unlike", kept=kept.name, gone=other.name)


def _move_stock(shop: Shop, u: Transaction, actor: Actor, kept: Product, other: Product) -> None:
    levels = u.stock.levels([kept.id, other.id])
    qty, cost = levels[other.id], other.average_cost
    columns: dict[str, object] = {}
    if qty:
        parts = batches.left_in(u, [other.id]).get(other.id, [Batch(None, None, qty)]) if qty > 0 else [Batch(None, None, qty)]
        moves = [Move(other.id, Milli(-x.qty), "merge", cost, kept.code, batch=x.batch, expires=x.expires) for x in parts]
        moves += [Move(kept.id, x.qty, "merge", cost, other.code, batch=x.batch, expires=x.expires) for x in parts]
        u.stock.post(moves, at=shop.clock(), business_day=today(shop, u), actor=actor)
    if cost is not None and (qty > 0 or kept.average_cost is None):
        average = moving_average(levels[kept.id], kept.average_cost, Milli(max(qty, 1)), cost)
        columns["average_cost"] = Cost(average)
    if kept.last_cost is None and other.last_cost is not None:
        columns["last_cost"] = other.last_cost
    if columns:
        u.products.change(kept.id, columns)


def _move_evidence(shop: Shop, u: Transaction, actor: Actor, kept: Product, other: Product) -> None:
    """Records what stands for the one that is gone with the kept one, where that has nothing of the kind and number."""
    day = today(shop, u)
    for piece in u.origins.pieces(other.id):
        standing = u.origins.pieces(kept.id)
        taken = evidence.replaced(piece, standing) if piece.kind in NUMBERED else [x for x in standing if x.kind is piece.kind]
        if not taken:
            origins.record_in(shop, u, actor, kept, piece, day=day)


_FILLED = ("receipt_name", "category_id", "maker_id", "brand", "min_stock_milli", "target_stock_milli", "picture", "shelf", "description")


def _fill_in(shop: Shop, u: Transaction, kept: ProductId, gone: ProductId) -> None:
    """What the kept article says nothing of is taken over; the other is archived."""
    mine, other = u.products.columns(kept), u.products.columns(gone)
    at = days.stamp(shop.clock())
    filled = {name: other[name] for name in _FILLED if mine[name] is None and other[name] is not None}
    u.products.change(kept, filled | {"changed_at": at})
    u.products.change(gone, {"archived_at": other["archived_at"] or at, "changed_at": at})
