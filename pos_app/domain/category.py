"""Categories as a tree written out: `Sembako > Beras` is a category inside `Sembako`.

The whole path is the category's text, on lists, lines and reports alike, so that a tree needs no second table and a
list that knows only flat names reads and writes the same column.
"""

from typing import Final

from pos_app.domain.words import one_line

SEPARATOR: Final = " > "


def category_path(text: str) -> str:
    """The path a person means: ` > ` between levels, no level empty; the empty text is no category."""
    levels = (level.strip() for level in f" {one_line(text)} ".split(SEPARATOR))
    return SEPARATOR.join(level for level in levels if level)


def is_within(path: str, parent: str) -> bool:
    """Whether a category is `parent` or lies beneath it."""
    return path == parent or path.startswith(parent + SEPARATOR)


def moved(path: str, old: str, new: str) -> str:
    """Where a category within `old` stands once that is called `new`."""
    return new + path[len(old) :]
