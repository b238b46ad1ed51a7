"""parcel as a person types it, and a parcel sold and given back."""

from pos_app.cli.main import World
from tests.cli.run import runner, said_no

LIST = """barcode,nama,harga_jual,kategori,stok
TEH,TEH CONTOH,2015,Minuman,100
SABUN,SABUN,8250,Sabun,100
PARSEL,PARSEL LEBARAN,12000,Parsel,
"""


def test_a_hamper_is_made_sold_and_given_back(shop_place, clock, new_uid, tmp_path, capsys):
    listing = tmp_path / "list.csv"
    listing.write_text(LIST)
    run = runner(shop_place, World(clock, new_uid), capsys)
    assert run("import", "products", listing)[0] == 0
    made = run("parcel", "set", "PARSEL", "TEH*2", "SABUN")[1]
    assert (made["apart_idr"], made["possible"], [p["code"] for p in made["parts"]]) == (12_280, 50, ["TEH", "SABUN"])
    assert run("parcel", "list")[1]["parcels"] == [made]
    sold = run("sell", "PARSEL", "--cash", "12000", "--receipt", tmp_path / "struk.pdf")[1]
    (line,) = sold["lines"]
    assert (line["amount_idr"], [(p["code"], p["amount_idr"]) for p in line["parts"]]) == (12_000, [("TEH", 3_938), ("SABUN", 8_062)])
    back = run("refund", sold["receipt"], "SABUN*1", "--why", "bocor")[1]
    assert back["total_idr"] == -8_062
    assert run("check")[0] == 0
    said_no(run("parcel", "show", "TEH"))
    assert run("parcel", "dissolve", "PARSEL")[1]["kind"] == "goods"


def test_an_export_with_a_parcel_comes_back_unchanged(shop_place, clock, new_uid, tmp_path, capsys):
    listing = tmp_path / "list.csv"
    listing.write_text(LIST)
    run = runner(shop_place, World(clock, new_uid), capsys)
    run("import", "products", listing)
    run("parcel", "set", "PARSEL", "TEH*2", "SABUN")
    run("export", "products", tmp_path / "keluar.csv")
    again = run("import", "products", tmp_path / "keluar.csv")[1]
    assert (again["unchanged"], again["updated"], again["taken"]) == (3, 0, 0)
    assert run("parcel", "show", "PARSEL")[1]["possible"] == 50
