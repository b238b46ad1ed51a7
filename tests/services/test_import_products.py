import io
import subprocess
import sys
from datetime import date

import pytest
from openpyxl import Workbook

from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused, Unavailable
from pos_app.services import check, checkout, export_products, import_products, lookup, origins, products, settings, stock
from pos_app.services.import_products import Imported
from pos_app.services.shop import OWNER, Shop
from pos_app.storage.lists import Lists

A, B, C, UPC = "8991234500416", "8991234500423", "8991234500447", "077700000128"
HEAD = "barcode,nama,harga_jual,kategori,stok,satuan\n"


def take(shop: Shop, rows: str, head: str = HEAD, **how: object) -> Imported:
    return import_products.take(shop, OWNER, (head + rows).encode(), name="list.csv", **how)


def counts(done: Imported) -> tuple[int, int, int, int]:
    return done.count("taken"), done.count("updated"), done.count("unchanged"), done.count("refused")


def codes_said(done: Imported) -> list[str]:
    return [note.code for outcome in done.outcomes for note in outcome.notes]


def everything(shop: Shop) -> list[object]:
    with shop.uow.read() as u:
        return [(a.values, a.codes, a.units, a.on_hand) for a in u.lists.all_articles(day=date(2026, 11, 24))]


def test_new_articles_go_in_with_everything_the_list_says(shop: Shop) -> None:
    head = (
        "kd_barang,barcode,nm_barang,kategori,merek,produsen,supplier,satuan_beli,beli_isi,satuan_jual,harga_beli,harga_jual,"
        "harga_grosir,harga_member,stok,stok_minimal,rak\n"
    )
    done = take(shop, f"K1,{A},Mi Kuah,Makanan,Angsa,PT Angsa,CV Tugu,Dus,40,bks,2450.5,3000,2900,2800,36.5,12,A1\n", head)
    assert counts(done) == (1, 0, 0, 0)
    shown = products.show(shop, A)
    assert (shown.product.name, shown.product.category, shown.product.maker.name, shown.codes) == (
        "Mi Kuah",
        "Makanan",
        "PT Angsa",
        (A, "K1"),
    )
    assert (shown.product.price_idr, shown.product.member_price_idr, shown.product.last_cost, shown.product.on_hand) == (
        3000,
        2800,
        24505000,
        36500,
    )
    with shop.uow.read() as u:
        (article,) = u.lists.all_articles(day=date(2026, 11, 24))
    assert [(unit.unit, unit.holds, unit.price_idr) for unit in article.units] == [("Dus", 40000, None)]
    assert (article.values["brand"], article.supplier, article.values["shelf"], article.values["min_stock_milli"]) == (
        "Angsa", "CV Tugu", "A1", 12000,
    )  # fmt: skip
    assert check.problems(shop) == []


def test_the_same_list_again_changes_nothing(shop: Shop) -> None:
    rows = f"{A},Mi,3000,Makanan,5,bks\n,Teh,500,,2,\n,Teh,600,,,\n{B},Kopi,,,-2,\n8.99E+12,Gula,700,,,\n"
    assert counts(take(shop, rows)) == (5, 0, 0, 0)
    before = everything(shop)
    assert counts(take(shop, rows)) == (0, 0, 5, 0)
    assert everything(shop) == before


