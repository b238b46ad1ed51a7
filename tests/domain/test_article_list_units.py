"""Units, variants and columns that lists tell in rows and sheets of their own; every article and code here is invented."""

from decimal import Decimal

from pos_app.documents import tables
from pos_app.domain.article_list.model import ArticleList, ArticleRow
from pos_app.domain.article_list.read import read
from pos_app.domain.sheets import Book, Cell, Number, Sheet
from pos_app.services.vocabulary import shipped

A, B, C, D = "8991234500416", "8991234500423", "8991234500447", "8991234500454"


def listed(text: str, **how: object) -> ArticleList:
    return read(tables.read(text.strip("\n").encode()), shipped(), **how)


def book(**sheets: list[list[Cell | int]]) -> Book:
    made = [
        Sheet(name, tuple((at, [Number(str(c)) if isinstance(c, int) else c for c in row]) for at, row in enumerate(rows, start=1)))
        for name, rows in sheets.items()
    ]
    return Book("xls", tuple(made))


def packs(row: ArticleRow) -> list[tuple[str, Decimal | None, str, int | None]]:
    return [(pack.unit, None if pack.holds is None else Decimal(pack.holds) / 1000, pack.code, pack.price_idr) for pack in row.packs]


def file_notes(found: ArticleList) -> dict[str, dict[str, object]]:
    return {note.code.removeprefix("import_"): dict(note.fields) for note in found.notes}


def test_a_row_for_each_unit_makes_one_article_with_its_units() -> None:
    found = listed(
        f"""
Kode Barang,Barcode,Nama Barang,Satuan,Konversi,Harga Beli,Harga Jual,Stok
A1,{A},Kopi 25 g,PCS,1,1200,1500,200
A1,{B},Kopi 25 g,RTG,10,11800,14500,20
A1,{C},Kopi 25 g,DUS,120,140000,170000,3
A2,{D},Teh,PCS,1,3000,3500,20
"""
    )
    coffee, tea = found.rows
    assert (coffee.number, coffee.codes, coffee.unit, coffee.price_idr, coffee.stock) == ("A1", (A,), "PCS", 1500, 200_000)
    assert packs(coffee) == [("RTG", 10, B, 14500), ("DUS", 120, C, 170000)]
    assert [(n.code, dict(n.fields)) for n in coffee.notes] == [("import_unit_stock", {"unit": "DUS", "qty_milli": 3000})]
    assert (tea.name, packs(tea)) == ("Teh", [])
    assert [(skipped.row, skipped.why) for skipped in found.skipped] == [(3, "unit"), (4, "unit")]
    assert file_notes(found) == {"units_joined": {"n": 2}}


def test_without_numbers_and_codes_rows_of_one_name_are_joined_by_their_units() -> None:
    (gula,) = listed("Nama Barang;Satuan;Isi;Harga\nGula;kg;1;17000\nGula;karung;50;820000\n").rows
    assert (gula.unit, packs(gula)) == ("kg", [("karung", 50, "", 820000)])


def test_rows_of_units_that_are_not_beyond_doubt_stay_apart_and_it_is_said() -> None:
    same_code = listed(f"barcode,nama barang,satuan,isi,harga\n{A},Mi,bks,1,3000\n{A},Mi,dus,40,110000\n")
    no_single = listed("nama barang,satuan,isi,harga\nMi,pak,5,14000\nMi,dus,40,110000\n")
    for found in (same_code, no_single):
        assert [row.packs for row in found.rows] == [(), ()]
        assert file_notes(found)["no_place"] == {"columns": "isi"}


def test_what_a_box_holds_and_costs_may_stand_under_headers_that_name_the_box() -> None:
    (row,) = listed("Kode,Nama,Satuan,Isi/Dus,Harga Dus,Harga Ecer\nK1,Mi,bks,40,110000,3000\n").rows
    assert (row.price_idr, packs(row)) == (3000, [("Dus", 40, "", 110000)])
    head = "Nama,Satuan Kecil,Satuan Besar,Isi,Harga Kecil,Harga Besar,Barcode Kecil,Barcode Besar"
    (row,) = listed(f"{head}\nMi,bks,dus,40,3000,110000,{A},{B}\n").rows
    assert (row.codes, row.unit, row.price_idr, packs(row)) == ((A,), "bks", 3000, [("dus", 40, B, 110000)])


