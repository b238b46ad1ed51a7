"""Evidence from a list and back into one."""

import csv
import io

import pytest

from pos_app import texts
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import MakerSize, State
from pos_app.errors import Refused
from pos_app.services import check, makers, origin_lists, origins, products
from pos_app.services.shop import OWNER
from tests.services.counter import statements

CODES = ("8997770000014", "8997770000021", "8997770000038", "8997770000045")
LIST = """code,state,country,kind,number,tkdn,bmp,valid_from,valid_until,maker,maker_size,regency,note
8997770000014,,,registration,BPOM RI MD 265228006191,,,,,,,,
8997770000021,imported,CN,label,,,,,,,,,Made in China
8997770000038,,,tkdn,T-1,"52,35",10,2025-02-01,2028-01-31,CV Maju,small,6474,
8997770000045,,,registration,P-IRT 2067371010452-20,,,,,,,,
nobody,domestic,,label,,,,,,,,,
8997770000014,domestic,,tkdn,T-9,140,,,,,,,
8997770000021,domestic,,label,,,,,2026-02-30,,,,
"""


@pytest.fixture
def shop(shop):
    for n, code in enumerate(CODES):
        products.add_on_the_spot(shop, OWNER, name=f"BARANG {n}", price_idr=10_000, code=code)
    with texts.speaking("en"):
        yield shop
    assert check.problems(shop) == []


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "asal.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def states(shop):
    return [products.show(shop, code).product.origin.state for code in CODES]


def test_the_good_rows_go_in_and_the_rest_is_reported(shop, listed):
    taken, changes = origin_lists.take(shop, OWNER, listed.read_bytes())
    document = taken.document()
    assert [document[key] for key in ("rows", "taken", "updated", "unchanged", "refused", "warned")] == [7, 4, 0, 0, 3, 1]
    assert [(p["row"], p["code"], p["level"]) for p in document["problems"]] == [
        (5, "8997770000045", "warning"),
        (6, "nobody", "refused"),
        (7, "8997770000014", "refused"),
        (8, "8997770000021", "refused"),
    ]
    assert changes.origins
    assert states(shop) == [State.DOMESTIC, State.IMPORTED, State.DOMESTIC, State.DOMESTIC]
    sugar = products.show(shop, CODES[2]).product
    assert (sugar.origin.tkdn_bp, sugar.origin.bmp_bp, sugar.maker.name, sugar.maker.size) == (5_235, 1_000, "CV Maju", MakerSize.SMALL)


def test_the_same_list_again_changes_nothing(shop, listed):
    origin_lists.take(shop, OWNER, listed.read_bytes())
    events = [len(origins.history(shop, code)[1]) for code in CODES]
    taken, changes = origin_lists.take(shop, OWNER, listed.read_bytes())
    assert (taken.count("unchanged"), taken.count("taken"), taken.count("updated")) == (4, 0, 0)
    assert [len(origins.history(shop, code)[1]) for code in CODES] == events
    assert not changes.origins


def test_rows_on_one_article_follow_each_other_and_history_tells_of_each(shop, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text(f"code,state,kind\n{CODES[0]},domestic,shop\n{CODES[0]},imported,label\n{CODES[0]},unknown,shop\n", encoding="utf-8")
    taken, _ = origin_lists.take(shop, OWNER, path.read_bytes())
    assert [(x.became, bool(x.problem)) for x in taken.results] == [("taken", False), ("taken", True), ("updated", False)]
    assert [(x.action, x.before, x.after) for x in reversed(origins.history(shop, CODES[0])[1])] == [
        ("set", State.UNKNOWN, State.DOMESTIC),
        ("set", State.DOMESTIC, State.UNKNOWN),
        ("withdraw", State.UNKNOWN, State.IMPORTED),
    ]


def test_a_list_worked_out_before_the_books_moved_is_worked_out_again(shop, listed, monkeypatch):
    """The list is compared outside the lock; what another till recorded meanwhile is not written over."""
    stage = origin_lists._stage

    def meanwhile(*about):
        staged = stage(*about)
        monkeypatch.setattr(origin_lists, "_stage", stage)
        origins.record(shop, OWNER, CODES[0], Entry(Kind.LABEL, State.IMPORTED, country="CN"))
        return staged

    monkeypatch.setattr(origin_lists, "_stage", meanwhile)
    origin_lists.take(shop, OWNER, listed.read_bytes())
    known = origins.show(shop, CODES[0])
    assert [piece.kind for piece in known.pieces] == [Kind.LABEL, Kind.REGISTRATION]
    assert known.origin.conflict


def test_a_dry_run_writes_nothing(shop, listed):
    taken, changes = origin_lists.take(shop, OWNER, listed.read_bytes(), dry_run=True)
    assert taken.count("taken") == 4
    assert not changes.origins
    assert states(shop) == [State.UNKNOWN] * 4


def test_a_changed_row_replaces_and_a_contradiction_is_named(shop, listed, tmp_path):
    origin_lists.take(shop, OWNER, listed.read_bytes())
    other = tmp_path / "other.csv"
    other.write_text(
        "kode;asal;bukti;negara\n8997770000021;dalam negeri;kemasan;\n8997770000014;impor;toko;Burkina Faso\n"
        "8997770000038;belum diketahui;;\n",
        encoding="utf-8",
    )
    taken, _ = origin_lists.take(shop, OWNER, other.read_bytes())
    assert [(x.became, bool(x.problem)) for x in taken.results] == [("updated", False), ("taken", True), ("unchanged", False)]
    assert [piece.country for piece in origins.show(shop, CODES[0]).pieces] == ["ID", "BF"]
    assert states(shop)[:2] == [State.UNKNOWN, State.DOMESTIC]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_importing_an_export_changes_nothing(shop, listed, tmp_path, ending):
    origin_lists.take(shop, OWNER, listed.read_bytes())
    origins.record(shop, OWNER, CODES[0], Entry(Kind.REGISTRATION, number="(90)MD272827002200050(91)281130"))
    origins.record(shop, OWNER, CODES[0], Entry(Kind.REGISTRATION, number="NA18221901080"))
    origins.record(shop, OWNER, CODES[1], Entry(Kind.STATEMENT, State.IMPORTED, country="CN", number="SP-1/2026"))
    origins.record(shop, OWNER, CODES[1], Entry(Kind.TKDN, number="=1+1", tkdn_bp=5_000, maker="-PT", note="@hari"))
    out = tmp_path / f"out.{ending}"
    assert origin_lists.export(shop, out) == 8
    if ending == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out.read_text("utf-8-sig"))) for cell in row]
        assert [cell for cell in cells if cell[:1] in tuple("=+-@")] == []
    taken, changes = origin_lists.take(shop, OWNER, out.read_bytes())
    assert (taken.rows, taken.count("unchanged"), changes.origins) == (8, 8, False)


