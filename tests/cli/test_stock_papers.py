"""Papers of the stock and debts to suppliers, as a person types them."""

import pytest
from pypdf import PdfReader

from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,satuan,satuan_2,isi_2,barcode_2\nMI,MI GORENG,3100,bks,dus,40,MI-DUS\nSUSU,SUSU 370 G,12000,klg,,,\n"
MILK_2D = "(90)MD224528003117(10)B2611A(17)271115"


@pytest.fixture
def run(run):
    assert run("origin", "set", "SUSU", "--kind", "registration", "--number", "MD224528003117")[0] == 0
    return run


@pytest.fixture
def received(run):
    words = ("--supplier", "CV A", "--doc", "SJ-1", "--date", "2026-11-20", "--due", "2026-11-22", "--discount", "500", "--freight", "2000")
    return run(
        "stock", "receive", *words, "--line", "MI-DUS*2@103500", "--line", f"{MILK_2D}*12@10750.5", "--line", "SUSU*1@10000,batch=B2"
    )


def test_a_whole_paper_comes_in_by_lines(run, received):
    status, paper, _ = received
    assert (status, paper["number"], paper["supplier"], paper["their_number"], paper["due"]) == (
        0, "IN-20261124-0001", "CV A", "SJ-1", "2026-11-22",
    )  # fmt: skip
    assert paper["total_idr"] == 207_000 + 129_006 + 10_000 - 500 + 2_000
    mi, milk, other = paper["lines"]
    assert (mi["unit"], mi["qty_milli"], mi["base_qty_milli"], mi["cost_e4"]) == ("dus", 2_000, 80_000, 25_875_000)
    assert (milk["batch"], milk["expires"], other["batch"], other["expires"]) == ("B2611A", "2027-11-15", "B2", None)
    (move,) = run("stock", "show", "MI")[1]["moves"]
    assert (move["reason"], move["qty_milli"], move["cost_e4"], move["person"], move["document"]) == (
        "receive", 80_000, 25_875_000, "Pemilik", paper["number"],
    )  # fmt: skip
    assert run("check")[1]["ok"]


def test_goods_that_come_in_past_their_day_are_taken_and_said(run, received):
    assert received[2] == ""
    status, paper, said = run("stock", "receive", "--line", "SUSU*1@10000,expires=2026-11-23", "--line", "MI*1@2500,expires=2026-11-24")
    assert (status, len(paper["lines"]), said) == (0, 2, "SUSU 370 G came in past its day, 23 Nov 2026.\n")
    _, _, said = run("stock", "receive", "(90)MD224528003117(10)B1(17)251115", "1", "--cost", "10000")
    assert said == "SUSU 370 G came in past its day, 15 Nov 2025.\n"


def test_what_is_to_be_sold_first_and_is_past_its_day_is_said_when_it_is_sold(run, received):
    run("stock", "receive", "--line", "SUSU*1@10000,expires=2026-11-23")
    status, _sale, said = run("sell", "SUSU", "MI", "--cash", "50000")
    assert (status, said) == (0, "SUSU 370 G: look at its date; what is to be sold first expired on 23 Nov 2026.\n")
    assert run("sell", "SUSU", "--cash", "50000")[2] == ""


def test_half_a_carton_comes_in_by_code_and_quantity(run):
    status, document, _ = run("stock", "receive", "MI-DUS", "0.5", "--cost", "103500")
    assert (status, document["on_hand_milli"], document["average_cost_e4"], document["document"]) == (
        0, 20_000, 25_875_000, "IN-20261124-0001",
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("MI",),
        ("MI", "1"),
        ("MI", "1", "--cost", "1", "--line", "MI*1@1"),
        ("--line", "MI*1"),
        ("--line", "MI@1"),
        ("--line", "MI*1@1,expires=2027-13-01"),
        ("--line", "MI*1@1", "--date", "2026-11-25"),
        ("--line", "APA*1@1"),
        ("--line", "MI-DUS*0.333@1"),
        (),
    ],
)
def test_what_cannot_come_in_is_refused_and_nothing_is_written(run, words):
    said_no(run("stock", "receive", *words))
    assert run("stock", "papers")[1]["papers"] == []


def test_goods_go_out_with_a_reason_and_a_number_each(run, received):
    assert run("stock", "breakage", "MI*3", "--why", "digigit tikus")[1]["number"] == "BR-20261124-0001"
    assert run("stock", "use", "SUSU*1,batch=B2", "--why", "kopi rapat")[1]["lines"][0]["batch"] == "B2"
    assert run("stock", "transfer", "Toko Dua", "MI*2", "--why", "pinjam")[1]["other_shop"] == "Toko Dua"
    assert run("stock", "return", "CV A", "MI-DUS*1@100000", "--why", "lembek")[1]["total_idr"] == -100_000
    status, _paper, said = run("stock", "use", "SUSU*20", "--why", "x")
    assert (status, "SUSU 370 G" in said) == (0, True)
    kinds = [x["kind"] for x in run("stock", "papers")[1]["papers"]]
    assert kinds == ["own_use", "supplier_return", "transfer_out", "own_use", "breakage", "receive"]
    assert [x["number"] for x in run("stock", "papers", "--kind", "breakage")[1]["papers"]] == ["BR-20261124-0001"]
    assert run("stock", "papers", "--from", "2026-11-01", "--to", "2026-11-23")[1]["papers"] == []
    said_no(run("stock", "use", "SUSU", "--why", "x"))
    said_no(run("stock", "use", "SUSU*1", "--why", " "))


