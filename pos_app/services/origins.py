"""Where goods were made: evidence is set, withdrawn and resolved here, and every change keeps its history.

The judged answer is kept beside the article in the same transaction, so that no list judges again.
"""

import logging
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Final

from pos_app.domain import evidence, evidence_entry
from pos_app.domain.actor import Actor
from pos_app.domain.days import refuse_count
from pos_app.domain.evidence import Evidence, Resolution
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import MakerSize, Origin, State
from pos_app.domain.product import Kind, Maker, Product, ProductId
from pos_app.domain.registration import Registration, parse
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import attachments, lookup
from pos_app.services.attachments import Attachment
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.origins import Event
from pos_app.storage.uow import Transaction

_log = logging.getLogger("origin")
_CHANGED: Final = Changes(products=True, origins=True)
_SAME: Final = Changes()

Which = str | ProductId
"""An article by any of its codes, or by its key where a window already knows it."""
SOON_DAYS: Final = 60
"""What ends within so many days is listed."""
File = tuple[str, bytes]
"""A photo or PDF of the evidence: what it was called, and its bytes."""


class Outcome(Enum):
    """What became of a piece: it is new, stands in place of another, or stood there just so."""

    NEW = "new"
    REPLACED = "replaced"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """An article with all that is known of its origin today."""

    product: Product
    origin: Origin
    pieces: tuple[Evidence, ...]


def read(text: str) -> Registration:
    """A registration number as printed or the package's 2D code; needs no shop.

    Raises:
        Refused: as `domain.registration.parse`.
    """
    return parse(text)


def show(shop: Shop, which: Which) -> Known:
    """What is known of an article's origin.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        day = today(shop, u)
        return _known(u, article(u, which, day), day)


def history(shop: Shop, which: Which) -> tuple[Product, list[Event]]:
    """Who said what about an article's origin, on what evidence, the latest first.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        product = article(u, which, today(shop, u))
        return product, u.origins.history(product.id)


@dataclass(frozen=True, slots=True)
class Ending:
    """A piece that ends soon, or has ended with nothing valid of its kind in its place (`days_left` below 0)."""

    product: Product
    piece: Evidence
    days_left: int


def ending(shop: Shop, *, within_days: int = SOON_DAYS) -> tuple[Ending, ...]:
    """Certificates, numbers and statements that end within so many days, the first to end at the top.

    Raises:
        Refused: `days_out_of_range`.
    """
    refuse_count(within_days)
    with shop.uow.read() as u:
        day = today(shop, u)
        found = u.origins.ending(day + timedelta(days=within_days))
        products = u.products.by_ids({i for i, _piece in found}, day=day)
    rows = [Ending(products[i], piece, (piece.last_day - day).days) for i, piece in found if piece.last_day is not None]
    return tuple(row for row in rows if row.days_left >= 0 or row.product.origin.expired)


def record(
    shop: Shop, actor: Actor, which: Which, entry: Entry, *, resolves: str | None = None, file: File | None = None
) -> tuple[Known, Changes]:
    """Record one piece of evidence, in place of an earlier one of its kind and number; a `file` is kept with it.

    With `resolves`, a reason, the state of the piece also settles what disagrees with it, until new evidence does.

    Raises:
        Refused: `unknown_code`, `code_on_several`, `goods_only_have_origin`, `reason_missing`, `nothing_to_resolve`,
            `no_such_evidence`, `attachment_too_large`, `attachment_unreadable`, and why a piece cannot be
            (`domain.evidence_entry.piece`).
    """
    resolves = reason(resolves) if resolves is not None else None
    kept = attachments.made_of(*file) if file is not None else None
    with shop.uow.write() as u:
        day = today(shop, u)
        product = goods(article(u, which, day))
        if entry.withdraws:
            if resolves is not None:
                raise Refused("nothing_to_resolve")
            changed = take_back_own_word(shop, u, actor, product, day)
        else:
            piece = evidence_entry.piece(attached(shop, u, entry, kept), today=day)
            changed = record_in(shop, u, actor, product, piece, day=day, resolves=resolves) is not Outcome.SAME
        known = _known(u, article(u, product.id, day), day)
        if changed:
            u.commit()
    _log.info("set %s kind=%s state=%s strength=%s changed=%s", product.uid, entry.kind, known.origin.state, known.origin.strength, changed)
    return known, _CHANGED if changed else _SAME


def withdraw(shop: Shop, actor: Actor, which: Which, kind: evidence.Kind, *, why: str, number: str | None = None) -> tuple[Known, Changes]:
    """Take a piece of evidence back; a number may be left out where the article has one piece of the kind.

    Raises:
        Refused: `unknown_code`, `code_on_several`, `reason_missing`, `no_such_evidence`, `several_such_pieces`.
    """
    why = reason(why)
    with shop.uow.write() as u:
        day = today(shop, u)
        product = article(u, which, day)
        u.origins.lock()
        of_kind = [piece for piece in u.origins.pieces(product.id) if piece.kind is kind]
        if number is not None:
            wanted = _canonical(kind, number)
            of_kind = [piece for piece in of_kind if (piece.number or "") == wanted]
        if not of_kind:
            raise Refused("no_such_evidence", name=product.name)
        if len(of_kind) > 1:
            raise Refused("several_such_pieces", name=product.name)
        drop_in(shop, u, actor, product, of_kind[0], day=day, why=why)
        known = _known(u, article(u, product.id, day), day)
        u.commit()
    _log.info("withdrawn %s kind=%s state=%s", product.uid, kind, known.origin.state)
    return known, _CHANGED


