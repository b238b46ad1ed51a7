"""Lists as shops keep them, in the shapes DOMAIN section 12 names; every article and code here is invented."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.documents import tables
from pos_app.domain.article_list.model import ArticleList
from pos_app.domain.article_list.read import read
from pos_app.domain.sheets import Book, Cell, Number, Sheet
from pos_app.errors import Refused
from pos_app.services.vocabulary import shipped

A, B, C = "8991234500416", "8991234500423", "8991234500447"


def listed(text: str, **how: object) -> ArticleList:
    return read(tables.read(text.strip("\n").encode()), shipped(), **how)


def sheet(*rows: list[Cell], name: str = "Sheet1", hidden: bool = False) -> Sheet:
    return Sheet(name, tuple((at, row) for at, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), hidden)


def said(found: ArticleList, row: int) -> list[str]:
    return [note.code.removeprefix("import_") for article in found.rows if article.row == row for note in article.notes]


def test_a_plain_list_is_read_by_its_usual_words() -> None:
    found = listed(
        f"""
kode barang,barcode,nama barang,kategori,merek,satuan,harga beli,harga jual,harga grosir,harga anggota,stok,stok minimal,rak
K-1,{A},Mi Kuah 75 g,Makanan,Angsa,bks,2450.5,3000,2900,2800,36,12,A1
"""
    )
    (row,) = found.rows
    assert (row.number, row.codes, row.name, row.category, row.brand, row.unit, row.shelf) == (
        "K-1",
        (A,),
        "Mi Kuah 75 g",
        "Makanan",
        "Angsa",
        "bks",
        "A1",
    )
    assert (row.price_idr, row.cost, row.wholesale_price_idr, row.member_price_idr) == (3000, 24505000, 2900, 2800)
    assert (row.stock, row.min_stock) == (36000, 12000)
    assert not row.notes


def test_a_list_begins_below_titles_and_ends_before_totals_and_footnotes() -> None:
    found = listed(
        f"""
TOKO SINAR PAGI;;;
Daftar barang per 31 Oktober;;;
;;;
No;Kode;Nama Barang;Harga
1;{A};Mi Kuah;3.000
2;{B};Teh Celup;7.800
;;JUMLAH;10.800
Harga dapat berubah;;;
"""
    )
    assert [(row.row, row.name, row.price_idr) for row in found.rows] == [(5, "Mi Kuah", 3000), (6, "Teh Celup", 7800)]
    assert [(row.row, row.why) for row in found.skipped] == [(7, "total"), (8, "heading")]


def test_a_heading_over_rows_is_their_category_and_a_repeated_header_is_no_article() -> None:
    found = listed(
        f"""
