"""How long Pay holds the cashier up, beside what the disk itself takes to keep one row."""

import sqlite3
import statistics
import time

import pytest

from pos_app.services import checkout
from pos_app.services.shop import OWNER, Shop
from tests.services.counter import basket_of, cash
from tests.shelf import put

SALES, LINES = 60, 5


def _milliseconds(act: object) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


@pytest.mark.bench
def test_a_sale_of_five_lines_takes_a_few_times_what_the_disk_does(shop: Shop, engine: str, tmp_path) -> None:
    for n in range(LINES):
        put(shop, f"B{n}", 1000 + n, stock=1000)
    basket = basket_of(shop, *[f"B{n}" for n in range(LINES)])
    sales = sorted(_milliseconds(lambda: checkout.commit(shop, OWNER, basket, cash(100_000))) for _ in range(SALES))
    if engine == "sqlite":
        plain = sqlite3.connect(tmp_path / "floor.db", isolation_level=None)
        plain.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (x)")
        floor = statistics.median(_milliseconds(lambda: plain.execute("INSERT INTO row VALUES (1)")) for _ in range(SALES))
        plain.close()
    else:
        with shop.uow.read() as u:
            floor = statistics.median(_milliseconds(lambda: u._connection.exec_driver_sql("SELECT 1")) for _ in range(SALES))
    middle, slow = statistics.median(sales), sales[int(SALES * 0.95)]
    print(
        f"{engine}: a sale of {LINES} lines {middle:.1f} ms, one in twenty above {slow:.1f} ms; "
        f"floor {floor:.2f} ms, ratio {middle / floor:.0f}"
    )
    assert middle < 50
