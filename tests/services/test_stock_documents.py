"""Papers that take goods out, and the counter-papers that mend them: stock, costs and debts follow, the first paper stays."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app import texts
from pos_app.domain.money import Cost
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.errors import Refused
from pos_app.services import check, products, receiving, stock, stock_corrections, stock_documents, supplier_debts
from pos_app.services.shop import OWNER
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Out
from tests.services.counter import on_hand, sell
from tests.services.test_receiving import draft_of
from tests.shelf import put

RUPIAH = 10_000


def costs(shop, code):
    product = products.show(shop, code).product
    return product.average_cost, product.last_cost


def receive(shop, *goods, **head):
    return receiving.post(shop, OWNER, draft_of(shop, *goods, **head)).document


@pytest.fixture
def goods(shop):
    put(shop, "A", 10_000, packs=[("A-DUS", "dus", 12, 110_000)])
    put(shop, "B", 5_000)
    return shop


@pytest.mark.parametrize(
    ("kind", "more", "number"),
    [
        (DocumentKind.BREAKAGE, {}, "BR-20261124-0001"),
        (DocumentKind.OWN_USE, {}, "OU-20261124-0001"),
        (DocumentKind.TRANSFER_OUT, {"other_shop": "Toko Dua"}, "TR-20261124-0001"),
    ],
)
def test_what_leaves_unsold_leaves_at_the_average_and_says_why(goods, kind, more, number):
    receive(goods, ("A", 10, 1_000), ("A-DUS", 1, 24_000))
    done = stock_documents.take_out(goods, OWNER, kind, [Out("A", Milli(3_000)), Out("A-DUS", Milli(500))], why="jatuh", **more).document
    average = (10 * 1_000 + 12 * 2_000) * RUPIAH * 2 // 22 // 2
    assert (done.number, done.why, done.other_shop) == (number, "jatuh", more.get("other_shop"))
    assert [(x.base_qty, x.cost) for x in done.lines] == [(-3_000, 15_454_545), (-6_000, 15_454_545)]
    assert done.total_idr == -4_636 - 9_273
    assert (on_hand(goods, "A"), costs(goods, "A")[0]) == (13_000, average)
    assert stock.card(goods, "A").moves[0].note == "jatuh"
    assert check.problems(goods) == []


def test_a_return_to_the_supplier_lowers_what_it_is_owed(goods):
    receive(goods, ("A-DUS", 2, 60_000), supplier="CV A")
    done = stock_documents.take_out(
        goods, OWNER, DocumentKind.SUPPLIER_RETURN, [Out("A-DUS", Milli(500))], why="penyok", supplier="cv a"
    ).document
    assert (done.number, done.total_idr, done.supplier) == ("SR-20261124-0001", -30_000, "CV A")
    assert supplier_debts.account(goods, "CV A").owed_idr == 90_000
    assert costs(goods, "A")[0] == 5_000 * RUPIAH


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda shop: stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(1_000))], why=" "), "reason_missing"),
        (lambda shop: stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [], why="x"), "document_empty"),
        (
            lambda shop: stock_documents.take_out(shop, OWNER, DocumentKind.TRANSFER_OUT, [Out("A", Milli(1_000))], why="x"),
            "other_shop_missing",
        ),
        (
            lambda shop: stock_documents.take_out(
                shop, OWNER, DocumentKind.SUPPLIER_RETURN, [Out("A", Milli(1_000))], why="x", supplier="Siapa"
            ),
            "unknown_supplier",
        ),
        (lambda shop: stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out("A-DUS", Milli(333))], why="x"), "pack_does_not"),
        (
            lambda shop: stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(1_000), batch="B9")], why="x"),
            "unknown_batch",
        ),
        (lambda shop: stock_corrections.correct(shop, OWNER, "IN-1", why="x"), "no_such_document"),
        (lambda shop: stock_corrections.correct(shop, OWNER, "IN-20261124-0001", why=""), "reason_missing"),
        (lambda shop: stock_corrections.correct(shop, OWNER, "IN-20261124-0001", [Correction("B")], why="x"), "not_on_document"),
        (
            lambda shop: stock_corrections.correct(shop, OWNER, "IN-20261124-0001", [Correction("A", Milli(11_000))], why="x"),
            "more_than_left",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(goods, call, code):
    receive(goods, ("A", 10, 1_000))
    with pytest.raises(Refused, match=code):
        call(goods)
    assert on_hand(goods, "A") == 10_000
    assert len(stock_documents.listed(goods)) == 1


def test_a_wrong_receiving_is_taken_back_with_its_cost_its_debt_and_its_freight(goods):
    receive(goods, ("A", 10, 1_000), supplier="CV A")
    wrong = receive(goods, ("A", 10, 9_000), supplier="CV A", discount_idr=5_000, freight_idr=2_000)
    assert costs(goods, "A") == (5_000 * RUPIAH, 9_000 * RUPIAH)
    done = stock_corrections.correct(goods, OWNER, wrong.number, why="salah ketik").document
    assert (done.number, done.counters, done.total_idr) == ("CR-20261124-0001", wrong.number, -87_000)
    assert costs(goods, "A") == (1_000 * RUPIAH, 1_000 * RUPIAH)
    assert on_hand(goods, "A") == 10_000
    assert supplier_debts.account(goods, "CV A").owed_idr == 10_000
    for number, code in ((wrong.number, "nothing_left_to_correct"), (done.number, "correction_of_correction")):
        with pytest.raises(Refused, match=code):
            stock_corrections.correct(goods, OWNER, number, why="lagi")
    assert check.problems(goods) == []


def test_a_mended_cost_is_a_counter_paper_and_moves_the_average(goods):
    receive(goods, ("A", 10, 1_000), supplier="CV A")
    wrong = receive(goods, ("A-DUS", 1, 36_000), supplier="CV A")
    sell(goods, "A*2")
    mended = [Correction("A-DUS", unit_cost=Cost(24_000 * RUPIAH))]
    done = stock_corrections.correct(goods, OWNER, wrong.number, mended, why="harga").document
    assert [(x.base_qty, x.unit_cost, x.amount_idr) for x in done.lines] == [
        (-12_000, 36_000 * RUPIAH, -36_000),
        (12_000, 24_000 * RUPIAH, 24_000),
    ]
    assert on_hand(goods, "A") == 20_000
    average = costs(goods, "A")[0]
    assert abs(average - Fraction((20 * Fraction(46_000, 22) - 36_000 + 24_000) / 20) * RUPIAH) < 2
    assert costs(goods, "A")[1] == 2_000 * RUPIAH
    assert supplier_debts.account(goods, "CV A").owed_idr == 10_000 + 24_000
    again = stock_corrections.correct(goods, OWNER, done.number, [Correction("A-DUS", Milli(500))], why="kurang").document
    assert (again.counters, again.total_idr) == (wrong.number, -12_000)
    assert supplier_debts.account(goods, "CV A").owed_idr == 22_000


def test_a_mended_cost_stands_where_the_wrong_one_stood(goods):
    """Of an invoice before the last: the last cost stays that of the last. Of the last: it is the supplier's price as well."""
    first = receive(goods, ("A-DUS", 2, 12_000), ("B", 4, 700), supplier="CV A")
    last = receive(goods, ("A", 6, 1_500), supplier="CV B")

    def mend(number, code, each):
        return stock_corrections.correct(goods, OWNER, number, [Correction(code, unit_cost=Cost(each * RUPIAH))], why="x").document.number

    def takes(code, supplier):
        with goods.uow.read() as u:
            known = u.suppliers.of_product(products.show(goods, code).product.id)
        return next(x.cost for x in known if x.name == supplier)

    again = mend(first.number, "A-DUS", 10_800)
    assert costs(goods, "A") == (round(Fraction(24 * 900 + 6 * 1_500, 30) * RUPIAH), 1_500 * RUPIAH)
    assert (takes("A", "CV A"), takes("A", "CV B"), takes("B", "CV A")) == (10_800 * RUPIAH, 1_500 * RUPIAH, 700 * RUPIAH)
    mend(last.number, "A", 1_400)
    assert (costs(goods, "A")[1], takes("A", "CV B")) == (1_400 * RUPIAH, 1_400 * RUPIAH)
    mend(first.number, "B", 600)
    with pytest.raises(Refused, match="corrected_since") as refused:
        stock_corrections.correct(goods, OWNER, first.number, [Correction("A", Milli(1_000))], why="x")
    assert again in texts.sentence(refused.value)
    assert check.problems(goods) == []


