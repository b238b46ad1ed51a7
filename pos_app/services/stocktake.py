"""A stocktake from its start to its posting, in parts, while selling goes on; the rule of comparison is in `domain.stocktake`."""

import logging
from collections.abc import Sequence
from typing import Final

from pos_app.domain import stocktake as counts
from pos_app.domain.actor import Actor
from pos_app.domain.quantity import Milli
from pos_app.domain.stocktake import Counted, Difference, DifferenceRow, Entry, Part, Progress, Scope, Sheet, State, Stocktake, Uncounted
from pos_app.domain.words import folded, one_line, reason
from pos_app.errors import Refused
from pos_app.services import consignment
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.stock import Move
from pos_app.storage.uow import Transaction

_log = logging.getLogger("stocktake")
_LONGEST = 80
WHATEVER: Final = Scope()
"""The scope of a part that names no articles: whatever stands there."""


def start(shop: Shop, actor: Actor, name: str) -> tuple[Stocktake, Changes]:
    """Begins a stocktake; selling goes on.

    Raises:
        Refused: `stocktake_is_open` (one at a time), `name_missing`, `text_too_long`.
    """
    with shop.uow.write() as u:
        made = started_in(shop, u, actor, name)
        u.commit()
    _log.info("started %s", made.number)
    return made, Changes(stock=True)


def add_part(shop: Shop, actor: Actor, name: str, *, person: str = "", scope: Scope = WHATEVER) -> tuple[Part, Changes]:
    """A part of the open stocktake, counted by `person` (the one who acts where none is named).

    Raises:
        Refused: `no_stocktake_open`, `part_taken`, `name_missing`, `text_too_long`, `no_such_category`, `no_such_shelf`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        bare = _named(name)
        if any(folded(part.name) == folded(bare) for part in take.parts):
            raise Refused("part_taken", name=bare)
        kinds = u.stocktakes.kinds()
        if scope.category is not None and scope.category not in {category for category, _shelf, _n in kinds}:
            raise Refused("no_such_category", name=scope.category)
        if scope.shelf is not None and scope.shelf not in {shelf for _category, shelf, _n in kinds}:
            raise Refused("no_such_shelf", name=scope.shelf)
        who = one_line(person)[:_LONGEST] or actor.person
        made = Part(u.stocktakes.add_part(take.id, name=bare, person=who, scope=scope), bare, who, scope)
        u.commit()
    return made, Changes(stock=True)


def close_part(shop: Shop, actor: Actor, part: str) -> Changes:
    """Closes a part: its counts stand, and differences of articles none of whose parts is open may be seen.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `part_is_closed`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        place = counting(take, part)
        u.stocktakes.close_part(place.id, shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="stocktake_part_closed", subject=take.number, part=place.name)
        u.commit()
    return Changes(stock=True)


