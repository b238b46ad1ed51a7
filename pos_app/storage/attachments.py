"""Pictures and papers kept with the books, each once by its SHA-256, so that one backup file holds them too."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.product import ProductId
from pos_app.storage import tables as t
from pos_app.storage.columns import among


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it was given: `media` is its type (`image/png`), `name` what it was called."""

    sha256: str
    media: str
    name: str
    body: bytes


class Attachments:
    """Queries and writes on attachments, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kept: Attachment, *, at: datetime) -> None:
        """Keeps a file; the same bytes a second time change nothing."""
        if self._connection.execute(select(t.attachment.c.sha256).where(t.attachment.c.sha256 == kept.sha256)).first() is None:
            values = {"sha256": kept.sha256, "media": kept.media, "name": kept.name, "added_at": days.stamp(at), "body": kept.body}
            self._connection.execute(insert(t.attachment).values(values))

    def torn(self) -> Iterator[tuple[str, str]]:
        """Files that are no longer what their checksum says, read one at a time: checksum, name."""
        column = t.attachment.c
        for sha256, name in self._connection.execute(select(column.sha256, column.name).order_by(column.added_at, column.sha256)).all():
            body = self._connection.execute(select(column.body).where(column.sha256 == sha256)).scalar_one()
            if hashlib.sha256(body).hexdigest() != sha256:
                yield sha256, name

    def by_sha256(self, sha256: str) -> Attachment | None:
        row = self._connection.execute(select(t.attachment).where(t.attachment.c.sha256 == sha256)).one_or_none()
        return Attachment(row.sha256, row.media, row.name, row.body) if row else None

    def pictures_of(self, ids: Collection[ProductId]) -> dict[ProductId, str]:
        """Which picture, by its checksum, articles have; those without one are left out."""
        query = select(t.product.c.id, t.product.c.picture).where(among(t.product.c.id, ids), t.product.c.picture.is_not(None))
        return {ProductId(i): sha256 for i, sha256 in self._connection.execute(query)}
