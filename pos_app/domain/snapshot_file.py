"""The file a snapshot travels in, and how to read one that somebody else has made.

A ZIP of readable parts. `manifest.json` says what it is: format, shop, months, time of making, and size and SHA-256 of
each part; `manifest.sig` is the shop's Ed25519 signature of it. Then `months.csv`, `sales.csv`, `stock.csv` and
`articles.csv`. The archive's comment is the SHA-256 of every byte before it, so that a torn or altered file is known
before anything in it is read.
"""

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from pos_app.domain import days
from pos_app.domain.barcode import shared_code
from pos_app.domain.countries import CODES
from pos_app.domain.days import Period
from pos_app.domain.money import MOST_IDR, BasisPoints, Rupiah
from pos_app.domain.origin import State, Strength
from pos_app.domain.quantity import Milli
from pos_app.domain.snapshot import MOST_MONTHS, Article, MonthRow, Received, SalesRow, Snapshot, StockRow, months_of, plain
from pos_app.errors import Refused

FORMAT: Final = 1
MOST_BYTES: Final = 64_000_000
"""No file is larger; a shop of 100,000 articles needs a tenth of it."""
_MOST_UNPACKED: Final = 200_000_000
_MOST_MANIFEST: Final = 20_000
_MOST_SIGNATURE: Final = 200
_MOST_ROWS: Final = 400_000
_MOST_SUM: Final = 10**18
"""No column sums to more, signs apart: what a database adds up for one shop stays within 64 bits."""
MOST_CODES: Final = 50
_SEAL: Final = 64
_MANIFEST, _SIGNATURE = "manifest.json", "manifest.sig"
PARTS: Final = ("months.csv", "sales.csv", "stock.csv", "articles.csv")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError, KeyError)
"""What `zipfile` raises on an archive that is none, or asks for more than it should."""

_T = TypeVar("_T")
Sign = Callable[[bytes], bytes]
IsSigned = Callable[[str, bytes, bytes], bool]


def pack(snapshot: Snapshot, *, sign: Sign) -> bytes:
    """The file of a snapshot; the same values give the same parts."""
    parts = _parts(snapshot)
    manifest = _manifest(snapshot, parts)
    members = {_MANIFEST: manifest, _SIGNATURE: sign(manifest).hex().encode() + b"\n"} | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
        archive.comment = b"0" * _SEAL
    return sealed(out.getvalue())


def sealed(archive: bytes) -> bytes:
    """The archive with its last 64 bytes, its comment, made the SHA-256 of those before."""
    body = archive[:-_SEAL]
    return body + hashlib.sha256(body).hexdigest().encode()


def _parts(snapshot: Snapshot) -> dict[str, bytes]:
    months = months_of(snapshot.period)
    return {
        "months.csv": _csv(_MONTHS, ([f"{r.month:%Y-%m}", r.receipts, r.lines] for r in snapshot.months)),
        "sales.csv": _csv(_SALES, map(_sales_cells, snapshot.sales)),
        "stock.csv": _csv(_STOCK, ([r.category, r.state, r.value_idr, r.articles, r.pieces] for r in snapshot.stock)),
        "articles.csv": _csv(_article_head(months), map(_article_cells, snapshot.articles)),
    }


_MONTHS: Final = ("month", "receipts", "lines")
_SALES: Final = (
    "month", "category", "origin", "value_idr", "pieces_milli", "certified_idr", "certified_idr_x_tkdn_bp", "small_makers_idr",
    "strong_idr", "medium_idr", "weak_idr",
)  # fmt: skip
_STOCK: Final = ("category", "origin", "value_idr", "articles", "pieces_milli")
_ARTICLES: Final = (
    "uid", "code", "shared_codes", "name", "category", "unit", "origin", "strength", "evidence", "country", "tkdn_bp", "price_idr",
    "on_hand_milli",
)  # fmt: skip


def _article_head(months: Iterable[date]) -> tuple[str, ...]:
    return (*_ARTICLES, *(f"sales_idr_{month:%Y-%m}" for month in months))


def _sales_cells(r: SalesRow) -> list[object]:
    return [
        f"{r.month:%Y-%m}", r.category, r.state, r.value_idr, r.pieces, r.covered_idr, r.weighted, r.ikm_idr,
        r.strong_idr, r.medium_idr, r.weak_idr,
    ]  # fmt: skip


