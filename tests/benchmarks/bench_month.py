"""A month of half a million lines in a book of six million: its figures, its paper, its dashboard, and the memory they take."""

import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from pos_app.documents import month as paper
from pos_app.domain import days
from pos_app.domain.origin import State
from pos_app.services import reports
from pos_app.services.shop import Shop
from pos_app.storage import engine as engines
from pos_app.storage import rollups
from pos_app.storage import tables as t
from tests.services.counter import sell
from tests.shelf import put, tag

LINES, MONTHS, ARTICLES, CATEGORIES, MAKERS = 6_000_000, 12, 5_003, 60, 300
DOCUMENT = 5
"""Lines of one receipt; the number of articles is prime, so that every month sells all of them."""
MONTH = "2026-10"


def _copied(names: list[str], changed: dict[str, str], table: str, n: int) -> str:
    columns = [*changed, *(name for name in names if name not in changed)]
    values = [*changed.values(), *(f"l.{name}" for name in names if name not in changed)]
    numbers = f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n}) SELECT i FROM n) AS n"
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {numbers}, (SELECT * FROM {table} WHERE id = 1) l"


def fill(place: str) -> None:
    """Six million lines over the twelve months until October 2026, copied from one sale of one article."""
    engine = engines.connect(place)
    server = engine.dialect.name == "postgresql"

    def two(number: str) -> str:
        return f"lpad(({number})::text, 2, '0')" if server else f"substr('0' || ({number}), -2, 2)"

    month = f"(i / {DOCUMENT} % {MONTHS})"
    day = f"(CASE WHEN {month} < 2 THEN '2025-' ELSE '2026-' END) || {two(f'1 + ({month} + 10) % 12')}"
    day = f"{day} || '-' || {two(f'1 + i / {DOCUMENT * MONTHS} % 28')}"
    origin = f"(CASE i % {ARTICLES} % 10 WHEN 0 THEN 'unknown' WHEN 1 THEN 'imported' WHEN 2 THEN 'imported' ELSE 'domestic' END)"
    with engine.begin() as connection:

        def names(table: str) -> list[str]:
            found = connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).keys()
            return [name for name in found if name != "id"]

        def copy(table: str, changed: dict[str, str], n: int) -> None:
            connection.execute(text(_copied(names(table), changed, table, n)))

        copy("product", {"uid": "'p' || i", "code": "'C' || i", "name": "'BARANG NOMOR ' || i"}, ARTICLES - 2)
        sale = {"uid": "'s' || i", "number": "'X' || i", "business_day": day.replace(f"i / {DOCUMENT * MONTHS}", f"i / {MONTHS}")}
        sale["business_day"] = sale["business_day"].replace(f"i / {DOCUMENT} ", "i ")
        copy("sale", sale, LINES // DOCUMENT)
        line = {
            "sale_id": f"2 + (i - 1) / {DOCUMENT}",
            "line_no": f"1 + i % {DOCUMENT}",
            "product_id": f"1 + i % {ARTICLES}",
            "business_day": day,
            "category": f"'K' || (i % {ARTICLES} % {CATEGORIES})",
            "origin": origin,
            "maker": f"'PT ' || (i % {ARTICLES} % {MAKERS})",
            "maker_size": f"(CASE i % {ARTICLES} % 3 WHEN 0 THEN 'micro' WHEN 1 THEN 'large' ELSE 'unknown' END)",
            "tkdn_bp": f"(CASE WHEN {origin} = 'domestic' AND i % {ARTICLES} % 4 = 0 THEN 4000 + i % {ARTICLES} % 5 * 1000 END)",
            "cost": f"(700 + i % {ARTICLES} % 200) * 10000",
        }
        copy("sale_line", line, LINES - 1)
        for rollup in (t.sale_day, t.sale_article_month):
            connection.execute(rollup.delete())
            connection.execute(rollup.insert().from_select([column.name for column in rollup.columns], rollups.from_lines(rollup)))
        connection.execute(text("ANALYZE"))
    engine.dispose()


def seconds(act: object, times: int = 3) -> float:
    """The best of a few runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return min(taken)


@pytest.mark.bench
def test_a_month_of_half_a_million_lines_in_a_book_of_six_million(shop: Shop, shop_place: str, engine: str) -> None:
    put(shop, "A", 1000, stock=5)
    put(shop, "B", 1000, stock=5, category="K1")
    tag(shop, "B", State.DOMESTIC)
    sell(shop, "A")
    fill(shop_place)
    month, made = days.month(MONTH), datetime(2026, 11, 1, tzinfo=UTC)

    def drawn() -> None:
        paper.render(found, language="id", number="KL-2026-10-0001", made_at=made, version="0", seal="000000000000")

    tracemalloc.start()
    found = reports.local_content(shop, month)
    drawn()
    peak = tracemalloc.get_traced_memory()[1] // 1024 // 1024
    tracemalloc.stop()
    figures, pages = seconds(lambda: reports.local_content(shop, month)), seconds(drawn)
    print(f"{engine}: {found.sale_lines:,} lines: figures {figures:.2f} s, paper {pages:.2f} s more, {peak} MB at most")
    assert found.sale_lines == pytest.approx(LINES / MONTHS, rel=0.01)
    assert figures < 0.5
    assert pages < 1.5
    assert peak < 200
