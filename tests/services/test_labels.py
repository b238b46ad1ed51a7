"""Which labels: as many as came in, what changed its price, a category; own brands name their maker; codes of the shop's own range."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from pos_app.domain.money import Cost
from pos_app.domain.price_change import PriceKind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import import_products, labels, products, settings
from pos_app.services.goods_list import Filter
from pos_app.services.shop import OWNER
from pos_app.storage.codes import NewCode
from pos_app.storage.prices import NewPrice
from pos_app.storage.stock import Move
from tests.documents import papers
from tests.shelf import OIL, SUGAR, TEA, base_list, put


@pytest.fixture
def stocked(shop):
    base_list(shop)
    return shop


def copies(lines):
    return {line.found.product.name: line.copies for line in lines}


def test_as_many_as_came_in_and_one_for_what_is_weighed(stocked, clock):
    ids = {code: products.show(stocked, code).product.id for code in (TEA, SUGAR)}
    with stocked.uow.write() as u:
        came = [Move(ids[TEA], Milli(12_000), "receive", Cost(1), "IN-1"), Move(ids[SUGAR], Milli(7_500), "receive", Cost(1), "IN-1")]
        u.stock.post([*came, Move(ids[TEA], Milli(-3_000), "sale", None, "T1-1")], at=clock(), business_day=clock().date(), actor=OWNER)
        u.commit()
    assert copies(labels.of_document(stocked, "IN-1")) == {"TEH CONTOH 50G": 12, "GULA CURAH": 1}
    assert labels.pdf(stocked, labels.of_document(stocked, "IN-1"), sheet="38x25").labels == 13
    with pytest.raises(Refused, match="nothing_came_in"):
        labels.of_document(stocked, "T1-1")


def test_one_label_for_every_article_whose_price_changed_today(stocked):
    assert labels.of_prices(stocked) == []
    products.change(stocked, OWNER, TEA, {"price": "2500"})
    assert copies(labels.of_prices(stocked)) == {"TEH CONTOH 50G": 1}


def test_the_labels_of_tomorrows_prices_tell_them_the_evening_before(stocked):
    tomorrow = date(2026, 11, 25)
    products.change(stocked, OWNER, TEA, {"price": "2500"}, valid_from=tomorrow)
    put(stocked, TEA, 2100, name="TEH LAIN")
    lines = labels.of_prices(stocked, tomorrow)
    assert copies(lines) == {"TEH CONTOH 50G": 1}, "a code that stands on two articles stops nothing"
    said = papers.squeezed(labels.pdf(stocked, lines).body)
    assert "2.500" in said
    assert "Rp5.000per100g" in said
    assert "2.015" in papers.squeezed(labels.pdf(stocked, [labels.Line(lines[0].found)]).body)


def test_a_cartons_price_of_tomorrow_stands_on_the_cartons_label(stocked, clock):
    put(stocked, "BISKUIT", 2_000, packs=[("BISKUIT-DUS", "dus", 12, 20_000)])
    tomorrow, biscuit = date(2026, 11, 25), products.show(stocked, "BISKUIT").product.id
    with stocked.uow.write() as u:
        dearer = NewPrice(biscuit, PriceKind.RETAIL, 20_000, 21_000, unit="dus")
        u.prices.note([dearer], day=tomorrow, at=clock(), person="", source="list", waits=True)
        u.commit()
    [line] = labels.of_prices(stocked, tomorrow)
    assert (line.found.code, line.found.unit, line.found.price_idr) == ("BISKUIT-DUS", "dus", 21_000)


def test_a_category_and_everything(stocked):
    assert copies(labels.of_goods(stocked, Filter(category="Sembako"))) == {"GULA CURAH": 1, "MINYAK CONTOH 1L": 1}
    assert len(labels.of_goods(stocked)) == 4


def test_the_shops_own_brand_names_its_maker_and_says_where_it_is_not_known(stocked):
    settings.change(stocked, OWNER, {"own_brands": "Warung Kita, Sari"})
    for code, maker in ((TEA, "Dapur Bu Tini"), (OIL, "")):
        products.change(stocked, OWNER, code, {"brand": "sari", "maker": maker})
    printed = labels.pdf(stocked, labels.read(stocked, [TEA, OIL, SUGAR]))
    said = papers.squeezed(printed.body)
    assert said.count("DibuatolehDapurBuTini") == 1
    assert printed.without_maker == (OIL,)


def test_codes_of_the_own_range_are_given_out_once_and_never_again(stocked):
    put(stocked, "(90)MD265211001078", 5000, name="AIR")
    first, changes = labels.give_code(stocked, OWNER, "(90)MD265211001078")
    assert (first.code, first.product.code, changes.products) == ("S000001", "S000001", True)
    assert labels.give_code(stocked, OWNER, "S000001")[0].code == "S000001", "one that has a code keeps it"
    assert labels.give_code(stocked, OWNER, TEA)[0].code == "S000002"
    with stocked.uow.write() as u:
        u.codes.add(products.show(stocked, OIL).product.id, [NewCode("S000777", None)])
        u.commit()
    assert labels.give_code(stocked, OWNER, SUGAR)[0].code == "S000778"
    import_products.take(stocked, OWNER, b"nama,harga_jual\nKUE LAPIS,2000\n", name="list.csv")
    assert products.show(stocked, "S000779").product.name == "KUE LAPIS"


def test_a_code_that_its_article_lost_is_not_given_to_another(stocked):
    from sqlalchemy import delete

    from pos_app.storage import tables as t

    code = labels.give_code(stocked, OWNER, TEA)[0].code
    with stocked.uow.write() as u:
        u._connection.execute(delete(t.product_code).where(t.product_code.c.code == code))
        u.commit()
    assert labels.give_code(stocked, OWNER, OIL)[0].code == "S000002"


def test_two_tills_that_ask_at_once_get_two_codes(stocked):
    made = [put(stocked, f"KODE-{n}", 1000, name=f"BARANG {n}") for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        codes = [found.code for found, _changes in pool.map(lambda i: labels.give_code(stocked, OWNER, i), made)]
    assert len(set(codes)) == 6
