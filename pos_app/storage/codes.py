"""What articles are known by: barcodes, the shop's own numbers, codes of packs; and the ranges the shop draws its own from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.engine import Connection

from pos_app.domain.barcode import gtin14
from pos_app.domain.product import ProductId
from pos_app.storage import locks
from pos_app.storage import tables as t
from pos_app.storage.columns import among
from pos_app.storage.search import renew

_OWN_CODE: Final = re.compile(r"([A-Z])([0-9]{6})")
_product, _code, _unit = t.product.c, t.product_code.c, t.product_unit.c


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code of an article; `role` is `code`, `sku` or `pack`, a pack's code names its unit."""

    code: str
    gtin: str | None
    role: str = "code"
    unit: str | None = None


class Codes:
    """Queries and writes on codes, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, product_id: ProductId) -> list[str]:
        """Every code of an article, its main one first."""
        query = select(_code.code).where(_code.product_id == product_id).order_by(_code.id)
        return list(self._connection.execute(query).scalars())

    def with_roles(self, product_id: ProductId) -> list[NewCode]:
        """Every code of an article with its role, and the unit a pack's code names."""
        joined = t.product_code.outerjoin(t.product_unit, _unit.id == _code.unit_id)
        query = select(_code.code, _code.gtin, _code.role, _unit.unit).select_from(joined)
        rows = self._connection.execute(query.where(_code.product_id == product_id).order_by(_code.id))
        return [NewCode(row.code, row.gtin, row.role, row.unit) for row in rows]

    def skus(self, ids: Sequence[ProductId]) -> dict[ProductId, str]:
        """The shop's own article numbers of articles, their main code where there is none."""
        query = select(_product.id, func.coalesce(_product.sku, _product.code)).where(among(_product.id, ids)).order_by(_product.id)
        return {ProductId(i): sku for i, sku in self._connection.execute(query)}

    def hold(self, code: str) -> None:
        """Keeps others from giving an article the same code meanwhile; held before anybody looks who has it."""
        locks.hold(self._connection, f"code {gtin14(code) or code}")

    def add(self, product_id: ProductId, codes: Sequence[NewCode]) -> None:
        """Adds codes to an article; one it already has stays as it is."""
        had = set(self.of(product_id))
        units = dict(self._connection.execute(select(_unit.unit, _unit.id).where(_unit.product_id == product_id)).all())
        fresh = [code for code in codes if code.code not in had]
        if fresh:
            rows = [
                {"product_id": product_id, "code": x.code, "gtin": x.gtin, "role": x.role, "unit_id": units.get(x.unit) if x.unit else None}
                for x in fresh
            ]
            self._connection.execute(insert(t.product_code), rows)
            remember_own_codes(self._connection, (code.code for code in fresh))
            renew(self._connection, [product_id])

    def drop(self, product_id: ProductId, codes: Sequence[str]) -> None:
        """Takes codes from an article."""
        self._connection.execute(delete(t.product_code).where(_code.product_id == product_id, _code.code.in_(codes)))
        renew(self._connection, [product_id])

    def next_own(self, prefix: str) -> str:
        """The next code of the shop's own range, `S000041`: above every one that was ever given, also to what has gone since."""
        locks.hold(self._connection, f"codes {prefix}")
        given = select(t.code_counter.c.last).where(t.code_counter.c.prefix == prefix)
        last = self._connection.execute(given).scalar_one_or_none() or 0
        mine = (_code.code >= f"{prefix}000000") & (_code.code <= f"{prefix}999999") & (func.length(_code.code) == len(prefix) + 6)
        for code in self._connection.execute(select(_code.code).where(mine).order_by(_code.code.desc())).scalars():
            number = code[len(prefix) :]
            if number.isascii() and number.isdecimal():
                last = max(last, int(number))
                break
        return f"{prefix}{last + 1:06d}"


def remember_own_codes(connection: Connection, codes: Iterable[str]) -> None:
    """Keeps the highest code of a range that an article got, so that none is given twice when the article loses it."""
    highest: dict[str, int] = {}
    for code in codes:
        if found := _OWN_CODE.fullmatch(code):
            highest[found[1]] = max(highest.get(found[1], 0), int(found[2]))
    keep = text(
        "INSERT INTO code_counter (prefix, last) VALUES (:prefix, :last) ON CONFLICT (prefix) DO UPDATE "
        "SET last = CASE WHEN excluded.last > code_counter.last THEN excluded.last ELSE code_counter.last END"
    )
    for prefix, last in sorted(highest.items()):
        connection.execute(keep, {"prefix": prefix, "last": last})
