"""The desk of origins: the order of effect, the meter, and one piece of evidence after another, each of which can be undone."""

import pytest

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.evidence import Kind
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from pos_app.services import checkout, import_products, origins, products, tagging
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER

LIST = """barcode,nama,harga_jual,harga_beli,stok,produsen
8997770000014,Teh,1000,500,10,Pabrik A
8997770000021,Sabun,1000,900,10,Pabrik A
8997770000038,Gula,1000,500,50,
8997770000045,Garam,1000,500,1,
"""


def sell(shop, *codes):
    cart = Cart()
    for code in codes:
        cart = checkout.scan(shop, cart, code).cart
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, 1_000_000)])


@pytest.fixture
def stocked(shop):
    import_products.take(shop, OWNER, LIST.encode(), name="list.csv")
    return shop


def test_goods_that_sold_most_come_first_then_those_that_lie_there_dearest(stocked):
    sell(stocked, "8997770000045", "8997770000045")
    sell(stocked, "8997770000014")
    desk = tagging.desk(stocked)
    assert [tag.product.name for tag in desk.tags] == ["Garam", "Teh", "Gula", "Sabun"]
    assert [int(tag.sales_idr) for tag in desk.tags] == [2000, 1000, 0, 0]
    assert desk.left == 4


def test_sales_of_thirty_days_ago_count_and_older_ones_do_not(stocked, clock):
    sell(stocked, "8997770000045")
    clock.forward(days=29)
    assert tagging.desk(stocked).tags[0].sales_idr == 1000
    clock.forward(days=1)
    assert tagging.desk(stocked).tags[0].sales_idr == 0


def test_services_deposits_and_general_goods_never_come_to_the_desk(stocked):
    products.open_article(stocked, OWNER)
    products.change(stocked, OWNER, "8997770000045", {"kind": "service"})
    assert {tag.product.name for tag in tagging.desk(stocked).tags} == {"Teh", "Sabun", "Gula"}
    assert tagging.desk(stocked).left == 3


def test_the_meter_says_what_share_of_the_sales_has_a_known_origin(stocked):
    sell(stocked, "8997770000045", "8997770000045", "8997770000014")
    desk = tagging.desk(stocked)
    assert (desk.meter.known_tenths, desk.meter.by_stock) == (0, False)
    assert desk.meter.raises_bp(desk.tags[0]) == 6667
    assert desk.meter.after(desk.tags[:1]).known_tenths == 667
    tagged = tagging.tag(stocked, OWNER, desk.tags[0].product.id, [Entry(state=State.DOMESTIC)])
    assert tagging.desk(stocked).meter == desk.meter.moved(tagged.open.tag, State.UNKNOWN, State.DOMESTIC)


def test_before_anything_was_sold_the_meter_measures_the_stock(stocked):
    desk = tagging.desk(stocked)
    assert desk.meter.by_stock
    assert [tag.product.name for tag in desk.tags] == ["Gula", "Sabun", "Teh", "Garam"]
    assert sum(desk.meter.values.values()) == 25_000 + 9_000 + 5_000 + 500


def test_everything_entered_about_an_article_is_recorded_or_nothing(stocked):
    key = tagging.desk(stocked).tags[0].product.id
    good, bad = Entry(Kind.REGISTRATION, number="MD 265228006191"), Entry(Kind.TKDN, number="1")
    with pytest.raises(Refused, match="tkdn_missing"):
        tagging.tag(stocked, OWNER, key, [good, bad])
    assert tagging.look(stocked, key).pieces == ()
    tagged = tagging.tag(stocked, OWNER, key, [good, Entry(Kind.TKDN, number="1", tkdn_bp=4550)])
    assert (tagged.open.origin.state, tagged.open.origin.tkdn_bp) == (State.DOMESTIC, 4550)
    assert tagged.changes.origins


