"""Column types: integers that refuse floats, and text that sorts alike on both engines.

SQLite keeps a Numeric as a float and SQLAlchemy 2.1 no longer warns; so amounts are whole integers in STRICT tables,
and a float that reaches a statement is a defect of the program.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, Table, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler


class Whole(TypeDecorator[int]):
    """A 64-bit integer; anything else is refused before it reaches the database."""

    impl = BigInteger().with_variant(Integer, "sqlite")
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: "Dialect") -> int | None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError(f"{value!r} is not a whole number")
        return value


class Flag(TypeDecorator[bool]):
    """True and false as 1 and 0: STRICT tables know no boolean."""

    impl = BigInteger().with_variant(Integer, "sqlite")
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: "Dialect") -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: "Dialect") -> bool | None:
        return None if value is None else bool(value)


WORD = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte on both engines, so that both list in one order."""


metadata = MetaData()


def table(name: str, *items: SchemaItem) -> Table:
    """A table of the one schema; STRICT where SQLite keeps it."""
    return Table(name, metadata, *items, sqlite_strict=True)


def key() -> Column[int]:
    """The key inside the file; it never leaves the shop."""
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def whole(name: str, *, null: bool = False, **more: Any) -> Column[int]:
    return Column(name, Whole, nullable=null, **more)


def flag(name: str, **more: Any) -> Column[bool]:
    return Column(name, Flag, nullable=False, **more)


def word(name: str, *, null: bool = False, **more: Any) -> Column[str]:
    return Column(name, WORD, nullable=null, **more)


def ref(name: str, target: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), ForeignKey(target), nullable=null, primary_key=primary)


def within(column: ColumnElement[str], first: str, last: str) -> ColumnElement[bool]:
    """`column` from `first` to `last`, both included; PostgreSQL cannot read BETWEEN with the collation of its bounds."""
    return (column >= first) & (column <= last)


class _Keys(TypeDecorator[list[int]]):
    """Many keys as one value: an array, or its JSON where the engine knows no arrays."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: "Dialect") -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: list[int] | None, dialect: "Dialect") -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True


@compiles(_Among)
def _among_in_json(element: _Among, compiler: "SQLCompiler", **more: Any) -> str:
    column, keys = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({keys}))"  # noqa: S608 - of compiled parts


@compiles(_Among, "postgresql")
def _among_in_array(element: _Among, compiler: "SQLCompiler", **more: Any) -> str:
    column, keys = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} = ANY ({keys})"


def among(column: ColumnElement[int], keys: Iterable[int]) -> ColumnElement[bool]:
    """Whether `column` is one of the keys, however many.

    A statement takes 65,535 values on PostgreSQL and on many a SQLite half of that; as one value they are also one
    statement, whose plan is kept.
    """
    return _Among(column, bindparam(None, list(keys), type_=_Keys, unique=True))
