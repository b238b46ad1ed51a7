import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.documents import tables
from pos_app.domain.sales_list import moments
from pos_app.domain.sales_list.read import Receipt, SalesList, read
from pos_app.domain.sheets import Book, Cell, Number, Sheet
from pos_app.errors import Refused
from pos_app.services.vocabulary import shipped

at = datetime.fromisoformat

HEAD = "no_penjualan,tgl_penjualan,barcode,nm_barang,jumlah,harga_jual,diskon,uang_bayar\n"
A, B = "8991234500416", "8991234500423"


def sold(rows: str, head: str = HEAD, **how: object) -> SalesList:
    return read(tables.read((head + rows.strip("\n") + "\n").encode()), shipped(), **how)


def one(rows: str, head: str = HEAD, **how: object) -> Receipt:
    (receipt,) = sold(rows, head, **how).receipts
    return receipt


def test_lines_of_one_id_are_one_receipt() -> None:
    found = sold(f"J1,2026-03-05,{A},Teh,2,8530,60,20000\nJ2,2026-03-06,{A},Teh,1,8530,0,9000\nJ1,2026-03-05,{B},Kopi,1,500,0,20000\n")
    assert (found.rows, [(r.id, r.rows, r.total_idr, r.tendered_idr) for r in found.receipts]) == (
        3,
        [("J1", 2, 2 * 8530 - 60 + 500, 20000), ("J2", 1, 8530, 9000)],
    )


