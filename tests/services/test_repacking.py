"""A sack into bags and a carton into pieces: stock, cost and origin go along, the loss is booked, all can be taken back."""

import pytest

from pos_app.domain.evidence import Kind as Evidence
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Cost
from pos_app.domain.origin import State, Strength
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.errors import Refused
from pos_app.services import check, origins, products, stock, stock_corrections, stock_documents
from pos_app.services.repacking import Made, repack
from pos_app.services.shop import OWNER
from tests.services.counter import on_hand, sell
from tests.shelf import put, tag


@pytest.fixture
def sack(shop):
    """Twenty-five kilos at 12.000 with a registration number, and bags of half a kilo without anything."""
    put(shop, "KARUNG", None, name="GULA KARUNG", unit="kg", weighed=True)
    stock.receive(shop, OWNER, "KARUNG", Milli(25_000), cost=Cost(120_000_000))
    origins.record(shop, OWNER, "KARUNG", Entry(Evidence.REGISTRATION, number="MD 265228006191"))
    products.change(shop, OWNER, "KARUNG", {"maker": "PT Gula Contoh", "maker_size": "large"})
    put(shop, "BUNGKUS", 7_500, name="GULA 500 G")
    return shop


def shown(shop, code):
    return products.show(shop, code).product


def test_a_sack_becomes_bags_and_what_is_lost_is_booked(sack):
    done = repack(sack, OWNER, "KARUNG", Milli(25_000), [Made("BUNGKUS", Milli(49_000))], lost=Milli(500))
    assert (on_hand(sack, "KARUNG"), on_hand(sack, "BUNGKUS")) == (0, 49_000)
    assert (shown(sack, "BUNGKUS").average_cost, shown(sack, "KARUNG").average_cost) == (60_000_000, 120_000_000)
    assert (done.document.number, done.document.total_idr, done.lost, done.short) == ("RP-20261124-0001", -6_000, 500, ())
    moves = [(m.reason, m.qty) for m in stock.card(sack, "KARUNG").moves]
    assert moves[:2] == [("breakage", -500), ("repack", -24_500)]
    assert check.problems(sack) == []


def test_evidence_and_maker_go_along_with_a_note(sack):
    done = repack(sack, OWNER, "KARUNG", Milli(10_000), [Made("BUNGKUS", Milli(20_000))])
    assert (done.given, done.differing) == (("GULA 500 G",), ())
    known = origins.show(sack, "BUNGKUS")
    assert (known.origin.state, known.origin.strength) == (State.DOMESTIC, Strength.STRONG)
    assert "KARUNG" in known.pieces[0].note
    assert known.product.maker.name == "PT Gula Contoh"
    again = repack(sack, OWNER, "KARUNG", Milli(10_000), [Made("BUNGKUS", Milli(20_000))])
    assert again.given == ()


def test_an_origin_of_its_own_stays_and_is_said(sack):
    tag(sack, "BUNGKUS", State.IMPORTED, country="TH")
    done = repack(sack, OWNER, "KARUNG", Milli(1_000), [Made("BUNGKUS", Milli(2_000))])
    assert (done.given, done.differing) == ((), ("GULA 500 G",))
    assert shown(sack, "BUNGKUS").origin.state is State.IMPORTED


def test_a_source_of_unknown_origin_or_cost_hands_on_nothing_it_does_not_have(shop):
    put(shop, "DUS", 100_000, stock=3, unit="dus")
    put(shop, "BIJI", 3_000)
    done = repack(shop, OWNER, "DUS", Milli(1_000), [Made("BIJI", Milli(40_000))])
    assert (done.given, shown(shop, "BIJI").average_cost) == ((), None)
    put(shop, "LAIN", 3_000, stock=10, cost=2_000)
    repack(shop, OWNER, "DUS", Milli(1_000), [Made("LAIN", Milli(40_000))])
    assert shown(shop, "LAIN").average_cost == 20_000_000


def test_a_carton_of_a_pack_code_becomes_several_articles(shop):
    put(shop, "HADIAH", 1_000, cost=600, stock=24, packs=[("HADIAH-DUS", "dus", 12, 11_000)])
    for code in ("KECIL", "BESAR"):
        put(shop, code, 5_000)
    repack(shop, OWNER, "HADIAH-DUS", Milli(2_000), [Made("KECIL", Milli(4_000), Milli(4_000)), Made("BESAR", Milli(2_000))])
    assert (on_hand(shop, "HADIAH"), on_hand(shop, "KECIL"), on_hand(shop, "BESAR")) == (0, 4_000, 2_000)
    assert (shown(shop, "KECIL").average_cost, shown(shop, "BESAR").average_cost) == (6_000_000, 60_000_000)


def test_a_repacking_is_taken_back_by_a_counter_paper(sack):
    done = repack(sack, OWNER, "KARUNG", Milli(25_000), [Made("BUNGKUS", Milli(49_000))], lost=Milli(500))
    back = stock_corrections.correct(sack, OWNER, done.document.number, why="salah karung")
    assert (on_hand(sack, "KARUNG"), on_hand(sack, "BUNGKUS")) == (25_000, 0)
    assert (shown(sack, "KARUNG").average_cost, back.document.total_idr) == (120_000_000, 6_000)
    with pytest.raises(Refused, match="nothing_left_to_correct"):
        stock_corrections.correct(sack, OWNER, done.document.number, why="lagi")
    assert check.problems(sack) == []


def test_what_cannot_be_is_refused_and_nothing_is_written(sack):
    put(sack, "JASA", 1_000, kind=Kind.SERVICE)
    for made, why in (
        ([], "document_empty"),
        ([Made("KARUNG", Milli(1_000))], "repack_into_itself"),
        ([Made("BUNGKUS", Milli(1_000), Milli(1)), Made("BUNGKUS", Milli(1_000))], "repack_twice"),
        ([Made("JASA", Milli(1_000))], "no_stock_kept"),
        ([Made("TIDAK ADA", Milli(1_000))], "unknown_code"),
    ):
        with pytest.raises(Refused, match=why):
            repack(sack, OWNER, "KARUNG", Milli(25_000), made)
    assert (on_hand(sack, "KARUNG"), stock_documents.listed(sack, kinds=[DocumentKind.REPACK])) == (25_000, ())


def test_the_same_paper_twice_is_one_and_below_zero_is_said(sack):
    sell_from = repack(sack, OWNER, "KARUNG", Milli(26_000), [Made("BUNGKUS", Milli(52_000))], uid="u-1")
    again = repack(sack, OWNER, "KARUNG", Milli(26_000), [Made("BUNGKUS", Milli(52_000))], uid="u-1")
    assert (sell_from.short, again.document.number) == (("GULA KARUNG",), sell_from.document.number)
    assert on_hand(sack, "KARUNG") == -1_000
    assert sell(sack, "BUNGKUS").lines[0].cost == 60_000_000
