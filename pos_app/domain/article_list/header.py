"""Where a list begins: below titles, beside lookup tables, under one header row or two, on which sheet.

Every sheet is tried and every row near its top; the header is the row that names most fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pos_app.domain.article_list import numbers
from pos_app.domain.article_list.vocabulary import NO_PLACE, Match, System, Vocabulary, bare, plain
from pos_app.domain.sheets import Cell, Number, Row, Sheet, column_letter, shown

_NEAR_TOP: Final = 80
_NUMERIC: Final = frozenset({"price", "cost", "stock", "wholesale_price", "member_price"})
_LABELS: Final = "column labels:"
_NAMES_AT_NEED: Final = ("jenis barang", "jenis produk", "merek barang", "merk barang", "deskripsi", "description", "keterangan")
_UNSCORED: Final = NO_PLACE | {"ignore"}
_PATIENCE: Final = 12
"""Rows without a better header after which the one found is taken."""


_FIGURES: Final = re.compile(r"\d[\d.,]{2,}")
"""What no words of a header are: an upper level of figures is a row of goods."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found: its text and match by column, how many rows it takes, and how sure it is."""

    sheet: Sheet
    at: int
    """Index of its first row among the sheet's rows."""
    rows: int
    texts: Mapping[int, str]
    matches: Mapping[int, Match]
    system: System | None
    score: float
    repeats: tuple[frozenset[str], ...] = field(default=())
    """The texts of its rows, by which the same header is known again further down."""


def find(sheets: Sequence[Sheet], words: Vocabulary, mapping: Mapping[str, str], *, sales: bool = False, sheet: str = "") -> Header | None:
    """The best header of all sheets; a hidden sheet only where no other has one."""
    best: Header | None = None
    for candidate in sheets:
        if sheet and candidate.name.casefold() != sheet.casefold():
            continue
        header = _best_of(candidate, words, mapping, sales)
        if header is None:
            continue
        if best is None or _weight(header) > _weight(best):
            best = header
    return best


def also(sheets: Sequence[Sheet], chosen: Header, words: Vocabulary, mapping: Mapping[str, str]) -> tuple[Header, ...]:
    """The headers of other sheets that look like lists too."""
    found = []
    for sheet in sheets:
        if sheet is not chosen.sheet and len(sheet.rows) > 1 and not sheet.hidden:
            header = _best_of(sheet, words, mapping, False)
            if header is not None and len(sheet.rows) > header.at + header.rows:
                found.append(header)
    return tuple(found)


def left_above(found: Header, words: Vocabulary) -> int:
    """How many rows stand above the list under a header of their own: a table that is not read with it."""
    above = found.sheet.rows[: found.at]
    for at, (_, row) in enumerate(above):
        texts = _texts(row)
        if texts and _matched(found.sheet, at, 1, texts, row, words, {}, False) is not None:
            return sum(1 for _, below in above[at + 1 :] if sum(1 for cell in below if shown(cell)) > 1)
    return 0


def _weight(header: Header) -> tuple[bool, bool, bool, float, int]:
    named = header.system is not None and header.system.sheet != "" and header.system.sheet.casefold() in header.sheet.name.casefold()
    has_rows = len(header.sheet.rows) > header.at + header.rows
    is_whole = header.system is None or not header.system.part
    return not header.sheet.hidden, has_rows, is_whole, header.score + (1 if named else 0), len(header.sheet.rows)


def _best_of(sheet: Sheet, words: Vocabulary, mapping: Mapping[str, str], sales: bool) -> Header | None:
    best: Header | None = None
    rows = [row for _, row in sheet.rows[:_NEAR_TOP]]
    for at, row in enumerate(rows):
        texts = _texts(row)
        if best is not None and at - best.at > _PATIENCE:
            break
        if (not texts and not mapping) or _is_front_matter(texts, words):
            continue
        two = _two_levels(row, rows[at + 1], texts, words) if at + 1 < len(rows) else None
        for count, named in ((1, texts), (2, two)):
            if named is None:
                continue
            header = _matched(sheet, at, count, named, row, words, mapping, sales)
            if header is not None and (best is None or header.score > best.score + 0.01):
                second = (frozenset(_texts(rows[at + 1]).values()),) if header.rows == 2 else ()
                levels = (frozenset(texts.values()), *second) if header.rows else ()
                best = replace(header, repeats=levels)
    return best


def _texts(row: Row) -> dict[int, str]:
    return {index: text for index, cell in enumerate(row) if isinstance(cell, str) and (text := shown(cell))}


