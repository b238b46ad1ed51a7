"""What lies, what moves and what matters: the owner's tables of the stock, and the classes of articles."""

from pos_app.domain import days
from pos_app.domain.quantity import Milli
from pos_app.services import checkout, owner_reports, products, refunds, reports, stock
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, pay, sell
from tests.services.test_owner_reports import NOVEMBER, cells
from tests.shelf import put, tag


def test_classes_cut_at_eighty_and_ninety_five_percent(shop):
    for code, price in (("A", 80_000), ("B", 15_000), ("C", 4_000), ("D", 1_000)):
        put(shop, code, price, stock=9)
        checkout.commit(shop, OWNER, basket_of(shop, code), pay(cash=price))
    figures = owner_reports.make(shop, "articles", NOVEMBER)
    assert [row[0] + row[3] for row in figures.rows] == ["AA", "BB", "CC", "DC"]


def test_what_lies_comes_first_and_stock_is_as_old_as_what_came_in_last(shop, clock):
    for code in "ABC":
        put(shop, code, 10_000, stock=0)
    for day, qty in (("2026-05-01", 10_000), ("2026-09-10", 5_000), ("2026-11-13", 3_000)):
        clock.set(f"{day}T09:00:00+07:00")
        stock.receive(shop, OWNER, "A", qty, cost=10_000_000)
    for code, cost in (("B", 5_000), ("C", 2_000)):
        stock.receive(shop, OWNER, code, 10_000, cost=cost * 10_000)
    clock.set("2026-11-14T09:00:00+07:00")
    sold = sell(shop, "A*6")
    tag(shop, "B", "imported", country="MY")
    clock.set("2026-11-24T09:00:00+07:00")
    put(shop, "SOLD OUT", 1_000, stock=0)
    sell(shop, "SOLD OUT*8")
    figures = owner_reports.make(shop, "movers", days.Period(days.parse_day("2026-11-15"), days.parse_day("2026-11-24")))
    assert [(row["code"], row["sold_milli"], row["on_hand_milli"], row["value_idr"], row["idle_days"]) for row in cells(figures)] == [
        ("B", 0, 10_000, 50_000, None), ("C", 0, 10_000, 20_000, None), ("A", 0, 12_000, 12_000, 10),
        ("SOLD OUT", 8_000, 0, None, 0),
    ]  # fmt: skip
    refunds.refund(shop, OWNER, sold.number, [("A", Milli(1_000))], why="salah ambil")
    ages = {row[0]: row[3:] for row in owner_reports.make(shop, "stock-age", NOVEMBER).rows}
    assert ages["A"] == (13_000, 13_000, 3_000, 0, 5_000, 0, 5_000), "what was brought back is no newer"
    by_origin = {row[0]: row[1:3] for row in owner_reports.make(shop, "stock-origin", NOVEMBER).rows}
    assert by_origin == {"Imported": (1, 50_000), "Unknown": (2, 33_000)}
    products.change(shop, OWNER, "C", {"kind": "service"})
    whole = sum(owner_reports.make(shop, "stock-origin", NOVEMBER).column("value_idr"))
    assert whole == reports.stock(shop).split.total_idr == 63_000, "a service is no stock, as in the month's paper"


def test_articles_that_share_a_code_have_their_own_lines_behind_them(shop):
    for name in ("SATU", "DUA", "TIGA"):
        put(shop, "A", 10_000, name=name, stock=9)
    figures = owner_reports.make(shop, "movers", NOVEMBER)
    with shop.uow.read() as u:
        behind = u.products.by_ids([asked.product for asked in figures.behind], day=NOVEMBER.first)
    assert [behind[asked.product].name for asked in figures.behind] == list(figures.column("name")) == ["DUA", "SATU", "TIGA"]
