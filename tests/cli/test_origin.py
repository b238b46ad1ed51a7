"""The origin commands as a person types them."""

import json

import pytest

from pos_app.cli import main as cli
from pos_app.services import products, settings
from pos_app.services.shop import OWNER

OIL, TOKEN = "8997770000014", "TOKEN100"


@pytest.fixture
def run(shop_place, shop, clock, new_uid, capsys):
    settings.change(shop, OWNER, {"zone": "Asia/Makassar"})
    for code, name in ((OIL, "MINYAK KELAPA 2L"), (TOKEN, "TOKEN LISTRIK")):
        products.add_on_the_spot(shop, OWNER, name=name, price_idr=10_000, code=code)
    products.change(shop, OWNER, TOKEN, {"kind": "service"})
    world = cli.World(clock=clock, new_uid=new_uid)

    def call(*words):
        capsys.readouterr()
        status = cli.main([*words, "--db", shop_place, "--lang", "en"], world)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_evidence_set_withdrawn_and_told(run):
    status, out, _ = run("origin", "set", OIL, "--kind", "label", "--state", "domestic", "--json")
    assert status == 0
    assert json.loads(out)["origin"]["strength"] == "medium"
    status, out, _ = run("origin", "set", OIL, "--kind", "registration", "--number", "ML 867031004482")
    assert (status, out.splitlines()[1:]) == (
        0,
        [
            "Not yet known, no evidence",
            "The evidence disagrees; withdraw what is wrong, or resolve it with a reason:",
            "  registration number ML867031004482: Imported",
            "  the package: Domestic",
        ],
    )
    status, out, _ = run("origin", "set", OIL, "--state", "domestic", "--resolve", "--why", "another package")
    assert (status, out.splitlines()[1]) == (0, "Domestic, medium evidence")
    status, out, _ = run("origin", "history", OIL)
    lines = out.splitlines()
    assert len(lines) == 5
    assert lines[4].startswith("A hint, not evidence: GS1 prefix 899 (Indonesia)")
    assert lines[0] == "24 Nov 2026 10:00 WITA · Pemilik · resolved · Not yet known → Domestic · another package"
    status, out, _ = run("origin", "withdraw", OIL, "--kind", "registration", "--why", "wrong", "--json")
    assert json.loads(out)["origin"]["conflict"] is False
    status, out, _ = run("origin", "history", OIL, "--json")
    assert [event["action"] for event in json.loads(out)["events"]] == ["withdraw", "resolve", "set", "set", "set"]


def test_a_certificate_with_its_figures(run):
    status, out, _ = run(
        "origin", "set", OIL, "--kind", "tkdn", "--number", "T-1", "--tkdn", "52.35", "--bmp", "5", "--valid-until", "2026-11-24"
    )
    assert (status, out.splitlines()[1]) == (0, "Domestic, strong evidence, TKDN 52.35%")
    status, out, _ = run("origin", "set", OIL, "--kind", "tkdn", "--number", "T-1", "--tkdn", "52.35", "--valid-until", "2026-11-23")
    assert out.splitlines()[1:] == ["Domestic, weak evidence", "Part of the evidence has expired."]


@pytest.mark.parametrize(
    "words",
    [
        ("set", OIL, "--kind", "tkdn", "--number", "1", "--tkdn", "140"),
        ("set", OIL, "--kind", "tkdn", "--number", "1", "--tkdn", "50", "--valid-until", "2026-02-30"),
        ("set", OIL, "--kind", "tkdn", "--number", "1"),
        ("set", OIL, "--kind", "prefix", "--state", "domestic"),
        ("set", OIL, "--state", "maybe"),
        ("set", OIL),
        ("set", OIL, "--state", "domestic", "--resolve"),
        ("set", OIL, "--state", "domestic", "--country", "CN"),
        ("set", TOKEN, "--state", "domestic", "--kind", "label"),
        ("set", "nobody", "--state", "domestic"),
        ("withdraw", OIL, "--kind", "label", "--why", "x"),
        ("history", "nobody"),
        ("import", "nowhere.csv"),
        ("export", "nowhere/out.csv"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(run, words):
    status, out, err = run("origin", *words)
    assert (status, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert "(" not in err.split(" ")[0]
    assert run("product", "show", OIL, "--json")[1].count('"unknown"') == 1


def test_parse_needs_no_shop(capsys):
    assert cli.main(["origin", "parse", "(90)MD265211001078(91)231029", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert {key: read[key] for key in ("family", "number", "state", "strength", "expires")} == {
        "family": "MD",
        "number": "MD265211001078",
        "state": "domestic",
        "strength": "strong",
        "expires": "2023-10-29",
    }
    assert cli.main(["origin", "parse", "NA18221901080", "--lang", "en"]) == 0
    assert "a hint, not evidence" in capsys.readouterr().out
    assert cli.main(["origin", "parse", "SD1813532519", "--lang", "en"]) == 1
    assert capsys.readouterr() == ("", "A SD number has 9 digits, this one has 10; read the package again.\n")


def test_a_list_goes_in_and_comes_out(run, tmp_path):
    path = tmp_path / "asal.csv"
    path.write_text(f"code,number\n{OIL},MD 265228006191\nnobody,MD 265228006191\n", encoding="utf-8")
    status, out, _ = run("origin", "import", str(path), "--dry-run", "--json")
    assert (status, json.loads(out)["taken"], json.loads(out)["refused"]) == (0, 1, 1)
    status, out, _ = run("origin", "import", str(path), "--report", str(tmp_path / "report.csv"))
    assert (status, len(out.splitlines())) == (0, 2)
    assert (tmp_path / "report.csv").is_file()
    status, out, _ = run("origin", "export", str(tmp_path / "out.csv"), "--json")
    assert (status, json.loads(out)["rows"]) == (0, 1)
    status, out, _ = run("origin", "import", str(tmp_path / "out.csv"), "--json")
    assert (status, json.loads(out)["unchanged"]) == (0, 1)


def test_an_article_without_history_says_so(run):
    status, out, _ = run("origin", "history", OIL)
    said, hint = out.splitlines()
    assert (status, said) == (0, "Nothing has been recorded about the origin of MINYAK KELAPA 2L.")
    assert hint.startswith("A hint, not evidence: GS1 prefix 899")
