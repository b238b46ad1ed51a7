"""Making, setting, proving, keeping a shop, and what happens when the world fails meanwhile."""

import json
import os
import sqlite3
import tempfile
from pathlib import Path

import pytest

from pos_app.cli.main import World
from pos_app.storage import engine as engines
from tests.cli.run import runner, said_no

LIST = "barcode,nama,harga_jual,stok\nTEH,TEH CONTOH,2015,100\n"


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


def sell(run) -> tuple[int, object, str]:
    return run("sell", "TEH", "--cash", "5000")


def test_a_new_shop_sells_and_stands_alone_in_its_folder(tmp_path, clock, new_uid, capsys):
    place = tmp_path / "new" / "toko.db"
    run = runner(str(place), World(clock, new_uid), capsys)
    status, document, err = run(
        "init", "--name", "Toko Sari", "--zone", "Asia/Makassar", "--regency", "6474", "--pkp", "--cash-rounding", "nearest-50"
    )
    assert (status, err, set(document)) == (0, "", {"uid", "database"})
    assert [x.name for x in place.parent.iterdir()] == ["toko.db"]
    shown = run("settings", "show")[1]
    assert (shown["name"], shown["zone"], shown["regency"], shown["pkp"], shown["cash_rounding"]) == (
        "Toko Sari",
        "Asia/Makassar",
        "6474",
        "yes",
        "nearest-50",
    )
    assert said_no(run("init", "--name", "Lain")) == f"There is a shop in {place} already; open it, or name another place."


@pytest.mark.parametrize(
    "words",
    [("--name", " "), ("--name", "A", "--zone", "Mars"), ("--name", "A", "--regency", "1"), ("--name", "A", "--cash-rounding", "x")],
)
def test_a_shop_refused_at_its_making_leaves_nothing(tmp_path, clock, new_uid, capsys, words):
    run = runner(str(tmp_path / "a" / "toko.db"), World(clock, new_uid), capsys)
    said_no(run("init", *words))
    assert list(tmp_path.iterdir()) == []


def test_settings_are_set_together_or_not_at_all(run):
    assert run("settings", "set", "regency=6474", "target=75.5")[1]["target"] == "75.5"
    said_no(run("settings", "set", "regency=3171", "target=101"))
    assert "twice" in said_no(run("settings", "set", "regency=3171", "regency=3171"))
    assert "NAME=VALUE" in said_no(run("settings", "set", "regency"))
    assert run("settings", "show")[1]["regency"] == "6474"


def test_a_copy_becomes_a_shop_of_its_own(run):
    one, two = run("settings", "new-identity")[1]["uid"], run("settings", "new-identity")[1]["uid"]
    assert one != two


def test_check_says_that_all_is_well_or_what_is_not_and_leaves_with_one(run, shop_place):
    sell(run)
    assert run("check") == (0, {"ok": True, "problems": []}, "")
    with sqlite3.connect(shop_place) as connection:
        connection.execute("UPDATE stock_level SET on_hand_milli = 1")
    connection.close()
    status, document, err = run("check")
    assert (status, document["ok"], len(document["problems"]), err) == (1, False, 1, "")


def test_backup_and_restore_and_what_they_refuse(run, shop_place, tmp_path):
    sell(run)
    file = tmp_path / "toko.backup"
    status, document, _ = run("backup", file)
    assert (status, document["file"]) == (0, str(file))
    sell(run)
    assert "is not written over" in said_no(run("backup", shop_place))
    assert "folder" in said_no(run("backup", tmp_path / "no" / "x"))
    assert "folder" in said_no(run("backup", tmp_path))
    (tmp_path / "torn").write_bytes(file.read_bytes()[:-100])
    assert "torn" in said_no(run("restore", tmp_path / "torn"))
    assert "no backup" in said_no(run("restore", tmp_path / "list.csv"))
    assert "no file" in said_no(run("restore", tmp_path / "nothing"))
    assert run("product", "show", "TEH")[1]["on_hand_milli"] == 98_000
    status, document, _ = run("restore", file)
    assert status == 0
    assert Path(document["kept"]).is_file()
    assert run("product", "show", "TEH")[1]["on_hand_milli"] == 99_000
    assert run("product", "show", "TEH", db=document["kept"])[1]["on_hand_milli"] == 98_000


