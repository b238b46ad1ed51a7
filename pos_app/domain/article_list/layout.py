"""Which column is which, once the header is found: one column a field, one store, and how each column's numbers read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain import barcode
from pos_app.domain.article_list import numbers
from pos_app.domain.article_list.answers import GOODS, SERVICE
from pos_app.domain.article_list.header import Header, again_beside
from pos_app.domain.article_list.model import Column
from pos_app.domain.article_list.numbers import Reading
from pos_app.domain.article_list.vocabulary import NO_PLACE, Match, is_field, pack_named, plain
from pos_app.domain.sheets import Cell, Number, Row, column_letter, shown, tidy
from pos_app.errors import Refused

MONEY: Final = frozenset(["price", "cost", "cost_per_pack", "wholesale_price", "member_price", "promo_price", "fee"])
QUANTITY: Final = frozenset(["stock", "stock_counted", "min_stock", "max_stock", "unit_holds", "min_qty"])
_MANY: Final = frozenset({"variant", "tax", "kind", "ignore", "price_per_unit", "more_codes", "category", "active", "sku"})
"""Fields that several columns may carry; of the others the best match wins."""
_INSIDE: Final = frozenset({"row_number", "price_per_unit", *NO_PLACE})
"""Fields a header can stand for that nobody maps by hand."""

_ANY_PRICE: Final = frozenset({"harga", "hrg", "price", "harga satuan", "unit price", "harga barang", "harga 1"})
_SELLING: Final = frozenset({"ecer", "eceran", "jual", "retail", "selling", "harjul"})
_OF_ITS_OWN: Final = frozenset(
    {"isi", "konversi", "qty per unit", "jumlah per satuan", "isi satuan", "konversi satuan", "rasio", "isi per unit"}
)
"""Headers of what a unit holds that may as well speak of the row's own unit."""
_LEVEL: Final = re.compile(r"(?:harga|hrg)(?: jual)? ([2-9])")


@dataclass(frozen=True, slots=True)
class Chosen:
    columns: tuple[Column, ...]
    stores: tuple[str, ...]
    store: str


def is_money(field: str) -> bool:
    return field in MONEY or field.startswith(("price", "from_price", "supplier_cost"))


def is_quantity(field: str) -> bool:
    return field in QUANTITY or field.startswith(("pack_qty", "from_qty"))


def choose(header: Header, rows: Sequence[tuple[int, Row]], store: str) -> Chosen:
    """The columns of the list.

    Raises:
        Refused: `import_no_such_store`.
    """
    aside = _beside(header, rows)
    matches = {index: match for index, match in header.matches.items() if index not in aside | again_beside(header)}
    stores = tuple(dict.fromkeys(match.store for match in matches.values() if match.store))
    matches = {i: m for i, m in matches.items() if m.field != "store" or m.why == "map" or _names_stores(header.texts.get(i, ""), i, rows)}
    by_column = next((index for index, match in matches.items() if match.field == "store"), None)
    if by_column is not None and not stores:
        stores = tuple(dict.fromkeys(text for _, row in rows if by_column < len(row) and (text := shown(row[by_column]))))
    taken = _store(stores, store)
    matches = {i: _by_content(m, header.texts.get(i, ""), i, rows) for i, m in matches.items() if not m.store or m.store == taken}
    fields = _fields(matches, header.texts, rows)
    columns = []
    for index, text in sorted(header.texts.items()):
        match = header.matches.get(index)
        why = "beside" if index in aside else match.why if match else ""
        columns.append(
            Column(index, column_letter(index), text, fields.get(index, "") if why != "beside" else "", why, match.store if match else "")
        )
    return Chosen(_with_readings(columns, header, rows), stores, taken)


def _by_content(match: Match, text: str, index: int, rows: Sequence[tuple[int, Row]]) -> Match:
    """`Jenis Barang` that says nothing but goods and services tells the kind; `Kemasan` with sizes in it the variant."""
    if match.field != "category" and plain(text) != "kemasan":
        return match
    said = {shown(row[index]).casefold() for _, row in rows if index < len(row)} - {""}
    if match.field != "category":
        return replace(match, field="variant") if any(size[0].isdigit() for size in said) else match
    return replace(match, field="kind") if said and said <= SERVICE | GOODS and said & (SERVICE | {"persediaan", "inventory"}) else match