def record_in(
    shop: Shop, u: Transaction, actor: Actor, product: Product, piece: Evidence, *, day: date, resolves: str | None = None
) -> Outcome:
    """Records a piece inside a transaction that is open already; `resolves` stands on one line.

    Raises:
        Refused: `goods_only_have_origin`, `nothing_to_resolve`.
    """
    goods(product)
    if resolves is not None and piece.state is State.UNKNOWN:
        raise Refused("nothing_to_resolve")
    u.origins.lock()
    standing = u.origins.pieces(product.id)
    replaced = evidence.replaced(piece, standing)
    if resolves is None and evidence.stands_already(piece, replaced):
        return Outcome.SAME
    resolved = u.origins.resolution(product.id)
    before = evidence.judge(standing, day=day, resolved=resolved)
    piece = replace(piece, seq=u.origins.next_seq())
    for old in replaced:
        u.origins.drop(product.id, old.kind, old.number)
    u.origins.put(product.id, piece)
    after = u.origins.keep(product.id, day=day, resolved=resolved)
    name_the_maker(u, product, piece)
    at = shop.clock()
    u.origins.log(product.id, at=at, actor=actor, action="set", before=before.state, after=after.state, piece=piece)
    if resolves is not None:
        answer = Resolution(piece.state, resolves, piece.seq)
        settled = u.origins.keep(product.id, day=day, resolved=answer)
        u.origins.log(product.id, at=at, actor=actor, action="resolve", before=after.state, after=settled.state, why=answer.why)
    return Outcome.REPLACED if replaced else Outcome.NEW


def file_of(path: Path | None) -> File | None:
    """What was chosen to be kept, read whole.

    Raises:
        Refused: `attachment_unreadable`.
    """
    if path is None:
        return None
    try:
        return path.name, path.read_bytes()
    except OSError:
        raise Refused("attachment_unreadable", name=path.name) from None


def attached(shop: Shop, u: Transaction, entry: Entry, file: Attachment | None) -> Entry:
    """The entry with its file, which is kept in the same transaction."""
    if file is None:
        return entry
    u.attachments.keep(file, at=shop.clock())
    return replace(entry, attachment=file.sha256)


def take_back_own_word(shop: Shop, u: Transaction, actor: Actor, product: Product, day: date) -> bool:
    """Withdraws what the shop itself has said; whether it had said anything."""
    u.origins.lock()
    own = [piece for piece in u.origins.pieces(product.id) if piece.kind is evidence.Kind.SHOP]
    for piece in own:
        drop_in(shop, u, actor, product, piece, day=day, why=None)
    return bool(own)


def drop_in(shop: Shop, u: Transaction, actor: Actor, product: Product, piece: Evidence, *, day: date, why: str | None) -> None:
    """Withdraws a piece inside a transaction that is open already."""
    u.origins.lock()
    resolved = u.origins.resolution(product.id)
    before = evidence.judge(u.origins.pieces(product.id), day=day, resolved=resolved)
    u.origins.drop(product.id, piece.kind, piece.number)
    after = u.origins.keep(product.id, day=day, resolved=resolved)
    u.origins.log(product.id, at=shop.clock(), actor=actor, action="withdraw", before=before.state, after=after.state, piece=piece, why=why)


def name_the_maker(u: Transaction, product: Product, piece: Evidence) -> None:
    """A named maker is entered with the article; a size that differs from the one entered replaces it."""
    maker = maker_named(product, piece)
    if maker is not None:
        u.products.change(product.id, {"maker_id": u.products.maker_id(maker)})


def maker_named(product: Product, piece: Evidence) -> Maker | None:
    """The maker to enter with the article because of a piece; None where it names none and tells no other size."""
    known = product.maker
    if piece.maker:
        return Maker(piece.maker, piece.maker_size, piece.regency)
    if known is None or not known.name or MakerSize.UNKNOWN in (known.size, piece.maker_size) or piece.maker_size is known.size:
        return None
    return Maker(known.name, piece.maker_size, piece.regency)


def _canonical(kind: evidence.Kind, number: str) -> str:
    """The number as it is kept; one that cannot be read is looked for as it was typed."""
    if kind is evidence.Kind.REGISTRATION:
        try:
            return parse(number).number
        except Refused:
            return "".join(number.split()).upper()
    return one_line(number)


def article(u: Transaction, which: Which, day: date) -> Product:
    """The one article meant.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    if isinstance(which, str):
        return lookup.one(u, which, day=day).product
    found = u.products.by_ids([which], day=day)
    if which not in found:
        raise Refused("unknown_code", code=which)
    return found[which]


def goods(product: Product) -> Product:
    """The article, if it can have an origin.

    Raises:
        Refused: `goods_only_have_origin`.
    """
    if product.kind is not Kind.GOODS:
        raise Refused("goods_only_have_origin", name=product.name)
    return product


def _known(u: Transaction, product: Product, day: date) -> Known:
    """The article with its pieces; a service or deposit has none, whatever was recorded before it became one."""
    if product.kind is not Kind.GOODS:
        return Known(product, product.origin, ())
    pieces = u.origins.pieces(product.id)
    return Known(product, evidence.judge(pieces, day=day, resolved=u.origins.resolution(product.id)), tuple(pieces))
