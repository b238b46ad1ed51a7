"""Drafts of stock papers in the database: what was scanned as it is kept and read again."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from pos_app.domain.product import Found, Pack, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.storage.uow import Transaction

RECEIVING: Final = "receiving"
OUTGOING: Final = "outgoing"


def written(found: Found) -> dict[str, Any]:
    """An article by its key, the code that was scanned and the pack it stands for."""
    pack = found.pack
    return {"product": found.product.id, "code": found.code, "pack": [pack.unit, pack.holds, pack.price_idr] if pack else None}


def products_of(u: Transaction, kept: Iterable[Mapping[str, Any]], *, day: date) -> dict[ProductId, Product]:
    """The articles of kept lines as the books have them now."""
    return u.products.by_ids([ProductId(x["product"]) for x in kept], day=day)


def found_in(products: Mapping[ProductId, Product], kept: Mapping[str, Any]) -> Found:
    """What a kept line says was scanned."""
    pack = kept["pack"]
    return Found(products[ProductId(kept["product"])], kept["code"], Pack(pack[0], Milli(pack[1]), pack[2]) if pack else None)
