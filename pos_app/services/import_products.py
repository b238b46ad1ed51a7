"""A shop's own list of goods comes in: read and compared outside the write lock, written in one short transaction.

Nothing is written twice: the same list again finds every article unchanged. Stock in a list is an opening count; an
article that is there keeps its stock.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.article_list import matching
from pos_app.domain.article_list.matching import Known, Matched
from pos_app.domain.article_list.model import ArticleList, ArticleRow, Note
from pos_app.domain.article_list.read import read
from pos_app.domain.evidence import Kind as EvidenceKind
from pos_app.domain.evidence_entry import Entry, piece
from pos_app.domain.maker import Named
from pos_app.domain.money import Rupiah
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import origins, settings
from pos_app.services.import_rows import Numbers, change_of, new, said_columns, suppliers_of
from pos_app.services.prices import new_prices
from pos_app.services.products import OWN_CODES
from pos_app.services.shop import Changes, Shop
from pos_app.services.vocabulary import shipped
from pos_app.storage.codes import NewCode
from pos_app.storage.lists import Article, Change, NewArticle
from pos_app.storage.prices import NewPrice
from pos_app.storage.uow import Transaction

_log = logging.getLogger("import")

TAKEN: Final = "taken"
UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row, what there is to say about it, and the columns that change."""

    row: ArticleRow
    result: str
    notes: tuple[Note, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def is_warned(self) -> bool:
        return self.result != REFUSED and bool(self.notes)


@dataclass(frozen=True, slots=True)
class Imported:
    """A list with the outcome of every row: what will happen (`preview`) or has happened (`take`)."""

    listing: ArticleList
    outcomes: tuple[Outcome, ...]
    written: bool = False
    changes: Changes = field(default_factory=Changes)

    def count(self, result: str) -> int:
        return sum(1 for outcome in self.outcomes if outcome.result == result)

    @property
    def warned(self) -> int:
        return sum(1 for outcome in self.outcomes if outcome.is_warned)


@dataclass(slots=True)
class _Staged:
    """What is to be written, and the state of the articles it was compared with."""

    state: tuple[object, ...]
    outcomes: list[Outcome]
    new: list[NewArticle] = field(default_factory=list)
    changes: dict[ProductId, Change] = field(default_factory=dict)
    quantity_prices: list[tuple[ProductId | int, dict[Milli, Rupiah], dict[Milli, Rupiah]]] = field(default_factory=list)
    """Articles (as below) with their prices by quantity as they were and as the list has them."""
    registered: list[tuple[ProductId | int, str]] = field(default_factory=list)
    """Articles (by key, or by place among the new ones as a negative number) with a registration number in their code."""


def preview(shop: Shop, data: bytes, *, mapping: Mapping[str, str] | None = None, store: str = "", sheet: str = "") -> Imported:
    """What an import would do; nothing is written.

    Raises:
        Refused: `no_table`, `import_no_header`, `import_nothing_taken` and the like.
    """
    listing = parse(data, mapping=mapping, store=store, sheet=sheet)
    staged = _stage(shop, listing)
    _refuse_nothing(staged)
    return Imported(listing, tuple(staged.outcomes))


def take(
    shop: Shop, actor: Actor, data: bytes, *, name: str, mapping: Mapping[str, str] | None = None, store: str = "", sheet: str = ""
) -> Imported:
    """Writes the good rows of a list, all in one transaction.

    Raises:
        Refused: as `preview`.
        Unavailable: the disk failed; the shop is as it was.
    """
    begun = time.perf_counter()
    listing = parse(data, mapping=mapping, store=store, sheet=sheet)
    staged = _stage(shop, listing)
    _refuse_nothing(staged)
    parsed = time.perf_counter()
    if staged.new or staged.changes or staged.registered:
        with shop.uow.write() as u:
            if u.lists.state() != staged.state:
                staged = _compared(shop, u, listing)
            _write(shop, u, actor, staged, name)
            u.commit()
    done = Imported(
        listing,
        tuple(staged.outcomes),
        written=True,
        changes=Changes(products=True, origins=bool(staged.registered), stock=bool(staged.new)),
    )
    _log.info(
        "imported rows=%d taken=%d updated=%d refused=%d read_ms=%.0f write_ms=%.0f",
        len(done.outcomes), done.count(TAKEN), done.count(UPDATED), done.count(REFUSED),
        1000 * (parsed - begun), 1000 * (time.perf_counter() - parsed),
    )  # fmt: skip
    return done


def parse(data: bytes, *, mapping: Mapping[str, str] | None = None, store: str = "", sheet: str = "") -> ArticleList:
    """The list in a file, compared with nothing yet."""
    from pos_app.documents import tables

    return read(tables.read(data), shipped(), mapping=mapping, store=store, sheet=sheet)


def _one_spelling(u: Transaction, listing: ArticleList) -> ArticleList:
    """The list with makers and brands as the shop spells them, where spellings were merged."""
    makers, brands = u.makers.aliases(Named.MAKER), u.makers.aliases(Named.BRAND)
    if not makers and not brands:
        return listing
    rows = (replace(x, maker=makers.get(x.maker or "", x.maker), brand=brands.get(x.brand or "", x.brand)) for x in listing.rows)
    return replace(listing, rows=tuple(rows))


def _refuse_nothing(staged: _Staged) -> None:
    if all(outcome.result == REFUSED for outcome in staged.outcomes):
        from pos_app import texts

        first = staged.outcomes[0]
        raise Refused("import_nothing_taken", row=first.row.row, problem=texts.sentence(first.notes[0].as_refused))


def _stage(shop: Shop, listing: ArticleList) -> _Staged:
    with shop.uow.read() as u:
        return _compared(shop, u, listing)


def _compared(shop: Shop, u: Transaction, listing: ArticleList) -> _Staged:
    listing = _one_spelling(u, listing)
    articles = u.lists.all_articles(day=settings.today(shop, u))
    by_id = {article.id: article for article in articles}
    known = [Known(a.id, a.values["name"], a.values["sku"], tuple(code.code for code in a.codes)) for a in articles]
    matches = matching.match(listing.rows, known, OWN_CODES)
    matches = matching.refuse_put_away(listing.rows, matches, u.lists.put_away(), OWN_CODES)
    staged = _Staged(u.lists.state(), [])
    numbers = Numbers(u.codes.next_own(OWN_CODES))
    at = days.stamp(shop.clock())
    shared = _shared_codes(listing.rows, matches, articles)
    counted = Counter(row.number for row in listing.rows if row.number and row.refusal is None and row.repeats is None)
    by_quantity = u.prices.all_quantity_prices() if any(row.quantity_prices for row in listing.rows) else {}
    for row, matched in zip(listing.rows, matches, strict=True):
        notes = (*row.notes, *matched.notes)
        if matched.refusal is not None:
            staged.outcomes.append(Outcome(row, REFUSED, (matched.refusal,)))
        elif row.repeats is not None:
            staged.outcomes.append(Outcome(row, UNCHANGED, notes))
        elif matched.id is None:
            suppliers, said = suppliers_of(row)
            staged.new.append(new(shop, row, numbers, at, suppliers=suppliers, shared=shared, number_is_free=counted[row.number] == 1))
            staged.outcomes.append(Outcome(row, TAKEN, notes + said))
            if row.registration:
                staged.registered.append((-len(staged.new), row.registration))
            if row.quantity_prices:
                staged.quantity_prices.append((-len(staged.new), {}, dict(row.quantity_prices)))
        else:
            suppliers, said = suppliers_of(row, by_id[matched.id])
            change = change_of(by_id[matched.id], row, suppliers=suppliers, number_is_free=counted[row.number] == 1)
            changed = tuple(said_columns(change))
            before, wanted = dict(by_quantity.get(matched.id, ())), dict(row.quantity_prices)
            if wanted and wanted != before:
                changed += ("quantity_prices",)
                staged.quantity_prices.append((matched.id, before, wanted))
            if changed:
                change.values["changed_at"] = at
                staged.changes[matched.id] = change
            staged.outcomes.append(Outcome(row, UPDATED if changed else UNCHANGED, notes + said, changed))
    _number_the_shared(staged, articles, shared, numbers, at)
    return staged


def _shared_codes(rows: Sequence[ArticleRow], matches: Sequence[Matched], articles: Sequence[Article]) -> frozenset[str]:
    """Codes that will stand on several articles."""
    holders: dict[str, set[object]] = {}
    for article in articles:
        for held in article.codes:
            holders.setdefault(held.code, set()).add(int(article.id))
    for at, (row, matched) in enumerate(zip(rows, matches, strict=True)):
        if matched.refusal is None and row.repeats is None:
            for code in row.codes:
                holders.setdefault(code, set()).add(int(matched.id) if matched.id is not None else ("new", at))
    return frozenset(code for code, held in holders.items() if len(held) > 1)


def _number_the_shared(staged: _Staged, articles: Sequence[Article], shared: frozenset[str], numbers: Numbers, at: str) -> None:
    """An article that was alone on its code until now gets a number by which it can still be named."""
    for article in articles:
        if article.values["sku"] is None and article.values["code"] in shared:
            change = staged.changes.setdefault(article.id, Change(article.id, {"changed_at": at}))
            if "sku" not in change.values:
                number = numbers.draw()
                change.values["sku"] = number
                change.codes.append(NewCode(number, None, role="sku"))


def _write(shop: Shop, u: Transaction, actor: Actor, staged: _Staged, name: str) -> None:
    day = settings.today(shop, u)
    if staged.registered:
        u.origins.lock()
    made = u.lists.add(staged.new)
    counts = {key: (new.stock, new.values["average_cost"]) for key, new in zip(made, staged.new, strict=True) if new.stock}
    u.lists.open_stock(counts, at=shop.clock(), business_day=day, actor=actor)
    changes = list(staged.changes.values())
    u.prices.settle(day, [change.id for change in changes])
    u.prices.note(new_prices(u, changes), day=day, at=shop.clock(), person=actor.person, source="list")
    u.lists.change(changes)
    _write_quantity_prices(shop, u, actor, staged, made, day)
    registered = [(made[-place - 1], number) for place, number in staged.registered]
    products = u.products.by_ids([key for key, _number in registered], day=day)
    for key, number in registered:
        product = products[key]
        if product.kind is Kind.GOODS:
            origins.record_in(shop, u, actor, product, piece(Entry(EvidenceKind.REGISTRATION, number=number), today=day), day=day)
    results = Counter(outcome.result for outcome in staged.outcomes)
    u.books.audit(at=shop.clock(), actor=actor, event="products_imported", subject=name, taken=results[TAKEN], updated=results[UPDATED])


def _write_quantity_prices(shop: Shop, u: Transaction, actor: Actor, staged: _Staged, made: Sequence[ProductId], day: date) -> None:
    changed: list[NewPrice] = []
    for place, before, wanted in staged.quantity_prices:
        key = made[-place - 1] if place < 0 else ProductId(place)
        u.prices.set_quantity_prices(key, sorted(wanted.items()))
        changed += [
            NewPrice(key, PriceKind.QUANTITY, before.get(least), wanted.get(least), from_qty=least)
            for least in sorted(before.keys() | wanted.keys())
            if before.get(least) != wanted.get(least)
        ]
    u.prices.note(changed, day=day, at=shop.clock(), person=actor.person, source="list")
