"""Baskets that wait, and who acts, on the command line."""

import pytest

from pos_app.cli.main import World
from tests.cli.run import Run, runner, said_no
from tests.shelf import SOAP, TEA, base_list


@pytest.fixture
def pos(shop, shop_place, clock, new_uid, capsys) -> Run:
    base_list(shop)
    return runner(shop_place, World(clock, new_uid), capsys)


def test_baskets_are_held_listed_shown_and_dropped_by_who_may(pos, monkeypatch, expected_warnings):
    assert pos("basket", "list")[1] == {"baskets": []}
    held = pos("basket", "hold", f"{TEA}*3", SOAP, "--name", "Bu Ani")[1]
    assert (held["name"], held["lines"], held["total_idr"], held["till"]) == ("Bu Ani", 2, 3 * 2015 + 8250, "T1")
    assert pos("basket", "list")[1] == {"baskets": [held | {"old": False}]}
    pos("shift", "open", "--float", "0")
    assert "14,295" in pos("shift", "close", "--counted", "0")[2]
    shown = pos("basket", "show", held["basket"])[1]
    assert [(x["code"], x["qty_milli"], x["amount_idr"]) for x in shown["lines"]] == [(TEA, 3000, 6045), (SOAP, 1000, 8250)]

    assert pos("people", "add", "Sari", "--role", "owner", "--pin", "2580")[0] == 0
    assert pos("people", "add", "Budi", "--pin", "1470")[0] == 0
    monkeypatch.setenv("POS_APP_PIN", "1470")
    assert "Pemilik" in said_no(pos("basket", "drop", held["basket"], "--as", "Budi"))
    assert said_no(pos("settings", "set", "phone=0812", "--as", "Budi"))
    sold = pos("--as", "Budi", "sell", TEA, "--cash", "5000")
    assert sold[0] == 0
    expected_warnings.append("wrong pin")
    assert "PIN" in said_no(pos("sell", TEA, "--cash", "5000", "--as", "Sari"))
    monkeypatch.setenv("POS_APP_PIN", "2580")
    assert pos("basket", "drop", held["basket"], "--as", "Sari")[1]["basket"] == held["basket"]
    assert said_no(pos("basket", "show", held["basket"]))
    assert "invalid" in said_no(pos("basket", "show", 10**20), 2), "a number no database counts to"
    audit = pos("report", "audit", "--month", "2026-11")[1]
    assert '"Budi"' in str(audit).replace("'", '"')
    assert "2580" not in str(audit)
