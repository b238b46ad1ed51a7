"""What goes out to a spreadsheet comes back unchanged, with everything an article has."""

from datetime import date

import pytest
from openpyxl import load_workbook

from pos_app import bootstrap
from pos_app.domain.money import Cost
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import check, export_products, import_products, prices, products, stock_count
from pos_app.services import small_lists as lists
from pos_app.services.article_parts import PackPart, Parts, SupplierPart
from pos_app.services.shop import OWNER
from tests.services.test_import_products import A, B, C, counts, everything, take

DAY = date(2026, 12, 1)


@pytest.fixture
def stocked(shop):
    """An article with all that one can have, a service handed on, one without content, one below zero."""
    take(shop, f"{A},Mi Kuah 85G,3000,Makanan > Mi,36.5,bks\n{B},Gula 1L,14000,,7,kg\n", mapping={"stok": "stock"})
    take(shop, "PLS,Token 20 rb,21500,Jasa,,\nMIN,Sapu,5000,,-2,pcs\n")
    parts = Parts(
        packs=(PackPart("dus", Milli(40_000), 110_000, (C, "MI|DUS", "=2")), PackPart("renceng", Milli(10_000))),
        quantity_prices=((Milli(6_000), 2_900), (Milli(12_500), 2_800)),
        suppliers=(
            SupplierPart("UD Jaya", Cost(1_035_000_000), "dus", "J-1"),
            SupplierPart("CV Tugu", Cost(25_005_000)),
            SupplierPart("=Toko", None, None, "+7"),
        ),
    )
    products.change(shop, OWNER, A, {"member_price": "2950", "wholesale_price": "2850", "content": "5x17 g"}, parts=parts)
    products.change(shop, OWNER, B, {"content": "-"})
    products.change(shop, OWNER, "PLS", {"kind": "service", "fee": "0"})
    return shop


def state(shop):
    with shop.uow.read() as u:
        steps = u.prices.all_quantity_prices()
    return everything(shop), steps, [x.suppliers for x in articles(shop)]


def suppliers(shop):
    return [[(x.name, x.usual, x.their_code, x.unit, x.cost) for x in article.suppliers] for article in articles(shop)]


