"""The owner's tables equal sums worked out here from the raw rows of a year with returns, moved origins and edges of time."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from pos_app.domain import cart as carts
from pos_app.domain import days, price_choice
from pos_app.domain.origin import State
from pos_app.domain.product import Kind
from pos_app.errors import Refused
from pos_app.services import (
    checkout,
    owner_lines,
    owner_members,
    owner_papers,
    owner_reports,
    products,
    reports,
)  # fmt: skip
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER
from tests import sold_year
from tests.services.counter import basket_of, pay, sell
from tests.shelf import SOAP, put

NOVEMBER = days.month("2026-11")
SOME = days.Period(date(2026, 8, 20), date(2026, 9, 12))
EVERYTHING = days.Period(sold_year.FIRST, sold_year.LAST)
EXACT = 10_000_000


def raw(shop, table):
    with shop.uow.read() as u:
        return [dict(row._mapping) for row in u._connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")]


def half_away(value):
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


class Books:
    """The raw rows, and what they come to by any key."""

    def __init__(self, shop):
        self.sales = {row["id"]: row for row in raw(shop, "sale")}
        self.lines = [line for line in raw(shop, "sale_line") if line["kind"] != "parcel"]
        self.untold = self._tax_without_cost()

    def _tax_without_cost(self):
        """The tax on goods without a known cost, by receipt."""
        taxed, unknown = defaultdict(int), defaultdict(int)
        for line in self.lines:
            if line["tax_class"] == "taxed" and line["kind"] != "deposit":
                taxed[line["sale_id"]] += line["amount_idr"] - line["pass_through_idr"]
                unknown[line["sale_id"]] += line["amount_idr"] * self.lacks_cost(line)
        return {key: half_away(Fraction(self.sales[key]["tax_idr"] * part, taxed[key])) for key, part in unknown.items() if part}

    @staticmethod
    def lacks_cost(line):
        return line["kind"] == "goods" and line["cost"] is None and line["owed_idr"] is None

    def within(self, period):
        first, last = str(period.first), str(period.last)
        return [line for line in self.lines if first <= line["business_day"] <= last]

    def sums(self, lines, key):
        """Net, turnover, exact cost and value without a cost, by a key of a sale and its line."""
        found = defaultdict(lambda: [0, 0, Fraction(0), 0])
        for line in lines:
            row = found[key(self.sales[line["sale_id"]], line)]
            row[0] += line["amount_idr"]
            if line["kind"] == "deposit":
                continue
            row[1] += line["amount_idr"] - line["pass_through_idr"]
            if line["owed_idr"] is not None:
                row[2] += line["owed_idr"]
            elif line["cost"] is not None:
                row[2] += Fraction(line["cost"] * line["base_qty_milli"], EXACT)
            elif line["kind"] == "goods":
                row[3] += line["amount_idr"]
        return dict(found)


def cells(figures):
    keys = [column.key for column in figures.columns]
    return [dict(zip(keys, row, strict=True)) for row in figures.rows]


def totals(figures):
    return dict(zip([column.key for column in figures.columns], figures.totals, strict=True))


WORDS = {
    "domestic": "Domestic", "imported": "Imported", "unknown": "Unknown", "tkdn": "TKDN certificate", "shop": "The shop's own word",
    "registration": "Registration number", "label": "Words on the package", None: "without evidence", "none": "",
}  # fmt: skip
KEYS = {
    "days": (("day",), lambda _sale, line: (days.parse_day(line["business_day"]),)),
    "months": (("month",), lambda _sale, line: (line["business_day"][:7],)),
    "hours": (("hour",), lambda sale, _line: (f"{(int(sale['at'][11:13]) + 9) % 24:02d}",)),
    "categories": (("category",), lambda _sale, line: (line["category"],)),
    "articles": (("code",), lambda _sale, line: (line["code"],)),
    "cashiers": (("cashier",), lambda sale, _line: (sale["person"],)),
    "customers": (("customer",), lambda sale, _line: (sale["customer"] or "",)),
    "members": (
        ("month", "kind"),
        lambda sale, line: (line["business_day"][:7], "member" if sold_year.MEMBERS.get(sale["customer"]) else "other"),
    ),
}
OF_DOCUMENTS = ("days", "months", "hours", "cashiers", "customers", "members")
OF_GOODS = {
    "makers": (("name",), lambda _sale, line: (line["maker"] or "",)),
    "origins": (
        ("origin", "evidence", "strength"),
        lambda _sale, line: (WORDS[line["origin"]], WORDS[line["evidence_kind"]], WORDS.get(line["strength"], line["strength"])),
    ),
}


def same_as_the_rows(shop, books, period):
    """Every table of sales, its sums, and the lines behind each of its rows."""
    of_period = books.within(period)
    for name, (keys, key) in (KEYS | OF_GOODS).items():
        lines = of_period if name in KEYS else [line for line in of_period if line["kind"] == "goods"]
        wanted, figures = books.sums(lines, key), owner_reports.make(shop, name, period)
        found = {tuple(row[k] for k in keys): row for row in cells(figures)}
        assert found.keys() == wanted.keys(), name
        untold = defaultdict(int)
        for sale, line in {line["sale_id"]: line for line in lines}.items():
            untold[key(books.sales[sale], line)] += books.untold.get(sale, 0)
        for group, (net, turnover, cost, without) in wanted.items():
            row = found[group]
            assert (row.get("net_idr"), row["turnover_idr"], row["without_cost_idr"]) == (net, turnover, without), (name, group)
            assert abs(row["cost_idr"] - cost) < 1, (name, group)
            told = row["profit_idr"] - (turnover - row["cost_idr"] - without - row["tax_idr"])
            assert name not in OF_DOCUMENTS or told == untold[group], (name, group)
            assert turnover != without or row["profit_idr"] == 0, (name, group)
        assert totals(figures)["cost_idr"] == half_away(sum((row[2] for row in wanted.values()), Fraction(0))), name
        assert len(figures.behind) == len(figures.rows)
        assert totals(owner_lines.behind(shop, figures.whole, most=50))["amount_idr"] == totals(figures)["net_idr"], name
        for at in range(0, len(figures.rows), 1 + len(figures.rows) // 3):
            assert totals(owner_lines.behind(shop, figures.behind[at]))["amount_idr"] == figures.rows[at][figures.at("net_idr")], name


def tax_is_shared_out(shop, books, period):
    """A table of lines takes the receipts' own tax off its profit, by what of a row is taxed; with nothing taxed there is none."""
    tax = totals(owner_reports.make(shop, "days", period))["tax_idr"]
    taxed = [line for line in books.within(period) if line["tax_class"] == "taxed" and line["kind"] != "deposit"]
    without = sum(books.untold.get(sale, 0) for sale in {line["sale_id"] for line in books.within(period)})
    whole = [0, 0]
    for line in taxed:
        whole[books.lacks_cost(line)] += line["amount_idr"] - line["pass_through_idr"]
    for name in ("categories", "articles", *OF_GOODS):
        keys, key = (KEYS | OF_GOODS)[name]
        own = taxed if name in KEYS else [line for line in taxed if line["kind"] == "goods"]
        wanted, figures = books.sums(own, key), owner_reports.make(shop, name, period)
        for row in cells(figures):
            _net, turnover, _cost, unknown = wanted.get(tuple(row[k] for k in keys), (0, 0, 0, 0))
            of_known = Fraction((tax - without) * (turnover - unknown), whole[False])
            assert abs(row["tax_idr"] - of_known - Fraction(without * unknown, whole[True] or 1)) < 2, (name, row)
        if name in KEYS:
            assert totals(figures)["tax_idr"] == tax
            assert totals(figures)["profit_idr"] == totals(owner_reports.make(shop, "days", period))["profit_idr"]
        assert any("PPN" in note for note in figures.notes)


