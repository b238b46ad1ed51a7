"""How long the month's figures take from a year of a co-op's sales, beside one bare sum over the same lines."""

import time

import pytest
from sqlalchemy import text

from pos_app.domain import days
from pos_app.services import reports
from pos_app.services.shop import Shop
from pos_app.storage import engine as engines
from pos_app.storage import rollups
from pos_app.storage import tables as t
from tests.services.counter import sell
from tests.shelf import put

LINES = 500_000


def _fill(place: str) -> None:
    """Half a million lines over twelve months, copied from one sale."""
    engine = engines.connect(place)
    n = f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LINES}) SELECT i FROM n) AS n"
    day = "'2026-' || substr('0' || (1 + i % 11), -2, 2) || '-' || substr('0' || (1 + i / 11 % 24), -2, 2)"
    if engine.dialect.name == "postgresql":
        day = "'2026-' || lpad((1 + i % 11)::text, 2, '0') || '-' || lpad((1 + i / 11 % 24)::text, 2, '0')"
    with engine.begin() as connection:
        names = [
            name
            for name in connection.execute(text("SELECT * FROM sale_line LIMIT 1")).keys()  # noqa: SIM118 - rows are what it iterates over
            if name not in ("id", "line_no", "business_day", "category")
        ]
        columns = ", ".join(names)
        connection.execute(
            text(
                f"INSERT INTO sale_line (line_no, business_day, category, {columns}) "
                f"SELECT 100 + i, {day}, 'K' || (i % 60), {', '.join('l.' + name for name in names)} "
                f"FROM {n}, (SELECT * FROM sale_line WHERE id = 1) l"
            )
        )
        for rollup in (t.sale_day, t.sale_article_month):
            connection.execute(rollup.delete())
            connection.execute(rollup.insert().from_select([column.name for column in rollup.columns], rollups.from_lines(rollup)))
        connection.execute(text("ANALYZE"))
    engine.dispose()


def _seconds(act: object) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@pytest.mark.bench
def test_a_month_out_of_half_a_million_lines(shop: Shop, shop_place: str, engine: str) -> None:
    put(shop, "A", 1000, stock=5)
    sell(shop, "A")
    _fill(shop_place)
    month = days.month("2026-10")

    def bare() -> None:
        with shop.uow.read() as u:
            u._connection.execute(
                text("SELECT sum(amount_idr) FROM sale_line WHERE business_day >= '2025-11-01' AND business_day <= '2026-10-31'")
            ).one()

    floor = min(_seconds(bare) for _ in range(3))
    took = min(_seconds(lambda: reports.local_content(shop, month)) for _ in range(3))
    print(f"{engine}: the month's figures {took:.2f} s, one bare sum over the year {floor:.2f} s, ratio {took / floor:.0f}")
    assert reports.local_content(shop, month).now.total_idr > 0
    assert took < 5
