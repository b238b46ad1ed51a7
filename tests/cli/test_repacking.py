"""repack as a person types it."""

import pytest

from tests.cli.run import said_no

LIST = "barcode,nama,harga_jual,satuan\nKARUNG,GULA KARUNG,,kg\nBUNGKUS,GULA 500 G,7500,pcs\nSISA,GULA REMAH,9000,kg\n"


@pytest.fixture
def run(run):
    assert run("stock", "receive", "KARUNG", "25", "--cost", "12000")[0] == 0
    return run


def test_a_sack_becomes_bags(run):
    status, done, _ = run("repack", "KARUNG*25", "--into", "BUNGKUS*40=20", "--into", "SISA*4.5", "--lost", "0.5")
    assert (status, done["document"], done["lost_milli"], done["total_idr"]) == (0, "RP-20261124-0001", 500, -6_000)
    assert [(x["code"], x["base_qty_milli"], x["amount_idr"], x["lost"]) for x in done["lines"]] == [
        ("KARUNG", -24_500, -294_000, False),
        ("KARUNG", -500, -6_000, True),
        ("BUNGKUS", 40_000, 240_000, False),
        ("SISA", 4_500, 54_000, False),
    ]
    assert run("stock", "show", "BUNGKUS")[1]["average_cost_e4"] == 60_000_000
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("KARUNG*25", "--into", "BUNGKUS*40=26"),
        ("KARUNG*25", "--into", "BUNGKUS*40", "--into", "SISA*1"),
        ("KARUNG*25", "--into", "BUNGKUS*40=20", "--lost", "1"),
        ("KARUNG*25", "--into", "APA*40"),
        ("KARUNG*25", "--into", "KARUNG*1"),
        ("KARUNG*25", "--into", "BUNGKUS*50", "--lost", "-1"),
    ],
)
def test_what_does_not_add_up_is_refused(run, words):
    said_no(run("repack", *words))
    assert run("stock", "show", "KARUNG")[1]["on_hand_milli"] == 25_000