def test_no_paper_is_written_over_the_shop(run, shop_place):
    before = run("product", "show", "TEH")
    for words in (
        ("report", "local-content", "--month", "2026-11", "--pdf", shop_place),
        ("sell", "TEH", "--cash", "5000", "--receipt", shop_place),
    ):
        assert "is not written over" in said_no(run(*words))
    assert run("product", "show", "TEH") == before


def test_a_full_disk_gives_one_sentence_and_the_books_stay_whole(run, monkeypatch):
    prepare = engines._prepare_sqlite
    pages = []

    def small(connection, record):
        prepare(connection, record)
        pages.append(connection.execute("PRAGMA page_count").fetchone()[0])
        connection.execute(f"PRAGMA max_page_count = {pages[0] + 3}")

    with monkeypatch.context() as full:
        full.setattr(engines, "_prepare_sqlite", small)
        sold, answer = 0, sell(run)
        while answer[0] == 0:
            sold, answer = sold + 1, sell(run)
    assert said_no(answer).startswith("The disk of ")
    assert run("check")[1]["ok"]
    assert run("product", "show", "TEH")[1]["on_hand_milli"] == 100_000 - 1000 * sold
    assert sell(run)[1]["receipt"] == f"T1-20261124-{sold + 1:04d}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a limit on files' sizes is a thing of Unix")
def test_a_disk_that_takes_no_more_gives_one_sentence_and_the_books_stay_whole(run, shop_place):
    import resource

    sell(run)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        answer = sell(run)
        backed = run("backup", Path(shop_place).with_name("x.backup"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "nothing was saved" in said_no(answer)
    said_no(backed)
    assert not Path(shop_place).with_name("x.backup").exists()
    assert run("check")[1]["ok"]
    assert sell(run)[1]["receipt"] == "T1-20261124-0002"


@pytest.fixture
def as_nobody():
    """Takes away the rights of the superuser, who may write everywhere, until the test gives them back."""
    if os.name != "posix":
        pytest.skip("rights on folders are a thing of Unix here")
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


def test_a_folder_that_may_not_be_written_gives_one_sentence(run, shop_place, clock, new_uid, capsys, request):
    sell(run)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "toko.db"
        place.write_bytes(Path(shop_place).read_bytes())
        shut = Path(folder, "shut")
        shut.mkdir(mode=0)
        os.chmod(place, 0o444)
        os.chmod(folder, 0o555)
        request.getfixturevalue("as_nobody")
        try:
            sale, made = sell(lambda *words: run(*words, db=str(place))), run("init", "--name", "A", db=f"{folder}/new/toko.db")
            backed, hidden = run("backup", f"{folder}/x.backup"), run("init", "--name", "A", db=f"{shut}/toko.db")
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
            os.chmod(folder, 0o755)
            os.chmod(shut, 0o755)
        for answer in (sale, made, backed, hidden):
            said_no(answer)
        assert sorted(x.name for x in Path(folder).iterdir()) == ["shut", "toko.db"]
        assert place.read_bytes() == Path(shop_place).read_bytes()


@pytest.mark.parametrize(
    "words", [("check",), ("sell", "TEH", "--cash", "100000"), ("init", "--name", "Toko"), ("settings", "show"), ("backup", "x.backup")]
)
def test_a_file_that_is_not_ours_is_left_to_the_byte(run, tmp_path, words):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()
    before = other.read_bytes()
    assert "is no shop of this program" in said_no(run(*words, db=str(other)))
    assert other.read_bytes() == before
    assert not list(tmp_path.glob("other.db-*"))


def test_the_document_is_one_json_text(shop_place, capsys):
    from pos_app.cli.main import main

    assert main(["settings", "show", "--db", shop_place, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["zone"] == "Asia/Jakarta"
