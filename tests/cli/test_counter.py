"""Commands on what stands at the counter: labels of the scale, price check, favourites, logo, scale and pole display."""

import pytest
from PIL import Image

from pos_app import settings
from pos_app.cli.main import World
from pos_app.domain.barcode import check_digit
from tests.cli.run import runner, said_no
from tests.devices.simulators import ScaleSimulator, pole_on_a_wire

LIST = (
    "barcode,nama,harga_jual,stok,satuan,kategori,ditimbang\n"
    "20045,GULA CURAH,14000,50,kg,Sembako,ya\n"
    "9556001000011,BISKUIT COKELAT 140 G,12000,10,pcs,Biskuit,\n"
    "8991002000053,BISKUIT KELAPA 150 G,10000,10,pcs,Biskuit,\n"
)


@pytest.fixture
def pos(shop_place, clock, new_uid, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "machine.json")
    run = runner(shop_place, World(clock, new_uid), capsys)
    listing = tmp_path / "list.csv"
    listing.write_text(LIST, encoding="utf-8")
    assert run("import", "products", listing)[0] == 0
    return run


def label(body):
    return body + check_digit(body)


def test_a_label_of_the_scale_sells_its_weight_or_price_once_the_layout_is_set(pos):
    said_no(pos("sell", label("212004500735"), "--cash", "20000"))
    said_no(pos("settings", "set", "scale_layout=IIIII"))
    assert pos("settings", "set", "scale_layout=21=weight,22=price")[1]["scale_layout"] == "21=weight,22=price"
    assert pos("settings", "set", "scale_layout=21=Berat, 22=harga, 23=iiiiiwwwww")[1]["scale_layout"] == "21=weight,22=price,23=IIIIIWWWWW"
    by_weight = pos("sell", label("212004500735"), "--cash", "20000")[1]
    assert [(x["qty_milli"], x["amount_idr"]) for x in by_weight["lines"]] == [(735, 10_290)]
    by_price = pos("sell", label("222004503499"), "--cash", "20000")[1]
    assert [(x["qty_milli"], x["amount_idr"]) for x in by_price["lines"]] == [(250, 3499)]
    assert pos("check")[1]["ok"]


def test_a_price_is_checked_with_origin_and_the_domestic_one(pos):
    assert pos("origin", "set", "9556001000011", "--state", "imported", "--country", "MY")[0] == 0
    assert pos("origin", "set", "8991002000053", "--state", "domestic")[0] == 0
    [found] = pos("price", "check", "9556001000011")[1]["found"]
    assert (found["price_idr"], found["per"]["price_idr"], found["origin"]["country"]) == (12_000, 8571, "MY")
    assert found["instead"] == {"code": "8991002000053", "name": "BISKUIT KELAPA 150 G", "difference_idr": -2000}
    assert [x["kind"] for x in found["evidence"]] == ["shop"]
    said_no(pos("price", "check", "TIADA"))


def test_favourites_logo_scale_and_pole_display(pos, tmp_path):
    assert [x["name"] for x in pos("favourite", "set", "20045")[1]["favourites"]] == ["GULA CURAH"]
    assert pos("favourite", "list")[1]["kept"]
    said_no(pos("favourite", "set", "TIADA"))
    picture, shown = tmp_path / "logo.png", tmp_path / "shown.png"
    Image.new("RGB", (800, 200), "navy").save(picture)
    assert pos("logo", "set", picture, "--preview", shown)[0] == 0
    with Image.open(shown) as preview:
        assert preview.size == (384, 96)
    (tmp_path / "broken.png").write_bytes(picture.read_bytes()[:100])
    said_no(pos("logo", "set", tmp_path / "broken.png"))
    receipt, slip = tmp_path / "a.pdf", tmp_path / "a.bin"
    assert pos("sell", "20045*0.5", "--cash", "7000", "--receipt", receipt, "--escpos", slip)[0] == 0
    assert slip.read_bytes().count(b"\x1dv0") == 2
    assert pos("logo", "drop")[0] == 0
    said_no(pos("device", "weigh"))
    said_no(pos("machine", "set", "scale=usb:1"))
    scale = ScaleSimulator()
    assert pos("machine", "set", f"scale={scale.address}")[0] == 0
    scale.lay(1250)
    assert pos("device", "weigh")[1] == {"weight_milli": 1250}
    scale.status(4)
    assert "zero" in said_no(pos("device", "weigh"))
    scale.unplug()
    said_no(pos("device", "pole"))
    with pole_on_a_wire() as (address, pole, wire):
        assert pos("machine", "set", f"pole={address}")[0] == 0
        assert pos("device", "pole")[0] == 0
        pole.take(wire.take())
        assert pole.lines[0].strip() == "Toko Sari"
