"""What is counted in a stocktake: by scanner, typed, or read from a filled-in list; never what the books have.

Every count is kept at once, so a crash loses none.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.actor import Actor
from pos_app.domain.product import Found, Kind, ProductId, base_qty
from pos_app.domain.quantity import MOST, ONE, Milli
from pos_app.domain.stocktake import Counted, Entry, Moment, Part, Sheet, Stocktake, Uncounted
from pos_app.errors import Refused
from pos_app.services import lookup, settings
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop, not_come
from pos_app.services.stocktake import WHATEVER, again, counting, open_in, part_of, post_in, sheet_in, started_in
from pos_app.storage.uow import Transaction

_log = logging.getLogger("stocktake")


@dataclass(frozen=True, slots=True)
class CountRow:
    """An article counted in a part: `qty` is all of it there, in `times` counts; `belongs_to` another part's scope."""

    article: Counted
    qty: Milli
    times: int
    at: datetime
    belongs_to: str | None = None


@dataclass(frozen=True, slots=True)
class ReadCount:
    """One row of a filled-in list: a code with its quantity in the unit of that code, and the name beside it."""

    code: str
    qty: Milli
    name: str = ""


def count(shop: Shop, actor: Actor, part: str, code: str, *, qty: Milli = ONE) -> CountRow:
    """Counts what a code stands for, `qty` times, into a part; a scan of the article counted last adds to that count.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `part_is_closed`, `unknown_code`, `code_on_several`,
            `no_stock_kept`, `pack_does_not_divide`, `quantity_too_large`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        place = counting(take, part)
        row = _count(shop, u, actor, take, place, lookup.one(u, code, day=today(shop, u)), qty)
        u.commit()
    return row


def count_all(shop: Shop, actor: Actor, part: str, items: Sequence[str]) -> tuple[CountRow, ...]:
    """Counts `CODE` or `CODE*QTY`, one after the other, all or none; each article once, as it then stands.

    Raises:
        Refused: as `count`, and as `lookup.with_quantity`.
    """
    rows: dict[ProductId, CountRow] = {}
    with shop.uow.write() as u:
        take = open_in(u)
        place = counting(take, part)
        for item in items:
            found, qty = lookup.with_quantity(u, item, day=today(shop, u))
            rows[found.product.id] = _count(shop, u, actor, take, place, found, qty)
        u.commit()
    return tuple(rows.values())


def one(shop: Shop, code: str) -> ProductId:
    """The article a code means.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.read() as u:
        return lookup.one(u, code, day=today(shop, u)).product.id