def test_a_cost_learnt_later_is_a_mended_cost(goods):
    paper = receive(goods, ("A", 10, None), supplier="CV A")
    assert costs(goods, "A") == (None, None)
    stock_corrections.correct(goods, OWNER, paper.number, [Correction("A", unit_cost=Cost(1_500 * RUPIAH))], why="faktur datang")
    assert costs(goods, "A") == (1_500 * RUPIAH, 1_500 * RUPIAH)
    assert supplier_debts.account(goods, "CV A").owed_idr == 15_000


def test_all_parts_of_a_line_taken_back_are_exactly_the_line(goods):
    paper = receive(goods, ("A-DUS", 1, 103_500), supplier="CV A")
    amounts = []
    for pieces in (5, 5, 2):
        done = stock_corrections.correct(goods, OWNER, paper.number, [Correction("A", Milli(pieces * 1000))], why="x")
        amounts.append(done.document.total_idr)
    assert (amounts, sum(amounts)) == ([-43_125, -43_125, -17_250], -103_500)
    assert supplier_debts.account(goods, "CV A").owed_idr == 0


def test_breakage_booked_by_mistake_comes_back_at_the_cost_it_left_at(goods):
    receive(goods, ("A", 10, 1_000))
    paper = stock_documents.take_out(goods, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(4_000))], why="x").document
    receive(goods, ("A", 6, 2_000))
    stock_corrections.correct(goods, OWNER, paper.number, [Correction("A", Milli(1_000))], why="ketemu")
    assert on_hand(goods, "A") == 13_000
    assert costs(goods, "A") == (Cost(round(Fraction(12 * 1_500 + 1_000, 13) * RUPIAH)), 2_000 * RUPIAH)
    with pytest.raises(Refused, match="cost_only_of_receiving"):
        stock_corrections.correct(goods, OWNER, paper.number, [Correction("A", unit_cost=Cost(1))], why="x")


