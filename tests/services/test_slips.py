"""Every kind of slip the till prints, read back as a printer reads it: nothing but what printers know, nothing wider than the paper."""

import pytest

from pos_app.domain import loose_return
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import ONE
from pos_app.domain.shift import MoveKind
from pos_app.domain.tender import Means
from pos_app.services import corrections, exchanges, gift_vouchers, loose_returns, receipts, refunds, settings, shift_papers, shifts
from pos_app.services.exchanges import Given
from pos_app.services.shop import OWNER
from tests.documents.slip_reader import read
from tests.services.counter import basket_of, cash, pay, sell
from tests.shelf import OIL, SOAP, TEA, base_list


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("columns", [32, 48])
def test_every_kind_of_slip_is_read_back_by_a_printer(shop, columns):
    base_list(shop)
    settings.change(shop, OWNER, {"escpos_columns": str(columns)})
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sale = sell(shop, f"{TEA}*7", SOAP, payments=pay(qris=5_000, cash=50_000))
    part = refunds.refund(shop, OWNER, sale.number, [(SOAP, ONE)], why="rusak").sale
    corrected = corrections.correct(shop, OWNER, sale.number, Means.QRIS, Means.DEBIT, why="kartu").sale
    brought = loose_return.bring(Cart(), loose_returns.article(shop, SOAP), ONE)
    voucher = loose_returns.give_back(shop, OWNER, brought, why="tanpa struk", means=Means.VOUCHER).sale
    gift, code = gift_vouchers.sell(shop, OWNER, Rupiah(25_000), cash(25_000))
    swapped = exchanges.commit(shop, OWNER, Given("tukar", sale.number, ((TEA, ONE),)), basket_of(shop, OIL), cash(20_000))
    voided = refunds.void(shop, OWNER, gift.sale.number, why="batal").sale
    documents = {
        sale: "Rp22.355",
        part: "rusak",
        corrected: "kartu",
        voucher: voucher.payments[0].reference,
        gift.sale: code,
        swapped.back: "tukar",
        swapped.sale: swapped.back.number,
        voided: "batal",
    }
    shifts.move(shop, OWNER, MoveKind.OUT, amount_idr=Rupiah(7_500), why="galon air")
    closed = shifts.close(shop, OWNER, counted_idr=Rupiah(1), why="dihitung salah")
    slips = {one.number: (receipts.escpos(shop, one.number), said) for one, said in documents.items()}
    slips |= {
        closed.number: (shift_papers.escpos(shop, closed), "galon air"),
        "copy": (receipts.escpos(shop, sale.number, copy=1), "SALINAN"),
    }
    for number, (body, said) in slips.items():
        slip = read(body, dots=columns * 12)
        assert max(len(line.text) * line.wide for line in slip.lines) <= columns, number
        assert said in slip.text, (number, said, slip.text)
        assert (slip.resets, slip.cuts) == (1, 1), number
        assert slip.picture.getbbox(), number
