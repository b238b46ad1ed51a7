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
    assert pos("shift", "open", "--notes", "3x1")[0] == 1
    assert pos("shift", "open", "--notes", "50000x1", "1000x7", "50x3")[1]["float_idr"] == 57_150
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


def test_promotions_members_and_points_from_the_command_line(pos):
    soap = "8997770000021"
    assert pos("product", "set", soap, "member_price=8000", "cost=7900")[0] == 0
    assert pos("customer", "add", "A-1", "name=Bu Ani", "member=yes")[0] == 0
    assert pos("settings", "set", "points_per_idr=1000", "point_value_idr=50")[0] == 0
    status, made, _ = pos("promotion", "add", "Sabun 2+1", "--free", "1", "--buy", "2", "--article", soap, "--hours", "08:00-10:00")
    assert (status, made["kind"], made["hours"], made["buy"]) == (0, "free", ["08:00", "10:00"], 2)
    status, sale, err = pos("sell", f"{soap}*3", "--customer", "A-1", "--cash", "20000")
    line = sale["lines"][0]
    assert (line["price_kind"], line["unit_price_idr"], line["promotion"], line["discount_idr"]) == ("member", 8000, "Sabun 2+1", 8000)
    assert sale["points"] == {"earned": 16, "spent": 0, "balance": 16}
    assert "less than it cost" in err
    status, late, _ = pos("sell", f"{soap}*3", "--customer", "A-1", "--at", "2026-11-23T10:00", "--pay", "points=800", "--cash", "30000")
    assert (late["total_idr"], late["points"]["balance"]) == (24_000, 16 - 16 + 23)
    assert [x["counts"] for x in pos("promotion", "list")[1]["promotions"]] == [True]
    assert pos("customer", "points", "A-1")[1]["points"] == 23
    assert pos("promotion", "end", made["number"])[1]["ended"] is True
    assert pos("promotion", "list")[1] == {"promotions": []}
    assert len(pos("promotion", "list", "--all")[1]["promotions"]) == 1
    for words, said in (
        (("add", "x", "--off", "5%", "--bundle", "100"), "one thing"),
        (("add", "x", "--off", "5%", "--days", "funday"), "days of the week"),
        (("add", "x", "--off", "5%", "--hours", "9"), "hours"),
        (("add", "x", "--points", "many"), "number of pieces"),
        (("end", "x"), "no promotion"),
    ):
        status, out, err = pos("promotion", *words)
        assert (status, out) == (1, None), words
        assert said in err
    assert pos("check")[1]["ok"] is True
