import pytest
from sqlalchemy import text

from pos_app.errors import Refused
from pos_app.services import check, import_products, origins, products, refunds, replay
from pos_app.services.replay import Replayed
from pos_app.services.shop import OWNER, Shop

A, B, PACK = "8991234500416", "8991234500423", "8991234500447"
HEAD = "no_penjualan,tgl_penjualan,kd_barang,barcode,nm_barang,jumlah,harga_jual,diskon,uang_bayar\n"
LIST = (
    "kd_barang,barcode,nama,satuan,satuan_2,isi_2,barcode 2,harga_jual,kategori,stok\n"
    f"K1,{A},Teh,pcs,dus,12,{PACK},8530,Minuman,24\nK2,{B},Gula,kg,,,,14000,Sembako,\n"
    "K3,123,Mi,pcs,,,,3000,,\nK4,123,Mi dus,pcs,,,,110000,,\n"
)


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    import_products.take(shop, OWNER, LIST.encode(), name="list.csv")
    return shop


def post(shop: Shop, rows: str, head: str = HEAD, **how: object) -> Replayed:
    return replay.take(shop, OWNER, (head + rows).encode(), **how)


def counts(done: Replayed) -> tuple[int, int, int, int]:
    return done.receipts, done.posted, done.unchanged, done.refused


def sales(shop: Shop) -> list[object]:
    with shop.uow.read() as u:
        numbers = u._connection.execute(text("SELECT number FROM sale WHERE business_day = '2026-03-05' ORDER BY id DESC")).scalars().all()
        return [u.sales.by_number(number).sale for number in numbers]


def audited(shop: Shop) -> int:
    with shop.uow.read() as u:
        return u._connection.execute(text("SELECT count(*) FROM audit")).scalar_one()


def why(done: Replayed) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.receipt, problem.note.code.removeprefix("history_")) for problem in done.problems]


def test_receipts_go_in_once_under_a_till_of_their_own_and_move_no_stock(stocked: Shop) -> None:
    rows = f"J1,2026-03-05,K1,{A},Teh,2,8530,60,20000\nJ1,2026-03-05,K2,{B},Gula,0.25,14000,500,20000\n"
    done = post(stocked, rows)
    assert (counts(done), done.rows, done.source) == ((1, 1, 0, 0), 2, "other")
    (sale,) = sales(stocked)
    assert (sale.number, sale.total_idr, sale.paid_idr, sale.change_idr, sale.rounding_idr) == ("H1-20260305-0001", 20000, 20000, 0, 0)
    assert [(line.code, line.qty, line.amount_idr, line.line_discount_idr) for line in sale.lines] == [
        (A, 2000, 17000, 60),
        (B, 250, 3000, 500),
    ]
    assert products.show(stocked, A).product.on_hand == 24000
    assert counts(post(stocked, rows)) == (1, 0, 1, 0)
    assert len(sales(stocked)) == 1
    assert check.problems(stocked) == []


def test_a_receipt_is_known_by_its_source_too(stocked: Shop) -> None:
    row = f"J1,2026-03-05,K1,{A},Teh,1,8530,0,\n"
    post(stocked, row, source="lama")
    assert counts(post(stocked, row, source="baru")) == (1, 1, 0, 0)
    assert counts(post(stocked, row, source="lama")) == (1, 0, 1, 0)


def test_the_same_id_with_other_contents_is_a_conflict_that_changes_nothing(stocked: Shop) -> None:
    post(stocked, f"J1,2026-03-05,K1,{A},Teh,1,8530,0,\nJ2,2026-03-05,K1,{A},Teh,1,8530,0,\n")
    done = post(stocked, f"J1,2026-03-05,K1,{A},Teh,2,8530,0,\nJ2,2026-03-05,K1,{A},Teh,1,8530,0,\nJ3,2026-03-05,K1,{A},Teh,3,8530,0,\n")
    assert (counts(done), why(done)) == ((3, 1, 1, 1), [(2, "J1", "conflict")])
    assert sorted(sale.total_idr for sale in sales(stocked)) == [8530, 8530, 25590]


