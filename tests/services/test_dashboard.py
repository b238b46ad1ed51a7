"""The dashboard says what the books say: every figure is that of the report or list it leads to."""

from fractions import Fraction

from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.origin import State
from pos_app.services import dashboard, owner_reports, products, refunds, reports, settings, stock
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.services.test_owner_reports import half_away, raw
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put, tag

NOVEMBER = days.month("2026-11")


def earned_by_the_rows(shop, period):
    """Gross profit by the lines as they were kept: value less cost where the cost is known, less the receipts' tax."""
    inside = [row for row in raw(shop, "sale") if str(period.first) <= row["business_day"] <= str(period.last)]
    ids = {row["id"] for row in inside}
    exact = Fraction(0)
    for line in raw(shop, "sale_line"):
        if line["sale_id"] in ids and (line["cost"] is not None or line["kind"] == "service"):
            exact += line["amount_idr"] - line["pass_through_idr"] - Fraction((line["cost"] or 0) * line["base_qty_milli"], 10_000_000)
    return half_away(exact) - sum(row["tax_idr"] for row in inside)


def test_a_day_and_a_month_at_a_glance(shop, clock):
    assert dashboard.look(shop).now.by_origin.share_bp[State.DOMESTIC] is None, "the first day"
    assert dashboard.duties(shop).today == dashboard.Profit(None, None, 0)
    base_list(shop)
    waiting = dashboard.look(shop)
    assert (waiting.unknown_articles, waiting.untagged) == (0, 4), "nothing sold, and four articles of unknown origin"
    put(shop, "PULSA", 52_000, kind="service", category="Pulsa")
    settings.change(shop, OWNER, {"zone": "Asia/Jayapura", "target": "75", "target_year": "70"})
    tag(shop, OIL, State.DOMESTIC)
    tag(shop, SOAP, State.IMPORTED, country="CN")
    for code, cost in ((OIL, 12_000), (SOAP, 8_000)):
        products.change(shop, OWNER, code, {"cost": str(cost)})
    products.change(shop, OWNER, TEA, {"min_stock": "200"})
    stock.receive(shop, OWNER, SUGAR, 5_000, cost=120_000_000)
    clock.set("2026-10-31T23:00:00+09:00")
    sell(shop, TEA)
    assert dashboard.duties(shop).today == dashboard.Profit(None, None, 2015), "nobody knows what was earned"
    clock.set("2026-10-31T23:59:00+09:00")
    sell(shop, SOAP)
    clock.set("2026-11-17T08:00:00+09:00")
    sell(shop, f"{OIL}*2")
    clock.set("2026-11-17T17:00:00+09:00")
    sell(shop, OIL)
    clock.set("2026-11-24T00:01:00+09:00")
    sold = sell(shop, f"{SOAP}*2", TEA, "PULSA")
    clock.set("2026-11-24T09:30:00+09:00")
    refunds.refund(shop, OWNER, sold.number, [(SOAP, 1000)], why="rusak")

    glance, duties = dashboard.look(shop), dashboard.duties(shop)
    report = reports.local_content(shop, NOVEMBER)
    assert glance.now == report.now
    assert (glance.before.value_idr, glance.months, glance.year) == (report.before.by_origin.value_idr, report.months, report.year)
    assert (glance.target_bp, glance.year.target_bp) == (7500, 7000)
    assert (glance.receipts, glance.sales_idr) == (1, 2015 + 52_000 + 8_250)
    assert glance.hours == ((0, 2015 + 52_000 + 16_500), (9, -8_250))
    assert glance.week_before_idr == 27_660, "until the same time of the day"
    assert [row.code for row in glance.unknown] == [TEA]
    assert dashboard.best_to_know(glance)[0][1] == report.now.by_origin.share_bp[State.UNKNOWN]

    day = owner_reports.make(shop, "days", Period(glance.day, glance.day))
    month = owner_reports.make(shop, "months", NOVEMBER)
    assert glance.month_sales_idr == month.column("net_idr")[0]
    for profit, table in ((duties.today, day), (duties.month, month)):
        assert (profit.profit_idr, profit.without_cost_idr) == (table.column("profit_idr")[0], table.column("without_cost_idr")[0])
        assert profit.profit_idr == earned_by_the_rows(shop, table.period)
    assert duties.today.share_bp == 8672, "52.250 of what was earned with a known cost: 52.000 and 8.250"
    assert [x.shelf.code for x in duties.buy] == [TEA]
    assert (duties.buy_count, duties.expiring_count, duties.due_count) == (1, 0, 0)

    settings.change(shop, OWNER, {"pkp": "yes"})
    taxed = sell(shop, SOAP)
    later = dashboard.duties(shop)
    assert taxed.tax_idr == 818
    for before, after in ((duties.today, later.today), (duties.month, later.month)):
        assert after.profit_idr == before.profit_idr + 8_250 - 8_000 - 818, "tax is nobody's profit"
    assert later.today.profit_idr == earned_by_the_rows(shop, Period(glance.day, glance.day))
    assert later.today.share_bp == 7636, "51.682 of 52.000 and 16.500 less the tax"