def same_documents_and_tax(shop, books, period):
    sales = [row for row in books.sales.values() if period.contains(days.parse_day(row["business_day"]))]
    figures = owner_reports.make(shop, "days", period)
    sums = totals(figures)
    assert sums["receipts"] == len(sales)
    assert sums["tax_idr"] == sum(row["tax_idr"] for row in sales) > 0
    assert sums["rounding_idr"] == sum(row["rounding_idr"] for row in sales) != 0
    assert sums["net_idr"] == sums["gross_idr"] + sums["discount_idr"] + sums["returns_idr"] == sum(row["total_idr"] for row in sales)
    earned = defaultdict(int)
    for line in books.within(period):
        if line["kind"] != "deposit":
            earned[line["tax_class"]] += line["amount_idr"] - line["pass_through_idr"]
    tax = owner_reports.make(shop, "tax", period)
    for at, value in enumerate(tax.column("value_idr")):
        lines = totals(owner_lines.behind(shop, tax.behind[at]))
        assert lines["amount_idr"] - lines["passed_on_idr"] == value, "no deposit is behind it"
    pack = {row["figure"]: (row["value_idr"], row["share_bp"]) for row in cells(owner_reports.make(shop, "rat", period))}
    goods, home = (now := reports.local_content(shop, period).now), now.by_origin
    assert pack["Sales of domestic goods"] == (home.value_idr[State.DOMESTIC], home.share_bp[State.DOMESTIC])
    assert pack["Sales of goods of micro, small and medium makers"] == (goods.ikm.value_idr, goods.ikm.share_bp), "by the sizes sold with"
    words = {"taxed": "taxed", "exempt": "exempt", "outside": "outside PPN"}
    assert {row["class"]: row["value_idr"] for row in cells(tax)} == {words[name]: value for name, value in earned.items()}
    assert [row["rate_bp"] for row in cells(tax) if row["tax_idr"]] == [1100]
    assert totals(tax)["tax_idr"] == sums["tax_idr"]
    assert totals(owner_reports.make(shop, "payments", period))["net_idr"] == sum(row["paid_idr"] for row in sales)
    passed = owner_reports.make(shop, "services", period)
    others = [line for line in books.within(period) if line["kind"] in ("service", "deposit")]
    assert totals(passed)["net_idr"] == sum(line["amount_idr"] for line in others) > 0
    assert totals(owner_lines.behind(shop, passed.whole))["amount_idr"] == totals(passed)["net_idr"]
    assert totals(passed)["passed_on_idr"] == sum(line["pass_through_idr"] for line in others) > 0
    year = owner_reports.make(shop, "turnover", period)
    since = period.first.replace(month=1, day=1)
    by_month = books.sums(books.within(days.Period(since, period.last)), lambda _s, line: line["business_day"][:7])
    assert {row["month"]: row["turnover_idr"] for row in cells(year)} == {month: row[1] for month, row in by_month.items()}
    of_year = [row[1] for month, row in by_month.items() if month.startswith(str(period.last.year))]
    assert year.column("running_idr")[-1] == sum(of_year), "it begins anew with each year"
    assert totals(year)["tax_idr"] == sum(
        row["tax_idr"]
        for row in books.sales.values()
        if row["business_day"] <= str(period.last) and row["business_day"] >= str(year.period.first)
    )
    customers = owner_reports.make(shop, "customers", period)
    assert totals(customers)["year_turnover_idr"] == year.column("running_idr")[-1]


