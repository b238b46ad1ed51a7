"""A period's figures, worked out from the books and checked against sums done by hand."""

import hashlib

import pytest
from sqlalchemy import select

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.evidence import Kind as Evidence
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind
from pos_app.errors import Refused, Unavailable
from pos_app.services import checkout, month_papers, origins, owner_lines, owner_reports, products, refunds, reports, settings, shifts
from pos_app.services.owner_origin import STATES
from pos_app.services.shop import OWNER
from pos_app.storage import tables as t
from tests.services.counter import basket_of, pay, sell
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put, tag

DOM, IMP, UNK = State.DOMESTIC, State.IMPORTED, State.UNKNOWN


def month(shop, text: str = "2026-11"):
    return reports.local_content(shop, days.month(text))


@pytest.fixture
def year(shop, clock):
    """October and November of a small shop; what was sold is beside each line."""
    base_list(shop)
    put(shop, "JASA", 2_500, kind=Kind.SERVICE, category="Jasa")
    put(shop, "GALON", 40_000, kind=Kind.DEPOSIT)
    settings.change(shop, OWNER, {"regency": "6474", "target": "60"})
    tag(shop, SOAP, IMP, country="CN")
    products.change(shop, OWNER, OIL, {"maker": "CV Maju", "maker_size": "micro", "regency": "6474", "cost": "12000"})
    origins.record(shop, OWNER, OIL, Entry(Evidence.TKDN, number="T-1", tkdn_bp=5235, valid_until=days.parse_day("2026-11-20")))
    clock.set("2026-10-31T23:59:00+07:00")
    sell(shop, f"{OIL}*2", f"{SOAP}*2")  # 27.660 domestic, 16.500 imported
    clock.set("2026-11-20T23:59:00+07:00")
    sell(shop, OIL, TEA, "JASA", "GALON")  # 13.830 covered, 2.015 unknown
    clock.set("2026-11-21T00:00:00+07:00")
    sell(shop, OIL, f"{SUGAR}*0.5", f"{SOAP}*3", payments=pay(qris=10_000, cash=100_000))  # 13.830, 7.000 unknown, 24.750 imported
    clock.set("2026-11-24T09:00:00+07:00")
    return shop


def test_a_months_measures_are_right_to_the_rupiah(year):
    found = month(year)
    now = found.now
    assert dict(now.by_origin.value_idr) == {DOM: 27_660, IMP: 24_750, UNK: 9_015}
    assert now.total_idr == 61_425
    assert (now.services_idr, now.deposits_idr) == (2_500, 40_000)
    assert dict(now.by_origin.articles) == {DOM: 1, IMP: 1, UNK: 2}
    assert dict(now.by_origin.pieces) == {DOM: 2_000, IMP: 3_000, UNK: 2_000}
    assert dict(now.by_origin.share_bp) == {DOM: 4503, IMP: 4029, UNK: 1468}
    assert (now.tkdn.covered_idr, now.tkdn.average_bp) == (13_830, 5235)
    assert (now.ikm.value_idr, now.made_here.value_idr) == (27_660, 27_660)
    assert {s.value: v for s, v in now.evidence.items()} == {"strong": 13_830, "medium": 0, "weak": 13_830, "none": 0}
    assert [(row.category, row.total_idr) for row in found.categories] == [("Sembako", 34_660), ("Sabun", 24_750), ("Minuman", 2_015)]
    assert (found.receipts, found.sale_lines, found.makers, found.target_bp) == (2, 7, 1, 6000)
    assert found.before.total_idr == 44_160
    assert [split.total_idr for _first, split in found.months][-2:] == [44_160, 61_425]
    assert len(found.months) == 12
    assert [row.day.day for row in found.days] == [20, 21]
    assert [x.code for x in found.top_domestic] == [OIL]
    assert [x.article.code for x in found.top_imported] == [SOAP]
    assert {x.code for x in found.unknown} == {TEA, SUGAR}


