"""The reports as documents: their keys, their nulls, their files."""

import pytest

from pos_app.cli.main import World, main
from tests.cli.run import said_no

LIST = """barcode,nama,harga_jual,harga_beli,stok,kategori
TEH,TEH CONTOH,2015,1500,100,Minuman
SABUN,SABUN CONTOH,8250,6000,100,Sabun
JASA,FOTOKOPI,500,0,0,Jasa
"""


@pytest.fixture
def run(run):
    assert run("product", "set", "JASA", "kind=service")[0] == 0
    assert run("origin", "set", "TEH", "--state", "domestic", "--kind", "label")[0] == 0
    assert run("sell", "TEH*10", "SABUN", "JASA*2", "--pay", "qris=10000", "--cash", "50000")[0] == 0
    return run


def test_local_content_has_every_key_and_its_figures(run):
    status, r, _ = run("report", "local-content", "--month", "2026-11")
    assert status == 0
    assert {
        "month",
        "total_idr",
        "services_idr",
        "deposits_idr",
        "by_origin",
        "tkdn",
        "ikm",
        "made_here",
        "evidence",
        "stock",
        "by_category",
    } <= set(r)
    assert (r["month"], r["total_idr"], r["services_idr"], r["deposits_idr"], r["made_here"]) == ("2026-11", 28_400, 1_000, 0, None)
    assert r["by_origin"]["domestic"] == {"value_idr": 20_150, "share_bp": 7095, "articles": 1, "pieces_milli": 10_000}
    assert sum(x["share_bp"] for x in r["by_origin"].values()) == 10_000
    assert r["tkdn"] == {"covered_idr": 0, "coverage_bp": 0, "floor_bp": 0, "average_bp": None}
    assert r["evidence"] == {"strong_idr": 0, "medium_idr": 20_150, "weak_idr": 0}
    assert r["by_category"][0] == {"category": "Minuman", "value_idr": 20_150, "domestic_idr": 20_150, "imported_idr": 0, "unknown_idr": 0}
    assert r["stock"]["by_origin"]["domestic"]["value_idr"] == 90 * 1500


def test_an_empty_month_has_nulls_and_a_paper(run, tmp_path):
    status, r, _ = run("report", "local-content", "--month", "2026-02", "--pdf", tmp_path / "2.pdf", "--xlsx", tmp_path / "2.xlsx")
    assert (status, r["total_idr"], {x["share_bp"] for x in r["by_origin"].values()}) == (0, 0, {None})
    assert (tmp_path / "2.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "2.xlsx").read_bytes().startswith(b"PK")
    assert run("report", "verify", tmp_path / "2.pdf")[1]["figures_hold"]
    (tmp_path / "2.pdf").write_bytes((tmp_path / "2.pdf").read_bytes() + b" ")
    assert "not a report" in said_no(run("report", "verify", tmp_path / "2.pdf"))


def test_sales_cash_and_stock(run):
    sales = run("report", "sales", "--month", "2026-11")[1]
    assert (sales["receipts"], sales["total_idr"], sales["discount_idr"], sales["rounding_idr"], sales["tax_idr"]) == (1, 29_400, 0, 0, 0)
    cash = run("report", "cash", "--from", "2026-11-01", "--to", "2026-11-24")[1]
    by_means = [
        {"means": "cash", "sales_idr": 19_400, "refunds_idr": 0, "net_idr": 19_400},
        {"means": "qris", "sales_idr": 10_000, "refunds_idr": 0, "net_idr": 10_000},
    ]
    assert (cash["month"], cash["by_means"]) == (None, by_means)
    assert [shift["by_means"] for shift in cash["by_shift"]] == [by_means]
    stock = run("report", "stock")[1]
    assert (stock["total_idr"], stock["below_zero"]) == (90 * 1500 + 99 * 6000, 0)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--month", "2026-13"),
        ("--from", "2026-11-01"),
        ("--month", "2026-10", "--from", "2026-10-01", "--to", "2026-10-02"),
        ("--month", "2030-01"),
        ("--from", "2026-10-02", "--to", "2026-10-01"),
        ("--from", "2026-W01-1", "--to", "2026-10-01"),
        ("--from", "0001-01-01", "--to", "0001-01-31"),
        ("--month", ""),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_period_that_cannot_be_is_refused_and_leaves_no_file(run, tmp_path, words):
    said_no(run("report", "local-content", *words, "--pdf", tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_paper_in_a_folder_that_is_not_there_is_refused(run, tmp_path):
    assert "There is no folder" in said_no(run("report", "local-content", "--month", "2026-11", "--pdf", tmp_path / "no" / "x.pdf"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_people_read_the_figures_in_their_language(run, shop_place, clock, capsys):
    capsys.readouterr()
    assert main(["report", "local-content", "--month", "2026-11", "--db", shop_place], World(clock)) == 0
    out = capsys.readouterr().out
    assert "Dalam negeri: Rp20.150 (71,0%)" in out
    for report in ("sales", "cash", "stock"):
        assert main(["report", report, "--month", "2026-11", "--db", shop_place], World(clock)) == 0
    assert "Rp29.400" in capsys.readouterr().out


def test_the_paper_that_is_due_is_made_once_and_the_dashboard_tells_the_day(run, clock, tmp_path):
    assert "No folder" in said_no(run("report", "due"))
    assert run("report", "due", "--out", tmp_path)[1] == {"made": []}
    assert run("settings", "set", "target=75", "target_year=70.5")[0] == 0
    status, told, _ = run("dashboard")
    assert status == 0
    assert (told["today"]["sales_idr"], told["today"]["receipts"], told["month"]["goods_idr"]) == (29_400, 1, 28_400)
    assert (told["month"]["domestic_share_bp"], told["month"]["target_bp"], told["year"]["target_bp"]) == (7095, 7500, 7050)
    assert told["today"]["profit_idr"] == told["month"]["profit_idr"] == 29_400 - 21_000
    assert told["to_tag"]["first"][0]["code"] == "SABUN"
    clock.set("2026-12-01T00:00:00+07:00")
    (made,) = run("report", "due", "--out", tmp_path)[1]["made"]
    assert run("report", "verify", made["path"])[1]["figures_hold"]
    assert run("report", "due", "--out", tmp_path)[1] == {"made": []}
