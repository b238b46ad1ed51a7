"""`check` follows costs through the ledger, and looks at packs, payments, offers and held baskets; one row changed, one sentence."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text

from pos_app import texts
from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.tender import Means
from pos_app.services import (
    check,
    checkout,
    consignment,
    consignors,
    credit,
    holding,
    merging,
    products,
    refunds,
    repacking,
    stock_corrections,
    stock_documents,
    stocktake_counts,
    supplier_debts,
)
from pos_app.services.repacking import Made
from pos_app.services.shop import OWNER
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Out
from pos_app.services.stocktake_counts import ReadCount
from pos_app.storage import engine as engines
from pos_app.storage.tables import APPEND_ONLY
from tests.services.counter import basket_of, cash, pay, sell
from tests.services.test_consignment import TINI
from tests.services.test_stock_documents import receive
from tests.shelf import put, tag


@pytest.fixture
def traded(shop):
    """A shop in which something of everything that makes or names a cost has happened."""
    put(shop, "A", 2_000)
    receive(shop, ("A", 10, 1_000), supplier="CV A")
    sell(shop, "A*4")
    receive(shop, ("A", 6, 1_500), supplier="CV A")
    put(shop, "KARUNG", 50_000, unit="kg", stock=25, cost=2_000)
    put(shop, "BUNGKUS", 1_500)
    repacking.repack(shop, OWNER, "KARUNG", Milli(10_000), [Made("BUNGKUS", Milli(20_000))], lost=Milli(500))
    put(shop, "IMPOR", 12_000, name="BISKUIT COKELAT 100 G", category="Biskuit", stock=5)
    put(shop, "LOKAL", 10_000, name="BISKUIT KELAPA 100 G", category="Biskuit", stock=5)
    tag(shop, "IMPOR", State.IMPORTED, country="MY")
    tag(shop, "LOKAL", State.DOMESTIC)
    cart = basket_of(shop, "IMPOR*2", "IMPOR")
    offer = checkout.suggestions(shop, cart)[0]
    checkout.commit(shop, OWNER, carts.offer(cart, 2, offer.found.product.id), cash(100_000))
    taken = checkout.commit(shop, OWNER, checkout.take_over(cart, offer), cash(100_000)).sale
    refunds.refund(shop, OWNER, taken.number, [("LOKAL", Milli(1000))], why="rusak")
    put(shop, "KUE", 2_500)
    consignors.agree(shop, OWNER, TINI)
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*40"])
    sell(shop, "KUE*10")
    consignment.settle(shop, OWNER, "Bu Tini", 5_000)
    supplier_debts.pay(shop, OWNER, "CV A", 4_000, means=Means.CASH)
    sell(shop, "A", customer="Amir", payments=pay(bon=2_000))
    credit.pay(shop, OWNER, "Amir", 500)
    receive(shop, ("A", 2, 1_700))
    holding.hold(shop, OWNER, basket_of(shop, "A*2", "LOKAL"), "Bu Ani")
    assert check.problems(shop) == []
    return shop


TAMPERED = [
    ("product", "average_cost = average_cost + 1", "code = 'A'", "A: the average cost kept is not the one its moves come to."),
    ("product", "average_cost = average_cost - 7", "code = 'BUNGKUS'", "BUNGKUS: the average cost kept is not the one its moves come to."),
    ("stock_document_line", "cost = cost + 1", "id = 1", "IN-20261124-0001: the cost of its moves is not that of its lines."),
    ("sale_line", "cost = cost + 1", "id = 1", "T1-20261124-0001: the cost of its moves is not that of its lines."),
    (
        "stock_document_line", "holds_milli = 2000", "id = 2",
        "IN-20261124-0002, line 1: so many packs of their content are not its pieces.",
    ),
    (
        "consignment_paper", "paid_idr = 4000", "kind = 'settlement'",
        "KB-20261124-0001: the amount is not the one written down when it was paid.",
    ),
    ("credit_payment", "amount_idr = 600", "id = 1", "K-T1-20261124-0001: the amount is not the one written down when it was paid."),
    (
        "swap_offer", "offered_id = (SELECT id FROM product WHERE code = 'A')", "outcome = 'taken'",
        "T1-20261124-0003, line 2: the offer written with it is of other goods or another amount.",
    ),
    (
        "swap_offer", "amount_idr = amount_idr + 1", "outcome = 'left'",
        "T1-20261124-0002, line 2: the offer written with it is of other goods or another amount.",
    ),
    ("held_basket", "body = '{'", "id = 1", "The held basket Bu Ani cannot be read any more, or holds an article that is not there."),
    (
        "held_basket", "body = replace(body, '\"product\": ', '\"product\": 99')", "id = 1",
        "The held basket Bu Ani cannot be read any more, or holds an article that is not there.",
    ),
]  # fmt: skip


def test_one_row_changed_from_outside_is_one_sentence_that_names_it(traded, shop_place):
    engine = engines.connect(shop_place)
    with engine.begin() as connection:
        for table in APPEND_ONLY:
            if connection.dialect.name == "sqlite":
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
            else:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))

    @contextmanager
    def changed(table, change, which):
        column = change.split(" = ")[0]
        with engine.begin() as connection:
            (before,) = connection.execute(text(f"SELECT {column} FROM {table} WHERE {which}")).one()
            connection.execute(text(f"UPDATE {table} SET {change} WHERE {which}".replace(":", r"\:")))
        yield
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE {table} SET {column} = :before WHERE {which}"), {"before": before})

    with texts.speaking("en"):
        for table, change, which, said in TAMPERED:
            with changed(table, change, which):
                assert check.problems(traded) == [said], change
        assert check.problems(traded) == []
    engine.dispose()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_costs_that_people_papers_and_merges_make_are_no_fault(traded):
    """Whatever makes an average other than goods that come in is written down elsewhere, and is not taken for a fault."""
    products.change(traded, OWNER, "A", {"cost": "1234"})
    assert check.problems(traded) == []
    sell(traded, "A")
    stock_corrections.correct(traded, OWNER, "IN-20261124-0002", [Correction("A", Milli(1000), unit_cost=9_990_000)], why="salah harga")
    assert check.problems(traded) == []
    stock_documents.take_out(traded, OWNER, DocumentKind.BREAKAGE, [Out("A", Milli(1000))], why="pecah")
    put(traded, "A2", 2_000)
    receive(traded, ("A2", 3, 4_000))
    merging.merge(traded, OWNER, "A", "A2")
    sell(traded, "A")
    receive(traded, ("A", 3, 800))
    assert check.problems(traded) == []
    stocktake_counts.count_at_once(traded, Actor("Ani", "T2"), "rak", [ReadCount("LOKAL", Milli(9_000))], digest="d")
    receive(traded, ("LOKAL", 3, 8_000))
    sell(traded, "LOKAL*40")
    receive(traded, ("LOKAL", 3, 7_000), ("LOKAL", 50, 7_500))
    assert check.problems(traded) == []
