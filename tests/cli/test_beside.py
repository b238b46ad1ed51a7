"""Files beside a posting: a place that cannot be is refused before anything is booked, a disk that fails after it is only said."""

import pytest

from pos_app.errors import Unavailable
from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,stok\nTEH,TEH CONTOH 50G,2000,10\n"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_posting_stands_where_only_its_file_fails(run, tmp_path, monkeypatch):
    origins, goods = tmp_path / "asal.csv", tmp_path / "barang.csv"
    origins.write_text("code,state,kind\nTEH,domestic,label\n")
    goods.write_text("barcode,nama,harga_jual\nKOPI,KOPI CONTOH 50G,3000\n")
    run("shift", "open", "--float", "0")
    postings = {
        "sell": ("sell", "TEH", "--cash", "2000", "--receipt"),
        "the slip": ("sell", "TEH", "--cash", "2000", "--escpos"),
        "voucher": ("voucher", "issue", "50000", "--receipt"),
        "goods": ("import", "products", goods, "--report"),
        "origins": ("origin", "import", origins, "--report"),
        "shift": ("shift", "close", "--counted", "54000", "--pdf"),
    }
    for words in postings.values():
        said_no(run(*words, tmp_path / "nowhere" / "x"))
    assert (run("report", "sales", "--month", "2026-11")[1]["receipts"], run("shift", "show")[1]["expected_idr"]) == (0, 0)

    def full(path, body):
        raise Unavailable("cannot_write", path=path)

    monkeypatch.setattr("pos_app.files.write", full)
    for what, words in postings.items():
        status, _told, err = run(*words, tmp_path / "x.pdf")
        assert (status, err.count("cannot be written"), err.count("\n")) == (0, 1, 1), what
    for words in (postings["goods"], postings["origins"]):
        assert "only tried" in run(*words, tmp_path / "x.csv", "--dry-run")[2]
    assert run("report", "sales", "--month", "2026-11")[1]["receipts"] == 3
    assert run("product", "show", "TEH")[1]["origin"]["state"] == "domestic"
    assert run("product", "show", "KOPI")[1]["price_idr"] == 3_000
    said_no(run("shift", "show"))
