"""The owner's tables, papers and catalogue from the command line."""

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pos_app.cli import owner
from pos_app.cli.main import World
from pos_app.services import credit, owner_meeting, owner_reports, products
from pos_app.services.shop import OWNER
from tests.cli.run import runner, said_no
from tests.services.counter import sell
from tests.shelf import OIL, SOAP, base_list, tag

NOVEMBER = ("--month", "2026-11")


@pytest.fixture
def run(shop, shop_place, clock, capsys):
    base_list(shop)
    products.change(shop, OWNER, OIL, {"cost": "10000", "maker": "Bu Tini", "maker_size": "micro"})
    tag(shop, OIL, "domestic")
    credit.add(shop, OWNER, "A1", {"name": "Pak Amir", "member": "yes"})
    clock.set("2026-10-05T09:00:00+07:00")
    sell(shop, OIL)
    clock.set("2026-11-24T09:00:00+07:00")
    sell(shop, f"{OIL}*2", SOAP, customer="A1")
    return runner(shop_place, World(clock), capsys)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_table_answers_in_json_and_into_files(run, tmp_path):
    assert list(owner.words()) == list(owner_reports.REPORTS)
    status, pack, _err = run("report", "rat", *NOVEMBER, "--pdf", tmp_path / "rat.pdf", "--xlsx", tmp_path / "rat.xlsx")
    assert status == 0
    assert [table["name"] for table in pack["tables"]] == list(owner_meeting.PARTS)
    assert len(load_workbook(tmp_path / "rat.xlsx").worksheets) == 1 + len(pack["tables"])
    assert PdfReader(tmp_path / "rat.pdf").pages
    rows = {row["figure"]: row["value_idr"] for row in pack["rows"]}
    assert rows["Sales to members"] == 2 * 13_830 + 8_250


def test_a_month_beside_another_and_the_lines_behind_it(run, tmp_path):
    document = run("report", "articles", *NOVEMBER, "--with-month", "2026-10", "--csv", tmp_path / "a.csv")[1]
    oil = next(row for row in document["rows"] if row["code"] == OIL)
    assert (oil["net_idr"], oil["before_net_idr"], oil["change_net_idr"]) == (27_660, 13_830, 13_830)
    assert (document["with_from"], document["with_to"]) == ("2026-10-01", "2026-10-31")
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()) == 2 + len(document["rows"])
    assert "nothing to compare" in said_no(run("report", "kasbon", *NOVEMBER, "--with-month", "2026-10"))

    lines = run("report", "lines", *NOVEMBER, "--origin", "domestic")[1]
    assert [(row["code"], row["amount_idr"], row["evidence"]) for row in lines["rows"]] == [(OIL, 27_660, "Words on the package")]
    assert lines["totals"]["amount_idr"] == 27_660
    assert run("report", "lines", *NOVEMBER, "--customer", "A1", "--code", SOAP)[1]["totals"]["amount_idr"] == 8_250
    said = run("report", "lines", *NOVEMBER, "--table", "changes", "--row", "1", "--xlsx", tmp_path / "s.xlsx")[1]
    assert [(row["evidence"], row["after"]) for row in said["rows"]] == [("Words on the package", "Domestic")]
    assert load_workbook(tmp_path / "s.xlsx").worksheets[0].max_row == 2 + len(said["rows"])
    assert "1" in said_no(run("report", "lines", *NOVEMBER, "--table", "changes", "--row", "2"))
    assert "audit" in said_no(run("report", "lines", *NOVEMBER, "--table", "audit", "--row", "1"))


def test_makers_members_and_the_catalogue(run, tmp_path):
    assert run("maker", "place", "Bu Tini", "Desa Sukamaju")[0] == 0
    assert [(one["name"], one["place"]) for one in run("maker", "list")[1]["makers"]] == [("Bu Tini", "Desa Sukamaju")]
    [maker] = run("report", "maker", *NOVEMBER, "--pdf", tmp_path / "m.pdf")[1]["makers"]
    assert (maker["name"], maker["net_idr"], maker["size"], maker["place"]) == ("Bu Tini", 27_660, "micro", "Desa Sukamaju")
    [article] = maker["articles"]
    assert (article["sold_milli"], article["each_idr"], article["price_idr"], article["on_hand_milli"]) == (2_000, 13_830, 13_830, 17_000)
    assert maker["categories"] == [{"category": "Sembako", "net_idr": 27_660, "total_idr": 27_660, "imported_bp": 0}]
    assert "Bu Tini" in PdfReader(tmp_path / "m.pdf").pages[0].extract_text()
    assert "Bu Sri" in said_no(run("report", "maker", "Bu Sri", *NOVEMBER))

    [statement] = run("report", "statement", *NOVEMBER, "--pdf", tmp_path / "s.pdf")[1]["statements"]
    assert (statement["name"], statement["year_turnover_idr"], len(statement["receipts"])) == ("Pak Amir", 35_910, 1)
    [customer] = [row for row in run("report", "customers", *NOVEMBER)[1]["rows"] if row["customer"] == "A1"]
    assert customer["year_profit_idr"] == statement["year_profit_idr"] == 27_660 - 20_000, "soap's cost is not known"
    assert "Pak Amir" in PdfReader(tmp_path / "s.pdf").pages[0].extract_text()

    status, catalogue, _err = run("catalogue", "--html", tmp_path / "k.html", "--txt", tmp_path / "k.txt", "--csv", tmp_path / "k.csv")
    assert (status, [row["code"] for row in catalogue["articles"]]) == (0, [OIL])
    assert catalogue["articles"][0]["evidence"]["kind"] == "label"
    assert all((tmp_path / f"k.{ending}").stat().st_size for ending in ("html", "txt", "csv"))
    assert run("catalogue", "--size", "large")[1]["articles"] == []
    said_no(run("catalogue", "--pdf", tmp_path / "no" / "k.pdf"))
