"""The co-op's side: loads snapshots of member shops, lays them side by side, and issues the comparison as a paper.

Each file is read and proven outside any transaction, then written in one of its own: tills of the same database sell
in between. The first key seen for a shop is trusted, a changed one refused.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pos_app import __version__, files
from pos_app.domain import comparison as measures
from pos_app.domain import days, joint_buying
from pos_app.domain.actor import Actor
from pos_app.domain.comparison import Comparison, Member, Row, ShelfGoods, Substitute
from pos_app.domain.days import Period
from pos_app.domain.disagreement import disagreements
from pos_app.domain.origin import State
from pos_app.domain.snapshot import Received, months_of, whole_months
from pos_app.domain.snapshot_file import MOST_BYTES, read
from pos_app.errors import Refused, Unavailable
from pos_app.services import papers, seals, settings
from pos_app.services.shop import Changes, Shop, begun
from pos_app.storage.coop import KnownShop
from pos_app.storage.uow import Transaction
from pos_app.texts import Language

KIND: Final = "PB"
"""Prefix of the comparisons' numbers: `PB-2026-10-0001`."""
MOST_SUBSTITUTES: Final = 200
_LOOKED_AT: Final = 500
"""So many imported articles, those that sell most, are looked at for a substitute."""
_OFFERED: Final = 500
_LINES: Final = 200
"""So many domestic articles of a category, those that sell most, may be one."""
_CLOCKS_DIFFER: Final = timedelta(days=1)

_log = logging.getLogger("coop")


class Outcome(StrEnum):
    LOADED = "loaded"
    UNCHANGED = "unchanged"
    KEPT_NEWER = "kept_newer"
    """The shop's loaded snapshot is newer than the file's and stays."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What became of one file; `problem` says why it was refused."""

    path: Path
    outcome: Outcome
    shop_name: str = ""
    problem: Refused | Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Loading:
    """What became of each file, in the order given."""

    files: tuple[LoadedFile, ...]

    def count(self, *outcomes: Outcome) -> int:
        return sum(f.outcome in outcomes for f in self.files)

    @property
    def problems(self) -> tuple[LoadedFile, ...]:
        return tuple(f for f in self.files if f.problem is not None)

    @property
    def changes(self) -> Changes:
        return Changes(coop=self.count(Outcome.LOADED) > 0)


def load(shop: Shop, actor: Actor, paths: Iterable[Path]) -> Loading:
    """Loads snapshots, each whole or not at all; one that is refused keeps none of the others out."""
    return Loading(tuple(_tried(shop, actor, path) for path in paths))


def _tried(shop: Shop, actor: Actor, path: Path) -> LoadedFile:
    begin = time.perf_counter()
    try:
        received = read(_body(path), is_signed=seals.is_signed)
        outcome = _put(shop, actor, received)
    except (Refused, Unavailable) as problem:
        _log.info("refused a snapshot: %s", problem.code)
        return LoadedFile(path, Outcome.REFUSED, problem=problem)
    shot = received.snapshot
    _log.info("%s %s articles=%d ms=%.1f", outcome, shot.shop_uid, len(shot.articles), 1000 * (time.perf_counter() - begin))
    return LoadedFile(path, outcome, shot.shop_name)


def _body(path: Path) -> bytes:
    """The file, looked at before it is read: what is far too large never enters the memory."""
    try:
        large = path.is_file() and path.stat().st_size > MOST_BYTES
    except (OSError, ValueError) as problem:
        raise Unavailable("cannot_read", path=path) from problem
    if large:
        raise Refused("snapshot_too_large")
    return files.read(path)


def _put(shop: Shop, actor: Actor, received: Received) -> Outcome:
    shot = received.snapshot
    now = shop.clock()
    if shot.made_at > now + _CLOCKS_DIFFER:
        raise Refused("snapshot_from_later", shop=shot.shop_name, day=shot.made_at.date())
    with shop.uow.write() as u:
        u.coop.lock()
        known = u.coop.known(shot.shop_uid)
        _refuse_other_key(u, received, known)
        if known and known.sha256 == received.sha256:
            return Outcome.UNCHANGED
        if known and known.made_at >= shot.made_at:
            return Outcome.KEPT_NEWER
        u.coop.put(received, known=known, at=now)
        u.books.audit(at=now, actor=actor, event="coop_load", subject=shot.shop_uid, sha256=received.sha256)
        u.commit()
    return Outcome.LOADED


def _refuse_other_key(u: Transaction, received: Received, known: KnownShop | None) -> None:
    shot = received.snapshot
    uid, _private, public = u.books.identity()
    if shot.shop_uid == uid and shot.public_key != public:
        raise Refused("snapshot_not_ours")
    if known and known.public_key != shot.public_key:
        raise Refused("snapshot_key_changed", shop=shot.shop_name)


def members(shop: Shop) -> tuple[Member, ...]:
    """The shops whose snapshots are loaded, by name."""
    with shop.uow.read() as u:
        return tuple(u.coop.members())


def compare(shop: Shop, period: Period | None = None) -> Comparison:
    """The loaded shops side by side; `period` restricts the sales to the months it lies in. Empty where none is loaded.

    Raises:
        Refused: `in_the_future`.
    """
    with shop.uow.read() as u:
        card = settings.card_in(u)
        asked = _asked(shop, card.zone, period) if period else None
        loaded = u.coop.members()
        rows, together = measures.side_by_side(loaded, u.coop.sales(asked), u.coop.stock(), u.coop.documents(asked), asked=asked)
        told = u.coop.disputed()
        return Comparison(
            coop_name=card.name,
            zone=card.zone,
            asked=asked,
            covered=_covered(rows),
            members=tuple(loaded),
            shops=rows,
            together=together,
            before=_before(u, loaded, rows, asked),
            disagreements=disagreements(told),
            substitutes=_substitutes(u, asked, disputed=frozenset(t.gtin for t in told)),
        )