def test_an_unknown_article_refuses_its_whole_receipt_and_no_other(stocked: Shop) -> None:
    done = post(stocked, f"J1,2026-03-05,K1,{A},Teh,1,8530,0,\nJ1,2026-03-05,K9,99,Lain,1,500,0,\nJ2,2026-03-05,K1,{A},Teh,1,8530,0,\n")
    assert (counts(done), why(done)) == ((2, 1, 0, 1), [(3, "J1", "unknown_article")])
    assert [sale.source_id for sale in sales(stocked)] == ["J2"]


def test_nothing_taken_is_refused_and_draws_no_number(stocked: Shop) -> None:
    with pytest.raises(Refused, match="replay_nothing_taken"):
        post(stocked, f"J1,2026-03-05,K1,{A},Teh,1,10000,12000,\nJ2,2026-03-05,K1,{A},Teh,1,500,-500,\n")
    assert post(stocked, f"J3,2026-03-05,K1,{A},Teh,1,8530,0,\n").posted == 1
    assert sales(stocked)[0].number == "H1-20260305-0001"


def test_a_receipt_paid_short_is_taken_and_said_and_the_rest_is_credit(stocked: Shop) -> None:
    done = post(stocked, f"J1,2026-03-05,K1,{A},Teh,2,8530,0,10000\n")
    assert (counts(done), done.warned, why(done)) == ((1, 1, 0, 0), 1, [(2, "J1", "paid_short")])
    assert [(payment.means, payment.amount_idr) for payment in sales(stocked)[0].payments] == [("cash", 10000), ("bon", 7060)]
    assert check.problems(stocked) == []


def test_what_was_handed_over_is_kept_with_its_change_and_what_cost_nothing_was_not_paid(stocked: Shop) -> None:
    done = post(stocked, f"J1,2026-03-05,K1,{A},Teh,2,8530,60,20000\nJ2,2026-03-05,K1,{A},Teh,1,0,0,0\n")
    assert (counts(done), done.warned) == ((2, 2, 0, 0), 0)
    free, paid = sales(stocked)
    assert ([(payment.means, payment.amount_idr) for payment in paid.payments], paid.change_idr) == ([("cash", 20000)], 3000)
    assert (free.total_idr, free.payments) == (0, ())


def test_a_part_of_a_pack_that_is_no_whole_thousandth_is_refused(stocked: Shop) -> None:
    import_products.take(
        stocked,
        OWNER,
        b"kd_barang,barcode,nama,satuan,satuan_2,isi_2,barcode 2,harga_jual\nK5,TALI,Tali,m,ikat,1.5,ikat,1000\n",
        name="t.csv",
    )
    done = post(stocked, "J1,2026-03-05,,ikat,Tali,0.001,500,0,\nJ2,2026-03-05,,ikat,Tali,1,500,0,\n")
    assert (counts(done), [problem.note.code for problem in done.problems]) == ((2, 1, 0, 1), ["pack_does_not_divide"])


def test_the_same_file_again_leaves_nothing_in_the_book_of_changes(stocked: Shop) -> None:
    row = f"J1,2026-03-05,K1,{A},Teh,1,8530,0,\n"
    post(stocked, row)
    before = audited(stocked)
    assert counts(post(stocked, row)) == (1, 0, 1, 0)
    assert audited(stocked) == before


