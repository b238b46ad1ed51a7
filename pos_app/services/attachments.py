"""Files that belong to what the books say: the picture of an article, the photo or PDF of a piece of evidence."""

import hashlib
from pathlib import PurePath
from typing import Final

from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.attachments import Attachment
from pos_app.storage.uow import Transaction

__all__ = ["MOST_BYTES", "PICTURES", "Attachment", "keep_in", "show"]

MOST_BYTES: Final = 2 * 1024 * 1024
_SIDES: Final = (2400, 1200)
_BEGINNINGS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"%PDF-", "application/pdf"))
PICTURES: Final = frozenset({"image/png", "image/jpeg"})
PAPERS: Final = PICTURES | {"application/pdf"}


def keep_in(shop: Shop, u: Transaction, *, name: str, body: bytes, allowed: frozenset[str] = PAPERS) -> str:
    """Keeps a file inside the transaction of what it belongs to, a photo too large for the books made smaller; its SHA-256.

    Raises:
        Refused: `attachment_too_large`, `attachment_unreadable`.
    """
    media = next((media for beginning, media in _BEGINNINGS if body.startswith(beginning)), None)
    if media not in allowed or media is None:
        raise Refused("attachment_unreadable", name=name)
    if len(body) > MOST_BYTES:
        name, media, body = _smaller(name, media, body)
    sha256 = hashlib.sha256(body).hexdigest()
    u.attachments.keep(Attachment(sha256, media, name, body), at=shop.clock())
    return sha256


def _smaller(name: str, media: str, body: bytes) -> tuple[str, str, bytes]:
    """A photo as a telephone takes it, at a size on which the letters of a package can still be read."""
    from pos_app.documents import pictures

    for side in _SIDES if media in PICTURES else ():
        made = pictures.small(body, side=side)
        if made is not None and len(made.body) <= MOST_BYTES:
            return f"{PurePath(name).stem}.jpg", made.media, made.body
    raise Refused("attachment_too_large", name=name)


def show(shop: Shop, sha256: str) -> Attachment:
    """A file as it is kept.

    Raises:
        Refused: `no_such_attachment`.
    """
    with shop.uow.read() as u:
        found = u.attachments.by_sha256(sha256)
    if found is None:
        raise Refused("no_such_attachment", sha256=sha256)
    return found