def same_local_content(shop, books, period):
    """The month's local content, each figure beside its own sum over the raw rows."""
    found = reports.local_content(shop, period)
    lines = books.within(period)
    goods = [line for line in lines if line["kind"] == "goods"]
    total = sum(line["amount_idr"] for line in goods)

    def value(test):
        return sum(line["amount_idr"] for line in goods if test(line))

    def bp(part):
        return half_away(Fraction(part * 10_000, total))

    split, now = found.now.by_origin, found.now
    for state in State:
        mine = [line for line in goods if line["origin"] == state]
        assert split.value_idr[state] == sum(line["amount_idr"] for line in mine)
        assert split.articles[state] == len({line["product_id"] for line in mine})
        pieces = (1000 * ((q > 0) - (q < 0)) if line["weighed"] else q for line in mine for q in [line["base_qty_milli"]])
        assert split.pieces[state] == sum(pieces)
        assert abs(split.share_bp[state] - Fraction(split.value_idr[state] * 10_000, total)) < 1
    assert sum(split.share_bp.values()) == 10_000
    covered = [line for line in goods if line["tkdn_bp"] is not None]
    weighted = sum(line["amount_idr"] * line["tkdn_bp"] for line in covered)
    certified = sum(line["amount_idr"] for line in covered)
    assert (now.tkdn.covered_idr, now.tkdn.coverage_bp) == (certified, bp(certified))
    assert now.tkdn.floor_bp == half_away(Fraction(weighted, total))
    assert now.tkdn.average_bp == (half_away(Fraction(weighted, certified)) if certified > 0 else None)
    ikm = value(lambda line: line["maker_size"] in ("micro", "small", "medium"))
    assert (now.ikm.value_idr, now.ikm.share_bp) == (ikm, bp(ikm))
    assert now.made_here.value_idr == value(lambda line: line["maker_regency"] == "6474")
    for strength, amount in now.evidence.items():
        assert amount == value(lambda line, s=strength: line["origin"] == "domestic" and line["strength"] == s)
    for kind, amount in (("service", now.services_idr), ("deposit", now.deposits_idr)):
        assert amount == sum(line["amount_idr"] - line["pass_through_idr"] for line in lines if line["kind"] == kind)
    assert {row.category: row.total_idr for row in found.categories} == _by(goods, "category")
    assert {str(row.day): sum(row.value_idr.values()) for row in found.days} == _by(goods, "business_day")
    assert {row.size: row.total_idr for row in found.sizes} == _by(goods, "maker_size")
    domestic = [line for line in goods if line["origin"] == "domestic" and line["maker"]]
    assert {row.maker: row.value_idr for row in found.top_makers} == {k: v for k, v in _by(domestic, "maker").items() if v > 0}
    top = sorted(_by([line for line in goods if line["origin"] == "imported"], "product_id").values(), reverse=True)[:20]
    assert [row.article.value_idr for row in found.top_imported] == [amount for amount in top if amount > 0]
    documents = {line["sale_id"] for line in lines}
    assert found.receipts == len(documents)
    before = reports.local_content(shop, days.month_before(period)).now
    assert found.before == before


