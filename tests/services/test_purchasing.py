"""What to buy stands by supplier, from the sales of the last days, and is written as a file to order by."""

from datetime import date

import pytest

from pos_app.documents import tables
from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Terms
from pos_app.domain.product import Kind
from pos_app.domain.purchasing import Plan
from pos_app.domain.sheets import shown
from pos_app.errors import Refused
from pos_app.services import consignment, consignors, purchasing, refunds
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.services.test_stock_documents import receive
from tests.shelf import put


@pytest.fixture
def goods(shop, clock):
    put(shop, "A", 10_000, name="TEH", packs=[("A-DUS", "dus", 12, 110_000)])
    put(shop, "B", 5_000, name="=1+1", min_stock_milli=5_000, target_stock_milli=20_000)
    put(shop, "C", 5_000, name="KOPI")
    put(shop, "JASA", 5_000, kind=Kind.SERVICE)
    receive(shop, ("A-DUS", 1, 60_000), supplier="CV Z")
    receive(shop, ("C", 20, 3_000), supplier="CV Y")
    sell(shop, "C*20", "JASA*9")
    clock.forward(days=40)
    receipt = sell(shop, "A*12")
    refunds.refund(shop, OWNER, receipt.number, [("A", 6_000)], why="x")
    return shop


def seen(found):
    return [(x.shelf.supplier, x.shelf.code, x.packs, x.base_qty, x.amount_idr) for x in found]


def test_suggestions_stand_by_supplier_and_in_its_packs(goods):
    assert seen(purchasing.suggestions(goods, Plan(days=30, lead=30, cover=14))) == [
        ("CV Z", "A", 1_000, 12_000, 60_000),
        (None, "B", 20_000, 20_000, None),
    ]
    assert [x[1] for x in seen(purchasing.suggestions(goods, Plan(days=60, lead=30, cover=14)))] == ["C", "B"]
    assert [x[1] for x in seen(purchasing.suggestions(goods, Plan(days=60, lead=30, cover=14), supplier="CV Y"))] == ["C"]
    with pytest.raises(Refused, match="unknown_supplier"):
        purchasing.suggestions(goods, supplier="Siapa")


def test_a_young_shop_sells_as_fast_as_it_did_so_far_and_buys_nothing_of_what_makers_bring(shop, clock):
    """Twenty in ten days are two a day: what comes in a week has to last that week and two more, which are 42."""
    put(shop, "A", 10_000, name="TEH")
    put(shop, "KUE", 2_000, name="KUE")
    consignors.agree(shop, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.FIXED, 1_500), date(2026, 11, 1)))
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*30"])
    receive(shop, ("A", 22, 5_000))
    assert purchasing.suggestions(shop) == ()
    for _day in range(10):
        sell(shop, "A*2", "KUE*3")
        clock.forward(days=1)
    clock.forward(days=-1)
    assert [(x.shelf.code, x.packs, x.lasts_days) for x in purchasing.suggestions(shop)] == [("A", 40_000, 1)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_is_a_file_to_order_by_and_no_cell_runs(goods, tmp_path, ending):
    found = purchasing.suggestions(goods, Plan(days=30, lead=30, cover=14))
    path = tmp_path / f"beli.{ending}"
    assert purchasing.write(found, path) == 2
    rows = [[shown(cell) for cell in row] for _n, row in tables.read(path.read_bytes()).sheets[0].rows]
    assert (rows[1][0], rows[1][2], rows[1][7], rows[1][8]) == ("CV Z", "A", "1", "dus")
    assert rows[2][3] == "'=1+1"


def test_another_ending_is_refused(goods, tmp_path):
    with pytest.raises(Refused, match="unknown_list_ending"):
        purchasing.write((), tmp_path / "beli.pdf")
