"""A scan may not read the whole table: each look-up is a search with an index, on both engines."""

import re
from datetime import date

import pytest
from sqlalchemy import event, text

from pos_app.domain import days
from pos_app.storage import engine as engines

ARTICLES = 3_000
DAY = date(2026, 11, 24)
NUMBER = "MD265228006191"


@pytest.fixture
def filled(shop, shop_place):
    """An engine on a shop of three thousand articles, with codes, levels and evidence."""
    at = days.stamp(shop.clock())
    engine = engines.connect(shop_place)
    n = f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ARTICLES}) SELECT i FROM n) AS n"
    rows = (
        (
            "INSERT INTO product "
            "(id, uid, code, name, search, kind, unit, price_idr, tax_class, weighed, sellable, created_at, changed_at) "
            f"SELECT i, 'uid' || i, 'C' || i, 'BARANG ' || i, 'barang ' || i, 'goods', 'pcs', 1000, 'taxed', 0, 1, '{at}', '{at}' FROM {n}"
        ),
        f"INSERT INTO product_code (product_id, code, gtin, role) SELECT i, 'C' || i, 'G' || i, 'code' FROM {n}",
        f"INSERT INTO stock_level (product_id, on_hand_milli) SELECT i, 1000 FROM {n}",
        (
            "INSERT INTO evidence (product_id, kind, number, state, maker_size, seq) "
            f"SELECT i, 'registration', 'MD' || i, 'domestic', 'unknown', i FROM {n}"
        ),
        f"UPDATE evidence SET number = '{NUMBER}' WHERE product_id = 7",
    )
    with engine.begin() as connection:
        for row in rows:
            connection.execute(text(row))
        connection.execute(text("ANALYZE"))
    yield engine
    engine.dispose()


def plans(engine, shop, ask) -> str:
    """The plans of every statement that `ask` sends."""
    sent: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        sent.append((statement, parameters))

    pool = shop.uow._engine
    event.listen(pool, "before_cursor_execute", note)
    try:
        with shop.uow.read() as u:
            assert ask(u)
    finally:
        event.remove(pool, "before_cursor_execute", note)
    told = []
    with engine.connect() as connection:
        for statement, parameters in sent:
            if statement.startswith("SELECT"):
                explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
                told += [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]
    return "\n".join(told)


ASKED = {
    "product_code_by_code": lambda u: u.products.by_code("C77", day=DAY),
    "product_code_by_gtin": lambda u: u.products.by_gtin("G77", day=DAY),
    "evidence_by_number": lambda u: u.products.by_registration(NUMBER, day=DAY),
    "voucher_move_by_voucher": lambda u: u.vouchers.by_code("V77") is None,
    "point_move_by_customer": lambda u: u.points.balance("A-1") == 0,
    "sale_by_exchange": lambda u: u.sales.taken_for(77) is None,
    "stock_move_by_product": lambda u: u.stock.moves(7, most=50) == [],
    "stock_document_line_by_product": lambda u: not u.stock_documents.carries_dates([7]) and u.stock_documents.standing_cost([7]) is None,
}
SCANNED = re.compile(r"Seq Scan on (product|product_code|evidence|stock_level)\b(?!_)")


def test_a_look_up_searches_with_an_index(filled, shop):
    for index, ask in ASKED.items():
        told = plans(filled, shop, ask)
        assert "SCAN" not in told, told
        assert not SCANNED.search(told), told
        if filled.dialect.name == "sqlite":
            assert "SEARCH" in told
            assert index in told


def test_the_proof_of_the_stock_goes_past_the_sums_once(filled, shop):
    told = plans(filled, shop, lambda u: len(u.stock.uneven()) == ARTICLES)
    assert not re.search(r"SCAN anon_\d", told), told
    if filled.dialect.name == "sqlite":
        assert re.search(r"SEARCH anon_\d+ USING AUTOMATIC", told), told


def test_the_plans_of_this_test_would_show_a_scan(filled, shop):
    told = plans(
        filled,
        shop,
        lambda u: u.products.by_ids([7], day=DAY) and u._connection.execute(text("SELECT count(*) FROM product WHERE name = 'X'")).all(),
    )
    assert "product_by_name" in told
    told = plans(filled, shop, lambda u: u._connection.execute(text("SELECT count(*) FROM product WHERE description = 'X'")).all())
    assert "SCAN" in told or SCANNED.search(told)