No,Kode,Nama Barang,Harga
MAKANAN,,,
1,{A},Mi Kuah,3000
No,Kode,Nama Barang,Harga
MINUMAN,,,
2,{B},Teh,7800
"""
    )
    assert [row.category for row in found.rows] == ["MAKANAN", "MINUMAN"]
    assert "header" in [row.why for row in found.skipped]


def test_a_second_table_below_is_read_by_its_own_header_and_one_at_the_right_is_not_mixed_in() -> None:
    below = listed("Kode,Nama,Harga,Stok\nA1,Kopi,2000,5\n,,,\nALAT TULIS\nNama,Kode,Stok,Harga\nPensil,B1,7,1500\nBuku,B2,2,4000")
    assert [(row.codes, row.name, row.price_idr, row.stock) for row in below.rows] == [
        (("A1",), "Kopi", 2000, 5000),
        (("B1",), "Pensil", 1500, 7000),
        (("B2",), "Buku", 4000, 2000),
    ]
    right = listed("Kode,Nama,Harga,,Kode,Nama,Harga\nA1,Kopi,2000,,B1,Teh,1500\nA2,Susu,3000,,B2,Gula,16000")
    assert [(row.codes, row.number, row.name) for row in right.rows] == [(("A1",), "", "Kopi"), (("A2",), "", "Susu")]
    assert [note.fields for note in right.notes] == [{"columns": "Kode, Nama, Harga"}]


def test_a_small_table_below_the_total_is_no_article_and_goods_below_a_total_are() -> None:
    found = listed(
        "Kode,Nama,Harga,Stok\nA1,Kopi,2000,5\n,TOTAL,2000,5\nA2,Susu,3000,1\n,TOTAL,3000,1\nREKAP,,,\nKategori,Jumlah,,\nMinuman,2,,\nA4,Gula,,"
    )
    assert [(row.codes, row.name) for row in found.rows] == [
        (("A1",), "Kopi"),
        (("A2",), "Susu"),
        (("A4",), "Gula"),
    ]


def test_two_header_rows_are_read_together_and_a_table_at_the_side_is_left_alone() -> None:
    found = read(
        Book(
            "xlsx",
            (
                sheet(
                    [None, "No", "Kode Brg", "Nama Barang", "Harga", None, None, None, "Kode", "Kategori"],
                    [None, None, None, None, "Modal", "Eceran", "Grosir", None, "MKN", "MAKANAN"],
                    [None, Number("1"), A, "Mi Kuah", Number("2450"), Number("3000"), "2.900", None, None, None],
                    [None, Number("2"), B, "Teh", Number("6900"), Number("7800"), "7.500", None, None, None],
                    [None, Number("3"), C, "Gula", Number("6900"), Number("7800"), "7.500", None, None, None],
                    [None, Number("4"), "x1", "Kopi", Number("6900"), Number("7800"), "7.500", None, None, None],
                ),
            ),
        ),
        shipped(),
    )
    first = found.rows[0]
    assert (first.codes, first.cost, first.price_idr, first.wholesale_price_idr, first.category) == ((A,), 24500000, 3000, 2900, None)
    assert len(found.rows) == 4


def test_a_guide_row_under_the_header_is_no_article() -> None:
    found = listed(
        f"kode_barang_edit,nama_barang_edit,harga_jual_edit,stok_edit\nkode unik,wajib diisi,angka saja,angka\n{A},Mi Kuah,3000,5\n"
    )
    assert [row.row for row in found.rows] == [3]


def test_rows_that_only_carry_a_running_number_are_skipped() -> None:
    found = listed("No,Nama,Harga,Stok,Nilai\n1,Teh,3000,5,15000\n2,,,,0\n3,,,0,0\n,,,5,15000\n")
    assert [row.name for row in found.rows] == ["Teh"]


def test_a_row_without_a_name_is_refused_and_the_rest_goes_in() -> None:
    found = listed(f"kode,nama,harga\n{A},,3000\n{B},Teh,7800\n")
    assert [(row.row, row.refusal.code if row.refusal else None) for row in found.rows] == [(2, "import_no_name"), (3, None)]


@pytest.mark.parametrize("cell", ["2026-05-12", "12/05/2026"])
def test_a_price_that_is_a_date_refuses_the_row(cell: str) -> None:
    assert listed(f"kode,nama,harga\n{A},Teh,{cell}\n{B},Kopi,500\n").rows[0].refusal.code == "import_price_date"


def test_a_date_cell_as_price_refuses_the_row() -> None:
    book = Book("xlsx", (sheet(["kode", "nama", "harga"], [A, "Teh", date(2026, 5, 12)], [B, "Kopi", Number("500")]),))
    assert read(book, shipped()).rows[0].refusal.code == "import_price_date"


def test_prices_below_zero_or_absurd_refuse_the_row() -> None:
    found = listed(f"kode,nama,harga\n{A},Teh,-500\n{B},Kopi,8991234500416\n{C},Gula,500\n")
    assert [row.refusal.code if row.refusal else None for row in found.rows] == ["import_price_impossible", "import_price_impossible", None]


@pytest.mark.parametrize(
    ("cell", "why"),
    [("", "price_missing"), ("variable", "price_open"), ("0", "price_zero"), ("#N/A", "price_missing"), ("tanya", "price_open")],
)
def test_a_price_that_is_none_is_taken_and_said(cell: str, why: str) -> None:
    found = listed(f"kode,nama,harga\n{A},Teh,{cell}\n{B},Kopi,500\n")
    assert found.rows[0].price_idr == (0 if cell == "0" else None)
    assert why in said(found, 2)


def test_fractional_money_is_rounded_and_said_with_both_numbers_and_cost_keeps_its_decimals() -> None:
    found = listed(f"kode,nama,harga jual,harga beli\n{A},Teh,7272.74,6100.125\n")
    assert (found.rows[0].price_idr, found.rows[0].cost) == (7273, 61001250)
    assert dict(found.rows[0].notes[0].fields) == {"column": "harga jual", "text": "7272.74", "taken_idr": 7273}


def test_an_unknown_cost_is_none_and_not_zero() -> None:
    assert listed(f"kode,nama,harga,modal\n{A},Teh,500,0\n").rows[0].cost is None


def test_one_code_twice_keeps_both_and_says_so_on_both() -> None:
    found = listed(f"kode,nama,harga\n{A},Mi Kuah,3000\n{A},Mi Kuah dus,110000\n{A},Mi Kuah,3100\n")
    assert len(found.rows) == 3
    assert all("shared_code" in said(found, row) for row in (2, 3, 4))


def test_a_row_with_the_same_cells_is_the_same_row() -> None:
    found = listed(f"no,kode,nama,harga\n1,{A},Mi Kuah,3000\n2,{A},Mi Kuah,3000\n")
    assert [row.repeats for row in found.rows] == [None, 2]
    assert said(found, 2) == []


def test_two_rows_without_a_code_are_two_articles_even_if_alike() -> None:
    assert [row.repeats for row in listed("nama,harga\nGOOD DAY,1500\nGOOD DAY,1500\n").rows] == [None, None]


def test_units_with_content_code_and_price_become_packs() -> None:
    found = listed(
        f"kode item,nama item,satuan 1,satuan 2,satuan 3,barcode satuan 2,isi 2,isi 3,harga jual 1,"
        f"harga satuan 2\nA,Mi,PCS,PAK,DUS,{A},5,40,3000,14500\n"
    )
    packs = found.rows[0].packs
    assert [(pack.unit, pack.holds, pack.code, pack.price_idr) for pack in packs] == [("PAK", 5000, A, 14500), ("DUS", 40000, "", None)]


def test_a_bought_unit_is_a_pack_and_one_called_like_the_article_s_own_is_told_apart() -> None:
    head = "barcode,nama,satuan_beli,beli_isi,satuan_jual,harga_jual\n"
    found = listed(head + f"{A},Mi,Dus,40,Pcs,3000\n{B},Teh,Pcs,12,Pcs,500\n{C},Kopi,Pcs,0,Pcs,500\n")
    assert [[(pack.unit, pack.holds) for pack in row.packs] for row in found.rows] == [[("Dus", 40000)], [("Pcs isi 12", 12000)], []]


def test_a_cost_per_pack_is_divided_by_its_content() -> None:
    found = listed(
        f"barcode,nama,satuan_beli,beli_isi,satuan_jual,harga_beli,harga_jual\n{A},Mi,Dus,40,Pcs,103500,3000\n",
        mapping={"harga_beli": "cost_per_pack"},
    )
    assert found.rows[0].cost == 25875000


def test_prices_per_unit_without_content_make_the_smallest_unit_the_article_s_own() -> None:
    found = listed("Nama Barang,/Dus,/Pcs\nMinyak,210.000,18.500\nRokok,240.000,\n")
    assert [(row.unit, row.price_idr, [(pack.unit, pack.holds) for pack in row.packs]) for row in found.rows] == [
        ("Pcs", 18500, [("Dus", None)]),
        ("Dus", 240000, []),
    ]
    assert "pack_no_content" in said(found, 2)


def test_counted_stock_goes_before_the_system_s() -> None:
    assert [row.stock for row in listed("nama,harga,stok sistem,stok fisik\nTeh,500,20,18\nKopi,500,7,\n").rows] == [18000, 7000]


def test_stock_below_zero_is_taken_and_said() -> None:
    found = listed("nama,harga,stok\nTeh,500,-4\n")
    assert found.rows[0].stock == -4000
    assert said(found, 2) == ["stock_negative"]


def test_the_sheet_that_holds_the_list_is_found_and_the_others_are_said() -> None:
    book = Book(
        "xlsx",
        (
            sheet(["Baca dahulu"], name="Petunjuk"),
            sheet(["nama", "harga", "stok"], ["Lama", Number("1"), Number("1")], name="Arsip", hidden=True),
            sheet(["kode", "nama", "harga"], [A, "Teh", Number("500")], name="Barang"),
            sheet(["nama", "harga"], ["Kopi", Number("500")], name="Lain"),
        ),
    )
    found = read(book, shipped())
    assert (found.layout.sheet, [note.code for note in found.notes]) == ("Barang", ["import_other_sheets"])
    assert read(book, shipped(), sheet="Lain").rows[0].name == "Kopi"


def test_columns_can_be_named_by_header_or_letter_also_where_there_is_no_header() -> None:
    found = listed(f"{A};Teh;3.000\n{B};Kopi;500\n", mapping={"A": "code", "B": "name", "C": "price"})
    assert [(row.row, row.codes, row.price_idr) for row in found.rows] == [(1, (A,), 3000), (2, (B,), 500)]
    assert listed("apa,berapa\nTeh,500\n", mapping={"apa": "name", "berapa": "price"}).rows[0].price_idr == 500
    with pytest.raises(Refused, match="import_unknown_column"):
        listed("nama,harga\nTeh,500\n", mapping={"tiada": "price"})
    with pytest.raises(Refused, match="import_unknown_field"):
        listed("nama,harga\nTeh,500\n", mapping={"harga": "harga"})


def test_prices_a_spreadsheet_shows_with_three_decimals_are_what_it_shows() -> None:
    rows = [["nama", "harga"], ["Teh", Number("15", decimals=3)], ["Kopi", Number("7.5", decimals=3)]]
    found = read(Book("xlsx", (sheet(*rows),)), shipped())
    assert [row.price_idr for row in found.rows] == [15000, 7500]
    assert [note.code for note in found.notes] == ["import_shown_thousands"]


@pytest.mark.parametrize("text", ["satu dua tiga\nempat lima\n", "nama\nTeh\nKopi\n", "tanggal,suhu\n2026-01-01,30\n"])
def test_what_is_no_list_of_goods_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="import_no_header"):
        listed(text)


def test_a_list_without_rows_is_refused() -> None:
    with pytest.raises(Refused, match="import_no_rows"):
        listed("kode,nama,harga\n")


def test_names_lose_entities_and_stray_spaces_and_keep_everything_else() -> None:
    found = listed("nama,harga\n JOHNSON&acute;S\u00a0 BABY ,1\nTEH <b>A & B,1\nS&P;,1\n0.1 <A <0.9,1\nA&region,1\n'=SUM(1),1\n")
    assert [row.name for row in found.rows] == ["JOHNSON´S BABY", "TEH <b>A & B", "S&P;", "0.1 <A <0.9", "A&region", "=SUM(1)"]


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=8))
def test_any_rows_under_a_header_are_read_without_a_raise(rows: list[list[str]]) -> None:
    book = Book("csv", (Sheet("", tuple(enumerate([["kode", "nama", "harga", "stok", "satuan"], *rows], start=1))),))
    with contextlib.suppress(Refused):
        for row in read(book, shipped()).rows:
            assert row.refusal or row.name == " ".join(row.name.split())


def test_the_sums_of_groups_are_no_articles() -> None:
    found = listed(
        f"""