def _by(lines, key):
    sums = defaultdict(int)
    for line in lines:
        sums[line[key]] += line["amount_idr"]
    return dict(sums)


def months_are_those_of_the_shops_own_clock(shop, books):
    """A sale at 23:59 and one at 00:01 in Asia/Jayapura fall each into its month, whatever the day is in UTC."""
    receipts = defaultdict(int)
    crossed = 0
    for sale in books.sales.values():
        here = datetime.fromisoformat(sale["at"]) + timedelta(hours=9)
        receipts[f"{here:%Y-%m}"] += 1
        crossed += sale["at"][:7] != f"{here:%Y-%m}"
    assert crossed >= 11
    assert {row["month"]: row["receipts"] for row in cells(owner_reports.make(shop, "months", EVERYTHING))} == receipts


def compared_with_another_period(shop):
    now, before = days.month("2026-10"), days.month("2026-09")
    for name in ("days", "articles", "members"):
        both = totals(owner_reports.compared(shop, name, now, before))
        for key in owner_reports.make(shop, name, now).measures:
            here, there = (totals(owner_reports.make(shop, name, period))[key] for period in (now, before))
            assert (both[key], both[f"before_{key}"], both[f"change_{key}"]) == (here, there, here - there), (name, key)
    figures = owner_reports.compared(shop, "members", now, before)
    for asked, net in zip(figures.behind, figures.column("net_idr"), strict=True):
        assert totals(owner_lines.behind(shop, asked))["amount_idr"] == net
    rows = owner_reports.compared(shop, "days", now, before).rows
    assert [row[0] for row in rows] == [now.first + timedelta(days=n) for n in range(31)], "the third day beside the third"
    with pytest.raises(Refused, match="report_tells_now"):
        owner_reports.compared(shop, "kasbon", now, before)


def test_every_table_of_a_year_equals_the_raw_rows(year):
    shop = year(20_000)
    books = Books(shop)
    same_as_the_rows(shop, books, SOME)
    tax_is_shared_out(shop, books, SOME)
    same_documents_and_tax(shop, books, NOVEMBER)
    shop_settings.change(shop, OWNER, {"regency": "6474"})
    same_local_content(shop, books, NOVEMBER)
    months_are_those_of_the_shops_own_clock(shop, books)
    compared_with_another_period(shop)
    lines = owner_lines.behind(shop, owner_reports.make(shop, "months", NOVEMBER).behind[0], most=100)
    assert len(lines.rows) == 101
    assert totals(lines)["amount_idr"] == totals(owner_reports.make(shop, "days", NOVEMBER))["net_idr"], "the rest is one row"


