"""deposit list and back, and a token's fee, as a person types them."""

from pos_app.cli.main import World
from tests.cli.run import runner, said_no

LIST = "barcode,nama,harga_jual\nTOKEN,TOKEN 100RB,102500\nGALON,TITIPAN GALON,50000\n"


def test_a_token_and_a_gallon(shop_place, clock, new_uid, tmp_path, capsys):
    listing = tmp_path / "list.csv"
    listing.write_text(LIST)
    run = runner(shop_place, World(clock, new_uid), capsys)
    run("import", "products", listing)
    assert run("product", "set", "TOKEN", "kind=service", "fee=2500")[0] == 0
    assert run("product", "show", "TOKEN")[1]["fee_idr"] == 2_500
    assert run("product", "set", "GALON", "kind=deposit")[0] == 0
    sold = run("sell", "TOKEN", "GALON*2", "--cash", "300000")[1]
    assert sold["total_idr"] == 202_500
    report = run("report", "local-content", "--month", "2026-11")[1]
    assert (report["services_idr"], report["pass_through_idr"], report["deposits_idr"]) == (2_500, 100_000, 100_000)
    owed = run("deposit", "list")[1]
    assert (owed["owed_idr"], [x["receipt"] for x in owed["open"]]) == (100_000, [sold["receipt"]])
    back = run("deposit", "back", "GALON*2")[1]
    assert (back["given_idr"], back["documents"][0]["refunds"]) == (100_000, sold["receipt"])
    assert run("deposit", "list")[1]["owed_idr"] == 0
    said_no(run("deposit", "back", "GALON"))
    said_no(run("deposit", "back", "TOKEN"))
    assert run("check")[0] == 0


def test_a_token_of_any_amount_is_typed_and_the_fee_comes_on_top(shop_place, clock, new_uid, tmp_path, capsys):
    """Whether the list left its price empty or wrote 0."""
    listing = tmp_path / "list.csv"
    listing.write_text("barcode,nama,harga_jual\nPLN,TOKEN LISTRIK,0\nPULSA,PULSA,\nTEH,TEH,2000\n")
    run = runner(shop_place, World(clock, new_uid), capsys)
    run("import", "products", listing)
    for code in ("PLN", "PULSA"):
        assert run("product", "set", code, "kind=service", "fee=2500")[0] == 0
    said_no(run("sell", "PLN", "--cash", "200000"))
    said_no(run("sell", "PLN", "--price", "PLN=0", "--cash", "200000"))
    said_no(run("sell", "TEH", "--price", "TEH=1000", "--cash", "200000"))
    said_no(run("sell", "TEH", "--price", "PLN=1000", "--cash", "200000"))
    sold = run("sell", "PLN", "PULSA", "--price", "PLN=100000", "--price", "PULSA=50000", "--cash", "200000")[1]
    assert [x["amount_idr"] for x in sold["lines"]] == [102_500, 52_500]
    report = run("report", "local-content", "--month", "2026-11")[1]
    assert (report["services_idr"], report["pass_through_idr"]) == (5_000, 150_000)
