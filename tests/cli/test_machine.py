"""Commands on months and on this machine's printer."""

import pytest

from pos_app import settings
from pos_app.cli.main import World
from tests.cli.run import runner, said_no

LIST = "barcode,nama,harga_jual,stok\n8997770000021,SABUN,8250,100\n"


@pytest.fixture
def pos(shop_place, clock, new_uid, tmp_path, capsys, monkeypatch):
    """Runs a command on a shop with one article, on a machine without settings."""
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "machine.json")
    run = runner(shop_place, World(clock, new_uid), capsys)
    listing = tmp_path / "list.csv"
    listing.write_text(LIST, encoding="utf-8")
    assert run("import", "products", listing)[0] == 0
    return run


def test_a_closed_month_takes_no_sale_until_it_is_opened_again(pos, tmp_path):
    sale = ("sell", "8997770000021", "--cash", "10000", "--at", "2026-10-31T10:00")
    assert pos(*sale)[0] == 0
    status, closed, _ = pos("month", "close", "2026-10")
    assert (status, closed["month"], sorted(closed["papers"])) == (0, "2026-10", ["en", "id"])
    said_no(pos(*sale))
    said_no(pos("month", "close", "2026-10"))
    said_no(pos("month", "close", "2026-11"))
    paper = tmp_path / "month.pdf"
    assert pos("report", "local-content", "--month", "2026-10", "--pdf", paper)[0] == 0
    assert pos("report", "verify", paper)[1]["figures_hold"]
    said_no(pos("month", "reopen", "2026-10", "--why", ""))
    assert pos("month", "reopen", "2026-10", "--why", "nota tertinggal")[0] == 0
    assert pos(*sale)[0] == 0
    assert [e["event"] for e in pos("month", "list")[1]["events"]] == ["closed", "reopened"]


def test_a_slip_waits_while_the_printer_is_off_and_comes_out_later(pos, tmp_path):
    receipt = pos("sell", "8997770000021", "--cash", "10000")[1]["receipt"]
    said_no(pos("print", "receipt", receipt))
    paper = tmp_path / "printer" / "lp0"
    assert pos("machine", "set", f"printer=file:{paper}")[1]["printer"] == f"file:{paper}"
    status, ran, warned = pos("print", "receipt", receipt)
    assert (status, ran) == (0, {"printed": 0, "waiting": 1})
    assert str(paper) in warned
    said_no(pos("print", "drawer"))
    (job,) = pos("print", "queue")[1]["jobs"]
    assert (job["subject"], job["state"], job["tries"]) == (receipt, "waiting", 1)
    paper.parent.mkdir()
    assert pos("print", "run")[1] == {"printed": 1, "waiting": 0}
    assert paper.read_bytes().startswith(b"\x1b@")
    said_no(pos("print", "cancel", job["job"]))
    said_no(pos("print", "cancel", 99))
    assert pos("print", "drawer")[0] == 0


@pytest.mark.parametrize("value", ["till=H1", "till=t 1", "theme=pink", "receipt=x", "printer=lpt1", "colour=red"])
def test_a_machine_is_not_set_to_what_cannot_be(pos, value):
    before = pos("machine", "show")[1]
    said_no(pos("machine", "set", "language=en", value))
    assert pos("machine", "show")[1] == before


def test_sales_carry_the_name_of_this_machines_till(pos):
    assert pos("machine", "set", "till=T2")[0] == 0
    assert pos("sell", "8997770000021", "--cash", "10000")[1]["receipt"] == "T2-20261124-0001"
