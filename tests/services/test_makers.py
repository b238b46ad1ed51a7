"""Makers: many spellings become one when a person says so, and what a maker signs only proposes."""

from datetime import date

import pytest

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.maker import Named, Proposal, folded
from pos_app.domain.origin import State, Strength
from pos_app.errors import Refused
from pos_app.services import attachments, check, import_products, maker_pages, makers, origins, products
from pos_app.services.shop import OWNER

LIST = """barcode,nama,harga_jual,produsen,merek
8997770000014,Bubur A,1000,PT NESTLE INDONESIA,DANCOW
8997770000021,Bubur B,1000,PT. Nestle Indonesia,Dancow
8997770000038,Bubur C,1000,Nestle Indonesia PT,Dancow
8997770000045,Keripik,1000,Dapur Bu Tini,Bu Tini
8997770000052,Rempeyek,1000,Dapur Bu Tini,Bu Tini
8997770000069,Roti Impor,1000,Dapur Bu Tini,
"""
KERIPIK, REMPEYEK, ROTI = "8997770000045", "8997770000052", "8997770000069"
SIGNED = {"document": "SP-01/2026", "signed_on": date(2026, 11, 2), "signed_by": "Tini Suhartini"}


@pytest.fixture
def stocked(shop):
    import_products.take(shop, OWNER, LIST.encode(), name="list.csv")
    return shop


def of(shop, code):
    return products.show(shop, code).product


def test_spellings_that_may_be_one_are_shown_and_nothing_is_merged_by_itself(stocked):
    [one] = makers.alike(stocked)
    assert {one.keep.name, *(o.name for o in one.others)} == {"PT NESTLE INDONESIA", "PT. Nestle Indonesia", "Nestle Indonesia PT"}
    assert len(makers.listed(stocked)) == 4
    [brand] = makers.alike(stocked, Named.BRAND)
    assert (brand.keep.name, [o.name for o in brand.others]) == ("Dancow", ["DANCOW"])


def test_legal_forms_and_points_tell_no_two_makers_apart():
    assert folded("PT. Nestle  Indonesia, Tbk.") == folded("NESTLE INDONESIA") == "nestle indonesia"
    assert folded("CV") == "cv"


def test_merged_spellings_stay_merged_when_the_list_comes_again(stocked):
    moved, changes = makers.merge(stocked, OWNER, "PT. Nestle Indonesia", ["PT NESTLE INDONESIA", "Nestle Indonesia PT"])
    assert (moved, changes.products) == (2, True)
    assert makers.merge(stocked, OWNER, "Dancow", ["DANCOW"], kind=Named.BRAND)[0] == 1
    assert makers.alike(stocked) == makers.alike(stocked, Named.BRAND) == []
    again = import_products.take(stocked, OWNER, LIST.encode(), name="list.csv")
    assert again.count("unchanged") == 6
    assert [row.name for row in makers.listed(stocked)] == ["Dapur Bu Tini", "PT. Nestle Indonesia"]
    products.change(stocked, OWNER, KERIPIK, {"maker": "PT NESTLE INDONESIA"})
    assert of(stocked, KERIPIK).maker.name == "PT. Nestle Indonesia"


def test_a_merge_back_the_other_way_is_a_merge_like_any_other(stocked):
    makers.merge(stocked, OWNER, "PT. Nestle Indonesia", ["PT NESTLE INDONESIA"])
    products.change(stocked, OWNER, KERIPIK, {"maker": "Nestle"})
    makers.merge(stocked, OWNER, "Nestle", ["PT. Nestle Indonesia"])
    products.change(stocked, OWNER, REMPEYEK, {"maker": "PT NESTLE INDONESIA"})
    assert of(stocked, REMPEYEK).maker.name == "Nestle"


def test_who_makes_a_brand_is_told_once_for_its_goods_without_a_maker(stocked):
    import_products.take(stocked, OWNER, b"barcode,nama,harga_jual,merek\nA1,Susu A,1000,Dancow\nA2,Susu B,1000,Dancow\n", name="l.csv")
    makers.merge(stocked, OWNER, "PT. Nestle Indonesia", ["PT NESTLE INDONESIA"])
    told, changes = makers.made_by(stocked, OWNER, "Dancow", " PT  NESTLE INDONESIA ")
    assert (told, changes.products) == (2, True)
    assert {of(stocked, code).maker.name for code in ("A1", "A2")} == {"PT. Nestle Indonesia"}, "a spelling that was merged"
    assert of(stocked, "8997770000038").maker.name == "Nestle Indonesia PT", "goods that have a maker keep it"
    for brand, maker, code in (
        ("Tidak ada", "X", "no_such_brand"),
        ("Dancow", " ", "maker_unnamed"),
        ("Dancow", "x" * 201, "text_too_long"),
    ):
        with pytest.raises(Refused, match=code):
            makers.made_by(stocked, OWNER, brand, maker)