def test_units_may_be_numbered_with_a_sign_and_a_column_of_services_tells_the_kind() -> None:
    units = "Satuan,Satuan #2,Rasio Satuan #2,Def. Hrg. Jual Satuan #1,Def. Hrg. Jual Satuan #2"
    found = listed(
        f"""
Kode Barang,Nama Barang,Jenis Barang,Kategori Barang,UPC/Barcode,{units}
1001,Tepung,Persediaan,Sembako,{A},PCS,DUS,12,13000,150000
2001,Antar,Jasa,Umum,,KALI,,,15000,
"""
    )
    flour, delivery = found.rows
    assert (flour.kind, flour.category, packs(flour)) == ("goods", "Sembako", [("DUS", 12, "", 150000)])
    assert (delivery.kind, delivery.price_idr) == ("service", 15000)


def test_of_several_price_levels_the_first_is_the_price_of_each_unit() -> None:
    head = "Kode Item,Nama Item,Satuan 1,Satuan 2,Barcode Satuan 1,Barcode Satuan 2,Konversi Satuan 1,Konversi Satuan 2"
    levels = "Harga Jual Level 1 Satuan 1,Harga Jual Level 2 Satuan 1,Harga Jual Level 1 Satuan 2,Harga Jual Level 2 Satuan 2"
    found = listed(f"{head},{levels}\nC1,Kecap,BTL,DUS,{A},{B},1,12,22000,21500,255000,250000\n")
    (row,) = found.rows
    assert (row.price_idr, packs(row)) == (22000, [("DUS", 12, B, 255000)])
    assert file_notes(found)["no_place"] == {"columns": "Harga Jual Level 2 Satuan 1, Harga Jual Level 2 Satuan 2"}


HEAD: list[Cell | int] = [
    "kode_barang_edit", "nama_barang_edit", "barang_jasa_edit", "harga_jual_edit", "harga_beli_edit", "stok_edit", "kategori",
    "tipe_barang",
]  # fmt: skip


def beside() -> ArticleList:
    return read(
        book(
            barang=[
                HEAD,
                [A, "Mi Instan", "0", 3000, 2500, 80, "Makanan", "Multi Satuan"],
                ["KS1", "Kaos Polos", "0", 0, 0, 0, "Baju", "Varian"],
                [B, "Garam", "0", 2500, 1800, 10, "Bumbu", "Default"],
            ],
            satuan=[
                ["kode_barang", "nama_barang", "tipe_satuan", "harga", "jumlah_per_satuan", "satuan_terkecil", "kode"],
                [A, "Mi Instan", "pcs", 3000, 1, "pcs", ""],
                [A, "Mi Instan", "dus", 112000, 40, "pcs", C],
                ["HILANG", "?", "dus", 112000, 40, "pcs", ""],
            ],
            varian=[
                ["kode_barang", "nama_barang", "label", "variasi", "label_2", "variasi_2", "harga_beli", "harga_jual", "kode", "stok"],
                ["KS1", "Kaos Polos", "Ukuran", "M", "Warna", "Hitam", 30000, 45000, "KS1-M", 4],
                ["KS1", "Kaos Polos", "Ukuran", "L", "Warna", "Hitam", 30000, 47000, "KS1-L", 2],
            ],
            grosir=[
                ["kode_barang", "nama_barang", "nama", "jumlah_minimal", "harga_satuan"],
                [B, "Garam", "Grosir", 10, 2200],
            ],
        ),
        shipped(),
    )


def test_units_on_a_sheet_of_their_own_are_joined_to_their_articles() -> None:
    found = beside()
    noodles = found.rows[0]
    assert (noodles.unit, packs(noodles), noodles.notes) == ("pcs", [("dus", 40, C, 112000)], ())
    said = file_notes(found)
    assert (said["part_units"], said["part_left"]) == ({"sheet": "satuan", "n": 1}, {"sheet": "satuan", "rows": "4"})
    assert found.layout.other_sheets == ()


