"""One PDF file with pages for each of many: makers, customers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pos_app import __version__, files
from pos_app.domain.shop import ShopCard
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.texts import Language

if TYPE_CHECKING:
    from pos_app.documents.figures_paper import Made

One = TypeVar("One")


def save(
    shop: Shop,
    path: Path,
    language: Language,
    find: Callable[[], Sequence[One]],
    paper: Callable[[Sequence[One], ShopCard, "Made"], bytes],
) -> int:
    """Writes the paper of those found; how many are in it.

    Raises:
        Refused: as `find`; `nobody_to_print`; the folder is missing.
        Unavailable: the disk failed.
    """
    from pos_app.documents.figures_paper import Made

    files.ready(path)
    found = find()
    if not found:
        raise Refused("nobody_to_print")
    files.write(path, paper(found, settings.card(shop), Made(shop.clock(), __version__, language)))
    return len(found)