def _article_cells(a: Article) -> list[object]:
    return [
        a.uid, a.code, " ".join(a.codes), a.name, a.category, a.unit, a.state, a.strength, a.evidence_kind or "", a.country or "",
        "" if a.tkdn_bp is None else a.tkdn_bp, "" if a.price_idr is None else a.price_idr, a.on_hand, *a.sales,
    ]  # fmt: skip


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def _manifest(snapshot: Snapshot, parts: dict[str, bytes]) -> bytes:
    about: dict[str, Any] = {
        "format": FORMAT,
        "shop": {"uid": snapshot.shop_uid, "name": snapshot.shop_name, "public_key": snapshot.public_key},
        "period": {"first": snapshot.period.first.isoformat(), "last": snapshot.period.last.isoformat()},
        "made_at": days.stamp(snapshot.made_at),
        "parts": {name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in parts.items()},
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n"


# ---------------------------------------------------------------- reading


def read(body: bytes, *, is_signed: IsSigned) -> Received:
    """The snapshot in a file, whole and signed by the key it names. Whether that key is the shop's, the caller knows.

    Raises:
        Refused: `snapshot_too_large`, `not_a_snapshot`, `snapshot_torn`, `snapshot_newer`, `snapshot_altered`,
            `snapshot_wrong`.
    """
    if len(body) > MOST_BYTES:
        raise Refused("snapshot_too_large")
    if not body.startswith(b"PK"):
        raise Refused("not_a_snapshot")
    if sealed(body) != body:
        raise Refused("snapshot_torn")
    members = _unpacked(body)
    manifest = members.pop(_MANIFEST)
    about = _about(manifest)
    signature = _signature(members.pop(_SIGNATURE))
    shop = _dict(about, "shop")
    key = _text(shop, "public_key", r"[0-9a-f]{64}")
    if not is_signed(key, signature, manifest):
        raise Refused("snapshot_altered")
    snapshot = _snapshot(about, shop, key, members)
    if _parts(snapshot) != members or _manifest(snapshot, members) != manifest:
        # what was read is written again: a number with a leading zero, a stray quote or a wrong SHA-256 comes out otherwise
        raise Refused("snapshot_altered")
    return Received(snapshot, hashlib.sha256(manifest).hexdigest())


def _unpacked(body: bytes) -> dict[str, bytes]:
    """The members by name, none read further than its declared and allowed size."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if names[:1] != [_MANIFEST] or len(names) > 20:
                raise Refused("not_a_snapshot")
            manifest = _member(archive, entries[0], _MOST_MANIFEST)
            _refuse_newer(manifest)
            if names != [_MANIFEST, _SIGNATURE, *PARTS] or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
                raise Refused("snapshot_altered")
            found = {_MANIFEST: manifest, _SIGNATURE: _member(archive, entries[1], _MOST_SIGNATURE)}
            return found | {entry.filename: _member(archive, entry, _MOST_UNPACKED) for entry in entries[2:]}
    except _BROKEN as broken:
        raise Refused("snapshot_torn") from broken


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.file_size > most or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("snapshot_altered")
    with archive.open(entry) as stream:
        return stream.read(most + 1)


def _signature(body: bytes) -> bytes:
    """The signature in hexadecimal, as it was written and no other way."""
    if re.fullmatch(rb"[0-9a-f]{2,199}\n", body) is None or len(body) % 2 == 0:
        raise Refused("snapshot_altered")
    return bytes.fromhex(body.decode())


def _about(manifest: bytes) -> dict[str, Any]:
    try:
        about = json.loads(manifest.decode())
    except (ValueError, RecursionError):
        raise Refused("not_a_snapshot") from None
    if not isinstance(about, dict):
        raise Refused("not_a_snapshot")
    return about


def _refuse_newer(manifest: bytes) -> None:
    number = _about(manifest).get("format")
    if type(number) is not int or number < 1:
        raise Refused("not_a_snapshot")
    if number > FORMAT:
        raise Refused("snapshot_newer")


def _dict(about: dict[str, Any], name: str) -> dict[str, Any]:
    value = about.get(name)
    if not isinstance(value, dict):
        raise Refused("snapshot_wrong", part=_MANIFEST, row=name)
    return value


def _text(about: dict[str, Any], name: str, shape: str) -> str:
    value = about.get(name)
    if not isinstance(value, str) or re.fullmatch(shape, value, re.ASCII) is None:
        raise Refused("snapshot_wrong", part=_MANIFEST, row=name)
    return value


_UID: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DAY: Final = r"\d{4}-\d{2}-\d{2}"


def _snapshot(about: dict[str, Any], shop: dict[str, Any], key: str, parts: dict[str, bytes]) -> Snapshot:
    uid = _text(shop, "uid", _UID)
    name = _text(shop, "name", r"[\s\S]{1,400}")
    span = _dict(about, "period")
    try:
        if plain(name) != name:
            raise ValueError(name)
        period = Period(days.parse_day(_text(span, "first", _DAY)), days.parse_day(_text(span, "last", _DAY)))
        made_at = days.from_stamp(_text(about, "made_at", _DAY + r"T\d{2}:\d{2}:\d{2}\.\d{3}Z"))
    except (ValueError, Refused):
        raise Refused("snapshot_wrong", part=_MANIFEST, row="") from None
    _refuse_odd_period(period)
    months = months_of(period)
    heads = (_MONTHS, _SALES, _STOCK, _article_head(months))
    rows = {part: _rows(part, parts[part], head) for part, head in zip(PARTS, heads, strict=True)}
    read_month = {f"{month:%Y-%m}": month for month in months}
    sales = _each("sales.csv", rows, lambda c: _sales_row(c, read_month), key=lambda r: (r.month, r.category, r.state))
    stock = _each("stock.csv", rows, _stock_row, key=lambda r: (r.category, r.state))
    sums = [[r.value_idr, r.pieces, r.covered_idr, r.weighted, r.ikm_idr, r.strong_idr, r.medium_idr, r.weak_idr] for r in sales]
    _refuse_vast("sales.csv", sums)
    _refuse_vast("stock.csv", [[r.value_idr, r.articles, r.pieces] for r in stock])
    return Snapshot(
        shop_uid=uid,
        shop_name=name,
        public_key=key,
        period=period,
        made_at=made_at,
        months=_each("months.csv", rows, lambda c: MonthRow(read_month[c[0]], _count(c[1]), _count(c[2])), key=lambda r: r.month),
        sales=sales,
        stock=stock,
        articles=_each("articles.csv", rows, _article, key=lambda a: a.uid),
    )


def _refuse_vast(part: str, rows: Sequence[Sequence[int]]) -> None:
    for column in zip(*rows, strict=True):
        if sum(map(abs, column)) > _MOST_SUM:
            raise Refused("snapshot_wrong", part=part, row="")


def _refuse_odd_period(period: Period) -> None:
    first, last = period.first, period.last
    whole = first.day == 1 and first.year >= 1970 and last.year <= 9998 and (last + timedelta(days=1)).day == 1
    if not whole or (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
        raise Refused("snapshot_wrong", part=_MANIFEST, row="period")


def _rows(part: str, body: bytes, head: Sequence[str]) -> list[list[str]]:
    try:
        text = body.decode()
        if text.count("\n") > _MOST_ROWS:
            raise Refused("snapshot_too_large")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error):
        raise Refused("snapshot_wrong", part=part, row="") from None
    if not rows or tuple(rows[0]) != tuple(head):
        raise Refused("snapshot_wrong", part=part, row=1)
    return rows


def _each(part: str, rows: dict[str, list[list[str]]], make: Callable[[list[str]], _T], *, key: Callable[[_T], object]) -> tuple[_T, ...]:
    """The rows of a part as values, none twice.

    Raises:
        Refused: `snapshot_wrong`, with the row as a spreadsheet counts it.
    """
    found: dict[object, _T] = {}
    head, *body = rows[part]
    for number, cells in enumerate(body, start=2):
        try:
            if len(cells) != len(head):
                raise ValueError(cells)
            row = make(cells)
        except (ValueError, KeyError):
            raise Refused("snapshot_wrong", part=part, row=number) from None
        if found.setdefault(key(row), row) is not row:
            raise Refused("snapshot_wrong", part=part, row=number)
    return tuple(found.values())


def _number(cell: str, least: int, most: int) -> int:
    if len(cell) > 20 or not least <= (value := int(cell)) <= most:
        raise ValueError(cell)
    return value


def _count(cell: str) -> int:
    return _number(cell, 0, 10**12)


def _sum(cell: str) -> Rupiah:
    return Rupiah(_number(cell, -_MOST_SUM, _MOST_SUM))


def _pieces(cell: str) -> Milli:
    return Milli(_number(cell, -_MOST_SUM, _MOST_SUM))


def _word(cell: str, *, empty: bool = False) -> str:
    if (not cell and not empty) or plain(cell) != cell:
        raise ValueError(cell)
    return cell


def _sales_row(c: list[str], months: dict[str, date]) -> SalesRow:
    return SalesRow(
        months[c[0]], _word(c[1], empty=True), State(c[2]), _sum(c[3]), _pieces(c[4]), _sum(c[5]), _number(c[6], -_MOST_SUM, _MOST_SUM),
        _sum(c[7]), _sum(c[8]), _sum(c[9]), _sum(c[10]),
    )  # fmt: skip


def _stock_row(c: list[str]) -> StockRow:
    value, pieces = _number(c[2], 0, _MOST_SUM), _number(c[4], 0, _MOST_SUM)
    return StockRow(_word(c[0], empty=True), State(c[1]), Rupiah(value), _count(c[3]), Milli(pieces))


def _article(c: list[str]) -> Article:
    if re.fullmatch(_UID, c[0], re.ASCII) is None:
        raise ValueError(c[0])
    codes = tuple(c[2].split(" ")) if c[2] else ()
    if len(codes) > MOST_CODES or any(shared_code(code) is None for code in codes) or (c[9] and c[9] not in CODES):
        raise ValueError(c)
    return Article(
        uid=c[0],
        code=_word(c[1]),
        codes=codes,
        name=_word(c[3]),
        category=_word(c[4], empty=True),
        unit=_word(c[5], empty=True),
        state=State(c[6]),
        strength=Strength(c[7]),
        evidence_kind=_word(c[8]) if c[8] else None,
        country=c[9] or None,
        tkdn_bp=BasisPoints(_number(c[10], 0, 10_000)) if c[10] else None,
        price_idr=Rupiah(_number(c[11], 0, MOST_IDR)) if c[11] else None,
        on_hand=Milli(_number(c[12], -(10**15), 10**15)),
        sales=tuple(Rupiah(_number(cell, -MOST_IDR, MOST_IDR)) for cell in c[13:]),
    )
