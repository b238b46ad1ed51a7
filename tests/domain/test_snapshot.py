"""The file a snapshot travels in: read back as it was written, refused when anything about it is wrong."""

import csv
import hashlib
import io
import json
import warnings
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import snapshot_file
from pos_app.domain.barcode import check_digit
from pos_app.domain.days import Period
from pos_app.domain.origin import State, Strength
from pos_app.domain.snapshot import Article, MonthRow, SalesRow, Snapshot, StockRow, months_of, plain, whole_months
from pos_app.domain.snapshot_file import pack, read, sealed
from pos_app.errors import Refused

KEY = "ab" * 32
PARTS = ("months.csv", "sales.csv", "stock.csv", "articles.csv")
OCTOBER = date(2026, 10, 1)


def sign(manifest):
    return hashlib.sha512(b"the shop" + manifest).digest()


def is_signed(key, signature, manifest):
    return key == KEY and signature == sign(manifest)


def article(number=1, **more):
    given = {
        "uid": f"01935b00-0000-7000-8000-{number:012x}",
        "code": "8997770000014",
        "codes": ("8997770000014",),
        "name": 'TEH "CONTOH", 50G',
        "category": "Minuman",
        "unit": "pcs",
        "state": State.DOMESTIC,
        "strength": Strength.STRONG,
        "evidence_kind": "tkdn",
        "country": "ID",
        "tkdn_bp": 5230,
        "price_idr": 2015,
        "on_hand": 97_000,
        "sales": (0, 6045),
    }
    return Article(**(given | more))


def snapshot(**more):
    given = {
        "shop_uid": "01935b00-0000-7000-9000-000000000001",
        "shop_name": "Koperasi Desa Sukamaju",
        "public_key": KEY,
        "period": Period(date(2026, 9, 1), date(2026, 10, 31)),
        "made_at": datetime(2026, 11, 3, 0, 15, 7, 123_000, tzinfo=UTC),
        "months": (MonthRow(OCTOBER, 3, 7),),
        "sales": (SalesRow(OCTOBER, "Minuman", State.DOMESTIC, 6045, 3000, 6045, 6045 * 5230, 0, 6045, 0, 0),),
        "stock": (StockRow("Minuman", State.DOMESTIC, 145_500, 1, 97_000),),
        "articles": (
            article(),
            article(2, codes=(), code="A-1", tkdn_bp=None, price_idr=None, country=None, evidence_kind=None, sales=(-5, 0)),
        ),
    }
    return Snapshot(**(given | more))


def packed(**more):
    return pack(snapshot(**more), sign=sign)


def code_of(body):
    with pytest.raises(Refused) as no:
        read(body, is_signed=is_signed)
    return no.value.code


