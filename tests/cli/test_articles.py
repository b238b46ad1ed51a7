"""Packs, suppliers, quantity prices, dated prices and merges from the command line."""

from PIL import Image

from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,stok,kategori\n8997770000014,TEH CONTOH 50 g,2015,100,Minuman\nTEH2,TEH CONTOH 50G,2100,7,Minuman\n"
TEA = "8997770000014"


def test_what_an_article_has_several_of(run, tmp_path):
    status, shown, _ = run("article", "pack", TEA, "dus", "40", "--price", "103500", "--code", "DUS1")
    assert (status, shown["packs"]) == (0, [{"unit": "dus", "holds_milli": 40_000, "price_idr": 103_500, "codes": ["DUS1"]}])
    assert run("sell", "DUS1", "--cash", "200000")[1]["total_idr"] == 103_500
    run("article", "supplier", TEA, "UD Jaya", "--cost", "1500.5")
    shown = run("article", "supplier", TEA, "CV Lain", "--cost", "100000", "--unit", "dus", "--usual")[1]
    assert [(x["name"], x["cost_e4"], x["unit"]) for x in shown["suppliers"]] == [
        ("CV Lain", 1_000_000_000, "dus"),
        ("UD Jaya", 15_005_000, None),
    ]
    shown = run("article", "quantity", TEA, "12=1950", "6=1980")[1]
    assert shown["quantity_prices"] == [{"from_milli": 6_000, "price_idr": 1_980}, {"from_milli": 12_000, "price_idr": 1_950}]
    picture = tmp_path / "teh.png"
    Image.new("RGB", (3, 2)).save(picture)
    assert run("article", "picture", TEA, picture)[0] == 0
    assert run("article", "pack", TEA, "dus", "--remove")[1]["packs"] == []
    assert run("article", "supplier", TEA, "cv lain", "--remove")[1]["suppliers"][0]["name"] == "UD Jaya"
    assert "code" in said_no(run("article", "pack", TEA, "dus", "40", "--code", "TEH2"))
    assert [x["name"] for x in run("supplier", "list")[1]["suppliers"]] == ["CV Lain", "UD Jaya"]
    assert run("supplier", "set", "UD Jaya", "due_days=14")[1]["due_days"] == 14
    assert "UD Jaya" in said_no(run("supplier", "add", "ud jaya"))


def test_a_price_from_a_day_on_with_its_labels(run, clock):
    assert run("product", "set", TEA, "price=2500", "--from", "2026-12-01")[1]["price_idr"] == 2015
    (waiting,) = run("price", "waiting")[1]["changes"]
    assert (waiting["old_idr"], waiting["price_idr"], waiting["valid_from"]) == (2015, 2500, "2026-12-01")
    assert [x["code"] for x in run("price", "labels", "--day", "2026-12-01")[1]["labels"]] == [TEA]
    clock.set("2026-12-01T08:00:00+07:00")
    assert run("product", "show", TEA)[1]["price_idr"] == 2500
    assert [x["code"] for x in run("price", "labels")[1]["labels"]] == [TEA]
    assert run("price", "changes", "--from", "2026-12-01", "--to", "2026-12-31")[1]["changes"][0]["number"] == waiting["number"]
    assert "wait" in said_no(run("price", "withdraw", waiting["number"]))
    assert run("price", "history", TEA)[1]["changes"][0]["price_idr"] == 2500


def test_two_become_one_and_what_is_archived_comes_back(run):
    shown = run("product", "merge", TEA, "TEH2", "--why", "sama")[1]
    assert (shown["codes"], shown["on_hand_milli"]) == ([TEA, "TEH2"], 107_000)
    assert run("product", "set", TEA, "archived=yes")[1]["archived"]
    assert TEA in said_no(run("sell", TEA, "--cash", "5000"))
    assert not run("product", "set", TEA, "archived=no")[1]["archived"]
    assert run("check")[1]["ok"]


def test_categories_move_with_what_lies_beneath(run):
    assert run("product", "set", TEA, "category=Minuman > Teh")[1]["category"] == "Minuman > Teh"
    assert run("category", "rename", "Minuman", "Dapur > Minuman")[1]["moved"] == 2
    rows = run("category", "list")[1]["categories"]
    assert [(x["category"], x["own"], x["articles"]) for x in rows] == [
        ("Dapur", 0, 2),
        ("Dapur > Minuman", 1, 2),
        ("Dapur > Minuman > Teh", 1, 1),
    ]


def test_the_content_of_a_name_is_corrected(run):
    assert run("product", "show", TEA)[1]["content"] == {"amount_milli": 50_000, "measure": "g"}
    assert run("product", "set", TEA, "content=5x20 g")[1]["content"]["amount_milli"] == 100_000
