"""The desk where goods get their origin: what to look at next, what that moves, and one piece of evidence after another.

The order is that of effect: what an article brought in over the last thirty days, then what its stock is worth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from pos_app.domain import evidence, evidence_entry
from pos_app.domain.actor import Actor
from pos_app.domain.barcode import read_scan
from pos_app.domain.days import Period
from pos_app.domain.evidence import Evidence
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.local_content import shares
from pos_app.domain.money import BasisPoints, Rupiah, half_away
from pos_app.domain.origin import Origin, State
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.domain.registration import Registration
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services import attachments, lookup, origin_hints, origins
from pos_app.services.origins import File, Outcome
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction

DAYS: Final = 30
NEXT: Final = 20
"""How many articles the promise beside the meter looks ahead."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An article at the desk: what it brought in, and what its stock is worth."""

    product: Product
    sales_idr: Rupiah
    stock_idr: Rupiah

    @property
    def is_tagged(self) -> bool:
        return self.product.origin.state is not State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Meter:
    """What is known of the origin, by value; `by_stock` where nothing was sold yet."""

    values: Mapping[State, int]
    by_stock: bool = False

    @property
    def known_tenths(self) -> int | None:
        """The known share in tenths of a percent; None where there is nothing to measure."""
        unknown = shares({s: max(0, v) for s, v in self.values.items()}, 1000)[State.UNKNOWN]
        return None if unknown is None else 1000 - unknown

    def value_of(self, tag: Tag) -> Rupiah:
        return tag.stock_idr if self.by_stock else tag.sales_idr

    def raises_bp(self, tag: Tag) -> BasisPoints | None:
        """What knowing this article's origin adds to the known share; None where that is nothing."""
        whole = sum(max(0, v) for v in self.values.values())
        value = self.value_of(tag)
        return BasisPoints(half_away(value * 10_000, whole)) if whole > 0 and value > 0 else None

    def after(self, tags: Sequence[Tag], *, state: State = State.DOMESTIC) -> "Meter":
        """The meter once these articles have left unknown."""
        moved = sum(max(0, self.value_of(tag)) for tag in tags)
        values = dict(self.values) | {State.UNKNOWN: self.values[State.UNKNOWN] - moved, state: self.values[state] + moved}
        return replace(self, values=values)

    def moved(self, tag: Tag, before: State, after: State) -> "Meter":
        """The meter once one article has gone from one state to another."""
        value = self.value_of(tag)
        values = dict(self.values)
        values[before] -= value
        values[after] += value
        return replace(self, values=values)


@dataclass(frozen=True, slots=True)
class Desk:
    """What there is to do; `left` counts all goods of unknown origin, `tags` are the first of them."""

    tags: tuple[Tag, ...]
    left: int
    meter: Meter
    day: date


@dataclass(frozen=True, slots=True)
class Open:
    """The article on the desk with its evidence, and hints: how its maker's other goods and other shops tag it."""

    tag: Tag
    origin: Origin
    pieces: tuple[Evidence, ...]
    siblings: Mapping[State, int]
    day: date
    coop: Mapping[State, int] = field(default_factory=dict)
    """How many other shops of the co-op tag it so: a hint, never counted."""

    @property
    def product(self) -> Product:
        return self.tag.product


@dataclass(frozen=True, slots=True)
class Recorded:
    """A piece that was set, and the one it took the place of."""

    kind: evidence.Kind
    number: str | None
    earlier: Evidence | None