def test_the_rest_of_the_paper_is_what_the_books_say(year, clock):
    """Sizes, makers, what changed, what ends, the year: each beside plain sums over the raw rows."""
    settings.change(year, OWNER, {"target_year": "70"})
    tag(year, TEA, DOM)
    products.change(year, OWNER, SUGAR, {"maker": "PT Gula", "maker_size": "large"})
    tag(year, SUGAR, DOM)
    origins.withdraw(year, OWNER, SUGAR, Evidence.LABEL, why="keliru")
    sell(year, f"{SUGAR}*2", TEA)
    origins.record(year, OWNER, OIL, Entry(Evidence.TKDN, number="T-2", tkdn_bp=6000, valid_until=days.parse_day("2026-12-20")))
    found = month(year)
    lines = []
    with year.uow.read() as u:
        for row in u._connection.execute(select(t.sale_line).where(t.sale_line.c.business_day.like("2026-11-%"))):
            lines.append(row)  # noqa: PERF402 - rows end with their connection
    goods = [x for x in lines if x.kind == "goods"]
    by_size = {s: sum(x.amount_idr for x in goods if x.maker_size == s) for s in {x.maker_size for x in goods}}
    assert {row.size: row.total_idr for row in found.sizes} == by_size
    assert [row.size for row in found.sizes] == [s for s in MakerSize if s in by_size]
    domestic = [x for x in goods if x.origin == "domestic" and x.maker]
    assert {r.maker: (r.value_idr, r.pieces) for r in found.top_makers} == {
        name: (sum(x.amount_idr for x in domestic if x.maker == name), sum(x.base_qty_milli for x in domestic if x.maker == name))
        for name in {x.maker for x in domestic}
    }
    assert dict(found.changed.counts) == {(UNK, DOM): 2, (UNK, IMP): 1}, "what went there and back did not change"
    today = days.parse_day("2026-11-24")
    assert [(r.code, r.before, r.after, r.day, r.value_idr) for r in found.changed.rows] == [
        (OIL, UNK, DOM, today, 27_660),
        (SOAP, UNK, IMP, today, 24_750),
        (TEA, UNK, DOM, today, 4_030),
    ]
    table = owner_reports.make(year, "changes", days.month("2026-11"))
    assert sum(owner_lines.behind(year, table.whole).column("amount_idr")) == sum(table.column("value_idr")) > 0
    assert [(row[0], *row[2:4], *row[5:]) for row in table.rows] == [
        (r.code, STATES[r.before], STATES[r.after], r.day, r.person, r.value_idr) for r in found.changed.rows
    ]
    for asked, value in zip(table.behind, table.column("value_idr"), strict=True):
        said = owner_lines.behind(year, asked)
        assert set(said.column("action")) == {"recorded"}
        sold = owner_lines.behind(year, said.behind[0])
        assert sum(sold.column("amount_idr")) == value
        assert owner_lines.behind(year, sold.behind[0]) == said, "and from a line back to what was said of its origin"
    assert [(r.code, r.number, r.tkdn_bp, r.last_day) for r in found.ending] == [(OIL, "T-2", 6000, days.parse_day("2026-12-20"))]
    assert found.year.target_bp == 7000
    assert found.year.value_idr == {s: found.now.by_origin.value_idr[s] + found.before.by_origin.value_idr[s] for s in State}
    assert month(year, "2026-10").changed.articles == 0
    just_today = reports.local_content(year, days.Period(today, today))
    assert [(r.code, r.value_idr) for r in just_today.changed.rows] == [(TEA, 2015), (OIL, 0), (SOAP, 0)]
    assert just_today.year is None


def test_a_longer_period_has_no_month_before_and_sums_its_months(year):
    found = reports.local_content(year, days.Period(days.parse_day("2026-10-15"), days.parse_day("2026-11-24")))
    assert found.before is None
    assert found.now.total_idr == 61_425 + 44_160
    assert found.period.month is None
    assert found.months[-1][1].total_idr == 61_425


def test_a_month_that_comes_to_nothing_has_no_shares(shop, clock):
    base_list(shop)
    sale = sell(shop, TEA, at=days.parse_instant("2026-10-01T10:00", "Asia/Jakarta"))
    refunds.refund(shop, OWNER, sale.number, why="rusak")
    assert month(shop).now.total_idr == -2015
    assert set(month(shop).now.by_origin.share_bp.values()) == {None}
    assert month(shop, "2026-02").now.total_idr == 0
    assert month(shop, "1970-01").now.total_idr == 0


@pytest.mark.parametrize("report", [reports.local_content, reports.sales, reports.cash, reports.stock])
def test_what_has_not_come_yet_is_refused(shop, report):
    for period in (days.month("2026-12"), days.Period(days.parse_day("2026-11-01"), days.parse_day("2026-12-01"))):
        with pytest.raises(Refused, match="in_the_future"):
            report(shop, period)


def test_sales_sum_totals_discounts_rounding_and_tax_of_the_documents(year):
    settings.change(year, OWNER, {"pkp": "yes"})
    cart = carts.set_discount(basket_of(year, f"{TEA}*7"), Discount(Rupiah(105)))
    sale = checkout.commit(year, OWNER, cart, pay(cash=20_000)).sale
    refunds.refund(year, OWNER, sale.number, [(TEA, 3000)], why="rusak")
    report = reports.sales(year, days.month("2026-11"))
    assert report.receipts == 4
    assert report.total_idr == 61_425 + 42_500 + 14_000 - 6_000
    assert report.discount_idr == 105 - 45
    assert report.tax_idr == 1387 - 594
    assert report.rounding_idr == -45 - 80
    assert sum(row.total_idr for row in report.categories) == 61_425 + 8_000


def test_cash_is_without_its_change_and_each_means_has_its_row(year):
    sale = sell(year, SOAP, payments=pay(cash=10_000))
    refunds.refund(year, OWNER, sale.number, why="rusak")
    rows = {row.means: (row.sales_idr, row.refunds_idr, row.net_idr) for row in reports.cash(year, days.month("2026-11")).by_means}
    assert rows == {"cash": (58_300 + 35_500 + 8_200, -8_200, 93_800), "qris": (10_000, 0, 10_000)}