def test_a_changed_price_updates_and_stock_is_never_applied_again(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,Makanan,5,bks\n")
    with shop.uow.read() as u:
        found = lookup.one(u, A, day=settings.today(shop, u))
    checkout.commit(shop, OWNER, carts.add(carts.Cart(), found), [Payment(Means.CASH, 5000)])
    done = take(shop, f"{A},Mi,3200,Makanan,99,bks\n")
    assert (counts(done), done.outcomes[0].changed) == ((0, 1, 0, 0), ("price",))
    product = products.show(shop, A).product
    assert (product.price_idr, product.on_hand) == (3200, 4000)


def test_an_empty_cell_and_a_missing_column_leave_a_field_alone(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,Makanan,5,bks\n")
    assert counts(take(shop, f"{A},Mi,,,,\n")) == (0, 0, 1, 0)
    assert counts(take(shop, f"{A},Mi\n", "barcode,nama\n", mapping={"barcode": "code", "nama": "name"})) == (0, 0, 1, 0)
    product = products.show(shop, A).product
    assert (product.price_idr, product.category, product.unit) == (3000, "Makanan", "bks")


def test_a_price_that_is_said_to_be_open_becomes_open(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,,,\n")
    assert counts(take(shop, f"{A},Mi,variable,,,\n")) == (0, 1, 0, 0)
    assert products.show(shop, A).product.price_idr is None


def test_one_code_on_two_rows_keeps_both_and_names_both_by_their_numbers(shop: Shop) -> None:
    done = take(shop, f"{A},Mi,3000,,,\n{A},Mi dus,110000,,,\n")
    assert (counts(done), codes_said(done)) == ((2, 0, 0, 0), ["import_shared_code"] * 2)
    with pytest.raises(Refused) as no:
        products.show(shop, A)
    numbers = str(no.value.fields["numbers"]).split(", ")
    assert [products.show(shop, number).product.name for number in numbers] == ["Mi", "Mi dus"]
    assert counts(take(shop, f"{A},Mi,3000,,,\n{A},Mi dus,110000,,,\n")) == (0, 0, 2, 0)


def test_a_code_that_another_file_gives_to_a_second_article_numbers_both(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,,,\n")
    done = take(shop, f"{A},Mi,3000,,,\n{A},Mi dus,110000,,,\n")
    assert counts(done) == (1, 0, 1, 0)
    with pytest.raises(Refused) as no:
        products.show(shop, A)
    assert [products.show(shop, number).product.price_idr for number in str(no.value.fields["numbers"]).split(", ")] == [3000, 110000]


def test_another_spelling_of_a_gtin_under_another_name_is_a_conflict_and_no_new_article(shop: Shop) -> None:
    take(shop, f"{UPC},TEH CONTOH,2015,,,\n")
    done = take(shop, f"0{UPC},KOPI,2015,,,\n{B},GULA,500,,,\n")
    assert counts(done) == (1, 0, 0, 1)
    assert dict(done.outcomes[0].notes[0].fields) == {"code": "0" + UPC, "name": "KOPI", "shop_name": "TEH CONTOH"}
    assert counts(take(shop, f"00{UPC},TEH CONTOH,2015,,,\n")) == (0, 0, 1, 0)


def test_one_gtin_in_two_spellings_and_names_is_refused_each_time_the_file_comes(shop: Shop) -> None:
    rows = f"{UPC},TEH,2015,,,\n0{UPC},KOPI,2015,,,\n"
    assert counts(take(shop, rows)) == (1, 0, 0, 1)
    assert counts(take(shop, rows)) == (0, 0, 1, 1)


def test_an_exact_code_with_a_new_name_renames(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,,,\n")
    assert counts(take(shop, f"{A},Mi Kuah,3000,,,\n")) == (0, 1, 0, 0)
    assert products.show(shop, A).product.name == "Mi Kuah"


def test_a_service_keeps_no_stock_and_an_article_without_a_code_gets_one_of_the_shop_s_own(shop: Shop) -> None:
    take(shop, "PLS,Pulsa,12000,jasa,9\n,Kerupuk,2000,barang,30\n", "kode,nama,harga,barang_jasa,stok\n")
    assert products.show(shop, "PLS").product.on_hand is None
    assert products.show(shop, "S000001").product.on_hand == 30000


def test_the_code_of_a_package_tags_its_article_and_any_batch_finds_it(shop: Shop) -> None:
    done = take(shop, "(90)MD243209026078(91)240620,Air Minum,3000,,,\n")
    assert codes_said(done) == ["import_code_package"]
    assert products.show(shop, "(90)MD243209026078(91)291231").product.name == "Air Minum"
    assert origins.show(shop, "(90)MD243209026078(91)240620").product.origin.state == "domestic"
    assert counts(take(shop, "(90)MD243209026078(91)240620,Air Minum,3000,,,\n")) == (0, 0, 1, 0)


def test_a_preview_says_what_would_happen_and_writes_nothing(shop: Shop) -> None:
    take(shop, f"{A},Mi,3000,,5,\n")
    before = everything(shop)
    done = import_products.preview(shop, (HEAD + f"{A},Mi,3200,,5,\n{B},Teh,500,,2,\n,,,,,\n{C},,1,,,\n").encode())
    assert (counts(done), done.written) == ((1, 1, 0, 1), False)
    assert everything(shop) == before


def test_a_list_of_which_no_row_is_good_is_refused_with_its_first_reason(shop: Shop) -> None:
    with pytest.raises(Refused) as no:
        take(shop, f"{A},,3000,,,\n")
    assert (no.value.code, no.value.fields["row"]) == ("import_nothing_taken", 2)
    assert everything(shop) == []


def test_what_was_staged_is_compared_again_when_somebody_was_faster(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (HEAD + f"{A},Mi,3000,,5,\n").encode()
    stage = import_products._stage

    def slow(shop: Shop, listing: object) -> object:
        staged = stage(shop, listing)
        monkeypatch.setattr(import_products, "_stage", stage)
        import_products.take(shop, OWNER, data, name="other.csv")
        return staged

    monkeypatch.setattr(import_products, "_stage", slow)
    done = import_products.take(shop, OWNER, data, name="list.csv")
    assert counts(done) == (0, 0, 1, 0)
    assert len(everything(shop)) == 1


def test_an_import_that_fails_half_way_leaves_the_shop_as_it_was(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    take(shop, f"{A},Mi,3000,,5,\n")
    before = everything(shop)

    def torn(*_: object) -> None:
        raise Unavailable("disk_full")

    monkeypatch.setattr(Lists, "change", torn)
    with pytest.raises(Unavailable):
        take(shop, f"{A},Mi,3100,,5,\n{B},Teh,500,,2,\n")
    assert everything(shop) == before


KILLED = """
import sys, time
from pos_app import bootstrap
from pos_app.services import import_products
from pos_app.services.shop import OWNER
from pos_app.storage.lists import Lists
from pos_app.storage.uow import Transaction
owner = Transaction if sys.argv[2] == "commit" else Lists
real = getattr(owner, sys.argv[2])
def stalled(self, *args, **how):
    if sys.argv[3] == "after":
        real(self, *args, **how)
    print("stalled", flush=True)
    time.sleep(60)
setattr(owner, sys.argv[2], stalled)
shop = bootstrap.open_shop(sys.argv[1])
rows = "".join(f"K{n},Barang {n},{1000 + n},9\\n" for n in range(500))
import_products.take(shop, OWNER, ("kode,nama,harga,stok\\n" + rows).encode(), name="x.csv")
"""


@pytest.mark.parametrize(
    ("place", "moment", "there"),
    [("add", "before", 0), ("add", "after", 0), ("open_stock", "after", 0), ("commit", "before", 0), ("commit", "after", 500)],
)
def test_a_killed_import_is_there_whole_or_not_at_all(shop: Shop, place: str, moment: str, there: int) -> None:
    command = [sys.executable, "-c", KILLED, shop.place, place, moment]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "stalled\n"
        process.kill()
    assert len(everything(shop)) == there
    assert check.problems(shop) == []


ODD = [
    ("=SUM(A1)", A, "3000", ""), ("+62 Pulsa", "'123", "500", "0.5"), ("-Diskon-", "96", "", "-2"), ("@nama", "a|b", "0", "1"),
    ("'=dua", "kripik pisang", "7", ""), ("JOHNSON&acute;S &amp;acute; S&P;", "0001", "10", "3"),
    ('Teh, manis "besar"', "44.330009", "1500", ""),
    ("Kopi", UPC, "2000", "1"), ("Kopi", UPC, "2500", "1"), ("Ruam; <b>", "", "1", ""),
]  # fmt: skip


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_importing_an_export_changes_nothing(shop: Shop, tmp_path: object, ending: str) -> None:
    quoted = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in ODD)
    take(shop, quoted, "nama,barcode,harga,stok\n")
    take(
        shop,
        f"K9,{B},Mi,PCS,PAK,{C},5,14500,2450.125,jasa\n",
        "kode item,barcode,nama,satuan 1,satuan 2,barcode 2,isi 2,harga satuan 2,modal,kategori\n",
    )
    take(shop, "TB,Tambal,variable,Jasa,tidak\n", "kode,nama,harga,kategori,lacak stok\n")
    products.change(shop, OWNER, "K9", {"sellable": "no", "tax": "exempt", "maker": "PT = Satu", "receipt_name": "-mi-"})
    path = tmp_path / f"out{ending}"
    before = everything(shop)
    assert export_products.write(shop, path) == len(before)
    done = import_products.take(shop, Actor("Lain"), path.read_bytes(), name=path.name)
    assert [(outcome.row.name, outcome.changed) for outcome in done.outcomes if outcome.changed] == []
    assert counts(done) == (0, 0, len(before), 0)
    assert everything(shop) == before


def test_an_export_goes_into_an_empty_shop_as_the_same_articles(shop: Shop, places: object, tmp_path: object) -> None:
    from pos_app import bootstrap

    quoted = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in ODD)
    take(shop, quoted, "nama,barcode,harga,stok\n")
    export_products.write(shop, tmp_path / "a.csv")
    other = bootstrap.open_shop(places.with_shop(), clock=shop.clock)
    import_products.take(other, OWNER, (tmp_path / "a.csv").read_bytes(), name="a.csv")
    export_products.write(other, tmp_path / "b.csv")
    other.close()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_no_cell_of_an_exported_csv_begins_like_a_formula(shop: Shop, tmp_path: object) -> None:
    import csv

    take(shop, "=cmd,-kat,+merk,@rak,=1\n", "nama,kategori,merek,rak,kode\n")
    export_products.write(shop, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@-")]


def test_an_export_to_another_ending_is_refused(shop: Shop, tmp_path: object) -> None:
    with pytest.raises(Refused, match="unknown_list_ending"):
        export_products.write(shop, tmp_path / "a.pdf")


def test_prices_by_quantity_of_a_sheet_beside_the_list_go_in_once_and_change(shop: Shop) -> None:
    def body(price: int) -> bytes:
        book = Workbook()
        book.active.title = "barang"
        book.active.append(["kode_barang_edit", "nama_barang_edit", "harga_jual_edit", "harga_beli_edit", "stok_edit", "kategori"])
        book.active.append([A, "Garam", 2500, 1800, 10, "Bumbu"])
        levels = book.create_sheet("grosir")
        levels.append(["kode_barang", "nama_barang", "nama", "jumlah_minimal", "harga_satuan"])
        levels.append([A, "Garam", "Grosir", 10, price])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def prices() -> list[list[tuple[int, int]]]:
        with shop.uow.read() as u:
            return list(u.prices.all_quantity_prices().values())

    assert counts(import_products.take(shop, OWNER, body(2200), name="kp.xlsx")) == (1, 0, 0, 0)
    assert prices() == [[(10_000, 2200)]]
    assert counts(import_products.take(shop, OWNER, body(2200), name="kp.xlsx")) == (0, 0, 1, 0)
    done = import_products.take(shop, OWNER, body(2100), name="kp.xlsx")
    assert (counts(done), done.outcomes[0].changed, prices()) == ((0, 1, 0, 0), ("quantity_prices",), [[(10_000, 2100)]])
    assert check.problems(shop) == []


def numbers_of(shop: Shop) -> dict[str, str | None]:
    with shop.uow.read() as u:
        return {a.values["name"]: a.values["sku"] for a in u.lists.all_articles(day=date(2026, 11, 24))}


def test_an_article_gets_a_number_of_the_shop_only_where_nothing_else_names_it_alone(shop: Shop) -> None:
    head = "kd_barang,barcode,nm_barang,harga_jual\n"
    rows = f"K1,{A},Mi,1\nK1,,,5\nK2,{B},Teh,2\nK2,{B},Teh,2\nK3,,Gula,3\nK3,{C},Garam,4\n,{UPC},Kopi,5\n,,Roti,6\n"
    done = take(shop, rows, head)
    assert counts(done) == (6, 0, 1, 1), "a refused row and a repeated one take no number from the others"
    assert numbers_of(shop) == {"Mi": "K1", "Teh": "K2", "Gula": "S000001", "Garam": "S000002", "Kopi": None, "Roti": "S000003"}
    assert products.show(shop, "S000002").codes == (C, "K3", "S000002"), "a number that two rows have is one more code"
    assert counts(take(shop, f"K2,0001,Lain,9\n,{UPC},Kopi baru,5\n", head)) == (0, 2, 0, 0), (
        "an article is known by its number, and by its code"
    )
    assert numbers_of(shop)["Lain"] == "K2"


def test_the_first_code_of_an_article_decides_whether_it_needs_a_number(shop: Shop) -> None:
    take(shop, f"{A},,Mi,1\n{B},{A},Teh,2\n", "barcode,kode_lain,nm_barang,jenis_barang\n", mapping={"kode_lain": "more_codes"})
    assert numbers_of(shop) == {"Mi": "S000001", "Teh": None}


def test_a_cost_is_compared_with_the_last_one_or_else_with_the_average(shop: Shop) -> None:
    head = "barcode,nama,harga_beli\n"
    take(shop, f"{A},Mi,\n{B},Teh,1000\n", head)
    assert (counts(take(shop, f"{A},Mi,700\n", head)), products.show(shop, A).product.average_cost) == ((0, 1, 0, 0), 7_000_000)
    done = take(shop, f"{A},Mi,700\n{B},Teh,1200\n", head)
    teh = products.show(shop, B).product
    assert (counts(done), teh.last_cost, teh.average_cost) == ((0, 1, 1, 0), 12_000_000, 10_000_000)
    with shop.uow.write() as u:
        u.products.change(teh.id, {"last_cost": None})
        u.commit()
    assert counts(take(shop, f"{B},Teh,1000\n", head)) == (0, 0, 1, 0)


def test_an_open_price_stays_open_and_stock_opens_at_its_cost(shop: Shop) -> None:
    head = "barcode,nama,harga_jual,harga_beli,stok\n"
    take(shop, f"{A},Mi,variable,700,4\n{B},Teh,1,900,0\n", head)
    assert counts(take(shop, f"{A},Mi,variable,,\n", head)) == (0, 0, 1, 0)
    (move,) = stock.card(shop, A).moves
    assert (move.reason, move.qty, move.cost) == ("opening", 4_000, 7_000_000)
    assert stock.card(shop, B).moves == ()
