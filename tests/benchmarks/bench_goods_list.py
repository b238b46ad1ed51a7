"""How long the list of a hundred thousand articles takes to show and to follow a key press, beside the bare SQL of the same run."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from pos_app.domain import days
from pos_app.services import goods_index, goods_list
from pos_app.services.goods_list import Filter
from pos_app.services.shop import Shop
from pos_app.storage import engine as engines
from ui.goods.list_page import WINDOW

ARTICLES, TIMES = 100_000, 9
KEYS = ("s", "sa", "sab", "sabun", "sabun 99", "9912", "tidak ada")


def _fill(place: str, at: str) -> None:
    n = f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ARTICLES}) SELECT i FROM n) AS n"
    columns = "kind, unit, price_idr, tax_class, weighed, sellable, created_at, changed_at"
    values = f"'goods', 'pcs', 1000 + i % 90000, 'taxed', 0, 1, '{at}', '{at}'"
    words = "CASE i % 5 WHEN 0 THEN 'Sabun' WHEN 1 THEN 'Beras' WHEN 2 THEN 'Kopi' WHEN 3 THEN 'Teh' ELSE 'Mi Instan' END"
    name, code = f"{words} || ' Contoh ' || (i % 900) || ' g ' || i", "'8997' || (100000000 + i)"
    articles = f"SELECT i, 'uid' || i, {code}, {name}, lower({name}) || '\n' || {code}, 1 + i % 120, 1 + i % 3000, {values} FROM {n}"
    engine = engines.connect(place)
    with engine.begin() as connection:
        for statement in (
            f"INSERT INTO maker (id, name, size) SELECT i, 'PT Pabrik ' || i, 'unknown' FROM {n} WHERE i <= 3000",
            f"INSERT INTO category (id, name) SELECT i, 'Rak ' || i FROM {n} WHERE i <= 120",
            f"INSERT INTO product (id, uid, code, name, search, category_id, maker_id, {columns}) {articles}",
            f"INSERT INTO product_code (product_id, code, gtin, role) SELECT i, {code}, 'G' || i, 'code' FROM {n}",
            f"INSERT INTO stock_level (product_id, on_hand_milli) SELECT i, 1000 * (i % 50) FROM {n}",
            "ANALYZE",
        ):
            connection.execute(text(statement))
    engine.dispose()


def _best_ms(act: Callable[[], object], times: int = TIMES) -> float:
    found = []
    for _n in range(times):
        begun = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - begun))
    return min(found)


def _bare(raw: Any, sql: str, words: list[str]) -> object:
    return raw.execute(sql, words).fetchall()


@pytest.mark.bench
def test_the_list_of_a_hundred_thousand_articles(shop: Shop, shop_place: str, engine: str) -> None:
    _fill(shop_place, days.stamp(shop.clock()))
    first = _best_ms(lambda: goods_list.window(shop, Filter(), first=0, most=WINDOW))
    deep = _best_ms(lambda: goods_list.window(shop, Filter(), first=90_000, most=WINDOW))
    built, index = _best_ms(lambda: goods_index.build(shop), 1), goods_index.build(shop)
    ratios = []
    with shop.uow.read() as u:
        raw = u._connection.connection.driver_connection.cursor()
        sign = "?" if engine == "sqlite" else "%s"
        for typed in KEYS:
            words = [f"%{word}%" for word in typed.split()]
            where = " AND ".join([f"search LIKE {sign}"] * len(words))
            bare_sql = f"SELECT id, name, price_idr FROM product WHERE archived_at IS NULL AND {where} ORDER BY search, id LIMIT {WINDOW}"
            bare = _best_ms(partial(_bare, raw, bare_sql, words))
            rows = _best_ms(partial(goods_list.window, shop, Filter(typed), first=0, most=WINDOW, index=index))
            ratios.append((typed, bare, rows))
    counted = _best_ms(lambda: goods_list.overview(shop, Filter("sabun")))
    told = ", ".join(f"“{typed}” {bare:.1f} → {rows:.1f} ms" for typed, bare, rows in ratios)
    print(f"{engine}: first rows {first:.1f} ms, from the 90,000th {deep:.1f} ms; index {built:.0f} ms; counts {counted:.0f} ms")
    print(f"key press (bare SQL → rows): {told}")
    scan = max(bare for _typed, bare, _rows in ratios)
    assert first < max(100, 8 * scan)
    for typed, _bare_ms, rows in ratios:
        assert rows < max(30, scan), typed
