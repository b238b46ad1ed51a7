"""stocktake as a person types it, from start to posting."""

import pypdfium2

from tests.cli.run import said_no

LIST = (
    "barcode,nama,harga_jual,harga_beli,kategori,rak,stok\nTEH,TEH CONTOH,2015,1500,Minuman,A1,100\nGULA,GULA,14000,12000,Sembako,A2,10\n"
)


def text_of(path) -> str:
    document = pypdfium2.PdfDocument(path)
    found = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    return " ".join(found.split())


def test_a_stocktake_from_start_to_posting(run, tmp_path):
    number = run("stocktake", "start", "Opname November")[1]["number"]
    assert run("stocktake", "part", "Rak A1", "--shelf", "A1", "--person", "Sari")[1]["person"] == "Sari"
    run("stocktake", "part", "Sembako", "--category", "Sembako")
    status, document, _ = run("stocktake", "count", "Rak A1", "TEH*40", "GULA", "TEH*58")
    assert (status, document["counted"]) == (0, 2)
    assert [(x["code"], x["qty_milli"], x["times"], x["belongs_to"]) for x in document["rows"]] == [
        ("TEH", 98_000, 2, None),
        ("GULA", 1_000, 1, "Sembako"),
    ]
    run("stocktake", "remove", "Rak A1", "GULA")
    assert run("sell", "TEH*3", "--cash", "100000")[0] == 0
    shown = run("stocktake", "close", "Rak A1")[1]
    assert [(x["code"], x["difference_milli"], x["value_idr"]) for x in shown["differences"]] == [("TEH", -2_000, -3_000)]
    said_no(run("stocktake", "post"))
    run("stocktake", "count", "Sembako", "GULA*9")
    run("stocktake", "set", "Sembako", "GULA", "9.5")
    assert run("stocktake", "reopen", "Rak A1")[1]["differences"] == []
    run("stocktake", "close", "Rak A1")
    run("stocktake", "close", "Sembako")
    posted = run("stocktake", "post")[1]
    assert (posted["number"], posted["state"], posted["short_idr"], posted["net_idr"]) == (number, "posted", -9_000, -9_000)
    assert run("stock", "show", "TEH")[1]["on_hand_milli"] == 95_000
    assert run("stocktake", "show", number, "--pdf", tmp_path / "hasil.pdf")[0] == 0
    assert number in text_of(tmp_path / "hasil.pdf")
    assert run("check")[0] == 0


def test_lists_to_write_on_and_to_fill_in(run, tmp_path):
    run("stocktake", "start", "Opname")
    run("stocktake", "part", "Toko")
    assert run("stocktake", "list", "Toko", tmp_path / "hitung.pdf")[1]["articles"] == 2
    told = text_of(tmp_path / "hitung.pdf")
    assert "TEH CONTOH" in told
    assert "100" not in told
    run("stocktake", "list", "Toko", tmp_path / "hitung.csv")
    filled = (tmp_path / "hitung.csv").read_text(encoding="utf-8-sig").splitlines()
    (tmp_path / "isi.csv").write_text("\n".join([filled[0], *(line + "7" for line in filled[1:])]))
    assert run("stocktake", "count", "Toko", "--list", tmp_path / "isi.csv")[1] == {"counted": 2, "again": []}
    said_no(run("stocktake", "list", "Toko", tmp_path / "hitung.txt"))
    said_no(run("stocktake", "count", "Toko"))
    said_no(run("stocktake", "count", "Toko", "TEH", "--at", "2026-11-24T09:00"))
    run("stocktake", "close", "Toko")
    assert [x["difference_milli"] for x in run("stocktake", "show")[1]["differences"]] == [-93_000, -3_000]


def test_a_stocktake_given_up_books_nothing(run):
    run("stocktake", "start", "Opname")
    run("stocktake", "part", "Toko")
    run("stocktake", "count", "Toko", "TEH")
    assert run("stocktake", "discard", "--why", "salah")[1]["state"] == "discarded"
    said_no(run("stocktake", "count", "Toko", "TEH"))
    assert run("stock", "show", "TEH")[1]["on_hand_milli"] == 100_000
