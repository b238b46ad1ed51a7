"""A year of made-up sales written straight into the tables: everything a report may trip over, drawn at random but always the same.

In it are returns in a later month, articles that changed origin, certificates that ran out, consigned goods, parcels, services
that hand money on, deposits, unknown costs, and sales at the last and first second of months in Asia/Jayapura.
"""

import itertools
import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.engine import Connection

from pos_app.storage import engine as engines
from pos_app.storage import rollups
from pos_app.storage import tables as t
from pos_app.storage.columns import Flag, Whole

FIRST, LAST = date(2025, 11, 25), date(2026, 11, 23)
EAST = timedelta(hours=9)
CATEGORIES = ("Beras", "Camilan", "Minuman", "Sabun", "Susu", "")
MAKERS = (
    ("CV Rasa", "micro", "6474"), ("UD Makmur", "small", "6472"), ("PT Sedang", "medium", "3171"), ("PT Besar", "large", "3275"),
    ("Tn. Abadi", "unknown", None),
)  # fmt: skip
ARTICLES = 300
PEOPLE = ("Dewi", "Pemilik", "Sari")
MEMBERS = {f"A{n:02d}": n % 3 != 0 for n in range(12)}
_EVIDENCE = {"domestic": ("registration", "strong"), "imported": ("label", "medium"), "unknown": (None, "none")}


def fill(place: str, *, lines: int, seed: int = 7) -> None:
    """Fills a new shop with so many sale lines, about five to a receipt."""
    chance = random.Random(seed)
    engine = engines.connect(place)
    with engine.begin() as connection:
        _shelf(connection, chance)
        sales, sold, paid = _year(chance, lines)
        for table, rows in ((t.sale, sales), (t.sale_line, sold), (t.payment, paid)):
            _load(connection, table, rows)
        for rollup in (t.sale_day, t.sale_article_month):
            connection.execute(rollup.insert().from_select([column.name for column in rollup.columns], rollups.from_lines(rollup)))
    engine.dispose()


def _load(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows with what is not said filled in; by the engine's own fast way."""
    names = [column.name for column in table.columns]
    blank = {c.name: None if c.nullable else 0 if isinstance(c.type, Whole | Flag) else "" for c in table.columns}
    whole = [tuple(row.get(name, blank[name]) if name != "id" else at for name in names) for at, row in enumerate(rows, start=1)]
    raw = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        with raw.cursor().copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as target:
            for row in whole:
                target.write_row(row)
    else:
        raw.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(names))})", whole)


def _shelf(connection: Connection, chance: random.Random) -> None:
    connection.execute(t.setting.update().where(t.setting.c.name == "zone").values(value="Asia/Jayapura"))
    connection.execute(t.setting.update().where(t.setting.c.name == "pkp").values(value="yes"))
    _load(connection, t.category, [{"name": name} for name in CATEGORIES if name])
    _load(connection, t.maker, [{"name": name, "size": size, "regency": regency} for name, size, regency in MAKERS])
    _load(
        connection,
        t.customer,
        [{"number": k, "name": f"Nama {k}", "member": int(m), "created_at": "2025-01-01T00:00:00.000Z"} for k, m in MEMBERS.items()],
    )
    goods = []
    for n in range(ARTICLES):
        kind = "service" if n % 60 == 1 else "deposit" if n % 150 == 2 else "parcel" if n % 100 == 3 else "goods"
        goods.append(
            {
                "uid": f"uid-{n}", "code": f"K{n:04d}", "name": f"Barang {n}", "search": f"barang {n}", "kind": kind, "unit": "pcs",
                "category_id": n % len(CATEGORIES) + 1 if CATEGORIES[n % len(CATEGORIES)] else None, "maker_id": n % len(MAKERS) + 1,
                "price_idr": 1_000 + 137 * n, "average_cost": None if n % 11 == 0 else 10_000 * 800 + 1_234_567 * n % 99_999_999,
                "tax_class": ("taxed", "taxed", "exempt", "outside")[n % 4], "sellable": 1, "created_at": "", "changed_at": "",
            }
        )  # fmt: skip
    _load(connection, t.product, goods)
    moves, levels = [], []
    for n in range(0, ARTICLES, 7):
        came = [(FIRST + timedelta(days=chance.randrange(360)), 1_000 * chance.randint(1, 90)) for _ in range(3)]
        moves += [{"product_id": n + 1, "at": "", "business_day": f"{day}", "reason": "receive", "qty_milli": qty} for day, qty in came]
        levels.append({"product_id": n + 1, "on_hand_milli": sum(qty for _day, qty in came)})
    _load(connection, t.stock_move, moves)
    connection.execute(insert(t.stock_level), levels)


