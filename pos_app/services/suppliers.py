"""Whom the shop buys from: found by name or made, and changed one at a time."""

from collections.abc import Mapping
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.supplier import Supplier, SupplierId, SuppliersPrice
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services.shop import Changes, Shop
from pos_app.storage.suppliers import ListedSupplier
from pos_app.storage.uow import Transaction

__all__ = ["FIELDS", "ListedSupplier", "Supplier", "SuppliersPrice", "add", "change", "find_or_add", "listed", "one", "show"]

FIELDS: Final = ("name", "phone", "contact", "address", "due_days", "note", "archived")
_MOST_DAYS: Final = 366


def find_or_add(shop: Shop, u: Transaction, actor: Actor, name: str) -> SupplierId:
    """The supplier of this name, made where it is new, inside the transaction of what it brings.

    Raises:
        Refused: `supplier_name_missing`.
    """
    bare = bare_name(name)
    known = u.suppliers.by_name(bare) or u.suppliers.by_name(bare, lock=True)
    if known is not None:
        if known.archived:
            u.suppliers.change(known.id, {"archived_at": None})
        return known.id
    u.books.audit(at=shop.clock(), actor=actor, event="supplier_added", subject=bare)
    return u.suppliers.add(bare, {})


def one(u: Transaction, name: str) -> Supplier:
    """The supplier of this name.

    Raises:
        Refused: `unknown_supplier`.
    """
    known = u.suppliers.by_name(bare_name(name))
    if known is None:
        raise Refused("unknown_supplier", name=name)
    return known


def listed(shop: Shop, *, archived: bool = False) -> tuple[ListedSupplier, ...]:
    """Suppliers by name with how many articles they bring; archived ones only where they are asked for."""
    with shop.uow.read() as u:
        return tuple(u.suppliers.listed(archived=archived))


def show(shop: Shop, name: str) -> Supplier:
    """One supplier by its name.

    Raises:
        Refused: `unknown_supplier`.
    """
    with shop.uow.read() as u:
        return one(u, name)


def add(shop: Shop, actor: Actor, name: str, given: Mapping[str, str]) -> tuple[Supplier, Changes]:
    """A new supplier with what is known of it.

    Raises:
        Refused: `supplier_name_missing`, `supplier_known`, or why a value cannot be.
    """
    bare = bare_name(name)
    with shop.uow.write() as u:
        if (known := u.suppliers.by_name(bare, lock=True)) is not None:
            raise Refused("supplier_known", name=known.name)
        u.suppliers.add(bare, values(shop, given))
        u.books.audit(at=shop.clock(), actor=actor, event="supplier_added", subject=bare, **given)
        made = one(u, bare)
        u.commit()
    return made, Changes(suppliers=True)


def change(shop: Shop, actor: Actor, name: str, given: Mapping[str, str]) -> tuple[Supplier, Changes]:
    """Changes fields of a supplier, all of them or none.

    Raises:
        Refused: `unknown_supplier`, `no_such_field`, `supplier_known`, or why a value cannot be.
    """
    with shop.uow.write() as u:
        known = one(u, name)
        changed = values(shop, given)
        taken = u.suppliers.by_name(str(changed["name"]), lock=True) if "name" in changed else None
        if taken is not None and taken.id != known.id:
            raise Refused("supplier_known", name=taken.name)
        u.suppliers.change(known.id, changed)
        u.books.audit(at=shop.clock(), actor=actor, event="supplier_changed", subject=known.name, **given)
        after = u.suppliers.by_id(known.id) or known
        u.commit()
    return after, Changes(suppliers=True)


def bare_name(text: str) -> str:
    """The name on one line.

    Raises:
        Refused: `supplier_name_missing`.
    """
    bare = one_line(text)
    if not bare:
        raise Refused("supplier_name_missing")
    return bare


def values(shop: Shop, given: Mapping[str, str]) -> dict[str, object]:
    """The columns that fields say.

    Raises:
        Refused: `no_such_field`, or why a value cannot be.
    """
    found: dict[str, object] = {}
    for name, raw in given.items():
        text = one_line(raw)
        if name == "name":
            found["name"] = bare_name(text)
        elif name == "due_days":
            found["due_days"] = _days(text)
        elif name == "archived":
            if text not in ("yes", "no"):
                raise Refused("setting_not_one_of", name=name, text=text, allowed="yes, no")
            found["archived_at"] = days.stamp(shop.clock()) if text == "yes" else None
        elif name in FIELDS:
            found[name] = text or None
        else:
            raise Refused("no_such_field", name=name, known=", ".join(FIELDS))
    return found


def _days(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) <= _MOST_DAYS):
        raise Refused("not_due_days", text=text)
    return int(text)