def test_undoing_withdraws_what_was_set_and_brings_back_what_it_replaced(stocked):
    key = tagging.desk(stocked).tags[0].product.id
    tagging.tag(stocked, OWNER, key, [Entry(Kind.LABEL, state=State.IMPORTED, country="CN")])
    tagged = tagging.tag(stocked, OWNER, key, [Entry(Kind.LABEL, state=State.DOMESTIC), Entry(Kind.REGISTRATION, number="MD265228006191")])
    assert tagged.open.origin.state is State.DOMESTIC
    back = tagging.undo(stocked, OWNER, tagged, why="typed by mistake")
    assert (back.open.origin.state, back.open.origin.country) == (State.IMPORTED, "CN")
    assert [piece.kind for piece in back.open.pieces] == [Kind.LABEL]
    again = tagging.tag(stocked, OWNER, key, [Entry(Kind.REGISTRATION, number="MD265228006191"), Entry(Kind.LABEL, state=State.DOMESTIC)])
    origins.withdraw(stocked, OWNER, key, Kind.REGISTRATION, why="somebody else was faster")
    with pytest.raises(Refused, match="no_such_evidence"):
        tagging.undo(stocked, OWNER, again, why="x")
    assert origins.show(stocked, key).origin.state is State.DOMESTIC, "all of it is undone, or nothing"


def test_unknown_takes_back_the_shops_own_word_and_can_be_undone(stocked):
    key = tagging.desk(stocked).tags[0].product.id
    tagging.tag(stocked, OWNER, key, [Entry(state=State.DOMESTIC)])
    tagged = tagging.tag(stocked, OWNER, key, [Entry(state=State.UNKNOWN)])
    assert tagged.open.origin.state is State.UNKNOWN
    assert tagging.undo(stocked, OWNER, tagged, why="no").open.origin.state is State.DOMESTIC


def test_disagreeing_pieces_are_settled_with_a_reason(stocked):
    key = tagging.desk(stocked).tags[0].product.id
    tagging.tag(stocked, OWNER, key, [Entry(state=State.DOMESTIC)])
    assert tagging.tag(stocked, OWNER, key, [Entry(Kind.REGISTRATION, number="ML867031004482")]).open.origin.conflict
    word = [Entry(Kind.LABEL, state=State.IMPORTED)]
    with pytest.raises(Refused, match="reason_missing"):
        tagging.tag(stocked, OWNER, key, word, resolves=" ")
    settled = tagging.tag(stocked, OWNER, key, word, resolves="the importer stands on the package").open
    assert (settled.origin.state, settled.origin.conflict) == (State.IMPORTED, False)


def test_other_goods_of_the_maker_are_a_hint(stocked):
    origins.record(stocked, OWNER, "8997770000021", Entry(state=State.DOMESTIC))
    tea = next(tag for tag in tagging.desk(stocked).tags if tag.product.name == "Teh")
    assert tagging.look(stocked, tea.product.id).siblings == {State.DOMESTIC: 1, State.IMPORTED: 0, State.UNKNOWN: 0}
    sugar = next(tag for tag in tagging.desk(stocked).tags if tag.product.name == "Gula")
    assert sum(tagging.look(stocked, sugar.product.id).siblings.values()) == 0


def test_a_scan_is_an_article_or_a_package_code_or_both(stocked):
    assert [p.name for p in tagging.meant(stocked, "8997770000014").products] == ["Teh"]
    package = tagging.meant(stocked, "(90)MD265211001078(91)291029")
    assert (package.products, package.registration.number) == ((), "MD265211001078")
    products.add_on_the_spot(stocked, OWNER, name="Air", price_idr=None, code="(90)MD265211001078(91)291029")
    both = tagging.meant(stocked, "(90)MD265211001078(91)291029")
    assert ([p.name for p in both.products], both.registration.number) == (["Air"], "MD265211001078")


def test_a_sold_fraction_counts_what_it_brought_in(stocked):
    cart = Cart()
    found = checkout.scan(stocked, cart, "8997770000038").cart.lines[0].found
    checkout.commit(stocked, OWNER, carts.add(cart, found, qty=Milli(250)), [Payment(Means.CASH, 1000)])
    assert next(tag.sales_idr for tag in tagging.desk(stocked).tags if tag.product.name == "Gula") == 250