def reopen_part(shop: Shop, actor: Actor, part: str) -> Changes:
    """Opens a closed part again, as long as the stocktake is not posted.

    Raises:
        Refused: `no_stocktake_open`, `no_such_part`, `part_is_open`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        place = part_of(take, part)
        if place.is_open:
            raise Refused("part_is_open", name=place.name)
        u.stocktakes.close_part(place.id, None)
        u.books.audit(at=shop.clock(), actor=actor, event="stocktake_part_reopened", subject=take.number, part=place.name)
        u.commit()
    return Changes(stock=True)


def post(shop: Shop, actor: Actor, *, uncounted: Uncounted | None = None) -> tuple[Sheet, Changes]:
    """Books the differences of the open stocktake as moves, once; afterwards it is only read.

    `uncounted` says what becomes of articles with stock nobody counted; it must be said where there are any.

    Raises:
        Refused: `no_stocktake_open`, `parts_still_open` naming them, `nothing_counted`, `articles_not_counted`.
    """
    with shop.uow.write() as u:
        take = open_in(u)
        post_in(shop, u, actor, take, uncounted)
        sheet = sheet_in(u, take.number)
        u.commit()
    _log.info("posted %s differences=%d net_idr=%d", take.number, len(sheet.differences), sheet.sums.net_idr)
    return sheet, Changes(stock=True, consignment=True)


def discard(shop: Shop, actor: Actor, *, why: str) -> Changes:
    """Gives the open stocktake up; nothing is booked, its counts stay to be read.

    Raises:
        Refused: `no_stocktake_open`, `reason_missing`.
    """
    why = reason(why)
    with shop.uow.write() as u:
        take = open_in(u)
        u.stocktakes.end(take.id, State.DISCARDED, at=shop.clock(), actor=actor, why=why)
        u.books.audit(at=shop.clock(), actor=actor, event="stocktake_discarded", subject=take.number, why=why)
        u.commit()
    return Changes(stock=True)


def sheet(shop: Shop, number: str | None = None) -> Sheet:
    """A stocktake by its number; without one the open one, else the latest.

    Raises:
        Refused: `no_such_stocktake`, `no_stocktake_yet`.
    """
    with shop.uow.read() as u:
        return sheet_in(u, number)


def earlier(shop: Shop, *, most: int = 50) -> list[Stocktake]:
    """Stocktakes, the latest first."""
    with shop.uow.read() as u:
        return u.stocktakes.all(most=most)


def scopes(shop: Shop) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Categories and shelves a part can be made of."""
    with shop.uow.read() as u:
        kinds = u.stocktakes.kinds()
    return tuple(sorted({c for c, _s, _n in kinds if c})), tuple(sorted({s for _c, s, _n in kinds if s}))


# ---------------------------------------------------------------- inside one transaction


def _named(name: str) -> str:
    bare = one_line(name)
    if not bare:
        raise Refused("name_missing")
    if len(bare) > _LONGEST:
        raise Refused("text_too_long", most=_LONGEST)
    return bare


def started_in(shop: Shop, u: Transaction, actor: Actor, name: str) -> Stocktake:
    bare = _named(name)
    u.stocktakes.lock()
    if (known := u.stocktakes.open()) is not None:
        raise Refused("stocktake_is_open", name=known.name)
    made = u.stocktakes.start(name=bare, at=shop.clock(), day=today(shop, u), actor=actor)
    u.books.audit(at=shop.clock(), actor=actor, event="stocktake_started", subject=made.number, name=bare)
    return made


def open_in(u: Transaction) -> Stocktake:
    u.stocktakes.lock()
    take = u.stocktakes.open()
    if take is None:
        raise Refused("no_stocktake_open")
    return take


def again(u: Transaction, take: Stocktake) -> Stocktake:
    return u.stocktakes.by_number(take.number) or take


def part_of(take: Stocktake, name: str) -> Part:
    """The part of a name, upper and lower case alike.

    Raises:
        Refused: `no_such_part`, naming those there are.
    """
    wanted = folded(name)
    for part in take.parts:
        if folded(part.name) == wanted:
            return part
    raise Refused("no_such_part", name=name, known=", ".join(part.name for part in take.parts))


def counting(take: Stocktake, name: str) -> Part:
    part = part_of(take, name)
    if not part.is_open:
        raise Refused("part_is_closed", name=part.name)
    return part


def post_in(shop: Shop, u: Transaction, actor: Actor, take: Stocktake, uncounted: Uncounted | None) -> None:
    still_open = [part.name for part in take.parts if part.is_open]
    if still_open:
        raise Refused("parts_still_open", names=", ".join(still_open))
    entries = u.stocktakes.entries(take.id)
    if not entries:
        raise Refused("nothing_counted")
    missing = _not_counted(u, take)
    if missing and uncounted is None:
        raise Refused("articles_not_counted", n=len(missing))
    zeroed = [x.id for x in missing] if uncounted is Uncounted.ZERO else []
    u.stock.lock([*(entry.product_id for entry in entries), *zeroed])
    rows = [x for _article, x in _differences(u, take, entries)]
    if zeroed:
        rows += [Difference(x.id, Milli(0), x.on_hand, x.cost) for x in _not_counted(u, take)]
    now = shop.clock()
    moves = [Move(x.product_id, x.qty, "count", x.cost, take.number, take.name) for x in rows if x.qty]
    day = today(shop, u)
    u.stock.post(moves, at=now, business_day=day, actor=actor)
    consignment.follow_count(u, [x.product_id for x in rows], day=day)
    u.stocktakes.write_lines(take.id, rows)
    u.stocktakes.end(take.id, State.POSTED, at=now, actor=actor, uncounted=uncounted)
    u.books.audit(
        at=now, actor=actor, event="count", subject=take.number, counted=len(rows), different=len(moves), net_idr=counts.sums(rows).net_idr
    )