def test_what_was_sold_meanwhile_leaves_the_last_cost_that_stands(goods):
    receive(goods, ("A", 10, 1_000))
    wrong = receive(goods, ("A", 10, 9_000))
    sell(goods, "A*15")
    stock_corrections.correct(goods, OWNER, wrong.number, why="x")
    assert (on_hand(goods, "A"), costs(goods, "A")) == (-5_000, (1_000 * RUPIAH, 1_000 * RUPIAH))


def test_posting_the_same_paper_twice_posts_it_once(goods):
    receive(goods, ("A", 10, 1_000))
    for _n in range(2):
        stock_documents.take_out(goods, OWNER, DocumentKind.OWN_USE, [Out("A", Milli(1_000))], why="x", uid="u1")
        stock_corrections.correct(goods, OWNER, "IN-20261124-0001", [Correction("A", Milli(1_000))], why="x", uid="u2")
    assert on_hand(goods, "A") == 8_000
    assert [x.number for x in stock_documents.listed(goods)] == ["CR-20261124-0001", "OU-20261124-0001", "IN-20261124-0001"]


def test_a_paper_shows_what_of_it_still_stands(goods):
    paper = receive(goods, ("A", 10, 1_000), ("B", 4, 500))
    stock_corrections.correct(goods, OWNER, paper.number, [Correction("A", Milli(3_000))], why="x")
    whole = stock_documents.show(goods, paper.number)
    assert whole.corrections == ("CR-20261124-0001",)
    assert [whole.standing[line.id] for line in whole.document.lines] == [7_000, 4_000]


# ---------------------------------------------------------------- any sequence, against a plain model

QTY = st.integers(1, 30)
COST = st.integers(0, 2_000_000)  # hundredths of a rupiah
STEP = st.one_of(
    st.tuples(st.just("receive"), QTY, COST),
    st.tuples(st.just("receive"), QTY, COST),
    st.tuples(st.just("dus"), st.integers(1, 5), COST),
    st.tuples(st.just("sell"), QTY, st.just(0)),
    st.tuples(st.just("break"), QTY, st.just(0)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.integers(1, 30)),
    st.tuples(st.just("mend"), st.integers(0, 5), COST),
)
CODES = itertools.count(1)


class Model:
    """An article as a careful bookkeeper would keep it: exact worths, rounded to four decimals after each paper."""

    def __init__(self) -> None:
        self.pieces, self.average, self.last = 0, None, None
        self.papers: list[dict] = []

    def came(self, pieces: int, each: Fraction) -> None:
        """`each` in ten-thousandths of a rupiah, whole."""
        worth = (self.pieces * self.average if self.average is not None and self.pieces > 0 else 0) + pieces * each
        base = self.pieces if self.average is not None and self.pieces > 0 else 0
        self.average = _rounded(Fraction(worth, base + pieces))
        self.pieces += pieces
        self.last = each

    def gone(self, pieces: int) -> None:
        self.pieces -= pieces

    def undo(self, paper: dict, pieces: int) -> None:
        paper["left"] -= pieces
        latest = sorted(self.papers, key=lambda p: p["root"])  # a mended cost stands in the place of the paper it mends
        standing = next((p["cost"] for p in reversed(latest) if p["left"]), paper["before"])
        rest, worth = self.pieces - pieces, self.pieces * self.average - pieces * paper["cost"]
        self.average = standing if rest <= 0 or worth < 0 else _rounded(Fraction(worth, rest))
        self.last = standing if self.last == paper["cost"] else self.last
        self.pieces = rest


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


