"""The list of goods as windows read it: counts that follow the other filters, windows of rows, one article whole."""

import pytest

from pos_app.domain.origin import State
from pos_app.errors import Refused
from pos_app.services import goods_index, goods_list, import_products, origins, products
from pos_app.services.goods_list import Filter
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER
from tests.shelf import put

LIST = """barcode,nama,harga_jual,harga_beli,kategori,stok,stok_minimum,satuan,produsen
8997770000014,Teh Contoh 50 g,2000,1500,Minuman,10,12,pcs,Pabrik Teh
8997770000021,sabun contoh 80 g,8000,,Sabun,5,,pcs,
8997770000038,Gula Curah,14000,12000,Sembako,50,,kg,
8997770000045,Minyak 100%_Contoh,13830,0,Sembako,-3,,pcs,
"""


@pytest.fixture
def stocked(shop):
    import_products.take(shop, OWNER, LIST.encode(), name="list.csv")
    origins.record(shop, OWNER, "8997770000014", Entry(state=State.DOMESTIC))
    origins.record(shop, OWNER, "8997770000021", Entry(state=State.IMPORTED, country="MY"))
    products.change(shop, OWNER, "8997770000045", {"kind": "service"})
    return shop


def names(shop, which=Filter(), first=0, most=50):  # noqa: B008 - a frozen value
    return [row.product.name for row in goods_list.window(shop, which, first=first, most=most)]


def test_names_stand_in_order_whatever_their_letters_case(stocked):
    assert names(stocked) == ["Gula Curah", "Minyak 100%_Contoh", "sabun contoh 80 g", "Teh Contoh 50 g"]
    assert names(stocked, first=1, most=2) == ["Minyak 100%_Contoh", "sabun contoh 80 g"]


def test_words_are_found_in_names_codes_and_makers_and_every_word_counts(stocked):
    assert names(stocked, Filter("CONTOH sabun")) == ["sabun contoh 80 g"]
    assert names(stocked, Filter("0038")) == ["Gula Curah"]
    assert names(stocked, Filter("pabrik")) == ["Teh Contoh 50 g"]
    assert names(stocked, Filter("%")) == ["Minyak 100%_Contoh"]
    assert names(stocked, Filter("contoh nothing")) == []


def test_each_count_follows_the_other_filters_and_not_its_own(stocked):
    counts = goods_list.overview(stocked, Filter(state=State.DOMESTIC)).counts
    assert counts.all_states == 4
    assert counts.states == {State.DOMESTIC: 1, State.IMPORTED: 1, State.UNKNOWN: 1}, "a service has no origin"
    assert counts.shown == 1
    assert counts.low == 1
    assert counts.worth_idr == 15_000
    sembako = goods_list.overview(stocked, Filter(category="Sembako")).counts
    assert (sembako.all_states, sembako.states[State.UNKNOWN], sembako.low) == (2, 1, 0)
    assert sembako.categories == (("Minuman", 1), ("Sabun", 1), ("Sembako", 2))


def test_what_the_window_shows_is_what_was_counted(stocked):
    for which in (Filter(), Filter("contoh"), Filter(state=State.UNKNOWN), Filter(category="Sembako"), Filter(low=True)):
        assert goods_list.overview(stocked, which).counts.shown == len(names(stocked, which))


def test_an_article_is_where_its_place_says(stocked):
    rows = goods_list.window(stocked, Filter(), first=0, most=50)
    assert [goods_list.place_of(stocked, Filter(), row.product.id) for row in rows] == [0, 1, 2, 3]
    assert goods_list.place_of(stocked, Filter("gula"), rows[1].product.id) is None


def test_a_margin_needs_a_price_and_a_cost_and_low_stock_a_least(stocked):
    rows = {row.product.name: row for row in goods_list.window(stocked, Filter(), first=0, most=50)}
    assert rows["Teh Contoh 50 g"].margin_bp == 2500
    assert rows["sabun contoh 80 g"].margin_bp is None
    assert rows["Teh Contoh 50 g"].is_low
    assert not rows["Gula Curah"].is_low


def test_the_margin_of_a_taxed_article_is_net_of_tax(stocked):
    from pos_app.services import settings

    settings.change(stocked, OWNER, {"pkp": "yes"})
    row = goods_list.window(stocked, Filter("teh"), first=0, most=1)[0]
    assert row.margin_bp == 1676, "1.802 net of 198 tax, less 1.500"


def test_a_panel_has_codes_evidence_and_history(stocked):
    row = goods_list.window(stocked, Filter("sabun"), first=0, most=1)[0]
    detail = goods_list.detail(stocked, row.product.id)
    assert detail.codes == ("8997770000021",)
    assert [piece.country for piece in detail.pieces] == ["MY"]
    assert [(event.before, event.after) for event in detail.history] == [(State.UNKNOWN, State.IMPORTED)]


def test_an_article_that_is_not_there_is_refused(stocked):
    with pytest.raises(Refused, match="unknown_code"):
        goods_list.detail(stocked, 4711)


def test_a_scan_names_its_articles(stocked):
    assert [p.name for p in goods_list.meant(stocked, "8997770000038")] == ["Gula Curah"]
    assert goods_list.meant(stocked, "no such code") == ()


def test_an_article_known_by_its_key_is_changed_though_its_code_stands_on_two(stocked):
    gula = goods_list.window(stocked, Filter("gula"), first=0, most=1)[0].product
    shown, _changes = products.change(stocked, OWNER, gula.id, {"price": "15000", "code": "GULA-1"})
    assert (shown.product.price_idr, shown.codes) == (15_000, ("8997770000038", "GULA-1"))
    with pytest.raises(Refused, match="code_taken"):
        products.change(stocked, OWNER, gula.id, {"code": "8997770000014"})
    with pytest.raises(Refused, match="unknown_code"):
        products.change(stocked, OWNER, 4711, {"price": "1"})


def test_a_code_in_the_column_of_costs_leaves_the_list_readable_and_its_worth_exact(shop):
    put(shop, "A", 1000, stock=999_999, cost=899_123_450_041)
    put(shop, "B", 1000, stock=3, cost=1500)
    assert goods_list.overview(shop, Filter()).counts.worth_idr == 999_999 * 899_123_450_041 + 4500


def test_the_index_in_memory_finds_what_the_database_finds(stocked):
    index = goods_index.build(stocked)
    assert goods_list.window(stocked, Filter(), first=0, most=50, index=index) == goods_list.window(stocked, Filter(), first=0, most=50)
    for text in ("a", "teh pabrik", "contoh", "89", "tidak ada", "SABUN contoh", "100%_", "g"):
        wanted = goods_list.window(stocked, Filter(text), first=0, most=50)
        assert goods_list.window(stocked, Filter(text), first=0, most=50, index=index) == wanted, text
        assert goods_list.window(stocked, Filter(text), first=1, most=1, index=index) == wanted[1:2], text