@dataclass(frozen=True, slots=True)
class Tagged:
    """What came of tagging; `recorded` is what undoing takes back."""

    open: Open
    before: State
    recorded: tuple[Recorded, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Meant:
    """What a scan at the desk is: articles it names letter for letter or by GTIN, and the number it proves origin by."""

    products: tuple[Product, ...]
    registration: Registration | None


def desk(shop: Shop, *, most: int = 300) -> Desk:
    """The goods whose origin is unknown, those first that move the figures most."""
    with shop.uow.read() as u:
        day = today(shop, u)
        period = _lately(day)
        rows = u.listing.untagged(period, most=most)
        known = u.products.by_ids([row[0] for row in rows], day=day)
        return Desk(tuple(Tag(known[i], sales, worth) for i, sales, worth in rows), u.listing.count_untagged(), _meter(u, period), day)


def look(shop: Shop, product_id: ProductId) -> Open:
    """One article as the desk's panel shows it.

    Raises:
        Refused: `unknown_code`, where it is gone; `goods_only_have_origin`.
    """
    with shop.uow.read() as u:
        return _open(u, product_id, today(shop, u))


def meant(shop: Shop, text: str) -> Meant:
    """What a scan is: an article, a package's 2D code, or both where a shop keeps that code as the article's own."""
    scan = read_scan(text)
    with shop.uow.read() as u:
        day = today(shop, u)
        exact = u.products.by_code(text.strip(), day=day)
        found = exact if exact or scan.registration else lookup.find(u, text, day=day)
        if not found and scan.gtin:
            found = u.products.by_gtin(scan.gtin, day=day)
    return Meant(tuple(x.product for x in found), scan.registration)


def tag(
    shop: Shop, actor: Actor, product_id: ProductId, entries: Sequence[Entry], *, resolves: str | None = None, file: File | None = None
) -> Tagged:
    """Records everything entered about one article, all of it or nothing.

    With `resolves`, a reason, the last entry settles what disagrees with it. A `file` is kept with the first.

    Raises:
        Refused: as `origins.record`.
    """
    before = look(shop, product_id)
    if any(entry.withdraws for entry in entries):
        return _own_word_taken_back(shop, actor, before)
    resolves = reason(resolves) if resolves is not None else None
    kept = attachments.made_of(*file) if file is not None else None
    with shop.uow.write() as u:
        day = today(shop, u)
        u.origins.lock()
        standing = u.origins.pieces(product_id)
        recorded = []
        for at, entry in enumerate(entries):
            piece = evidence_entry.piece(origins.attached(shop, u, entry, kept if at == 0 else None), today=day)
            settles = resolves if at == len(entries) - 1 else None
            if origins.record_in(shop, u, actor, before.product, piece, day=day, resolves=settles) is not Outcome.SAME:
                recorded.append(Recorded(piece.kind, piece.number, _earlier(standing, piece)))
        after = _open(u, product_id, day)
        if recorded:
            u.commit()
    return Tagged(after, before.origin.state, tuple(recorded), _changes(bool(recorded)))


def undo(shop: Shop, actor: Actor, tagged: Tagged, *, why: str) -> Tagged:
    """Takes back what `tag` recorded: pieces are withdrawn, and what they replaced stands again.

    Raises:
        Refused: `no_such_evidence`, where somebody changed it meanwhile, and `reason_missing`; all of it stands as it stood.
    """
    why = reason(why)
    with shop.uow.write() as u:
        day = today(shop, u)
        u.origins.lock()
        before = _open(u, tagged.open.product.id, day)
        product = before.product
        for recorded in reversed(tagged.recorded):
            if recorded.earlier is not None:
                origins.record_in(shop, u, actor, product, evidence_entry.piece(_entry(recorded.earlier), today=day), day=day)
            else:
                standing = next((x for x in u.origins.pieces(product.id) if (x.kind, x.number) == (recorded.kind, recorded.number)), None)
                if standing is None:
                    raise Refused("no_such_evidence", name=product.name)
                origins.drop_in(shop, u, actor, product, standing, day=day, why=why)
        after = _open(u, product.id, day)
        u.commit()
    return Tagged(after, before.origin.state, (), _changes(bool(tagged.recorded)))


def _own_word_taken_back(shop: Shop, actor: Actor, before: Open) -> Tagged:
    own = [piece for piece in before.pieces if piece.kind is evidence.Kind.SHOP]
    _known, changes = origins.record(shop, actor, before.product.id, Entry(state=State.UNKNOWN))
    recorded = tuple(Recorded(piece.kind, piece.number, piece) for piece in own)
    return Tagged(look(shop, before.product.id), before.origin.state, recorded, changes)


def _earlier(standing: Sequence[Evidence], piece: Evidence) -> Evidence | None:
    numbered = piece.kind in evidence.NUMBERED
    return next((old for old in standing if old.kind is piece.kind and (not numbered or old.number == piece.number)), None)


def _entry(piece: Evidence) -> Entry:
    """What has to be entered for a piece to stand as it stood."""
    return Entry(
        kind=piece.kind,
        state=None if piece.kind is evidence.Kind.REGISTRATION else piece.state,
        country=piece.country,
        number=piece.number,
        tkdn_bp=piece.tkdn_bp,
        bmp_bp=piece.bmp_bp,
        valid_from=piece.valid_from,
        valid_until=piece.valid_until or evidence.expiry(piece.expires),
        maker=piece.maker,
        maker_size=piece.maker_size,
        regency=piece.regency,
        note=piece.note,
        attachment=piece.attachment,
    )


def _open(u: Transaction, product_id: ProductId, day: date) -> Open:
    product = u.products.by_ids([product_id], day=day).get(product_id)
    if product is None:
        raise Refused("unknown_code", code=product_id)
    if product.kind is not Kind.GOODS:
        raise Refused("goods_only_have_origin", name=product.name)
    sales, worth = u.listing.moves(_lately(day), product_id)
    origin = u.origins.judged(product_id, day=day)
    coop = origin_hints.elsewhere(u, product_id)
    pieces = tuple(u.origins.pieces(product_id))
    return Open(Tag(product, sales, worth), origin, pieces, u.listing.same_maker(product_id), day, coop)


def _lately(day: date) -> Period:
    """The last thirty days, today among them."""
    return Period(day - timedelta(days=DAYS - 1), day)


def _meter(u: Transaction, period: Period) -> Meter:
    sales = u.listing.sales_by_state(period)
    if sum(sales.values()) > 0:
        return Meter(sales)
    return Meter(u.listing.stock_by_state(), by_stock=True)


def _changes(changed: bool) -> Changes:
    return Changes(products=changed, origins=changed)
