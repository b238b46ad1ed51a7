"""One row into one article: every cell read by its column, everything doubtful said."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pos_app.domain import content_size
from pos_app.domain.article_list import codes
from pos_app.domain.article_list.answers import OPEN, SERVICE, yes_or_no
from pos_app.domain.article_list.layout import is_money
from pos_app.domain.article_list.model import ArticleRow, note
from pos_app.domain.article_list.reader import Draft, Reader
from pos_app.domain.money import MOST_IDR, Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.sheets import shown, tidy

_LONGEST_NAME: Final = 300
NO_CONTENT: Final = "0"
"""Written where an article has no net content although its name looks as if."""


def price_of(reader: Reader, draft: Draft) -> Rupiah | None:
    """The price, None where the list leaves it open; a date or a negative price refuses the row."""
    for column in (*reader.all("price"), *reader.all("price_other")):
        cell = draft.cells[column.index] if column.index < len(draft.cells) else None
        if isinstance(cell, date):
            draft.refusal = note("import_price_date", text=shown(cell))
            return None
        text = shown(cell)
        if text.casefold() in OPEN or (reader.system is not None and text and text.casefold() in reader.system.no_price):
            draft.notes.append(note("import_price_open", text=text))
            return None
        value = reader.decimal(draft, column)
        if value is None:
            if text and re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?: .*)?", text):
                draft.refusal = note("import_price_date", text=text)
                return None
            continue
        if value < 0 or value > MOST_IDR:
            draft.refusal = note("import_price_impossible", text=text)
            return None
        return reader.rupiah(draft, column, value)
    return None


def article(reader: Reader, draft: Draft, *, name: str, carried: Mapping[str, str], heading: str) -> ArticleRow:
    """The article of a row whose name is known; `carried` is what rows of the same product share."""
    cells = draft.cells
    price = price_of(reader, draft)
    opened = any(said.code == "import_price_open" for said in draft.notes)
    found = reader.code(draft, "code")
    number = reader.number(cells)
    unit = reader.text(cells, "unit") or carried.get("unit", "")
    per_unit, unit_price, larger = reader.per_unit(draft)
    if unit_price is not None and price is None:
        price, unit = unit_price, unit or per_unit
    has_price = any(is_money(field) for field in reader.columns if field in ("price", "price_other", "price_per_unit"))
    if has_price and price is None and not opened and draft.refusal is None:
        draft.notes.append(note("import_price_missing"))
    if price == 0:
        draft.notes.append(note("import_price_zero"))
    packs = (*reader.packs(draft, unit), *larger)
    stock, counted_in = reader.stock(draft)
    unit = unit or counted_in
    if stock is not None and counted_in and counted_in.casefold() != unit.casefold():
        holds = next((pack.holds for pack in packs if pack.holds and pack.unit.casefold() == counted_in.casefold()), None)
        if holds is not None:
            stock = Milli(stock * holds // 1000)
        else:
            draft.notes.append(note("import_stock_unit", unit=unit, other=counted_in))
    if stock is not None and stock < 0:
        draft.notes.append(note("import_stock_negative", qty_milli=stock))
    category = reader.category(cells) or carried.get("category", "") or heading
    kind = reader.kind(draft)
    if kind is None and reader.answer(cells, "tracked") is False and category.casefold() in SERVICE and not stock:
        kind = "service"
        draft.notes.append(note("import_service_guessed", category=category))
    weighed = yes_or_no(shown(reader.cell(cells, "weighed")) or carried.get("weighed", ""))
    sellable = reader.answer(cells, "sellable")
    active = reader.active(cells)
    if active is False:
        sellable = False
    if sellable is False:
        draft.notes.append(note("import_not_for_sale"))
    if reader.text(cells, "bundle_sku"):
        draft.notes.append(note("import_bundle"))
    if len(name) > _LONGEST_NAME:
        draft.notes.append(note("import_name_cut", most=_LONGEST_NAME))
        name = name[:_LONGEST_NAME].rstrip()
    if not name:
        draft.refusal = draft.refusal or note("import_no_name")
    listed_codes = list(found.codes)
    listed_codes += reader.further_codes(draft, "more_codes")
    registration = next((said for code in listed_codes if (said := codes.registration_of(code))), None)
    if registration:
        draft.notes.append(note("import_code_package", code=listed_codes[0], number=registration))
    packs = (*reader.packs(draft, unit), *larger)
    return ArticleRow(
        row=draft.row,
        name=name,
        number=number,
        codes=tuple(dict.fromkeys(listed_codes)),
        written_code=found.written,
        receipt_name=reader.text(cells, "receipt_name") or None,
        category=category or None,
        brand=reader.text(cells, "brand") or carried.get("brand") or None,
        maker=reader.text(cells, "maker") or None,
        supplier=reader.text(cells, "supplier") or carried.get("supplier") or None,
        unit=unit or ("kg" if weighed else None),
        price_idr=price,
        cost=reader.cost(draft),
        wholesale_price_idr=reader.money(draft, "wholesale_price") or None,
        member_price_idr=reader.money(draft, "member_price") or None,
        fee_idr=reader.money(draft, "fee"),
        content=_content(reader, draft),
        stock=stock,
        min_stock=reader.quantity(draft, "min_stock"),
        max_stock=reader.quantity(draft, "max_stock"),
        tax_class=reader.tax_class(cells),
        kind=kind,
        sellable=sellable,
        weighed=weighed,
        shelf=reader.text(cells, "shelf") or None,
        description=_description(reader.text(cells, "description")),
        registration=registration,
        packs=packs,
        suppliers=reader.suppliers(draft),
        quantity_prices=reader.quantity_prices(draft),
        notes=tuple(draft.notes),
        refusal=draft.refusal,
        holds=reader.quantity(draft, "unit_holds"),
    )


def _content(reader: Reader, draft: Draft) -> str | None:
    """The net content as it is written; what is none is said and left out."""
    text = reader.text(draft.cells, "content")
    if text and text != NO_CONTENT and content_size.read(text) is None:
        draft.notes.append(note("import_no_content", text=text))
        return None
    return text or None


def with_variant(name: str, parts: Sequence[str]) -> str:
    """A product's name with its variant, without what it says already."""
    for part in parts:
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", name, re.IGNORECASE) is None:
            name = f"{name} {part}"
    return name


def _description(text: str) -> str | None:
    """Plain words of a description that may be html."""
    return tidy(re.sub(r"<[^<>]{1,500}>", " ", text))[:2000] or None if text else None
