"""Backup and restore: one compressed file, whatever the engine."""

from datetime import datetime
from pathlib import Path

from pos_app.services.shop import Shop
from pos_app.storage import backup


def save(shop: Shop, target: Path) -> int:
    """Backs the whole shop up into one file; how many rows it holds.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed; an earlier file of that name is unchanged.
    """
    return shop.uow.back_up(target)


def restore(source: Path, place: str, *, at: datetime) -> str | None:
    """Puts a backup in the place of a shop; where the present one is kept, None where there was none.

    Raises:
        Refused: a torn or foreign file, or a place that is no shop; nothing has changed.
    """
    kept = backup.restore(source, place, at=at)
    return None if kept is None else str(kept)