@pytest.mark.soak
def test_every_table_of_a_year_of_400_000_lines_equals_the_raw_rows(year):
    shop = year(400_000)
    books = Books(shop)
    for period in (days.month("2026-10"), SOME, EVERYTHING):
        same_as_the_rows(shop, books, period)
        tax_is_shared_out(shop, books, period)
        same_documents_and_tax(shop, books, period)
    shop_settings.change(shop, OWNER, {"regency": "6474"})
    for period in days.months_until(NOVEMBER, count=11):
        same_local_content(shop, books, period)
    months_are_those_of_the_shops_own_clock(shop, books)


def test_debts_purchases_losses_prices_and_the_drawer(desk):
    def rows(name):
        return [row[1:] if name in ("kasbon",) else row for row in owner_reports.make(desk, name, NOVEMBER).rows]

    assert rows("kasbon") == [("Pak Amir", 12_000, 0, 0, 0, 0, 0, 12_000)]
    assert rows("purchases") == [("CV Sinar", 1, 28_000, 0, 120_000, 0, 2_000, 0, 150_000)]
    assert rows("losses") == [("broken or spoilt", "SUSU", "SUSU KENTAL", "", -2_000, -20_000)]
    assert rows("consignment") == [("Bu Tini", 1, 6_000, 0, 8_000, 3_000, 5_000)]
    assert [row[1:] for row in rows("expiries")] == [(26, "SUSU", "SUSU KENTAL", "", 10_000, 100_000)]
    changed = [row for row in cells(owner_reports.make(desk, "prices", NOVEMBER)) if row["code"] == SOAP]
    assert [(row["old_idr"], row["price_idr"], row["change_idr"]) for row in changed] == [(8_250, 8_500, 250)]
    shift = owner_reports.make(desk, "shifts", NOVEMBER)
    assert [row[4:] for row in shift.rows] == [(120_800, 120_000, -800, "kembalian salah")]
    assert {row[1] for row in owner_lines.behind(desk, shift.behind[0]).rows} == {"T1-20261124-0001", "T1-20261124-0002"}
    for name, key, behind_key in (
        ("purchases", "total_idr", "amount_idr"), ("losses", "value_idr", "value_idr"), ("consignment", "owed_idr", "cost_idr"),
        ("stock-age", "on_hand_milli", "qty_milli"), ("stock-origin", "value_idr", "value_idr"), ("expiries", "qty_milli", "qty_milli"),
    ):  # fmt: skip
        figures = owner_reports.make(desk, name, NOVEMBER)
        assert len(figures.behind) == len(figures.rows) > 0
        for asked, value in zip(figures.behind, figures.column(key), strict=True):
            assert totals(owner_lines.behind(desk, asked))[behind_key] == value, (name, asked)
    for name, key, behind_key in (
        ("purchases", "total_idr", "amount_idr"), ("losses", "value_idr", "value_idr"), ("consignment", "owed_idr", "cost_idr"),
        ("stock-age", "value_idr", "value_idr"), ("stock-origin", "value_idr", "value_idr"), ("movers", "sold_milli", "qty_milli"),
        ("shifts", "net_idr", "amount_idr"),
        ("benefits", "turnover_idr", "amount_idr"),
    ):  # fmt: skip
        figures = owner_reports.make(desk, name, NOVEMBER)
        found = owner_lines.behind(desk, figures.whole)
        assert sum(found.column(behind_key)) == totals(figures)[key] != 0, name
    debts = owner_reports.make(desk, "kasbon", NOVEMBER)
    assert owner_lines.behind(desk, debts.whole).rows == owner_lines.behind(desk, debts.behind[0]).rows != ()
    audit = owner_reports.make(desk, "audit", NOVEMBER)
    events = audit.column("event")
    for event, receipt, asked in zip(events, audit.column("subject"), audit.behind, strict=True):
        assert (asked is not None) == (event in ("Sale", "Return of a sale", "Void of a sale")), event
        assert asked is None or set(owner_lines.behind(desk, asked).column("receipt")) == {receipt}
    assert {"Sale", "Shift opened", "Shift closed"} <= set(events)
    told = dict(zip(events, owner_reports.make(desk, "audit", NOVEMBER).column("subject"), strict=True))
    assert told["Article changed"] == f"{SOAP} SABUN CONTOH 80G", "named as people know it"
    [member] = cells(owner_members.benefits(desk, NOVEMBER))
    assert (member["member_price_idr"], member["benefit_idr"]) == (0, 0), "the member paid what everybody pays"
    products.change(desk, OWNER, SOAP, {"member_price": "8000"})
    bought = price_choice.priced(carts.named(basket_of(desk, f"{SOAP}*3"), "A1", member=True), (), desk.clock())
    checkout.commit(desk, OWNER, bought, pay(bon=24_000))
    sell(desk, SOAP)
    products.change(desk, OWNER, SOAP, {"price": "9999", "member_price": "7000"}, valid_from=date(2026, 11, 25))
    benefits = owner_members.benefits(desk, NOVEMBER)
    [member] = cells(benefits)
    assert member["member_price_idr"] == 3 * 500, "by the prices of the day, whatever they become"
    assert (member["turnover_idr"], member["turnover_bp"]) == (41_000, 10_000)
    assert (member["profit_idr"], member["profit_bp"], member["benefit_idr"]) == (41_000 - 5 * 7_000, 10_000, 1_500)
    assert totals(owner_lines.behind(desk, benefits.behind[0]))["amount_idr"] == 41_000
    pack = {row[0]: row[1] for row in rows("rat")}
    sums = {
        "Sales to members": "turnover", "Sales to others": "turnover", "Cost of goods sold": "cost_idr", "Gross profit": "profit_idr",
        "Sold without a known cost": "without_cost_idr", "Stock at the end, at cost": "value_idr",
        "Written off, and count differences": "value_idr", "Owed by members now": "balance_idr",
        "Owed to makers for consigned goods": "after_idr", "Sales of domestic goods": "amount_idr",
        "Benefit through member prices": "member_price_idr", "Paid by members with points": "points_idr",
        "Benefit to members in all": "benefit_idr", "Of it on sales to members": "profit_idr",
        "Sales of goods of micro, small and medium makers": "amount_idr",
    }  # fmt: skip
    for word, asked in zip(pack, owner_reports.make(desk, "rat", NOVEMBER).behind, strict=True):
        found = totals(owner_lines.behind(desk, asked))
        found["turnover"] = found.get("amount_idr", 0) - found.get("passed_on_idr", 0)
        assert word not in sums or found[sums[word]] == pack[word], word
    assert pack["Sales to members"] == 41_000
    assert pack["Owed by members now"] == 36_000
    assert pack["Owed to makers for consigned goods"] == 5_000
    assert pack["Written off, and count differences"] == -20_000
    assert pack["Stock at the end, at cost"] == totals(owner_reports.make(desk, "stock-age", NOVEMBER))["value_idr"], (
        "none of it is the consignor's"
    )
    put(desk, "ONGKIR", 5_000, kind=Kind.SERVICE)
    products.change(desk, OWNER, "ONGKIR", {"member_price": "4000"})
    errand = price_choice.priced(carts.named(basket_of(desk, "ONGKIR*2"), "A1", member=True), (), desk.clock())
    checkout.commit(desk, OWNER, errand, pay(cash=8_000))
    assert owner_members.benefits(desk, NOVEMBER).column("member_price_idr") == (3 * 500 + 2 * 1_000,), "services have member prices too"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_empty_shop_has_empty_tables(shop, tmp_path):
    for name in owner_reports.REPORTS:
        figures = owner_reports.make(shop, name, days.month("2026-10"))
        assert figures.rows == () or name == "audit", name
        with pytest.raises(Refused, match="in_the_future"):
            owner_reports.make(shop, name, days.month("2026-12"))
    owner_papers.save_pdf(shop, owner_reports.make(shop, "rat", days.month("2026-10")), tmp_path / "t.pdf", language="en")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_name_no_report_has_is_refused(shop):
    with pytest.raises(Refused, match="no_such_report"):
        owner_reports.make(shop, "weather", NOVEMBER)
