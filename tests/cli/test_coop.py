"""Snapshots and the comparison from the command line: documents, exit status, the one sentence."""

import json

import pytest

from pos_app.cli.main import World, main
from tests import postgres

OIL, MILK = "8997770000014", "8997770000021"


@pytest.fixture
def pos(capsys, clock, new_uid):
    """Runs a command; its exit status, its document (None where nothing was said) and standard error."""
    world = World(clock, new_uid)

    def run(*arguments, lang="en"):
        capsys.readouterr()
        status = main([*map(str, arguments), "--json", "--lang", lang], world)
        out, err = capsys.readouterr()
        return status, json.loads(out) if out.strip() else None, err

    return run


LIST = f"""barcode,nama,harga_jual,harga_beli,kategori,stok
{OIL},BISKUIT KELAPA 140 G,12000,9000,Biskuit,10
{MILK},BISKUIT COKELAT 140 G,13000,10000,Biskuit,4
"""


def _members(pos, places, folder):
    """Two shops that disagree about one article, each with a sale; their snapshots."""
    listing = folder / "list.csv"
    listing.write_text(LIST)
    made = []
    for db, name, state in zip(places, ("Koperasi A", "Koperasi B"), ("domestic", "imported"), strict=True):
        pos("settings", "new-identity", "--db", db)
        pos("settings", "set", f"name={name}", "zone=Asia/Makassar", "--db", db)
        pos("import", "products", listing, "--db", db)
        pos("origin", "set", OIL, "--state", state, "--kind", "label", "--db", db)
        pos("sell", f"{OIL}*3", "--cash", "50000", "--at", "2026-10-05T10:00", "--db", db)
        path = folder / f"{name}.zip"
        status, document, _ = pos("snapshot", "export", path, "--db", db)
        assert (status, document["name"], document["from"], document["to"], document["articles"]) == (0, name, "2025-12", "2026-11", 2)
        made.append(path)
    return made


@pytest.fixture(scope="module")
def exported():
    """By engine, the snapshots that the first test which asked has made: they are read, never written."""
    return {}


@pytest.fixture
def snaps(pos, engine, places, exported, tmp_path_factory):
    """The place of an office that has loaded nothing, and the snapshots of two shops."""
    if engine not in exported:
        exported[engine] = _members(pos, [places.with_shop(), places.with_shop()], tmp_path_factory.mktemp("members"))
    return places.with_shop(), exported[engine]


def test_two_shops_are_loaded_and_compared(pos, snaps, tmp_path):
    office, files = snaps
    status, document, err = pos("coop", "load", *files, "--db", office)
    assert (status, document["loaded"], document["unchanged"], document["refused"], document["problems"], err) == (0, 2, 0, 0, [], "")
    status, document, _ = pos("coop", "compare", "--pdf", tmp_path / "c.pdf", "--xlsx", tmp_path / "c.xlsx", "--db", office)
    assert status == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")
    shops = {shop["name"]: shop for shop in document["shops"]}
    a, b = shops["Koperasi A"], shops["Koperasi B"]
    assert (a["sales_idr"], a["stock_idr"], a["period"]) == (36_000, 7 * 9000 + 4 * 10000, {"from": "2025-12", "to": "2026-11"})
    assert a["by_origin"]["domestic"] == {"value_idr": 63_000, "share_bp": 6117, "articles": 1, "pieces_milli": 7000}
    assert (a["sales"]["by_origin"]["domestic"]["share_bp"], b["sales"]["by_origin"]["imported"]["share_bp"]) == (10_000, 10_000)
    assert document["together"]["sales_idr"] == 72_000
    assert document["disagreements"] == [
        {"code": OIL, "name": "BISKUIT KELAPA 140 G", "states": {a["uid"]: "domestic", b["uid"]: "imported"}}
    ]
    assert document["substitutes"] == []
    status, _, _ = pos("report", "verify", tmp_path / "c.pdf", "--db", office)
    assert status == 0


def test_loading_again_changes_nothing(pos, snaps):
    office, files = snaps
    pos("coop", "load", *files, "--db", office)
    _, before, _ = pos("coop", "compare", "--db", office)
    status, document, _ = pos("coop", "load", *files, "--db", office)
    assert (status, document["loaded"], document["unchanged"]) == (0, 0, 2)
    assert pos("coop", "compare", "--db", office)[1] == before


