"""Books are kept: no row of them is changed or taken away, and no float gets in."""

from decimal import Decimal

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, StatementError

from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Terms
from pos_app.domain.origin import State
from pos_app.services import checkout, consignment, refunds
from pos_app.services.shop import OWNER
from pos_app.storage import engine as engines
from pos_app.storage import tables as t
from tests.services.counter import basket_of, cash
from tests.shelf import TEA, base_list, put, tag


@pytest.fixture
def books(shop, shop_place):
    """An engine on a shop with at least one row in every append-only table."""
    base_list(shop)
    tag(shop, TEA, State.DOMESTIC)
    done = checkout.commit(shop, OWNER, basket_of(shop, TEA), cash(5000))
    refunds.refund(shop, OWNER, done.sale.number, why="rusak")
    put(shop, "KUE", 2500, name="KUE")
    consignment.agree(shop, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 2000), shop.clock().date()))
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*3"])
    engine = engines.connect(shop_place)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET id = id", "UPDATE {table} SET id = id WHERE id = 1", "DELETE FROM {table} WHERE id = 1"]
)
def test_no_row_of_the_books_is_changed_or_taken_away(books, statement):
    with books.connect() as connection:
        for table in t.APPEND_ONLY:
            before = connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()
            assert before
            connection.rollback()
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(statement.format(table=table)))
            connection.rollback()
            assert connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_not_even_by_putting_another_row_in_its_place(books):
    with books.connect() as connection:
        for table in t.APPEND_ONLY:
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1"))
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
        connection.execute(insert(t.payment).values(sale_id=9999, line_no=1, means="cash", amount_idr=1))