def _two_levels(upper: Row, lower: Row, texts: Mapping[int, str], words: Vocabulary) -> dict[int, str] | None:
    """`Harga` over `Modal`, `Eceran`, `Grosir`: each lower text under the upper one it belongs to."""
    below = _texts(lower)
    first, last = min(texts, default=0), max(texts, default=0)
    under = {index: text for index, text in below.items() if first <= index <= last + 3}
    if not under or any(isinstance(cell, Number) for cell in lower[first : last + 1]):
        return None
    if any(len(text) > 40 for text in under.values()) or any(_FIGURES.fullmatch(text) for text in texts.values()):
        return None
    joined = dict(texts)
    understood = 0
    for index, text in under.items():
        above = max((at for at in texts if at <= index), default=None)
        if above is None or (index in texts and words.word(texts[index]) is not None and words.word(text) is None):
            continue
        group = texts[above]
        alone = words.word(text)
        together = words.word(f"{group} {text}")
        by_group = together is not None and (alone is None or together.strength >= alone.strength or alone.field == "store")
        better = f"{group} {text}" if by_group else text
        if alone is not None or together is not None:
            understood += 1
            joined[index] = better
    return joined if understood * 2 >= len(under) and understood else None


def _matched(
    sheet: Sheet, at: int, rows: int, texts: Mapping[int, str], row: Row, words: Vocabulary, mapping: Mapping[str, str], sales: bool
) -> Header | None:
    by_hand = _by_hand(texts, mapping, len(row))
    if by_hand and not sales and _holds_data(row, by_hand, texts, words):
        letters = {index: column_letter(index) for index in by_hand}
        return Header(sheet, at, 0, letters, by_hand, None, 10 * len(by_hand))
    system, inside = _system(texts, words, sales)
    matches: dict[int, Match] = {}
    known = {match.field for match in inside.values()}
    for index, text in texts.items():
        match = by_hand.get(index) or inside.get(index)
        if match is None and not sales:
            match = words.word(text)
            if match is not None and match.strength == 1 and system is not None and (match.field != "name" or "name" in known):
                match = None
        if match is None and sales:
            match = words.sales_word(text)
        if match is not None:
            matches[index] = match
    if not sales and not any(match.field == "name" for match in matches.values()):
        _call_kinds_names(matches, texts)
    named = {match.field for match in matches.values()} - {"ignore", "row_number"}
    if mapping and not by_hand:
        return None
    if not _is_list(named, sales):
        return None
    figures = sum(1 for cell in row if isinstance(cell, Number))
    score = sum(min(3, match.strength) for match in _firsts(matches)) / 3
    left_out = sum(1 for match in matches.values() if match.field in _UNSCORED and match.strength == 3)
    score += 0.2 * left_out + 10 * len(by_hand) - 0.5 * figures
    score -= 0.02 * (len(texts) - len(matches))
    return Header(sheet, at, rows, texts, matches, system, score)


def _is_front_matter(texts: Mapping[int, str], words: Vocabulary) -> bool:
    """Rows above and below the labels of a data import template, each named in its first cell."""
    first = texts[min(texts)].casefold() if texts else ""
    return first != _LABELS and any(first in system.front_matter for system in words.systems)


def _call_kinds_names(matches: dict[int, Match], texts: Mapping[int, str]) -> None:
    """`Jenis Barang` is what the goods are called where no other column says it."""
    for index, match in matches.items():
        if plain(texts[index]) in _NAMES_AT_NEED and match.why == "word":
            matches[index] = replace(match, field="name")
            return


def _firsts(matches: Mapping[int, Match]) -> list[Match]:
    seen: dict[str, Match] = {}
    for match in matches.values():
        if (
            match.field not in _UNSCORED
            and match.field != "row_number"
            and (match.field not in seen or seen[match.field].strength < match.strength)
        ):
            seen[match.field] = match
    return list(seen.values())


def _is_list(named: set[str], sales: bool) -> bool:
    if sales:
        return bool(named & {"code", "sku", "code_or_sku", "name"}) and "qty" in named
    others = named - {"variant", "description", "store", "active"} - NO_PLACE
    return (
        ("name" in named and len(others) > 1)
        or (bool(named & {"stock", "stock_counted"}) and bool(named & {"code", "sku", "code_or_sku"}))
        or (bool(named & {"price", "cost"}) and bool(named & {"code", "sku", "code_or_sku"}))
    )