def test_a_bad_file_among_good_ones_is_named_in_one_sentence(pos, snaps, tmp_path):
    office, files = snaps
    torn = tmp_path / "rusak.zip"
    torn.write_bytes(files[0].read_bytes()[:-10])
    status, document, err = pos("coop", "load", torn, *files, "--db", office)
    assert (status, document["loaded"], document["refused"]) == (1, 2, 1)
    assert document["problems"][0]["file"] == str(torn)
    assert err.splitlines() == [
        "rusak.zip was not loaded: The snapshot is torn or was altered after the shop made it; ask the shop to send it again."
    ]
    many = [tmp_path / f"{n}-{'x' * 90}.zip" for n in range(9)]
    status, document, err = pos("coop", "load", *many, "--db", office)
    assert (status, document["refused"]) == (1, 9)
    assert len(err.splitlines()) == 1
    assert len(err) < 400


def test_nothing_but_bad_files_says_one_sentence_and_no_more(snaps, tmp_path, capsys):
    office, _ = snaps
    torn = tmp_path / "rusak.zip"
    torn.write_bytes(b"PK")
    capsys.readouterr()
    assert main(["coop", "load", str(torn), "--db", str(office)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rusak.zip tidak dimuat: ")


def test_an_older_file_is_said_to_stay_out(pos, snaps, tmp_path, clock, places):
    office, files = snaps
    first = tmp_path / "old.zip"
    first.write_bytes(files[0].read_bytes())
    clock.forward(minutes=1)
    shop = places.empty()
    pos("init", "--name", "Toko C", "--db", shop)
    older, newer = tmp_path / "c1.zip", tmp_path / "c2.zip"
    pos("snapshot", "export", older, "--db", shop)
    clock.forward(minutes=1)
    pos("snapshot", "export", newer, "--db", shop)
    status, document, err = pos("coop", "load", newer, older, "--db", office)
    assert (status, document["loaded"], document["unchanged"], document["kept_newer"]) == (0, 1, 1, 1)
    assert "newer snapshot of Toko C" in err


@pytest.mark.parametrize(
    "months",
    [
        ["--from", "2026-13", "--to", "2026-14"],
        ["--from", "2026-10"],
        ["--to", "2026-10"],
        ["--from", "2026-10", "--to", "2026-09"],
        ["--from", "2027-01", "--to", "2027-01"],
    ],
)
def test_months_that_cannot_be_meant_are_refused(pos, snaps, tmp_path, months):
    office, _ = snaps
    for command in (["snapshot", "export", tmp_path / "x.zip"], ["coop", "compare"]):
        status, document, err = pos(*command, *months, "--db", office)
        assert (status, document, len(err.splitlines())) == (1, None, 1)
    assert not (tmp_path / "x.zip").exists()


def test_nothing_loaded_compares_to_nothing_and_makes_no_paper(pos, snaps, tmp_path):
    office, _ = snaps
    status, document, _ = pos("coop", "compare", "--db", office)
    assert (status, document["shops"], document["disagreements"], document["substitutes"], document["from"]) == (0, [], [], [], None)
    status, document, err = pos("coop", "compare", "--pdf", tmp_path / "c.pdf", "--db", office)
    assert (status, document, len(err.splitlines())) == (1, None, 1)
    status, _, _ = pos("coop", "compare", "--pdf", tmp_path / "gone" / "c.pdf", "--db", office)
    assert status == 1
    assert not (tmp_path / "c.pdf").exists()


@pytest.mark.postgresql
def test_both_engines_say_the_same(pos, tmp_path, postgres_port):
    members = [str(tmp_path / f"{n}.db") for n in "ab"]
    for member in members:
        pos("init", "--name", "Baru", "--db", member)
    files = _members(pos, members, tmp_path)
    name = postgres.create(postgres_port)
    said = []
    try:
        for place in (str(tmp_path / "shop.db"), postgres.url(postgres_port, name)):
            pos("init", "--name", "Pusat", "--db", place)
            pos("coop", "load", *files, "--db", place)
            said.append(pos("coop", "compare", "--from", "2026-10", "--to", "2026-10", "--db", place)[1])
    finally:
        postgres.drop(postgres_port, name)
    assert said[0] == said[1]
    assert len(said[0]["shops"]) == 2
