"""Makers: their names in one spelling, and what they have signed about where their goods are made.

A statement only proposes: each article is confirmed by a person, singly or with the others of a reviewed list.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain import evidence_entry
from pos_app.domain.actor import Actor
from pos_app.domain.evidence import Evidence, Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.maker import MakerId, Named, Proposal, Statement, folded, proposal
from pos_app.domain.origin import Origin, State
from pos_app.domain.product import Product, ProductId
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import attachments, origins
from pos_app.services.origins import File, Outcome
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.makers import MakerRow
from pos_app.storage.uow import Transaction

__all__ = ["MakerRow", "Named", "Proposal", "Statement"]

_log = logging.getLogger("origin")
ALIKE: Final = 88
"""Names this much alike, of a hundred, are shown to a person as one."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Alike:
    """Spellings that may be one name; `keep` is that of most articles. Nothing is merged until a person says so."""

    keep: MakerRow
    others: tuple[MakerRow, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """An article of the maker, what is known of it, and how it stands to the statement."""

    product: Product
    origin: Origin
    pieces: tuple[Evidence, ...]
    stands: Proposal


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A statement with every article of its maker, exceptions first."""

    statement: Statement
    goods: tuple[Proposed, ...]
    day: date

    def count(self, stands: Proposal) -> int:
        return sum(1 for one in self.goods if one.stands is stands)

    @property
    def open_ids(self) -> tuple[ProductId, ...]:
        """What a person confirms at once: everything that does not contradict and is not confirmed yet."""
        return tuple(one.product.id for one in self.goods if one.stands in (Proposal.OPEN, Proposal.AGREES))


def listed(shop: Shop, kind: Named = Named.MAKER) -> list[MakerRow]:
    """Every maker, or brand, with its goods by the state of their origin."""
    with shop.uow.read() as u:
        return u.makers.rows() if kind is Named.MAKER else u.makers.brands()


def alike(shop: Shop, kind: Named = Named.MAKER) -> list[Alike]:
    """Names that may be one written in many ways, those of most articles first."""
    from rapidfuzz import fuzz, process

    rows = listed(shop, kind)
    names = [folded(row.name) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: (-rows[i].articles, rows[i].name))
    taken: set[int] = set()
    found = []
    for at in order:
        if at in taken or not names[at]:
            continue
        near = process.extract(names[at], names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None)
        others = [i for _name, _score, i in near if i != at and i not in taken]
        if others:
            taken |= {at, *others}
            found.append(Alike(rows[at], tuple(rows[i] for i in others)))
    return found


def merge(shop: Shop, actor: Actor, kept: str, gone: Sequence[str], *, kind: Named = Named.MAKER) -> tuple[int, Changes]:
    """Makes several spellings one; lists that still have the others find it from then on. How many articles changed.

    Raises:
        Refused: `no_such_maker`, `no_such_brand`, `merge_same_name`.
    """
    with shop.uow.write() as u:
        rows = u.makers.rows() if kind is Named.MAKER else u.makers.brands()
        known = {row.name for row in rows}
        for name in (kept, *gone):
            if name not in known:
                raise Refused("no_such_maker" if kind is Named.MAKER else "no_such_brand", name=name)
        if kept in gone or not gone:
            raise Refused("merge_same_name", name=kept)
        one = u.makers.merge_makers if kind is Named.MAKER else u.makers.merge_brands
        moved = sum(one(kept, name) for name in dict.fromkeys(gone))
        u.books.audit(at=shop.clock(), actor=actor, event=f"{kind}_merged", subject=kept, gone=list(gone), articles=moved)
        u.commit()
    _log.info("merged %d spellings of a %s, %d articles", len(gone), kind, moved)
    return moved, Changes(products=True)


def made_by(shop: Shop, actor: Actor, brand: str, maker: str) -> tuple[int, Changes]:
    """Says who makes the goods of a brand; goods that have a maker already keep it. How many articles changed.

    Raises:
        Refused: `no_such_brand`, `maker_unnamed`, `text_too_long`.
    """
    bare = one_line(maker)
    if not bare:
        raise Refused("maker_unnamed")
    if len(bare) > _LONGEST:
        raise Refused("text_too_long", most=_LONGEST)
    with shop.uow.write() as u:
        if brand not in {row.name for row in u.makers.brands()}:
            raise Refused("no_such_brand", name=brand)
        named = u.makers.aliases(Named.MAKER).get(bare, bare)
        ids = u.makers.unmade_of_brand(brand)
        u.lists.change([Change(i, {}, maker=named) for i in ids])
        u.books.audit(at=shop.clock(), actor=actor, event="brand_made_by", subject=brand, maker=named, articles=len(ids))
        u.commit()
    return len(ids), Changes(products=True)


def set_place(shop: Shop, actor: Actor, maker: str, place: str) -> Changes:
    """Says in which village or place a maker is; the empty text takes it away.

    Raises:
        Refused: `no_such_maker`, `text_too_long`.
    """
    bare = read_place(place)
    with shop.uow.write() as u:
        place_in(shop, u, actor, _maker(u, maker), maker, bare)
        u.commit()
    return Changes(products=True)


def read_place(text: str) -> str:
    """A place in one line.

    Raises:
        Refused: `text_too_long`.
    """
    bare = one_line(text)
    if len(bare) > _LONGEST:
        raise Refused("text_too_long", most=_LONGEST)
    return bare


def place_in(shop: Shop, u: Transaction, actor: Actor, key: MakerId, name: str, place: str) -> None:
    """`set_place` in a transaction that others may be part of."""
    u.makers.set_place(key, place or None)
    u.books.audit(at=shop.clock(), actor=actor, event="maker_place", subject=name, place=place)


# ---------------------------------------------------------------- statements


def state_goods(
    shop: Shop,
    actor: Actor,
    maker: str,
    *,
    document: str,
    signed_on: date,
    signed_by: str,
    state: State = State.DOMESTIC,
    country: str | None = None,
    place: str | None = None,
    materials: str | None = None,
    file: File | None = None,
) -> Reviewed:
    """Records what a maker has signed; it proves nothing until articles are confirmed.

    Raises:
        Refused: `no_such_maker`, `statement_incomplete`, `statement_known`, `begins_later`, `text_too_long`,
            `attachment_too_large`, `attachment_unreadable`, and why a state or country cannot be.
    """
    document, signed_by = one_line(document), one_line(signed_by)
    if not document or not signed_by:
        raise Refused("statement_incomplete")
    for text in (document, signed_by, place, materials):
        if text and len(text) > _LONGEST:
            raise Refused("text_too_long", most=_LONGEST)
    kept = attachments.made_of(*file) if file else None
    with shop.uow.write() as u:
        day = today(shop, u)
        maker_id = _maker(u, maker)
        if signed_on > day:
            raise Refused("begins_later", valid_from=signed_on)
        if any(one.document == document for one in u.makers.statements(maker_id)):
            raise Refused("statement_known", document=document, name=maker)
        piece = evidence_entry.piece(Entry(Kind.STATEMENT, state, country), today=day)
        at = shop.clock()
        if kept is not None:
            u.attachments.keep(kept, at=at)
        made = Statement(
            0, maker, document, signed_on, signed_by, piece.state, piece.country, place or None, materials or None,
            kept.sha256 if kept is not None else None,
        )  # fmt: skip
        made_id = u.makers.add_statement(maker_id, made, at=at, person=actor.person)
        u.books.audit(at=at, actor=actor, event="maker_statement", subject=maker, document=document, state=state)
        reviewed = _reviewed(u, _statement(u, maker, document), day)
        u.commit()
    _log.info("statement %d recorded, %d articles", made_id, len(reviewed.goods))
    return reviewed


def statements(shop: Shop, maker: str | None = None) -> list[Statement]:
    """What a maker has signed, withdrawn statements too; without a name every statement that stands.

    Raises:
        Refused: `no_such_maker`.
    """
    with shop.uow.read() as u:
        return u.makers.standing() if maker is None else u.makers.statements(_maker(u, maker))


def review(shop: Shop, maker: str, document: str) -> Reviewed:
    """A statement with every article of its maker: exceptions first, then what is open, then what is confirmed.

    Raises:
        Refused: `no_such_maker`, `no_such_statement`.
    """
    with shop.uow.read() as u:
        return _reviewed(u, _statement(u, maker, document), today(shop, u))


def confirm(shop: Shop, actor: Actor, maker: str, document: str, ids: Sequence[ProductId] | None = None) -> tuple[int, Reviewed, Changes]:
    """Records the statement as weak evidence of articles: those named, or all that nothing contradicts. How many became so.

    Raises:
        Refused: `no_such_maker`, `no_such_statement`, `statement_withdrawn`, `not_of_this_maker`.
    """
    with shop.uow.write() as u:
        day = today(shop, u)
        reviewed = _reviewed(u, _statement(u, maker, document), day)
        said = reviewed.statement
        if said.withdrawn_why is not None:
            raise Refused("statement_withdrawn", document=document)
        goods = {one.product.id: one.product for one in reviewed.goods}
        wanted = reviewed.open_ids if ids is None else tuple(ids)
        if any(i not in goods for i in wanted):
            raise Refused("not_of_this_maker", name=said.maker)
        note = f"{said.signed_by}, {said.signed_on:%d.%m.%Y}"
        entry = Entry(Kind.STATEMENT, said.state, said.country, said.document, maker=said.maker, note=note, attachment=said.attachment)
        piece = evidence_entry.piece(entry, today=day)
        outcomes = [origins.record_in(shop, u, actor, goods[i], piece, day=day) for i in wanted]
        confirmed = sum(1 for outcome in outcomes if outcome is not Outcome.SAME)
        after = _reviewed(u, said, day)
        if confirmed:
            u.commit()
    _log.info("statement %d confirmed for %d articles", said.id, confirmed)
    return confirmed, after, Changes(products=bool(confirmed), origins=bool(confirmed))


def withdraw_statement(shop: Shop, actor: Actor, maker: str, document: str, *, why: str) -> tuple[int, Changes]:
    """Takes a statement back, and with it what it proved of any article. How many articles lost it.

    Raises:
        Refused: `no_such_maker`, `no_such_statement`, `statement_withdrawn`, `reason_missing`.
    """
    why = reason(why)
    with shop.uow.write() as u:
        day = today(shop, u)
        said = _statement(u, maker, document)
        if said.withdrawn_why is not None:
            raise Refused("statement_withdrawn", document=document)
        at = shop.clock()
        u.makers.withdraw_statement(said.id, at=at, person=actor.person, why=why)
        u.origins.lock()
        ids = u.origins.stated_by(said.document, said.maker)
        products, pieces = u.products.by_ids(ids, day=day), u.origins.pieces_of(ids)
        proven = [(i, piece) for i in ids for piece in pieces[i] if piece.kind is Kind.STATEMENT and piece.number == said.document]
        for product_id, piece in proven:
            origins.drop_in(shop, u, actor, products[product_id], piece, day=day, why=why)
        u.books.audit(at=at, actor=actor, event="maker_statement_withdrawn", subject=maker, document=document, why=why)
        u.commit()
    return len(proven), Changes(products=True, origins=True)


def _maker(u: Transaction, name: str) -> MakerId:
    found = u.makers.id_of(name)
    if found is None:
        raise Refused("no_such_maker", name=name)
    return found


def _statement(u: Transaction, maker: str, document: str) -> Statement:
    found = next((one for one in u.makers.statements(_maker(u, maker)) if one.document == document), None)
    if found is None:
        raise Refused("no_such_statement", document=document, name=maker)
    return found


_ORDER: Final = (Proposal.DIFFERS, Proposal.OPEN, Proposal.AGREES, Proposal.CONFIRMED)


def _reviewed(u: Transaction, statement: Statement, day: date) -> Reviewed:
    ids = u.makers.goods_of(_maker(u, statement.maker))
    products = u.products.by_ids(ids, day=day)
    pieces = u.origins.pieces_of(ids)
    goods = [
        Proposed(products[i], products[i].origin, tuple(pieces.get(i, ())), proposal(pieces.get(i, []), statement)) for i in ids
    ]  # fmt: skip
    return Reviewed(statement, tuple(sorted(goods, key=lambda one: _ORDER.index(one.stands))), day)