def _not_counted(u: Transaction, take: Stocktake) -> list[Counted]:
    """Articles with stock that nobody counted: those the parts name, all of the shop's where a part names none."""
    found = u.stocktakes.not_counted(take.id)
    if not all(part.scope.names_articles for part in take.parts):
        return found
    return [x for x in found if any(part.scope.holds(x.category, x.shelf) for part in take.parts)]


def _differences(u: Transaction, take: Stocktake, entries: Sequence[Entry]) -> list[tuple[Counted, Difference]]:
    if not entries:
        return []
    tallies = counts.tally(entries)
    moves = counts.by_article(u.stocktakes.moves(take.id, min(entry.moment.at for entry in entries)))
    articles = u.stocktakes.articles(take.id)
    return [
        (articles[i], counts.difference(tallied, on_hand=articles[i].on_hand, moves=moves.get(i, ()), cost=articles[i].cost))
        for i, tallied in tallies.items()
    ]


def sheet_in(u: Transaction, number: str | None) -> Sheet:
    """As `sheet`, inside a transaction that is open already."""
    if number is not None:
        take = u.stocktakes.by_number(number.strip())
        if take is None:
            raise Refused("no_such_stocktake", number=number)
    else:
        take = u.stocktakes.open() or u.stocktakes.latest()
        if take is None:
            raise Refused("no_stocktake_yet")
    entries = u.stocktakes.entries(take.id)
    tallies = counts.tally(entries)
    if take.state is State.POSTED:
        articles = u.stocktakes.articles(take.id)
        all_of = [(articles[x.product_id], x) for x in u.stocktakes.lines(take.id)]
        shown = all_of
    else:
        all_of = _differences(u, take, entries)
        shown = [
            (article, x)
            for article, x in all_of
            if not counts.waits_for(tallies[x.product_id], take.parts, category=article.category, shelf=article.shelf)
        ]
    names = {part.id: part.name for part in take.parts}
    rows = tuple(
        DifferenceRow(article, x, tuple(names[i] for i in tallies[x.product_id].parts) if x.product_id in tallies else ())
        for article, x in shown
        if x.qty or x.moved_between
    )
    kinds = u.stocktakes.kinds()
    free = not all(part.scope.names_articles for part in take.parts)
    named = sum(n for c, s, n in kinds if free or any(part.scope.holds(c, s) for part in take.parts))
    within = sum(1 for article, _x in all_of if free or any(p.scope.holds(article.category, article.shelf) for p in take.parts))
    return Sheet(
        stocktake=take,
        parts=tuple(_progress(part, entries, kinds) for part in take.parts),
        counted=within,
        articles=named,
        differences=tuple(sorted(rows, key=_gravest)),
        sums=counts.sums([x for _article, x in shown]),
        waiting=len(all_of) - len(shown),
        uncounted=len(_not_counted(u, take)) if take.state is State.OPEN else 0,
        sales=u.stocktakes.sales_since(take.started_at, take.ended_at),
    )


def _gravest(row: DifferenceRow) -> tuple[int, str]:
    value = row.difference.value_idr
    return -abs(value if value is not None else 0), row.article.name


def _progress(part: Part, entries: Sequence[Entry], kinds: Sequence[tuple[str, str, int]]) -> Progress:
    counted = len({entry.product_id for entry in entries if entry.part_id == part.id})
    named = sum(n for category, shelf, n in kinds if part.scope.holds(category, shelf))
    return Progress(part, counted, named if part.scope.names_articles else None)
