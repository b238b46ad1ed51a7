"""Consigned goods (titip jual): taken in with a note, sold, given back, settled; the debt is there from the moment of sale."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pos_app.domain import consignment as ledger
from pos_app.domain.actor import Actor
from pos_app.domain.consignment import (
    Agreed,
    Consignor,
    Move,
    MoveKind,
    Paper,
    PaperKind,
    Side,
    Terms,
)
from pos_app.domain.money import Rupiah, times_qty
from pos_app.domain.product import Kind, Product, ProductId, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.stock_document import number_of
from pos_app.domain.tender import Means
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import lookup, shifts
from pos_app.services.consignors import one_in, paper_lines, refuse_terms, whole
from pos_app.services.settings import stored, today
from pos_app.services.shop import Changes, Shop, not_closed
from pos_app.storage import stock
from pos_app.storage.uow import Transaction

_log = logging.getLogger("consignment")
_CHANGED: Final = Changes(products=True, stock=True, consignment=True)
_SERIES: Final = {
    PaperKind.DELIVERY: "KM",
    PaperKind.RETURN: "KR",
    PaperKind.SPOILT: "KS",
    PaperKind.SETTLEMENT: "KB",
    PaperKind.SETTLEMENT_BACK: "KB",
}
MEANS: Final = (Means.CASH, Means.TRANSFER, Means.QRIS)
"""How a consignor is paid."""


# ---------------------------------------------------------------- goods in and out


def deliver(
    shop: Shop,
    actor: Actor,
    name: str,
    wanted: Sequence[str],
    *,
    agreed: Mapping[str, Agreed] | None = None,
    their_number: str = "",
    their_person: str = "",
    note: str = "",
    uid: str | None = None,
) -> tuple[Paper, Changes]:
    """Takes goods in, `CODE*QTY` each; `agreed` gives terms of its own to a code. The goods stay the consignor's.

    The average cost of an article that was the shop's own has no say any more: nothing of it was left. Posting the same
    `uid` twice changes nothing.

    Raises:
        Refused: `no_such_consignor`, `paper_empty`, `own_stock_there`, `consigned_by_other`, `no_stock_kept`, `month_is_closed`,
            `terms_out_of_range`, and as `lookup.with_quantity`.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.consignment.by_uid(uid)) is not None:
            return whole(shop, u, *known), Changes()
        who, day = one_in(u, name), _open_day(shop, u)
        products, pieces = _goods(u, wanted, day=day)
        terms = {lookup.one(u, code, day=day).product.id: given for code, given in (agreed or {}).items()}
        moves = []
        for product in products.values():
            _refuse_other_owner(u, who, product)
            had = u.consignment.owners([product.id]).get(product.id)
            wins = terms.get(product.id) or ledger.terms_with(who, had)
            refuse_terms(wins)
            u.consignment.give(product.id, who.id, wins)
            if product.average_cost is not None:
                u.products.change(product.id, {"average_cost": None})
            moves.append(Move(who.id, product.id, day, MoveKind.DELIVERY, pieces[product.id], each_idr=_each(product, wins)))
        paper = _paper(shop, u, actor, PaperKind.DELIVERY, who, day, their_number=their_number, their_person=their_person, note=note)
        made = _write(shop, u, actor, paper, moves, products, uid=uid)
        u.commit()
    _log.info("delivery %s articles=%d", made.number, len(made.lines))
    return made, _CHANGED


