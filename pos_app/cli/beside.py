"""Files that go with a posting: tried before it, written after it; one that fails is said, and the books stand."""

from collections.abc import Callable
from pathlib import Path

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _


def paper(name: str, path: Path | None, write: Callable[[Path], object]) -> tuple[str | None, list[str]]:
    """Writes the paper of `name`, which is in the books: where it is, and what to say where it is not."""
    return _written(path, write, _("{receipt} is saved; its paper is not: {why}"), receipt=name)


def report(path: Path | None, write: Callable[[Path], object], *, dry_run: bool) -> tuple[str | None, list[str]]:
    """Writes the report of a list that was taken, or only tried: where it is, and what to say where it is not."""
    if dry_run:
        return _written(path, write, _("The list was only tried; its report is not written: {why}"))
    return _written(path, write, _("The list is taken; its report is not written: {why}"))


def _written(path: Path | None, write: Callable[[Path], object], failed: str, **named: str) -> tuple[str | None, list[str]]:
    if path is None:
        return None, []
    try:
        write(path)
    except (Refused, Unavailable) as no:
        return None, [failed.format(why=texts.sentence(no), **named)]
    return str(path), []
