"""The words that lists of goods and sales use for their columns, read once from the file that ships with the program."""

import tomllib
from functools import cache
from importlib.resources import files

from pos_app.domain.article_list.vocabulary import Vocabulary, from_tables


@cache
def shipped() -> Vocabulary:
    """The vocabulary of `resources/headers.toml`."""
    return from_tables(tomllib.loads((files("resources") / "headers.toml").read_text(encoding="utf-8")))
