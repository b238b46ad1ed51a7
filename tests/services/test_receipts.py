"""Receipts and labels of the shop's own books: from its settings, whenever they are asked for."""

import pytest

from pos_app.domain.cart import Cart, add
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused
from pos_app.services import checkout, credit, import_products, labels, lookup, receipts, settings
from pos_app.services.shop import OWNER
from tests.documents import papers
from tests.services.counter import sell

LIST = b"""barcode,nama,harga_jual,harga_beli,kategori,stok,satuan
8997770000014,Teh Contoh 50 g,2000,1500,Minuman,10,pcs
S-1,Gula Curah,14000,12000,Sembako,50,kg
8997770000020,Kode Salah,5000,,Sembako,5,pcs
"""


@pytest.fixture
def stocked(shop):
    import_products.take(shop, OWNER, LIST, name="list.csv")
    return shop


@pytest.fixture
def sold(stocked):
    with stocked.uow.read() as u:
        found = lookup.one(u, "8997770000014", day=stocked.clock().date())
    return checkout.commit(stocked, OWNER, add(Cart(), found), [Payment(Means.CASH, 5_000)]).sale


def test_a_receipt_is_made_from_the_books_on_every_paper(stocked, sold):
    for paper in receipts.PAPERS:
        body = receipts.pdf(stocked, sold.number, paper=paper)
        assert papers.codes(body) == [(sold.number, "Code 128")]
        assert "TehContoh50g" in papers.squeezed(body)


def test_it_speaks_the_shops_language_and_has_its_head(stocked, sold):
    settings.change(stocked, OWNER, {"language": "en", "address": "Jl. Melati 1", "receipt_footer": "Come again"})
    said = papers.squeezed(receipts.pdf(stocked, sold.number))
    for part in ("TokoSari", "Jl.Melati1", "Comeagain", "Rp2,000", "Domesticgoodsbought"):
        assert part in said


def test_a_receipt_names_its_customer_and_a_member_as_one(stocked):
    credit.add(stocked, OWNER, "A-7", {"name": "Bu Wati", "member": "yes"})
    credit.add(stocked, OWNER, "P-1", {"name": "Pak Amir"})
    for number, said in (("A-7", "Anggota: Bu Wati"), ("P-1", "Pelanggan: Pak Amir"), ("LAMA-9", "Pelanggan: LAMA-9")):
        sale = sell(stocked, "8997770000014", customer=number)
        for paper in (papers.squeezed(receipts.pdf(stocked, sale.number)), receipts.escpos(stocked, sale.number).decode("latin-1")):
            assert "".join(said.split()) in "".join(paper.split())


def test_the_slip_is_as_wide_as_the_shops_printer(stocked, sold):
    assert b"-" * 32 in receipts.escpos(stocked, sold.number)
    assert b"-" * 33 not in receipts.escpos(stocked, sold.number)
    settings.change(stocked, OWNER, {"escpos_columns": "48"})
    assert b"-" * 48 in receipts.escpos(stocked, sold.number)


def test_an_unknown_number_an_unknown_paper_and_a_missing_folder_are_refused(stocked, sold, tmp_path):
    with pytest.raises(Refused, match="no_such_receipt"):
        receipts.pdf(stocked, "T1-20200101-0001")
    with pytest.raises(Refused, match="no_such_paper"):
        receipts.pdf(stocked, sold.number, paper="a3")
    with pytest.raises(Refused, match="folder_missing"):
        receipts.save_pdf(stocked, sold.number, tmp_path / "no" / "r.pdf")
    receipts.save_pdf(stocked, sold.number, tmp_path / "r.pdf", copy=1)
    assert "SALINAN" in papers.text((tmp_path / "r.pdf").read_bytes())


def test_labels_are_printed_as_often_as_asked_and_read_back(stocked):
    printed = labels.pdf(stocked, labels.read(stocked, ["8997770000014*2", "S-1", "8997770000020"]))
    assert printed.labels == 4
    assert printed.without_bars == ()
    found = sorted(papers.codes(printed.body))
    assert [text for text, _ in found] == ["8997770000014", "8997770000014", "8997770000020", "S-1"]
    assert found[2][1] == "Code 128", "a wrong check digit is never printed as EAN"
    assert "Rp4.000per100g" in papers.squeezed(printed.body)


@pytest.mark.parametrize(
    ("wanted", "given", "code"),
    [
        (["nothing"], {}, "unknown_code"),
        (["S-1*0.5"], {}, "copies_not_whole"),
        (["S-1*9000"], {}, "too_many_labels"),
        (["S-1"], {"sheet": "a3"}, "no_such_sheet"),
        (["S-1"], {"start": 25}, "no_such_place"),
        (["S-1"], {"start": 0}, "no_such_place"),
        ([], {}, "no_labels"),
    ],
)
def test_labels_that_cannot_be_are_refused(stocked, wanted, given, code):
    with pytest.raises(Refused) as refused:
        labels.pdf(stocked, labels.read(stocked, wanted), **given)
    assert refused.value.code == code