def test_what_stands_outside_of_shifts_has_a_row_of_its_own(year):
    month = days.month("2026-11")
    before = {row.means: row.net_idr for row in reports.cash(year, month).by_means}
    shifts.open_shift(year, OWNER, float_idr=Rupiah(0))
    sale = sell(year, SOAP, payments=pay(cash=10_000))
    sell(year, SOAP, payments=pay(qris=8_250))
    refunds.refund(year, OWNER, sale.number, why="rusak")
    inside, outside = reports.cash(year, month).by_shift
    assert (inside.number, inside.till) == (1, "T1")
    assert {row.means: (row.sales_idr, row.refunds_idr) for row in inside.by_means} == {"cash": (8_200, -8_200), "qris": (8_250, 0)}
    assert (outside.number, {row.means: row.net_idr for row in outside.by_means}) == (None, before)


def test_stock_is_split_by_origin_and_says_what_has_no_cost(year):
    report = reports.stock(year)
    assert report.split.value_idr[DOM] == 16 * 12_000
    assert (report.split.articles[DOM], report.split.articles[IMP], report.split.articles[UNK]) == (1, 1, 2)
    assert report.unknown_cost == 3
    assert (report.categories[0].category, report.categories[0].total_idr) == ("Sembako", 192_000)


def test_a_paper_is_issued_with_a_number_and_verified_by_every_byte(year, clock, tmp_path):
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    month_papers.save_pdf(year, month(year), first, language="id")
    month_papers.save_pdf(year, month(year), second, language="en")
    issued = [month_papers.verify(year, path) for path in (first, second)]
    assert [(x.number, x.holds, x.issued_at) for x in issued] == [("KL-2026-11-0001", True, clock()), ("KL-2026-11-0002", True, clock())]
    sell(year, TEA)
    assert not month_papers.verify(year, first).holds
    raw = first.read_bytes()
    first.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    for path in (first, tmp_path / "nothing.pdf"):
        with pytest.raises(Refused, match="not_issued_here|file_missing"):
            month_papers.verify(year, path)


def test_a_paper_that_cannot_be_written_is_not_issued(year, tmp_path, monkeypatch):
    def no_room(path, _body):
        raise Unavailable("cannot_write", path=path)

    monkeypatch.setattr(month_papers.files, "write", no_room)
    with pytest.raises(Unavailable, match="cannot_write"):
        month_papers.save_pdf(year, month(year), tmp_path / "1.pdf", language="id")
    with pytest.raises(Refused, match="folder_missing"):
        month_papers.save_pdf(year, month(year), tmp_path / "no" / "1.pdf", language="id")
    monkeypatch.undo()
    month_papers.save_pdf(year, month(year), tmp_path / "1.pdf", language="id")
    assert month_papers.verify(year, tmp_path / "1.pdf").number == "KL-2026-11-0001"


def test_a_paper_whose_number_was_taken_meanwhile_is_drawn_again(year, monkeypatch):
    from pos_app.documents import month as drawing

    real, drawn = drawing.render, []

    def slow(report, **more):
        drawn.append(more["number"])
        if len(drawn) == 1:
            month_papers.pdf(year, report, language="id")
        return real(report, **more)

    monkeypatch.setattr(drawing, "render", slow)
    body = month_papers.pdf(year, month(year), language="id")
    assert drawn == ["KL-2026-11-0001", "KL-2026-11-0001", "KL-2026-11-0002"]
    with year.uow.read() as u:
        assert u.papers.by_sha256(hashlib.sha256(body).hexdigest()).number == "KL-2026-11-0002"


def test_the_month_a_shop_becomes_pkp_has_a_base_of_what_was_sold_with_ppn(shop, clock):
    base_list(shop)
    products.change(shop, OWNER, TEA, {"tax": "exempt"})
    sell(shop, f"{SOAP}*2", TEA)
    before = sell(shop, SOAP)
    sell(shop, OIL)
    settings.change(shop, OWNER, {"pkp": "yes"})
    sell(shop, SOAP, TEA)
    refunds.refund(shop, OWNER, before.number, [(SOAP, None)], why="rusak")
    tax = owner_reports.make(shop, "tax", days.month("2026-11"))
    soap, tea, oil = 8_250, 2_015, 13_830
    assert [(row[0], *row[2:]) for row in tax.rows] == [
        ("exempt", None, 2 * tea, 0, 2 * tea),
        ("taxed", 1_100, soap, 818, soap - 818),
        ("taxed goods, sold while no PKP", None, 2 * soap + oil, 0, 2 * soap + oil),
    ]
    for at, value in enumerate(tax.column("value_idr")):
        assert sum(owner_lines.behind(shop, tax.behind[at]).column("amount_idr")) == value
    assert sum(owner_lines.behind(shop, tax.whole).column("amount_idr")) == sum(tax.column("value_idr"))
    shared = owner_reports.make(shop, "articles", days.month("2026-11"))
    assert dict(zip(shared.column("code"), shared.column("tax_idr"), strict=True)) == {SOAP: 818, TEA: 0, OIL: 0}
