"""Codes a shop's scale prints: the layout is the shop's, the digits mean nothing without it."""

import biip
import pytest
from biip.rcn import RcnRegion

from pos_app.domain import cart as carts
from pos_app.domain.barcode import check_digit
from pos_app.domain.cart import Cart
from pos_app.domain.product import Found, Measured
from pos_app.domain.quantity import Milli
from pos_app.domain.scale_label import layouts, read
from pos_app.errors import Refused
from tests.shelf import article


def coded(body: str) -> str:
    return body + check_digit(body)


@pytest.mark.parametrize("prefix", ["02", *map(str, range(20, 30))])
def test_every_prefix_of_the_shops_own_carries_the_layout(prefix):
    label = read(coded(prefix + "1234500735"), layouts("weight"))
    assert label.measured == Measured(weight_milli=735)
    assert label.items == (coded(prefix + "1234500000"), prefix + "12345", "12345")
    assert read(coded(prefix + "0004212500"), layouts("price")).items[-1] == "42"


def test_a_prefix_may_have_a_layout_of_its_own():
    known = layouts("20=IIIIIWWWWW, 21=IIIIPPPPPP,XIIIIXPPPP")
    assert read(coded("201234500735"), known).measured == Measured(weight_milli=735)
    assert read(coded("211234125000"), known).measured == Measured(amount_idr=125_000)
    assert read(coded("029123499500"), known).measured == Measured(amount_idr=9500)
    assert "1234" in read(coded("029123499500"), known).items


@pytest.mark.parametrize("code", ["2112345007350", "8997770000014", coded("20123450073"), coded("211234500000"), "KODE", ""])
def test_anything_else_is_no_label(code):
    assert read(code, layouts("20=weight,21=weight")) is None
    assert read(coded("271234500735"), layouts("20=weight")) is None
    assert read(coded("271234500735"), ()) is None


@pytest.mark.parametrize("text", ["berat", "IIIIIWWWW", "IIIIIWWWWWW", "IIIIIWWPPP", "WWWWWIII", "30=weight", "weight,price", "IIWWWWWWWW"])
def test_a_layout_nobody_can_read_is_refused(text):
    with pytest.raises(Refused, match="not_a_scale_layout"):
        layouts(text)


@pytest.mark.parametrize(("region", "prefix"), [(RcnRegion.GERMANY, "28"), (RcnRegion.NORWAY, "23"), (RcnRegion.FINLAND, "23")])
def test_what_other_countries_print_with_grams_is_read_as_biip_reads_it(region, prefix):
    code = coded(prefix + "1234500735")
    theirs = biip.parse(code, config=biip.ParseConfig(rcn_region=region, rcn_verify_variable_measure=False)).gtin
    assert theirs.weight * 1000 == read(code, layouts("weight")).measured.weight_milli


SUGAR = article(2, 14000, unit="kg", weighed=True)
BREAD = article(3, 9000)
OPEN = article(4, None)
ONS = article(5, 1500, unit="ons", weighed=True)


@pytest.mark.parametrize(
    ("product", "measured", "packets", "line"),
    [
        (SUGAR, Measured(weight_milli=250), 1000, (250, 14000, 3500)),
        (SUGAR, Measured(weight_milli=250), 3000, (750, 14000, 10_500)),
        (ONS, Measured(weight_milli=250), 1000, (2500, 1500, 3750)),
        (SUGAR, Measured(amount_idr=3499), 1000, (250, 14000, 3499)),
        (SUGAR, Measured(amount_idr=3499), 2000, (500, 14000, 6998)),
        (BREAD, Measured(amount_idr=7500), 2000, (2000, 7500, 15_000)),
        (OPEN, Measured(amount_idr=7500), 1000, (1000, 7500, 7500)),
    ],
)
def test_the_basket_takes_weight_or_price_from_the_label(product, measured, packets, line):
    cart = carts.add(Cart(), Found(product, product.code, measured=measured), qty=Milli(packets))
    [made] = cart.lines
    assert (made.qty, made.unit_price_idr, made.gross_idr) == line
    assert made.found.measured is None


def test_a_weight_on_goods_sold_by_the_piece_is_refused():
    with pytest.raises(Refused, match="not_sold_by_weight"):
        carts.add(Cart(), Found(BREAD, "KODE3", measured=Measured(weight_milli=Milli(250))))
