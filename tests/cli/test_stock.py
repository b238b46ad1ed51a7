"""stock receive, count and show as a person types them."""

import pytest

from pos_app.cli.main import main
from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,stok\nTEH,TEH CONTOH,2015,100\nGULA,GULA,14000,0\n"


def test_goods_come_in_at_a_cost_and_the_average_moves(run):
    assert run("stock", "receive", "GULA", "10", "--cost", "12000")[1]["average_cost_e4"] == 120_000_000
    status, document, _ = run("stock", "receive", "GULA", "10", "--cost", "13000.5")
    assert (status, document["on_hand_milli"], document["average_cost_e4"], document["last_cost_e4"]) == (
        0,
        20_000,
        125_002_500,
        130_005_000,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("GULA", "0", "--cost", "1"),
        ("GULA", "1,5", "--cost", "1"),
        ("GULA", "1", "--cost", "-1"),
        ("GULA", "1", "--cost", "1.23456"),
        ("APA", "1", "--cost", "1"),
        ("GULA", "1", "--cost", "9999999999999"),
    ],
)
def test_what_cannot_come_in_is_refused(run, words):
    said_no(run("stock", "receive", *words))
    assert run("stock", "show", "GULA")[1]["on_hand_milli"] == 0


def test_a_code_on_two_rows_is_added_up_and_said(run, tmp_path):
    counted = tmp_path / "count.csv"
    counted.write_text("barcode,stok\nTEH,60\nTEH,38\n")
    status, document, said = run("stock", "count", counted)
    assert (status, document["added_up"], document["counted"]) == (0, ["TEH"], 1)
    assert said == "TEH stands on several rows of the list; they were added up.\n"
    assert document["differences"][0]["difference_milli"] == -2_000


def test_a_count_below_zero_is_called_so(run, tmp_path):
    counted = tmp_path / "count.csv"
    counted.write_text("barcode,stok\nTEH,-7\n")
    status, document, said = run("stock", "count", counted)
    assert (status, document) == (1, None)
    assert said == "Row 2 (TEH) has a stock below zero, which nobody can count; correct it, nothing was booked.\n"


def test_a_counted_list_books_its_differences(run, tmp_path):
    counted = tmp_path / "count.csv"
    counted.write_text("barcode,stok\nTEH,98\nGULA,0\n")
    status, document, _ = run("stock", "count", counted)
    assert (status, document["counted"]) == (0, 2)
    assert [(x["code"], x["difference_milli"]) for x in document["differences"]] == [("TEH", -2_000)]
    moves = run("stock", "show", "TEH")[1]["moves"]
    assert (moves[0]["reason"], moves[0]["qty_milli"]) == ("count", -2_000)


@pytest.mark.parametrize(
    "text",
    ["barcode,stok\nTEH,98\nAPA,1\n", "barcode,nama\nTEH,TEH\n", "satu dua\n", "barcode,stok\nTEH,banyak\n", "barcode,stok\nTEH,-1\n"],
)
def test_a_list_that_cannot_be_counted_books_nothing(run, tmp_path, text):
    counted = tmp_path / "count.csv"
    counted.write_text(text)
    said_no(run("stock", "count", counted))
    assert run("stock", "show", "TEH")[1]["on_hand_milli"] == 100_000


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_people_read_it_in_their_language(run, shop_place, capsys):
    run("sell", "TEH*3", "--cash", "100000")
    capsys.readouterr()
    assert main(["stock", "show", "TEH", "--db", shop_place, "--lang", "id"]) == 0
    assert "97" in capsys.readouterr().out