def count_found(shop: Shop, actor: Actor, part: str, found: Found, *, qty: Milli = ONE) -> CountRow:
    """Counts an article that was chosen among several of one code.

    Raises:
        Refused: as `count`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        row = _count(shop, u, actor, take, counting(take, part), found, qty)
        u.commit()
    return row


def find(shop: Shop, code: str) -> list[Found]:
    """Articles a scan can mean."""
    with shop.uow.read() as u:
        return lookup.find(u, code, day=today(shop, u))


def set_qty(shop: Shop, actor: Actor, part: str, article: ProductId, qty: Milli) -> CountRow:
    """Says how much of an article there is in a part, now and in one count; 0 is a count too.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `part_is_closed`, `not_counted_here`, `quantity_negative`,
            `quantity_too_large`.
    """
    if qty < 0:
        raise Refused("quantity_negative")
    with shop.uow.write() as u:
        take = open_in(u)
        place = counting(take, part)
        *earlier, last = _counted_here(u, place, article)
        u.stocktakes.drop_entries([entry.id for entry in earlier])
        moment = _moment(shop, u, article)
        u.stocktakes.change_entry(Entry(last.id, place.id, article, last.code, _bounded(qty), moment, actor.person))
        row = _row(u, take, place, article)
        u.commit()
    return row


def remove(shop: Shop, actor: Actor, part: str, article: ProductId) -> None:
    """Takes an article out of a part: it was not counted there.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `part_is_closed`, `not_counted_here`.
    """
    with shop.uow.write() as u:
        place = counting(open_in(u), part)
        gone = _counted_here(u, place, article)
        u.stocktakes.drop_entries([entry.id for entry in gone])
        u.books.audit(
            at=shop.clock(), actor=actor, event="stocktake_uncounted", subject=place.name, product=article, qty=sum(x.qty for x in gone)
        )
        u.commit()


def read_list(
    shop: Shop, actor: Actor, part: str, rows: Sequence[ReadCount], *, digest: str, at: datetime | None = None
) -> tuple[int, tuple[CountRow, ...]]:
    """Counts a filled-in list into a part, all of it or nothing: how many articles, and those counted more than once.

    `at` is when the shelves were counted, now where none is given; `digest` names the list, which is read once.

    Raises:
        Refused: as `count`, `list_read_already`, `not_come`, `before_the_stocktake`, `list_without_counts`.
    """
    found = _named(shop, rows)
    with shop.uow.write() as u:
        take = open_in(u)
        place = counting(take, part)
        if u.stocktakes.has_sheet(place.id, digest):
            raise Refused("list_read_already", part=place.name)
        articles = _read_in(shop, u, actor, take, place, found, digest=digest, at=at)
        again = [_row(u, take, place, i) for i in u.stocktakes.counted_again(place.id, digest)]
        u.books.audit(at=shop.clock(), actor=actor, event="stocktake_list", subject=take.number, part=place.name, articles=len(articles))
        u.commit()
    return len(articles), tuple(again)


def count_at_once(
    shop: Shop, actor: Actor, name: str, rows: Sequence[ReadCount], *, digest: str, dry_run: bool = False
) -> tuple[Sheet, Changes]:
    """A stocktake of one list from start to posting, in one transaction; articles not on the list stay as they are.

    `dry_run` says what would be booked and writes nothing.

    Raises:
        Refused: `stocktake_is_open`, and as `count`; then nothing is booked.
    """
    found = _named(shop, rows)
    with shop.uow.write() as u:
        take = started_in(shop, u, actor, name)
        place = Part(u.stocktakes.add_part(take.id, name=take.name, person=actor.person, scope=WHATEVER), take.name, actor.person)
        _read_in(shop, u, actor, take, place, found, digest=digest, at=None)
        u.stocktakes.close_part(place.id, shop.clock())
        post_in(shop, u, actor, again(u, take), Uncounted.LEAVE)
        sheet = sheet_in(u, take.number)
        if dry_run:
            return sheet, Changes()
        u.commit()
    _log.info("counted at once %s articles=%d", take.number, sheet.counted)
    return sheet, Changes(stock=True, consignment=True)


def counted_in(shop: Shop, part: str, *, number: str) -> tuple[CountRow, ...]:
    """What was counted in a part of a stocktake, the last first.

    Raises:
        Refused: `no_such_stocktake`, `no_such_part`.
    """
    with shop.uow.read() as u:
        take = u.stocktakes.by_number(number)
        if take is None:
            raise Refused("no_such_stocktake", number=number)
        place = part_of(take, part)
        entries = [entry for entry in u.stocktakes.entries(take.id) if entry.part_id == place.id]
        articles = u.stocktakes.articles(take.id)
    by_article: dict[ProductId, list[Entry]] = {}
    for entry in entries:
        by_article.setdefault(entry.product_id, []).append(entry)
    rows = [(mine[-1].id, _made_row(take, place, articles[i], mine)) for i, mine in by_article.items()]
    return tuple(row for _id, row in sorted(rows, key=lambda pair: -pair[0]))


def _bounded(qty: int) -> Milli:
    if qty > MOST:
        raise Refused("quantity_too_large", text=str(qty // 1000))
    return Milli(qty)


def _moment(shop: Shop, u: Transaction, article: ProductId) -> Moment:
    when = shop.clock()
    return Moment(when, u.stocktakes.last_moves([article], when).get(article, 0))


def _count(shop: Shop, u: Transaction, actor: Actor, take: Stocktake, part: Part, found: Found, qty: Milli) -> CountRow:
    if found.product.kind is not Kind.GOODS:
        raise Refused("no_stock_kept", name=found.product.name)
    article, more = found.product.id, base_qty(found, qty)
    moment = _moment(shop, u, article)
    last = u.stocktakes.last_entry(part.id)
    if last is not None and last.product_id == article:
        u.stocktakes.change_entry(Entry(last.id, part.id, article, last.code, _bounded(last.qty + more), moment, actor.person))
    else:
        u.stocktakes.add_entries([Entry(0, part.id, article, found.code, _bounded(more), moment, actor.person)])
    return _row(u, take, part, article)


def _named(shop: Shop, rows: Sequence[ReadCount]) -> list[tuple[ReadCount, Found]]:
    """The articles of a list with their rows, looked up before anything is locked.

    Raises:
        Refused: `list_without_counts`, `unknown_code`, `code_on_several`, `no_stock_kept`.
    """
    if not rows:
        raise Refused("list_without_counts")
    found = []
    with shop.uow.read() as u:
        day = today(shop, u)
        for row in rows:
            meant = _meant(u, row, lookup.find(u, row.code, day=day))
            if meant.product.kind is not Kind.GOODS:
                raise Refused("no_stock_kept", name=meant.product.name)
            found.append((row, meant))
    return found


def _read_in(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    take: Stocktake,
    part: Part,
    rows: Sequence[tuple[ReadCount, Found]],
    *,
    digest: str,
    at: datetime | None,
) -> list[ProductId]:
    """Writes the rows of a list as counts; the articles, each once."""
    now = shop.clock()
    if at is not None and at > now:
        raise not_come(at, now, settings.stored(u)["zone"])
    if at is not None and at < take.started_at:
        raise Refused("before_the_stocktake")
    when = at or now
    articles = list(dict.fromkeys(found.product.id for _row, found in rows))
    moved = u.stocktakes.last_moves(articles, when)
    u.stocktakes.add_entries(
        [
            Entry(0, part.id, x.product.id, row.code, base_qty(x, row.qty), Moment(when, moved.get(x.product.id, 0)), actor.person)
            for row, x in rows
        ],
        sheet=digest,
    )
    return articles


def _meant(u: Transaction, row: ReadCount, found: list[Found]) -> Found:
    """The article of a row; where its code stands on several, the one whose name stands beside it."""
    if not found:
        raise Refused("unknown_code", code=row.code)
    named = [x for x in found if x.product.name == row.name] if len(found) > 1 else found
    if len(named) != 1:
        numbers = u.codes.skus([x.product.id for x in found])
        raise Refused("code_on_several", code=row.code, numbers=", ".join(numbers[x.product.id] for x in found))
    return named[0]


def _counted_here(u: Transaction, part: Part, article: ProductId) -> list[Entry]:
    found = u.stocktakes.of_article(part.id, article)
    if not found:
        raise Refused("not_counted_here", part=part.name)
    return found


def _row(u: Transaction, take: Stocktake, part: Part, article: ProductId) -> CountRow:
    return _made_row(take, part, u.stocktakes.article(article), u.stocktakes.of_article(part.id, article))


def _made_row(take: Stocktake, part: Part, article: Counted, entries: Sequence[Entry]) -> CountRow:
    elsewhere = None
    if not part.scope.holds(article.category, article.shelf):
        elsewhere = next((x.name for x in take.parts if x.scope.holds(article.category, article.shelf)), None)
    return CountRow(article, Milli(sum(x.qty for x in entries)), len(entries), entries[-1].moment.at, elsewhere)
