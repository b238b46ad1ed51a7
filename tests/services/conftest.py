"""Shops the owner's tables are tried on: a year of made-up sales, and a month in which everything happened once."""

from dataclasses import replace
from datetime import date

import pytest

from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Terms
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind
from pos_app.services import consignment, consignors, credit, products, shifts, stock_documents, suppliers
from pos_app.services import receiving as goods_in
from pos_app.services.shop import OWNER
from tests import sold_year
from tests.services.counter import pay, sell
from tests.services.test_receiving import draft_of
from tests.shelf import OIL, SOAP, TEA, base_list, put, tag


@pytest.fixture
def year(shop_place, clock):
    from pos_app import bootstrap

    def open_year(lines):
        sold_year.fill(shop_place, lines=lines)
        opened.append(bootstrap.open_shop(shop_place, clock=clock))
        return opened[0]

    opened = []
    yield open_year
    for shop in opened:
        shop.close()


@pytest.fixture
def desk(shop):
    """A month at a small shop in which everything an owner asks for has happened once."""
    base_list(shop)
    for code, cost in ((OIL, "12000.3333"), (SOAP, "7000")):
        products.change(shop, OWNER, code, {"cost": cost})
    products.change(shop, OWNER, SOAP, {"price": "8500"})
    credit.add(shop, OWNER, "A1", {"name": "Pak Amir", "member": "yes"})
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    sell(shop, f"{SOAP}*2", customer="A1", payments=pay(bon=17_000))
    credit.pay(shop, OWNER, "A1", Rupiah(5_000))
    sell(shop, TEA, OIL)
    shifts.close(shop, OWNER, counted_idr=Rupiah(120_000), why="kembalian salah")
    suppliers.add(shop, OWNER, "CV Sinar", {})
    put(shop, "SUSU", 12_000, name="SUSU KENTAL")
    draft = draft_of(shop, ("SUSU", 12, 10_000), (SOAP, 4, 7_000), supplier="CV Sinar", freight_idr=Rupiah(2_000))
    draft = replace(draft, lines=tuple(replace(x, expires=date(2026, 12, 20)) if n == 0 else x for n, x in enumerate(draft.lines)))
    goods_in.post(shop, OWNER, draft)
    tag(shop, SOAP, "domestic")
    stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [stock_documents.Out("SUSU", Milli(2_000))], why="penyok")
    consignors.agree(shop, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 2_000), date(2026, 11, 1)))
    put(shop, "KUE", 2_500, name="KUE LAPIS")
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*10"])
    sell(shop, "KUE*4")
    consignment.settle(shop, OWNER, "Bu Tini", Rupiah(3_000))
    return shop
