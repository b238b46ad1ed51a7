"""A counted list comes in: one difference a counted article, or nothing at all."""

from pathlib import Path

from pos_app import files
from pos_app.domain.actor import Actor
from pos_app.domain.product import Product
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import import_products, stock
from pos_app.services.shop import Changes, Shop


def take(shop: Shop, actor: Actor, path: Path) -> tuple[int, list[tuple[Product, Milli]], Changes]:
    """Books a counted list (a code and a stock column): articles counted, those that differ, what changed.

    A code that stands on two rows was counted in two places and is added up.

    Raises:
        Refused: `count_not_read` naming the row, `no_table`, and as `stock.count`; then nothing is booked.
    """
    listing = import_products.parse(files.read(path))
    if "stock" not in listing.fields and "stock_counted" not in listing.fields:
        raise Refused("count_without_stock")
    counted: dict[str, Milli] = {}
    for row in listing.rows:
        code = row.codes[0] if row.codes else row.number
        if not code or row.stock is None or row.stock < 0:
            raise Refused("count_not_read", row=row.row, code=row.shown_code)
        counted[code] = Milli(counted.get(code, 0) + row.stock)
    differences, changes = stock.count(shop, actor, counted)
    return len(counted), differences, changes
