"""Which of several columns that could be meant is meant: the wrong one is wrong money or wrong stock, in silence."""

import pytest

from pos_app.documents import tables
from pos_app.domain.article_list.model import ArticleList
from pos_app.domain.article_list.read import read
from pos_app.services.vocabulary import shipped


def listed(text: str) -> ArticleList:
    return read(tables.read(text.strip("\n").encode()), shipped())


def test_a_stock_card_gives_the_stock_at_its_end() -> None:
    (row,) = listed("Kode;Nama Barang;Harga Jual;Stok Awal;Masuk;Keluar;Stok Akhir\nA1;Kopi;1500;10;5;7;8").rows
    assert row.stock == 8_000


def test_an_opening_stock_alone_is_the_stock() -> None:
    (row,) = listed("Kode;Nama Barang;Harga Jual;Stok Awal\nA1;Kopi;1500;10").rows
    assert row.stock == 10_000


@pytest.mark.parametrize(
    "header",
    ["Kode;Nama;Harga;Harga Jual", "Kode;Nama;Harga Lama;Harga Baru", "Kode;Nama;Harga Jual (Grosir);Harga Jual (Eceran)"],
)
def test_the_price_meant_is_the_selling_the_new_the_retail_one(header: str) -> None:
    (row,) = listed(f"{header}\n1;Kopi;1400;1500").rows
    assert row.price_idr == 1_500


def test_words_in_brackets_are_words() -> None:
    (row,) = listed("Kode;Nama;Harga Jual (Grosir);Harga Jual (Eceran);Harga Beli (Dus);Harga Beli (Pcs)\n1;Kopi;1400;1500;40000;1000").rows
    assert (row.price_idr, row.wholesale_price_idr, row.cost) == (1_500, 1_400, 10_000_000)


def test_the_cost_of_a_box_is_not_the_cost_of_a_piece() -> None:
    (row,) = listed("Nama Barang;Harga Beli/Dus;Isi;Harga Beli/Pcs;Harga Jual/Pcs\nKopi;40000;40;1000;1500").rows
    assert (row.cost, row.price_idr, row.unit) == (10_000_000, 1_500, "Pcs")
    (row,) = listed("Nama Barang;Satuan 2;Isi 2;Harga Beli Dus;Harga Jual\nKopi;DUS;40;40000;1500").rows
    assert row.cost == 10_000_000


def test_short_words_are_written_out() -> None:
    (row,) = listed("Nm. Brg;Kd. Brg.;Hrg. Jual;Hrg. Beli;Stk.;Sat.\nKopi;A1;1.500;1.000;8;Pcs").rows
    assert (row.name, row.codes, row.price_idr, row.cost, row.stock, row.unit) == ("Kopi", ("A1",), 1_500, 10_000_000, 8_000, "Pcs")


def test_keys_of_other_tables_are_no_words() -> None:
    (row,) = listed("id;id_kategori;id_supplier;kode;nama_produk;harga_jual;stok;id_satuan\n1;3;4;P01;Kopi;1500;2;7").rows
    assert (row.category, row.supplier, row.unit) == (None, None, None)


def test_a_further_unit_has_the_price_of_its_number() -> None:
    (row,) = listed("Kode;Nama;Satuan;Satuan 2;Isi 2;Harga 2;Harga\n1;Mi;BKS;DUS;40;105.000;2.800").rows
    assert [(pack.unit, pack.holds, pack.price_idr) for pack in row.packs] == [("DUS", 40_000, 105_000)]
    assert row.price_idr == 2_800


def test_kinds_of_goods_are_names_where_nothing_else_is() -> None:
    found = listed("No;Jenis Barang;Satuan;Harga\n1;Kopi;pcs;1500\n2;Teh;pcs;1000")
    assert [row.name for row in found.rows] == ["Kopi", "Teh"]


def test_the_labels_of_a_data_import_template_are_its_header() -> None:
    found = listed(
        """
Data Import Template
DocType:,Item,,,,,Item Barcode
Column Labels:,ID,Item Code,Item Name,Item Group,Standard Selling Rate,Barcode
Column Name:,name,item_code,item_name,item_group,standard_rate,barcode
Mandatory:,Yes,Yes,No,Yes,No,No
Start entering data below this line
,"""
        '''"""B-1""",B-1,Beras 5kg,Sembako,68000.0,8991234500416'''
    )
    (row,) = found.rows
    assert (row.name, row.number, row.category, row.price_idr, found.layout.header_row) == ("Beras 5kg", "B-1", "Sembako", 68_000, 3)


def test_what_an_export_archived_is_not_for_sale() -> None:
    found = listed("Token,Item Name,Variation Name,SKU,Price,Archived\nA,Kopi,Regular,K1,1500,N\nB,Lama,Regular,L1,1000,Y")
    assert [row.sellable for row in found.rows] == [None, False]


def test_a_pharmacy_buys_at_hna_and_sells_at_hja() -> None:
    (row,) = listed("Kode;Nama Obat;HNA;HJA;Stok\n1;Parasetamol;4.500;6.000;10").rows
    assert (row.cost, row.price_idr) == (45_000_000, 6_000)


def test_nine_thousand_beside_prices_with_two_decimals_is_not_nine_rupiah() -> None:
    found = listed("Kode;Nama;Harga\n1;A;15.000,00\n2;B;9,000\n3;C;7.250,50\n4;D;1.250.000")
    assert [row.price_idr for row in found.rows] == [15_000, 9_000, 7_251, 1_250_000]
    assert "import_sign_mixed" in [note.code for note in found.rows[1].notes]


def test_a_list_printed_page_by_page_has_only_its_articles() -> None:
    page = "TOKO JAYA\nLaporan Stok Barang\nTanggal: 01/02/2026;;;Halaman {n}\nKode;Nama Barang;Harga Jual;Stok\n{rows}\nSub Total;;;3\n\n"
    text = page.format(n=1, rows="K1;Kopi;1500;1\nK2;Teh;2500;2") + page.format(n=2, rows="K3;Gula;15000;1\nK4;Garam;2000;2")
    found = listed(text + "Grand Total;;;6\nMengetahui,\nPemilik;;Kasir\n( Budi );;( Ani )")
    assert [(row.name, row.category, row.refusal) for row in found.rows] == [
        ("Kopi", None, None),
        ("Teh", None, None),
        ("Gula", None, None),
        ("Garam", None, None),
    ]


def test_options_that_the_variation_names_already_are_not_said_twice() -> None:
    found = listed('Token,Item Name,Variation Name,SKU,Price,Option Value 1\nA,Kaos,"M, Merah",K1,85000,M')
    assert [row.name for row in found.rows] == ["Kaos M, Merah"]


@pytest.mark.parametrize(
    ("header", "system"),
    [
        ("barcode;nama;harga_jual;kategori;stok;satuan", ""),
        ("Nama Barang;Barcode;Harga Jual;Harga Beli;Stok", ""),
        ("Kode Item;Nama Item;Jenis;Satuan;Harga Pokok;Harga Jual;Stok awal", "ipos5_one_price"),
        ("Item Name;Category;SKU;Price;In Stock", "moka"),
    ],
)
def test_a_list_kept_by_hand_is_not_called_a_system_s_for_words_everyone_uses(header: str, system: str) -> None:
    assert listed(f"{header}\n8991234500416;Kopi;1500;1400;1;2;3").layout.system == system