def test_variants_on_a_sheet_of_their_own_stand_in_place_of_their_parent() -> None:
    found = beside()
    shirts = found.rows[1:3]
    assert [(row.name, row.codes, row.price_idr, row.stock, row.category, row.sheet, row.row) for row in shirts] == [
        ("Kaos Polos M Hitam", ("KS1-M",), 45000, 4000, "Baju", "varian", 2),
        ("Kaos Polos L Hitam", ("KS1-L",), 47000, 2000, "Baju", "varian", 3),
    ]
    assert [(skipped.row, skipped.why) for skipped in found.skipped] == [(3, "parent")]
    assert file_notes(found)["part_variants"] == {"sheet": "varian", "n": 2}


def test_prices_by_quantity_on_a_sheet_of_their_own_are_joined_to_their_articles() -> None:
    found = beside()
    assert [row.quantity_prices for row in found.rows] == [(), (), (), ((10_000, 2200),)]
    assert file_notes(found)["part_prices"] == {"sheet": "grosir", "n": 1}


def test_columns_without_a_place_are_named_where_they_say_something() -> None:
    head = "Barcode,Nama Barang,Harga Jual,Harga Promo,Tgl Kadaluarsa,No Batch,Diskon,Warna Rak\n"
    assert file_notes(listed(f"{head}{A},Susu,12000,11000,2027-03-01,B12,500,biru\n"))["no_place"] == {
        "columns": "Harga Promo, Tgl Kadaluarsa, No Batch, Diskon, Warna Rak"
    }
    assert not file_notes(listed(f"{head}{A},Susu,12000,,,,0,\n"))


def test_the_first_section_beside_a_lookup_table_is_still_a_section() -> None:
    found = listed(
        f"""
No;Kode;Nama Barang;Sat;Harga;;;Kode Kategori;
;;;;;;;MKN;MAKANAN
MAKANAN;;;;;;;MNM;MINUMAN
1;{A};Mi;bks;3.000;;;;
2;{B};Roti;bks;9.000;;;;
MINUMAN;;;;;;;;
3;{C};Teh;ktk;4.500;;;;
"""
    )
    assert [row.category for row in found.rows] == ["MAKANAN", "MAKANAN", "MINUMAN"]


def test_what_marketplaces_call_the_shop_s_own_number_is_the_number_and_their_own_ids_are_none() -> None:
    update = listed("Kode Produk;Nama Produk;Kode Variasi;Nama Variasi;SKU Induk;SKU;Harga;Stok\n1029;Keripik;5510;Manis;KP;KP-M;12000;5\n")
    (row,) = update.rows
    assert (row.name, row.number, row.codes, row.price_idr) == ("Keripik Manis", "KP-M", (), 12000)
    lazada = listed(
        "Product ID,Product Name(Indonesian),currencyCode,SpecialPrice,SellerSKU,Quantity,Price,status,Shop SKU\n"
        "61,Tas,IDR,85000,TA-1,7,99000,active,61_ID-1\n"
    )
    (row,) = lazada.rows
    assert (row.name, row.number, row.codes, row.price_idr, row.stock) == ("Tas", "TA-1", (), 99000, 7000)


def test_a_stock_told_in_a_pack_is_that_many_of_what_it_holds_and_in_another_unit_is_said() -> None:
    found = listed("Kode,Nama,Satuan,Satuan 2,Isi 2,Stok\nK1,Mi,bks,dus,40,3 dus\nK2,Teh,pcs,,,2 pak\nK3,Kopi,pcs,,,12 pcs\n")
    assert [row.stock for row in found.rows] == [120_000, 2000, 12_000]
    assert [[note.code for note in row.notes] for row in found.rows] == [[], ["import_stock_unit"], []]
    (loose,) = listed('Kode,Nama,Harga,Stok\nK1,Gula,14000,"2,5 kg"\n').rows
    assert (loose.unit, loose.stock, loose.notes) == ("kg", 2500, ())


def test_page_numbers_and_notes_are_no_sections_and_no_articles() -> None:
    found = listed("Kode,Nama,Harga\nK1,Teh,1000\n,Hal 1 dari 2,\nK2,Kopi,2000\n,Dicetak: 1 Jan 2026,\n,Total Barang: 2,\n")
    assert [(row.name, row.category) for row in found.rows] == [("Teh", None), ("Kopi", None)]


def test_sizes_under_kemasan_part_articles_of_one_name() -> None:
    found = listed("Nama,Kemasan,Harga\nMinyak,1 L,18000\nMinyak,2 L,36000\n")
    assert [(row.name, row.packs) for row in found.rows] == [("Minyak 1 L", ()), ("Minyak 2 L", ())]
