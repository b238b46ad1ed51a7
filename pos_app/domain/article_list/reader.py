"""Cells of a row, each read by its column: numbers, codes, answers, packs; what is doubtful is said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from pos_app.domain.article_list import codes, numbers
from pos_app.domain.article_list.answers import DEPOSIT, ERRORS, GOODS, NO, SERVICE, YES, yes_or_no
from pos_app.domain.article_list.codes import CodeColumn
from pos_app.domain.article_list.model import Column, ListedPack, ListedSupplier, Note, note
from pos_app.domain.article_list.numbers import Reading
from pos_app.domain.article_list.vocabulary import System, Vocabulary, unit_rank
from pos_app.domain.money import COST_SCALE, MOST_IDR, Cost, Rupiah
from pos_app.domain.quantity import MOST, Milli
from pos_app.domain.sheets import Cell, Number, Row, Unevaluated, exact, shown, tidy, unguarded

_LONGEST_NAME: Final = 300


@dataclass(slots=True)
class Draft:
    """A row being read."""

    row: int
    cells: Row
    notes: list[Note] = field(default_factory=list)
    refusal: Note | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What all rows of one list share."""

    words: Vocabulary
    system: System | None
    columns: Mapping[str, tuple[Column, ...]]
    code_columns: Mapping[int, CodeColumn]
    further_units: tuple[int, ...] = ()
    """Which of the second to ninth units the list has columns for."""
    pack_name: str = ""
    """The unit that the header of what a pack holds names: `Dus` in `Isi/Dus`."""

    def all(self, name: str) -> tuple[Column, ...]:
        return self.columns.get(name, ())

    def cell(self, cells: Row, name: str) -> Cell:
        for column in self.columns.get(name, ()):
            if column.index < len(cells):
                return cells[column.index]
        return None

    def text(self, cells: Row, name: str) -> str:
        """The cell's text; empty where it says that there is nothing."""
        for column in self.columns.get(name, ()):
            if column.index < len(cells):
                cell = cells[column.index]
                if cell is None or cell == "" or isinstance(cell, Unevaluated):
                    continue
                text = shown(cell)
                if text.casefold() not in self.words.empty_words:
                    return unguarded(text)
        return ""

    # ---- numbers

    def decimal(self, draft: Draft, column: Column, *, quantity: bool = False) -> Decimal | None:
        """The number of a cell; what is no number is said and left out."""
        cell = draft.cells[column.index] if column.index < len(draft.cells) else None
        if cell is None or cell == "":
            return None
        if isinstance(cell, Number):
            as_shown = column.reading is not None and column.reading.why == "format"
            return Decimal(cell.text) * (1000 if as_shown else 1)
        if isinstance(cell, Unevaluated):
            draft.notes.append(note("import_formula", column=column.header, formula=cell.formula))
            return None
        if isinstance(cell, date):
            draft.notes.append(note("import_date_for_number", column=column.header, text=shown(cell)))
            return None
        text = tidy(cell)
        folded = text.casefold()
        if folded in self.words.empty_words:
            if folded in ERRORS:
                draft.notes.append(note("import_unreadable", column=column.header, text=text))
            return None
        lexed = numbers.lex(text, units=quantity)
        if lexed is None:
            draft.notes.append(note("import_unreadable", column=column.header, text=text))
            return None
        value = numbers.value(lexed, column.reading or Reading())
        if lexed.scientific:
            draft.notes.append(note("import_scientific", text=text, value=digits(value)))
        elif column.reading is not None and column.reading.mixed and re.fullmatch(r"\d{1,3}[.,]\d{3}", lexed.core):
            draft.notes.append(note("import_sign_mixed", column=column.header, text=text, value=digits(value)))
        return value

    def money(self, draft: Draft, name: str) -> Rupiah | None:
        """Whole rupiah, rounded half away from zero where the list has fractions, which is said."""
        for column in self.all(name):
            value = self.decimal(draft, column)
            if value is not None:
                return self.rupiah(draft, column, value)
        return None

    def rupiah(self, draft: Draft, column: Column, value: Decimal) -> Rupiah | None:
        if value < 0 or value > MOST_IDR:
            draft.notes.append(note("import_unreadable", column=column.header, text=digits(value)))
            return None
        whole, rounded = numbers.scaled(value, 1)
        if rounded:
            draft.notes.append(note("import_fraction", column=column.header, text=digits(value), taken_idr=whole))
        return Rupiah(whole)

    def cost(self, draft: Draft) -> Cost | None:
        """Cost of one base unit; from a pack's cost where the column was mapped so."""
        for column in self.all("cost") or self.all("cost_other"):
            value = self.decimal(draft, column)
            if value is not None:
                return self._cost(draft, column, value)
        for column in self.all("cost_per_pack"):
            value = self.decimal(draft, column)
            if value is not None:
                holds = next((v for c in self.all("pack_qty2") if (v := self.decimal(draft, c, quantity=True))), Decimal(1))
                return self._cost(draft, column, value / holds if holds > 0 else value)
        return None

    def _cost(self, draft: Draft, column: Column, value: Decimal) -> Cost | None:
        if value < 0 or value > MOST_IDR:
            draft.notes.append(note("import_unreadable", column=column.header, text=digits(value)))
            return None
        return Cost(numbers.scaled(value, COST_SCALE)[0]) if value else None

    def quantity(self, draft: Draft, name: str) -> Milli | None:
        for column in self.all(name):
            value = self.decimal(draft, column, quantity=True)
            if value is None:
                continue
            whole, rounded = numbers.scaled(value, 1000)
            if abs(whole) > MOST:
                draft.notes.append(note("import_unreadable", column=column.header, text=digits(value)))
                return None
            if rounded:
                draft.notes.append(note("import_fine_quantity", column=column.header, text=digits(value), taken_milli=whole))
            return Milli(whole)
        return None

    def stock(self, draft: Draft) -> tuple[Milli | None, str]:
        """What is on hand, counted rather than booked, and the unit the cell itself names: `3 dus`."""
        for name in ("stock_counted", "stock"):
            qty = self.quantity(draft, name)
            if qty is not None:
                named = re.fullmatch(r"[-(]?[\d.,]+\)?\s*([^\W\d_]{1,10})\.?", shown(self.cell(draft.cells, name)))
                return qty, named[1] if named else ""
        return None, ""

    # ---- words

    def answer(self, cells: Row, name: str) -> bool | None:
        """Yes or no; None where the cell says neither."""
        return yes_or_no(shown(self.cell(cells, name)))

    def active(self, cells: Row) -> bool | None:
        for column in self.all("active"):
            text = shown(cells[column.index]) if column.index < len(cells) else ""
            said = yes_or_no(text)
            if said is not None:
                turned = re.search(r"disabled|non.?aktif|is.?delete|dihapus|hapus|archived", column.header, re.IGNORECASE) is not None
                return said != turned
        return None

    def kinds(self, cells: Row) -> set[str]:
        """Every word the row says about its kind."""
        return {shown(cells[column.index]).casefold() for column in self.all("kind") if column.index < len(cells)}

    def kind(self, draft: Draft) -> str | None:
        """Goods or service, from every column that tells; also says when the list keeps packs or variants elsewhere."""
        found: str | None = None
        for column in self.all("kind"):
            text = shown(draft.cells[column.index]).casefold() if column.index < len(draft.cells) else ""
            if self.system is not None and text in self.system.kinds:
                text = self.system.kinds[text]
            if "multi satuan" in text:
                draft.notes.append(note("import_units_elsewhere"))
            elif text in ("varian", "variable", "variant"):
                draft.notes.append(note("import_variants_elsewhere"))
            elif (
                text in SERVICE
                or (text == "1" and "jasa" in column.header.casefold())
                or (text in YES and "gift" in column.header.casefold())
            ):
                found = "service"
            elif text in DEPOSIT:
                found = "deposit"
            elif text in GOODS or (text == "0" and "jasa" in column.header.casefold()):
                found = found or "goods"
        return found

    def tax_class(self, cells: Row) -> str | None:
        said = [text for column in self.all("tax") if column.index < len(cells) and (text := shown(cells[column.index]).casefold())]
        if not said:
            return None
        if any("exempt" in text or "bebas" in text for text in said):
            return "exempt"
        if all(
            text in NO
            or text in ("outside", "none", "non", "non ppn", "tanpa pajak", "0", "0%", "0.0", "0.00", "shipping", "tidak kena", "bukan")
            for text in said
        ):
            return "outside"
        return "taxed"

    def category(self, cells: Row) -> str:
        for column in self.all("category"):
            text = shown(cells[column.index]) if column.index < len(cells) else ""
            if text.casefold() not in self.words.empty_words:
                return unguarded(text)
        return ""

    # ---- packs

    def packs(self, draft: Draft, unit: str) -> tuple[ListedPack, ...]:
        """Larger units with what they hold, their codes and prices."""
        made: dict[str, ListedPack] = {}
        for n in self.further_units:
            pack = self._pack(draft, n, unit)
            if pack is not None and pack.unit.casefold() not in (name.casefold() for name in made):
                made[pack.unit] = pack
        return tuple(made.values())

    def _pack(self, draft: Draft, n: int, base: str) -> ListedPack | None:
        name = self.text(draft.cells, f"unit{n}") or (self.pack_name if n == 2 else "")
        holds = self.quantity(draft, f"pack_qty{n}") if self.all(f"pack_qty{n}") else None
        found = self.code(draft, f"code{n}")
        price = self.money(draft, f"price{n}")
        if name in ("0", "1"):
            name = ""
        if holds is not None and holds <= 1000:
            if holds < 0 or (holds > 0 and holds != 1000):
                draft.notes.append(note("import_pack_small", unit=name or "-", text=digits(Decimal(holds) / 1000)))
            holds = None
            if not found.codes and not price:
                return None
        unnamed = not name or name.casefold() == base.casefold()
        if holds is None and not found.codes and not price and (unnamed or self.all(f"pack_qty{n}")):
            return None
        if unnamed:
            if holds is None:
                return None
            name = f"{name or 'dus'} isi {digits(Decimal(holds) / 1000)}"
        if holds is None and (found.codes or price):
            draft.notes.append(note("import_pack_no_content", unit=name))
        code, *others = found.codes if found.codes and holds else ("",)
        others += self.further_codes(draft, f"more_codes{n}") if holds else []
        return ListedPack(name, holds, code, price or None, tuple(others))

    def quantity_prices(self, draft: Draft) -> tuple[tuple[Milli, Rupiah], ...]:
        """What one costs from how many on; half a pair is said and left out."""
        found: dict[Milli, Rupiah] = {}
        for n in range(1, 10):
            least, price = self.quantity(draft, f"from_qty{n}"), self.money(draft, f"from_price{n}")
            if least and price and least > 1000:
                found[least] = price
            elif least or price:
                draft.notes.append(note("import_quantity_price", n=n))
        return tuple(sorted(found.items()))

    def suppliers(self, draft: Draft) -> tuple[ListedSupplier, ...]:
        """The suppliers of a row; that of the first columns is the usual one."""
        found: list[ListedSupplier] = []
        for n in range(1, 10):
            name = self.text(draft.cells, "supplier" if n == 1 else f"supplier{n}")
            if name and name.casefold() not in (x.name.casefold() for x in found):
                costs = ((column, self.decimal(draft, column)) for column in self.all(f"supplier_cost{n}"))
                cost = next((self._cost(draft, column, value) for column, value in costs if value is not None), None)
                unit, code = (self.text(draft.cells, f"supplier_{what}{n}") for what in ("unit", "code"))
                found.append(ListedSupplier(name, cost, unit, code, usual=n == 1))
        return tuple(found)

    def per_unit(self, draft: Draft) -> tuple[str, Rupiah | None, tuple[ListedPack, ...]]:
        """Prices that stand per unit (`/Pcs`, `/Dus`): the smallest unit named is the article's own."""
        priced: list[tuple[str, Rupiah]] = []
        for column in self.all("price_per_unit"):
            value = self.decimal(draft, column)
            if value is not None and value > 0:
                amount = self.rupiah(draft, column, value)
                if amount:
                    priced.append((re.split(r"[/ ]+", tidy(column.header).strip(" /"))[-1], amount))
        if not priced:
            return "", None, ()
        priced.sort(key=lambda pair: unit_rank(pair[0]))
        (unit, price), *larger = priced
        for name, _ in larger:
            draft.notes.append(note("import_pack_no_content", unit=name))
        return unit, price, tuple(ListedPack(name, None, "", amount) for name, amount in larger)

    # ---- codes

    def code(self, draft: Draft, name: str) -> codes.ReadCode:
        for column in self.all(name):
            cell = draft.cells[column.index] if column.index < len(draft.cells) else None
            found = codes.read(cell, self.code_columns[column.index])
            draft.notes.extend(found.notes)
            return found
        return codes.NOTHING

    def further_codes(self, draft: Draft, name: str) -> list[str]:
        cells = draft.cells
        return [code for column in self.all(name) if column.index < len(cells) for code in codes.split_codes(cells[column.index])]

    def number(self, cells: Row) -> str:
        """The shop's own article number; that of the product only where the variant has none."""
        for column in self.all("sku"):
            said = self._number(cells[column.index]) if column.index < len(cells) else ""
            if said:
                return said
        return ""

    def _number(self, cell: Cell) -> str:
        if isinstance(cell, date | Unevaluated):
            return ""
        text = exact(cell) if isinstance(cell, str) else shown(cell)
        if len(text) > 1:
            text = text.lstrip("'").strip()
        if len(text) > 2 and text[0] == text[-1] == '"':
            text = text[1:-1].strip()
        return "" if text.casefold() in self.words.empty_words or (not text.strip("0") and len(text) > 1) else text[: codes.MOST_SIGNS]


def digits(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
