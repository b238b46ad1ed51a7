"""product show and set as a person types them."""

import pytest

from pos_app.cli.main import main
from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,stok,kategori\n8997770000014,TEH CONTOH,2015,100,Minuman\nJASA,FOTOKOPI,500,0,Jasa\n"


def test_an_article_is_shown_whole(run):
    status, shown, _ = run("product", "show", "8997770000014")
    assert status == 0
    assert {"uid", "name", "codes", "price_idr", "on_hand_milli", "origin"} <= set(shown)
    assert {"state", "country", "tkdn_bp", "bmp_bp", "strength"} <= set(shown["origin"])
    assert (shown["name"], shown["codes"], shown["price_idr"], shown["on_hand_milli"]) == ("TEH CONTOH", ["8997770000014"], 2015, 100_000)


def test_fields_are_set_together_or_not_at_all(run):
    status, shown, _ = run("product", "set", "8997770000014", "price=2500", "cost=1500.5", "maker=CV Maju", "maker_size=small")
    assert (status, shown["price_idr"], shown["average_cost_e4"], shown["maker"], shown["maker_size"]) == (
        0,
        2500,
        15_005_000,
        "CV Maju",
        "small",
    )
    assert "warna" in said_no(run("product", "set", "8997770000014", "price=1", "warna=biru"))
    assert "twice" in said_no(run("product", "set", "8997770000014", "price=1", "price=2"))
    assert run("product", "show", "8997770000014")[1]["price_idr"] == 2500


def test_a_service_keeps_no_stock(run):
    assert run("product", "set", "JASA", "kind=service")[1]["on_hand_milli"] is None
    assert run("sell", "JASA", "--cash", "500")[1]["total_idr"] == 500


def test_an_open_price_is_not_sold_without_one(run):
    assert run("product", "set", "JASA", "price=")[1]["price_idr"] is None
    assert said_no(run("sell", "JASA", "--cash", "500")) == "“FOTOKOPI” has no price; enter one first."


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_people_read_it_in_their_language(run, shop_place, capsys):
    for language, said in (("id", "Belum diketahui"), ("en", "Not yet known")):
        capsys.readouterr()
        assert main(["product", "show", "8997770000014", "--db", shop_place, "--lang", language]) == 0
        out = capsys.readouterr().out
        assert "TEH CONTOH" in out
        assert said in out
