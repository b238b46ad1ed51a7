"""Papers the shop issues: numbered without a gap, kept with their SHA-256 and the figures they were made of."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from pos_app.documents.pictures import PagePicture
from pos_app.domain.days import Period
from pos_app.services.shop import Shop

Draw = Callable[[str, datetime, str], bytes]
"""Makes the paper from its number, the time of making, and the beginning of the digest of its figures."""


def issue(
    shop: Shop, *, kind: str, month: str, period: Period, figures: str, draw: Draw, save: Callable[[bytes], None] = lambda _body: None
) -> bytes:
    """Issues a paper under the next number of its kind and month: `KL-2026-10-0001`; nothing is kept unless `save` succeeds.

    It is drawn outside the write lock, so that no sale waits for it, and again should its number be taken by then.

    Raises:
        Unavailable: the database or the disk failed; then none is issued.
    """
    prefix = f"{kind}-{month}"
    while True:
        at = shop.clock()
        with shop.uow.read() as u:
            before = u.papers.count(prefix)
        number = f"{prefix}-{before + 1:04d}"
        body = draw(number, at, seal(figures))
        sha256 = hashlib.sha256(body).hexdigest()
        with shop.uow.write() as u:
            u.papers.lock()
            if u.papers.count(prefix) != before:
                continue
            u.papers.issue(sha256=sha256, kind=kind, number=number, period=period, at=at, figures=figures, body=body)
            save(body)
            u.commit()
        return body


def seal(figures: str) -> str:
    """The beginning of the digest of a paper's figures, as it stands in its foot."""
    return hashlib.sha256(figures.encode()).hexdigest()[:12]


__all__ = ["Draw", "PagePicture", "issue", "seal"]
