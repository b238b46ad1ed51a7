"""The month's paper: issued with a number, kept in the shop with its SHA-256, and verified against it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app import __version__, files, texts
from pos_app.domain.closing import Closing
from pos_app.domain.days import Period
from pos_app.domain.local_content import LocalContent
from pos_app.errors import Refused
from pos_app.services import papers, reports
from pos_app.services.shop import Shop
from pos_app.texts import Language

if TYPE_CHECKING:
    from pos_app.documents.pictures import PagePicture

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

    A closed month has been issued when it was closed: its paper is that file, byte for byte.

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


def preview(shop: Shop, report: LocalContent, *, language: Language, width: int) -> "tuple[PagePicture, ...]":
    """The pages as they would be issued, as pictures `width` dots wide; nothing is issued or kept by looking."""
    from pos_app.documents import pictures

    if report.closing is not None:
        return pictures.pages(_as_closed(shop, report.closing, language), width=width)
    with texts.speaking(language):
        number = texts.gettext("preview, not issued")
    return pictures.pages(drawing(report, language)(number, shop.clock(), papers.seal(figures(report))), width=width)


def drawing(report: LocalContent, language: Language) -> papers.Draw:
    """How the month's paper is drawn in one language."""
    from pos_app.documents import month

    def draw(number: str, at: datetime, seal: str) -> bytes:
        return month.render(report, language=language, number=number, made_at=at, version=__version__, seal=seal)

    return draw


def _issued(shop: Shop, report: LocalContent, *, language: Language, save: Callable[[bytes], None]) -> bytes:
    if report.closing is not None:
        body = _as_closed(shop, report.closing, language)
        save(body)
        return body
    name = f"{report.period.first:%Y-%m}"
    draw = drawing(report, language)
    return papers.issue(shop, kind=KIND, month=name, period=report.period, figures=figures(report), draw=draw, save=save)


def _as_closed(shop: Shop, closing: Closing, language: Language) -> bytes:
    """The paper issued when the month was closed."""
    with shop.uow.read() as u:
        return u.papers.body(closing.papers[language])


def save_xlsx(report: LocalContent, path: Path, *, language: Language) -> None:
    """Writes the month's tables as a workbook, with the same totals as the paper."""
    from pos_app.documents import month_sheets

    files.write(path, month_sheets.render(report, language=language))


def verify(shop: Shop, path: Path) -> Issued:
    """Whether a file is one this shop issued, byte for byte, and whether its figures still hold.

    Raises:
        Refused: `not_issued_here`, `file_missing`.
    """
    from pos_app.services import coop

    sha256 = hashlib.sha256(files.read(path)).hexdigest()
    with shop.uow.read() as u:
        issued = u.papers.by_sha256(sha256)
    if issued is None:
        raise Refused("not_issued_here", path=path)
    period = Period(issued.first, issued.last)
    now = coop.figures(coop.compare(shop, period)) if issued.kind == coop.KIND else figures(reports.local_content(shop, period))
    return Issued(issued.number, issued.at, now == issued.figures)


def figures(report: LocalContent) -> str:
    """The period's own figures as text; what is on the shelf today is not among them."""
    now = report.now
    counted: dict[str, Any] = {
        "period": [report.period.first, report.period.last],
        "by_origin": {s: [v, now.by_origin.articles[s], now.by_origin.pieces[s]] for s, v in now.by_origin.value_idr.items()},
        "services_idr": now.services_idr,
        "deposits_idr": now.deposits_idr,
        "pass_through_idr": now.pass_through_idr,
        "tkdn": [now.tkdn.covered_idr, now.tkdn.floor_bp],
        "ikm_idr": now.ikm.value_idr,
        "evidence": dict(now.evidence),
        "days": [[row.day, dict(row.value_idr)] for row in report.days],
        "push": [report.push.offered, report.push.taken, report.push.moved_idr],
        "categories": [[row.category, dict(row.value_idr)] for row in report.categories],
    }
    return json.dumps(counted, sort_keys=True, default=_text)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place among the figures")