def test_an_article_is_found_by_number_code_pack_gtin_or_name(stocked: Shop) -> None:
    head = "no_penjualan,tgl_penjualan,barcode,nama,jumlah,harga\n"
    done = post(
        stocked,
        f"J1,2026-03-05,K1,,1,8530\nJ2,2026-03-05,0{A},,1,8530\nJ3,2026-03-05,{PACK},,1,90000\n"
        "J4,2026-03-05,123,Mi dus,1,110000\nJ5,2026-03-05,123,,1,3000\n",
        head,
    )
    assert why(done) == [(6, "J5", "code_on_several")]
    assert {sale.source_id: (sale.lines[0].name, sale.lines[0].base_qty) for sale in sales(stocked)} == {
        "J1": ("Teh", 1000), "J2": ("Teh", 1000), "J3": ("Teh", 12000), "J4": ("Mi dus", 1000),
    }  # fmt: skip
    by_name = post(stocked, "N1,2026-03-05,gula ,2,14000\nN2,2026-03-05,Tiada,1,1\n", "no_penjualan,tgl_penjualan,nama,jumlah,harga\n")
    assert why(by_name) == [(3, "N2", "unknown_article")]


def test_a_return_of_another_system_is_a_refund_of_its_own(stocked: Shop) -> None:
    head = "Date,Receipt number,Receipt type,SKU,Item,Quantity,Gross sales,Discounts,Net sales,Status\n"
    rows = "2026-03-05 10:00:00,1-1,Sale,K1,Teh,2.000,17060.00,60.00,17000.00,Closed\n"
    rows += "2026-03-05 11:00:00,1-2,Refund,K1,Teh,1.000,8530.00,0.00,8530.00,Closed\n"
    done = post(stocked, rows, head)
    assert (counts(done), done.source) == ((2, 2, 0, 0), "loyverse_receipts_by_item")
    assert sorted((sale.kind, sale.total_idr, sale.paid_idr) for sale in sales(stocked)) == [
        ("refund", -8530, -8530),
        ("sale", 17000, 17000),
    ]
    assert check.problems(stocked) == []


def test_origin_is_that_of_the_books_now(stocked: Shop) -> None:
    from pos_app.domain.evidence import Kind
    from pos_app.domain.evidence_entry import Entry
    from pos_app.domain.origin import State

    origins.record(stocked, OWNER, A, Entry(Kind.LABEL, State.DOMESTIC))
    post(stocked, f"J1,2026-03-05,K1,{A},Teh,1,8530,0,\n")
    assert sales(stocked)[0].lines[0].origin.state is State.DOMESTIC


def test_grams_of_what_is_sold_by_the_kilo_are_refused(stocked: Shop) -> None:
    """Kept as they stand they would be thousandfold money."""
    head = "no_penjualan,tgl_penjualan,nama,jumlah,harga\n"
    done = post(stocked, "N1,2026-03-05,Gula,250 gr,14000\nN2,2026-03-05,Gula,0.25 kg,14000\n", head)
    assert why(done) == [(2, "N1", "other_measure")]
    assert [sale.total_idr for sale in sales(stocked)] == [3500]


def test_the_future_is_refused(stocked: Shop) -> None:
    done = post(stocked, f"J1,2027-03-05,K1,{A},Teh,1,8530,0,\nJ2,2026-03-05,K1,{A},Teh,1,8530,0,\n")
    assert [problem.note.code for problem in done.problems] == ["in_the_future"]


def test_a_sale_of_history_can_be_refunded(stocked: Shop) -> None:
    post(stocked, f"J1,2026-03-05,K1,{A},Teh,2,8530,60,20000\n")
    back = refunds.refund(stocked, OWNER, "H1-20260305-0001", why="rusak")
    assert back.sale.total_idr == -17000


def test_a_column_of_units_names_the_pack(stocked: Shop) -> None:
    head = "nota,tanggal,kode barang,jumlah,satuan,harga\n"
    done = post(stocked, "J1,2026-03-05,K1,2,DUS,95000\nJ1,2026-03-05,K1,3,Pcs,8530\nJ1,2026-03-05,K1,1,renteng,8000\n", head)
    assert counts(done) == (1, 1, 0, 0)
    (sale,) = sales(stocked)
    assert [(line.unit, line.qty, line.base_qty, line.amount_idr) for line in sale.lines] == [
        ("dus", 2000, 24000, 190_000),
        ("pcs", 3000, 3000, 25_590),
        ("pcs", 1000, 1000, 8_000),
    ]