def test_a_paper_is_corrected_in_lines_and_in_its_cost(run, received):
    number = received[1]["number"]
    assert run("stock", "correct", number, "MI*10", "--why", "kurang 10")[1]["total_idr"] == -25_875
    mended = run("stock", "correct", number, "--cost", "SUSU=10000", "--why", "harga lama")[1]
    assert [x["amount_idr"] for x in mended["lines"]] == [-129_006, 120_000, -10_000, 10_000]
    paper = run("stock", "paper", number)[1]
    assert paper["corrections"] == ["CR-20261124-0001", "CR-20261124-0002"]
    assert [x["standing_milli"] for x in paper["lines"]] == [70_000, 0, 0]
    said_no(run("stock", "correct", number, "MI*71", "--why", "x"))
    assert run("check")[1]["ok"]


def test_people_read_words_the_shop_s_own_time_and_every_payment(run, received):
    assert run("stock", "to-buy", lang="id", spoken=True)[1] == ["Semua barang masih cukup."]
    assert run("stock", "expiring", lang="id", spoken=True)[1] == ["Tidak ada barang yang kedaluwarsa dalam waktu itu."]
    assert run("stock", "batches", "MI", lang="id", spoken=True)[1] == ["Tidak ada sisanya yang masuk dengan batch atau tanggal."]
    run("debts", "pay", "CV A", "7506", "--means", "transfer", "--reference", "BRI 88")
    run("stock", "breakage", "MI*3", "--why", "digigit tikus")
    _, moves, _ = run("stock", "show", "MI", lang="id", spoken=True)
    assert moves[1:] == [
        "24.11.2026 09.00 WIB  Barang rusak  −3  @2.587,5  BR-20261124-0001  Pemilik  digigit tikus",
        "24.11.2026 09.00 WIB  Barang masuk  80  @2.587,5  IN-20261124-0001  Pemilik",
    ]
    _, papers, _ = run("stock", "papers", lang="id", spoken=True)
    assert papers[0] == "BR-20261124-0001  Barang rusak  −Rp7.763  digigit tikus"
    _, account, _ = run("debts", "show", "CV A", lang="id", spoken=True)
    assert account[1:] == ["CV A: Rp340.000", "PY-20261124-0001  CV A  Rp7.506  IN-20261124-0001  BRI 88"]


def test_a_paper_is_printed_to_file_and_sign(run, received, tmp_path):
    path = tmp_path / "masuk.pdf"
    assert run("stock", "paper", received[1]["number"], "--pdf", path, lang="id")[0] == 0
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    for word in ("IN-20261124-0001", "CV A", "SJ-1", "MI GORENG", "B2611A", "15.11.2027", "10.750,5", "347.506"):
        assert word in text, word


def test_what_expires_and_what_is_left_of_a_batch(run, received):
    assert [(x["batch"], x["qty_milli"]) for x in run("stock", "batches", "SUSU")[1]["batches"]] == [("B2611A", 12_000), ("B2", 1_000)]
    assert run("stock", "expiring")[1]["batches"] == []
    assert [x["days_left"] for x in run("stock", "expiring", "--within", "400")[1]["batches"]] == [356]
    said_no(run("stock", "expiring", "--within", "-1"))


def test_what_to_buy_is_listed_and_written(run, received, tmp_path):
    run("sell", "MI*80", "--cash", "1000000")
    (row,) = run("stock", "to-buy", "--days", "30", "--lead", "7", "--cover", "14", "--out", tmp_path / "beli.csv")[1]["suggestions"]
    assert (row["supplier"], row["unit"], row["buy_milli"], row["base_qty_milli"]) == ("CV A", "dus", 6_000, 240_000)
    assert "MI GORENG" in (tmp_path / "beli.csv").read_text("utf-8-sig")
    said_no(run("stock", "to-buy", "--days", "0"))


def test_a_supplier_is_paid_in_parts_and_a_payment_is_taken_back(run, received):
    number, total = received[1]["number"], received[1]["total_idr"]
    status, owed, _ = run("debts", "list")
    assert (status, owed["owed_idr"], owed["suppliers"][0]["overdue_idr"], owed["overdue"][0]["overdue_days"]) == (0, total, total, 2)
    paid = run("debts", "pay", "CV A", "100000", "--means", "transfer", "--reference", "BCA 12")[1]
    assert (paid["number"], paid["parts"]) == ("PY-20261124-0001", [{"number": number, "amount_idr": 100_000}])
    assert run("debts", "pay", "CV A", "7", "--invoice", f"{number}=7")[0] == 0
    assert run("debts", "show", "CV A")[1]["owed_idr"] == total - 100_007
    assert run("debts", "take-back", paid["number"], "--why", "salah")[1]["takes_back"] == paid["number"]
    assert run("debts", "show", "cv a")[1]["owed_idr"] == total - 7
    for words in (("CV A", "999999999"), ("CV A", "0"), ("Siapa", "1"), ("CV A", "1", "--means", "bon"), ("CV A", "1", "--means", "batu")):
        said_no(run("debts", "pay", *words))