def shelf(shop: Shop, category: str, *, uid: str | None) -> tuple[ShelfGoods, ...]:
    """The articles of a category in the shop of `uid`, or in all: what sold most in the snapshots' months first."""
    with shop.uow.read() as u:
        return tuple(u.coop.shelf(category, uid, most=_LINES))


def _asked(shop: Shop, zone: str, period: Period) -> Period:
    last = months_of(period)[-1]
    begun(shop, zone, Period(last, last))
    return whole_months(period)


def _covered(rows: Sequence[Row]) -> Period | None:
    periods = [row.period for row in rows if row.period]
    return Period(min(p.first for p in periods), max(p.last for p in periods)) if periods else None


def _before(u: Transaction, loaded: Sequence[Member], rows: Sequence[Row], asked: Period | None) -> measures.Figures | None:
    if asked is None or asked.month is None:
        return None
    month = days.month_before(asked)
    return measures.before(loaded, rows, u.coop.sales(month), month)


def _substitutes(u: Transaction, asked: Period | None, *, disputed: frozenset[str]) -> tuple[Substitute, ...]:
    imported = u.coop.imported(asked, most=_LOOKED_AT)
    domestic = u.coop.domestic({g.shelf for g in imported}, most=_OFFERED)
    pairs = joint_buying.pairs(imported, domestic, disputed=disputed, most=MOST_SUBSTITUTES)
    sellers = u.coop.holders((p.imported.match for p in pairs), State.IMPORTED)
    stockists = u.coop.holders((p.domestic.match for p in pairs), State.DOMESTIC)
    found = []
    for pair in pairs:
        old, new = pair.imported, pair.domestic
        stocked_by = stockists[new.match]
        found.append(
            Substitute(
                code=old.code,
                name=old.name,
                category=old.category,
                price_idr=old.price_idr,
                value_idr=old.value_idr,
                shops=joint_buying.shops_that_gain(sellers[old.match], frozenset(stocked_by)),
                alternative_code=new.code,
                alternative_name=new.name,
                alternative_price_idr=new.price_idr,
                alternative_tkdn_bp=new.tkdn_bp,
                stocked_by=tuple(stocked_by),
                dearer_bp=pair.dearer_bp,
            )
        )
    return tuple(found)


# ---------------------------------------------------------------- papers


def pdf(shop: Shop, compared: Comparison, *, language: Language) -> bytes:
    """The comparison as a paper of its own, kept among the issued ones.

    Raises:
        Refused: `nothing_to_compare`.
        Unavailable: the database cannot be written.
    """
    return _issued(shop, compared, language=language, save=lambda _body: None)


def save_pdf(shop: Shop, compared: Comparison, path: Path, *, language: Language) -> None:
    """Writes the comparison's paper to a file.

    Raises:
        Refused: `nothing_to_compare`, or the folder is missing; then none is issued.
        Unavailable: the disk failed; then none is issued.
    """
    files.ready(path)
    _issued(shop, compared, language=language, save=lambda body: files.write(path, body))


def _issued(shop: Shop, compared: Comparison, *, language: Language, save: Callable[[bytes], None]) -> bytes:
    period = _told(compared)

    def draw(number: str, at: datetime, seal: str) -> bytes:
        from pos_app.documents import coop_report

        return coop_report.render(compared, language=language, number=number, made_at=at, version=__version__, seal=seal)

    return papers.issue(shop, kind=KIND, month=f"{period.last:%Y-%m}", period=period, figures=figures(compared), draw=draw, save=save)


def save_xlsx(compared: Comparison, path: Path, *, language: Language) -> None:
    """Writes the comparison's tables as a workbook, with the same totals as the paper.

    Raises:
        Refused: as `save_pdf`.
        Unavailable: the disk failed.
    """
    from pos_app.documents import coop_sheets

    _told(compared)
    files.write(path, coop_sheets.render(compared, language=language))


def _told(compared: Comparison) -> Period:
    """The period a paper is about."""
    if not compared.members:
        raise Refused("nothing_to_compare")
    members = [m.period for m in compared.members]
    return compared.asked or compared.covered or Period(min(p.first for p in members), max(p.last for p in members))


def figures(compared: Comparison) -> str:
    """What a paper says, as text: by it `verify` knows whether the figures would come out the same today."""
    content: dict[str, Any] = {
        "shops": [[row.uid, *_row_figures(row)] for row in compared.shops],
        "together": _row_figures(compared.together),
        "disagreements": [[d.code, dict(d.states)] for d in compared.disagreements],
        "substitutes": [[s.code, s.alternative_code, s.value_idr, s.dearer_bp, s.shops] for s in compared.substitutes],
    }
    return json.dumps(content, sort_keys=True)


def _row_figures(row: Row) -> list[Any]:
    return [
        dict(row.figures.sales), dict(row.figures.stock), dict(row.figures.kinds), row.tkdn.covered_idr, row.tkdn.floor_bp,
        row.ikm.value_idr, row.receipts, row.lines, {c.name: [dict(c.figures.sales), dict(c.figures.stock)] for c in row.categories},
    ]  # fmt: skip