def articles(shop):
    with shop.uow.read() as u:
        return u.lists.all_articles(day=date(2026, 11, 24))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_article_with_everything_comes_back_unchanged_and_goes_whole_into_another_shop(stocked, places, tmp_path, ending):
    path, before = tmp_path / f"barang.{ending}", state(stocked)
    export_products.write(stocked, path)
    done = import_products.take(stocked, OWNER, path.read_bytes(), name=path.name)
    assert [(x.row.name, x.changed) for x in done.outcomes if x.changed] == []
    assert (counts(done), state(stocked), done.warned) == ((0, 0, 4, 0), before, 1), "below zero is said"
    other = bootstrap.open_shop(places.with_shop(), clock=stocked.clock)
    import_products.take(other, OWNER, path.read_bytes(), name=path.name)
    again = tmp_path / f"lagi.{ending}"
    export_products.write(other, again)
    if ending == "csv":
        assert again.read_text() == path.read_text()
    assert suppliers(other) == suppliers(stocked)
    assert products.show(other, "MI|DUS").codes == products.show(stocked, A).codes
    assert products.show(other, A).product.content == products.show(stocked, A).product.content
    assert products.show(other, B).product.content is None
    assert products.show(other, "PLS").product.fee_idr == 0
    assert check.problems(other) == []
    other.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_columns_of_a_spreadsheet_have_their_types(stocked, tmp_path):
    path = tmp_path / "barang.xlsx"
    export_products.write(stocked, path)
    sheet = load_workbook(path).active
    head = {cell.value: cell for cell in sheet[2 - 1]}
    cells = {name: sheet.cell(2, cell.column) for name, cell in head.items()}
    assert [(cells[x].data_type, cells[x].number_format) for x in ("barcode", "harga_jual", "stok")] == [
        ("s", "@"), ("n", "#,##0"), ("n", "General"),
    ]  # fmt: skip
    assert not [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    lists.write_template(tmp_path / "kosong.xlsx")
    heads = [c.value for c in load_workbook(tmp_path / "kosong.xlsx").active[1]]
    assert {"isi_bersih", "bagian_toko", "mulai_1", "harga_mulai_3", "harga_pemasok_2", "kode_pemasok"} < set(heads)


def test_a_list_changes_what_it_says_of_suppliers_content_and_quantity_prices(stocked):
    head = "kd_barang,barcode,kode_lain,nm_barang,jenis_barang,isi_bersih,mulai_1,harga_mulai_1,pemasok,harga_pemasok,satuan_pemasok"
    head += ",pemasok_2\n"
    done = take(stocked, f",{A},,Mi Kuah 85G,goods,90 g,6,2800,cv tugu,105000,dus,Baru\n", head)
    assert (counts(done), set(done.outcomes[0].changed)) == ((0, 1, 0, 0), {"content", "supplier", "quantity_prices"})
    mi = articles(stocked)[0]
    assert [(x.name, x.usual, x.cost, x.unit) for x in mi.suppliers] == [
        ("CV Tugu", True, 1_050_000_000, "dus"), ("=Toko", False, None, None), ("Baru", False, None, None),
        ("UD Jaya", False, 1_035_000_000, "dus"),
    ]  # fmt: skip
    done = take(stocked, f",{A},,Mi Kuah 85G,goods,banyak,1,2800,,9,,\n,{B},,Gula 1L,goods,,,,X,9000,zak,\n", head)
    assert [[x.code for x in outcome.notes] for outcome in done.outcomes] == [
        ["import_no_content", "import_quantity_price"], ["import_supplier_unit"],
    ]  # fmt: skip
    assert dict(products.show(stocked, A).product.quantity_prices) == {6_000: 2_800}


def test_what_was_put_away_is_found_and_not_made_anew(stocked):
    for code in (A, B, "PLS"):
        products.change(stocked, OWNER, code, {"archived": "yes"})
    done = take(stocked, f"{A},Mi,3000,,,\n0{B},Lain,1,,,\nPLS,Pulsa,1,,,\nBARU,Baru,1,,,\n")
    assert (counts(done), [x.notes[0].code for x in done.outcomes if x.notes]) == ((1, 0, 0, 3), ["import_archived"] * 3)
    assert dict(done.outcomes[0].notes[0].fields) == {"code": A, "name": "Mi Kuah 85G"}
    products.change(stocked, OWNER, A, {"archived": "no"})
    assert counts(take(stocked, f"{A},Mi Kuah 85G,3000,,,\n")) == (0, 0, 1, 0)


def test_prices_of_packs_and_prices_to_come_come_back_unchanged(stocked, tmp_path):
    path = tmp_path / "harga.csv"
    products.change(stocked, OWNER, A, {"price": "3200"}, valid_from=DAY)
    assert lists.write_prices(stocked, path) == 6
    done = lists.take_prices(stocked, OWNER, path.read_bytes(), name=path.name)
    assert (done.unchanged, done.updated, done.refused, len(prices.waiting(stocked))) == (6, 0, 0, 1)
    text = f"barcode,harga_jual,harga_member,berlaku_mulai\n{C},115000,,\n{C},120000,,2026-12-05\n{C},,1,\n"
    done = lists.take_prices(stocked, OWNER, text.encode(), name="x.csv")
    assert (done.updated, done.refused) == (2, 1)
    (dus,) = [x for x in articles(stocked)[0].units if x.unit == "dus"]
    assert (dus.price_idr, dus.holds, products.show(stocked, A).product.price_idr) == (115_000, 40_000, 3_000)
    assert {(x.pack, x.price_idr) for x in prices.waiting(stocked)} == {(False, 3_200), (True, 120_000)}


def test_what_is_on_hand_comes_back_as_a_count_without_a_difference(stocked, tmp_path):
    path = tmp_path / "stok.xlsx"
    assert lists.write_stock(stocked, path) == 3
    taken = stock_count.take(stocked, OWNER, path)
    assert (taken.articles, [x.difference.qty for x in taken.sheet.differences if x.difference.qty]) == (2, [])
    fine = tmp_path / "halus.csv"
    fine.write_text(f"barcode,stok\n{B},0.0004\n")
    with pytest.raises(Refused, match="count_too_fine"):
        stock_count.take(stocked, OWNER, fine)
    fine.write_text(f"barcode,stok\n{B},\n")
    with pytest.raises(Refused, match="list_without_counts"):
        stock_count.take(stocked, OWNER, fine)
    assert check.problems(stocked) == []


def test_a_code_on_two_packs_of_an_article_is_that_of_the_first_and_the_other_is_said(shop):
    head = "kd_barang,barcode,kode_lain,nm_barang,jenis_barang,satuan_jual,harga_jual"
    head += ",satuan_2,isi_2,barcode_2,kode_lain_2,satuan_3,isi_3,barcode_3"
    row = f",{A},,Mi,goods,pcs,2000,dus,40,D1,D2 | {A},pak,10,D2"
    for counted in ((1, 0, 0, 0), (0, 0, 1, 0)):
        done = take(shop, f"{row}\n", f"{head}\n")
        assert (counts(done), [x.code for x in done.outcomes[0].notes]) == (counted, ["import_pack_code"] * 2)
    [mi] = articles(shop)
    assert {(x.code, x.unit) for x in mi.codes} == {(A, None), ("D1", "dus"), ("D2", "dus")}
