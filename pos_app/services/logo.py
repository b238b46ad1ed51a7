"""The shop's logo: kept once with the books, printed at the head of every receipt."""

from pathlib import Path

from pos_app import files
from pos_app.domain.actor import Actor
from pos_app.services import attachments, settings
from pos_app.services.attachments import PICTURES
from pos_app.services.people import owner_only
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction

DOTS = {32: 384, 42: 504, 48: 576}
"""Dots across the paper by the signs that fit on it."""


def keep(shop: Shop, actor: Actor, path: Path) -> Changes:
    """Keeps a PNG or JPEG as the shop's logo.

    Raises:
        Refused: `attachment_unreadable`, `attachment_too_large`, `file_missing`, `owner_only`; the one before stays.
    """
    from pos_app.documents import logo

    body = files.read(path)
    logo.check(body, path.name)
    picture = attachments.made_of(path.name, body, allowed=PICTURES)
    with shop.uow.write() as u:
        owner_only(u, actor)
        u.attachments.keep(picture, at=shop.clock())
        u.books.set_settings({"logo": picture.sha256})
        u.books.audit(at=shop.clock(), actor=actor, event="settings", subject="shop", logo=picture.sha256)
        u.commit()
    return Changes(settings=True)


def drop(shop: Shop, actor: Actor) -> Changes:
    """Receipts without a logo."""
    return settings.change(shop, actor, {"logo": ""})


def kept_in(u: Transaction) -> bytes | None:
    """The logo as it was given; None where there is none."""
    sha256 = settings.stored(u)["logo"]
    found = u.attachments.by_sha256(sha256) if sha256 else None
    return found.body if found is not None else None


def preview(shop: Shop) -> bytes | None:
    """The logo as the shop's paper will show it, as a PNG."""
    from pos_app.documents import logo

    with shop.uow.read() as u:
        body, columns = kept_in(u), int(settings.stored(u)["escpos_columns"])
    return logo.preview(body, dots=DOTS[columns]) if body is not None else None
