"""The owner's tables equal sums worked out here from the raw rows, whatever was sold, brought back, voided and given away."""

import itertools
import random
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.figures import Kind
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind as Goods
from pos_app.errors import Refused
from pos_app.services import checkout, credit, owner_papers, owner_reports, products, refunds, settings, shifts, stock
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, pay
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put

NOVEMBER = days.month("2026-11")
EVERYTHING = days.Period(days.parse_day("2026-10-01"), days.parse_day("2026-11-24"))


@pytest.fixture
def traded(shop, clock):
    """Two months of a PKP shop with everything an owner meets, drawn at random but always the same."""
    base_list(shop)
    put(shop, "JASA", 2_500, kind=Goods.SERVICE, category="Jasa")
    put(shop, "GALON", 40_000, kind=Goods.DEPOSIT)
    settings.change(shop, OWNER, {"pkp": "yes", "zone": "Asia/Jayapura"})
    for code, cost in ((OIL, "12000.3333"), (SOAP, "7000"), (SUGAR, "11111.1111")):
        products.change(shop, OWNER, code, {"cost": cost})
    credit.add(shop, OWNER, "A1", {"name": "Pak Amir", "member": "yes"})
    chance = random.Random(7)
    clock.set("2026-10-01T08:00:00+09:00")
    for n in range(20):
        clock.forward(hours=chance.randint(30, 120) if n % 3 else 0, minutes=chance.randint(1, 59))
        items = [f"{chance.choice([OIL, SOAP, TEA, 'JASA', 'GALON'])}*{chance.randint(1, 4)}" for _ in range(3)] + [f"{SUGAR}*0.735"]
        cart = basket_of(shop, *items)
        if n % 4 == 0:
            cart = carts.set_discount(cart, Discount(Rupiah(chance.randint(1, 900))))
        if n % 5 == 0:
            cart = carts.named(cart, "A1")
        sale = checkout.commit(shop, OWNER, cart, pay(cash=900_000)).sale
        if n % 7 == 0:
            refunds.refund(shop, OWNER, sale.number, [(SUGAR, 500)], why="rusak")
        if n % 11 == 0:
            refunds.void(shop, OWNER, checkout.commit(shop, OWNER, basket_of(shop, SOAP), pay(cash=9_000)).sale.number, why="salah")
    assert clock().isoformat() < "2026-11-24", clock()
    clock.set("2026-11-24T09:00:00+09:00")
    return shop


