"""What an article is searched and listed by: its name and codes in small letters, kept beside it.

One column in one index answers a key press among 100,000 articles; it is written wherever a name or a code is.
"""

from collections.abc import Sequence

from sqlalchemy import func, literal, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from pos_app.domain.product import ProductId
from pos_app.storage import tables as t
from pos_app.storage.columns import among

_product, _code = t.product.c, t.product_code.c


def renew(connection: Connection, ids: Sequence[ProductId]) -> None:
    """Writes anew what articles are searched by, after names or codes of theirs changed."""
    connection.execute(update(t.product).where(among(_product.id, ids)).values(search=_written(connection)))


def _written(connection: Connection) -> ColumnElement[str]:
    """Name, a line feed that sorts before any letter, then the codes in order."""
    codes = select(_code.code).where(_code.product_id == _product.id).order_by(_code.code).correlate(t.product).subquery()
    joined = func.group_concat(codes.c.code, " ") if connection.dialect.name == "sqlite" else func.string_agg(codes.c.code, " ")
    together = select(func.coalesce(joined, "")).select_from(codes).scalar_subquery()
    return func.lower(_product.name + literal("\n") + together)
