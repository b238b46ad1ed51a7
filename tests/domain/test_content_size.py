"""Net content as names state it, and the price by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.content_size import ContentSize, Measure, Per, PricePer, of_article, price_per, read

G, ML, PIECE = Measure.GRAM, Measure.MILLILITRE, Measure.PIECE


@pytest.mark.parametrize(
    ("name", "amount", "measure"),
    [
        ("SABUN MANDI 85G", 85_000, G),
        ("SABUN MANDI 85 G", 85_000, G),
        ("Minyak 1L", 1_000_000, ML),
        ("Minyak 2 L", 2_000_000, ML),
        ("BERAS 10 KG", 10_000_000, G),
        ("KOPI 5x20 g", 100_000, G),
        ("KOPI 20G X 5", 100_000, G),
        ("TISU @pcs 75gr", 75_000, G),
        ("SUSU STERIL 189 ML", 189_000, ML),
        ("Permen isi 50 @ 2 g", 100_000, G),
        ("Teh isi 25 kantong @2 g", 50_000, G),
        ("Kecap 1,5L", 1_500_000, ML),
        ("Susu 1.5 Ltr", 1_500_000, ML),
        ("Teh celup isi 25 @2g", 50_000, G),
        ("Gula 1.000 g", 1_000_000, G),
        ("Beras 1.000 KG", 1_000_000, G),
        ("Daging 0.735 kg", 735_000, G),
        ("TELUR 1/4 KG", 250_000, G),
        ("Pensil 2B isi 12", 12_000, PIECE),
        ("mamy p. pants M 20s", 20_000, PIECE),
        ("KOPI 3IN1 20GR", 20_000, G),
        ("Garam 250g/bks", 250_000, G),
        ("Sirup 60cl", 600_000, ML),
    ],
)
def test_content_is_read_from_the_name(name, amount, measure):
    assert read(name) == ContentSize(amount, measure)


@pytest.mark.parametrize(
    "name", ["Kartu 4GB", "PHILIPS 23 W", "Clear 200", "Modem X4G", "KRUPUK TARO 1/4G", "", "0 g", "ROK SD NO 09", "isi 0"]
)
def test_what_is_not_certain_is_no_content(name):
    assert read(name) is None


def test_goods_sold_by_weight_are_their_own_measure():
    assert of_article("GULA CURAH", "Kg") == ContentSize(1_000_000, G)
    assert of_article("GULA 500 g", "pcs") == ContentSize(500_000, G)


@pytest.mark.parametrize(
    ("price", "size", "per"),
    [
        (23_000, ContentSize(2_000_000, ML), PricePer(11_500, Per.LITRE)),
        (14_200, ContentSize(1_000_000, G), PricePer(14_200, Per.KILOGRAM)),
        (4_000, ContentSize(60_000, G), PricePer(6_667, Per.HUNDRED_GRAM)),
        (19_500, ContentSize(180_000, ML), PricePer(10_833, Per.HUNDRED_MILLILITRE)),
        (5_000, ContentSize(12_000, PIECE), None),
    ],
)
def test_large_packs_compare_by_the_kilogram_and_small_ones_by_the_hundred(price, size, per):
    assert price_per(price, size) == per


@given(st.text(max_size=60))
def test_any_name_is_read_without_an_error(name):
    size = read(name)
    assert size is None or size.amount_milli > 0


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([G, ML]))
def test_the_price_of_the_content_is_the_price_of_the_article(price, amount, measure):
    size = ContentSize(amount, measure)
    found = price_per(price, size)
    whole = 1_000_000 if found.per in (Per.KILOGRAM, Per.LITRE) else 100_000
    assert abs(found.price_idr * amount - price * whole) * 2 <= amount