def test_a_makers_size_regency_and_place_go_out_and_come_back(shop, tmp_path):
    """A regency stands by its digits or by its name; one name for a regency and a city says neither."""
    rows = [f"{CODES[0]},domestic,statement,CV Maju,small,Kota Bontang,Desa  Suka Maju", f"{CODES[1]},domestic,shop,CV Lain,micro,3204,"]
    rows += [f"{CODES[2]},domestic,shop,CV Jauh,micro,Kabupaten Bandung,", f"{CODES[3]},domestic,shop,CV Siapa,micro,Bandung,"]
    taken, _ = origin_lists.take(shop, OWNER, "\n".join(["kode,asal,bukti,produsen,skala_usaha,kabupaten,tempat_produsen", *rows]).encode())
    assert [(x.became, x.problem) for x in taken.results[:3]] == [("taken", None)] * 3
    assert (taken.results[3].became, "Bandung" in taken.results[3].problem) == ("refused", True)

    def known():
        return {(x.name, x.size, x.regency, x.place) for x in makers.listed(shop)}

    there = {("CV Maju", "small", "6474", "Desa Suka Maju"), ("CV Lain", "micro", "3204", None), ("CV Jauh", "micro", "3204", None)}
    assert known() == there
    out = tmp_path / "out.csv"
    origin_lists.export(shop, out)
    taken, changes = origin_lists.take(shop, OWNER, out.read_bytes())
    assert (taken.count("unchanged"), changes.products) == (3, False)
    makers.set_place(shop, OWNER, "CV Maju", "")
    assert origin_lists.take(shop, OWNER, out.read_bytes(), dry_run=True)[0].count("updated") == 1
    assert origin_lists.take(shop, OWNER, out.read_bytes())[0].count("updated") == 1
    assert known() == there


def test_an_export_leaves_out_what_is_no_goods_any_more(shop, listed, tmp_path):
    origin_lists.take(shop, OWNER, listed.read_bytes())
    products.change(shop, OWNER, CODES[0], {"kind": "service"})
    assert origin_lists.export(shop, tmp_path / "out.csv") == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("code,state\nnobody,domestic\n", "no_evidence_taken"),
        ("code,state\n", "list_empty"),
        ("nama,harga\nTEH,1\n", "no_origin_columns"),
    ],
)
def test_a_list_of_which_nothing_can_be_used_is_refused(shop, tmp_path, text, code):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=code):
        origin_lists.take(shop, OWNER, path.read_bytes())


def test_the_report_has_every_row_with_what_became_of_it(shop, listed, tmp_path):
    taken, _ = origin_lists.take(shop, OWNER, listed.read_bytes())
    origin_lists.write_report(tmp_path / "report.csv", taken)
    rows = list(csv.reader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 8
    assert [row[2] for row in rows[1:]] == ["recorded"] * 4 + ["not taken"] * 3


def test_an_export_under_a_strange_name_is_refused(shop, tmp_path):
    with pytest.raises(Refused, match="unknown_list_ending"):
        origin_lists.export(shop, tmp_path / "out.pdf")


def test_a_long_list_takes_no_more_statements_than_a_short_one(shop):
    def sent(rows: int) -> int:
        evidence = "".join(f"{CODES[n % 4]},,,registration,MD{rows:06d}{n:06d}\n" for n in range(rows))
        with statements(shop) as said:
            done, _changes = origin_lists.take(shop, OWNER, ("code,state,country,kind,number\n" + evidence).encode())
        assert done.count("taken") == rows
        return len(said)

    assert sent(400) <= sent(4) + 2
