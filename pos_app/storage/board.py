"""What stands on the till's touch board: categories and the articles in them that can be sold."""

from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain.category import SEPARATOR
from pos_app.domain.product import ProductId
from pos_app.storage import tables as t

_product, _category = t.product.c, t.category.c
_SELLABLE: Final = (_product.archived_at.is_(None), _product.sellable == True)  # noqa: E712 - an SQL comparison


class Board:
    """Queries for the touch board, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def categories(self) -> dict[str, list[ProductId]]:
        """The first words of all categories' paths, with the articles below each."""
        query = select(_category.name, _product.id).join_from(t.product, t.category, _category.id == _product.category_id).where(*_SELLABLE)
        found: dict[str, list[ProductId]] = {}
        for name, product_id in self._connection.execute(query.order_by(_product.id)):
            found.setdefault(name.split(SEPARATOR)[0], []).append(ProductId(product_id))
        return found

    def within(self, category: str) -> list[tuple[ProductId, str]]:
        """Articles of a category and of those below it, with their names."""
        below = or_(_category.name == category, func.substr(_category.name, 1, len(category) + len(SEPARATOR)) == category + SEPARATOR)
        query = select(_product.id, _product.name).join_from(t.product, t.category, _category.id == _product.category_id)
        rows = self._connection.execute(query.where(below, *_SELLABLE).order_by(_product.name, _product.id))
        return [(ProductId(product_id), name) for product_id, name in rows]

    def by_uids(self, uids: list[str]) -> dict[str, ProductId]:
        """Articles that can be sold, by their uid."""
        query = select(_product.uid, _product.id).where(_product.uid.in_(uids), *_SELLABLE)
        return {uid: ProductId(product_id) for uid, product_id in self._connection.execute(query)}
