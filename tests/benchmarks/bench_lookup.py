"""How long a scan takes among twenty thousand articles, beside the bare query on the same database."""

import statistics
import time
from datetime import date

import pytest
from sqlalchemy import text

from pos_app.domain import days
from pos_app.services import lookup
from pos_app.services.shop import Shop
from pos_app.storage import engine as engines

ARTICLES, SCANS = 20_000, 300
DAY = date(2026, 11, 24)


def _fill(place: str, at: str) -> None:
    n = f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ARTICLES}) SELECT i FROM n) AS n"
    columns = "kind, unit, price_idr, tax_class, weighed, sellable, created_at, changed_at"
    values = f"'goods', 'pcs', 1000, 'taxed', 0, 1, '{at}', '{at}'"
    names = "'uid' || i, 'C' || i, 'BARANG ' || i, 'barang ' || i"
    pieces = "product_id, number, seq, kind, state, maker_size"
    engine = engines.connect(place)
    with engine.begin() as connection:
        for statement in (
            f"INSERT INTO product (id, uid, code, name, search, {columns}) SELECT i, {names}, {values} FROM {n}",
            f"INSERT INTO product_code (product_id, code, gtin, role) SELECT i, 'C' || i, 'G' || i, 'code' FROM {n}",
            f"INSERT INTO stock_level (product_id, on_hand_milli) SELECT i, 1000 FROM {n}",
            f"INSERT INTO evidence ({pieces}) SELECT i, 'MD' || i, i, 'registration', 'domestic', 'unknown' FROM {n}",
            "ANALYZE",
        ):
            connection.execute(text(statement))
    engine.dispose()


def _median_us(act: object) -> float:
    found = []
    for n in range(SCANS):
        begun = time.perf_counter()
        act(1 + n * 61 % ARTICLES)
        found.append(1_000_000 * (time.perf_counter() - begun))
    return statistics.median(found)


@pytest.mark.bench
def test_a_scan_among_twenty_thousand_articles(shop: Shop, shop_place: str, engine: str) -> None:
    _fill(shop_place, days.stamp(shop.clock()))
    with shop.uow.read() as u:
        raw = u._connection.connection.driver_connection.cursor()
        sign = "?" if engine == "sqlite" else "%s"
        floor = _median_us(lambda n: raw.execute(f"SELECT product_id FROM product_code WHERE code = {sign}", (f"C{n}",)).fetchone())
        number = _median_us(lambda n: raw.execute(f"SELECT product_id FROM evidence WHERE number = {sign}", (f"MD{n}",)).fetchone())
        scan = _median_us(lambda n: lookup.find(u, f"C{n}", day=DAY))
    print(f"{engine}: by code {floor:.0f} µs, by registration {number:.0f} µs, the whole scan {scan:.0f} µs, ratio {scan / floor:.0f}")
    assert floor < 150
    assert number < 150
    assert scan < 5_000
