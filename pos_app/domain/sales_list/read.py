"""A sales export into receipts: one id, one moment, its lines; every doubt refuses the receipt, never half of it.

Sources: COMMANDS "History"; the columns of `koperasi_penjualan.csv` and of the systems in the vocabulary.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pos_app.domain.article_list import codes, header, numbers
from pos_app.domain.article_list.header import Header
from pos_app.domain.article_list.model import Note, note
from pos_app.domain.article_list.numbers import Reading
from pos_app.domain.article_list.reader import digits
from pos_app.domain.article_list.totals import TOTAL
from pos_app.domain.article_list.vocabulary import Vocabulary
from pos_app.domain.money import MOST_IDR, BasisPoints, Rupiah, half_away, percent_of, times_qty
from pos_app.domain.quantity import MOST, Milli
from pos_app.domain.sales_list import moments
from pos_app.domain.sheets import Book, Cell, Number, Row, exact, shown
from pos_app.errors import Refused

if TYPE_CHECKING:
    from pos_app.domain.article_list.codes import CodeColumn

FIELDS: Final = frozenset(
    {
        "amount", "amount_before_discount", "at", "code", "discount", "discount_each", "discount_percent", "ignore", "name", "payment",
        "qty",
        "receipt", "sale_or_refund", "sku", "status", "store", "tendered", "time", "unit", "unit_price",
        "variant",
    }
)  # fmt: skip
_MONEY: Final = frozenset(["unit_price", "discount", "discount_each", "amount", "amount_before_discount", "tendered"])
_REFUND: Final = frozenset(["refund", "retur", "return", "pengembalian", "refunded"])
_CANCELLED: Final = frozenset({"cancelled", "canceled", "batal", "dibatalkan", "void", "voided"})
OTHER: Final = "other"
"""The source of a file no known system writes."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """One line as it was sold. Amounts are positive also in a return; `discount_idr` is rupiah off the line."""

    row: int
    number: str
    code: str
    name: str
    qty: Milli
    unit_price_idr: Rupiah
    gross_idr: Rupiah
    discount_idr: Rupiah
    measure: str = ""
    """What the quantity is counted in, where the list names it: `gr` in `250 gr`, or a column of units."""

    @property
    def gross_given(self) -> bool:
        return self.gross_idr != times_qty(self.unit_price_idr, self.qty)

    @property
    def amount_idr(self) -> Rupiah:
        return Rupiah(self.gross_idr - self.discount_idr)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of another system; `at` is the shop's local time. A refused one says why, with its first bad row."""

    id: str
    row: int
    rows: int
    at: datetime | None
    lines: tuple[SoldLine, ...]
    is_return: bool = False
    tendered_idr: Rupiah | None = None
    payment: str = ""
    refusal: Note | None = None
    refused_code: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def total_idr(self) -> Rupiah:
        return Rupiah(sum(line.amount_idr for line in self.lines))

    @property
    def content(self) -> str:
        """What makes two receipts of one id the same, whatever the order of their lines."""
        lines = sorted(f"{x.number or x.code or x.name}|{x.qty}|{x.gross_idr}|{x.discount_idr}" for x in self.lines)
        moment = self.at.isoformat(timespec="seconds") if self.at else ""
        return "\n".join([moment, "return" if self.is_return else "sale", *lines])


@dataclass(frozen=True, slots=True)
class SalesList:
    system: str
    rows: int
    receipts: tuple[Receipt, ...]


@dataclass(slots=True)
class _Draft:
    id: str
    row: int
    rows: int = 0
    at: datetime | None = None
    lines: list[SoldLine] = field(default_factory=list)
    returns: int = 0
    tendered: Rupiah | None = None
    payment: str = ""
    refusal: Note | None = None
    refused_code: str = ""
    notes: list[Note] = field(default_factory=list)


