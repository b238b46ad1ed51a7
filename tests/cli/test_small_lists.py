"""Suppliers, prices and an empty list as files: what is written comes back unchanged, and nothing in it runs."""

import pytest
from openpyxl import load_workbook

from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,harga_member,stok\n8997770000014,TEH CONTOH,2015,,100\nKOPI,KOPI,5000,4800,3\n"
TEA = "8997770000014"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_suppliers_come_back_unchanged(run, tmp_path, ending):
    run("supplier", "add", "UD Jaya", "phone=+62811", "due_days=14", "note==1+1")
    run("supplier", "add", "CV Lama", "archived=yes")
    path = tmp_path / f"pemasok.{ending}"
    assert run("export", "suppliers", path)[1] == {"rows": 2}
    before = run("supplier", "list")[1]
    done = run("import", "suppliers", path)[1]
    assert (done["rows"], done["taken"], done["updated"], done["unchanged"], done["refused"]) == (2, 0, 0, 2, 0)
    assert run("supplier", "list")[1] == before
    if ending == "xlsx":
        cells = [cell for row in load_workbook(path).active.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_suppliers_are_added_and_changed_by_name(run, tmp_path):
    run("supplier", "add", "UD Jaya", "phone=0811")
    path = tmp_path / "pemasok.csv"
    path.write_text("Pemasok;Telepon;Tempo hari\nud jaya;0812;\nBaru;;30\nSalah;;besok\n")
    done = run("import", "suppliers", path)[1]
    assert (done["taken"], done["updated"], done["refused"]) == (1, 1, 1)
    assert "besok" in done["problems"][0]["problem"]
    rows = {x["name"]: x for x in run("supplier", "list")[1]["suppliers"]}
    assert (rows["UD Jaya"]["phone"], rows["Baru"]["due_days"]) == ("0812", 30)
    path.write_text("Nama;Telepon\nX;1\n")
    assert "pemasok" in said_no(run("import", "suppliers", path))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_prices_come_back_unchanged_and_changed_ones_count(run, tmp_path, clock, ending):
    path = tmp_path / f"harga.{ending}"
    assert run("export", "prices", path)[1] == {"rows": 2}
    assert run("import", "prices", path)[1]["unchanged"] == 2
    changed = tmp_path / "baru.csv"
    changed.write_text(f"barcode,harga_jual,harga_member,berlaku_mulai\n{TEA},2500,2300,2026-12-01\nKOPI,5500,,\nX,1,,\n")
    done = run("import", "prices", changed)[1]
    assert (done["updated"], done["refused"], done["problems"][0]["code"]) == (2, 1, "X")
    assert (run("product", "show", TEA)[1]["price_idr"], run("product", "show", "KOPI")[1]["price_idr"]) == (2015, 5500)
    clock.set("2026-12-01T08:00:00+07:00")
    shown = run("product", "show", TEA)[1]
    assert (shown["price_idr"], shown["member_price_idr"]) == (2500, 2300)


def test_an_empty_list_is_filled_in_and_taken(run, tmp_path):
    path = tmp_path / "barang.xlsx"
    assert run("export", "template", path)[0] == 0
    book = load_workbook(path)
    heads = {cell.value: cell.column for cell in book.active[1]}
    for head, value in (("nm_barang", "Gula"), ("barcode", "GULA1"), ("harga_jual", 15000), ("satuan_2", "dus"), ("isi_2", 24)):
        book.active.cell(2, heads[head], value)
    book.save(path)
    assert run("import", "products", path)[1]["taken"] == 1
    assert run("article", "show", "GULA1")[1]["packs"][0]["holds_milli"] == 24_000
