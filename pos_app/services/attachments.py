"""Files that belong to what the books say: the picture of an article, the photo or PDF of a piece of evidence."""

import hashlib
from pathlib import PurePath
from typing import Final

from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.attachments import Attachment

__all__ = ["MOST_BYTES", "PICTURES", "Attachment", "made_of", "show"]

MOST_BYTES: Final = 2 * 1024 * 1024
_SIDES: Final = (2400, 1200)
_BEGINNINGS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"%PDF-", "application/pdf"))
PICTURES: Final = frozenset({"image/png", "image/jpeg"})
PAPERS: Final = PICTURES | {"application/pdf"}


def made_of(name: str, body: bytes, *, allowed: frozenset[str] = PAPERS) -> Attachment:
    """A file as the books keep it, a photo too large for them made smaller; asked before they are locked, for a picture takes its time.

    Raises:
        Refused: `attachment_too_large`, `attachment_unreadable`.
    """
    media = next((media for beginning, media in _BEGINNINGS if body.startswith(beginning)), None)
    if media not in allowed or media is None:
        raise Refused("attachment_unreadable", name=name)
    if len(body) > MOST_BYTES:
        name, media, body = _smaller(name, media, body)
    return Attachment(hashlib.sha256(body).hexdigest(), media, name, body)


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