def raw(shop, table):
    with shop.uow.read() as u:
        return [dict(row._mapping) for row in u._connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")]


def rounded(value: Fraction) -> int:
    return int(Decimal(value.numerator) / Decimal(value.denominator) // 1) if value.denominator == 1 else int(
        (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    )  # fmt: skip


def by_hand(shop, period, key):
    """Net, turnover, exact cost and value without a cost, by a key of a sale and its line."""
    sales = {row["id"]: row for row in raw(shop, "sale")}
    found = defaultdict(lambda: [0, 0, Fraction(0), 0])
    for line in raw(shop, "sale_line"):
        if not period.contains(days.parse_day(line["business_day"])):
            continue
        row = found[key(sales[line["sale_id"]], line)]
        row[0] += line["amount_idr"]
        if line["kind"] == "deposit":
            continue
        row[1] += line["amount_idr"]
        if line["kind"] == "goods" and line["cost"] is None:
            row[3] += line["amount_idr"]
        elif line["cost"] is not None:
            row[2] += Fraction(line["cost"] * line["base_qty_milli"], 10_000_000)
    return {k: (net, earned, rounded(cost), unknown) for k, (net, earned, cost, unknown) in found.items()}


def told(figures, *keys):
    at = [next(n for n, c in enumerate(figures.columns) if c.key == key) for key in keys]
    return {row[0]: tuple(row[n] for n in at) for row in figures.rows}


EARNED = ("net_idr", "turnover_idr", "cost_idr", "without_cost_idr")


KEYS = {
    "days": lambda sale, _line: days.parse_day(sale["business_day"]),
    "months": lambda sale, _line: sale["business_day"][:7],
    "hours": lambda sale, _line: f"{(int(sale['at'][11:13]) + 9) % 24:02d}",
    "categories": lambda _sale, line: line["category"],
    "cashiers": lambda sale, _line: sale["person"],
    "customers": lambda sale, _line: sale["customer"] or "",
    "articles": lambda _sale, line: line["code"],
}


def test_every_table_of_sales_equals_the_raw_rows(traded):
    for name, period in itertools.product(KEYS, (NOVEMBER, EVERYTHING)):
        figures = owner_reports.make(traded, name, period)
        wanted = by_hand(traded, period, KEYS[name])
        assert told(figures, *EARNED) == wanted, name
        sums = dict(zip([c.key for c in figures.columns], figures.totals, strict=True))
        assert sums["net_idr"] == sum(row[0] for row in wanted.values()) > 0
        for row in figures.rows:
            cells = dict(zip([c.key for c in figures.columns], row, strict=True))
            tax = cells.get("tax_idr", 0)
            assert cells["profit_idr"] == cells["turnover_idr"] - cells["cost_idr"] - cells["without_cost_idr"] - tax
            if "gross_idr" in cells:
                assert cells["net_idr"] == cells["gross_idr"] + cells["discount_idr"] + cells["returns_idr"]


def test_documents_tax_and_rounding_are_those_of_the_receipts(traded):
    figures = owner_reports.make(traded, "days", NOVEMBER)
    sales = [row for row in raw(traded, "sale") if row["business_day"].startswith("2026-11")]
    sums = dict(zip([c.key for c in figures.columns], figures.totals, strict=True))
    assert sums["receipts"] == len(sales)
    assert sums["tax_idr"] == sum(row["tax_idr"] for row in sales)
    assert sums["rounding_idr"] == sum(row["rounding_idr"] for row in sales)
    tax = owner_reports.make(traded, "tax", NOVEMBER)
    assert sum(tax.column("tax_idr")) == sums["tax_idr"]
    assert sum(tax.column("value_idr")) == sums["turnover_idr"]


def test_turnover_runs_through_the_year(traded):
    figures = owner_reports.make(traded, "turnover", NOVEMBER)
    wanted = by_hand(traded, EVERYTHING, lambda sale, _line: sale["business_day"][:7])
    assert told(figures, "turnover_idr") == {month: (row[1],) for month, row in wanted.items()}
    assert figures.column("running_idr")[-1] == sum(row[1] for row in wanted.values())


def test_classes_cut_at_eighty_and_ninety_five_percent(shop):
    for code, price in (("A", 80_000), ("B", 15_000), ("C", 4_000), ("D", 1_000)):
        put(shop, code, price, stock=9)
        checkout.commit(shop, OWNER, basket_of(shop, code), pay(cash=price))
    figures = owner_reports.make(shop, "articles", NOVEMBER)
    assert [row[0] + row[3] for row in figures.rows] == ["AA", "BB", "CC", "DC"]


def test_what_lies_comes_first_and_says_for_how_long(shop, clock):
    for code, cost in (("A", 1_000), ("B", 5_000), ("C", 2_000)):
        put(shop, code, 10_000, stock=10)
        products.change(shop, OWNER, code, {"cost": str(cost)})
    clock.set("2026-11-14T09:00:00+07:00")
    checkout.commit(shop, OWNER, basket_of(shop, "A*5"), pay(cash=50_000))
    clock.set("2026-11-24T09:00:00+07:00")
    figures = owner_reports.make(shop, "movers", days.Period(days.parse_day("2026-11-15"), days.parse_day("2026-11-24")))
    assert [row[0] for row in figures.rows] == ["B", "C", "A"]
    assert told(figures, "sold_milli", "on_hand_milli", "value_idr", "idle_days") == {
        "B": (0, 10_000, 50_000, None), "C": (0, 10_000, 20_000, None), "A": (0, 5_000, 5_000, 10),
    }  # fmt: skip


def test_stock_is_as_old_as_what_came_in_last(shop, clock):
    put(shop, "A", 10_000, stock=0)
    for day, qty in (("2026-05-01", 10_000), ("2026-09-10", 5_000), ("2026-11-20", 3_000)):
        clock.set(f"{day}T09:00:00+07:00")
        stock.receive(shop, OWNER, "A", qty, cost=10_000_000)
    clock.set("2026-11-24T09:00:00+07:00")
    checkout.commit(shop, OWNER, basket_of(shop, "A*6"), pay(cash=60_000))
    figures = owner_reports.make(shop, "stock-age", NOVEMBER)
    assert figures.rows[0][3:] == (12_000, 12_000, 3_000, 0, 5_000, 0, 4_000)


def test_shifts_and_the_audit_list_say_who_did_what(traded):
    shifts.open_shift(traded, OWNER, float_idr=Rupiah(100_000))
    shifts.close(traded, OWNER, counted_idr=Rupiah(99_000), why="kembalian salah")
    assert [row[4:] for row in owner_reports.make(traded, "shifts", NOVEMBER).rows] == [(100_000, 99_000, -1_000, "kembalian salah")]
    events = owner_reports.make(traded, "audit", EVERYTHING).column("event")
    assert {"sale", "refund", "void", "shift_opened", "shift_closed"} <= set(events)


def test_every_table_is_the_same_in_every_face(traded, tmp_path):
    for name in owner_reports.REPORTS:
        figures = owner_reports.make(traded, name, NOVEMBER)
        owner_papers.save_pdf(traded, figures, tmp_path / "t.pdf", language="id")
        assert PdfReader(tmp_path / "t.pdf").pages
        owner_papers.save_xlsx(figures, tmp_path / "t.xlsx", language="id")
        sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
        assert sheet.max_row == len(figures.rows) + (2 if figures.rows else 1)
        for at, column in enumerate(figures.columns, start=1):
            if figures.rows and column.summed and column.kind in (Kind.MONEY, Kind.COUNT):
                cells = [sheet.cell(row, at).value or 0 for row in range(2, sheet.max_row + 1)]
                assert cells[-1] == sum(cells[:-1]) == figures.totals[at - 1]


def test_an_empty_shop_has_empty_tables(shop, tmp_path):
    for name in owner_reports.REPORTS:
        figures = owner_reports.make(shop, name, days.month("2026-10"))
        assert figures.rows == () or name == "audit"
        owner_papers.save_pdf(shop, figures, tmp_path / "t.pdf", language="en")
        with pytest.raises(Refused, match="in_the_future"):
            owner_reports.make(shop, name, days.month("2026-12"))


def test_a_name_no_report_has_is_refused(shop):
    with pytest.raises(Refused, match="no_such_report"):
        owner_reports.make(shop, "weather", NOVEMBER)
