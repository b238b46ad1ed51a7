"""What a spreadsheet holds, whatever file it came from: rows of cells, numbered as the spreadsheet numbers them.

A number in a cell is kept as its exact decimal digits, never as a float, together with what the sheet shows of it.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from pos_app.domain.words import one_line


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric cell: its exact digits, the width its format fills with zeros, and the decimals its format shows."""

    text: str
    width: int = 0
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """A formula whose value the file does not carry."""

    formula: str


Cell = str | Number | date | datetime | Unevaluated | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the rows that hold something, each with the number a spreadsheet shows beside it (from 1)."""

    name: str
    rows: tuple[tuple[int, Row], ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read: what it really is (`csv`, `xlsx`, `xls`, `ods`, `html`) and its sheets."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""


_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EDGES: Final = " \t\r\n\v\f\x00\u00a0\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
_PLAIN: Final = re.compile(r"[!-%'-~]+(?: [!-%'-~]+)*")


def _decoded(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def decode(text: str) -> str:
    """Entities that end in their semicolon, once: `S&P;` and `A&region` stay as they are."""
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def encode(text: str) -> str:
    """A text that `decode` turns back into this one."""
    return _ENTITY.sub(lambda found: "&amp;" + found[0][1:], text) if "&" in text else text


def tidy(text: str) -> str:
    """One line of text: entities decoded once, and as `words.one_line`."""
    if _PLAIN.fullmatch(text):
        return text
    return one_line(decode(text))


def exact(text: str) -> str:
    """A code as it stands, without what surrounds it: entities decoded, line breaks and edges dropped."""
    if "&" in text:
        text = decode(text)
    return re.sub(r"[\x00-\x08\x0a-\x1c\x1e\x1f\x7f\u200b-\u200d\u2060\ufeff]+", "", text).strip(_EDGES)


def guarded(text: str) -> str:
    """A text no spreadsheet runs: an apostrophe stands before what would begin a formula."""
    return "'" + text if re.match(r"'*[=+\-@]", text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text[:1] == "'" and re.match(r"'+[=+\-@]", text) else text


def shown(cell: Cell) -> str:
    """The cell as a person reads it, on one line; empty for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, Number):
        return cell.text.zfill(cell.width) if cell.width else cell.text
    if isinstance(cell, Unevaluated):
        return cell.formula
    return cell.isoformat()


def column_letter(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
