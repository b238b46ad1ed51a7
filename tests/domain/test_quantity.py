"""Quantities are thousandths: what is finer is refused, what is larger cannot be meant."""

from pos_app.domain.quantity import MOST, ONE


def test_one_piece_is_a_thousand_thousandths():
    assert ONE == 1000


def test_a_barcode_scanned_into_a_quantity_is_above_the_most():
    assert 8997770000014 * ONE > MOST
    assert MOST < 1_000_000 * ONE
