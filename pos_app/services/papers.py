"""Papers the shop issues: numbered without a gap, kept with their SHA-256 and the figures they were made of."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from pos_app.documents.pictures import PagePicture, one_by_one
from pos_app.domain.days import Period
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

Draw = Callable[[str, datetime, str], bytes]
"""Makes the paper from its number, the time of making, and the beginning of the digest of its figures."""


def issue(
    shop: Shop, *, kind: str, month: str, period: Period, figures: str, draw: Draw, save: Callable[[bytes], None] = lambda _body: None
) -> bytes:
    """Issues one paper; nothing is kept unless `save` succeeds. Raises as `issue_together`."""

    def keep(_u: Transaction, bodies: Sequence[bytes]) -> None:
        save(bodies[0])

    return issue_together(shop, kind=kind, month=month, period=period, figures=figures, draws=[draw], keep=keep)[0]


def issue_together(
    shop: Shop,
    *,
    kind: str,
    month: str,
    period: Period,
    figures: str,
    draws: Sequence[Draw],
    keep: Callable[[Transaction, Sequence[bytes]], None],
) -> list[bytes]:
    """Issues papers of the same figures under the next numbers of their kind and month: `KL-2026-10-0001`.

    They are drawn outside the write lock, so that no sale waits for it, and again should a number be taken by then.
    `keep` runs in the transaction that issues them; where it raises, none is issued.

    Raises:
        Unavailable: the database or the disk failed; then none is issued.
    """
    prefix = f"{kind}-{month}"
    while True:
        at = shop.clock()
        with shop.uow.read() as u:
            before = u.papers.count(prefix)
        numbers = [f"{prefix}-{before + n:04d}" for n in range(1, len(draws) + 1)]
        bodies = [draw(number, at, seal(figures)) for draw, number in zip(draws, numbers, strict=True)]
        with shop.uow.write() as u:
            u.papers.lock()
            if u.papers.count(prefix) != before:
                continue
            for number, body in zip(numbers, bodies, strict=True):
                u.papers.issue(sha256=digest(body), kind=kind, number=number, period=period, at=at, figures=figures, body=body)
            keep(u, bodies)
            u.commit()
        return bodies


def digest(body: bytes) -> str:
    """The SHA-256 an issued paper is known by."""
    return hashlib.sha256(body).hexdigest()


def seal(figures: str) -> str:
    """The beginning of the digest of a paper's figures, as it stands in its foot."""
    return hashlib.sha256(figures.encode()).hexdigest()[:12]


__all__ = ["Draw", "PagePicture", "digest", "issue", "issue_together", "one_by_one", "seal"]