def members(body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(found, *, seal=True, compression=zipfile.ZIP_DEFLATED):
    """An archive of `found` (a dict, or pairs where a name comes twice) with a right seal."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that comes twice is meant
        for name, body in found.items() if isinstance(found, dict) else found:
            archive.writestr(name, body)
        if seal:
            archive.comment = b"0" * 64
    return sealed(out.getvalue()) if seal else out.getvalue()


def signed_again(found, **about):
    """The members with sizes, digests and signature made right for what they hold now."""
    manifest = json.loads(found["manifest.json"]) | about
    for name in PARTS:
        manifest["parts"][name] = {"bytes": len(found[name]), "sha256": hashlib.sha256(found[name]).hexdigest()}
    raw = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    return rezipped({"manifest.json": raw, "manifest.sig": sign(raw).hex().encode() + b"\n"} | {name: found[name] for name in PARTS})


def test_what_is_read_is_what_was_written():
    received = read(packed(), is_signed=is_signed)
    assert received.snapshot == snapshot()
    assert received.sha256 == hashlib.sha256(members(packed())["manifest.json"]).hexdigest()


def test_the_same_values_give_the_same_bytes_and_an_empty_shop_has_a_snapshot():
    assert packed() == packed()
    empty = {"months": (), "sales": (), "stock": (), "articles": ()}
    assert read(packed(**empty), is_signed=is_signed).snapshot == snapshot(**empty)


def test_a_person_can_read_every_part():
    found = members(packed())
    assert list(found) == ["manifest.json", "manifest.sig", *PARTS]
    assert json.loads(found["manifest.json"])["shop"]["name"] == "Koperasi Desa Sukamaju"
    rows = list(csv.DictReader(io.StringIO(found["articles.csv"].decode())))
    assert (rows[0]["name"], rows[0]["tkdn_bp"], rows[0]["sales_idr_2026-10"]) == ('TEH "CONTOH", 50G', "5230", "6045")


texts = st.text(max_size=40).map(plain).filter(bool)


@given(name=texts, category=st.text(max_size=20).map(plain), shop=texts, price=st.integers(0, 10**11), sold=st.integers(-(10**11), 10**11))
def test_any_text_and_amount_comes_back_as_it_was(name, category, shop, price, sold):
    shot = snapshot(shop_name=shop, articles=(article(name=name, category=category, price_idr=price, sales=(sold, 0)),))
    assert read(pack(shot, sign=sign), is_signed=is_signed).snapshot == shot


def test_a_file_cut_anywhere_is_refused():
    body = packed()
    codes = {code_of(body[:size]) for size in range(len(body))}
    assert codes == {"not_a_snapshot", "snapshot_torn"}
    assert {code_of(body + more) for more in (b"\n", b"\0" * 64, body)} == {"snapshot_torn"}


def test_a_flipped_byte_anywhere_is_refused():
    body = packed()
    for at in range(len(body)):
        for flip in (0x01, 0x20, 0xFF):
            assert code_of(body[:at] + bytes([body[at] ^ flip]) + body[at + 1 :]) in ("snapshot_torn", "not_a_snapshot"), at


@given(st.binary(max_size=300))
def test_whatever_else_a_file_holds_is_refused(noise):
    for body in (noise, b"PK" + noise, sealed(b"PK\x03\x04" + noise + b"0" * 64), rezipped({"manifest.json": noise})):
        assert code_of(body) in ("not_a_snapshot", "snapshot_torn", "snapshot_altered", "snapshot_newer")


def test_a_sealed_archive_with_a_flipped_byte_is_refused_and_never_raises_anything_else():
    """Somebody may make the seal right again: then the ZIP itself, the signature or the values must not fit."""
    body = packed()
    harmless = 0
    for at in range(len(body) - 64):
        altered = sealed(body[:at] + bytes([body[at] ^ 0xFF]) + body[at + 1 :])
        try:
            received = read(altered, is_signed=is_signed)
        except Refused:
            continue
        assert received.snapshot == snapshot(), at
        harmless += 1
    assert harmless < len(body) // 5, "times and versions in the ZIP's own headers, which say nothing about the shop"


def test_another_text_or_another_key_is_refused():
    found = members(packed())
    changed = {name: body.replace(b"Sukamaju", b"Sukamiju").replace(b"CONTOH", b"PALSU!") for name, body in found.items()}
    assert code_of(rezipped(changed)) == "snapshot_altered"
    assert code_of(rezipped(changed, seal=False)) == "snapshot_torn"
    assert code_of(rezipped(found | {"articles.csv": found["articles.csv"].replace(b"2015", b"2016")})) == "snapshot_altered"
    assert code_of(rezipped(found | {"manifest.sig": b"zz\n"})) == "snapshot_altered"
    assert code_of(rezipped(found | {"manifest.sig": b"\xff\n"})) == "snapshot_altered"
    assert code_of(rezipped(found | {"manifest.sig": found["manifest.sig"].upper()})) == "snapshot_altered"
    assert code_of(rezipped(found | {"manifest.sig": b"abc\n"})) == "snapshot_altered"
    assert code_of(pack(snapshot(public_key="cd" * 32), sign=sign)) == "snapshot_altered"


def test_only_the_named_members_in_their_order_are_taken():
    found = members(packed())
    assert read(rezipped(found), is_signed=is_signed).snapshot == snapshot(), "packed by another hand, but whole"
    assert code_of(rezipped(found | {"more.csv": b"x"})) == "snapshot_altered"
    assert code_of(rezipped({k: v for k, v in found.items() if k != "stock.csv"})) == "snapshot_altered"
    assert code_of(rezipped([*found.items(), ("articles.csv", found["articles.csv"])])) == "snapshot_altered"
    assert code_of(rezipped([(("../" if k == "stock.csv" else "") + k, v) for k, v in found.items()])) == "snapshot_altered"
    assert code_of(rezipped([*list(found.items())[1:], ("manifest.json", found["manifest.json"])])) == "not_a_snapshot"
    assert code_of(rezipped(found | {str(n): b"" for n in range(30)})) == "not_a_snapshot"
    assert code_of(rezipped(found, compression=zipfile.ZIP_LZMA)) == "snapshot_altered"


def test_a_bomb_is_not_unpacked(monkeypatch):
    found = members(packed())
    assert code_of(rezipped(found | {"manifest.json": b" " * 30_000_000})) == "snapshot_altered"
    assert code_of(rezipped(found | {"manifest.sig": b"0" * 30_000_000})) == "snapshot_altered"
    monkeypatch.setattr(snapshot_file, "_MOST_UNPACKED", 1_000_000)
    assert code_of(rezipped(found | {"stock.csv": b"\n" * 1_000_001})) == "snapshot_altered"
    monkeypatch.setattr(snapshot_file, "_MOST_ROWS", 2)
    assert code_of(signed_again(found)) == "snapshot_too_large"
    monkeypatch.setattr(snapshot_file, "MOST_BYTES", 100)
    assert code_of(packed()) == "snapshot_too_large"


def test_a_size_that_lies_is_refused():
    body = packed()
    entry = body.rindex(b"PK\x01\x02")
    lied = body[: entry + 24] + (10).to_bytes(4, "little") + body[entry + 28 :]
    assert code_of(sealed(lied)) == "snapshot_torn"


def test_a_newer_format_asks_for_the_newer_program_and_an_odd_one_is_none():
    found = members(packed())
    assert code_of(signed_again(found, format=2)) == "snapshot_newer"
    assert code_of(rezipped({"manifest.json": b'{"format": 7}', "other": b""})) == "snapshot_newer"
    for manifest in (b"[]", b"{}", b'{"format": true}', b'{"format": 0}', b'{"format": "1"}', b"[" * 15_000, b"\xff", b"9" * 6_000):
        assert code_of(rezipped(found | {"manifest.json": manifest})) == "not_a_snapshot", manifest[:20]


@pytest.mark.parametrize(
    "about",
    [
        {"shop": None},
        {"shop": {"uid": "x", "name": "A", "public_key": KEY}},
        {"shop": {"uid": "01935b00-0000-7000-9000-000000000001", "name": "", "public_key": KEY}},
        {"shop": {"uid": "01935b00-0000-7000-9000-000000000001", "name": "A\nB", "public_key": KEY}},
        {"shop": {"uid": "01935b00-0000-7000-9000-000000000001", "name": 7, "public_key": KEY}},
        {"shop": {"uid": "01935b00-0000-7000-9000-000000000001", "name": "A", "public_key": "short"}},
        {"period": {"first": "2026-10-31", "last": "2026-09-01"}},
        {"period": {"first": "2026-09-02", "last": "2026-10-31"}},
        {"period": {"first": "2026-09-01", "last": "2026-10-30"}},
        {"period": {"first": "2020-09-01", "last": "2026-10-31"}},
        {"period": {"first": "2026-13-01", "last": "2026-10-31"}},
        {"made_at": "2026-11-03"},
        {"made_at": "2026-11-03T25:00:00.000Z"},
    ],
)
def test_a_signed_manifest_that_cannot_be_right_is_refused(about):
    assert code_of(signed_again(members(packed()), **about)) == "snapshot_wrong"


def test_a_signed_manifest_written_otherwise_is_refused():
    found = members(packed())
    raw = found["manifest.json"].replace(b'"format": 1', b'"format":  1')
    assert code_of(rezipped(found | {"manifest.json": raw, "manifest.sig": sign(raw).hex().encode() + b"\n"})) == "snapshot_altered"


ARTICLE = "01935b00-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("articles.csv", "uid,code", "uid,kode"),
        ("articles.csv", ARTICLE, "01935B00-0000-7000-8000-000000000001"),
        ("articles.csv", "000000000002", "000000000001"),
        ("articles.csv", "8997770000014,8997770000014", "8997770000014,8997770000015"),
        ("articles.csv", "8997770000014,8997770000014", "8997770000014," + " ".join(["8997770000014"] * 51)),
        ("articles.csv", "8997770000014,8997770000014", f"8997770000014,21123450000{check_digit('21123450000')}"),
        ("articles.csv", "domestic,strong", "local,strong"),
        ("articles.csv", "domestic,strong", "domestic,certain"),
        ("articles.csv", ",ID,", ",QQ,"),
        ("articles.csv", "5230", "10001"),
        ("articles.csv", "5230", "-1"),
        ("articles.csv", "2015", "999999999999999999999"),
        ("articles.csv", "2015", "9999999999999"),
        ("articles.csv", "2015", "2015.5"),
        ("articles.csv", "2015", "-2015"),
        ("articles.csv", "6045", "9999999999999"),
        ("articles.csv", ",6045", ",6045,1"),
        ("articles.csv", ",6045", ""),
        ("articles.csv", "A-1", ""),
        ("articles.csv", "A-1", "A\x0bB"),
        ("articles.csv", "A-1", "A" * 200_000),
        ("articles.csv", "A-1", '"A-1'),
        ("sales.csv", "2026-10", "2026-11"),
        ("sales.csv", "6045,3000", "6045,x"),
        ("sales.csv", "domestic", "home"),
        ("sales.csv", "6045,3000", "1000000000000000001,3000"),
        ("stock.csv", "145500", "-1"),
        ("stock.csv", "Minuman", " Minuman"),
        ("stock.csv", "\nMinuman,domestic,145500,1,97000", "\nMinuman,domestic,145500,1,97000\nMinuman,domestic,1,1,1"),
        ("stock.csv", "\nMinuman,domestic,145500,1,97000", "\nA,domestic,999999999999999999,1,1\nB,domestic,999999999999999999,1,1"),
        ("months.csv", "2026-10,3,7", "2026-10,-3,7"),
        ("months.csv", "month,receipts,lines\n2026-10,3,7\n", ""),
    ],
)
def test_a_signed_value_that_cannot_be_right_is_refused(part, old, new):
    found = members(packed())
    altered = found[part].decode().replace(old, new, 1).encode()
    assert altered != found[part]
    assert code_of(signed_again(found | {part: altered})) == "snapshot_wrong"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("articles.csv", b"2015", b"02015"),
        ("articles.csv", b"2015", b"+2015"),
        ("articles.csv", b"97000", b"97_000"),
        ("articles.csv", b",pcs,", b',"pcs",'),
        ("articles.csv", b"\n", b"\r\n"),
        ("months.csv", b"2026-10,3", "2026-10,\N{ARABIC-INDIC DIGIT THREE}".encode()),
    ],
)
def test_a_signed_value_written_otherwise_is_refused(part, old, new):
    found = members(packed())
    assert code_of(signed_again(found | {part: found[part].replace(old, new, 1)})) in ("snapshot_altered", "snapshot_wrong")


def test_bytes_that_are_no_text_are_refused():
    found = members(packed())
    assert code_of(signed_again(found | {"stock.csv": found["stock.csv"] + b"\xff"})) == "snapshot_wrong"


def test_months_run_from_the_first_to_the_last_day():
    period = Period(date(2025, 12, 15), date(2026, 2, 3))
    assert months_of(period) == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert whole_months(period) == Period(date(2025, 12, 1), date(2026, 2, 28))


def test_a_text_stands_in_one_line_without_control_signs():
    assert plain("  A\tB\r\nC\x00\u2028D  ") == "A B C D"
    assert len(plain("x" * 1_000)) == 400
    assert replace(article(), name=plain("\ud800x")).name == "x"
