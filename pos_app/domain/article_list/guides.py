"""Rows under a header that explain it instead of naming an article."""

import re
from collections.abc import Sequence
from typing import Final

from pos_app.domain.article_list import numbers
from pos_app.domain.article_list.answers import GUIDES, OPEN
from pos_app.domain.article_list.header import Header
from pos_app.domain.article_list.layout import is_money, is_quantity
from pos_app.domain.article_list.vocabulary import Vocabulary
from pos_app.domain.sheets import Number, Row, shown

_WITHIN: Final = 8
_STARTS_WITHIN: Final = 40
_START: Final = "start entering data below this line"


def count(below: Sequence[tuple[int, Row]], found: Header, words: Vocabulary) -> int:
    """How many rows below the header explain it: those up to a line that says where data begins, then those with words for numbers."""
    start = next((at + 1 for at, (_, row) in enumerate(below[:_STARTS_WITHIN]) if _says_start(row)), 0)
    return start + _explaining(below[start:], found, words)


def _says_start(row: Row) -> bool:
    return any(isinstance(cell, str) and shown(cell).casefold() == _START for cell in row)


def _explaining(below: Sequence[tuple[int, Row]], found: Header, words: Vocabulary) -> int:
    front = {word for system in words.systems for word in system.front_matter}
    guides = 0
    for at, (_, row) in enumerate(below[:_WITHIN]):
        if _is_guide(row, found, words, front):
            guides = at + 1
        elif _has_article(row, found):
            break
    while 0 < guides < min(_WITHIN, len(below)) and not _has_article(below[guides][1], found) and not _named(below[guides][1], found):
        guides += 1
    return guides


def _is_guide(row: Row, found: Header, words: Vocabulary, front: set[str]) -> bool:
    """A second header that explains the first: words where numbers belong."""
    first = next((shown(cell).casefold() for cell in row if shown(cell)), "")
    if first in front:
        return True
    explained = []
    for index, match in found.matches.items():
        cell = row[index] if index < len(row) else None
        text = shown(cell)
        if match.field in ("code", "sku", "code_or_sku") and re.fullmatch(r"[\d. -]{4,}", text):
            return False
        if not (is_money(match.field) or is_quantity(match.field)) or not text or text.casefold() in words.empty_words:
            continue
        if not isinstance(cell, str) or numbers.lex(text, units=True) is not None or text.startswith("#") or text.casefold() in OPEN:
            return False
        if re.search(r"[^\W\d_]", text):
            explained.append(text)
    return len(explained) > 1 or any(" " in text or text.casefold() in GUIDES for text in explained)


def _named(row: Row, found: Header) -> bool:
    return any(index < len(row) and shown(row[index]) for index, match in found.matches.items() if match.field == "name")


def _has_article(row: Row, found: Header) -> bool:
    """A name beside a true number."""
    numeric = False
    for index, match in found.matches.items():
        cell = row[index] if index < len(row) else None
        if is_money(match.field) or is_quantity(match.field):
            numeric = numeric or isinstance(cell, Number) or (isinstance(cell, str) and numbers.lex(shown(cell), units=True) is not None)
    return numeric and _named(row, found)
