"""Commands at the counter: what they take, what they answer, what they refuse."""

import json

import pytest

from pos_app.cli.main import World, main

LIST = "barcode,nama,harga_jual,stok\nABC*1,TEH,2000,10\n8997770000021,SABUN,8250,100\n"


@pytest.fixture
def pos(shop_place, clock, new_uid, tmp_path, capsys):
    """Runs a command on a shop with two articles; its exit status, document and standard error."""
    listing = tmp_path / "list.csv"
    listing.write_text(LIST, encoding="utf-8")

    def run(*arguments):
        capsys.readouterr()
        status = main([*map(str, arguments), "--db", shop_place, "--json", "--lang", "en"], World(clock, new_uid))
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    assert run("import", "products", listing)[0] == 0
    return run


def test_a_code_with_a_star_is_sold_and_comes_back_whole(pos):
    receipt = pos("sell", "ABC*1", "ABC*1*2", "--cash", "10000")[1]["receipt"]
    status, back, _ = pos("refund", receipt, "ABC*1*1", "--why", "rusak")
    assert (status, back["lines"][0]["qty_milli"]) == (0, -1000)
    status, back, _ = pos("refund", receipt, "ABC*1", "--why", "rusak")
    assert (status, back["total_idr"]) == (0, -4000)


def test_a_quantity_with_a_comma_is_told_about_the_point(pos):
    status, document, err = pos("sell", "8997770000021*2,5", "--cash", "50000")
    assert (status, document) == (1, None)
    assert "0.5" in err


def test_a_shop_that_requires_shifts_sells_only_in_one(pos):
    pos("settings", "set", "shifts=required")
    assert pos("sell", "8997770000021", "--cash", "50000")[0] == 1
    pos("shift", "open", "--float", "0")
    assert pos("sell", "8997770000021", "--cash", "50000")[1]["receipt"].endswith("-0001")


@pytest.mark.parametrize(
    ("report", "period", "status"),
    [
        ("stock", ("--month", "2026-12"), 1),
        ("stock", ("--month", "2026-11"), 0),
        ("sales", ("--from", "2026-11-01", "--to", "2026-12-31"), 1),
        ("cash", ("--from", "2026-11-25", "--to", "2026-11-30"), 1),
        ("cash", ("--from", "2026-10-01", "--to", "2026-11-30"), 0),
        ("sales", ("--from", "2026-11-01", "--to", "2026-11-24"), 0),
        ("local-content", ("--from", "2026-10-01", "--to", "2026-11-24"), 0),
    ],
)
def test_a_period_that_has_not_begun_or_ends_after_this_month_is_refused(pos, report, period, status):
    assert pos("report", report, *period)[0] == status


@pytest.mark.parametrize(
    "command",
    [
        ("sell", "0000", "--cash", "1000"),
        ("sell", "--cash", "1000"),
        ("sell", "8997770000021", "--cash", "100"),
        ("sell", "8997770000021", "--cash", "-5"),
        ("sell", "8997770000021*99999999999999", "--cash", "1"),
        ("sell", "8997770000021", "--pay", "batu=9000"),
        ("sell", "8997770000021", "--cash", "9000", "--at", "2027-01-01T10:00"),
        ("refund", "T1-20261124-0001", "--why", "x"),
        ("report", "local-content", "--month", "2026-12"),
        ("product", "show", "'; DROP TABLE product; --"),
    ],
)
def test_bad_input_gets_one_sentence_and_draws_no_number(pos, command):
    status, document, err = pos(*command)
    assert status in (1, 2)
    assert (document, len(err.strip().splitlines())) == (None, 1)
    assert pos("sell", "8997770000021", "--cash", "9000")[1]["receipt"] == "T1-20261124-0001"
