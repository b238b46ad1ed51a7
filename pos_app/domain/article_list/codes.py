"""The columns of codes: what a scanner sends is kept letter for letter; what a spreadsheet ruined is no code.

Sources: DOMAIN section 12 (codes as shops have them), section 6 (GTIN), COMMANDS "Import".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.domain import barcode
from pos_app.domain.article_list.answers import ERRORS
from pos_app.domain.article_list.model import Note, note
from pos_app.domain.sheets import Cell, Number, Unevaluated, exact, shown, unguarded

MOST_SIGNS: Final = 200
_SCIENTIFIC: Final = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_SPACED: Final = re.compile(r"\d[\d \u00a0-]*\d")
_SEVERAL: Final = re.compile(r"\s*[,;|/]+\s*")
_QUOTED: Final = re.compile(r'^=?"(.*)"$')
_NO_CODE: Final = frozenset(
    {
        "*", ".", "..", "...", "?", "belum", "belum ada", "false", "kosong", "n", "nan", "no barcode", "none", "null", "tanpa barcode",
        "tanpa kode", "tdk ada", "tidak ada", "tidak ada barcode", "unknown", "x", "xx", "xxx",
    }
)  # fmt: skip
_DUMMIES: Final = frozenset({"1234567890", "12345678910", "123456789012", "1234567890123", "12345678901234"})


@dataclass(frozen=True, slots=True)
class ReadCode:
    """The codes of a cell (none, one, or several GTINs side by side) and what there is to say."""

    codes: tuple[str, ...] = ()
    written: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """What the whole column tells about its cells."""

    empty_words: frozenset[str]
    floats: bool = False
    """Every code ends in `.0`, as programs write numbers."""
    own_lengths: frozenset[int] = frozenset()
    """Lengths at which most codes have no right check digit: they are the shop's own numbers."""


NOTHING: Final = ReadCode()


def look(cells: Sequence[Cell], empty_words: frozenset[str]) -> CodeColumn:
    """What a column of codes has in common."""
    texts = [text for cell in cells if (text := exact(shown(cell)))]
    digits = [text for text in texts if re.fullmatch(r"\d+(\.0)?", text)]
    own = []
    for length in (8, 12, 14):
        same = [text for text in digits if len(text) == length]
        if sum(1 for text in same if barcode.has_wrong_check_digit(text)) * 2 > len(same):
            own.append(length)
    return CodeColumn(
        empty_words,
        floats=len(digits) > 0 and sum(1 for text in digits if text.endswith(".0")) * 10 > len(digits) * 8,
        own_lengths=frozenset(own),
    )


def read(cell: Cell, column: CodeColumn) -> ReadCode:
    """The code in a cell."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, Unevaluated):
        return ReadCode(written=cell.formula, notes=(note("import_code_formula", formula=cell.formula),))
    if isinstance(cell, Number):
        return _numeric(cell, column)
    if not isinstance(cell, str):
        return ReadCode(written=shown(cell), notes=(note("import_code_date", text=shown(cell)),))
    text = exact(cell)
    if text.isascii() and text.isdigit() and len(text) not in (11, 16) and "\n" not in cell.strip():
        return _digits(text, text, column)
    lines = [line for line in map(exact, cell.splitlines()) if line] if len(text) <= MOST_SIGNS else []
    if len(lines) > 1 and all(map(barcode.is_gtin, lines)):
        return ReadCode(tuple(dict.fromkeys(lines)), " ".join(lines))
    return _text(text, column)


def _numeric(cell: Number, column: CodeColumn) -> ReadCode:
    text = shown(cell)
    if "E" in cell.text or "e" in cell.text:
        return _text(cell.text, column)
    if cell.text.startswith("-"):
        return ReadCode(written=text, notes=(note("import_code_negative", text=text),))
    if barcode.is_digits(text):
        if len(text) > 15 and text[15:].strip("0") == "":
            return ReadCode(written=text, notes=(note("import_code_imprecise", text=text),))
        return _digits(text, text, column)
    return _checked((text,), text, column)


def _text(text: str, column: CodeColumn) -> ReadCode:
    written = text
    quoted = _QUOTED.match(text)
    if quoted:
        text = quoted[1].strip()
    text = text.lstrip("'\u00b4\u2019`") if len(text) > 1 else text
    text = text.strip()
    if not text or text.casefold() in column.empty_words | ERRORS or text.casefold() in _NO_CODE:
        return NOTHING
    ruined = _SCIENTIFIC.fullmatch(text)
    if ruined and int(ruined[3]) >= 5:
        digits, length = ruined[1] + (ruined[2] or ""), int(ruined[3]) + 1
        if len(digits) != length:
            return ReadCode(written=written, notes=(note("import_code_ruined", text=written),))
        said = _digits(digits, digits, column)
        return ReadCode(said.codes, written, (note("import_code_restored", text=written, code=digits), *said.notes))
    if column.floats and re.fullmatch(r"\d+\.0", text):
        text = text[:-2]
    if barcode.is_digits(text):
        return _digits(text, written, column)
    if _SPACED.fullmatch(text):
        joined = re.sub(r"[ \u00a0-]", "", text)
        if barcode.is_gtin(joined) and len(joined) > 8:
            return ReadCode((joined,), written, (note("import_code_restored", text=written, code=joined),))
    if _SEVERAL.search(text):
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) > 1 and all(barcode.is_gtin(part) for part in parts):
            return ReadCode(tuple(dict.fromkeys(parts)), written)
    if len(text) > MOST_SIGNS:
        return ReadCode(written=text[:40], notes=(note("import_code_long", text=text[:40]),))
    return _checked((text,), written, column)


def _digits(text: str, written: str, column: CodeColumn) -> ReadCode:
    if not text.strip("0"):
        return NOTHING if len(text) < 3 else ReadCode(written=written, notes=(note("import_code_zeros", text=written),))
    if text in _DUMMIES or (len(text) >= 10 and len(set(text)) == 1):
        return ReadCode(written=written, notes=(note("import_code_dummy", text=written),))
    if len(text) == 11 and barcode.is_gtin("0" + text):
        return ReadCode(("0" + text,), written, (note("import_code_zero_back", text=written, code="0" + text),))
    return _checked((text,), written, column)


def _checked(codes: tuple[str, ...], written: str, column: CodeColumn) -> ReadCode:
    code = codes[0]
    if barcode.has_wrong_check_digit(code) and len(code) not in column.own_lengths:
        return ReadCode(codes, written, (note("import_check_digit", code=code),))
    return ReadCode(codes, written)


def registration_of(code: str) -> str | None:
    """The registration number that a package's 2D code kept as a barcode carries."""
    if not code.startswith(("(", "90", "]", "01")) or (code.isdigit() and len(code) <= 14):
        return None
    return barcode.read_scan(code).number


def split_codes(cell: Cell) -> list[str]:
    r"""Further codes of an article in one cell, `|` between them and `\\|` inside one."""
    text = unguarded(exact(cell)) if isinstance(cell, str) else shown(cell)
    return [part.replace("\\|", "|").strip() for part in re.split(r"(?<!\\)\|", text) if part.strip()]


def join_codes(listed: Sequence[str]) -> str:
    """What `split_codes` takes apart again."""
    return " | ".join(code.replace("|", "\\|") for code in listed)
