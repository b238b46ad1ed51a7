"""The life of evidence: what ends soon, what replaced, contradicted or withdrew what and by whom; files; hints that count nothing."""

from datetime import date

import pytest
from sqlalchemy import update

from pos_app import bootstrap, texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import State
from pos_app.domain.origin_hints import importer_named
from pos_app.errors import Refused
from pos_app.services import (
    attachments,
    check,
    coop,
    goods_list,
    origin_hints,
    origin_lists,
    origins,
    products,
    reports,
    snapshots,
    tagging,
)
from pos_app.services.shop import OWNER
from pos_app.storage import engine as engines
from pos_app.storage import tables
from tests.services.counter import sell
from tests.shelf import OIL, SOAP, TEA, base_list

PHOTO = ("kemasan.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
SARI = Actor("Sari")


def certificate(number="1/TKDN", until=date(2027, 1, 10), **more):
    return Entry(Kind.TKDN, number=number, tkdn_bp=5000, valid_from=date(2024, 1, 11), valid_until=until, **more)


@pytest.fixture
def stocked(shop):
    base_list(shop)
    return shop


def ends(shop, **more):
    return [(row.product.code, row.piece.kind, row.days_left) for row in origins.ending(shop, **more)]


def test_what_ends_within_sixty_days_is_listed_the_first_to_end_at_the_top(stocked):
    origins.record(stocked, OWNER, TEA, certificate(until=date(2027, 1, 23)))
    origins.record(stocked, OWNER, SOAP, certificate(until=date(2027, 1, 24)))
    origins.record(stocked, OWNER, OIL, Entry(Kind.REGISTRATION, number="(90)MD265211001078(91)261130"))
    assert ends(stocked) == [(OIL, Kind.REGISTRATION, 6), (TEA, Kind.TKDN, 60)]
    assert ends(stocked, within_days=61)[-1] == (SOAP, Kind.TKDN, 61)


def test_what_has_ended_stays_listed_until_something_valid_stands_in_its_place(stocked, clock):
    origins.record(stocked, OWNER, TEA, certificate(until=date(2026, 11, 25)))
    clock.forward(days=3)
    assert ends(stocked) == [(TEA, Kind.TKDN, -2)]
    assert sell(stocked, TEA).lines[0].origin.tkdn_bp is None, "expired on the sale day is not counted"
    origins.record(stocked, OWNER, TEA, certificate("2/TKDN", until=date(2029, 1, 1)))
    assert ends(stocked) == []


def test_history_says_what_became_of_every_piece_and_who_did_it(stocked, clock):
    origins.record(stocked, OWNER, TEA, Entry(Kind.LABEL, State.DOMESTIC, note="kotak lama"))
    clock.forward(hours=1)
    origins.record(stocked, SARI, TEA, Entry(Kind.LABEL, State.DOMESTIC, note="kotak baru"))
    clock.forward(hours=1)
    origins.record(stocked, SARI, TEA, Entry(Kind.REGISTRATION, number="ML867031004482"))
    clock.forward(hours=1)
    origins.withdraw(stocked, OWNER, TEA, Kind.REGISTRATION, why="nomor barang lain")
    _product, events = origins.history(stocked, TEA)
    told = [(event.action, event.kind, event.contradicts, event.ended, event.ended_by) for event in reversed(events)]
    assert told == [
        ("set", "label", False, "replaced", "Sari"),
        ("set", "label", False, None, None),
        ("set", "registration", True, "withdrawn", "Pemilik"),
        ("withdraw", "registration", False, None, None),
    ]


def test_a_photo_is_kept_once_with_its_sha256_and_a_list_that_comes_back_takes_it_from_nobody(stocked, shop_place, tmp_path):
    entry = Entry(Kind.LABEL, State.DOMESTIC)
    origins.record(stocked, OWNER, TEA, entry, file=PHOTO)
    known, _changes = origins.record(stocked, OWNER, SOAP, entry, file=PHOTO)
    sha256 = known.pieces[0].attachment
    assert attachments.show(stocked, sha256).body == PHOTO[1]
    origin_lists.export(stocked, tmp_path / "asal.csv")
    taken, _changes = origin_lists.take(stocked, OWNER, (tmp_path / "asal.csv").read_bytes())
    assert (taken.count("unchanged"), taken.rows) == (2, 2)
    assert origins.show(stocked, TEA).pieces[0].attachment == sha256
    assert origins.history(stocked, TEA)[1][0].detail["attachment"] == sha256
    assert check.problems(stocked) == []
    engine = engines.connect(shop_place)
    with engine.begin() as connection:
        connection.execute(update(tables.attachment).values(body=PHOTO[1][:-1]))
    engine.dispose()
    [torn] = check.problems(stocked)
    assert sha256 in torn


def test_a_file_that_cannot_be_kept_leaves_nothing_behind(stocked):
    for file in (("catatan.txt", b"halo"), ("besar.png", PHOTO[1] + bytes(2_100_000))):
        with pytest.raises(Refused, match="attachment_"):
            origins.record(stocked, OWNER, TEA, Entry(Kind.LABEL, State.DOMESTIC), file=file)
    assert origins.show(stocked, TEA).pieces == ()


def test_undoing_at_the_desk_brings_back_the_piece_with_its_photo(stocked):
    key = products.show(stocked, TEA).product.id
    tagging.tag(stocked, OWNER, key, [Entry(Kind.LABEL, State.DOMESTIC)], file=PHOTO)
    tagged = tagging.tag(stocked, OWNER, key, [Entry(Kind.LABEL, State.IMPORTED, "MY")])
    back = tagging.undo(stocked, OWNER, tagged, why="salah")
    assert (back.open.pieces[0].state, back.open.pieces[0].attachment is not None) == (State.DOMESTIC, True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("COKELAT 65G Imported by PT Contoh", "Imported by PT Contoh"),
        ("BISKUIT diimpor oleh: CV Contoh", "diimpor oleh: CV Contoh"),
        ("PERMEN IMPORTIR PT X", "IMPORTIR PT X"),
        ("KEJU IMPORT", None),
        ("Simporter", None),
    ],
)
def test_an_importer_in_a_name_is_a_hint(name, said):
    assert importer_named(name) == said


