from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.article_list import numbers
from pos_app.domain.article_list.numbers import decide, lex, value


def read(texts: list[str], *, money: bool = True, told: str = "") -> list[Decimal | None]:
    reading = decide(texts, money=money, told=told)
    return [value(found, reading) if (found := lex(text, units=not money)) else None for text in texts]


@pytest.mark.parametrize(
    ("column", "right"),
    [
        (["Rp 3.000", "Rp9,000", "2000", "Rp. 7.800", "205.000"], [3000, 9000, 2000, 7800, 205000]),
        (["7.250,-", "Rp 2.450", "1600"], [7250, 2450, 1600]),
        (["Rp 12.500,00", "Rp 900,00"], [12500, 900]),
        (["12500.0", "900.0"], [12500, 900]),
        (["7,250.00", "12,000.50"], [7250, Decimal("12000.5")]),
        (["8500.0", "1.25e+05"], [8500, 125000]),
        (["1.234.567", "15.000"], [1234567, 15000]),
        (["15.000", "18250.5"], [15, Decimal("18250.5")]),
        (["15 000", "1 250 000"], [15000, 1250000]),
        (["3rb", "2,5 jt"], [3000, 2500000]),
        (["15.000/kg", "3.000 / pcs"], [15000, 3000]),
        (["(5.000)", "-3.000", "3.000-"], [-5000, -3000, -3000]),
        (["0", "15.000"], [0, 15000]),
    ],
)
def test_a_column_of_money_decides_what_its_signs_mean(column: list[str], right: list[object]) -> None:
    assert read(column) == right


@pytest.mark.parametrize(
    ("column", "right"),
    [
        (["36.000", "12.000", "1000.000"], [36, 12, 1000]),
        (["36.000", "5.000"], [36, 5]),
        (["8.000", "4.250"], [8, Decimal("4.25")]),
        (["1.250", "36"], [1250, 36]),
        (["1.250", "72,35"], [1250, Decimal("72.35")]),
        (["36.000", "-1.500", "8.250"], [36, Decimal("-1.5"), Decimal("8.25")]),
        (["0.500", "1.250"], [Decimal("0.5"), Decimal("1.25")]),
        (["12 pcs", "3"], [12, 3]),
        (["1,250.5", "2,000"], [Decimal("1250.5"), 2000]),
    ],
)
def test_a_column_of_stock_decides_what_its_signs_mean(column: list[str], right: list[object]) -> None:
    assert read(column, money=False) == right


def test_a_known_system_has_its_sign() -> None:
    assert read(["1.250"], money=False, told=".") == [Decimal("1.25")]


def test_what_money_proves_about_its_signs_helps_to_read_the_stock_beside_it() -> None:
    proof = decide(["12500.00"], money=True)
    assert decide(["1.250"], money=False, elsewhere=proof).point is True


def test_a_column_that_contradicts_itself_says_so_and_reads_three_digits_as_thousands() -> None:
    reading = decide(["1.234.567", "18250.5", "15.000"], money=True)
    assert reading.mixed
    assert value(lex("15.000"), reading) == 15000


@pytest.mark.parametrize("text", ["12.05.2024", "abc", "1.2.3", "", "-", "12/3", "1,2,3", "5 dus 3 pcs", "10.000-12.000"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert lex(text, units=True) is None


@given(st.integers(0, 10**12), st.sampled_from("., "))
def test_grouped_money_reads_back_to_the_same_value(amount: int, sign: str) -> None:
    text = f"{amount:,}".replace(",", sign)
    assert read([f"Rp {text}"]) == [amount]


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = lex(text, units=True)
    if found is not None:
        value(found, decide([text], money=True))


def test_half_a_rupiah_rounds_away_from_zero() -> None:
    assert numbers.scaled(Decimal("18250.5"), 1) == (18251, True)
    assert numbers.scaled(Decimal("-0.5"), 1) == (-1, True)