def _year(chance: random.Random, lines: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    span = (LAST - FIRST).days + 1
    sales: list[dict[str, Any]] = []
    sold: list[dict[str, Any]] = []
    paid: list[dict[str, Any]] = []
    edges = [datetime.combine(date(2026, m, 1), time()) + timedelta(milliseconds=s) for m in range(1, 12) for s in (-300, 0)]
    count = max(len(edges), lines // 5)
    moments = sorted([*edges, *(_moment(chance, span) for _ in range(count - len(edges)))])
    running: dict[str, int] = {}
    while_back: list[int] = []
    for at in moments:
        number = len(sales)
        if number % 40 == 39 and while_back:
            own = _returned(sales, sold, while_back.pop(0))
        else:
            own = [_line(chance, at.date(), product=chance.randrange(ARTICLES)) for _ in range(1 + number % 9)]
            own += [part for line in own if line["kind"] == "parcel" for part in _parts(line, own.index(line) + 1)]
            if number % 25 == 0:
                while_back.append(number)
        _post(chance, (sales, sold, paid), at, own, running)
    return sales, sold, paid


def _moment(chance: random.Random, span: int) -> datetime:
    return datetime.combine(FIRST, time()) + timedelta(days=chance.randrange(span), seconds=chance.randint(7 * 3600, 21 * 3600))


def _line(chance: random.Random, day: date, *, product: int) -> dict[str, Any]:
    n = product
    kind = "service" if n % 60 == 1 else "deposit" if n % 150 == 2 else "parcel" if n % 100 == 3 else "goods"
    weighed = kind == "goods" and n % 13 == 4
    qty = chance.randint(50, 2_500) if weighed else 1_000 * chance.randint(1, 5)
    price = 1_000 + 137 * n
    gross = (2 * price * qty + 1_000) // 2_000
    line_off, basket_off = (gross // 10 if chance.random() < 0.1 else 0), (min(97, gross // 9) if chance.random() < 0.1 else 0)
    state = "unknown" if kind != "goods" else ("domestic", "imported", "unknown")[n % 3]
    if kind == "goods" and n % 17 == 5 and day >= date(2026, 6, 1):
        state = "domestic" if state != "domestic" else "imported"
    evidence, strength = _EVIDENCE[state]
    certified = state == "domestic" and n % 5 == 0
    if certified and day <= date(2026, 8, 31):
        evidence, strength = "tkdn", "strong"
    elif certified:
        evidence, strength = "shop", "weak"
    maker, size, regency = MAKERS[n % len(MAKERS)] if kind == "goods" else (None, "unknown", None)
    amount = gross - line_off - basket_off
    return {
        "product_id": n + 1, "code": f"K{n:04d}", "name": f"Barang {n}", "category": CATEGORIES[n % len(CATEGORIES)], "kind": kind,
        "unit": "kg" if weighed else "pcs", "qty_milli": qty, "base_qty_milli": qty, "unit_price_idr": price, "gross_idr": gross,
        "line_discount_idr": line_off, "basket_discount_idr": basket_off, "amount_idr": amount,
        "pass_through_idr": amount - amount // 40 if kind == "service" and n % 120 == 1 else 0,
        "cost": None if kind in ("service", "deposit", "parcel") or n % 11 == 0 else 10_000 * 800 + 1_234_567 * n % 99_999_999,
        "tax_class": ("taxed", "taxed", "exempt", "outside")[n % 4], "weighed": int(weighed), "origin": state, "strength": strength,
        "country": {"domestic": "ID", "imported": "CN"}.get(state), "evidence_kind": evidence,
        "tkdn_bp": 4_000 + 10 * n if evidence == "tkdn" else None, "certificate": f"{n}/TKDN" if evidence == "tkdn" else None,
        "maker": maker, "maker_size": size, "maker_regency": regency, "owed_idr": amount * 8 // 10 if n % 29 == 6 else None,
    }  # fmt: skip


def _parts(parcel: dict[str, Any], line_no: int) -> list[dict[str, Any]]:
    """Two goods that a parcel was made of: they count, it does not."""
    first = parcel["amount_idr"] // 3
    made = []
    for n, amount in ((8, first), (9, parcel["amount_idr"] - first)):
        line = _line(random.Random(n), date(2026, 1, 1), product=n)
        made.append(
            line
            | {"gross_idr": amount, "gross_given": 1, "line_discount_idr": 0, "basket_discount_idr": 0, "amount_idr": amount}
            | {"qty_milli": parcel["qty_milli"], "base_qty_milli": parcel["base_qty_milli"], "weighed": 0, "parent_no": line_no}
        )
    return made


def _returned(sales: list[dict[str, Any]], sold: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """All of an earlier receipt, below zero, with origin and cost as it was sold."""
    sums = ("qty_milli", "base_qty_milli", "gross_idr", "line_discount_idr", "basket_discount_idr", "amount_idr", "pass_through_idr")
    begin = sales[number]["first_line"]
    back = list(itertools.takewhile(lambda line: line["sale_id"] == number + 1, itertools.islice(sold, begin, None)))
    return [
        line | {key: -line[key] for key in sums} | {"owed_idr": None if line["owed_idr"] is None else -line["owed_idr"], "back": number}
        for line in back
    ]


def _post(
    chance: random.Random, books: tuple[list[dict[str, Any]], ...], at: datetime, own: list[dict[str, Any]], running: dict[str, int]
) -> None:
    sales, sold, paid = books
    day, uid = at.date().isoformat(), len(sales) + 1
    running[day] = running.get(day, 0) + 1
    back = own[0].get("back")
    total = sum(line["amount_idr"] for line in own if "parent_no" not in line)
    counting = [line for line in own if line["kind"] not in ("parcel", "deposit") and line["tax_class"] == "taxed"]
    taxed = sum(line["amount_idr"] - line["pass_through_idr"] for line in counting)
    tax = (2 * abs(taxed) * 1_100 + 11_100) // 22_200 * (1 if taxed >= 0 else -1)
    rounding = -(abs(total) % 100) * (1 if total >= 0 else -1)
    customer = chance.choice([*MEMBERS, None, None, None, "99"]) if back is None else sales[back]["customer"]
    stamp = (at - EAST).replace(tzinfo=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    sales.append(
        {
            "uid": f"s{uid}", "number": f"T1-{day.replace('-', '')}-{running[day]:04d}", "kind": "sale" if back is None else "refund",
            "till": "T1", "at": stamp, "business_day": day, "person": chance.choice(PEOPLE), "customer": customer,
            "refunds_id": None if back is None else back + 1, "cash_rounding": "down-100", "total_idr": total, "rounding_idr": rounding,
            "paid_idr": total + rounding, "change_idr": 0, "tax_idr": tax, "posted_at": stamp, "first_line": len(sold),
        }
    )  # fmt: skip
    for line_no, line in enumerate(own, start=1):
        kept = {key: value for key, value in line.items() if key not in ("back", "sale_id", "line_no", "business_day")}
        sold.append(kept | {"sale_id": uid, "line_no": line_no, "business_day": day, "member": customer})
    paid.append({"sale_id": uid, "line_no": 1, "means": chance.choice(("cash", "qris")), "amount_idr": total + rounding})
