"""The shop's own snapshot for its co-op: made from one consistent view of the books, signed with the shop's key."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app import files
from pos_app.domain import days
from pos_app.domain.barcode import shared_code
from pos_app.domain.countries import CODES
from pos_app.domain.days import Period
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.snapshot import MOST_MONTHS, Article, SalesRow, Snapshot, StockRow, months_of, plain, whole_months
from pos_app.domain.snapshot_file import MOST_CODES, pack, read
from pos_app.errors import Refused
from pos_app.services import seals, settings, training
from pos_app.services.shop import Shop, begun
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.domain.origin import State

MONTHS: Final = 12
"""How many months a snapshot covers unless said, the present one included."""

_log = logging.getLogger("coop")


@dataclass(frozen=True, slots=True)
class Exported:
    """A snapshot file that was written; `sha256` is the snapshot's, under which the co-op knows it."""

    path: Path
    snapshot: Snapshot
    sha256: str


def _last_months(shop: Shop, zone: str) -> Period:
    today = days.business_day(shop.clock(), zone)
    months = days.months_until(Period(today, today), count=MONTHS)
    return Period(months[0].first, months[-1].last)


def export(shop: Shop, path: Path, period: Period | None = None) -> Exported:
    """Writes the shop's snapshot to a file; `period` is of whole months, the last twelve where none is given.

    Raises:
        Refused: `in_the_future`, `too_many_months`, or the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    body = pack_snapshot(shop, period)
    received = read(body, is_signed=seals.is_signed)
    files.write(path, body)
    shot = received.snapshot
    _log.info("exported %s..%s articles=%d bytes=%d", shot.period.first, shot.period.last, len(shot.articles), len(body))
    return Exported(path, shot, received.sha256)


def pack_snapshot(shop: Shop, period: Period | None = None) -> bytes:
    """The file of the shop's snapshot.

    Raises:
        Refused: as `export`.
    """
    with shop.uow.read() as u:
        training.refuse(u)
        zone = settings.stored(u)["zone"]
        covered = _asked(shop, zone, period) if period else _last_months(shop, zone)
        snapshot = _snapshot(shop, u, covered, today=days.business_day(shop.clock(), zone))
        private = u.books.identity()[1]
    return pack(snapshot, sign=lambda manifest: seals.sign(private, manifest))


def _asked(shop: Shop, zone: str, period: Period) -> Period:
    months = months_of(period)
    begun(shop, zone, Period(months[-1], months[-1]))
    if len(months) > MOST_MONTHS:
        raise Refused("too_many_months", most=MOST_MONTHS)
    return whole_months(period)


def _snapshot(shop: Shop, u: Transaction, period: Period, *, today: date) -> Snapshot:
    uid, _private, public = u.books.identity()
    return Snapshot(
        shop_uid=uid,
        shop_name=plain(settings.stored(u)["name"]),
        public_key=public,
        period=period,
        made_at=shop.clock(),
        months=tuple(u.snapshots.months(period)),
        sales=_merged_sales(u.snapshots.sales(period)),
        stock=_stock(u),
        articles=_articles(u, period, today=today),
    )


def _merged_sales(rows: Iterable[SalesRow]) -> tuple[SalesRow, ...]:
    """Categories that differ only in signs no file should hold become one."""
    found: dict[tuple[date, str, State], SalesRow] = {}
    for row in rows:
        key = (row.month, plain(row.category), row.state)
        before = found.get(key)
        found[key] = replace(row, category=key[1]) if before is None else _added(before, row)
    return tuple(found[key] for key in sorted(found))


def _added(before: SalesRow, row: SalesRow) -> SalesRow:
    summed: dict[str, Any] = {
        f.name: getattr(before, f.name) + getattr(row, f.name) for f in fields(row) if f.name not in ("month", "category", "state")
    }
    return replace(before, **summed)


def _stock(u: Transaction) -> tuple[StockRow, ...]:
    found: dict[tuple[str, State], tuple[int, int, int]] = {}
    for state, category, value, articles, pieces, _costless in u.sums.stock():
        key = (plain(category), state)
        v, n, p = found.get(key, (0, 0, 0))
        found[key] = (v + value, n + articles, p + pieces)
    rows = ((*key, *found[key]) for key in sorted(found))
    return tuple(StockRow(category, state, Rupiah(v), n, Milli(p)) for category, state, v, n, p in rows)


def _articles(u: Transaction, period: Period, *, today: date) -> tuple[Article, ...]:
    sold: dict[ProductId, dict[date, Rupiah]] = {}
    for product_id, month, value in u.snapshots.article_sales(period):
        sold.setdefault(product_id, {})[month] = value
    codes: dict[ProductId, list[str]] = {}
    for product_id, code in u.snapshots.codes():
        if shared_code(code) is not None:
            codes.setdefault(product_id, []).append(code)
    months = months_of(period)
    return tuple(
        _article(p, codes.get(p.id, []), [sold.get(p.id, {}).get(m, Rupiah(0)) for m in months])
        for p in u.products.everything(day=today)
        if p.kind is Kind.GOODS
    )


def _article(p: Product, codes: list[str], sales: list[Rupiah]) -> Article:
    by_gtin: Mapping[str | None, str] = {shared_code(code): code for code in reversed(codes)}
    return Article(
        uid=p.uid,
        code=plain(p.code) or p.uid,
        codes=tuple(sorted(by_gtin.values()))[:MOST_CODES],
        name=plain(p.name) or plain(p.code) or p.uid,
        category=plain(p.category),
        unit=plain(p.unit),
        state=p.origin.state,
        strength=p.origin.strength,
        evidence_kind=p.origin.evidence_kind,
        country=p.origin.country if p.origin.country in CODES else None,
        tkdn_bp=None if p.origin.tkdn_bp is None else BasisPoints(p.origin.tkdn_bp),
        price_idr=p.price_idr,
        on_hand=p.on_hand or Milli(0),
        sales=tuple(sales),
    )