def _by_hand(texts: Mapping[int, str], mapping: Mapping[str, str], width: int) -> dict[int, Match]:
    """Columns named by a person: by their header, or by their letter."""
    found: dict[int, Match] = {}
    for column, target in mapping.items():
        named = next((index for index, text in texts.items() if plain(column) in (plain(text), bare(text))), None)
        if named is None:
            named = next((index for index in range(width) if column_letter(index) == column.upper()), None)
        if named is not None:
            found.setdefault(named, Match(target, "map"))
    return found


def _holds_data(row: Row, by_hand: Mapping[int, Match], texts: Mapping[int, str], words: Vocabulary) -> bool:
    """Whether the row that columns were named by letter on is an article already: a list without a header."""
    if any(words.word(text) is not None for text in texts.values()):
        return False
    for index, match in by_hand.items():
        cell = row[index] if index < len(row) else None
        if match.field in _NUMERIC and (isinstance(cell, Number) or numbers.lex(shown(cell), units=True) is not None):
            return True
    return False


def unknown_columns(header: Header, mapping: Mapping[str, str]) -> list[str]:
    """Columns named by hand that the file does not have."""
    width = max((len(row) for _, row in header.sheet.rows[:_NEAR_TOP]), default=0)
    return [column for column in mapping if not _by_hand(header.texts, {column: mapping[column]}, width)]


def _system(texts: Mapping[int, str], words: Vocabulary, sales: bool) -> tuple[System | None, dict[int, Match]]:
    """The system most of the headers belong to, with what it calls them."""
    best: tuple[float, System, dict[int, Match]] | None = None
    for system in words.systems:
        if system.is_sales != sales:
            continue
        found = {index: match for index, text in texts.items() if (match := words.in_system(system, text)) is not None}
        fields = {match.field for match in found.values()}
        if len(found) < 3 or not (sales or fields & {"name", "group_key"}):
            continue  # barcode, price and unit are called so by everyone
        if system.signature and not set(system.signature) <= {plain(text) for text in texts.values()}:
            continue
        share = len(found) / len(texts)
        if share < 0.5 and len(found) < 6:
            continue
        score = share + len(found) / 100 - system.rank / 1000
        if best is None or score > best[0]:
            best = score, system, found
    return (best[1], best[2]) if best else (None, {})


def width(header: Header) -> int | None:
    """How many cells its rows have, empty ones included; None for a list without a header."""
    return max((len(row) for _, row in header.sheet.rows[header.at : header.at + header.rows]), default=None)


def is_repeated(row: Sequence[Cell], header: Header) -> bool:
    """Whether a row is the header once more, as lists printed page by page have it."""
    texts = set(_texts(row).values())
    if not texts:
        return False
    return any(len(texts & level) * 10 >= len(texts) * 6 and len(texts & level) >= min(2, len(level)) for level in header.repeats)


def aligned(rows: Sequence[tuple[int, Row]], found: Header) -> Iterator[tuple[int, Row, bool]]:
    """The rows as the list's own header has its columns, and whether each is that header once more.

    A second table below may have the same columns in another order, or begin further right.
    """
    moved: dict[int, int] = {}
    for number, row in rows:
        is_header = is_repeated(row, found)
        if is_header:
            moved = _moved(row, found)
        elif moved:
            row = [row[moved[at]] if at in moved and moved[at] < len(row) else None for at in range(max(moved) + 1)]
        yield number, row, is_header


def _moved(row: Row, found: Header) -> dict[int, int]:
    """By column of the list, where this row has it; empty where nothing changed places or the row is one of two levels."""
    now = {text: index for index, text in _texts(row).items()}
    if len(now) != len(_texts(row)) or len(set(found.texts.values())) != len(found.texts):
        return {}
    places = {index: now[text] for index, text in found.texts.items() if text in now}
    if found.rows > 1 and not found.matches.keys() <= places.keys():
        return {}
    shifts = {place - index for index, place in places.items()}
    in_order = sorted(places.values()) == [places[index] for index in sorted(places)]
    return {} if shifts == {0} or (in_order and len(shifts) > 1) else places


def again_beside(header: Header) -> set[int]:
    """Columns of further tables with the same header that stand at the right of the first."""
    order = sorted(header.texts)
    texts = [plain(header.texts[index]) for index in order]
    for size in range(2, len(texts) // 2 + 1):
        if len(texts) % size == 0 and texts == texts[:size] * (len(texts) // size):
            return set(order[size:])
    return set()
