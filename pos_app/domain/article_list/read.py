"""A book of sheets into a list of articles: which rows are articles, and what they say together.

Sources: DOMAIN section 12 (lists of goods, as shops have them), COMMANDS "Import".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from pos_app.domain.article_list import codes, guides, header, layout, parts, rows, together, totals
from pos_app.domain.article_list.answers import ERRORS
from pos_app.domain.article_list.header import Header
from pos_app.domain.article_list.layout import is_money
from pos_app.domain.article_list.model import ArticleList, ArticleRow, Column, Layout, Note, Skipped, note
from pos_app.domain.article_list.parts import Part
from pos_app.domain.article_list.reader import Draft, Reader
from pos_app.domain.article_list.together import free_name
from pos_app.domain.article_list.totals import SUBTOTAL, TOTAL
from pos_app.domain.article_list.vocabulary import NO_PLACE, Vocabulary, is_field, pack_named, plain
from pos_app.domain.sheets import Book, Cell, Number, Row, shown, unguarded
from pos_app.errors import Refused

_PRINTED: Final = re.compile(
    r"(?:dicetak|tanggal cetak|tgl cetak|printed|print date|catatan|halaman|hal|page|dibuat oleh|mengetahui)\b[ .:]*.*", re.IGNORECASE
)
"""What a program or a person writes below or between the rows of a list."""


def read(book: Book, words: Vocabulary, *, mapping: Mapping[str, str] | None = None, store: str = "", sheet: str = "") -> ArticleList:
    """The articles of a file.

    `mapping` names columns by header or letter and the field each stands for; `store` picks one of several stores.

    Raises:
        Refused: `import_no_header`, `import_unknown_field`, `import_unknown_column`, `import_no_such_store`, `import_no_rows`.
    """
    mapping = mapping or {}
    for target in mapping.values():
        if not is_field(target):
            raise Refused("import_unknown_field", field=target)
    found = header.find(book.sheets, words, mapping, sheet=sheet)
    if found is None:
        raise Refused("import_unknown_column" if mapping else "import_no_header", column=", ".join(mapping) or "-")
    missing = header.unknown_columns(found, mapping)
    if missing:
        raise Refused("import_unknown_column", column=", ".join(missing))
    others = header.also(book.sheets, found, words, mapping)
    most = header.width(found) if book.kind == "csv" else None
    return _List(found, words, store, others, most_cells=most, is_chosen=bool(sheet)).read()


@dataclass(slots=True)
class _List:
    found: Header
    words: Vocabulary
    store: str
    others: tuple[Header, ...] = ()
    """Other sheets that look like lists too."""
    is_chosen: bool = False
    """A person named the sheet: it is read alone."""
    most_cells: int | None = None
    """How many cells a row of delimited text may fill: one more, and a separator inside a cell has moved the rest aside."""
    skipped: list[Skipped] = field(default_factory=list)
    articles: list[ArticleRow] = field(default_factory=list)
    aside: frozenset[int] = frozenset()
    """Columns of a table that stands beside the list."""
    heading: str = ""
    groups: dict[str, dict[str, str]] = field(default_factory=dict)
    sums: frozenset[int] = frozenset()
    is_below_sum: bool = False
    """The last row that said anything in figures was a total."""

    def read(self) -> ArticleList:
        data = self._data_rows()
        chosen = layout.choose(self.found, data, self.store)
        self.aside = frozenset(column.index for column in chosen.columns if column.why == "beside")
        reader = self._reader(chosen.columns, data)
        lone = _lone_rows(data, chosen.columns, reader)
        self.sums = totals.sums(data, reader)
        kinds = {kind for _, row in data for kind in reader.kinds(row)}
        parents = {text for _, row in data if (text := reader.text(row, "group_key"))} if "variation" in kinds else set()
        for at, (number, row) in enumerate(data):
            self._row(reader, number, row, is_lone=at in lone, is_last=at >= len(data) - 3, chosen_store=chosen.store, parents=parents)
        if not self.articles:
            raise Refused("import_no_rows")
        system = self.found.system.name if self.found.system else ""
        first = self.found.sheet.rows[self.found.at][0]
        lists = tuple(other.sheet.name for other in self.others if not _adds(other))
        where = Layout(self.found.sheet.name, system, first, chosen.columns, chosen.stores, chosen.store, lists)
        fields = frozenset(column.field for column in chosen.columns if column.field not in ("", "ignore"))
        adding = () if self.is_chosen else self.others
        whole = parts.add(self.articles, [self._part(other) for other in adding if _adds(other)])
        units = together.joined(whole.articles)
        notes = (*self._notes(where, reader), *whole.notes, *self._left_out(where, data, units))
        skipped = (*self.skipped, *whole.parents, *units.units)
        return ArticleList(where, tuple(together.together(units.articles)), skipped, notes, fields)

    def _part(self, found: Header) -> Part:
        beside = _List(found, self.words, "")
        data = beside._data_rows()
        return Part(found.sheet.name, _adds(found), beside._reader(layout.choose(found, data, "").columns, data), data)

    def _left_out(self, where: Layout, data: Sequence[tuple[int, Row]], units: together.Joined) -> Iterator[Note]:
        """Columns that say something and have no place here; that rows were joined as units."""
        if units.units:
            yield note("import_units_joined", n=len(units.units))
        if self.most_cells is not None and layout.ends_short(data) and self.articles[-1].row == data[-1][0]:
            yield note("import_maybe_cut", row=data[-1][0])
        alone = any((row.holds or 0) > 1000 for row in units.articles)
        headers = []
        for column in where.columns:
            if column.index in self.aside or column.store not in ("", where.store) or _is_id(column.header):
                continue
            is_left = not column.field or column.field in NO_PLACE or (column.field == "unit_holds" and alone)
            if is_left and any(_says(row, column.index, self.words) for _, row in data):
                headers.append(column.header)
        if headers:
            yield note("import_no_place", columns=", ".join(headers))

    def _notes(self, where: Layout, reader: Reader) -> Iterator[Note]:
        if len(where.stores) > 1:
            yield note("import_store_taken", store=where.store, stores=", ".join(where.stores))
        if (n := header.left_above(self.found, self.words)) > 0:
            yield note("import_table_above", n=n, row=self.found.sheet.rows[self.found.at][0])
        if where.other_sheets and not self.is_chosen:
            yield note("import_other_sheets", sheet=where.sheet, sheets=", ".join(where.other_sheets))
        if any(column.floats for column in reader.code_columns.values()):
            yield note("import_codes_as_floats")
        for column in where.columns:
            if column.reading is not None and column.reading.why == "format":
                yield note("import_shown_thousands", column=column.header)

    def _skip(self, number: int, why: str, row: Row) -> None:
        said = " · ".join(text for cell in row if (text := shown(cell)))
        self.skipped.append(Skipped(number, why, said[:120]))

    def _data_rows(self) -> list[tuple[int, Row]]:
        """Rows below the header that are no guide, no front matter and no repeated header."""
        below = self.found.sheet.rows[self.found.at + self.found.rows :]
        explained = guides.count(below, self.found, self.words)
        for number, row in below[:explained]:
            self._skip(number, "guide", row)
        kept: list[tuple[int, Row]] = []
        for number, row, is_header in header.aligned(below[explained:], self.found):
            if is_header:
                self._skip(number, "header", row)
            else:
                kept.append((number, row))
        return kept

    def _reader(self, columns: Sequence[Column], data: Sequence[tuple[int, Row]]) -> Reader:
        by_field: dict[str, list[Column]] = defaultdict(list)
        coded: dict[int, codes.CodeColumn] = {}
        for column in columns:
            if column.field and column.field != "ignore":
                by_field[column.field].append(column)
            if re.fullmatch(r"code[2-9]?", column.field):
                coded[column.index] = codes.look([row[column.index] for _, row in data if column.index < len(row)], self.words.empty_words)
        by_field["category"].sort(
            key=lambda column: not plain(column.header).startswith(("kategori", "category", "categories", "product category"))
        )
        by_field["sku"].sort(key=lambda column: any(word in column.header.casefold() for word in ("induk", "parent")))
        further = tuple(n for n in range(2, 10) if any(by_field.get(f"{name}{n}") for name in ("unit", "pack_qty", "code")))
        pack = next((pack_named(column.header) for column in by_field["pack_qty2"]), "")
        fields = {name: tuple(listed) for name, listed in by_field.items() if listed}
        return Reader(self.words, self.found.system, fields, coded, further, pack)

    # ---- one row

    def _row(self, reader: Reader, number: int, row: Row, *, is_lone: bool, is_last: bool, chosen_store: str, parents: set[str]) -> None:
        if reader.all("store") and chosen_store and (there := reader.text(row, "store")) and there != chosen_store:
            self._skip(number, "store", row)
            return
        name = _name(reader, row)
        has_code = any(_filled(reader, row, field) for field in ("code", "sku"))
        if (not has_code or not name) and (number in self.sums or self._is_total(reader, row, name, is_last=is_last)):
            self._skip(number, "total", row)
            self.is_below_sum = True
            return
        has_figures = any(_filled(reader, row, field) for field in reader.columns if is_money(field) or field in ("stock", "stock_counted"))
        if self.is_below_sum and not (has_figures or is_lone) and (not re.search(r"[^\W\d_]", name) or self._is_titles(row)):
            self._skip(number, "heading", row)  # a small table below the sums, under words of its own
            return
        self.is_below_sum = self.is_below_sum and not has_figures
        if not name and (why := self._printed(reader, row)):
            self._skip(number, why, row)
            return
        if is_lone:
            if any(_filled(reader, row, field) for field in ("supplier", "description", "code2", "pack_qty2")):
                self._continuation(reader, number, row)
            else:
                self._heading(reader, number, row, name)
            return
        kinds = reader.kinds(row)
        if self.found.system and any("not an article" in self.found.system.kinds.get(kind, "") for kind in kinds):
            self._skip(number, "expense", row)
            return
        if "variable" in kinds and parents:
            for key in (reader.number(row), f"id:{self._record_id(row)}"):
                self._remember(reader, key, name, row)
            self._skip(number, "parent", row)
            return
        key = reader.text(row, "group_key")
        variant = self._variant(reader, row)
        carried = self.groups.get(key, {}) if key else {}
        says = has_code or has_figures
        if name:
            if key:
                self._remember(reader, key, name, row)
        elif not (says or variant):
            self._continuation(reader, number, row)
            return
        elif carried and (says or variant):
            name = carried["name"]
        elif not has_code and not self._names_something(reader, row):
            self._skip(number, "total" if is_last else "blank", row)
            return
        full = rows.with_variant(name, variant) if name else name
        draft = Draft(number, row)
        if self.most_cells is not None and any(shown(cell) for cell in row[self.most_cells :]):
            draft.refusal = note("import_row_long", cells=len(row), most=self.most_cells)
        self.articles.append(rows.article(reader, draft, name=full, carried=self.groups.get(key, {}) if key else {}, heading=self.heading))

    def _record_id(self, row: Row) -> str:
        """What the system calls the row itself, by which variations may name their parent."""
        column = next((index for index, text in self.found.texts.items() if plain(text) == "id"), None)
        return shown(row[column]) if column is not None and column < len(row) else ""

    def _remember(self, reader: Reader, key: str, name: str, row: Row) -> None:
        shared = {
            "name": name,
            "category": reader.category(row),
            "brand": reader.text(row, "brand"),
            "unit": reader.text(row, "unit"),
            "supplier": reader.text(row, "supplier"),
            "weighed": shown(reader.cell(row, "weighed")),
        }
        self.groups.setdefault(key, shared)

    def _variant(self, reader: Reader, row: Row) -> list[str]:
        none = self.found.system.variant_none if self.found.system else frozenset()
        said = []
        for column in reader.all("variant"):
            text = shown(row[column.index]) if column.index < len(row) else ""
            if text and text.casefold() not in none and text.casefold() not in self.words.empty_words:
                said.append(text)
        return list(dict.fromkeys(said))

    def _heading(self, reader: Reader, number: int, row: Row, name: str) -> None:
        """One text alone in its row: a section of the list, or a note below it."""
        text = name or next(shown(cell) for cell in row if shown(cell))
        self._skip(number, "heading", row)
        if len(text) <= 60 and not reader.all("category") and not _PRINTED.fullmatch(text):
            self.heading = re.sub(r"^(?:kategori|category|kelompok|jenis|golongan)\s*:\s*", "", text, flags=re.IGNORECASE).strip(" :")

    def _continuation(self, reader: Reader, number: int, row: Row) -> None:
        """A further line of the article above: a second vendor, a picture, a component, or a pack with its code."""
        self._skip(number, "continuation" if any(_filled(reader, row, field) for field in reader.columns) else "blank", row)
        if not self.articles or not (_filled(reader, row, "code2") or _filled(reader, row, "pack_qty2")):
            return
        last = self.articles[-1]
        draft = Draft(number, row)
        packs = reader.packs(draft, last.unit or "")
        if packs:
            more = tuple(replace(pack, unit=free_name(pack.unit, last.packs)) for pack in packs)
            self.articles[-1] = replace(last, packs=(*last.packs, *more), notes=(*last.notes, *draft.notes))

    def _is_total(self, reader: Reader, row: Row, name: str, *, is_last: bool) -> bool:
        texts = [shown(cell) for cell in row if isinstance(cell, str) and shown(cell)][:4]
        plain_texts = [text.casefold().strip(" :.=") for text in texts]
        told = self.found.system.total_row.casefold() if self.found.system else ""
        if SUBTOTAL.fullmatch(name) or any(text in self.words.total_words or (told and text == told) for text in plain_texts):
            return True
        sums = [text for text in texts if TOTAL.fullmatch(text)]
        if not sums:
            return False
        if not name or name not in sums:
            return not name or is_last
        said = any(_filled(reader, row, told) for told in ("unit", "category"))
        return not said and (is_last or not _filled(reader, row, "price"))

    def _is_titles(self, row: Row) -> bool:
        """Whether all a row says is what columns are called."""
        return all(plain(text) in self.words.exact or plain(text) in self.words.total_words for cell in row if (text := shown(cell)))

    def _printed(self, reader: Reader, row: Row) -> str:
        """What a page has around its rows: the list's titles once more, sums and signatures in the column of codes."""
        first = next((shown(cell) for cell in row if shown(cell)), "")
        above = [cells for _, cells in self.found.sheet.rows[: self.found.at + self.found.rows]]
        if any(shown(cell) == first for cells in above for at, cell in enumerate(cells) if at not in self.aside):
            return "header"
        said = [text for field in ("code", "sku") if (text := reader.text(row, field))]
        if any(text.casefold().strip(" :.=") in self.words.total_words or TOTAL.fullmatch(text) for text in said):
            return "total"
        numbered = any(character.isdigit() for cell in row for character in shown(cell))
        return "" if numbered or not said or len([cell for cell in row if shown(cell)]) < 2 else "heading"

    def _names_something(self, reader: Reader, row: Row) -> bool:
        """Whether a row without name and code still is about one article, and not a line of sums."""
        return any(_filled(reader, row, field) for field in ("unit", "category", "brand", "supplier", "row_number")) and _filled(
            reader, row, "price"
        )