def give_back(
    shop: Shop, actor: Actor, name: str, wanted: Sequence[str], *, their_person: str = "", note: str = "", uid: str | None = None
) -> tuple[Paper, Changes]:
    """Gives unsold goods back. Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `no_such_consignor`, `paper_empty`, `not_so_many_here`, `month_is_closed`, and as `lookup.with_quantity`.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.consignment.by_uid(uid)) is not None:
            return whole(shop, u, *known), Changes()
        who, day = one_in(u, name), _open_day(shop, u)
        products, pieces = _goods(u, wanted, day=day)
        owners = u.consignment.owners(products)
        moves = []
        for product in products.values():
            _refuse_more_than_here(u, who, product, pieces[product.id])
            each = _each(product, ledger.terms_with(who, owners.get(product.id)))
            moves.append(Move(who.id, product.id, day, MoveKind.RETURN, Milli(-pieces[product.id]), each_idr=each))
        paper = _paper(shop, u, actor, PaperKind.RETURN, who, day, their_person=their_person, note=note)
        made = _write(shop, u, actor, paper, moves, products, uid=uid)
        u.commit()
    return made, _CHANGED


def spoil(
    shop: Shop, actor: Actor, name: str, wanted: Sequence[str], *, why: str, whose: Side | None = None, uid: str | None = None
) -> tuple[Paper, Changes]:
    """Writes spoilt goods off: the consignor's loss or the shop's, as was agreed where it is not said; the shop's is owed.

    Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `no_such_consignor`, `paper_empty`, `reason_missing`, `not_so_many_here`, `price_missing`, `month_is_closed`, and as
            `lookup.with_quantity`.
    """
    why = reason(why)
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.consignment.by_uid(uid)) is not None:
            return whole(shop, u, *known), Changes()
        who, day = one_in(u, name), _open_day(shop, u)
        side = whose or who.spoilt_by
        products, pieces = _goods(u, wanted, day=day)
        owners = u.consignment.owners(products)
        moves = []
        for product in products.values():
            qty = pieces[product.id]
            _refuse_more_than_here(u, who, product, qty)
            wins = ledger.terms_with(who, owners.get(product.id))
            owed = Rupiah(0)
            if side is Side.SHOP:
                if product.price_idr is None and wins.terms is not Terms.FIXED:
                    raise Refused("price_missing", name=product.name)
                owed = wins.owed(times_qty(product.price_idr or Rupiah(0), qty), qty)
            moves.append(Move(who.id, product.id, day, MoveKind.SPOILT, Milli(-qty), owed, _each(product, wins)))
        paper = _paper(shop, u, actor, PaperKind.SPOILT, who, day, note=why)
        made = _write(shop, u, actor, paper, moves, products, uid=uid)
        u.commit()
    return made, _CHANGED


def settle(
    shop: Shop,
    actor: Actor,
    name: str,
    amount_idr: Rupiah | None = None,
    *,
    means: Means = Means.CASH,
    their_person: str = "",
    note: str = "",
    from_safe: bool = False,
    uid: str | None = None,
) -> tuple[Paper, Changes]:
    """Pays a consignor what is owed, or a part of it; cash out of the drawer of the till's open shift, unless from the safe.

    Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `no_such_consignor`, `nothing_owed`, `owed_less`, `amount_not_positive`, `not_a_means_here`, `month_is_closed`,
            `more_than_in_drawer`.
    """
    if means not in MEANS:
        raise Refused("not_a_means_here", means=means, known=", ".join(MEANS))
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.consignment.by_uid(uid)) is not None:
            return whole(shop, u, *known), Changes()
        who, day = one_in(u, name), _open_day(shop, u)
        u.consignment.lock(who.id)
        owed = u.consignment.owed().get(who.id, Rupiah(0))
        if owed <= 0:
            raise Refused("nothing_owed", name=who.name)
        paid = owed if amount_idr is None else amount_idr
        if paid <= 0:
            raise Refused("amount_not_positive")
        if paid > owed:
            raise Refused("owed_less", owed_idr=owed, name=who.name)
        paper = _paper(shop, u, actor, PaperKind.SETTLEMENT, who, day, their_person=their_person, note=note)
        paper = replace(paper, paid_idr=paid, means=means, owed_before_idr=owed)
        shift_id = shifts.drawer_paying(u, actor, paid) if means is Means.CASH and not from_safe else None
        made = _write(shop, u, actor, paper, (), {}, uid=uid, shift_id=shift_id)
        u.commit()
    _log.info("settlement %s paid_idr=%d", made.number, paid)
    return made, Changes(consignment=True)


def take_back(shop: Shop, actor: Actor, number: str, *, why: str, uid: str | None = None) -> tuple[Paper, Changes]:
    """Takes a settlement back by a paper of its own: what it paid is owed again, cash out of a drawer goes into that of the open shift.

    Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `reason_missing`, `no_such_consignment_note`, `not_a_settlement`, `payment_taken_back`, `month_is_closed`.
    """
    why = reason(why)
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.consignment.by_uid(uid)) is not None:
            return whole(shop, u, *known), Changes()
        found = u.consignment.paper(number.strip())
        if found is None:
            raise Refused("no_such_consignment_note", number=number)
        before, day = found[0], _open_day(shop, u)
        if before.kind is not PaperKind.SETTLEMENT:
            raise Refused("not_a_settlement", number=before.number)
        who = before.consignor
        u.consignment.lock(who.id)
        if u.consignment.is_taken_back(before.number):
            raise Refused("payment_taken_back", number=before.number)
        paper = _paper(shop, u, actor, PaperKind.SETTLEMENT_BACK, who, day, note=why)
        owed = u.consignment.owed().get(who.id, Rupiah(0))
        paid = Rupiah(-before.paid_idr)
        paper = replace(paper, paid_idr=paid, means=before.means, owed_before_idr=owed, counters=before.number)
        into = u.shifts.current(actor.till, lock=True) if u.consignment.payer(before.number) is not None else None
        made = _write(shop, u, actor, paper, (), {}, uid=uid, shift_id=into.id if into else None)
        u.commit()
    _log.info("settlement back %s of %s", made.number, before.number)
    return made, Changes(consignment=True)


def follow_count(u: Transaction, counted: Iterable[ProductId], *, day: date) -> None:
    """Makes what lies here of consigned goods what a stocktake has just made their stock.

    What is missing is a loss as spoilt goods are by agreement: where it is the shop's it is owed, and found again it is not.
    """
    owners = u.consignment.owners(u.consignment.articles().intersection(counted))
    if not owners:
        return
    known = {who.id: who for who in u.consignment.consignors()}
    products, levels, here = u.products.by_ids(owners, day=day), u.stock.levels(owners), u.consignment.lying_here_of(owners)
    moves = []
    for product_id, owner in owners.items():
        product, more = products[product_id], Milli(levels[product_id] - here.get(product_id, 0))
        owed = 0
        if known[owner.consignor_id].spoilt_by is Side.SHOP:
            lost = Milli(abs(more))
            owed = owner.agreed.owed(times_qty(product.price_idr or Rupiah(0), lost), lost) * (1 if more < 0 else -1)
        if more:
            each = _each(product, owner.agreed)
            moves.append(Move(owner.consignor_id, product_id, day, MoveKind.COUNT, more, Rupiah(owed), each))
    u.consignment.post(moves)


def release(shop: Shop, actor: Actor, code: str) -> Changes:
    """Makes an article the shop's own again, once nothing of the consignor's lies here.

    Raises:
        Refused: `unknown_code`, `code_on_several`, `consigned_lies_here`.
    """
    with shop.uow.write() as u:
        product = lookup.one(u, code, day=today(shop, u)).product
        u.stock.lock([product.id])
        if u.consignment.on_hand(product.id):
            raise Refused("consigned_lies_here", name=product.name)
        u.consignment.take_away(product.id)
        u.books.audit(at=shop.clock(), actor=actor, event="consignment_ended", subject=product.uid)
        u.commit()
    return _CHANGED


def _open_day(shop: Shop, u: Transaction) -> date:
    day = today(shop, u)
    not_closed(shop, u, zone=stored(u)["zone"], day=day)
    return day


def _goods(u: Transaction, wanted: Sequence[str], *, day: date) -> tuple[dict[ProductId, Product], dict[ProductId, Milli]]:
    """The goods meant with how much of each in base units, locked."""
    products: dict[ProductId, Product] = {}
    pieces: dict[ProductId, Milli] = {}
    for text in wanted:
        found, qty = lookup.with_quantity(u, text, day=day)
        if found.product.kind is not Kind.GOODS:
            raise Refused("no_stock_kept", name=found.product.name)
        products[found.product.id] = found.product
        pieces[found.product.id] = Milli(pieces.get(found.product.id, Milli(0)) + base_qty(found, qty))
    if not products:
        raise Refused("paper_empty")
    u.stock.lock(products)
    return products, pieces


def _refuse_other_owner(u: Transaction, who: Consignor, product: Product) -> None:
    there = u.consignment.on_hand(product.id)
    if any(other != who.id for other in there):
        raise Refused("consigned_by_other", name=product.name)
    own = u.stock.on_hand(product.id) - sum(there.values())
    if own > 0:
        raise Refused("own_stock_there", name=product.name)


def _refuse_more_than_here(u: Transaction, who: Consignor, product: Product, qty: Milli) -> None:
    here = u.consignment.on_hand(product.id).get(who.id, Milli(0))
    if qty > here:
        raise Refused("not_so_many_here", name=product.name, here_milli=max(here, 0))


def _each(product: Product, agreed: Agreed) -> Rupiah | None:
    """The harga titip of one base unit at the price asked now."""
    if agreed.terms is Terms.FIXED:
        return Rupiah(agreed.value)
    return None if product.price_idr is None else agreed.owed(product.price_idr, Milli(1000))


def _paper(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    kind: PaperKind,
    who: Consignor,
    day: date,
    *,
    their_number: str = "",
    their_person: str = "",
    note: str = "",
) -> Paper:
    number = number_of(_SERIES[kind], day, u.stock_documents.next_number(_SERIES[kind], day))
    theirs, person, said = (one_line(text) for text in (their_number, their_person, note))
    return Paper(number, kind, who, shop.clock(), day, actor.person, actor.till, (), theirs, person, said)


def _write(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    paper: Paper,
    moves: Sequence[Move],
    products: Mapping[ProductId, Product],
    *,
    uid: str,
    shift_id: int | None = None,
) -> Paper:
    u.consignment.insert(paper, moves, uid=uid, shift_id=shift_id)
    out = [stock.Move(m.product_id, m.qty, f"consignment_{paper.kind}", None, paper.number, paper.note or None) for m in moves]
    u.stock.post(out, at=paper.at, business_day=paper.day, actor=actor)
    owed = sum(m.owed_idr for m in moves)
    u.books.audit(
        at=shop.clock(), actor=actor, event=f"consignment_{paper.kind}", subject=paper.number, paid_idr=paper.paid_idr, owed_idr=owed
    )
    return replace(paper, lines=paper_lines(moves, products))


# ---------------------------------------------------------------- sales


def owned(u: Transaction, lines: Sequence[SaleLine]) -> tuple[SaleLine, ...]:
    """The lines of a sale with owner and debt where the goods are another's; of a parcel each part on its own."""
    owners = u.consignment.owners(x.product_id for line in lines for x in line.counting if x.kind is Kind.GOODS)
    if not owners:
        return tuple(lines)

    def told(line: SaleLine) -> SaleLine:
        return ledger.consigned(line, owners[line.product_id]) if line.product_id in owners else line

    return tuple(replace(line, parts=tuple(told(part) for part in line.parts)) if line.parts else told(line) for line in lines)


def book(u: Transaction, sale: Sale, *, sale_id: int, refunds_id: int | None) -> None:
    """Writes what a sale or its return does to the ledger; a return goes back to the owner the sale had."""
    lines = [line for line in sale.counting if line.owed_idr is not None]
    if not lines:
        return
    whose = u.consignment.sold_by(refunds_id) if refunds_id is not None else {}
    if refunds_id is None:
        whose = {i: owner.consignor_id for i, owner in u.consignment.owners(x.product_id for x in lines).items()}
    kind = MoveKind.SALE if sale.kind is SaleKind.SALE else MoveKind.REFUND
    u.consignment.post(
        [
            Move(whose[x.product_id], x.product_id, sale.business_day, kind, Milli(-x.base_qty), x.owed_idr or Rupiah(0), sale_id=sale_id)
            for x in lines
        ]
    )
