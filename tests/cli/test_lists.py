"""The commands on lists as a person types them."""

import csv
import json

import pytest

from pos_app.cli import main as cli

A, B = "8991234500416", "8991234500423"


@pytest.fixture
def run(shop_place, clock, new_uid, capsys):
    world = cli.World(clock=clock, new_uid=new_uid)

    def call(*words, lang="en"):
        capsys.readouterr()
        status = cli.main([*map(str, words), "--db", shop_place, "--lang", lang], world)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def goods(tmp_path):
    def write(text, name="list.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_import_says_what_it_recognised_and_what_became_of_the_rows(run, goods):
    path = goods(f"kode;nama;harga\n{A};Mi;3.000\n{B};;500\n8.99E+12;Teh;7.800\n")
    status, out, err = run("import", "products", path)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Header in row 1:",
        "  A  kode → barcode",
        "  B  nama → name",
        "  C  harga → price; point = thousands",
        "Row 3: There is no name; fill it in and import again.",
        "Row 4: The code 8.99E+12 was ruined by a spreadsheet; it was taken without one, scan it in.",
        "3 rows: 2 new, 0 changed, 0 unchanged, 1 refused; 1 with a remark.",
    ]


def test_the_document_has_the_rows_by_result_and_a_problem_for_each_remark(run, goods):
    path = goods(f"kode,nama,harga\n{A},Mi,3000\n{B},,500\n123,Teh,0\n")
    document = json.loads(run("import", "products", path, "--json")[1])
    assert [document[key] for key in ("rows", "taken", "updated", "unchanged", "refused", "warned")] == [3, 2, 0, 0, 1, 1]
    assert [(p["row"], p["code"], p["level"]) for p in document["problems"]] == [(3, B, "refused"), (4, "123", "warning")]


def test_a_dry_run_writes_nothing_and_a_report_has_every_row(run, goods, tmp_path):
    path = goods(f"DAFTAR,,\nkode,nama,harga\n{A},=Mi,3000\n{B},,500\nTotal,,3500\n")
    report = tmp_path / "report.csv"
    status, out, _ = run("import", "products", path, "--dry-run", "--report", report, lang="id")
    assert (status, out.splitlines()[-1]) == (0, "Tidak ada yang ditulis (--dry-run).")
    assert "1 baris bukan barang: 5 (jumlah)" in out.splitlines()
    assert run("product", "show", A)[0] == 1
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[:4] for row in rows] == [
        ["baris", "kode", "nama", "hasil"],
        ["3", A, "'=Mi", "diambil"],
        ["4", B, "", "tidak diterima"],
        ["5", "", "Total · 3500", "bukan barang"],
    ]


def test_columns_and_store_are_named_on_the_command_line(run, goods):
    path = goods(
        f"Name,Barcode,Price [Ijo],Price [Biru],In stock [Ijo],In stock [Biru],Handle,Track stock\n"
        f"Mi,{A},3000.00,3100.00,5.000,7.000,mi,Y\n"
    )
    assert run("import", "products", path, "--store", "Biru")[0] == 0
    assert json.loads(run("product", "show", A, "--json")[1])["price_idr"] == 3100
    status, out, err = run("import", "products", path, "--store", "Merah")
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    other = goods(f"satu,dua,tiga\n{B},Teh,500\n", "b.csv")
    assert run("import", "products", other)[0] == 1
    assert run("import", "products", other, "--map", "satu=code", "dua=name", "--map", "tiga=price")[0] == 0
    assert run("import", "products", other, "--map", "satu")[0] == 1


@pytest.mark.parametrize("data", [b"", b"satu dua tiga\nempat lima\n", bytes(range(256)) * 30, b"PK\x03\x04torn"])
def test_what_is_no_list_is_refused_in_one_sentence(run, tmp_path, data):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    for command in (("import", "products"), ("replay",)):
        status, out, err = run(*command, path)
        assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert run("import", "products", tmp_path / "tiada.csv")[0] == 1


def test_a_report_into_a_missing_folder_is_refused_before_anything_is_written(run, goods, tmp_path):
    path = goods(f"kode,nama,harga\n{A},Mi,3000\n")
    assert run("import", "products", path, "--report", tmp_path / "no" / "r.csv")[0] == 1
    assert run("product", "show", A)[0] == 1


def test_an_export_comes_back_unchanged(run, goods, tmp_path):
    run("import", "products", goods(f"kode,nama,harga,stok\n{A},Mi,3000,5\n,Teh,,2\n"))
    for name in ("out.csv", "out.xlsx"):
        status, out, _ = run("export", "products", tmp_path / name)
        assert (status, out) == (0, f"2 articles written to {tmp_path / name}.\n")
        document = json.loads(run("import", "products", tmp_path / name, "--json")[1])
        assert (document["rows"], document["unchanged"]) == (2, 2)
    assert run("export", "products", tmp_path / "out.pdf")[0] == 1


def test_a_replay_posts_and_names_what_it_could_not(run, goods):
    run("import", "products", goods(f"kode,nama,harga\n{A},Mi,3000\n"))
    head = "no_penjualan,tgl_penjualan,barcode,jumlah,harga_jual,diskon\n"
    path = goods(head + f"J1,2026-03-05,{A},2,3000,0\nJ2,2026-03-05,999,1,500,0\n", "sales.csv")
    status, out, err = run("replay", path)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Row 3, receipt J2: The article 999 “” is not in the shop; import it first, then replay again.",
        "2 receipts in 2 rows: 1 posted, 0 already there, 1 refused.",
    ]
    document = json.loads(run("replay", path, "--json")[1])
    assert [document[key] for key in ("rows", "receipts", "posted", "unchanged", "refused")] == [2, 2, 0, 1, 1]
    document = json.loads(run("replay", path, "--source", "lama", "--map", "diskon=discount_each", "--json")[1])
    assert (document["source"], document["posted"]) == ("lama", 1)
