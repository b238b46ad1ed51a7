"""Lists beside that of the goods: suppliers, prices, and an empty list of goods to fill in; what is written comes back unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from pos_app import files, texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.product import Product
from pos_app.domain.sheets import Cell, guarded, shown, unguarded
from pos_app.errors import Refused
from pos_app.services import article_fields, export_products, lookup, suppliers
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.prices import COLUMNS, NewPrice
from pos_app.storage.uow import Transaction

Value = str | int | Decimal | None

_SUPPLIER: Final = {
    "pemasok": "name", "telepon": "phone", "kontak": "contact", "alamat": "address", "tempo_hari": "due_days", "catatan": "note",
    "arsip": "archived",
}  # fmt: skip
_PRICE: Final = {"harga_jual": "price", "harga_member": "member_price", "harga_grosir": "wholesale_price"}
_CODE, _NAME, _FROM = "barcode", "nm_barang", "berlaku_mulai"
_PACKS: Final = 3


@dataclass(slots=True)
class Taken:
    """What became of a list: `problems` are rows that were left as they were, with why."""

    rows: int = 0
    taken: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def refused(self) -> int:
        return len(self.problems)


def write_suppliers(shop: Shop, path: Path) -> int:
    """Writes every supplier, archived ones too; how many there are.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    with shop.uow.read() as u:
        listed = [x.supplier for x in u.suppliers.listed(archived=True)]
    rows: list[list[Value]] = [[*_SUPPLIER]]
    for x in listed:
        texts_ = (x.name, x.phone, x.contact, x.address)
        rows.append([*(guarded(t or "") for t in texts_), x.due_days, guarded(x.note or ""), "ya" if x.archived else "tidak"])
    _write(path, "Pemasok", rows)
    return len(listed)


def write_prices(shop: Shop, path: Path) -> int:
    """Writes the prices of every article, with an empty column for the day new ones count from; how many there are.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    with shop.uow.read() as u:
        products = list(u.products.everything(day=today(shop, u)))
        numbers = u.products.skus([x.id for x in products])
    rows: list[list[Value]] = [[_CODE, _NAME, *_PRICE, _FROM]]
    rows += ([guarded(numbers[x.id]), guarded(x.name), x.price_idr, x.member_price_idr, x.wholesale_price_idr, None] for x in products)
    _write(path, "Harga", rows)
    return len(products)


def write_template(path: Path) -> None:
    """Writes an empty list of goods under the headers the import knows.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    header = [*export_products.table([])[0]]
    for n in range(2, _PACKS + 2):
        header += [f"satuan_{n}", f"isi_{n}", f"barcode_{n}", f"harga_jual_{n}"]
    _write(path, "Barang", [header])


def take_suppliers(shop: Shop, actor: Actor, data: bytes, *, name: str) -> Taken:
    """Adds and changes suppliers by name, all good rows in one transaction; an empty cell says nothing.

    Raises:
        Refused: `no_supplier_column`, `no_table` and the like, `list_nothing_taken`.
    """
    rows = _read(data, _SUPPLIER, needed="pemasok", missing="no_supplier_column")
    done = Taken(rows=len(rows), changes=Changes(suppliers=True))
    with shop.uow.write() as u:
        for number, cells in rows:
            given = {_SUPPLIER[column]: text for column, text in cells.items() if text}
            if "archived" in given:
                given["archived"] = {"ya": "yes", "tidak": "no"}.get(given["archived"].casefold(), given["archived"])
            try:
                _supplier(shop, u, actor, given, done)
            except Refused as no:
                done.problems.append((number, cells["pemasok"], texts.sentence(no)))
        _refuse_nothing(done)
        u.books.audit(at=shop.clock(), actor=actor, event="suppliers_imported", subject=name, taken=done.taken, updated=done.updated)
        u.commit()
    return done


