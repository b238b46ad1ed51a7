"""Consigned goods from the command line: agreed, taken in, sold, given back, settled, with every paper; and makers beside them."""

import pytest

from pos_app.errors import Unavailable
from tests.cli.run import said_no
from tests.documents import papers

LIST = "barcode,nama,harga_jual,produsen\nKUE,KUE LAPIS,2500,Dapur Bu Tini\nKRIPIK,KERIPIK,12000,DAPUR BU TINI\n"


def paper(path):
    return papers.squeezed(path.read_bytes())


def test_a_week_with_a_consignor_and_its_five_papers(run, tmp_path):
    files = {name: tmp_path / f"{name}.pdf" for name in ("agreement", "note", "statement", "receipt", "back")}
    status, told, _ = run("consignment", "agree", "Bu Tini", "--percent", "20", "--address", "Sukamaju 3", "--pdf", files["agreement"])
    assert (status, told["terms"], told["value"]) == (0, "percent", 2000)
    status, told, _ = run(
        "consignment", "deliver", "Bu Tini", "KUE*40", "KRIPIK*20", "--terms", "KRIPIK=9500", "--number", "TT-7", "--pdf", files["note"]
    )
    assert [(x["code"], x["qty_milli"], x["each_idr"]) for x in told["lines"]] == [("KUE", 40_000, 2_000), ("KRIPIK", 20_000, 9_500)]
    assert run("sell", "KUE*10", "KRIPIK*4", "--cash", "100000")[0] == 0
    assert run("consignment", "list")[1]["consignors"][0]["owed_idr"] == 58_000
    assert run("report", "stock")[1]["consigned"] == {"articles": 2, "pieces_milli": 46_000, "owed_idr": 212_000}
    assert run("consignment", "spoilt", "Bu Tini", "KUE", "--why", "basi", "--by", "shop")[1]["lines"][0]["owed_idr"] == 2_000
    status, told, _ = run("consignment", "statement", "Bu Tini", "--month", "2026-11", "--pdf", files["statement"])
    assert (told["owed_idr"], told["after_idr"], [x["sold_milli"] for x in told["articles"]]) == (60_000, 60_000, [10_000, 4_000])
    status, told, _ = run("consignment", "settle", "Bu Tini", "--amount", "50000", "--pdf", files["receipt"])
    assert (told["paid_idr"], told["owed_before_idr"]) == (50_000, 60_000)
    assert run("consignment", "return", "Bu Tini", "KUE*29", "--pdf", files["back"])[0] == 0
    assert run("consignment", "goods", "Bu Tini")[1]["goods"] == [
        {"code": "KRIPIK", "name": "KERIPIK", "terms": "fixed", "value": 9_500, "on_hand_milli": 16_000},
        {"code": "KUE", "name": "KUE LAPIS", "terms": "percent", "value": 2_000, "on_hand_milli": 0},
    ]
    for name, words in {
        "agreement": ("Perjanjiantitipjual", "komisi20%dariharga", "Sukamaju3"),
        "note": ("KM-20261124-0001", "TT-7", "40pcs", "Rp2.000", "Rp270.000"),
        "statement": ("Rp60.000", "KUELAPIS", "Total"),
        "receipt": ("KB-20261124-0001", "Rp50.000", "Rp10.000", "Tunai"),
        "back": ("KR-20261124-0001", "29pcs"),
    }.items():
        said = paper(files[name])
        assert [word for word in words if word not in said] == [], name
        assert papers.overlapping(files[name].read_bytes()) == []
        assert papers.embedded(files[name].read_bytes())
    assert run("check")[1]["ok"]


