"""Goods become other goods: a sack bags, a carton pieces with a code of their own. Cost and origin go along.

Origin: what is made gets the source's evidence piece by piece, with a note, as long as it has none of its own; pieces
that contradict what the source counts as stay behind. Evidence of its own stays, and a difference is said. The maker
goes along to an article without one. A repacking is taken back as any stock paper is (`stock_corrections.correct`);
evidence that came along then stays until it is withdrawn.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pos_app.domain import repacking as packs
from pos_app.domain.actor import Actor
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.product import Product, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.repacking import Output
from pos_app.domain.stock import moving_average
from pos_app.domain.stock_document import DocumentKind, StockDocument, StockLine, total_of
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import origins
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.services.stock_documents import draw_number, goods_of, post
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _

_log = logging.getLogger("stock")


@dataclass(frozen=True, slots=True)
class Made:
    """What is made: `qty` of the code; `takes` base units of the source in all, None for the rest of it."""

    code: str
    qty: Milli
    takes: Milli | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What is opened, what it becomes, and the lines of the paper; `lost` in base units of the source."""

    source: Product
    made: tuple[Product, ...]
    lines: tuple[StockLine, ...]
    lost: Milli

    @property
    def lost_idr(self) -> Rupiah:
        """What is lost, at the source's cost."""
        return Rupiah(-sum(x.amount_idr for x in self.lines if x.reason is not None))

    @property
    def out_idr(self) -> Rupiah:
        """What goes out of the source, lost or not."""
        return Rupiah(-sum(x.amount_idr for x in self.lines if x.base_qty < 0))


@dataclass(frozen=True, slots=True)
class Repacked:
    """The paper; `lost` in base units of the source, `given` got the source's origin, `differing` keep another one of their own."""

    document: StockDocument
    changes: Changes
    lost: Milli = Milli(0)
    short: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


def preview(shop: Shop, code: str, qty: Milli, made: Sequence[Made], *, lost: Milli | None = None) -> Planned:
    """What a repacking would do, nothing written.

    Raises:
        Refused: as `repack`.
    """
    with shop.uow.read() as u:
        return _planned(u, code, qty, made, lost, day=today(shop, u))


def repack(
    shop: Shop,
    actor: Actor,
    code: str,
    qty: Milli,
    made: Sequence[Made],
    *,
    lost: Milli | None = None,
    why: str = "",
    uid: str | None = None,
) -> Repacked:
    """Turns `qty` of what a code stands for into other goods. Posting the same `uid` twice changes nothing.

    As with a sale, too little stock of the source is no reason to refuse.

    Raises:
        Refused: `document_empty`, `repack_into_itself`, `repack_twice`, as `repacking.shares`, `goods_of` and `base_qty`;
            nothing is written, no number used.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.stock_documents.by_uid(uid, lock=True)) is not None:
            return Repacked(known, Changes())
        day = today(shop, u)
        plan = _planned(u, code, qty, made, lost, day=day, lock=True)
        document = StockDocument(
            uid=uid,
            number=draw_number(u, DocumentKind.REPACK, day),
            kind=DocumentKind.REPACK,
            at=shop.clock(),
            business_day=day,
            person=actor.person,
            till=actor.till,
            lines=plan.lines,
            total_idr=total_of(plan.lines),
            why=one_line(why) or None,
        )
        products = {x.id: x for x in plan.made}
        for line in plan.lines:
            if line.base_qty > 0:
                _keep_cost(u, products[line.product_id], line)
        written = post(shop, u, actor, document)
        given, differing = _hand_on(shop, u, actor, plan.source, plan.made, number=written.number, day=day)
        short = (plan.source.name,) if u.stock.on_hand(plan.source.id) < 0 else ()
        u.commit()
    _log.info("repacked %s lines=%d lost_milli=%d", written.number, len(plan.lines), plan.lost)
    return Repacked(written, Changes(stock=True, products=True, origins=bool(given)), plan.lost, short, given, differing)


def _planned(u: Transaction, code: str, qty: Milli, made: Sequence[Made], lost: Milli | None, *, day: date, lock: bool = False) -> Planned:
    if not made:
        raise Refused("document_empty")
    source = goods_of(u, code, day=day)
    found = [goods_of(u, x.code, day=day) for x in made]
    ids = [x.product.id for x in found]
    if source.product.id in ids:
        raise Refused("repack_into_itself", name=source.product.name)
    if len(set(ids)) < len(ids):
        raise Refused("repack_twice")
    whole = base_qty(source, qty)
    takes, gone = packs.shares(whole, [x.takes for x in made], lost)
    if lock:
        u.stock.lock([source.product.id, *ids])
    products = u.products.by_ids([source.product.id, *ids], day=day)
    before = products[source.product.id]
    outputs = [Output(f, x.qty, base_qty(f, x.qty), part) for f, x, part in zip(found, made, takes, strict=True)]
    lines = packs.lines(source, whole, before.average_cost, outputs, gone)
    return Planned(before, tuple(products[i] for i in ids), lines, gone)


def _keep_cost(u: Transaction, product: Product, line: StockLine) -> None:
    """The average and the last cost of what was made; goods of unknown cost have no say in it."""
    if line.cost is not None:
        average = moving_average(u.stock.on_hand(product.id), product.average_cost, line.base_qty, line.cost)
        u.products.change(product.id, {"average_cost": average, "last_cost": line.cost})


def _hand_on(
    shop: Shop, u: Transaction, actor: Actor, source: Product, made: Sequence[Product], *, number: str, day: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gives the source's origin and maker to goods that have none; the names of those, and of those with another of their own."""
    state = source.origin.state
    pieces = [piece for piece in u.origins.pieces(source.id) if piece.state is state and state is not State.UNKNOWN]
    note = _("repacked from {code} ({number})").format(code=source.code, number=number)
    given, differing = [], []
    for product in made:
        if u.origins.pieces(product.id):
            if product.origin.state is not state:
                differing.append(product.name)
            continue
        for piece in pieces:
            origins.record_in(shop, u, actor, product, replace(piece, note=note), day=day)
        if pieces:
            given.append(product.name)
        if source.maker is not None and source.maker.name and product.maker is None:
            u.products.change(product.id, {"maker_id": u.products.maker_id(source.maker)})
    return tuple(given), tuple(differing)
