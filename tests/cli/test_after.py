"""Commands after a sale: return, exchange, voucher, payment, the receipt as a message."""

import pytest

from pos_app.cli.main import World
from tests.cli.run import runner, said_no
from tests.shelf import SOAP, TEA

LIST = f"barcode,nama,harga_jual,stok\n{TEA},TEH CONTOH,2015,100\n{SOAP},SABUN CONTOH,8250,100\n"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_done_after_a_sale_from_the_command_line(shop_place, clock, new_uid, tmp_path, capsys):
    run = runner(shop_place, World(clock, new_uid), capsys)
    listing = tmp_path / "list.csv"
    listing.write_text(LIST, encoding="utf-8")
    assert run("import", "products", listing)[0] == 0
    sold = run("sell", f"{TEA}*7", "--cash", "20000")[1]["receipt"]

    back = run("refund", sold, f"{TEA}*2", "--why", "rusak", "--voucher")[1]
    [code] = back["vouchers"]
    assert back["payments"] == [{"means": "voucher", "amount_idr": -4000}]
    assert "--voucher" in said_no(run("refund", sold, "--why", "x", "--voucher", "--pay", "cash=1"), 2)
    shown = run("voucher", "show", code)[1]
    assert (shown["balance_idr"], shown["document"], [x["amount_idr"] for x in shown["moves"]]) == (4000, back["receipt"], [4000])

    paid = run("sell", TEA, "--pay", f"voucher:{code}=2015")[1]
    assert paid["payments"] == [{"means": "voucher", "amount_idr": 2015}]
    assert "Rp 1,985" in said_no(run("sell", TEA, "--pay", f"voucher:{code}=2015"))
    assert "Rp 2,015" in said_no(run("sell", TEA, "--pay", f"voucher:{code}=1985", "--pay", "qris=31"))
    said_no(run("sell", TEA, "--pay", "voucher=2015"))

    gift = run("voucher", "issue", "50000", "--pay", "qris=50000", "--receipt", tmp_path / "gift.pdf")[1]
    assert (tmp_path / "gift.pdf").read_bytes().startswith(b"%PDF")
    listed = run("voucher", "list", "--open")[1]
    assert (listed["owed_idr"], [x["code"] for x in listed["vouchers"]]) == (51_985, [gift["code"], code])

    loose = run("return", f"{SOAP}*2@8000", "--why", "tanpa struk")[1]
    assert (loose["total_idr"], loose["kind"]) == (-16_000, "refund")
    assert "Rp 8,250" in said_no(run("return", f"{SOAP}@9000", "--why", "x"))
    said_no(run("return", SOAP, "--why", "x", "--means", "bon"))

    done = run("exchange", f"{TEA}*5", "--receipt", sold, "--take", SOAP, "--take", TEA, "--why", "salah beli", "--cash", "200")[1]
    assert (done["returned"]["paid_idr"], done["taken"]["total_idr"], done["taken"]["change_idr"]) == (-10_100, 10_265, 100)
    done = run("exchange", SOAP, "--take", TEA, "--why", "tukar", "--voucher")[1]
    assert (done["given_back_idr"], done["returned"]["payments"][1]["means"]) == (6_200, "voucher")

    other = run("sell", SOAP, "--cash", "10000")[1]["receipt"]
    made = run("payment", "correct", other, "--from", "cash", "--to", "qris", "--why", "QRIS", "--reference", "77")[1]
    assert made["corrects"] == other
    assert made["payments"] == [{"means": "cash", "amount_idr": -8200}, {"means": "qris", "amount_idr": 8200}]
    said_no(run("payment", "correct", other, "--from", "cash", "--to", "qris", "--why", "QRIS"))
    said_no(run("payment", "correct", other, "--from", "uang", "--to", "qris", "--why", "QRIS"))

    assert run("promotion", "add", "Murah", "--off", "250", "--article", SOAP)[0] == 0
    done = run("exchange", SOAP, "--take", SOAP, "--why", "warna lain")[1]
    assert (done["taken"]["total_idr"], done["taken"]["lines"][0]["discount_idr"]) == (8_000, 250), "at the prices of now"
    hers = run("sell", SOAP, "--cash", "10000", "--customer", "A1")[1]["receipt"]
    done = run("exchange", SOAP, "--receipt", hers, "--take", TEA, "--why", "warna lain")[1]
    assert "A1" in run("receipt", done["taken"]["receipt"], "--text")[1]["text"], "who bought it takes the other"
    message = run("receipt", other, "--text")[1]["text"]
    assert "SABUN CONTOH" in message
    assert run("receipt", other, "--whatsapp", "0812 3456 7890")[1]["whatsapp"].startswith("https://wa.me/6281234567890?text=")
    assert [run("receipt", other, "--copy", "--pdf", tmp_path / "c.pdf")[1]["copy"] for _n in range(2)] == [1, 2]
    assert run("report", "returns", "--month", "2026-11")[1]["rows"][0]["number"] == back["receipt"]
    assert run("check")[1]["problems"] == []