def test_a_paper_is_made_again_and_an_article_becomes_the_shops_own(run, tmp_path):
    run("consignment", "agree", "Bu Tini", "--fixed", "2000")
    number = run("consignment", "deliver", "Bu Tini", "KUE*2")[1]["number"]
    assert run("consignment", "paper", number, "--pdf", tmp_path / "again.pdf")[1]["lines"][0]["qty_milli"] == 2_000
    assert (tmp_path / "again.pdf").is_file()
    assert run("consignment", "unsold", "--days", "0")[1] == {"unsold": []}
    said_no(run("consignment", "release", "KUE"))
    run("consignment", "return", "Bu Tini", "KUE*2")
    assert run("consignment", "release", "KUE")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("deliver", "Siapa", "KUE"),
        ("settle", "Bu Tini"),
        ("deliver", "Bu Tini", "KUE", "--terms", "KUE"),
        ("deliver", "Bu Tini", "KUE", "--terms", "KUE=120%"),
        ("return", "Bu Tini", "KUE"),
        ("paper", "KM-9"),
        ("agree", "X", "--commission", "1,5"),
        ("agree", "X", "--fixed", "-1"),
        ("agree", "X", "--percent", "5", "--settle-days", "99999999999"),
        ("agree", "X", "--percent", "5", "--agreed-on", "2099-01-01"),
        ("unsold", "--days", "-1"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(run, words):
    run("consignment", "agree", "Bu Tini", "--commission", "500")
    said_no(run("consignment", *words))


def test_a_paper_that_cannot_be_written_books_nothing_where_that_is_known_before_and_is_said_where_it_is_not(run, tmp_path, monkeypatch):
    run("consignment", "agree", "Bu Tini", "--fixed", "2000")
    run("consignment", "deliver", "Bu Tini", "KUE*20")
    run("sell", "KUE*4", "--cash", "10000")
    before = run("consignment", "list")[1]
    nowhere = ("--pdf", tmp_path / "nowhere" / "x.pdf")
    said_no(run("consignment", "agree", "Siapa", "--fixed", "2000", *nowhere))
    for words in (("deliver", "KUE*3"), ("return", "KUE*3"), ("spoilt", "KUE", "--why", "basi"), ("settle",)):
        said_no(run("consignment", words[0], "Bu Tini", *words[1:], *nowhere))
    assert run("consignment", "list")[1] == before

    def full(path, body):
        raise Unavailable("cannot_write", path=path)

    monkeypatch.setattr("pos_app.files.write", full)
    status, told, err = run("consignment", "settle", "Bu Tini", "--pdf", tmp_path / "x.pdf")
    assert (status, told["paid_idr"], told["pdf"]) == (0, 8_000, None)
    assert "KB-" in err


def test_makers_are_merged_and_what_one_signs_is_confirmed(run, tmp_path):
    assert run("maker", "list", "--alike")[1] == {"alike": [{"keep": "DAPUR BU TINI", "others": ["Dapur Bu Tini"]}]}
    assert run("maker", "merge", "Dapur Bu Tini", "DAPUR BU TINI")[1]["articles"] == 1
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(b"%PDF-1.7 surat")
    signed = ("--document", "SP-1", "--signed-on", "2026-11-02", "--signed-by", "Tini", "--attach", letter)
    status, told, _ = run("maker", "statement", "Dapur Bu Tini", *signed)
    assert (status, [x["stands"] for x in told["goods"]]) == (0, ["open", "open"])
    assert run("maker", "confirm", "Dapur Bu Tini", "--document", "SP-1", "--only", "KUE")[1]["confirmed"] == 1
    assert run("maker", "confirm", "Dapur Bu Tini", "--document", "SP-1")[1]["confirmed"] == 1
    sha256 = told["statement"]["attachment"]
    assert run("origin", "attachment", sha256, "--out", tmp_path / "back.pdf")[0] == 0
    assert (tmp_path / "back.pdf").read_bytes() == letter.read_bytes()
    assert run("maker", "withdraw", "Dapur Bu Tini", "--document", "SP-1", "--why", "salah")[1]["articles"] == 2
    assert run("product", "show", "KUE")[1]["origin"]["state"] == "unknown"
    said_no(run("maker", "review", "Dapur Bu Tini", "--document", "SP-2"))


def test_what_ends_soon_labels_and_codes_of_the_own_range(run, tmp_path):
    certificate = ("--kind", "tkdn", "--number", "1", "--tkdn", "50", "--valid-from", "2024-01-01", "--valid-until", "2027-01-10")
    run("origin", "set", "KUE", *certificate)
    assert [(x["code"], x["days_left"]) for x in run("origin", "expiring")[1]["expiring"]] == [("KUE", 47)]
    assert run("origin", "expiring", "--days", "10")[1] == {"expiring": []}
    for days in (-1, 9_999_999_999):
        said_no(run("origin", "expiring", "--days", days))
    assert run("product", "code", "KUE")[1]["code"] == "S000001"
    run("stock", "receive", "KRIPIK", "5", "--cost", "9000")
    number = run("stock", "show", "KRIPIK")[1]["moves"][0]["document"]
    status, told, _ = run("labels", "--received", number, "--out", tmp_path / "l.pdf", "--sheet", "50x30")
    assert (status, told["labels"]) == (0, 5)
    said_no(run("labels", "--received", "IN-1", "--out", tmp_path / "l.pdf"))
