"""A supplier, and the price at which it brings an article."""

from dataclasses import dataclass
from typing import NewType

from pos_app.domain.money import Cost

SupplierId = NewType("SupplierId", int)


@dataclass(frozen=True, slots=True)
class Supplier:
    """Whom the shop buys from; `due_days` after a delivery it is to be paid, None where nothing is agreed."""

    id: SupplierId
    name: str
    phone: str | None = None
    contact: str | None = None
    address: str | None = None
    due_days: int | None = None
    note: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class SuppliersPrice:
    """What one `unit` of an article costs at a supplier (None: its own unit); None while the price is not known."""

    supplier_id: SupplierId
    name: str
    usual: bool = False
    their_code: str | None = None
    unit: str | None = None
    cost: Cost | None = None