@given(st.lists(STEP, min_size=1, max_size=14))
@settings(max_examples=12)
def test_after_any_papers_stock_and_costs_are_those_of_a_plain_model(class_shop, steps):
    shop, code, model = class_shop, f"ART{next(CODES)}", Model()
    put(shop, code, 1_000, packs=[(f"{code}-DUS", "dus", 12, 10_000)])
    for what, n, cost in steps:
        match what:
            case "receive" | "dus":
                which, pieces = (code, n) if what == "receive" else (f"{code}-DUS", 12 * n)
                paper = receive(shop, (which, n, Fraction(cost, 100)))
                each = cost * 100 if what == "receive" else _rounded(Fraction(cost * 100, 12))
                before = model.last
                model.came(pieces, each)
                made = {"number": paper.number, "cost": each, "left": pieces, "before": before, "code": which}
                model.papers.append(made | {"root": len(model.papers)})
            case "sell":
                sell(shop, f"{code}*{n}")
                model.gone(n)
            case "break":
                stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out(code, Milli(n * 1000))], why="x")
                model.gone(n)
            case "undo":
                papers = [p for p in model.papers if p["left"]]
                if papers:
                    paper = papers[n % len(papers)]
                    pieces = min(paper["left"], cost)
                    stock_corrections.correct(shop, OWNER, paper["number"], [Correction(code, Milli(pieces * 1000))], why="x")
                    model.undo(paper, pieces)
            case "mend":
                papers = [p for p in model.papers if p["left"] and p["code"] == code]
                if papers:
                    paper = papers[n % len(papers)]
                    pieces, before = paper["left"], paper["before"]
                    fresh = {"cost": cost * 100, "left": pieces, "before": before, "code": code, "root": paper["root"]}
                    model.papers.append(fresh)
                    model.undo(paper, pieces)
                    last = model.last
                    model.came(pieces, cost * 100)
                    model.last = last
                    done = stock_corrections.correct(shop, OWNER, paper["number"], [Correction(code, unit_cost=Cost(cost * 100))], why="x")
                    fresh["number"] = done.document.number
        product = products.show(shop, code).product
        assert (product.on_hand, product.average_cost, product.last_cost) == (model.pieces * 1000, model.average, model.last)
    assert sum(move.qty for move in stock.card(shop, code, most=1000).moves) == model.pieces * 1000
    assert check.problems(shop) == []


@pytest.fixture(scope="module", params=["sqlite"])
def class_shop(tmp_path_factory):
    """One shop for all examples: each has an article of its own."""
    from pos_app import bootstrap
    from tests.conftest import Clock

    opened = bootstrap.init(str(tmp_path_factory.mktemp("model") / "shop.db"), name="Toko Sari", clock=Clock())
    yield opened
    opened.close()


def test_goods_of_somebody_else_come_and_go_by_that_person_s_own_notes(goods):
    from datetime import date

    from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Terms
    from pos_app.services import consignment, consignors

    consignors.agree(goods, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 2000), date(2026, 11, 1)))
    consignment.deliver(goods, OWNER, "Bu Tini", ["B*5"])
    for call in (
        lambda: receive(goods, ("A", 1, 1_000), ("B", 1, 1_000)),
        lambda: stock_documents.take_out(goods, OWNER, DocumentKind.BREAKAGE, [Out("B", Milli(1_000))], why="x"),
    ):
        with pytest.raises(Refused, match="is_consigned"):
            call()
    assert (on_hand(goods, "A"), on_hand(goods, "B"), stock_documents.listed(goods)) == (0, 5_000, ())


def test_a_paper_of_an_article_that_was_merged_since_is_corrected_as_the_one_it_became(goods):
    from pos_app.services import merging

    paper = receive(goods, ("B", 10, 1_000), supplier="CV A")
    receive(goods, ("A", 10, 3_000))
    merging.merge(goods, OWNER, "A", "B")
    assert (on_hand(goods, "A"), costs(goods, "A")[0]) == (20_000, 2_000 * RUPIAH)
    stock_corrections.correct(goods, OWNER, paper.number, [Correction("B", Milli(4_000))], why="x")
    assert on_hand(goods, "A") == 16_000
    assert costs(goods, "A")[0] == 2_250 * RUPIAH
    stock_corrections.correct(goods, OWNER, paper.number, why="x")
    assert (on_hand(goods, "A"), costs(goods, "A")[0]) == (10_000, 3_000 * RUPIAH)
    assert check.problems(goods) == []