def test_other_shops_tags_are_a_hint_and_never_counted(stocked, places, clock, new_uid, tmp_path):
    for n, state in enumerate((State.DOMESTIC, State.DOMESTIC, State.IMPORTED)):
        other = bootstrap.init(places.empty(), name=f"Toko {n}", zone="Asia/Jakarta", clock=clock, new_uid=new_uid)
        base_list(other)
        origins.record(other, OWNER, TEA, Entry(Kind.LABEL, state))
        snapshots.export(other, tmp_path / f"{n}.zip", None)
        other.close()
    coop.load(stocked, OWNER, [tmp_path / f"{n}.zip" for n in range(3)])
    snapshots.export(stocked, tmp_path / "own.zip", None)
    opened = tagging.look(stocked, products.show(stocked, TEA).product.id)
    assert opened.coop == {State.DOMESTIC: 2, State.IMPORTED: 1}
    assert opened.origin.state is State.UNKNOWN
    assert tagging.look(stocked, products.show(stocked, SOAP).product.id).coop == {}
    products.change(stocked, OWNER, TEA, {"name": "TEH 50G diimpor oleh PT Contoh"})
    sell(stocked, TEA)
    shown = goods_list.detail(stocked, products.show(stocked, TEA).product.id)
    with texts.speaking("en"), stocked.uow.read() as u:
        hints = origin_hints.of(u, shown.listed.product)
    assert [hint.split(":")[0] for hint in hints] == ["A hint, not evidence"] * 3
    told = ("diimpor oleh", "2 co-op shops say Domestic, 1 co-op shop", "GS1 prefix 899")
    assert all(word in hint for word, hint in zip(told, hints, strict=True))
    assert len(shown.hints) == 3
    month = reports.local_content(stocked, days.month("2026-11")).now
    assert {state: value for state, value in month.by_origin.value_idr.items() if value} == {State.UNKNOWN: month.total_idr}
    assert set(month.evidence.values()) == {0}
