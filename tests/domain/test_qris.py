"""QRIS codes: read, given an amount, and accepted by a parser that is not ours."""

import pytest
import qriskit
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import qris
from pos_app.domain.money import Rupiah
from pos_app.errors import Refused


def made(fields: list[tuple[str, str]]) -> str:
    """A code of these fields with its checksum."""
    body = "".join(f"{name}{len(value):02d}{value}" for name, value in fields) + "6304"
    return body + qris.checksum(body)


ACCOUNT = "0013ID.CO.CONTOH0215ID102003000400503033UMI"
FIELDS = [
    ("00", "01"), ("01", "11"), ("26", ACCOUNT), ("52", "5411"), ("53", "360"), ("58", "ID"),
    ("59", "WARUNG CONTOH"), ("60", "SAMARINDA"), ("61", "75123"),
]  # fmt: skip
STATIC = made(FIELDS)


def changed(**values: str | None) -> str:
    """The static code with fields set, or left out where None; names as `f53`."""
    fields = dict(FIELDS) | {name[1:]: value for name, value in values.items() if value is not None}
    for name, value in values.items():
        if value is None:
            fields.pop(name[1:], None)
    return made(sorted(fields.items()))


def test_the_checksum_is_that_of_the_standard():
    assert qris.checksum("123456789") == "29B1"


def test_a_shops_code_says_whose_it_is():
    found = qris.read(f"  {STATIC}\n")
    assert (found.payload, found.name, found.city) == (STATIC, "WARUNG CONTOH", "SAMARINDA")
    assert qris.read(changed(f01=None)).payload == changed(f01=None)


def test_a_payments_code_has_the_amount_and_everything_else_of_the_shops():
    payload = qris.for_amount(qris.read(STATIC), Rupiah(64_500))
    assert payload == made(sorted([*[(n, v) for n, v in FIELDS if n != "01"], ("01", "12"), ("54", "64500")]))
    told = qriskit.parse(payload)
    assert (told.amount, told.merchant_name, told.is_dynamic) == (64_500, "WARUNG CONTOH", True)


def test_a_tip_that_the_static_code_asks_for_is_left_out():
    payload = qris.for_amount(qris.read(changed(f55="02", f56="500")), Rupiah(1_000))
    assert payload == qris.for_amount(qris.read(STATIC), Rupiah(1_000))


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("", "qris_unreadable"),
        ("https://contoh.id/bayar", "qris_unreadable"),
        (STATIC[:-5], "qris_unreadable"),
        (STATIC[:40], "qris_unreadable"),
        (STATIC + "0", "qris_unreadable"),
        ("0" * 600, "qris_unreadable"),
        (STATIC[:-1] + ("0" if STATIC[-1] != "0" else "1"), "qris_checksum"),
        (STATIC.replace("CONTOH", "CONTOK"), "qris_checksum"),
        (changed(f53="840"), "qris_not_rupiah"),
        (changed(f58="MY"), "qris_not_indonesia"),
        (changed(f01="12"), "qris_not_static"),
        (changed(f54="5000"), "qris_not_static"),
        (changed(f26=None), "qris_without_account"),
        (changed(f59=None), "qris_without_account"),
        (changed(f00="02"), "qris_unreadable"),
        (made([*FIELDS, ("61", "75123")]), "qris_unreadable"),
    ],
)
def test_what_is_no_shops_code_is_refused(payload, code):
    with pytest.raises(Refused, match=code):
        qris.read(payload)


@pytest.mark.parametrize(("amount", "code"), [(0, "payment_not_positive"), (-1, "payment_not_positive"), (10_000_001, "qris_above_most")])
def test_an_amount_no_code_can_carry_is_refused(amount, code):
    with pytest.raises(Refused, match=code):
        qris.for_amount(qris.read(STATIC), Rupiah(amount))


@given(st.integers(1, qris.MOST))
def test_every_amount_is_read_back_by_another_parser(amount):
    assert qriskit.parse(qris.for_amount(qris.read(STATIC), Rupiah(amount))).amount == amount


@given(st.text(max_size=600))
def test_whatever_a_picture_says_is_refused_or_read(text):
    try:
        assert qris.read(text).payload == text.strip()
    except Refused as no:
        assert no.code.startswith("qris_")


@given(st.integers(0, len(STATIC) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_one_wrong_sign_is_never_taken(at, sign):
    wrong = STATIC[:at] + sign + STATIC[at + 1 :]
    if wrong.upper() != STATIC:
        with pytest.raises(Refused):
            qris.read(wrong)