Kode,Nama Barang,Kategori,Harga Jual,Stok
{A},Teh,Minuman,2000,10
{B},Kopi,Minuman,2500,10
,Subtotal Minuman,,4500,20
{C},Sabun,Sabun,3500,5
,Total Sabun,Sabun,3500,5
,Total Care 100 ml,Sabun,9000,5
,Jumlah Semua,,17000,30
,Gula,,14000,7
"""
    )
    assert [(row.row, row.name) for row in found.rows] == [(2, "Teh"), (3, "Kopi"), (5, "Sabun"), (7, "Total Care 100 ml"), (9, "Gula")]
    assert [(skipped.row, skipped.why) for skipped in found.skipped] == [(4, "total"), (6, "total"), (8, "total")]


def test_a_row_with_more_cells_than_its_header_is_not_taken() -> None:
    """A comma in a name or a price that is not quoted moves every amount behind it into the wrong column."""
    found = listed(f"kode,nama,harga jual,stok\n{A},Teh,2000,5\n{B},Gula,2,500,6\n{C},Kopi, bubuk,1500,4\n")
    assert [row.refusal and row.refusal.code for row in found.rows] == [None, "import_row_long", "import_row_long"]
    assert not any(row.refusal for row in listed(f"kode,nama,harga jual\n{A},Teh,2000,,,\n").rows)


def test_a_store_room_above_figures_names_no_stores() -> None:
    head: list[list[Cell]] = [["Kode", "Nama", "Harga", None, "Stok", None], [None, None, "Beli", "Jual", "Toko", "Gudang"]]
    figures = [("1500", "2000", "10", "90"), ("3000", "3500", "5", "40")]
    lines: list[list[Cell]] = [[*called, *map(Number, said)] for called, said in zip(((A, "Teh"), (B, "Sabun")), figures, strict=True)]
    found = read(Book("xlsx", (sheet(*head, *lines),)), shipped())
    assert [(row.name, row.stock) for row in found.rows] == [("Teh", 10000), ("Sabun", 5000)]
    assert [note.fields for note in found.notes] == [{"columns": "Stok Gudang"}]
    alone = listed(f"kode,nama,harga jual,gudang\n{A},Teh,2000,90\n{B},Sabun,3500,40\n")
    assert [row.name for row in alone.rows] == ["Teh", "Sabun"], "figures are no names of stores"
    numbered = listed(f"kode gudang,kode,nama,harga jual\n1,{A},Teh,2000\n2,{A},Teh,2100\n")
    assert [row.price_idr for row in numbered.rows] == [2000], "the number of a store is one"
    by_row = listed(f"toko,kode,nama,harga jual\nUtara,{A},Teh,2000\nSelatan,{A},Teh,2100\n")
    assert [(row.name, row.price_idr) for row in by_row.rows] == [("Teh", 2000)]


def test_an_error_of_the_spreadsheet_is_no_name() -> None:
    (row,) = listed(f"kode,nama,harga jual\n{A},#NAME?,2000\n").rows
    assert row.refusal is not None
    assert row.refusal.code == "import_no_name"


def test_a_table_above_the_list_and_a_sheet_beside_it_are_not_passed_over_in_silence() -> None:
    above = "barcode,nama,harga_jual\n8991,Teh,1000\n8992,Roti,900\n,,\nbarcode,nama,harga_beli,harga_jual\n8993,Kopi,1500,2000\n"
    listing = read(tables.read(above.encode()), shipped())
    assert [(said.code, dict(said.fields)) for said in listing.notes] == [("import_table_above", {"n": 2, "row": 5})]
    head = ["barcode", "nama", "harga_jual"]
    sheets = [
        Sheet(name, ((1, head), *((n + 2, [f"{name}{n}", name, Number(str(1000 + n))]) for n in range(rows))))
        for name, rows in (("Toko", 1), ("Gudang", 2))
    ]
    whole, shop = (read(Book("xlsx", tuple(sheets)), shipped(), sheet=name) for name in ("", "Toko"))
    assert (whole.layout.sheet, whole.layout.other_sheets, [x.code for x in whole.notes]) == ("Gudang", ("Toko",), ["import_other_sheets"])
    assert (shop.layout.sheet, shop.layout.other_sheets, len(shop.rows)) == ("Toko", ("Gudang",), 1)
    assert shop.notes == ()


def test_a_file_that_ends_within_its_last_row_is_said_to_be_cut_perhaps() -> None:
    whole = "barcode,nama,harga_jual,stok\nA1,TEH,2015,100\nA2,SABUN,8250,100\nA3,GULA,14000,50\n"
    assert [note.code for note in listed(whole).notes] == []
    assert [note.code for note in listed(whole[:-6]).notes] == ["import_maybe_cut"]
    assert [note.code for note in listed(f"{whole}Dicetak oleh Sari\n").notes] == []
