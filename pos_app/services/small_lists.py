"""Lists beside that of the goods: suppliers, prices, stock, and an empty list of goods to fill in; what is written comes back unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pos_app import texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.product import Found, Kind, ProductId
from pos_app.domain.sheets import Cell, guarded, shown, unguarded
from pos_app.errors import Refused
from pos_app.services import article_fields, export_products, lookup, suppliers
from pos_app.services.list_files import Value, exact
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.prices import COLUMNS, NewPrice
from pos_app.storage.units import NewUnit
from pos_app.storage.uow import Transaction

_SUPPLIER: Final = {
    "pemasok": "name", "telepon": "phone", "kontak": "contact", "alamat": "address", "tempo_hari": "due_days", "catatan": "note",
    "arsip": "archived",
}  # fmt: skip
_PRICE: Final = {"harga_jual": "price", "harga_member": "member_price", "harga_grosir": "wholesale_price"}
_CODE, _NAME, _UNIT, _FROM = "barcode", "nm_barang", "satuan", "berlaku_mulai"


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
    export_products.save(path, "Pemasok", rows)
    return len(listed)


def write_prices(shop: Shop, path: Path) -> int:
    """Writes the prices of every article and of its packs, and those that wait for their day; how many rows there are.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    with shop.uow.read() as u:
        day = today(shop, u)
        articles = u.lists.all_articles(day=day)
        waiting = u.prices.waiting(after=day)
    rows: list[list[Value]] = []
    codes: dict[tuple[ProductId, str], str] = {}
    for x in articles:
        v = x.values
        codes[x.id, v["unit"]] = v["sku"] or v["code"]
        rows.append(_price_row(v["sku"] or v["code"], v["name"], v["unit"], [v[f"{named}_idr"] for named in _PRICE.values()]))
        for unit in x.units:
            code = next((code.code for code in x.codes if code.unit == unit.unit), None)
            if code is not None:
                codes[x.id, unit.unit] = code
                rows.append(_price_row(code, v["name"], unit.unit, [unit.price_idr, None, None]))
    kinds = [COLUMNS[f"{named}_idr"] for named in _PRICE.values()]
    for change in waiting:
        if (code := codes.get((change.product_id, change.unit))) is not None:
            prices = [change.price_idr if kind is change.kind else None for kind in kinds]
            rows.append(_price_row(code, change.name, change.unit, prices, change.valid_from))
    export_products.save(path, "Harga", [[_CODE, _NAME, _UNIT, *_PRICE, _FROM], *rows])
    return len(rows)


def _price_row(code: str, name: str, unit: str, prices: Sequence[int | None], since: date | None = None) -> list[Value]:
    return [guarded(code), guarded(name), guarded(unit), *prices, since.isoformat() if since else None]


def write_stock(shop: Shop, path: Path) -> int:
    """Writes what is on hand of every article of goods, to be counted and taken in again; how many there are.

    Below zero stands nothing: nobody can count so little.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    with shop.uow.read() as u:
        articles = [x for x in u.lists.all_articles(day=today(shop, u)) if x.values["kind"] == Kind.GOODS]
    rows: list[list[Value]] = [[_CODE, _NAME, "kategori", "rak", _UNIT, "stok"]]
    for x in articles:
        v = x.values
        texts_ = (v["sku"] or v["code"], v["name"], v["category"], v["shelf"], v["unit"])
        rows.append([*(guarded(t or "") for t in texts_), None if x.on_hand < 0 else exact(x.on_hand, 1000)])
    export_products.save(path, "Stok", rows)
    return len(articles)


def write_template(path: Path) -> None:
    """Writes an empty list of goods under the headers the import knows.

    Raises:
        Refused: `unknown_list_ending`, `folder_missing`.
    """
    export_products.save(path, "Barang", [export_products.header(packs=3, steps=3, suppliers=2)])


def take_suppliers(shop: Shop, actor: Actor, data: bytes, *, name: str, dry_run: bool = False) -> Taken:
    """Adds and changes suppliers by name, all good rows in one transaction; an empty cell says nothing.

    `dry_run` says what would happen and writes nothing.

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
        if not dry_run:
            u.commit()
    return done


def _supplier(shop: Shop, u: Transaction, actor: Actor, given: Mapping[str, str], done: Taken) -> None:
    values = suppliers.values(shop, given)
    known = u.suppliers.by_name(suppliers.bare_name(given.get("name", "")), lock=True)
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


def take_prices(shop: Shop, actor: Actor, data: bytes, *, name: str, dry_run: bool = False) -> Taken:
    """Changes prices by code, at once or from the day the row names, all good rows in one transaction; an empty cell says nothing.

    `dry_run` says what would happen and writes nothing.

    Raises:
        Refused: `no_price_columns`, `no_table` and the like, `list_nothing_taken`.
    """
    rows = _read(data, {_CODE: "", _NAME: "", **_PRICE, _FROM: ""}, needed=_CODE, missing="no_price_columns")
    done = Taken(rows=len(rows), changes=Changes(products=True))
    with shop.uow.write() as u:
        day = today(shop, u)
        u.prices.settle(day)
        waiting = {(x.product_id, x.kind, x.unit, x.valid_from, x.price_idr) for x in u.prices.waiting(after=day)}
        changes: list[Change] = []
        notes: dict[date, list[NewPrice]] = {}
        for number, cells in rows:
            try:
                found = lookup.one(u, cells[_CODE], day=day)
                prices, since = _prices(u, found, cells, day)
            except Refused as no:
                done.problems.append((number, cells[_CODE], texts.sentence(no)))
                continue
            prices = [x for x in prices if (x.product_id, x.kind, x.unit or found.product.unit, since, x.price_idr) not in waiting]
            if not prices:
                done.unchanged += 1
                continue
            notes.setdefault(since, []).extend(prices)
            if since == day:
                changes.append(_change(found, prices, days.stamp(shop.clock())))
            done.updated += 1
        _refuse_nothing(done)
        u.lists.change(changes)
        for since, prices in notes.items():
            u.prices.note(prices, day=since, at=shop.clock(), person=actor.person, source="list", waits=since > day)
        u.books.audit(at=shop.clock(), actor=actor, event="prices_imported", subject=name, updated=done.updated)
        if not dry_run:
            u.commit()
    return done


def _change(found: Found, prices: Sequence[NewPrice], at: str) -> Change:
    change = Change(found.product.id, {"changed_at": at})
    columns = {kind: column for column, kind in COLUMNS.items()}
    for x in prices:
        if found.pack is not None:
            change.units.append(NewUnit(found.pack.unit, found.pack.holds, x.price_idr))
        else:
            change.values[columns[x.kind]] = x.price_idr
    return change


def _prices(u: Transaction, found: Found, cells: Mapping[str, str], day: date) -> tuple[list[NewPrice], date]:
    """What a row changes, and from which day on; a day that has passed is today. A pack has one price, that of the till."""
    since = max(days.parse_day(cells[_FROM]), day) if cells.get(_FROM) else day
    product, unit = found.product, found.pack.unit if found.pack else None
    before = {"price_idr": found.pack.price_idr} if found.pack else u.prices.now([product.id])[product.id]
    prices = []
    for column, named in _PRICE.items():
        if text := cells.get(column):
            if unit is not None and named != "price":
                raise Refused("pack_has_one_price", unit=unit, name=product.name)
            price, old = article_fields.amount(text), before[f"{named}_idr"]
            if price != old or since > day:
                prices.append(NewPrice(product.id, COLUMNS[f"{named}_idr"], old, price, unit=unit))
    return prices, since


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