def _supplier(shop: Shop, u: Transaction, actor: Actor, given: Mapping[str, str], done: Taken) -> None:
    values = suppliers.values(shop, given)
    known = u.suppliers.by_name(suppliers.bare_name(given.get("name", "")))
    if known is None:
        u.suppliers.add(str(values.pop("name")), values)
        u.books.audit(at=shop.clock(), actor=actor, event="supplier_added", subject=given["name"])
        done.taken += 1
        return
    now = {"phone": known.phone, "contact": known.contact, "address": known.address, "due_days": known.due_days, "note": known.note}
    changed = {column: value for column, value in values.items() if column in now and value != now[column]}
    if "archived" in given and (given["archived"] == "yes") is not known.archived:
        changed["archived_at"] = values["archived_at"]
    if not changed:
        done.unchanged += 1
        return
    u.suppliers.change(known.id, changed)
    done.updated += 1


def take_prices(shop: Shop, actor: Actor, data: bytes, *, name: str) -> Taken:
    """Changes prices by code, at once or from the day the row names, all good rows in one transaction; an empty cell says nothing.

    Raises:
        Refused: `no_price_columns`, `no_table` and the like, `list_nothing_taken`.
    """
    rows = _read(data, {_CODE: "", _NAME: "", **_PRICE, _FROM: ""}, needed=_CODE, missing="no_price_columns")
    done = Taken(rows=len(rows), changes=Changes(products=True))
    with shop.uow.write() as u:
        day = today(shop, u)
        u.prices.settle(day)
        changes: list[Change] = []
        notes: dict[date, list[NewPrice]] = {}
        for number, cells in rows:
            try:
                product = lookup.one(u, cells[_CODE], day=day).product
                prices, since = _prices(u, product, cells, day)
            except Refused as no:
                done.problems.append((number, cells[_CODE], texts.sentence(no)))
                continue
            if not prices:
                done.unchanged += 1
                continue
            notes.setdefault(since, []).extend(prices)
            if since == day:
                columns = {kind: column for column, kind in COLUMNS.items()}
                values: dict[str, object] = {columns[x.kind]: x.price_idr for x in prices}
                changes.append(Change(product.id, values | {"changed_at": days.stamp(shop.clock())}))
            done.updated += 1
        _refuse_nothing(done)
        u.lists.change(changes)
        for since, prices in notes.items():
            u.prices.note(prices, day=since, at=shop.clock(), person=actor.person, source="list", waits=since > day)
        u.books.audit(at=shop.clock(), actor=actor, event="prices_imported", subject=name, updated=done.updated)
        u.commit()
    return done


def _prices(u: Transaction, product: Product, cells: Mapping[str, str], day: date) -> tuple[list[NewPrice], date]:
    """What a row changes, and from which day on; a day that has passed is today."""
    since = max(days.parse_day(cells[_FROM]), day) if cells.get(_FROM) else day
    before = u.prices.now([product.id])[product.id]
    found = []
    for column, named in _PRICE.items():
        if text := cells.get(column):
            price = article_fields.amount(text)
            if price != before[f"{named}_idr"]:
                found.append(NewPrice(product.id, COLUMNS[f"{named}_idr"], before[f"{named}_idr"], price))
    return found, since


def _refuse_nothing(done: Taken) -> None:
    if done.rows and done.refused == done.rows:
        number, _code, why = done.problems[0]
        raise Refused("list_nothing_taken", row=number, problem=why)


def _read(data: bytes, known: Mapping[str, str], *, needed: str, missing: str) -> list[tuple[int, dict[str, str]]]:
    """Rows below the header as texts by column; rows without the needed cell are none."""
    from pos_app.documents import tables

    for sheet in tables.read(data).sheets:
        if not sheet.rows:
            continue
        heads = [shown(cell).strip().casefold().replace(" ", "_") for cell in sheet.rows[0][1]]
        if needed in heads and len(set(heads) & set(known)) > 1:
            found = []
            for number, cells in sheet.rows[1:]:
                row = {head: _text(cell) for head, cell in zip(heads, cells, strict=False) if head in known}
                if row.get(needed):
                    found.append((number, row))
            return found
    raise Refused(missing)


def _text(cell: Cell) -> str:
    return unguarded(shown(cell)).strip()


def _write(path: Path, title: str, rows: Sequence[Sequence[Value]]) -> None:
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise Refused("unknown_list_ending", path=path)
    files.ready(path)
    if ending == ".csv":
        from pos_app.documents import tables

        body = tables.write_csv([["" if value is None else str(value) for value in row] for row in rows])
    else:
        from pos_app.documents import workbooks

        body = workbooks.write_xlsx(title, rows)
    files.write(path, body)