def _names_stores(text: str, index: int, rows: Sequence[tuple[int, Row]]) -> bool:
    """Whether a column names stores: `Gudang` above figures is what lies in the store-room, `Kode Gudang` a number of it."""
    if set(plain(text).split(" ")) & {"kode", "code", "id", "no"}:
        return True
    said = [text for _, row in rows if index < len(row) and (text := shown(row[index]))]
    return not said or any(numbers.lex(text) is None for text in said)


def _store(stores: Sequence[str], wanted: str) -> str:
    if not wanted:
        return stores[0] if stores else ""
    for store in stores:
        if tidy(store).casefold() == tidy(wanted).casefold():
            return store
    raise Refused("import_no_such_store", store=wanted, stores=", ".join(stores) or "-")


def _beside(header: Header, rows: Sequence[tuple[int, Row]]) -> set[int]:
    """Columns of a lookup table that stands beside the list, behind a wholly empty column."""
    width = max(header.texts) + 1
    counts = [0] * width
    for _, row in rows:
        for index in range(min(width, len(row))):
            if row[index] not in (None, ""):
                counts[index] += 1
    blocks: list[list[int]] = [[]]
    for index in range(width):
        if index in header.texts or counts[index]:
            blocks[-1].append(index)
        elif blocks[-1]:
            blocks.append([])
    if len(blocks) < 2:
        return set()
    main = max(
        blocks,
        key=lambda block: sum(1 for index in block if header.matches.get(index, Match("ignore", "")).field not in ("ignore", "row_number")),
    )
    filled = max((counts[index] for index in main if index in header.matches), default=0)
    return {index for block in blocks if block is not main for index in block if counts[index] * 10 < filled * 3}


def _fields(matches: Mapping[int, Match], texts: Mapping[int, str], rows: Sequence[tuple[int, Row]]) -> dict[int, str]:
    """The field of each column: one column a field, the surest match first, then the leftmost."""
    fields: dict[int, str] = {}
    taken: dict[str, int] = {}
    rank = {index: _rank(match, texts.get(index, ""), matches, texts) for index, match in matches.items()}
    order = sorted(
        matches, key=lambda index: (matches[index].why != "map", not matches[index].store, rank[index], -matches[index].strength, index)
    )
    for index in order:
        name = matches[index].field
        if name == "code_or_sku":
            continue
        if name in taken and name not in _MANY:
            other = (
                {"cost": "cost_other", "price": "price_other"}.get(name, "")
                if matches[taken[name]].store and not matches[index].store
                else ""
            )
            fields[index] = other
            continue
        taken.setdefault(name, index)
        fields[index] = name if is_field(name) or name in _INSIDE else "ignore"
    _name_levels(texts, fields, taken)
    if "pack_qty2" in taken and not taken.keys() & {"unit2", "code2", "price2", "cost_per_pack"}:
        index = taken["pack_qty2"]
        if matches[index].why == "word" and plain(texts[index]) in _OF_ITS_OWN:
            fields[index] = "unit_holds" if "unit" in taken else ""
    _split_codes([index for index in sorted(matches) if matches[index].field == "code_or_sku"], fields, taken, rows)
    return fields


def _rank(match: Match, text: str, matches: Mapping[int, Match], texts: Mapping[int, str]) -> int:
    """Which of two columns of one field is meant: the stock at the end, the selling price, the new price, the one of a piece."""
    said = set(plain(text).split(" "))
    if said & {"baru", "terbaru", "new"}:
        return -1
    if said & {"lama", "old", "awal", "opening"}:
        return 2
    if match.field == "cost" and pack_named(text):
        return 1
    if match.field == "price" and match.why == "word" and plain(text) in _ANY_PRICE:
        selling = (plain(texts[index]) for index, other in matches.items() if other.field == "price" and other.strength == 3)
        return int(any(set(header.split(" ")) & _SELLING for header in selling))
    return 0