def read(book: Book, words: Vocabulary, *, mapping: Mapping[str, str] | None = None) -> SalesList:
    """The receipts of a file, in the order of their first lines.

    Raises:
        Refused: `no_sales_header`, `import_unknown_field`, `import_unknown_column`, `no_sales_columns`, `import_no_rows`.
    """
    mapping = mapping or {}
    for target in mapping.values():
        if target not in FIELDS:
            raise Refused("import_unknown_field", field=target)
    found = header.find(book.sheets, words, mapping, sales=True)
    if found is None:
        raise Refused("no_sales_header")
    missing = header.unknown_columns(found, mapping)
    if missing:
        raise Refused("import_unknown_column", column=", ".join(missing))
    return _Sales(found, words, most_cells=header.width(found) if book.kind == "csv" else None).read()


class _Sales:
    def __init__(self, found: Header, words: Vocabulary, *, most_cells: int | None = None) -> None:
        self.most_cells = most_cells
        self.texts = found.texts
        self.fractions: list[Note] = []
        self.system = found.system
        self.words = words
        self.at: dict[str, int] = {}
        for index, match in sorted(found.matches.items(), key=lambda pair: (pair[1].why != "map", pair[1].why != "system", pair[0])):
            if match.field not in ("ignore", "person", "note"):
                self.at.setdefault(match.field, index)
        if "code_or_sku" in self.at:
            self.at.setdefault("sku", self.at["code_or_sku"])
        absent = [name for name in ("receipt", "at", "qty") if name not in self.at]
        if not self.at.keys() & {"unit_price", "amount", "amount_before_discount"}:
            absent.append("unit_price")
        if absent:
            raise Refused("no_sales_columns", columns=", ".join(absent))
        rows = found.sheet.rows[found.at + found.rows :]
        self.data = [(number, row) for number, row, is_header in header.aligned(rows, found) if not is_header and not self._is_total(row)]
        self.order = moments.order_of(self._column("at"))
        self.readings = {name: self._reading(name) for name in (*_MONEY, "qty", "discount_percent") if name in self.at}
        self.codes: dict[str, CodeColumn] = {
            name: codes.look(self._column(name), words.empty_words) for name in ("code", "sku") if name in self.at
        }

    def _is_total(self, row: Row) -> bool:
        texts = [text for cell in row if isinstance(cell, str) and (text := shown(cell).casefold().strip(" :."))][:4]
        told = self.system.total_row.casefold() if self.system else ""
        named = any(shown(self._cell(row, name)) for name in ("code", "sku"))
        if any((text in self.words.total_words and not named) or (told and text == told) for text in texts):
            return True
        priced = any(shown(self._cell(row, name)) for name in ("at", "unit_price"))
        return "unit_price" in self.at and not named and not priced and any(map(TOTAL.fullmatch, texts))

    def _column(self, name: str) -> list[Cell]:
        return [self._cell(row, name) for _, row in self.data]

    def _reading(self, name: str) -> Reading:
        texts = [shown(cell) for cell in self._column(name) if isinstance(cell, str)]
        numeric = any(isinstance(cell, Number) for cell in self._column(name))
        return numbers.decide(texts, money=name in _MONEY, told=self.system.decimal if self.system else "", plain_numbers=numeric)

    def _cell(self, row: Row, name: str) -> Cell:
        index = self.at.get(name)
        return row[index] if index is not None and index < len(row) else None

    def read(self) -> SalesList:
        drafts: dict[str, _Draft] = {}
        rows = 0
        previous = ""
        for number, row in self.data:
            receipt = exact(shown(self._cell(row, "receipt")))
            if not receipt:
                if not any(shown(self._cell(row, name)) for name in ("code", "sku", "name", "qty")):
                    continue
                receipt = previous  # a receipt's id that stands on its first line only
            if not receipt:
                continue
            previous = receipt
            rows += 1
            draft = drafts.setdefault(receipt, _Draft(receipt, number))
            draft.rows += 1
            self._line(draft, number, row)
        if not rows:
            raise Refused("import_no_rows")
        system = self.system.name if self.system else OTHER
        return SalesList(system, rows, tuple(self._receipt(draft) for draft in drafts.values()))

    def _line(self, draft: _Draft, number: int, row: Row) -> None:
        self.fractions = []
        try:
            if self.most_cells is not None and any(shown(cell) for cell in row[self.most_cells :]):
                raise Refused("import_row_long", cells=len(row), most=self.most_cells)
            self._moment(draft, row)
            self._paid(draft, row)
            line, is_return = self._sold(number, row)
        except Refused as no:
            if draft.refusal is None:
                draft.refusal, draft.row = note(no.code, **no.fields), number
                draft.refused_code = shown(self._cell(row, "code")) or shown(self._cell(row, "sku"))
            return
        draft.lines.append(line)
        if not any(said.code == "import_fraction" for said in draft.notes):
            draft.notes.extend(self.fractions[:1])
        if not any(said.code == "history_amount_differs" for said in draft.notes) and (said := self._differs(row, line)):
            draft.notes.append(said)
        draft.returns += is_return

    def _moment(self, draft: _Draft, row: Row) -> None:
        cell = self._cell(row, "at")
        if not shown(cell) and draft.at is not None:
            return
        at = moments.read(cell, self.order, self._cell(row, "time"))
        if at is None:
            raise Refused("history_no_date", text=shown(cell))
        if draft.at is not None and draft.at.date() != at.date():
            raise Refused("history_two_dates", first=draft.at.date(), second=at.date())
        draft.at = min(draft.at, at) if draft.at is not None else at

    def _paid(self, draft: _Draft, row: Row) -> None:
        if _CANCELLED & set(shown(self._cell(row, "status")).casefold().split()):
            raise Refused("history_cancelled")
        tendered = self._money(row, "tendered")
        if tendered is not None:
            draft.tendered = max(draft.tendered or tendered, tendered)
        draft.payment = draft.payment or shown(self._cell(row, "payment"))

    def _sold(self, number: int, row: Row) -> tuple[SoldLine, bool]:
        qty = self._number(row, "qty")
        if qty is None:
            raise Refused("history_no_quantity")
        size, rounded = numbers.scaled(qty, 1000)
        if rounded:
            raise Refused("finer_than_a_thousandth", text=shown(self._cell(row, "qty")))
        if size == 0 or abs(size) > MOST:
            raise Refused("history_quantity_impossible", text=shown(self._cell(row, "qty")))
        is_return = shown(self._cell(row, "sale_or_refund")).casefold() in _REFUND or size < 0
        status = shown(self._cell(row, "status"))
        if not is_return and _REFUND & set(status.casefold().split()):
            raise Refused("history_returned", text=status)  # the return itself, or a sale that came back: the list does not say
        unit, gross = self._price(row, Milli(abs(size)), is_return)
        off = self._discount(row, unit, gross, Milli(abs(size)), is_return)
        named = re.fullmatch(r"[-(]?[\d.,]+\)?\s*([^\W\d_]{1,10})\.?", shown(self._cell(row, "qty")))
        measure = named[1] if named else shown(self._cell(row, "unit"))
        sku, code = self._code(row, "sku"), self._code(row, "code")
        return SoldLine(number, sku, code, self._name(row), Milli(abs(size)), unit, gross, off, measure), is_return

    def _price(self, row: Row, qty: Milli, is_return: bool) -> tuple[Rupiah, Rupiah]:
        """Price of one and of all before discount; from the amounts where the file has no price of one."""
        unit = self._money(row, "unit_price", signed=is_return)
        if unit is not None:
            return unit, times_qty(unit, qty)
        gross = self._money(row, "amount_before_discount", signed=is_return)
        if gross is None:
            net = self._money(row, "amount", signed=is_return)
            if net is None:
                raise Refused("history_no_price")
            gross = Rupiah(net + (self._money(row, "discount", signed=is_return) or 0))
        return Rupiah(half_away(gross * 1000, qty)), gross

    def _discount(self, row: Row, unit: Rupiah, gross: Rupiah, qty: Milli, is_return: bool) -> Rupiah:
        if "discount_percent" in self.at:
            off = self._share(row, "discount_percent", gross)
        elif "discount_each" in self.at:
            each = self._money(row, "discount_each", signed=is_return) or Rupiah(0)
            if each > unit:
                raise Refused("history_discount_impossible", text=shown(self._cell(row, "discount_each")))
            off = times_qty(each, qty)
        elif shown(self._cell(row, "discount")).endswith("%"):
            off = self._share(row, "discount", gross)
        else:
            off = self._money(row, "discount", signed=is_return or self._is_taken_off(row, gross)) or Rupiah(0)
        if not 0 <= off <= gross:
            raise Refused("history_discount_impossible", text=shown(self._cell(row, "discount")))
        return off

    def _share(self, row: Row, name: str, gross: Rupiah) -> Rupiah:
        share, finer = numbers.scaled(self._number(row, name) or Decimal(0), 100)
        if not 0 <= share <= 10_000 or finer:
            raise Refused("history_discount_impossible", text=shown(self._cell(row, name)))
        return percent_of(gross, BasisPoints(share))

    def _is_taken_off(self, row: Row, gross: Rupiah) -> bool:
        """Whether the discount stands below zero because it is to be added: gross and net amount of the row prove it."""
        if not self.at.keys() >= {"amount_before_discount", "amount", "discount"}:
            return False
        off, net = self._number(row, "discount"), self._number(row, "amount")
        return off is not None and net is not None and off < 0 and gross + off == net

    def _differs(self, row: Row, line: SoldLine) -> Note | None:
        """What there is to say where the file's own amount is neither that of the line nor that before its discount."""
        if not self.at.keys() >= {"amount", "unit_price"}:
            return None
        try:
            told = self._number(row, "amount")
        except Refused:
            return None
        if told is None or min(abs(abs(told) - line.amount_idr), abs(abs(told) - line.gross_idr)) <= 1:
            return None
        return note("history_amount_differs", row=line.row, told=shown(self._cell(row, "amount")), amount_idr=line.amount_idr)

    def _number(self, row: Row, name: str) -> Decimal | None:
        cell = self._cell(row, name)
        if isinstance(cell, Number):
            return Decimal(cell.text)
        text = shown(cell)
        if not text or text.casefold() in self.words.empty_words:
            return None
        lexed = numbers.lex(text.removesuffix("%").rstrip(), units=name == "qty")
        if lexed is None:
            raise Refused("history_not_a_number", text=text)
        return numbers.value(lexed, self.readings[name])

    def _money(self, row: Row, name: str, *, signed: bool = False) -> Rupiah | None:
        """Whole rupiah; in a return systems write amounts below zero, which are taken by their size."""
        if name not in self.at:
            return None
        value = self._number(row, name)
        if value is None:
            return None
        value = abs(value) if signed else value
        if value < 0 or value > MOST_IDR:
            code = "history_discount_impossible" if name.startswith("discount") else "history_amount_impossible"
            raise Refused(code, text=shown(self._cell(row, name)))
        whole, rounded = numbers.scaled(value, 1)
        if rounded:
            self.fractions.append(note("import_fraction", column=self.texts.get(self.at[name], ""), text=digits(value), taken_idr=whole))
        return Rupiah(whole)

    def _code(self, row: Row, name: str) -> str:
        if name not in self.at:
            return ""
        found = codes.read(self._cell(row, name), self.codes[name])
        return found.codes[0] if found.codes else ""

    def _name(self, row: Row) -> str:
        name, variant = shown(self._cell(row, "name")), shown(self._cell(row, "variant"))
        return f"{name} {variant}" if variant and not re.search(rf"(?<!\w){re.escape(variant)}(?!\w)", name, re.IGNORECASE) else name

    def _receipt(self, draft: _Draft) -> Receipt:
        refusal = draft.refusal
        if refusal is None and 0 < draft.returns < len(draft.lines):
            refusal = note("history_mixed_return")
        return Receipt(
            id=draft.id,
            row=draft.row,
            rows=draft.rows,
            at=draft.at,
            lines=tuple(draft.lines),
            is_return=draft.returns > 0,
            tendered_idr=draft.tendered,
            payment=draft.payment,
            refusal=refusal,
            refused_code=draft.refused_code,
            notes=tuple(draft.notes),
        )
