"""Twenty shops of 5,000 articles each: loaded, and laid side by side in under a second."""

import random
import time
from datetime import UTC, date, datetime

import pytest

from pos_app import bootstrap
from pos_app.domain.barcode import check_digit
from pos_app.domain.days import Period, month
from pos_app.domain.origin import State, Strength
from pos_app.domain.snapshot import Article, MonthRow, SalesRow, Snapshot, StockRow, months_of
from pos_app.domain.snapshot_file import pack
from pos_app.services import coop, seals
from pos_app.services.shop import OWNER

pytestmark = pytest.mark.bench

SHOPS, ARTICLES, CATEGORIES = 20, 5_000, 30
YEAR = Period(date(2025, 12, 1), date(2026, 11, 30))
MADE = datetime(2026, 11, 24, tzinfo=UTC)
WORDS = [
    "BISKUIT", "COKELAT", "WAFER", "TEH", "KOPI", "SUSU", "SABUN", "SAMPO", "MIE", "BERAS",
    "GULA", "MINYAK", "KECAP", "SAUS", "KERUPUK", "PERMEN", "ROTI", "TEPUNG", "DETERJEN", "PASTA",
]  # fmt: skip


def _article(number, dice):
    """Four articles of five are sold under one code in every shop; in some shops its origin is told otherwise."""
    shared = number % 5 != 0
    body = f"8997{number:08d}"
    told = random.Random(number)
    state = told.choices(list(State), (55, 25, 20))[0]
    if dice.random() < 0.02:
        state = dice.choice(list(State))
    code = body + check_digit(body) if shared else f"A{number}"
    return Article(
        uid=f"01935b00-0000-7000-8000-{number:012x}",
        code=code,
        codes=(code,) if shared else (),
        name=f"{told.choice(WORDS)} {told.choice(WORDS)} {told.randint(5, 90) * 10} {told.choice(['G', 'ML'])}",
        category=f"Kelompok {number % CATEGORIES}",
        unit="pcs",
        state=state,
        strength=Strength.MEDIUM,
        evidence_kind="label",
        country="ID" if state is State.DOMESTIC else None,
        tkdn_bp=4_000 if state is State.DOMESTIC and number % 3 == 0 else None,
        price_idr=told.randint(10, 400) * 100,
        on_hand=dice.randint(0, 50) * 1000,
        sales=tuple(dice.randint(0, 90) * 1000 for _ in months_of(YEAR)),
    )


def _snapshot(number, public):
    dice = random.Random(number)
    months = months_of(YEAR)
    names = [f"Kelompok {n}" for n in range(CATEGORIES)]
    sales = [
        SalesRow(m, c, s, dice.randint(0, 10**7), 1000, 1000, 4_000_000, 500, 300, 200, 100) for m in months for c in names for s in State
    ]
    return Snapshot(
        shop_uid=f"01935b00-0000-7000-9000-{number:012x}",
        shop_name=f"Toko {number}",
        public_key=public,
        period=YEAR,
        made_at=MADE,
        months=tuple(MonthRow(m, 1000, 5000) for m in months),
        sales=tuple(sales),
        stock=tuple(StockRow(c, s, dice.randint(0, 10**7), 50, 50_000) for c in names for s in State),
        articles=tuple(_article(n, dice) for n in range(ARTICLES)),
    )


def test_twenty_shops_of_five_thousand_articles(places, clock, new_uid, tmp_path, engine):
    office = bootstrap.init(places.empty(), name="Pusat", clock=clock, new_uid=new_uid)
    private, public = seals.new_keys()
    paths = []
    for number in range(SHOPS):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(pack(_snapshot(number, public), sign=lambda manifest: seals.sign(private, manifest)))
        paths.append(path)
    begin = time.perf_counter()
    done = coop.load(office, OWNER, paths)
    loading = time.perf_counter() - begin
    assert done.count(coop.Outcome.LOADED) == SHOPS
    begin = time.perf_counter()
    coop.load(office, OWNER, paths)
    again = time.perf_counter() - begin
    taken = {}
    for name, period in (("all months", None), ("one month", month("2026-10"))):
        coop.compare(office, period)
        begin = time.perf_counter()
        compared = coop.compare(office, period)
        taken[name] = time.perf_counter() - begin
    per_file = f"{paths[0].stat().st_size // 1000} kB, load {1000 * loading / SHOPS:.0f} ms, again {1000 * again / SHOPS:.0f} ms"
    found = f"{len(compared.disagreements)} disagreements, {len(compared.substitutes)} substitutes"
    compares = ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in taken.items())
    print(f"\n{engine}: {SHOPS} shops of {ARTICLES} articles, a file: {per_file}; compare: {compares}; {found}")
    office.close()
    assert max(taken.values()) < (1.0 if engine == "sqlite" else 2.0)
