"""Books are kept: no row of them is changed or taken away, and no float gets in."""

from decimal import Decimal

import pytest
from sqlalchemy import Column, LargeBinary, Text, insert, text
from sqlalchemy.exc import DBAPIError, StatementError

from pos_app.storage import engine as engines
from pos_app.storage import tables as t


@pytest.fixture
def books(shop_place):
    """An engine on a shop with one row in every append-only table, whatever it refers to."""
    engine = engines.connect(shop_place)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for name in t.APPEND_ONLY:
            table = t.metadata.tables[name]
            connection.execute(insert(table).values({column.name: _anything(column) for column in table.columns}))
        connection.commit()
        connection.invalidate()
    yield engine
    engine.dispose()


def _anything(column: Column) -> object:
    if isinstance(column.type, LargeBinary):
        return b"x"
    return "x" if isinstance(column.type, Text) else 1


def key_of(table: str) -> str:
    return next(iter(t.metadata.tables[table].primary_key.columns)).name


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {key} = {key}",
        "UPDATE {table} SET {key} = {key} WHERE {key} IS NOT NULL",
        "DELETE FROM {table} WHERE {key} IS NOT NULL",
    ],
)
def test_no_row_of_the_books_is_changed_or_taken_away(books, statement):
    with books.connect() as connection:
        for table in t.APPEND_ONLY:
            before = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert len(before) == 1
            connection.rollback()
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(statement.format(table=table, key=key_of(table))))
            connection.rollback()
            assert connection.execute(text(f"SELECT * FROM {table}")).all() == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_not_even_by_putting_another_row_in_its_place(books):
    with books.connect() as connection:
        for table in t.APPEND_ONLY:
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))
            connection.rollback()


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_not_even_by_emptying_the_table(books):
    with books.connect() as connection:
        for table in t.APPEND_ONLY:
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(f"TRUNCATE {table} CASCADE"))
            connection.rollback()


def test_what_is_no_whole_number_is_refused_before_it_reaches_the_database(books):
    with books.connect() as connection:
        for value in (1.0, 1.5, Decimal(1), "1", True):
            with pytest.raises(StatementError, match="not a whole number"):
                connection.execute(insert(t.receipt_counter).values(till="T9", business_day="2026-11-24", last=value))
            connection.rollback()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_table_itself_refuses_a_fraction(books):
    with books.connect() as connection, pytest.raises(DBAPIError, match="cannot store REAL value in INTEGER column"):
        connection.exec_driver_sql("INSERT INTO receipt_counter VALUES ('T9', '2026-11-24', 1.5)")


def test_a_line_of_no_sale_is_refused(books):
    with books.connect() as connection, pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        connection.execute(insert(t.payment).values(id=2, sale_id=9999, line_no=1, means="cash", amount_idr=1))
