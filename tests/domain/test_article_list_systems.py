"""Lists as other systems export them, read by the titles of each; every article and code here is invented."""

import pytest

from pos_app.errors import Refused
from tests.domain.test_article_list_read import A, B, C, listed, said


def test_a_stock_list_of_sap_is_read_and_what_furniture_is_made_of_is_no_code() -> None:
    (row,) = listed(
        "\tMaterial\tMaterial Description\tEAN/UPC\tBUn\tMatl Group\tUnrestricted\tStd price\tPrice\n"
        f"\t0010123\tMINYAK 2L\t{A}\tPC\tFOOD\t12,000-\t30.500,00\t34.900,00"
    ).rows
    assert (row.number, row.codes, row.name, row.unit, row.category) == ("0010123", (A,), "MINYAK 2L", "PC", "FOOD")
    assert (row.stock, row.cost, row.price_idr) == (-12000, 305000000, 34900)
    assert [row.codes for row in listed("Nama,Material,Harga\nKursi,Kayu,50000\nMeja,Kayu,90000").rows] == [(), ()]


LOYVERSE = (
    "Handle,SKU,Name,Category,Sold by weight,Option 1 name,Option 1 value,Cost,Barcode,"
    "SKU of included item,Quantity of included item,Track stock,"
    "Available for sale [Ijo],Price [Ijo],In stock [Ijo],Available for sale [Biru],Price [Biru],In stock [Biru]\n"
    "kaos,1,Kaos,Pakaian,N,Ukuran,S,31000.00,,,,Y,Y,45000.00,4.000,Y,46000.00,-1.500\n"
    "kaos,2,,,N,,M,31000.00,,,,Y,Y,45000.00,1000.000,Y,46000.00,8.000\n"
    "paket,3,Paket,Paket,N,,,0.00,,1,1.000,N,Y,9000.00,,N,,\n"
    "paket,,,,,,,,,2,1.000,,,,,,,\n"
    "jasa,4,Tambal Ban,Jasa,N,,,0.00,,,,N,Y,variable,,Y,variable,\n"
)


def test_loyverse_variants_components_and_stock_of_three_decimals() -> None:
    found = listed(LOYVERSE)
    assert [(row.name, row.category, row.stock, row.kind) for row in found.rows] == [
        ("Kaos S", "Pakaian", 4000, None),
        ("Kaos M", "Pakaian", 1000000, None),
        ("Paket", "Paket", None, None),
        ("Tambal Ban", "Jasa", None, "service"),
    ]
    assert found.layout.stores == ("Ijo", "Biru")
    assert found.notes[0].code == "import_store_taken"


def test_another_store_of_the_file_is_taken_when_it_is_named() -> None:
    found = listed(LOYVERSE, store="biru")
    assert (found.rows[0].price_idr, found.rows[0].stock) == (46000, -1500)
    with pytest.raises(Refused, match="import_no_such_store"):
        listed(LOYVERSE, store="Merah")


def test_rows_of_another_outlet_are_left_out_where_a_column_names_it() -> None:
    found = listed("Item Name,Variant Name,SKU,Price,In Stock,Outlet\nKopi,Hot,K1,18000,5,Ijo\nKopi,Hot,K1,19000,2,Biru\n")
    assert [(row.name, row.price_idr) for row in found.rows] == [("Kopi Hot", 18000)]


def test_shopify_rows_that_only_add_a_picture_are_no_articles() -> None:
    found = listed(
        "Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,"
        "Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Status\n"
        'madu,Madu Hutan,"<p>Asli\nsekali</p>",Rinjani,Madu,true,Isi,150 ml,M1,3,28000,,a.jpg,active\n'
        "madu,,,,,,,350 ml,M2,1,59000,8991234500553,,\n"
        "madu,,,,,,,,,,,,b.jpg,\n"
        "teh,Teh,,Kebun,Teh,true,Title,Default Title,T1,2,7800,,c.jpg,draft\n"
    )
    assert [(row.name, row.brand, row.number, row.sellable) for row in found.rows] == [
        ("Madu Hutan 150 ml", "Rinjani", "M1", True),
        ("Madu Hutan 350 ml", "Rinjani", "M2", None),
        ("Teh", "Kebun", "T1", False),
    ]
    assert found.rows[0].description == "Asli sekali"


def test_a_woocommerce_parent_is_no_article_and_gives_its_category_to_the_variations() -> None:
    found = listed(
        "ID,Type,SKU,Name,Published,Tax status,Stock,Regular price,Categories,Parent,Attribute 1 value(s)\n"
        '44,variable,W,Kaos,1,taxable,,,Pakaian,,"S, M"\n'
        "45,variation,W-S,Kaos - S,1,taxable,5,45000,,id:44,S\n"
        "46,simple,T,Teh,0,none,2,7800,Minuman,,\n"
    )
    assert [(row.name, row.category, row.tax_class, row.sellable) for row in found.rows] == [
        ("Kaos - S", "Pakaian", "taxed", True),
        ("Teh", "Minuman", "outside", False),
    ]


def test_an_odoo_continuation_adds_a_pack_to_the_article_above() -> None:
    found = listed(
        "Internal Reference,Name,Barcode,Sales Price,Quantity On Hand,Product Category,Packagings/Barcode,Packagings/Contained Quantity\n"
        f"T1,Teh,False,7800.0,4.0,All / Minuman,{A},12.0\n,,,,,,{B},24.0\nT2,Kopi,{C},1.25e+05,1.0,All,,\n"
    )
    assert [[(pack.unit, pack.holds, pack.code) for pack in row.packs] for row in found.rows] == [
        [("dus isi 12", 12000, A), ("dus isi 24", 24000, B)],
        [],
    ]
    assert found.rows[0].codes == ()
    assert said(found, 4) == ["scientific"]


def test_the_front_matter_of_erpnext_is_no_article() -> None:
    found = listed(
        '"Table:","Item","",""\n"Column Labels:","Item Code","Item Name","Standard Selling Rate"\n'
        '"Column Name:","item_code","item_name","standard_rate"\n'
        '"Type:","Data","Data","Currency"\n"Start entering data below this line"\n"","""IT-1""","Gula","16500.0"\n'
    )
    assert [(row.row, row.number, row.name, row.price_idr) for row in found.rows] == [(6, "IT-1", "Gula", 16500)]