def _name(reader: Reader, row: Row) -> str:
    text = shown(reader.cell(row, "name"))
    folded = text.casefold()
    return "" if folded in ("-", "--", "null", "nan", "none", "\\n") or folded in ERRORS else unguarded(text)


def _adds(found: Header) -> str:
    """What a sheet adds to the articles of another, empty for a list of its own."""
    return found.system.part if found.system else ""


def _is_id(text: str) -> bool:
    """Headers of what only the other system needs."""
    return plain(text) in ("", "id", "url", "uuid") or plain(text).endswith((" id", "/id"))


def _says(row: Row, index: int, words: Vocabulary) -> bool:
    """Whether a cell of a column says anything but nothing or zero."""
    text = shown(row[index]) if index < len(row) else ""
    return text.casefold() not in words.empty_words and text.strip("0.,%") != ""


def _filled(reader: Reader, row: Row, name: str) -> bool:
    """Whether a field of the row says anything but nothing."""
    for column in reader.all(name):
        cell: Cell = row[column.index] if column.index < len(row) else None
        if cell is None or cell == "":
            continue
        if isinstance(cell, Number):
            if cell.text != "0":
                return True
        elif isinstance(cell, date) or (shown(cell).casefold() not in reader.words.empty_words and shown(cell).strip("0.,") != ""):
            return True
    return False


