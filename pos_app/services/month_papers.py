"""The month's paper: issued with a number, kept in the shop with its SHA-256, and verified against it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pos_app import __version__, files
from pos_app.domain.days import Period
from pos_app.domain.local_content import LocalContent
from pos_app.errors import Refused
from pos_app.services import reports
from pos_app.services.shop import Shop
from pos_app.texts import Language

KIND: Final = "KL"
"""Prefix of the local-content reports' numbers: `KL-2026-10-0001`."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A report this shop issued; `holds` says whether its figures would come out the same today."""

    number: str
    issued_at: datetime
    holds: bool


def pdf(shop: Shop, report: LocalContent, *, language: Language) -> bytes:
    """The month's paper as a file of its own, kept among the issued ones.

    Raises:
        Unavailable: the database cannot be written.
    """
    return _issued(shop, report, language=language, save=lambda _body: None)


def save_pdf(shop: Shop, report: LocalContent, path: Path, *, language: Language) -> None:
    """Writes the month's paper to a file.

    Raises:
        Refused: the folder is missing; then none is issued.
        Unavailable: the disk failed; then none is issued.
    """
    files.ready(path)
    _issued(shop, report, language=language, save=lambda body: files.write(path, body))


def _issued(shop: Shop, report: LocalContent, *, language: Language, save: Callable[[bytes], None]) -> bytes:
    """Draws the paper outside the write lock, so that no sale waits for it, and again should its number be taken by then."""
    from pos_app.documents import month

    figures = _figures(report)
    seal = hashlib.sha256(figures.encode()).hexdigest()[:12]
    prefix = f"{KIND}-{report.period.first:%Y-%m}"
    while True:
        at = shop.clock()
        with shop.uow.read() as u:
            before = u.papers.count(prefix)
        number = f"{prefix}-{before + 1:04d}"
        body = month.render(report, language=language, number=number, made_at=at, version=__version__, seal=seal)
        sha256 = hashlib.sha256(body).hexdigest()
        with shop.uow.write() as u:
            u.papers.lock()
            if u.papers.count(prefix) != before:
                continue
            u.papers.issue(sha256=sha256, kind=KIND, number=number, period=report.period, at=at, figures=figures, body=body)
            save(body)
            u.commit()
        return body


def save_xlsx(report: LocalContent, path: Path, *, language: Language) -> None:
    """Writes the month's tables as a workbook, with the same totals as the paper."""
    from pos_app.documents import month_sheets

    files.write(path, month_sheets.render(report, language=language))


def verify(shop: Shop, path: Path) -> Issued:
    """Whether a file is one this shop issued, byte for byte, and whether its figures still hold.

    Raises:
        Refused: `not_issued_here`, `file_missing`.
    """
    sha256 = hashlib.sha256(files.read(path)).hexdigest()
    with shop.uow.read() as u:
        issued = u.papers.by_sha256(sha256)
    if issued is None:
        raise Refused("not_issued_here", path=path)
    now = _figures(reports.local_content(shop, Period(issued.first, issued.last)))
    return Issued(issued.number, issued.at, now == issued.figures)


def _figures(report: LocalContent) -> str:
    """The period's own figures as text; what is on the shelf today is not among them."""
    now = report.now
    figures: dict[str, Any] = {
        "period": [report.period.first, report.period.last],
        "by_origin": {s: [v, now.by_origin.articles[s], now.by_origin.pieces[s]] for s, v in now.by_origin.value_idr.items()},
        "services_idr": now.services_idr,
        "deposits_idr": now.deposits_idr,
        "tkdn": [now.tkdn.covered_idr, now.tkdn.floor_bp],
        "ikm_idr": now.ikm.value_idr,
        "evidence": dict(now.evidence),
        "days": [[row.day, dict(row.value_idr)] for row in report.days],
        "categories": [[row.category, dict(row.value_idr)] for row in report.categories],
    }
    return json.dumps(figures, sort_keys=True, default=_text)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place among the figures")