def _name_levels(texts: Mapping[int, str], fields: dict[int, str], taken: dict[str, int]) -> None:
    """`Harga 2` beside `Satuan 2` is that unit's price, `Harga Dus` beside `Isi/Dus` the box's; its cost is the cost of a pack."""
    for index, text in texts.items():
        found = _LEVEL.fullmatch(plain(text))
        if found and not fields.get(index) and f"price{found[1]}" not in taken and f"unit{found[1]}" in taken:
            fields[index], taken[f"price{found[1]}"] = f"price{found[1]}", index
    content = taken.get("pack_qty2")
    if content is not None and "unit2" not in taken and (pack := pack_named(texts[content]).casefold()):
        for index, text in texts.items():
            if fields.get(index) == "price_per_unit" and "price2" not in taken and pack_named(text).casefold() == pack:
                fields[index], taken["price2"] = "price2", index
    cost = taken.get("cost")
    if cost is not None and "pack_qty2" in taken and "cost_per_pack" not in taken and pack_named(texts[cost]):
        fields[cost], taken["cost_per_pack"] = "cost_per_pack", cost


def _split_codes(unclear: list[int], fields: dict[int, str], taken: dict[str, int], rows: Sequence[tuple[int, Row]]) -> None:
    """`Kode` beside `Barcode` is the shop's article number; alone it is the code."""
    if "code" not in taken and unclear:
        best = max(unclear, key=lambda index: (_gtins(index, rows), -index)) if "sku" not in taken or len(unclear) > 1 else unclear[0]
        fields[best], taken["code"] = "code", best
        unclear = [index for index in unclear if index != best]
    for index in unclear:
        if "sku" in taken:
            fields[index] = ""
        else:
            fields[index], taken["sku"] = "sku", index


def _gtins(index: int, rows: Sequence[tuple[int, Row]]) -> int:
    return sum(1 for _, row in rows[:500] if index < len(row) and barcode.is_gtin(shown(row[index])))


def _with_readings(columns: Sequence[Column], header: Header, rows: Sequence[tuple[int, Row]]) -> tuple[Column, ...]:
    """Decides what `.` and `,` mean, money first: what it proves helps to read the quantities."""
    told = header.system.decimal if header.system else ""
    made: dict[int, Reading] = {}
    proof: Reading | None = None
    for column in columns:
        if is_money(column.field):
            texts, numeric = _texts(column.index, rows)
            made[column.index] = numbers.decide(texts, money=True, told=told, plain_numbers=numeric)
            if not texts and _shown_as_thousands(column.index, rows):
                made[column.index] = Reading(point=False, why="format")
            if made[column.index].why == "groups":
                proof = made[column.index]
    for column in columns:
        if is_quantity(column.field):
            texts, numeric = _texts(column.index, rows)
            made[column.index] = numbers.decide(texts, money=False, told=told, plain_numbers=numeric, elsewhere=proof)
    return tuple(replace(column, reading=made[column.index]) if column.index in made else column for column in columns)


def _shown_as_thousands(index: int, rows: Sequence[tuple[int, Row]]) -> bool:
    """Prices typed as `15.000` that a spreadsheet took for fifteen and shows with three decimals."""
    cells = [cell for _, row in rows if index < len(row) and isinstance(cell := row[index], Number) and cell.text != "0"]
    return bool(cells) and all(cell.decimals == 3 and len(cell.text.partition(".")[0].lstrip("-")) <= 3 for cell in cells)


def _texts(index: int, rows: Sequence[tuple[int, Row]]) -> tuple[list[str], bool]:
    texts, numeric = [], False
    for _, row in rows:
        cell: Cell = row[index] if index < len(row) else None
        if isinstance(cell, str):
            texts.append(tidy(cell))
        elif isinstance(cell, Number):
            numeric = True
    return texts, numeric


def ends_short(data: Sequence[tuple[int, Row]]) -> bool:
    """Whether the last row has fewer cells than every other: a text file that was cut off ends so, perhaps within a number."""
    return len(data) > 2 and len(data[-1][1]) < min(len(row) for _, row in data[:-1])