def _lone_rows(data: Sequence[tuple[int, Row]], columns: Sequence[Column], reader: Reader) -> set[int]:
    """Indices of rows that hold one text and nothing else: sections and footnotes.

    Where such rows follow each other in the name's column, they are articles of a list that gives little more than names.
    """
    aside = {column.index for column in columns if column.why == "beside"}
    running = {column.index for column in columns if column.field == "row_number"}
    names = {column.index for column in reader.all("name")}
    lone: dict[int, bool] = {}
    for at, (_, row) in enumerate(data):
        filled = [index for index, cell in enumerate(row) if index not in aside and shown(cell)]
        marks = [
            index
            for index in filled
            if index in running and len(filled) > 1 and re.fullmatch(r"[A-Za-z]\.?|[IVX]{1,5}\.?", shown(row[index]))
        ]
        filled = [index for index in filled if index not in marks]
        if len(filled) == 1 and isinstance(row[filled[0]], str) and re.search(r"[^\W\d_]", shown(row[filled[0]])):
            lone[at] = filled[0] in names
    texts = {at: next(text for cell in data[at][1] if (text := shown(cell))) for at in lone}
    in_names = [at for at, named in lone.items() if named and not TOTAL.fullmatch(texts[at]) and not _PRINTED.fullmatch(texts[at])]
    together = sum(1 for at in in_names if lone.get(at + 1) or lone.get(at - 1))
    if in_names and (together * 2 > len(in_names) or reader.all("category")):
        return set(lone) - set(in_names)
    return set(lone)