@pytest.mark.parametrize(
    ("kept", "gone", "code"), [("X", ["Dapur Bu Tini"], "no_such_maker"), ("Dapur Bu Tini", ["Dapur Bu Tini"], "merge_same_name")]
)
def test_what_cannot_be_merged_is_refused(stocked, kept, gone, code):
    with pytest.raises(Refused, match=code):
        makers.merge(stocked, OWNER, kept, gone)


def test_a_statement_proposes_and_proves_nothing_until_a_person_confirms(stocked):
    origins.record(stocked, OWNER, ROTI, Entry(Kind.LABEL, State.IMPORTED, "MY"))
    reviewed = makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED)
    assert [(one.product.name, one.stands) for one in reviewed.goods] == [
        ("Roti Impor", Proposal.DIFFERS),
        ("Keripik", Proposal.OPEN),
        ("Rempeyek", Proposal.OPEN),
    ]
    assert of(stocked, KERIPIK).origin.state is State.UNKNOWN
    confirmed, after, changes = makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026")
    assert (confirmed, changes.origins) == (2, True)
    assert [one.stands for one in after.goods] == [Proposal.DIFFERS, Proposal.CONFIRMED, Proposal.CONFIRMED]
    origin = of(stocked, KERIPIK).origin
    assert (origin.state, origin.strength, origin.evidence_kind) == (State.DOMESTIC, Strength.WEAK, Kind.STATEMENT)
    assert of(stocked, ROTI).origin.state is State.IMPORTED, "an exception is never confirmed with the rest"
    assert makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026")[0] == 0
    assert check.problems(stocked) == []
    today = makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED | {"document": "SP-02", "signed_on": date(2026, 11, 24)})
    assert today.statement.document == "SP-02"


def test_one_article_may_be_confirmed_singly_even_an_exception_which_is_then_a_conflict(stocked):
    origins.record(stocked, OWNER, ROTI, Entry(Kind.LABEL, State.IMPORTED, "MY"))
    makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED)
    assert makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026", [of(stocked, KERIPIK).id])[0] == 1
    assert of(stocked, REMPEYEK).origin.state is State.UNKNOWN
    makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026", [of(stocked, ROTI).id])
    assert of(stocked, ROTI).origin.conflict
    with pytest.raises(Refused, match="not_of_this_maker"):
        makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026", [of(stocked, "8997770000014").id])


def test_a_statement_taken_back_takes_back_what_it_proved(stocked):
    makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED)
    makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026")
    assert makers.withdraw_statement(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026", why="salah ketik")[0] == 3
    assert of(stocked, KERIPIK).origin.state is State.UNKNOWN
    assert makers.statements(stocked, "Dapur Bu Tini")[0].withdrawn_why == "salah ketik"
    with pytest.raises(Refused, match="statement_withdrawn"):
        makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026")


def test_the_paper_itself_is_kept_with_its_sha256_and_with_every_article(stocked):
    paper = ("surat.pdf", b"%PDF-1.7 surat")
    said = makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED, file=paper).statement
    makers.confirm(stocked, OWNER, "Dapur Bu Tini", "SP-01/2026")
    [piece] = origins.show(stocked, KERIPIK).pieces
    assert piece.attachment == said.attachment
    assert attachments.show(stocked, said.attachment).body == paper[1]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"signed_by": " "}, "statement_incomplete"),
        ({"signed_on": date(2026, 12, 2)}, "begins_later"),
        ({"state": State.UNKNOWN}, "state_of_nothing"),
        ({"file": ("x.exe", b"MZ")}, "attachment_unreadable"),
        ({"file": ("x.pdf", b"%PDF-" + bytes(2_100_000))}, "attachment_too_large"),
    ],
)
def test_a_statement_that_cannot_be_is_refused_and_not_kept(stocked, more, code):
    with pytest.raises(Refused, match=code):
        makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED | more)
    assert makers.statements(stocked, "Dapur Bu Tini") == []


def test_a_document_is_recorded_once(stocked):
    makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED)
    with pytest.raises(Refused, match="statement_known"):
        makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED)


def test_a_makers_own_place_goes_before_what_was_signed(stocked):
    def places():
        with stocked.uow.read() as u:
            return maker_pages.places_of(u)

    makers.state_goods(stocked, OWNER, "Dapur Bu Tini", **SIGNED, place="Sukamaju")
    assert places() == {"Dapur Bu Tini": "Sukamaju"}
    makers.set_place(stocked, OWNER, "Dapur Bu Tini", " Desa  Sukamukti ")
    makers.set_place(stocked, OWNER, "PT NESTLE INDONESIA", "Cikupa")
    makers.merge(stocked, OWNER, "PT. Nestle Indonesia", ["PT NESTLE INDONESIA"])
    assert places() == {"Dapur Bu Tini": "Desa Sukamukti", "PT. Nestle Indonesia": "Cikupa"}
    makers.set_place(stocked, OWNER, "Dapur Bu Tini", "")
    assert places()["Dapur Bu Tini"] == "Sukamaju"
    with pytest.raises(Refused, match="no_such_maker"):
        makers.set_place(stocked, OWNER, "Nobody", "Sukamaju")