def test_a_date_without_a_time_is_noon() -> None:
    assert one(f"J1,2026-03-05,{A},Teh,1,500,0,\n").at == at("2026-03-05T12:00")


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("2026-03-05 14:30:05", at("2026-03-05T14:30:05")),
        ("2026-03-05T14:30", at("2026-03-05T14:30")),
        ("05/03/2026", at("2026-03-05T12:00")),
        ("05/03/2026 14:30", at("2026-03-05T14:30")),
        ("5-3-26 2:30 PM", at("2026-03-05T14:30")),
        ("5 Maret 2026", at("2026-03-05T12:00")),
        ("Mar 5, 2026 02:30 AM", at("2026-03-05T02:30")),
        ("5 Agt 2026 14.30", at("2026-08-05T14:30")),
        (Number("46086"), at("2026-03-05T12:00")),
        (Number("46086.5625"), at("2026-03-05T13:30")),
        (date(2026, 3, 5), at("2026-03-05T12:00")),
        (at("2026-03-05T09:00"), at("2026-03-05T09:00")),
        ("31/02/2026", None),
        ("kemarin", None),
        ("2026-13-01", None),
        ("", None),
        ("05/03/2026 25:00", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_exports_and_people_write_them(cell: Cell, right: datetime | None) -> None:
    assert moments.read(cell, moments.Order()) == right


def test_the_month_stands_first_only_where_the_column_can_be_read_in_no_other_way() -> None:
    assert moments.order_of(["03/25/2026", "03/05/2026"]).month_first
    assert not moments.order_of(["25/03/2026", "03/05/2026"]).month_first
    assert not moments.order_of(["03/05/2026"]).month_first


@pytest.mark.parametrize(
    ("field", "discount", "off"),
    [("discount", "60", 60), ("discount_each", "60", 120), ("discount_percent", "5,5", 938), ("discount_percent", "10%", 1706)],
)
def test_a_discount_is_rupiah_off_the_line_unless_mapped_otherwise(field: str, discount: str, off: int) -> None:
    receipt = one(f'J1,2026-03-05,{A},Teh,2,8530,"{discount}",\n', mapping={"diskon": field})
    assert receipt.lines[0].discount_idr == off


def test_a_percent_sign_or_a_header_with_one_makes_a_discount_a_share() -> None:
    assert one(f'J1,2026-03-05,{A},Teh,2,4000,"5,5%",\n').total_idr == 7560
    assert one(f"J1,2026-03-05,{A},Teh,2,4000,10,\n", HEAD.replace("diskon", "diskon (%)")).total_idr == 7200


def test_a_discount_below_zero_is_taken_where_the_amounts_of_its_row_prove_it() -> None:
    head = "Date,Transaction ID,SKU,Item,Qty,Gross Sales,Discounts,Net Sales\n"
    assert one("2026-03-14,T1,K1,Teh,1,14000.00,-1000.00,13000.00\n", head).total_idr == 13000
    assert one("2026-03-14,T1,K1,Teh,1,14000.00,-1000.00,14000.00\n", head).refusal.code == "history_discount_impossible"


def test_an_amount_of_the_file_that_does_not_come_out_is_said_once_a_receipt() -> None:
    head = "nota,tanggal,kode,qty,harga,diskon,total\n"
    found = sold("N1,2026-03-05,K1,2,4000,10,7200\nN1,2026-03-05,K2,2,4000,10,7200\nN2,2026-03-05,K1,2,4000,500,7500\n", head)
    assert [[(n.code, dict(n.fields)) for n in receipt.notes] for receipt in found.receipts] == [
        [("history_amount_differs", {"row": 2, "told": "7200", "amount_idr": 7990})],
        [],
    ]


def test_money_with_its_currency_is_not_read_by_the_sign_of_a_system_that_writes_none() -> None:
    head = "Receipt Number,Date,Time,Items,SKU,Quantity,Gross Sales,Discounts,Net Sales,Collected By\n"
    receipt = one("A1,14-03-2026,10:11,Teh,K1,2,Rp. 8.000,(Rp. 1.000),Rp. 7.000,Ani\n", head)
    assert (receipt.at, receipt.total_idr) == (at("2026-03-14T10:11"), 7000)


def test_an_order_with_its_lines_below_it_is_one_receipt() -> None:
    head = "Order Ref,Date,Order Lines/Product/Internal Reference,Order Lines/Quantity,Order Lines/Unit Price,Order Lines/Discount (%)\n"
    found = sold("S/1,2026-03-14 03:05:11,K1,2.0,4000.0,0.0\n,,K3,1.0,14000.0,10.0\nS/2,2026-03-14 04:00:00,K2,1.0,1500.0,0.0\n", head)
    assert [(receipt.id, receipt.total_idr) for receipt in found.receipts] == [("S/1", 20600), ("S/2", 1500)]


@pytest.mark.parametrize(
    ("price", "discount", "field"),
    [
        ("10000", "12000", "discount"),
        ("10000", "-500", "discount"),
        ("10000", "10001", "discount_each"),
        ("10000", "101", "discount_percent"),
        ("10000", "-1", "discount_percent"),
    ],
)
def test_a_discount_above_everything_or_below_nothing_refuses_the_whole_receipt(price: str, discount: str, field: str) -> None:
    receipt = one(f"J1,2026-03-05,{A},Teh,1,500,0,\nJ1,2026-03-05,{B},Kopi,1,{price},{discount},\n", mapping={"diskon": field})
    assert (receipt.refusal.code, receipt.row) == ("history_discount_impossible", 3)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("J1,besok,1,Teh,1,500,0,", "history_no_date"), ("J1,2026-03-05,1,Teh,0,500,0,", "history_quantity_impossible"),
        ("J1,2026-03-05,1,Teh,,500,0,", "history_no_quantity"), ("J1,2026-03-05,1,Teh,1,,0,", "history_no_price"),
        ("J1,2026-03-05,1,Teh,1,-500,0,", "history_amount_impossible"), ("J1,2026-03-05,1,Teh,dua,500,0,", "history_not_a_number"),
        ("J1,2026-03-05,1,Teh,\"0,0005\",500,0,", "finer_than_a_thousandth"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_refuses_its_receipt(row: str, why: str) -> None:
    assert one(row).refusal.code == why


def test_a_return_is_a_receipt_of_its_own_and_never_mixed_with_a_sale() -> None:
    head = "Date,Receipt number,Receipt type,SKU,Item,Quantity,Gross sales,Discounts,Net sales,Status\n"
    back = one("2026-03-05 10:00:00,1-2,Refund,K1,Teh,-2.000,-16000.00,-1000.00,-15000.00,Closed\n", head)
    assert (back.is_return, back.lines[0].qty, back.lines[0].gross_idr, back.total_idr) == (True, 2000, 16000, 15000)
    mixed = one(f"J1,2026-03-05,{A},Teh,1,500,0,\nJ1,2026-03-05,{B},Kopi,-1,500,0,\n")
    assert mixed.refusal.code == "history_mixed_return"


def test_a_system_that_writes_amounts_gives_the_price_of_one() -> None:
    head = "Date,Receipt number,Receipt type,SKU,Item,Variant,Quantity,Gross sales,Discounts,Net sales,Status\n"
    found = sold(
        (
            "2026-03-05 10:00:00,1-1,Sale,K1,Teh,Besar,3.000,10000.00,0.00,10000.00,Closed\n"
            "2026-03-05 11:00:00,1-2,Sale,K1,Teh,,1.000,1,0,1,Cancelled\n"
        ),
        head,
    )
    line = found.receipts[0].lines[0]
    assert (found.system, line.name, line.qty, line.unit_price_idr, line.gross_idr, line.gross_given) == (
        "loyverse_receipts_by_item", "Teh Besar", 3000, 3333, 10000, True,
    )  # fmt: skip
    assert found.receipts[1].refusal.code == "history_cancelled"


def test_an_id_on_the_first_line_only_holds_for_the_lines_below_and_totals_are_no_lines() -> None:
    found = sold(f"J1,2026-03-05,{A},Teh,1,500,0,\n,,{B},Kopi,1,700,0,\nTotal,,,,2,1200,0,\n")
    assert [(receipt.id, receipt.total_idr) for receipt in found.receipts] == [("J1", 1200)]
    printed = sold("1;5/3/2026;N1;K1;Teh;1;500\n;;;;TOTAL;1;500\n", "No;Tanggal;No Nota;Kode;Nama Barang;Qty;Harga\n")
    assert (printed.rows, [(receipt.id, receipt.total_idr) for receipt in printed.receipts]) == (1, [("N1", 500)])


def test_the_order_of_lines_is_no_other_content_and_a_changed_price_is() -> None:
    a, b = f"J1,2026-03-05,{A},Teh,1,500,0,\n", f"J1,2026-03-05,{B},Kopi,1,700,0,\n"
    assert one(a + b).content == one(b + a).content
    assert one(a + b).content != one(a + b.replace("700", "701")).content
    assert one(a + b).content != one(a + b + b).content


def test_a_workbook_with_true_dates_and_numbers_is_read() -> None:
    rows = [["Kode Transaksi", "Timestamp", "Kode Barang", "Nama Barang", "Jumlah", "Harga Jual", "Diskon", "Total"],
            ["T1", at("2026-03-05T09:30"), Number(A), "Teh", Number("2"), Number("500"), Number("0"), Number("1000")]]  # fmt: skip
    book = Book("xlsx", (Sheet("TransaksiBarang", tuple(enumerate(rows, start=1))),))
    receipt = read(book, shipped()).receipts[0]
    assert (receipt.at, receipt.lines[0].code, receipt.total_idr) == (at("2026-03-05T09:30"), A, 1000)


@pytest.mark.parametrize(
    ("text", "why"),
    [("satu,dua\n1,2\n", "no_sales_header"), ("barcode,jumlah,harga\n1,2,3\n", "no_sales_columns"), (HEAD, "import_no_rows")],
)
def test_what_is_no_sales_list_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(tables.read(text.encode()), shipped())


@given(st.lists(st.lists(st.text(max_size=10), min_size=1, max_size=8), max_size=6))
def test_any_rows_are_read_without_a_raise(rows: list[list[str]]) -> None:
    book = Book("csv", (Sheet("", tuple(enumerate([HEAD.strip().split(","), *rows], start=1))),))
    with contextlib.suppress(Refused):
        read(book, shipped())


def test_the_total_below_a_receipt_is_no_line_of_it() -> None:
    found = sold(f"J1,2026-03-05,{A},Teh,2,8530,60,\n,,,Total Nota J1,2,,,17000\nJ2,2026-03-06,{A},Total Care,1,8530,0,\n")
    assert [(receipt.id, receipt.refusal, len(receipt.lines)) for receipt in found.receipts] == [("J1", None, 1), ("J2", None, 1)]


def test_a_row_with_more_cells_than_its_header_refuses_its_receipt() -> None:
    found = one(f"J1,2026-03-05,{A},Teh,2,8,530,0,20000\n")
    assert found.refusal is not None
    assert found.refusal.code == "import_row_long"


def test_a_fraction_of_a_rupiah_is_said() -> None:
    receipt = one(f'J1,2026-03-05,{A},Teh,2,"8530,5",0,\n')
    assert (receipt.lines[0].unit_price_idr, [said.code for said in receipt.notes]) == (8531, ["import_fraction"])


def test_a_receipt_cancelled_in_more_words_is_not_taken() -> None:
    receipt = one(f"J1,2026-03-05,{A},2,8530,Dibatalkan oleh kasir\n", "nota,tanggal,barcode,qty,harga,status\n")
    assert receipt.refusal is not None
    assert receipt.refusal.code == "history_cancelled"


@pytest.mark.parametrize(("qty", "refused"), [("2", True), ("-2", False)])
def test_a_status_that_says_returned_is_no_sale(qty: str, refused: bool) -> None:
    receipt = one(f"J1,2026-03-05,{A},{qty},8530,Retur sebagian\n", "nota,tanggal,barcode,qty,harga,status\n")
    assert (receipt.refusal is not None and receipt.refusal.code == "history_returned") is refused
